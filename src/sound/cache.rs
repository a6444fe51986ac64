//! The tones as files: players want a path.

use std::fs::{self, DirBuilder};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::tone::Tone;

/// The files of one volume, each written when it is first needed.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
    volume: u8,
    /// The tones whose files were found or made to be as they must be.
    sure: Vec<Tone>,
}

impl Cache {
    /// In this folder, at a volume of 0 to 100. Touches nothing.
    pub const fn new(folder: PathBuf, volume: u8) -> Self {
        Self { folder, volume, sure: Vec::new() }
    }

    /// The file of a tone, as it must be: what somebody else left in its place is replaced, what was taken away is
    /// written again.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn file(&mut self, tone: Tone) -> io::Result<PathBuf> {
        let path = self.folder.join(format!("{}-{}.wav", tone.name(), self.volume));
        let is_file = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        if !is_file || !self.sure.contains(&tone) {
            let bytes = tone.at_volume(self.volume);
            if !is_file || fs::read(&path).ok().as_ref() != Some(&bytes) {
                self.write(&path, &bytes)?;
                self.forget_others(tone, &path);
            }
            self.sure.push(tone);
        }
        Ok(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut private = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut private, 0o700);
        private.recursive(true).create(&self.folder)?;
        // Whole or not at all; readable by its owner alone.
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(bytes)?;
        file.persist(path)?;
        Ok(())
    }

    /// The same tone at volumes that were tried before is not needed again.
    fn forget_others(&self, tone: Tone, kept: &Path) {
        let others = (0..=100).map(|volume| self.folder.join(format!("{}-{volume}.wav", tone.name())));
        for other in others.filter(|other| other != kept) {
            // There is none, most of the time.
            let _ = fs::remove_file(other);
        }
    }
}

/// Whether the files of tones can be kept in this cache: makes the one of a tone at a volume of 0 to 100.
///
/// # Errors
/// When it cannot be written.
pub fn try_cache(cache: &Path, volume: u8) -> io::Result<()> {
    Cache::new(folder(cache), volume).file(Tone::Ready).map(drop)
}

/// Where in a cache they lie.
pub(super) fn folder(cache: &Path) -> PathBuf {
    cache.join("sounds")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_tone_is_written_when_it_is_first_needed_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("cache/sounds");
        let mut cache = Cache::new(folder.clone(), 40);
        assert!(!folder.exists());
        let file = cache.file(Tone::Go).unwrap();
        assert_eq!(fs::read(&file).unwrap(), Tone::Go.at_volume(40));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "no other tone, and nothing half written");
    }

    #[cfg(unix)]
    #[test]
    fn what_stands_in_its_place_is_replaced_and_a_link_is_not_followed() {
        let home = tempfile::tempdir().unwrap();
        let (precious, wanted) = (home.path().join("precious"), Tone::Go.at_volume(40));
        fs::write(&precious, vec![7; wanted.len()]).unwrap();
        std::os::unix::fs::symlink(&precious, home.path().join("go-40.wav")).unwrap();
        fs::write(home.path().join("rest-40.wav"), "cut off").unwrap();
        let mut cache = Cache::new(home.path().to_owned(), 40);
        assert_eq!(fs::read(cache.file(Tone::Go).unwrap()).unwrap(), wanted);
        assert_eq!(fs::read(cache.file(Tone::Rest).unwrap()).unwrap(), Tone::Rest.at_volume(40));
        assert_eq!(fs::read(precious).unwrap(), vec![7; wanted.len()]);
    }

    #[test]
    fn what_is_taken_away_in_between_is_written_again_and_other_volumes_go() {
        let home = tempfile::tempdir().unwrap();
        let names = || {
            let mut names: Vec<_> =
                fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            names.sort();
            names
        };
        Cache::new(home.path().to_owned(), 70).file(Tone::Go).unwrap();
        fs::write(home.path().join("go-mine.wav"), "somebody else's").unwrap();
        let mut cache = Cache::new(home.path().to_owned(), 40);
        let file = cache.file(Tone::Go).unwrap();
        assert_eq!(names(), ["go-40.wav", "go-mine.wav"]);
        fs::remove_file(&file).unwrap();
        assert_eq!(fs::read(cache.file(Tone::Go).unwrap()).unwrap(), Tone::Go.at_volume(40));
    }
}
