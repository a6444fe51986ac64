//! The figures of the page as data, for scripts: all of them, where the page names the first few.

use chrono::NaiveDate;
use serde::Serialize;

use super::gather::{Gather, Remark};
use super::page::{self, Asked};
use crate::domain::body::{PerSide, Side, Technique};
use crate::domain::record::Pain;
use crate::domain::text::Clean;
use crate::domain::trend::words::{PATIENCE, Telling};
use crate::domain::trend::{Few, Measure, Window};
use crate::domain::words::nearest_minutes;

/// What stands on the page. What is not known is null; numbers of pain are points from 0 to 10, times whole minutes.
#[derive(Serialize)]
pub struct Figures {
    from: NaiveDate,
    to: NaiveDate,
    left: Option<Foot>,
    right: Option<Foot>,
    sessions: page::Sessions,
    work: Vec<Work>,
    /// Sessions counted by how pain changed in them, of each foot that was rated before and after.
    around_sessions: PerSide<Option<page::Around>>,
    hurts: Vec<page::Times>,
    routines: Vec<page::Times>,
    /// Of these two there are none unless they were asked for.
    events: Vec<Event>,
    notes: Vec<Note>,
    entries_left_out: usize,
    words: &'static str,
}

#[derive(Serialize)]
struct Foot {
    first_step: Line,
    day_average: Line,
}

#[derive(Serialize)]
struct Line {
    trend: &'static str,
    words: String,
    rated_days: usize,
    of_days: usize,
    first_week: Option<Week>,
    /// The week of the first rating, where it has too few and the first week is a later one.
    first_ratings: Option<Few>,
    /// How the last week stands to the one with which the range begins, where that is not the first.
    trend_in_range: Option<&'static str>,
    range_began: Option<Week>,
    last_week: Option<Week>,
}

#[derive(Serialize)]
struct Week {
    from: NaiveDate,
    to: NaiveDate,
    median: f64,
    lowest: Pain,
    highest: Pain,
    rated_days: usize,
}

#[derive(Serialize)]
struct Work {
    technique: Option<Technique>,
    side: Option<Side>,
    done: u64,
    planned: u64,
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

impl From<Window> for Week {
    fn from(Window { from, to, median, least, most, rated }: Window) -> Self {
        Self { from, to, median: median.points(), lowest: least, highest: most, rated_days: rated }
    }
}

impl Figures {
    /// The figures of what was gathered.
    pub fn new(mut gather: Gather, asked: Asked) -> Self {
        let Asked { range, today, .. } = asked;
        gather.diary.end_with(today);
        let from = range.from(today, gather.diary.first());
        let line = |measure, side| {
            let trend = gather.diary.series(measure, side).trend(from, today);
            Line {
                trend: trend.verdict.word(),
                words: trend.clauses(Telling::Reported).join(" "),
                rated_days: trend.rated,
                of_days: trend.of,
                first_week: trend.first.map(Week::from),
                first_ratings: trend.few,
                trend_in_range: trend.start.map(|start| start.verdict.word()),
                range_began: trend.start.map(|start| Week::from(start.week)),
                last_week: trend.last.map(Week::from),
            }
        };
        let foot = |side| {
            let is_rated = |measure: &Measure| !gather.diary.series(*measure, side).points().is_empty();
            Measure::ALL.iter().any(is_rated).then(|| Foot {
                first_step: line(Measure::FirstStep, side),
                day_average: line(Measure::DayAverage, side),
            })
        };
        let work = gather.diary.doses(range, today).into_iter().map(|dose| Work {
            technique: dose.technique,
            side: dose.side,
            done: nearest_minutes(dose.done),
            planned: nearest_minutes(dose.planned),
        });
        let (marks, notes) = match asked.notes {
            true => (gather.diary.events(range, today), gather.notes(from, today)),
            false => (Vec::new(), Vec::new()),
        };
        let note = |Remark { day, about, text }| Note { day, about, text: Clean::clone(text) };
        let around = |side| page::around(&gather, asked, side);
        Self {
            from,
            to: today,
            left: foot(Side::Left),
            right: foot(Side::Right),
            sessions: page::sessions(&gather, asked),
            work: work.collect(),
            around_sessions: PerSide { left: around(Side::Left), right: around(Side::Right) },
            hurts: page::hurts(&gather, (from, today)),
            routines: page::routines(&gather, (from, today)),
            events: marks.into_iter().map(|mark| Event { day: mark.day, text: mark.text.clone() }).collect(),
            notes: notes.into_iter().map(note).collect(),
            entries_left_out: gather.diary.unplaced() + asked.unread,
            words: PATIENCE,
        }
    }
}
