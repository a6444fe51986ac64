//! The number of the last line in each year file of this device, as it was written here: whether a sync tool, or somebody
//! who copied a whole history, put an older file in the place of a newer one.
//!
//! It stands in the file that is locked while something is added: the name of the device, and a line for each year with its
//! number. It is not synced to the disk, so that after a crash it may say too little, and never too much.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::PathBuf;

use super::append::LOCK_FILE;
use super::lines::Backward;
use super::{Journal, files, line};
use crate::store::lock::Lock;

/// What is known of the files of one device.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Last(BTreeMap<i32, u64>);

impl Last {
    /// What was kept of this device.
    pub(super) fn of(lock: &Lock, device: &str) -> Self {
        Self::parse(&lock.text(), device)
    }

    fn parse(text: &str, device: &str) -> Self {
        let mut lines = text.lines();
        if lines.next() != Some(device) {
            return Self::default();
        }
        let year = |line: &str| {
            let (year, seq) = line.split_once(' ')?;
            Some((year.parse().ok()?, seq.parse().ok()?))
        };
        Self(lines.filter_map(year).collect())
    }

    /// Whether the line that was written last to the file of this year is not in it. `tail` is the number of its last line:
    /// behind a merge of two files, that may be any of them.
    pub(super) fn is_missing_in(&self, (year, tail): (i32, u64), file: &File) -> bool {
        let last = self.in_year(year);
        tail < last && highest_in(file).is_ok_and(|highest| highest < last)
    }

    /// The last number that was written to the file of this year; zero if that is not known.
    pub(super) fn in_year(&self, year: i32) -> u64 {
        self.0.get(&year).copied().unwrap_or(0)
    }

    /// Keeps the number of a line that was added. Where it cannot be kept a replaced file goes unnoticed, and no more.
    pub(super) fn keep(mut self, (year, seq): (i32, u64), lock: &Lock, device: &str) {
        self.0.insert(year, seq);
        let lines: String = self.0.iter().map(|(year, seq)| format!("{year} {seq}\n")).collect();
        drop(lock.keep(&format!("{device}\n{lines}")));
    }
}

impl Journal {
    /// The year files of this device in which lines are missing that were written here.
    pub fn replaced(&self) -> Vec<PathBuf> {
        let Some(folder) = self.own_folder() else { return Vec::new() };
        let device = folder.file_name().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(self.state.join(LOCK_FILE)).unwrap_or_default();
        let last = Last::parse(&text, &device);
        let is_missing = |year: &i32| match File::open(files::path_of(&folder, *year)) {
            Ok(file) => last.is_missing_in((*year, 0), &file),
            Err(error) => error.kind() == ErrorKind::NotFound,
        };
        last.0.keys().filter(|year| is_missing(year)).map(|year| files::path_of(&folder, *year)).collect()
    }
}

/// The highest number in a file; zero if there is none.
fn highest_in(file: &File) -> std::io::Result<u64> {
    let mut lines = Backward::new(file)?;
    let mut highest = 0;
    while let Some(line) = lines.next()? {
        highest = line::check(line).map_or(highest, |head| highest.max(head.seq));
    }
    Ok(highest)
}
