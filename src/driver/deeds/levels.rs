//! The ledger of levels, as a program keeps it that is open for hours.

use crate::config::Places;
use crate::domain::care::Entry;
use crate::store::error::StoreError;
use crate::store::levels;

/// What could not be written yet.
#[derive(Default)]
pub(super) struct Ledger {
    unwritten: Vec<Entry>,
}

impl Ledger {
    /// Writes these lines, behind those that could not be written before.
    ///
    /// # Errors
    /// When they cannot be written: the next ones take them along.
    pub(super) fn enter(&mut self, places: &Places, entries: &[Entry]) -> Result<(), StoreError> {
        self.unwritten.extend_from_slice(entries);
        levels::add(&places.levels_file(), &self.unwritten)?;
        self.unwritten.clear();
        Ok(())
    }

    /// What was read of it, and what is not written yet.
    pub(super) fn with_unwritten(&self, mut read: Vec<Entry>) -> Vec<Entry> {
        read.extend_from_slice(&self.unwritten);
        read
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::domain::care::Why;
    use crate::domain::plan::Level;

    #[test]
    fn what_cannot_be_written_counts_all_the_same_and_is_written_with_the_next_line() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::find(Some(("--data-dir", home.path()))).unwrap();
        let file = places.levels_file();
        let entry =
            |day, why| Entry { day: chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap(), level: Level::Light, why };
        let (start, asked, no) = (entry(1, Why::Start), entry(8, Why::Asked), entry(9, Why::No));
        let mut ledger = Ledger::default();
        ledger.enter(&places, &[start]).unwrap();
        let kept = fs::read(&file).unwrap();
        fs::remove_file(&file).unwrap();
        fs::create_dir(&file).unwrap();
        assert!(ledger.enter(&places, &[asked]).is_err());
        assert_eq!(ledger.with_unwritten(vec![start]), [start, asked]);
        fs::remove_dir(&file).unwrap();
        fs::write(&file, kept).unwrap();
        ledger.enter(&places, &[no]).unwrap();
        assert_eq!(levels::read(&file), [start, asked, no]);
        assert_eq!(ledger.with_unwritten(levels::read(&file)), [start, asked, no]);
    }
}
