//! `solemate hide` and `unhide`: which routines are listed. `start`, `show` and `edit` know all of them.

use super::failure::{Exit, Failure, Outcome};
use super::here::Here;
use super::own;
use crate::domain::routine::RoutineId;
use crate::driver::printer::Printer;

/// List a routine no more; it can still be started by its id
#[derive(clap::Args, Debug)]
pub(super) struct Hide {
    /// Its id (`solemate list` names them)
    routine: String,
}

/// List a routine again
#[derive(clap::Args, Debug)]
pub(super) struct Unhide {
    /// Its id (`solemate list --all` names them)
    routine: String,
}

impl Hide {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let library = here.library(Default::default());
        let id = library.source(&self.routine)?.id;
        library.hide(&id, true, &own::kept(here))?;
        out.line(&format!("{id} is hidden. `solemate unhide {id}` lists it again; `solemate start {id}` begins it."))?;
        Ok(Exit::Done)
    }
}

impl Unhide {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        // One whose file is gone can be taken off the list, too.
        let id = RoutineId::new(&self.routine).map_err(|why| Failure::person(why.to_string()))?;
        here.library(Default::default()).hide(&id, false, &own::kept(here))?;
        out.line(&format!("{id} is listed."))?;
        Ok(Exit::Done)
    }
}
