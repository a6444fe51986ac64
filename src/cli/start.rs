//! `solemate start`, and `solemate` alone: a session, on the full screen or line by line.

use std::process::ExitCode;

use super::failure::Failure;
use super::here::{Here, SideWord, choice, minutes};
use crate::config::Settings;
use crate::domain::fit::Adjustment;
use crate::domain::record::Fact;
use crate::driver::cues::Cues;
use crate::driver::{self, Opening, Start as Begin, care, plain};

/// Begin a session
#[derive(clap::Args, Debug)]
pub(super) struct Start {
    /// The routine: its id (`solemate list` names them) or a file
    routine: Option<String>,
    /// Work these sides today
    #[arg(long, value_name = "SIDE")]
    side: Option<SideWord>,
    /// Fit it to so many minutes, 1 to 240; the file is not touched
    #[arg(long, value_name = "N", requires = "routine", value_parser = minutes())]
    minutes: Option<u32>,
    /// Without a screen: a line for each event and answer; for screen readers, logs and pipes
    #[arg(long, requires = "routine")]
    plain: bool,
    /// Do what the health profile leaves out or softens, too, this once; after surgery, a fracture or a tear there is no
    /// session all the same
    #[arg(long, requires = "routine")]
    anyway: bool,
    /// Begin at once: leave out the five questions and pain now before it
    #[arg(long)]
    no_check: bool,
}

impl Start {
    pub(super) fn of(routine: &str, no_check: bool) -> Self {
        Self { routine: Some(routine.to_owned()), side: None, minutes: None, plain: false, anyway: false, no_check }
    }

    pub(super) fn run(self, here: &Here) -> Result<ExitCode, Failure> {
        let (mut settings, notices) = here.read_settings();
        settings.check &= !self.no_check;
        let choice = choice(&settings, self.side);
        let choice = if self.routine.is_some() { here.at_level(&settings, choice) } else { choice };
        let adjust = Adjustment { minutes: self.minutes, ..Adjustment::default() };
        let places = here.places.clone();
        let routine = self.routine.map(|what| here.library(settings.sore_foot).load(&what)).transpose()?;
        match routine {
            Some(routine) if self.plain => {
                let (cues, trouble) = Cues::open(places.clone(), settings);
                let settings = cues.settings();
                let (mut care, of_care) = care::open(&places);
                let today = here.now().today();
                let ended = care::settle_health(&places, &mut care, today);
                let adjust = Adjustment { guard: care.health.guard(today), ..adjust };
                for notice in notices.into_iter().chain(trouble).chain(of_care).chain(ended) {
                    super::tell(&format!("solemate: {notice}"));
                }
                let over = plain::run(plain::Order {
                    places,
                    settings,
                    choice,
                    routine,
                    adjust,
                    limits: care.plan.limits,
                    health: care.health,
                    anyway: self.anyway,
                });
                let code = tell_unsaved(&over.unsaved);
                match over.how? {
                    plain::End::Done => Ok(code.unwrap_or(ExitCode::SUCCESS)),
                    plain::End::Interrupted(signal) => Ok(plain::die(signal)),
                }
            }
            routine => {
                let begin = routine.map_or(Begin::Home, |routine| Begin::Routine(Box::new(routine)));
                let notices = Settings::in_short(notices).into_iter().collect();
                open(Opening { places, settings, choice, adjust, anyway: self.anyway, notices, begin })
            }
        }
    }
}

/// Opens the full screen there, with what the settings say.
pub(super) fn screen(here: &Here, begin: Begin) -> Result<ExitCode, Failure> {
    let (settings, notices) = here.read_settings();
    let choice = settings.choice();
    let (places, adjust) = (here.places.clone(), Adjustment::default());
    let notices = Settings::in_short(notices).into_iter().collect();
    open(Opening { places, settings, choice, adjust, anyway: false, notices, begin })
}

fn open(opening: Opening) -> Result<ExitCode, Failure> {
    let closed = driver::open(opening)?;
    for notice in &closed.notices {
        super::tell(&format!("solemate: {notice}"));
    }
    driver::tell_open(closed.stays_open);
    Ok(tell_unsaved(&closed.unsaved).unwrap_or(closed.code))
}

/// Says what could not be written, and the exit code for that.
fn tell_unsaved(unsaved: &[Fact]) -> Option<ExitCode> {
    driver::tell_unsaved(unsaved).then(|| super::failure::Exit::Machine.into())
}
