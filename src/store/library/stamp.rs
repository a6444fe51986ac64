//! What the person's folder of routines, or a single file, looks like from outside, without reading it.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::folder;
use crate::store::folder::parent_of;

/// What is looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Watched {
    /// The routines of a folder.
    Routines(PathBuf),
    /// One file.
    File(PathBuf),
}

impl Watched {
    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        match self {
            Self::Routines(folder) => folder,
            Self::File(file) => parent_of(file),
        }
    }

    /// Whether a file of this name in that folder is of it.
    pub fn is_meant(&self, name: &OsStr) -> bool {
        match self {
            Self::Routines(_) => folder::is_meant(name),
            Self::File(file) => file.file_name() == Some(name),
        }
    }

    fn names(&self) -> BTreeSet<OsString> {
        match self {
            Self::Routines(folder) => folder::look(folder).names,
            Self::File(file) => file.file_name().into_iter().map(OsStr::to_owned).collect(),
        }
    }

    /// Where the links among its files lead in the end. A link that leads nowhere is left out.
    pub fn targets(&self) -> Vec<PathBuf> {
        let is_link = |path: &Path| path.symlink_metadata().is_ok_and(|found| found.is_symlink());
        let links: Vec<PathBuf> = match self {
            Self::File(file) => vec![file.clone()],
            Self::Routines(folder) => {
                let Ok(listing) = fs::read_dir(folder) else { return Vec::new() };
                let meant = listing.flatten().filter(|entry| folder::is_meant(&entry.file_name()));
                meant.map(|entry| entry.path()).collect()
            }
        };
        let links = links.into_iter().filter(|path| is_link(path)).take(folder::MOST_ROUTINES);
        links.filter_map(|link| fs::canonicalize(link).ok()).collect()
    }
}

/// The files of the folder with their lengths and times of change: when two of them differ, something was done to a
/// routine. A link counts as what it leads to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Stamp {
    files: BTreeMap<OsString, Option<(u64, Option<SystemTime>)>>,
}

impl Stamp {
    /// Looks at it; a missing folder has no files.
    pub fn of(watched: &Watched) -> Self {
        let folder = watched.folder();
        let of = |name: OsString| {
            let found = fs::metadata(folder.join(&name)).ok();
            (name, found.map(|found| (found.len(), found.modified().ok())))
        };
        Self { files: watched.names().into_iter().map(of).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_differs_when_a_file_comes_goes_or_changes_and_for_no_other_file() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("routines");
        let watched = Watched::Routines(folder.clone());
        assert_eq!(Stamp::of(&watched), Stamp::default());
        fs::create_dir(&folder).unwrap();
        let mut before = Stamp::of(&watched);
        let mut differs = |what: &str, expected: bool| {
            let now = Stamp::of(&watched);
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
