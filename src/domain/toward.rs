//! Which way hands go: what a file says with `toward`, what the drawing shows, and what the words of a step ask for.

mod said;

use serde::{Deserialize, Serialize};

use super::body::{Part, Technique, Zone, vocabulary};

pub use said::Said;

vocabulary! {
    /// Where strokes and squeezes are headed.
    Toward {
        /// Toward the hip: up the calf, up the thigh.
        Hip = "hip",
        /// Toward the knee: up the calf, down the thigh.
        Knee = "knee",
        /// Toward the ankle: down the calf.
        Ankle = "ankle",
        /// Toward the heel: down the calf, from the toes along the sole.
        Heel = "heel",
        /// Toward the toes: down the calf, from the heel along the sole.
        Toes = "toes",
    }
}

impl Toward {
    /// Which way that is on `zone`; none where it is neither.
    pub const fn on(self, zone: Zone) -> Option<Heading> {
        let is_onward = match zone.part() {
            Part::Thigh => matches!(self, Self::Hip),
            Part::Calf => matches!(self, Self::Hip | Self::Knee),
            Part::Foot => matches!(self, Self::Toes),
            Part::Ankle | Part::Leg => return None,
        };
        Some(if is_onward { Heading::Onward } else { Heading::Back })
    }
}

/// Which way a hand goes along the way of a zone, from the ankle to the knee and on to the hip, or from the heel to the
/// toes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Heading {
    /// Along it.
    Onward,
    /// Against it.
    Back,
    /// Along it and back.
    ToAndFro,
}

/// Which way the hand of `technique` goes on `zone`, one of `zones`, as `toward` says or as is usual; none where it has
/// no way along it. What rolls is pushed and drawn, whatever is said.
pub fn heading(technique: Technique, zones: &[Zone], toward: Option<Toward>, zone: Zone) -> Option<Heading> {
    use Technique as T;
    let on_leg = matches!(zone.part(), Part::Calf | Part::Thigh);
    let usual = match technique {
        // Toward the heart.
        T::Effleurage if on_leg => Heading::Onward,
        // Down the calf, but up where the thigh comes after it.
        T::Kneading if on_leg && zones.contains(&Zone::Hamstring) => Heading::Onward,
        T::Kneading if on_leg => Heading::Back,
        T::Effleurage | T::Kneading | T::Compression => Heading::ToAndFro,
        T::Circles => Heading::Back,
        T::DeepGlide => Heading::Onward,
        T::BallRoll | T::ColdRoll | T::Roller => return Some(Heading::ToAndFro),
        T::CrossFriction | T::SustainedHold | T::TriggerHold | T::Reach => return None,
        T::Settle | T::Mobility | T::AnkleCircles | T::HeelRaise => return None,
        T::StretchFascia | T::StretchCalfStraight | T::StretchCalfBent => return None,
    };
    Some(toward.and_then(|toward| toward.on(zone)).unwrap_or(usual))
}

/// The same in words, and the way across a zone: `knee to ankle`; none on a zone too short for a way, or without one.
pub fn way(technique: Technique, zones: &[Zone], toward: Option<Toward>, zone: Zone) -> Option<&'static str> {
    if technique == Technique::CrossFriction {
        return Some("side to side");
    }
    let is_long = matches!(zone, Zone::SoleAll | Zone::Arch | Zone::ArchInner | Zone::ArchOuter);
    Some(match (zone.part(), heading(technique, zones, toward, zone)?) {
        (Part::Calf, Heading::Onward) => "ankle to knee",
        (Part::Calf, Heading::Back) => "knee to ankle",
        (Part::Calf, Heading::ToAndFro) => "up and down the calf",
        (Part::Thigh, Heading::Onward) => "knee to hip",
        (Part::Thigh, Heading::Back) => "hip to knee",
        (Part::Thigh, Heading::ToAndFro) => "up and down the thigh",
        (Part::Foot, Heading::Onward) if is_long => "heel to toes",
        (Part::Foot, Heading::Back) if is_long => "toes to heel",
        (Part::Foot, Heading::ToAndFro) if is_long => "heel to toes and back",
        _ => return None,
    })
}

/// Whether `text` says a way itself that holds on `zone`, one of `zones`.
pub fn is_said(text: &str, zones: &[Zone], zone: Zone) -> bool {
    let lower = text.to_lowercase();
    ["across", "side to side"].iter().any(|across| lower.contains(across))
        || said::goes_both_ways(&lower)
        || Said::of(text, zones, zone).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::PlanStep;

    #[test]
    fn a_plan_written_before_there_was_a_direction_is_still_read() {
        let old = r#"{ "name": "Knead", "technique": "kneading", "zones": ["calf_all"], "part": "calf" }"#;
        let mut step: PlanStep = serde_json::from_str(old).unwrap();
        assert_eq!(step.toward, None);
        step.toward = Some(Toward::Knee);
        let again: PlanStep = serde_json::from_str(&serde_json::to_string(&step).unwrap()).unwrap();
        assert_eq!(again, step);
    }
}
