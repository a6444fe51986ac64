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
    person.gets(&["plan", "--ease"]);
    person.gets(&["health", "--set", "veins=yes"]);
    person.gets(&["forget", "--all", "--yes"]);
    assert_eq!(person.gets(&["history", "--json"]), "");
    assert!(!person.path("state").exists());
    let left: Vec<_> = fs::read_dir(person.path("data")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(person.gets(&["plan", "--ease"]).starts_with("Eased off"), "nothing is left of a plan before that one");
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

/// A session as the program keeps it, with a rating and a note, and what became of them.
fn said_of_a_session(person: &Person, removed: &[&str]) -> std::path::PathBuf {
    let session = "01999999-9999-7999-8999-999999999999";
    let line = |seq: u32, id: &str, rev: u32, rest: &str| {
        let said = format!(
            "{{\"v\":1,\"seq\":{seq},\"id\":\"{id}\",\"rev\":{rev},\"at\":\"2026-11-01T21:00:00+00:00\",\"kind\":{rest}"
        );
        format!("{said},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(said.as_bytes()))
    };
    let ids = ["rating", "note"].map(|what| (what, format!("01999999-9999-7999-8999-{:0>12}", what.len())));
    let mut text = line(
        100,
        session,
        0,
        "\"session\",\"routine\":\"calf-classic\",\"name\":\"Calf Classic\",\"started\":\"2026-11-01T20:59:00+00:00\",\
         \"ending\":\"early\",\"planned\":800,\"lived\":12,\"paused\":0,\"steps\":[]",
    );
    let of = format!("\"session\":\"{session}\"");
    let rating =
        format!("\"pain\",\"side\":\"left\",\"pain\":\"now-after\",\"value\":3,{of},\"place\":\"canary heel\"");
    text += &line(101, &ids[0].1, 0, &rating);
    text += &line(102, &ids[1].1, 0, &format!("\"note\",{of},\"text\":\"canary note\""));
    for (seq, what) in (103..).zip(removed) {
        let id = ids.iter().find(|(known, _)| known == what).map_or(session, |(_, id)| id);
        text += &line(seq, id, 1, "\"removed\"");
    }
    let path = person.journal();
    fs::write(&path, fs::read_to_string(&path).unwrap() + &text).unwrap();
    path
}

#[test]
fn p11_a_session_takes_along_what_was_deleted_of_it() {
    for removed in [&["rating"][..], &["rating", "note", "session"]] {
        let person = Person::new();
        person.gets(&["log", "first-step", "--left", "6", "--at", "2026-11-01 07:10"]);
        let path = said_of_a_session(&person, removed);
        person.gets(&["forget", "--yes", "01999999-9999-7999-8999-999999999999"]);
        let left = fs::read_to_string(path).unwrap();
        assert!(left.lines().count() == 1 && !left.contains("canary") && left.contains("first-step"), "{left}");
    }
}

#[test]
fn d17_p11_a_line_that_was_cut_short_goes_with_what_it_is_about_and_what_nobody_can_tell_is_counted() {
    let (person, ids) = with_ratings();
    let text = fs::read_to_string(person.journal()).unwrap();
    let whole = text.lines().find(|line| line.contains("canary two")).unwrap();
    let torn = &whole[..whole.find("two").unwrap() + 3];
    fs::write(person.journal(), format!("{text}{torn}\ntwo\n")).unwrap();
    let answer = person.says(&["forget", "--yes", &ids[1]]);
    assert_eq!(answer.out, "Erased: 2 lines.\n");
    assert!(answer.err.contains("1 damaged line stays: it does not tell what was said"), "{}", answer.err);
    let left = fs::read_to_string(person.journal()).unwrap();
    assert!(!left.contains("canary two") && left.contains("canary one") && left.ends_with("\ntwo\n"), "{left}");
}
