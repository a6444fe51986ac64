//! The folder of routines, the file of settings and the history, watched for what others do to them: an editor, git, a
//! tool that copies files, solemate in another window.
//!
//! On Linux the kernel tells, and nobody looks until it does. Elsewhere, and where the kernel has no watch left, they are
//! looked at once a second, and only while they are shown.

#[cfg(any(target_os = "linux", target_os = "android"))]
mod inotify;

use std::time::Duration;

use crate::domain::time::Moment;
use crate::store::library::stamp::{Stamp, Watched};
#[cfg(any(target_os = "linux", target_os = "android"))]
use inotify::Inotify;

/// What is done to files comes in several steps, of which the last counts: so long after the first one they are read.
#[cfg(any(target_os = "linux", target_os = "android"))]
const SETTLE: Duration = Duration::from_millis(100);

/// How often a folder is looked at of which nobody tells.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What becomes readable when the system tells of something.
#[cfg(unix)]
pub type Told = std::os::fd::OwnedFd;

/// Nobody tells here.
#[cfg(not(unix))]
pub type Told = std::convert::Infallible;

/// How it is learnt that something was done.
#[derive(Debug)]
enum Eye {
    /// The kernel tells.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    Told(Inotify),
    /// By looking: what was seen, and when to look again.
    Looking(Stamp, Moment),
}

/// A watch of one of them.
#[derive(Debug)]
pub struct Watch {
    watched: Watched,
    eye: Eye,
    /// When it is to be read again.
    due: Option<Moment>,
}

impl Watch {
    /// Watches something that need not be there yet.
    pub fn new(watched: Watched, now: Moment) -> Self {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        if let Some(inotify) = Inotify::of(&watched) {
            return Self { watched, eye: Eye::Told(inotify), due: None };
        }
        Self::by_looking(watched, now)
    }

    fn by_looking(watched: Watched, now: Moment) -> Self {
        let eye = Eye::Looking(Stamp::of(&watched), now.plus(LOOK_EVERY));
        Self { watched, eye, due: None }
    }

    /// What becomes readable when something was done, for whoever waits; a copy of it.
    pub fn fd(&self) -> Option<Told> {
        match &self.eye {
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Eye::Told(inotify) => inotify.fd(),
            Eye::Looking(..) => None,
        }
    }

    /// Watches what links among its files lead to, and the folders below its own, as well: once the first frame is drawn, and after each change.
    pub fn follow_links(&mut self) {
        match &mut self.eye {
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Eye::Told(inotify) => drop(inotify.attach(&self.watched)),
            Eye::Looking(..) => {}
        }
    }

    /// Something was done: finds out whether it was done to this.
    pub fn hear(&mut self, now: Moment) {
        match &mut self.eye {
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Eye::Told(inotify) => {
                if inotify.hear(&self.watched) {
                    self.due.get_or_insert(now.plus(SETTLE));
                }
            }
            Eye::Looking(_, next) => *next = now,
        }
    }

    /// It is to be read as soon as nothing more urgent is to be done.
    pub fn read_soon(&mut self, now: Moment) {
        self.due.get_or_insert(now);
    }

    /// When to be asked again while it is shown.
    pub fn next_wake(&self) -> Option<Moment> {
        let look = match &self.eye {
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Eye::Told(_) => None,
            Eye::Looking(_, next) => Some(*next),
        };
        self.due.into_iter().chain(look).min()
    }

    /// Whether it is to be read now. What is done from here on is told anew.
    pub fn is_due(&mut self, now: Moment) -> bool {
        if let Eye::Looking(seen, next) = &mut self.eye
            && *next <= now
        {
            let stamp = Stamp::of(&self.watched);
            if *seen != stamp {
                *seen = stamp;
                self.due.get_or_insert(now);
            }
            *next = now.plus(LOOK_EVERY);
        }
        if self.due.is_none_or(|due| now < due) {
            return false;
        }
        self.due = None;
        self.follow_links();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn by_looking_a_change_is_seen_with_the_next_look_and_told_once() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("routines");
        let at = |milliseconds| Moment::at(Duration::from_millis(milliseconds));
        let mut watch = Watch::by_looking(Watched::Routines(folder.clone()), at(0));
        assert_eq!((watch.next_wake(), watch.is_due(at(0))), (Some(at(1000)), false));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("mine.toml"), "name = 'Mine'").unwrap();
        assert!(!watch.is_due(at(999)), "not before its time");
        assert!(watch.is_due(at(1000)));
        assert!(!watch.is_due(at(2000)), "once");
        assert_eq!(watch.next_wake(), Some(at(3000)));
    }
}
