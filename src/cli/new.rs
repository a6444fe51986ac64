//! `solemate new`: a routine of one's own, from nothing or from another one.

use super::failure::{Exit, Failure, Outcome};
use super::guided::{self, Answers};
use super::here::Here;
use super::own;
use crate::domain::edit::{Change, Place, Value};
use crate::domain::routine::RoutineId;
use crate::domain::text::{Clean, Field};
use crate::domain::words::capital;
use crate::driver::printer::Printer;
use crate::store::desk::PAGE;
use crate::store::error::shown;
use crate::store::library::folder::nearest_id;
use crate::store::library::save::Original;
use crate::store::proposal;
use crate::store::routine_file::{self, edit};
use crate::store::shipped::Shipped;

/// Make a routine of your own, to be changed as you like
#[derive(clap::Args, Debug)]
pub(super) struct New {
    /// What it is called: its file gets a name of small letters, digits and hyphens from that
    #[arg(required_unless_present = "guided")]
    name: Option<String>,
    /// Begin with a copy of this routine, an id or a file; otherwise with a page that explains itself
    #[arg(long, value_name = "ROUTINE")]
    from: Option<String>,
    /// Ask line by line, and propose one; what is said by NAME, --for, --tools, --minutes and --side is not asked
    #[arg(long, conflicts_with = "from")]
    guided: bool,
    #[command(flatten)]
    answers: Answers,
    /// Take the name of a shipped routine without asking: yours stands in its place. A file of yours is never replaced
    #[arg(long)]
    force: bool,
}

impl New {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let (id, text, remarks) =
            if self.guided || self.answers.is_given() { self.proposed(here, out)? } else { self.plain(here, out)? };
        let path = own::path(here, &id);
        let routine = routine_file::read(&id, &path, text.as_bytes())
            .map_err(|report| Failure::person(report.first().one_line()))?;
        Original::new_file(&path).save(text.as_bytes(), &own::kept(here))?;
        own::tell_where(here, &routine, out)?;
        for remark in remarks {
            out.line(&remark)?;
        }
        Ok(Exit::Done)
    }

    /// An empty page, or another routine.
    fn plain(&self, here: &Here, out: &mut Printer) -> Result<(RoutineId, String, Vec<String>), Failure> {
        let (id, name) = self.called(self.name.as_deref().unwrap_or_default(), here, out)?;
        let text = match &self.from {
            Some(from) => text_of(here, from)?,
            None => PAGE.to_owned(),
        };
        let named = Change::Set { place: Place::Routine, key: "name", value: Value::Text(name.to_string()) };
        let text = edit::apply(&text, &named).map_err(|why| Failure::person(why.to_string()))?;
        Ok((id, text, Vec::new()))
    }

    /// What the library makes of the answers.
    fn proposed(&self, here: &Here, out: &mut Printer) -> Result<(RoutineId, String, Vec<String>), Failure> {
        // A name that cannot be is told before anything is asked.
        let given = self.name.as_deref().map(|name| self.called(name, here, out)).transpose()?;
        let (wishes, proposal) = self.answers.proposal(self.guided, (here, &mut *out))?;
        let (id, name) = match given {
            Some(given) => given,
            None if self.guided => self.asked_name(wishes.name(), here, out)?,
            None => self.called(&free_name(wishes.name(), here), here, out)?,
        };
        let remarks = proposal.for_health().into_iter().chain(proposal.remarks()).collect();
        let text = proposal::text(&proposal.called(id.clone(), name));
        Ok((id, text.map_err(|why| Failure::machine(why.to_string()))?, remarks))
    }

    /// A name asked for line by line, until it can be one.
    fn asked_name(&self, usual: &str, here: &Here, out: &mut Printer) -> Result<(RoutineId, Clean), Failure> {
        let usual = free_name(usual, here);
        loop {
            let name = guided::name(&usual, out)?;
            match self.called(&name, here, out) {
                Ok(called) => return Ok(called),
                Err(why) => out.line(&format!("{}.", capital(why.text())))?,
            }
        }
    }

    /// A name as people write it, and the id that its file will have: that of a shipped routine only where it is written as
    /// such, or --force says so.
    fn called(&self, name: &str, here: &Here, out: &mut Printer) -> Result<(RoutineId, Clean), Failure> {
        if let Ok(id) = RoutineId::new(name) {
            self.may_be(&id, here, out)?;
            let name = Clean::visible(&spelt(&id));
            return Ok((id, name));
        }
        if name.starts_with(['-', '.']) || name.contains(['/', '\\']) {
            return own::id(name).map(|id| (id, Clean::default()));
        }
        let unusable = |what: String| Failure::person(format!("\"{name}\" cannot be the name of a routine: it {what}"));
        let clean = Clean::accept(name.trim(), Field::Short)
            .map_err(|defect| unusable(format!("holds {}: {}", defect.what, defect.remedy)))?;
        let why = match clean.chars().any(|c| c.is_ascii_alphanumeric()) {
            true => "is no name that every system has for a file",
            false => "wants a letter or a digit",
        };
        let wanted = nearest_id(&clean).ok_or_else(|| unusable(why.to_owned()))?;
        let id = if self.force { wanted } else { not_shipped(wanted) };
        self.may_be(&id, here, out)?;
        Ok((id, clean))
    }

    /// No file of one's own has this id; and if a shipped routine has, that is meant.
    fn may_be(&self, id: &RoutineId, here: &Here, out: &mut Printer) -> Result<(), Failure> {
        let path = own::path(here, id);
        if path.symlink_metadata().is_ok() {
            return Err(Failure::person(format!(
                "{} is there already: `solemate edit {id}` changes it, or choose another name",
                shown(&path)
            )));
        }
        if self.force || own::may_shadow(id, false, out)? {
            return Ok(());
        }
        Err(Failure::person(format!(
            "{id} is the name of a shipped routine, and nothing was made: choose another name; `solemate edit {id}` makes a \
             copy of the shipped one; --force takes its place"
        )))
    }
}

/// Another routine, with all its comments.
fn text_of(here: &Here, from: &str) -> Result<String, Failure> {
    let source = here.library(Default::default()).source(from)?;
    source.routine()?;
    String::from_utf8(source.bytes).map_err(|error| Failure::person(error.to_string()))
}

/// The id, or with a number the next one that no shipped routine has.
fn not_shipped(wanted: RoutineId) -> RoutineId {
    let numbered = (2..100).filter_map(|number| RoutineId::new(&format!("{wanted}-{number}")).ok());
    let free = std::iter::once(wanted.clone()).chain(numbered).find(|id| Shipped::named(id.as_str()).is_none());
    free.unwrap_or(wanted)
}

/// The name, or with a number the next one that no file of one's own has.
fn free_name(name: &str, here: &Here) -> String {
    let is_free = |name: &String| nearest_id(name).is_some_and(|id| own::path(here, &id).symlink_metadata().is_err());
    let numbered = (2..100).map(|number| format!("{name} {number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(is_free).unwrap_or_else(|| name.to_owned())
}

/// An id as a name: `my-calf` is "My calf".
fn spelt(id: &RoutineId) -> String {
    capital(id.as_str().replace('-', " ").trim())
}
