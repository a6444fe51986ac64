//! A rating in the middle of a session, said back so that nobody is in doubt about the side.

use crate::domain::body::Feet;
use crate::domain::limits::Limits;
use crate::domain::record::{Light, Pain};
use crate::domain::safety;

/// A rating that was just given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rated {
    /// Which feet it is for.
    pub feet: Feet,
    /// How strong.
    pub value: Pain,
    /// The step goes no further than this, 0 to 10.
    pub limit: Option<u32>,
    /// The bands by which it is judged.
    pub limits: Limits,
    /// For which work it was taken.
    pub whose: Whose,
    /// Whether the other side could have been meant.
    pub movable: bool,
}

/// For which work a rating was taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whose {
    /// That on the side which is shown.
    Shown,
    /// That which is shown, while nothing is under way: it is still to come, or comes again.
    Coming,
    /// That on the other side, which the hands have just left.
    Before,
    /// That of another step on the same side, or without one, which the hands have just left.
    StepBefore,
    /// That which the person then said.
    Moved,
    /// That of a step which is over: what it asks for is over too.
    Over,
}

impl Rated {
    /// What it is for and what it means, sentence by sentence, the most important first: `left 4, clear.` `For the side
    /// before.` `Fine if it settles.` `other` says how the other side gets it.
    pub fn sentences(&self, other: &str) -> Vec<String> {
        let side = match self.feet {
            Feet::Left => "left",
            Feet::Right => "right",
            Feet::Both => "left and right",
        };
        let instead = match (self.whose, self.feet) {
            (Whose::Moved, Feet::Left) => ", not right",
            (Whose::Moved, Feet::Right) => ", not left",
            _ => "",
        };
        let (value, label) = (self.value.value(), self.value.label());
        let head = format!("{side} {value}, {label}{instead}.");
        let before = match self.whose {
            Whose::Before => Some("For the side before."),
            Whose::StepBefore => Some("For the step before."),
            _ => None,
        };
        // Both feet have no other side.
        let other = (self.movable && self.feet != Feet::Both).then_some(other);
        if self.whose == Whose::Over {
            return [Some(head), owned(other)].into_iter().flatten().collect();
        }
        let (sharp, early) = match self.is_red() {
            true => (Some(safety::SHARP), Some(safety::EARLY)),
            false => (None, None),
        };
        let rest = match before {
            // Work that was left can be made no lighter.
            Some(_) => [owned(before), owned(sharp), owned(other), self.light(), owned(early)],
            None => {
                let too_much = self.is_red().then(|| safety::too_much(self.limits.red));
                [too_much, self.light(), owned(sharp), owned(early), owned(other)]
            }
        };
        [Some(head)].into_iter().chain(rest).flatten().collect()
    }

    /// Whether it is more than the step, or any step, allows.
    pub fn is_too_much(&self) -> bool {
        let limit = self.limit.filter(|limit| *limit > 0);
        self.is_red() || limit.is_some_and(|limit| u32::from(self.value.value()) > limit)
    }

    /// Whether it is more than any step allows (R47 and the pain model of Thomee: above 5 one stops).
    pub fn is_red(&self) -> bool {
        self.limits.light(self.value) == Light::Red
    }

    /// What is said below the value at which one stops.
    fn light(&self) -> Option<String> {
        match (self.limits.light(self.value), self.limit) {
            (Light::Red, _) => None,
            (_, Some(limit)) if self.is_too_much() => Some(match self.whose {
                Whose::Before | Whose::StepBefore => format!("That was above the {limit} of that step."),
                Whose::Coming => format!("That is above the {limit} of this step. Begin lightly."),
                _ => format!("That is above the {limit} of this step. Lighten up."),
            }),
            (Light::Amber, _) => Some("Fine if it settles.".to_owned()),
            (Light::Green, _) => Some("Go on.".to_owned()),
        }
    }
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_step_that_is_over_asked_for_is_not_said_to_the_next() {
        let value = Pain::try_from(7).unwrap();
        let rated =
            |whose| Rated { feet: Feet::Left, value, limit: None, limits: Limits::DEFAULT, whose, movable: true };
        assert!(rated(Whose::Shown).sentences("o.").len() > 3);
        assert_eq!(rated(Whose::Over).sentences("o for the other side."), ["left 7, severe.", "o for the other side."]);
    }

    #[test]
    fn the_other_side_is_offered_where_there_is_one() {
        let rated = |feet| {
            let value = Pain::try_from(4).unwrap();
            Rated { feet, value, limit: Some(4), limits: Limits::DEFAULT, whose: Whose::Shown, movable: true }
                .sentences("o for the other side.")
        };
        assert_eq!(rated(Feet::Left), ["left 4, clear.", "Fine if it settles.", "o for the other side."]);
        assert_eq!(rated(Feet::Both), ["left and right 4, clear.", "Fine if it settles."]);
    }
}
