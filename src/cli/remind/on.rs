//! `solemate remind on`: shows what is to be written, asks, and writes it.

use serde::Serialize;

use super::place::{QuietWord, SystemWord, job, roots, system};
use super::{agreed, tell, words};
use crate::cli::failure::{Exit, Failure, Outcome};
use crate::cli::here::Here;
use crate::domain::remind::{Quiet, TimeOfDay, Times};
use crate::domain::text::Clean;
use crate::driver::desktop;
use crate::driver::printer::Printer;
use crate::store::error::shown;
use crate::store::timers::{Found, Job, Roots, System, TimerFile, cron, look, write};

/// Show the files of the timers, ask, and write them
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples: solemate remind on\n          solemate remind on --at 07:00 --at 13:00 --at 21:00 --quiet 22:00-06:30"
)]
pub(super) struct On {
    /// A time of day, as often as you like; 07:00 and 21:00, if none is named
    #[arg(long, value_name = "TIME")]
    at: Vec<TimeOfDay>,
    /// The hours in which nothing is shown, or none
    #[arg(long, value_name = "HOURS", default_value = "22:00-07:00")]
    quiet: QuietWord,
    /// Only show what would be written
    #[arg(long)]
    dry_run: bool,
    /// Without asking
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
    /// Also over a file that you have changed
    #[arg(long)]
    replace: bool,
    /// The timers to use; if not said, those of this system, and cron where there are none
    #[arg(long, value_name = "SYSTEM")]
    with: Option<SystemWord>,
    /// As a JSON object; written only with --yes
    #[arg(long)]
    json: bool,
}

/// What is to be written, or was, as scripts see it.
#[derive(Serialize)]
struct Told<'a> {
    system: &'static str,
    at: &'a [TimeOfDay],
    quiet: Option<Quiet>,
    files: Vec<ToldFile<'a>>,
    commands: Vec<&'a [String]>,
    /// Lines for the table of cron.
    lines: &'a [String],
    /// Whether it was written, and the system told.
    done: bool,
}

#[derive(Serialize)]
struct ToldFile<'a> {
    path: Clean,
    state: &'static str,
    contents: &'a str,
}

/// A file as it is to be, and what stands there.
struct Planned {
    file: TimerFile,
    found: Found,
}

impl On {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let at = if self.at.is_empty() { Times::USUAL.to_vec() } else { self.at.clone() };
        let times = Times::new(at, self.quiet.0)?;
        let (job, roots, system) = (job(here, &times)?, roots(here)?, system(self.with));
        if system == System::Cron {
            return self.cron(&job, out);
        }
        if system != System::NATIVE && !self.dry_run {
            let name = system.name();
            return Err(Failure::person(format!(
                "{name} is not what starts programs here: --dry-run shows what it would be given"
            )));
        }
        self.files(system, &job, &roots, out)
    }

    fn files(&self, system: System, job: &Job, roots: &Roots, out: &mut Printer) -> Outcome {
        let planned = system
            .files(job, roots)?
            .into_iter()
            .map(|file| Ok(Planned { found: look(&file.path)?, file }))
            .collect::<Result<Vec<_>, Failure>>()?;
        let steps = system.when_on(roots);
        let commands = words(&steps);
        let mut told = Told {
            system: system.name(),
            at: job.times.at(),
            quiet: job.times.quiet(),
            files: planned.iter().map(Planned::told).collect(),
            commands,
            lines: &[],
            done: false,
        };
        if !self.json {
            for one in &planned {
                out.line(&format!("{} ({})", shown(&one.file.path), one.state()))?;
                out.line("")?;
                one.file.text.lines().try_for_each(|line| out.line(&format!("    {line}")))?;
                out.line("")?;
            }
            out.line("Then the system is told:")?;
            steps.iter().try_for_each(|step| out.line(&format!("    {}", step.typed())))?;
        }
        let shown_only = self.dry_run || (self.json && !self.yes);
        if !shown_only {
            self.spare(&planned)?;
            if !agreed("Write this, and start the timer?", self.yes, out)? {
                out.line("Nothing was written.")?;
                return Ok(Exit::Done);
            }
            let files: Vec<TimerFile> =
                planned.iter().filter(|one| !one.stands()).map(|one| one.file.clone()).collect();
            write(&files)?;
            tell(&steps).map_err(|why| {
                Failure::machine(format!("the files are written, and the timer does not run yet: {why}"))
            })?;
            told.done = true;
        }
        if self.json {
            out.json(&told)?;
        } else if told.done {
            out.line(&format!("Reminders are on: {}. `solemate remind off` ends them.", job.times))?;
            if desktop::program().is_none() {
                out.line(&format!(
                    "{} is not in PATH, and nothing can be shown: {}.",
                    desktop::PROGRAM,
                    desktop::REMEDY
                ))?;
            }
        }
        Ok(Exit::Done)
    }

    /// What a person has changed stays, unless they say otherwise; what is no file of its own in any case.
    fn spare(&self, planned: &[Planned]) -> Result<(), Failure> {
        for one in planned.iter().filter(|one| one.found == Found::Theirs) {
            let path = shown(&one.file.path);
            if !one.file.path.symlink_metadata().is_ok_and(|found| found.is_file()) {
                return Err(Failure::person(format!("{path} is a link, or no file: move it away first")));
            }
            if !self.replace {
                let why = "is not as solemate wrote it, and stays; --replace writes over it";
                return Err(Failure::person(format!("{path} {why}")));
            }
        }
        Ok(())
    }

    fn cron(&self, job: &Job, out: &mut Printer) -> Outcome {
        let lines = cron::lines(job)?;
        if self.json {
            let (at, quiet) = (job.times.at(), job.times.quiet());
            let told = Told { system: "cron", at, quiet, files: vec![], commands: vec![], lines: &lines, done: false };
            out.json(&told)?;
            return Ok(Exit::Done);
        }
        if self.with.is_none() {
            super::super::tell(&format!(
                "solemate: {} is not in PATH, so nothing is written; these lines are for cron, to be added with `crontab -e`",
                System::NATIVE.teller()
            ));
        }
        lines.iter().try_for_each(|line| out.line(line))?;
        Ok(Exit::Done)
    }
}

impl Planned {
    /// Whether there is nothing to write.
    fn stands(&self) -> bool {
        matches!(&self.found, Found::Ours { bytes, .. } if *bytes == self.file.bytes)
    }

    fn state(&self) -> &'static str {
        match &self.found {
            Found::Nothing => "new",
            Found::Ours { .. } if self.stands() => "stands so already",
            Found::Ours { .. } => "written anew",
            Found::Theirs => "changed by hand",
        }
    }

    fn told(&self) -> ToldFile<'_> {
        ToldFile { path: shown(&self.file.path), state: self.state(), contents: &self.file.text }
    }
}
