//! Taking in what another history knows, whole or not at all, and taking it back.
//!
//! An import becomes a device of its own. It is written into a hidden folder, which every reading passes over, and gets
//! its name once all of it is on the disk: whatever happens before that, the history is as it was.

mod back;
mod draft;
mod more;

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use tempfile::TempDir;

use super::line::{self, Flaw, Head};
use super::lines::Forward;
use super::made::{Make, may_tell_more};
use super::part::look;
use super::read;
use super::{Damage, Journal};
use crate::domain::record::{Fact, FactId, Rank, What, new_id};
use crate::domain::time::stamp;
use crate::store::atomic::{self, Durability};
use crate::store::error::StoreError;
use crate::store::folder;
use crate::store::lock::Lock;
pub use back::TakenBack;
use draft::Draft;

/// The file in the state folder that names the imports of this device, one a line, the newest last.
const IMPORTS_FILE: &str = "imports";

/// The file in the state folder that is locked while an import is brought in, taken back or forgotten.
const LOCK_FILE: &str = "import.lock";

/// How the folder of an import is called; 32 hexadecimal digits follow.
const PREFIX: &str = "import-";

/// What was said last about a fact: the later of two has the higher rank.
#[derive(Clone, Copy)]
struct Word {
    rank: Rank,
    removed: bool,
}

impl Word {
    fn of(head: &Head) -> Self {
        Self { rank: head.rank(), removed: head.is_removal() }
    }

    const fn rank(self) -> Rank {
        self.rank
    }
}

/// What is known of a fact.
#[derive(Clone, Copy, Default)]
struct Known {
    here: Option<Word>,
    there: Option<Word>,
}

/// What an import says, in facts; of several lines about one fact the last word counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Never heard of here.
    pub new: u64,
    /// Known here, and corrected since.
    pub corrected: u64,
    /// Removed since, known here or not.
    pub removed: u64,
    /// Known here as they are, or in a later word.
    pub known: u64,
    /// Known here from a copy without their notes, or without what tells of one's health: that comes with them now.
    pub told_more: u64,
}

impl Tally {
    /// All facts of which something was said.
    pub const fn all(&self) -> u64 {
        self.new + self.corrected + self.removed + self.known + self.told_more
    }

    /// Whether any of them is not known here.
    pub const fn brings_something(&self) -> bool {
        self.all() > self.known
    }
}

/// An import under way. Nothing of it is in the history before [`Self::place`]; dropped, it leaves nothing behind.
pub struct Import<'j> {
    journal: &'j Journal,
    /// When it is made; none where it is only tried.
    now: Option<DateTime<FixedOffset>>,
    known: HashMap<FactId, Known>,
    draft: Option<Draft>,
    /// Lines of copies that cannot be used.
    pub bad: u64,
    /// The first line that cannot be used, and why.
    pub first_bad: Option<(u64, Flaw)>,
    /// Lines that are whole, and say what cannot be. They were so where the copy was made, too: nothing was lost on the
    /// way, and they are in no figure anywhere.
    pub impossible: u64,
    /// The first of them, and why.
    pub first_impossible: Option<(u64, Flaw)>,
    /// Lines that a newer solemate wrote.
    pub newer: u64,
    /// The earliest and the latest time of what is new here.
    pub span: Option<(DateTime<FixedOffset>, DateTime<FixedOffset>)>,
    /// How many facts that are known here say more now.
    told_more: u64,
    _lock: Option<Lock>,
}

impl Journal {
    /// Begins an import at the moment `now`. The damage tells what could not be read of this history.
    ///
    /// # Errors
    /// When another import is under way, or the state folder cannot be used.
    pub fn import(&self, now: DateTime<FixedOffset>) -> Result<(Import<'_>, Damage), StoreError> {
        let lock = self.lock_for_imports()?;
        let (import, damage) = self.try_import();
        Ok((Import { now: Some(now), _lock: Some(lock), ..import }, damage))
    }

    /// The same to count only: nothing is written, and nothing can be placed.
    pub fn try_import(&self) -> (Import<'_>, Damage) {
        let (heads, damage) = self.heads();
        let known = heads.into_iter().map(|(id, word)| (id, Known { here: Some(word), there: None })).collect();
        let import = Import {
            journal: self,
            now: None,
            known,
            draft: None,
            bad: 0,
            first_bad: None,
            impossible: 0,
            first_impossible: None,
            newer: 0,
            span: None,
            told_more: 0,
            _lock: None,
        };
        (import, damage)
    }

    /// The folders of this device's imports that are in the history.
    pub(super) fn import_folders(&self) -> Result<Vec<PathBuf>, StoreError> {
        let folders = self.imports()?.into_iter().map(|name| self.history.join(name));
        Ok(folders.filter(|folder| folder::exists(folder)).collect())
    }

    /// Held while imports are written, taken back or forgotten. Ratings have a lock of their own and wait for none of it.
    pub(super) fn lock_for_imports(&self) -> Result<Lock, StoreError> {
        self.lock_on(LOCK_FILE)
    }

    /// Removes what an import left behind that was killed half-way. Only with the lock in hand.
    pub(super) fn sweep_imports(&self) -> Result<(), StoreError> {
        let mark = self.hidden_mark()?;
        for entry in fs::read_dir(&self.history).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(&mark) {
                let path = entry.path();
                fs::remove_dir_all(&path).map_err(StoreError::io("remove", &path))?;
            }
        }
        Ok(())
    }

    /// The last word about every fact of this history.
    fn heads(&self) -> (HashMap<FactId, Word>, Damage) {
        self.look();
        let mut heads = HashMap::new();
        let damage = read::Survey::of(&self.history).winners(Make::Heads, &mut |head, _, _| {
            heads.insert(head.id, Word::of(head));
        });
        (heads, damage)
    }

    /// The names of this device's imports. One of them may not be there: taken back, or killed before it was placed.
    fn imports(&self) -> Result<Vec<String>, StoreError> {
        let path = self.state.join(IMPORTS_FILE);
        let text = folder::read_small(&path, 1 << 20).map_err(StoreError::io("read", &path))?.unwrap_or_default();
        Ok(text.lines().filter(|name| is_import(name)).map(str::to_owned).collect())
    }

    /// Keeps the names of this device's imports.
    fn note_imports(&self, names: &[String]) -> Result<(), StoreError> {
        let list: String = names.iter().flat_map(|name| [name.as_str(), "\n"]).collect();
        atomic::replace(&self.state.join(IMPORTS_FILE), list.as_bytes(), Durability::Newest)
    }

    /// How the hidden folders of this device begin. Another device's may be carried here by a sync tool.
    fn hidden_mark(&self) -> Result<String, StoreError> {
        let own = self.device_folder()?;
        Ok(format!(".{PREFIX}{}.", own.file_name().unwrap_or_default().to_string_lossy()))
    }

    fn hidden_folder(&self) -> Result<TempDir, StoreError> {
        let mark = self.hidden_mark()?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(&mark);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        builder.tempdir_in(&self.history).map_err(StoreError::io("make a folder in", &self.history))
    }
}

impl Import<'_> {
    /// Whether anything was ever said here about this fact, be it that it was removed.
    pub fn is_known(&self, id: FactId) -> bool {
        self.known.get(&id).is_some_and(|known| known.here.is_some())
    }

    /// Takes what a copy in the journal's own form knows, as `export` makes it, line by line. Lines that cannot be used
    /// are counted; `path` names the copy in errors.
    ///
    /// # Errors
    /// When the copy cannot be read, or what it knows cannot be written.
    pub fn take_copy(&mut self, copy: impl Read, path: &Path) -> Result<(), StoreError> {
        let mut scratch = String::new();
        let mut fuller = HashMap::new();
        let mut lines = Forward::new(copy);
        while let Some(found) = lines.next().map_err(StoreError::io("read", path))? {
            let bytes = lines.bytes(&found);
            let mut written = Ok(());
            look(bytes, &found, |looked| {
                let fact = looked.and_then(|(head, range)| {
                    let word = Word::of(&head);
                    let is_news = self.is_news(head.id, word);
                    let may_tell_more = self.is_known_as(head.id, word) && may_tell_more(&bytes[range.clone()]);
                    let fact = (is_news || may_tell_more)
                        .then(|| line::fact(&head, &bytes[range], &mut scratch))
                        .transpose()?;
                    let fact = match fact {
                        Some(known) if !is_news => {
                            fuller.insert(known.id, known);
                            None
                        }
                        fact => fact,
                    };
                    self.meet(head.id, word);
                    Ok(fact)
                });
                match fact {
                    Ok(Some(fact)) if written.is_ok() => written = self.write(&fact),
                    Ok(_) => {}
                    Err(flaw) if flaw.is_newer() => self.newer += 1,
                    Err(flaw @ Flaw::Shape(_)) => {
                        self.impossible += 1;
                        self.first_impossible.get_or_insert((found.number, flaw));
                    }
                    Err(flaw) => {
                        self.bad += 1;
                        self.first_bad.get_or_insert((found.number, flaw));
                    }
                }
            });
            written?;
        }
        self.tell_more(fuller)
    }

    /// Takes a fact, if it says something that is not known here.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn take(&mut self, fact: &Fact) -> Result<(), StoreError> {
        let word = Word { rank: fact.rank(), removed: fact.what == What::Removed };
        let is_news = self.is_news(fact.id, word);
        self.meet(fact.id, word);
        if is_news { self.write(fact) } else { Ok(()) }
    }

    /// What has been taken so far.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for known in self.known.values() {
            let Some(there) = known.there else { continue };
            match known.here {
                Some(here) if here.rank() >= there.rank() => tally.known += 1,
                _ if there.removed => tally.removed += 1,
                Some(_) => tally.corrected += 1,
                None => tally.new += 1,
            }
        }
        tally.known -= self.told_more;
        tally.told_more = self.told_more;
        tally
    }

    /// Puts what was taken into the history. Once this returns, it is there and stays there.
    ///
    /// # Errors
    /// Nothing of it is in the history then, unless only the last sync failed; doing it all again is always right.
    pub fn place(self) -> Result<(), StoreError> {
        let (Some(draft), Some(now)) = (self.draft, self.now) else { return Ok(()) };
        let journal = self.journal;
        let hidden = draft.finish()?;
        let name = format!("{PREFIX}{}", new_id(now).simple());
        // The name is noted first: an import that is in the history can always be taken back.
        let mut names = journal.imports()?;
        names.push(name.clone());
        journal.note_imports(&names)?;
        fs::rename(hidden.path(), journal.history.join(name)).map_err(StoreError::io("write to", &journal.history))?;
        // It has moved away: nothing is left to be removed.
        drop(hidden.keep());
        folder::sync(&journal.history)
    }

    /// Whether this is a later word than any known here or met in the import before.
    fn is_news(&self, id: FactId, word: Word) -> bool {
        let known = self.known.get(&id).copied().unwrap_or_default();
        [known.here, known.there].into_iter().flatten().all(|known| word.rank() > known.rank())
    }

    fn meet(&mut self, id: FactId, word: Word) {
        let there = &mut self.known.entry(id).or_default().there;
        *there = Some(there.filter(|known| known.rank() >= word.rank()).unwrap_or(word));
    }

    fn write(&mut self, fact: &Fact) -> Result<(), StoreError> {
        let (first, last) = self.span.unwrap_or((fact.at, fact.at));
        self.span = Some((first.min(fact.at), last.max(fact.at)));
        if self.now.is_none() {
            return Ok(());
        }
        if stamp::write(fact.at).is_none() {
            return Err(StoreError::Unwritable("its date lies outside the years 0 to 9999"));
        }
        let draft = match &mut self.draft {
            Some(draft) => draft,
            none => {
                self.journal.sweep_imports()?;
                none.insert(Draft::new(self.journal.hidden_folder()?))
            }
        };
        draft.write(fact)
    }
}

/// Whether this is a name that the folder of an import gets: `import-` and 32 hexadecimal digits.
pub fn is_import(name: &str) -> bool {
    let id = name.strip_prefix(PREFIX);
    id.is_some_and(|id| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()))
}
