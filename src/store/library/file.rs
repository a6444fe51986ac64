//! Reading one routine file without trusting what the path leads to.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use crate::domain::text::Clean;

/// The largest routine file that is read, in bytes. The largest shipped one has 8 KiB.
pub const LARGEST: u64 = 256 * 1024;

/// Why a file could not be read at all.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unreadable {
    /// There is nothing of that name.
    #[error("there is no such file")]
    Missing,
    /// A link whose target is not there.
    #[error("it is a link to {0}, where there is no file")]
    Dangling(Clean),
    /// Links that lead back to themselves.
    #[error("it is a link that leads in a circle")]
    LinkLoop,
    /// A folder, a pipe, a device or a socket.
    #[error("it is {0}, not a file")]
    NotAFile(&'static str),
    /// Larger than [`LARGEST`].
    #[error("it is larger than {} KiB: a routine is a page or two of text", LARGEST / 1024)]
    TooLarge,
    /// Bytes that are no text.
    #[error("it is not text in UTF-8")]
    NoText,
    /// The system refuses.
    #[error("it cannot be read: {0}")]
    Refused(Clean),
}

impl Unreadable {
    /// Whether the machine is at fault and not what the person asked for.
    pub const fn is_the_machines(&self) -> bool {
        matches!(self, Self::Refused(_))
    }
}

/// The bytes of a regular file, or of one that a chain of links leads to. Never waits for a pipe, never wakes a device,
/// never holds more than [`LARGEST`] bytes.
///
/// # Errors
/// Says what stands in the place of the file.
pub fn read(path: &Path) -> Result<Vec<u8>, Unreadable> {
    // Before opening: to open some devices is already to do something. After it: the name may lead elsewhere by then.
    check(&fs::metadata(path).map_err(|error| explain(path, &error))?)?;
    let file = open(path).map_err(|error| explain(path, &error))?;
    let found = file.metadata().map_err(|error| explain(path, &error))?;
    check(&found)?;
    // With room for its end: one read for the file, and one for finding that there is no more of it.
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or_default() + 1);
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| explain(path, &error))?;
    if bytes.len() as u64 > LARGEST { Err(Unreadable::TooLarge) } else { Ok(bytes) }
}

fn check(found: &fs::Metadata) -> Result<(), Unreadable> {
    if !found.is_file() {
        return Err(Unreadable::NotAFile(kind(found.file_type())));
    }
    if found.len() > LARGEST { Err(Unreadable::TooLarge) } else { Ok(()) }
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;

    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

fn kind(found: fs::FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if found.is_fifo() {
            return "a pipe";
        }
        if found.is_socket() {
            return "a socket";
        }
        if found.is_block_device() || found.is_char_device() {
            return "a device";
        }
    }
    if found.is_dir() { "a folder" } else { "something else" }
}

/// What a refusal of the system means for whoever named `path`.
pub(super) fn explain(path: &Path, error: &io::Error) -> Unreadable {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) {
        return Unreadable::LinkLoop;
    }
    match error.kind() {
        io::ErrorKind::NotFound => match fs::read_link(path) {
            Ok(target) => Unreadable::Dangling(Clean::visible(&target.to_string_lossy())),
            Err(_) => Unreadable::Missing,
        },
        io::ErrorKind::NotADirectory => Unreadable::Missing,
        _ => Unreadable::Refused(Clean::visible(&error.to_string())),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    fn make_pipe(path: &Path) {
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    #[test]
    fn r9_a_huge_file_is_refused_unread() {
        let folder = folder();
        let path = folder.path().join("huge.toml");
        File::create(&path).unwrap().set_len(LARGEST + 1).unwrap();
        assert_eq!(read(&path), Err(Unreadable::TooLarge));
        File::options().write(true).open(&path).unwrap().set_len(LARGEST).unwrap();
        assert_eq!(read(&path).unwrap().len() as u64, LARGEST, "the last size that is allowed");
    }

    #[test]
    fn r10_only_regular_files_are_opened() {
        let folder = folder();
        let pipe = folder.path().join("pipe.toml");
        make_pipe(&pipe);
        assert_eq!(read(&pipe), Err(Unreadable::NotAFile("a pipe")));
        let socket = folder.path().join("socket.toml");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        assert_eq!(read(&socket), Err(Unreadable::NotAFile("a socket")));
        let zero = folder.path().join("zero.toml");
        symlink("/dev/zero", &zero).unwrap();
        assert_eq!(read(&zero), Err(Unreadable::NotAFile("a device")));
        assert_eq!(read(folder.path()), Err(Unreadable::NotAFile("a folder")));
    }

    #[test]
    fn r10_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for() {
        let folder = folder();
        let pipe = folder.path().join("pipe.toml");
        make_pipe(&pipe);
        let opened = open(&pipe).unwrap();
        assert_eq!(check(&opened.metadata().unwrap()), Err(Unreadable::NotAFile("a pipe")));
    }

    #[test]
    fn r11_links_are_followed_and_broken_ones_named() {
        let (folder, elsewhere) = (folder(), folder());
        let at = |name: &str| folder.path().join(name);
        fs::write(elsewhere.path().join("mine.toml"), "format = 1").unwrap();
        symlink(elsewhere.path().join("mine.toml"), at("linked.toml")).unwrap();
        assert_eq!(
            read(&at("linked.toml")).unwrap(),
            b"format = 1",
            "a link out of the folder is the owner's business"
        );

        symlink("b.toml", at("a.toml")).unwrap();
        symlink("a.toml", at("b.toml")).unwrap();
        assert_eq!(read(&at("a.toml")), Err(Unreadable::LinkLoop));

        symlink("gone.toml", at("dangling.toml")).unwrap();
        assert_eq!(
            read(&at("dangling.toml")).unwrap_err().to_string(),
            "it is a link to gone.toml, where there is no file"
        );
        assert_eq!(read(&at("never.toml")), Err(Unreadable::Missing));
    }
}
