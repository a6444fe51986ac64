//! Routine files, good and bad: what they mean, and what is said about what is wrong with them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use solemate::domain::routine::{Routine, RoutineId};
use solemate::store::routine_file::{self, Report};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/routine_files").join(name)
}

fn files(name: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    assert!(!files.is_empty());
    files
}

fn read(bytes: &[u8]) -> Result<Routine, Report> {
    routine_file::read(&RoutineId::new("evening").unwrap(), Path::new("evening.toml"), bytes)
}

#[test]
fn every_bad_file_is_told_what_its_neighbour_says() {
    let mut wrong = Vec::new();
    for path in files("bad") {
        let name = Path::new(path.file_name().unwrap());
        let report = routine_file::read(&RoutineId::new("evening").unwrap(), name, &fs::read(&path).unwrap())
            .expect_err(&format!("{} is read without a word", name.display()));
        let told = report.render(false, 100);
        let expected = path.with_extension("expected");
        if std::env::var_os("WRITE_EXPECTED").is_some() {
            fs::write(&expected, &told).unwrap();
        }
        let meant = fs::read_to_string(&expected).unwrap_or_default();
        if told != meant {
            wrong.push(format!("=== {} says\n{told}\n=== and should say\n{meant}", name.display()));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nWRITE_EXPECTED=1 writes what is said now; look at it before keeping it",
        wrong.join("\n")
    );
}

#[test]
fn good_files_parse() {
    for path in files("good") {
        if let Err(report) = read(&fs::read(&path).unwrap()) {
            panic!("{}\n{}", path.display(), report.render(false, 100));
        }
    }
}
