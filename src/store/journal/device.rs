//! Which device this is: the name of the one folder that is written into here.
//!
//! It is kept in the state folder, which is never synced: a line for each place in which that folder has been, the name
//! and the place's mark. For a home is cloned, and a backup is put back on another machine: two machines that wrote
//! into one folder would be in conflict for good. Where no line bears the mark of this place a fresh name is taken, and
//! what was written under another one is read like everything else.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::append::Notice;
use super::{DEVICE_FILE, Journal};
use crate::domain::record::FactId;
use crate::store::atomic::{self, Durability};
use crate::store::error::StoreError;
use crate::store::folder;

/// So many places are remembered; the oldest is forgotten first.
const PLACES: usize = 64;

/// Where systems keep what tells one machine from another.
const MACHINE_FILES: [&str; 2] = ["/etc/machine-id", "/etc/hostid"];

/// A name, and the mark of the place it was taken in. Versions before the marks wrote the name alone.
type Named = (String, Option<String>);

impl Journal {
    /// The name of this device: the one taken in this place, or a new random one, kept from now on.
    pub(super) fn device(&self) -> Result<String, StoreError> {
        let path = self.state.join(DEVICE_FILE);
        let mut known = self.names()?;
        let mark = mark(&machine(&self.state), &self.state);
        if let Some((name, _)) = known.iter().find(|(_, its)| its.as_ref() == Some(&mark)) {
            return Ok(name.clone());
        }
        let name = match &known[..] {
            [(name, None)] => name.clone(),
            _ => FactId::new_v4().simple().to_string()[..12].to_owned(),
        };
        let moved = known.iter().any(|(other, _)| *other != name);
        known.retain(|(other, _)| *other != name);
        known.push((name.clone(), Some(mark)));
        let lines: String = known[known.len().saturating_sub(PLACES)..]
            .iter()
            .map(|(name, mark)| format!("{name} {}\n", mark.as_deref().unwrap_or("-")))
            .collect();
        atomic::replace(&path, lines.as_bytes(), Durability::Newest)?;
        if moved {
            self.say(Notice::OwnFolder(self.history.join(&name)));
        }
        Ok(name)
    }

    /// The folder that is written into here; nothing if nothing has been.
    #[must_use]
    pub fn own_folder(&self) -> Option<PathBuf> {
        let mark = Some(mark(&machine(&self.state), &self.state));
        let known = self.names().ok()?;
        let own = known.iter().find(|(_, its)| *its == mark).or(match &known[..] {
            [only @ (_, None)] => Some(only),
            _ => None,
        });
        own.map(|(name, _)| self.history.join(name))
    }

    /// The folders of other places in which this state folder has been. Where it was copied and not moved, another machine
    /// writes into them still.
    pub(super) fn former_folders(&self) -> Result<Vec<PathBuf>, StoreError> {
        let own = self.own_folder();
        let folders = self.names()?.into_iter().map(|(name, _)| self.history.join(name));
        Ok(folders.filter(|path| folder::exists(path) && Some(path) != own.as_ref()).collect())
    }

    fn names(&self) -> Result<Vec<Named>, StoreError> {
        let path = self.state.join(DEVICE_FILE);
        let kept = folder::read_small(&path, 1 << 16).map_err(StoreError::io("read", &path))?;
        Ok(kept.as_deref().unwrap_or_default().lines().filter_map(named).collect())
    }
}

fn named(line: &str) -> Option<Named> {
    let mut words = line.split_whitespace();
    let name = words.next().filter(|name| is_device_name(name))?;
    let mark = words.next().filter(|mark| *mark != "-");
    Some((name.to_owned(), mark.map(str::to_owned)))
}

/// What tells this machine from others: what the system calls it. Where it keeps no such file (macOS, Windows, many
/// containers), it is what the disk calls the state folder, and when that was made: a copy keeps neither.
fn machine(state: &Path) -> String {
    let read = |path: &&str| folder::read_small(Path::new(path), 4096).ok().flatten();
    let named = |text: &String| !matches!(text.trim(), "" | "uninitialized");
    MACHINE_FILES.iter().filter_map(read).find(named).unwrap_or_else(|| birth(state))
}

fn birth(state: &Path) -> String {
    let Ok(found) = fs::metadata(state) else { return String::new() };
    let made = found.created().ok().and_then(|made| made.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    // The number of the disk is not among it: many systems give another one with every start.
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&found);
    #[cfg(not(unix))]
    let number = 0;
    format!("{number} {}", made.as_nanos())
}

/// Tells this machine and state folder from others. Neither can be got back from it.
fn mark(machine: &str, state: &Path) -> String {
    let state = fs::canonicalize(state).unwrap_or_else(|_| state.to_path_buf());
    let mut sum = crc32fast::Hasher::new();
    sum.update(machine.trim().as_bytes());
    sum.update(b"\n");
    sum.update(state.as_os_str().as_encoded_bytes());
    format!("{:08x}", sum.finalize())
}

/// A name that a person may have chosen, too. It is the name of a folder on every system.
fn is_device_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !name.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_tells_machines_and_folders_apart() {
        let here = mark("5f0c2f1e8c7d4b0d9a3e6b1c2d4f5a60\n", Path::new("/home/me/.local/state/solemate"));
        let same = mark("5f0c2f1e8c7d4b0d9a3e6b1c2d4f5a60", Path::new("/home/me/.local/state/solemate"));
        let cloned = mark("77aa2f1e8c7d4b0d9a3e6b1c2d4f5a60\n", Path::new("/home/me/.local/state/solemate"));
        let copied = mark("5f0c2f1e8c7d4b0d9a3e6b1c2d4f5a60\n", Path::new("/home/other/.local/state/solemate"));
        assert_eq!(here, same);
        assert!(here != cloned && here != copied && cloned != copied);
        assert!(here.len() == 8 && here.bytes().all(|b| b.is_ascii_hexdigit()), "{here}");
    }

    #[test]
    fn where_a_machine_has_no_name_a_copied_folder_is_another_place() {
        let home = tempfile::tempdir().unwrap();
        let [one, other] = ["one", "other"].map(|name| home.path().join(name));
        for folder in [&one, &other] {
            fs::create_dir(folder).unwrap();
        }
        let born = birth(&one);
        fs::write(one.join("device"), "af50890c3100").unwrap();
        assert_eq!(birth(&one), born);
        assert_ne!(birth(&other), born);
        assert!(!machine(&one).trim().is_empty());
    }

    #[test]
    fn a_line_is_a_name_and_a_mark_and_an_older_one_a_name_alone() {
        assert_eq!(named("af50890c3100 1c291ca3"), Some(("af50890c3100".into(), Some("1c291ca3".into()))));
        assert_eq!(named("my-laptop"), Some(("my-laptop".into(), None)));
        assert_eq!(named("my-laptop -"), Some(("my-laptop".into(), None)));
        for broken in ["", "../up 1c291ca3", "-x 1c291ca3", "a/b", "\u{7}"] {
            assert_eq!(named(broken), None, "{broken:?}");
        }
    }
}
