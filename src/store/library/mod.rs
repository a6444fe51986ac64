//! Shipped and personal routines: what there is, and one of them read.
//!
//! A personal routine is a file in the person's folder; its stem is its id. It stands in the place of a shipped one of
//! the same id as long as it can be read: a broken file is listed with its first mistake, beside the shipped one, and
//! hides nothing.

pub mod file;
pub mod folder;
mod rules;
pub mod save;
pub mod stamp;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use self::file::Unreadable;
use self::folder::BadName;
use super::drafts::Drafts;
use super::hidden;
use super::routine_file::{self, Report};
use super::shipped::{self, Shipped};
use crate::domain::body::Feet;
use crate::domain::catalogue::{Entry, Origin, Summary};
use crate::domain::order;
use crate::domain::routine::{Routine, RoutineId};
use crate::domain::text::Clean;

/// What stands before the id of a shipped routine that a personal one stands in front of.
const SHIPPED: &str = "shipped:";

/// So many files are read before a first frame; more of them are read behind it.
const AT_ONCE: usize = 60;

/// The routines there are.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Library {
    folder: Option<PathBuf>,
    sore: Feet,
    hidden: Option<PathBuf>,
    drafts: Option<Drafts>,
}

impl Library {
    /// The shipped routines, and those in the `personal` folder if there is one. Reads nothing yet.
    pub fn new(personal: Option<PathBuf>) -> Self {
        Self { folder: personal, ..Self::default() }
    }

    /// For a person whose `sore` feet are those: steps for the sore foot count by it in the totals. Both, if not said.
    #[must_use]
    pub fn with_sore(self, sore: Feet) -> Self {
        Self { sore, ..self }
    }

    /// With the file that names what is not to be listed.
    #[must_use]
    pub fn with_hidden(self, file: PathBuf) -> Self {
        Self { hidden: Some(file), ..self }
    }

    /// With those that were begun and never saved, below the folder of what belongs to this machine.
    #[must_use]
    pub fn with_drafts(self, state: &Path) -> Self {
        Self { drafts: Some(Drafts::new(state)), ..self }
    }

    /// Lists a routine no more, or again.
    ///
    /// # Errors
    /// The file that says so cannot be read or written.
    pub fn hide(&self, id: &RoutineId, hidden: bool, keep: &Path) -> Result<(), save::NotSaved> {
        self.hidden.as_deref().map_or(Ok(()), |file| hidden::set(file, keep, id, hidden))
    }

    /// The feet that are sore by the settings.
    pub const fn sore(&self) -> Feet {
        self.sore
    }

    /// Every routine: the shipped ones in their order, each with the personal one of its id in its place; then the other
    /// personal ones by name; then what is broken, each with its first mistake. What is wrong with the folder itself is
    /// said by an entry that has no id and the folder as its origin.
    ///
    /// Reads every personal file, at most [`folder::MOST_ROUTINES`] of them.
    pub fn entries(&self) -> Vec<Entry> {
        let (mut ready, broken) = self.personal();
        let mut entries: Vec<Entry> = shipped::ALL
            .iter()
            .map(|shipped| match ready.remove(shipped.id) {
                Some(own) => Entry { shadows: true, ..own },
                None => shipped.entry(),
            })
            .collect();
        let mut others: Vec<Entry> = ready.into_values().collect();
        order::by_key(&mut others, |entry| entry.title().to_lowercase());
        entries.extend(others);
        entries.extend(self.drafts());
        entries.extend(broken);
        self.mark_hidden(&mut entries);
        entries
    }

    /// The same, if that takes no more time than a first frame can wait for; else the shipped ones, and false.
    pub fn entries_at_once(&self) -> (Vec<Entry>, bool) {
        let many = self.folder.as_deref().is_some_and(|folder| folder::look(folder).names.len() > AT_ONCE);
        if !many {
            return (self.entries(), true);
        }
        let mut entries: Vec<Entry> = shipped::ALL.iter().map(Shipped::entry).collect();
        self.mark_hidden(&mut entries);
        (entries, false)
    }

    /// What cannot be read is listed whatever the file says: it is to be mended.
    fn mark_hidden(&self, entries: &mut [Entry]) {
        let hidden = self.hidden.as_deref().map(hidden::read).unwrap_or_default();
        for entry in entries.iter_mut().filter(|entry| entry.state.is_ok()) {
            entry.hidden = entry.id.as_ref().is_some_and(|id| hidden.contains(id));
        }
    }

    /// The drafts of routines that are not there yet: one of a file is offered when that is edited.
    fn drafts(&self) -> Vec<Entry> {
        let Some(drafts) = &self.drafts else { return Vec::new() };
        let is_new = |id: &RoutineId| {
            let is_there = self.path_of(id).is_some_and(|path| path.symlink_metadata().is_ok());
            !is_there && Shipped::named(id.as_str()).is_none()
        };
        let entry = |id: RoutineId| {
            let draft = drafts.of(id.as_str())?;
            let state = routine_file::read(&id, Path::new(id.as_str()), draft.text.as_bytes())
                .map(|routine| Summary::of(&routine, self.sore))
                .map_err(|report| Clean::visible(&report.first().one_line()));
            Some(Entry { id: Some(id), origin: Origin::Draft, shadows: false, hidden: false, state })
        };
        drafts.ids().into_iter().filter(is_new).filter_map(entry).collect()
    }

    /// The personal routines: those that can be read, by id, and the others in the order of their files' names.
    fn personal(&self) -> (BTreeMap<String, Entry>, Vec<Entry>) {
        let (mut ready, mut broken) = (BTreeMap::new(), Vec::new());
        let Some(folder) = &self.folder else { return (ready, broken) };
        let found = folder::look(folder);
        let broken_entry = |id, path, problem| Entry {
            id,
            origin: Origin::Personal(path),
            shadows: false,
            hidden: false,
            state: Err(problem),
        };
        for name in &found.names {
            let path = folder.join(name);
            match folder::listed_id_of(&path) {
                Ok(id) => match read(&id, &path) {
                    Ok(routine) => {
                        let state = Ok(Summary::of(&routine, self.sore));
                        let own = Entry {
                            id: Some(id.clone()),
                            origin: Origin::Personal(path),
                            shadows: false,
                            hidden: false,
                            state,
                        };
                        ready.insert(id.as_str().to_owned(), own);
                    }
                    Err(error) => broken.push(broken_entry(Some(id), path, error.one_line())),
                },
                Err(BadName { why, to: Some(id) })
                    if found.names.contains(format!("{id}.toml").as_ref() as &std::ffi::OsStr) =>
                {
                    let problem = format!("{why}: rename the file, but not to {id}.toml, which is there already");
                    broken.push(broken_entry(None, path, Clean::visible(&problem)));
                }
                Err(bad) => broken.push(broken_entry(None, path, Clean::visible(&bad.to_string()))),
            }
        }
        broken.extend(found.notice.map(|notice| broken_entry(None, folder.clone(), notice)));
        (ready, broken)
    }

    /// The routine that a person asks for by id, or by the path of a file: whatever has a slash or a backslash in it or
    /// ends in `.toml` is a path. `shipped:calf-classic` is the shipped one, whatever stands in front of it.
    ///
    /// # Errors
    /// There is none, or it cannot be read: says which, where, and the way out. A broken personal routine is never
    /// quietly replaced by the shipped one of its id.
    pub fn load(&self, what: &str) -> Result<Routine, LoadError> {
        if what.contains(['/', '\\']) || what.ends_with(".toml") {
            return load_file(Path::new(what));
        }
        if let Some(shipped) = what.strip_prefix(SHIPPED) {
            return Shipped::named(shipped).map_or_else(|| Err(self.unknown(what)), read_shipped);
        }
        let Ok(id) = RoutineId::new(what) else { return Err(self.unknown(what)) };
        if let Some(path) = self.folder.as_ref().map(|folder| folder.join(format!("{id}.toml"))) {
            match read(&id, &path) {
                Err(LoadError::Unreadable { why: Unreadable::Missing, .. }) => {}
                Err(why) if Shipped::named(what).is_some() => return Err(LoadError::Own { id, why: Box::new(why) }),
                own => return own,
            }
        }
        Shipped::named(what).map_or_else(|| Err(self.unknown(what)), read_shipped)
    }

    /// The routine of a line of the library: exactly this one, also when another of the same id is listed.
    ///
    /// # Errors
    /// As [`Library::load`].
    pub fn open(&self, entry: &Entry) -> Result<Routine, LoadError> {
        match (&entry.origin, &entry.id) {
            (Origin::Personal(path), _) => load_file(path),
            (Origin::Shipped, Some(id)) => self.load(&format!("{SHIPPED}{id}")),
            (Origin::Shipped | Origin::Draft, _) => Err(self.unknown(entry.id.as_ref().map_or("", RoutineId::as_str))),
        }
    }

    /// The file of the routine that a person asks for, right or wrong, as [`Library::load`] finds it.
    ///
    /// # Errors
    /// There is none, or it cannot be read at all.
    pub fn source(&self, what: &str) -> Result<Source, LoadError> {
        if what.contains(['/', '\\']) || what.ends_with(".toml") {
            let path = Path::new(what);
            let id = folder::id_of(path).map_err(|why| LoadError::Name { path: shown(path), why, within: None })?;
            return Source::read(id, path);
        }
        let wanted = what.strip_prefix(SHIPPED).unwrap_or(what);
        let Ok(id) = RoutineId::new(wanted) else { return Err(self.unknown(what)) };
        if let Some(path) = self.path_of(&id).filter(|_| wanted == what) {
            match Source::read(id, &path) {
                Err(LoadError::Unreadable { why: Unreadable::Missing, .. }) => {}
                found => return found,
            }
        }
        let shipped = Shipped::named(wanted).ok_or_else(|| self.unknown(what))?;
        let id = RoutineId::new(shipped.id).map_err(|_| self.unknown(what))?;
        Ok(Source { id, path: None, bytes: shipped.text.as_bytes().to_vec() })
    }

    /// Where a personal routine of this id lies, or would.
    pub fn path_of(&self, id: &RoutineId) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(format!("{id}.toml")))
    }

    fn unknown(&self, what: &str) -> LoadError {
        let wanted = what.strip_prefix(SHIPPED).unwrap_or(what);
        let wanted = folder::nearest_id(wanted).map_or_else(|| wanted.to_owned(), |id| id.as_str().to_owned());
        let own = self.folder.as_deref().map(folder::look).unwrap_or_default();
        let own = own.names.iter().filter_map(|name| folder::listed_id_of(Path::new(name)).ok());
        let all = shipped::ALL.iter().filter_map(|shipped| RoutineId::new(shipped.id).ok()).chain(own);
        let nearest = all
            .map(|id| (distance(&wanted, id.as_str()), id))
            .filter(|(distance, _)| *distance <= 2.max(wanted.len() / 3))
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, id)| id);
        LoadError::Unknown { what: Clean::visible(what), nearest }
    }
}

/// The file of a routine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// Its stem.
    pub id: RoutineId,
    /// Where it lies; nowhere if it is compiled in.
    pub path: Option<PathBuf>,
    /// All of it.
    pub bytes: Vec<u8>,
}

impl Source {
    fn read(id: RoutineId, path: &Path) -> Result<Self, LoadError> {
        let bytes = file::read(path).map_err(|why| LoadError::Unreadable { path: shown(path), why })?;
        Ok(Self { id, path: Some(path.to_path_buf()), bytes })
    }

    /// What it says.
    ///
    /// # Errors
    /// It has mistakes.
    pub fn routine(&self) -> Result<Routine, LoadError> {
        let shipped;
        let path = match &self.path {
            Some(path) => path,
            None => {
                shipped = PathBuf::from(format!("routines/{}.toml", self.id));
                &shipped
            }
        };
        routine_file::read(&self.id, path, &self.bytes).map_err(|report| LoadError::Broken(Box::new(report)))
    }
}

/// The routine in a file of any folder, with every check: what `check` says of a file is this error, or nothing.
///
/// # Errors
/// The file's name cannot be an id, it cannot be read, or it has mistakes.
pub fn load_file(path: &Path) -> Result<Routine, LoadError> {
    match folder::id_of(path) {
        Ok(id) => read(&id, path),
        // Its mistakes are told with its name, all at once.
        Err(why) => {
            let id = why.to.clone().or_else(|| RoutineId::new("routine").ok());
            let within = id.and_then(|id| match read(&id, path) {
                Err(LoadError::Broken(report)) => Some(report),
                _ => None,
            });
            Err(LoadError::Name { path: shown(path), why, within })
        }
    }
}

fn read(id: &RoutineId, path: &Path) -> Result<Routine, LoadError> {
    let bytes = file::read(path).map_err(|why| LoadError::Unreadable { path: shown(path), why })?;
    routine_file::read(id, path, &bytes).map_err(|report| LoadError::Broken(Box::new(report)))
}

fn read_shipped(shipped: &Shipped) -> Result<Routine, LoadError> {
    let path = PathBuf::from(format!("routines/{}.toml", shipped.id));
    let id = folder::id_of(&path).map_err(|why| LoadError::Name { path: shown(&path), why, within: None })?;
    routine_file::read(&id, &path, shipped.text.as_bytes()).map_err(|report| LoadError::Broken(Box::new(report)))
}

fn shown(path: &Path) -> Clean {
    Clean::visible(&path.to_string_lossy())
}

/// How far `id` is from what was `wanted`; a part of it written out is near.
fn distance(wanted: &str, id: &str) -> usize {
    if wanted.len() > 2 && id.contains(wanted) { 1 } else { strsim::damerau_levenshtein(wanted, id) }
}

/// Why a routine could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no routine of that id.
    #[error("there is no routine `{what}`{}", .nearest.as_ref().map_or_else(String::new, |id| format!("; did you mean `{id}`?")))]
    Unknown {
        /// What was asked for.
        what: Clean,
        /// The one whose id comes nearest.
        nearest: Option<RoutineId>,
    },
    /// A file's name cannot be the id of a routine.
    #[error("{path}: {why}{}", .within.as_ref().map_or_else(String::new, |report| format!("\n{report}")))]
    Name {
        /// The file.
        path: Clean,
        /// The rule that its name breaks, and a name that would do.
        why: BadName,
        /// What is wrong in it besides.
        within: Option<Box<Report>>,
    },
    /// A file cannot be read at all.
    #[error("{path}: {why}")]
    Unreadable {
        /// The file.
        path: Clean,
        /// What stands in its place.
        why: Unreadable,
    },
    /// A file has mistakes.
    #[error("{0}")]
    Broken(Box<Report>),
    /// A personal routine cannot be loaded, and a shipped one of its id could.
    #[error("{why}\nthe shipped one is still there as `{SHIPPED}{id}`")]
    Own {
        /// The id of both.
        id: RoutineId,
        /// What is wrong with the personal one.
        why: Box<LoadError>,
    },
}

impl LoadError {
    /// The first thing that is wrong, in one line, for where the file is already named.
    pub fn one_line(&self) -> Clean {
        match self {
            Self::Unknown { .. } => Clean::visible(&self.to_string()),
            Self::Name { why, .. } => Clean::visible(&why.to_string()),
            Self::Unreadable { why, .. } => Clean::visible(&why.to_string()),
            Self::Broken(report) => Clean::visible(&report.first().one_line()),
            Self::Own { why, .. } => why.one_line(),
        }
    }

    /// Every mistake of the file, if it could be read and has any.
    pub fn report(&self) -> Option<&Report> {
        match self {
            Self::Broken(report) | Self::Name { within: Some(report), .. } => Some(report),
            Self::Own { why, .. } => why.report(),
            _ => None,
        }
    }

    /// Whether the machine is at fault, and not what the person wrote or asked for.
    pub fn is_the_machines(&self) -> bool {
        match self {
            Self::Unreadable { why, .. } => why.is_the_machines(),
            Self::Own { why, .. } => why.is_the_machines(),
            _ => false,
        }
    }
}
