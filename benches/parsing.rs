//! What reading routine files costs, and what there is to read in the program:
//!
//! ```text
//! cargo bench --bench parsing                # all
//! cargo bench --bench parsing -- shipped     # every shipped routine
//! cargo bench --bench parsing -- learn       # every topic with its sources, when somebody opens them
//! cargo bench --bench parsing -- long        # a file of 200 steps, as large as files may be
//! cargo bench --bench parsing -- broken      # the same file with a mistake in every step: the whole report
//! cargo bench --bench parsing -- thousand    # a folder of 1,000 routines, as home lists it
//! ```
#![allow(clippy::unwrap_used, missing_docs)]

use std::fmt::Write;
use std::path::Path;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use solemate::domain::routine::RoutineId;
use solemate::store::learn;
use solemate::store::library::Library;
use solemate::store::routine_file::read;
use solemate::store::shipped;

fn main() {
    divan::main();
}

#[divan::bench]
fn shipped(bencher: Bencher<'_, '_>) {
    let id = RoutineId::new("shipped").unwrap();
    let bytes: usize = shipped::ALL.iter().map(|shipped| shipped.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for shipped in shipped::ALL {
            black_box(read(&id, Path::new("shipped.toml"), shipped.text.as_bytes()).unwrap());
        }
    });
}

#[divan::bench]
fn learn(bencher: Bencher<'_, '_>) {
    let bytes: usize = learn::TOPICS.iter().map(|(_, text)| text.len()).sum();
    bencher.counter(BytesCount::new(bytes + learn::SOURCES.len())).bench_local(learn::book);
}

#[divan::bench]
fn long(bencher: Bencher<'_, '_>) {
    let (id, text) = (RoutineId::new("long").unwrap(), two_hundred_steps("time"));
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| read(&id, Path::new("long.toml"), black_box(text.as_bytes())).unwrap());
}

#[divan::bench]
fn broken(bencher: Bencher<'_, '_>) {
    let (id, text) = (RoutineId::new("broken").unwrap(), two_hundred_steps("tiem"));
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| read(&id, Path::new("broken.toml"), black_box(text.as_bytes())).unwrap_err().to_string());
}

/// The shipped routines under other names, again and again.
#[divan::bench(sample_count = 20)]
fn thousand(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().unwrap();
    for (number, shipped) in (1..=1_000).zip(shipped::ALL.iter().cycle()) {
        std::fs::write(folder.path().join(format!("mine-{number}.toml")), shipped.text).unwrap();
    }
    let library = Library::new(Some(folder.path().to_owned()));
    bencher.bench_local(|| assert_eq!(black_box(library.entries()).len(), 1_000 + shipped::ALL.len()));
}

fn two_hundred_steps(time: &str) -> String {
    let mut text = "format = 1\nname = \"Long\"\n".to_owned();
    for number in 1..=200 {
        write!(
            text,
            "\n[[step]]\nname = \"Step {number}\"\ntechnique = \"kneading\"\nzones = [\"calf_lower\"]\n\
             {time} = \"20s\"\ncue = \"Like dough, toward the ankle.\"\n"
        )
        .unwrap();
    }
    text
}
