//! `solemate remind status`: whether there are reminders, and whether they can be shown.

use serde::Serialize;

use super::place::{job, roots};
use super::tell;
use crate::cli::failure::{Exit, Failure, Outcome};
use crate::cli::here::Here;
use crate::domain::remind::{Quiet, TimeOfDay, Times};
use crate::domain::text::Clean;
use crate::driver::desktop;
use crate::driver::printer::Printer;
use crate::store::error::shown;
use crate::store::timers::{Found, System, look};

/// Say whether reminders are on, and at which times
#[derive(clap::Args, Debug)]
pub(super) struct Ask {
    /// As a JSON object
    #[arg(long)]
    json: bool,
}

const ABSENT: &str = "not there";
const ANOTHERS: &str = "written for another";

/// How it stands with reminders, as scripts see it.
#[derive(Serialize)]
pub(in crate::cli) struct Status {
    /// Whether the files are there and the timer runs.
    pub(in crate::cli) on: bool,
    system: &'static str,
    at: Vec<TimeOfDay>,
    quiet: Option<Quiet>,
    files: Vec<File>,
    /// The program that shows a notice; null where there is none.
    notice: Option<Clean>,
    /// What is not as it should be.
    pub(in crate::cli) problems: Vec<String>,
}

#[derive(Serialize)]
struct File {
    path: Clean,
    state: &'static str,
}

impl Ask {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let status = Status::read(here)?;
        if self.json {
            out.json(&status)?;
            return Ok(Exit::Done);
        }
        out.line(&status.line())?;
        for file in status.files.iter().filter(|_| status.is_there()) {
            out.line(&format!("  {} ({})", file.path, file.state))?;
        }
        if let Some(program) = &status.notice {
            out.line(&format!("  {program} shows them"))?;
        }
        status.problems.iter().try_for_each(|problem| out.line(&format!("! {problem}")))?;
        Ok(Exit::Done)
    }
}

impl Status {
    /// Looks at the files, asks the system whether the timer runs, and looks for the program that shows a notice.
    pub(in crate::cli) fn read(here: &Here) -> Result<Self, Failure> {
        let (system, roots) = (System::NATIVE, roots(here)?);
        let mut found = Vec::new();
        for path in system.paths(&roots) {
            found.push((look(&path)?, path));
        }
        let times = found.iter().find_map(|(found, _)| match found {
            Found::Ours { times, .. } => Some(times.clone()),
            _ => None,
        });
        let wanted = times.as_ref().map(|times| system.files(&job(here, times)?, &roots).map_err(Failure::from));
        let wanted = wanted.transpose()?.unwrap_or_default();
        let state = |found: &Found, at: usize| match found {
            Found::Nothing => ABSENT,
            Found::Ours { bytes, .. } if wanted.get(at).is_none_or(|file| file.bytes != *bytes) => ANOTHERS,
            Found::Ours { .. } => "as it was written",
            Found::Theirs => "changed by hand",
        };
        let files: Vec<File> = found
            .iter()
            .enumerate()
            .map(|(at, (found, path))| File { path: shown(path), state: state(found, at) })
            .collect();
        let there = found.iter().any(|(found, _)| *found != Found::Nothing);
        let running = match system.is_running(&roots).filter(|_| there) {
            Some(step) => tell(&[step]),
            None => Err(String::new()),
        };
        let notice = desktop::program().map(|program| shown(&program));
        let mut problems = Vec::new();
        if there {
            if found.iter().any(|(found, _)| *found == Found::Nothing) {
                problems.push("a file of the timer is missing: `solemate remind on` writes it".to_owned());
            }
            if files.iter().any(|file| file.state == ANOTHERS) {
                let text =
                    "the timer starts another solemate, or one with other folders: `solemate remind on` writes it anew";
                problems.push(text.to_owned());
            }
            if running.is_err() {
                let by_hand = system.when_on(&roots);
                problems.push(format!("the timer does not run; to be typed by hand: {}", super::typed(&by_hand)));
            }
            if notice.is_none() {
                problems.push(format!(
                    "{} is not in PATH, and nothing can be shown: {}",
                    desktop::PROGRAM,
                    desktop::REMEDY
                ));
            }
        }
        let (at, quiet) = times.as_ref().map_or((Vec::new(), None), |times| (times.at().to_vec(), times.quiet()));
        Ok(Self { on: there && running.is_ok(), system: system.name(), at, quiet, files, notice, problems })
    }

    /// Whether a file of theirs is there.
    pub(in crate::cli) fn is_there(&self) -> bool {
        self.files.iter().any(|file| file.state != ABSENT)
    }

    /// `reminders are on: 07:00, 21:00; quiet 22:00-07:00 (systemd)`
    pub(in crate::cli) fn line(&self) -> String {
        let times = Times::new(self.at.clone(), self.quiet).map(|times| times.to_string());
        match (self.on, self.is_there()) {
            (true, _) => {
                format!(
                    "reminders are on: {} ({})",
                    times.unwrap_or_else(|_| "at times of your own".to_owned()),
                    self.system
                )
            }
            (false, true) => "reminders are written, and do not come".to_owned(),
            (false, false) => "reminders are off; `solemate remind on` shows what it would write, and asks".to_owned(),
        }
    }
}
