//! Files that are locked while something is changed, so that two windows take turns.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::error::StoreError;
use super::folder;

/// Given back when it is dropped.
pub(super) struct Lock {
    /// Whether the disk knows locks at all.
    pub held: bool,
    _file: File,
}

/// Locks the file at `path`, in a folder that is there; waits for another one at most `patience`.
pub(super) fn take(path: &Path, patience: Duration) -> Result<Lock, StoreError> {
    let file = folder::private_file()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .map_err(StoreError::io("open", path))?;
    for pause in pauses(patience) {
        match file.try_lock() {
            Ok(()) => return Ok(Lock { held: true, _file: file }),
            Err(TryLockError::Error(_)) => return Ok(Lock { held: false, _file: file }),
            Err(TryLockError::WouldBlock) => thread::park_timeout(pause),
        }
    }
    Err(StoreError::Locked(path.to_path_buf()))
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
