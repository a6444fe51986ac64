//! `solemate remind now`: what a timer starts.

use super::place::QuietWord;
use crate::cli::failure::{Exit, Failure, Outcome};
use crate::cli::here::Here;
use crate::cli::today::Told;
use crate::domain::remind::TimeOfDay;
use crate::driver::desktop;
use crate::store::running;

/// Show what is due as a notice of the desktop: what the timers start
#[derive(clap::Args, Debug)]
pub(super) struct Now {
    /// The hours in which nothing is shown, or none
    #[arg(long, value_name = "HOURS", default_value = "none")]
    quiet: QuietWord,
}

impl Now {
    pub(super) fn run(&self, here: &Here) -> Outcome {
        let now = here.now();
        let quiet = self.quiet.0.is_some_and(|quiet| quiet.holds(TimeOfDay::of(now.wall)));
        // A machine that wakes up at night makes good what it slept through.
        if quiet || running::is_under_way(here.places.state()) {
            return Ok(Exit::Done);
        }
        let Some(due) = Told::read(here, now).due() else { return Ok(Exit::Done) };
        desktop::show(&format!("due today: {due}")).map_err(|why| Failure::machine(why.to_string()))?;
        Ok(Exit::Done)
    }
}
