//! The tones as files: players want a path.

use std::collections::HashMap;
use std::fs::{self, DirBuilder};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::tone::Tone;

/// The files of one volume, each written when it is first needed.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
    volume: u8,
    written: HashMap<Tone, PathBuf>,
}

impl Cache {
    /// In this folder. Touches nothing.
    pub fn new(folder: PathBuf, volume: u8) -> Self {
        Self { folder, volume, written: HashMap::new() }
    }

    /// The file of a tone, as it must be: what somebody else left in its place is replaced.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn file(&mut self, tone: Tone) -> io::Result<&Path> {
        if !self.written.contains_key(&tone) {
            let path = self.folder.join(format!("{}-{}.wav", tone.name(), self.volume));
            let bytes = tone.at_volume(self.volume);
            if !fs::symlink_metadata(&path).is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64)
                || fs::read(&path)? != bytes
            {
                self.write(&path, &bytes)?;
            }
            self.written.insert(tone, path);
        }
        Ok(&self.written[&tone])
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
        let file = cache.file(Tone::Go).unwrap().to_owned();
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
}
