//! `solemate add`: a routine that somebody gave away, looked at before it is taken in.

use std::io;
use std::path::{Path, PathBuf};

use super::failure::{Exit, Failure, Outcome};
use super::here::Here;
use super::own;
use crate::domain::routine::{Routine, RoutineId};
use crate::driver::printer::{NotPrinted, Printer};
use crate::store::error::shown;
use crate::store::library::folder::{id_of, nearest_id};
use crate::store::library::save::{Original, read_from};
use crate::store::library::{LoadError, file};
use crate::store::routine_file;
use crate::store::shipped::Shipped;

/// Take in a routine that somebody gave you: it is checked and shown first
#[derive(clap::Args, Debug)]
pub(super) struct Add {
    /// Its file; `-` reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Under this name, without `.toml`; otherwise that of the file, or of the routine
    #[arg(long = "as", value_name = "NAME")]
    name: Option<String>,
    /// Replace a routine of yours that has this name, or stand in the place of a shipped one, without asking
    #[arg(long)]
    force: bool,
}

/// Columns of what is told of a file that came in.
const WIDTH: usize = 100;

impl Add {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let is_input = self.file.as_os_str() == "-";
        let from = if is_input { Path::new("standard input") } else { &self.file };
        let bytes = if is_input { read_from(&mut io::stdin().lock()) } else { file::read(from) };
        let bytes = bytes.map_err(|why| LoadError::Unreadable { path: shown(from), why })?;
        let id = self.id(from, is_input)?;
        let read = |id: &RoutineId| {
            routine_file::read(id, from, &bytes).map_err(|report| match is_input {
                // What came in cannot be looked at once more.
                true => Failure::person(format!("nothing was added\n{}", report.render(false, WIDTH).trim_end())),
                false => LoadError::Broken(Box::new(report)).into(),
            })
        };
        let id = match id {
            Some(id) => id,
            None => nearest_id(read(&RoutineId::new("routine").map_err(bad_id)?)?.name.as_str())
                .ok_or_else(|| Failure::person("its name gives no name for a file: say one with --as"))?,
        };
        let routine = read(&id)?;
        let path = own::path(here, &id);
        print(&routine, &path, out)?;
        let there = path.symlink_metadata().is_ok();
        if there && !self.force && !self.may_replace(&id, is_input, out)? {
            return Err(Failure::person(format!(
                "{} is there already and stays: --as gives this one another name, --force replaces it",
                shown(&path)
            )));
        }
        if Shipped::named(id.as_str()).is_some() && (there || self.force) {
            out.line(&format!("In the place of the shipped one, which stays as shipped:{id}."))?;
        }
        if !there && !self.force && !own::may_shadow(&id, is_input, out)? {
            return Err(Failure::person(format!(
                "{id} is the name of a shipped routine, and nothing was added: --as gives this one another name, --force \
                 takes its place"
            )));
        }
        let place = if there {
            Original::open(&path).map_err(|why| LoadError::Unreadable { path: shown(&path), why })?
        } else {
            Original::new_file(&path)
        };
        place.save(&bytes, &own::kept(here))?;
        out.line(&format!("Added. `solemate start {id}` begins it."))?;
        Ok(Exit::Done)
    }

    fn id(&self, from: &Path, is_input: bool) -> Result<Option<RoutineId>, Failure> {
        match &self.name {
            Some(name) => own::id(name).map(Some),
            None if is_input => Ok(None),
            None => id_of(from).map(Some).or_else(|bad| match bad.to {
                Some(near) => Ok(Some(near)),
                None => Err(Failure::person(format!("{}: {bad}; or say a name with --as", shown(from)))),
            }),
        }
    }

    fn may_replace(&self, id: &RoutineId, is_input: bool, out: &mut Printer) -> Result<bool, Failure> {
        // What comes in by standard input leaves nobody to answer there.
        if is_input { Ok(false) } else { own::ask(&format!("Replace your routine {id}?"), false, out) }
    }
}

fn bad_id(error: crate::domain::routine::BadId) -> Failure {
    Failure::person(error.to_string())
}

/// What it is, and where it goes.
fn print(routine: &Routine, path: &Path, out: &mut Printer) -> Result<(), NotPrinted> {
    out.line(&own::in_short(routine))?;
    if let Some(goal) = &routine.goal {
        out.line(goal.as_str())?;
    }
    for step in &routine.steps {
        out.line(&format!("  {}", step.name))?;
    }
    out.line(&format!("to {}", shown(path)))?;
    Ok(())
}
