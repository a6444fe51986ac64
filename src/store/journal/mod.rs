//! The history: a text journal that is only ever added to, one file for each device and year.
//!
//! ```text
//! <data>/history/
//!     3f9a0c21b7de/        one folder for each device; a device writes only into its own
//!         2025.jsonl       one file for each year, by the local date of its facts
//!         2026.jsonl
//!     laptop/              another device's, brought here by any tool that copies files
//!         2026.jsonl
//!     import-0193…/        what one import brought: a device of its own, with a UUID (version 7) as 32 digits
//!         2026.jsonl
//! ```
//!
//! Folders and files whose names begin with a dot belong to others, or are not ready: they are passed over.
//!
//! Two machines are joined by copying files: nobody ever writes to the same file, so no sync tool sees a conflict.
//! Copies that one makes all the same (`2026.sync-conflict-….jsonl`, `2026 (conflicted copy).jsonl`) are read too.
//!
//! # A line
//!
//! Each line is one whole fact, in JSON and UTF-8, without spaces between keys, ended by a line feed:
//!
//! ```text
//! {"v":1,"seq":41,"id":"0193…","rev":0,"at":"2026-11-20T21:47:03+01:00","kind":"pain","side":"left","pain":"first-step","value":6,"sum":"1c291ca3"}
//! ```
//!
//! Every line begins with these keys, in this order:
//!
//! | key | meaning |
//! |---|---|
//! | `v` | version of the line: 1 |
//! | `seq` | number of the line among all lines of its device, rising. Facts of one device are put in order by it, since a clock can be wrong |
//! | `id` | the fact's identity, a UUID (version 7; 8 for a row of another diary's table, made from what it is about) |
//! | `rev` | revision: 0 when first said, higher for each correction |
//! | `at` | when it was said: local time to the second, with its offset from UTC. The day is the local one |
//! | `kind` | `session`, `pain`, `note` or `removed` |
//!
//! and ends with `sum`: the CRC-32 (as in gzip and PNG) of all bytes of the line before `,"sum"`, in eight hexadecimal
//! digits, lower case. `v` and `sum` stand in their places in every version there will be.
//!
//! Of several lines with one `id` the one with the highest `rev` counts; then the latest `at`; then the last device by
//! name. So a correction is a new line with the same id and a higher `rev`; a deletion is a line of kind `removed`; its
//! undoing is one more correction; and reading a line twice changes nothing.
//!
//! ## `pain`: one rating of one foot
//!
//! | key | meaning |
//! |---|---|
//! | `side` | `left` or `right` |
//! | `pain` | `first-step`, `day-average`, `now-before`, `now-during` or `now-after` (a session) |
//! | `value` | 0 (none) to 10 (the worst that can be imagined) |
//! | `session` | the id of the session it belongs to; may be missing |
//! | `note` | a word about it; may be missing |
//! | `place` | where it hurts, in a few words; may be missing. (Versions before this key pass over it.) |
//!
//! ## `session`: what was done
//!
//! | key | meaning |
//! |---|---|
//! | `routine`, `name` | the routine's id, and what it was called then |
//! | `started` | when it began, like `at` |
//! | `ending` | `finished`, `early` (ended by the person) or `interrupted` (crash, closed window, empty battery) |
//! | `planned`, `lived`, `paused` | seconds: planned with rests and changes of side; lived without pauses; paused, asleep or stopped |
//! | `fitted` | what was otherwise than on paper, as the person wished; missing where nothing was. (Versions before this key pass over it.) |
//! | `fitted.minutes` | the minutes that were asked for; may be missing |
//! | `fitted.percent` | all doses, in percent of those on paper; missing for 100 |
//! | `fitted.out` | the names of the steps that were left out; missing if none |
//! | `steps` | a list with an entry for each step and side |
//! | `steps[].n`, `.t` | the step's name then; its technique, may be missing |
//! | `steps[].s` | `left` or `right`; missing when both were worked together |
//! | `steps[].p`, `.d` | seconds of work planned, and delivered |
//! | `steps[].x` | `true` if any of it was skipped; else missing |
//! | `steps[].h` | where the person said that it hurt, a list of what follows; missing if nowhere |
//! | `steps[].h[].at` | seconds lived of the session until then |
//! | `steps[].h[].in` | seconds into the work of this step, side and round |
//! | `steps[].h[].r` | the round, from 1; missing where the step has only one |
//!
//! ## `note`: a note about a session
//!
//! | key | meaning |
//! |---|---|
//! | `session` | the session's id |
//! | `text` | what was written; empty when it was taken back |
//!
//! ## `removed`: the fact of this `id` no longer counts
//!
//! No further keys. The earlier lines stay in the file.
//!
//! # Imports
//!
//! An import is written line by line into `history/.import-<device>.<random>/`, synced, noted by name in `<state>/imports`,
//! and then renamed to `history/import-<uuid>/`: it is in the history whole or not at all, and no file that was there
//! before is touched. Only lines that are a later word than any known here are written, compared by `rev`, then `at`. So
//! two machines that take in each other's exports come to say the same.
//!
//! Taking an import back takes its folder away, whole. What was corrected here since stays: it was said here. A hidden
//! folder that was left by a crash goes with the next import.
//!
//! # Promises
//!
//! Lines are never changed, moved or deleted, whatever is wrong with them, but when a person asks: by `solemate forget`
//! and `solemate import --undo`. A damaged one is counted, named and passed over. Lines of a newer version are kept and
//! counted. Old versions are read for ever.
//!
//! ```text
//! forget    lock -> the lines that stay, beside the file -> sync -> in its place
//! append    lock -> line end if the last byte is none -> whole lines in one write -> sync -> saved
//! damage    what a reading met besides facts
//! files     which files there are          lines     lines out of a file, both ways
//! line      one fact, one line             read      everything, joined and streamed
//! import    what is not known, in a folder      recent    the newest, from the ends of the files
//! ```

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

mod append;
mod damage;
mod files;
mod forget;
mod import;
pub mod line;
mod lines;
mod read;
mod recent;

pub use append::Notice;
pub use damage::{BadLine, Damage, Unreadable};
pub use forget::Forgotten;
pub use import::{Import, TakenBack, Tally, is_import};
pub use recent::{Reach, Recent};

use super::error::StoreError;
use crate::domain::record::{Fact, What};
use append::Memory;

/// How long to wait for another solemate that is writing, unless told otherwise.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether a copy has the notes in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Notes {
    /// All there is.
    With,
    /// Nothing that was written by hand. Where such a copy was imported, the notes of its ratings do not follow with a
    /// later whole one: it says no more recent word about them.
    Without,
}

/// What is left of a fact without its note.
enum Noted {
    /// The fact as it is: it has none.
    Unsaid,
    /// The rest of it.
    Beside(Fact),
    /// Nothing: it is a note.
    Nothing,
}

fn without_note(mut fact: Fact) -> Noted {
    match &mut fact.what {
        What::Note(_) => Noted::Nothing,
        What::Pain(rating) => match rating.note.take() {
            Some(_) => Noted::Beside(fact),
            None => Noted::Unsaid,
        },
        What::Session(_) | What::Removed => Noted::Unsaid,
    }
}

/// The history on this machine. Making one touches nothing.
pub struct Journal {
    history: PathBuf,
    state: PathBuf,
    patience: Duration,
    memory: Memory,
}

impl Journal {
    /// The history in the folder `history`; the device's name and the lock are kept in the folder `state`.
    pub fn new(history: PathBuf, state: PathBuf) -> Self {
        Self { history, state, patience: PATIENCE, memory: Memory::default() }
    }

    /// Waits for at most `patience` for another program that is writing: five seconds unless told otherwise, next to
    /// nothing while a countdown runs.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Hands every fact that counts to `sink`, one by one and never all at once: each device's in the order in which it
    /// said them, devices interleaved by time. Facts that were removed are not among them.
    pub fn read_all(&self, sink: &mut dyn FnMut(Fact)) -> Damage {
        self.look();
        let mut scratch = String::new();
        read::Survey::of(&self.history).winners(&mut |head, bytes| {
            let fact = line::fact(head, bytes, &mut scratch)?;
            if fact.what != What::Removed {
                sink(fact);
            }
            Ok(())
        })
    }

    /// The newest facts, read from the ends of the newest files.
    pub fn recent(&self, reach: Reach) -> Recent {
        self.look();
        recent::recent(&self.history, reach)
    }

    /// Writes the lines that count, as they are, in the order of [`Self::read_all`]. Removals are among them, so that
    /// whoever reads the copy into another history removes there what was removed here.
    ///
    /// # Errors
    /// When `out` does not take it.
    pub fn export_jsonl(&self, notes: Notes, out: &mut dyn Write) -> io::Result<Damage> {
        self.look();
        let mut failed = None;
        let (mut scratch, mut bare) = (String::new(), Vec::new());
        let damage = read::Survey::of(&self.history).winners(&mut |head, bytes| {
            let mut line = bytes.strip_suffix(b"\r").unwrap_or(bytes);
            if notes == Notes::Without {
                bare.clear();
                match without_note(line::fact(head, bytes, &mut scratch)?) {
                    Noted::Unsaid => {}
                    Noted::Nothing => return Ok(()),
                    Noted::Beside(fact) => {
                        if let Err(error) = line::encode(&fact, head.seq, &mut bare) {
                            failed.get_or_insert_with(|| io::Error::other(error));
                        }
                        line = bare.strip_suffix(b"\n").unwrap_or(&bare);
                    }
                }
            }
            if failed.is_none() {
                failed = out.write_all(line).and_then(|()| out.write_all(b"\n")).err();
            }
            Ok(())
        });
        failed.map_or_else(|| out.flush().map(|()| damage), Err)
    }

    /// Whether facts could be appended, as far as that shows without writing: nothing where it does not look so bad.
    #[must_use]
    pub fn obstacle(&self) -> Option<StoreError> {
        crate::store::folder::obstacle(&self.history).or_else(|| crate::store::folder::obstacle(&self.state))
    }

    /// Remembers that the history was in its place: should it vanish, it is not made anew.
    fn look(&self) {
        if crate::store::folder::exists(&self.history) {
            self.memory.seen.set(true);
        }
    }
}
