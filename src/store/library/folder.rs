//! The person's folder of routines: which files in it are meant to be routines, and what their names say.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;

use super::file::{Unreadable, explain};
use crate::domain::routine::{BadId, RoutineId};
use crate::domain::text::Clean;

/// The most personal routines that are listed.
pub const MOST_ROUTINES: usize = 5_000;

/// The most names that are looked at in the folder, routines or not.
const MOST_NAMES: usize = 50_000;

/// What the folder holds.
#[derive(Default, Debug)]
pub struct Found {
    /// The names of the files that end in `.toml`, sorted.
    pub names: BTreeSet<OsString>,
    /// What is wrong with the folder itself.
    pub notice: Option<Clean>,
}

/// Looks into the folder. A missing one holds nothing, and that is no mistake.
pub fn look(folder: &Path) -> Found {
    let listing = match fs::read_dir(folder) {
        Ok(listing) => listing,
        Err(error) => {
            let notice = match explain(folder, &error) {
                Unreadable::Missing if fs::symlink_metadata(folder).is_err() => None,
                Unreadable::Missing => Some(Clean::visible("it is a file, and should be a folder of routines")),
                other => Some(Clean::visible(&other.to_string())),
            };
            return Found { notice, ..Found::default() };
        }
    };
    let mut found = Found::default();
    for (number, entry) in listing.enumerate() {
        match entry {
            _ if number == MOST_NAMES => {
                found.notice =
                    Some(Clean::visible("it holds more than 50,000 files: only some of them were looked at"));
                break;
            }
            Ok(entry) if is_meant(&entry.file_name()) => {
                found.names.insert(entry.file_name());
            }
            Ok(_) => {}
            Err(error) => {
                found.notice = Some(Clean::visible(&explain(folder, &error).to_string()));
                break;
            }
        }
    }
    if found.names.len() > MOST_ROUTINES {
        while found.names.len() > MOST_ROUTINES {
            found.names.pop_last();
        }
        found.notice = Some(Clean::visible("it holds more than 5,000 routines: the first 5,000 are listed"));
    }
    found
}

/// Whether a file of this name is meant to be a routine. What begins with a dot belongs to some other program.
pub fn is_meant(name: &OsStr) -> bool {
    !name.as_encoded_bytes().starts_with(b".")
        && Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

/// A file whose name cannot be the id of a routine.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{why}: rename the file{}", .to.as_ref().map_or_else(String::new, |id| format!(" to {id}.toml")))]
pub struct BadName {
    /// The rule that the name breaks.
    pub why: WhyBad,
    /// The nearest name that would do.
    pub to: Option<RoutineId>,
}

/// Which rule the name of a file breaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WhyBad {
    /// Its stem cannot be an id.
    #[error(transparent)]
    Id(#[from] BadId),
    /// It ends in `.TOML`, or the like.
    #[error("a routine's file ends in .toml, in small letters")]
    Ending,
}

/// The id that a file's name gives its routine.
///
/// # Errors
/// Says which rule of ids the name breaks, and which name would do.
pub fn id_of(path: &Path) -> Result<RoutineId, BadName> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    RoutineId::new(&stem).map_err(|why| BadName { why: why.into(), to: nearest_id(&stem) })
}

/// The same for a file that the library found by itself, and will look for under its id.
///
/// # Errors
/// As [`id_of`], and when the name does not end in `.toml` exactly.
pub fn listed_id_of(path: &Path) -> Result<RoutineId, BadName> {
    let id = id_of(path)?;
    if path.extension() == Some(OsStr::new("toml")) {
        Ok(id)
    } else {
        Err(BadName { why: WhyBad::Ending, to: Some(id) })
    }
}

/// The id that comes nearest to `text`: small letters, and hyphens for what cannot stand in an id.
pub fn nearest_id(text: &str) -> Option<RoutineId> {
    let plain: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    RoutineId::new(&words.join("-")).ok()
}
