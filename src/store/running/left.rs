//! What sessions that were cut off have left in the state folder: checkpoints in their place or put aside, with their
//! marks.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use uuid::Uuid;

use super::{ASIDE, LARGEST, LOCK_FILE, MARK_FILES, MOST_KEPT, Mark, RUNNING_FILE, VERSION, is_alive};
use crate::domain::order;
use crate::domain::record::FactId;
use crate::domain::session::{Progress, Unfinished};
use crate::domain::text::Clean;
use crate::store::error::StoreError;
use crate::store::folder;

/// What an interrupted session left behind.
#[derive(Clone, PartialEq, Debug)]
pub enum Left {
    /// It can go on.
    Open(Box<Unfinished>),
    /// Its checkpoint cannot be read: why. Ratings given in it are in the history all the same.
    Broken(Clean),
}

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
pub(super) fn read(state: &Path, aside: &str) -> Result<Option<Left>, StoreError> {
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
    order::sort(&mut found);
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
    let broken = |error: serde_json::Error| {
        Clean::visible(&format!("its file is damaged at line {}, column {}", error.line(), error.column()))
    };
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

pub(super) fn is_of(left: &Option<Left>, session: FactId) -> bool {
    matches!(left, Some(Left::Open(left)) if left.session == session)
}

/// Removes a checkpoint and its marks.
pub(super) fn remove(state: &Path, aside: &str) -> Result<(), StoreError> {
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
pub(super) fn asides() -> impl Iterator<Item = String> {
    (1..MOST_KEPT).map(|n| if n == 1 { ASIDE.to_owned() } else { format!("{ASIDE}-{n}") })
}

/// Those that are in use.
pub(super) fn asides_in(state: &Path) -> Vec<String> {
    let mut found: Vec<String> = aside(state)
        .iter()
        .filter_map(|path| Some(path.file_name()?.to_str()?.strip_prefix(RUNNING_FILE)?.to_owned()))
        .collect();
    order::by(&mut found, |a, b| (a.len(), a).cmp(&(b.len(), b)));
    found
}

/// Puts a checkpoint that was put aside, and that a session could go on from, back in its place.
pub(super) fn restore(state: &Path) {
    let Some(aside) = asides_in(state).into_iter().find(|aside| matches!(read(state, aside), Ok(Some(Left::Open(_)))))
    else {
        return;
    };
    for name in [MARK_FILES[0], MARK_FILES[1], RUNNING_FILE] {
        // What cannot be renamed is still there next time.
        drop(fs::rename(state.join(format!("{name}{aside}")), state.join(name)));
    }
}
