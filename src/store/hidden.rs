//! The routines that are not listed, in `hidden` of the configuration folder: one id a line. Blank lines and what follows
//! a `#` mean nothing; a line that is no id is passed over, and kept when the file is written again.
//!
//! A file that cannot be read hides nothing, and is never written over.

use std::collections::BTreeSet;
use std::path::Path;

use super::error::shown;
use super::folder::read_small;
use super::library::file::Unreadable;
use super::library::save::{NotSaved, Original};
use crate::domain::order;
use crate::domain::routine::RoutineId;

/// A file beyond this many bytes is not one of ours.
const LARGEST: u64 = 64 * 1024;

/// What a new file begins with.
const HEAD: &str = "# Routines that are not listed, one id a line. `solemate unhide ID` lists one again.\n";

/// The routines that are hidden.
pub fn read(file: &Path) -> BTreeSet<RoutineId> {
    order::set(read_small(file, LARGEST).ok().flatten().unwrap_or_default().lines().filter_map(id_of))
}

/// Hides a routine, or lists it again. What else the file says stays to the letter. `keep` is a folder for a copy of the old
/// bytes, where they have to be written over in place.
///
/// # Errors
/// The file cannot be read, or not written.
pub fn set(file: &Path, keep: &Path, id: &RoutineId, hidden: bool) -> Result<(), NotSaved> {
    let unreadable = |why| NotSaved::Unreadable { path: shown(file), why };
    let original = match Original::open(file) {
        Err(Unreadable::Missing) => Original::new_file(file),
        found => found.map_err(unreadable)?,
    };
    let text = std::str::from_utf8(original.bytes()).map_err(|_| unreadable(Unreadable::NoText))?;
    let is_there = text.lines().any(|line| id_of(line).as_ref() == Some(id));
    if is_there == hidden {
        return Ok(());
    }
    let new: String = if hidden {
        let text = if text.is_empty() { HEAD } else { text };
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let end = if text.ends_with('\n') { "" } else { line_end };
        format!("{text}{end}{id}{line_end}")
    } else {
        text.split_inclusive('\n').filter(|line| id_of(line).as_ref() != Some(id)).collect()
    };
    original.save(new.as_bytes(), keep).map(drop)
}

/// The id of a line, if it has one.
fn id_of(line: &str) -> Option<RoutineId> {
    RoutineId::new(line.split('#').next().unwrap_or_default().trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> RoutineId {
        RoutineId::new(text).unwrap()
    }

    #[test]
    fn a_routine_is_hidden_and_listed_again_and_all_else_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config/hidden");
        assert!(read(&file).is_empty());
        set(&file, folder.path(), &id("six-ways"), true).unwrap();
        set(&file, folder.path(), &id("six-ways"), true).unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), format!("{HEAD}six-ways\n"));
        let text = "# mine\r\nsix-ways  # too long\r\n\r\nNot an id!\r\ncalf-roller";
        std::fs::write(&file, text).unwrap();
        assert_eq!(read(&file), BTreeSet::from([id("six-ways"), id("calf-roller")]));
        set(&file, folder.path(), &id("desk-break"), true).unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), format!("{text}\r\ndesk-break\r\n"));
        set(&file, folder.path(), &id("six-ways"), false).unwrap();
        let left = std::fs::read_to_string(&file).unwrap();
        assert_eq!(left, "# mine\r\n\r\nNot an id!\r\ncalf-roller\r\ndesk-break\r\n");
    }

    #[test]
    fn what_cannot_be_read_hides_nothing_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("hidden");
        let junk = [0xff, 0xfe, b'\n', b'x'];
        std::fs::write(&file, junk).unwrap();
        assert!(read(&file).is_empty());
        assert!(set(&file, folder.path(), &id("six-ways"), true).is_err());
        assert_eq!(std::fs::read(&file).unwrap(), junk);
    }
}
