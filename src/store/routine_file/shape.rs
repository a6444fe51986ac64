//! The parsed tree to a [`Routine`]: what a step has when it says nothing itself, and what is wrong with the whole.
//!
//! Everything is read to the end whatever is wrong with it, so that all problems are told at once; the routine that comes
//! out counts only if there were none.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::advice::Advice;
use crate::domain::body::{Position, Technique, Zone};
use crate::domain::hearing::Aloud;
use crate::domain::routine::{RoundRest, Routine, RoutineId, Sides, Step, TooMuch, Work, bounds};
use crate::domain::sheet::NO_STEPS;
use crate::domain::text::Clean;
use crate::domain::time::Seconds;
use crate::domain::toward::Toward;

use super::keys::{self, Key};
use super::problem::Problem;
use super::reader::{Entry, Path, Reader, Table, integer};
use super::rules;
use super::work;

/// What a step has when it says nothing itself.
#[derive(Clone, Copy)]
pub(super) struct Defaults {
    pub prep: Seconds,
    pub change: Option<Seconds>,
    pub rest: Seconds,
    pub limit: Option<u32>,
    pub sides: Sides,
    pub position: Option<Position>,
    pub aloud: Aloud,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            prep: Seconds(5),
            change: None,
            rest: Seconds(0),
            limit: None,
            sides: Sides::Each,
            position: None,
            aloud: Aloud::default(),
        }
    }
}

fn top<'t>(tree: &'t DeTable<'t>) -> Table<'t> {
    Table { entries: tree, keys: keys::ROUTINE, path: &Path::TOP, noun: "a routine", at: 0..0 }
}

/// Whether the file is in a format to come: then all else in it may be right.
pub(super) fn newer_format(tree: &DeTable) -> Option<Problem> {
    let format = top(tree).get("format")?;
    let number = integer(format.value).filter(|number| *number > bounds::FORMAT.into())?;
    let title = format!("this file is written for a newer solemate (format {number})");
    let label = format!("this solemate reads format {}", bounds::FORMAT);
    Some(format.problem(&title, &label).help("update solemate to use this routine; the file is left as it is"))
}

/// Reads the whole file.
pub(super) fn routine(reader: &mut Reader, id: &RoutineId, tree: &DeTable) -> Routine {
    let table = top(tree);
    let elsewhere: [(&[Key], &str); 2] =
        [(keys::DEFAULTS, "below a `[defaults]` header"), (keys::STEP, "below a `[[step]]` header")];
    let unknown = reader.unknown_keys(&table, &elsewhere);
    if let Some(format) = table.get("format").filter(|entry| integer(entry.value) != Some(bounds::FORMAT.into())) {
        reader.refuse(&format);
    }
    let name = name(reader, &table, unknown, ("the routine has no name", "begin with `name = \"…\"`"));
    let defaults = defaults(reader, &table);
    let steps = match table.get("step") {
        Some(entry) => Steps { defaults, listed: 0 }.list(reader, &entry, &Path::TOP, 1),
        None => {
            if !unknown && !reader.partial {
                reader.tell(table.problem(NO_STEPS, "add `[[step]]` with a `name` and its work"));
            }
            Vec::new()
        }
    };
    let level = table.get("level").and_then(|entry| reader.number(&entry));
    let order = table.get("order").and_then(|entry| reader.word(&entry, |word| named(&keys::ORDERS, word)));
    let (when, rules) = table.get("when").map(|entry| rules::when(reader, id, &entry)).unwrap_or_default();
    let routine = Routine {
        id: id.clone(),
        name,
        goal: text(reader, &table, "goal"),
        when,
        rules,
        equipment: names(reader, &table, "equipment"),
        level,
        order: order.unwrap_or_default(),
        sources: names(reader, &table, "sources"),
        meant: meant(reader, &table),
        steps,
    };
    if reader.problems.is_empty() && !reader.partial {
        check_size(reader, &routine, &table);
    }
    routine
}

fn name(reader: &mut Reader, table: &Table, unknown: bool, missing: (&str, &str)) -> Clean {
    match table.get("name") {
        Some(entry) => reader.name(&entry),
        None => {
            if !unknown && !reader.partial {
                reader.tell(table.problem(missing.0, missing.1));
            }
            None
        }
    }
    .unwrap_or_default()
}

fn text(reader: &mut Reader, table: &Table, key: &str) -> Option<Clean> {
    table.get(key).and_then(|entry| reader.text(&entry))
}

fn names(reader: &mut Reader, table: &Table, key: &str) -> Vec<Clean> {
    table.get(key).map(|entry| reader.names(&entry)).unwrap_or_default()
}

fn meant(reader: &mut Reader, table: &Table) -> Vec<Advice> {
    table.get("meant").map(|entry| reader.words(&entry, Advice::named)).unwrap_or_default()
}

fn length(reader: &mut Reader, table: &Table, key: &str) -> Option<Seconds> {
    table.get(key).and_then(|entry| reader.length(&entry))
}

fn named<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    words.iter().find(|(name, _)| *name == word).map(|(_, one)| *one)
}

/// What a step shares with the defaults. `unsaid` is used where the table says nothing.
fn shared(reader: &mut Reader, table: &Table, unsaid: Defaults) -> Defaults {
    let sides = table.get("sides").and_then(|entry| reader.word(&entry, |word| named(&keys::SIDES, word)));
    let position = table.get("position").and_then(|entry| reader.word(&entry, Position::named));
    let mut switch = |key| table.get(key).and_then(|entry| reader.switch(&entry));
    let aloud = Aloud { sound: switch("sound"), voice: switch("voice"), tick: switch("tick") };
    Defaults {
        prep: length(reader, table, "prep").unwrap_or(unsaid.prep),
        change: length(reader, table, "change").or(unsaid.change),
        rest: length(reader, table, "rest").unwrap_or(unsaid.rest),
        limit: table.get("limit").and_then(|entry| reader.number(&entry)).or(unsaid.limit),
        sides: sides.unwrap_or(unsaid.sides),
        position: position.or(unsaid.position),
        aloud: aloud.or(unsaid.aloud),
    }
}

fn defaults(reader: &mut Reader, table: &Table) -> Defaults {
    let Some(entry) = table.get("defaults") else { return Defaults::default() };
    let DeValue::Table(entries) = entry.value else {
        reader.refuse(&entry);
        return Defaults::default();
    };
    let path = Path { parent: Some(table.path), name: "defaults", item: None };
    let table = Table { entries, keys: keys::DEFAULTS, path: &path, noun: "`[defaults]`", at: entry.at };
    let elsewhere: [(&[Key], &str); 2] =
        [(keys::ROUTINE, "above the first header"), (keys::STEP, "below a `[[step]]` header")];
    reader.unknown_keys(&table, &elsewhere);
    shared(reader, &table, Defaults::default())
}

/// Reads lists of steps, at any depth.
struct Steps {
    defaults: Defaults,
    /// How many there were so far, at all depths together.
    listed: usize,
}

impl Steps {
    fn list(&mut self, reader: &mut Reader, entry: &Entry, parent: &Path, depth: usize) -> Vec<Step> {
        let DeValue::Array(items) = entry.value else {
            if entry.value.is_table() {
                reader.tell(entry.problem("a step has two pairs of brackets", "write `[[step]]`"));
            } else {
                reader.refuse(entry);
            }
            return Vec::new();
        };
        if items.is_empty() {
            let what = if depth == 1 { "the routine" } else { "this set" };
            reader.tell(entry.problem(&format!("{what} has no steps"), "write `[[step]]` headers instead"));
        }
        if depth > bounds::DEPTH {
            reader.tell(entry.misplaced(&format!("this step lies {depth} deep"), &TooMuch::Deep.to_string()));
            return Vec::new();
        }
        let mut steps = Vec::new();
        for (number, item) in items.iter().enumerate() {
            self.listed += 1;
            if self.listed == bounds::STEPS + 1 {
                reader
                    .tell(entry.inner(item).problem(&TooMuch::Steps.to_string(), "leave out what comes from here on"));
            }
            if self.listed > bounds::STEPS {
                break;
            }
            let path = Path { parent: Some(parent), name: "step", item: Some(number + 1) };
            match item.get_ref() {
                DeValue::Table(entries) => steps.push(self.step(reader, (entries, item), &path, depth)),
                _ => reader.refuse(&entry.inner(item)),
            }
        }
        steps
    }

    fn step(
        &mut self,
        reader: &mut Reader,
        (entries, item): (&DeTable, &Spanned<DeValue>),
        path: &Path,
        depth: usize,
    ) -> Step {
        let table = Table { entries, keys: keys::STEP, path, noun: "a step", at: item.span() };
        let elsewhere: [(&[Key], &str); 1] = [(keys::ROUTINE, "at the top of the file, above the first `[[step]]`")];
        let unknown = reader.unknown_keys(&table, &elsewhere);
        let name = name(reader, &table, unknown, ("this step has no name", "add `name = \"…\"` below"));
        let rounds = table.get("rounds").and_then(|entry| reader.number(&entry));
        let mut step = Step {
            name,
            technique: None,
            zones: Vec::new(),
            position: None,
            sides: Sides::default(),
            work: Work::Wait,
            rounds: rounds.unwrap_or(1),
            rest_between_rounds: round_rest(reader, &table),
            prep: Seconds(0),
            change: None,
            priority: table.get("priority").and_then(|entry| reader.number(&entry)),
            least: None,
            toward: None,
            pace: None,
            limit: None,
            cue: text(reader, &table, "cue"),
            how: text(reader, &table, "how"),
            care: text(reader, &table, "care"),
            aloud: Aloud::default(),
            source: names(reader, &table, "source"),
            meant: meant(reader, &table),
        };
        if let Some(inner) = table.get("step") {
            work::set_keys(reader, &table, &inner);
            step.work = Work::Set(self.list(reader, &inner, path, depth + 1));
            return step;
        }
        let shared = shared(reader, &table, self.defaults);
        step.technique = table.get("technique").and_then(|entry| reader.word(&entry, Technique::named));
        step.zones = table.get("zones").map(|entry| reader.words(&entry, Zone::named)).unwrap_or_default();
        step.toward = table.get("toward").and_then(|entry| reader.word(&entry, Toward::named));
        step.position = shared.position;
        step.sides = shared.sides;
        step.prep = shared.prep;
        step.change = shared.change;
        step.pace = table.get("pace").and_then(|entry| reader.number(&entry));
        step.limit = shared.limit;
        step.aloud = shared.aloud;
        step.work = work::read(reader, &table, &shared, unknown);
        step.least = work::least(reader, &table);
        step
    }
}

fn round_rest(reader: &mut Reader, table: &Table) -> RoundRest {
    let Some(entry) = table.get("rest_between_rounds") else { return RoundRest::default() };
    let [both, one] = match entry.value {
        DeValue::Table(pair) => reader.pair(&entry, pair, keys::PER_ROUND, Reader::length),
        _ => [reader.length(&entry); 2],
    };
    RoundRest { both: both.unwrap_or_default(), one: one.unwrap_or_default() }
}

/// Tells a routine that is too much as a whole, at the step that is too much by itself if there is one.
fn check_size(reader: &mut Reader, routine: &Routine, table: &Table) {
    let Err(whole) = routine.check_size() else { return };
    let alone = |step: &Step| Routine { steps: vec![step.clone()], ..routine.clone() }.check_size().err();
    let step = routine.steps.iter().enumerate().find_map(|(number, step)| Some((number, alone(step)?)));
    let remedy = "ask for fewer rounds, repetitions or steps, or for less time";
    let headers = table.get("step").and_then(|entry| entry.value.as_array().map(|items| (entry.clone(), items)));
    let problem = match (step, headers) {
        (Some((number, alone)), Some((entry, items))) if number < items.len() => {
            entry.inner(&items[number]).problem(&format!("this step alone is too much: {alone}"), remedy)
        }
        _ => {
            let at = table.get("name").map_or(table.at.clone(), |name| name.at);
            Problem::at(at, &format!("the routine is too much: {whole}"), remedy)
        }
    };
    reader.tell(problem);
}
