//! How sure a comparison is: how the weeks between the two that are compared went.

use std::cmp::Ordering;
use std::iter::successors;

use chrono::Days;

use super::series::{CLEAR, SMALL};
use super::{Median, Series, Verdict, WINDOW, Window};

/// The weeks between two that are compared. They are counted back from the later one, seven days each, as long as they
/// share no day with the earlier one; a week counts that has enough rated days for a median.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Course {
    /// So many of them, at least one.
    pub weeks: usize,
    /// The lowest of their medians.
    pub least: Median,
    /// The highest of them.
    pub most: Median,
    /// What they say of the comparison.
    pub shape: Shape,
    /// Whether they led further than to where it is now.
    pub again: Option<Again>,
}

/// What the weeks between say of a comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// They lead from the one to the other.
    Onward,
    /// From a week to a later one it went two points or more the other way; where nothing changed in the end, a week lay two
    /// points or more away from the earlier one.
    UpAndDown,
    /// Each is less than a point from the earlier week: the later one alone is lower, or higher.
    OneWeek,
}

/// A change that was greater in between, and turned by two points or more since.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Again {
    /// Lower than it was, and higher than this again.
    Up(Median),
    /// Higher than it was, and lower than this again.
    Down(Median),
}

impl Series {
    /// How the weeks between two went; nothing where none of them has enough rated days.
    pub(super) fn course(&self, then: Window, now: Window) -> Option<Course> {
        let ends = successors(now.from.pred_opt(), |to| to.checked_sub_days(Days::new(WINDOW)));
        let is_between = |first: Option<chrono::NaiveDate>| first.is_some_and(|first| first > then.to);
        let mut medians: Vec<Median> = ends
            .take_while(|to| is_between(to.checked_sub_days(Days::new(WINDOW - 1))))
            .filter_map(|to| Some(self.window(to)?.median))
            .collect();
        medians.reverse();
        let (least, most) = (*medians.iter().min()?, *medians.iter().max()?);
        let shape = Shape::of(then.median, &medians, now.median);
        let later = now.median;
        let again = match Verdict::between(then.median, later).way() {
            Some(Ordering::Less) if Verdict::between(least, later) == Verdict::Higher => Some(Again::Up(least)),
            Some(Ordering::Greater) if Verdict::between(most, later) == Verdict::ClearlyLower => {
                Some(Again::Down(most))
            }
            _ => None,
        };
        Some(Course { weeks: medians.len(), least, most, shape, again })
    }
}

impl Shape {
    /// Of medians in the order of their weeks, between an earlier one and a later one.
    fn of(then: Median, between: &[Median], now: Median) -> Self {
        let all = || [then].into_iter().chain(between.iter().copied()).chain([now]).map(Median::halves);
        let (mut lowest, mut highest) = (then.halves(), then.halves());
        let (mut rise, mut fall) = (0, 0);
        for median in all() {
            (lowest, highest) = (lowest.min(median), highest.max(median));
            (rise, fall) = (rise.max(median - lowest), fall.max(highest - median));
        }
        let way = Verdict::between(then, now).way();
        let against = match way {
            Some(Ordering::Less) => rise,
            Some(Ordering::Greater) => fall,
            Some(Ordering::Equal) | None => highest.abs_diff(then.halves()).max(lowest.abs_diff(then.halves())),
        };
        let as_then = |median: &Median| median.halves().abs_diff(then.halves()) < SMALL;
        if against >= CLEAR {
            Self::UpAndDown
        } else if way != Some(Ordering::Equal) && between.iter().all(as_then) {
            Self::OneWeek
        } else {
            Self::Onward
        }
    }

    /// The word for it in data.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Onward => "onward",
            Self::UpAndDown => "up-and-down",
            Self::OneWeek => "one-week-only",
        }
    }
}
