//! A routine file written back: whole or not at all, through links, with its rights, and never over what somebody else
//! wrote meanwhile.
//!
//! ```text
//! open ── the bytes it had ──> change ──> still the same bytes? ── no ──> both are kept, the person chooses
//!                                              | yes
//!                          a file beside it, synced, takes its place; or, where the file has more than
//!                          one name or its folder takes no other, a copy is kept and it is written where it lies
//! ```

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::file::{self, Unreadable};
use crate::store::error::StoreError;
use crate::store::folder::{self, make_private, parent_of, private_file, sync};

/// A file as it was when somebody began to change it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Original {
    path: PathBuf,
    bytes: Option<Vec<u8>>,
}

/// Why a file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum NotSaved {
    /// Somebody else changed it, made it or took it away meanwhile: nothing of theirs is overwritten.
    #[error("{path} was changed meanwhile by somebody else: nothing was written")]
    Changed {
        /// The file.
        path: crate::domain::text::Clean,
        /// What is there now; nothing if it is gone.
        now: Option<Vec<u8>>,
    },
    /// It cannot be read again.
    #[error("{path}: {why}")]
    Unreadable {
        /// The file.
        path: crate::domain::text::Clean,
        /// What stands in its place.
        why: Unreadable,
    },
    /// The system refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Original {
    /// The file at `path` as it is now.
    ///
    /// # Errors
    /// It is not there, or cannot be read.
    pub fn open(path: &Path) -> Result<Self, Unreadable> {
        Ok(Self { path: path.to_path_buf(), bytes: Some(file::read(path)?) })
    }

    /// A file that is to be made, and must not be there yet.
    pub fn new_file(path: &Path) -> Self {
        Self { path: path.to_path_buf(), bytes: None }
    }

    /// A file that held these bytes when somebody began to change it, or was not there.
    pub fn as_it_was(path: &Path, bytes: Option<Vec<u8>>) -> Self {
        Self { path: path.to_path_buf(), bytes }
    }

    /// Where it is, as it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it held; empty for one that was not there.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or_default()
    }

    /// The same; nothing for one that was not there.
    pub fn held(&self) -> Option<&[u8]> {
        self.bytes.as_deref()
    }

    /// Writes `new` in the place of what it held. `keep` is a folder for a copy of the old bytes, where they have to be
    /// written over in place.
    ///
    /// # Errors
    /// The file is as it was, and the error says why.
    pub fn save(&self, new: &[u8], keep: &Path) -> Result<Self, NotSaved> {
        self.check()?;
        match self.bytes {
            None => self.make(new)?,
            Some(_) => self.replace(new, keep)?,
        }
        Ok(Self { path: self.path.clone(), bytes: Some(new.to_vec()) })
    }

    /// Whether the file holds what it held: its bytes are asked, never its time.
    fn check(&self) -> Result<(), NotSaved> {
        let path = || super::shown(&self.path);
        let now = match file::read(&self.path) {
            Ok(bytes) => Some(bytes),
            Err(Unreadable::Missing) => None,
            Err(why) => return Err(NotSaved::Unreadable { path: path(), why }),
        };
        if now == self.bytes { Ok(()) } else { Err(NotSaved::Changed { path: path(), now }) }
    }

    /// Makes a file of the person's own; whoever is faster is not overwritten.
    fn make(&self, new: &[u8]) -> Result<(), NotSaved> {
        let folder = parent_of(&self.path);
        // One that is there keeps its rights: routines are no secret, and people keep them among their dotfiles.
        folder::create(folder)?;
        let writing = || StoreError::io("write to", &self.path);
        let mut beside = tempfile::Builder::new().prefix(".solemate-").tempfile_in(folder).map_err(writing())?;
        beside.write_all(new).and_then(|()| beside.as_file().sync_all()).map_err(writing())?;
        match beside.persist_noclobber(&self.path) {
            Ok(_) => Ok(sync(folder)?),
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
                Err(NotSaved::Changed { path: super::shown(&self.path), now: file::read(&self.path).ok() })
            }
            Err(error) => Err(writing()(error.error).into()),
        }
    }

    fn replace(&self, new: &[u8], keep: &Path) -> Result<(), NotSaved> {
        let target = fs::canonicalize(&self.path).map_err(StoreError::io("open", &self.path))?;
        let writing = || StoreError::io("write to", &target);
        let old = fs::metadata(&target).map_err(writing())?;
        if has_other_names(&old) {
            return Ok(self.write_over(&target, new, keep)?);
        }
        let folder = parent_of(&target);
        let mut beside = match tempfile::Builder::new().prefix(".solemate-").tempfile_in(folder) {
            Ok(beside) => beside,
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                return Ok(self.write_over(&target, new, keep)?);
            }
            Err(error) => return Err(writing()(error).into()),
        };
        beside.write_all(new).map_err(writing())?;
        take_rights(&target, &old, beside.as_file()).map_err(writing())?;
        beside.as_file().sync_all().map_err(writing())?;
        // Somebody may have saved while this was written.
        self.check()?;
        beside.persist(&target).map_err(|error| writing()(error.error))?;
        Ok(sync(folder)?)
    }

    /// Writes over a file where it lies; its old bytes are on the disk elsewhere first, and are put back if this fails.
    fn write_over(&self, target: &Path, new: &[u8], keep: &Path) -> Result<(), StoreError> {
        make_private(keep)?;
        let (copy, mut kept) = copy_beside_others(keep, target)?;
        let keeping = || StoreError::io("write to", &copy);
        kept.write_all(self.bytes()).and_then(|()| kept.sync_all()).map_err(keeping())?;
        sync(keep)?;
        let writing = || StoreError::io("write to", target);
        let mut file = OpenOptions::new().read(true).write(true).open(target).map_err(writing())?;
        let written = fill(&mut file, new);
        if written.is_err() {
            // What it held fitted before.
            drop(fill(&mut file, self.bytes()));
        }
        written.map_err(writing())?;
        fs::remove_file(&copy).map_err(keeping())
    }
}

/// A new file for the old bytes of `target`: what an earlier save left there may be the only whole copy of something.
fn copy_beside_others(keep: &Path, target: &Path) -> Result<(PathBuf, File), StoreError> {
    let name = target.file_name().unwrap_or_default();
    let mut number = 0;
    loop {
        let mut numbered = name.to_os_string();
        numbered.push(format!(".{number}"));
        let copy = keep.join(numbered);
        match private_file().write(true).create_new(true).open(&copy) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => number += 1,
            made => return made.map_err(StoreError::io("write to", &copy)).map(|file| (copy, file)),
        }
    }
}

/// Puts these bytes in the place of all that a file holds.
fn fill(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.rewind()?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}

#[cfg(unix)]
fn has_other_names(file: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(file) > 1
}

/// Elsewhere this is not asked: a second name keeps the older text.
#[cfg(not(unix))]
fn has_other_names(_: &fs::Metadata) -> bool {
    false
}

/// Gives a new file the owner, the mode and the extended attributes of the one whose place it takes. The owner only where
/// the system allows it: it is the same person in all but strange cases.
#[cfg(unix)]
fn take_rights(target: &Path, old: &fs::Metadata, new: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};

    drop(fchown(new, Some(old.uid()), Some(old.gid())));
    new.set_permissions(old.permissions())?;
    copy_attributes(target, new);
    Ok(())
}

#[cfg(not(unix))]
fn take_rights(_: &Path, old: &fs::Metadata, new: &File) -> io::Result<()> {
    new.set_permissions(old.permissions())
}

/// Access lists, labels and whatever else the file carries: as much of it as this disk and this person may set.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn copy_attributes(target: &Path, new: &File) {
    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fsetxattr};

    const MOST: usize = 64 * 1024;
    let Ok(old) = File::open(target) else { return };
    let mut names = vec![0; MOST];
    let Ok(length) = flistxattr(&old, &mut names[..]) else { return };
    for name in names[..length].split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let mut value = vec![0; MOST];
        if let Ok(length) = fgetxattr(&old, name, &mut value[..]) {
            let _ = fsetxattr(new, name, &value[..length], XattrFlags::empty());
        }
    }
}

#[cfg(all(unix, not(any(target_os = "linux", target_vendor = "apple"))))]
fn copy_attributes(_: &Path, _: &File) {}

/// What is on standard input, or in a file that somebody sent: bounded, and never waited for beyond its end.
///
/// # Errors
/// It cannot be read, or is larger than a routine may be.
pub fn read_from(input: &mut impl Read) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    let refused = |error: io::Error| Unreadable::Refused(crate::domain::text::Clean::visible(&error.to_string()));
    input.take(file::LARGEST + 1).read_to_end(&mut bytes).map_err(refused)?;
    if bytes.len() as u64 > file::LARGEST { Err(Unreadable::TooLarge) } else { Ok(bytes) }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    struct Desk {
        folder: tempfile::TempDir,
    }

    impl Desk {
        fn new(text: &str) -> Self {
            let desk = Self { folder: tempfile::tempdir().unwrap() };
            fs::write(desk.path("mine.toml"), text).unwrap();
            desk
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        fn read(&self, name: &str) -> String {
            fs::read_to_string(self.path(name)).unwrap()
        }

        fn save(&self, opened: &Original, text: &str) -> Result<Original, NotSaved> {
            opened.save(text.as_bytes(), &self.path("kept"))
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(self.folder.path()).unwrap();
            let mut names: Vec<String> =
                entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        }
    }

    #[test]
    fn r12_a_file_behind_links_is_replaced_where_it_lies_and_the_links_stay() {
        let desk = Desk::new("old");
        fs::create_dir(desk.path("deep")).unwrap();
        symlink("../mine.toml", desk.path("deep/relative.toml")).unwrap();
        symlink(desk.path("deep/relative.toml"), desk.path("chain.toml")).unwrap();
        let opened = Original::open(&desk.path("chain.toml")).unwrap();
        desk.save(&opened, "new").unwrap();
        assert_eq!((desk.read("mine.toml"), desk.read("chain.toml")), ("new".into(), "new".into()));
        assert!(desk.path("chain.toml").symlink_metadata().unwrap().is_symlink());
        assert_eq!(desk.names(), ["chain.toml", "deep", "mine.toml"], "nothing is left lying about");
    }

    #[test]
    fn r12_a_file_of_two_names_stays_one() {
        let desk = Desk::new("old and longer");
        fs::hard_link(desk.path("mine.toml"), desk.path("other.toml")).unwrap();
        let before = desk.path("mine.toml").metadata().unwrap().ino();
        desk.save(&Original::open(&desk.path("mine.toml")).unwrap(), "new").unwrap();
        assert_eq!((desk.read("mine.toml"), desk.read("other.toml")), ("new".into(), "new".into()));
        assert_eq!(desk.path("mine.toml").metadata().unwrap().ino(), before);
    }

    #[test]
    fn r15_what_a_crash_left_of_an_earlier_save_is_never_written_over() {
        let desk = Desk::new("torn");
        fs::hard_link(desk.path("mine.toml"), desk.path("other.toml")).unwrap();
        fs::create_dir(desk.path("kept")).unwrap();
        fs::write(desk.path("kept/mine.toml.0"), "the only whole one").unwrap();
        desk.save(&Original::open(&desk.path("mine.toml")).unwrap(), "new").unwrap();
        assert_eq!(desk.read("mine.toml"), "new");
        assert_eq!(desk.read("kept/mine.toml.0"), "the only whole one");
        assert_eq!(fs::read_dir(desk.path("kept")).unwrap().count(), 1, "what went well leaves nothing");
    }

    #[test]
    fn p2_a_folder_that_was_there_keeps_its_rights() {
        let desk = Desk::new("old");
        fs::set_permissions(desk.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        desk.save(&Original::new_file(&desk.path("new.toml")), "one").unwrap();
        assert_eq!(desk.folder.path().metadata().unwrap().permissions().mode() & 0o777, 0o755);
        desk.save(&Original::new_file(&desk.path("own/new.toml")), "one").unwrap();
        assert_eq!(desk.path("own").metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn r13_mode_and_attributes_are_kept() {
        let desk = Desk::new("old");
        let path = desk.path("mine.toml");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        #[cfg(target_os = "linux")]
        let has_attributes = rustix::fs::setxattr(&path, "user.mark", b"left", rustix::fs::XattrFlags::empty()).is_ok();
        desk.save(&Original::open(&path).unwrap(), "new").unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
        #[cfg(target_os = "linux")]
        if has_attributes {
            let mut value = [0; 16];
            let length = rustix::fs::getxattr(&path, "user.mark", &mut value[..]).unwrap();
            assert_eq!(&value[..length], b"left");
        }
    }

    #[test]
    fn r16_what_somebody_else_wrote_is_never_overwritten() {
        let desk = Desk::new("old");
        let path = desk.path("mine.toml");
        let opened = Original::open(&path).unwrap();
        fs::write(&path, "theirs").unwrap();
        let refused = desk.save(&opened, "mine");
        assert!(matches!(&refused, Err(NotSaved::Changed { now: Some(now), .. }) if now == b"theirs"), "{refused:?}");
        assert_eq!(desk.read("mine.toml"), "theirs");
        fs::remove_file(&path).unwrap();
        assert!(matches!(desk.save(&opened, "mine"), Err(NotSaved::Changed { now: None, .. })));
        assert!(!path.exists(), "what was taken away is not made anew");
    }

    #[test]
    fn r18_the_bytes_decide_and_not_the_time() {
        let desk = Desk::new("old");
        let path = desk.path("mine.toml");
        let opened = Original::open(&path).unwrap();
        let long_ago = std::time::UNIX_EPOCH;
        File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
        let saved = desk.save(&opened, "new").unwrap();
        let time = path.metadata().unwrap().modified().unwrap();
        fs::write(&path, "two").unwrap();
        File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
        assert!(
            matches!(desk.save(&saved, "mine"), Err(NotSaved::Changed { .. })),
            "as long and as old, but not the same"
        );
    }

    #[test]
    fn a_new_file_takes_nobodys_place() {
        let desk = Desk::new("old");
        let new = Original::new_file(&desk.path("new.toml"));
        let saved = desk.save(&new, "one").unwrap();
        assert_eq!(desk.read("new.toml"), "one");
        assert!(matches!(desk.save(&new, "two"), Err(NotSaved::Changed { .. })));
        desk.save(&saved, "three").unwrap();
        assert_eq!(desk.read("new.toml"), "three");
    }
}
