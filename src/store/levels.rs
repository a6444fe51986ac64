//! The ledger of levels, in `levels` of the data folder: a line for each change of the level and each answer, oldest
//! first.
//!
//! ```text
//! 2026-11-14 1 start
//! 2026-11-21 1 asked
//! 2026-11-21 2 yes
//! ```
//!
//! Lines are only ever added. One that is not understood is passed over and stays.

use std::io::Write;
use std::path::Path;

use super::error::StoreError;
use super::folder::{make_private, parent_of, private_file, read_small};
use crate::domain::care::Entry;

/// A file beyond this many bytes is not one of ours: a line a day for a century.
const LARGEST: u64 = 1024 * 1024;

/// Every line that is understood; none where there is no file, or one that cannot be read.
pub fn read(file: &Path) -> Vec<Entry> {
    let text = read_small(file, LARGEST).ok().flatten().unwrap_or_default();
    text.lines().filter_map(|line| line.parse().ok()).collect()
}

/// Adds lines, and returns once they are on disk.
///
/// # Errors
/// When the file cannot be written.
pub fn add(file: &Path, entries: &[Entry]) -> Result<(), StoreError> {
    if entries.is_empty() {
        return Ok(());
    }
    make_private(parent_of(file))?;
    let mut new = private_file().create(true).append(true).open(file).map_err(StoreError::io("open", file))?;
    // After a line that a power cut left without its end this one begins on its own.
    let lines: String = entries.iter().map(|entry| format!("{entry}\n")).collect();
    let is_whole = read_small(file, LARGEST).ok().flatten().is_none_or(|text| text.is_empty() || text.ends_with('\n'));
    let lines = if is_whole { lines } else { format!("\n{lines}") };
    new.write_all(lines.as_bytes()).and_then(|()| new.sync_data()).map_err(StoreError::io("write to", file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::care::Why;
    use crate::domain::plan::Level;

    #[test]
    fn lines_are_added_and_what_is_not_understood_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("data/levels");
        assert_eq!(read(&file), []);
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let entry = |level, why| Entry { day, level, why };
        add(&file, &[entry(Level::Light, Why::Start)]).unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, format!("{text}2031-01-01 9 perhaps\n2026-11-2")).unwrap();
        add(&file, &[entry(Level::Medium, Why::Yes), entry(Level::Light, Why::Red)]).unwrap();
        assert_eq!(
            read(&file),
            [entry(Level::Light, Why::Start), entry(Level::Medium, Why::Yes), entry(Level::Light, Why::Red)]
        );
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(text, "2026-11-20 1 start\n2031-01-01 9 perhaps\n2026-11-2\n2026-11-20 2 yes\n2026-11-20 1 red\n");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
