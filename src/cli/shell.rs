//! `solemate completions` and `solemate man`: texts that are made from the grammar when the package is, and compiled in.
//! Made here they would cost the program two more libraries.

use clap::ValueEnum;

use super::failure::{Exit, Outcome};
use crate::driver::printer::Printer;

/// A shell.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
}

/// Print what a shell needs to complete commands, options and routines
#[derive(clap::Args, Debug)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Print the manual page: `solemate man | man -l -`
#[derive(clap::Args, Debug)]
pub(super) struct Man {}

impl Completions {
    pub(super) fn run(&self, out: &mut Printer) -> Outcome {
        out.text(match self.shell {
            Shell::Bash => include_str!("../../assets/shell/solemate.bash"),
            Shell::Zsh => include_str!("../../assets/shell/solemate.zsh"),
            Shell::Fish => include_str!("../../assets/shell/solemate.fish"),
            Shell::Powershell => include_str!("../../assets/shell/solemate.ps1"),
            Shell::Elvish => include_str!("../../assets/shell/solemate.elv"),
        })?;
        Ok(Exit::Done)
    }
}

impl Man {
    pub(super) fn run(&self, out: &mut Printer) -> Outcome {
        out.text(include_str!("../../assets/shell/solemate.1"))?;
        Ok(Exit::Done)
    }
}
