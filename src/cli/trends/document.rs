//! The same as data, for scripts.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::Asked;
use crate::domain::body::{PerSide, Side};
use crate::domain::record::Pain;
use crate::domain::text::Clean;
use crate::domain::time::{decimal_seconds, stamp};
use crate::domain::trend::figures::{Figures, Work};
use crate::domain::trend::words::PATIENCE;
use crate::domain::trend::{Around, Beside, Mark, Measure, Middle, Mornings, Point, Response, Responses, Stretch};

impl Asked<'_> {
    fn line(&self, measure: Measure, side: Side) -> Line {
        let (series, trend) = (self.series(measure, side), self.trend(measure, side));
        let day = |point: &Point| DayLine {
            day: point.day,
            value: point.pain,
            median: series.median(point.day).map(|median| median.points()),
        };
        Line {
            figures: Figures::new(&trend, trend.to_string()),
            days: series.between(self.from(), self.today).iter().map(day).collect(),
        }
    }

    fn week(&self, (from, to): (NaiveDate, NaiveDate)) -> WeekLine {
        let rated = |measure, side: Side| {
            let rated = self.feet.contains(&side).then(|| self.series(measure, side).middle(from, to)).flatten();
            rated.map(|(median, days)| Rated { median: median.points(), days })
        };
        let feet = |measure| PerSide { left: rated(measure, Side::Left), right: rated(measure, Side::Right) };
        let (done, sessions) = self.diary.practice((from, to), &self.feet);
        let (first_step, day_average) = (feet(Measure::FirstStep), feet(Measure::DayAverage));
        WeekLine { from, to, first_step, day_average, done, sessions }
    }

    fn event(&self, mark: &Mark) -> EventLine {
        let foot = |side| {
            let beside = |measure| Sides::from(self.series(measure, side).beside(mark.day, self.today));
            self.feet
                .contains(&side)
                .then(|| EventFoot { first_step: beside(Measure::FirstStep), day_average: beside(Measure::DayAverage) })
        };
        let near = self.diary.events_near(mark);
        EventLine {
            at: mark.at,
            day: mark.day,
            text: mark.text.clone(),
            left: foot(Side::Left),
            right: foot(Side::Right),
            also_in_these_weeks: near.named.into_iter().map(|other| other.text.clone()).collect(),
            more_in_these_weeks: near.more,
        }
    }

    fn day_by_day(&self) -> Vec<Done> {
        let days = self.diary.days(self.range, self.today).filter(|(_, known)| known.sessions > 0);
        days.map(|(day, known)| Done {
            day,
            sessions: known.sessions,
            hurts: known.hurts,
            done: known.done(),
            planned: known.planned(),
        })
        .collect()
    }

    pub(super) fn document(&self) -> Document<'_> {
        let foot = |side| {
            self.feet.contains(&side).then(|| Foot {
                first_step: self.line(Measure::FirstStep, side),
                day_average: self.line(Measure::DayAverage, side),
            })
        };
        let around = |session: Around| {
            let foot = |side: Side| {
                let pain = session.pain.of(side);
                self.feet.contains(&side).then_some(Both { before: pain.before, after: pain.after })
            };
            let (left, right) = (foot(Side::Left), foot(Side::Right));
            Session { at: session.at, name: session.name, left, right }
        };
        let mut next_mornings = PerSide { left: None, right: None };
        for (side, days) in self.responses() {
            let told = Some(NextMornings::of(&days));
            match side {
                Side::Left => next_mornings.left = told,
                Side::Right => next_mornings.right = told,
            }
        }
        Document {
            from: self.from(),
            to: self.today,
            left: foot(Side::Left),
            right: foot(Side::Right),
            weeks: self.diary.weeks(self.range, self.today).map(|week| self.week(week)).collect(),
            work: self.doses().into_iter().map(Work::from).collect(),
            around_sessions: self.around().into_iter().map(around).collect(),
            days: self.day_by_day(),
            next_mornings,
            events: self.diary.events(self.range, self.today).into_iter().map(|mark| self.event(mark)).collect(),
            entries_left_out: self.diary.unplaced(),
            words: PATIENCE,
        }
    }
}

/// All of it, as scripts see it. What is not known is null.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    from: NaiveDate,
    to: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<Foot>,
    #[serde(skip_serializing_if = "Option::is_none")]
    right: Option<Foot>,
    weeks: Vec<WeekLine>,
    work: Vec<Work>,
    around_sessions: Vec<Session>,
    days: Vec<Done>,
    next_mornings: PerSide<Option<NextMornings>>,
    events: Vec<EventLine>,
    entries_left_out: usize,
    words: &'a str,
}

#[derive(Serialize)]
struct Foot {
    first_step: Line,
    day_average: Line,
}

/// One foot in one measure.
#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    figures: Figures,
    days: Vec<DayLine>,
}

#[derive(Serialize)]
struct DayLine {
    day: NaiveDate,
    value: Pain,
    median: Option<f64>,
}

#[derive(Serialize)]
struct WeekLine {
    from: NaiveDate,
    to: NaiveDate,
    first_step: PerSide<Option<Rated>>,
    day_average: PerSide<Option<Rated>>,
    #[serde(with = "decimal_seconds")]
    done: Duration,
    sessions: u32,
}

#[derive(Clone, Copy, Serialize)]
struct Rated {
    median: f64,
    days: usize,
}

#[derive(Serialize)]
struct Session {
    #[serde(with = "stamp")]
    at: DateTime<FixedOffset>,
    name: Clean,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<Both>,
    #[serde(skip_serializing_if = "Option::is_none")]
    right: Option<Both>,
}

#[derive(Serialize)]
struct Both {
    before: Option<Pain>,
    after: Option<Pain>,
}

/// A day on which something was done.
#[derive(Serialize)]
struct Done {
    day: NaiveDate,
    sessions: u32,
    hurts: u32,
    #[serde(with = "decimal_seconds")]
    done: Duration,
    #[serde(with = "decimal_seconds")]
    planned: Duration,
}

/// One foot: what was done each day, and how the next morning was.
#[derive(Clone, Serialize)]
struct NextMornings {
    usual_minutes: Option<f64>,
    by_amount: Vec<AmountLine>,
    days: Vec<ResponseLine>,
}

impl NextMornings {
    fn of(days: &[Response]) -> Self {
        let Responses { usual, by_amount } = Responses::of(days);
        Self {
            usual_minutes: usual.map(|usual| usual.as_secs_f64() / 60.0),
            by_amount: by_amount.into_iter().map(AmountLine::from).collect(),
            days: days.iter().copied().map(ResponseLine::from).collect(),
        }
    }
}

#[derive(Clone, Serialize)]
struct AmountLine {
    amount: &'static str,
    mornings: usize,
    median: Option<f64>,
    compared: usize,
    change: Option<f64>,
}

impl From<Mornings> for AmountLine {
    fn from(mornings: Mornings) -> Self {
        Self {
            amount: mornings.amount.word(),
            mornings: mornings.rated,
            median: mornings.next.map(|median| median.points()),
            compared: mornings.compared,
            change: mornings.change.map(Middle::value),
        }
    }
}

#[derive(Clone, Serialize)]
struct ResponseLine {
    day: NaiveDate,
    minutes: u64,
    #[serde(with = "decimal_seconds")]
    seconds: Duration,
    same_morning: Option<Pain>,
    next_morning: Option<Pain>,
}

impl From<Response> for ResponseLine {
    fn from(response: Response) -> Self {
        let Response { day, done, same, next } = response;
        Self { day, minutes: response.minutes(), seconds: done, same_morning: same, next_morning: next }
    }
}

#[derive(Serialize)]
struct EventLine {
    #[serde(with = "stamp")]
    at: DateTime<FixedOffset>,
    day: NaiveDate,
    text: Clean,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<EventFoot>,
    #[serde(skip_serializing_if = "Option::is_none")]
    right: Option<EventFoot>,
    /// The nearest three of them.
    also_in_these_weeks: Vec<Clean>,
    more_in_these_weeks: usize,
}

#[derive(Serialize)]
struct EventFoot {
    first_step: Sides,
    day_average: Sides,
}

/// The two weeks before an event, and the two after it.
#[derive(Serialize)]
struct Sides {
    before: StretchLine,
    after: StretchLine,
}

impl From<Beside> for Sides {
    fn from(Beside { before, after, .. }: Beside) -> Self {
        Self { before: before.into(), after: after.into() }
    }
}

#[derive(Serialize)]
struct StretchLine {
    median: Option<f64>,
    rated_days: usize,
    of_days: usize,
}

impl From<Stretch> for StretchLine {
    fn from(Stretch { median, rated, of }: Stretch) -> Self {
        Self { median: median.map(|median| median.points()), rated_days: rated, of_days: of }
    }
}
