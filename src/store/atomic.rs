//! Files replaced whole or not at all: a temporary file beside the target, synced, renamed over it.
//!
//! A rename without a sync before it leaves an empty or torn file after a power cut in most cases; with it, the target
//! is always one whole version. A sync of the folder as well makes that the newest one.

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::Path;

use super::error::StoreError;
use super::folder;

/// What a power cut may take.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Durability {
    /// The file is always whole, but a power cut may bring back the version before: one sync.
    Whole,
    /// Once this returns, the new version stays: two syncs.
    Newest,
}

/// Replaces the file at `path` by `bytes`. Only its owner can read it.
///
/// # Errors
/// The old file is untouched then.
pub fn replace(path: &Path, bytes: &[u8], durability: Durability) -> Result<(), StoreError> {
    let parent = folder::parent_of(path);
    let mut new = tempfile::Builder::new()
        .prefix(&mark_of(path))
        .suffix(".tmp")
        .tempfile_in(parent)
        .map_err(StoreError::io("create a file in", parent))?;
    new.write_all(bytes).map_err(StoreError::io("write to", path))?;
    new.as_file().sync_data().map_err(StoreError::io("write to", path))?;
    new.persist(path).map_err(|failed| StoreError::io("replace", path)(failed.error))?;
    match durability {
        Durability::Whole => Ok(()),
        Durability::Newest => folder::sync(parent),
    }
}

/// Removes what earlier replacements of `path` left behind when the program was killed in the middle of one. Only for a
/// file that nobody else can be replacing now.
pub fn sweep(path: &Path) {
    let mark = mark_of(path);
    for entry in fs::read_dir(folder::parent_of(path)).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let (name, mark) = (name.as_encoded_bytes(), mark.as_encoded_bytes());
        if name.starts_with(mark) && name.ends_with(b".tmp") {
            // A leftover that cannot be removed harms nobody.
            drop(fs::remove_file(entry.path()));
        }
    }
}

/// How the temporary files of `path` begin: hidden, so that no list and no sync tool shows them.
fn mark_of(path: &Path) -> OsString {
    let mut mark = OsString::from(".");
    mark.push(path.file_name().unwrap_or_default());
    mark.push(".");
    mark
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_file_is_the_new_one_whole_and_private() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("note.json");
        replace(&path, b"a much longer first version", Durability::Newest).unwrap();
        replace(&path, b"second", Durability::Whole).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        #[cfg(unix)]
        assert_eq!(std::os::unix::fs::MetadataExt::mode(&fs::metadata(&path).unwrap()) & 0o777, 0o600);
    }

    #[test]
    fn d2_leftovers_of_a_kill_are_swept_and_nothing_else_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("running.json");
        for name in [".running.json.x7.tmp", "running.json", "running.json.broken", ".other.json.x7.tmp"] {
            fs::write(dir.path().join(name), "x").unwrap();
        }
        sweep(&path);
        assert!(!dir.path().join(".running.json.x7.tmp").exists());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 3);
    }
}
