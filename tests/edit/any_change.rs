//! Any change of any file: what it says then is worked out on what it said, and not on its letters.

use proptest::prelude::*;
use solemate::domain::edit::{Change, Place, StepPath, Value};
use solemate::store::routine_file::edit::{Refused, apply, clip};
use toml::Table;

use crate::{list, meaning, texts, without_empty_defaults, without_empty_lists};

fn as_toml(value: &Value) -> toml::Value {
    match value {
        Value::Text(text) => text.clone().into(),
        Value::Number(number) => (*number).into(),
        Value::Switch(switch) => (*switch).into(),
        Value::List(words) => words.clone().into(),
        Value::Numbers(numbers) => numbers.clone().into(),
        Value::Items(items) => toml::Value::Array(items.iter().map(as_toml).collect()),
        Value::Pair(pair) => {
            toml::Value::Table(pair.iter().map(|(key, value)| ((*key).to_owned(), as_toml(value))).collect())
        }
    }
}

fn at<'t>(table: &'t mut Table, place: &Place) -> &'t mut Table {
    match place {
        Place::Routine => table,
        Place::Defaults => table.entry("defaults").or_insert_with(|| Table::new().into()).as_table_mut().unwrap(),
        Place::Step(path) => list(table, path)[path.at()].as_table_mut().unwrap(),
    }
}

/// What a file means after a change, worked out on what it means and not on its letters.
fn expected(mut table: Table, change: &Change, copied: Option<toml::Value>) -> Table {
    match change {
        Change::Set { place, key, value } => {
            at(&mut table, place).insert((*key).to_owned(), as_toml(value));
        }
        Change::Unset { place, key } => {
            if *place != Place::Defaults || table.contains_key("defaults") {
                let defaults = at(&mut table, place);
                defaults.remove(*key);
            }
        }
        Change::Rename { place, from, to, .. } => {
            let table = at(&mut table, place);
            let value = table.remove(from).unwrap();
            table.insert((*to).to_owned(), value);
        }
        Change::Strike { place, key, .. } => drop(at(&mut table, place).remove(key)),
        Change::Insert { at, .. } => list(&mut table, at).insert(at.at(), copied.unwrap()),
        Change::Add { at, keys } => {
            let step: Table = keys.iter().map(|(key, value)| ((*key).to_owned(), as_toml(value))).collect();
            list(&mut table, at).insert(at.at(), step.into());
        }
        Change::Remove(path) => drop(list(&mut table, path).remove(path.at())),
        Change::Duplicate(path) => {
            let steps = list(&mut table, path);
            steps.insert(path.at(), steps[path.at()].clone());
        }
        Change::Move { from, to } => {
            let step = list(&mut table, from).remove(from.at());
            list(&mut table, to).insert(to.at(), step);
        }
        Change::Group { first, count, name, rounds } => {
            let steps = list(&mut table, first);
            let inner: Vec<toml::Value> = steps.drain(first.at()..first.at() + count).collect();
            let mut set = Table::new();
            set.insert("name".into(), name.clone().into());
            set.insert("rounds".into(), (*rounds).into());
            set.insert("step".into(), inner.into());
            steps.insert(first.at(), set.into());
        }
        Change::Ungroup(path) => {
            let steps = list(&mut table, path);
            let set = steps.remove(path.at());
            let inner = set["step"].as_array().unwrap().clone();
            steps.splice(path.at()..path.at(), inner);
        }
    }
    without_empty_lists(&mut table);
    table
}

/// All steps of a file.
fn paths(table: &Table) -> Vec<StepPath> {
    fn below(table: &Table, list: &dyn Fn(usize) -> StepPath, paths: &mut Vec<StepPath>) {
        let Some(steps) = table.get("step").and_then(|list| list.as_array()) else { return };
        for (at, step) in steps.iter().enumerate() {
            paths.push(list(at));
            below(step.as_table().unwrap(), &|inner| list(at).inside(inner), paths);
        }
    }
    let mut found = Vec::new();
    below(table, &StepPath::top, &mut found);
    found
}

fn value(at: usize) -> Value {
    let text = |text: &str| Value::Text(text.into());
    let words = |words: &[&str]| Value::List(words.iter().map(|word| (*word).to_owned()).collect());
    let pair = |left: Value, right: Value| Value::Pair([("left", Box::new(left)), ("right", Box::new(right))]);
    match at % 14 {
        0 => text("plain"),
        1 => text("it's \"quoted\" # not a comment"),
        2 => text("two\nlines with \\ and \"\"\" in them\""),
        3 => text(""),
        4 => Value::Number(7),
        5 => Value::Switch(true),
        6 => words(&["arch"]),
        7 => words(&["arch", "heel", "toes"]),
        8 => words(&["heel", "arch"]),
        9 => words(&[]),
        10 => pair(text("1m"), Value::Number(90)),
        11 => words(&["calf_all", "heel", "arch", "toes"]),
        12 => text("x"),
        _ => words(&["heel"]),
    }
}

const STEP_KEYS: [&str; 8] = ["name", "zones", "time", "how", "hold", "source", "cue", "rounds"];
const TOP_KEYS: [&str; 4] = ["name", "goal", "when", "level"];
const DEFAULT_KEYS: [&str; 3] = ["prep", "limit", "sides"];

/// A change of a file by four numbers, and the step it brings along.
pub fn change(text: &str, [kind, a, b, c]: [usize; 4]) -> Option<(Change, Option<toml::Value>)> {
    let table = meaning(text);
    let paths = paths(&table);
    let step = |n: usize| paths.get(n % paths.len().max(1)).cloned();
    let place = |n: usize| match (n % 6, step(n / 6)) {
        (0, _) | (_, None) => (Place::Routine, TOP_KEYS[c % TOP_KEYS.len()]),
        (1, _) => (Place::Defaults, DEFAULT_KEYS[c % DEFAULT_KEYS.len()]),
        (_, Some(path)) => (Place::Step(path), STEP_KEYS[c % STEP_KEYS.len()]),
    };
    let (place, key) = place(a);
    let length = |path: &StepPath| list(&mut table.clone(), path).len();
    Some(match kind % 10 {
        0 | 1 => (Change::Set { place, key, value: value(b) }, None),
        2 => (Change::Unset { place, key }, None),
        3 => {
            let from = step(a)?;
            let text = clip(text, &from).ok()?;
            let copied = list(&mut table.clone(), &from)[from.at()].clone();
            let to = step(b)?;
            let at = to.beside(c % (length(&to) + 1));
            (Change::Insert { at, text }, Some(copied))
        }
        4 => (Change::Remove(step(a)?), None),
        5 => (Change::Duplicate(step(a)?), None),
        6 => {
            let (from, to) = (step(a)?, step(b)?);
            // Where a step goes to is counted without it.
            let mut without = table.clone();
            list(&mut without, &from).remove(from.at());
            let to = if to.depth() == 1 || !without.contains_key("step") { from.clone() } else { to };
            if to.lies_in(&from) || !self::paths(&without).iter().any(|path| path.set() == to.set()) {
                return None;
            }
            let room = list(&mut without, &to).len();
            (Change::Move { from, to: to.beside(c % (room + 1)) }, None)
        }
        7 => {
            let first = step(a)?;
            let count = 1 + b % (length(&first) - first.at());
            (Change::Group { first, count, name: "Set of \"mine\"".into(), rounds: 2 }, None)
        }
        8 => {
            let to = step(a)?;
            let keys = vec![("name", Value::Text(format!("New {b}"))), ("zones", value(b))];
            (Change::Add { at: to.beside(c % (length(&to) + 1)), keys }, None)
        }
        _ => {
            let set = step(a)?;
            list(&mut table.clone(), &set)[set.at()].get("step")?.as_array().filter(|steps| !steps.is_empty())?;
            (Change::Ungroup(set), None)
        }
    })
}

fn comments(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text
        .match_indices("#c")
        .map(|(at, _)| {
            let end = text[at + 2..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |end| at + 2 + end);
            &text[at..end]
        })
        .collect();
    found.sort_unstable();
    found
}

/// Nothing that a person wrote is lost but with what was taken out.
fn loses_nothing_else(before: &str, after: &str, change: &Change) {
    let may_go: Vec<String> = match change {
        Change::Remove(path) => vec![clip(before, path).unwrap()],
        Change::Unset { .. } | Change::Strike { .. } => return,
        // A list that loses a word loses what was said of that word.
        Change::Set { place, key, value: Value::List(_) }
            if at(&mut meaning(before), place).get(*key).is_some_and(toml::Value::is_array) =>
        {
            return;
        }
        _ => Vec::new(),
    };
    let left = comments(after);
    for comment in comments(before) {
        assert!(
            left.contains(&comment) || may_go.iter().any(|gone| gone.contains(comment)),
            "{comment} is lost by {change:?}:\n{before}\n=>\n{after}"
        );
    }
}

/// Whether steps would lie too deep.
fn may_be_refused(change: &Change, why: Refused) -> bool {
    why == Refused::Deep && matches!(change, Change::Insert { .. } | Change::Move { .. } | Change::Group { .. })
}

/// A change by four numbers, made and looked at.
pub fn checked(text: &str, numbers: [usize; 4]) -> Option<String> {
    let (change, copied) = change(text, numbers)?;
    let after = match apply(text, &change) {
        Ok(after) => after,
        Err(why) => {
            assert!(may_be_refused(&change, why), "{why} {change:?}\n{text}");
            return None;
        }
    };
    let wanted = without_empty_defaults(expected(meaning(text), &change, copied));
    assert_eq!(meaning(&after), wanted, "{change:?}\n{text}\n=>\n{after}");
    loses_nothing_else(text, &after, &change);
    assert_eq!(
        after.is_empty() || after.ends_with('\n'),
        text.is_empty() || text.ends_with('\n'),
        "the last line end, {change:?}\n{after}"
    );
    Some(after)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    /// R12 to R16: any changes, one after the other, on any file.
    #[test]
    fn r12_any_change_says_what_was_meant_and_loses_no_comment(
        file in 0usize..100,
        changes in prop::collection::vec(prop::array::uniform4(0usize..1000), 1..5),
    ) {
        let texts = texts();
        let mut text = texts[file % texts.len()].clone();
        for numbers in changes {
            if let Some(after) = checked(&text, numbers) {
                text = after;
            }
        }
    }

    /// R3: the ends of lines and the byte order mark are what they were.
    #[test]
    fn r3_a_file_from_windows_stays_one(file in 0usize..100, numbers in prop::array::uniform4(0usize..1000)) {
        let texts = texts();
        let text = texts[file % texts.len()].trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let Some((change, _)) = change(&text, numbers) else { return Ok(()) };
        let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
        if let Ok(after) = apply(&text, &change) {
            let there = apply(&windows(&text), &change).unwrap();
            prop_assert_eq!(there, windows(&after));
        }
    }
}
