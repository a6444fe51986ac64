//! What is not saved of routines that are edited, one file each in the folder `drafts` of the state folder; and of the
//! settings, in a folder of their own in it.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::atomic::{self, Durability};
use super::error::StoreError;
use super::folder::{make_private, parent_of, read_small};
use crate::domain::order;
use crate::domain::routine::RoutineId;

/// A draft holds two routine files at most, and every letter of them may be escaped.
const LARGEST: u64 = 4 * 1024 * 1024;

/// So many are looked for: whoever leaves more of them finds the others by their names.
const MOST: usize = 50;

/// What is kept of a text that is not saved.
#[derive(Debug, Serialize, Deserialize)]
pub struct Draft {
    /// When it was kept.
    pub at: DateTime<FixedOffset>,
    /// What the file held when the text was begun; nothing if there was none.
    pub base: Option<String>,
    /// What it is to hold.
    pub text: String,
}

/// The folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drafts {
    folder: PathBuf,
}

impl Drafts {
    /// Those below the folder of what belongs to this machine.
    pub fn new(state: &Path) -> Self {
        Self { folder: state.join("drafts") }
    }

    /// What is kept for a routine. What its editor was lent, and left there, is what it says.
    pub fn of(&self, id: &RoutineId) -> Option<Draft> {
        self.place(id).draft()
    }

    /// Keeps one.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep(&self, id: &RoutineId, draft: &Draft) -> Result<(), StoreError> {
        self.place(id).keep(draft)
    }

    /// Takes one away. One that stays is offered once more.
    pub fn forget(&self, id: &RoutineId) {
        self.place(id).forget();
    }

    /// Gives the text of one to a person's own editor; where.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn lend(&self, id: &RoutineId, text: &str) -> Result<PathBuf, StoreError> {
        self.place(id).lend(text)
    }

    fn place(&self, id: &RoutineId) -> DraftPlace {
        DraftPlace { kept: self.folder.join(format!("{id}.json")), lent: self.folder.join(format!("{id}.toml")) }
    }

    /// The routines that have one, by name.
    pub fn ids(&self) -> Vec<RoutineId> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut ids: Vec<RoutineId> =
            names.filter_map(|name| RoutineId::new(name.strip_suffix(".json")?).ok()).take(MOST).collect();
        order::sort(&mut ids);
        ids
    }
}

/// Where one draft lies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftPlace {
    kept: PathBuf,
    lent: PathBuf,
}

impl DraftPlace {
    /// That of the settings: a folder, which is no routine's name.
    pub fn of_settings(state: &Path) -> Self {
        let folder = state.join("drafts").join("settings");
        Self { kept: folder.join("draft.json"), lent: folder.join("config.toml") }
    }

    /// What is kept there. What an editor was lent, and left there, is what it says.
    pub fn draft(&self) -> Option<Draft> {
        let json = read_small(&self.kept, LARGEST).ok().flatten()?;
        let draft: Draft = serde_json::from_str(&json).ok()?;
        let lent = super::library::file::read(&self.lent).ok().and_then(|lent| String::from_utf8(lent).ok());
        Some(Draft { text: lent.unwrap_or(draft.text), ..draft })
    }

    /// Keeps one.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep(&self, draft: &Draft) -> Result<(), StoreError> {
        let json = serde_json::to_vec(draft).map_err(|_| StoreError::Unwritable("it is no text"))?;
        make_private(parent_of(&self.kept))?;
        atomic::replace(&self.kept, &json, Durability::Whole)
    }

    /// Gives a text to a person's own editor; where.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn lend(&self, text: &str) -> Result<PathBuf, StoreError> {
        make_private(parent_of(&self.lent))?;
        atomic::replace(&self.lent, text.as_bytes(), Durability::Whole)?;
        Ok(self.lent.clone())
    }

    /// Takes it away. One that stays is offered once more.
    pub fn forget(&self) {
        for file in [&self.kept, &self.lent] {
            drop(fs::remove_file(file));
        }
    }
}
