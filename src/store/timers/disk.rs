//! Such files on the disk: looked at, written all or none, removed with the folders that are empty without them.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::{Roots, System, TimerFile, stamp, tasks};
use crate::domain::remind::Times;
use crate::store::atomic::{self, Durability};
use crate::store::error::StoreError;
use crate::store::folder;

/// A file beyond this many bytes is not one of ours.
const LARGEST: u64 = 64 * 1024;

/// What stands where a file of ours belongs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// What some solemate wrote, untouched.
    Ours {
        /// What it was written for.
        times: Times,
        /// The whole of it.
        bytes: Vec<u8>,
    },
    /// What a person wrote or changed; a link is one, too.
    Theirs,
}

/// What was where something was written or removed: what takes that back.
struct Before {
    path: PathBuf,
    bytes: Option<Vec<u8>>,
    /// The folders that were not there, the inner ones first.
    missing: Vec<PathBuf>,
}

/// Looks at what stands there.
///
/// # Errors
/// The system does not let it be read.
pub fn look(path: &Path) -> Result<Found, StoreError> {
    match path.symlink_metadata() {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Found::Nothing);
        }
        Err(error) => return Err(StoreError::io("open", path)(error)),
        Ok(found) if !found.is_file() || found.len() > LARGEST => return Ok(Found::Theirs),
        Ok(_) => {}
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(StoreError::io("open", path))?;
    file.take(LARGEST).read_to_end(&mut bytes).map_err(StoreError::io("read", path))?;
    let text = tasks::decoded(&bytes).or_else(|| String::from_utf8(bytes.clone()).ok());
    Ok(text.and_then(|text| stamp::read(&text)).map_or(Found::Theirs, |times| Found::Ours { times, bytes }))
}

/// Writes these files, readable by their owner only, and the folders they lie in: all of it or nothing.
///
/// # Errors
/// Everything is as it was then.
pub fn write(files: &[TimerFile]) -> Result<(), StoreError> {
    let put = |file: &TimerFile| {
        folder::create(folder::parent_of(&file.path))?;
        atomic::sweep(&file.path);
        atomic::replace(&file.path, &file.bytes, Durability::Newest)
    };
    all_or_none(files, |file| &file.path, put)
}

/// Removes these files, what the system made of them, and the folders that are empty without them.
///
/// # Errors
/// Every file is as it was then.
pub fn remove(paths: &[PathBuf], system: System, roots: &Roots) -> Result<(), StoreError> {
    let take = |path: &PathBuf| match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(StoreError::io("remove", path)).and_then(|()| folder::sync(folder::parent_of(path))),
    };
    // The timer goes first: without it, nothing starts the rest.
    let last_first: Vec<PathBuf> = paths.iter().rev().cloned().collect();
    all_or_none(&last_first, |path| path, take)?;
    let timer_is_gone = paths.iter().any(|path| path.ends_with(super::systemd::TIMER));
    let left = system.links(roots).filter(|link| timer_is_gone && link.is_symlink());
    // Whatever is left harms nobody: a link to nothing, an empty folder.
    left.into_iter().for_each(|link| drop(fs::remove_file(link)));
    system.folders(roots).iter().for_each(|folder| drop(fs::remove_dir(folder)));
    Ok(())
}

fn all_or_none<T>(
    items: &[T],
    path: impl Fn(&T) -> &PathBuf,
    mut change: impl FnMut(&T) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut done = Vec::new();
    for item in items {
        let changed = Before::of(path(item)).and_then(|before| {
            done.push(before);
            change(item)
        });
        if let Err(error) = changed {
            done.iter().rev().for_each(Before::restore);
            return Err(error);
        }
    }
    Ok(())
}

impl Before {
    fn of(path: &Path) -> Result<Self, StoreError> {
        let bytes = match fs::read(path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(StoreError::io("read", path)(error)),
        };
        let missing = path.ancestors().skip(1).take_while(|folder| !folder::exists(folder)).map(Path::to_path_buf);
        Ok(Self { path: path.to_path_buf(), bytes, missing: missing.collect() })
    }

    /// As far as the system lets it: what fails here has failed before, and was said.
    fn restore(&self) {
        match &self.bytes {
            Some(bytes) if fs::read(&self.path).ok().as_ref() != Some(bytes) => {
                drop(atomic::replace(&self.path, bytes, Durability::Newest));
            }
            Some(_) => {}
            None => drop(fs::remove_file(&self.path)),
        }
        self.missing.iter().for_each(|folder| drop(fs::remove_dir(folder)));
    }
}
