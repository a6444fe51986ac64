//! What a person says of a day: a word that steers what is suggested, and counts in no figure.

use serde::{Deserialize, Serialize};

/// The word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayMark {
    /// Nothing is due on this day.
    Rest,
    /// The calves are tired: something gentle, and other work on the next day (S1-65).
    Tired,
    /// It flares up: something gentle, or only a rating.
    Flare,
    /// From here on away from home, without tools.
    Travel,
    /// Home again.
    Home,
    /// From here on the other foot is the sore one.
    Swap,
}

impl DayMark {
    /// Every one.
    pub const ALL: [Self; 6] = [Self::Rest, Self::Tired, Self::Flare, Self::Travel, Self::Home, Self::Swap];

    /// The word used on the command line and in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rest => "rest",
            Self::Tired => "tired",
            Self::Flare => "flare",
            Self::Travel => "travel",
            Self::Home => "home",
            Self::Swap => "swap",
        }
    }

    /// What it is called in a list.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rest => "rest day",
            Self::Tired => "tired calves",
            Self::Flare => "flare-up",
            Self::Travel => "travelling from here on",
            Self::Home => "home again",
            Self::Swap => "the other foot is sore from here on",
        }
    }
}

/// A day, marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MarkedDay {
    /// As what.
    pub mark: DayMark,
}
