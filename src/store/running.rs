//! The checkpoint of a session under way: enough to go on after a crash.
//!
//! `<state>/running.json` holds the session's plan and how far it has come. The living session holds a lock on
//! `<state>/running.lock`, which the system gives back the moment the process ends, however it ends; so a checkpoint
//! without a lock is a session that was interrupted.
//!
//! A checkpoint is synced before it takes the place of the last one: after a power cut it is whole, but it may be the one
//! before, which costs one more stretch of practice. Ratings do not depend on it: they are lines of the journal.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::atomic::{self, Durability};
use super::error::StoreError;
use super::folder::{self, Strictness};
use crate::domain::plan::Plan;
use crate::domain::record::FactId;
use crate::domain::session::{Progress, Session};
use crate::domain::text::Clean;
use crate::domain::time::{Moment, stamp};

/// The checkpoint in the state folder.
pub const RUNNING_FILE: &str = "running.json";

/// The lock in the state folder.
const LOCK_FILE: &str = "running.lock";

/// The version of checkpoints that this program writes.
const VERSION: u32 = 1;

/// Larger than any checkpoint: 2,000 segments take about 150 KiB.
const LARGEST: u64 = 4 << 20;

/// The most unreadable checkpoints that are kept side by side; the last one makes room for the next.
const MOST_KEPT: u32 = 100;

/// A session under way.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The id that the session's record will have; its ratings refer to it already.
    pub session: FactId,
    /// When it began.
    #[serde(with = "stamp")]
    pub started: DateTime<FixedOffset>,
    /// When this was saved: the last moment that is known of.
    #[serde(with = "stamp")]
    pub saved: DateTime<FixedOffset>,
    /// What is lived, as it was unrolled then.
    pub plan: Plan,
    /// How far it has come.
    pub progress: Progress,
}

impl Checkpoint {
    /// Whether a session could go on from here: what is read from a file is not trusted to.
    fn is_sound(&self) -> bool {
        Session::resume(self.plan.clone(), self.progress.clone(), Moment::default()).is_ok()
    }
}

/// A checkpoint with its version, as it stands in the file.
#[derive(Serialize)]
struct Written<'a> {
    v: u32,
    #[serde(flatten)]
    checkpoint: &'a Checkpoint,
}

/// What an interrupted session left behind.
#[derive(Clone, PartialEq, Debug)]
pub enum Left {
    /// It can go on.
    Open(Box<Checkpoint>),
    /// Its checkpoint cannot be read. Ratings given in it are in the history all the same.
    Broken {
        /// Where the file is kept now; it was not deleted.
        kept: PathBuf,
        /// What is wrong with it.
        why: Clean,
    },
}

/// Why a session cannot be claimed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Another session is under way.
    #[error("a session is under way in another window{}", .pid.map_or_else(String::new, |pid| format!(" (process {pid})")))]
    Busy {
        /// The process that lives it, for display only.
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
    /// Whether the checkpoint's entry in the folder is on the disk.
    entered: bool,
    _lock: File,
}

impl Claim {
    /// Claims the right to live a session.
    ///
    /// # Errors
    /// When another session is under way, or the state folder cannot be used.
    pub fn take(state: &Path) -> Result<Self, Refused> {
        if !folder::exists(state) {
            folder::create(state)?;
        }
        folder::vet(state, Strictness::Private)?;
        let path = state.join(LOCK_FILE);
        let mut lock = folder::private_file()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(StoreError::io("open", &path))?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(Refused::Busy { pid: pid_in(&mut lock) }),
            // On a disk without locks a session can still be lived; a second one is not noticed.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        // Only for display: without it the refusal just names no process.
        drop(lock.set_len(0).and_then(|()| writeln!(lock, "{}", std::process::id())));
        let path = state.join(RUNNING_FILE);
        atomic::sweep(&path);
        Ok(Self { path, entered: false, _lock: lock })
    }

    /// Replaces the checkpoint. The first one is on the disk for good when this returns; a later one may, after a power
    /// cut, turn out to be the one before.
    ///
    /// # Errors
    /// The last checkpoint still stands then.
    pub fn save(&mut self, checkpoint: &Checkpoint) -> Result<(), StoreError> {
        let bytes = serde_json::to_vec(&Written { v: VERSION, checkpoint })
            .map_err(|_| StoreError::Unwritable("the session's state has no form in JSON"))?;
        let durability = if self.entered { Durability::Whole } else { Durability::Newest };
        atomic::replace(&self.path, &bytes, durability)?;
        self.entered = true;
        Ok(())
    }

    /// Removes the checkpoint: the session is in the history now, or was thrown away by the person.
    ///
    /// # Errors
    /// The checkpoint is still there then, and the session will be offered again.
    pub fn clear(&mut self) -> Result<(), StoreError> {
        self.entered = false;
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(StoreError::io("remove", &self.path)(error)),
            _ => Ok(()),
        }
    }
}

/// What an interrupted session left behind; nothing if there is none, or if it is still being lived. A checkpoint that
/// cannot be used is put aside under another name.
///
/// # Errors
/// When the state folder cannot be read.
pub fn open_session(state: &Path) -> Result<Option<Left>, StoreError> {
    let path = state.join(RUNNING_FILE);
    let found = match folder::read_small(&path, LARGEST) {
        Ok(None) => return Ok(None),
        // What is there is no checkpoint, which is another thing than not getting at it.
        Err(error) if matches!(error.kind(), ErrorKind::Other | ErrorKind::InvalidData) => Err(error),
        Err(error) => return Err(StoreError::io("read", &path)(error)),
        Ok(text) => Ok(text),
    };
    if is_alive(&state.join(LOCK_FILE)) {
        return Ok(None);
    }
    let read = match found {
        Ok(text) => parse(&text.unwrap_or_default()),
        Err(error) => Err(Clean::visible(&error.to_string())),
    };
    match read {
        Ok(checkpoint) => Ok(Some(Left::Open(Box::new(checkpoint)))),
        Err(why) => put_aside(&path).map(|kept| Some(Left::Broken { kept, why })),
    }
}

fn parse(text: &str) -> Result<Checkpoint, Clean> {
    #[derive(Deserialize)]
    struct Version {
        v: u32,
    }
    let broken = |error: serde_json::Error| Clean::visible(&error.to_string());
    match serde_json::from_str::<Version>(text).map_err(broken)?.v {
        VERSION => {}
        newer => {
            return Err(Clean::visible(&format!("it was written by another version of solemate (format {newer})")));
        }
    }
    let checkpoint: Checkpoint = serde_json::from_str(text).map_err(broken)?;
    match checkpoint.is_sound() {
        true => Ok(checkpoint),
        false => Err(Clean::visible("its parts do not fit together")),
    }
}

/// Gives the file a name under which it is kept: `running.json.broken`, `running.json.broken-2`, …
fn put_aside(path: &Path) -> Result<PathBuf, StoreError> {
    let named = |n: u32| match n {
        1 => path.with_extension("json.broken"),
        n => path.with_extension(format!("json.broken-{n}")),
    };
    let free = (1..MOST_KEPT).map(named).find(|name| !folder::exists(name)).unwrap_or_else(|| named(MOST_KEPT));
    fs::rename(path, &free).map_err(StoreError::io("rename", path))?;
    Ok(free)
}

/// Whether somebody holds the lock.
fn is_alive(lock: &Path) -> bool {
    File::open(lock).is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
}

fn pid_in(lock: &mut File) -> Option<u32> {
    let read = |lock: &mut File| -> io::Result<String> {
        let mut text = String::new();
        lock.rewind()?;
        lock.take(16).read_to_string(&mut text)?;
        Ok(text)
    };
    read(lock).ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn checkpoint() -> Checkpoint {
        let plan = serde_json::json!({
            "routine": "calf-classic", "name": "Calf Classic",
            "choice": { "sore": "left", "work": "both", "first": "left", "level": "medium" },
            "steps": [{ "name": "Knead", "part": "calf" }],
            "blocks": [{ "step": 0, "side": "left", "round": 1, "rounds": 1, "start": 0, "work": 1, "end": 2 }],
            "segments": [
                { "kind": "get_ready", "block": 0, "length": 5, "count": 1, "of": 1 },
                { "kind": "work", "block": 0, "length": 180, "count": 1, "of": 1 },
            ],
        });
        let at = stamp::read("2026-11-20T21:47:03+01:00").unwrap();
        Checkpoint {
            session: FactId::from_u128(1),
            started: at,
            saved: at,
            plan: serde_json::from_value(plan).unwrap(),
            progress: Progress {
                segment: 1,
                length: Duration::from_secs(180),
                elapsed: Duration::from_millis(61_500),
                shares: vec![],
                skipped: vec![],
                lived: Duration::from_millis(66_500),
                paused: Duration::ZERO,
            },
        }
    }

    #[test]
    fn d13_a_session_is_open_only_when_nobody_lives_it() {
        let dir = tempfile::tempdir().unwrap();
        let state = dir.path().join("state");
        assert_eq!(open_session(&state).unwrap(), None);
        let mut claim = Claim::take(&state).unwrap();
        claim.save(&checkpoint()).unwrap();
        claim.save(&checkpoint()).unwrap();
        assert_eq!(open_session(&state).unwrap(), None);
        match Claim::take(&state) {
            Err(Refused::Busy { pid }) => assert_eq!(pid, Some(std::process::id())),
            other => panic!("{other:?}"),
        }
        drop(claim);
        assert_eq!(open_session(&state).unwrap(), Some(Left::Open(Box::new(checkpoint()))));
        let mut claim = Claim::take(&state).unwrap();
        claim.clear().unwrap();
        claim.clear().unwrap();
        drop(claim);
        assert_eq!(open_session(&state).unwrap(), None);
    }

    #[test]
    fn a_checkpoint_that_cannot_be_used_is_put_aside_and_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(RUNNING_FILE);
        let whole = serde_json::to_string(&Written { v: VERSION, checkpoint: &checkpoint() }).unwrap();
        let damaged = [
            String::new(),
            whole[..whole.len() / 2].to_owned(),
            whole.replace("\"segment\":1", "\"segment\":2"),
            whole.replace("\"end\":2", "\"end\":1"),
            whole.replace("\"v\":1", "\"v\":2"),
            "\0".repeat(100),
        ];
        for (n, text) in damaged.iter().enumerate() {
            fs::write(&path, text).unwrap();
            match open_session(dir.path()).unwrap() {
                Some(Left::Broken { kept, why }) => {
                    assert!(!path.exists() && !why.is_empty());
                    assert_eq!(&fs::read_to_string(&kept).unwrap(), text);
                    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), n + 1);
                }
                other => panic!("{text}: {other:?}"),
            }
        }
    }
}
