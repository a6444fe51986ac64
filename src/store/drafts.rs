//! What is not saved of routines that are edited, one file each in the folder `drafts` of the state folder; and of the
//! settings, in a folder of their own in it.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::atomic::{self, Durability};
use super::error::StoreError;
use super::folder::{make_private, parent_of, read_small};
use super::lock;
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

/// The folder. Each window has drafts of its own: `mine.json`, and `mine.2.json` for the next one that edits the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drafts {
    folder: PathBuf,
}

impl Drafts {
    /// Those below the folder of what belongs to this machine.
    pub fn new(state: &Path) -> Self {
        Self { folder: state.join("drafts") }
    }

    /// Those of the settings: in a folder, which is no routine's name.
    pub fn of_settings(state: &Path) -> Self {
        Self { folder: state.join("drafts").join("settings") }
    }

    /// What was kept last for a routine, in whatever window. What its editor was lent, and left there, is what it says.
    pub fn of(&self, id: &str) -> Option<Draft> {
        self.names()
            .filter(|name| is_of(name, id))
            .filter_map(|name| self.place(&name).draft())
            .max_by_key(|draft| draft.at)
    }

    /// The newest one for a routine that no window holds, and that `suits`; it is held from now on. What changes nothing
    /// is none, and goes.
    pub fn left(&self, id: &str, suits: impl Fn(&Draft) -> bool) -> Option<(Held, Draft)> {
        let held = self.names().filter(|name| is_of(name, id)).filter_map(|name| self.hold(&name));
        let all = held.filter_map(|held| {
            let draft = held.place.draft()?;
            if draft.base.as_ref() == Some(&draft.text) {
                held.place.forget_idle();
                return None;
            }
            suits(&draft).then_some((draft, held))
        });
        all.max_by_key(|(draft, _)| draft.at).map(|(draft, held)| (held, draft))
    }

    /// A place for a draft of a window's own.
    ///
    /// # Errors
    /// The folder cannot be made, or there are very many of them.
    pub fn begin(&self, id: &str) -> Result<Held, StoreError> {
        make_private(&self.folder)?;
        let names = std::iter::once(id.to_owned()).chain((2..=MOST).map(|number| format!("{id}.{number}")));
        let mut free = names.filter(|name| !self.place(name).kept.exists()).filter_map(|name| self.hold(&name));
        free.find(|held| !held.place.kept.exists()).ok_or(StoreError::Unwritable("there are very many of its drafts"))
    }

    /// Holds a place, if no other window does.
    fn hold(&self, name: &str) -> Option<Held> {
        let path = self.folder.join(format!("{name}.lock"));
        let file = lock::held_alone(&path)?;
        Some(Held { place: self.place(name), lock: path, _file: file })
    }

    fn place(&self, name: &str) -> DraftPlace {
        DraftPlace { kept: self.folder.join(format!("{name}.json")), lent: self.folder.join(format!("{name}.toml")) }
    }

    /// The names of all, without `.json`.
    fn names(&self) -> impl Iterator<Item = String> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten();
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        names.filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
    }

    /// The routines that have one, by name.
    pub fn ids(&self) -> Vec<RoutineId> {
        let mut ids: Vec<RoutineId> =
            self.names().filter_map(|name| RoutineId::new(name.split('.').next()?).ok()).collect();
        order::sort(&mut ids);
        ids.dedup();
        ids.truncate(MOST);
        ids
    }
}

/// Whether a draft of this name is one of a routine, or of the settings.
fn is_of(name: &str, id: &str) -> bool {
    let rest = name.strip_prefix(id);
    rest.is_some_and(|rest| {
        rest.is_empty() || rest.strip_prefix('.').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// A draft that this window holds: to others it is as if it were not there. One that is left goes back to all.
#[derive(Debug)]
pub struct Held {
    place: DraftPlace,
    lock: PathBuf,
    _file: fs::File,
}

impl Held {
    /// Where it lies.
    pub const fn place(&self) -> &DraftPlace {
        &self.place
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if !self.place.kept.exists() && !self.place.lent.exists() {
            // Where it stays it holds nothing, and is taken for the next draft.
            drop(fs::remove_file(&self.lock));
        }
    }
}

/// Where one draft lies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftPlace {
    kept: PathBuf,
    lent: PathBuf,
}

impl DraftPlace {
    /// What is kept there. What an editor was lent, and left there, is what it says.
    pub fn draft(&self) -> Option<Draft> {
        let json = read_small(&self.kept, LARGEST).ok().flatten()?;
        let draft: Draft = serde_json::from_str(&json).ok()?;
        Some(Draft { text: self.read_lent().unwrap_or(draft.text), ..draft })
    }

    /// What an editor was lent, and left there, if it is text.
    fn read_lent(&self) -> Option<String> {
        super::library::file::read(&self.lent).ok().and_then(|lent| String::from_utf8(lent).ok())
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

    /// Takes away one that changes nothing; what an editor left beside it that is no text stays.
    fn forget_idle(&self) {
        if self.lent.exists() && self.read_lent().is_none() {
            return;
        }
        self.forget();
    }

    /// Takes it away. One that stays is offered once more.
    pub fn forget(&self) {
        for file in [&self.kept, &self.lent] {
            drop(fs::remove_file(file));
        }
    }
}
