//! A hand, a ball or a bottle on a leg that lies still.

use std::cmp::Ordering;
use std::f64::consts::TAU;

use super::beat::ease;
use super::{Beat, Course, Motion, Tool, Touch, Trail, is_whole_calf};
use crate::domain::body::{Part, Technique, Zone};
use crate::domain::plan::PlanStep;

/// How much of a one-way stroke the hand stays on the skin; then it returns through the air.
const CONTACT: f64 = 0.85;

/// The places of a calf that is kneaded from the knee (0) to the ankle (1): the lower half gets most of the time.
const MOSTLY_LOWER: [f64; 9] = [0.0, 0.2, 0.4, 0.6, 0.6, 0.8, 0.8, 1.0, 1.0];

/// Where it is touched, and which way the hand goes.
pub(super) fn touch(
    technique: Technique,
    zone: Zone,
    step: &PlanStep,
    (beat, pace): (&Beat, f64),
    motion: &mut Motion,
) {
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
            // Down the calf, but up where the thigh comes after it; along the sole to the toes and back.
            let up = step.zones.contains(&Zone::Hamstring);
            let place = match (on_calf, up) {
                (true, false) if is_whole_calf(&step.zones) => 1.0 - stroke.turn_of(&MOSTLY_LOWER),
                (true, false) => 1.0 - stroke.place(6),
                (true, true) => stroke.place(6),
                (false, _) => stroke.place_and_back(6),
            };
            let apart = 0.8 - 0.4 * stroke.swing();
            let place = 0.08 + 0.84 * place;
            motion.touches.extend([touch(place, -apart, Tool::Finger), touch(place, apart, Tool::Finger)]);
            motion.trail = if on_calf && !up { along(1.0, 0.0, false) } else { along(0.0, 1.0, !on_calf) };
        }
        Technique::Circles => {
            let (sin, cos) = libm::sincos(TAU * stroke.part);
            // As high as they are wide, on a zone of this length.
            let high = match zone {
                Zone::CalfLower => 0.3,
                Zone::CalfUpper => 0.17,
                _ => 0.1,
            };
            let slowly = (1.0 - high) - (1.0 - 2.0 * high) * beat.shown_share();
            for side in [-1.0, 1.0] {
                motion.touches.push(touch(slowly - high * sin, side * (0.5 + 0.22 * cos), Tool::Finger));
            }
            motion.trail = along(1.0, 0.0, false);
        }
        Technique::Compression => {
            let place = 0.85 - 0.7 * stroke.place_and_back(5);
            let apart = 1.0 - 0.45 * stroke.press();
            motion.touches.extend([touch(place, -apart, Tool::Cup), touch(place, apart, Tool::Cup)]);
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
        Technique::SustainedHold if zone == Zone::SoleAll => {
            // The whole foot is held between both hands.
            motion.touches.extend([touch(0.5, -0.9, Tool::Cup), touch(0.5, 0.9, Tool::Cup)]);
            motion.filled = beat.shown_share();
        }
        Technique::SustainedHold | Technique::TriggerHold | Technique::Reach => spots(zone, step, beat, motion),
        // The whole person; or what moves is the limb itself.
        Technique::Settle
        | Technique::Mobility
        | Technique::AnkleCircles
        | Technique::StretchFascia
        | Technique::StretchCalfStraight
        | Technique::StretchCalfBent
        | Technique::HeelRaise => {}
    }
}

/// Places that are held in turn: those done are full, the one held fills, those to come are hollow.
fn spots(zone: Zone, step: &PlanStep, beat: &Beat, motion: &mut Motion) {
    let of = beat.of.max(1);
    let now = beat.count.clamp(1, of);
    // Where there are several zones, the spots take them in turn; those of the other ones are somewhere else.
    let zone_of = |spot: u32| step.zones.iter().cycle().nth(spot as usize - 1).filter(|_| of > 1);
    let here: Vec<u32> = (1..=of).filter(|spot| zone_of(*spot).is_none_or(|there| *there == zone)).collect();
    for (n, spot) in (1_u32..).zip(&here) {
        let done = match spot.cmp(&now) {
            Ordering::Less => 1.0,
            Ordering::Equal => beat.shown_share(),
            Ordering::Greater => 0.0,
        };
        let parts = here.len() as f64;
        let aside = if here.len() == 1 { 0.0 } else { 0.3 };
        let across = if n.is_multiple_of(2) { aside } else { -aside };
        // Beside the heel, not behind it.
        let along = if zone == Zone::HeelRim {
            (f64::from(n) - 0.5) / (2.0 * parts)
        } else {
            1.0 - (f64::from(n) - 0.5) / parts
        };
        motion.touches.push(Touch { zone, along, across, with: Tool::Spot(done) });
    }
}
