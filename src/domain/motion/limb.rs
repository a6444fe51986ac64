//! A leg or a foot that moves itself.

use super::beat::ease;
use super::{Beat, Going, INTO, Motion, Pose, Sweep};
use crate::domain::anatomy::{Ground, Limb, View};
use crate::domain::body::{Position, Technique, Zone};
use crate::domain::plan::{Kind, PlanStep};

/// How it stands at rest.
const REST: Pose = Pose { lean: 0.0, bend: 0.0, flex: 0.0, turn: 0.0, toes: 0.0, spread: 0.0, rise: 0.0 };

/// How far the heel rises, in degrees.
const RISEN: f64 = 32.0;

/// How far the toes spread, in degrees: drawn larger than life, to be seen from two metres.
const SPREAD: f64 = 54.0;

/// How far the heel sinks below the edge of a step, in degrees.
const SUNK: f64 = -9.0;

/// Whether the limb itself moves in `technique`.
pub(super) const fn moves(technique: Technique) -> bool {
    matches!(
        technique,
        Technique::Mobility
            | Technique::AnkleCircles
            | Technique::StretchFascia
            | Technique::StretchCalfStraight
            | Technique::StretchCalfBent
            | Technique::HeelRaise
    )
}

/// The zone of a technique that names its place itself, where the step names none.
pub(super) const fn usual_zone(technique: Technique) -> Option<Zone> {
    match technique {
        Technique::HeelRaise | Technique::StretchCalfStraight => Some(Zone::CalfAll),
        Technique::StretchCalfBent => Some(Zone::CalfLower),
        Technique::StretchFascia => Some(Zone::Arch),
        Technique::AnkleCircles => Some(Zone::Ankle),
        _ => None,
    }
}

/// Whether the whole person leans: to the foot, with the palms in its ball, or for what pulls behind the thigh then.
pub(super) const fn leans(technique: Technique, zone: Zone) -> bool {
    matches!((technique, zone), (Technique::Reach, Zone::SoleBall | Zone::SoleAll | Zone::Hamstring))
}

/// How far one who sits upright leans back from that, in degrees.
const UPRIGHT: f64 = 34.0;

/// Leans to the foot, and stays there while it fills.
pub(super) fn lean(beat: &Beat, motion: &mut Motion) {
    let sweep = Sweep { limb: Limb::Thigh, from: Pose { bend: UPRIGHT, ..REST }, to: REST, going: Going::There };
    let into = if beat.still { 1.0 } else { ease(beat.elapsed.as_secs_f64() / INTO.as_secs_f64()) };
    (motion.view, motion.lit, motion.held) = (View::Reach, vec![Zone::SoleBall], true);
    if beat.is_work() {
        motion.filled = beat.shown_share();
    }
    motion.pose = sweep.at(if beat.is_work() { into } else { 0.0 });
    motion.sweep = (beat.kind != Kind::Rest).then_some(sweep);
}

/// How the limb stands, and which way it goes.
pub(super) fn pose(technique: Technique, zone: Zone, step: &PlanStep, (beat, pace): (&Beat, f64), motion: &mut Motion) {
    motion.view = View::Foot;
    let sweep = match technique {
        Technique::StretchFascia => {
            motion.lit = vec![Zone::Arch];
            if step.position == Some(Position::SitTowel) {
                (motion.view, motion.held) = (View::Towel, true);
                stretch(Limb::Toes, Pose { flex: 12.0, toes: 30.0, ..REST }, beat, motion)
            } else {
                // The hand that draws them back lets go in a rest.
                motion.held = beat.kind != Kind::Rest;
                stretch(Limb::Toes, Pose { toes: 48.0, ..REST }, beat, motion)
            }
        }
        Technique::StretchCalfStraight | Technique::StretchCalfBent => match step.position {
            Some(Position::StandWall) | None => {
                motion.view = View::Leg;
                let bent = technique == Technique::StretchCalfBent;
                let (limb, to) = if bent {
                    (Limb::Leg, Pose { lean: 34.0, bend: 52.0, ..REST })
                } else {
                    (Limb::Thigh, Pose { lean: 22.0, ..REST })
                };
                stretch(limb, to, beat, motion)
            }
            Some(Position::StandStep) => stretch(Limb::Foot, Pose { rise: 1.5 * SUNK, ..REST }, beat, motion),
            Some(Position::SitTowel) => {
                (motion.view, motion.held) = (View::Towel, true);
                stretch(Limb::Toes, Pose { flex: 28.0, ..REST }, beat, motion)
            }
            Some(_) => stretch(Limb::Toes, Pose { flex: 20.0, ..REST }, beat, motion),
        },
        Technique::HeelRaise => raise(&step.zones, beat, motion),
        Technique::Mobility | Technique::AnkleCircles => {
            let sweep = mobilise(zone, technique == Technique::AnkleCircles, (beat, pace), motion);
            (motion.sweep, motion.poses) = (Some(sweep), Some(sweep));
            return;
        }
        _ => return,
    };
    motion.poses = Some(sweep);
    // In a rest, and while letting go, an arrow would ask for what is over.
    motion.sweep = (!matches!(beat.kind, Kind::Rest | Kind::Release)).then_some(sweep);
}

/// Into a stretch, which fills while it is held, and out of it.
fn stretch(limb: Limb, to: Pose, beat: &Beat, motion: &mut Motion) -> Sweep {
    let sweep = Sweep { limb, from: REST, to, going: Going::There };
    let into = if beat.still { 1.0 } else { ease(beat.elapsed.as_secs_f64() / INTO.as_secs_f64()) };
    let stretched = match beat.kind {
        Kind::Hold | Kind::Work | Kind::Wait => {
            motion.filled = beat.shown_share();
            into
        }
        Kind::Release => 1.0 - into,
        _ => 0.0,
    };
    motion.pose = sweep.at(stretched);
    sweep
}

/// Up, held, and down again.
fn raise(zones: &[Zone], beat: &Beat, motion: &mut Motion) -> Sweep {
    let low = if motion.ground == Some(Ground::Step) { SUNK } else { 0.0 };
    let (from, to) = (Pose { rise: low, ..REST }, Pose { rise: RISEN, ..REST });
    let sweep = Sweep { limb: Limb::Foot, from, to, going: Going::ThereAndBack };
    // Evenly: its slow and even way is the exercise.
    let part = if beat.still { 1.0 } else { beat.share() };
    let risen = match beat.kind {
        Kind::Up => part,
        Kind::Top => 1.0,
        Kind::Down => 1.0 - part,
        _ => 0.0,
    };
    motion.lit = vec![Zone::CalfAll];
    motion.lit.extend(zones.contains(&Zone::Arch).then_some(Zone::Arch));
    motion.filled = risen;
    motion.pose = sweep.at(risen);
    sweep
}

/// A joint moved without load.
fn mobilise(zone: Zone, round: bool, (beat, pace): (&Beat, f64), motion: &mut Motion) -> Sweep {
    let stroke = beat.stroke(pace);
    let moving = beat.is_work() && !beat.still;
    motion.lit = vec![if zone == Zone::Toes { zone } else { Zone::Ankle }];
    let sweep = |limb, from, to, going| Sweep { limb, from, to, going };
    if zone == Zone::Toes {
        // A still picture shows them spread.
        let sweep = sweep(Limb::Toes, REST, Pose { spread: SPREAD, ..REST }, Going::There);
        motion.view = View::Sole;
        motion.pose = sweep.at(if beat.is_work() { stroke.swing() } else { 0.0 });
        return sweep;
    }
    let (sweep, part) = if round {
        // Half of the time one way, half the other.
        let going = Going::Round { reversed: beat.is_work() && beat.share() >= 0.5 };
        let (from, to) = (Pose { flex: -16.0, ..REST }, Pose { flex: 16.0, turn: 44.0, ..REST });
        (sweep(Limb::Toes, from, to, going), stroke.part)
    } else if motion.ground == Some(Ground::Floor) {
        // The heels, then the toes; the rest of the foot stays on the floor.
        let (limb, to) = if stroke.part < 0.5 {
            (Limb::Foot, Pose { rise: 18.0, ..REST })
        } else {
            (Limb::Toes, Pose { flex: 12.0, ..REST })
        };
        (sweep(limb, REST, to, Going::There), stroke.twice().swing())
    } else {
        let (from, to) = (Pose { flex: -18.0, ..REST }, Pose { flex: 18.0, ..REST });
        (sweep(Limb::Toes, from, to, Going::ThereAndBack), stroke.swing())
    };
    motion.pose = if moving { sweep.at(part) } else { REST };
    sweep
}
