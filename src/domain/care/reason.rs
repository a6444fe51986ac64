//! Why a routine is suggested.

use chrono::{NaiveTime, TimeDelta};

use super::day::Rated;
use super::family::Family;
use crate::domain::plan::Level;
use crate::domain::record::Pain;
use crate::domain::time::Now;

/// So long after a rating pain is said to be so now (ours: it moves from minute to minute).
const JUST_NOW: TimeDelta = TimeDelta::hours(1);

/// A reason, for whoever reads it in one sentence with one other at most.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// Pain is so high that only a gentle day is offered.
    Strong(Pain, When),
    /// Discomfort was so high in a session of today.
    RedToday(u8),
    /// Discomfort was so high in a session of yesterday.
    RedYesterday(u8),
    /// This morning was clearly higher than usual.
    MorningClearly,
    /// The person says that it flares up.
    Flare,
    /// The person says that the calves are tired.
    Tired,
    /// The calves were tired yesterday: other work today.
    TiredYesterday,
    /// The person rests today.
    Rest,
    /// The person is on a journey.
    Travel,
    /// Pain is 4 or 5.
    Tender(Pain, When),
    /// Friction was done yesterday, and does not follow itself.
    FrictionYesterday,
    /// Friction was done today.
    FrictionToday,
    /// The family was the main one on two days running.
    Again(Family),
    /// A level leaves out what would be next.
    Level(Level),
    /// It is the one done longest ago.
    InTurn,
    /// Nothing is known of any session.
    Begin,
    /// The feet are readied before they carry.
    BeforeStanding,
    /// So many stretches of today are done, of so many.
    Stretches(u8, u8),
    /// There is no massage today by the plan.
    NoMassageDay,
    /// There were enough massage sessions today: so many by the plan.
    EnoughMassage(u8),
    /// Nothing of the rotation may be done now.
    RotationWaits,
    /// Heel raises are due.
    Raises,
    /// All of today is done.
    AllDone,
    /// This morning was as usual.
    MorningUsual,
    /// This morning was lower than usual.
    MorningLower,
    /// This morning was a little higher than usual.
    MorningHigher,
    /// It is short.
    Short,
    /// It cools.
    Cools,
    /// It is what comes tonight, for whoever has the time now.
    Ahead,
    /// It is for whoever wants to do little.
    Little,
}

/// When pain was rated, as seen from now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// With the first steps of today.
    ThisMorning,
    /// Just now.
    Now,
    /// At this time of day.
    At(NaiveTime),
}

impl When {
    pub(super) fn of(rated: Rated, now: Now) -> Self {
        match rated {
            Rated::ThisMorning => Self::ThisMorning,
            Rated::At(at) if (now.wall - at).abs() < JUST_NOW => Self::Now,
            Rated::At(at) => Self::At(at.time()),
        }
    }
}
