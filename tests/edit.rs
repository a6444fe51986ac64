//! A routine file that is changed: what it says is what was meant, and all the rest stays to the letter.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

#[path = "edit/any_change.rs"]
mod any_change;
#[path = "edit/brackets.rs"]
mod brackets;
#[path = "edit/desk.rs"]
mod desk;
#[path = "edit/lists.rs"]
mod lists;
#[path = "edit/owners.rs"]
mod owners;
#[path = "edit/steps.rs"]
mod steps;
#[path = "edit/strange.rs"]
mod strange;
#[path = "edit/values.rs"]
mod values;

use std::fs;
use std::path::Path;

use solemate::domain::edit::{Change, Place, StepPath, Value};
use solemate::store::routine_file::edit::apply;
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
    "name = \"Lists\"\n#c1 about all\nstep = [ #c2\n  #c3 above A\n  { name = \"A\", time = 30 }, #c4 behind A\n\n  #c5 alone\n  { name = \"S\", rounds = 2, step = [ #c6\n\
     \x20   { name = \"B\", time = { left = 1, right = 2 } }, #c7\n    { name = \"C\", wait = true } #c8\n    #c9\n  ] }, #c10\n  { name = \"D\", #c11\n    zones = [\"arch\", #c12\n  \"heel\"], time.left = 3, time.right = 4 } #c13\n] #c14\nlevel = 2\n",
    "name = \"One line\"\nstep = [{name=\"A\",time=30},{name=\"B\",time=40}]\n",
    "name = \"Mixed\"\n\n[[step]] #c1\nname = \"S\" #c2\nrounds = 2\nstep = [\n  { name = \"A\", time = 30 }, #c3\n  { name = \"B\", time = 40 }, #c4\n] #c5\n\n#c6\n[[step]]\nname = \"C\" #c7\ntime = 10\n",
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

/// What a text says; a list without steps says as much as none.
fn meaning(text: &str) -> Table {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut table = without_empty_defaults(toml::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}")));
    without_empty_lists(&mut table);
    table
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

fn changed(text: &str, change: &Change) -> String {
    apply(text, change).unwrap()
}

fn set(text: &str, place: Place, key: &'static str, value: Value) -> String {
    changed(text, &Change::Set { place, key, value })
}

fn first() -> Place {
    Place::Step(StepPath::top(0))
}
