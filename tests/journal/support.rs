//! A home in a temporary folder, and facts to keep in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use solemate::domain::body::{Side, Technique};
use solemate::domain::record::{
    Ending, Fact, FactId, Hurt, Note, Pain, PainKind, Rating, SessionRecord, StepRecord, What,
};
use solemate::domain::routine::RoutineId;
use solemate::domain::text::Clean;
use solemate::domain::time::stamp;
use solemate::store::journal::{Damage, Journal};

pub struct Home {
    dir: tempfile::TempDir,
}

impl Home {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn history(&self) -> PathBuf {
        self.path().join("data/history")
    }

    /// A solemate that has just been started.
    pub fn journal(&self) -> Journal {
        Journal::new(self.history(), self.path().join("state"))
    }

    /// This device's folder.
    pub fn device(&self) -> PathBuf {
        self.history().join(fs::read_to_string(self.path().join("state/device")).unwrap().split(' ').next().unwrap())
    }

    pub fn year(&self, year: i32) -> PathBuf {
        self.device().join(format!("{year}.jsonl"))
    }

    pub fn read(&self) -> (Vec<Fact>, Damage) {
        let mut facts = Vec::new();
        let damage = self.journal().read_all(&mut |fact| facts.push(fact));
        (facts, damage)
    }

    pub fn facts(&self) -> Vec<Fact> {
        let (facts, damage) = self.read();
        assert!(damage.is_none(), "{damage:?}");
        facts
    }
}

/// A first-step rating of the left foot with this id, on a day of November 2026.
pub fn rating(id: u128, value: u8) -> Fact {
    let kind = PainKind::FirstStep;
    let value = Pain::try_from(value).unwrap();
    Fact {
        id: FactId::from_u128(id),
        rev: 0,
        corrected_at: None,
        at: stamp::read(&format!("2026-11-{:02}T07:{:02}:03+01:00", 1 + id % 28, id / 28 % 60)).unwrap(),
        what: What::Pain(Rating { side: Side::Left, kind, value, session: None, note: None, place: None }),
    }
}

pub fn at(fact: Fact, when: &str) -> Fact {
    Fact { at: stamp::read(when).unwrap(), ..fact }
}

pub fn session(id: u128) -> Fact {
    let seconds = Duration::from_secs;
    let hurt = Hurt { at: Duration::from_millis(252_500), into: seconds(72), round: Some(2) };
    let step = |name: &str, side, done| StepRecord {
        name: Clean::visible(name),
        technique: Some(Technique::Kneading),
        side,
        planned: seconds(180),
        done,
        skipped: done < seconds(180),
        hurts: if done.is_zero() { Vec::new() } else { vec![hurt] },
    };
    let record = SessionRecord {
        routine: RoutineId::new("calf-classic").unwrap(),
        name: Clean::visible("Calf Classic"),
        started: stamp::read("2026-11-20T21:30:00+01:00").unwrap(),
        ending: Ending::Early,
        planned: seconds(800),
        lived: Duration::from_millis(512_500),
        paused: seconds(12),
        fitted: None,
        steps: vec![
            step("Knead the calf", Some(Side::Left), seconds(180)),
            step("Knead the calf", Some(Side::Right), Duration::from_millis(95_250)),
            step("Palms under the balls of the feet", None, seconds(0)),
        ],
    };
    at(Fact { what: What::Session(record), ..rating(id, 0) }, "2026-11-20T21:45:00+01:00")
}

pub fn note(id: u128, of: &Fact, text: &str) -> Fact {
    let what = What::Note(Note { session: of.id, text: Clean::visible(text) });
    at(Fact { what, ..rating(id, 0) }, "2026-11-20T21:50:00+01:00")
}

/// The same fact, said anew.
pub fn corrected(fact: &Fact, what: What) -> Fact {
    Fact { rev: fact.rev + 1, what, ..fact.clone() }
}
