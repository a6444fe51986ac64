//! The checkpoint of a session under way: enough to go on after a crash.
//!
//! `<state>/running.json` holds the session's plan and how far it has come. The living session holds a lock on
//! `<state>/running.lock`, which the system gives back the moment the process ends, however it ends; so a checkpoint
//! without a lock is a session that was interrupted.
//!
//! A checkpoint is synced before it takes the place of the last one: after a power cut it is whole, but it may be the one
//! before. That is done with each new block of the plan. What happens within a block is marked in `<state>/progress.json`,
//! in one write over the last mark and without a sync, so that a countdown neither waits for the disk nor wakes it. A
//! mark outlives the program however it ends; a power cut may take it, or what of it the system has not written yet
//! (half a minute, usually), and leaves the checkpoint it amends. Ratings depend on neither: they are lines of the
//! journal.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::atomic::{self, Durability};
use super::error::StoreError;
use super::folder::{self, Strictness};
use crate::domain::record::FactId;
use crate::domain::session::{Progress, Unfinished};
use crate::domain::text::Clean;
use crate::domain::time::stamp;

/// The checkpoint in the state folder.
pub const RUNNING_FILE: &str = "running.json";

/// The latest progress in the state folder, for the checkpoint of the same edition: written in turn, so that one that
/// fails half-way leaves the one before.
const MARK_FILES: [&str; 2] = ["progress.json", "progress-2.json"];

/// What the names of files that were put aside end in.
const ASIDE: &str = ".aside";

/// The lock in the state folder.
const LOCK_FILE: &str = "running.lock";

/// The version of checkpoints that this program writes.
const VERSION: u32 = 1;

/// Larger than any checkpoint: 2,000 segments take about 150 KiB.
const LARGEST: u64 = 4 << 20;

/// The most unreadable checkpoints that are kept side by side; the last one makes room for the next.
const MOST_KEPT: u32 = 100;

/// Whether two checkpoints stand in the same block of the same plan.
fn share_a_block(one: &Unfinished, other: &Unfinished) -> bool {
    let block = |at: &Unfinished| at.plan.segments.get(at.progress.segment).map(|segment| segment.block);
    one.session == other.session && one.plan == other.plan && block(one) == block(other)
}

/// A checkpoint with its version, as it stands in the file.
#[derive(Serialize)]
struct Written<'a> {
    v: u32,
    /// Names these contents, for the marks that amend them.
    edition: Uuid,
    #[serde(flatten)]
    checkpoint: &'a Unfinished,
}

/// How far a session has come since its checkpoint.
#[derive(Serialize, Deserialize)]
struct Mark<P> {
    edition: Uuid,
    #[serde(with = "stamp")]
    saved: DateTime<FixedOffset>,
    progress: P,
}

/// What an interrupted session left behind.
#[derive(Clone, PartialEq, Debug)]
pub enum Left {
    /// It can go on.
    Open(Box<Unfinished>),
    /// Its checkpoint cannot be read: why. Ratings given in it are in the history all the same.
    Broken(Clean),
}

/// Why a session cannot be claimed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Another session is under way.
    #[error("a session is under way in another window{}", .pid.map_or_else(String::new, |pid| format!(" (process {pid})")))]
    Busy {
        /// The process that lives it, if it lives on this machine.
        pid: Option<u32>,
    },
    /// The machine is at fault.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The right to live a session: held by one process at a time, given back when it is dropped or the process ends.
#[derive(Debug)]
pub struct Claim {
    path: PathBuf,
    /// The checkpoint of this claim that is on the disk, and its edition.
    kept: Option<(Uuid, Unfinished)>,
    /// A checkpoint of another session is on the disk: it is never written over.
    others: bool,
    marks: [Option<Marks>; 2],
    /// Which of them is written next.
    turn: bool,
    _lock: File,
}

/// The file of marks, and the longest one it has held.
#[derive(Debug)]
struct Marks {
    file: File,
    length: usize,
}

impl Marks {
    fn open(path: &Path) -> io::Result<Self> {
        let file = folder::private_file().write(true).create(true).truncate(true).open(path)?;
        Ok(Self { file, length: 0 })
    }

    /// Writes over the last mark, in one call: whoever reads finds one of the two whole.
    fn set(&mut self, mut bytes: Vec<u8>) -> io::Result<()> {
        self.length = self.length.max(bytes.len());
        bytes.resize(self.length, b' ');
        self.file.rewind()?;
        self.file.write_all(&bytes)
    }
}

impl Claim {
    /// Claims the right to live a session, and says what one that was cut off left behind.
    ///
    /// # Errors
    /// When another session is under way, or the state folder cannot be used.
    pub fn take(state: &Path) -> Result<(Self, Option<Left>), Refused> {
        if !folder::exists(state) {
            folder::create(state)?;
        }
        folder::vet(state, Strictness::Private)?;
        let path = state.join(LOCK_FILE);
        let mut lock = folder::private_file()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(StoreError::io("open", &path))?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(Refused::Busy { pid: pid_in(&mut lock) }),
            // On a disk without locks a session can still be lived; a second one is not noticed.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        // Without it the refusal just names no process.
        drop(lock.set_len(0).and_then(|()| writeln!(lock, "{} {}", std::process::id(), here())));
        let path = state.join(RUNNING_FILE);
        atomic::sweep(&path);
        if !folder::exists(&path) {
            restore(state);
        }
        // Read under the lock: nobody else can write it any more.
        let left = read(state, "")?;
        let others = left.is_some();
        Ok((Self { path, kept: None, others, marks: [None, None], turn: false, _lock: lock }, left))
    }

    /// The session that was cut off is the one that goes on under this claim, or it is in the history by now: its
    /// checkpoint may be written over.
    pub const fn own_left(&mut self) {
        self.others = false;
    }

    /// Keeps where the session stands. In a new block the checkpoint is replaced; the first one is on the disk for good
    /// when this returns, and a later one may, after a power cut, turn out to be the one before. Within a block it is
    /// amended by a mark.
    ///
    /// A checkpoint of another session that is still there is put aside first.
    ///
    /// # Errors
    /// What was kept last still stands then.
    pub fn save(&mut self, checkpoint: &Unfinished) -> Result<(), StoreError> {
        if self.others || self.kept.as_ref().is_some_and(|(_, kept)| kept.session != checkpoint.session) {
            self.put_aside()?;
        }
        match &self.kept {
            Some((edition, kept)) if share_a_block(kept, checkpoint) => {
                let mark = Mark { edition: *edition, saved: checkpoint.saved, progress: &checkpoint.progress };
                let bytes = serde_json::to_vec(&mark).map_err(|_| UNWRITABLE)?;
                self.mark(bytes).or_else(|_| self.replace(checkpoint))
            }
            _ => self.replace(checkpoint),
        }
    }

    fn mark(&mut self, bytes: Vec<u8>) -> io::Result<()> {
        self.turn = !self.turn;
        let (slot, name) =
            if self.turn { (&mut self.marks[1], MARK_FILES[1]) } else { (&mut self.marks[0], MARK_FILES[0]) };
        let marks = match slot {
            Some(marks) => marks,
            none => none.insert(Marks::open(&self.path.with_file_name(name))?),
        };
        marks.set(bytes)
    }

    fn replace(&mut self, checkpoint: &Unfinished) -> Result<(), StoreError> {
        let edition = Uuid::new_v4();
        let bytes = serde_json::to_vec(&Written { v: VERSION, edition, checkpoint }).map_err(|_| UNWRITABLE)?;
        let durability = if self.kept.is_some() { Durability::Whole } else { Durability::Newest };
        atomic::replace(&self.path, &bytes, durability)?;
        self.kept = Some((edition, checkpoint.clone()));
        Ok(())
    }

    /// Gives the checkpoint on the disk a name under which it is kept: `running.json.aside`, `running.json.aside-2`, …
    /// It is offered again when no other one is in its place.
    ///
    /// # Errors
    /// It is still in its place then.
    pub fn put_aside(&mut self) -> Result<PathBuf, StoreError> {
        (self.kept, self.marks) = (None, [None, None]);
        let state = self.state();
        let free = asides().find(|aside| !folder::exists(&state.join(format!("{RUNNING_FILE}{aside}"))));
        let aside = free.unwrap_or_else(|| format!("{ASIDE}-{MOST_KEPT}"));
        let path = state.join(format!("{RUNNING_FILE}{aside}"));
        fs::rename(&self.path, &path).map_err(StoreError::io("rename", &self.path))?;
        for mark in MARK_FILES {
            // A mark that stays behind amends nothing: it names its checkpoint.
            drop(fs::rename(state.join(mark), state.join(format!("{mark}{aside}"))));
        }
        self.others = false;
        Ok(path)
    }

    fn state(&self) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).to_owned()
    }

    /// Removes the checkpoint of `session`, which is in the history now, or never began. One of another session stays.
    ///
    /// # Errors
    /// The checkpoint is still there then, and the session will be offered again.
    pub fn forget(&mut self, session: FactId) -> Result<(), StoreError> {
        let state = self.state();
        let is_it = match &self.kept {
            Some((_, kept)) => kept.session == session,
            None => is_of(&read(&state, "")?, session),
        };
        if is_it {
            (self.kept, self.marks, self.others) = (None, [None, None], false);
            remove(&state, "")?;
        }
        for aside in asides_in(&state) {
            if is_of(&read(&state, &aside)?, session) {
                remove(&state, &aside)?;
            }
        }
        Ok(())
    }
}

fn is_of(left: &Option<Left>, session: FactId) -> bool {
    matches!(left, Some(Left::Open(left)) if left.session == session)
}

/// Removes a checkpoint and its marks.
fn remove(state: &Path, aside: &str) -> Result<(), StoreError> {
    for name in [RUNNING_FILE, MARK_FILES[0], MARK_FILES[1]] {
        let path = state.join(format!("{name}{aside}"));
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(StoreError::io("remove", &path)(error)),
            _ => {}
        }
    }
    Ok(())
}

/// The endings of names under which checkpoints are put aside.
fn asides() -> impl Iterator<Item = String> {
    (1..MOST_KEPT).map(|n| if n == 1 { ASIDE.to_owned() } else { format!("{ASIDE}-{n}") })
}

/// Those that are in use.
fn asides_in(state: &Path) -> Vec<String> {
    let mut found: Vec<String> = aside(state)
        .iter()
        .filter_map(|path| Some(path.file_name()?.to_str()?.strip_prefix(RUNNING_FILE)?.to_owned()))
        .collect();
    found.sort_by_key(String::len);
    found
}

/// Puts a checkpoint that was put aside, and that a session could go on from, back in its place.
fn restore(state: &Path) {
    let Some(aside) = asides_in(state).into_iter().find(|aside| matches!(read(state, aside), Ok(Some(Left::Open(_)))))
    else {
        return;
    };
    for name in [MARK_FILES[0], MARK_FILES[1], RUNNING_FILE] {
        // What cannot be renamed is still there next time.
        drop(fs::rename(state.join(format!("{name}{aside}")), state.join(name)));
    }
}

const UNWRITABLE: StoreError = StoreError::Unwritable("the session's state has no form in JSON");

/// What an interrupted session left behind; nothing if there is none, or if it is still being lived. Only looks: who
/// wants to do something about it claims it.
///
/// # Errors
/// When the state folder cannot be read.
pub fn look(state: &Path) -> Result<Option<Left>, StoreError> {
    let mut found = read(state, "")?;
    for aside in if found.is_none() { asides_in(state) } else { Vec::new() } {
        found = read(state, &aside)?.filter(|left| matches!(left, Left::Open(_)));
        if found.is_some() {
            break;
        }
    }
    match found {
        Some(_) if is_alive(&state.join(LOCK_FILE)) => Ok(None),
        found => Ok(found),
    }
}

/// The checkpoint in its place, or one that was put aside.
fn read(state: &Path, aside: &str) -> Result<Option<Left>, StoreError> {
    let path = state.join(format!("{RUNNING_FILE}{aside}"));
    match folder::read_small(&path, LARGEST) {
        Ok(None) => Ok(None),
        Ok(Some(text)) => Ok(Some(match parse(&text, |edition| last_mark(state, aside, edition)) {
            Ok(left) => Left::Open(Box::new(left)),
            Err(why) => Left::Broken(why),
        })),
        // What is there is no checkpoint, which is another thing than not getting at it.
        Err(error) if matches!(error.kind(), ErrorKind::Other | ErrorKind::InvalidData) => {
            Ok(Some(Left::Broken(Clean::visible(&error.to_string()))))
        }
        Err(error) => Err(StoreError::io("read", &path)(error)),
    }
}

/// Checkpoints that were put aside.
pub fn aside(state: &Path) -> Vec<PathBuf> {
    let is_aside = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&format!("{RUNNING_FILE}{ASIDE}")))
    };
    let mut found: Vec<PathBuf> =
        fs::read_dir(state).into_iter().flatten().flatten().map(|entry| entry.path()).filter(is_aside).collect();
    found.sort();
    found
}

/// The checkpoint in `text`, as far as the last mark says it has come.
fn parse(text: &str, mark: impl Fn(Uuid) -> Option<Mark<Progress>>) -> Result<Unfinished, Clean> {
    #[derive(Deserialize)]
    struct Version {
        v: u32,
        #[serde(default)]
        edition: Uuid,
    }
    let broken = |error: serde_json::Error| Clean::visible(&error.to_string());
    let version = serde_json::from_str::<Version>(text).map_err(broken)?;
    match version.v {
        VERSION => {}
        newer => {
            return Err(Clean::visible(&format!("it was written by another version of solemate (format {newer})")));
        }
    }
    let checkpoint: Unfinished = serde_json::from_str(text).map_err(broken)?;
    if checkpoint.record().is_err() {
        return Err(Clean::visible("its parts do not fit together"));
    }
    let marked = mark(version.edition).map(|mark| Unfinished {
        saved: mark.saved,
        progress: mark.progress,
        ..checkpoint.clone()
    });
    Ok(marked.filter(|marked| marked.record().is_ok()).unwrap_or(checkpoint))
}

/// The last mark of a checkpoint. One that was cut off is as good as none.
fn last_mark(state: &Path, aside: &str, edition: Uuid) -> Option<Mark<Progress>> {
    let read = |name: &str| -> Option<Mark<Progress>> {
        let text = folder::read_small(&state.join(format!("{name}{aside}")), LARGEST).ok()??;
        serde_json::from_str(&text).ok()
    };
    MARK_FILES
        .into_iter()
        .filter_map(read)
        .filter(|mark| mark.edition == edition)
        .max_by_key(|mark| mark.progress.lived)
}

/// Whether somebody holds the lock, or may hold it: a lock file that cannot be looked at is no sign of an end.
fn is_alive(lock: &Path) -> bool {
    match File::open(lock) {
        Ok(lock) => matches!(lock.try_lock(), Err(TryLockError::WouldBlock)),
        Err(error) => error.kind() != ErrorKind::NotFound,
    }
}

/// Names the machine as it runs now, and the space in which process numbers count: a number from elsewhere would be that
/// of a stranger.
fn here() -> String {
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    let space = fs::read_link("/proc/self/ns/pid").unwrap_or_default();
    format!("{}{}", boot.trim(), space.display())
}

fn pid_in(lock: &mut File) -> Option<u32> {
    let read = |lock: &mut File| -> io::Result<String> {
        let mut text = String::new();
        lock.rewind()?;
        lock.take(256).read_to_string(&mut text)?;
        Ok(text)
    };
    let text = read(lock).ok()?;
    let (pid, place) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    (place == here()).then(|| pid.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn checkpoint() -> Unfinished {
        let plan = serde_json::json!({
            "routine": "calf-classic", "name": "Calf Classic",
            "choice": { "sore": "left", "work": "both", "first": "left", "level": "medium" },
            "steps": [{ "name": "Knead", "part": "calf" }],
            "blocks": [{ "step": 0, "side": "left", "round": 1, "rounds": 1, "start": 0, "work": 1, "end": 2 }],
            "segments": [
                { "kind": "get_ready", "block": 0, "length": 5, "count": 1, "of": 1 },
                { "kind": "work", "block": 0, "length": 180, "count": 1, "of": 1 },
            ],
        });
        let at = stamp::read("2026-11-20T21:47:03+01:00").unwrap();
        Unfinished {
            session: FactId::from_u128(1),
            started: at,
            saved: at,
            plan: serde_json::from_value(plan).unwrap(),
            progress: Progress {
                segment: 1,
                length: Duration::from_secs(180),
                elapsed: Duration::from_millis(61_500),
                shares: vec![],
                skipped: vec![],
                lived: Duration::from_millis(66_500),
                paused: Duration::ZERO,
            },
        }
    }

    fn claimed(state: &Path) -> Claim {
        Claim::take(state).unwrap().0
    }

    #[test]
    fn d13_a_session_is_open_only_when_nobody_lives_it() {
        let dir = tempfile::tempdir().unwrap();
        let state = dir.path().join("state");
        assert_eq!(look(&state).unwrap(), None);
        let mut claim = claimed(&state);
        claim.save(&checkpoint()).unwrap();
        claim.save(&checkpoint()).unwrap();
        assert_eq!(look(&state).unwrap(), None);
        match Claim::take(&state) {
            Err(Refused::Busy { pid }) => assert_eq!(pid, Some(std::process::id())),
            other => panic!("{other:?}"),
        }
        drop(claim);
        assert_eq!(look(&state).unwrap(), Some(Left::Open(Box::new(checkpoint()))));
        let (mut claim, left) = Claim::take(&state).unwrap();
        assert_eq!(left, Some(Left::Open(Box::new(checkpoint()))));
        claim.forget(FactId::from_u128(2)).unwrap();
        assert!(state.join(RUNNING_FILE).exists(), "another session's checkpoint stays");
        claim.forget(FactId::from_u128(1)).unwrap();
        claim.forget(FactId::from_u128(1)).unwrap();
        drop(claim);
        assert_eq!(look(&state).unwrap(), None);
    }

    #[test]
    fn d13_a_number_from_another_machine_is_not_the_process() {
        let dir = tempfile::tempdir().unwrap();
        let claim = claimed(dir.path());
        fs::write(dir.path().join(LOCK_FILE), format!("{} another-boot", std::process::id())).unwrap();
        assert!(matches!(Claim::take(dir.path()), Err(Refused::Busy { pid: None })));
        drop(claim);
    }

    #[test]
    fn a_new_session_never_writes_over_one_that_was_cut_off() {
        let dir = tempfile::tempdir().unwrap();
        claimed(dir.path()).save(&checkpoint()).unwrap();
        let before = fs::read(dir.path().join(RUNNING_FILE)).unwrap();
        let other = Unfinished { session: FactId::from_u128(2), ..checkpoint() };
        claimed(dir.path()).save(&other).unwrap();
        assert_eq!(parse_in(dir.path()), other);
        let [kept] = aside(dir.path()).try_into().unwrap();
        assert_eq!(fs::read(kept).unwrap(), before);

        let (mut claim, left) = Claim::take(dir.path()).unwrap();
        assert!(is_of(&left, other.session));
        claim.forget(other.session).unwrap();
        drop(claim);
        assert_eq!(look(dir.path()).unwrap(), Some(Left::Open(Box::new(checkpoint()))), "offered once its turn comes");
        let (mut claim, left) = Claim::take(dir.path()).unwrap();
        assert!(is_of(&left, checkpoint().session), "and back in its place");
        claim.forget(checkpoint().session).unwrap();
        assert_eq!(aside(dir.path()), Vec::<PathBuf>::new());
    }

    #[test]
    fn what_is_put_aside_takes_its_marks_along() {
        let dir = tempfile::tempdir().unwrap();
        let mut claim = claimed(dir.path());
        claim.save(&checkpoint()).unwrap();
        claim.save(&later(30)).unwrap();
        drop(claim);
        claimed(dir.path()).put_aside().unwrap();
        assert_eq!(look(dir.path()).unwrap(), Some(Left::Open(Box::new(later(30)))));
    }

    #[test]
    fn a_mark_that_fails_half_way_leaves_the_one_before() {
        let dir = tempfile::tempdir().unwrap();
        let mut claim = claimed(dir.path());
        for kept in [checkpoint(), later(10), later(20)] {
            claim.save(&kept).unwrap();
        }
        let newest = MARK_FILES
            .map(|name| dir.path().join(name))
            .into_iter()
            .find(|path| fs::read_to_string(path).is_ok_and(|text| text.contains("86.5")));
        fs::write(newest.unwrap(), "{").unwrap();
        assert_eq!(parse_in(dir.path()), later(10));
    }

    fn later(seconds: u64) -> Unfinished {
        let mut checkpoint = checkpoint();
        checkpoint.saved += chrono::TimeDelta::seconds(seconds.try_into().unwrap());
        checkpoint.progress.elapsed += Duration::from_secs(seconds);
        checkpoint.progress.lived += Duration::from_secs(seconds);
        checkpoint
    }

    #[test]
    fn d1_what_was_marked_last_is_what_a_kill_leaves() {
        let dir = tempfile::tempdir().unwrap();
        let mut claim = claimed(dir.path());
        claim.save(&checkpoint()).unwrap();
        let checkpointed = fs::read(dir.path().join(RUNNING_FILE)).unwrap();
        let long = Unfinished { progress: Progress { skipped: vec![0; 50], ..later(20).progress }, ..later(20) };
        for marked in [later(10), long, later(30)] {
            claim.save(&marked).unwrap();
            assert_eq!(fs::read(dir.path().join(RUNNING_FILE)).unwrap(), checkpointed, "no sync within a block");
            assert_eq!(parse_in(dir.path()), marked);
        }
        drop(claim);
        let mut claim = claimed(dir.path());
        claim.own_left();
        assert_eq!(parse_in(dir.path()), later(30), "going on forgets nothing");
        claim.save(&later(31)).unwrap();
        assert_eq!(parse_in(dir.path()), later(31), "a mark amends its own checkpoint only");
        claim.forget(FactId::from_u128(1)).unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "only the lock is left");
    }

    #[test]
    fn d3_a_mark_that_a_power_cut_tore_leaves_its_checkpoint() {
        let dir = tempfile::tempdir().unwrap();
        let mut claim = claimed(dir.path());
        claim.save(&checkpoint()).unwrap();
        claim.save(&later(10)).unwrap();
        let whole = fs::read(dir.path().join(MARK_FILES[1])).unwrap();
        for torn in [vec![], vec![0; whole.len()], whole[..whole.len() / 2].to_vec()] {
            fs::write(dir.path().join(MARK_FILES[1]), torn).unwrap();
            assert_eq!(parse_in(dir.path()), checkpoint());
        }
        fs::write(dir.path().join(MARK_FILES[1]), String::from_utf8(whole).unwrap().replace(":71.5", ":9e9")).unwrap();
        assert_eq!(parse_in(dir.path()), checkpoint(), "one that does not fit is not trusted");
    }

    /// What would be read after a kill.
    fn parse_in(state: &Path) -> Unfinished {
        match read(state, "").unwrap() {
            Some(Left::Open(left)) => *left,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_checkpoint_that_cannot_be_used_is_named_and_put_aside_before_the_next() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(RUNNING_FILE);
        let whole =
            serde_json::to_string(&Written { v: VERSION, edition: Uuid::nil(), checkpoint: &checkpoint() }).unwrap();
        let damaged = [
            String::new(),
            whole[..whole.len() / 2].to_owned(),
            whole.replace("\"segment\":1", "\"segment\":2"),
            whole.replace("\"end\":2", "\"end\":1"),
            whole.replace("\"v\":1", "\"v\":2"),
            "\0".repeat(100),
        ];
        for (n, text) in damaged.iter().enumerate() {
            fs::write(&path, text).unwrap();
            assert!(matches!(look(dir.path()).unwrap(), Some(Left::Broken(_))), "{text}");
            assert_eq!(&fs::read_to_string(&path).unwrap(), text, "looking changes nothing");
            let (mut claim, left) = Claim::take(dir.path()).unwrap();
            assert!(matches!(left, Some(Left::Broken(_))));
            claim.save(&checkpoint()).unwrap();
            let kept = aside(dir.path());
            assert_eq!(kept.len(), n + 1);
            assert!(kept.iter().any(|kept| &fs::read_to_string(kept).unwrap() == text));
            claim.forget(checkpoint().session).unwrap();
        }
    }
}
