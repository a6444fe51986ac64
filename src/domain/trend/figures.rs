//! The figures of a trend as scripts see them, the same wherever they are asked for. What is not known is null; pain is in
//! points from 0 to 10, work in seconds.

use std::time::Duration;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Course, Dose, Few, Standing, Trend, Window};
use crate::domain::body::{Side, Technique};
use crate::domain::record::Pain;
use crate::domain::time::decimal_seconds;

/// One foot in one measure.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Figures {
    trend: &'static str,
    words: String,
    rated_days: usize,
    of_days: usize,
    first_week: Option<Week>,
    /// The weeks between the first one and the last, where one has enough rated days.
    weeks_between: Option<Between>,
    /// The week of the first rating, where it has too few and the first week is a later one.
    first_ratings: Option<Few>,
    /// How the last week stands to the one with which the range begins, where that is not the first.
    trend_in_range: Option<&'static str>,
    range_began: Option<Week>,
    weeks_between_in_range: Option<Between>,
    last_week: Option<Week>,
    /// Where too few of the last seven days are rated: the last that could be told.
    last_told: Option<LastTold>,
}

impl Figures {
    /// The figures of a trend, and what is said of it.
    pub fn new(trend: &Trend, words: String) -> Self {
        let now = trend.standing.filter(|_| !trend.is_earlier());
        let start = now.and_then(|now| now.start);
        Self {
            trend: trend.verdict.word(),
            words,
            rated_days: trend.rated,
            of_days: trend.of,
            first_week: trend.first.map(Week::from),
            weeks_between: now.and_then(|now| now.course).map(Between::from),
            first_ratings: trend.few,
            trend_in_range: start.map(|start| start.verdict.word()),
            range_began: start.map(|start| Week::from(start.week)),
            weeks_between_in_range: start.and_then(|start| start.course).map(Between::from),
            last_week: trend.last.map(Week::from),
            last_told: trend.standing.filter(|_| trend.is_earlier()).map(LastTold::from),
        }
    }
}

/// A trend as it was on the last day on which it could be told.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
struct LastTold {
    day: NaiveDate,
    trend: &'static str,
    weeks_between: Option<Between>,
    trend_in_range: Option<&'static str>,
    range_began: Option<Week>,
    weeks_between_in_range: Option<Between>,
    week: Week,
}

impl From<Standing> for LastTold {
    fn from(Standing { week, verdict, course, start }: Standing) -> Self {
        Self {
            day: week.to,
            trend: verdict.word(),
            weeks_between: course.map(Between::from),
            trend_in_range: start.map(|start| start.verdict.word()),
            range_began: start.map(|start| Week::from(start.week)),
            weeks_between_in_range: start.and_then(|start| start.course).map(Between::from),
            week: Week::from(week),
        }
    }
}

/// The medians of the weeks between two that are compared.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
struct Between {
    weeks: usize,
    lowest: f64,
    highest: f64,
    course: &'static str,
}

impl From<Course> for Between {
    fn from(Course { weeks, least, most, shape, again: _ }: Course) -> Self {
        Self { weeks, lowest: least.points(), highest: most.points(), course: shape.word() }
    }
}

/// Seven days.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
struct Week {
    from: NaiveDate,
    to: NaiveDate,
    median: f64,
    lowest: Pain,
    highest: Pain,
    rated_days: usize,
}

impl From<Window> for Week {
    fn from(Window { from, to, median, least, most, rated }: Window) -> Self {
        Self { from, to, median: median.points(), lowest: least, highest: most, rated_days: rated }
    }
}

/// Work of one technique on one side; the side is null where both were worked together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Work {
    technique: Option<Technique>,
    side: Option<Side>,
    #[serde(with = "decimal_seconds")]
    planned: Duration,
    #[serde(with = "decimal_seconds")]
    done: Duration,
}

impl From<Dose> for Work {
    fn from(Dose { technique, side, planned, done }: Dose) -> Self {
        Self { technique, side, planned, done }
    }
}
