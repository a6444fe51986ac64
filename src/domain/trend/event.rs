//! What happened, with the two weeks before and the two after it. That says when, and never why.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use super::{Diary, ENOUGH, Measure, Median, Range, Series};
use crate::domain::order;
use crate::domain::text::Clean;

/// Days that are looked at on either side of an event. The day itself is in neither: its morning was before, and the
/// rest of it after.
pub const STRETCH: u64 = 14;

/// Something that happened.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Mark {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// What, in the person's own words.
    pub text: Clean,
    /// The day on which it was lived.
    pub day: NaiveDate,
}

/// Up to [`STRETCH`] days on one side of an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// The median of its ratings, if [`ENOUGH`] days are rated.
    pub median: Option<Median>,
    /// Rated days.
    pub rated: usize,
    /// Days of it that have come: all of them but where it reaches past today.
    pub of: usize,
}

/// What else happened around an event: so many of it are named, and the rest is counted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Near<'a> {
    /// Those nearest to it by days, oldest first; at most [`NAMED`].
    pub named: Vec<&'a Mark>,
    /// How many more there are.
    pub more: usize,
}

/// So many of the events around an event are named: who keeps a line a day by a script has hundreds.
pub const NAMED: usize = 3;

/// One foot in one measure, before an event and after it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Beside {
    /// What is measured.
    pub measure: Measure,
    /// The two weeks that end with the day before.
    pub before: Stretch,
    /// The two weeks that begin with the day after.
    pub after: Stretch,
}

impl Beside {
    /// Whether anything was rated on either side.
    pub const fn is_rated(&self) -> bool {
        self.before.rated + self.after.rated > 0
    }
}

impl Series {
    /// What was rated in the two weeks before `day` and the two after it, as far as they have come by `today`.
    pub fn beside(&self, day: NaiveDate, today: NaiveDate) -> Beside {
        let back = |days| day.checked_sub_days(Days::new(days)).unwrap_or(day);
        let on = |days| day.checked_add_days(Days::new(days)).unwrap_or(day);
        Beside {
            measure: self.measure(),
            before: self.stretch(back(STRETCH), back(1).min(today)),
            after: self.stretch(on(1), on(STRETCH).min(today)),
        }
    }

    fn stretch(&self, from: NaiveDate, to: NaiveDate) -> Stretch {
        let of = usize::try_from((to - from).num_days() + 1).unwrap_or(0);
        let within = if of == 0 { &[] } else { self.between(from, to) };
        let median = Median::of(within.iter().map(|point| point.pain)).filter(|_| within.len() >= ENOUGH);
        Stretch { median, rated: within.len(), of }
    }
}

impl Diary {
    /// What happened in a range, oldest first.
    pub fn events(&self, range: Range, today: NaiveDate) -> Vec<&Mark> {
        self.days(range, today).flat_map(|(_, day)| day.events()).collect()
    }

    /// What else happened on the days that are looked at around an event: neither can be told from the other there. It
    /// takes as long whether they are few or thousands.
    pub fn events_near(&self, mark: &Mark) -> Near<'_> {
        let day = mark.day;
        let back = |days| day.checked_sub_days(Days::new(days)).unwrap_or(day);
        let on = |days| day.checked_add_days(Days::new(days)).unwrap_or(day);
        let known = self.between(back(STRETCH), on(STRETCH));
        let all: usize = known.map(|(_, day)| day.event_count()).sum();
        let of = |day| self.day(day).into_iter().flat_map(|day| day.events());
        let outward = of(day).chain((1..=STRETCH).flat_map(|days| of(back(days)).chain(of(on(days)))));
        let mut named: Vec<&Mark> = outward.filter(|other| *other != mark).take(NAMED).collect();
        order::sort(&mut named);
        let itself = usize::from(self.day(day).is_some_and(|day| day.holds(mark)));
        let more = all.saturating_sub(itself + named.len());
        Near { named, more }
    }
}
