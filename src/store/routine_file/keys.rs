//! Every key of a routine file and what it takes, as tables: the reader, its messages and what explains the format to a
//! person all go by them.

use std::ops::RangeInclusive;

use crate::domain::routine::bounds;
use crate::domain::rule;
pub use crate::domain::vocabulary::{ORDERS, SIDES, Vocabulary};

use super::length;

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// How it is written.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Other words that people use for it; they are not accepted but understood.
    pub meant_by: &'static [&'static str],
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// A name, up to 80 columns.
    Name,
    /// A sentence, up to 300 characters.
    Sentence,
    /// Several sentences, up to 4,000 characters, on one line or more.
    Prose,
    /// One name, or a list of them.
    Names,
    /// A whole number.
    Number(&'static RangeInclusive<u32>),
    /// A whole number, or one for each side.
    SidedNumber(&'static RangeInclusive<u32>),
    /// A length of time in whole seconds.
    Length(&'static RangeInclusive<u32>),
    /// A length of time, or one for each side.
    SidedLength(&'static RangeInclusive<u32>),
    /// A length of time, or one for two sides in turn and one for a single side.
    RoundRest(&'static RangeInclusive<u32>),
    /// The shortest dose of a step: a length of time where its work is one, or a whole number of repetitions.
    Least,
    /// Seconds up, held and down.
    Tempo,
    /// One word of a vocabulary.
    Word(Vocabulary),
    /// One word of a vocabulary, or a list of them.
    Words(Vocabulary),
    /// Words, and rules for a sore day.
    When,
    /// What names a routine.
    Id,
    /// Nothing but `true`.
    True,
    /// `true` or `false`.
    Switch,
    /// The number of the file format.
    Format,
    /// The table of defaults.
    Defaults,
    /// Steps.
    Steps,
}

impl Takes {
    /// What one of its values takes, when it is written as one for each side or kind of round.
    #[must_use]
    pub const fn single(self) -> Self {
        match self {
            Self::SidedNumber(range) => Self::Number(range),
            Self::SidedLength(range) | Self::RoundRest(range) => Self::Length(range),
            other => other,
        }
    }

    /// What is allowed, as the object of "write …".
    pub fn words(&self) -> String {
        let between = |range: &RangeInclusive<u32>| {
            format!("a length from {} to {}", length::words(*range.start()), length::words(*range.end()))
        };
        match self {
            Self::Name => "a name in quotes".into(),
            Self::Sentence => "a sentence in quotes".into(),
            Self::Prose => "a text in quotes".into(),
            Self::Names => r#"a list of words, such as ["chair", "towel"]"#.into(),
            Self::Number(range) => format!("a whole number from {} to {}", range.start(), range.end()),
            Self::SidedNumber(range) => {
                format!(
                    "a whole number from {} to {}, or one for each side: {{ left = 8, right = 10 }}",
                    range.start(),
                    range.end()
                )
            }
            Self::Length(range) => format!(r#"{}, such as "5s" or "1m30s""#, between(range)),
            Self::SidedLength(range) => {
                format!(r#"{}, such as "1m30s", or {{ left = "90s", right = "2m" }}"#, between(range))
            }
            Self::RoundRest(range) => {
                format!(r#"{}, such as "30s", or {{ both = "30s", one = "2m" }}"#, between(range))
            }
            Self::Least => {
                r#"a length beside `time`, such as "30s", or a whole number beside `reps`, such as 4"#.into()
            }
            Self::Tempo => format!(
                r#"seconds up, held and down, each up to {} and not all 0, such as "3-2-3""#,
                bounds::TEMPO.end()
            ),
            Self::Word(words) => format!(r#"{} in quotes, such as "{}""#, words.noun(), words.words()[0]),
            Self::Words(words) => {
                let all = words.words();
                format!(r#"{} or a list of them, such as ["{}", "{}"]"#, words.noun(), all[1], all[2])
            }
            Self::When => {
                r#"a list of words, such as ["evening"], with rules for a sore day in it: { before_at_least = 6, use = "gentle-day" }"#.into()
            }
            Self::Id => r#"the id of a routine in quotes, such as "gentle-day""#.into(),
            Self::True => "`wait = true`, or leave it out".into(),
            Self::Switch => "`true` or `false`".into(),
            Self::Format => format!("{}", bounds::FORMAT),
            Self::Defaults => "a `[defaults]` header with the keys below it".into(),
            Self::Steps => "a `[[step]]` header with the keys below it".into(),
        }
    }
}

const fn key(name: &'static str, takes: Takes, meant_by: &'static [&'static str]) -> Key {
    Key { name, takes, meant_by }
}

/// The keys at the top of a routine file.
pub const ROUTINE: &[Key] = &[
    key("format", Takes::Format, &["version"]),
    key("name", Takes::Name, &["title"]),
    key("goal", Takes::Sentence, &["description", "purpose", "aim"]),
    key("when", Takes::When, &["times"]),
    key("equipment", Takes::Names, &["needs", "tools"]),
    key("level", Takes::Number(&bounds::LEVEL), &["intensity"]),
    key("order", Takes::Word(Vocabulary::Order), &["side_order"]),
    key("sources", Takes::Names, &["references"]),
    key("meant", Takes::Words(Vocabulary::Advice), &["allow", "ignore"]),
    key("defaults", Takes::Defaults, &[]),
    key("step", Takes::Steps, &["exercise", "exercises"]),
];

/// The names of the keys of a rule in `when`.
pub const RULE_KEYS: [&str; 2] = ["before_at_least", "use"];

/// The keys of a rule in `when`.
pub const RULE: &[Key] = &[
    key(RULE_KEYS[0], Takes::Number(&rule::FROM), &["before", "from", "at_least"]),
    key(RULE_KEYS[1], Takes::Id, &["routine", "instead", "then"]),
];

/// The keys under `[defaults]`: what a step has when it says nothing itself.
pub const DEFAULTS: &[Key] = &[
    key("prep", Takes::Length(&bounds::PREP), &["prepare", "get_ready"]),
    key("change", Takes::Length(&bounds::PREP), &["switch"]),
    key("rest", Takes::Length(&bounds::REST), &["pause", "release"]),
    key("limit", Takes::Number(&bounds::LIMIT), &["max_pain"]),
    key("sides", Takes::Word(Vocabulary::Sides), &[]),
    key("position", Takes::Word(Vocabulary::Position), &[]),
    key("sound", Takes::Switch, &["tones", "beep"]),
    key("voice", Takes::Switch, &["speech"]),
    key("tick", Takes::Switch, &["metronome"]),
];

/// The keys of a step.
pub const STEP: &[Key] = &[
    key("name", Takes::Name, &["title"]),
    key("technique", Takes::Word(Vocabulary::Technique), &["type", "kind"]),
    key("zones", Takes::Words(Vocabulary::Zone), &["area", "areas", "where"]),
    key("toward", Takes::Word(Vocabulary::Toward), &["towards", "direction", "way", "to"]),
    key("position", Takes::Word(Vocabulary::Position), &["posture"]),
    key("sides", Takes::Word(Vocabulary::Sides), &["foot", "feet", "leg"]),
    key("time", Takes::SidedLength(&bounds::TIME), &["duration", "length", "seconds", "minutes", "for"]),
    key("spots", Takes::Number(&bounds::SPOTS), &["places", "points"]),
    key("reps", Takes::SidedNumber(&bounds::REPS), &["repetitions", "repeats", "count"]),
    key("hold", Takes::SidedLength(&bounds::HOLD), &[]),
    key("rest", Takes::Length(&bounds::REST), &["pause", "release"]),
    key("tempo", Takes::Tempo, &["rhythm"]),
    key("wait", Takes::True, &["until_key", "manual"]),
    key("step", Takes::Steps, &[]),
    key("rounds", Takes::Number(&bounds::ROUNDS), &["sets", "repeat"]),
    key("rest_between_rounds", Takes::RoundRest(&bounds::REST), &["rest_between_sets"]),
    key("priority", Takes::Number(&bounds::PRIORITY), &["importance", "rank"]),
    key("least", Takes::Least, &["min", "minimum", "at_least"]),
    key("prep", Takes::Length(&bounds::PREP), &["prepare", "get_ready"]),
    key("change", Takes::Length(&bounds::PREP), &["switch"]),
    key("pace", Takes::Number(&bounds::PACE), &["bpm", "speed", "strokes"]),
    key("limit", Takes::Number(&bounds::LIMIT), &["max_pain"]),
    key("cue", Takes::Sentence, &["say", "speak", "prompt"]),
    key("how", Takes::Prose, &["text", "instruction", "instructions", "description", "note", "notes"]),
    key("care", Takes::Prose, &["caution", "warning", "avoid"]),
    key("sound", Takes::Switch, &["tones", "beep"]),
    key("voice", Takes::Switch, &["speech"]),
    key("tick", Takes::Switch, &["metronome"]),
    key("source", Takes::Names, &["references"]),
    key("meant", Takes::Words(Vocabulary::Advice), &["allow", "ignore"]),
];

/// The keys of a step that holds other steps.
pub const SET: &[&str] =
    &["name", "rounds", "rest_between_rounds", "priority", "step", "cue", "how", "care", "source", "meant"];

/// The keys of a dose for each side; both take what the dose takes.
pub const PER_SIDE: [&str; 2] = ["left", "right"];

/// The keys of a rest between rounds in two lengths: both sides in turn, or a single one.
pub const PER_ROUND: [&str; 2] = ["both", "one"];

/// The one of `words` that was probably meant by `word`.
pub(super) fn nearest(word: &str, words: &[&'static str]) -> Option<&'static str> {
    let word: String =
        word.chars().take(40).map(|c| if matches!(c, '-' | ' ') { '_' } else { c.to_ascii_lowercase() }).collect();
    let length = word.chars().count();
    let most = (length / 3).max(1);
    let long = length >= 4;
    let begun = words.iter().find(|candidate| long && candidate.starts_with(&word)).copied();
    let within = || words.iter().find(|candidate| long && candidate.split('_').any(|part| part == word)).copied();
    begun.or_else(|| closest(&word, words, most)).or_else(within)
}

/// The one of `words` with the fewest changes to `word`, and at most so many.
fn closest(word: &str, words: &[&'static str], most: usize) -> Option<&'static str> {
    words
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), *candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The key of `keys` that was probably meant by `word`.
pub(super) fn nearest_key(word: &str, keys: &[Key]) -> Option<&'static str> {
    let synonym = keys.iter().find(|key| key.meant_by.contains(&word)).map(|key| key.name);
    synonym.or_else(|| nearest(word, &keys.iter().map(|key| key.name).collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r5_a_misspelt_key_finds_its_word() {
        for (wrong, right) in [
            ("tiem", "time"),
            ("Reps", "reps"),
            ("zone", "zones"),
            ("hold_s", "hold"),
            ("rest-between-rounds", "rest_between_rounds"),
        ] {
            assert_eq!(nearest_key(wrong, STEP), Some(right));
        }
        assert_eq!(nearest_key("duration", STEP), Some("time"));
        assert_eq!(nearest_key("steps", ROUTINE), Some("step"));
        assert_eq!(nearest_key("colour", STEP), None);
    }

    #[test]
    fn r5_one_word_of_a_name_finds_the_name() {
        let words = ["kneading", "cross_friction", "ball_roll"];
        assert_eq!(nearest("friction", &words), Some("cross_friction"));
        assert_eq!(nearest("Ball", &words), Some("ball_roll"));
        assert_eq!(nearest("fraction of it", &words), None);
    }

    #[test]
    fn every_key_of_a_set_is_a_key_of_a_step() {
        assert!(SET.iter().all(|name| STEP.iter().any(|key| key.name == *name)));
    }
}
