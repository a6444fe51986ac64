//! What a reading of the history came across besides facts. Nothing of it is ever deleted or rewritten.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::files::Listing;
use super::line::Flaw;
use crate::domain::text::Clean;
use crate::store::error::shown;

/// How many bad lines are named; all are counted.
const NAMED: usize = 1000;

/// What is wrong with the lines of a part of a file. All of them are counted, and no more held than will be named.
#[derive(Debug, Default)]
pub(super) struct Flaws {
    named: Vec<(u64, Flaw)>,
    /// Those behind them.
    more: u64,
    newer: u64,
}

impl Flaws {
    /// Of this line, counted from the first of the part.
    pub(super) fn line(&mut self, line: u64, flaw: Flaw) {
        match flaw {
            flaw if flaw.is_newer() => self.newer += 1,
            flaw if self.named.len() < NAMED => self.named.push((line, flaw)),
            _ => self.more += 1,
        }
    }

    /// How many there is room for.
    #[cfg(test)]
    pub(super) fn room(&self) -> usize {
        self.named.capacity()
    }
}

/// A line that could not be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadLine {
    /// The file.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub flaw: Flaw,
}

impl std::fmt::Display for BadLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, line {}: {}", shown(&self.file), self.line, self.flaw)
    }
}

/// A file or folder that could not be read, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unreadable {
    /// Where.
    pub path: PathBuf,
    /// The system's words.
    pub why: Clean,
}

/// One entry that two devices corrected, or two copies give, in two ways, in one revision and of one time: nothing in them
/// says which is meant. The device whose folder comes last by name counts, on every machine alike.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rival {
    /// The time of the entry.
    pub at: DateTime<FixedOffset>,
    /// The file whose word counts.
    pub counted: PathBuf,
    /// The file that says otherwise.
    pub other: PathBuf,
}

impl std::fmt::Display for Rival {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (day, counted, other) = (self.at.format("%-d %b %Y %H:%M"), shown(&self.counted), shown(&self.other));
        write!(f, "the entry of {day} is said in two ways: {counted} counts, {other} says otherwise")
    }
}

/// What a reading of the history came across besides facts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Damage {
    /// How many lines could not be used.
    pub bad: u64,
    /// The first thousand of them.
    pub lines: Vec<BadLine>,
    /// How many lines a newer solemate wrote: no damage, but not shown either.
    pub newer: u64,
    /// Copies of year files that a sync tool made. They were read; facts found twice count once.
    pub copies: Vec<PathBuf>,
    /// Files that are not ours. They were left alone.
    pub foreign: Vec<PathBuf>,
    /// How many entries are said in two ways. That is no damage: one of the two counts.
    pub in_two_ways: u64,
    /// The first thousand of them.
    pub rivals: Vec<Rival>,
    /// Files and folders that could not be read.
    pub unreadable: Vec<Unreadable>,
}

impl Damage {
    pub(super) fn of(listing: &mut Listing) -> Self {
        let mut damage = Self {
            copies: std::mem::take(&mut listing.copies),
            foreign: std::mem::take(&mut listing.foreign),
            ..Self::default()
        };
        for (path, error) in listing.unreadable.drain(..) {
            damage.cannot_read(&path, &error);
        }
        damage
    }

    /// Whether every line was read and understood.
    pub fn is_none(&self) -> bool {
        self.bad == 0 && self.newer == 0 && self.unreadable.is_empty()
    }

    pub(super) fn line(&mut self, file: &Path, line: u64, flaw: Flaw) {
        if flaw.is_newer() {
            self.newer += 1;
            return;
        }
        self.bad += 1;
        if self.lines.len() < NAMED {
            self.lines.push(BadLine { file: file.to_path_buf(), line, flaw });
        }
    }

    pub(super) fn rival(&mut self, rival: Rival) {
        self.in_two_ways += 1;
        if self.rivals.len() < NAMED {
            self.rivals.push(rival);
        }
    }

    /// What is wrong with lines of a file, before which there are so many.
    pub(super) fn part(&mut self, file: &Path, before: u64, flaws: Flaws) {
        for (line, flaw) in flaws.named {
            self.line(file, before + line, flaw);
        }
        self.bad += flaws.more;
        self.newer += flaws.newer;
    }

    pub(super) fn cannot_read(&mut self, path: &Path, error: &std::io::Error) {
        self.unreadable.push(Unreadable { path: path.to_path_buf(), why: Clean::visible(&error.to_string()) });
    }
}
