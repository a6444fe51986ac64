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
//! Two machines are joined by copying files: nobody ever writes to the same file, so no sync tool sees a conflict. A
//! home that was copied with its state folder, and a backup put back elsewhere, take a name of their own with the first
//! thing that is kept there.
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
//! | `kind` | `session`, `pain`, `note`, `event`, `day`, `red-flags` or `removed` |
//! | `corrected` | when this correction was made, like `at`, which stays that of what is corrected; missing where something is first said, and in older lines. (Versions before this key pass over it.) |
//!
//! and ends with `sum`: the CRC-32 (as in gzip and PNG) of all bytes of the line before `,"sum"`, in eight hexadecimal
//! digits, lower case. `v` and `sum` stand in their places in every version there will be.
//!
//! Of several lines with one `id` the one with the highest `rev` counts; then the one that was `corrected` latest, where
//! a line without that key counts as corrected at its `at`; then the latest `at`; then the last device by name. So a
//! correction is a new line with the same id and a higher `rev`; a deletion is a line of kind `removed`; its undoing is one
//! more correction; and reading a line twice changes nothing.
//!
//! A line lies in the file of the year of its `at`. A correction with a later year in `corrected` is written into the file of
//! that year, too: it may have been moved from there to the older time, and who reads the newest files alone has to learn of it.
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
//! | `fitted.health` | the names of the steps that the health profile left out; missing if none. (Versions before this key pass over it.) |
//! | `fitted.rule` | a rule of a routine that was met before it; may be missing |
//! | `fitted.rule.before`, `.from` | pain before, and from which value the rule holds |
//! | `fitted.rule.of`, `.use`, `.taken` | whose rule it is, which routine it offers, and whether that one was done |
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
//! ## `event`: something that happened, such as new insoles
//!
//! | key | meaning |
//! |---|---|
//! | `text` | what it was, on one line |
//!
//! It happened at `at`, and is about no side. (Versions before this kind pass over the line and keep it.)
//!
//! ## `day`: a word about a day, which is in no figure
//!
//! | key | meaning |
//! |---|---|
//! | `mark` | `rest`, `tired`, `flare`, `travel` (until `home`), `home`, or `swap`: the other foot is sore from then on |
//!
//! It is about the day of `at`. (Versions before this kind pass over the line and keep it.)
//!
//! ## `red-flags`: a yes to one of the five questions before a session
//!
//! | key | meaning |
//! |---|---|
//! | `said` | a list of `calf`, `foot`, `pop`, `fever`, `numb`, in the order of the questions |
//!
//! On the day of `at` there is no session. (Versions before this kind pass over the line and keep it.) An export has neither
//! these lines nor `fitted.health` unless it is asked for.
//!
//! ## `removed`: the fact of this `id` no longer counts
//!
//! No further keys. The earlier lines stay in the file.
//!
//! # Imports
//!
//! An import is written line by line into `history/.import-<device>.<random>/`, synced, noted by name in `<state>/imports`,
//! and then renamed to `history/import-<uuid>/`: it is in the history whole or not at all, and no file that was there
//! before is touched. Only lines that are a later word than any known here are written, compared as above, and
//! those of which a copy without notes, or without what tells of one's health, brought the rest before: as a correction of
//! that rest, `corrected` when it was said. So two machines that take in each other's exports come to say the same.
//!
//! Taking an import back takes its folder away, whole. What was corrected here since stays: it was said here. A hidden
//! folder that was left by a crash goes with the next import.
//!
//! # Promises
//!
//! Lines are never changed, moved or deleted, whatever is wrong with them, but when a person asks: by `solemate forget`
//! and `solemate import --undo`. A damaged one is counted, named and passed over. Lines of a newer version, or of a
//! kind that is not known here, are kept and counted. Old versions are read for ever.
//!
//! ```text
//! forget    lock -> the lines that stay, beside the file -> sync -> in its place
//! append    lock -> line end if the last byte is none -> whole lines in one write -> sync -> saved
//! damage    what a reading met besides facts     device    which folder is written into here
//! files     which files there are          lines     lines out of a file, both ways
//! line      one fact, one line             read      everything, joined and streamed
//! import    what is not known, in a folder      recent    the newest, from the ends of the files
//! hands     the machine's other cores           quick     bodies in the form in which we write them
//! places    where one record lies               join      all files, taken in turns
//! part      one part of one file, line by line  made      what is made of the lines that count
//! newer     what only a newer version understands  id        ids of lines
//! deleted   what was deleted last
//! ```

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

mod append;
mod damage;
mod deleted;
mod device;
mod files;
mod forget;
mod hands;
mod id;
mod import;
mod join;
mod last;
pub mod line;
mod lines;
mod made;
mod newer;
mod part;
mod places;
mod quick;
mod read;
mod recent;

pub use append::Notice;
pub use damage::{BadLine, Damage, Rival, Unreadable};
pub use files::is_passed_over;
pub use forget::{DeviceFolder, Erase, Forgotten, Owners};
pub use import::{Import, TakenBack, Tally, is_import};
pub use recent::{Reach, Recent};

use super::error::StoreError;
use crate::domain::record::{Fact, FactId, What};
use append::Memory;
use made::{Made, Make};
use places::{Index, Place};
use quick::Names;

/// How long to wait for another solemate that is writing, unless told otherwise.
const PATIENCE: Duration = Duration::from_secs(5);

/// The file in the state folder that says which device this is.
const DEVICE_FILE: &str = "device";

/// Whether a copy has the notes in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Notes {
    /// All there is.
    With,
    /// Nothing that was written by hand: no note, no place, no event. Where such a copy was imported, a later whole one
    /// brings them.
    Without,
}

/// What is in a copy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Contents {
    /// What was written by hand.
    pub notes: Notes,
    /// What tells of the health profile, and red flags. Where a copy without them was imported, a later whole one brings
    /// them.
    pub health: bool,
}

impl Contents {
    /// All there is.
    pub const WHOLE: Self = Self { notes: Notes::With, health: true };
}

/// Gives out every fact that counts and was not removed.
fn facts_of(survey: read::Survey, names: Names, sink: &mut dyn FnMut(Fact, Place)) -> Damage {
    survey.winners(Make::Facts(names), &mut |_, place, made| match made {
        Made::Fact(fact) if fact.what != What::Removed => sink(fact, place),
        _ => {}
    })
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
        facts_of(read::Survey::of(&self.history), Names::Given, &mut |fact, _| sink(fact))
    }

    /// The same for whoever adds up: the names of steps, which are most of a history, may be empty.
    pub fn read_sums(&self, sink: &mut dyn FnMut(Fact)) -> Damage {
        self.look();
        facts_of(read::Survey::of(&self.history), Names::Spared, &mut |fact, _| sink(fact))
    }

    /// The same, and remembers where it all lies: [`Self::about`] need not read it again then. That takes 24 bytes a fact.
    pub fn read_and_remember(&self, sink: &mut dyn FnMut(Fact)) -> Damage {
        self.look();
        let survey = read::Survey::of(&self.history);
        let mut index = Index::of(survey.files().map(|file| (file.path.clone(), file.stamp.clone())).collect());
        let damage = facts_of(survey, Names::Given, &mut |fact, place| {
            index.take(&fact, place);
            sink(fact);
        });
        self.memory.index.replace(Some(index.close()));
        damage
    }

    /// What [`Self::read_all`] says of one session or rating, what was said about it included, in the same order.
    pub fn about(&self, id: FactId) -> Vec<Fact> {
        self.look();
        let known = self.memory.index.borrow().as_ref().and_then(|index| index.about(&self.history, id));
        known.unwrap_or_else(|| {
            let mut facts = Vec::new();
            self.read_and_remember(&mut |fact| {
                if places::is_about(&fact, id) {
                    facts.push(fact);
                }
            });
            facts
        })
    }

    /// The newest facts, read from the ends of the newest files.
    pub fn recent(&self, reach: Reach) -> Recent {
        self.look();
        recent::recent(&self.history, reach)
    }

    /// Writes the lines that count, as they are, in the order of [`Self::read_all`]. Removals are among them, so that
    /// whoever reads the copy into another history removes there what was removed here. In a whole copy, what only a newer
    /// version understands stands at the end, all of it; whether that holds notes or tells of one's health is not known, so
    /// without either it is left out.
    ///
    /// # Errors
    /// When `out` does not take it.
    pub fn export_jsonl(&self, contents: Contents, out: &mut dyn Write) -> io::Result<Damage> {
        self.look();
        let mut failed = None;
        let damage = read::Survey::of(&self.history).winners(Make::Lines(contents), &mut |_, _, made| match made {
            Made::Line(line) if !line.is_empty() && failed.is_none() => {
                failed = out.write_all(&line).and_then(|()| out.write_all(b"\n")).err();
            }
            _ => {}
        });
        if failed.is_none() && contents == Contents::WHOLE && damage.newer > 0 {
            let mut copy = |line: &[u8]| out.write_all(line).and_then(|()| out.write_all(b"\n"));
            failed = newer::each_newer(&self.history, &mut copy).err();
        }
        failed.map_or_else(|| out.flush().map(|()| damage), Err)
    }

    /// Whether facts could be appended, as far as that shows without writing: nothing where it does not look so bad.
    #[must_use]
    pub fn obstacle(&self) -> Option<StoreError> {
        crate::store::folder::obstacle(&self.history).or_else(|| crate::store::folder::obstacle(&self.state))
    }

    /// Remembers that the history was in its place, and how often something had been erased by then: should it vanish, it is
    /// not made anew.
    fn look(&self) {
        // Below a file that lies in the way there is nothing that could be missed later.
        if self.history.symlink_metadata().is_ok() {
            self.memory.seen.set(true);
        }
        self.erasures_met();
    }
}
