//! Facts as days.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use chrono::{DateTime, Datelike as _, Days, FixedOffset, NaiveDate};

use super::series::{Point, Series};
use super::{Mark, Measure, Range, WINDOW};
use crate::domain::body::{PerSide, Side, Technique};
use crate::domain::dawn::Dawn;
use crate::domain::history::BeforeAfter;
use crate::domain::order;
use crate::domain::record::{Ending, Fact, FactId, Pain, PainKind, SessionRecord, StepRecord, What};
use crate::domain::text::Clean;
use crate::domain::time::{FIRST_YEAR, Now};
use crate::domain::when;

/// Everything that was said and done, by the days on which it was lived.
#[derive(Clone, PartialEq, Debug)]
pub struct Diary {
    dawn: Dawn,
    days: BTreeMap<NaiveDate, Day>,
    sessions: HashMap<FactId, Around>,
    pain: HashMap<FactId, PerSide<BeforeAfter>>,
    unplaced: usize,
}

/// A day.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Day {
    first_step: PerSide<Option<Given>>,
    average: PerSide<Option<Given>>,
    /// Sessions begun.
    pub sessions: u32,
    /// Those of them in which the work that was done was on one foot alone.
    on_one: PerSide<u32>,
    /// Those lived to their end.
    pub finished: u32,
    /// Times that it was said to hurt.
    pub hurts: u32,
    /// What the hands did, by technique and side.
    pub doses: Vec<Dose>,
    /// What happened.
    events: BTreeSet<Mark>,
    /// How many facts it is made of.
    facts: usize,
    /// The latest time that one of them was said for.
    latest: Option<DateTime<FixedOffset>>,
}

/// A rating, and the time that it was given for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Given {
    /// Whether somebody said that time: a made-up one says nothing of which rating was the last.
    is_timed: bool,
    at: DateTime<FixedOffset>,
    pain: Pain,
}

/// Work of one technique on one side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dose {
    /// What the hands did; none where the routine did not say.
    pub technique: Option<Technique>,
    /// On which side; none when both were worked together.
    pub side: Option<Side>,
    /// Work that was planned.
    pub planned: Duration,
    /// Work that was done.
    pub done: Duration,
}

/// A session with the pain around it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Around {
    /// When it began.
    pub at: DateTime<FixedOffset>,
    /// The day on which it was lived.
    pub day: NaiveDate,
    /// The routine's name at that time.
    pub name: Clean,
    /// Pain before and after, for each foot.
    pub pain: PerSide<BeforeAfter>,
}

impl Dose {
    /// Whether anything was worked: getting ready is no dose.
    pub fn is_work(&self) -> bool {
        self.technique != Some(Technique::Settle)
    }
}

impl Day {
    /// The rating of a day that counts. It is the last one: a day has one morning and one average, and who rates them
    /// again means to say it better. One of a table that named no time counts only where no other was given.
    pub fn rating(&self, measure: Measure, side: Side) -> Option<Pain> {
        self.rating_of(measure, side).map(|(_, pain)| pain)
    }

    /// The same with the time that it was given for.
    pub fn rating_of(&self, measure: Measure, side: Side) -> Option<(DateTime<FixedOffset>, Pain)> {
        self.given(measure, side).map(|given| (given.at, given.pain))
    }

    fn given(&self, measure: Measure, side: Side) -> Option<Given> {
        match measure {
            Measure::FirstStep => self.first_step.of(side),
            Measure::DayAverage => self.average.of(side),
        }
    }

    /// Work done, on both sides together.
    pub fn done(&self) -> Duration {
        self.doses.iter().filter(|dose| dose.is_work()).map(|dose| dose.done).sum()
    }

    /// Work done on one side; work on both together counts for each.
    pub fn done_on(&self, side: Side) -> Duration {
        let counts = |dose: &&Dose| dose.is_work() && dose.side.is_none_or(|of| of == side);
        self.doses.iter().filter(counts).map(|dose| dose.done).sum()
    }

    /// What happened, in that order.
    pub fn events(&self) -> impl Iterator<Item = &Mark> {
        self.events.iter()
    }

    pub(super) fn event_count(&self) -> usize {
        self.events.len()
    }

    pub(super) fn holds(&self, mark: &Mark) -> bool {
        self.events.contains(mark)
    }

    /// Work that was planned, on both sides together.
    pub fn planned(&self) -> Duration {
        self.doses.iter().filter(|dose| dose.is_work()).map(|dose| dose.planned).sum()
    }

    fn rate(&mut self, measure: Measure, side: Side, given: Given) {
        let both = match measure {
            Measure::FirstStep => &mut self.first_step,
            Measure::DayAverage => &mut self.average,
        };
        let place = match side {
            Side::Left => &mut both.left,
            Side::Right => &mut both.right,
        };
        if place.is_none_or(|before| (given.is_timed, given.at) >= (before.is_timed, before.at)) {
            *place = Some(given);
        }
    }
}

impl Diary {
    /// An empty one, of days that begin at `dawn`.
    pub fn new(dawn: Dawn) -> Self {
        Self { dawn, days: BTreeMap::new(), sessions: HashMap::new(), pain: HashMap::new(), unplaced: 0 }
    }

    /// When its days begin.
    pub const fn dawn(&self) -> Dawn {
        self.dawn
    }

    /// Takes one fact that counts. Notes say nothing that could be counted.
    pub fn take(&mut self, fact: &Fact) {
        match &fact.what {
            // What was begun and left at once is no session.
            What::Session(record) if record.did_nothing() => {}
            What::Session(record) => {
                if let Some((date, day)) = self.day_of(record.started) {
                    day.live(record);
                    let (at, name, pain) = (record.started, record.name.clone(), PerSide::default());
                    self.sessions.insert(fact.id, Around { at, day: date, name, pain });
                }
            }
            What::Pain(rating) => {
                if let Some(measure) = Measure::of(rating.kind) {
                    let is_timed = !when::is_made_up(fact.id, rating.kind, fact.at, self.dawn);
                    if let Some((_, day)) = self.day_of(fact.at) {
                        day.rate(measure, rating.side, Given { is_timed, at: fact.at, pain: rating.value });
                    }
                } else if let Some(session) = rating.session.filter(|_| rating.kind != PainKind::NowDuring) {
                    let pain = self.pain.entry(session).or_default();
                    let foot = match rating.side {
                        Side::Left => &mut pain.left,
                        Side::Right => &mut pain.right,
                    };
                    foot.take(rating.kind, rating.value);
                }
            }
            What::Event(event) => {
                if let Some((date, day)) = self.day_of(fact.at) {
                    day.events.insert(Mark { at: fact.at, text: event.text.clone(), day: date });
                }
            }
            What::Note(_) | What::Day(_) | What::RedFlags(_) | What::Removed => {}
        }
    }

    fn day_of(&mut self, at: DateTime<FixedOffset>) -> Option<(NaiveDate, &mut Day)> {
        if at.year() < FIRST_YEAR {
            self.unplaced += 1;
            return None;
        }
        let date = self.dawn.day_of(at);
        let day = self.days.entry(date).or_default();
        day.facts += 1;
        day.latest = day.latest.max(Some(at));
        Some((date, day))
    }

    /// Forgets what is dated after today: a clock was wrong, and a figure must not hang on it. Where a place further east
    /// had tomorrow's date already what was lived there belongs to today, as in [`Now::lived_on`].
    pub fn end_with(&mut self, now: Now) {
        let today = now.today();
        let Some(tomorrow) = today.succ_opt() else { return };
        let mut ahead = self.days.split_off(&tomorrow);
        if let Some(lived) = ahead.first_entry().filter(|day| *day.key() == tomorrow && day.get().is_past(now)) {
            self.days.entry(today).or_default().absorb(lived.remove(), today);
            for session in self.sessions.values_mut().filter(|session| session.day == tomorrow) {
                session.day = today;
            }
        }
        self.unplaced += ahead.values().map(|day| day.facts).sum::<usize>();
        self.sessions.retain(|_, session| session.day <= today);
    }

    /// Facts that are dated where nobody lived: before [`FIRST_YEAR`], or after the day with which it ends.
    pub const fn unplaced(&self) -> usize {
        self.unplaced
    }

    /// The first day of which anything is known.
    pub fn first(&self) -> Option<NaiveDate> {
        self.days.first_key_value().map(|(day, _)| *day)
    }

    /// What is known of a day.
    pub fn day(&self, day: NaiveDate) -> Option<&Day> {
        self.days.get(&day)
    }

    /// The days of a range of which anything is known, oldest first.
    pub fn days(&self, range: Range, today: NaiveDate) -> impl DoubleEndedIterator<Item = (NaiveDate, &Day)> {
        let from = range.from(today, self.first());
        self.between(from, today)
    }

    /// The days from one to another of which anything is known, oldest first.
    pub(super) fn between(&self, from: NaiveDate, to: NaiveDate) -> impl DoubleEndedIterator<Item = (NaiveDate, &Day)> {
        self.days.range(from..=to.max(from)).map(|(day, known)| (*day, known))
    }

    /// The weeks of a range, newest first, as first and last day: each ends on the weekday of `today`.
    pub fn weeks(&self, range: Range, today: NaiveDate) -> impl Iterator<Item = (NaiveDate, NaiveDate)> + use<> {
        let start = self.first().map_or(today, |first| first.max(range.from(today, Some(first))));
        let before = |to: &NaiveDate| to.checked_sub_days(Days::new(WINDOW));
        std::iter::successors(Some(today), before)
            .take_while(move |to| *to >= start)
            .map(|to| (to.checked_sub_days(Days::new(WINDOW - 1)).unwrap_or(to), to))
    }

    /// Work done from one day to another on these feet, and sessions begun but for those that worked on another foot alone.
    /// Getting ready is no work.
    pub fn practice(&self, (from, to): (NaiveDate, NaiveDate), feet: &[Side]) -> (Duration, u32) {
        let days = || self.days.range(from..=to.max(from)).map(|(_, day)| day);
        let counts = |dose: &&Dose| dose.is_work() && dose.side.is_none_or(|side| feet.contains(&side));
        let done = days().flat_map(|day| &day.doses).filter(counts).map(|dose| dose.done).sum();
        let others = |day: &Day| -> u32 {
            Side::BOTH.into_iter().filter(|side| !feet.contains(side)).map(|side| day.on_one.of(side)).sum()
        };
        (done, days().map(|day| day.sessions.saturating_sub(others(day))).sum())
    }

    /// One foot in one measure, over everything there is.
    pub fn series(&self, measure: Measure, side: Side) -> Series {
        let points = self
            .days
            .iter()
            .filter_map(|(day, known)| known.rating(measure, side).map(|pain| Point { day: *day, pain }));
        Series::new(measure, points.collect())
    }

    /// Work of a range by technique and side, most first; of equals those that the vocabulary names first.
    pub fn doses(&self, range: Range, today: NaiveDate) -> Vec<Dose> {
        let mut all: Vec<Dose> = Vec::new();
        for dose in self.days(range, today).flat_map(|(_, day)| &day.doses).filter(|dose| dose.is_work()) {
            add(&mut all, *dose);
        }
        let place = |technique: Option<Technique>| Technique::ALL.iter().position(|one| Some(*one) == technique);
        order::by_key(&mut all, |dose| (std::cmp::Reverse(dose.done), place(dose.technique), dose.side));
        all
    }

    /// The sessions of a range that were rated before and after on one foot at least, newest first.
    pub fn around(&self, range: Range, today: NaiveDate) -> Vec<Around> {
        let from = range.from(today, self.first());
        let mut rated: Vec<Around> = self
            .sessions
            .iter()
            .filter(|(_, session)| (from..=today.max(from)).contains(&session.day))
            .filter_map(|(id, session)| Some(Around { pain: *self.pain.get(id)?, ..session.clone() }))
            .filter(|session| Side::BOTH.iter().any(|side| session.pain.of(*side).change().is_some()))
            .collect();
        order::by_key(&mut rated, |session| std::cmp::Reverse(session.at));
        rated
    }
}

impl Day {
    fn is_past(&self, now: Now) -> bool {
        self.latest.is_some_and(|latest| latest <= now.wall)
    }

    /// Takes in another one that was lived on the same day.
    fn absorb(&mut self, other: Self, date: NaiveDate) {
        for side in Side::BOTH {
            for measure in Measure::ALL {
                if let Some(given) = other.given(measure, side) {
                    self.rate(measure, side, given);
                }
            }
        }
        self.sessions += other.sessions;
        self.finished += other.finished;
        self.hurts += other.hurts;
        self.on_one.left += other.on_one.left;
        self.on_one.right += other.on_one.right;
        other.doses.into_iter().for_each(|dose| add(&mut self.doses, dose));
        self.events.extend(other.events.into_iter().map(|mark| Mark { day: date, ..mark }));
        self.facts += other.facts;
        self.latest = self.latest.max(other.latest);
    }

    fn live(&mut self, record: &SessionRecord) {
        self.sessions += 1;
        self.finished += u32::from(record.ending == Ending::Finished);
        for step in &record.steps {
            self.hurts += u32::try_from(step.hurts.len()).unwrap_or(u32::MAX);
            let dose = Dose { technique: step.technique, side: step.side, planned: step.planned, done: step.done };
            add(&mut self.doses, dose);
        }
        match worked_on(record) {
            Some(Side::Left) => self.on_one.left += 1,
            Some(Side::Right) => self.on_one.right += 1,
            None => {}
        }
    }
}

/// The foot that all of the work that was done was on; none where both were worked on, or none.
fn worked_on(record: &SessionRecord) -> Option<Side> {
    let dose =
        |step: &StepRecord| Dose { technique: step.technique, side: step.side, planned: step.planned, done: step.done };
    let mut sides =
        record.steps.iter().map(dose).filter(|dose| !dose.done.is_zero() && dose.is_work()).map(|dose| dose.side);
    let first = sides.next()?;
    first.filter(|_| sides.all(|side| side == first))
}

fn add(all: &mut Vec<Dose>, dose: Dose) {
    match all.iter_mut().find(|known| (known.technique, known.side) == (dose.technique, dose.side)) {
        Some(known) => {
            known.planned = known.planned.saturating_add(dose.planned);
            known.done = known.done.saturating_add(dose.done);
        }
        None => all.push(dose),
    }
}

/// The same doses with the sides of a technique together, in one order whatever was done most: left, right, and both
/// together.
pub fn by_technique(doses: &[Dose]) -> Vec<Dose> {
    let order = techniques(doses);
    let place = |dose: &Dose| order.iter().position(|technique| *technique == dose.technique);
    let mut sorted = doses.to_vec();
    order::by_key(&mut sorted, |dose| (place(dose), dose.side.is_none(), dose.side));
    sorted
}

/// The techniques of these doses, each once, in the order in which they come.
pub fn techniques(doses: &[Dose]) -> Vec<Option<Technique>> {
    let mut techniques = Vec::new();
    for dose in doses {
        if !techniques.contains(&dose.technique) {
            techniques.push(dose.technique);
        }
    }
    techniques
}
