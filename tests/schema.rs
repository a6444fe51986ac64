//! The schema for editors and the reader of routine files say the same.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use proptest::prelude::*;
use serde_json::Value;
use solemate::domain::routine::RoutineId;
use solemate::store::routine_file::{self, keys, schema};

struct Schema {
    all: Schemas,
    routine: SchemaIndex,
}

impl Schema {
    fn new() -> Self {
        let (mut all, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("routine.json", schema::schema()).unwrap();
        let routine = compiler.compile("routine.json", &mut all).unwrap();
        Self { all, routine }
    }

    fn accepts(&self, text: &str) -> Result<(), String> {
        let table: toml::Table =
            toml::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())?;
        let json: Value = serde_json::to_value(table).unwrap();
        self.all.validate(&json, self.routine).map_err(|error| format!("{error:#}"))
    }
}

fn files(below: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(below);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}

/// Mistakes that a schema has no words for: sizes of a whole.
const BEYOND: &[&str] = &["r07-billions", "r07-five-hours"];

#[test]
fn whatever_the_reader_takes_the_schema_takes() {
    let schema = Schema::new();
    for file in files("routines").into_iter().chain(files("tests/routine_files/good")) {
        let text = fs::read_to_string(&file).unwrap();
        assert_eq!(schema.accepts(&text), Ok(()), "{}", file.display());
    }
}

#[test]
fn both_take_the_same_ids_in_a_rule() {
    let schema = Schema::new();
    let long = "x".repeat(64);
    let too_long = "x".repeat(65);
    for id in
        ["gentle-day", "gentle-,day", "-a", "a-", "A", "", " a", "con", "com1", "com0", "com", "lpt9", &long, &too_long]
    {
        let text = format!(
            "name = \"Mine\"\nwhen = [{{ before_at_least = 6, use = \"{id}\" }}]\n[[step]]\nname = \"One\"\ntime = 60\n"
        );
        let own = RoutineId::new("mine").unwrap();
        let reads = routine_file::read(&own, Path::new("mine.toml"), text.as_bytes()).is_ok();
        assert_eq!(schema.accepts(&text).is_ok(), reads, "{id}");
    }
}

#[test]
fn whatever_the_reader_refuses_the_schema_refuses_but_for_what_it_has_no_words_for() {
    let schema = Schema::new();
    let mut beyond = Vec::new();
    for file in files("tests/routine_files/bad") {
        let bytes = fs::read(&file).unwrap();
        let Ok(text) = String::from_utf8(bytes.clone()) else { continue };
        assert!(routine_file::read(&RoutineId::new("bad").unwrap(), &file, &bytes).is_err());
        if schema.accepts(&text).is_ok() {
            beyond.push(file.file_stem().unwrap().to_str().unwrap().to_owned());
        }
    }
    assert_eq!(beyond, BEYOND);
}

/// One value for each key is wrong to both, whatever the key.
#[test]
fn each_key_takes_the_same_kind_of_value_in_both() {
    let schema = Schema::new();
    let values = [
        "-1",
        "0",
        "1",
        "3",
        "11",
        "999",
        "100000",
        "true",
        "false",
        "\"each\"",
        "\"30s\"",
        "\"1:30\"",
        "\"3-2-3\"",
        "[]",
        "[\"toes\"]",
        "\"toes\"",
        "{ left = 3, right = 4 }",
        "{ left = 3 }",
        "{ both = \"30s\", one = \"1m\" }",
        "1.5",
        "1979-05-27",
        "\"sit_chair\"",
        "\"kneading\"",
    ];
    for key in keys::STEP.iter().filter(|key| !matches!(key.name, "name" | "step")) {
        for value in values {
            let work = match key.name {
                "time" | "wait" => "",
                "reps" => "hold = 5",
                "hold" | "tempo" => "reps = 3",
                "rest" => "reps = 3\nhold = 5",
                _ => "time = 60",
            };
            let text = format!("name = \"A\"\n[[step]]\nname = \"B\"\n{work}\n{} = {value}\n", key.name);
            let read = routine_file::read(&RoutineId::new("a").unwrap(), Path::new("a.toml"), text.as_bytes());
            let accepted = schema.accepts(&text);
            let why = read.as_ref().err().map(|report| report.first().one_line());
            assert_eq!(read.is_ok(), accepted.is_ok(), "{} = {value}: {why:?} {accepted:?}", key.name);
        }
    }
}

/// Texts of which some are lengths, or nearly so.
fn any_length() -> impl Strategy<Value = String> {
    let number = prop_oneof![0u32..70, Just(0), 295u32..305, 595u32..605, 3590u32..3610, Just(60), Just(1)];
    let number = (number, 0usize..3).prop_map(|(number, zeros)| format!("{}{number}", "0".repeat(zeros)));
    let part = (number, prop::sample::select(vec!["s", "m", "h", "", ":", "s ", "-"]));
    let parts = prop::collection::vec(part.prop_map(|(number, unit)| number + unit), 1..4).prop_map(|all| all.concat());
    let clock = (0u32..70, 0u32..70).prop_map(|(minutes, seconds)| format!("{minutes}:{seconds:02}"));
    let tempo = prop::array::uniform3(prop_oneof![0u32..4, Just(0), 58u32..63]);
    prop_oneof![3 => parts, 1 => clock, 1 => tempo.prop_map(|[a, b, c]| format!("{a}-{b}-{c}"))]
}

/// A value for any key, as it is written.
fn any_value() -> impl Strategy<Value = String> {
    let text = any_length().prop_map(|text| format!("\"{text}\""));
    let number = prop_oneof![0u32..25, 55u32..65, 195u32..245, 295u32..305, 595u32..605, 3595u32..3605]
        .prop_map(|number| number.to_string());
    let one = prop_oneof![text, number, Just("true".to_owned())].boxed();
    let pair = (one.clone(), one.clone(), any::<bool>()).prop_map(|(a, b, sides)| {
        let [first, second] = if sides { ["left", "right"] } else { ["both", "one"] };
        format!("{{ {first} = {a}, {second} = {b} }}")
    });
    let word = prop::sample::select(vec!["\"both\"", "\"each\"", "\"kneading\"", "[\"arch\"]", "\"sit_chair\""]);
    prop_oneof![4 => one, 1 => pair, 1 => word.prop_map(str::to_owned)]
}

/// A step of any keys, most of the time with a value that suits them.
fn any_step() -> impl Strategy<Value = String> {
    let fitting = |name: &'static str| {
        prop::sample::select(match name {
            "time" | "hold" | "rest" | "prep" | "change" => vec!["\"30s\"", "20", "{ left = 5, right = \"0:06\" }"],
            "rest_between_rounds" => vec!["\"30s\"", "{ both = 5, one = \"6s\" }"],
            "tempo" => vec!["\"3-2-3\"", "\"0-0-1\""],
            "sides" => vec!["\"each\"", "\"both\"", "\"left\""],
            "wait" => vec!["true"],
            "step" => vec!["[{ name = \"In\", time = 5 }]", "[{ name = \"In\", reps = 2, tempo = \"1-1-1\" }]"],
            "zones" => vec!["\"arch\""],
            _ => vec!["1", "2", "3"],
        })
    };
    let key =
        prop::sample::select(keys::STEP.iter().map(|key| key.name).filter(|name| *name != "name").collect::<Vec<_>>());
    let work = ["time", "reps", "hold", "tempo", "wait", "step", "spots", "rest", "least", "sides"];
    let key = prop_oneof![1 => key, 3 => prop::sample::select(work.to_vec())];
    let entry = key.prop_flat_map(move |name| {
        let value = prop_oneof![4 => fitting(name).prop_map(str::to_owned), 1 => any_value()];
        value.prop_map(move |value| (name, value))
    });
    prop::collection::vec(entry, 1..5).prop_map(|entries| {
        let entries: std::collections::BTreeMap<&str, String> = entries.into_iter().collect();
        let lines: String = entries.iter().map(|(name, value)| format!("{name} = {value}\n")).collect();
        format!("name = \"A\"\n[[step]]\nname = \"B\"\n{lines}")
    })
}

/// What of a text no schema has words for.
fn is_beyond(report: &routine_file::Report) -> bool {
    let beyond = ["too much", "spots cannot share"];
    report.problems.iter().all(|problem| beyond.iter().any(|words| problem.title.contains(words)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_any_step_both_say_the_same(text in any_step()) {
        let schema = SCHEMA.with(std::rc::Rc::clone);
        let read = routine_file::read(&RoutineId::new("a").unwrap(), Path::new("a.toml"), text.as_bytes());
        let accepted = schema.accepts(&text);
        match read {
            Err(report) if accepted.is_ok() => prop_assert!(is_beyond(&report), "{text}{}", report.first().one_line()),
            Err(_) => {}
            Ok(_) => prop_assert!(accepted.is_ok(), "{text}{accepted:?}"),
        }
    }

    #[test]
    fn of_any_length_both_say_the_same(text in any_length(), key in prop::sample::select(vec!["time", "hold", "prep", "tempo", "rest"])) {
        let schema = SCHEMA.with(std::rc::Rc::clone);
        let work = match key {
            "time" => "",
            "prep" => "time = 5\n",
            "rest" => "reps = 1\nhold = 1\n",
            _ => "reps = 1\n",
        };
        agree(&schema, &format!("name = \"A\"\n[[step]]\nname = \"B\"\n{work}{key} = \"{text}\"\n"));
    }
}

thread_local! {
    static SCHEMA: std::rc::Rc<Schema> = std::rc::Rc::new(Schema::new());
}

#[test]
fn what_belongs_to_another_kind_of_work_is_refused_by_both() {
    let schema = Schema::new();
    let step = |lines: &str| format!("name = \"A\"\n[[step]]\nname = \"B\"\n{lines}\n");
    let right = [
        "time = 5\nspots = 2",
        "reps = 2\nhold = 5\nrest = 1\nleast = 2",
        "reps = 2\ntempo = \"1-0-1\"",
        "wait = true",
    ];
    for lines in right {
        assert!(agree(&schema, &step(lines)), "{lines}");
    }
    let wrong = [
        "reps = 2",
        "reps = 2\nhold = 5\ntempo = \"1-1-1\"",
        "reps = 2\ntempo = \"1-1-1\"\nrest = 3",
        "reps = 2\nhold = 5\nspots = 2",
        "reps = 2\nhold = 5\nleast = \"30s\"",
        "time = 5\nhold = 5",
        "wait = true\nleast = 3",
        "sides = \"both\"\ntime = { left = 5, right = 6 }",
        "time = \"61m\"",
        "time = \"0m0s\"",
        "reps = 2\ntempo = \"0-0-0\"",
        "reps = 2\ntempo = \"61-0-0\"",
        "zones = \"arch\"\n[[step.step]]\nname = \"C\"\ntime = 5",
        "[[step.step]]\nname = \"C\"\n[[step.step.step]]\nname = \"D\"\n[[step.step.step.step]]\nname = \"E\"\ntime = 5",
    ];
    for lines in wrong {
        assert!(!agree(&schema, &step(lines)), "{lines}");
    }
}

#[test]
fn every_key_and_every_word_is_explained() {
    fn look(value: &Value, words: &mut usize) {
        match value {
            Value::Object(object) => {
                if let Some(about) = object.get("description") {
                    assert!(!about.as_str().is_some_and(|about| about.starts_with(" Write")), "{object:?}");
                }
                for said in object.get("enumValues").and_then(Value::as_array).into_iter().flatten() {
                    assert!(said.as_str().is_some_and(|said| said.ends_with('.')), "{object:?}");
                    *words += 1;
                }
                object.values().for_each(|value| look(value, words));
            }
            Value::Array(values) => values.iter().for_each(|value| look(value, words)),
            _ => {}
        }
    }
    let mut words = 0;
    look(&schema::schema(), &mut words);
    assert!(words > 40, "{words}");
}

/// What both say of a routine.
fn agree(schema: &Schema, text: &str) -> bool {
    let read = routine_file::read(&RoutineId::new("a").unwrap(), Path::new("a.toml"), text.as_bytes());
    let accepted = schema.accepts(text);
    let why = read.as_ref().err().map(|report| report.first().one_line());
    assert_eq!(read.is_ok(), accepted.is_ok(), "{text:.400}: {why:?} {accepted:?}");
    read.is_ok()
}

#[test]
fn r22_what_could_steer_a_terminal_or_hide_is_refused_by_both() {
    let schema = Schema::new();
    let marks = [
        "\\u0000",
        "\\t",
        "\\n",
        "\\r",
        "\\r\\n",
        "\\u001b[2J",
        "\\u007f",
        "\\u009b",
        "\\u00ad",
        "\\u200b",
        "\\u200e",
        "\\u2028",
        "\\u202e",
        "\\u2066",
        "\\ufeff",
        "\\ufdd0",
        "\\uffff",
        "é",
        "日本",
        "\\u00a0",
        "–",
        "😀",
        "\\\\",
        "]",
        "-",
        "^",
    ];
    let mut refused = 0;
    for mark in marks {
        for said in [format!("a{mark}b"), mark.to_owned(), format!(" {mark}a"), format!("a{mark} "), String::new()] {
            let work = "[[step]]\nname = \"B\"\ntime = 60\n";
            let texts = [
                format!("name = \"{said}\"\n{work}"),
                format!("name = \"A\"\ngoal = \"{said}\"\n{work}"),
                format!("name = \"A\"\nwhen = [\"x{said}\"]\n{work}"),
                format!("name = \"A\"\n[[step]]\nname = \"{said}\"\ntime = 60\n"),
                format!("name = \"A\"\n{work}cue = \"{said}\"\n"),
                format!("name = \"A\"\n{work}how = \"{said}\"\n"),
            ];
            refused += texts.iter().filter(|text| !agree(&schema, text)).count();
        }
    }
    assert!(refused > 200, "{refused}");
}

#[test]
fn more_steps_than_a_file_may_list_are_refused_by_both() {
    let schema = Schema::new();
    let listed = |count: usize| format!("name = \"A\"\n{}", "[[step]]\nname = \"B\"\ntime = 1\n".repeat(count));
    assert!(agree(&schema, &listed(500)));
    assert!(!agree(&schema, &listed(501)));
    let set =
        format!("name = \"A\"\n[[step]]\nname = \"S\"\n{}", "[[step.step]]\nname = \"B\"\ntime = 1\n".repeat(501));
    assert!(!agree(&schema, &set));
}

#[test]
fn each_key_of_each_table_says_what_it_is_for() {
    fn look(value: &Value, keys: &mut usize) {
        let properties = value.get("properties").and_then(Value::as_object);
        for (name, key) in properties.into_iter().flatten() {
            let about = key.get("description").and_then(Value::as_str).unwrap_or_default();
            assert!(about.contains(" Write ") && about.ends_with('.'), "{name}: {about:?}");
            *keys += 1;
        }
        match value {
            // What else holds for keys that are explained elsewhere.
            Value::Object(object) => {
                let explained = object.iter().filter(|(word, _)| !matches!(word.as_str(), "allOf" | "oneOf" | "not"));
                explained.for_each(|(_, value)| look(value, keys));
            }
            Value::Array(values) => values.iter().for_each(|value| look(value, keys)),
            _ => {}
        }
    }
    let mut keys = 0;
    look(&schema::schema(), &mut keys);
    assert!(keys > 50, "{keys}");
}
