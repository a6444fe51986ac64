//! What the person's folder of routines, the history, or a single file, looks like from outside, without reading it.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::folder;
use crate::domain::order;
use crate::store::folder::parent_of;
use crate::store::journal::is_passed_over;

/// What is looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Watched {
    /// The routines of a folder.
    Routines(PathBuf),
    /// The year files of all devices, in their folders below this one.
    History(PathBuf),
    /// One file.
    File(PathBuf),
}

impl Watched {
    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        match self {
            Self::Routines(folder) | Self::History(folder) => folder,
            Self::File(file) => parent_of(file),
        }
    }

    /// Whether a file of this name in that folder is of it.
    pub fn is_meant(&self, name: &OsStr) -> bool {
        match self {
            Self::Routines(_) => folder::is_meant(name),
            Self::History(_) => !is_passed_over(name),
            Self::File(file) => file.file_name() == Some(name),
        }
    }

    /// Whether a file of this name in one of the folders [`Self::below`] is of it.
    pub fn is_meant_below(&self, name: &OsStr) -> bool {
        matches!(self, Self::History(_))
            && !is_passed_over(name)
            && Path::new(name).extension() == Some("jsonl".as_ref())
    }

    /// The folders below its own in which its files lie.
    pub fn below(&self) -> Vec<PathBuf> {
        let Self::History(folder) = self else { return Vec::new() };
        let inside = fs::read_dir(folder).into_iter().flatten().flatten();
        let meant = inside.filter(|entry| self.is_meant(&entry.file_name())).map(|entry| entry.path());
        meant.filter(|path| path.is_dir()).collect()
    }

    fn names(&self) -> BTreeSet<OsString> {
        match self {
            Self::Routines(folder) => folder::look(folder).names,
            Self::History(folder) => {
                let inside = |below: &PathBuf| fs::read_dir(below).into_iter().flatten().flatten();
                let files = self.below().iter().flat_map(inside).map(|entry| entry.path()).collect::<Vec<_>>();
                let meant = files.iter().filter(|path| path.file_name().is_some_and(|name| self.is_meant_below(name)));
                order::set(meant.filter_map(|path| Some(path.strip_prefix(folder).ok()?.into())))
            }
            Self::File(file) => order::set(file.file_name().map(OsStr::to_owned)),
        }
    }

    /// Where the links among its files lead in the end. A link that leads nowhere is left out.
    pub fn targets(&self) -> Vec<PathBuf> {
        let is_link = |path: &Path| path.symlink_metadata().is_ok_and(|found| found.is_symlink());
        let links: Vec<PathBuf> = match self {
            Self::File(file) => vec![file.clone()],
            Self::History(_) => Vec::new(),
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
        Self { files: order::map(watched.names().into_iter().map(of)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_history_the_year_files_of_every_device_count() {
        let home = tempfile::tempdir().unwrap();
        let watched = Watched::History(home.path().join("history"));
        assert_eq!(Stamp::of(&watched), Stamp::default());
        let mut before = Stamp::default();
        let mut differs = |file: &str, text: &str, expected: bool| {
            let path = home.path().join("history").join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
            let now = Stamp::of(&watched);
            assert_eq!(now != before, expected, "{file}");
            before = now;
        };
        differs("laptop/2026.jsonl", "one", true);
        differs("laptop/2026.jsonl", "one, two", true);
        differs("desk/2026.sync-conflict.jsonl", "one", true);
        differs(".git/2026.jsonl", "one", false);
        differs("laptop/.2027.jsonl.tmp", "one", false);
    }

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
