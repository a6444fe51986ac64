//! The folder of an import while it is written.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use chrono::Datelike;
use tempfile::TempDir;

use super::super::{files, line};
use crate::domain::record::Fact;
use crate::store::error::StoreError;
use crate::store::folder;

/// How much is written at a time, in bytes.
const BLOCK: usize = 64 * 1024;

/// The hidden folder, being written. One file is open at a time, whatever years the import speaks of.
pub(super) struct Draft {
    hidden: TempDir,
    open: Option<(i32, File)>,
    years: BTreeSet<i32>,
    unwritten: Vec<u8>,
    seq: u64,
}

impl Draft {
    pub(super) fn new(hidden: TempDir) -> Self {
        Self { hidden, open: None, years: BTreeSet::new(), unwritten: Vec::new(), seq: 0 }
    }

    fn path_of(&self, year: i32) -> PathBuf {
        self.hidden.path().join(format!("{year:04}.jsonl"))
    }

    /// Adds a line; what is written stays hidden.
    pub(super) fn write(&mut self, fact: &Fact) -> Result<(), StoreError> {
        self.write_to(fact.at.year(), fact)?;
        files::later_year(fact).map_or(Ok(()), |year| self.write_to(year, fact))
    }

    fn write_to(&mut self, year: i32, fact: &Fact) -> Result<(), StoreError> {
        if self.open.as_ref().is_none_or(|(open, _)| *open != year) {
            self.let_out()?;
            let path = self.path_of(year);
            let file = folder::private_file().append(true).create(true).open(&path);
            self.open = Some((year, file.map_err(StoreError::io("write to", &path))?));
            self.years.insert(year);
        }
        self.seq += 1;
        line::encode(fact, self.seq, &mut self.unwritten)?;
        if self.unwritten.len() >= BLOCK { self.let_out() } else { Ok(()) }
    }

    fn let_out(&mut self) -> Result<(), StoreError> {
        if let Some((year, file)) = &mut self.open {
            let written = file.write_all(&self.unwritten);
            let year = *year;
            written.map_err(StoreError::io("write to", &self.path_of(year)))?;
            self.unwritten.clear();
        }
        Ok(())
    }

    /// All of it on the disk.
    pub(super) fn finish(mut self) -> Result<TempDir, StoreError> {
        self.let_out()?;
        self.open = None;
        for year in &self.years {
            let path = self.path_of(*year);
            let file = folder::private_file().append(true).open(&path);
            file.and_then(|file| file.sync_all()).map_err(StoreError::io("write to", &path))?;
        }
        folder::sync(self.hidden.path())?;
        Ok(self.hidden)
    }
}
