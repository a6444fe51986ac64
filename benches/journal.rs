//! The history's costs, on this machine's disk:
//!
//! ```text
//! cargo bench --bench journal                # all
//! cargo bench --bench journal -- append      # one durable fact, beside a bare append + fdatasync
//! cargo bench --bench journal -- recent      # what the home screen draws from
//! cargo bench --bench journal -- read_all    # everything, folded
//! ```
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
use solemate::domain::record::{Fact, What};
use solemate::domain::time::stamp;
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
        let facts: Vec<Fact> = model::Person::new(sessions, 1, until).flatten().collect();
        journal_in(home.path()).append(&facts).unwrap();
        home
    });
    home.path()
}

fn a_session() -> Fact {
    let until = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let mut facts = model::Person::new(3, 1, until).flatten();
    facts.find(|fact| matches!(fact.what, What::Session(_))).unwrap()
}

const SIZES: [u64; 3] = [0, 10_000, 100_000];

/// One durable session of 12 steps.
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

/// A checkpoint's replacement: a file of 40 KiB.
#[divan::bench(args = [Durability::Whole, Durability::Newest], sample_count = 300, sample_size = 1)]
fn checkpoint(bencher: Bencher, durability: Durability) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("running.json");
    let bytes = vec![b'x'; 40 * 1024];
    bencher.bench_local(|| replace(&path, &bytes, durability).unwrap());
}
