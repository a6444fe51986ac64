//! Days that begin when the person says, wherever the command line speaks of one.

use std::fs;

use super::Person;

/// Somebody who rated late at night, with days that begin then.
fn night(begins: &str) -> Person {
    let person = Person::new();
    person.gets(&["log", "day-average", "--left", "4", "--at", "2026-03-07 01:15"]);
    person.gets(&["log", "event", "new insoles", "--at", "2026-03-07 01:20"]);
    begin(&person, begins);
    person
}

fn begin(person: &Person, begins: &str) {
    fs::create_dir_all(person.path("config")).unwrap();
    fs::write(person.path("config/config.toml"), format!("day_begins = \"{begins}\"\n")).unwrap();
}

fn days_of_the_sheet(person: &Person) -> Vec<String> {
    let file = person.path("sheet.csv");
    person.gets(&["export", "--format", "csv", "--force", "-o", file.to_str().unwrap()]);
    fs::read_to_string(file).unwrap().lines().skip(1).map(|row| row.split(',').nth(1).unwrap().to_owned()).collect()
}

#[test]
fn the_past_is_counted_anew_and_no_byte_of_it_changes() {
    let person = night("04:00");
    let facts = person.gets(&["export"]);
    let told = person.gets(&["history"]);
    assert!(told.starts_with("Friday 6 March 2026\n  01:20 (night to Saturday)"), "{told}");
    assert_eq!(days_of_the_sheet(&person), ["2026-03-06", "2026-03-06"]);
    let trends = person.gets(&["trends", "--weeks", "0"]);
    assert!(trends.contains("6 Mar 2026  new insoles"), "{trends}");
    assert!(person.gets(&["report", "--format", "text", "--weeks", "0", "--notes"]).contains("6 Mar 2026"));

    begin(&person, "01:00");
    let told = person.gets(&["history"]);
    assert!(told.starts_with("Saturday 7 March 2026\n  01:20  event: new insoles"), "{told}");
    assert_eq!(days_of_the_sheet(&person), ["2026-03-07", "2026-03-07"]);
    let trends = person.gets(&["trends", "--weeks", "0"]);
    assert!(trends.contains("7 Mar 2026  new insoles"), "{trends}");
    let report = person.gets(&["report", "--format", "text", "--weeks", "0", "--notes"]);
    assert!(report.contains("7 Mar 2026") && !report.contains("6 Mar 2026"), "{report}");
    assert_eq!(person.gets(&["export"]), facts);
}

#[test]
fn what_is_kept_is_said_back_by_the_day_that_is_lived() {
    let person = night("02:00");
    let said = person.gets(&["log", "day-average", "--left", "5", "--at", "2026-03-07 01:30"]);
    assert!(said.contains("Friday 6 March 2026, 01:30 (night to Saturday)"), "{said}");
    assert!(said.contains("It counts for that day in place of left 4 of 01:15."), "{said}");
    begin(&person, "01:20");
    let said = person.gets(&["log", "day-average", "--left", "6", "--at", "2026-03-07 01:40"]);
    assert!(said.contains("Saturday 7 March 2026, 01:40.") && said.contains("left 5 of 01:30"), "{said}");
}

#[test]
fn a_row_of_a_table_that_names_a_day_alone_stays_on_it() {
    let person = night("09:30");
    let table = person.path("diary.csv");
    fs::write(&table, "date,L\n2026-03-02,6\n").unwrap();
    person.gets(&["import", table.to_str().unwrap(), "--left", "L"]);
    assert!(days_of_the_sheet(&person).contains(&"2026-03-02".to_owned()));
}

#[test]
fn a_time_at_which_no_day_can_begin_is_named_and_four_holds() {
    let person = night("13:00");
    let told = person.says(&["history"]);
    assert_eq!(told.code, Some(0));
    assert!(told.out.starts_with("Friday 6 March 2026"), "{}", told.out);
    let why = "line 1: day_begins is a time from \"00:00\" to \"12:00\", not \"13:00\"; its default is used";
    assert!(told.err.contains(why), "{}", told.err);
}

#[test]
fn a_day_alone_says_enough_of_what_belongs_to_a_day() {
    let person = Person::new();
    for told in [
        &["morning", "6", "2", "--at", "2026-11-01", "--note", "stairs"][..],
        &["log", "day-average", "--left", "4", "--at", "2026-11-01"],
        &["log", "event", "new insoles", "--at", "2026-11-01"],
        &["log", "day", "rest", "--at", "2026-11-01"],
    ] {
        let said = person.gets(told);
        assert!(said.contains("Sunday 1 November 2026"), "{told:?}: {said}");
    }
    assert!(person.gets(&["log", "day-average", "--left", "4", "--at", "yesterday"]).starts_with("Kept: "));
    let history = person.gets(&["history"]);
    assert!(history.contains("stairs") && history.contains("event: new insoles"), "{history}");

    let refused = person.says(&["log", "now-before", "--left", "4", "--at", "yesterday"]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("as in \"yesterday 07:10\""), "{}", refused.err);
    person.gets(&["log", "now-before", "--left", "4", "--at", "yesterday 07:10"]);
}
