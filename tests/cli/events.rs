//! Events: marked, shown with the weeks around them, copied, kept private and erased like everything else.

use std::fs;

use super::Person;

/// Four weeks of mornings up to yesterday, 6 for two weeks and 3 since, and an event between them.
fn changed() -> Person {
    let person = Person::new();
    person.rated("left", &[[Some(6); 14], [Some(3); 14]].concat());
    let day = person.json(&["trends", "--json"])["left"]["first_step"]["days"][13]["day"].as_str().unwrap().to_owned();
    let kept = person.gets(&["log", "event", "new insoles", "--at", &format!("{day} 12:00")]);
    assert!(kept.starts_with("Kept: event, new insoles, ") && kept.ends_with(", 12:00.\n"), "{kept}");
    person
}

/// What goes to standard output, whatever ends its lines.
fn exported(person: &Person, args: &[&str]) -> String {
    String::from_utf8(person.command(args).output().unwrap().stdout).unwrap()
}

#[test]
fn an_event_is_kept_listed_and_told_with_its_weeks() {
    let person = changed();
    let told = person.gets(&["trends"]);
    assert!(
        told.contains("  new insoles\n    LEFT   first steps: median 6 before (13 of 14 mornings), 3 after"),
        "{told}"
    );
    assert!(told.contains("Before and after, not because of."), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    assert!(person.gets(&["history"]).contains("  12:00  event: new insoles\n"));

    let event = person.json(&["trends", "--json"])["events"][0].clone();
    assert_eq!(event["text"], "new insoles");
    let first_step = &event["left"]["first_step"];
    assert_eq!(
        (first_step["before"]["median"].as_f64(), first_step["after"]["median"].as_f64()),
        (Some(6.0), Some(3.0))
    );
    assert_eq!(
        (first_step["before"]["rated_days"].as_u64(), first_step["before"]["of_days"].as_u64()),
        (Some(13), Some(14))
    );
    assert!(event["right"]["first_step"]["after"]["median"].is_null());
    assert_eq!(event["also_in_these_weeks"].as_array().unwrap().len(), 0);
    let line = person.gets(&["history", "--json", "--limit", "15"]);
    assert!(line.lines().any(|line| line.contains(r#""kind":"event""#) && line.contains("new insoles")), "{line}");
}

#[test]
fn what_is_no_event_is_refused_with_the_way_out() {
    let person = Person::new();
    for (args, code, remedy) in [
        (&["log", "event"][..], 2, "solemate log event \"new insoles\""),
        (&["log", "event", "  "], 1, "needs words"),
        (&["log", "event", "two\nlines"], 1, "one line"),
        (&["log", "event", "fall", "--left", "3"], 2, "cannot be used with"),
        (&["log", "first-step", "fall"], 2, "--note"),
        (&["log", "first-step"], 2, "--left"),
        (&["log", "event", "fall", "--at", "2999-01-01 12:00"], 1, "not come yet"),
    ] {
        let refused = person.says(args);
        assert_eq!(refused.code, Some(code), "{args:?}: {}", refused.err);
        assert!(refused.err.contains(remedy), "{args:?}: {}", refused.err);
    }
    assert!(person.gets(&["log", "--help"]).contains("new insoles"));
}

#[test]
fn p6_an_event_is_in_the_persons_own_words_and_as_private_as_a_note() {
    let person = changed();
    for format in ["jsonl", "csv"] {
        assert!(exported(&person, &["export", "--format", format]).contains("new insoles"), "{format}");
        let bare = exported(&person, &["export", "--format", format, "--without-notes"]);
        assert!(bare.contains("first-step") && !bare.contains("event") && !bare.contains("insoles"), "{bare}");
    }
    for format in ["html", "text"] {
        assert!(!person.gets(&["report", "--format", format]).contains("new insoles"), "{format}");
        let page = person.gets(&["report", "--format", format, "--notes"]);
        assert!(page.contains("new insoles") && page.contains("median 6 before (13 of 14 mornings)"), "{page}");
        assert!(page.contains("not because of"), "{page}");
    }
    assert_eq!(person.gets(&["report", "--notes"]).matches("class=\"event\"").count(), 2, "in each picture");
    assert!(!person.gets(&["report"]).contains("class=\"event\""));
    let page = person.gets(&["report", "--format", "text", "--notes"]);
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
}

#[test]
fn what_an_event_has_too_few_days_for_is_said_in_80_columns_too() {
    let person = Person::new();
    person.rated("left", &[Some(6); 5]);
    let days = person.json(&["trends", "--json"])["left"]["first_step"]["days"].as_array().unwrap().clone();
    for (nth, text) in [(3, "new insoles"), (3, "the first long walk since the summer"), (4, "holiday by the sea")] {
        person.gets(&["log", "event", text, "--at", &format!("{} 12:00", days[nth]["day"].as_str().unwrap())]);
    }
    let page = person.gets(&["report", "--format", "text", "--notes"]);
    assert!(page.contains("too few days before (3 of 14"), "{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
}

#[test]
fn p7_an_event_is_a_row_of_the_sheet_and_no_formula() {
    let person = Person::new();
    person.gets(&["log", "event", "=1+1", "--at", "2026-11-02 02:10"]);
    let sheet = exported(&person, &["export", "--format", "csv"]);
    let row = sheet.lines().nth(1).unwrap();
    assert!(row.starts_with("event,2026-11-01,2026-11-02T02:10:00+00:00,") && row.contains(",'=1+1,"), "{row}");
}

#[test]
fn an_event_arrives_with_a_copy() {
    let (person, other) = (changed(), Person::new());
    let copy = other.path("copy.jsonl");
    std::fs::write(&copy, person.gets(&["export"])).unwrap();
    let taken = other.gets(&["import", copy.to_str().unwrap()]);
    assert!(taken.contains("29 facts: 29 new"), "{taken}");
    assert!(other.gets(&["trends"]).contains("new insoles"));
    assert!(other.gets(&["doctor"]).contains("28 ratings, 0 notes and 1 event, in"));
}

#[test]
fn p11_a_forgotten_event_is_in_no_line_any_more() {
    let person = Person::new();
    person.gets(&["log", "event", "new insoles"]);
    let id = person.json(&["history", "--json"])["id"].as_str().unwrap().to_owned();
    assert_eq!(person.gets(&["forget", &id, "--yes"]), "Erased: 1 line.\n");
    assert!(!person.gets(&["history"]).contains("insoles"));
    let again = ["log", "event", "new shoes", "--id", &id, "--rev", "1"];
    assert!(person.gets(&again).contains("new shoes"), "what could not be saved can be said again");
}

#[test]
fn work_and_the_next_morning_are_told_and_every_day_is_a_row() {
    let person = changed();
    let data = person.json(&["trends", "--json", "--foot", "left"]);
    let left = &data["next_mornings"]["left"];
    assert!(data["next_mornings"]["right"].is_null() && left["usual_minutes"].is_null());
    assert_eq!(left["by_amount"][0]["amount"], "none");
    assert_eq!(left["by_amount"][0]["mornings"], 27);
    assert_eq!(left["by_amount"][0]["median"], 3.0);
    assert_eq!(left["days"][0]["same_morning"], 6);
    let told = person.gets(&["trends", "--days"]);
    assert!(told.contains("\nDays\n") && told.contains("LEFT min"), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    assert!(!person.gets(&["trends"]).contains("The morning after"), "nothing was done: nothing to set beside it");
}

#[test]
fn thousands_of_events_are_told_in_lines_of_their_own_and_name_three_others_each() {
    let person = Person::new();
    person.gets(&["log", "event", "walk 0"]);
    let seed = fs::read_to_string(person.journal()).unwrap();
    let (first, _) = seed.lines().last().unwrap().split_once(",\"sum\"").unwrap();
    let id = first.split("\"id\":\"").nth(1).unwrap().split('"').next().unwrap();
    let line = |n: u128| {
        let said = first.replace(id, &uuid::Uuid::from_u128(n).to_string()).replace("walk 0", &format!("walk {n}"));
        format!("{said},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(said.as_bytes()))
    };
    let copy: String = (1..1000).map(line).collect();
    fs::write(person.path("copy.jsonl"), copy).unwrap();
    let added = person.says(&["import", person.path("copy.jsonl").to_str().unwrap()]);
    assert!(added.out.starts_with("999 facts: 999 new"), "{} {}", added.out, added.err);
    let told = person.gets(&["trends"]).replace("\n    ", " ");
    assert_eq!(told.matches("Also in these weeks:").count(), 1000);
    assert_eq!(told.matches("and 996 more.").count(), 1000, "{}", &told[..2000]);
    let data = person.gets(&["trends", "--json"]);
    assert!(data.len() < 2_000_000, "a line for each, not one for each two: {}", data.len());
    let report = person.gets(&["report", "--format", "text", "--notes", "-o", "-"]).replace("\n    ", " ");
    assert_eq!(report.matches("and 996 more.").count(), 1000);
}

#[test]
fn a_report_breaks_no_words_of_a_person() {
    let person = changed();
    for text in ["walk: long", "physio"] {
        person.gets(&["log", "event", text]);
    }
    let page = person.gets(&["report", "--format", "text", "--notes", "-o", "-"]);
    assert!(page.contains(": physio\n") && page.contains("walk: long ("), "{page}");
    assert!(page.contains("    left, first steps:\n      median 6 before"), "{page}");
}
