//! The history's costs, on this machine's disk:
//!
//! ```text
//! cargo bench --bench journal                # all
//! cargo bench --bench journal -- append      # one durable fact, beside a bare append + fdatasync
//! cargo bench --bench journal -- recent      # what the home screen draws from
//! cargo bench --bench journal -- read_all    # everything, folded
//! cargo bench --bench journal -- trends      # everything, as the trends screen folds it
//! cargo bench --bench journal -- history     # everything, as rows of the history, and where each record lies
//! cargo bench --bench journal -- record      # one session with all that was said about it, opened and corrected
//! ```
//!
//! `read_all`, `trends` and `history` use all cores: where something else runs beside them, look at the fastest.
//!
//! The histories lie in the system's temporary folder (choose another disk with TMPDIR). Peak memory is measured from
//! outside, see `examples/histories/main.rs`.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::OnceLock;

use chrono::{NaiveDate, TimeDelta};
use divan::{Bencher, black_box};
use solemate::domain::history::Gather;
use solemate::domain::record::{Fact, FactId, What};
use solemate::domain::time::stamp;
use solemate::domain::trend::Diary;
use solemate::store::atomic::{Durability, replace};
use solemate::store::journal::{Journal, Reach, line};

#[path = "../examples/histories/model.rs"]
mod model;

fn main() {
    divan::main();
}

fn journal_in(home: &Path) -> Journal {
    Journal::new(home.join("data/history"), home.join("state"))
}

/// A home with so many sessions, made once. (The system clears its temporary folder.)
fn home_with(sessions: u64) -> &'static Path {
    static HOMES: [OnceLock<tempfile::TempDir>; 3] = [const { OnceLock::new() }; 3];
    let place = match sessions {
        0 => 0,
        10_000 => 1,
        _ => 2,
    };
    let home = HOMES[place].get_or_init(|| {
        let home = tempfile::tempdir().unwrap();
        let until = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let facts: Vec<Fact> = model::Person::new(sessions, 20, 1, until).flatten().collect();
        journal_in(home.path()).append(&facts).unwrap();
        home
    });
    home.path()
}

fn a_session() -> Fact {
    let until = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let mut facts = model::Person::new(3, 20, 1, until).flatten();
    facts.find(|fact| matches!(fact.what, What::Session(_))).unwrap()
}

const SIZES: [u64; 3] = [0, 10_000, 100_000];

/// One durable session.
#[divan::bench(args = SIZES, sample_count = 300, sample_size = 1)]
fn append(bencher: Bencher, sessions: u64) {
    let journal = journal_in(home_with(sessions));
    let fact = [a_session()];
    journal.append(&fact).unwrap();
    bencher.bench_local(|| journal.append(&fact).unwrap());
}

/// The yardstick: the same bytes, appended and synced without a lock, a look or a thought.
#[divan::bench(sample_count = 300, sample_size = 1)]
fn append_bare(bencher: Bencher) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("bare");
    let mut bytes = Vec::new();
    line::encode(&a_session(), 1, &mut bytes).unwrap();
    File::create(&path).unwrap();
    bencher.bench_local(|| {
        let mut file = OpenOptions::new().append(true).open(&path).unwrap();
        file.write_all(&bytes).unwrap();
        file.sync_data().unwrap();
    });
}

/// What is drawn before the first frame.
#[divan::bench(args = SIZES)]
fn recent_8_kib(sessions: u64) {
    black_box(journal_in(home_with(sessions)).recent(Reach::Bytes(8 * 1024)));
}

/// The last twelve weeks.
#[divan::bench(args = SIZES)]
fn recent_12_weeks(sessions: u64) {
    let since = stamp::read("2026-11-20T23:59:59+01:00").unwrap() - TimeDelta::weeks(12);
    black_box(journal_in(home_with(sessions)).recent(Reach::Since(since)));
}

/// Everything, folded.
#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn read_all(sessions: u64) {
    let mut delivered = 0;
    let damage = journal_in(home_with(sessions)).read_all(&mut |fact| {
        if let What::Session(session) = fact.what {
            delivered += session.steps.iter().map(|step| step.done.as_secs()).sum::<u64>();
        }
    });
    assert!(damage.is_none());
    black_box(delivered);
}

/// Everything, as days.
#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn trends(sessions: u64) {
    let mut diary = Diary::new(Default::default());
    assert!(journal_in(home_with(sessions)).read_sums(&mut |fact| diary.take(&fact)).is_none());
    black_box(diary);
}

/// Everything, as rows, remembered by place.
#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn history(sessions: u64) {
    let mut gather = Gather::default();
    assert!(journal_in(home_with(sessions)).read_and_remember(&mut |fact| gather.take(fact)).is_none());
    black_box(gather.rows());
}

/// The ids of sessions, of which a bench takes one after the other, from all years.
fn read_for_records(sessions: u64) -> (Journal, Vec<FactId>) {
    let journal = journal_in(home_with(sessions));
    let mut ids = Vec::new();
    journal.read_and_remember(&mut |fact| ids.extend(matches!(fact.what, What::Session(_)).then_some(fact.id)));
    (journal, ids)
}

/// One session of a history that has been read, with all that was said about it.
#[divan::bench(args = [10_000, 100_000], sample_count = 300, sample_size = 1)]
fn record_opened(bencher: Bencher, sessions: u64) {
    let (journal, ids) = read_for_records(sessions);
    let mut next = ids.iter().step_by(331).cycle();
    bencher.bench_local(|| assert!(!journal.about(*next.next().unwrap()).is_empty()));
}

/// The same, with one of its facts corrected before.
#[divan::bench(args = [10_000, 100_000], sample_count = 300, sample_size = 1)]
fn record_corrected(bencher: Bencher, sessions: u64) {
    let (journal, ids) = read_for_records(sessions);
    let mut next = ids.iter().step_by(331).cycle();
    bencher.bench_local(|| {
        let facts = journal.about(*next.next().unwrap());
        let fact = facts.first().unwrap();
        journal.append(&[fact.corrected(fact.at, fact.what.clone())]).unwrap();
    });
}

/// A checkpoint's replacement: a file of 40 KiB.
#[divan::bench(args = [Durability::Whole, Durability::Newest], sample_count = 300, sample_size = 1)]
fn checkpoint(bencher: Bencher, durability: Durability) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("running.json");
    let bytes = vec![b'x'; 40 * 1024];
    bencher.bench_local(|| replace(&path, &bytes, durability).unwrap());
}
