//! `solemate forget`: what is erased is in no file any more.

use std::fs;

use super::Person;

fn with_ratings() -> (Person, Vec<String>) {
    let person = Person::new();
    for (value, note) in [("6", "canary one"), ("5", "canary two"), ("4", "canary three")] {
        person.gets(&["log", "first-step", "--left", value, "--at", "2026-11-01 07:10", "--note", note]);
    }
    let rows = person.gets(&["history", "--json"]);
    let id = |note: &str| {
        let row = rows.lines().find(|row| row.contains(note)).unwrap();
        serde_json::from_str::<serde_json::Value>(row).unwrap()["id"].as_str().unwrap().to_owned()
    };
    let ids = ["one", "two", "three"].map(|word| id(&format!("canary {word}"))).to_vec();
    (person, ids)
}

#[test]
fn p11_what_is_forgotten_is_in_no_line_any_more_and_the_rest_stays_as_it_was() {
    let (person, ids) = with_ratings();
    let before = fs::read_to_string(person.journal()).unwrap();
    assert_eq!(person.gets(&["forget", "--yes", &ids[1]]), "Erased: 1 line.\n");
    let after = fs::read_to_string(person.journal()).unwrap();
    let kept: String =
        before.lines().filter(|line| !line.contains("canary two")).flat_map(|line| [line, "\n"]).collect();
    assert_eq!(after, kept);
    person.gets(&["log", "first-step", "--right", "2"]);
    assert!(person.gets(&["doctor"]).contains("history"), "nothing is damaged by it");
}

#[test]
fn nothing_is_erased_unless_it_is_said_twice() {
    let (person, ids) = with_ratings();
    let before = fs::read(person.journal()).unwrap();
    for args in [&["forget", &ids[0]][..], &["forget", "--all"]] {
        let refused = person.says(args);
        assert!(refused.code == Some(1) && refused.err.contains("--yes"), "{}", refused.err);
    }
    assert_eq!(person.says(&["forget"]).code, Some(2));
    assert_eq!(fs::read(person.journal()).unwrap(), before);
}

#[test]
fn other_devices_files_are_named_and_left_alone() {
    let (person, ids) = with_ratings();
    let theirs = person.path("data/history/other/2026.jsonl");
    fs::create_dir_all(theirs.parent().unwrap()).unwrap();
    fs::copy(person.journal_of("other"), &theirs).unwrap();
    let answer = person.says(&["forget", "--yes", &ids[0]]);
    assert!(answer.err.contains("other/2026.jsonl") && answer.err.contains("on that device too"), "{}", answer.err);
    assert!(fs::read_to_string(theirs).unwrap().contains("canary one"));
}

#[test]
fn everything_is_history_and_memory_but_not_settings() {
    let (person, _) = with_ratings();
    person.routine("mine.toml", super::FINE);
    person.gets(&["forget", "--all", "--yes"]);
    assert_eq!(person.gets(&["history", "--json"]), "");
    assert!(!person.path("data/history").exists() && !person.path("state").exists());
    assert!(person.gets(&["list"]).contains("Mine"));
}

#[test]
fn everything_is_what_this_device_said_and_the_folders_of_others_stay_and_are_counted() {
    let (person, _) = with_ratings();
    let theirs = person.path("data/history/other/2026.jsonl");
    fs::create_dir_all(theirs.parent().unwrap()).unwrap();
    fs::copy(person.journal_of("other"), &theirs).unwrap();
    let own = person.journal_of("other");
    let (before, repository) = (fs::read(&theirs).unwrap(), person.path("data/history/.git/config"));
    fs::create_dir_all(repository.parent().unwrap()).unwrap();
    fs::write(&repository, "").unwrap();
    let answer = person.gets(&["forget", "--all", "--yes"]);
    let of_theirs = answer.lines().find(|line| line.contains("history/other")).unwrap();
    assert!(of_theirs.contains("stays, with 3 lines: it is another device's"), "{answer}");
    let of_own = format!("{}: 3 lines", own.parent().unwrap().display());
    assert!(answer.contains(&of_own), "{answer}");
    assert_eq!(fs::read(&theirs).unwrap(), before);
    assert!(!own.parent().unwrap().exists() && !person.path("state").exists() && repository.exists());
    let again = person.gets(&["forget", "--all", "--yes"]);
    assert!(again.contains("stays, with 3 lines") && again.contains("nothing to forget"), "{again}");
}
