//! The scale of pain, and what its numbers mean.

use serde::{Deserialize, Serialize};

/// Pain or discomfort, 0 (none) to 10 (the worst that can be imagined).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Pain(u8);

/// A number that is not on the scale.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0} is not on the scale: pain is a whole number from 0 to 10")]
pub struct NotPain(pub u8);

impl Pain {
    /// Every value, from none to worst.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=10).map(Self)
    }

    /// The number, 0 to 10.
    pub const fn value(self) -> u8 {
        self.0
    }

    /// One or two words for it (labels of our own, written for the foot).
    pub const fn label(self) -> &'static str {
        match self.0 {
            0 => "none",
            1 => "faint",
            2 => "mild",
            3 => "nagging",
            4 => "clear",
            5 => "limiting",
            6 => "strong",
            7 => "severe",
            8 => "very severe",
            9 => "extreme",
            _ => "worst",
        }
    }

    /// What it means on two feet.
    pub const fn meaning(self) -> &'static str {
        match self.0 {
            0 => "No pain.",
            1 => "There if I look for it.",
            2 => "I notice it, then forget it.",
            3 => "It nags, I do everything as usual.",
            4 => "I feel it with most steps and carry on.",
            5 => "I slow down or shift my weight because of it.",
            6 => "I cut things short because of it.",
            7 => "Walking is hard; I plan around it.",
            8 => "A few steps at a time.",
            9 => "I can barely put the foot down.",
            _ => "The worst pain I can imagine.",
        }
    }

    /// Its band: none, mild (1-3), moderate (4-6), severe (7-10).
    pub const fn band(self) -> Band {
        match self.0 {
            0 => Band::None,
            1..=3 => Band::Mild,
            4..=6 => Band::Moderate,
            _ => Band::Severe,
        }
    }
}

impl TryFrom<u8> for Pain {
    type Error = NotPain;
    fn try_from(value: u8) -> Result<Self, NotPain> {
        if value <= 10 { Ok(Self(value)) } else { Err(NotPain(value)) }
    }
}

impl From<Pain> for u8 {
    fn from(pain: Pain) -> Self {
        pain.0
    }
}

/// Bands for colour and words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Band {
    /// 0.
    None,
    /// 1 to 3.
    Mild,
    /// 4 to 6.
    Moderate,
    /// 7 to 10.
    Severe,
}
