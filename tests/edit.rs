//! A routine file that is changed: what it says is what was meant, and all the rest stays to the letter.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use solemate::domain::edit::{Change, Place, StepPath, Value};
use solemate::domain::routine::RoutineId;
use solemate::domain::sheet::{self, Said};
use solemate::store::desk::Desk;
use solemate::store::library::{Library, Source};
use solemate::store::routine_file::edit::{Refused, apply, clip};
use solemate::store::routine_file::sheet::{forms, sheet as sheet_of};
use toml::Table;

/// Layouts that people and other programs write. Each comment is there once, as `#c1`, `#c2`, …
const LAYOUTS: &[&str] = &[
    "#c1 my routine\n\n#c2 about the name\nname   = \"Mine\"   #c3\nlevel  = 2        #c4\n\n[defaults]  #c5\nprep = 5\n#c6 below prep\n\n\
     #c7 stands alone\n\n#c8 above A\n[[step]] #c9\nname = 'A'  #c10\ntime = \"30s\"      #c11\n#c12 below A\n\n\n#c13 stands alone\n\n\
     [[step]]\nname = \"B\"\nzones = [ #c14\n  \"arch\", #c15\n  # c16 between\n  \"heel\" #c17\n] #c18\ntime = { left = \"1m\", right = 90 } #c19\n#c20\n[[step]]\nname = \"C\"\nwait = true\n#c21 the end\n",
    "name=\"Tight\"\n[[step]]\nname=\"A\"\ntime=30\n[[step]]\nname=\"B\"\ntime=40\n[[step]]\nname=\"C\"\ntime=50",
    "format = 1\nname = \"Sets\"\n\n[[step]]\nname = \"Set\" #c1\nrounds = 2\n\n    #c2\n    [[step.step]]\n    name = \"A\"\n    time = 30\n\n\
     \x20   [[step.step]]\n    name = \"B\" #c3\n    [step.step.time]\n    left = 10 #c4\n    right = 20\n    #c5\n\n\
     \x20   [[ step . \"step\" ]] #c6\n    name = \"Deep\"\n    [[step.step.step]]\n    name = \"D\"\n    wait = true\n\n[[step]]\nname = \"Last\" #c7\ntime.left = 10\ntime.right = 20 #c8\n",
    "name = \"Dotted\"\ndefaults.prep = 3 #c1\ndefaults.limit = 4\nstep = [ { name = \"A\", time = 30 }, #c2\n  { name = \"B\", reps = 3, hold = 5 }, { wait=true, name=\"C\" } ]\n",
    "[[step]]\nname = \"First\" #c1\nhow = \"\"\"\n[[step]]\n# no comment\nname = \"x\"\n\"\"\" #c2\ntime = 10\n\n[defaults] #c3\nprep = 1\n\n#c4\n[[step]]\nname = \"Second\"\ntime = 20\n\n[mine.own] #c5\nkey = 1\n\n[[step]]\nname = \"Third\"\ntime = 20\n",
    "name = \"Empty\" #c1\n",
    "name = \"Shapes\"\n\n#c1 sets\n[[step]] #c2\nname = \"Set # no comment\" #c3\nrounds = 2 #c4\n#c5 between\nrest_between_rounds.left = 5 #c6\n#c7 above\nrest_between_rounds.right = 6 #c8\n\n#c9 alone\n\n\
     \x20 #c10\n  [[step.step]] #c11\n  name = \"A\"\n  time.left = 10 #c12\n  zones = [ #c13\n  ] #c14\n  time.right = 20 #c15\n  #c16 to time\n  [step.step.hold] #c17\n  #c18\n  left = 10 #c19\n  right = 20 #c20\n\n\
     [[step]]\nname = \"B\" #c21\ntime = { #c22\n  left = 1, #c23\n  # c24\n  right = 2 #c25\n} #c26\nzones = [\"arch\"] #c27\nhold = { #c28\n}",
];

fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let of = |below: &str| {
        let mut files: Vec<_> = fs::read_dir(folder.join(below)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
        files.sort();
        files.into_iter().map(|path| fs::read_to_string(path).unwrap())
    };
    LAYOUTS.iter().map(|text| (*text).to_owned()).chain(of("routines")).chain(of("tests/routine_files/good")).collect()
}

fn meaning(text: &str) -> Table {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    without_empty_defaults(toml::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}")))
}

/// Defaults without keys say nothing, with a header or without one.
fn without_empty_defaults(mut table: Table) -> Table {
    if table.get("defaults").is_some_and(|defaults| defaults.as_table().is_some_and(Table::is_empty)) {
        table.remove("defaults");
    }
    table
}

/// The steps of a list, however it is written.
fn list<'t>(table: &'t mut Table, path: &StepPath) -> &'t mut Vec<toml::Value> {
    let holder = match path.set() {
        None => table,
        Some(set) => list(table, &set)[set.at()].as_table_mut().unwrap(),
    };
    holder.entry("step").or_insert_with(|| toml::Value::Array(Vec::new())).as_array_mut().unwrap()
}

fn without_empty_lists(table: &mut Table) {
    if table.get("step").is_some_and(|list| list.as_array().is_some_and(Vec::is_empty)) {
        table.remove("step");
    }
    if let Some(steps) = table.get_mut("step").and_then(|list| list.as_array_mut()) {
        steps.iter_mut().filter_map(|step| step.as_table_mut()).for_each(without_empty_lists);
    }
}

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
fn change(text: &str, [kind, a, b, c]: [usize; 4]) -> Option<(Change, Option<toml::Value>)> {
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
    Some(match kind % 9 {
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

#[test]
fn the_last_of_the_defaults_goes_however_they_are_written() {
    for text in [
        "name = \"A\"\ndefaults.limit = 4\n",
        "name = \"A\"\ndefaults = { limit = 4 }\n",
        "name = \"A\"\n[defaults]\nlimit = 4\n",
    ] {
        let after = apply(text, &Change::Unset { place: Place::Defaults, key: "limit" }).unwrap();
        assert!(!after.contains("limit"), "{after}");
    }
}

/// Whether steps of the file lie in one list, or would lie too deep.
fn may_be_refused(text: &str, change: &Change, why: Refused) -> bool {
    match why {
        Refused::OneList => text.contains("step = [") || text.contains("step=["),
        Refused::Deep => matches!(change, Change::Insert { .. } | Change::Move { .. } | Change::Group { .. }),
        _ => false,
    }
}

fn checked(text: &str, numbers: [usize; 4]) -> Option<String> {
    let (change, copied) = change(text, numbers)?;
    let after = match apply(text, &change) {
        Ok(after) => after,
        Err(why) => {
            assert!(may_be_refused(text, &change, why), "{why} {change:?}\n{text}");
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

/// What stands around a step: paragraphs above it, each with a blank line below, one right above it, one right below its
/// last line, and blank lines before all that.
type Around = (usize, bool, bool, usize);

/// A file in which every comment says whose it is, and whether it stands above (`#above A `) or below.
fn of_owners(around: &[Around], inner: usize) -> String {
    let mut text = String::from("name = \"Owners\"\n");
    let mut ended_in_a_comment = false;
    for (number, (apart, near, below, blank)) in around.iter().enumerate() {
        let name = char::from(b'A' + u8::try_from(number).unwrap());
        // The second one is a set that holds as many of those after it.
        let header = if (2..2 + inner).contains(&number) { "[[step.step]]" } else { "[[step]]" };
        let blank = (*blank).max(usize::from(*apart > 0 || ended_in_a_comment));
        text += &"\n".repeat(blank);
        text += &format!("#above {name} \n\n").repeat(*apart);
        text += &format!("#above {name} \n").repeat(usize::from(*near));
        let work = if number == 1 && inner > 0 { "rounds = 2" } else { "time = 10" };
        text += &format!("{header}\nname = \"{name}\"\n{work}\n");
        text += &format!("#below {name} \n").repeat(usize::from(*below));
        ended_in_a_comment = *below;
    }
    text
}

/// Every comment stands with the step it says, as long as that is there.
fn all_stand_with_their_own(text: &str, before: &str, change: &Change) {
    let lines: Vec<&str> = text.lines().collect();
    let name = |line: &&str| line.strip_prefix("name = \"").map(|name| name.trim_end_matches('"').to_owned());
    for (at, line) in lines.iter().enumerate() {
        let (owner, stands_with) = match (line.strip_prefix("#above "), line.strip_prefix("#below ")) {
            (Some(owner), _) => (owner, lines[at..].iter().find_map(name)),
            (_, Some(owner)) => (owner, lines[..at].iter().rev().find_map(name)),
            _ => continue,
        };
        let is_there = text.contains(&format!("name = \"{}\"", owner.trim()));
        assert!(
            !is_there || stands_with.as_deref() == Some(owner.trim()),
            "`{line}` stands with {stands_with:?} after {change:?}:\n{before}\n=>\n{text}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    /// However steps are moved, copied, deleted and grouped: no comment comes to stand with another step.
    #[test]
    fn r19_no_comment_comes_to_stand_above_another_step(
        around in prop::collection::vec((0usize..3, any::<bool>(), any::<bool>(), 0usize..3), 2..6),
        inner in 0usize..3,
        changes in prop::collection::vec((3usize..9, 0usize..1000, 0usize..1000, 0usize..1000), 1..6),
    ) {
        let inner = inner.min(around.len() - 2);
        let mut text = of_owners(&around, inner);
        for (kind, a, b, c) in changes {
            let Some((change, _)) = change(&text, [kind, a, b, c]) else { continue };
            let Ok(after) = apply(&text, &change) else { continue };
            if let Change::Remove(path) = &change {
                let gone = meaning(&clip(&text, path).unwrap())["step"][0]["name"].as_str().unwrap().to_owned();
                let stays = after.contains(&format!("name = \"{gone}\""));
                prop_assert!(stays || !after.contains(&format!(" {gone} \n")), "left behind by {gone}:\n{text}\n=>\n{after}");
            }
            // What was said of a set that is taken away is of its steps from now on.
            let of_the_set = match &change {
                Change::Ungroup(path) => format!(" {} \n", list(&mut meaning(&text), path)[path.at()]["name"].as_str().unwrap()),
                _ => String::new(),
            };
            let after = if of_the_set.is_empty() { after } else { after.replace(&of_the_set, " a set \n") };
            all_stand_with_their_own(&after, &text, &change);
            text = after;
        }
    }
}

/// A list in any layout: so many words, with line ends, comments and commas wherever they may stand.
fn laid_out(words: &[&str], gaps: &[u8], trailing: bool) -> String {
    let mut gaps = gaps.iter().copied().cycle();
    let mut gap = || match gaps.next().unwrap_or(0) % 6 {
        0 => String::new(),
        1 => " ".into(),
        2 => "\n  ".into(),
        3 => " # about it\n    ".into(),
        4 => "\n\n  # alone\n  ".into(),
        _ => "  ".into(),
    };
    let mut list = String::from("[");
    for (number, word) in words.iter().enumerate() {
        list += &gap();
        list += &format!("\"{word}\"");
        list += &gap();
        if trailing || number + 1 < words.len() {
            list.push(',');
        }
    }
    list += &gap();
    list + "]"
}

const ZONES: [&str; 6] = ["arch", "heel_rim", "toes", "ankle", "sole_all", "calf_all"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any list becomes any other, and what stays in it keeps its comments.
    #[test]
    fn r19_a_list_in_any_layout_becomes_any_other(
        before in prop::sample::subsequence(ZONES.to_vec(), 1..=6),
        after in prop::sample::subsequence(ZONES.to_vec(), 0..=6).prop_shuffle(),
        gaps in prop::collection::vec(0u8..6, 1..20),
        trailing: bool,
    ) {
        let text = format!("name = \"A\"\n[[step]]\nname = \"B\"\nzones = {}  # behind\ntime = 30\n", laid_out(&before, &gaps, trailing));
        let words: Vec<String> = after.iter().map(|word| (*word).to_owned()).collect();
        let change = Change::Set { place: first(), key: "zones", value: Value::List(words.clone()) };
        let changed = apply(&text, &change);
        prop_assert!(changed.is_ok(), "{changed:?} {words:?}\n{text}");
        let changed = changed.unwrap();
        let zones: Vec<String> = meaning(&changed)["step"][0]["zones"].as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect();
        prop_assert_eq!(&zones, &words);
        prop_assert!(changed.contains("# behind"));
        if before.iter().all(|word| after.contains(word)) {
            prop_assert_eq!(changed.matches("# a").count(), text.matches("# a").count(), "a comment is lost:\n{}\n=>\n{}", text, changed);
        }
    }
}

fn changed(text: &str, change: &Change) -> String {
    apply(text, change).unwrap()
}

fn set(text: &str, place: Place, key: &'static str, value: Value) -> String {
    changed(text, &Change::Set { place, key, value })
}

fn first() -> Place {
    Place::Step(StepPath::top(0))
}

#[test]
fn r13_a_value_that_changes_changes_its_line_only() {
    let text = LAYOUTS[0];
    let after = set(text, first(), "time", Value::Text("1m30s".into()));
    let differing: Vec<(&str, &str)> = text.lines().zip(after.lines()).filter(|(old, new)| old != new).collect();
    assert_eq!(
        differing,
        [("time = \"30s\"      #c11", "time = \"1m30s\"    #c11")],
        "the comment stays in its column"
    );
    assert_eq!(text.lines().count(), after.lines().count());
}

#[test]
fn a_new_key_stands_where_the_format_has_it_and_below_the_others() {
    let text = "name   = \"Mine\"\nlevel  = 2\n\n[[step]]\n  name = \"A\"\n  time = 30 # seconds\n\n  # done\n";
    let after = set(text, Place::Routine, "goal", Value::Text("Calm".into()));
    let after = set(&after, first(), "zones", Value::List(vec!["arch".into()]));
    let after = set(&after, first(), "cue", Value::Text("Go.".into()));
    let after = set(&after, Place::Defaults, "prep", Value::Text("5s".into()));
    assert_eq!(
        after,
        "name   = \"Mine\"\ngoal   = \"Calm\"\nlevel  = 2\n\n[defaults]\nprep = \"5s\"\n\n[[step]]\n  name = \"A\"\n  zones = [\"arch\"]\n  \
         time = 30 # seconds\n  cue = \"Go.\"\n\n  # done\n"
    );
}

#[test]
fn a_step_that_moves_takes_along_what_stands_above_it_and_right_below_it() {
    let after = changed(LAYOUTS[0], &Change::Move { from: StepPath::top(0), to: StepPath::top(1) });
    let (above, below) = after.split_once("name = \"B\"").unwrap();
    assert!(above.contains("#c6 below prep\n\n#c13 stands alone\n\n[[step]]\n"), "{after}");
    let own =
        "#c7 stands alone\n\n#c8 above A\n[[step]] #c9\nname = 'A'  #c10\ntime = \"30s\"      #c11\n#c12 below A\n";
    assert!(below.contains(own), "{after}");
    let back = changed(&after, &Change::Move { from: StepPath::top(1), to: StepPath::top(0) });
    assert_eq!(meaning(&back), meaning(LAYOUTS[0]));
}

#[test]
fn a_comment_that_a_blank_line_parts_from_its_step_goes_where_the_step_goes() {
    let one = "[[step]]\nname = \"One\"\ntime = 10\n";
    let two = "# -- before two --\n# two's own\n\n[[step]]\nname = \"Two\"\ntime = 20\n# trailing of two\n";
    let three = "# -- three --\n[[step]]\nname = \"Three\"\ntime = 30\n";
    let text = |steps: &[&str]| format!("name = \"M\"\n\n{}\n# end of all\n", steps.join("\n"));
    let before = text(&[one, two, three]);
    let at = StepPath::top;
    let moved = |from: usize, to: usize| changed(&before, &Change::Move { from: at(from), to: at(to) });
    assert_eq!(moved(1, 2), text(&[one, three, two]));
    assert_eq!(moved(2, 1), text(&[one, three, two]));
    assert_eq!(moved(1, 0), text(&[two, one, three]));
    assert_eq!(changed(&before, &Change::Remove(at(1))), text(&[one, three]));
    assert_eq!(changed(&before, &Change::Remove(at(2))), text(&[one, two]));
}

#[test]
fn a_list_over_lines_keeps_its_lines_and_their_comments() {
    let zones = |words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        set(LAYOUTS[0], Place::Step(StepPath::top(1)), "zones", Value::List(words))
    };
    let list = |text: &str| text.split_once("zones = ").unwrap().1.split_once("#c18").unwrap().0.to_owned();
    assert_eq!(
        list(&zones(&["arch", "heel", "toes"])),
        "[ #c14\n  \"arch\", #c15\n  # c16 between\n  \"heel\", #c17\n  \"toes\",\n] "
    );
    assert_eq!(list(&zones(&["heel"])), "[ #c14\n  # c16 between\n  \"heel\" #c17\n] ");
    assert_eq!(list(&zones(&["heel", "arch"])), "[ #c14\n  # c16 between\n  \"heel\", #c17\n  \"arch\" #c15\n] ");
}

#[test]
fn a_rule_stays_where_the_words_beside_it_change() {
    let text = "name = \"A\"\nwhen = [\"evening\", # e\n   { before_at_least = 6, use = \"gentle-day\" }, # why\n]\n\n[[step]]\nname = \"B\"\ntime = 30\n";
    let typed = |typed: &str| {
        let value = sheet::value(sheet::Control::When, typed, ';').unwrap();
        set(text, Place::Routine, "when", value)
    };
    let shown = sheet_of(&RoutineId::new("a").unwrap(), text).tables[0].text("when");
    assert_eq!(shown, "evening; from 6: gentle-day");
    assert_eq!(typed("desk; from 6: gentle-day"), text.replace("evening", "desk"));
    assert_eq!(typed("evening; from 7: gentle-day"), text.replace("= 6", "= 7"));
    let more = typed("evening; from 6: gentle-day; from 8: ten-by-ten");
    assert!(more.contains("# why") && more.contains("{ before_at_least = 8, use = \"ten-by-ten\" }"), "{more}");
    assert!(!typed("evening").contains("use ="));
}

#[test]
fn a_word_of_a_list_that_changes_keeps_its_comment_and_its_place() {
    let text = "name = \"A\"\nwhen = [\"evening\",   # e\n   \"desk\"  , # d\n   # dangling\n]\n\n[[step]]\nname = \"B\"\ntime = 30\n";
    let when = |words: &[&str]| {
        set(text, Place::Routine, "when", Value::List(words.iter().map(|word| (*word).to_owned()).collect()))
    };
    assert_eq!(when(&["evening", "bed"]), text.replace("desk", "bed"));
    assert_eq!(when(&["bed", "desk"]), text.replace("evening", "bed"));
    assert_eq!(when(&["evening", "bed", "desk"]).matches('#').count(), 3, "nor is one lost where a word comes between");
}

#[test]
fn a_comment_goes_where_its_word_goes() {
    let text = "name = \"A\"\n[[step]]\nname = \"B\"\nzones = [\n  \"arch\", # of it\n  \"heel\", # behind\n  # above\n  \"toes\", # all\n]\n\
                time = 30\n";
    let zones = |words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        let text = set(text, first(), "zones", Value::List(words));
        text.split_once("zones = ").unwrap().1.split_once("\ntime").unwrap().0.to_owned()
    };
    assert_eq!(
        zones(&["toes", "arch"]),
        "[\n  # above\n  \"toes\", # all\n  \"arch\", # of it\n]",
        "heel is lost, and its comment"
    );
    assert_eq!(zones(&["heel", "toes"]), "[\n  \"heel\", # behind\n  # above\n  \"toes\", # all\n]");
    assert_eq!(
        zones(&["ankle", "heel"]),
        "[\n  \"ankle\", # of it\n  \"heel\", # behind\n]",
        "another word in its place"
    );
    assert_eq!(
        zones(&["toes", "ankle", "arch", "heel"]),
        "[\n  # above\n  \"toes\", # all\n  \"ankle\",\n  \"arch\", # of it\n  \"heel\", # behind\n]"
    );
}

#[test]
fn a_value_of_another_shape_keeps_the_comments_of_what_goes_above_it() {
    let step = |lines: &str| {
        format!("name = \"M\"\n\n[[step]]\nname = \"A\"\n{lines}\n[[step]]\nname = \"B\"\ntime = 9 # nine\n")
    };
    let time = |lines: &str| set(&step(lines), first(), "time", Value::Text("2m".into()));
    for (before, after) in [
        (
            "time.left = \"60s\"  # left because\ntime.right = \"70s\" # right because\ncue = \"Go.\"\n",
            "# left because\n# right because\ntime = \"2m\"\ncue = \"Go.\"\n",
        ),
        (
            "# one\ntime.left = \"#\"  # two\n\n# three\ntime.right = 70\n# four\n",
            "# one\n# two\n\n# three\ntime = \"2m\"\n# four\n",
        ),
        (
            "time.left = 60 # one\ncue = \"Go.\" # go\ntime.right = 70 # two\n",
            "cue = \"Go.\" # go\n# one\n# two\ntime = \"2m\"\n",
        ),
        (
            "cue = \"Go.\" # go\n# one\n[step.time] # two\n# three\nleft = 60 # four\n\n# five\nright = 70\n# six\n",
            "# one\n# two\n# three\n# four\n# five\ntime = \"2m\"\ncue = \"Go.\" # go\n# six\n",
        ),
        (
            "  time = { # one\n    left = 60, # two\n    right = '#'\n  } # three\n",
            "  # one\n  # two\n  time = \"2m\" # three\n",
        ),
        ("time = [ # one\n] # two\n", "# one\ntime = \"2m\" # two\n"),
        ("time = 60 # one\n", "time = \"2m\" # one\n"),
    ] {
        assert_eq!(time(before), step(after));
    }
}

#[test]
fn one_value_that_becomes_two_keeps_its_comments() {
    let pair = || Value::Pair([("left", Box::new(Value::Number(1))), ("right", Box::new(Value::Number(2)))]);
    let of = |lines: &str, key| set(&format!("[[step]]\nname = \"A\"\n{lines}"), first(), key, pair());
    for (before, after) in [
        ("rest_between_rounds = \"5s\" # one\n", "rest_between_rounds = { left = 1, right = 2 } # one\n"),
        ("rest_between_rounds = [ # one\n]", "# one\nrest_between_rounds = { left = 1, right = 2 }"),
        ("rest_between_rounds.left = 5 # one", "# one\nrest_between_rounds = { left = 1, right = 2 }"),
        (
            "rest_between_rounds.left = [ # one\n] # two\nrest_between_rounds.right = 6 # three\n",
            "# one\nrest_between_rounds.left = 1 # two\nrest_between_rounds.right = 2 # three\n",
        ),
        (
            "[step.rest_between_rounds] # one\nleft = 5 # two\n",
            "# one\n# two\nrest_between_rounds = { left = 1, right = 2 }\n",
        ),
    ] {
        assert_eq!(of(before, "rest_between_rounds"), format!("[[step]]\nname = \"A\"\n{after}"));
    }
    let dotted = "defaults.prep.left = 1 # one\ndefaults.prep.right = 2\ndefaults.limit = 4\n";
    assert_eq!(
        set(dotted, Place::Defaults, "prep", Value::Number(3)),
        "# one\ndefaults.prep = 3\ndefaults.limit = 4\n"
    );
    let braces = "step = [\n  { name = \"A\", time.left = 1, # one\n    time.right = 2, wait = true }, # two\n]\n";
    assert_eq!(
        set(braces, first(), "time", Value::Number(3)),
        "step = [\n  # one\n  { name = \"A\", time = 3, wait = true }, # two\n]\n"
    );
}

#[test]
fn the_steps_of_a_set_that_is_taken_away_keep_its_comments_above_them() {
    let text = "name = \"M\"\n\n# section: sets\n[[step]] # twice\nname = \"S # no\" # the set\n# rounds\nrounds = 2\n\n# alone\n\n\
                # to A\n[[step.step]]\nname = \"A\" # a\ntime = 3\n\n[defaults] # theirs\nprep = 3\n\n[[step.step]]\nname = \"B\"\ntime = 4\n\n# to C\n[[step]]\nname = \"C\"\ntime = 5\n";
    assert_eq!(
        changed(text, &Change::Ungroup(StepPath::top(0))),
        "name = \"M\"\n\n# section: sets\n# twice\n# the set\n# rounds\n# alone\n\n# to A\n[[step]]\nname = \"A\" # a\ntime = 3\n\n\
         [defaults] # theirs\nprep = 3\n\n[[step]]\nname = \"B\"\ntime = 4\n\n# to C\n[[step]]\nname = \"C\"\ntime = 5\n"
    );
    let inner = changed(LAYOUTS[2], &Change::Ungroup(StepPath::top(0)));
    assert!(inner.contains("\n\n    #c1\n    #c2\n    [[step]]\n    name = \"A\"\n"), "{inner}");
}

#[test]
fn what_is_taken_out_takes_its_own_comments_along_and_no_others() {
    let text = "# mine\nname = \"M\" # name\n# to the goal\ngoal = \"Calm\" # goal\n# to the level\nlevel = 2 # level\n\n\
                [[step]]\nname = \"A\" # a\n# to time\n[step.time] # time\nleft = 1 # left\nright = 2\n# below\n\n# to B\n[[step]]\nname = \"B\" # b\ntime = 3\n";
    let without = |place: Place, key| changed(text, &Change::Unset { place, key });
    assert_eq!(without(Place::Routine, "goal"), text.replace("goal = \"Calm\" # goal\n", ""));
    assert_eq!(without(first(), "time"), text.replace("[step.time] # time\nleft = 1 # left\nright = 2\n", ""));
    let removed = changed(text, &Change::Remove(StepPath::top(1)));
    assert_eq!(removed, text.split_once("\n# to B").unwrap().0);
}

#[test]
fn a_step_that_was_copied_can_be_pasted_into_another_routine_at_any_depth() {
    let copied = clip(LAYOUTS[2], &StepPath::top(0).inside(1)).unwrap();
    assert_eq!(
        copied,
        "    [[step]]\n    name = \"B\" #c3\n    [step.time]\n    left = 10 #c4\n    right = 20\n    #c5\n"
    );
    let tight = changed(LAYOUTS[1], &Change::Insert { at: StepPath::top(3), text: copied.clone() });
    assert!(
        tight.ends_with(
            "time=50\n    [[step]]\n    name = \"B\" #c3\n    [step.time]\n    left = 10 #c4\n    right = 20\n    #c5"
        ),
        "{tight}"
    );
    let inside = changed(LAYOUTS[2], &Change::Insert { at: StepPath::top(0).inside(0), text: copied });
    assert_eq!(meaning(&inside)["step"][0]["step"][0]["time"]["right"].as_integer(), Some(20));
}

#[test]
fn what_cannot_be_done_by_lines_is_refused_with_a_way_out() {
    let inline = Change::Remove(StepPath::top(0));
    assert_eq!(apply(LAYOUTS[3], &inline), Err(Refused::OneList));
    assert_eq!(apply("name = ", &inline), Err(Refused::Syntax));
    assert_eq!(apply(LAYOUTS[1], &Change::Remove(StepPath::top(9))), Err(Refused::Gone));
    for count in [0, 9, usize::MAX] {
        let group = Change::Group { first: StepPath::top(1), count, name: "Set".into(), rounds: 2 };
        assert_eq!(apply(LAYOUTS[1], &group), Err(Refused::Gone), "{count}");
    }
    for more_than_a_step in [
        "[defaults]\nprep = 9\n[[step]]\nname = \"X\"\ntime = 1\n",
        "name = \"X\"\n",
        &LAYOUTS[1].replace("name=\"Tight\"\n", ""),
    ] {
        let paste = Change::Insert { at: StepPath::top(0), text: more_than_a_step.into() };
        assert_eq!(apply(LAYOUTS[1], &paste), Err(Refused::Untold), "{more_than_a_step}");
    }
    let deep = Change::Group { first: StepPath::top(0), count: 1, name: "Set".into(), rounds: 2 };
    assert_eq!(apply(LAYOUTS[2], &deep), Err(Refused::Deep));
}

#[test]
fn what_is_opened_and_saved_without_a_change_is_the_same_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let (path, id) = (folder.path().join("mine.toml"), RoutineId::new("mine").unwrap());
    for text in texts() {
        fs::write(&path, &text).unwrap();
        let mut desk = Desk::new(Library::new(Some(folder.path().to_path_buf())), folder.path());
        let source = Source { id: id.clone(), path: Some(path.clone()), bytes: text.clone().into_bytes() };
        let opened = desk.open_source(source).unwrap();
        desk.answer(solemate::domain::desk::Ask::Save(opened.text));
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn a_rule_that_leads_to_no_routine_is_pointed_out_at_its_field_and_stops_no_saving() {
    let folder = tempfile::tempdir().unwrap();
    let (path, id) = (folder.path().join("mine.toml"), RoutineId::new("mine").unwrap());
    let text = |to: &str| {
        let rule = format!("{{ before_at_least = 6, use = \"{to}\" }}");
        format!("name = \"Mine\"\nwhen = [\"evening\", {rule}]\n[[step]]\nname = \"A\"\ntime = 30\n")
    };
    let mut desk = Desk::new(Library::new(Some(folder.path().to_path_buf())), folder.path());
    let mut remarks = |to: &str| {
        let source = Source { id: id.clone(), path: Some(path.clone()), bytes: text(to).into_bytes() };
        let sheet = desk.open_source(source).unwrap().sheet;
        assert_eq!((sheet.problems.len(), sheet.routine.is_some()), (0, true));
        let of_it = sheet.remarks.into_iter().filter(|remark| remark.key == Some("when"));
        of_it.map(|remark| (remark.place, remark.sentence.to_string())).collect::<Vec<_>>()
    };
    let said = "There is no routine `gentel-day`: did you mean `gentle-day`?".to_owned();
    assert_eq!(remarks("gentel-day"), [(Place::Routine, said)]);
    assert_eq!(remarks("gentle-day"), []);
}

/// What a field shows means what the file says: typed as it stands, it changes no meaning.
#[test]
fn every_field_typed_as_it_stands_says_what_it_said() {
    let (id, forms) = (RoutineId::new("mine").unwrap(), forms());
    let mut typed = 0;
    for text in texts() {
        let before = sheet_of(&id, &text);
        for table in &before.tables {
            for key in forms.of(table) {
                let Some(said) = table.said(key.name) else { continue };
                let (place, name) = (table.place.clone(), key.name);
                // An empty text, or an empty list, says as much as none.
                let change = match sheet::value(key.control, &said.typed(key.control), Said::parting(said)) {
                    Some(value) => Change::Set { place, key: name, value },
                    None => Change::Unset { place, key: name },
                };
                let after = match apply(&text, &change) {
                    Ok(after) => sheet_of(&id, &after),
                    Err(refused) => panic!("{refused}: {change:?}\n{text}"),
                };
                // `"90"` is a mistake in a file, and ninety seconds where it is typed.
                if before.routine.is_some() {
                    assert_eq!(after.routine, before.routine, "{change:?}");
                }
                typed += 1;
            }
        }
    }
    assert!(typed > 1_000, "{typed}");
}

#[test]
fn an_unknown_key_is_called_by_the_name_that_was_meant_or_taken_out_and_all_else_stays() {
    let text = "name = \"M\"\n[[step]]\nname      = \"A\"\ntiem      = \"1m\"   # long\nplace     = \"here\"\n\"odd key\" = 1\n";
    let place = || Place::Step(StepPath::top(0));
    let rename = |from: &str, to| Change::Rename { place: place(), within: None, from: from.into(), to };
    let strike = |key: &str| Change::Strike { place: place(), within: None, key: key.into() };
    let named = apply(text, &rename("tiem", "time")).unwrap();
    assert_eq!(named, text.replace("tiem ", "time "));
    let long = apply(text, &rename("place", "position")).unwrap();
    assert_eq!(long, text.replace("place     =", "position  ="));
    let without = apply(&named, &strike("place")).unwrap();
    assert_eq!(
        apply(&without, &strike("odd key")).unwrap(),
        "name = \"M\"\n[[step]]\nname      = \"A\"\ntime      = \"1m\"   # long\n"
    );
    assert!(apply(text, &strike("nothing")).is_err());
    let header = "name = \"M\"\n[defalts] # mine\nprep = \"3s\"\n[[step]]\nname = \"A\"\ntime = \"1m\"\n";
    let rename = Change::Rename { place: Place::Routine, within: None, from: "defalts".into(), to: "defaults" };
    assert_eq!(apply(header, &rename).unwrap(), header.replace("defalts", "defaults"));
}

#[test]
fn a_key_that_becomes_one_that_is_said_already_loses_neither() {
    let rename = |place: Place, from: &str, to| Change::Rename { place, within: None, from: from.into(), to };
    let step = |at: usize| Place::Step(StepPath::top(at));
    let text = "name = \"M\"\n[[step]]\nname = \"A\"\n  time = \"1m\" # one\n# above\nTime = \"2m\" # two\n";
    let changed = apply(text, &rename(step(0), "Time", "time")).unwrap();
    assert_eq!(changed, text.replace("  time", "  # time").replace("Time", "time"));
    let over_lines = "name = \"M\"\n[[step]]\nname = \"A\"\nzones = [\n  \"arch\",\n]\ntime = 60\nZones = [\"toes\"]\n";
    let changed = apply(over_lines, &rename(step(0), "Zones", "zones")).unwrap();
    assert_eq!(
        changed,
        over_lines.replace("zones = [\n  \"arch\",\n]", "# zones = [\n  # \"arch\",\n# ]").replace("Zones", "zones")
    );
    let within = "name = \"M\"\nstep = [{ name = \"A\", time = 60, Time = 90 }]\n";
    assert_eq!(apply(within, &rename(step(0), "Time", "time")), Err(Refused::Untold), "no comment stands in braces");
}

#[test]
fn steps_of_another_name_become_steps_where_they_stand() {
    let rename = |place: Place, from: &str, to| Change::Rename { place, within: None, from: from.into(), to };
    let text = "name = \"M\"\n[[step]] # 1\nname = \"A\"\ntime = 60\n# about B\n[[steps]] # 2\nname = \"B\"\nrounds = 2\n\
                [[steps.step]]\nname = \"C\"\ntime = 60\n\n[[step]]\nname = \"D\"\ntime = 60\n[[steps]]\nname = \"E\"\ntime = 60\n";
    assert_eq!(apply(text, &rename(Place::Routine, "steps", "step")).unwrap(), text.replace("[steps", "[step"));
    let without = apply(text, &Change::Strike { place: Place::Routine, within: None, key: "steps".into() }).unwrap();
    assert_eq!(without, "name = \"M\"\n[[step]] # 1\nname = \"A\"\ntime = 60\n\n[[step]]\nname = \"D\"\ntime = 60\n");
    let alone = text.replace("[[step]]", "[[steps]]");
    assert_eq!(apply(&alone, &rename(Place::Routine, "steps", "step")).unwrap(), text.replace("[steps", "[step"));
    let set = "name = \"M\"\n[[step]]\nname = \"S\"\n[[step.step]]\nname = \"A\"\ntime = 60\n[[step.Step]]\nname = \"B\"\ntime = 60\n";
    let inner = rename(Place::Step(StepPath::top(0)), "Step", "step");
    assert_eq!(apply(set, &inner).unwrap(), set.replace("Step", "step"));
    let mixed = "name = \"M\"\nstep = [{ name = \"A\", time = 60 }]\n[[steps]]\nname = \"B\"\ntime = 60\n";
    assert!(apply(mixed, &rename(Place::Routine, "steps", "step")).is_err(), "no header can add to a list in brackets");
}
