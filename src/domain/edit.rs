//! What can be changed about a routine file, said in the words of a routine, and about the settings: the store knows where
//! the letters go.

use std::fmt;

/// Which step: its place among its siblings at each depth, from 0, the outermost first.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct StepPath {
    within: Vec<usize>,
    at: usize,
}

impl StepPath {
    /// A step of the routine itself.
    pub const fn top(at: usize) -> Self {
        Self { within: Vec::new(), at }
    }

    /// A step of the set that lies here.
    #[must_use]
    pub fn inside(mut self, at: usize) -> Self {
        self.within.push(self.at);
        Self { within: self.within, at }
    }

    /// Another one of the same list.
    #[must_use]
    pub fn beside(&self, at: usize) -> Self {
        Self { within: self.within.clone(), at }
    }

    /// Its place in its list, from 0.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The set it lies in, if it lies in one.
    pub fn set(&self) -> Option<Self> {
        let (at, within) = self.within.split_last()?;
        Some(Self { within: within.to_vec(), at: *at })
    }

    /// 1 for a step of the routine itself, 2 for one in a set, …
    pub const fn depth(&self) -> usize {
        self.within.len() + 1
    }

    /// The places from the outermost list inward.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        self.within.iter().copied().chain([self.at])
    }

    /// Whether it is `other` or lies somewhere inside it.
    pub fn lies_in(&self, other: &Self) -> bool {
        self.depth() >= other.depth() && self.places().zip(other.places()).all(|(mine, its)| mine == its)
    }
}

/// As people count: `2`, or `2.1` for the first one of a set.
impl fmt::Display for StepPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in &self.within {
            write!(f, "{}.", place + 1)?;
        }
        write!(f, "{}", self.at + 1)
    }
}

/// The table that has a key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// The top of the file.
    Routine,
    /// What a step has when it says nothing itself.
    Defaults,
    /// A step.
    Step(StepPath),
}

/// A value as it is to be written. Nothing is checked here: reading the file tells what is wrong with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// A text, a word, a length of time, a tempo.
    Text(String),
    /// A whole number.
    Number(u32),
    /// `true` or `false`.
    Switch(bool),
    /// A list of words.
    List(Vec<String>),
    /// A list of whole numbers.
    Numbers(Vec<u32>),
    /// A list of anything.
    Items(Vec<Value>),
    /// One for each of two keys: `{ left = …, right = … }`.
    Pair([(&'static str, Box<Value>); 2]),
}

/// One change of a routine file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A key has this value from now on; the comments of the one before stay.
    Set {
        /// The table.
        place: Place,
        /// The key, one of those a routine file has.
        key: &'static str,
        /// What it says.
        value: Value,
    },
    /// A key is not said any more.
    Unset {
        /// The table.
        place: Place,
        /// The key.
        key: &'static str,
    },
    /// A key that no routine file has becomes one that it has; its value stays. What that one said so far becomes a
    /// comment; steps join the steps that are there, in the order of the file.
    Rename {
        /// The table.
        place: Place,
        /// The key whose value in braces has it, if it is not the table itself.
        within: Option<&'static str>,
        /// How it is written.
        from: String,
        /// What it becomes.
        to: &'static str,
    },
    /// A key that no routine file has is taken out, with its value.
    Strike {
        /// The table.
        place: Place,
        /// The key whose value in braces has it, if it is not the table itself.
        within: Option<&'static str>,
        /// How it is written.
        key: String,
    },
    /// A step, or several below each other, come to stand at this place; those from there on move down.
    Insert {
        /// The place of the first.
        at: StepPath,
        /// Their text, as steps that were copied: headers as those of a routine's own steps.
        text: String,
    },
    /// A new step comes to stand at this place, written as those beside it are.
    Add {
        /// The place.
        at: StepPath,
        /// What it says.
        keys: Vec<(&'static str, Value)>,
    },
    /// A step is taken out, with the comments that belong to it.
    Remove(StepPath),
    /// A step is there twice, one below the other.
    Duplicate(StepPath),
    /// A step moves, with the comments that belong to it.
    Move {
        /// Where it is.
        from: StepPath,
        /// Where it will be, counted when it has been taken out.
        to: StepPath,
    },
    /// Steps that lie one below the other become a set that is done `rounds` times.
    Group {
        /// The first of them.
        first: StepPath,
        /// How many.
        count: usize,
        /// What the set is called.
        name: String,
        /// How many times it is done.
        rounds: u32,
    },
    /// The steps of a set take its place, below the comments that belong to it.
    Ungroup(StepPath),
}

/// The keys of an action in the settings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeysChange {
    /// The name of its screen.
    pub screen: &'static str,
    /// Its own.
    pub action: &'static str,
    /// Their names, the one to show first; nothing where those are to hold that it comes with.
    pub keys: Vec<String>,
}

/// One change of the settings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettingChange {
    /// The table that has the key; none at the top of the file.
    pub table: Option<&'static str>,
    /// The key.
    pub key: &'static str,
    /// What it says from now on; nothing where its default is to hold.
    pub value: Option<Value>,
}
