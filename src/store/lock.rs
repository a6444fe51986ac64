//! Files that are locked while something is changed, so that two windows take turns.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::error::StoreError;
use super::folder;

/// The most that is read of a file that is locked.
const MOST: u64 = 64 * 1024;

/// Given back when it is dropped.
pub(super) struct Lock {
    /// Whether the disk knows locks at all.
    pub held: bool,
    file: File,
}

impl Lock {
    /// What stands in the file that is locked; nothing if that is no text.
    pub fn text(&self) -> String {
        let (mut file, mut text) = (&self.file, String::new());
        let read = file.rewind().and_then(|()| file.take(MOST).read_to_string(&mut text));
        read.map_or_else(|_| String::new(), |_| text)
    }

    /// Lets this stand in it.
    pub fn keep(&self, text: &str) -> io::Result<()> {
        let mut file = &self.file;
        file.rewind()?;
        file.write_all(text.as_bytes())?;
        file.set_len(text.len() as u64)
    }
}

/// Locks the file at `path`, in a folder that is there; waits for another one at most `patience`.
pub(super) fn take(path: &Path, patience: Duration) -> Result<Lock, StoreError> {
    let file = folder::private_file()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .map_err(StoreError::io("open", path))?;
    for pause in pauses(patience) {
        match file.try_lock() {
            Ok(()) => return Ok(Lock { held: true, file }),
            Err(TryLockError::Error(_)) => return Ok(Lock { held: false, file }),
            Err(TryLockError::WouldBlock) => thread::park_timeout(pause),
        }
    }
    Err(StoreError::Locked(path.to_path_buf()))
}

/// The file at `path`, locked; none where somebody else holds it, or it cannot be made. Where the disk knows no locks
/// everybody holds it.
pub(super) fn held_alone(path: &Path) -> Option<File> {
    let file = folder::private_file().write(true).create(true).truncate(false).open(path).ok()?;
    match file.try_lock() {
        Ok(()) => is_still_there(&file, path).then_some(file),
        Err(TryLockError::Error(_)) => Some(file),
        Err(TryLockError::WouldBlock) => None,
    }
}

/// Whether `path` is the file that was opened there: whoever held it before may have taken it away since.
#[cfg(unix)]
pub(super) fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let both = file.metadata().ok().zip(path.metadata().ok());
    both.is_some_and(|(mine, there)| (mine.dev(), mine.ino()) == (there.dev(), there.ino()))
}

#[cfg(not(unix))]
pub(super) fn is_still_there(_: &File, path: &Path) -> bool {
    path.exists()
}

/// The waits between looking at a lock: short at first, 50 ms at most, `patience` in sum. This is the one place where
/// the program waits for another one; the system has no lock that gives up after a time.
fn pauses(patience: Duration) -> impl Iterator<Item = Duration> {
    let mut left = Some(patience);
    let mut step = Duration::from_millis(1);
    std::iter::from_fn(move || {
        let pause = step.min(left?);
        left = left.map(|left| left - pause).filter(|left| !left.is_zero());
        step = (step * 2).min(Duration::from_millis(50));
        Some(pause)
    })
}
