//! Why a routine is suggested.

use super::family::Family;
use crate::domain::plan::Level;
use crate::domain::record::Pain;

/// A reason, for whoever reads it in one sentence with one other at most.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// Pain now is so high that only a gentle day is offered.
    Strong(Pain),
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
    /// Pain now is 4 or 5.
    Tender(Pain),
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
    /// There were enough massage sessions today.
    EnoughMassage,
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
