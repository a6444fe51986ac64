//! Trend: what records say together, foot by foot and day by day.
//!
//! The rules are those of honest display. The two feet are never averaged. First steps, day averages and pain around a
//! session never share a figure. A day without a rating is a gap, never a zero and never a guess. What is compared is the
//! median of the last week with the median of a person's first one, and with that of the week with which the days on show
//! begin where that is a later one; each needs [`ENOUGH`] rated days to say anything.
//!
//! ```text
//! diary    facts, whatever their order, as days        median     the middle of a few ratings, exactly
//! series   one foot, one measure, over the days        response   what was done, beside the next morning
//! event    what happened, with the weeks around it     words      what a trend is called
//! table    every picture as rows                       figures    the same as data
//! dates    which days are named along a picture        course     the weeks between two that are compared
//! ```

use chrono::{Days, NaiveDate};

use super::record::PainKind;

mod course;
pub mod dates;
mod diary;
mod event;
pub mod figures;
mod median;
mod response;
mod series;
pub mod table;
pub mod words;

pub use course::{Again, Course, Shape};
pub use diary::{Around, Day, Diary, Dose, by_technique, techniques};
pub use event::{Beside, Mark, NAMED, Near, STRETCH, Stretch};
pub use median::Median;
pub use response::{Amount, Middle, Mornings, Response, Responses};
pub use series::{Few, Missing, Point, Rated, Series, Standing, Start, Trend, Verdict, Window};

/// Days that a median looks back over, itself included.
pub const WINDOW: u64 = 7;

/// Rated days that a window needs before its median says anything.
pub const ENOUGH: usize = 4;

/// Ratings that are followed over weeks and months.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Measure {
    /// Pain of the first steps of a morning: the main figure.
    FirstStep,
    /// The average of a day.
    DayAverage,
}

impl Measure {
    /// The main figure first.
    pub const ALL: [Self; 2] = [Self::FirstStep, Self::DayAverage];

    /// The measure that ratings of a kind belong to; pain around a session belongs to none.
    pub const fn of(kind: PainKind) -> Option<Self> {
        match kind {
            PainKind::FirstStep => Some(Self::FirstStep),
            PainKind::DayAverage => Some(Self::DayAverage),
            PainKind::NowBefore | PainKind::NowDuring | PainKind::NowAfter => None,
        }
    }

    /// The smallest change, in points of 10, that people with heel pain call a difference: 19 mm of 100 for first steps
    /// and 8 mm for the average (Landorf and others 2010, on the visual scale; rounded to whole points here).
    pub const fn meaningful(self) -> u8 {
        match self {
            Self::FirstStep => 2,
            Self::DayAverage => 1,
        }
    }
}

/// How far back a trend looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Range {
    /// So many weeks, today's day included.
    Weeks(u16),
    /// Everything there is.
    All,
}

impl Range {
    /// The ranges that are offered.
    pub const OFFERED: [Self; 4] = [Self::Weeks(4), Self::Weeks(12), Self::Weeks(52), Self::All];

    /// Its first day, where the range ends with `today` and the diary begins with `first`.
    pub fn from(self, today: NaiveDate, first: Option<NaiveDate>) -> NaiveDate {
        match self {
            Self::Weeks(weeks) => {
                let back = (u64::from(weeks) * 7).saturating_sub(1);
                today.checked_sub_days(Days::new(back)).unwrap_or(today)
            }
            Self::All => first.unwrap_or(today).min(today),
        }
    }
}

impl Range {
    /// The first day of a picture. Before anything is known there is nothing to be looked at: a range that begins earlier is
    /// shown from the week in which the diary begins, counted back from `today`, and for two weeks at least.
    pub fn shown_from(self, today: NaiveDate, first: Option<NaiveDate>) -> NaiveDate {
        let from = self.from(today, first);
        let weeks = |first: NaiveDate| u64::try_from((today - first).num_days() / 7 + 1).unwrap_or(1).max(2);
        let begin = first.and_then(|first| today.checked_sub_days(Days::new(7 * weeks(first) - 1)));
        begin.map_or(from, |begin| begin.max(from))
    }
}

impl std::fmt::Display for Range {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Weeks(1) => f.write_str("the last week"),
            Self::Weeks(weeks) => write!(f, "the last {weeks} weeks"),
            Self::All => f.write_str("all of it"),
        }
    }
}

#[cfg(test)]
mod tests;
