//! How a verb ends: the exit code, and the one sentence that goes with it.

use std::process::ExitCode;

use crate::config::BadPlace;
use crate::driver::plain::Trouble;
use crate::driver::printer::NotPrinted;
use crate::driver::terminal::NoTerminal;
use crate::store::error::StoreError;
use crate::store::library::LoadError;

/// The exit codes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Exit {
    Done = 0,
    /// The person's input is at fault.
    Person = 1,
    /// The command line is.
    Usage = 2,
    /// The machine is: disk, permissions.
    Machine = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

pub(super) type Outcome = Result<Exit, Failure>;

/// Something that ends a verb before its answer is whole.
#[derive(Debug)]
pub(super) struct Failure {
    exit: Exit,
    /// What is wrong and the way out; empty where nothing needs to be said.
    text: String,
}

impl Failure {
    pub(super) fn person(text: impl Into<String>) -> Self {
        Self { exit: Exit::Person, text: text.into() }
    }

    pub(super) fn usage(text: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, text: text.into() }
    }

    pub(super) fn machine(text: impl Into<String>) -> Self {
        Self { exit: Exit::Machine, text: text.into() }
    }

    /// What is wrong and the way out.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Says it on standard error.
    pub(super) fn say(self) -> ExitCode {
        if !self.text.is_empty() {
            super::tell(&format!("solemate: {}", self.text));
        }
        self.exit.into()
    }
}

impl From<NotPrinted> for Failure {
    fn from(error: NotPrinted) -> Self {
        match error {
            NotPrinted::Closed => Self { exit: Exit::Done, text: String::new() },
            NotPrinted::Refused(_) => Self::machine(error.to_string()),
        }
    }
}

impl From<BadPlace> for Failure {
    fn from(error: BadPlace) -> Self {
        Self::person(error.to_string())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::machine(error.to_string())
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        let remedy = match &error {
            LoadError::Unknown { nearest: None, .. } => "; `solemate list` names those there are".into(),
            LoadError::Broken(report) | LoadError::Name { within: Some(report), .. } => {
                format!("\n`solemate check {}` shows the place", quoted(&report.file))
            }
            _ => String::new(),
        };
        let text = format!("{error}{remedy}");
        if error.is_the_machines() { Self::machine(text) } else { Self::person(text) }
    }
}

impl From<NoTerminal> for Failure {
    fn from(error: NoTerminal) -> Self {
        Self::usage(error.to_string())
    }
}

impl From<Trouble> for Failure {
    fn from(error: Trouble) -> Self {
        match error {
            Trouble::Refused(_) => Self::person(error.to_string()),
            Trouble::Unheard(error) => error.into(),
            Trouble::CutOffNotKept(_) | Trouble::Deaf(_) => Self::machine(error.to_string()),
        }
    }
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    let plain = word.bytes().all(|b| b.is_ascii_alphanumeric() || b"/._-".contains(&b));
    if plain { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}
