//! One foot, one measure, over the days.

use std::cmp::Ordering;

use chrono::{Days, NaiveDate, TimeDelta};
use serde::Serialize;

use super::{Course, Diary, ENOUGH, Measure, Median, WINDOW};
use crate::domain::body::Side;
use crate::domain::record::Pain;

/// The rating of one day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Point {
    /// The day.
    pub day: NaiveDate,
    /// What was rated.
    pub pain: Pain,
}

/// The ratings of one foot in one measure, oldest first, at most one a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Series {
    measure: Measure,
    points: Vec<Point>,
}

/// Both feet in every measure, gathered once: making a series goes through the whole diary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rated {
    first_step: [Series; 2],
    day_average: [Series; 2],
}

impl Rated {
    /// Everything that a diary says.
    pub fn of(diary: &Diary) -> Self {
        let feet = |measure| Side::BOTH.map(|side| diary.series(measure, side));
        Self { first_step: feet(Measure::FirstStep), day_average: feet(Measure::DayAverage) }
    }

    /// One foot in one measure.
    pub const fn series(&self, measure: Measure, side: Side) -> &Series {
        let [left, right] = match measure {
            Measure::FirstStep => &self.first_step,
            Measure::DayAverage => &self.day_average,
        };
        match side {
            Side::Left => left,
            Side::Right => right,
        }
    }
}

/// Seven days with enough ratings to say something about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// The median of its ratings.
    pub median: Median,
    /// The lowest of them.
    pub least: Pain,
    /// The highest of them.
    pub most: Pain,
    /// Rated days, at least [`ENOUGH`].
    pub rated: usize,
}

/// What can be said of a foot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Trend {
    /// What is measured.
    pub measure: Measure,
    /// The first day of the range that was asked about.
    pub from: NaiveDate,
    /// Its last day: the one on which it is told.
    pub to: NaiveDate,
    /// The first week with enough rated days.
    pub first: Option<Window>,
    /// The seven days of the first rating, where these were too few for a first week and a later one stands for it.
    pub few: Option<Few>,
    /// The last seven days, if enough of them are rated.
    pub last: Option<Window>,
    /// How the last seven days stand to the first week.
    pub verdict: Verdict,
    /// The last that could be told: of the last seven days, or, where too few of them are rated, of the seven days that end
    /// with the latest day on which it could.
    pub standing: Option<Standing>,
    /// Rated of these days.
    pub rated: usize,
    /// Days of that range, counted from the first rating, or the first after a standstill, if that is later.
    pub of: usize,
}

/// Seven days that begin with the first rating of all, and hold too few.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Few {
    /// The first of them.
    pub from: NaiveDate,
    /// Rated days, fewer than [`ENOUGH`].
    #[serde(rename = "rated_days")]
    pub rated: usize,
}

/// A week that can be told of, and how it stands to earlier ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// These seven days; it could be told on the last of them.
    pub week: Window,
    /// How they stand to the first week.
    pub verdict: Verdict,
    /// How the weeks between went, where one of them has enough rated days.
    pub course: Option<Course>,
    /// The week with which the range begins, where the first week was over before it.
    pub start: Option<Start>,
}

/// The week with which a range begins: the earliest seven days of it that begin with a rating and hold enough of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Start {
    /// These seven days.
    pub week: Window,
    /// How the later week stands to them.
    pub verdict: Verdict,
    /// How the weeks between went, where one of them has enough rated days.
    pub course: Option<Course>,
}

/// How the last week stands to an earlier one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Lower by two points or more.
    ClearlyLower,
    /// Lower by one point or more, but fewer than two.
    LittleLower,
    /// Not a point apart.
    Same,
    /// Higher by one point or more, but fewer than two.
    LittleHigher,
    /// Higher by two points or more.
    Higher,
    /// It cannot be said yet.
    NotYet(Missing),
}

/// What is missing before a trend can be told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    /// Nothing was rated at all.
    Everything,
    /// No week has enough rated days yet: the best one so far has so many.
    FirstWeek(usize),
    /// The first week is not over, or the last one overlaps with it.
    Time,
    /// So few of the last seven days are rated.
    LastWeek(usize),
}

/// Longer than this without a rating, and what was rated before says nothing of what is now: it was another time of life,
/// or a clock that stood wrong.
const STANDSTILL: TimeDelta = TimeDelta::days(366);

/// Half points from which a change is called small, and clear: one point, and two.
pub(super) const SMALL: u8 = 2;
pub(super) const CLEAR: u8 = 4;

impl Verdict {
    /// How a later median stands to an earlier one.
    pub(super) fn between(earlier: Median, later: Median) -> Self {
        match (later.halves().abs_diff(earlier.halves()), later < earlier) {
            (..SMALL, _) => Self::Same,
            (SMALL..CLEAR, true) => Self::LittleLower,
            (SMALL..CLEAR, false) => Self::LittleHigher,
            (CLEAR.., true) => Self::ClearlyLower,
            (CLEAR.., false) => Self::Higher,
        }
    }

    /// Lower, the same, or higher, however much; nothing where it cannot be said.
    pub(super) const fn way(self) -> Option<Ordering> {
        match self {
            Self::ClearlyLower | Self::LittleLower => Some(Ordering::Less),
            Self::Same => Some(Ordering::Equal),
            Self::LittleHigher | Self::Higher => Some(Ordering::Greater),
            Self::NotYet(_) => None,
        }
    }
}

impl Standing {
    /// The beginning of the range, where it says something else than the first week: lower than that and higher than this,
    /// and whatever else differs in more than its size.
    pub fn turned(&self) -> Option<Start> {
        self.start.filter(|start| start.verdict.way() != self.verdict.way())
    }
}

impl Trend {
    /// Whether the last that could be told is that of an earlier day.
    pub fn is_earlier(&self) -> bool {
        self.last.is_none() && self.standing.is_some()
    }
}

impl Series {
    pub(super) const fn new(measure: Measure, points: Vec<Point>) -> Self {
        Self { measure, points }
    }

    /// What is measured.
    pub const fn measure(&self) -> Measure {
        self.measure
    }

    /// The ratings, oldest first.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The ratings from one day to another, both included.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> &[Point] {
        let start = self.points.partition_point(|point| point.day < from);
        let end = self.points.partition_point(|point| point.day <= to);
        self.points.get(start..end).unwrap_or_default()
    }

    /// The median of what was rated from one day to another, however little, and on how many days: for tables, where the
    /// number of days stands beside it.
    pub fn middle(&self, from: NaiveDate, to: NaiveDate) -> Option<(Median, usize)> {
        let within = self.between(from, to);
        Some((Median::of(within.iter().map(|point| point.pain))?, within.len()))
    }

    /// The seven days that end with `to`, if enough of them are rated.
    pub fn window(&self, to: NaiveDate) -> Option<Window> {
        let from = to.checked_sub_days(Days::new(WINDOW - 1))?;
        let within = self.between(from, to);
        let ratings = || within.iter().map(|point| point.pain);
        (within.len() >= ENOUGH).then_some(())?;
        Some(Window {
            from,
            to,
            median: Median::of(ratings())?,
            least: ratings().min()?,
            most: ratings().max()?,
            rated: within.len(),
        })
    }

    /// Where the line of medians stands on a day: the median of the seven days that end with it. A day without a rating of
    /// its own has none, whatever was rated before it: a median that moves because old ratings fall out of the seven days
    /// says nothing of that day.
    pub fn median(&self, day: NaiveDate) -> Option<Median> {
        self.between(day, day).first()?;
        Some(self.window(day)?.median)
    }

    /// The line of medians from one day to another, in pieces: it breaks at each day that has none.
    pub fn line(&self, from: NaiveDate, to: NaiveDate) -> Vec<Vec<(NaiveDate, Median)>> {
        let mut pieces: Vec<Vec<(NaiveDate, Median)>> = Vec::new();
        for day in self.between(from, to).iter().map(|point| point.day) {
            let Some(median) = self.median(day) else { continue };
            let follows = |piece: &&mut Vec<(NaiveDate, Median)>| {
                piece.last().is_some_and(|(last, _)| last.succ_opt() == Some(day))
            };
            match pieces.last_mut().filter(follows) {
                Some(piece) => piece.push((day, median)),
                None => pieces.push(vec![(day, median)]),
            }
        }
        pieces
    }

    /// The first week: the earliest seven days that begin with a rating and hold enough of them. Someone who tried the
    /// program once and came back a month later begins then; what lies before a standstill of more than a year is another
    /// beginning.
    pub fn first_week(&self) -> Option<Window> {
        self.week_since(self.begun())
    }

    /// The first rating, or the first one after the last standstill.
    fn begun(&self) -> Option<NaiveDate> {
        let stood_still = |pair: &[Point]| match pair {
            [before, after] if after.day - before.day > STANDSTILL => Some(after.day),
            _ => None,
        };
        self.points.windows(2).rev().find_map(stood_still).or_else(|| Some(self.points.first()?.day))
    }

    /// The seven days of the first rating, where the first week begins later because they hold too few.
    pub fn few(&self) -> Option<Few> {
        let from = self.begun()?;
        let to = from.checked_add_days(Days::new(WINDOW - 1))?;
        (self.first_week()?.from > from).then(|| Few { from, rated: self.between(from, to).len() })
    }

    /// The earliest seven days, of those that begin with a day or after it, that begin with a rating and hold enough.
    fn week_since(&self, from: Option<NaiveDate>) -> Option<Window> {
        let skipped = from.map_or(0, |from| self.points.partition_point(|point| point.day < from));
        let within = self.points.get(skipped..).unwrap_or_default();
        within.iter().find_map(|point| self.window(point.day.checked_add_days(Days::new(WINDOW - 1))?))
    }

    /// The week with which a range begins, where it can be told from the first week and from the last one: weeks that
    /// overlap are not compared.
    fn start(&self, from: NaiveDate, (first, last): (Window, Window)) -> Option<Start> {
        let week = self.week_since(Some(from)).filter(|week| first.to < from && week.to < last.from)?;
        let verdict = Verdict::between(week.median, last.median);
        Some(Start { week, verdict, course: self.course(week, last) })
    }

    /// The latest seven days that end with `today` or before it, hold enough ratings, and share no day with the first week.
    fn latest(&self, first: Window, today: NaiveDate) -> Option<Window> {
        let known = self.points.get(..self.points.partition_point(|point| point.day <= today))?;
        // The oldest of the last ratings that are enough is the first to fall out of the seven days.
        let oldest = known.windows(ENOUGH).rev().find_map(|ratings| match ratings {
            [oldest, .., newest] if (newest.day - oldest.day).num_days() < WINDOW as i64 => Some(oldest.day),
            _ => None,
        })?;
        let to = oldest.checked_add_days(Days::new(WINDOW - 1))?.min(today);
        self.window(to).filter(|week| first.to < week.from)
    }

    fn standing(&self, from: NaiveDate, (first, week): (Window, Window)) -> Standing {
        Standing {
            week,
            verdict: Verdict::between(first.median, week.median),
            course: self.course(first, week),
            start: self.start(from, (first, week)),
        }
    }

    /// How the seven days up to `today` stand to the first week, and to the beginning of the range, where that is another
    /// one. `from` is where the range begins; rated days are counted in it. Where too few of the seven are rated, the last
    /// that could be told is told of the day on which it could.
    pub fn trend(&self, from: NaiveDate, today: NaiveDate) -> Trend {
        let first = self.first_week().filter(|first| first.from <= today);
        let last = self.window(today);
        let counted = self.begun().map(|begun| begun.max(from));
        let latest = first.and_then(|first| Some((first, self.latest(first, today)?)));
        Trend {
            measure: self.measure,
            from,
            to: today,
            first,
            few: first.and_then(|_| self.few()),
            last,
            verdict: self.verdict((first, last), today),
            standing: latest.map(|weeks| self.standing(from, weeks)),
            rated: counted.map_or(0, |counted| self.between(counted, today).len()),
            of: counted.map_or(0, |first| usize::try_from((today - first).num_days() + 1).unwrap_or(0)),
        }
    }

    fn verdict(&self, (first, last): (Option<Window>, Option<Window>), today: NaiveDate) -> Verdict {
        let week_ago = today.checked_sub_days(Days::new(WINDOW - 1)).unwrap_or(today);
        let Some(first) = first else {
            let fullest = |point: &Point| {
                let to = point.day.checked_add_days(Days::new(WINDOW - 1)).unwrap_or(point.day);
                self.between(point.day, to).len()
            };
            return Verdict::NotYet(match self.points.iter().map(fullest).max() {
                Some(most) => Missing::FirstWeek(most),
                None => Missing::Everything,
            });
        };
        if week_ago <= first.to {
            return Verdict::NotYet(Missing::Time);
        }
        let Some(last) = last else {
            return Verdict::NotYet(Missing::LastWeek(self.between(week_ago, today).len()));
        };
        Verdict::between(first.median, last.median)
    }
}
