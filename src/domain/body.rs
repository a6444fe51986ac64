//! Left and right, and the parts of the leg that a step works on.

use serde::{Deserialize, Serialize};

/// One of the two legs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

impl Side {
    /// Left, then right.
    pub const BOTH: [Self; 2] = [Self::Left, Self::Right];

    /// The opposite side.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }

    /// `left` or `right`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

/// Which feet are meant: one, or both.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Feet {
    /// The left one only.
    Left,
    /// The right one only.
    Right,
    /// Both.
    #[default]
    Both,
}

impl Feet {
    /// Whether `side` is among them.
    pub const fn include(self, side: Side) -> bool {
        matches!((self, side), (Self::Both, _) | (Self::Left, Side::Left) | (Self::Right, Side::Right))
    }

    /// The single side meant, if it is only one.
    pub const fn only(self) -> Option<Side> {
        match self {
            Self::Left => Some(Side::Left),
            Self::Right => Some(Side::Right),
            Self::Both => None,
        }
    }

    /// Left for right and right for left.
    #[must_use]
    pub const fn swapped(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            Self::Both => Self::Both,
        }
    }

    /// `left`, `right` or `both`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Both => "both",
        }
    }
}

impl From<Side> for Feet {
    fn from(side: Side) -> Self {
        match side {
            Side::Left => Self::Left,
            Side::Right => Self::Right,
        }
    }
}

/// A value for each side.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PerSide<T> {
    /// For the left side.
    pub left: T,
    /// For the right side.
    pub right: T,
}

impl<T: Copy> PerSide<T> {
    /// The same value on both sides.
    pub const fn same(value: T) -> Self {
        Self { left: value, right: value }
    }

    /// The value of `side`.
    pub const fn of(&self, side: Side) -> T {
        match side {
            Side::Left => self.left,
            Side::Right => self.right,
        }
    }
}

impl<T: Copy + Ord> PerSide<T> {
    /// The larger of the two.
    pub fn most(&self) -> T {
        self.left.max(self.right)
    }

    /// The dose for `side`; the larger one when both are worked together.
    pub fn dose(&self, side: Option<Side>) -> T {
        side.map_or_else(|| self.most(), |side| self.of(side))
    }
}

/// Defines an enum whose words in files are the snake-case names, with a table of them.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $(#[doc = $meaning:literal] $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
        pub enum $name { $(#[doc = $meaning] #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every one, in the order in which they are explained.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word used for it in files.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// What it means, in a sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning.trim_ascii()),+ }
            }

            /// The one that `word` names.
            pub fn named(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

pub(super) use vocabulary;

vocabulary! {
    /// What the hands (or the foot) do. The list is that of the routine library.
    Technique {
        /// Sitting down, getting ready, getting up.
        Settle = "settle",
        /// Moving the joint without load.
        Mobility = "mobility",
        /// Moving the ankle round without load, one way and then the other.
        AnkleCircles = "ankle_circles",
        /// Long, light strokes.
        Effleurage = "effleurage",
        /// Squeezing and lifting, like dough.
        Kneading = "kneading",
        /// Small circles.
        Circles = "circles",
        /// Pressing in, holding, letting go.
        Compression = "compression",
        /// A slow, deep glide along the sole.
        DeepGlide = "deep_glide",
        /// Rubbing across the fibres.
        CrossFriction = "cross_friction",
        /// A light, long press.
        SustainedHold = "sustained_hold",
        /// A press on one tender spot.
        TriggerHold = "trigger_hold",
        /// Rolling the sole on a ball.
        BallRoll = "ball_roll",
        /// Rolling the sole on something cold.
        ColdRoll = "cold_roll",
        /// Rolling the calf on a foam roller.
        Roller = "roller",
        /// Leaning forward to the feet.
        Reach = "reach",
        /// Pulling the toes back.
        StretchFascia = "stretch_fascia",
        /// Stretching the calf with a straight knee.
        StretchCalfStraight = "stretch_calf_straight",
        /// Stretching the calf with a bent knee.
        StretchCalfBent = "stretch_calf_bent",
        /// Raising the heel, slowly.
        HeelRaise = "heel_raise",
    }
}

impl Technique {
    /// The one word shown large while it is done.
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Settle => "SETTLE",
            Self::Mobility => "MOVE",
            Self::AnkleCircles => "CIRCLE",
            Self::Effleurage => "STROKE",
            Self::Kneading => "KNEAD",
            Self::Circles => "CIRCLE",
            Self::Compression => "PRESS",
            Self::DeepGlide => "GLIDE",
            Self::CrossFriction => "RUB",
            Self::SustainedHold | Self::TriggerHold => "HOLD",
            Self::BallRoll | Self::ColdRoll | Self::Roller => "ROLL",
            Self::Reach => "REACH",
            Self::StretchFascia | Self::StretchCalfStraight | Self::StretchCalfBent => "STRETCH",
            Self::HeelRaise => "RAISE",
        }
    }

    /// The name used in lists and tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Settle => "settling",
            Self::Mobility => "mobility",
            Self::AnkleCircles => "ankle circles",
            Self::Effleurage => "light strokes",
            Self::Kneading => "kneading",
            Self::Circles => "circles",
            Self::Compression => "compression",
            Self::DeepGlide => "deep glides",
            Self::CrossFriction => "cross-fibre friction",
            Self::SustainedHold => "sustained holds",
            Self::TriggerHold => "tender-spot holds",
            Self::BallRoll => "ball rolling",
            Self::ColdRoll => "cold rolling",
            Self::Roller => "foam roller",
            Self::Reach => "reach",
            Self::StretchFascia => "sole stretches",
            Self::StretchCalfStraight | Self::StretchCalfBent => "calf stretches",
            Self::HeelRaise => "heel raises",
        }
    }

    /// The name where every technique has a row of its own: whole, and in at most 20 columns. In a list the calf is
    /// stretched in one way; here the knee tells one way from the other.
    pub const fn apart(self) -> [&'static str; 2] {
        match self {
            Self::StretchCalfStraight => ["calf stretches, knee straight", "calf, knee straight"],
            Self::StretchCalfBent => ["calf stretches, knee bent", "calf, knee bent"],
            one => [one.name(); 2],
        }
    }
}

vocabulary! {
    /// A part of the leg or foot.
    Zone {
        /// The whole person: settling, breathing.
        Whole = "whole",
        /// The calf, from the hollow of the knee to the Achilles cord.
        CalfAll = "calf_all",
        /// The upper half of the calf.
        CalfUpper = "calf_upper",
        /// The lower half of the calf.
        CalfLower = "calf_lower",
        /// The back of the thigh.
        Hamstring = "hamstring",
        /// The whole sole.
        SoleAll = "sole_all",
        /// The ball of the foot.
        SoleBall = "sole_ball",
        /// The arch.
        Arch = "arch",
        /// The inner edge of the arch.
        ArchInner = "arch_inner",
        /// The outer edge of the arch.
        ArchOuter = "arch_outer",
        /// The edge of the heel.
        HeelRim = "heel_rim",
        /// The toes.
        Toes = "toes",
        /// The ankle.
        Ankle = "ankle",
    }
}

impl Zone {
    /// What it is called: `upper calf`, `edge of the heel`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole body",
            Self::CalfAll => "calf",
            Self::CalfUpper => "upper calf",
            Self::CalfLower => "lower calf",
            Self::Hamstring => "back of the thigh",
            Self::SoleAll => "sole",
            Self::SoleBall => "ball of the foot",
            Self::Arch => "arch",
            Self::ArchInner => "inner arch",
            Self::ArchOuter => "outer arch",
            Self::HeelRim => "edge of the heel",
            Self::Toes => "toes",
            Self::Ankle => "ankle",
        }
    }

    /// The part of the body that is named together with the side.
    pub const fn part(self) -> Part {
        match self {
            Self::Whole => Part::Leg,
            Self::CalfAll | Self::CalfUpper | Self::CalfLower => Part::Calf,
            Self::Hamstring => Part::Thigh,
            Self::SoleAll
            | Self::SoleBall
            | Self::Arch
            | Self::ArchInner
            | Self::ArchOuter
            | Self::HeelRim
            | Self::Toes => Part::Foot,
            Self::Ankle => Part::Ankle,
        }
    }
}

/// The part of the body said with a side: LEFT CALF, RIGHT FOOT. Never a vague "side".
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The calf.
    Calf,
    /// The foot.
    Foot,
    /// The ankle.
    Ankle,
    /// The thigh.
    Thigh,
    /// The whole leg, or more than one part of it.
    Leg,
}

impl Part {
    /// The part for a step's zones: theirs if they agree, the foot if they lie below the calf, else the leg.
    pub fn of(zones: &[Zone]) -> Self {
        let parts = || zones.iter().map(|zone| zone.part());
        match parts().next() {
            Some(first) if parts().all(|part| part == first) => first,
            Some(_) if parts().all(|part| matches!(part, Self::Foot | Self::Ankle)) => Self::Foot,
            _ => Self::Leg,
        }
    }

    /// The word for one of them.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Calf => "calf",
            Self::Foot => "foot",
            Self::Ankle => "ankle",
            Self::Thigh => "thigh",
            Self::Leg => "leg",
        }
    }

    /// The word for two of them.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Calf => "calves",
            Self::Foot => "feet",
            Self::Ankle => "ankles",
            Self::Thigh => "thighs",
            Self::Leg => "legs",
        }
    }
}

vocabulary! {
    /// How the person sits, lies or stands.
    Position {
        /// Lying on the back.
        Lying = "lying",
        /// Sitting in bed, knee bent, foot flat.
        SitBedKneeBent = "sit_bed_knee_bent",
        /// Sitting in bed, ankle on the other thigh.
        SitBedCrossed = "sit_bed_crossed",
        /// Sitting on the edge of the bed.
        SitBedEdge = "sit_bed_edge",
        /// Sitting on the floor or bed, legs out in front.
        SitFloorLong = "sit_floor_long",
        /// Sitting on a chair, feet on the floor.
        SitChair = "sit_chair",
        /// Sitting on a chair, the foot on a second seat.
        SitTwoSeats = "sit_two_seats",
        /// Sitting, ankle on the other knee.
        SitCrossed = "sit_crossed",
        /// Sitting, leg straight, a towel round the foot.
        SitTowel = "sit_towel",
        /// Standing at a wall.
        StandWall = "stand_wall",
        /// Standing on a step.
        StandStep = "stand_step",
        /// On the floor with a foam roller.
        FloorRoller = "floor_roller",
    }
}

impl Position {
    /// A short description.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lying => "lying",
            Self::SitBedKneeBent => "in bed, knee bent",
            Self::SitBedCrossed => "in bed, ankle on the other thigh",
            Self::SitBedEdge => "on the edge of the bed",
            Self::SitFloorLong => "sitting, legs out in front",
            Self::SitChair => "on a chair",
            Self::SitTwoSeats => "on a chair, foot on a second seat",
            Self::SitCrossed => "sitting, ankle on the other knee",
            Self::SitTowel => "sitting, leg straight, towel round the foot",
            Self::StandWall => "standing at a wall",
            Self::StandStep => "standing on a step, holding on",
            Self::FloorRoller => "on the floor with the roller",
        }
    }
}
