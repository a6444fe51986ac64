//! Keys that no routine file has: called by the name that was meant, or taken out.

use solemate::domain::edit::{Change, Place, StepPath};
use solemate::store::routine_file::edit::{Refused, apply};

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
