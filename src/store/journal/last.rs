//! The number of the last line in each year file of this device, as it was written here: whether a sync tool, or somebody
//! who copied a whole history, put an older file in the place of a newer one.
//!
//! It stands in the file that is locked while something is added: the name of the device, and a line for each year with its
//! number. It is not synced to the disk, so that after a crash it may say too little, and never too much.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::PathBuf;

use super::append::{LOCK_FILE, tail_of};
use super::{Journal, files};
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
        let Last(years) = Last::parse(&text, &device);
        let is_behind = |(year, seq): &(i32, u64)| {
            let there = File::open(files::path_of(&folder, *year)).ok().and_then(|file| tail_of(&file).ok());
            there.map_or(0, |tail| tail.seq) < *seq
        };
        years.into_iter().filter(is_behind).map(|(year, _)| files::path_of(&folder, year)).collect()
    }
}
