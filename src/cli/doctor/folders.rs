//! The folders: whether they are there, whose they are, who can look into them.

use std::fs;
use std::path::Path;

use super::{Findings, State};
use crate::config::Places;
use crate::store::error::shown;
use crate::store::journal::{is_import, is_passed_over};

const ABOUT: &str = "folders";

/// The least that has to be free on a disk, in bytes: a few lines and a file that is replaced.
#[cfg(unix)]
const ROOM: u64 = 32 * 1024;

pub(super) fn look(places: &Places, found: &mut Findings) {
    for (name, folder, private) in [
        ("settings and routines", places.config().to_path_buf(), false),
        ("history", places.history(), true),
        ("this machine's state", places.state().to_path_buf(), true),
    ] {
        let (state, text) = look_at(&folder, private);
        found.add(ABOUT, state, format!("{name}: {}{text}", shown(&folder)));
    }
    let kept = places.state().join("kept");
    for copy in fs::read_dir(kept).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let text =
            format!("{} is what a routine held when saving it was cut off: compare, then remove it", shown(&copy));
        found.add(ABOUT, State::Person, text);
    }
}

fn look_at(folder: &Path, private: bool) -> (State, String) {
    match fs::metadata(folder) {
        Ok(about) if !about.is_dir() => (State::Person, " is not a folder: move it away".into()),
        Ok(about) => rights(folder, &about, private),
        Err(_) if fs::symlink_metadata(folder).is_ok() => {
            (State::Person, " is a link that leads nowhere: remove it, or put back what it led to".into())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            (State::Fine, " is not there yet; it is made when it is needed".into())
        }
        Err(error) => (State::Machine, format!(" cannot be looked at: {error}")),
    }
}

#[cfg(unix)]
fn rights(folder: &Path, about: &fs::Metadata, private: bool) -> (State, String) {
    use rustix::fs::{Access, access, statvfs};
    use std::os::unix::fs::MetadataExt;

    let mode = format!(" ({:03o})", about.mode() & 0o777);
    if about.uid() != rustix::process::geteuid().as_raw() {
        return (State::Person, format!("{mode} belongs to another user"));
    }
    if access(folder, Access::WRITE_OK | Access::EXEC_OK).is_err() {
        return (State::Machine, format!("{mode} cannot be written to"));
    }
    if let Ok(disk) = statvfs(folder)
        && disk.f_bavail.saturating_mul(disk.f_frsize) < ROOM
    {
        return (State::Machine, format!("{mode} is on a disk with no room left: nothing more can be kept there"));
    }
    if about.mode() & 0o002 != 0 {
        return (State::Person, format!("{mode} can be written by anybody: `chmod 700` it"));
    }
    if private && about.mode() & 0o077 != 0 {
        return (State::Note, format!("{mode} can be read by others; the next thing that is kept ends that"));
    }
    (State::Fine, mode)
}

#[cfg(not(unix))]
fn rights(_: &Path, about: &fs::Metadata, _: bool) -> (State, String) {
    match about.permissions().readonly() {
        true => (State::Machine, " cannot be written to".into()),
        false => (State::Fine, String::new()),
    }
}

/// What the history consists of.
pub(super) struct Count {
    /// Folders of devices, this one's among them.
    pub(super) devices: u64,
    /// Folders of imports.
    pub(super) imports: u64,
    /// Files of lines in all of them.
    pub(super) files: u64,
}

/// Counts the folders of the history, and the files of lines that these hold.
pub(super) fn count_history(history: &Path) -> Count {
    let inside = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        entries.filter(|path| !path.file_name().is_some_and(is_passed_over))
    };
    let folders: Vec<_> = inside(history).filter(|path| path.is_dir()).collect();
    let files =
        folders.iter().flat_map(|folder| inside(folder)).filter(|path| path.extension().is_some_and(|e| e == "jsonl"));
    let files = files.count() as u64;
    let imports = folders
        .iter()
        .filter(|folder| folder.file_name().and_then(|name| name.to_str()).is_some_and(is_import))
        .count() as u64;
    Count { devices: folders.len() as u64 - imports, imports, files }
}
