//! Which steps of the library suit which complaint, and what each needs.

use super::{Complaint, Tool};
use crate::domain::body::{Position, Technique};

/// A step of a shipped routine. Only those whose words name no number that a dose could contradict.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pick {
    /// The routine.
    pub routine: &'static str,
    /// The name of the step there.
    pub step: &'static str,
    /// What it needs.
    pub tools: &'static [Tool],
}

const fn pick(routine: &'static str, step: &'static str, tools: &'static [Tool]) -> Pick {
    Pick { routine, step, tools }
}

const PULL: Pick = pick("ten-by-ten", "Toe pull", &[]);
const PULL_IN_BED: Pick = pick("first-steps", "Toe pull", &[]);
const PUMPS: Pick = pick("first-steps", "Ankle pumps", &[]);
const CIRCLES_LYING: Pick = pick("first-steps", "Ankle and toe circles", &[]);
const LIGHT_KNEAD: Pick = pick("first-steps", "Light calf knead", &[]);
const WARM_SOLE: Pick = pick("first-steps", "Warm the sole", &[]);
const THUMB_WALK: Pick = pick("first-steps", "Thumb walk along the arch", &[]);
const LONG_KNEAD: Pick = pick("calf-classic", "Knead the calf", &[]);
const LEAN: Pick = pick("calf-classic", "Palms under the balls of the feet", &[]);
const KNEAD: Pick = pick("wind-down", "Calf kneading", &[]);
const STROKES: Pick = pick("wind-down", "Calf strokes", &[]);
const ARCH_HOLD: Pick = pick("wind-down", "Arch hold", &[]);
const STRAIGHT: Pick = pick("full-session", "Wall stretch, knee straight", &[Tool::Wall]);
const BENT: Pick = pick("full-session", "Wall stretch, knee bent", &[Tool::Wall]);
const TOWEL: Pick = pick("studio-flow", "Stretch the Achilles", &[Tool::Towel]);
const UPPER_CIRCLES: Pick = pick("calf-chair", "Upper calf circles", &[Tool::Chair, Tool::Stool]);
const LOWER_CIRCLES: Pick = pick("calf-chair", "Lower calf circles", &[Tool::Chair, Tool::Stool]);
const UPPER_ROLL: Pick = pick("calf-roller", "Roll the upper calf", &[Tool::Roller]);
const LOWER_ROLL: Pick = pick("calf-roller", "Roll the lower calf", &[Tool::Roller]);
const WARM_FOOT: Pick = pick("studio-flow", "Warm-up", &[]);
const PRESSURE: Pick = pick("studio-flow", "Pressure", &[]);
const KNEAD_FOOT: Pick = pick("studio-flow", "Kneading", &[]);
const BACK_OF_LEG: Pick = pick("studio-flow", "Back of the leg", &[Tool::Chair]);
const BALL: Pick = pick("ball-roll", "Long rolls", &[Tool::Chair, Tool::Ball]);
const BALL_PRESS: Pick = pick("ball-roll", "Pause and press", &[Tool::Chair, Tool::Ball]);
const FRICTION: Pick = pick("full-session", "Cross-fibre friction", &[]);
const COLD: Pick = pick("cold-bottle", "Cold roll", &[Tool::Chair, Tool::Bottle]);
const ROCKS: Pick = pick("desk-break", "Heel and toe rocks", &[Tool::Chair]);
const SQUEEZE: Pick = pick("desk-break", "Calf squeeze", &[Tool::Chair]);
const EASY_PUMPS: Pick = pick("gentle-day", "Easy ankle pumps", &[]);
const EASY_CIRCLES: Pick = pick("gentle-day", "Easy circles", &[]);
const FEATHER: Pick = pick("gentle-day", "Feather strokes", &[]);
const WARM_HOLD: Pick = pick("gentle-day", "Warm hold", &[]);
const SPREAD: Pick = pick("gentle-day", "Toe spread", &[Tool::Chair]);

/// From so many minutes on, the calves are kneaded as long as the article on calf massage has it, twice.
const LONG_KNEAD_FROM: u32 = 20;

/// What suits a complaint, the most wanted first.
///
/// The morning and the flare-up keep to the routines made for them. The toe pull comes first for the sole (DiGiovanni
/// 2006), kneading and wall stretches for the calf (the article on calf massage; Renan-Ordine 2011); the end of the day
/// and the desk follow End of Day and Desk Reset.
pub fn of(complaint: Complaint, minutes: u32) -> Vec<Pick> {
    let knead = if minutes >= LONG_KNEAD_FROM { LONG_KNEAD } else { KNEAD };
    match complaint {
        Complaint::Morning => {
            vec![PULL_IN_BED, PUMPS, LIGHT_KNEAD, WARM_SOLE, CIRCLES_LYING, THUMB_WALK, FEATHER, WARM_HOLD]
        }
        Complaint::Calves => vec![
            knead,
            STRAIGHT,
            TOWEL,
            UPPER_CIRCLES,
            LOWER_CIRCLES,
            STROKES,
            UPPER_ROLL,
            LOWER_ROLL,
            BENT,
            PULL,
            LEAN,
        ],
        Complaint::Sole => {
            vec![PULL, WARM_FOOT, PRESSURE, BALL, KNEAD_FOOT, ARCH_HOLD, STRAIGHT, TOWEL, FRICTION, BALL_PRESS, COLD]
        }
        Complaint::Standing => {
            vec![knead, PULL, STROKES, PRESSURE, STRAIGHT, TOWEL, ARCH_HOLD, COLD, BENT, WARM_FOOT, BACK_OF_LEG]
        }
        Complaint::Desk => vec![ROCKS, PULL, SQUEEZE, KNEAD, BALL, STRAIGHT, WARM_FOOT, KNEAD_FOOT, BENT],
        Complaint::FlareUp => vec![FEATHER, EASY_PUMPS, WARM_HOLD, EASY_CIRCLES, SPREAD, COLD],
    }
}

/// What goes before a step of this technique and belongs to it.
pub const fn before(technique: Technique) -> Option<Pick> {
    match technique {
        Technique::BallRoll => Some(pick("ball-roll", "Place the ball", &[Tool::Chair, Tool::Ball])),
        Technique::ColdRoll => Some(pick("cold-bottle", "Set up", &[Tool::Chair, Tool::Bottle])),
        Technique::Roller => Some(pick("calf-roller", "Get down", &[Tool::Roller])),
        _ => None,
    }
}

/// What comes after it and is not to be left out.
pub const fn after(technique: Technique) -> Option<Pick> {
    match technique {
        Technique::ColdRoll => Some(pick("cold-bottle", "Skin check", &[Tool::Chair, Tool::Bottle])),
        _ => None,
    }
}

/// How a routine begins whose first work is done like this, if anything is to be got ready.
pub const fn beginning(position: Position, is_flare_up: bool) -> Option<Pick> {
    match position {
        Position::Lying if is_flare_up => Some(pick("gentle-day", "Rest and breathe", &[])),
        Position::SitFloorLong => Some(pick("calf-classic", "Get comfortable", &[])),
        Position::SitCrossed => Some(pick("ten-by-ten", "Cross the leg", &[])),
        Position::SitTwoSeats => Some(pick("calf-chair", "Set the foot", &[Tool::Chair, Tool::Stool])),
        _ => None,
    }
}

/// How a routine for this ends, if there is a way of its own.
pub const fn ending(complaint: Complaint) -> Option<Pick> {
    match complaint {
        Complaint::Morning => Some(pick("first-steps", "Shoes on, stand slowly", &[])),
        Complaint::Desk => Some(pick("desk-break", "Stand up kindly", &[Tool::Chair])),
        Complaint::FlareUp => Some(pick("gentle-day", "Finish", &[Tool::Chair])),
        Complaint::Calves | Complaint::Sole | Complaint::Standing => None,
    }
}

/// Where a step stands among all: from lying to standing, so that nobody gets up and down; cold comes last.
pub fn place(position: Option<Position>, technique: Option<Technique>) -> (usize, usize) {
    use Position as P;
    use Technique as T;
    let seat = match position {
        _ if technique == Some(T::ColdRoll) => 10,
        Some(P::Lying) => 0,
        Some(P::SitBedKneeBent) => 1,
        Some(P::SitBedCrossed) => 2,
        Some(P::SitBedEdge) => 3,
        Some(P::SitFloorLong) => 4,
        Some(P::FloorRoller) => 5,
        Some(P::SitTwoSeats) => 6,
        Some(P::SitChair) | None => 7,
        Some(P::SitCrossed) => 8,
        Some(P::SitTowel | P::StandWall | P::StandStep) => 9,
    };
    // From the general to the particular, and a stretch to end on.
    let turn = match technique {
        Some(T::Settle) | None => 0,
        Some(T::Mobility) => 1,
        Some(T::AnkleCircles) => 2,
        Some(T::Effleurage) => 3,
        Some(T::Kneading | T::Circles | T::Compression | T::Roller) => 4,
        Some(T::BallRoll | T::ColdRoll) => 5,
        Some(T::DeepGlide) => 6,
        Some(T::SustainedHold | T::TriggerHold) => 7,
        Some(T::CrossFriction) => 8,
        Some(T::Reach) => 9,
        Some(T::StretchFascia) => 10,
        Some(T::StretchCalfStraight) => 11,
        Some(T::StretchCalfBent) => 12,
        Some(T::HeelRaise) => 13,
    };
    (seat, turn)
}
