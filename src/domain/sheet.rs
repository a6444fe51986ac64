//! A routine file as a form shows it: its tables with what each key says, right or wrong, and beside that what is wrong.
//!
//! The text of the file is the truth; a sheet is read from it after every change, and never written back.

use std::ops::Range;

use super::edit::{Place, StepPath, Value};
use super::routine::{Routine, Step, Work};
use super::rule::Rule;
use super::text::Clean;
use super::vocabulary::Vocabulary;

mod table;

pub use table::{Meant, Stranger, Table, There};

/// How the value of a key is typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Control {
    /// A text on one line.
    Line,
    /// A text on one line or more.
    Prose,
    /// Free words, parted by a sign that none of them holds.
    List,
    /// The same, and rules for a sore day among them.
    When,
    /// A whole number.
    Number,
    /// A whole number, or two for left and right.
    SidedNumber,
    /// A length of time.
    Length,
    /// A length of time, or two for left and right.
    SidedLength,
    /// A length of time, or two: for both sides in turn, and for one alone.
    RoundRest,
    /// Seconds up, held and down.
    Tempo,
    /// A word of a vocabulary.
    Word(Vocabulary),
    /// Words of a vocabulary.
    Words(Vocabulary),
    /// Yes or no.
    Switch,
    /// Yes, or nothing.
    True,
}

/// A key that a form shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key {
    /// Its word in the file.
    pub name: &'static str,
    /// How its value is typed.
    pub control: Control,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// What is allowed, as the object of "write …".
    pub allowed: String,
    /// What holds where nobody says anything; empty if nothing does.
    pub unsaid: &'static str,
}

/// The keys of each kind of table, in the order of the format.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Forms {
    /// Of the routine itself.
    pub routine: Vec<Key>,
    /// Of what a step has when it says nothing itself.
    pub defaults: Vec<Key>,
    /// Of a step.
    pub step: Vec<Key>,
    /// Of a step that holds others.
    pub set: Vec<Key>,
}

impl Forms {
    /// Those of a table.
    pub fn of(&self, table: &Table) -> &[Key] {
        match table.place {
            Place::Routine => &self.routine,
            Place::Defaults => &self.defaults,
            Place::Step(_) if table.is_set => &self.set,
            Place::Step(_) => &self.step,
        }
    }
}

/// What a key says in the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Said {
    /// One value.
    One(Clean),
    /// A list.
    List(Vec<Clean>),
    /// One value for each of two keys.
    Pair(Clean, Clean),
}

/// The signs that may part the words of a list, the first that none of them holds.
const PARTING: [char; 3] = [';', '|', '/'];

/// What may stand between words of a vocabulary.
pub const BETWEEN_WORDS: [char; 3] = [';', ',', ' '];

impl Said {
    /// As a person types it.
    pub fn typed(&self, control: Control) -> String {
        match self {
            Self::One(value) => value.to_string(),
            Self::Pair(first, second) => format!("{first} / {second}"),
            Self::List(items) => {
                let between = match control {
                    // None of them holds a sign.
                    Control::Words(_) => format!("{} ", PARTING[0]),
                    _ => format!("{} ", self.parting()),
                };
                items.iter().map(Clean::as_str).collect::<Vec<_>>().join(&between)
            }
        }
    }

    /// What parts the words of this list.
    pub fn parting(&self) -> char {
        let Self::List(items) = self else { return PARTING[0] };
        let is_free = |sign: &char| !items.iter().any(|item| item.contains(*sign));
        PARTING.into_iter().find(is_free).unwrap_or(PARTING[0])
    }
}

/// What was typed as a value for the file, where `parting` parts words; none if nothing was typed. What is no number, or
/// no known word, becomes a text: reading the file tells what is wrong with it.
pub fn value(control: Control, typed: &str, parting: char) -> Option<Value> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let pair = |names: [&'static str; 2], one: fn(&str) -> Value| {
        let (first, second) = typed.split_once('/')?;
        Some(Value::Pair([(names[0], Box::new(one(first.trim()))), (names[1], Box::new(one(second.trim())))]))
    };
    Some(match control {
        Control::Line | Control::Prose | Control::Tempo | Control::Word(_) => text(typed),
        Control::Number => number(typed),
        Control::SidedNumber => pair(["left", "right"], number).unwrap_or_else(|| number(typed)),
        Control::Length => length(typed),
        Control::SidedLength => pair(["left", "right"], length).unwrap_or_else(|| length(typed)),
        Control::RoundRest => pair(["both", "one"], length).unwrap_or_else(|| length(typed)),
        Control::List => words(typed.split(parting)),
        Control::When => when(typed.split(parting)),
        Control::Words(_) => words(typed.split(BETWEEN_WORDS)),
        Control::Switch | Control::True => match typed {
            "true" | "yes" | "on" => Value::Switch(true),
            "false" | "no" | "off" => Value::Switch(false),
            other => text(other),
        },
    })
}

fn text(typed: &str) -> Value {
    Value::Text(typed.to_owned())
}

fn number(typed: &str) -> Value {
    typed.parse().map_or_else(|_| text(typed), Value::Number)
}

/// Seconds may be typed as a bare number; the file says what they are.
fn length(typed: &str) -> Value {
    let is_bare = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit());
    Value::Text(if is_bare { format!("{typed}s") } else { typed.to_owned() })
}

/// Words, and rules as they are typed: `from 6: gentle-day`.
fn when<'t>(parts: impl Iterator<Item = &'t str>) -> Value {
    let parts: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.iter().all(|part| part.parse::<Rule>().is_err()) {
        return words(parts.into_iter());
    }
    let item = |part: &str| match part.parse::<Rule>() {
        Ok(Rule { at_least, instead }) => Value::Pair([
            ("before_at_least", Box::new(Value::Number(at_least.value().into()))),
            ("use", Box::new(text(instead.as_str()))),
        ]),
        Err(_) => text(part),
    };
    Value::Items(parts.into_iter().map(item).collect())
}

fn words<'t>(parts: impl Iterator<Item = &'t str>) -> Value {
    Value::List(parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect())
}

/// What is said of a routine without a step: where steps are added by a key, that is the remedy.
pub const NO_STEPS: &str = "the routine has no steps";

/// Something that is wrong, beside the field it is about. All texts are those of `solemate check`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The table it is about.
    pub place: Place,
    /// Whether a [`Stranger`] of the table says it.
    pub is_strange: bool,
    /// The key it is about, if the form shows it.
    pub key: Option<&'static str>,
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub title: Clean,
    /// What to write there.
    pub label: Clean,
}

/// A routine file as a form shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// The routine, its defaults, then every step from top to bottom, those of a set below it. Empty where the text is no
    /// TOML: then only an editor can mend it.
    pub tables: Vec<Table>,
    /// What is wrong, in the order of the file.
    pub problems: Vec<Problem>,
    /// The routine, where nothing is wrong.
    pub routine: Option<Box<Routine>>,
    /// What it may do to a body, and what cannot be said in its time: nothing of it is wrong.
    pub remarks: Vec<Remark>,
}

/// Something that is pointed out about a table, in the words of `solemate check`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// The table.
    pub place: Place,
    /// The key it is about most of all, if one is.
    pub key: Option<&'static str>,
    /// All of it, with its source and the way to say that it is meant.
    pub sentence: Clean,
}

impl Sheet {
    /// What is wrong with a table, or with one of its keys.
    pub fn problems_of<'a>(&'a self, place: &'a Place) -> impl Iterator<Item = &'a Problem> {
        self.problems.iter().filter(move |problem| problem.place == *place)
    }

    /// Where a table stands among all.
    pub fn position(&self, place: &Place) -> Option<usize> {
        self.tables.iter().position(|table| table.place == *place)
    }

    /// How many steps lie beside `path` in its list, itself included.
    pub fn siblings(&self, path: &StepPath) -> usize {
        let beside = |other: &StepPath| other.depth() == path.depth() && other.set() == path.set();
        self.tables.iter().filter_map(Table::step).filter(|other| beside(other)).count()
    }

    /// The number that a step has in a plan of this routine; those of all steps in it for a set.
    pub fn numbers(&self, place: &Place) -> Range<usize> {
        let Place::Step(step) = place else { return 0..0 };
        let steps = || self.tables.iter().filter(|table| !table.is_set).filter_map(Table::step);
        let first = steps().position(|other| other.lies_in(step)).unwrap_or(0);
        first..first + steps().skip(first).take_while(|other| other.lies_in(step)).count()
    }

    /// The step that has this number in a plan of this routine.
    pub fn numbered(&self, number: usize) -> Option<&Place> {
        let mut steps = self.tables.iter().filter(|table| table.step().is_some() && !table.is_set);
        steps.nth(number).map(|table| &table.place)
    }

    /// What is pointed out about a table.
    pub fn remarks_of<'a>(&'a self, place: &'a Place) -> impl Iterator<Item = &'a Remark> {
        self.remarks.iter().filter(move |remark| remark.place == *place)
    }

    /// Points something out about the step that has this number in a plan, or about the routine.
    pub fn point_out(&mut self, number: Option<usize>, key: Option<&'static str>, sentence: &str) {
        let place = number.map_or(Some(Place::Routine), |number| self.numbered(number).cloned());
        if let Some(place) = place {
            self.remarks.push(Remark { place, key, sentence: Clean::visible(sentence) });
        }
    }

    /// What holds for a key that a table does not say, and whether the defaults of the file say so.
    pub fn unsaid(&self, table: &Table, key: &Key) -> (String, bool) {
        let defaults = self.tables.iter().find(|other| other.place == Place::Defaults);
        let said = defaults.filter(|_| table.step().is_some() && !table.is_set).and_then(|table| table.said(key.name));
        said.map_or_else(|| (key.unsaid.to_owned(), false), |said| (said.typed(key.control), true))
    }

    /// A step of the routine, where nothing is wrong.
    pub fn step(&self, path: &StepPath) -> Option<&Step> {
        let mut steps = &self.routine.as_ref()?.steps;
        let mut found = None;
        for place in path.places() {
            let step = steps.get(place)?;
            if let Work::Set(inner) = &step.work {
                steps = inner;
            }
            found = Some(step);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(value: &Value) -> String {
        match value {
            Value::Text(text) => format!("{text:?}"),
            Value::Number(number) => number.to_string(),
            Value::Switch(switch) => switch.to_string(),
            Value::List(words) => format!("{words:?}"),
            Value::Numbers(numbers) => numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(","),
            Value::Items(items) => items.iter().map(said).collect::<Vec<_>>().join("; "),
            Value::Pair(pair) => pair.each_ref().map(|(key, value)| format!("{key}={}", said(value))).join(" "),
        }
    }

    #[test]
    fn what_is_typed_becomes_what_the_file_takes() {
        for (control, typed, written) in [
            (Control::Length, "90", r#""90s""#),
            (Control::Length, " 1:30 ", r#""1:30""#),
            (Control::SidedLength, "90 / 2m", r#"left="90s" right="2m""#),
            (Control::RoundRest, "30s/2m", r#"both="30s" one="2m""#),
            (Control::SidedNumber, "8 / 10", "left=8 right=10"),
            (Control::Number, "20", "20"),
            (Control::Number, "many", r#""many""#),
            (Control::Number, "99999999999", r#""99999999999""#),
            (Control::List, "a chair, or two; towel;", r#"["a chair, or two", "towel"]"#),
            (Control::When, "evening; desk", r#"["evening", "desk"]"#),
            (Control::When, "desk; from 6: gentle-day", r#""desk"; before_at_least=6 use="gentle-day""#),
            (Control::When, "from 11: gentle-day", r#"["from 11: gentle-day"]"#),
            (Control::Words(Vocabulary::Zone), "arch; toes, heel arch", r#"["arch", "toes", "heel", "arch"]"#),
            (Control::Switch, "no", "false"),
            (Control::Switch, "perhaps", r#""perhaps""#),
        ] {
            assert_eq!(value(control, typed, ';').as_ref().map(said).as_deref(), Some(written), "{typed}");
        }
        assert_eq!(value(Control::Line, "  ", ';'), None);
    }

    #[test]
    fn words_of_a_list_are_parted_by_a_sign_that_none_of_them_holds() {
        let list = |words: &[&str]| Said::List(words.iter().map(|word| Clean::visible(word)).collect());
        assert_eq!(list(&["a, b", "c"]).typed(Control::List), "a, b; c");
        let with = list(&["a; b", "c"]);
        assert_eq!((with.typed(Control::List).as_str(), with.parting()), ("a; b| c", '|'));
        let typed = value(Control::List, &with.typed(Control::List), with.parting());
        assert_eq!(typed, Some(Value::List(vec!["a; b".into(), "c".into()])));
    }
}
