//! `solemate report`: the page that a clinician gets.

use std::fs;

use solemate::domain::record::{Fact, FactId, Note, What};
use solemate::domain::text::Clean;
use solemate::domain::time::stamp;
use solemate::store::journal::Journal;

use super::Person;

impl Person {
    /// A session that something was written about.
    fn noted(&self, text: &str) -> FactId {
        let session = self.lived("2026-01-05T20:00:00+00:00", 360, None);
        let note = What::Note(Note { session, text: Clean::visible(text) });
        let at = stamp::read("2026-01-05T20:10:00+00:00").unwrap();
        Journal::new(self.path("data/history"), self.path("state")).append(&[Fact::new(at, note)]).unwrap();
        session
    }

    fn with_two_weeks(&self) {
        self.rated("left", &[Some(6), Some(6), Some(6), Some(7), Some(6), Some(6), Some(6)].repeat(2));
        self.gets(&["log", "day-average", "--left", "4", "--note", "stairs <script>alert(1)</script> & \"more\""]);
    }
}

#[test]
fn p8_the_page_stands_by_itself() {
    let person = Person::new();
    person.with_two_weeks();
    let page = person.gets(&["report"]);
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    for outside in ["http:", "https:", "//", "<script", "<link", "<img", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    for told in ["Left foot", "self-reported", "median 6 then", "<polyline", "first week", "A month tells more"] {
        assert!(page.contains(told), "{told}");
    }
    assert!(!page.contains("Right foot"), "a foot that was never rated is left out");
    let (wide, narrow) = page.split_once("<svg class=\"narrow\"").unwrap();
    for picture in [wide, narrow] {
        assert_eq!(picture.matches("<circle").count(), 14, "one for each rated morning");
        assert!(
            picture.matches("class=\"change\"").count() == 2
                && picture.contains("2 lower")
                && picture.contains("2 higher"),
            "what a change would be"
        );
    }
}

#[test]
fn p8_notes_are_private_unless_they_are_asked_for_and_never_markup() {
    let person = Person::new();
    person.with_two_weeks();
    for format in ["html", "text"] {
        assert!(!person.gets(&["report", "--format", format]).contains("stairs"), "{format}");
        assert!(person.gets(&["report", "--format", format, "--notes"]).contains("stairs"), "{format}");
    }
    let page = person.gets(&["report", "--notes"]);
    assert!(!page.contains("<script") && page.contains("&#60;script&#62;alert(1)"), "{page}");
}

#[test]
fn p8_where_it_hurt_stands_with_the_notes_and_is_as_private() {
    let person = Person::new();
    person.gets(&["log", "first-step", "--left", "4", "--place", "inner heel", "--note", "after stairs"]);
    person.gets(&["log", "day-average", "--left", "3", "--place", "arch"]);
    for format in ["html", "text"] {
        let page = person.gets(&["report", "--format", format]);
        assert!(!page.contains("inner heel") && !page.contains("arch"), "{page}");
        let page = person.gets(&["report", "--format", format, "--notes"]);
        assert!(page.contains("where it hurt: inner heel\n") && page.contains("after stairs"), "{page}");
        assert!(page.contains("where it hurt: arch"), "{page}");
    }
}

#[test]
fn as_text_it_fits_a_page_and_says_the_same() {
    let person = Person::new();
    person.with_two_weeks();
    let page = person.gets(&["report", "--format", "text", "--weeks", "4"]);
    assert!(page.lines().all(|line| line.chars().count() <= 80 && line.trim_end() == line), "{page}");
    assert!(page.contains("Left foot") && page.contains("No session was kept in this time."), "{page}");
    let empty = Person::new().gets(&["report", "--format", "text"]);
    assert!(empty.contains("No first steps and no day's average were rated."), "{empty}");
    assert!(Person::new().gets(&["report"]).contains("No first steps and no day"), "the page says so too");
}

#[test]
fn the_file_is_for_its_owner_and_replaces_nothing_unasked() {
    let person = Person::new();
    let file = person.path("report.html");
    let name = file.to_str().unwrap();
    assert!(person.gets(&["report", "-o", name]).starts_with("Made: "), "an empty history is a page too");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(person.says(&["report", "-o", name]).code, Some(1));
    person.gets(&["report", "-o", name, "--force"]);
}

#[test]
fn what_could_not_be_read_is_said_on_the_page() {
    let person = Person::new();
    person.with_two_weeks();
    let journal = person.journal();
    let text = fs::read_to_string(&journal).unwrap();
    fs::write(&journal, text.replacen("\"value\":7", "\"value\":1", 1)).unwrap();
    let export = person.says(&["export"]);
    assert!(export.err.contains("1 damaged line of the history is not in the copy"), "{}", export.err);
    assert!(person.says(&["report"]).out.contains("1 damaged or wrongly dated entry is in no figure."));
}

#[test]
fn pain_around_sessions_is_told_of_a_foot_whose_mornings_are_not_rated() {
    let person = Person::new();
    person.with_two_weeks();
    let session = person.lived("2026-01-05T20:00:00+00:00", 360, None).to_string();
    for (kind, value) in [("now-before", "2"), ("now-during", "7"), ("now-after", "4")] {
        person.gets(&["log", kind, "--right", value, "--session", &session]);
    }
    let text = person.gets(&["report", "--weeks", "0", "--format", "text"]);
    assert!(text.contains("Right: 1 rated, 0 lower, 0 about the same, 1 higher; at most 7 during"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert!(!text.contains("Right foot"), "its mornings are not rated: {text}");
    let page = person.gets(&["report", "--weeks", "0"]);
    assert!(page.contains("Pain before and after sessions") && page.contains("most during"), "{page}");
}

#[test]
fn the_page_speaks_to_nobody_and_says_of_each_note_what_it_is_about() {
    let person = Person::new();
    person.rated("left", &[vec![Some(2); 7], vec![Some(7); 7]].concat());
    for format in ["html", "text"] {
        let page = person.gets(&["report", "--format", format]);
        assert!(page.contains("higher than in the first week, ") && page.contains("median 2 then, 7 now"), "{page}");
        assert!(!page.contains("your") && !page.contains("see someone"), "{page}");
    }
    person.gets(&["log", "day-average", "--left", "4", "--right", "3", "--note", "desk all day"]);
    let session = person.noted("arch was tight").to_string();
    person.gets(&["log", "now-after", "--right", "1", "--session", &session, "--note", "numb"]);
    let page = person.gets(&["report", "--notes", "--weeks", "0", "--format", "text"]);
    for told in [
        "both feet, average of the day:\n    desk all day",
        ", Evening reset:\n    arch was tight",
        "right foot, after a session:",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert_eq!(page.matches("desk all day").count(), 1, "one note is told once: {page}");
    assert!(page.contains("said during a step\n  never in this time"), "{page}");
}

#[test]
fn events_of_one_day_share_a_line_and_a_long_time_is_no_smear() {
    let person = Person::new();
    person.rated("left", &[Some(6), Some(5), Some(6), Some(7)].repeat(100));
    for text in ["new insoles", "long walk"] {
        person.gets(&["log", "event", text]);
    }
    let page = person.gets(&["report", "--notes", "--weeks", "0"]);
    assert!(page.contains(">1, 2</text>") && !page.contains(">2</text>\n<line class=\"event\""), "{page}");
    let (wide, _) = page.split_once("<svg class=\"narrow\"").unwrap();
    let dots = wide.matches("<circle class=\"many\"").count();
    assert!((100..=420).contains(&dots) && !wide.contains("class=\"day\""), "{dots}");
    assert!(page.contains("share a dot"), "and that is said");
}

#[test]
fn the_words_below_a_picture_are_of_the_sheet_that_is_looked_at() {
    let person = Person::new();
    person.rated("left", &[Some(6), Some(5), Some(6), Some(7)].repeat(36));
    let page = person.gets(&["report", "--weeks", "20"]);
    let (wide, narrow) = page.split_once("<svg class=\"narrow\"").unwrap();
    assert!(wide.contains("<circle class=\"day\"") && narrow.contains("<circle class=\"many\""), "{page}");
    assert!(page.contains("<span class=\"wide\">Circles: one morning each.</span>"), "{page}");
    assert!(page.contains("<span class=\"narrow\">Grey dots: the mornings;"), "{page}");
    let few = person.gets(&["report", "--weeks", "4"]);
    assert!(
        few.contains("Circles: one") && !few.contains("Grey dots") && !few.contains("<span class=\"wide\""),
        "{few}"
    );
}

#[test]
fn the_figures_of_the_page_are_data_for_scripts() {
    let person = Person::new();
    person.with_two_weeks();
    person.noted("arch was tight");
    let data = person.json(&["report", "--json", "--weeks", "0"]);
    let first_step = &data["left"]["first_step"];
    assert_eq!((&first_step["trend"], &first_step["rated_days"]), (&"about-the-same".into(), &14.into()));
    assert_eq!((&first_step["first_week"]["median"], &data["right"]), (&6.0.into(), &serde_json::Value::Null));
    let trends = person.json(&["trends", "--json", "--weeks", "0"]);
    assert_eq!((&data["sessions"]["begun"], &data["sessions"]["done"]), (&1.into(), &360.into()));
    assert_eq!((&data["work"], &data["work"][0]["planned"]), (&trends["work"], &360.into()), "all in seconds");
    for key in ["trend", "first_week", "last_week", "rated_days", "of_days"] {
        assert_eq!(first_step[key], trends["left"]["first_step"][key], "{key}");
    }
    assert_eq!(data["routines"][0]["name"], "Evening reset");
    assert_eq!(data["notes"], serde_json::json!([]), "notes are private here, too");
    let data = person.json(&["report", "--json", "--weeks", "0", "--notes"]);
    assert!(data["notes"].as_array().unwrap().iter().any(|note| note["about"] == "left foot, average of the day"));
    assert_eq!(person.says(&["report", "--json", "--format", "text"]).code, Some(2), "one form at a time");
}

#[test]
fn an_export_is_json_lines_however_that_is_asked_for() {
    let person = Person::new();
    person.with_two_weeks();
    assert_eq!(person.gets(&["export", "--json"]), person.gets(&["export"]));
    assert_eq!(person.says(&["export", "--json", "--format", "csv"]).code, Some(2));
}

#[test]
fn as_text_the_weeks_have_rows_and_what_a_person_wrote_is_wrapped() {
    let person = Person::new();
    for (day, left) in [("2026-01-04", "3"), ("2026-01-11", "6")] {
        person.gets(&["log", "first-step", "--left", left, "--at", day, "--note", &"long words of a note ".repeat(20)]);
    }
    person.gets(&["log", "event", &"a walk without an end ".repeat(10), "--at", "2026-01-06"]);
    let page = person.gets(&["report", "--format", "text", "--weeks", "0", "--notes"]);
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
    let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("first steps week to left"), "one foot, one measure: {page}");
    assert!(words.matches("3 (1)").count() == 1 && words.matches("6 (1)").count() == 1, "{page}");
    assert!(words.contains("long words of a note long words") && words.contains("without an end a walk"), "{page}");
}
