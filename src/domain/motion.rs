//! Where the hand is, and how the foot moves: what a technique looks like at a moment, at the pace of its step.
//!
//! Everything is computed from the time lived in the segment, never counted along, so that the picture cannot drift from
//! the pace. Directions are those a step names, or else the usual ones: kneading from the knee toward the ankle, light
//! strokes toward the heart on the calf, deep glides from the heel to the toes, friction *across* the band.

mod beat;
mod hand;
mod limb;
pub mod place;

use std::time::Duration;

pub use self::beat::{Beat, Frames};
use super::anatomy::{Ground, Limb, View};
use super::body::{Part, Position, Technique, Zone};
use super::plan::{Kind, PlanStep};

/// What is to be seen.
#[derive(Clone, PartialEq, Debug)]
pub struct Motion {
    /// Which drawing.
    pub view: View,
    /// The zones that are lit.
    pub lit: Vec<Zone>,
    /// How much of them is filled, 0 to 1: a hold fills up.
    pub filled: f64,
    /// Where it is touched.
    pub touches: Vec<Touch>,
    /// How the leg and the foot stand.
    pub pose: Pose,
    /// Whether the hand that holds, and what it holds, is drawn.
    pub held: bool,
    /// What the foot stands on, if it stands.
    pub ground: Option<Ground>,
    /// The way the hand goes, for an arrow.
    pub trail: Option<Trail>,
    /// The way the foot goes, for an arrow.
    pub sweep: Option<Sweep>,
    /// All poses of the step, whether an arrow asks for them now or not: the room of the drawing holds them.
    pub poses: Option<Sweep>,
}

/// One place where the body is touched.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Touch {
    /// On which zone.
    pub zone: Zone,
    /// Where along its way, 0 to 1.
    pub along: f64,
    /// How far across it: -1 and 1 are its edges, left and right of the way.
    pub across: f64,
    /// With what.
    pub with: Tool,
}

/// What touches.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Tool {
    /// A fingertip or a thumb.
    Finger,
    /// The fingers of a hand, along the way.
    Fingers,
    /// A flat hand, across the way.
    Palm,
    /// A flat hand at the edge of the zone, along the way.
    Cup,
    /// A ball under the sole.
    Ball,
    /// A bottle or a roller, across the way.
    Bar,
    /// A place that is held; so much of the hold is done, 0 to 1.
    Spot(f64),
}

/// How the leg and the foot stand, in degrees.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Pose {
    /// How far the leg leans toward the toes.
    pub lean: f64,
    /// How far the knee is bent.
    pub bend: f64,
    /// How far the foot is drawn up at the ankle; down is negative.
    pub flex: f64,
    /// How far the foot is turned out of the picture.
    pub turn: f64,
    /// How far the toes are drawn up.
    pub toes: f64,
    /// How far the toes are spread, as seen from below: what the outermost ones turn aside.
    pub spread: f64,
    /// How far the heel has risen, turning about the ball; below it is negative.
    pub rise: f64,
}

/// The way a hand goes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Trail {
    /// On which zone.
    pub zone: Zone,
    /// Whether it goes along the zone or across it.
    pub course: Course,
    /// Whether it comes back the same way, pressing.
    pub returns: bool,
}

/// The way a limb goes, from one pose to another.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Sweep {
    /// Whose tip is followed.
    pub limb: Limb,
    /// From here.
    pub from: Pose,
    /// To there.
    pub to: Pose,
    /// How it goes.
    pub going: Going,
}

/// How a limb goes from one pose to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Going {
    /// There, to stay.
    There,
    /// There and back the same way.
    ThereAndBack,
    /// Round between the two.
    Round {
        /// The other way round.
        reversed: bool,
    },
}

impl Sweep {
    /// The pose at `part` (0 to 1) of the way. Round, foot and turn are a quarter of the way apart, as in a circle.
    pub fn at(&self, part: f64) -> Pose {
        let (part, turned) = match self.going {
            Going::There | Going::ThereAndBack => (part, part),
            Going::Round { reversed } => {
                let (sin, cos) = libm::sincos(std::f64::consts::TAU * if reversed { -part } else { part });
                ((1.0 - cos) / 2.0, (1.0 + sin) / 2.0)
            }
        };
        let (from, to) = (self.from, self.to);
        let mix = |from: f64, to: f64| from + (to - from) * part;
        Pose {
            lean: mix(from.lean, to.lean),
            bend: mix(from.bend, to.bend),
            flex: mix(from.flex, to.flex),
            turn: from.turn + (to.turn - from.turn) * turned,
            toes: mix(from.toes, to.toes),
            spread: mix(from.spread, to.spread),
            rise: mix(from.rise, to.rise),
        }
    }
}

/// Directions in a zone.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Course {
    /// From this part of the way to that, 0 to 1.
    Along(f64, f64),
    /// From edge to edge, at this part of the way.
    Across(f64),
}

/// How long it takes to come into a stretch.
const INTO: Duration = Duration::from_millis(1_500);

/// Strokes a minute where the step names no pace: about what people do unasked.
const USUAL_PACE: u32 = 15;

/// What a step looks like at a moment; none where there is nothing to show.
pub fn motion(step: &PlanStep, beat: Beat) -> Option<Motion> {
    let technique = step.technique?;
    let zone = place::zone(step, &beat).or_else(|| limb::usual_zone(technique).filter(|_| step.zones.is_empty()))?;
    let pace = f64::from(step.pace.unwrap_or(USUAL_PACE));
    // Before the work nothing moves: the picture says where the hand will be.
    let lets_go = beat.kind == Kind::Release && limb::moves(technique);
    let beat = if beat.is_work() || lets_go { beat } else { beat.at_its_start() };
    let view = match zone.part() {
        Part::Calf | Part::Thigh => View::Calf,
        Part::Foot => View::Sole,
        Part::Ankle => View::Foot,
        Part::Leg => return None,
    };
    let mut motion = Motion {
        view,
        lit: vec![zone],
        filled: 0.0,
        touches: Vec::new(),
        pose: Pose::default(),
        held: false,
        ground: ground(step),
        trail: None,
        sweep: None,
        poses: None,
    };
    if limb::leans(technique, zone) {
        limb::lean(&beat, &mut motion);
    } else if limb::moves(technique) {
        limb::pose(technique, zone, step, (&beat, pace), &mut motion);
    } else {
        hand::touch(technique, zone, step, (&beat, pace), &mut motion);
    }
    Some(motion)
}

/// Whether the picture of this moment changes faster than once a second.
pub fn moves(step: &PlanStep, beat: &Beat) -> bool {
    let Some(technique) = step.technique else { return false };
    match beat.kind {
        Kind::Work | Kind::Wait => match technique {
            Technique::Settle | Technique::SustainedHold | Technique::TriggerHold => false,
            Technique::Reach
            | Technique::StretchFascia
            | Technique::StretchCalfStraight
            | Technique::StretchCalfBent => beat.elapsed < INTO,
            _ => true,
        },
        Kind::Up | Kind::Down => true,
        Kind::Hold | Kind::Release => limb::moves(technique) && beat.elapsed < INTO,
        Kind::Rest | Kind::GetReady | Kind::ChangeSide | Kind::Top => false,
    }
}

/// A calm limb takes this many poses a stroke at least, whatever the pace.
const LEAST_POSES: f64 = 3.0;

/// And no more, however slow.
const MOST_POSES: f64 = 12.0;

/// A calm heel that rises takes so many poses on each way at least, however quick.
const LEAST_POSES_A_WAY: u32 = 2;

/// The poses a second of a calm limb that hangs in the air.
const IN_THE_AIR: f64 = 1.4;

/// The same of a foot that rocks on the floor, where the leg moves with it, and of toes that spread.
const ON_THE_FLOOR: f64 = 1.0;

/// How long the picture of this moment stays the same; none if nothing moves at all. A hand is small, and a frame of it
/// costs little. Where a whole limb moves most of the picture changes, so that calm ones go from pose to pose, one or a
/// little more a second, and small circles take five places each: under 1 kB a second in a window of 120x40. A heel rises
/// and sinks with the seconds that are counted, as far with each of them: as much for 3-2-3, and more where it is quick or
/// is not held at the top, to 2.4 kB for 1-0-1.
pub fn frame(frames: Frames, step: &PlanStep, beat: &Beat) -> Option<Duration> {
    let usual = frames.length()?;
    let stroke = 60.0 / f64::from(step.pace.unwrap_or(USUAL_PACE)).max(1.0);
    let poses =
        |a_second: f64| Duration::from_secs_f64(stroke / (a_second * stroke).round().clamp(LEAST_POSES, MOST_POSES));
    let longer = match step.technique {
        _ if frames == Frames::Smooth => return Some(usual),
        Some(Technique::Mobility) if ground(step).is_some() => poses(ON_THE_FLOOR),
        Some(Technique::Mobility | Technique::AnkleCircles) => poses(IN_THE_AIR),
        Some(Technique::HeelRaise) => {
            beat.length / u32::try_from(beat.length.as_secs()).unwrap_or(u32::MAX).max(LEAST_POSES_A_WAY)
        }
        Some(technique) if limb::moves(technique) => INTO / 3,
        Some(Technique::Circles) => Duration::from_secs_f64(stroke / 5.0),
        _ => usual,
    };
    Some(usual.max(longer))
}

/// Whether both halves of the calf are meant, and nothing else.
fn is_whole_calf(zones: &[Zone]) -> bool {
    zones.len() == 2 && zones.contains(&Zone::CalfUpper) && zones.contains(&Zone::CalfLower)
}

/// What the foot stands on; none where it lies, hangs or is held.
fn ground(step: &PlanStep) -> Option<Ground> {
    use Technique::{HeelRaise, StretchCalfBent, StretchCalfStraight};
    match step.position {
        Some(Position::StandStep) => Some(Ground::Step),
        Some(Position::StandWall | Position::SitChair | Position::SitBedKneeBent | Position::SitBedEdge) => {
            Some(Ground::Floor)
        }
        Some(_) => None,
        None => {
            matches!(step.technique, Some(HeelRaise | StretchCalfStraight | StretchCalfBent)).then_some(Ground::Floor)
        }
    }
}

#[cfg(test)]
mod tests;
