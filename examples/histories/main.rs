//! Makes a believable history, for trying out, for pictures and for measuring:
//!
//! ```text
//! cargo run --release --example histories -- --sessions 10000 --out /tmp/home
//! SOLEMATE_HOME=/tmp/home solemate
//! /usr/bin/time -v target/release/examples/histories --read /tmp/home      # everything folded: time, peak memory
//! ```
#![allow(clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use chrono::{Datelike, NaiveDate};
use clap::Parser;
use solemate::domain::record::{Fact, What};
use solemate::store::journal::Journal;

#[path = "model.rs"] // as benches and tests find it, with what lies beside it
mod model;

#[derive(Parser)]
struct Options {
    /// How many sessions.
    #[arg(long, default_value_t = 365)]
    sessions: u64,
    /// Within so many years: a long history has several sessions a day.
    #[arg(long, default_value_t = 20)]
    years: u64,
    /// The home to make: what SOLEMATE_HOME is set to afterwards.
    #[arg(long, required_unless_present = "read")]
    out: Option<PathBuf>,
    /// Another seed is another person.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The day of the last session.
    #[arg(long, default_value = "2026-11-20")]
    until: NaiveDate,
    /// Read the history of this home into totals instead.
    #[arg(long, conflicts_with = "out")]
    read: Option<PathBuf>,
}

fn journal_of(home: &std::path::Path) -> Journal {
    Journal::new(home.join("data/history"), home.join("state"))
}

fn main() -> ExitCode {
    let options = Options::parse();
    match (&options.read, &options.out) {
        (Some(home), _) => read(&journal_of(home)),
        (None, Some(home)) => return write(&options, &journal_of(home)),
        (None, None) => {}
    }
    ExitCode::SUCCESS
}

/// Writes it year by year: one write and one sync each.
fn write(options: &Options, journal: &Journal) -> ExitCode {
    let mut year: Vec<Fact> = Vec::new();
    let mut kept = 0;
    let mut keep = |year: &mut Vec<Fact>| {
        kept += year.len();
        journal.append(year).map(|()| year.clear())
    };
    for day in model::Person::new(options.sessions, options.years, options.seed, options.until) {
        let ends = |last: &Fact| day.first().is_some_and(|first| first.at.year() != last.at.year());
        if year.last().is_some_and(ends)
            && let Err(error) = keep(&mut year)
        {
            eprintln!("{error}");
            return ExitCode::from(3);
        }
        year.extend(day);
    }
    if let Err(error) = keep(&mut year) {
        eprintln!("{error}");
        return ExitCode::from(3);
    }
    println!("{kept} facts");
    ExitCode::SUCCESS
}

fn read(journal: &Journal) {
    let [mut sessions, mut ratings, mut notes, mut events] = [0_u64; 4];
    let mut delivered: BTreeMap<(&str, Option<&str>), Duration> = BTreeMap::new();
    let damage = journal.read_sums(&mut |fact| match fact.what {
        What::Session(session) => {
            sessions += 1;
            for step in &session.steps {
                let technique = step.technique.map_or("other", |technique| technique.word());
                *delivered.entry((technique, step.side.map(|side| side.word()))).or_default() += step.done;
            }
        }
        What::Pain(_) => ratings += 1,
        What::Note(_) => notes += 1,
        What::Event(_) => events += 1,
        What::Day(_) | What::RedFlags(_) | What::Removed => {}
    });
    println!("{sessions} sessions, {ratings} ratings, {notes} notes, {events} events, {} bad lines", damage.bad);
    for ((technique, side), time) in delivered {
        println!("{technique} {}: {} min", side.unwrap_or("both"), time.as_secs() / 60);
    }
}
