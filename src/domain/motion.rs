//! Where the hand is, and how the foot moves: what a technique looks like at a moment, at the pace of its step.
//!
//! Everything is computed from the time lived in the segment, never counted along, so that the picture cannot drift from
//! the pace. Directions are those of the instructions: kneading from the knee toward the ankle, light strokes toward the
//! heart on the calf, deep glides from the heel to the toes, friction *across* the band.

mod beat;

use std::f64::consts::PI;

use self::beat::ease;
pub use self::beat::{Beat, Frames};
use super::anatomy::{Limb, View};
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
    /// How the foot stands.
    pub pose: Pose,
    /// The way the hand goes, for an arrow.
    pub trail: Option<Trail>,
    /// The way the foot goes, for an arrow.
    pub sweep: Option<Sweep>,
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
    /// Fingertips or a thumb.
    Finger,
    /// A flat hand, across the way.
    Palm,
    /// A ball under the sole.
    Ball,
    /// A bottle or a roller, across the way.
    Bar,
    /// A place that is held; so much of the hold is done, 0 to 1.
    Spot(f64),
}

/// How the foot stands, in degrees.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Pose {
    /// How far the leg leans toward the toes.
    pub lean: f64,
    /// How far the foot is drawn up at the ankle; down is negative.
    pub flex: f64,
    /// How far the toes are drawn up.
    pub toes: f64,
    /// How far the heel has risen, turning about the ball.
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
    /// Whether it comes back the same way.
    pub returns: bool,
}

/// Directions in a zone.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Course {
    /// From this part of the way to that, 0 to 1.
    Along(f64, f64),
    /// From edge to edge, at this part of the way.
    Across(f64),
}

/// How long it takes to come into a stretch, in seconds.
const INTO: f64 = 1.5;

/// Strokes a minute where the step names no pace: about what people do unasked.
const USUAL_PACE: u32 = 15;

/// How much of a one-way stroke the hand stays on the skin; then it returns through the air.
const CONTACT: f64 = 0.85;

/// What a step looks like at a moment; none where there is nothing to show.
pub fn motion(step: &PlanStep, beat: Beat) -> Option<Motion> {
    let technique = step.technique?;
    let zone = zone_now(step, &beat)?;
    let pace = f64::from(step.pace.unwrap_or(USUAL_PACE));
    if let Some(motion) = posed(technique, zone, step, (&beat, pace)) {
        return Some(motion);
    }
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
        trail: None,
        sweep: None,
    };
    handled(technique, zone, step, (&beat, pace), &mut motion);
    if !beat.is_work() {
        // Nothing is touched yet: the picture says where it will be.
        motion.filled = 0.0;
        motion.touches.iter_mut().for_each(|touch| {
            if let Tool::Spot(done) = &mut touch.with {
                *done = 0.0;
            }
        });
    }
    Some(motion)
}

/// Whether the picture of this moment changes faster than once a second.
pub fn moves(step: &PlanStep, beat: &Beat) -> bool {
    let Some(technique) = step.technique else { return false };
    match beat.kind {
        Kind::Work | Kind::Wait => !matches!(
            technique,
            Technique::Settle
                | Technique::SustainedHold
                | Technique::TriggerHold
                | Technique::Reach
                | Technique::StretchFascia
                | Technique::StretchCalfStraight
                | Technique::StretchCalfBent
        ),
        Kind::Up | Kind::Down => true,
        Kind::Hold | Kind::Release => beat.elapsed.as_secs_f64() < INTO,
        Kind::Rest | Kind::GetReady | Kind::ChangeSide | Kind::Top => false,
    }
}

/// Which zone is worked now: each spot has its own, else each zone its share of the time.
fn zone_now(step: &PlanStep, beat: &Beat) -> Option<Zone> {
    let zones = &step.zones;
    let halves = zones.contains(&Zone::CalfUpper) && zones.contains(&Zone::CalfLower);
    if halves && zones.len() == 2 {
        return Some(Zone::CalfAll);
    }
    let at = if beat.of > 1 && !is_counted(beat.kind) {
        (beat.count as usize).saturating_sub(1) % zones.len().max(1)
    } else if beat.is_work() {
        ((beat.share() * zones.len() as f64) as usize).min(zones.len().saturating_sub(1))
    } else {
        0
    };
    zones.get(at).copied().filter(|zone| *zone != Zone::Whole)
}

/// Whether the count of such a segment is that of repetitions, not of spots.
const fn is_counted(kind: Kind) -> bool {
    matches!(kind, Kind::Hold | Kind::Release | Kind::Up | Kind::Top | Kind::Down)
}

/// Techniques in which the foot itself moves.
fn posed(technique: Technique, zone: Zone, step: &PlanStep, (beat, pace): (&Beat, f64)) -> Option<Motion> {
    let seconds = beat.elapsed.as_secs_f64();
    let into = if beat.still { 1.0 } else { ease(seconds / INTO) };
    // How far one is in the stretch, and how much of the hold is done.
    let (stretched, filled) = match beat.kind {
        Kind::Hold | Kind::Work | Kind::Wait => (into, beat.share()),
        Kind::Release => (if beat.still { 0.0 } else { 1.0 - into }, 0.0),
        _ => (0.0, 0.0),
    };
    let risen = match beat.kind {
        Kind::Up => {
            if beat.still {
                1.0
            } else {
                ease(beat.share())
            }
        }
        Kind::Top => 1.0,
        Kind::Down => {
            if beat.still {
                0.0
            } else {
                1.0 - ease(beat.share())
            }
        }
        _ => 0.0,
    };
    let swing = if beat.is_work() && !beat.still { libm::sin(2.0 * PI * beat.stroke(pace).part) } else { 0.0 };
    let still = Pose::default();
    let toes = |degrees: f64| Pose { toes: degrees, ..still };
    let flex = |degrees: f64| Pose { flex: degrees, ..still };
    let lean = |degrees: f64| Pose { lean: degrees, ..still };
    let rise = |degrees: f64| Pose { rise: degrees, ..still };
    let sweep = |limb, from, to, returns| Sweep { limb, from, to, returns };
    let (lit, pose, filled, sweep) = match technique {
        Technique::StretchFascia => {
            (vec![Zone::Arch], toes(48.0 * stretched), filled, sweep(Limb::Toes, still, toes(48.0), false))
        }
        Technique::StretchCalfStraight if step.position == Some(Position::SitTowel) => {
            (vec![zone], flex(20.0 * stretched), filled, sweep(Limb::Toes, still, flex(20.0), false))
        }
        Technique::StretchCalfStraight => {
            (vec![zone], lean(18.0 * stretched), filled, sweep(Limb::Leg, still, lean(18.0), false))
        }
        Technique::StretchCalfBent => {
            (vec![zone], lean(30.0 * stretched), filled, sweep(Limb::Leg, still, lean(30.0), false))
        }
        Technique::HeelRaise => {
            let filled = if beat.kind == Kind::Top { 1.0 } else { risen };
            (vec![Zone::CalfAll, Zone::Arch], rise(32.0 * risen), filled, sweep(Limb::Foot, still, rise(32.0), true))
        }
        Technique::Mobility if zone == Zone::Toes => {
            (vec![Zone::Toes], toes(12.0 + 24.0 * swing), 0.0, sweep(Limb::Toes, toes(-12.0), toes(36.0), true))
        }
        Technique::Mobility => {
            (vec![Zone::Ankle], flex(18.0 * swing), 0.0, sweep(Limb::Toes, flex(-18.0), flex(18.0), true))
        }
        _ => return None,
    };
    let sweep = beat.is_work().then_some(sweep);
    Some(Motion { view: View::Foot, lit, filled, touches: Vec::new(), pose, trail: None, sweep })
}

/// Techniques in which something touches a leg that lies still.
fn handled(technique: Technique, zone: Zone, step: &PlanStep, (beat, pace): (&Beat, f64), motion: &mut Motion) {
    let stroke = beat.stroke(pace);
    let touch = |along, across, with| Touch { zone, along, across, with };
    let on_calf = matches!(zone.part(), Part::Calf | Part::Thigh);
    let along = |from, to, returns| Some(Trail { zone, course: Course::Along(from, to), returns });
    match technique {
        Technique::Effleurage if on_calf => {
            // Toward the heart, then back through the air.
            if stroke.part <= CONTACT {
                motion.touches.push(touch(ease(stroke.part / CONTACT), 0.0, Tool::Palm));
            }
            motion.trail = along(0.0, 1.0, false);
        }
        Technique::Effleurage => {
            motion.touches.push(touch(stroke.forth_and_back(), 0.0, Tool::Palm));
            motion.trail = along(0.0, 1.0, true);
        }
        Technique::Kneading => {
            let place = 0.08 + 0.84 * stroke.place(6);
            // Down the calf, but up where the thigh comes after it; along the sole from the heel.
            let up = !on_calf || step.zones.contains(&Zone::Hamstring);
            let place = if up { place } else { 1.0 - place };
            let apart = 0.8 - 0.4 * stroke.squeeze();
            motion.touches.extend([touch(place, -apart, Tool::Finger), touch(place, apart, Tool::Finger)]);
            motion.trail = if up { along(0.0, 1.0, true) } else { along(1.0, 0.0, true) };
        }
        Technique::Circles => {
            let (sin, cos) = libm::sincos(2.0 * PI * stroke.part);
            let slowly = 0.9 - 0.8 * beat.share();
            for side in [-1.0, 1.0] {
                motion.touches.push(touch(slowly - 0.07 * sin, side * (0.45 + 0.28 * cos), Tool::Finger));
            }
            motion.trail = along(1.0, 0.0, false);
        }
        Technique::Compression => {
            let place = 0.9 - 0.8 * stroke.place(5);
            let apart = 0.95 - 0.35 * stroke.press();
            motion.touches.extend([touch(place, -apart, Tool::Finger), touch(place, apart, Tool::Finger)]);
            motion.filled = 0.0;
            motion.trail = along(1.0, 0.0, true);
        }
        Technique::DeepGlide => {
            if stroke.part <= CONTACT {
                motion.touches.push(touch(ease(stroke.part / CONTACT), 0.0, Tool::Finger));
            }
            motion.trail = along(0.0, 1.0, false);
        }
        Technique::CrossFriction => {
            // In the arch, in front of the heel; never on the sorest point itself.
            const IN_FRONT_OF_THE_HEEL: f64 = 0.25;
            let across = 1.4 * stroke.forth_and_back() - 0.7;
            motion.touches.push(touch(IN_FRONT_OF_THE_HEEL, across, Tool::Finger));
            motion.trail = Some(Trail { zone, course: Course::Across(IN_FRONT_OF_THE_HEEL), returns: true });
        }
        Technique::BallRoll => {
            motion.touches.push(touch(stroke.forth_and_back(), 0.0, Tool::Ball));
            motion.trail = along(0.0, 1.0, true);
        }
        Technique::ColdRoll | Technique::Roller => {
            motion.touches.push(touch(stroke.forth_and_back(), 0.0, Tool::Bar));
            motion.trail = along(0.0, 1.0, true);
        }
        Technique::SustainedHold | Technique::TriggerHold | Technique::Reach => spots(zone, step, beat, motion),
        // The whole person, or the foot itself.
        Technique::Settle
        | Technique::Mobility
        | Technique::StretchFascia
        | Technique::StretchCalfStraight
        | Technique::StretchCalfBent
        | Technique::HeelRaise => {}
    }
}

/// Places that are held in turn: those done are full, the one held fills, those to come are hollow.
fn spots(zone: Zone, step: &PlanStep, beat: &Beat, motion: &mut Motion) {
    let of = beat.of.max(1);
    let here = beat.count.clamp(1, of);
    for spot in 1..=of {
        // Where each spot has a zone of its own, the others are somewhere else.
        let elsewhere = step.zones.len() > 1 && step.zones[(spot as usize - 1) % step.zones.len()] != zone;
        if elsewhere {
            continue;
        }
        let done = match spot.cmp(&here) {
            std::cmp::Ordering::Less => 1.0,
            std::cmp::Ordering::Equal => beat.share(),
            std::cmp::Ordering::Greater => 0.0,
        };
        let (along, across) = if of == 1 || step.zones.len() > 1 {
            (0.5, 0.0)
        } else {
            let aside = if spot % 2 == 1 { -0.3 } else { 0.3 };
            (f64::from(of - spot) / f64::from(of) + 0.5 / f64::from(of), aside)
        };
        motion.touches.push(Touch { zone, along, across, with: Tool::Spot(done) });
    }
}

#[cfg(test)]
mod tests;
