//! `solemate edit`: a routine as a form on the full screen; or in the person's own editor, looked at when it comes back.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use super::failure::{Exit, Failure, Outcome};
use super::here::Here;
use super::{own, start};
use crate::driver::editor;
use crate::driver::printer::Printer;
use crate::store::error::shown;
use crate::store::library::Source;
use crate::store::library::save::Original;

/// Change a routine: a form beside its timeline; a shipped one becomes a copy of your own
#[derive(clap::Args, Debug)]
pub(super) struct Edit {
    /// Its id (`solemate list` names them) or a file
    routine: String,
    /// In the editor that VISUAL or EDITOR names instead; a shipped one is copied first
    #[arg(long)]
    editor: bool,
}

impl Edit {
    /// Whether it is changed on the full screen.
    pub(super) const fn opens_screen(&self) -> bool {
        !self.editor
    }

    /// Opens it there.
    pub(super) fn open(&self, here: &Here) -> Result<ExitCode, Failure> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(Failure::usage("an editor needs a terminal: `solemate check` looks at a file without one"));
        }
        start::editor(here, here.library(Default::default()).source(&self.routine)?)
    }

    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        if !io::stdin().is_terminal() || !out.is_terminal() {
            return Err(Failure::usage("an editor needs a terminal: `solemate check` looks at a file without one"));
        }
        let library = here.library(Default::default());
        let source = library.source(&self.routine)?;
        let path = match &source.path {
            Some(path) => path.clone(),
            None => {
                let path = own::path(here, &source.id);
                Original::new_file(&path).save(&source.bytes, &own::kept(here))?;
                out.line(&format!("Copied to {}: the shipped one stays as it is.", shown(&path)))?;
                path
            }
        };
        let before = source.routine().ok();
        loop {
            out.flush()?;
            editor::open(&path).map_err(|error| Failure::person(error.to_string()))?;
            let after =
                Source { bytes: Original::open(&path).map_err(gone(&path))?.bytes().to_vec(), ..source.clone() };
            let after = Source { path: Some(path.clone()), ..after };
            match after.routine() {
                Ok(routine) if after.bytes == source.bytes => {
                    out.line(&format!("Nothing changed. {}", own::in_short(&routine)))?;
                    return Ok(Exit::Done);
                }
                Ok(routine) => {
                    if let Some(before) = &before {
                        out.line(&format!("Before: {}", own::in_short(before)))?;
                    }
                    out.line(&format!("Now:    {}", own::in_short(&routine)))?;
                    return Ok(Exit::Done);
                }
                Err(error) => match error.report() {
                    Some(report) => out.report(report)?,
                    None => out.text(&error.to_string())?,
                },
            }
            if !own::ask("Open it again?", true, out)? {
                return Ok(Exit::Person);
            }
        }
    }
}

fn gone(path: &std::path::Path) -> impl FnOnce(crate::store::library::file::Unreadable) -> Failure {
    let path = shown(path);
    move |why| Failure::person(format!("{path}: {why}"))
}
