//! What can go wrong with a file that the program keeps. Every one of these is the machine's fault, never the person's.

use std::io;
use std::path::{Path, PathBuf};

use crate::domain::text::Clean;

/// A file or folder could not be used. Nothing that it concerns counts as saved.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system refused.
    #[error("cannot {doing} {}: {}", shown(path), reason(source))]
    Io {
        /// What was tried: "write to", "open", …
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// Another program has held the lock for as long as we were willing to wait.
    #[error("another program is writing to the history ({} is locked); it is tried again", shown(.0))]
    Locked(PathBuf),
    /// A folder that was there is there no more: unmounted, moved or deleted under the running program.
    #[error("the folder {} has disappeared; put it back, or start solemate again to begin a new one", shown(.0))]
    Vanished(PathBuf),
    /// Writing here would hand the person's data to somebody else.
    #[error("refused to write to {}: it {why}", shown(path))]
    Unsafe {
        /// Where.
        path: PathBuf,
        /// What is wrong with it, and the way out.
        why: &'static str,
    },
    /// Something that is not a folder stands where a folder belongs, or the other way round.
    #[error("{} is not {wanted}; move it away", shown(path))]
    Kind {
        /// Where.
        path: PathBuf,
        /// "a folder" or "a regular file".
        wanted: &'static str,
    },
    /// A fact that the journal has no line for: longer than a line may be, or dated outside the years 0 to 9999.
    #[error("this cannot be kept: {0}")]
    Unwritable(&'static str),
}

impl StoreError {
    /// Turns a system error into one that says what was tried on which path.
    pub fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io { doing, path, source }
    }
}

/// A path, fit to be shown.
pub fn shown(path: &Path) -> Clean {
    Clean::visible(&path.to_string_lossy())
}

/// Why the system refused, in a person's words where there are any.
fn reason(error: &io::Error) -> Clean {
    use io::ErrorKind as K;
    match error.kind() {
        K::StorageFull => Clean::visible("the disk is full"),
        K::QuotaExceeded => Clean::visible("your share of the disk is used up"),
        K::FileTooLarge => Clean::visible("the file may not grow further"),
        K::PermissionDenied => Clean::visible("permission denied"),
        K::ReadOnlyFilesystem => Clean::visible("the disk is read-only"),
        K::NotFound => Clean::visible("it is not there"),
        _ => Clean::visible(&error.to_string()),
    }
}
