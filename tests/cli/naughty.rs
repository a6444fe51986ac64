//! Data that nobody would write, and somebody's will have: words that steer, values that cannot be, dates out of time.

use std::fs;

use super::{NASTY, Person};

/// Words that have broken other programs, one of each sort.
const NAUGHTY: &[&str] = &[
    "null",
    "NaN",
    "-1",
    "1e309",
    "0x0",
    "true",
    "\\",
    "\\\\",
    "\"",
    "'",
    "';DROP TABLE pain;--",
    "{}",
    "[]",
    "{{7*7}}",
    "${HOME}",
    "$(touch /tmp/x)",
    "`id`",
    "%s%n",
    "%00",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "&lt;b&gt;",
    "=1+1",
    "@SUM(A1)",
    "+49",
    "a\tb",
    "two\nlines",
    "Ω≈ç√∫",
    "田中さんにあげて下さい",
    "الكل في المجمو عة",
    "🦶 🇦🇹",
    "\u{1f468}\u{200d}",
    "<<<<<<< HEAD",
    "{\"v\":1,\"seq\":9",
    "\",\"sum\":\"00000000\"}",
    "  spaces  ",
    "ﬀ ß İ ı",
    "\u{7f}\u{80}\u{9f}",
];

#[test]
fn d18_naughty_words_in_a_note_come_back_as_they_were_and_steer_nothing() {
    let person = Person::new();
    let mut kept = 0;
    for (number, note) in NAUGHTY.iter().chain(NASTY).enumerate() {
        let at = format!("2026-10-{:02} 07:{:02}", 1 + number % 28, number / 28);
        let said = person.says(&["log", "first-step", "--left", "3", "--at", &at, "--note", note]);
        match said.code {
            Some(0) => kept += 1,
            _ => assert!(said.code == Some(1) && said.err.contains("--note has "), "{note:?}: {}", said.err),
        }
    }
    assert!(kept >= NAUGHTY.len() - 4, "only what steers is refused");
    // What is said is looked at for all that could steer a terminal.
    assert!(person.gets(&["doctor"]).contains(&format!("{kept} ratings")), "each is one line of the journal");
    for args in [
        &["history", "--limit", "1000"][..],
        &["history", "--limit", "1000", "--json"],
        &["report", "--weeks", "0", "--notes", "--format", "text"],
        &["report", "--weeks", "0", "--notes"],
        &["trends", "--weeks", "0"],
    ] {
        person.gets(args);
    }
    let export = person.gets(&["export"]);
    let other = Person::new();
    let copy = other.path("copy.jsonl");
    fs::write(&copy, &export).unwrap();
    other.gets(&["import", copy.to_str().unwrap()]);
    assert_eq!(other.gets(&["export"]), export);
    for whole in ["';DROP TABLE pain;--", "$(touch /tmp/x)", "Ω≈ç√∫", "<<<<<<< HEAD"] {
        assert!(export.contains(whole), "{whole}");
    }
}

/// A line as the program would have written it, whatever it says.
fn line(seq: usize, at: &str, rest: &str) -> String {
    let said = format!(
        r#"{{"v":1,"seq":{seq},"id":"00000000-0000-7000-8000-{seq:012x}","rev":0,"at":"{at}","kind":"pain","side":"left","pain":"first-step",{rest}"#
    );
    format!("{said},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(said.as_bytes()))
}

#[test]
fn d18_a_value_that_cannot_be_is_named_and_in_no_figure_though_its_sum_fits() {
    let person = Person::new();
    person.gets(&["log", "first-step", "--left", "3", "--at", "2026-10-01 07:00"]);
    let at = "2026-10-02T07:00:00+00:00";
    let broken: Vec<String> =
        ["11", "-1", "NaN", "6.5", "1e400", "null", "\"6\"", "[6]", "256", "99999999999999999999"]
            .iter()
            .map(|value| format!("\"value\":{value}"))
            .chain(["\"worth\":6".into(), "\"value\":6,\"value\":7".into()])
            .collect();
    let dates = [
        "2026-02-30T07:00:00+00:00",
        "2026-10-02T24:00:00+00:00",
        "2026-10-02T07:00:61+00:00",
        "0000-00-00T00:00:00+00:00",
    ];
    let mut lines: Vec<String> = broken.iter().enumerate().map(|(n, rest)| line(n + 10, at, rest)).collect();
    lines.extend(dates.iter().enumerate().map(|(n, date)| line(n + 100, date, "\"value\":9")));
    let journal = person.journal();
    fs::write(&journal, fs::read_to_string(&journal).unwrap() + &lines.concat()).unwrap();

    let doctor = person.says(&["doctor"]);
    assert_eq!(doctor.code, Some(1));
    for number in 2..2 + lines.len() {
        assert!(doctor.out.contains(&format!("2026.jsonl, line {number}: ")), "{number}: {}", doctor.out);
    }
    let history = person.says(&["history"]);
    assert!(history.err.contains(&format!("{} lines or files of the history cannot be read", lines.len())));
    assert_eq!(history.out.matches("first-step").count(), 1, "{}", history.out);
    // The next one is kept as ever, and nothing was rewritten.
    person.says(&["log", "first-step", "--left", "4", "--at", "2026-10-03 07:00"]);
    let text = fs::read_to_string(&journal).unwrap();
    assert!(lines.iter().all(|line| text.contains(line.as_str())));
}

#[test]
fn c4_c5_a_date_before_its_time_or_after_today_is_kept_and_in_no_figure() {
    let person = Person::new();
    person.rated("left", &[Some(3), Some(3), Some(3), Some(3), Some(3)]);
    let journal = person.journal();
    let dates = ["1970-01-01T00:00:00+00:00", "1969-12-31T23:59:59-12:00", "2999-01-01T07:00:00+00:00"];
    let lines: String = dates.iter().enumerate().map(|(n, at)| line(n + 500, at, "\"value\":10")).collect();
    fs::write(&journal, fs::read_to_string(&journal).unwrap() + &lines).unwrap();
    let trends = person.says(&["trends", "--weeks", "0"]);
    assert!(trends.err.contains("3 entries are dated before 2000 or after today, and in no figure"), "{}", trends.err);
    assert!(trends.out.contains("5 of 7 rated, all 3"), "{}", trends.out);
    assert_eq!(person.json(&["trends", "--weeks", "0", "--json"])["entries_left_out"], 3);
    assert!(person.gets(&["report", "--weeks", "0"]).contains("3 damaged or wrongly dated entries are in no figure."));
    let history = person.gets(&["history", "--limit", "100"]);
    assert!(history.contains("31 December 1969") && history.contains("2999"), "they can be looked at: {history}");
}
