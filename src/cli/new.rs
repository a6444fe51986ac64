//! `solemate new`: a routine of one's own, from nothing or from another one.

use super::failure::{Exit, Failure, Outcome};
use super::here::Here;
use super::own;
use crate::domain::edit::{Change, Place, Value};
use crate::domain::routine::RoutineId;
use crate::domain::words::capital;
use crate::driver::printer::Printer;
use crate::store::desk::PAGE;
use crate::store::error::shown;
use crate::store::library::save::Original;
use crate::store::routine_file::{self, edit};

/// Make a routine of your own, to be changed as you like
#[derive(clap::Args, Debug)]
pub(super) struct New {
    /// The name of its file without `.toml`: small letters, digits and hyphens
    name: String,
    /// Begin with a copy of this routine, an id or a file; otherwise with a page that explains itself
    #[arg(long, value_name = "ROUTINE")]
    from: Option<String>,
}

impl New {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let id = own::id(&self.name)?;
        let path = own::path(here, &id);
        if path.symlink_metadata().is_ok() {
            return Err(Failure::person(format!(
                "{} is there already: `solemate edit {id}` changes it, or choose another name",
                shown(&path)
            )));
        }
        let text = match &self.from {
            Some(from) => text_of(here, from)?,
            None => PAGE.to_owned(),
        };
        let named = Change::Set { place: Place::Routine, key: "name", value: Value::Text(spelt(&id)) };
        let text = edit::apply(&text, &named).map_err(|why| Failure::person(why.to_string()))?;
        let routine = routine_file::read(&id, &path, text.as_bytes())
            .map_err(|report| Failure::person(report.first().one_line()))?;
        Original::new_file(&path).save(text.as_bytes(), &own::kept(here))?;
        own::tell_where(here, &routine, out)?;
        Ok(Exit::Done)
    }
}

/// Another routine, with all its comments.
fn text_of(here: &Here, from: &str) -> Result<String, Failure> {
    let source = here.library(Default::default()).source(from)?;
    source.routine()?;
    String::from_utf8(source.bytes).map_err(|error| Failure::person(error.to_string()))
}

/// An id as a name: `my-calf` is "My calf".
fn spelt(id: &RoutineId) -> String {
    capital(id.as_str().replace('-', " ").trim())
}
