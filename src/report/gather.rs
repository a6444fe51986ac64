//! Facts to the figures of the page.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::body::Side;
use crate::domain::order;
use crate::domain::record::{Fact, FactId, Pain, PainKind, What};
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::domain::trend::Diary;

/// Everything that the page may show.
#[derive(Debug)]
pub struct Gather {
    pub(super) diary: Diary,
    /// When it is gathered.
    now: Now,
    /// Sessions by the day and the name of their routine.
    pub(super) routines: BTreeMap<(NaiveDate, Clean), usize>,
    /// Where it hurt, by the day, the side and the name of the step.
    pub(super) hurts: BTreeMap<(NaiveDate, Option<Side>, Clean), usize>,
    /// The strongest pain that was rated in the middle of a session, by the day and the side.
    pub(super) during: BTreeMap<(NaiveDate, Side), Pain>,
    /// The days of sessions that were otherwise than on paper, as the person wished: a day for each.
    pub(super) fitted: Vec<NaiveDate>,
    /// What was written, and about what.
    notes: Vec<(Noted, Clean)>,
    /// The day and the name of each session.
    sessions: HashMap<FactId, (NaiveDate, Clean)>,
}

/// What a note is about.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Noted {
    Rating {
        at: DateTime<FixedOffset>,
        kind: PainKind,
        side: Side,
    },
    /// A rating of both feet with the same words.
    Both {
        at: DateTime<FixedOffset>,
        kind: PainKind,
    },
    Session(FactId),
}

/// What was written on a day, and what it is about, in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Remark<'a> {
    pub(super) day: NaiveDate,
    pub(super) about: String,
    pub(super) text: &'a Clean,
}

/// When a rating was given, as it stands beside what was written with it.
const fn when(kind: PainKind) -> &'static str {
    match kind {
        PainKind::FirstStep => "first steps",
        PainKind::DayAverage => "average of the day",
        PainKind::NowBefore => "before a session",
        PainKind::NowDuring => "during a session",
        PainKind::NowAfter => "after a session",
    }
}

impl Gather {
    /// Nothing yet, of what was lived until now.
    pub fn new(now: Now) -> Self {
        Self {
            diary: Diary::new(now.dawn),
            now,
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
                let day = self.day_of(record.started);
                self.sessions.insert(fact.id, (day, record.name.clone()));
                if record.did_nothing() {
                    return;
                }
                self.fitted.extend(record.fitted.as_ref().is_some_and(|fitted| fitted.is_otherwise()).then_some(day));
                *self.routines.entry((day, record.name.clone())).or_default() += 1;
                for step in record.steps.iter().filter(|step| !step.hurts.is_empty()) {
                    *self.hurts.entry((day, step.side, step.name.clone())).or_default() += step.hurts.len();
                }
            }
            What::Pain(rating) => {
                if rating.kind == PainKind::NowDuring {
                    let day = self.day_of(fact.at);
                    let most = self.during.entry((day, rating.side)).or_insert(rating.value);
                    *most = rating.value.max(*most);
                }
                let place = rating.place.as_ref().map(|place| format!("where it hurt: {place}"));
                let note = rating.note.as_ref().filter(|note| !note.is_empty()).map(|note| note.to_string());
                let words: Vec<String> = [place, note].into_iter().flatten().collect();
                if !words.is_empty() {
                    self.remark(fact.at, rating.kind, rating.side, &Clean::visible_lines(&words.join("\n")));
                }
            }
            What::Note(note) if note.text.is_empty() => {}
            What::Note(note) => self.notes.push((Noted::Session(note.session), note.text.clone())),
            What::Event(_) | What::Day(_) | What::RedFlags(_) | What::Removed => {}
        }
    }

    /// Everything was taken: what is dated after today is in no figure.
    pub(super) fn end(&mut self) {
        self.diary.end_with(self.now);
    }

    /// The day to which something belongs; what lies ahead stays there, where no figure looks.
    fn day_of(&self, at: DateTime<FixedOffset>) -> NaiveDate {
        self.now.lived_on(at).unwrap_or_else(|| self.now.day_of(at))
    }

    /// A note of a rating. The same words said with the other foot's are one note.
    fn remark(&mut self, at: DateTime<FixedOffset>, kind: PainKind, side: Side, text: &Clean) {
        let other = Noted::Rating { at, kind, side: side.other() };
        match self.notes.iter_mut().rev().take(4).find(|(noted, said)| *noted == other && said == text) {
            Some((noted, _)) => *noted = Noted::Both { at, kind },
            None => self.notes.push((Noted::Rating { at, kind, side }, text.clone())),
        }
    }

    /// The notes of some days, oldest first.
    pub(super) fn notes(&self, from: NaiveDate, to: NaiveDate) -> Vec<Remark<'_>> {
        let about = |noted: &Noted| match noted {
            Noted::Rating { at, kind, side } => {
                Some((self.day_of(*at), format!("{} foot, {}", side.word(), when(*kind))))
            }
            Noted::Both { at, kind } => Some((self.day_of(*at), format!("both feet, {}", when(*kind)))),
            Noted::Session(session) => self.sessions.get(session).map(|(day, name)| (*day, name.to_string())),
        };
        let remark = |(noted, text)| about(noted).map(|(day, about)| Remark { day, about, text });
        let mut notes: Vec<_> = self.notes.iter().filter_map(|(noted, text)| remark((noted, text))).collect();
        notes.retain(|remark| (from..=to).contains(&remark.day));
        order::by_key(&mut notes, |remark| remark.day);
        notes
    }
}
