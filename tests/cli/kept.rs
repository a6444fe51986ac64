//! Sessions that are in the history, as the verbs tell them.

use std::time::Duration;

use solemate::domain::body::{Side, Technique};
use solemate::domain::record::{Ending, Fact, FactId, Fitted, SessionRecord, StepRecord, What};
use solemate::domain::routine::RoutineId;
use solemate::domain::text::Clean;
use solemate::domain::time::stamp;
use solemate::store::journal::Journal;

use super::Person;

impl Person {
    /// Puts a session of six minutes into the history, of which so many seconds were done.
    pub(super) fn lived(&self, at: &str, done: u64, fitted: Option<Fitted>) -> FactId {
        let started = stamp::read(at).unwrap();
        let (planned, done) = (Duration::from_secs(360), Duration::from_secs(done));
        let step = StepRecord {
            name: Clean::visible("Knead"),
            technique: Some(Technique::Kneading),
            side: Some(Side::Left),
            planned,
            done,
            skipped: done < planned,
            hurts: Vec::new(),
        };
        let record = SessionRecord {
            routine: RoutineId::new("evening").unwrap(),
            name: Clean::visible("Evening reset"),
            started,
            ending: if done < planned { Ending::Early } else { Ending::Finished },
            planned,
            lived: done,
            paused: Duration::ZERO,
            fitted: fitted.map(Box::new),
            steps: vec![step],
        };
        let journal = Journal::new(self.path("data/history"), self.path("state"));
        let fact = Fact::new(started, What::Session(record));
        journal.append(std::slice::from_ref(&fact)).unwrap();
        fact.id
    }
}

#[test]
fn c4_what_is_dated_where_nobody_lived_is_named_so_in_the_list_and_at_import() {
    let (person, other) = (Person::new(), Person::new());
    person.lived("2099-01-05T20:00:00+00:00", 360, None);
    let history = person.gets(&["history"]);
    assert!(history.starts_with("Monday 5 January 2099 (in the future: in no figure)\n"), "{history}");
    let copy = other.path("copy.jsonl");
    std::fs::write(&copy, person.gets(&["export"])).unwrap();
    let import = |args: &[&str]| other.says(&[&["import", copy.to_str().unwrap()], args].concat());
    for answer in [import(&["--dry-run"]), import(&[])] {
        assert_eq!(answer.code, Some(0), "{}", answer.err);
        assert!(answer.err.contains("before 2000 or after today"), "{}", answer.err);
    }
    assert_eq!(other.gets(&["history"]), history, "it is kept all the same");
    assert_eq!(import(&[]).err, "", "nothing of it is new");
}

#[test]
fn what_was_begun_and_left_at_once_is_kept_and_in_no_figure() {
    let person = Person::new();
    person.lived("2026-01-05T20:00:00+00:00", 360, None);
    person.lived("2026-01-06T20:00:00+00:00", 0, None);
    let history = person.gets(&["history"]);
    assert!(history.contains("20:00  Evening reset: begun, nothing done\n"), "{history}");
    assert!(history.contains("20:00  Evening reset: 6:00 of 6:00\n"), "{history}");
    let trends = person.json(&["trends", "--weeks", "0", "--json"]);
    assert_eq!(trends["days"].as_array().unwrap().len(), 1);
    assert_eq!(trends["days"][0]["sessions"], 1);
    let report = person.gets(&["report", "--weeks", "0", "--format", "text"]);
    assert!(report.contains("Sessions: 1 begun, 1 lived to their end"), "{report}");
    assert!(report.contains("   1  Evening reset"), "{report}");
}

#[test]
fn a_plan_that_was_otherwise_than_on_paper_says_so_in_the_sheet_and_in_the_report() {
    let person = Person::new();
    let left_out = vec![Clean::visible("Toe pull")];
    person.lived("2026-01-05T20:00:00+00:00", 360, Some(Fitted { minutes: Some(8), left_out, ..Fitted::default() }));
    person.lived("2026-01-06T20:00:00+00:00", 360, None);
    let sheet = person.command(&["export", "--format", "csv"]).output().unwrap().stdout;
    let sheet = String::from_utf8(sheet).unwrap();
    assert_eq!(sheet.matches("short, 8 min as wished; without Toe pull").count(), 1, "{sheet}");
    let report = person.gets(&["report", "--weeks", "0", "--format", "text"]);
    assert!(report.contains("Planned otherwise than on paper, as wished that day: 1 of them"), "{report}");
    let page = person.gets(&["report", "--weeks", "0"]);
    assert!(page.contains("planned otherwise than on paper, as wished that day</td><td class=\"n\">1</td>"), "{page}");
}

#[test]
fn a_night_is_told_by_the_day_that_is_still_lived_wherever_it_is_told() {
    let person = Person::new();
    let kept = person.gets(&["log", "first-step", "--left", "5", "--at", "2026-01-10 03:30"]);
    assert_eq!(kept, "Kept: first-step pain, left 5, Friday 9 January 2026, 03:30 (night to Saturday).\n");
    let history = person.gets(&["history"]);
    assert_eq!(
        history,
        "Friday 9 January 2026\n  03:30 (night to Saturday)  first-step pain, left foot: 5, limiting\n"
    );
}

#[test]
fn what_is_written_with_a_rating_of_a_session_is_told_and_every_id_that_can_be_forgotten() {
    let person = Person::new();
    let session = person.lived("2026-11-01T20:00:00+00:00", 300, None).to_string();
    let at = "2026-11-01 20:07";
    person.gets(&[
        "log",
        "now-after",
        "--left",
        "2",
        "--at",
        at,
        "--session",
        &session,
        "--note",
        "numb after",
        "--place",
        "inner heel",
    ]);
    person.gets(&[
        "log",
        "now-before",
        "--right",
        "4",
        "--left",
        "3",
        "--at",
        at,
        "--session",
        &session,
        "--note",
        "stiff",
    ]);
    let told = person.gets(&["history"]);
    assert!(told.contains("         pain before, both feet\n         stiff\n"), "{told}");
    assert!(told.contains("         pain after, left foot, inner heel\n         numb after\n"), "{told}");
    let data = person.json(&["history", "--json"]);
    assert_eq!((&data["routine"], data["ratings"].as_array().unwrap().len()), (&"evening".into(), 3));
    let step = serde_json::json!({
        "step": "Knead", "technique": "kneading", "side": "left", "planned": 360, "done": 300, "skipped": true
    });
    assert_eq!(data["steps"], serde_json::json!([step]));
    let after = data["ratings"].as_array().unwrap().iter().find(|rating| rating["pain"] == "now-after").unwrap();
    assert_eq!(
        (&after["note"], &after["place"], &after["value"]),
        (&"numb after".into(), &"inner heel".into(), &2.into())
    );
    person.gets(&["forget", "--yes", after["id"].as_str().unwrap()]);
    assert!(!person.gets(&["history"]).contains("numb") && person.gets(&["history"]).contains("Evening reset"));
}
