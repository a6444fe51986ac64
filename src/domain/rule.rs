//! A rule of a routine for a sore day: from a value before the session on, another routine is offered in its place. It
//! stands in the file beside the words of when the routine is meant to be done, is shown before it acts, and can be
//! overruled.

use std::fmt;
use std::str::FromStr;

use super::body::{PerSide, Side};
use super::record::Pain;
use super::routine::RoutineId;

/// What such a rule can go by: pain before a session.
pub const FROM: std::ops::RangeInclusive<u32> = 1..=10;

/// How many rules a routine has at most.
pub const MOST_RULES: usize = 8;

/// The rule: `{ before_at_least = 6, use = "gentle-day" }`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// Pain before, from which it holds; of two feet the higher counts.
    pub at_least: Pain,
    /// The routine that is offered.
    pub instead: RoutineId,
}

impl fmt::Display for Rule {
    /// As it is typed in a form: `from 6: gentle-day`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "from {}: {}", self.at_least.value(), self.instead)
    }
}

/// A text that is no rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoRule;

impl FromStr for Rule {
    type Err = NoRule;

    fn from_str(text: &str) -> Result<Self, NoRule> {
        let (from, id) = text.trim().strip_prefix("from ").and_then(|rest| rest.split_once(':')).ok_or(NoRule)?;
        let from: u32 = from.trim().parse().map_err(|_| NoRule)?;
        let at_least =
            u8::try_from(from).ok().filter(|_| FROM.contains(&from)).and_then(|from| Pain::try_from(from).ok());
        Ok(Self { at_least: at_least.ok_or(NoRule)?, instead: RoutineId::new(id.trim()).map_err(|_| NoRule)? })
    }
}

/// The rule that the ratings meet, of several the one that asks for most; and the rating that meets it.
pub fn met<'r>(rules: impl IntoIterator<Item = &'r Rule>, before: PerSide<Option<Pain>>) -> Option<(&'r Rule, Pain)> {
    let pain = Side::BOTH.into_iter().filter_map(|side| before.of(side)).max()?;
    let met = rules.into_iter().filter(|rule| pain >= rule.at_least);
    met.max_by_key(|rule| rule.at_least).map(|rule| (rule, pain))
}

/// The ids by which rules lead from `start` back to it, first and last the same; nothing where they lead nowhere so.
/// `rules` tells those of a routine.
pub fn cycle(start: &RoutineId, rules: impl Fn(&RoutineId) -> Vec<RoutineId>) -> Option<Vec<RoutineId>> {
    let mut ways = vec![vec![start.clone()]];
    let mut seen = Vec::new();
    while let Some(way) = ways.pop() {
        for next in way.last().map(&rules).unwrap_or_default() {
            let longer = || way.iter().chain([&next]).cloned().collect();
            if next == *start {
                return Some(longer());
            }
            if !seen.contains(&next) {
                ways.push(longer());
                seen.push(next);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> Rule {
        text.parse().unwrap()
    }

    #[test]
    fn a_rule_is_read_as_it_is_said() {
        assert_eq!(rule("from 6: gentle-day").to_string(), "from 6: gentle-day");
        for text in ["from 0: a", "from 11: a", "from six: a", "evening", "from 6", "from 6: A B", "6: a", ""] {
            assert_eq!(text.parse::<Rule>(), Err(NoRule), "{text}");
        }
    }

    #[test]
    fn the_higher_foot_counts_and_the_rule_that_asks_for_most() {
        let rules = [rule("from 4: ten-by-ten"), rule("from 6: gentle-day")];
        let pain = |value| Pain::try_from(value).ok();
        let met =
            |left, right| met(&rules, PerSide { left, right }).map(|(rule, pain)| (rule.to_string(), pain.value()));
        assert_eq!(met(None, None), None);
        assert_eq!(met(pain(3), pain(1)), None);
        assert_eq!(met(pain(1), pain(5)), Some(("from 4: ten-by-ten".to_owned(), 5)));
        assert_eq!(met(pain(7), None), Some(("from 6: gentle-day".to_owned(), 7)));
    }

    #[test]
    fn rules_that_lead_round_are_found() {
        let id = |text: &str| RoutineId::new(text).unwrap();
        let [a, b, c] = ["a", "b", "c"].map(id);
        let of = |from: &RoutineId| match from.as_str() {
            "a" => vec![b.clone()],
            "b" => vec![c.clone(), a.clone()],
            _ => vec![],
        };
        assert_eq!(cycle(&a, of), Some(vec![a.clone(), b.clone(), a.clone()]));
        assert_eq!(cycle(&c, of), None);
        assert_eq!(cycle(&a, |_| vec![a.clone()]), Some(vec![a.clone(), a.clone()]));
    }
}
