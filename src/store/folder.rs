//! Private folders: made 0700 from the start, tightened if they are ours and open, refused if they are not ours.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::StoreError;

/// The folder a path lies in.
pub(crate) fn parent_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes sure that the entries of a folder survive a power cut.
pub(super) fn sync(folder: &Path) -> Result<(), StoreError> {
    // Windows has no handle for this and keeps its directory entries in a log of its own.
    if cfg!(windows) {
        return Ok(());
    }
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(StoreError::io("write to", folder))
}

/// Options for a file that only its owner may read.
pub(super) fn private_file() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix knows modes"))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes `folder` and whatever is missing above it, each for its owner only and each synced into its parent.
pub(super) fn create(folder: &Path) -> Result<(), StoreError> {
    let missing: Vec<&Path> =
        folder.ancestors().take_while(|p| !p.as_os_str().is_empty() && p.symlink_metadata().is_err()).collect();
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix knows modes"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    for one in missing.into_iter().rev() {
        match builder.create(one) {
            // Another solemate was faster.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => {
                made.map_err(StoreError::io("make the folder", one))?;
                sync(parent_of(one))?;
            }
        }
    }
    Ok(())
}

/// Whether there is anything at `path`, be it a dangling link.
pub(super) fn exists(path: &Path) -> bool {
    !path.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// Makes sure that `folder` is there and that nobody else can look into it.
pub(crate) fn make_private(folder: &Path) -> Result<(), StoreError> {
    if !exists(folder) {
        create(folder)?;
    }
    vet(folder, Strictness::Private).map(drop)
}

/// How strictly a folder is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// Nobody else may own it or be able to exchange what is in it.
    Ours,
    /// The same, and nobody else may look into it: if others can, that is ended.
    Private,
}

/// Whether the person's data may be written into `folder`. The answer is the folder's path if it stood open and was
/// tightened.
#[cfg(unix)]
pub(super) fn vet(folder: &Path, strictness: Strictness) -> Result<Option<PathBuf>, StoreError> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    let me = rustix::process::geteuid().as_raw();
    let refused = |why| Err(StoreError::Unsafe { path: folder.to_path_buf(), why });
    let link = fs::symlink_metadata(folder).map_err(StoreError::io("open", folder))?;
    if link.is_symlink() && link.uid() != me && link.uid() != 0 {
        return refused("is a link that somebody else made; remove it");
    }
    let found = fs::metadata(folder).map_err(StoreError::io("open", folder))?;
    if !found.is_dir() {
        return Err(StoreError::Kind { path: folder.to_path_buf(), wanted: "a folder" });
    }
    if found.uid() != me {
        return refused("belongs to another user; choose another folder with SOLEMATE_HOME");
    }
    let (open_to_all, sticky) = (found.mode() & 0o002 != 0, found.mode() & 0o1000 != 0);
    if open_to_all && !(sticky && strictness == Strictness::Ours) {
        return refused("can be written by anybody; look at what is in it, then `chmod 700` it");
    }
    if strictness == Strictness::Private && found.mode() & 0o077 != 0 {
        // Disks without permissions cannot be tightened; what is on them is as private as they are.
        let tightened = fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).is_ok();
        return Ok(tightened.then(|| folder.to_path_buf()));
    }
    Ok(None)
}

/// Whether the person's data may be written into `folder`: on Windows the profile folder's own rights protect it.
#[cfg(not(unix))]
pub(super) fn vet(folder: &Path, _: Strictness) -> Result<Option<PathBuf>, StoreError> {
    match fs::metadata(folder).map_err(StoreError::io("open", folder))?.is_dir() {
        true => Ok(None),
        false => Err(StoreError::Kind { path: folder.to_path_buf(), wanted: "a folder" }),
    }
}

/// The same for an open file: regular, ours, and private from now on.
pub(super) fn vet_file(file: &File, path: &Path) -> Result<Option<PathBuf>, StoreError> {
    let found = file.metadata().map_err(StoreError::io("open", path))?;
    if !found.is_file() {
        return Err(StoreError::Kind { path: path.to_path_buf(), wanted: "a regular file" });
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        if found.uid() != rustix::process::geteuid().as_raw() {
            return Err(StoreError::Unsafe {
                path: path.to_path_buf(),
                why: "belongs to another user; move it away or take it over with chown",
            });
        }
        if found.mode() & 0o077 != 0 && file.set_permissions(fs::Permissions::from_mode(0o600)).is_ok() {
            return Ok(Some(path.to_path_buf()));
        }
    }
    Ok(None)
}

/// Closes a file of ours that others can read. Where that cannot be done it is as private as its folder.
pub(crate) fn tighten(path: &Path) {
    let is_file = fs::metadata(path).is_ok_and(|found| found.is_file());
    if let Some(file) = is_file.then(|| File::open(path).ok()).flatten() {
        drop(vet_file(&file, path));
    }
}

/// Reads a small text file; none if it is not there.
pub(crate) fn read_small(path: &Path, most: u64) -> io::Result<Option<String>> {
    use io::Read;
    match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
        Ok(found) if !found.is_file() => return Err(io::Error::other("it is not a regular file")),
        Ok(found) if found.len() > most => return Err(io::Error::other("it is far too large")),
        Ok(_) => {}
    }
    let mut text = String::new();
    File::open(path)?.take(most).read_to_string(&mut text)?;
    Ok(Some(text))
}

/// Why nothing could be written into this folder, or into the nearest one above it that exists.
#[cfg(unix)]
pub(super) fn obstacle(folder: &Path) -> Option<StoreError> {
    use rustix::fs::{Access, access};
    let nearest = folder.ancestors().find(|folder| folder.exists())?;
    access(nearest, Access::WRITE_OK | Access::EXEC_OK)
        .err()
        .map(|error| StoreError::io("write to", nearest)(error.into()))
}

/// Elsewhere only writing shows it.
#[cfg(not(unix))]
pub(super) fn obstacle(_: &Path) -> Option<StoreError> {
    None
}
