//! The real program in a real pseudo-terminal, from the first key to the files it leaves. Tests are named by the faults
//! they provoke.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]
#![allow(clippy::disallowed_methods, reason = "real programs are waited for in real time")]

mod support;

#[path = "program/awake.rs"]
mod awake;
#[path = "program/ctl.rs"]
mod ctl;
#[path = "program/cues.rs"]
mod cues;
#[path = "program/editing.rs"]
mod editing;
#[path = "program/endings.rs"]
mod endings;
#[path = "program/faults.rs"]
mod faults;
#[path = "program/ground.rs"]
mod ground;
#[path = "program/health.rs"]
mod health;
#[path = "program/journeys.rs"]
mod journeys;
#[path = "program/keys.rs"]
mod keys;
#[path = "program/ownership.rs"]
mod ownership;
#[path = "program/places.rs"]
mod places;
#[path = "program/private.rs"]
mod private;
#[path = "program/remind.rs"]
mod remind;
#[path = "program/settings.rs"]
mod settings;
#[path = "program/sound.rs"]
mod sound;
#[path = "program/watched.rs"]
mod watched;

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDate;
use solemate::config::keep_profile;
use solemate::domain::body::Side;
use solemate::domain::health::Profile;
use solemate::domain::record::{Fact, PainKind, SessionRecord, What};
use solemate::domain::session::Unfinished;
use solemate::store::journal::{Damage, Journal};
use solemate::store::running::{self, Left};
use support::pty::{Pty, patiently};
use tempfile::TempDir;

const SIZE: (u16, u16) = (80, 24);

/// A person: a folder for everything, and a routine of their own in it.
struct Person {
    home: TempDir,
}

impl Person {
    /// One with a sore left foot and a routine of so many seconds for it, asked no questions before it.
    fn with_routine(seconds: u32) -> Self {
        let person = Self { home: tempfile::tempdir().unwrap() };
        person.routine("canary", seconds);
        // Who was here before is not asked about their health.
        keep_profile(
            &person.path("data/profile.toml"),
            &Profile::default().with_no_to_the_rest(NaiveDate::from_ymd_opt(2099, 1, 1).unwrap()),
        )
        .unwrap();
        person.settings("check = false\nsore_foot = \"left\"\n");
        person
    }

    fn routine(&self, id: &str, seconds: u32) {
        let text = format!(
            "format = 1\nname = \"Canary {id}\"\n[defaults]\nprep = \"0s\"\n[[step]]\nname = \"Knead the canary\"\n\
             technique = \"kneading\"\nzones = [\"calf_all\"]\nsides = \"left\"\ntime = \"{seconds}s\"\n"
        );
        self.write(&format!("config/routines/{id}.toml"), &text);
    }

    /// These settings, and nothing to be heard while tests run but the bell.
    fn settings(&self, text: &str) {
        self.write("config/config.toml", &format!("{text}player = []\nspeak = []\n"));
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.home.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    /// A shell line that starts the program.
    fn line(&self, arguments: &str) -> String {
        format!("{} {arguments}", program())
    }

    fn start(&self, arguments: &str) -> Pty {
        self.start_in(&self.line(arguments), SIZE)
    }

    fn start_in(&self, line: &str, size: (u16, u16)) -> Pty {
        let home = self.home.path().to_str().unwrap();
        let path = format!("{}:/usr/bin:/bin", Path::new(program()).parent().unwrap().display());
        let fault = self.path("fault");
        let environment = [
            ("SOLEMATE_HOME", home),
            ("PATH", &path),
            ("LC_ALL", "C.UTF-8"),
            ("SOLEMATE_FAULT", fault.to_str().unwrap()),
        ];
        Pty::start(line, size, &environment)
    }

    /// A session under way.
    fn live(&self, seconds: u32) -> Pty {
        self.routine("canary", seconds);
        let mut pty = self.start("start canary");
        pty.until("left in all");
        pty.program();
        pty
    }

    fn facts(&self) -> (Vec<Fact>, Damage) {
        let mut facts = Vec::new();
        let journal = Journal::new(self.path("data/history"), self.path("state"));
        let damage = journal.read_all(&mut |fact| facts.push(fact));
        (facts, damage)
    }

    fn sessions(&self) -> Vec<SessionRecord> {
        let session = |fact: Fact| match fact.what {
            What::Session(record) => Some(record),
            _ => None,
        };
        self.facts().0.into_iter().filter_map(session).collect()
    }

    fn ratings(&self) -> Vec<(Side, PainKind, u8)> {
        let rating = |fact: Fact| match fact.what {
            What::Pain(rating) => Some((rating.side, rating.kind, rating.value.value())),
            _ => None,
        };
        self.facts().0.into_iter().filter_map(rating).collect()
    }

    /// The session that would be offered at the next start.
    fn open_session(&self) -> Option<Box<Unfinished>> {
        match running::look(&self.path("state")).unwrap() {
            Some(Left::Open(checkpoint)) => Some(checkpoint),
            Some(broken) => panic!("{broken:?}"),
            None => None,
        }
    }
}

fn program() -> &'static str {
    env!("CARGO_BIN_EXE_solemate")
}

/// Waits until all of `texts` stand on the screen together.
#[track_caller]
fn until_all(pty: &Pty, texts: &[&str]) {
    let shown = || {
        let screen = pty.screen();
        texts.iter().all(|text| screen.contains(text)).then_some(())
    };
    assert!(patiently(Duration::from_secs(20), shown).is_some(), "{texts:?} never showed:\n{}", pty.screen());
}

/// Goes back to the home screen, from however deep, and quits there.
fn leave(pty: &mut Pty) {
    while !pty.screen().contains("Routines") {
        pty.press("\x1b");
        a_moment(150); // an escape is a key of its own only after a silence
    }
    pty.press("q");
}

fn a_moment(milliseconds: u64) {
    std::thread::sleep(Duration::from_millis(milliseconds));
}
