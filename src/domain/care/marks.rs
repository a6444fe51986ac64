//! What a person says of their days: rest, tired calves, a flare-up, a journey, the other foot sore, a red flag. It steers
//! what is suggested and offered, and nothing else: no count or figure knows of it.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

use super::day::Days;
use crate::domain::record::{DayMark, Event, Fact, Flagged, MarkedDay, RedFlags, What};
use crate::domain::text::Clean;
use crate::domain::time::Now;

use super::VISIT;

/// What is said of a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Marks {
    /// Nothing is due.
    pub rest: bool,
    /// The calves are tired.
    pub tired: bool,
    /// It flares up.
    pub flare: bool,
    /// On a journey, since that day.
    pub travels: Option<NaiveDate>,
    /// What speaks against any session: nothing is due.
    pub flags: RedFlags,
}

impl Marks {
    /// Whether this one holds. The other foot being sore is no state: it stands in the settings.
    pub const fn has(&self, mark: DayMark) -> bool {
        match mark {
            DayMark::Rest => self.rest,
            DayMark::Tired => self.tired,
            DayMark::Flare => self.flare,
            DayMark::Travel => self.travels.is_some(),
            DayMark::Home | DayMark::Swap => false,
        }
    }

    /// Whether it is no day to go up a level on: the foot or the person is not as usual.
    pub const fn is_no_day_to_rise(self) -> bool {
        self.rest || self.tired || self.flare || !self.flags.is_empty()
    }

    /// Those that hold, in the order of [`DayMark::ALL`].
    pub fn all(self) -> impl Iterator<Item = DayMark> {
        DayMark::ALL.into_iter().filter(move |mark| self.has(*mark))
    }
}

/// A mark, with its time and the day it was lived on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Marked {
    pub(super) at: DateTime<FixedOffset>,
    pub(super) day: NaiveDate,
    pub(super) mark: DayMark,
}

/// Days after which a journey is thought to have been ended without a word: what began longer ago than
/// [`LOOK_BACK`](super::LOOK_BACK) is not known any more, and a plan does not change in silence.
pub const LONGEST: TimeDelta = TimeDelta::weeks(8);

impl Days {
    /// Whether a journey was ended by the plan, and nobody has said where they are since.
    pub(super) fn is_landed(&self, day: NaiveDate) -> bool {
        let is_of_journey = |marked: &&Marked| matches!(marked.mark, DayMark::Travel | DayMark::Home);
        let last = self.marked().iter().filter(|marked| marked.day <= day).rfind(is_of_journey);
        last.is_some_and(|last| last.mark == DayMark::Travel) && self.marks(day).travels.is_none()
    }

    /// What is said of a day. A journey goes on until its end is said, or for [`LONGEST`].
    pub fn marks(&self, day: NaiveDate) -> Marks {
        let mut marks = Marks { flags: self.flags(day), ..Marks::default() };
        for marked in self.marked().iter().filter(|marked| marked.day <= day) {
            let is_today = marked.day == day;
            match marked.mark {
                DayMark::Rest => marks.rest |= is_today,
                DayMark::Tired => marks.tired |= is_today,
                DayMark::Flare => marks.flare |= is_today,
                DayMark::Travel if day - marked.day >= LONGEST => marks.travels = None,
                DayMark::Travel => marks.travels = marks.travels.or(Some(marked.day)),
                DayMark::Home => marks.travels = None,
                DayMark::Swap => {}
            }
        }
        marks
    }
}

/// What one key keeps: the mark, or, where it holds already, that it is taken back. A journey of an earlier day is
/// ended; one that was begun or ended today is as if that had not been said.
pub fn press(facts: &[Fact], mark: DayMark, now: Now) -> Vec<Fact> {
    let travels = Days::of(facts, now).marks(now.today()).travels.is_some();
    let asked = match mark {
        DayMark::Travel | DayMark::Home if travels => DayMark::Travel,
        DayMark::Travel | DayMark::Home => DayMark::Home,
        mark => mark,
    };
    let taken_back = of_today(facts, now, |what| matches!(what, What::Day(day) if day.mark == asked));
    match (taken_back.is_empty(), mark) {
        (false, _) => taken_back,
        (true, DayMark::Travel | DayMark::Home) if travels => vec![say(DayMark::Home, now)],
        (true, DayMark::Travel | DayMark::Home) => vec![say(DayMark::Travel, now)],
        (true, mark) => vec![say(mark, now)],
    }
}

/// How long a red flag holds at least, where its day ends sooner (ours): through the night and the first steps after it.
pub const HOLDS: TimeDelta = TimeDelta::hours(12);

/// Whether a red flag that was said then holds beyond the day on which it was said.
pub(super) fn is_held(at: DateTime<FixedOffset>, now: Now) -> bool {
    (TimeDelta::zero()..HOLDS).contains(&(now.wall - at))
}

/// What is kept once the five questions before a session are answered: what was said, in the place of what holds since
/// before, or that nothing speaks against a session any more. Nothing where that is so already. What an earlier day was
/// told stays with it where it is said again.
pub fn flag(facts: &[Fact], flags: RedFlags, now: Now) -> Vec<Fact> {
    let known: Vec<&Fact> = flagged(facts, now)
        .filter(|fact| flags.is_empty() || (is_of_today(fact, now) && is_held(fact.at, now)))
        .collect();
    let said = What::RedFlags(Flagged { said: flags });
    match &known[..] {
        [] if flags.is_empty() => Vec::new(),
        [] => vec![Fact::new(now.wall, said)],
        [one] if one.what == said => Vec::new(),
        [first, others @ ..] => {
            let first = first.corrected(first.at, if flags.is_empty() { What::Removed } else { said });
            let others = others.iter().map(|fact| fact.corrected(fact.at, What::Removed));
            std::iter::once(first).chain(others).collect()
        }
    }
}

/// What was said on this day, or less than [`HOLDS`] ago, that speaks against a session.
pub fn flags(facts: &[Fact], now: Now) -> RedFlags {
    let said = flagged(facts, now).filter_map(|fact| match &fact.what {
        What::RedFlags(flagged) => Some(flagged.said),
        _ => None,
    });
    said.fold(RedFlags::NONE, RedFlags::and)
}

/// The facts that say so.
pub fn flagged(facts: &[Fact], now: Now) -> impl Iterator<Item = &Fact> {
    facts
        .iter()
        .filter(move |fact| matches!(fact.what, What::RedFlags(_)) && (is_of_today(fact, now) || is_held(fact.at, now)))
}

fn is_of_today(fact: &Fact, now: Now) -> bool {
    now.lived_on(fact.at) == Some(now.today())
}

/// Ticks the weekly visit, or, where it was ticked today, takes that back.
pub fn tick_visit(facts: &[Fact], now: Now) -> Vec<Fact> {
    let taken_back = of_today(facts, now, |what| matches!(what, What::Event(event) if is_visit(event)));
    let event = || Event { text: Clean::visible(VISIT) };
    if taken_back.is_empty() { vec![Fact::new(now.wall, What::Event(event()))] } else { taken_back }
}

/// Whether an event is a visit to somebody who has learned to work with their hands.
pub(super) fn is_visit(event: &Event) -> bool {
    event.text.to_lowercase().contains(VISIT)
}

fn say(mark: DayMark, now: Now) -> Fact {
    Fact::new(now.wall, What::Day(MarkedDay { mark }))
}

/// Those of today that are of a kind, taken back at their own time: they stay in the file that said them.
fn of_today(facts: &[Fact], now: Now, is_it: impl Fn(&What) -> bool) -> Vec<Fact> {
    let those = facts.iter().filter(|fact| is_it(&fact.what) && is_of_today(fact, now));
    those.map(|fact| fact.corrected(fact.at, What::Removed)).collect()
}
