//! The text of a routine file as a form shows it.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{self, Key, Takes};
use super::reader::{Reader, integer};
use super::{Report, encoding, read, schema, shape};
use crate::domain::advice::{self, Finding};
use crate::domain::body::Feet;
use crate::domain::catalogue::Summary;
use crate::domain::edit::{Place, StepPath};
use crate::domain::order;
use crate::domain::routine::{Routine, RoutineId, bounds};
use crate::domain::sheet::{self, Control, Forms, Meant, Problem, Said, Sheet, Stranger, Table, There};
use crate::domain::text::Clean;

/// The keys that a form shows. The number of the format, the defaults and the steps are no fields of a form.
pub fn forms() -> Forms {
    let form = |keys: &[Key], is_shown: fn(&Key) -> bool| {
        keys.iter().filter(|key| is_shown(key)).filter_map(|key| Some(shown(key, control(&key.takes)?))).collect()
    };
    Forms {
        routine: form(keys::ROUTINE, |_| true),
        defaults: form(keys::DEFAULTS, |_| true),
        step: form(keys::STEP, |_| true),
        set: form(keys::STEP, |key| keys::SET.contains(&key.name)),
    }
}

fn shown(key: &Key, control: Control) -> sheet::Key {
    let unsaid = match key.name {
        "order" => "step",
        "sides" => "each",
        "prep" => "5s",
        "rest" | "rest_between_rounds" => "0s",
        "rounds" | "spots" => "1",
        "sound" | "voice" => "true",
        _ => "",
    };
    sheet::Key { name: key.name, control, about: schema::meaning(key.name), allowed: key.takes.words(), unsaid }
}

const fn control(takes: &Takes) -> Option<Control> {
    Some(match takes {
        Takes::Name | Takes::Sentence => Control::Line,
        Takes::Prose => Control::Prose,
        Takes::Names => Control::List,
        Takes::When => Control::When,
        Takes::Id => Control::Line,
        // A length stays as it is typed, and a bare number a number: which it should be hangs on the work.
        Takes::Number(_) | Takes::Least => Control::Number,
        Takes::SidedNumber(_) => Control::SidedNumber,
        Takes::Length(_) => Control::Length,
        Takes::SidedLength(_) => Control::SidedLength,
        Takes::RoundRest(_) => Control::RoundRest,
        Takes::Tempo => Control::Tempo,
        Takes::Word(words) => Control::Word(*words),
        Takes::Words(words) => Control::Words(*words),
        Takes::True => Control::True,
        Takes::Switch => Control::Switch,
        Takes::Format | Takes::Defaults | Takes::Steps => return None,
    })
}

/// A text as a form shows it, whatever is wrong with it.
pub fn sheet(id: &RoutineId, text: &str) -> Sheet {
    DeTable::parse(text).map_or_else(|_| unread(id, text), |tree| sheet_of((id, text), tree.get_ref()))
}

/// What cannot be shown as a form: what is wrong with it alone.
fn unread(id: &RoutineId, text: &str) -> Sheet {
    let report = read(id, Path::new(id.as_str()), text.as_bytes()).err();
    let problems = report.map(|report| problems(&report, &[])).unwrap_or_default();
    Sheet { tables: Vec::new(), problems, routine: None, remarks: Vec::new() }
}

/// A text as a form shows it, of which `tree` was read.
pub fn sheet_of((id, text): (&RoutineId, &str), tree: &DeTable) -> Sheet {
    if encoding::text(text.as_bytes()).is_err() || shape::newer_format(tree).is_some() {
        return unread(id, text);
    }
    let file = Path::new(id.as_str());
    let mut reader = Reader { source: text, partial: false, problems: Vec::new() };
    let routine = shape::routine(&mut reader, id, tree);
    let report = (!reader.problems.is_empty()).then(|| Report::new(file, text, reader.problems));
    let found = tables(text, tree, report.as_ref().map(|report| &*report.problems).unwrap_or_default());
    let problems = report.map(|report| problems(&report, &found)).unwrap_or_default();
    let routine = problems.is_empty().then(|| Box::new(routine));
    let findings = routine.as_deref().map(findings).unwrap_or_default();
    let tables = found.into_iter().map(|(_, table)| table).collect();
    let mut sheet = Sheet { tables, problems, routine, remarks: Vec::new() };
    for finding in findings {
        sheet.point_out(finding.number, finding.advice.key(), &finding.sentence());
    }
    sheet
}

fn findings(routine: &Routine) -> Vec<Finding> {
    let totals = Summary::of(routine, Feet::Both).totals;
    advice::advice(routine, &[totals.both, totals.left, totals.right])
}

/// Every table of the file, with the byte at which it begins.
fn tables(text: &str, tree: &DeTable, told: &[super::Problem]) -> Vec<(usize, Table)> {
    let table = |place, entries, keys| table((text, told), place, entries, keys);
    let mut found = vec![(0, table(Place::Routine, tree, keys::ROUTINE))];
    let nothing = DeTable::new();
    let defaults = tree.get("defaults");
    let entries = defaults.and_then(|value| value.get_ref().as_table()).unwrap_or(&nothing);
    // Where the file has none, nothing in it is about them.
    let begin = defaults.map_or(usize::MAX, |value| value.span().start);
    found.push((begin, table(Place::Defaults, entries, keys::DEFAULTS)));
    steps((text, told), tree, None, &mut found);
    found
}

fn steps(
    (text, told): (&str, &[super::Problem]),
    tree: &DeTable,
    set: Option<&StepPath>,
    found: &mut Vec<(usize, Table)>,
) {
    let Some(items) = tree.get("step").and_then(|steps| steps.get_ref().as_array()) else { return };
    if set.is_some_and(|set| set.depth() >= bounds::DEPTH) {
        return;
    }
    for (at, item) in items.iter().enumerate() {
        let path = set.map_or_else(|| StepPath::top(at), |set| set.clone().inside(at));
        let DeValue::Table(entries) = item.get_ref() else { continue };
        found.push((item.span().start, table((text, told), Place::Step(path.clone()), entries, keys::STEP)));
        steps((text, told), entries, Some(&path), found);
    }
}

fn table((text, told): (&str, &[super::Problem]), place: Place, entries: &DeTable, keys: &[Key]) -> Table {
    let is_set = matches!(place, Place::Step(_)) && entries.get("step").is_some();
    let shown = keys.iter().filter(|key| control(&key.takes).is_some());
    let said = shown.filter_map(|key| Some((key.name, said(text, entries.get(key.name)?))));
    if told.is_empty() {
        return Table { place, is_set, entries: said.collect(), strangers: Vec::new() };
    }
    let known: Vec<Key> = keys.iter().filter(|key| !is_set || keys::SET.contains(&key.name)).copied().collect();
    Table { place, is_set, entries: said.collect(), strangers: strangers((text, told), entries, &known) }
}

/// The keys that are told of as such, and that the format does not have there; those of a dose for each side or of a rest
/// for rounds among them.
fn strangers((text, told): (&str, &[super::Problem]), entries: &DeTable, known: &[Key]) -> Vec<Stranger> {
    let mut strangers = strangers_in((text, told), (entries, None), known);
    for key in known {
        let names = match key.takes {
            Takes::SidedNumber(_) | Takes::SidedLength(_) => keys::PER_SIDE,
            Takes::RoundRest(_) => keys::PER_ROUND,
            _ => continue,
        };
        let Some(DeValue::Table(pair)) = entries.get(key.name).map(Spanned::get_ref) else { continue };
        let of_pair = names.map(|name| Key { name, takes: key.takes.single(), meant_by: &[] });
        strangers.extend(strangers_in((text, told), (pair, Some(key.name)), &of_pair));
    }
    order::by_key(&mut strangers, |(at, _)| *at);
    strangers.into_iter().map(|(_, stranger)| stranger).collect()
}

/// Those of one table, each with the byte at which it begins.
fn strangers_in(
    (text, told): (&str, &[super::Problem]),
    (entries, within): (&DeTable, Option<&'static str>),
    known: &[Key],
) -> Vec<(usize, Stranger)> {
    let unknown = entries.iter().filter(|(name, _)| !known.iter().any(|key| key.name == name.get_ref().as_ref()));
    unknown
        .filter_map(|(name, value)| {
            let problem = told.iter().find(|problem| problem.span == name.span())?;
            let meant = keys::nearest_key(name.get_ref(), known);
            let meant = meant.and_then(|key| Some(Meant { key, there: there(text, (entries, within), (key, value))? }));
            let problem = Clean::visible(&format!("{}: {}", problem.title, problem.label));
            let (key, steps) = (name.get_ref().to_string(), steps_of(value).map_or(0, <[_]>::len));
            let said = steps_of(value).map_or_else(|| said(text, value), named);
            Some((name.span().start, Stranger { within, key, said, problem, meant, steps }))
        })
        .collect()
}

/// What a table says of `key`, where `value` is to become that; none where the two cannot be brought together.
fn there(
    text: &str,
    (entries, within): (&DeTable, Option<&str>),
    (key, value): (&str, &Spanned<DeValue>),
) -> Option<There> {
    let Some(before) = entries.get(key) else { return Some(There::Nothing) };
    let has_header = |value: &Spanned<DeValue>| text[value.span()].starts_with('[') && value.get_ref().is_table();
    match (steps_of(before), steps_of(value)) {
        (Some(_), Some(_)) => Some(There::Steps),
        (None, None) if within.is_none() && !has_header(before) && !has_header(value) => {
            Some(There::Value(Clean::visible(&said(text, before).typed(Control::List))))
        }
        _ => None,
    }
}

/// The steps that a value holds, if it is a list of them.
fn steps_of<'v>(value: &'v Spanned<DeValue<'v>>) -> Option<&'v [Spanned<DeValue<'v>>]> {
    let items = value.get_ref().as_array()?.iter().as_slice();
    (!items.is_empty() && items.iter().all(|item| item.get_ref().is_table())).then_some(items)
}

/// Steps by their names.
fn named(steps: &[Spanned<DeValue>]) -> Said {
    let name = |step: &Spanned<DeValue>| step.get_ref().as_table()?.get("name")?.get_ref().as_str().map(Clean::visible);
    Said::List(steps.iter().map(|step| name(step).unwrap_or_else(|| Clean::visible("a step"))).collect())
}

fn said(text: &str, value: &Spanned<DeValue>) -> Said {
    match value.get_ref() {
        DeValue::Array(items) => Said::List(items.iter().map(|item| one(text, item)).collect()),
        DeValue::Table(pair) => {
            let of =
                |names: [&str; 2]| Some(Said::Pair(one(text, pair.get(names[0])?), one(text, pair.get(names[1])?)));
            let pair = of(keys::PER_SIDE).or_else(|| of(keys::PER_ROUND));
            pair.unwrap_or_else(|| Said::One(one(text, value)))
        }
        _ => Said::One(one(text, value)),
    }
}

/// A text as it reads, a number in plain digits however it is written, anything else as it is written.
fn one(text: &str, value: &Spanned<DeValue>) -> Clean {
    match (value.get_ref(), integer(value.get_ref())) {
        (DeValue::Table(rule), _) if keys::RULE_KEYS.iter().all(|key| rule.contains_key(*key)) => {
            let [from, id] = keys::RULE_KEYS.map(|key| rule.get(key).map(|value| one(text, value)).unwrap_or_default());
            Clean::visible(&format!("from {from}: {id}"))
        }
        (DeValue::String(said), _) => Clean::visible_lines(said),
        (_, Some(number)) => Clean::visible(&number.to_string()),
        _ => Clean::visible(text.get(value.span()).unwrap_or_default()),
    }
}

fn problems(report: &Report, tables: &[(usize, Table)]) -> Vec<Problem> {
    let about = |problem: &super::Problem| {
        if !problem.key.is_empty() {
            return place(&problem.key);
        }
        let above = tables.iter().filter(|(begin, _)| *begin <= problem.span.start).max_by_key(|(begin, _)| *begin);
        (above.map_or(Place::Routine, |(_, table)| table.place.clone()), None)
    };
    let told = report.problems.iter().map(|problem| {
        let (place, key) = about(problem);
        let words = format!("{}: {}", problem.title, problem.label);
        let of_place = tables.iter().filter(|(_, table)| table.place == place);
        let is_strange = of_place.flat_map(|(_, table)| &table.strangers).any(|one| *one.problem == *words);
        Problem {
            place,
            key,
            is_strange,
            line: problem.line,
            title: problem.title.clone(),
            label: problem.label.clone(),
        }
    });
    told.collect()
}

/// `step[2].step[1].time.left` as a place and the key that the form shows.
fn place(path: &str) -> (Place, Option<&'static str>) {
    let mut step: Option<StepPath> = None;
    for part in path.split('.') {
        let number = part.strip_prefix("step[").and_then(|rest| rest.strip_suffix(']')?.parse::<usize>().ok());
        if let Some(at) = number.and_then(|number| number.checked_sub(1)) {
            step = Some(step.map_or_else(|| StepPath::top(at), |set| set.inside(at)));
            continue;
        }
        if part == "defaults" && step.is_none() {
            let key = path.split('.').nth(1).and_then(|name| known(keys::DEFAULTS, name));
            return (Place::Defaults, key);
        }
        return match step {
            Some(step) => (Place::Step(step), known(keys::STEP, part)),
            None => (Place::Routine, known(keys::ROUTINE, part)),
        };
    }
    (step.map_or(Place::Routine, Place::Step), None)
}

fn known(keys: &[Key], name: &str) -> Option<&'static str> {
    keys.iter().find(|key| key.name == name && control(&key.takes).is_some()).map(|key| key.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::shipped;

    const TEXT: &str = r#"
name = "Mine"
[defaults]
prep = "7s"
[[step]]
name = "One"
time = { left = "90s", right = "2m" }
zones = ["arch", "toess"]
[[step]]
name = "Set"
rounds = 2
[[step.step]]
name = "Inner"
tiem = "3m"
reps = 10
hold = "0s"
"#;

    fn of(text: &str) -> Sheet {
        sheet(&RoutineId::new("mine").unwrap(), text)
    }

    #[test]
    fn every_table_stands_in_its_place_with_what_it_says() {
        let sheet = of(TEXT);
        let names: Vec<(String, String)> = sheet
            .tables
            .iter()
            .map(|table| (table.step().map_or_else(|| "-".into(), ToString::to_string), table.text("name")))
            .collect();
        let expected = [("-", "Mine"), ("-", ""), ("1", "One"), ("2", "Set"), ("2.1", "Inner")];
        assert_eq!(names, expected.map(|(path, name)| (path.to_owned(), name.to_owned())));
        assert_eq!(sheet.tables[2].text("time"), "90s / 2m");
        assert_eq!((sheet.tables[3].is_set, sheet.tables[3].dose()), (true, "2 rounds".to_owned()));
        assert_eq!(sheet.numbers(&sheet.tables[4].place), 1..2, "a set is no step of a plan");
        assert_eq!((sheet.numbers(&sheet.tables[3].place), sheet.numbers(&Place::Routine)), (1..2, 0..0));
        let prep = forms().step.into_iter().find(|key| key.name == "prep").unwrap();
        assert_eq!(sheet.unsaid(&sheet.tables[2], &prep), ("7s".to_owned(), true));
    }

    #[test]
    fn problems_stand_beside_the_field_they_are_about_in_the_words_of_check() {
        let sheet = of(TEXT);
        let report = read(&RoutineId::new("mine").unwrap(), Path::new("mine"), TEXT.as_bytes()).unwrap_err();
        let told: Vec<_> = report.problems.iter().map(|problem| (&problem.title, problem.line)).collect();
        assert_eq!(sheet.problems.iter().map(|problem| (&problem.title, problem.line)).collect::<Vec<_>>(), told);
        let places: Vec<_> = sheet.problems.iter().map(|problem| (problem.place.clone(), problem.key)).collect();
        let inner = Place::Step(StepPath::top(1).inside(0));
        assert_eq!(
            places,
            [(Place::Step(StepPath::top(0)), Some("zones")), (inner.clone(), None), (inner, Some("hold"))]
        );
    }

    #[test]
    fn unknown_keys_stand_in_their_table_with_what_was_meant() {
        let sheet = of(TEXT);
        let of_inner = &sheet.tables[4].strangers;
        let told: Vec<_> = of_inner
            .iter()
            .map(|one| (one.key.as_str(), one.meant.as_ref().map(|meant| meant.key), one.problem.as_str()))
            .collect();
        assert_eq!(told, [("tiem", Some("time"), "unknown key `tiem`: did you mean `time`?")]);
        assert!(sheet.problems.iter().filter(|problem| problem.is_strange).count() == 1);
    }

    #[test]
    fn what_is_no_toml_has_its_mistakes_and_no_tables() {
        let sheet = of("name = \"Mine\n[[step]]\n");
        assert!(sheet.tables.is_empty() && sheet.routine.is_none());
        assert_eq!(sheet.problems[0].line, 1);
        for text in ["", "\u{feff}", "format = 99\n"] {
            assert!(!of(text).problems.is_empty(), "{text:?}");
        }
    }

    #[test]
    fn every_shipped_file_is_a_sheet_without_problems() {
        for shipped in shipped::ALL {
            let sheet = sheet(&RoutineId::new(shipped.id).unwrap(), shipped.text);
            assert_eq!(sheet.problems, [], "{}", shipped.id);
            assert!(sheet.routine.is_some() && sheet.tables.len() > 2);
        }
    }
}
