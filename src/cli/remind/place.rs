//! Which timers there are here, and what they are to start.

use std::env;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use directories::BaseDirs;

use crate::cli::failure::Failure;
use crate::cli::here::Here;
use crate::config::BadPlace;
use crate::domain::remind::{BadTimes, Quiet, Times};
use crate::driver::outside;
use crate::store::timers::{Job, Roots, System, Unfit};

/// Who starts programs, as it is named on the command line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum SystemWord {
    /// Units of your own systemd
    Systemd,
    /// An agent of launchd, on macOS
    Launchd,
    /// A task of the Task Scheduler, on Windows
    Tasks,
    /// Lines for your own table
    Cron,
}

/// Quiet hours, or the word that there are none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct QuietWord(pub(super) Option<Quiet>);

impl std::str::FromStr for QuietWord {
    type Err = BadTimes;

    fn from_str(text: &str) -> Result<Self, BadTimes> {
        if text == "none" { Ok(Self(None)) } else { text.parse().map(|quiet| Self(Some(quiet))) }
    }
}

impl SystemWord {
    const fn system(self) -> System {
        match self {
            Self::Systemd => System::Systemd,
            Self::Launchd => System::Launchd,
            Self::Tasks => System::Tasks,
            Self::Cron => System::Cron,
        }
    }
}

/// Who is to be used: the one that is asked for, or the system's own; cron where that is not there.
pub(super) fn system(asked: Option<SystemWord>) -> System {
    let usual = || if outside::find(System::NATIVE.teller()).is_some() { System::NATIVE } else { System::Cron };
    asked.map_or_else(usual, SystemWord::system)
}

/// Where such files belong.
pub(super) fn roots(here: &Here) -> Result<Roots, Failure> {
    let dirs = BaseDirs::new().ok_or(BadPlace::NoHome)?;
    let (home, config) = (dirs.home_dir().to_path_buf(), dirs.config_dir().to_path_buf());
    Ok(Roots { home, config, own: here.places.config().to_path_buf(), user: user() })
}

#[cfg(unix)]
fn user() -> u32 {
    rustix::process::getuid().as_raw()
}

#[cfg(not(unix))]
const fn user() -> u32 {
    0
}

/// `remind now`, with what it needs to find this person's files.
pub(super) fn job(here: &Here, times: &Times) -> Result<Job, Failure> {
    let quiet = times.quiet().map_or_else(|| "none".to_owned(), |quiet| quiet.to_string());
    let mut words = ["remind", "now", "--quiet", &quiet].map(str::to_owned).to_vec();
    let mut variables = Vec::new();
    match &here.home {
        Some(home) => words.extend(["--data-dir".to_owned(), text(home)?]),
        None if cfg!(unix) => {
            for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
                if let Some(path) = env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute()) {
                    variables.push((name.to_owned(), text(&path)?));
                }
            }
        }
        None => {}
    }
    Ok(Job { program: text(&program()?)?, words, variables, times: times.clone() })
}

/// Where this program is. What `PATH` names goes before the file behind it, which an update may move.
fn program() -> Result<PathBuf, Failure> {
    let own = env::current_exe().map_err(|error| Failure::machine(format!("this program cannot be found: {error}")))?;
    let real = own.canonicalize().ok();
    let named = outside::find(if cfg!(windows) { "solemate.exe" } else { "solemate" });
    Ok(named.filter(|named| real.is_some() && named.canonicalize().ok() == real).unwrap_or(own))
}

fn text(path: &Path) -> Result<String, Failure> {
    path.to_str().map(str::to_owned).ok_or_else(|| {
        let path = crate::store::error::shown(path);
        Failure::person(format!("{path} is not text in UTF-8, and no timer can be given it: move it to another folder"))
    })
}

impl From<Unfit> for Failure {
    fn from(error: Unfit) -> Self {
        Self::person(error.to_string())
    }
}

impl From<BadTimes> for Failure {
    fn from(error: BadTimes) -> Self {
        Self::usage(error.to_string())
    }
}
