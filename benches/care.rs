//! How long a suggestion takes with ten years behind it: from the facts in hand, and from the disk.
#![allow(clippy::unwrap_used, missing_docs)]

use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};
use divan::{Bencher, black_box};
use solemate::domain::body::{Feet, Side, Technique};
use solemate::domain::care::Care;
use solemate::domain::catalogue::Entry;
use solemate::domain::record::{Ending, Fact, Pain, PainKind, Rating, SessionRecord, StepRecord, What};
use solemate::domain::text::Clean;
use solemate::domain::time::{Moment, Now, stamp};
use solemate::driver::care::facts as recent;
use solemate::store::journal::Journal;
use solemate::store::library::Library;

fn main() {
    divan::main();
}

const DAYS: i64 = 3650;

fn now() -> Now {
    let wall = stamp::read("2026-11-20T20:30:00+01:00").unwrap();
    Now { moment: Moment::default(), wall, dawn: Default::default() }
}

/// Two sessions a day, both feet rated on each morning.
fn facts(routines: &[Entry]) -> Vec<Fact> {
    let mut facts = Vec::new();
    for day in (0..DAYS).rev() {
        let morning = now().wall - TimeDelta::days(day) - TimeDelta::hours(13);
        for side in Side::BOTH {
            let value = Pain::try_from((day % 4) as u8).unwrap();
            let rating = Rating { side, kind: PainKind::FirstStep, value, session: None, note: None, place: None };
            facts.push(Fact::new(morning, What::Pain(rating)));
        }
        for hours in [1, 12] {
            let routine = &routines[(day as usize + hours as usize) % routines.len()];
            facts.push(session(routine, morning + TimeDelta::hours(hours)));
        }
    }
    facts
}

fn session(routine: &Entry, at: DateTime<FixedOffset>) -> Fact {
    let summary = routine.state.as_ref().unwrap();
    let minute = Duration::from_secs(60);
    let steps = summary.techniques.iter().flat_map(|technique: &Technique| {
        Side::BOTH.map(|side| StepRecord {
            name: Clean::visible("A step of some length"),
            technique: Some(*technique),
            side: Some(side),
            planned: minute,
            done: minute,
            skipped: false,
            hurts: Vec::new(),
        })
    });
    let record = SessionRecord {
        routine: routine.id.clone().unwrap(),
        name: summary.name.clone(),
        started: at,
        ending: Ending::Finished,
        planned: minute * 10,
        lived: minute * 10,
        paused: Duration::ZERO,
        fitted: None,
        steps: steps.collect(),
    };
    Fact::new(at, What::Session(record))
}

/// From the facts, as the program has them in hand.
#[divan::bench]
fn suggest_from_facts(bencher: Bencher) {
    let routines = Library::new(None).entries();
    let (facts, care) = (facts(&routines), Care::default());
    bencher.bench_local(|| care.advise(black_box(&facts), routines.iter(), Feet::Both, now()));
}

/// From the journal, of which the last weeks are read.
#[divan::bench]
fn suggest_from_disk(bencher: Bencher) {
    let routines = Library::new(None).entries();
    let (facts, care) = (facts(&routines), Care::default());
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::new(folder.path().join("history"), folder.path().join("state"));
    journal.append(&facts).unwrap();
    bencher.bench_local(|| care.advise(&recent(&journal, now()), routines.iter(), Feet::Both, now()));
}
