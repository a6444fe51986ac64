//! Adding to the history: locked, whole lines, synced.

use std::cell::{Cell, OnceCell, RefCell};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::Datelike;

use super::files;
use super::last::Last;
use super::lines::Backward;
use super::places::{Appended, Index, Stamp};
use super::{Journal, line};
use crate::domain::record::Fact;
use crate::domain::time::stamp;
use crate::store::error::{StoreError, shown};
use crate::store::folder::{self, Strictness};
use crate::store::lock::{self, Lock};

/// The file in the state folder that is locked while something is added. It lies there because that folder is never
/// synced: a sync tool that replaced a locked file would take the lock away with it.
pub(super) const LOCK_FILE: &str = "journal.lock";

/// Something that a person should hear once, though everything was saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// Others could read this; now they cannot.
    Tightened(PathBuf),
    /// The disk knows no locks. That is safe as long as only one solemate writes at a time.
    NoLocks(PathBuf),
    /// The history was brought here with the state of another machine or place: what is said here goes into this folder.
    OwnFolder(PathBuf),
    /// Lines that were written to this file are not in it any more: a sync tool, or a person, put an older copy there.
    LinesVanished(PathBuf),
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tightened(path) => write!(f, "{} could be read by others; now only by you", shown(path)),
            Self::NoLocks(path) => write!(f, "{} is on a disk without locks: use one solemate at a time", shown(path)),
            Self::OwnFolder(path) => {
                write!(f, "this home was copied from elsewhere: what is added here goes to {}", shown(path))
            }
            Self::LinesVanished(path) => {
                write!(f, "{} was replaced by an older copy: what was added since is missing from it", shown(path))
            }
        }
    }
}

/// What one process knows from appending before.
#[derive(Default)]
pub(super) struct Memory {
    notices: RefCell<Vec<Notice>>,
    /// Whether it has been said that the disk knows no locks: that stays so with every line.
    told_of_locks: Cell<bool>,
    /// What this device is called.
    device: OnceCell<String>,
    /// How often something had been erased when the history was first looked at.
    pub(super) erasures: OnceCell<u64>,
    /// Whether the history folder has been seen in its place.
    pub(super) seen: Cell<bool>,
    /// Whether this device's folder has.
    folder_seen: Cell<bool>,
    /// The highest line number met in this device's files.
    last_seq: Cell<Option<u64>>,
    /// Where everything lies, if that was wanted.
    pub(super) index: RefCell<Option<Index>>,
}

impl Memory {
    fn say(&self, notice: Notice) {
        let mut notices = self.notices.borrow_mut();
        if !notices.contains(&notice) {
            notices.push(notice);
        }
    }

    /// Facts were appended to a file; none where others may have been at it, too.
    fn follow(&self, path: &Path, appended: Option<Appended>, facts: &[Fact]) {
        let mut index = self.index.borrow_mut();
        let follows = |index: &mut Index| appended.is_some_and(|appended| index.follow(path, appended, facts));
        if !index.as_mut().is_some_and(follows) {
            *index = None;
        }
    }
}

impl Journal {
    /// Keeps facts. Once this returns, they are on the disk and stay there.
    ///
    /// # Errors
    /// Nothing counts as saved then, though some of it may be. Appending the same facts again is always right: a fact
    /// that is found twice counts once.
    pub fn append(&self, facts: &[Fact]) -> Result<(), StoreError> {
        if facts.is_empty() {
            return Ok(());
        }
        if facts.iter().any(|fact| stamp::write(fact.at).is_none()) {
            return Err(StoreError::Unwritable("its date lies outside the years 0 to 9999"));
        }
        let lock = self.lock()?;
        let folder = self.device_folder()?;
        // In the order in which they are said, which the line numbers keep; all of one year in a row are one write.
        for of_one_year in facts.chunk_by(|one, next| one.at.year() == next.at.year()) {
            let year = of_one_year[0].at.year();
            self.append_to_year(&folder, year, of_one_year, &lock)?;
        }
        for fact in facts {
            if let Some(year) = files::later_year(fact) {
                self.append_to_year(&folder, year, std::slice::from_ref(fact), &lock)?;
            }
        }
        Ok(())
    }

    /// What should be said once about what `append` met; empty afterwards.
    pub fn take_notices(&self) -> Vec<Notice> {
        self.memory.notices.take()
    }

    fn append_to_year(&self, folder: &Path, year: i32, facts: &[Fact], lock: &Lock) -> Result<(), StoreError> {
        let (path, locked) = (files::path_of(folder, year), lock.held);
        let writing = || StoreError::io("write to", &path);
        // Opened afresh each time: a sync tool may have put another file in its place.
        let mut file = folder::private_file().read(true).append(true).create(true).open(&path).map_err(writing())?;
        self.tightened(folder::vet_file(&file, &path)?);
        let before_it = Stamp::of(&file.metadata().map_err(writing())?);
        let length = before_it.length;
        let tail = tail_of(&file).map_err(writing())?;

        let before = self.memory.last_seq.get().unwrap_or_else(|| last_seq_in(folder, self));
        let device = folder.file_name().unwrap_or_default().to_string_lossy();
        let last = Last::of(lock, &device);
        if last.is_missing_in((year, tail.seq), &file) {
            self.memory.say(Notice::LinesVanished(path.clone()));
        }
        let mut seq = before.max(tail.seq).max(last.in_year(year));
        let mut bytes = Vec::with_capacity(1024);
        if tail.torn {
            bytes.push(b'\n');
        }
        for fact in facts {
            // Behind the highest there is no number: lines that share it are put in order by time.
            seq = (seq + 1).min(line::HIGHEST);
            line::encode(fact, seq, &mut bytes)?;
        }
        if let Err(error) = file.write_all(&bytes) {
            if locked {
                // Nobody else can have added anything since: what was half written is taken back. If that fails too,
                // the torn line stays, and the next append starts on a line of its own.
                drop(file.set_len(length));
            }
            return Err(writing()(error));
        }
        file.sync_data().map_err(writing())?;
        if !locked && !lock::is_still_there(&file, &path) {
            // Another window forgot something and put a file without it in this place: a fact found twice counts once.
            let mut file = folder::private_file().append(true).create(true).open(&path).map_err(writing())?;
            file.write_all(&bytes).and_then(|()| file.sync_data()).map_err(writing())?;
        }
        if length == 0 {
            folder::sync(folder)?;
        }
        self.memory.last_seq.set(Some(seq));
        last.keep((year, seq), lock, &device);
        let after = file.metadata().ok().filter(|_| locked).map(|found| Stamp::of(&found));
        let appended = after.map(|after| Appended { before: before_it, after, bytes: bytes.len() as u64 });
        self.memory.follow(&path, appended, facts);
        Ok(())
    }

    /// This device's folder, made or checked.
    pub(super) fn device_folder(&self) -> Result<PathBuf, StoreError> {
        let known = &self.memory;
        let name = match known.device.get() {
            Some(name) => name.clone(),
            None => self.device()?,
        };
        let folder = self.history.join(known.device.get_or_init(|| name));
        for (path, seen) in [(&self.history, &known.seen), (&folder, &known.folder_seen)] {
            if !folder::exists(path) {
                if seen.get() {
                    return Err(StoreError::Vanished(path.clone()));
                }
                folder::create(path)?;
            }
            self.tightened(folder::vet(path, Strictness::Private)?);
            seen.set(true);
        }
        folder::vet(folder::parent_of(&self.history), Strictness::Ours)?;
        Ok(folder)
    }

    pub(super) fn lock(&self) -> Result<Lock, StoreError> {
        self.lock_on(LOCK_FILE)
    }

    /// Locks this file of the state folder.
    pub(super) fn lock_on(&self, name: &str) -> Result<Lock, StoreError> {
        if !folder::exists(&self.state) {
            folder::create(&self.state)?;
        }
        self.tightened(folder::vet(&self.state, Strictness::Private)?);
        let path = self.state.join(name);
        let lock = lock::take(&path, self.patience)?;
        if !lock.held && !self.memory.told_of_locks.replace(true) {
            self.memory.say(Notice::NoLocks(path));
        }
        Ok(lock)
    }

    /// The files were rewritten on purpose: that what was written is not in them is no surprise.
    pub(super) fn forget_what_was_written(&self, lock: &Lock) {
        self.memory.last_seq.set(None);
        drop(lock.keep(""));
    }

    pub(super) fn say(&self, notice: Notice) {
        self.memory.say(notice);
    }

    fn tightened(&self, path: Option<PathBuf>) {
        if let Some(path) = path {
            self.memory.say(Notice::Tightened(path));
        }
    }
}

/// What the end of a year file says.
struct TailOf {
    /// The number of its last good line; zero if there is none.
    seq: u64,
    /// Whether the next line has to be begun with a line end.
    torn: bool,
}

fn tail_of(file: &File) -> std::io::Result<TailOf> {
    let mut lines = Backward::new(file)?;
    let torn = lines.torn;
    while let Some(line) = lines.next()? {
        if let Ok(head) = line::check(line) {
            return Ok(TailOf { seq: head.seq, torn });
        }
    }
    Ok(TailOf { seq: 0, torn })
}

/// The highest number in all files of this device. A file that cannot be read may hold a higher one; numbers that occur
/// twice are put in order by time.
fn last_seq_in(folder: &Path, journal: &Journal) -> u64 {
    let own = files::in_device(folder).into_iter().filter_map(|year| {
        let file = File::open(&year.path).ok()?;
        if let Ok(tightened) = folder::vet_file(&file, &year.path) {
            journal.tightened(tightened);
        }
        tail_of(&file).ok().map(|tail| tail.seq)
    });
    own.max().unwrap_or(0)
}
