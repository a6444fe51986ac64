//! A table of a routine file, and the keys in it that the format does not have.

use super::{Control, Said};
use crate::domain::edit::{Place, StepPath};
use crate::domain::text::Clean;

/// A table of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// Which.
    pub place: Place,
    /// Whether it is a step that holds others.
    pub is_set: bool,
    /// What its keys say, in the order of the format.
    pub entries: Vec<(&'static str, Said)>,
    /// The keys in it that no such table has, in the order of the file.
    pub strangers: Vec<Stranger>,
}

/// A key that the format does not have there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stranger {
    /// The key whose value in braces has it, if it is not the table itself: one for each side, or for rounds.
    pub within: Option<&'static str>,
    /// How it is written, to the letter.
    pub key: String,
    /// What it says.
    pub said: Said,
    /// What is wrong with it, in the words of `solemate check`.
    pub problem: Clean,
    /// The key that was probably meant, if it can become that.
    pub meant: Option<Meant>,
    /// How many steps it holds: they would go with it.
    pub steps: usize,
}

/// The key that was probably meant by another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Meant {
    /// Its word.
    pub key: &'static str,
    /// What the table says of it already.
    pub there: There,
}

/// What a table says of a key that another is to become.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum There {
    /// Nothing.
    Nothing,
    /// Steps, which others can join.
    Steps,
    /// This, which becomes a comment.
    Value(Clean),
}

impl Stranger {
    /// The key with the one that has it, as a file would name it.
    pub fn path(&self) -> String {
        self.within.map_or_else(|| self.key.clone(), |within| format!("{within}.{}", self.key))
    }
}

impl Table {
    /// What a key says.
    pub fn said(&self, key: &str) -> Option<&Said> {
        self.entries.iter().find(|(name, _)| *name == key).map(|(_, said)| said)
    }

    /// The same as one text, empty where it says nothing.
    pub fn text(&self, key: &str) -> String {
        self.said(key).map_or_else(String::new, |said| said.typed(Control::Line))
    }

    /// The step, if it is one.
    pub const fn step(&self) -> Option<&StepPath> {
        match &self.place {
            Place::Step(path) => Some(path),
            Place::Routine | Place::Defaults => None,
        }
    }

    /// What is done, in a word or two as the file says it: `3m`, `10 x 10s`, `12 x 3-2-3`, `wait`.
    pub fn dose(&self) -> String {
        let times = |how: &str| format!("{} x {}", self.text("reps"), self.text(how));
        let work = if self.said("time").is_some() {
            self.text("time")
        } else if self.said("tempo").is_some() {
            times("tempo")
        } else if self.said("hold").is_some() || self.said("reps").is_some() {
            times("hold")
        } else if self.said("wait").is_some() {
            "wait".to_owned()
        } else {
            String::new()
        };
        match self.text("rounds").as_str() {
            "" | "1" => work,
            rounds if work.is_empty() => format!("{rounds} rounds"),
            rounds => format!("{work}, {rounds} rounds"),
        }
    }
}
