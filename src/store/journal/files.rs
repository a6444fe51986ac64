//! Which files make up the history.

use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::Datelike;

use crate::domain::order;
use crate::domain::record::Fact;

/// One file of lines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct YearFile {
    pub(super) path: PathBuf,
    pub(super) year: i32,
}

/// The files of one device, by year.
pub(super) struct DeviceFiles {
    pub(super) files: Vec<YearFile>,
}

/// What lies in the history folder.
#[derive(Default)]
pub(super) struct Listing {
    /// By name, so that the place in this list breaks ties alike on every machine.
    pub(super) devices: Vec<DeviceFiles>,
    /// Year files under another name, as sync tools leave them after a conflict. They are among `devices` too.
    pub(super) copies: Vec<PathBuf>,
    /// What is not ours.
    pub(super) foreign: Vec<PathBuf>,
    /// What could not be looked into, and why.
    pub(super) unreadable: Vec<(PathBuf, std::io::Error)>,
}

/// The file of a year in the folder of a device.
pub(super) fn path_of(folder: &Path, year: i32) -> PathBuf {
    folder.join(format!("{year:04}.jsonl"))
}

/// The year in the name of a year file, and whether the name is the plain one: `2026.jsonl`, or a copy made by a sync
/// tool (`2026.sync-conflict-….jsonl`, `2026 (conflicted copy ….jsonl`, `2026 (1).jsonl`).
fn year_in(name: &str) -> Option<(i32, bool)> {
    let stem = name.strip_suffix(".jsonl")?;
    let (year, rest) = stem.split_at_checked(4)?;
    let plain = year.bytes().all(|b| b.is_ascii_digit()) && !rest.starts_with(|c: char| c.is_ascii_digit());
    plain.then(|| year.parse().ok()).flatten().map(|year| (year, rest.is_empty()))
}

/// The year of a second file in which a fact is written, too: a correction that was made in a later year than its own. It may
/// have been moved there from that later year, and who reads the newest files alone has to learn of it.
pub(super) fn later_year(fact: &Fact) -> Option<i32> {
    fact.corrected_at.map(|moment| moment.year()).filter(|year| *year > fact.at.year())
}

/// Lists the history. A folder that is not there is an empty history.
pub(super) fn list(history: &Path) -> Listing {
    let mut listing = Listing::default();
    for folder in entries(history, &mut listing) {
        if !folder.is_dir() {
            listing.foreign.push(folder);
            continue;
        }
        let files = year_files(&folder, &mut listing);
        listing.devices.push(DeviceFiles { files });
    }
    listing
}

/// The folders of devices, by name.
pub(super) fn folders(history: &Path) -> Vec<PathBuf> {
    let mut found = entries(history, &mut Listing::default());
    found.retain(|path| path.is_dir());
    found
}

/// The year files of one device's folder.
pub(super) fn in_device(folder: &Path) -> Vec<YearFile> {
    year_files(folder, &mut Listing::default())
}

/// By year, then by name.
fn year_files(folder: &Path, listing: &mut Listing) -> Vec<YearFile> {
    let mut files = Vec::new();
    for path in entries(folder, listing) {
        match path.file_name().and_then(|name| name.to_str()).and_then(year_in) {
            Some((year, plain)) => {
                if !plain {
                    listing.copies.push(path.clone());
                }
                files.push(YearFile { path, year });
            }
            None => listing.foreign.push(path),
        }
    }
    order::by(&mut files, |a, b| (a.year, &a.path).cmp(&(b.year, &b.path)));
    files
}

/// Whether this belongs to git or a sync tool, or is not ready: what is hidden, and what Syncthing on Windows is fetching.
pub fn is_passed_over(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"~syncthing~")
}

/// What lies in a folder, by name.
fn entries(folder: &Path, listing: &mut Listing) -> Vec<PathBuf> {
    let mut found = Vec::new();
    match fs::read_dir(folder) {
        Ok(entries) => {
            for entry in entries {
                match entry {
                    Ok(entry) if is_passed_over(&entry.file_name()) => {}
                    Ok(entry) => found.push(entry.path()),
                    Err(error) => listing.unreadable.push((folder.to_path_buf(), error)),
                }
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound && !crate::store::folder::exists(folder) => {}
        Err(error) => listing.unreadable.push((folder.to_path_buf(), error)),
    }
    order::sort(&mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d16_year_files_are_known_under_the_names_that_sync_tools_give_them() {
        assert_eq!(year_in("2026.jsonl"), Some((2026, true)));
        for copy in [
            "2026.sync-conflict-20261120-214703-ABCDEFG.jsonl",
            "2026 (Ada's conflicted copy 2026-11-20).jsonl",
            "2026 (1).jsonl",
        ] {
            assert_eq!(year_in(copy), Some((2026, false)), "{copy}");
        }
        for foreign in ["notes.jsonl", "20261.jsonl", "2026.db", "2026.jsonl.tmp", "+026.jsonl", "äö26.jsonl", ".jsonl"]
        {
            assert_eq!(year_in(foreign), None, "{foreign}");
        }
    }
}
