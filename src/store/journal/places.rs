//! Where what was read lies, so that one record is found again without reading everything again.
//!
//! This is never trusted further than it can be seen to hold: each file has to be the one that was read, unchanged but for
//! what was appended here, and each line is checked anew by its checksum. Where anything is otherwise, everything is read.

use std::fs::{File, Metadata};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::files;
use super::line;
use super::lines::open;
use super::part::random_half;
use crate::domain::order;
use crate::domain::record::{Fact, FactId, What};

/// What tells one state of a file from another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Stamp {
    /// In bytes.
    pub(super) length: u64,
    modified: Option<SystemTime>,
    made: Option<SystemTime>,
    /// The file itself, and when anything about it changed last: no program can set that.
    #[cfg(unix)]
    changed: (u64, u64, i64, i64),
}

impl Stamp {
    pub(super) fn of(found: &Metadata) -> Self {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Self {
            length: found.len(),
            modified: found.modified().ok(),
            made: found.created().ok(),
            #[cfg(unix)]
            changed: (found.dev(), found.ino(), found.ctime(), found.ctime_nsec()),
        }
    }
}

impl Stamp {
    /// Whether a file in this state can be the one that was in the state `then`, with nothing but more lines behind.
    pub(super) fn continues(&self, then: &Self) -> bool {
        #[cfg(unix)]
        let same = (self.changed.0, self.changed.1) == (then.changed.0, then.changed.1);
        #[cfg(not(unix))]
        let same = true;
        same && self.made == then.made && self.length >= then.length
    }
}

/// Where a line lies: in which file, from which byte on, and for how many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Place {
    pub(super) file: usize,
    pub(super) at: u64,
    pub(super) length: usize,
}

/// A line about a record: half of the record's id, and the line's place. There are as many as facts: small numbers.
struct Entry {
    record: u64,
    at: u64,
    file: u32,
    length: u32,
}

/// The lines that count, by the record that they are about.
pub(super) struct Index {
    files: Vec<(PathBuf, Stamp)>,
    /// By record; of one record in the order in which they were read.
    entries: Vec<Entry>,
    /// What was appended here since.
    said: Vec<Fact>,
    /// The folder that it was appended in.
    own: Option<PathBuf>,
}

/// A file before something was appended to it and after, and what was appended, in bytes.
pub(super) struct Appended {
    pub(super) before: Stamp,
    pub(super) after: Stamp,
    pub(super) bytes: u64,
}

/// The record that a fact is about: a session, or itself.
fn record_of(fact: &Fact) -> FactId {
    let session = match &fact.what {
        What::Pain(rating) => rating.session,
        What::Note(note) => Some(note.session),
        What::Session(_) | What::Event(_) | What::Day(_) | What::RedFlags(_) | What::Removed => None,
    };
    session.unwrap_or(fact.id)
}

/// Whether it is the record of this id, or was said about it.
pub(super) fn is_about(fact: &Fact, id: FactId) -> bool {
    fact.what != What::Removed && (fact.id == id || record_of(fact) == id)
}

impl Index {
    /// Of these files, with nothing in it yet.
    pub(super) fn of(files: Vec<(PathBuf, Stamp)>) -> Self {
        Self { files, entries: Vec::new(), said: Vec::new(), own: None }
    }

    /// Takes a fact that counts.
    pub(super) fn take(&mut self, fact: &Fact, place: Place) {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (file, length) = (small(place.file), small(place.length));
        self.entries.push(Entry { record: random_half(record_of(fact)), at: place.at, file, length });
    }

    /// Everything has been read.
    pub(super) fn close(mut self) -> Self {
        order::by_key(&mut self.entries, |entry| entry.record);
        self.entries.shrink_to_fit();
        self
    }

    /// These facts were appended to this file. Whether it was the file that was read, and nobody else has added to it.
    pub(super) fn follow(&mut self, path: &Path, appended: Appended, facts: &[Fact]) -> bool {
        let Appended { before, after, bytes } = appended;
        let known = self.files.iter_mut().find(|(known, stamp)| known == path && *stamp == before);
        let Some((_, stamp)) = known.filter(|_| after.length == before.length + bytes) else { return false };
        *stamp = after;
        self.said.extend_from_slice(facts);
        self.own = path.parent().map(Path::to_path_buf);
        true
    }

    /// The record and what was said about it, as reading everything would give it out; none where only that can tell.
    pub(super) fn about(&self, history: &Path, id: FactId) -> Option<Vec<Fact>> {
        if !self.holds(history) {
            return None;
        }
        let half = random_half(id);
        let start = self.entries.partition_point(|entry| entry.record < half);
        let entries = || self.entries[start..].iter().take_while(|entry| entry.record == half);
        let mut facts = entries().map(|entry| self.read(entry)).collect::<Option<Vec<Fact>>>()?;
        let concerns = |said: &Fact| is_about(said, id) || facts.iter().any(|fact| fact.id == said.id);
        if self.said.iter().any(concerns) && !entries().all(|entry| self.is_own(entry)) {
            // Only by the times of all lines does it show which comes first, here or on another device.
            return None;
        }
        for said in &self.said {
            let known = facts.iter().position(|fact| fact.id == said.id);
            match known.map(|at| (facts[at].rank(), at)) {
                Some((rank, _)) if rank > said.rank() => {}
                // The same word twice, or two words that only their devices tell apart.
                Some((rank, at)) if rank == said.rank() && facts[at] != *said => return None,
                Some((_, at)) => {
                    facts.remove(at);
                    facts.push(said.clone());
                }
                None if is_about(said, id) => facts.push(said.clone()),
                None => {}
            }
        }
        facts.retain(|fact| is_about(fact, id));
        Some(facts)
    }

    /// Whether the files are those that were read.
    fn holds(&self, history: &Path) -> bool {
        let mut known = self.files.iter();
        let listing = files::list(history);
        let mut paths = listing.devices.into_iter().flat_map(|device| device.files).map(|year| year.path);
        let same = |path: PathBuf| {
            let stamp = std::fs::metadata(&path).ok().map(|found| Stamp::of(&found));
            known.next().is_some_and(|(read, then)| *read == path && stamp.as_ref() == Some(then))
        };
        let all_same = paths.all(same);
        all_same && known.next().is_none()
    }

    /// Whether a line lies in the folder that is written into here.
    fn is_own(&self, entry: &Entry) -> bool {
        self.files.get(entry.file as usize).is_some_and(|(path, _)| path.parent() == self.own.as_deref())
    }

    fn read(&self, entry: &Entry) -> Option<Fact> {
        let (path, _) = self.files.get(entry.file as usize)?;
        let mut file: File = open(path).ok()?;
        file.seek(SeekFrom::Start(entry.at)).ok()?;
        let mut bytes = vec![0; entry.length as usize];
        file.read_exact(&mut bytes).ok()?;
        line::fact(&line::check(&bytes).ok()?, &bytes, &mut String::new()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d14_where_another_one_has_added_to_a_file_it_is_not_the_one_that_was_read() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("2026.jsonl");
        let stamp = |text: &str| {
            std::fs::write(&path, text).unwrap();
            Stamp::of(&std::fs::metadata(&path).unwrap())
        };
        let before = stamp("one\n");
        for (after, follows) in [("one\ntwo\n", true), ("one\nanother's\ntwo\n", false), ("one\n", false)] {
            let mut index = Index::of(vec![(path.clone(), before.clone())]);
            let appended = Appended { before: before.clone(), after: stamp(after), bytes: 4 };
            assert_eq!(index.follow(&path, appended, &[]), follows, "{after}");
        }
    }
}
