//! What tells of a person's health: red flags and steps that were left out for it, on the command line and in copies.

use std::fs;

use solemate::domain::record::{Fact, Flagged, RedFlag, RedFlags, What};
use solemate::domain::time::stamp;
use solemate::domain::words::unsaved;

use super::Person;

/// A line of a journal, signed.
fn signed(said: &str) -> String {
    format!("{said},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(said.as_bytes()))
}

/// Somebody who said this before a session at that time, and had a step left out for their health in another.
fn person(at: &str, said: &str) -> Person {
    let person = Person::new();
    let head = |seq: u32, kind: &str| {
        format!(
            "{{\"v\":1,\"seq\":{seq},\"id\":\"01999999-9999-7999-8999-99999999999{seq}\",\"rev\":0,\"at\":\"{at}\",\"kind\":\"{kind}\""
        )
    };
    let flags = format!("{},\"said\":[{said}]", head(1, "red-flags"));
    let session = format!(
        "{},\"routine\":\"gentle-day\",\"name\":\"Gentle Day\",\"started\":\"{at}\",\"ending\":\"finished\",\"planned\":300,\
         \"lived\":300,\"paused\":0,\"fitted\":{{\"health\":[\"Warm hold\"]}},\"steps\":[{{\"n\":\"Ankle pumps\",\"t\":\"mobility\",\
         \"p\":300,\"d\":300}}]",
        head(2, "session")
    );
    let folder = person.path("data/history/other");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("2026.jsonl"), format!("{}{}", signed(&flags), signed(&session))).unwrap();
    person
}

#[test]
fn on_the_day_of_a_red_flag_nothing_is_due_anywhere() {
    let person = Person::new();
    let stopped = person.command(&["start", "ten-by-ten", "--plain"]).write_stdin("1\n").output().unwrap();
    assert_eq!(stopped.status.code(), Some(1));
    let said = "no session today: you said a calf swollen, hot, red or newly sore";
    let today = person.says(&["today"]);
    assert!(today.code == Some(1) && today.out.contains(said), "{}", today.out);
    assert_eq!((person.says(&["today", "--due"]).code, person.says(&["today", "--due"]).out.as_str()), (Some(1), ""));
    let plan = person.gets(&["plan"]);
    assert!(plan.contains("No session today: you said a calf") && plan.contains("needs a check today"), "{plan}");
    assert!(!plan.contains("Due today"), "{plan}");
    let data = person.json(&["plan", "--json"]);
    assert_eq!((data["due"].as_bool(), data["suggestion"].is_null()), (Some(false), true));
    assert_eq!(data["red_flags"][0], "calf");
    let started = person.command(&["start", "ten-by-ten", "--plain", "--no-check"]).write_stdin("").output().unwrap();
    let out = String::from_utf8(started.stdout).unwrap();
    assert!(started.status.code() == Some(1) && out.contains("Is any of this so today?"), "{out}");
}

/// What the journal of this device says of what was taken back.
fn taken_back(person: &Person) -> Vec<String> {
    let text = fs::read_to_string(person.journal()).unwrap();
    text.lines().filter(|line| line.contains("\"kind\":\"removed\"")).map(str::to_owned).collect()
}

#[test]
fn what_is_taken_back_without_a_screen_bears_the_moment_at_which_it_was() {
    let person = Person::new();
    person.routine(
        "short.toml",
        "format = 1\nname = \"Short\"\n[defaults]\nprep = 0\n[[step]]\nname = \"Bend\"\ntechnique = \"mobility\"\n\
         sides = \"left\"\ntime = 1\n",
    );
    let answers = |lines: &'static str| {
        person.command(&["start", "short", "--plain"]).write_stdin(lines).output().unwrap();
    };
    answers("1\n");
    answers("none\n");
    let [flag] = &taken_back(&person)[..] else { panic!("one word is taken back: {:?}", taken_back(&person)) };
    assert!(flag.contains("\"corrected\":"), "{flag}");

    let person = Person::new();
    for _ in 0..2 {
        person.gets(&["log", "day", "rest", "--at", "2026-11-02 09:00"]);
    }
    let [rest] = &taken_back(&person)[..] else { panic!("one day is taken back: {:?}", taken_back(&person)) };
    let moment = rest.split("\"corrected\":\"").nth(1).unwrap_or_else(|| panic!("{rest}"));
    assert!(rest.contains("\"at\":\"2026-11-02T09:00") && !moment.starts_with("2026-11-02T09:00"), "{rest}");
}

#[test]
fn d4_a_red_flag_that_could_not_be_written_has_a_line_that_says_it_again() {
    let said: RedFlags = [RedFlag::Calf, RedFlag::Fever].into_iter().collect();
    let fact = Fact::new(stamp::read("2026-11-02T09:00:00+00:00").unwrap(), What::RedFlags(Flagged { said }));
    let told = unsaved(std::slice::from_ref(&fact)).unwrap();
    let line = told.lines().find_map(|line| line.strip_prefix("solemate ")).unwrap_or_else(|| panic!("{told}"));
    let person = Person::new();
    for _ in 0..2 {
        let kept = person.says(&line.split(' ').collect::<Vec<_>>());
        assert!(kept.code == Some(0) && kept.out.starts_with("Kept: red flag, a calf swollen"), "{}", kept.err);
    }
    let history = person.gets(&["history"]);
    assert_eq!(history.matches("red flag: a calf").count(), 1, "said twice it is one: {history}");
    assert!(history.contains("Monday 2 November 2026") && history.contains("fever"), "{history}");
    let refused = person.says(&["log", "flags", "calf,feverr"]);
    assert!(refused.code == Some(2) && refused.err.contains("one of calf,foot,pop,fever,numb"), "{}", refused.err);
    assert!(!person.gets(&["log", "--help"]).contains("flags"), "nothing to be typed by hand");
}

#[test]
fn p6_a_copy_tells_nothing_of_ones_health_unless_it_is_asked_for() {
    let person = person("2026-11-01T21:00:00+00:00", "\"fever\",\"numb\"");
    let history = person.gets(&["history"]);
    assert!(history.contains("red flag: fever, or feeling ill; new numbness or tingling"), "{history}");
    assert!(history.contains("without Warm hold for your health") && !history.contains("as wished"), "{history}");
    for format in ["jsonl", "csv"] {
        let copy = |more: &[&str]| {
            let out = person.command(&[&["export", "--format", format], more].concat()).output().unwrap().stdout;
            String::from_utf8(out).unwrap()
        };
        let (plain, asked) = (copy(&[]), copy(&["--with-health"]));
        assert!(plain.contains("Ankle pumps") && asked.contains("Ankle pumps"), "{plain}");
        for word in ["red-flags", "fever", "numb", "Warm hold", "health"] {
            assert!(!plain.contains(word), "{word}: {plain}");
        }
        assert!(asked.contains("red-flags") && asked.contains("Warm hold"), "{asked}");
    }
    for args in [&["report", "--format", "text", "--weeks", "0", "--notes"][..], &["report", "-o", "-", "--weeks", "0"]]
    {
        let report = person.gets(args);
        for word in ["Fever", "fever", "red flag", "Warm hold", "as wished", "otherwise than on paper"] {
            assert!(!report.contains(word), "{word}: {report}");
        }
    }
}

#[test]
fn p6_a_copy_without_what_was_written_by_hand_has_the_words_of_the_program() {
    let person = person("2026-11-01T21:00:00+00:00", "\"fever\"");
    person.says(&["log", "day", "rest"]);
    person.gets(&["log", "first-step", "--left", "3", "--note", "canary", "--place", "canary"]);
    for format in ["jsonl", "csv"] {
        let out = person.command(&["export", "--format", format, "--without-notes", "--with-health"]).output().unwrap();
        let copy = String::from_utf8(out.stdout).unwrap();
        assert!(copy.contains("fever") && copy.contains("rest") && !copy.contains("canary"), "{copy}");
    }
}

#[test]
fn ones_own_copy_changes_nothing_and_a_whole_one_brings_it_all() {
    let person = person("2026-11-01T21:00:00+00:00", "\"fever\"");
    for (options, facts) in [(&["export"][..], 1), (&["export", "--with-health"], 2)] {
        let file = person.path("copy.jsonl");
        fs::write(&file, person.gets(options)).unwrap();
        let told = person.gets(&["import", file.to_str().unwrap()]);
        assert!(told.contains(" 0 new") || told.contains("nothing new"), "{told}");
        let other = Person::new();
        let told = other.gets(&["import", file.to_str().unwrap()]);
        let many = if facts == 1 { "1 fact: 1 new".to_owned() } else { format!("{facts} facts: {facts} new") };
        assert!(told.starts_with(&many), "{told}");
    }
    let whole = person.gets(&["history"]);
    assert!(whole.contains("without Warm hold for your health"), "a copy without it took nothing away");
}
