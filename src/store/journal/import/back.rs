//! Taking the last import back: its folder goes, whole.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use super::Word;
use crate::domain::record::FactId;
use crate::store::error::StoreError;
use crate::store::folder;
use crate::store::journal::lines::{Forward, open};
use crate::store::journal::part::look;
use crate::store::journal::{Journal, files};

/// What became of taking an import back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TakenBack {
    /// There is no import of this device that was not taken back.
    NoImport,
    /// The last import is not in the history: it was killed before it was placed, or moved away.
    Gone {
        /// Whether an earlier one is there, which is the last one from now on.
        earlier: bool,
    },
    /// It is out of the history.
    Done {
        /// How many facts it spoke of.
        facts: u64,
        /// How many of them were corrected here since, and stay as corrected.
        corrected_since: u64,
        /// How many of them another import or device says as well, so that nothing changes.
        said_elsewhere: u64,
    },
}

impl Journal {
    /// Takes the last import of this device out of the history, whole; the next time the one before it. What was corrected here since stays so: it was
    /// said here.
    ///
    /// # Errors
    /// Nothing was taken back then, unless only the last sync failed.
    pub fn take_back(&self) -> Result<TakenBack, StoreError> {
        let _lock = self.lock_for_imports()?;
        let mut names = self.imports()?;
        let is_there = |name: &String| folder::exists(&self.history.join(name));
        let Some(last) = names.last() else { return Ok(TakenBack::NoImport) };
        if !is_there(last) {
            // Killed before it was placed, or away with its disk: who asks once more means the one before. Its name stays,
            // since by it alone it is known as one of ours when it is back.
            let (there, mut sorted): (Vec<String>, Vec<String>) = names.into_iter().partition(is_there);
            let earlier = !there.is_empty();
            if earlier {
                sorted.extend(there);
                self.note_imports(&sorted)?;
            }
            return Ok(TakenBack::Gone { earlier });
        }
        let Some(name) = names.pop() else { return Ok(TakenBack::NoImport) };
        let folder = self.history.join(name);
        // Checks the folders that are written to.
        self.device_folder()?;
        self.sweep_imports()?;
        let its = words_in(&folder);
        // Hidden, it is out of every reading at once; only then is it taken apart.
        let hidden = self.hidden_folder()?.keep();
        fs::rename(&folder, hidden.join("taken-back")).map_err(StoreError::io("move", &folder))?;
        folder::sync(&self.history)?;
        // A name that stays in the list is one of a folder that is not there.
        drop(self.note_imports(&names));
        // What cannot be removed now is out of the history all the same, and goes with the next import.
        drop(self.sweep_imports());
        let (heads, _) = self.heads();
        let corrected_since = its
            .iter()
            .filter(|(id, word)| heads.get(id).is_some_and(|head| !head.removed && head.rank() > word.rank()));
        let said_elsewhere =
            its.iter().filter(|(id, word)| heads.get(id).is_some_and(|head| head.rank() == word.rank()));
        Ok(TakenBack::Done {
            facts: its.len() as u64,
            corrected_since: corrected_since.count() as u64,
            said_elsewhere: said_elsewhere.count() as u64,
        })
    }
}

/// The last word of one device's folder about each of its facts. What cannot be read is passed over.
fn words_in(folder: &Path) -> HashMap<FactId, Word> {
    let mut words: HashMap<FactId, Word> = HashMap::new();
    for year in files::in_device(folder) {
        let Ok(file) = open(&year.path) else { continue };
        let mut lines = Forward::new(file);
        while let Ok(Some(found)) = lines.next() {
            look(lines.bytes(&found), &found, |looked| {
                let Ok((head, _)) = looked else { return };
                let word = Word::of(&head);
                let known = words.entry(head.id).or_insert(word);
                if word.rank() > known.rank() {
                    *known = word;
                }
            });
        }
    }
    words
}
