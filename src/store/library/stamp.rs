//! What the person's folder of routines looks like from outside, without reading a file.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::folder;

/// The files of the folder with their lengths and times of change: when two of them differ, something was done to a
/// routine. A link counts as what it leads to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Stamp {
    files: BTreeMap<OsString, Option<(u64, Option<SystemTime>)>>,
}

impl Stamp {
    /// Looks at the folder; a missing one has no files.
    pub fn of(folder: &Path) -> Self {
        let of = |name: OsString| {
            let found = fs::metadata(folder.join(&name)).ok();
            (name, found.map(|found| (found.len(), found.modified().ok())))
        };
        Self { files: folder::look(folder).names.into_iter().map(of).collect() }
    }
}

/// Where the links among the files of the folder lead in the end. A link that leads nowhere is left out.
pub fn targets(folder: &Path) -> Vec<PathBuf> {
    let Ok(listing) = fs::read_dir(folder) else { return Vec::new() };
    let is_link = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_symlink());
    let links = listing.flatten().filter(|entry| folder::is_meant(&entry.file_name()) && is_link(entry));
    links.take(folder::MOST_ROUTINES).filter_map(|link| fs::canonicalize(link.path()).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_differs_when_a_file_comes_goes_or_changes_and_for_no_other_file() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("routines");
        assert_eq!(Stamp::of(&folder), Stamp::default());
        fs::create_dir(&folder).unwrap();
        let mut before = Stamp::of(&folder);
        let mut differs = |what: &str, expected: bool| {
            let now = Stamp::of(&folder);
            assert_eq!(now != before, expected, "{what}");
            before = now;
        };
        fs::write(folder.join("mine.toml"), "name = 'Mine'").unwrap();
        differs("a new file", true);
        differs("nothing", false);
        fs::write(folder.join("mine.toml"), "name = 'Mine, longer'").unwrap();
        differs("another length", true);
        let file = fs::File::options().write(true).open(folder.join("mine.toml")).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        differs("another time", true);
        fs::write(folder.join(".mine.toml.swp"), "").unwrap();
        fs::write(folder.join("notes.txt"), "").unwrap();
        differs("files that are no routines", false);
        fs::remove_file(folder.join("mine.toml")).unwrap();
        differs("a file that went", true);
    }
}
