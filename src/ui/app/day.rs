//! The day that home speaks of, and its end.

use chrono::NaiveDate;

use super::{App, Recent, Screen};
use crate::domain::care::{HOLDS, flagged};
use crate::domain::record::Fact;
use crate::domain::time::{Moment, Now};

/// The day that is lived while home is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Today {
    day: NaiveDate,
    /// When the next one begins, or what was said in the night holds no more.
    ends: Moment,
}

impl Today {
    pub(super) fn of(facts: &[Fact], now: Now) -> Self {
        let next = now.moment.plus(now.dawn.until_next(now.wall));
        let released = flagged(facts, now).filter_map(|fact| (fact.at + HOLDS - now.wall).to_std().ok());
        let ends = released.map(|left| now.moment.plus(left)).filter(|at| *at > now.moment).chain([next]).min();
        Self { day: now.today(), ends: ends.unwrap_or(next) }
    }
}

impl App {
    /// When another day begins, where the screen speaks of this one for as long as nobody touches it.
    pub fn next_day(&self) -> Option<Moment> {
        matches!(self.screen, Screen::Home).then_some(self.today.ends)
    }

    /// Home speaks of the day that it is by `now`, and of what speaks against a session on it; whether that is something
    /// else than before.
    pub(super) fn turn_over(&mut self, now: Now) -> bool {
        if !matches!(self.screen, Screen::Home) {
            return false;
        }
        let before = std::mem::replace(&mut self.today, Today::of(&self.recent, now));
        let is_released = self.home.flags().is_some_and(|flags| flags != self.flags(now));
        if before.day == self.today.day && !is_released {
            return false;
        }
        self.home.remember(Recent::gather(&self.recent, now));
        self.advise(now);
        true
    }
}
