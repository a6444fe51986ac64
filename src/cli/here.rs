//! Where files live, and what the person has chosen: what every verb stands on.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::failure::Failure;
use crate::config::{HOME_VARIABLE, Places, Settings, load_profile};
use crate::domain::body::Feet;
use crate::domain::fit;
use crate::domain::health::Guard;
use crate::domain::plan::Choice;
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::driver::care;
use crate::driver::clock::Clock;
use crate::store::journal::{Damage, Journal};
use crate::store::library::Library;

/// The folders of this person.
#[derive(Debug)]
pub(super) struct Here {
    pub(super) places: Places,
    /// The one folder that was named for everything, if one was.
    pub(super) home: Option<PathBuf>,
    /// What is wrong with the settings has been said.
    told: OnceCell<()>,
}

impl Here {
    /// Finds the folders. Touches nothing.
    pub(super) fn find(data_dir: Option<&Path>) -> Result<Self, Failure> {
        let places = Places::find(data_dir.map(|dir| ("--data-dir", dir)))?;
        let home = data_dir.map(Path::to_path_buf).or_else(|| std::env::var_os(HOME_VARIABLE).map(Into::into));
        Ok(Self { places, home, told: OnceCell::new() })
    }

    /// What the person has chosen, and what is wrong with it.
    pub(super) fn read_settings(&self) -> (Settings, Vec<Clean>) {
        Settings::load(&self.places.settings_file())
    }

    /// The same; what is wrong with it is said once, and the defaults stand in its place.
    pub(super) fn settings(&self) -> Settings {
        let (settings, notices) = self.read_settings();
        let is_new = self.told.set(()).is_ok();
        for notice in notices.into_iter().filter(|_| is_new) {
            super::tell(&format!("solemate: {notice}"));
        }
        settings
    }

    /// The time, and when a day begins for this person.
    pub(super) fn now(&self) -> Now {
        Clock::start(self.settings().day_begins).now()
    }

    /// The same choice with the ceilings of the plan, and with its level where the settings do not say one; theirs goes as
    /// far as the health profile lets it.
    pub(super) fn at_level(&self, settings: &Settings, choice: Choice) -> Choice {
        let (care, _) = care::open(&self.places);
        let now = Clock::start(settings.day_begins).now();
        let level = match settings.level {
            Some(level) => care.held(level, now),
            None => care.level(&care::facts(&self.journal(), now), now),
        };
        Choice { level, ceilings: care.plan.limits.ceilings(), ..choice }
    }

    /// What the health profile says of today, and what is wrong with it.
    pub(super) fn guard(&self) -> (Guard, Vec<Clean>) {
        let (profile, notices) = load_profile(&self.places.profile_file());
        (profile.guard(self.now().today()), notices)
    }

    /// The same; what is wrong with it is said.
    pub(super) fn guard_or_say(&self) -> Guard {
        let (guard, notices) = self.guard();
        for notice in notices {
            super::tell(&format!("solemate: {notice}"));
        }
        guard
    }

    pub(super) fn library(&self, sore: Feet) -> Library {
        Library::new(Some(self.places.routines())).with_sore(sore).with_hidden(self.places.hidden_file())
    }

    pub(super) fn journal(&self) -> Journal {
        Journal::new(self.places.history(), self.places.state().to_owned())
    }
}

/// Which sides are worked today.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum SideWord {
    Left,
    Right,
    Both,
}

/// What is chosen for today: the settings, unless the command line says otherwise. Someone who works only the foot that
/// is not the sore one today has that one sore: a swap for the day.
pub(super) fn choice(settings: &Settings, side: Option<SideWord>) -> Choice {
    let usual = settings.choice();
    let Some(side) = side else { return usual };
    let work = match side {
        SideWord::Left => Feet::Left,
        SideWord::Right => Feet::Right,
        SideWord::Both => Feet::Both,
    };
    let swapped = work != Feet::Both && work == usual.sore.swapped();
    Choice { work, sore: if swapped { work } else { usual.sore }, ..usual }
}

/// What `--minutes` takes.
pub(super) fn minutes() -> impl clap::builder::TypedValueParser<Value = u32> {
    let range = i64::from(*fit::MINUTES.start())..=i64::from(*fit::MINUTES.end());
    clap::value_parser!(u32).range(range)
}

/// So many of something whose name takes an `s`: `1 fact`, `2 facts`.
pub(super) fn so_many(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Says that not all of the history could be read, if so.
pub(super) fn tell_damage(damage: &Damage) {
    let unread = damage.bad + u64::try_from(damage.unreadable.len()).unwrap_or(0);
    let text = match (unread, damage.newer) {
        (0, 0) => match damage.in_two_ways {
            0 => return,
            1 => "1 entry is said in two ways; one counts; `solemate doctor` names both".to_owned(),
            many => format!("{many} entries are said in two ways; one each counts; `solemate doctor` names them"),
        },
        (0, 1) => "1 line of the history is of a newer solemate and is not shown".to_owned(),
        (0, newer) => format!("{newer} lines of the history are of a newer solemate and are not shown"),
        (1, _) => "1 line or file of the history cannot be read; `solemate doctor` names it".to_owned(),
        (bad, _) => format!("{bad} lines or files of the history cannot be read; `solemate doctor` names them"),
    };
    super::tell(&format!("solemate: {text}"));
}

/// Says once what the history met while something was written.
pub(super) fn tell_notices(journal: &Journal) {
    for notice in journal.take_notices() {
        super::tell(&format!("solemate: {notice}"));
    }
}
