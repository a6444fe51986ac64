//! One key that is said anew, for the first time, or no more.

use solemate::domain::edit::{Change, Place, Value};
use solemate::domain::routine::RoutineId;
use solemate::domain::sheet::{self, Said};
use solemate::store::routine_file::edit::apply;
use solemate::store::routine_file::sheet::{forms, sheet as sheet_of};

use crate::{LAYOUTS, first, set, texts};

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
fn where_nothing_tells_how_keys_are_written_blanks_stand_around_the_sign() {
    let after = set("[[step]]\nname=\"A\"\n", Place::Routine, "name", Value::Text("Mine".into()));
    assert_eq!(after, "name = \"Mine\"\n[[step]]\nname=\"A\"\n");
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
