//! `solemate edit`: a routine as a form on the full screen; or in the person's own editor, looked at when it comes back.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::failure::{Exit, Failure, Outcome};
use super::here::Here;
use super::{own, start};
use crate::driver::Start as Begin;
use crate::driver::editor::{self, NoEditor};
use crate::driver::printer::Printer;
use crate::store::error::{StoreError, shown};
use crate::store::library::save::Original;
use crate::store::library::{LoadError, Source};

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
        start::screen(here, Begin::Edit(here.library(Default::default()).source(&self.routine)?))
    }

    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        if !io::stdin().is_terminal() || !out.is_terminal() {
            return Err(Failure::usage("an editor needs a terminal: `solemate check` looks at a file without one"));
        }
        let source = here.library(Default::default()).source(&self.routine)?;
        let before = source.routine().ok();
        let calm = editor::Undisturbed::new().map_err(|error| Failure::machine(error.to_string()))?;
        let path = match &source.path {
            Some(path) => path.clone(),
            None => copy(here, &source, out)?,
        };
        let mut mistake = source.routine().err().as_ref().and_then(line_of);
        loop {
            out.flush()?;
            match calm.during(|| editor::open(&path, mistake)) {
                Ok(()) => {}
                // What it did to the file counts all the same.
                Err(error @ NoEditor::Failed { .. }) => super::tell(&format!("solemate: {error}")),
                Err(error) => {
                    forget_copy(&source, &path)?;
                    return Err(Failure::person(error.to_string()));
                }
            }
            let bytes = Original::open(&path).map_err(gone(&path))?.bytes().to_vec();
            let is_same = bytes == source.bytes;
            let after = Source { id: source.id.clone(), path: Some(path.clone()), bytes };
            match after.routine() {
                Ok(routine) if is_same => {
                    out.line(&format!("Nothing changed. {}", own::in_short(&routine)))?;
                    forget_copy(&source, &path)?;
                    return Ok(Exit::Done);
                }
                Ok(routine) => {
                    if let Some(before) = &before {
                        out.line(&format!("Before: {}", own::in_short(before)))?;
                    }
                    out.line(&format!("Now:    {}", own::in_short(&routine)))?;
                    return Ok(Exit::Done);
                }
                Err(error) => {
                    mistake = line_of(&error);
                    match error.report() {
                        Some(report) => out.report(report)?,
                        None => out.text(&error.to_string())?,
                    }
                }
            }
            if !own::ask("Open it again?", true, out)? {
                return Ok(Exit::Person);
            }
        }
    }
}

/// The line of the first mistake.
fn line_of(error: &LoadError) -> Option<usize> {
    error.report().map(|report| report.first().line)
}

/// A shipped routine among the person's own.
fn copy(here: &Here, source: &Source, out: &mut Printer) -> Result<PathBuf, Failure> {
    let path = own::path(here, &source.id);
    if path.symlink_metadata().is_ok() {
        let id = &source.id;
        return Err(Failure::person(format!(
            "{} is your own of that name: `solemate edit {id}` changes it, `solemate new NAME --from shipped:{id}` copies the \
             shipped one",
            shown(&path)
        )));
    }
    Original::new_file(&path).save(&source.bytes, &own::kept(here))?;
    out.line(&format!("Copied to {}: the shipped one stays as it is.", shown(&path)))?;
    Ok(path)
}

/// A copy in which nothing was changed would only stand in the way of the shipped one.
fn forget_copy(source: &Source, path: &Path) -> Result<(), Failure> {
    let is_copy = source.path.is_none() && Original::open(path).is_ok_and(|now| now.bytes() == source.bytes);
    if is_copy {
        std::fs::remove_file(path).map_err(StoreError::io("remove", path))?;
    }
    Ok(())
}

fn gone(path: &Path) -> impl FnOnce(crate::store::library::file::Unreadable) -> Failure {
    let path = shown(path);
    move |why| Failure::person(format!("{path}: {why}"))
}
