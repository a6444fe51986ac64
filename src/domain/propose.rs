//! A routine proposed from a few answers: steps of the shipped library, with their cares and sources, in an order that
//! spares getting up and down, fitted to the minutes there are.
//!
//! ```text
//! answers ─> picks, the most wanted first ─> those that can be done and have time ─> ordered ─> fitted ─> routine
//!                                 \___________ left out, each with its reason _______/
//! ```
//!
//! Which step suits which complaint follows what the shipped routines are for and where they come from; how they rank
//! among each other is our own choice. Nothing here tells what a complaint is: that is not a program's business.

mod compose;
mod picks;
mod words;

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::body::vocabulary;
use super::fit::Dose;
use super::health::{Because, Guard};
use super::routine::{Routine, RoutineId, Sides};
use super::text::Clean;
use super::time::Seconds;

pub use compose::propose;

/// The minutes that can be asked for: below them nothing worth doing is left, above them the library has no more.
pub const MINUTES: RangeInclusive<u32> = 3..=45;
/// The minutes that are taken where nobody says any.
pub const USUAL_MINUTES: u32 = 10;

vocabulary! {
    /// What brings a person here, in words of their own.
    Complaint {
        /// The morning's first steps hurt.
        Morning = "morning",
        /// Tight or tired calves.
        Calves = "calves",
        /// A sore sole or arch.
        Sole = "sole",
        /// After a long day on the feet.
        Standing = "standing",
        /// After long sitting, at a desk.
        Desk = "desk",
        /// A flare-up: gentle work only.
        FlareUp = "flare-up",
    }
}

vocabulary! {
    /// What a person may have at hand. Hands, a floor and a bed are taken for granted.
    Tool {
        /// A chair.
        Chair = "chair",
        /// A second seat, or a low stool.
        Stool = "stool",
        /// A wall, and standing at it.
        Wall = "wall",
        /// A ball, such as one for tennis.
        Ball = "ball",
        /// A foam roller.
        Roller = "roller",
        /// A frozen bottle and a sock.
        Bottle = "bottle",
        /// A towel.
        Towel = "towel",
    }
}

vocabulary! {
    /// Which side the routine is for.
    Which {
        /// Both feet, one after the other.
        Both = "both",
        /// The left foot only.
        Left = "left",
        /// The right foot only.
        Right = "right",
        /// The foot that is sore, as the settings say.
        Sore = "sore",
    }
}

impl Which {
    const fn sides(self) -> Sides {
        match self {
            Self::Both => Sides::Each,
            Self::Left => Sides::Left,
            Self::Right => Sides::Right,
            Self::Sore => Sides::Sore,
        }
    }
}

/// The answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wishes {
    /// What it is for, the first first; none counts as a sore sole and tight calves.
    pub complaints: Vec<Complaint>,
    /// What is at hand.
    pub tools: Vec<Tool>,
    /// How many minutes there are; as far as they are in [`MINUTES`].
    pub minutes: u32,
    /// Which side.
    pub which: Which,
    /// What the health profile says of this day.
    pub guard: Guard,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            complaints: Vec::new(),
            tools: vec![Tool::Chair, Tool::Wall],
            minutes: USUAL_MINUTES,
            which: Which::Both,
            guard: Guard::default(),
        }
    }
}

impl Wishes {
    /// What it is for: what was said, or what most people come with.
    pub fn complaints(&self) -> &[Complaint] {
        if self.complaints.is_empty() { &[Complaint::Sole, Complaint::Calves] } else { &self.complaints }
    }
}

/// Why a step is left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// It needs something that is not at hand.
    Without(Tool),
    /// There are not minutes enough.
    NoTime,
    /// It waits until the flare-up has passed.
    FlareUp,
    /// Friction wants a day between, and this is for every day.
    DayBetween,
    /// The health profile leaves it out.
    Health(Because),
}

/// A step of a shipped routine that is part of the proposal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Taken {
    /// The routine it comes from.
    pub from: RoutineId,
    /// Its place among the steps there, from 0.
    pub at: usize,
    /// How much of it is done, where that is not what is on paper there.
    pub dose: Option<Dose>,
}

/// A routine that suits the answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// The routine as its file will say it.
    pub routine: Routine,
    /// Where each of its steps comes from.
    pub taken: Vec<Taken>,
    /// What might have been in it, by the name of its technique, and why it is not.
    pub left_out: Vec<(&'static str, Why)>,
    /// How long it takes, for the sides asked for.
    pub total: Seconds,
    /// The minutes asked for.
    pub minutes: u32,
}

impl Proposal {
    /// Whether it takes less than nine tenths of the minutes: the library has no more for this.
    pub const fn is_short(&self) -> bool {
        self.total.0 * 10 < self.minutes * 60 * 9
    }

    /// The same routine under another name.
    #[must_use]
    pub fn called(mut self, id: RoutineId, name: Clean) -> Self {
        (self.routine.id, self.routine.name) = (id, name);
        self
    }
}
