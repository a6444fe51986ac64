//! The words that are said, as templates a person can change: `Other {limb}: {side} {part}. {step}.`
//!
//! A template is a row of sentences. When its gap is too short for all of them, whole sentences are left out in the order
//! of their weight, those farther back first, until the rest fits or one is left; that one ends after a clause or a word,
//! unless it names the side or counts.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Duration;

use super::phrase::{Phrase, opening};

/// When something is said: the keys of `[say]`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "the words in the table say when")]
pub enum Occasion {
    GetReady,
    ChangeSide,
    Rest,
    Begin,
    Go,
    Hold,
    Release,
    Up,
    Top,
    Down,
    NextSpot,
    NextZone,
    CountUp,
    Halfway,
    Left,
    Waiting,
    Paused,
    Resumed,
    Away,
    Swapped,
    Hurt,
    TooMuch,
    Stopped,
    Done,
}

/// Every occasion, its key, and what is said unless the settings say otherwise.
pub const OCCASIONS: &[(Occasion, &str, &str)] = &[
    (Occasion::GetReady, "get_ready", "{side} {part}. {step}."),
    (Occasion::ChangeSide, "change_side", "Other {limb}: {side} {part}. {step}."),
    (Occasion::Rest, "rest", "Rest. {left}. Then {next}."),
    // Work that begins with no time to get ready before it.
    (Occasion::Begin, "begin", "{side} {part}. {step}. {zone}. {way}. {cue}"),
    (Occasion::Go, "go", "{zone}. {way}. {cue}"),
    (Occasion::Hold, "hold", "{rep}."),
    (Occasion::Release, "release", "Release."),
    (Occasion::Up, "up", "{rep}."),
    (Occasion::Top, "top", ""),
    (Occasion::Down, "down", ""),
    (Occasion::NextSpot, "next_spot", "Spot {rep} of {reps}. {zone}."),
    // In the middle of work: the hands go on to another place.
    (Occasion::NextZone, "next_zone", "{zone}. {way}."),
    (Occasion::CountUp, "count_up", "{step}. {cue} Press a key to go on."),
    (Occasion::Halfway, "halfway", "Half-way."),
    (Occasion::Left, "left", "{left} left."),
    (Occasion::Waiting, "waiting", "Waiting for you. {side} {part}. {step}."),
    (Occasion::Paused, "paused", "Paused."),
    (Occasion::Resumed, "resumed", "Going on. {side} {part}. {left} left."),
    (Occasion::Away, "away", "Paused where you were."),
    (Occasion::Swapped, "swapped", "Sides swapped. Now {side} {part}."),
    (Occasion::Hurt, "hurt", "Noted. {pain}. Lighten up. Sharp or electric? Stop here."),
    // Above 5 one stops or skips, whatever the step allows (R47, Thomee).
    (
        Occasion::TooMuch,
        "too_much",
        "{pain} is too much. Stop: skip this step, or end here. Sharp or electric? Stop here.",
    ),
    (Occasion::Stopped, "stopped", "Ended here."),
    (Occasion::Done, "done", "Done."),
];

/// What a template can name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[expect(missing_docs, reason = "the words in the table say what")]
pub enum Variable {
    Step,
    Cue,
    Side,
    Part,
    Limb,
    Zone,
    Way,
    Next,
    Left,
    Rep,
    Reps,
    Round,
    Rounds,
    Pain,
}

/// Every variable and its word.
pub const VARIABLES: &[(Variable, &str)] = &[
    (Variable::Step, "step"),
    (Variable::Cue, "cue"),
    (Variable::Side, "side"),
    (Variable::Part, "part"),
    (Variable::Limb, "limb"),
    (Variable::Zone, "zone"),
    (Variable::Way, "way"),
    (Variable::Next, "next"),
    (Variable::Left, "left"),
    (Variable::Rep, "rep"),
    (Variable::Reps, "reps"),
    (Variable::Round, "round"),
    (Variable::Rounds, "rounds"),
    (Variable::Pain, "pain"),
];

/// How soon a sentence is left out: the lightest first. The heaviest of its variables counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Weight {
    /// The way the hands go; the screen has its arrow.
    Way,
    /// The cue of the step; the screen has it.
    Cue,
    /// Which round.
    Round,
    /// Words of their own, like "Get ready.": the tone says the same.
    Words,
    /// What comes after this.
    Next,
    /// The name of the step.
    Step,
    /// Numbers: what is left, which repetition.
    Count,
    /// The side.
    Side,
}

impl Variable {
    const fn weight(self) -> Weight {
        match self {
            Self::Way => Weight::Way,
            Self::Cue => Weight::Cue,
            Self::Round | Self::Rounds => Weight::Round,
            Self::Next => Weight::Next,
            Self::Step => Weight::Step,
            Self::Left | Self::Rep | Self::Reps | Self::Pain => Weight::Count,
            Self::Side | Self::Part | Self::Limb | Self::Zone => Weight::Side,
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Piece {
    Text(String),
    Variable(Variable),
}

/// Words with variables among them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Template(Vec<Vec<Piece>>);

/// Why words are no template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BadTemplate {
    /// There is no variable of this name.
    Unknown(String),
    /// A brace without its other one.
    Brace,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// When a variable is not known, or a brace stands alone.
    pub fn parse(text: &str) -> Result<Self, BadTemplate> {
        let mut sentences = Vec::new();
        for sentence in sentences_of(text) {
            let mut pieces = Vec::new();
            let mut rest = sentence;
            while let Some(at) = rest.find(['{', '}']) {
                let (before, brace) = rest.split_at(at);
                let (name, after) =
                    brace.strip_prefix('{').and_then(|b| b.split_once('}')).ok_or(BadTemplate::Brace)?;
                let known = VARIABLES.iter().find(|(_, word)| *word == name.trim());
                let (variable, _) = known.ok_or_else(|| BadTemplate::Unknown(name.to_owned()))?;
                pieces.extend([Piece::Text(before.to_owned()), Piece::Variable(*variable)]);
                rest = after;
            }
            pieces.push(Piece::Text(rest.to_owned()));
            sentences.push(pieces);
        }
        Ok(Self(sentences))
    }

    /// This, and behind it what of `other` it does not say itself.
    #[must_use]
    pub fn followed_by(&self, other: &Self) -> Self {
        let fresh = other.0.iter().filter(|sentence| !self.0.contains(sentence));
        Self(self.0.iter().chain(fresh).cloned().collect())
    }

    /// Whether it says nothing.
    pub const fn is_silent(&self) -> bool {
        self.0.is_empty()
    }

    /// What is said with these `values`, in so much time at this rate.
    pub fn say(&self, value: impl Fn(Variable) -> String, room: Option<Duration>, rate: u16) -> Option<Phrase> {
        let mut sentences: Vec<(Weight, String)> = Vec::new();
        for pieces in &self.0 {
            let (mut said, mut weight, mut filled, mut variables) = (String::new(), Weight::Words, false, 0);
            for piece in pieces {
                match piece {
                    Piece::Text(text) => said.push_str(text),
                    Piece::Variable(variable) => {
                        let words = value(*variable);
                        filled |= !words.is_empty();
                        weight = if variables == 0 { variable.weight() } else { weight.max(variable.weight()) };
                        variables += 1;
                        said.push_str(&words);
                    }
                }
            }
            // A sentence about nothing, like "{side} {part}." where there are no sides, is none.
            if filled || variables == 0 {
                sentences.extend(sentences_of(&said).map(|sentence| (weight, sentence.to_owned())));
            }
        }
        loop {
            let words: Vec<&str> = sentences.iter().map(|(_, sentence)| sentence.as_str()).collect();
            let phrase = Phrase::new(&words.join(" "))?;
            let Some(room) = room.filter(|room| phrase.length(rate) > *room) else { return Some(phrase) };
            if let [(weight, sentence)] = sentences.as_slice() {
                let fits = |part: &str| Phrase::new(part).is_some_and(|part| part.length(rate) <= room);
                // What tells the side or counts is said whole.
                let is_long = *weight < Weight::Count;
                return if is_long { Phrase::new(&opening(sentence, fits)) } else { Some(phrase) };
            }
            let lightest = sentences.iter().map(|(weight, _)| *weight).min();
            let last = sentences.iter().rposition(|(weight, _)| Some(*weight) == lightest);
            sentences.remove(last.unwrap_or_default());
        }
    }
}

/// A text by its sentences: each ends with its stop, and a blank behind it.
fn sentences_of(text: &str) -> impl Iterator<Item = &str> {
    let stops = |part: &str| part.trim_end().ends_with(['.', '?', '!', ';']);
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        let end = rest.match_indices(char::is_whitespace).map(|(at, _)| at).find(|at| stops(&rest[..*at]));
        let (sentence, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after.trim_start();
        (!sentence.is_empty()).then_some(sentence)
    })
}

/// What is said, occasion by occasion: what the settings say, and for the rest our own words, which are read when they
/// are needed and not before the first frame.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Templates(BTreeMap<Occasion, Template>);

impl Templates {
    /// The template of an occasion.
    pub fn of(&self, occasion: Occasion) -> Cow<'_, Template> {
        self.0.get(&occasion).map_or_else(|| Cow::Owned(our_own(occasion)), Cow::Borrowed)
    }

    /// The same with all of our own words read: for whoever goes through a whole plan.
    #[must_use]
    pub fn read(&self) -> Self {
        let own = OCCASIONS.iter().filter(|(occasion, ..)| !self.0.contains_key(occasion));
        let own = own.map(|(occasion, ..)| (*occasion, our_own(*occasion)));
        let mut all = self.0.clone();
        all.extend(own);
        Self(all)
    }

    /// Says this on that occasion.
    pub fn set(&mut self, occasion: Occasion, template: Template) {
        // What is said anyway is not said otherwise.
        if template == our_own(occasion) {
            self.0.remove(&occasion);
        } else {
            self.0.insert(occasion, template);
        }
    }
}

/// What a template makes of a step of every day, to be tried: `Right calf. Knead the calf.`
pub fn sample(template: &str) -> Option<String> {
    let value = |variable| {
        let words = match variable {
            Variable::Step => "Knead the calf",
            Variable::Cue => "Like dough, knee toward ankle.",
            Variable::Side => "right",
            Variable::Part => "calf",
            Variable::Limb => "leg",
            Variable::Zone => "upper calf",
            Variable::Way => "knee to ankle",
            Variable::Next => "left calf",
            Variable::Left => "30 seconds",
            Variable::Rep | Variable::Round => "2",
            Variable::Pain => "4",
            Variable::Reps | Variable::Rounds => "3",
        };
        words.to_owned()
    };
    let phrase = Template::parse(template).ok()?.say(value, None, 100)?;
    Some(phrase.as_str().to_owned())
}

fn our_own(occasion: Occasion) -> Template {
    let words = OCCASIONS.iter().find(|(own, ..)| *own == occasion).map(|(.., words)| Template::parse(words));
    words.and_then(Result::ok).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(variable: Variable) -> String {
        let words = match variable {
            Variable::Step => "Knead the calf",
            Variable::Cue => "Like dough. Knee toward ankle.",
            Variable::Side => "right",
            Variable::Part => "calf",
            Variable::Limb => "leg",
            Variable::Left => "30 seconds",
            _ => "",
        };
        words.to_owned()
    }

    #[track_caller]
    fn said(template: &str, seconds: u64) -> String {
        let room = Some(Duration::from_secs(seconds));
        let phrase = Template::parse(template).unwrap().say(value, room, 100);
        phrase.map_or_else(String::new, |phrase| phrase.as_str().to_owned())
    }

    #[test]
    fn every_default_is_a_template() {
        for (occasion, word, text) in OCCASIONS {
            let template = Template::parse(text).unwrap();
            assert_eq!(template, *Templates::default().of(*occasion), "{word}");
            assert_eq!(template.is_silent(), text.is_empty(), "{word}");
        }
    }

    #[test]
    fn what_does_not_fit_is_left_out_cue_first_and_side_last() {
        let whole = "Get ready. Other {limb}: {side} {part}. {step}. {left}. {cue}";
        let order = [
            (9, "Get ready. Other leg: right calf. Knead the calf. 30 seconds. Like dough. Knee toward ankle."),
            (6, "Get ready. Other leg: right calf. Knead the calf. 30 seconds. Like dough."),
            (5, "Get ready. Other leg: right calf. Knead the calf. 30 seconds."),
            (4, "Other leg: right calf. Knead the calf. 30 seconds."),
            (3, "Other leg: right calf. 30 seconds."),
            (2, "Other leg: right calf."),
            (0, "Other leg: right calf."),
        ];
        for (seconds, words) in order {
            assert_eq!(said(whole, seconds), words, "{seconds} s");
        }
    }

    #[test]
    fn a_sentence_about_nothing_is_not_said() {
        assert_eq!(said("Rest. {left}. Then {next}.", 60), "Rest. 30 seconds.");
        assert_eq!(said("{next}", 60), "");
        assert_eq!(said("", 60), "");
    }

    #[test]
    fn what_is_wrong_with_a_template_is_told() {
        assert_eq!(Template::parse("{sid} calf"), Err(BadTemplate::Unknown("sid".into())));
        for text in ["{side", "side}", "a } b {step}"] {
            assert_eq!(Template::parse(text), Err(BadTemplate::Brace), "{text}");
        }
    }
}
