//! A day that is remembered, so that something is said once, in a file of the state folder: the one on which the first steps
//! were last offered (`offered`), or that of the newest entry at which the clock was asked about (`clock`): `2026-11-20`.
//! What is not understood is no day: the worst that comes of it is to be told once more.

use std::path::Path;

use chrono::NaiveDate;

use super::atomic::{self, Durability};
use super::error::StoreError;
use super::folder::{make_private, parent_of, read_small};

/// A file beyond this many bytes is not one of ours.
const LARGEST: u64 = 64;

/// The day, if there was one.
pub fn last(file: &Path) -> Option<NaiveDate> {
    read_small(file, LARGEST).ok().flatten()?.trim().parse().ok()
}

/// Remembers the day.
///
/// # Errors
/// When the file cannot be written.
pub fn keep(file: &Path, day: NaiveDate) -> Result<(), StoreError> {
    make_private(parent_of(file))?;
    atomic::replace(file, format!("{day}\n").as_bytes(), Durability::Whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_remembered_and_junk_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/offered");
        assert_eq!(last(&file), None);
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        keep(&file, day).unwrap();
        assert_eq!(last(&file), Some(day));
        for junk in ["", "soon", "2026-02-30", &"1".repeat(100)] {
            std::fs::write(&file, junk).unwrap();
            assert_eq!(last(&file), None, "{junk:?}");
        }
    }
}
