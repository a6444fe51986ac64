//! Reminders; whoever has none is told nothing that needs doing.

use super::{Findings, State};
use crate::cli::here::Here;
use crate::cli::remind::Status;

const ABOUT: &str = "remind";

pub(super) fn look(here: &Here, found: &mut Findings) {
    match Status::read(here) {
        Ok(status) => {
            found.add(ABOUT, State::Fine, status.line());
            for problem in status.problems {
                found.add(ABOUT, State::Person, problem);
            }
        }
        Err(why) => found.add(ABOUT, State::Note, why.text()),
    }
}
