//! The figures of the page as data, for scripts: all of them, where the page names the first few.

use chrono::NaiveDate;
use serde::Serialize;

use super::counts::{self, Around, Times};
use super::gather::{Gather, Remark};
use super::page::{self, Asked};
use crate::domain::body::{PerSide, Side};
use crate::domain::text::Clean;
use crate::domain::trend::Measure;
use crate::domain::trend::figures::{self, Work};
use crate::domain::trend::words::{PATIENCE, Telling};

/// What stands on the page. What is not known is null; numbers of pain are points from 0 to 10, times seconds.
#[derive(Serialize)]
pub struct Figures {
    from: NaiveDate,
    to: NaiveDate,
    left: Option<Foot>,
    right: Option<Foot>,
    sessions: page::Sessions,
    work: Vec<Work>,
    /// Sessions counted by how pain changed in them, of each foot that was rated before and after.
    around_sessions: PerSide<Option<Around>>,
    hurts: Vec<Times>,
    routines: Vec<Times>,
    /// Of these two there are none unless they were asked for.
    events: Vec<Event>,
    notes: Vec<Note>,
    entries_left_out: usize,
    words: &'static str,
}

#[derive(Serialize)]
struct Foot {
    first_step: figures::Figures,
    day_average: figures::Figures,
}

#[derive(Serialize)]
struct Event {
    day: NaiveDate,
    text: Clean,
}

#[derive(Serialize)]
struct Note {
    day: NaiveDate,
    about: String,
    text: Clean,
}

impl Figures {
    /// The figures of what was gathered.
    pub fn new(mut gather: Gather, asked: Asked) -> Self {
        let Asked { range, today, .. } = asked;
        gather.end();
        let from = range.from(today, gather.diary.first());
        let line = |measure, side| {
            let trend = gather.diary.series(measure, side).trend(from, today);
            figures::Figures::new(&trend, trend.clauses(Telling::Reported).join(" "))
        };
        let foot = |side| {
            let is_rated = |measure: &Measure| !gather.diary.series(*measure, side).points().is_empty();
            Measure::ALL.iter().any(is_rated).then(|| Foot {
                first_step: line(Measure::FirstStep, side),
                day_average: line(Measure::DayAverage, side),
            })
        };
        let (marks, notes) = match asked.notes {
            true => (gather.diary.events(range, today), gather.notes(from, today)),
            false => (Vec::new(), Vec::new()),
        };
        let note = |Remark { day, about, text }| Note { day, about, text: Clean::clone(text) };
        let around = |side| counts::around(&gather, asked, side);
        Self {
            from,
            to: today,
            left: foot(Side::Left),
            right: foot(Side::Right),
            sessions: page::sessions(&gather, asked),
            work: gather.diary.doses(range, today).into_iter().map(Work::from).collect(),
            around_sessions: PerSide { left: around(Side::Left), right: around(Side::Right) },
            hurts: counts::hurts(&gather, (from, today)),
            routines: counts::routines(&gather, (from, today)),
            events: marks.into_iter().map(|mark| Event { day: mark.day, text: mark.text.clone() }).collect(),
            notes: notes.into_iter().map(note).collect(),
            entries_left_out: gather.diary.unplaced() + asked.unread,
            words: PATIENCE,
        }
    }
}
