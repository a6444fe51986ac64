//! `solemate remind off`: removes what `on` wrote, and nothing else.

use std::path::PathBuf;

use serde::Serialize;

use super::place::roots;
use super::{agreed, tell, words};
use crate::cli::failure::{Exit, Failure, Outcome};
use crate::cli::here::Here;
use crate::domain::text::Clean;
use crate::driver::printer::Printer;
use crate::store::error::shown;
use crate::store::timers::{Found, Step, System, look, remove};

/// Show the files of the timers, ask, and remove them
#[derive(clap::Args, Debug)]
pub(super) struct Off {
    /// Only show what would be removed
    #[arg(long)]
    dry_run: bool,
    /// Without asking
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
    /// Also a file that you have changed
    #[arg(long)]
    replace: bool,
    /// As a JSON object; removed only with --yes
    #[arg(long)]
    json: bool,
}

/// What is to be removed, or was, as scripts see it.
#[derive(Serialize)]
struct Told<'a> {
    system: &'static str,
    remove: Vec<Clean>,
    /// Files that were changed by hand.
    keep: Vec<Clean>,
    commands: Vec<&'a [String]>,
    done: bool,
}

impl Off {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let (system, roots) = (System::NATIVE, roots(here)?);
        let (mut gone, mut kept): (Vec<PathBuf>, Vec<PathBuf>) = (Vec::new(), Vec::new());
        for path in system.paths(&roots) {
            match look(&path)? {
                Found::Nothing => {}
                Found::Theirs if !self.replace => kept.push(path),
                Found::Theirs | Found::Ours { .. } => gone.push(path),
            }
        }
        let there = !gone.is_empty() || !kept.is_empty();
        let steps: Vec<Step> = if there { system.when_off(&roots) } else { Vec::new() };
        let after: Vec<Step> = if there { system.when_gone() } else { Vec::new() };
        let all = [steps.clone(), after.clone()].concat();
        let mut told = Told {
            system: system.name(),
            remove: gone.iter().map(|path| shown(path)).collect(),
            keep: kept.iter().map(|path| shown(path)).collect(),
            commands: words(&all),
            done: false,
        };
        if !self.json {
            self.show(&told, &all, out)?;
        }
        if there && !self.dry_run && (!self.json || self.yes) {
            if !agreed("End the reminders?", self.yes, out)? {
                out.line("Nothing was removed.")?;
                return Ok(Exit::Done);
            }
            // What is not there cannot be stopped, and is removed all the same.
            let stopped = tell(&steps);
            remove(&gone, system, &roots)?;
            let forgotten = tell(&after);
            told.done = true;
            if let Err(why) = stopped.and(forgotten) {
                let text = format!("the files are removed, and the system was not told: {why}");
                return Err(Failure::machine(text));
            }
        }
        match (self.json, told.done) {
            (true, _) => out.json(&told)?,
            (false, true) => out.line("Reminders are off.")?,
            (false, false) => {}
        }
        Ok(Exit::Done)
    }

    fn show(&self, told: &Told<'_>, steps: &[Step], out: &mut Printer) -> Result<(), Failure> {
        if told.remove.is_empty() && told.keep.is_empty() {
            out.line("Reminders are off: no file of theirs is here.")?;
            out.line("Lines in your own table of cron are yours: `crontab -e`.")?;
            return Ok(());
        }
        told.remove.iter().try_for_each(|path| out.line(&format!("{path} (to be removed)")))?;
        for path in &told.keep {
            out.line(&format!("{path} (changed by hand: it stays; --replace removes it too)"))?;
        }
        out.line("The system is told:")?;
        steps.iter().try_for_each(|step| out.line(&format!("    {}", step.typed())))?;
        Ok(())
    }
}
