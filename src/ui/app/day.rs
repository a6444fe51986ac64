//! The day that home speaks of, and its end.

use chrono::NaiveDate;

use super::{App, Recent, Screen};
use crate::domain::time::{Moment, Now};

/// The day that is lived while home is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Today {
    day: NaiveDate,
    /// When the next one begins.
    ends: Moment,
}

impl Today {
    pub(super) fn of(now: Now) -> Self {
        Self { day: now.today(), ends: now.moment.plus(now.dawn.until_next(now.wall)) }
    }
}

impl App {
    /// When another day begins, where the screen speaks of this one for as long as nobody touches it.
    pub fn next_day(&self) -> Option<Moment> {
        matches!(self.screen, Screen::Home).then_some(self.today.ends)
    }

    /// Home speaks of the day that it is by `now`; whether that is another one than before.
    pub(super) fn turn_over(&mut self, now: Now) -> bool {
        if !matches!(self.screen, Screen::Home) {
            return false;
        }
        let before = std::mem::replace(&mut self.today, Today::of(now));
        if before.day == self.today.day {
            return false;
        }
        self.home.remember(Recent::gather(&self.recent, now));
        self.advise(now);
        true
    }
}
