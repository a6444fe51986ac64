//! `solemate remind`: what is due, said at the times a person wants, by the timers of the system.

mod now;
mod off;
mod on;
mod place;
mod status;

use clap::Subcommand;

use super::failure::{Failure, Outcome};
use super::here::Here;
use super::own;
use crate::driver::outside;
use crate::driver::printer::Printer;
use crate::store::timers::Step;
pub(super) use status::Status;

/// Be reminded of what is due, by the timers of the system
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER)]
pub(super) struct Remind {
    #[command(subcommand)]
    what: What,
}

const AFTER: &str = "Nothing of solemate runs in between: systemd, launchd or the Task Scheduler of Windows starts it at these times; \
                     for cron, the lines are printed. A notice says what `solemate today --due` says, and nothing comes \
                     where nothing is due, in the quiet hours, or while a session is under way.";

#[derive(Subcommand, Debug)]
enum What {
    On(on::On),
    Off(off::Off),
    Status(status::Ask),
    Now(now::Now),
}

impl Remind {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        match &self.what {
            What::On(on) => on.run(here, out),
            What::Off(off) => off.run(here, out),
            What::Status(ask) => ask.run(here, out),
            What::Now(now) => now.run(here),
        }
    }
}

/// Yes or no, before anything is written or removed. Where nobody can answer, it has to be said with the command.
fn agreed(question: &str, yes: bool, out: &mut Printer) -> Result<bool, Failure> {
    if yes {
        return Ok(true);
    }
    if !std::io::IsTerminal::is_terminal(&std::io::stdin()) {
        out.flush()?;
        return Err(Failure::person(format!("{question} Nothing was done yet: say so with --yes")));
    }
    own::ask(question, false, out)
}

/// Tells the system, word by word. What fails, and all that was to come after it, can be typed by hand.
fn tell(steps: &[Step]) -> Result<(), String> {
    for (at, step) in steps.iter().enumerate() {
        let done = match step.words.split_first() {
            Some((name, words)) => outside::find(name)
                .ok_or_else(|| format!("{name} is not in PATH"))
                .and_then(|program| outside::run(&program, words, None).map_err(|why| why.to_string())),
            None => Ok(()),
        };
        if let Err(why) = done.or_else(|why| if step.may_fail { Ok(()) } else { Err(why) }) {
            return Err(format!("{why}; to be typed by hand: {}", typed(&steps[at..])));
        }
    }
    Ok(())
}

fn typed(steps: &[Step]) -> String {
    steps.iter().map(Step::typed).collect::<Vec<_>>().join(" && ")
}

/// The commands, each a list of words, as scripts see them.
fn words(steps: &[Step]) -> Vec<&[String]> {
    steps.iter().map(|step| step.words.as_slice()).collect()
}
