//! Families of techniques: what the rules about days and levels speak of.

use crate::domain::body::Technique;
use crate::domain::plan::Level;

/// What techniques have in common for tissue that is to rest from them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Family {
    /// Moving the joint without load.
    Mobility,
    /// Light strokes and light, long presses.
    LightTouch,
    /// Kneading and its kin: circles, compression, deep glides, holds on tender spots.
    Kneading,
    /// Rolling on a ball or a foam roller.
    Rolling,
    /// Rubbing across the fibres.
    Friction,
    /// Stretches of sole and calf.
    Stretching,
    /// Anything cold.
    Cold,
    /// Heel raises.
    Strength,
}

impl Family {
    /// The family of a technique; settling is in none.
    pub const fn of(technique: Technique) -> Option<Self> {
        Some(match technique {
            Technique::Settle => return None,
            Technique::Mobility | Technique::AnkleCircles | Technique::Reach => Self::Mobility,
            Technique::Effleurage | Technique::SustainedHold => Self::LightTouch,
            Technique::Kneading
            | Technique::Circles
            | Technique::Compression
            | Technique::DeepGlide
            | Technique::TriggerHold => Self::Kneading,
            Technique::BallRoll | Technique::Roller => Self::Rolling,
            Technique::CrossFriction => Self::Friction,
            Technique::StretchFascia | Technique::StretchCalfStraight | Technique::StretchCalfBent => Self::Stretching,
            Technique::ColdRoll => Self::Cold,
            Technique::HeelRaise => Self::Strength,
        })
    }

    /// Whether it counts as massage, of which there are two sessions a day at most.
    pub const fn is_massage(self) -> bool {
        matches!(self, Self::Kneading | Self::Rolling | Self::Friction | Self::Cold)
    }

    /// The name used in sentences.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mobility => "mobility",
            Self::LightTouch => "light touch",
            Self::Kneading => "kneading",
            Self::Rolling => "rolling",
            Self::Friction => "friction",
            Self::Stretching => "stretching",
            Self::Cold => "cold",
            Self::Strength => "heel raises",
        }
    }
}

/// Whether a technique may be done at a level: 1 has mobility, light strokes, kneading, holds, the toe pull and cold (levels
/// of the plan's rules, made from S1-62 and R26; the tools that are left out at level 2 are the person's). Deep glides stay,
/// mild, as the routine for the morning has them.
pub(in crate::domain) const fn is_for(technique: Technique, level: Level) -> bool {
    match level {
        Level::Medium | Level::Firm => true,
        Level::Light => !matches!(
            technique,
            Technique::CrossFriction
                | Technique::BallRoll
                | Technique::Roller
                | Technique::TriggerHold
                | Technique::HeelRaise
                | Technique::Circles
                | Technique::Compression
        ),
    }
}

/// Some of the families.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Families(u8);

impl Families {
    /// Those of these techniques.
    pub fn of(techniques: impl IntoIterator<Item = Technique>) -> Self {
        techniques.into_iter().filter_map(Family::of).fold(Self::default(), Self::with)
    }

    /// With one more.
    #[must_use]
    pub const fn with(self, family: Family) -> Self {
        Self(self.0 | 1 << family as u8)
    }

    /// Whether `family` is among them.
    pub const fn has(self, family: Family) -> bool {
        self.0 & 1 << family as u8 != 0
    }

    /// All of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of them is massage.
    pub const fn are_massage(self) -> bool {
        self.has(Family::Kneading) || self.has(Family::Rolling) || self.has(Family::Friction) || self.has(Family::Cold)
    }

    /// Whether `family` is among them, and besides it nothing but what a sore foot takes.
    pub(super) const fn are_only(self, family: Family) -> bool {
        let gentle = 1 << Family::Mobility as u8 | 1 << Family::LightTouch as u8;
        self.0 & !gentle == 1 << family as u8
    }

    /// Whether there is any, and nothing but what a sore foot takes.
    pub const fn are_gentle(self) -> bool {
        let gentle = 1 << Family::Mobility as u8 | 1 << Family::LightTouch as u8;
        self.0 != 0 && self.0 & !gentle == 0
    }
}
