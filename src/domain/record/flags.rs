//! Red flags: what was answered with a yes before a session, and speaks against one for the rest of that day.

use serde::{Deserialize, Serialize};

/// One of the five things that are asked before a session (published warning signs; see [`crate::domain::safety`]).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RedFlag {
    /// One calf swollen, hot, red or newly sore.
    Calf,
    /// A foot swollen, red or bruised, or the skin broken.
    Foot,
    /// A pop, a fall, or a foot that cannot take weight.
    Pop,
    /// Fever, or feeling ill.
    Fever,
    /// New numbness or tingling.
    Numb,
}

impl RedFlag {
    /// Every one, in the order of the questions.
    pub const ALL: [Self; 5] = [Self::Calf, Self::Foot, Self::Pop, Self::Fever, Self::Numb];

    /// The word used for it on the command line and in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Calf => "calf",
            Self::Foot => "foot",
            Self::Pop => "pop",
            Self::Fever => "fever",
            Self::Numb => "numb",
        }
    }

    /// What was said, in a few words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Calf => "a calf swollen, hot, red or newly sore",
            Self::Foot => "a foot swollen, red or bruised, or the skin broken",
            Self::Pop => "a pop, a fall, or a foot that cannot take weight",
            Self::Fever => "fever, or feeling ill",
            Self::Numb => "new numbness or tingling",
        }
    }
}

/// Those that were said, in files a list of their words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Serialize, Deserialize)]
#[serde(from = "Vec<RedFlag>", into = "Vec<RedFlag>")]
pub struct RedFlags(u8);

impl RedFlags {
    /// None.
    pub const NONE: Self = Self(0);

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether this one is among them.
    pub const fn has(self, flag: RedFlag) -> bool {
        self.0 & 1 << flag as u8 != 0
    }

    /// All of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Each of them, in the order of the questions.
    pub fn iter(self) -> impl Iterator<Item = RedFlag> {
        RedFlag::ALL.into_iter().filter(move |flag| self.has(*flag))
    }

    /// The words used for them, with commas between them: `calf,fever`.
    pub fn words(self) -> String {
        self.iter().map(RedFlag::word).collect::<Vec<_>>().join(",")
    }

    /// Those whose words these are, with commas between them; none where one of them is the word of nothing.
    pub fn named(words: &str) -> Option<Self> {
        let named = |word: &str| RedFlag::ALL.into_iter().find(|flag| flag.word() == word.trim());
        words.split(',').map(named).collect()
    }

    /// What was answered to each of the five questions.
    pub fn answers(self) -> [bool; 5] {
        RedFlag::ALL.map(|flag| self.has(flag))
    }

    /// The questions that were answered with a yes.
    pub fn answered(answers: [bool; 5]) -> Self {
        RedFlag::ALL.into_iter().zip(answers).filter(|(_, yes)| *yes).map(|(flag, _)| flag).collect()
    }
}

impl FromIterator<RedFlag> for RedFlags {
    fn from_iter<I: IntoIterator<Item = RedFlag>>(flags: I) -> Self {
        Self(flags.into_iter().fold(0, |all, flag| all | 1 << flag as u8))
    }
}

impl From<Vec<RedFlag>> for RedFlags {
    fn from(flags: Vec<RedFlag>) -> Self {
        flags.into_iter().collect()
    }
}

impl From<RedFlags> for Vec<RedFlag> {
    fn from(flags: RedFlags) -> Self {
        flags.iter().collect()
    }
}

impl std::fmt::Display for RedFlags {
    /// `fever, or feeling ill; new numbness or tingling`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&str> = self.iter().map(RedFlag::name).collect();
        f.write_str(&names.join("; "))
    }
}

/// What was said before a session: no session on that day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Flagged {
    /// To which questions a yes was said.
    pub said: RedFlags,
}
