//! What was done on a day, beside the pain of the next morning. How a day was decides what is done on it, too: what
//! stands side by side here is no cause.

use std::fmt;
use std::time::Duration;

use chrono::NaiveDate;

use super::{Diary, ENOUGH, Measure, Median, Range};
use crate::domain::body::Side;
use crate::domain::order;
use crate::domain::record::Pain;
use crate::domain::words::nearest_minutes;

/// One foot on one day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Response {
    /// The day.
    pub day: NaiveDate,
    /// Work on this foot in the sessions begun on that day; work on both feet together counts for each.
    pub done: Duration,
    /// First-step pain of that day's own morning.
    pub same: Option<Pain>,
    /// First-step pain of the morning after it.
    pub next: Option<Pain>,
}

impl Response {
    /// What was done in whole minutes, the nearest: to be shown, never to be reckoned with. Under half a minute is none.
    pub const fn minutes(self) -> u64 {
        nearest_minutes(self.done)
    }

    /// How many points higher the next morning is than that day's own, -10 to 10; unknown unless both were rated.
    pub fn change(self) -> Option<i8> {
        let points = |pain: Option<Pain>| pain.and_then(|pain| i8::try_from(pain.value()).ok());
        Some(points(self.next)? - points(self.same)?)
    }
}

/// How much was done on a day, against the usual: the median of the days on which anything was done. What lies within a
/// fifth of it is about as much, because a routine is seldom done to the second.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Amount {
    /// Nothing.
    Nothing,
    /// Less than the usual.
    Less,
    /// About the usual.
    Usual,
    /// More than the usual.
    More,
}

impl Amount {
    /// The least first.
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Less, Self::Usual, Self::More];

    fn of(day: &Response, usual: Option<Duration>) -> Self {
        let Some(usual) = usual.filter(|_| day.minutes() > 0) else { return Self::Nothing };
        match 5 * day.done {
            fifths if fifths < 4 * usual => Self::Less,
            fifths if fifths > 6 * usual => Self::More,
            _ => Self::Usual,
        }
    }
}

/// The middle of whole numbers, exact: kept in halves, because it can lie between two of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Middle(i64);

impl Middle {
    /// The middle of these numbers; none of none.
    pub fn of(numbers: impl IntoIterator<Item = i64>) -> Option<Self> {
        let mut sorted: Vec<i64> = numbers.into_iter().collect();
        order::sort(&mut sorted);
        // The two in the middle; of an odd number they are the same one.
        let low = sorted.get(sorted.len().checked_sub(1)? / 2)?;
        let high = sorted.get(sorted.len() / 2)?;
        Some(Self(low + high))
    }

    /// As a number with a possible half.
    pub fn value(self) -> f64 {
        self.0 as f64 / 2.0
    }

    /// With its sign, as a change: `+1`, `-0.5`, `0`.
    pub fn signed(self) -> String {
        if self.0 > 0 { format!("+{self}") } else { self.to_string() }
    }
}

impl fmt::Display for Middle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value())
    }
}

/// The days of one amount together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mornings {
    /// How much was done on them.
    pub amount: Amount,
    /// Next mornings that were rated.
    pub rated: usize,
    /// Their median, if there are [`ENOUGH`].
    pub next: Option<Median>,
    /// Days of which both mornings were rated.
    pub compared: usize,
    /// The median of the change from that day's own morning, in points, if there are [`ENOUGH`] of them.
    pub change: Option<Middle>,
}

/// What the days of a foot say together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Responses {
    /// The usual work: the median of the days on which anything was done, exact; none if there was no such day.
    pub usual: Option<Duration>,
    /// By amount, the least first.
    pub by_amount: [Mornings; 4],
}

impl Responses {
    /// What these days say together.
    pub fn of(days: &[Response]) -> Self {
        let usual = middle(days.iter().filter(|day| day.minutes() > 0).map(|day| day.done));
        let mornings = |wanted| {
            let of_it = || days.iter().filter(move |day| Amount::of(day, usual) == wanted);
            let next = || of_it().filter_map(|day| day.next);
            let change = || of_it().filter_map(|day| day.change());
            let (rated, compared) = (next().count(), change().count());
            Mornings {
                amount: wanted,
                rated,
                next: Median::of(next()).filter(|_| rated >= ENOUGH),
                compared,
                change: Middle::of(change().map(i64::from)).filter(|_| compared >= ENOUGH),
            }
        };
        Self { usual, by_amount: Amount::ALL.map(mornings) }
    }

    /// Whether any next morning was rated.
    pub fn is_rated(&self) -> bool {
        self.by_amount.iter().any(|mornings| mornings.rated > 0)
    }
}

/// The middle of these times; none of none.
fn middle(times: impl Iterator<Item = Duration>) -> Option<Duration> {
    let mut sorted: Vec<Duration> = times.collect();
    order::sort(&mut sorted);
    let low = sorted.get(sorted.len().checked_sub(1)? / 2)?;
    let high = sorted.get(sorted.len() / 2)?;
    Some((*low + *high) / 2)
}

impl Diary {
    /// Every day of a range from the first one known, oldest first, today last.
    pub fn responses(&self, side: Side, range: Range, today: NaiveDate) -> Vec<Response> {
        let Some(first) = self.first() else { return Vec::new() };
        let morning = |day: NaiveDate| self.day(day)?.rating(Measure::FirstStep, side);
        let response = |day: NaiveDate| Response {
            day,
            done: self.day(day).map_or(Duration::ZERO, |known| known.done_on(side)),
            same: morning(day),
            next: day.succ_opt().and_then(morning),
        };
        let from = range.from(today, Some(first)).max(first);
        from.iter_days().take_while(|day| *day <= today).map(response).collect()
    }
}
