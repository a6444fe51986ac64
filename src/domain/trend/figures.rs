//! The figures of a trend as scripts see them, the same wherever they are asked for. What is not known is null; pain is in
//! points from 0 to 10, work in seconds.

use std::time::Duration;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Dose, Few, Trend, Window};
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
    /// The week of the first rating, where it has too few and the first week is a later one.
    first_ratings: Option<Few>,
    /// How the last week stands to the one with which the range begins, where that is not the first.
    trend_in_range: Option<&'static str>,
    range_began: Option<Week>,
    last_week: Option<Week>,
}

impl Figures {
    /// The figures of a trend, and what is said of it.
    pub fn new(trend: &Trend, words: String) -> Self {
        Self {
            trend: trend.verdict.word(),
            words,
            rated_days: trend.rated,
            of_days: trend.of,
            first_week: trend.first.map(Week::from),
            first_ratings: trend.few,
            trend_in_range: trend.start.map(|start| start.verdict.word()),
            range_began: trend.start.map(|start| Week::from(start.week)),
            last_week: trend.last.map(Week::from),
        }
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
