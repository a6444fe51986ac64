//! A list of what was done: light rows made from facts, whatever their order.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::body::{Feet, PerSide, Side};
use super::record::{
    DayMark, Ending, Fact, FactId, Fitted, Hurt, Pain, PainKind, Rating, RedFlags, SessionRecord, StepRecord, What,
};
use super::routine::RoutineId;
use super::text::Clean;
use super::trend::Measure;
use crate::domain::dawn::Dawn;
use crate::domain::order;
use crate::domain::when;

/// What a list shows of one session, of a rating by itself, of an event, or of a word about a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The identity of the session, rating or event.
    pub id: FactId,
    /// When it began, or was given.
    pub at: DateTime<FixedOffset>,
    /// What it is.
    pub what: RowKind,
}

/// What a row stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RowKind {
    /// A session.
    Session {
        /// Which routine.
        routine: RoutineId,
        /// The routine's name at that time.
        name: Clean,
        /// Planned length.
        planned: Duration,
        /// Time lived.
        lived: Duration,
        /// How it ended.
        ending: Ending,
        /// Whether it was begun and nothing was done.
        did_nothing: bool,
        /// What was otherwise than on paper, as the person wished.
        fitted: Option<Box<Fitted>>,
        /// Pain before and after, for each foot.
        pain: PerSide<BeforeAfter>,
        /// Where it hurt, in the order in which it was said.
        hurts: Vec<HurtIn>,
        /// Ratings given in it, in that order.
        during: Vec<RatedIn>,
        /// Those of all its ratings that have words, a note or a place, in that order.
        worded: Vec<Rating>,
        /// Which feet were worked on; none where nothing was done with the hands.
        feet: Option<Feet>,
        /// What was written about it, notes on lines of their own; empty without any.
        note: Clean,
    },
    /// A rating that belongs to no session that was kept.
    Rating(Rating),
    /// Something that happened.
    Event(Clean),
    /// A word about a day.
    Day(DayMark),
    /// What spoke against a session on that day.
    RedFlags(RedFlags),
}

/// Where it hurt, with the step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HurtIn {
    /// The step's name at that time.
    pub step: Clean,
    /// On which side; none when both were worked together.
    pub side: Option<Side>,
    /// When.
    pub hurt: Hurt,
}

/// A rating given in a session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RatedIn {
    /// The identity of the rating.
    pub id: FactId,
    /// When it was given.
    pub at: DateTime<FixedOffset>,
    /// The step's name, where the session had only one: a rating keeps its side and not its step.
    pub step: Option<Clean>,
    /// On which side.
    pub side: Side,
    /// How strong.
    pub value: Pain,
}

/// Ratings that have words, a note or a place; what was said of both feet at once is told once.
pub fn by_words<'r>(ratings: impl Iterator<Item = &'r Rating>) -> Vec<(Feet, &'r Rating)> {
    let mut told: Vec<(Feet, &Rating)> = Vec::new();
    for rating in ratings.filter(|rating| rating.note.is_some() || rating.place.is_some()) {
        let words = |rating: &Rating| (rating.kind, rating.note.clone(), rating.place.clone());
        match told.last_mut() {
            Some((feet, last))
                if words(last) == words(rating) && *feet == last.side.into() && last.side != rating.side =>
            {
                *feet = Feet::Both;
            }
            _ => told.push((rating.side.into(), rating)),
        }
    }
    told
}

/// Pain around a session; missing stays missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct BeforeAfter {
    /// Before it.
    pub before: Option<Pain>,
    /// After it.
    pub after: Option<Pain>,
}

impl BeforeAfter {
    /// How many points higher it is after than before, -10 to 10; unknown unless both were rated.
    pub fn change(self) -> Option<i8> {
        let points = |pain: Option<Pain>| pain.and_then(|pain| i8::try_from(pain.value()).ok());
        Some(points(self.after)? - points(self.before)?)
    }

    pub(super) fn take(&mut self, kind: PainKind, value: Pain) {
        match kind {
            PainKind::NowBefore => self.before = Some(value),
            PainKind::NowAfter => self.after = Some(value),
            PainKind::FirstStep | PainKind::DayAverage | PainKind::NowDuring => {}
        }
    }
}

/// Gathers facts into rows.
#[derive(Debug, Default)]
pub struct Gather {
    rows: Vec<Row>,
    sessions: HashMap<FactId, usize>,
    /// The step of each session that had only one.
    steps: HashMap<FactId, Clean>,
    ratings: Vec<(FactId, DateTime<FixedOffset>, Rating)>,
    notes: Vec<(FactId, Clean)>,
}

impl Gather {
    /// Takes one fact.
    pub fn take(&mut self, fact: Fact) {
        match fact.what {
            What::Session(record) => {
                let hurt_in =
                    |(step, hurt): (&StepRecord, Hurt)| HurtIn { step: step.name.clone(), side: step.side, hurt };
                let hurts = record.hurts().into_iter().map(hurt_in).collect();
                let (feet, did_nothing) = (feet_of(&record), record.did_nothing());
                self.sessions.insert(fact.id, self.rows.len());
                self.steps.extend(only_step(&record).map(|step| (fact.id, step)));
                self.rows.push(Row {
                    id: fact.id,
                    at: record.started,
                    what: RowKind::Session {
                        routine: record.routine,
                        name: record.name,
                        planned: record.planned,
                        lived: record.lived,
                        ending: record.ending,
                        did_nothing,
                        fitted: record.fitted,
                        pain: PerSide::default(),
                        hurts,
                        during: Vec::new(),
                        worded: Vec::new(),
                        feet,
                        note: Clean::default(),
                    },
                });
            }
            What::Pain(rating) => self.ratings.push((fact.id, fact.at, rating)),
            What::Event(event) => {
                self.rows.push(Row { id: fact.id, at: fact.at, what: RowKind::Event(event.text) });
            }
            What::Day(day) => self.rows.push(Row { id: fact.id, at: fact.at, what: RowKind::Day(day.mark) }),
            What::RedFlags(flagged) => {
                self.rows.push(Row { id: fact.id, at: fact.at, what: RowKind::RedFlags(flagged.said) });
            }
            What::Note(note) if !note.text.is_empty() => self.notes.push((note.session, note.text)),
            What::Note(_) | What::Removed => {}
        }
    }

    /// The rows, newest first.
    pub fn rows(mut self) -> Vec<Row> {
        order::by_key(&mut self.ratings, |(_, at, _)| *at);
        for (id, at, rating) in self.ratings {
            let home = rating.session.and_then(|session| self.sessions.get(&session)).copied();
            if let Some(RowKind::Session { worded, .. }) =
                home.and_then(|row| self.rows.get_mut(row)).map(|row| &mut row.what)
                && (rating.note.is_some() || rating.place.is_some())
            {
                worded.push(rating.clone());
            }
            match home.and_then(|row| self.rows.get_mut(row)).map(|row| &mut row.what) {
                Some(RowKind::Session { during, .. }) if rating.kind == PainKind::NowDuring => {
                    let step = rating.session.and_then(|session| self.steps.get(&session)).cloned();
                    during.push(RatedIn { id, at, step, side: rating.side, value: rating.value });
                }
                Some(RowKind::Session { pain, .. }) => match rating.side {
                    Side::Left => pain.left.take(rating.kind, rating.value),
                    Side::Right => pain.right.take(rating.kind, rating.value),
                },
                _ => self.rows.push(Row { id, at, what: RowKind::Rating(rating) }),
            }
        }
        for (session, text) in self.notes {
            let row = self.sessions.get(&session).and_then(|row| self.rows.get_mut(*row));
            if let Some(RowKind::Session { note, .. }) = row.map(|row| &mut row.what) {
                *note = if note.is_empty() { text } else { Clean::visible_lines(&format!("{note}\n{text}")) };
            }
        }
        order::by_key(&mut self.rows, |row| std::cmp::Reverse(row.at));
        self.rows.chunk_by_mut(|one, next| one.at == next.at).for_each(last_word_first);
        self.rows
    }
}

/// Of ratings of one moment, of the same foot and kind, the one that was said last comes first: it is the one that counts.
fn last_word_first(of_one_time: &mut [Row]) {
    if of_one_time.len() < 2 {
        return;
    }
    let later = |(n, row): (usize, &Row)| {
        let others = of_one_time.iter().skip(n + 1).filter(|other| row.is_rated_anew_by(other));
        (row.id, row.place_in_moment(others.count()))
    };
    let places: HashMap<FactId, PlaceInMoment> = of_one_time.iter().enumerate().map(later).collect();
    order::by_key(of_one_time, |row| places.get(&row.id).copied());
}

/// Puts a row that was said last among others, newest first: there where [`Gather::rows`] has it.
pub fn put_among(rows: &mut Vec<Row>, row: Row) {
    let first = rows.partition_point(|other| other.at > row.at);
    let end = rows.partition_point(|other| other.at >= row.at);
    rows.insert(end, row);
    let Some(moment) = rows.get_mut(first..=end) else { return };
    let Some((last, others)) = moment.split_last() else { return };
    let mut places = HashMap::from([(last.id, last.place_in_moment(0))]);
    for (n, row) in others.iter().enumerate() {
        let newer = others.iter().take(n).chain([last]).filter(|newer| row.is_rated_anew_by(newer)).count();
        places.insert(row.id, row.place_in_moment(newer));
    }
    order::by_key(moment, |row| places.get(&row.id).copied());
}

/// Where a row stands among those of one moment: behind those that were said anew less often; what is no rating, then
/// ratings by kind and foot. What is alike in all of that stays in the order in which it was said.
type PlaceInMoment = (usize, bool, Option<(u8, Side)>);

impl Row {
    /// Its place, where it was said anew so often.
    fn place_in_moment(&self, anew: usize) -> PlaceInMoment {
        let RowKind::Rating(rating) = &self.what else { return (anew, false, None) };
        (anew, true, Measure::of(rating.kind).map(|_| (rating.kind as u8, rating.side)))
    }

    /// Whether it is a rating of a table that named a day alone.
    pub fn has_made_up_time(&self, dawn: Dawn) -> bool {
        matches!(&self.what, RowKind::Rating(rating) if when::is_made_up(self.id, rating.kind, self.at, dawn))
    }

    /// Whether another row is a rating of the same foot and kind, of those of which a day has one.
    pub fn is_rated_anew_by(&self, other: &Self) -> bool {
        match (&self.what, &other.what) {
            (RowKind::Rating(one), RowKind::Rating(other)) => {
                Measure::of(one.kind).is_some() && (one.kind, one.side) == (other.kind, other.side)
            }
            _ => false,
        }
    }
}

/// The name of the step, if there was only one.
fn only_step(record: &SessionRecord) -> Option<Clean> {
    let (first, others) = record.steps.split_first()?;
    others.iter().all(|other| other.name == first.name).then(|| first.name.clone())
}

/// Which feet the steps of a session worked on.
fn feet_of(record: &SessionRecord) -> Option<Feet> {
    let has = |side| record.steps.iter().any(|step| step.side == Some(side));
    match (has(Side::Left), has(Side::Right)) {
        (true, true) => Some(Feet::Both),
        (true, false) => Some(Feet::Left),
        (false, true) => Some(Feet::Right),
        (false, false) => record.steps.iter().any(|step| step.technique.is_some()).then_some(Feet::Both),
    }
}
