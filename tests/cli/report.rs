//! `solemate report`: the page that a clinician gets.

use std::fs;

use super::Person;

impl Person {
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
    assert_eq!(page.matches("<circle").count(), 14, "one for each rated morning");
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
fn as_text_it_fits_a_page_and_says_the_same() {
    let person = Person::new();
    person.with_two_weeks();
    let page = person.gets(&["report", "--format", "text", "--weeks", "4"]);
    assert!(page.lines().all(|line| line.chars().count() <= 80 && line.trim_end() == line), "{page}");
    assert!(page.contains("Left foot") && page.contains("No session was kept in this time."), "{page}");
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
