//! A hand, a ball or a bottle on a leg that lies still.

use std::cmp::Ordering;
use std::f64::consts::TAU;

use super::beat::ease;
use super::{Beat, Course, Motion, Tool, Touch, Trail, is_whole_calf};
use crate::domain::body::{Technique, Zone};
use crate::domain::plan::PlanStep;
use crate::domain::toward::{Heading, heading};

/// How much of a one-way stroke the hand stays on the skin; then it returns through the air.
const CONTACT: f64 = 0.85;

/// The places of a calf that is kneaded from the knee (0) to the ankle (1): the lower half gets most of the time.
const MOSTLY_LOWER: [f64; 9] = [0.0, 0.2, 0.4, 0.6, 0.6, 0.8, 0.8, 1.0, 1.0];

/// The same places the other way, from the ankle (0) to the knee (1).
const MOSTLY_LOWER_FIRST: [f64; 9] = [0.0, 0.0, 0.2, 0.2, 0.4, 0.4, 0.6, 0.8, 1.0];

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
    let way = heading(technique, &step.zones, step.toward, zone);
    let to_and_fro = way == Some(Heading::ToAndFro);
    let ahead = |place: f64| if way == Some(Heading::Back) { 1.0 - place } else { place };
    let trail = || Some(Trail { zone, course: Course::Along(ahead(0.0), ahead(1.0)), returns: to_and_fro });
    match technique {
        Technique::Effleurage if to_and_fro => {
            motion.touches.push(touch(stroke.forth_and_back(), 0.0, Tool::Palm));
            motion.trail = trail();
        }
        Technique::Effleurage | Technique::DeepGlide => {
            // One way, then back through the air.
            let with = if technique == Technique::DeepGlide { Tool::Finger } else { Tool::Palm };
            if stroke.part <= CONTACT {
                motion.touches.push(touch(ahead(ease(stroke.part / CONTACT)), 0.0, with));
            }
            motion.trail = trail();
        }
        Technique::Kneading => {
            let place = match way {
                Some(Heading::Back) if is_whole_calf(&step.zones) => 1.0 - stroke.turn_of(&MOSTLY_LOWER),
                Some(Heading::Onward) if is_whole_calf(&step.zones) => stroke.turn_of(&MOSTLY_LOWER_FIRST),
                Some(Heading::ToAndFro) => stroke.place_and_back(6),
                _ => ahead(stroke.place(6)),
            };
            let apart = 0.8 - 0.4 * stroke.swing();
            let place = 0.08 + 0.84 * place;
            motion.touches.extend([touch(place, -apart, Tool::Fingers), touch(place, apart, Tool::Fingers)]);
            motion.trail = trail();
        }
        Technique::Circles => {
            let (sin, cos) = libm::sincos(TAU * stroke.part);
            // As high as they are wide, on a zone of this length.
            let high = match zone {
                Zone::CalfLower => 0.3,
                Zone::CalfUpper => 0.17,
                _ => 0.1,
            };
            let slowly = ahead(high + (1.0 - 2.0 * high) * beat.shown_share());
            for side in [-1.0, 1.0] {
                motion.touches.push(touch(slowly - high * sin, side * (0.5 + 0.22 * cos), Tool::Fingers));
            }
            motion.trail = trail();
        }
        Technique::Compression => {
            // There and back it begins at the top.
            let place = if to_and_fro { 1.0 - stroke.place_and_back(5) } else { ahead(stroke.place(5)) };
            let (place, apart) = (0.15 + 0.7 * place, 1.0 - 0.45 * stroke.press());
            motion.touches.extend([touch(place, -apart, Tool::Cup), touch(place, apart, Tool::Cup)]);
            motion.trail = trail();
        }
        Technique::CrossFriction => {
            // In the arch, in front of the heel; never on the sorest point itself.
            const IN_FRONT_OF_THE_HEEL: f64 = 0.25;
            let across = 2.0 * stroke.forth_and_back() - 1.0;
            motion.touches.push(touch(IN_FRONT_OF_THE_HEEL, across, Tool::Finger));
            motion.trail = Some(Trail { zone, course: Course::Across(IN_FRONT_OF_THE_HEEL), returns: true });
        }
        Technique::BallRoll => {
            motion.touches.push(touch(stroke.forth_and_back(), 0.0, Tool::Ball));
            motion.trail = trail();
        }
        Technique::ColdRoll | Technique::Roller => {
            motion.touches.push(touch(stroke.forth_and_back(), 0.0, Tool::Bar));
            motion.trail = trail();
        }
        Technique::SustainedHold if zone == Zone::SoleAll => {
            // The whole foot is held between both hands.
            motion.touches.extend([touch(0.5, -0.9, Tool::Cup), touch(0.5, 0.9, Tool::Cup)]);
            motion.filled = beat.shown_share();
        }
        Technique::Reach => {
            // A flat hand leans on it, and the whole of it fills.
            motion.touches.push(touch(0.5, 0.0, Tool::Palm));
            motion.filled = beat.shown_share();
        }
        Technique::SustainedHold | Technique::TriggerHold => spots(zone, step, beat, motion),
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
        let aside = if here.len() == 1 { 0.0 } else { 0.4 };
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
