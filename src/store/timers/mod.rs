//! The system's own timers, which start the program at the times a person wants to be reminded at: no program of ours waits.
//!
//! | system | files |
//! |---|---|
//! | systemd | `solemate-remind.service` and `.timer`, in `systemd/user` of the configuration |
//! | launchd | `solemate.remind.plist`, in `Library/LaunchAgents` |
//! | tasks | `remind.xml`, beside the settings: what the Task Scheduler of Windows was given |
//! | cron | none: a table of lines is the person's own, and only shown what to add |
//!
//! Each file has a stamp: the times it was written for, and a checksum of the rest of it. By that a file that a person has
//! changed is known from one that stands as it was written, whichever version wrote it.

pub mod cron;
mod disk;
mod launchd;
mod stamp;
mod systemd;
mod tasks;

use std::path::{Path, PathBuf};

pub use disk::{Found, look, remove, write};

use super::error::shown;
use crate::domain::remind::Times;

/// Who starts programs at a time of day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum System {
    /// Linux, for the most part.
    Systemd,
    /// macOS.
    Launchd,
    /// The Task Scheduler of Windows.
    Tasks,
    /// Any Unix.
    Cron,
}

/// What is to be started, and when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Job {
    /// The whole path of the program.
    pub program: String,
    /// Its arguments.
    pub words: Vec<String>,
    /// The variables of the environment that it needs to find the person's files.
    pub variables: Vec<(String, String)>,
    /// When.
    pub times: Times,
}

/// Where such files belong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Roots {
    /// The person's home.
    pub home: PathBuf,
    /// The folder of everybody's configuration, `~/.config`.
    pub config: PathBuf,
    /// The folder of our own.
    pub own: PathBuf,
    /// The person's number on this system.
    pub user: u32,
}

/// A file as it is to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TimerFile {
    /// Where.
    pub path: PathBuf,
    /// What a person reads in it.
    pub text: String,
    /// What stands on the disk.
    pub bytes: Vec<u8>,
}

/// A program of the system that is told about the files: its name and its words, never a line for a shell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// The words, the name first.
    pub words: Vec<String>,
    /// Whether it fails where there is nothing for it to do.
    pub may_fail: bool,
}

/// Something that a system has no way to write.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{system} cannot be given {}: {why}", shown(Path::new(text)))]
pub struct Unfit {
    /// Which system.
    pub system: &'static str,
    /// What.
    pub text: String,
    /// Why, and the way out.
    pub why: &'static str,
}

impl System {
    /// What this machine has as a rule.
    pub const NATIVE: Self = if cfg!(windows) {
        Self::Tasks
    } else if cfg!(target_vendor = "apple") {
        Self::Launchd
    } else {
        Self::Systemd
    };

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Systemd => "systemd",
            Self::Launchd => "launchd",
            Self::Tasks => "tasks",
            Self::Cron => "cron",
        }
    }

    /// The program that is told about the files.
    pub const fn teller(self) -> &'static str {
        match self {
            Self::Systemd => "systemctl",
            Self::Launchd => "launchctl",
            Self::Tasks => "schtasks.exe",
            Self::Cron => "crontab",
        }
    }

    /// Where its files are, in the order in which they are written.
    pub fn paths(self, roots: &Roots) -> Vec<PathBuf> {
        let units = roots.config.join("systemd/user");
        match self {
            Self::Systemd => [systemd::SERVICE, systemd::TIMER].map(|name| units.join(name)).to_vec(),
            Self::Launchd => vec![roots.home.join("Library/LaunchAgents").join(launchd::FILE)],
            Self::Tasks => vec![roots.own.join("remind.xml")],
            Self::Cron => Vec::new(),
        }
    }

    /// The files as they are to be.
    ///
    /// # Errors
    /// The system has no way to write a path.
    pub fn files(self, job: &Job, roots: &Roots) -> Result<Vec<TimerFile>, Unfit> {
        let texts = match self {
            Self::Systemd => vec![systemd::service(job)?, systemd::timer(job)],
            Self::Launchd => vec![launchd::agent(job)?],
            Self::Tasks => vec![tasks::task(job)?],
            Self::Cron => Vec::new(),
        };
        let file = |(path, text): (PathBuf, String)| {
            let text = stamp::seal(&text);
            let bytes = if self == Self::Tasks { tasks::encoded(&text) } else { text.clone().into_bytes() };
            TimerFile { path, text, bytes }
        };
        Ok(self.paths(roots).into_iter().zip(texts).map(file).collect())
    }

    /// What the system is told once the files are written.
    pub fn when_on(self, roots: &Roots) -> Vec<Step> {
        match self {
            Self::Systemd => [&["daemon-reload"][..], &["enable", systemd::TIMER], &["restart", systemd::TIMER]]
                .map(|words| Step::of(&[&["systemctl", "--user"], words].concat(), false))
                .to_vec(),
            Self::Launchd => {
                let [domain, service] = launchd::targets(roots.user);
                let load = self.paths(roots).iter().map(|path| path.to_string_lossy().into_owned()).collect::<Vec<_>>();
                let load = ["launchctl", "bootstrap", &domain].into_iter().chain(load.iter().map(String::as_str));
                vec![Step::of(&["launchctl", "bootout", &service], true), Step::of(&load.collect::<Vec<_>>(), false)]
            }
            Self::Tasks => {
                let file = roots.own.join("remind.xml").to_string_lossy().into_owned();
                vec![Step::of(&["schtasks.exe", "/Create", "/TN", tasks::NAME, "/XML", &file, "/F"], false)]
            }
            Self::Cron => Vec::new(),
        }
    }

    /// What it is told before they are removed.
    pub fn when_off(self, roots: &Roots) -> Vec<Step> {
        match self {
            Self::Systemd => vec![Step::of(&["systemctl", "--user", "disable", "--now", systemd::TIMER], false)],
            Self::Launchd => vec![Step::of(&["launchctl", "bootout", &launchd::targets(roots.user)[1]], true)],
            Self::Tasks => vec![Step::of(&["schtasks.exe", "/Delete", "/TN", tasks::NAME, "/F"], true)],
            Self::Cron => Vec::new(),
        }
    }

    /// What it is told after that.
    pub fn when_gone(self) -> Vec<Step> {
        match self {
            Self::Systemd => vec![Step::of(&["systemctl", "--user", "daemon-reload"], false)],
            Self::Launchd | Self::Tasks | Self::Cron => Vec::new(),
        }
    }

    /// What goes well where the timer runs.
    pub fn is_running(self, roots: &Roots) -> Option<Step> {
        match self {
            Self::Systemd => Some(Step::of(&["systemctl", "--user", "--quiet", "is-active", systemd::TIMER], false)),
            Self::Launchd => Some(Step::of(&["launchctl", "print", &launchd::targets(roots.user)[1]], false)),
            Self::Tasks => Some(Step::of(&["schtasks.exe", "/Query", "/TN", tasks::NAME], false)),
            Self::Cron => None,
        }
    }

    /// The link by which `systemctl enable` remembers, if the timer is left in it.
    fn links(self, roots: &Roots) -> Option<PathBuf> {
        let link = || roots.config.join("systemd/user/timers.target.wants").join(systemd::TIMER);
        (self == Self::Systemd).then(link)
    }

    /// The folders that are there for such files alone, the inner ones first.
    fn folders(self, roots: &Roots) -> Vec<PathBuf> {
        let below = |folders: &[&str]| folders.iter().map(|folder| roots.config.join(folder)).collect();
        match self {
            Self::Systemd => below(&["systemd/user/timers.target.wants", "systemd/user", "systemd"]),
            Self::Launchd => vec![roots.home.join("Library/LaunchAgents")],
            Self::Tasks | Self::Cron => Vec::new(),
        }
    }
}

impl Step {
    fn of(words: &[&str], may_fail: bool) -> Self {
        Self { words: words.iter().map(|word| (*word).to_owned()).collect(), may_fail }
    }

    /// As a person would type it.
    pub fn typed(&self) -> String {
        self.words.iter().map(|word| cron::for_a_shell(word)).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests;
