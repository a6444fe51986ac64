//! What leaves the history, and what is left lying about.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::Person;

/// A session of a second, lived line by line by somebody whose surroundings have names.
fn live(person: &Person) {
    person.routine(
        "short.toml",
        "format = 1\nname = \"Short\"\n[defaults]\nprep = 0\n[[step]]\nname = \"Roll\"\nsides = \"left\"\ntime = 1\n",
    );
    let mut session = person.command(&["start", "short", "--plain"]);
    for (key, value) in [("USER", "canary-user"), ("HOSTNAME", "canary-host"), ("TZ", "CANARY-3:30")] {
        session.env(key, value);
    }
    session.env("LOGNAME", "canary-user").write_stdin("\n6\n\n").assert().success();
}

#[test]
fn p6_an_export_carries_only_what_the_format_lists() {
    let person = Person::new();
    live(&person);
    person.gets(&["log", "first-step", "--left", "6", "--note", "cold floor"]);
    let export = person.gets(&["export"]);
    assert_eq!(export.lines().count(), 3, "{export}");
    assert!(export.contains("+03:30") && export.contains("cold floor"), "{export}");

    let listed = BTreeSet::from([
        "v", "seq", "id", "rev", "at", "kind", "sum", "pain", "side", "value", "session", "note", "text", "routine",
        "name", "started", "ending", "planned", "lived", "paused", "steps", "n", "t", "s", "p", "d", "x", "h", "in",
        "r",
    ]);
    let mut keys = BTreeSet::new();
    for line in export.lines() {
        collect(&serde_json::from_str(line).unwrap(), &mut keys);
    }
    let unlisted: Vec<&String> = keys.iter().filter(|key| !listed.contains(key.as_str())).collect();
    assert!(unlisted.is_empty(), "{unlisted:?}");

    let home = person.path("").to_string_lossy().into_owned();
    for name in ["canary", "CANARY", home.trim_end_matches('/'), "/config", "short.toml", "solemate"] {
        assert!(!export.contains(name), "{name} in {export}");
    }
    #[cfg(unix)]
    {
        let device = fs::read_to_string(person.path("state/device")).unwrap();
        assert!(device.split_whitespace().all(|word| !export.contains(word)), "which machine said it stays there");
        let host = std::process::Command::new("uname").arg("-n").output().unwrap().stdout;
        let host = String::from_utf8(host).unwrap();
        // A shorter one may be a part of any word.
        assert!(host.trim().len() < 6 || !export.contains(host.trim()), "{host} in {export}");
    }
}

/// The keys of all objects in `value`.
fn collect(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                keys.insert(key.clone());
                collect(value, keys);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, keys)),
        _ => {}
    }
}

/// Every file below, and how long it is.
fn files(folder: &Path) -> Vec<(String, u64)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            all.extend(files(&entry.path()));
        } else {
            all.push((entry.path().display().to_string(), entry.metadata().unwrap().len()));
        }
    }
    all.sort();
    all
}

#[test]
fn p12_no_log_is_kept_and_nothing_grows_but_the_history() {
    let person = Person::new();
    live(&person);
    person.gets(&["log", "first-step", "--left", "6"]);
    let first = files(person.0.path());
    let at = |path: &str| person.path(path).display().to_string();
    let mut meant = vec![at("config/routines/short.toml"), person.journal().display().to_string()];
    meant.extend(["state/device", "state/journal.lock", "state/running.lock"].map(at));
    meant.sort();
    assert_eq!(first.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>(), meant);

    for _ in 0..30 {
        for args in [&["list"][..], &["history"], &["doctor"], &["check"], &["show", "none"], &["bogus"]] {
            person.says(args);
        }
        person.gets(&["log", "first-step", "--left", "6"]);
    }
    live(&person);
    let grown: Vec<String> = files(person.0.path())
        .into_iter()
        // Who lives a session, or adds a line, writes its number over the last one.
        .filter(|file| !first.contains(file) && !file.0.ends_with(".lock"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(grown, [person.journal().display().to_string()]);
}
