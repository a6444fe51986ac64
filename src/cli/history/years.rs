//! A long history in stretches of a few years, newest first.

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike as _, FixedOffset};

use crate::domain::history::{Gather, Row};
use crate::domain::record::{Fact, FactId, Rating, StepRecord, What};
use crate::domain::text::Clean;
use crate::store::journal::{Damage, Journal};

/// What was said of a session besides its row.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Said {
    /// Its notes.
    pub(super) notes: Vec<Clean>,
    /// Its ratings, with their ids and times, where all of it is wanted.
    pub(super) ratings: Vec<(FactId, DateTime<FixedOffset>, Rating)>,
    /// Its steps, where all of it is wanted.
    pub(super) steps: Vec<StepRecord>,
}

/// The same of all sessions of some years.
pub(super) type SaidOf = HashMap<FactId, Said>;

/// How much of each session is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Wanted {
    /// Its row and its notes.
    #[default]
    Row,
    /// Its ratings and its steps, too.
    All,
}

/// What is known of some years.
#[derive(Default)]
struct Held {
    gather: Gather,
    said: SaidOf,
}

impl Held {
    fn take(&mut self, fact: Fact, wanted: Wanted) {
        match &fact.what {
            What::Pain(rating) if wanted == Wanted::All => {
                if let Some(session) = rating.session {
                    self.said.entry(session).or_default().ratings.push((fact.id, fact.at, rating.clone()));
                }
            }
            What::Session(record) if wanted == Wanted::All => {
                self.said.entry(fact.id).or_default().steps.clone_from(&record.steps);
            }
            _ => {}
        }
        match fact.what {
            What::Note(note) if note.text.is_empty() => {}
            What::Note(note) => self.said.entry(note.session).or_default().notes.push(note.text),
            _ => self.gather.take(fact),
        }
    }
}

/// Which years there are, so that a long history is told in stretches of a few, and never held whole. They are those of
/// UTC: so no row of an earlier year is newer than one of a later year, wherever it was lived.
#[derive(Default)]
pub(super) struct Years {
    facts: BTreeMap<i32, usize>,
    sessions: HashMap<FactId, i32>,
    wanted: Wanted,
    /// All of it, where it is short: then it is read once.
    all: Option<Held>,
}

impl Years {
    /// Reads through a history, and holds all of it if it has no more than `most` facts.
    pub(super) fn of(journal: &Journal, most: usize, wanted: Wanted) -> (Self, Damage) {
        let mut years = Self { wanted, all: Some(Held::default()), ..Self::default() };
        let mut facts = 0;
        let damage = journal.read_all(&mut |fact| {
            let at = begun(&fact);
            *years.facts.entry(at).or_default() += 1;
            if matches!(fact.what, What::Session(_)) {
                years.sessions.insert(fact.id, at);
            }
            facts += 1;
            years.all = years.all.take().filter(|_| facts <= most);
            if let Some(all) = &mut years.all {
                all.take(fact, wanted);
            }
        });
        (years, damage)
    }

    /// The years, newest first, as many at a time as have no more than `most` facts together, and one at least.
    pub(super) fn stretches(&self, most: usize) -> Vec<RangeInclusive<i32>> {
        let mut stretches: Vec<(RangeInclusive<i32>, usize)> = Vec::new();
        for (year, facts) in self.facts.iter().rev() {
            match stretches.last_mut() {
                Some((years, held)) if *held + facts <= most => {
                    (*years, *held) = (*year..=*years.end(), *held + facts);
                }
                _ => stretches.push((*year..=*year, *facts)),
            }
        }
        stretches.into_iter().map(|(years, _)| years).collect()
    }

    /// The rows of some years, newest first, and what was said of their sessions. What was said of a session stands with it,
    /// whenever that was.
    pub(super) fn rows(&mut self, journal: &Journal, years: RangeInclusive<i32>) -> (Vec<Row>, SaidOf) {
        let held = self.all.take().unwrap_or_else(|| self.read(journal, &years));
        (held.gather.rows(), held.said)
    }

    fn read(&self, journal: &Journal, years: &RangeInclusive<i32>) -> Held {
        let mut held = Held::default();
        journal.read_all(&mut |fact| {
            let session = match &fact.what {
                What::Pain(rating) => rating.session,
                What::Note(note) => Some(note.session),
                _ => None,
            };
            let year = session.and_then(|session| self.sessions.get(&session)).copied();
            if years.contains(&year.unwrap_or_else(|| begun(&fact))) {
                held.take(fact, self.wanted);
            }
        });
        held
    }
}

/// The year in which it was, or began.
fn begun(fact: &Fact) -> i32 {
    match &fact.what {
        What::Session(record) => record.started.to_utc().year(),
        _ => fact.at.to_utc().year(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::domain::body::Side;
    use crate::domain::record::{Ending, Note, Pain, PainKind, Rating, SessionRecord};
    use crate::domain::routine::RoutineId;
    use crate::domain::time::stamp;

    #[test]
    fn a_stretch_is_as_many_years_as_may_be_held_and_one_at_least() {
        let years = Years { facts: (2020..).zip([10, 20, 90, 5, 5, 40]).collect(), ..Years::default() };
        assert_eq!(years.stretches(50), [2023..=2025, 2022..=2022, 2020..=2021]);
        assert_eq!(years.stretches(1).len(), 6);
        assert_eq!(years.stretches(usize::MAX), [2020..=2025]);
        assert!(Years::default().stretches(50).is_empty());
    }

    #[test]
    fn told_in_stretches_a_history_is_the_same_as_told_at_once() {
        let home = tempfile::tempdir().unwrap();
        let journal = Journal::new(home.path().join("history"), home.path().join("state"));
        let rated = |at: &str, session| {
            let value = Pain::try_from(3).unwrap();
            let rating =
                Rating { side: Side::Left, kind: PainKind::NowBefore, value, session, note: None, place: None };
            Fact::new(stamp::read(at).unwrap(), What::Pain(rating))
        };
        let started = stamp::read("2026-01-01T00:10:00+00:00").unwrap();
        let record = SessionRecord {
            routine: RoutineId::new("wind-down").unwrap(),
            name: Clean::visible("End of Day"),
            started,
            ending: Ending::Finished,
            planned: Duration::from_secs(60),
            lived: Duration::from_secs(60),
            paused: Duration::ZERO,
            fitted: None,
            steps: Vec::new(),
        };
        let session = Fact::new(started, What::Session(record));
        let note = Note { session: session.id, text: Clean::visible("Said a year later.") };
        let facts = [
            // Later than the one after it, though its own calendar says 2025.
            rated("2025-12-31T23:30:00-08:00", None),
            rated("2026-01-01T00:30:00+01:00", None),
            rated("2025-12-31T23:59:00+00:00", Some(session.id)),
            session,
            Fact::new(stamp::read("2027-02-01T08:00:00+00:00").unwrap(), What::Note(note)),
        ];
        journal.append(&facts).unwrap();
        let told = |most| {
            let (mut years, damage) = Years::of(&journal, most, Wanted::All);
            assert!(damage.is_none());
            assert_eq!(years.stretches(most).len(), if most == 1 { 3 } else { 1 });
            let (mut all, mut said) = (Vec::new(), SaidOf::new());
            for stretch in years.stretches(most) {
                let (rows, of_these) = years.rows(&journal, stretch);
                all.extend(rows);
                said.extend(of_these);
            }
            (all, said)
        };
        assert_eq!(told(1), told(usize::MAX));
        let (rows, said) = told(1);
        assert!(rows.is_sorted_by_key(|row| std::cmp::Reverse(row.at)));
        assert_eq!((rows.len(), said.len()), (3, 1));
    }
}
