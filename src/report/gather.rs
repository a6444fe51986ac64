//! Facts to the figures of the page.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::domain::body::Side;
use crate::domain::dawn::Dawn;
use crate::domain::record::{Fact, FactId, Pain, PainKind, What};
use crate::domain::text::Clean;
use crate::domain::trend::Diary;

/// Everything that the page may show.
#[derive(Debug)]
pub struct Gather {
    pub(super) diary: Diary,
    /// Sessions by the day and the name of their routine.
    pub(super) routines: BTreeMap<(NaiveDate, Clean), usize>,
    /// Where it hurt, by the day, the side and the name of the step.
    pub(super) hurts: BTreeMap<(NaiveDate, Option<Side>, Clean), usize>,
    /// The strongest pain that was rated in the middle of a session, by the day and the side.
    pub(super) during: BTreeMap<(NaiveDate, Side), Pain>,
    /// The days of sessions that were otherwise than on paper, as the person wished: a day for each.
    pub(super) fitted: Vec<NaiveDate>,
    /// What was written, and on which day.
    notes: Vec<(Noted, Clean)>,
    sessions: HashMap<FactId, NaiveDate>,
}

/// What a note is about.
#[derive(Clone, Copy, Debug)]
enum Noted {
    Day(NaiveDate),
    Session(FactId),
}

impl Gather {
    /// Nothing yet, of days that begin at `dawn`.
    pub fn new(dawn: Dawn) -> Self {
        Self {
            diary: Diary::new(dawn),
            routines: BTreeMap::new(),
            hurts: BTreeMap::new(),
            during: BTreeMap::new(),
            fitted: Vec::new(),
            notes: Vec::new(),
            sessions: HashMap::new(),
        }
    }

    /// Takes one fact that counts.
    pub fn take(&mut self, fact: &Fact) {
        self.diary.take(fact);
        match &fact.what {
            What::Session(record) => {
                let day = self.diary.dawn().day_of(record.started);
                self.sessions.insert(fact.id, day);
                if record.did_nothing() {
                    return;
                }
                self.fitted.extend(record.fitted.is_some().then_some(day));
                *self.routines.entry((day, record.name.clone())).or_default() += 1;
                for step in record.steps.iter().filter(|step| !step.hurts.is_empty()) {
                    *self.hurts.entry((day, step.side, step.name.clone())).or_default() += step.hurts.len();
                }
            }
            What::Pain(rating) => {
                if rating.kind == PainKind::NowDuring {
                    let day = self.diary.dawn().day_of(fact.at);
                    let most = self.during.entry((day, rating.side)).or_insert(rating.value);
                    *most = rating.value.max(*most);
                }
                if let Some(note) = rating.note.as_ref().filter(|note| !note.is_empty()) {
                    self.notes.push((Noted::Day(self.diary.dawn().day_of(fact.at)), note.clone()));
                }
            }
            What::Note(note) if note.text.is_empty() => {}
            What::Note(note) => self.notes.push((Noted::Session(note.session), note.text.clone())),
            What::Event(_) | What::Removed => {}
        }
    }

    /// The notes of some days, oldest first.
    pub(super) fn notes(&self, from: NaiveDate, to: NaiveDate) -> Vec<(NaiveDate, &Clean)> {
        let day = |noted: &Noted| match noted {
            Noted::Day(day) => Some(*day),
            Noted::Session(session) => self.sessions.get(session).copied(),
        };
        let mut notes: Vec<_> = self.notes.iter().filter_map(|(noted, text)| Some((day(noted)?, text))).collect();
        notes.retain(|(day, _)| (from..=to).contains(day));
        notes.sort_by_key(|(day, _)| *day);
        notes
    }
}
