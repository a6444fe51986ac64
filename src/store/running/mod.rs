//! The checkpoint of a session under way: enough to go on after a crash.
//!
//! `<state>/running.json` holds the session's plan and how far it has come. The living session holds a lock on
//! `<state>/running.lock`, which the system gives back the moment the process ends, however it ends; so a checkpoint
//! without a lock is a session that was interrupted.
//!
//! A checkpoint is synced before it takes the place of the last one: after a power cut it is whole, but it may be the one
//! before. That is done with each new block of the plan. What happens within a block is marked in `<state>/progress.json`,
//! in one write over the last mark and without a sync, so that a countdown neither waits for the disk nor wakes it. A
//! mark outlives the program however it ends; a power cut may take it, or what of it the system has not written yet
//! (half a minute, usually), and leaves the checkpoint it amends. Ratings depend on neither: they are lines of the
//! journal.

mod left;
#[cfg(test)]
mod tests;

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::atomic::{self, Durability};
use super::error::StoreError;
use super::folder;
use crate::domain::record::FactId;
use crate::domain::session::Unfinished;
use crate::domain::time::stamp;

pub use left::{Left, aside, look};
use left::{asides, asides_in, is_of, read, remove, restore};

/// The checkpoint in the state folder.
pub const RUNNING_FILE: &str = "running.json";

/// The latest progress in the state folder, for the checkpoint of the same edition: written in turn, so that one that
/// fails half-way leaves the one before.
const MARK_FILES: [&str; 2] = ["progress.json", "progress-2.json"];

/// What the names of files that were put aside end in.
const ASIDE: &str = ".aside";

/// The lock in the state folder.
const LOCK_FILE: &str = "running.lock";

/// The version of checkpoints that this program writes.
const VERSION: u32 = 1;

/// Larger than any checkpoint: 2,000 segments take about 150 KiB.
const LARGEST: u64 = 4 << 20;

/// The most unreadable checkpoints that are kept side by side; the last one makes room for the next.
const MOST_KEPT: u32 = 100;

/// Whether two checkpoints stand in the same block of the same plan.
fn share_a_block(one: &Unfinished, other: &Unfinished) -> bool {
    let block = |at: &Unfinished| at.plan.segments.get(at.progress.segment).map(|segment| segment.block);
    one.session == other.session && one.plan == other.plan && block(one) == block(other)
}

/// A checkpoint with its version, as it stands in the file.
#[derive(Serialize)]
struct Written<'a> {
    v: u32,
    /// Names these contents, for the marks that amend them.
    edition: Uuid,
    #[serde(flatten)]
    checkpoint: &'a Unfinished,
}

/// How far a session has come since its checkpoint.
#[derive(Serialize, Deserialize)]
struct Mark<P> {
    edition: Uuid,
    #[serde(with = "stamp")]
    saved: DateTime<FixedOffset>,
    progress: P,
}

/// Why a session cannot be claimed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Another session is under way.
    #[error("a session is under way in another window{}", .pid.map_or_else(String::new, |pid| format!(" (process {pid})")))]
    Busy {
        /// The process that lives it, if it lives on this machine.
        pid: Option<u32>,
    },
    /// The machine is at fault.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The right to live a session: held by one process at a time, given back when it is dropped or the process ends.
#[derive(Debug)]
pub struct Claim {
    path: PathBuf,
    /// The checkpoint of this claim that is on the disk, and its edition.
    kept: Option<(Uuid, Unfinished)>,
    /// A checkpoint of another session is on the disk: it is never written over.
    others: bool,
    marks: [Option<Marks>; 2],
    /// Which of them is written next.
    turn: bool,
    _lock: File,
}

/// The file of marks, and the longest one it has held.
#[derive(Debug)]
struct Marks {
    file: File,
    length: usize,
}

impl Marks {
    fn open(path: &Path) -> io::Result<Self> {
        let file = folder::private_file().write(true).create(true).truncate(true).open(path)?;
        Ok(Self { file, length: 0 })
    }

    /// Writes over the last mark, in one call: whoever reads finds one of the two whole.
    fn set(&mut self, mut bytes: Vec<u8>) -> io::Result<()> {
        self.length = self.length.max(bytes.len());
        bytes.resize(self.length, b' ');
        self.file.rewind()?;
        self.file.write_all(&bytes)
    }
}

impl Claim {
    /// Claims the right to live a session, and says what one that was cut off left behind.
    ///
    /// # Errors
    /// When another session is under way, or the state folder cannot be used.
    pub fn take(state: &Path) -> Result<(Self, Option<Left>), Refused> {
        folder::make_private(state)?;
        let path = state.join(LOCK_FILE);
        let mut lock = folder::private_file()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(StoreError::io("open", &path))?;
        if !claims(&lock) {
            return Err(Refused::Busy { pid: pid_in(&mut lock) });
        }
        // Without it the refusal just names no process.
        drop(lock.set_len(0).and_then(|()| writeln!(lock, "{} {}", std::process::id(), here())));
        let path = state.join(RUNNING_FILE);
        atomic::sweep(&path);
        if !folder::exists(&path) {
            restore(state);
        }
        // Read under the lock: nobody else can write it any more.
        let left = read(state, "")?;
        let others = left.is_some();
        Ok((Self { path, kept: None, others, marks: [None, None], turn: false, _lock: lock }, left))
    }

    /// The session that was cut off is the one that goes on under this claim, or it is in the history by now: its
    /// checkpoint may be written over.
    pub const fn own_left(&mut self) {
        self.others = false;
    }

    /// Keeps where the session stands. In a new block the checkpoint is replaced; the first one is on the disk for good
    /// when this returns, and a later one may, after a power cut, turn out to be the one before. Within a block it is
    /// amended by a mark.
    ///
    /// A checkpoint of another session that is still there is put aside first.
    ///
    /// # Errors
    /// What was kept last still stands then.
    pub fn save(&mut self, checkpoint: &Unfinished) -> Result<(), StoreError> {
        if self.others || self.kept.as_ref().is_some_and(|(_, kept)| kept.session != checkpoint.session) {
            self.put_aside()?;
        }
        match &self.kept {
            Some((edition, kept)) if share_a_block(kept, checkpoint) => {
                let mark = Mark { edition: *edition, saved: checkpoint.saved, progress: &checkpoint.progress };
                let bytes = serde_json::to_vec(&mark).map_err(|_| UNWRITABLE)?;
                self.mark(bytes).or_else(|_| self.replace(checkpoint))
            }
            _ => self.replace(checkpoint),
        }
    }

    fn mark(&mut self, bytes: Vec<u8>) -> io::Result<()> {
        self.turn = !self.turn;
        let (slot, name) =
            if self.turn { (&mut self.marks[1], MARK_FILES[1]) } else { (&mut self.marks[0], MARK_FILES[0]) };
        let marks = match slot {
            Some(marks) => marks,
            none => none.insert(Marks::open(&self.path.with_file_name(name))?),
        };
        marks.set(bytes)
    }

    fn replace(&mut self, checkpoint: &Unfinished) -> Result<(), StoreError> {
        let edition = Uuid::new_v4();
        let bytes = serde_json::to_vec(&Written { v: VERSION, edition, checkpoint }).map_err(|_| UNWRITABLE)?;
        let durability = if self.kept.is_some() { Durability::Whole } else { Durability::Newest };
        atomic::replace(&self.path, &bytes, durability)?;
        self.kept = Some((edition, checkpoint.clone()));
        Ok(())
    }

    /// Gives the checkpoint on the disk a name under which it is kept: `running.json.aside`, `running.json.aside-2`, …
    /// It is offered again when no other one is in its place.
    ///
    /// # Errors
    /// It is still in its place then.
    pub fn put_aside(&mut self) -> Result<PathBuf, StoreError> {
        (self.kept, self.marks) = (None, [None, None]);
        let state = self.state();
        let free = asides().find(|aside| !folder::exists(&state.join(format!("{RUNNING_FILE}{aside}"))));
        let aside = free.unwrap_or_else(|| format!("{ASIDE}-{MOST_KEPT}"));
        let path = state.join(format!("{RUNNING_FILE}{aside}"));
        fs::rename(&self.path, &path).map_err(StoreError::io("rename", &self.path))?;
        for mark in MARK_FILES {
            // A mark that stays behind amends nothing: it names its checkpoint.
            drop(fs::rename(state.join(mark), state.join(format!("{mark}{aside}"))));
        }
        self.others = false;
        Ok(path)
    }

    fn state(&self) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).to_owned()
    }

    /// Removes the checkpoint of `session`, which is in the history now, or never began. One of another session stays.
    ///
    /// # Errors
    /// The checkpoint is still there then, and the session will be offered again.
    pub fn forget(&mut self, session: FactId) -> Result<(), StoreError> {
        let state = self.state();
        let is_it = match &self.kept {
            Some((_, kept)) => kept.session == session,
            None => is_of(&read(&state, "")?, session),
        };
        if is_it {
            (self.kept, self.marks, self.others) = (None, [None, None], false);
            remove(&state, "")?;
        }
        for aside in asides_in(&state) {
            if is_of(&read(&state, &aside)?, session) {
                remove(&state, &aside)?;
            }
        }
        Ok(())
    }
}

/// So often those who look are waited for: each has the lock for a few microseconds.
const MOST_LOOKS: u32 = 10_000;

const UNWRITABLE: StoreError = StoreError::Unwritable("the session's state has no form in JSON");

/// Whether a session is under way.
pub fn is_under_way(state: &Path) -> bool {
    is_alive(&state.join(LOCK_FILE))
}

/// Why the disk under the state folder gives no locks, if it gives none: nobody then notices a second session, or a
/// second program that writes.
pub fn refuses_locks(state: &Path) -> Option<io::Error> {
    match File::open(state.join(LOCK_FILE)).ok()?.try_lock_shared() {
        Err(TryLockError::Error(error)) => Some(error),
        Ok(()) | Err(TryLockError::WouldBlock) => None,
    }
}

/// Takes the lock, unless another session has it. On a disk without locks a session can still be lived; a second one is
/// not noticed.
fn claims(lock: &File) -> bool {
    for _ in 0..MOST_LOOKS {
        if !matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) {
            return true;
        }
        // A session shares the lock with nobody. Who only looks does, and has it for a moment.
        if matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock)) {
            return false;
        }
        drop(lock.unlock());
        std::thread::yield_now();
    }
    false
}

/// Whether a session holds the lock, or may hold it: a lock file that cannot be looked at is no sign of an end.
fn is_alive(lock: &Path) -> bool {
    match File::open(lock) {
        Ok(lock) => matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock)),
        Err(error) => error.kind() != ErrorKind::NotFound,
    }
}

/// Names the machine as it runs now, and the space in which process numbers count: a number from elsewhere would be that
/// of a stranger.
fn here() -> String {
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    let space = fs::read_link("/proc/self/ns/pid").unwrap_or_default();
    format!("{}{}", boot.trim(), space.display())
}

fn pid_in(lock: &mut File) -> Option<u32> {
    let read = |lock: &mut File| -> io::Result<String> {
        let mut text = String::new();
        lock.rewind()?;
        lock.take(256).read_to_string(&mut text)?;
        Ok(text)
    };
    let text = read(lock).ok()?;
    let (pid, place) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    (place == here()).then(|| pid.parse().ok()).flatten()
}
