//! The settings as a form: what can be chosen, in which words, what the file says of it, and where a value comes from.

use super::cues::Channel;
use super::edit::Value;
use super::text::Clean;

/// A part of the form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// Which feet, and how firm.
    Feet,
    /// What is seen.
    Screen,
    /// Tones.
    Sound,
    /// The voice.
    Voice,
    /// What stands around a session.
    Session,
    /// The words that the voice says.
    Words,
}

impl Group {
    /// What stands above it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Feet => "You and your feet",
            Self::Screen => "Screen",
            Self::Sound => "Sound",
            Self::Voice => "Voice",
            Self::Session => "Session",
            Self::Words => "What the voice says",
        }
    }
}

/// A word that a setting takes: as it stands in the file, as a person calls it, and what it means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    /// In the file.
    pub word: &'static str,
    /// On the screen.
    pub label: &'static str,
    /// In a sentence.
    pub about: &'static str,
}

/// What a setting takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Control {
    /// One of these words. What is known of them stands beside it: a word that nobody has explained is a choice, too.
    Choice(&'static [&'static str], &'static [Word]),
    /// Yes or no.
    Switch,
    /// A whole number.
    Number {
        /// The least.
        least: u32,
        /// The most.
        most: u32,
        /// From one to the next.
        step: u32,
        /// What is counted.
        unit: &'static str,
    },
    /// A list of whole numbers.
    Numbers {
        /// The least of them.
        least: u32,
        /// The most of them.
        most: u32,
        /// How many there may be.
        count: usize,
        /// What is counted.
        unit: &'static str,
    },
    /// A time of day, hours and minutes, from the first of these to the second.
    Time(&'static str, &'static str),
    /// A program with its options, one that is found, or none; with an example.
    Program(&'static str),
    /// A text.
    Text,
}

/// What holds where the file says nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Plain {
    /// A word.
    Word(&'static str),
    /// A number.
    Number(u32),
    /// Numbers.
    Numbers(&'static [u32]),
    /// Yes or no.
    Switch(bool),
}

impl Plain {
    /// The same as it is written in the file.
    pub fn value(self) -> Value {
        match self {
            Self::Word(word) => Value::Text(word.to_owned()),
            Self::Number(number) => Value::Number(number),
            Self::Numbers(numbers) => Value::Numbers(numbers.to_vec()),
            Self::Switch(switch) => Value::Switch(switch),
        }
    }
}

/// What stands for a program that is found without being named.
pub const FOUND: &str = "auto";

/// What a person types for an empty list.
pub const NONE: &str = "none";

/// Something that can be chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Setting {
    /// The table of the file that has it; none at the top.
    pub table: Option<&'static str>,
    /// Its key.
    pub key: &'static str,
    /// Where it stands in the form.
    pub group: Group,
    /// What a person calls it.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// What it takes.
    pub control: Control,
    /// What holds where the file says nothing.
    pub default: Plain,
    /// What the cue check asks about and this decides.
    pub channel: Option<Channel>,
}

impl Setting {
    /// Its key with the name of its table.
    pub fn path(&self) -> String {
        self.table.map_or_else(|| self.key.to_owned(), |table| format!("{table}.{}", self.key))
    }

    /// Whether it can be tried by ear.
    pub const fn is_heard(&self) -> bool {
        matches!(self.group, Group::Sound | Group::Voice | Group::Words)
    }

    /// The words it takes, if it takes some.
    pub const fn words(&self) -> &'static [&'static str] {
        match self.control {
            Control::Choice(words, _) => words,
            Control::Switch => &["true", "false"],
            _ => &[],
        }
    }

    /// What is known of a word.
    pub fn word(&self, word: &str) -> Option<&'static Word> {
        const SWITCH: &[Word] =
            &[Word { word: "true", label: "yes", about: "" }, Word { word: "false", label: "no", about: "" }];
        let known = match self.control {
            Control::Choice(_, known) => known,
            Control::Switch => SWITCH,
            _ => &[],
        };
        known.iter().find(|one| one.word == word)
    }

    /// A value, as it is typed, in the words of the screen.
    pub fn shown(&self, typed: &str) -> String {
        match self.control {
            Control::Choice(..) | Control::Switch => self.word(typed).map_or(typed, |word| word.label).to_owned(),
            Control::Number { unit, .. } => format!("{typed} {unit}"),
            Control::Numbers { unit, .. } if typed != NONE => format!("{typed} {unit}"),
            Control::Program(_) if typed == FOUND => "found by itself".to_owned(),
            Control::Text if typed.is_empty() => "nothing".to_owned(),
            _ => typed.to_owned(),
        }
    }

    /// The default, as it is typed.
    pub fn default_typed(&self) -> String {
        match self.default {
            Plain::Word(word) => word.to_owned(),
            Plain::Number(number) => number.to_string(),
            Plain::Numbers(numbers) => typed_numbers(numbers.iter().map(u32::to_string)),
            Plain::Switch(switch) => switch.to_string(),
        }
    }
}

/// Numbers as they are typed.
pub fn typed_numbers(numbers: impl Iterator<Item = String>) -> String {
    let typed = numbers.collect::<Vec<_>>().join(", ");
    if typed.is_empty() { NONE.to_owned() } else { typed }
}

/// Where a value comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// Nobody has said anything.
    Default,
    /// From this line of the file.
    File(usize),
    /// From what was answered in the cue check in this kind of terminal.
    CueCheck,
}

/// Something wrong with the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// The key with its table (`say.halfway`); empty where the file cannot be read at all.
    pub key: String,
    /// What is wrong, and what is done about it.
    pub text: String,
}

/// A setting with what the file says of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The setting.
    pub setting: Setting,
    /// What the file says, as it is typed.
    pub said: Option<Clean>,
    /// The line of the file that says it, from 1.
    pub line: Option<usize>,
    /// What holds, as it is typed.
    pub holds: Clean,
    /// Where that comes from.
    pub source: Source,
    /// What a template makes of a step of every day.
    pub sample: Option<Clean>,
    /// What is wrong with what the file says.
    pub problem: Option<Clean>,
}

/// The file as a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Form {
    /// Every setting; none where the file cannot be read.
    pub rows: Vec<Row>,
    /// What is wrong with the file and with no setting in it.
    pub others: Vec<Problem>,
}

impl Form {
    /// Whether the file cannot be shown as a form.
    pub const fn is_broken(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many things are wrong.
    pub fn count_problems(&self) -> usize {
        self.others.len() + self.rows.iter().filter(|row| row.problem.is_some()).count()
    }
}
