//! Erasing for good: the only rewriting of the history there is, and only when a person asks for it.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::line;
use super::lines::open;
use super::made::Make;
use super::part::each_good_line;
use super::{Journal, files, read};
use crate::domain::record::{Fact, FactId};
use crate::store::atomic::{self, Durability};
use crate::store::error::StoreError;
use crate::store::folder;

/// The file in the state folder that tells windows left open that something was erased: how often that was asked for.
const ERASURES_FILE: &str = "erasures";

/// What was erased.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Forgotten {
    /// Lines that are gone.
    pub lines: u64,
    /// Damaged lines that stay in the files that are ours: they do not tell what they are about.
    pub damaged: u64,
    /// Files of other devices that say something about it still: each device erases its own.
    pub elsewhere: Vec<PathBuf>,
    /// Files from before this home was moved or copied that do.
    pub former: Vec<PathBuf>,
}

/// A device's folder in the history.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeviceFolder {
    /// Where it is.
    pub path: PathBuf,
    /// How many lines are in it, whatever they say.
    pub lines: u64,
}

/// Whose the folders of the history are.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Owners {
    /// This device's, and those of the imports that were made here.
    pub own: Vec<DeviceFolder>,
    /// Those that this home wrote to before it was moved or copied.
    pub former: Vec<DeviceFolder>,
    /// Those of other devices.
    pub others: Vec<DeviceFolder>,
}

/// From which folders lines are erased.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Erase {
    /// The one that is written into here, and those of the imports that were made here.
    Own,
    /// Those too that this home wrote to before it was moved. Where it was copied, another machine writes to them: what
    /// it appends meanwhile would be lost.
    OwnAndFormer,
}

impl Journal {
    /// Whose the folders of the history are, each by name.
    ///
    /// # Errors
    /// When what is noted of this device cannot be read.
    pub fn owners(&self) -> Result<Owners, StoreError> {
        let own: Vec<PathBuf> = self.own_folder().into_iter().chain(self.import_folders()?).collect();
        let former = self.former_folders()?;
        let mut owners = Owners::default();
        for path in files::folders(&self.history) {
            let of = match () {
                () if own.contains(&path) => &mut owners.own,
                () if former.contains(&path) => &mut owners.former,
                () => &mut owners.others,
            };
            let lines = files::in_device(&path).iter().map(|year| lines_in(&year.path)).sum();
            of.push(DeviceFolder { path, lines });
        }
        Ok(owners)
    }

    /// Erases the folders of this device and of its imports, whole; the history itself with the last of them. Those of
    /// other devices stay.
    ///
    /// # Errors
    /// When one cannot be removed. Those before it are gone then; doing it again is always right.
    pub fn forget_all(&self, from: Erase) -> Result<(), StoreError> {
        let imports = self.lock_for_imports()?;
        let lock = self.lock()?;
        let Owners { own, former, .. } = self.owners()?;
        self.note_erasure()?;
        self.sweep_imports()?;
        let former = if from == Erase::OwnAndFormer { former } else { Vec::new() };
        for DeviceFolder { path, .. } in own.into_iter().chain(former) {
            // Where the folder is a link, what it leads to would stay.
            for year in files::in_device(&path) {
                fs::remove_file(&year.path).map_err(StoreError::io("remove", &year.path))?;
            }
            fs::remove_dir_all(&path).map_err(StoreError::io("remove", &path))?;
        }
        if folder::exists(&self.history) {
            folder::sync(&self.history)?;
        }
        self.forget_what_was_written(&lock);
        drop((lock, imports));
        // It stays as long as anything is in it.
        match fs::remove_dir(&self.history) {
            Ok(()) => folder::sync(folder::parent_of(&self.history)),
            Err(_) => Ok(()),
        }
    }

    /// Those of these facts that are corrections of something that was erased since this history was first looked at here:
    /// nothing is left of it, and to say it again would undo that. Where a part of the history cannot be read, none.
    pub fn erased(&self, facts: &[Fact]) -> HashSet<FactId> {
        let first_said: HashSet<FactId> = facts.iter().filter(|fact| fact.rev == 0).map(|fact| fact.id).collect();
        let mut gone: HashSet<FactId> =
            facts.iter().map(|fact| fact.id).filter(|id| !first_said.contains(id)).collect();
        if gone.is_empty() || *self.erasures_met() == self.erasures() {
            return HashSet::new();
        }
        let damage = read::Survey::of(&self.history).winners(Make::Heads, &mut |head, _, _| {
            gone.remove(&head.id);
        });
        if damage.unreadable.is_empty() { gone } else { HashSet::new() }
    }

    /// How often something had been erased when this history was first looked at here.
    pub(super) fn erasures_met(&self) -> &u64 {
        self.memory.erasures.get_or_init(|| self.erasures())
    }

    /// How often that was asked for so far.
    fn erasures(&self) -> u64 {
        let text = folder::read_small(&self.state.join(ERASURES_FILE), 64).ok().flatten();
        text.and_then(|text| text.trim().parse().ok()).unwrap_or(0)
    }

    /// Before anything is erased: a window that asks meanwhile looks once too often, never too seldom.
    fn note_erasure(&self) -> Result<(), StoreError> {
        let count = self.erasures().saturating_add(1);
        atomic::replace(&self.state.join(ERASURES_FILE), format!("{count}\n").as_bytes(), Durability::Newest)
    }

    /// The facts that were deleted, whose past is in the files still.
    pub fn deleted(&self) -> HashSet<FactId> {
        let mut deleted = HashSet::new();
        read::Survey::of(&self.history).winners(Make::Heads, &mut |head, _, _| {
            if head.is_removal() {
                deleted.insert(head.id);
            }
        });
        deleted
    }

    /// These facts, and what was ever said about those of them that are sessions, corrected or deleted since or not.
    pub fn with_what_belongs_to(&self, facts: &HashSet<FactId>) -> HashSet<FactId> {
        let mut all = facts.clone();
        each_good_line(&self.history, |head, line| {
            if ids_behind(SESSION, line).any(|session| facts.contains(&session)) {
                all.insert(head.id);
            }
        });
        all
    }

    /// Erases every line about these facts, and [what belongs to them](Self::with_what_belongs_to), from the files of this
    /// device and of its imports, their past included. Each file is replaced whole or not at all.
    ///
    /// # Errors
    /// When a file cannot be read or replaced. Files before it have been replaced then; doing it again is always right.
    pub fn forget(&self, facts: &HashSet<FactId>, from: Erase) -> Result<Forgotten, StoreError> {
        let _imports = self.lock_for_imports()?;
        let lock = self.lock()?;
        // Something may have been said about a session since it was asked what belongs to it.
        let facts = &self.with_what_belongs_to(facts);
        let device = self.device_folder()?;
        self.note_erasure()?;
        self.sweep_imports()?;
        let former = self.former_folders()?;
        let imports = self.import_folders()?;
        let erased = if from == Erase::OwnAndFormer { &former[..] } else { &[] };
        let own: Vec<PathBuf> = [&[device], erased, &imports].concat();
        let mut forgotten = Forgotten::default();
        for folder in &own {
            for year in files::in_device(folder) {
                let Counts { gone, damaged } = erase(&year.path, facts)?;
                forgotten.lines += gone;
                forgotten.damaged += damaged;
            }
            if imports.contains(folder) {
                // The folder of an import goes with its last line; any other stays.
                drop(fs::remove_dir(folder));
            }
        }
        self.forget_what_was_written(&lock);
        for device in files::list(&self.history).devices {
            for year in device.files.into_iter().filter(|year| !own.iter().any(|own| year.path.starts_with(own))) {
                // What cannot be read is named by every reading.
                let bytes = fs::read(&year.path).unwrap_or_default();
                if without(&bytes, facts).1.gone > 0 {
                    match former.iter().any(|former| year.path.starts_with(former)) {
                        true => forgotten.former.push(year.path),
                        false => forgotten.elsewhere.push(year.path),
                    }
                }
            }
        }
        Ok(forgotten)
    }
}

/// How many lines are in a file; none where it cannot be read, which every reading names.
fn lines_in(path: &Path) -> u64 {
    let bytes = fs::read(path).unwrap_or_default();
    bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count() as u64
}

/// What became of the lines of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Counts {
    /// Erased.
    gone: u64,
    /// Kept, though they are damaged.
    damaged: u64,
}

/// Takes the lines about these facts out of a file, and the file away with its last line.
fn erase(path: &Path, facts: &HashSet<FactId>) -> Result<Counts, StoreError> {
    let mut before = open(path).map_err(StoreError::io("open", path))?;
    let mut bytes = Vec::new();
    before.read_to_end(&mut bytes).map_err(StoreError::io("read", path))?;
    // Windows replaces no file that anybody has open: there, nobody can append to it meanwhile either.
    let before = Some(before).filter(|_| cfg!(unix));
    let (kept, counts) = without(&bytes, facts);
    match (counts.gone, kept.is_empty()) {
        (0, _) => return Ok(counts),
        (_, true) => {
            fs::remove_file(path).map_err(StoreError::io("remove", path))?;
            folder::sync(folder::parent_of(path))?;
        }
        (_, false) => atomic::replace(path, &kept, Durability::Newest)?,
    }
    before.map_or(Ok(()), |before| bring_along(before, path, facts))?;
    Ok(counts)
}

/// What another window appended to the file that was in this place, while it was rewritten: on a disk without locks
/// nothing keeps it waiting.
fn bring_along(mut before: File, path: &Path, facts: &HashSet<FactId>) -> Result<(), StoreError> {
    let mut late = Vec::new();
    before.read_to_end(&mut late).map_err(StoreError::io("read", path))?;
    let (late, _) = without(&late, facts);
    if late.is_empty() {
        return Ok(());
    }
    let writing = || StoreError::io("write to", path);
    let mut file = folder::private_file().append(true).create(true).open(path).map_err(writing())?;
    file.write_all(&late).and_then(|()| file.sync_data()).map_err(writing())
}

/// The lines that say nothing about these facts, as they are, and how many others there were. Of lines that ran
/// together, what is about something else stays.
fn without(bytes: &[u8], facts: &HashSet<FactId>) -> (Vec<u8>, Counts) {
    let (mut kept, mut counts) = (Vec::with_capacity(bytes.len()), Counts::default());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let text = line.strip_suffix(b"\n").unwrap_or(line);
        let (mut others, mut about) = (Vec::new(), 0);
        let pieces: Vec<_> = match line::check(text) {
            Ok(_) => std::iter::once(0..text.len()).collect(),
            Err(_) => line::pieces(text).collect(),
        };
        for piece in pieces {
            let checked = line::check(&text[piece.clone()]);
            let is_about = match &checked {
                Ok(head) => facts.contains(&head.id),
                // A line that was cut short, or damaged since, holds the words of what is forgotten all the same.
                Err(_) => mentions(&text[piece.clone()], facts),
            };
            if is_about {
                about += 1;
                continue;
            }
            counts.damaged += u64::from(checked.is_err_and(|flaw| !flaw.is_newer()));
            others.push(piece);
        }
        if about == 0 {
            kept.extend_from_slice(line);
            continue;
        }
        counts.gone += about;
        for range in others {
            kept.extend_from_slice(&text[range]);
            kept.push(b'\n');
        }
    }
    (kept, counts)
}

/// What stands before the id of a fact, and before that of the session it belongs to. Neither can occur inside a JSON
/// text, where quotes are escaped.
const ID: &[u8] = b"\"id\":\"";
const SESSION: &[u8] = b"\"session\":\"";

/// Whether a piece that cannot be used is about one of these facts, as far as it tells.
fn mentions(piece: &[u8], facts: &HashSet<FactId>) -> bool {
    ids_behind(ID, piece).chain(ids_behind(SESSION, piece)).any(|id| facts.contains(&id))
}

/// The ids that stand behind this key.
fn ids_behind<'b>(key: &'b [u8], bytes: &'b [u8]) -> impl Iterator<Item = FactId> + 'b {
    memchr::memmem::find_iter(bytes, key).filter_map(move |at| {
        let id = bytes.get(at + key.len()..)?.get(..36)?;
        FactId::try_parse_ascii(id).ok()
    })
}

#[cfg(test)]
mod tests {
    use std::io::Seek as _;

    use super::*;
    use crate::domain::body::Side;
    use crate::domain::record::{Fact, Pain, PainKind, Rating, What};
    use crate::domain::text::Clean;
    use crate::domain::time::stamp;

    #[test]
    fn of_lines_that_ran_together_only_what_is_meant_is_erased() {
        let fact = |value| {
            let at = stamp::read("2026-11-01T07:00:00+00:00").unwrap();
            let value = Pain::try_from(value).unwrap();
            let (side, kind) = (Side::Left, PainKind::FirstStep);
            Fact::new(at, What::Pain(Rating { side, kind, value, session: None, note: None, place: None }))
        };
        let (one, two) = (fact(1), fact(2));
        let written = |fact: &Fact, seq| {
            let mut bytes = Vec::new();
            line::encode(fact, seq, &mut bytes).unwrap();
            bytes
        };
        let (first, second) = (written(&one, 1), written(&two, 2));
        let together = [&first[..first.len() - 1], &second[..], b"torn {\"v\":1,\n"].concat();
        let (kept, gone) = without(&together, &HashSet::from([one.id]));
        let counts = |gone, damaged| Counts { gone, damaged };
        assert_eq!((kept, gone), ([&second[..], b"torn {\"v\":1,\n"].concat(), counts(1, 2)));
        assert_eq!(without(&together, &HashSet::new()), (together.clone(), counts(0, 2)));
    }

    #[test]
    fn d26_what_another_window_appends_while_a_file_is_rewritten_is_not_lost_nor_what_is_forgotten_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("2026.jsonl");
        let written = |id: u128| {
            let at = stamp::read("2026-11-01T07:00:00+00:00").unwrap();
            let (kind, value) = (PainKind::FirstStep, Pain::try_from(3).unwrap());
            let rating = Rating { side: Side::Left, kind, value, session: None, note: None, place: None };
            let fact = Fact { id: FactId::from_u128(id), ..Fact::new(at, What::Pain(rating)) };
            let mut bytes = Vec::new();
            line::encode(&fact, 1, &mut bytes).unwrap();
            bytes
        };
        let (one, two, three) = (written(1), written(2), written(3));
        for left in [&two[..], &[]] {
            fs::write(&path, [&one[..], left].concat()).unwrap();
            let mut before = open(&path).unwrap();
            before.seek(std::io::SeekFrom::End(0)).unwrap();
            let mut window = folder::private_file().append(true).open(&path).unwrap();
            // What is read until here is replaced; the other window has the file open that was in its place.
            fs::remove_file(&path).unwrap();
            if !left.is_empty() {
                fs::write(&path, left).unwrap();
            }
            window.write_all(&[&three[..], &one].concat()).unwrap();
            bring_along(before, &path, &HashSet::from([FactId::from_u128(1)])).unwrap();
            assert_eq!(fs::read(&path).unwrap(), [left, &three].concat());
        }
    }

    #[test]
    fn d17_p11_of_what_is_forgotten_no_line_that_was_cut_short_or_damaged_stays() {
        let at = stamp::read("2026-11-01T07:00:00+00:00").unwrap();
        let (session, kind) = (FactId::from_u128(9), PainKind::NowAfter);
        let (value, note) = (Pain::try_from(3).unwrap(), Some(Clean::visible("canary")));
        let rating = Rating { side: Side::Left, kind, value, session: Some(session), note, place: None };
        let fact = Fact::new(at, What::Pain(rating));
        let mut whole = Vec::new();
        line::encode(&fact, 1, &mut whole).unwrap();
        let torn = [&whole[..whole.len() - 20], b"\n"].concat();
        let damaged = String::from_utf8(whole.clone()).unwrap().replace("\"value\":3", "\"value\":4").into_bytes();
        let file = [torn, damaged, whole, b"of nobody knows what\n".to_vec()].concat();
        let left = b"of nobody knows what\n".to_vec();
        assert_eq!(without(&file, &HashSet::from([fact.id])), (left.clone(), Counts { gone: 3, damaged: 1 }));
        let of_the_session = HashSet::from([session]);
        assert_eq!(without(&file, &of_the_session).1.gone, 2, "those that are whole are known by their ids");
        assert_eq!(without(&file, &HashSet::from([FactId::from_u128(7)])).0, file);
    }
}
