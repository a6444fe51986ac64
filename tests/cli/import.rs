//! `solemate import`: copies of a history, and tables of other diaries.

use std::fs;

use super::Person;

fn with_ratings() -> Person {
    let person = Person::new();
    person.gets(&["log", "first-step", "--left", "6", "--right", "2", "--at", "2026-11-01 07:10"]);
    person.gets(&["log", "day-average", "--left", "4", "--at", "2026-11-01 21:00", "--note", "stairs"]);
    person
}

impl Person {
    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn ratings(&self) -> Vec<(String, String, u64)> {
        let word = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap().to_owned();
        let rows = self.gets(&["history", "--json"]);
        let rows = rows.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        rows.map(|row| (word(&row, "at"), word(&row, "side"), row["value"].as_u64().unwrap())).collect()
    }
}

#[test]
fn ones_own_export_brings_nothing_new() {
    let person = with_ratings();
    let copy = person.file("copy.jsonl", person.gets(&["export"]));
    let before = fs::read(person.journal()).unwrap();
    assert_eq!(person.gets(&["import", &copy]), "3 facts: 0 new, 0 corrections, 3 known already.\n");
    assert_eq!(fs::read(person.journal()).unwrap(), before, "not a byte is added");
}

#[test]
fn another_ones_export_arrives_whole_and_only_once() {
    let (old, new) = (with_ratings(), Person::new());
    let copy = new.file("copy.jsonl", old.gets(&["export"]));
    let asked = new.gets(&["import", &copy, "--dry-run"]);
    assert!(asked.starts_with("3 facts: 3 new, 0 corrections, 0 known already. Nothing was added."), "{asked}");
    assert_eq!(new.gets(&["history", "--json"]), "");
    assert!(new.gets(&["import", &copy]).contains("solemate import --undo"));
    assert_eq!(new.ratings(), old.ratings());
    assert!(new.gets(&["import", &copy]).starts_with("3 facts: 0 new"));

    assert_eq!(new.gets(&["import", "--undo"]), "Taken back: 3 facts of the last import.\n");
    assert_eq!(new.gets(&["history", "--json"]), "");
    assert!(new.gets(&["import", &copy]).starts_with("3 facts: 0 new"), "what was taken back stays so");
    assert_eq!(new.says(&["import", "--undo"]).code, Some(1));
}

#[test]
fn d13_damaged_lines_of_a_copy_are_named_and_passed_over() {
    let (old, new) = (with_ratings(), Person::new());
    let text = old.gets(&["export"]).replacen("\"value\":6", "\"value\":1", 1);
    let copy = new.file("copy.jsonl", text);
    let answer = new.says(&["import", &copy]);
    assert!(answer.err.contains("line 1: its checksum does not fit"), "{}", answer.err);
    assert!(answer.out.starts_with("2 facts: 2 new"), "{}", answer.out);
    let noise = new.file("noise.jsonl", "\u{1b}]0;owned\u{7}\nnot a journal\n");
    let refused = new.says(&["import", &noise]);
    assert!(refused.code == Some(1) && refused.err.contains("nothing was added"), "{}", refused.err);
}

#[test]
fn a_table_with_a_column_for_each_foot_is_read_and_read_again_without_doubles() {
    let person = Person::new();
    let table = "Day,L,R,Remark\n2026-10-01,6,2,\n2.10.2026,5,,after \"\"the\"\" stairs\n2026-10-03 06:45,,1,\n\n";
    let table = person.file("diary.csv", table);
    let columns = ["import", &table, "--date", "day", "--left", "L", "--right", "R", "--note", "Remark"];
    let asked = person.gets(&[&columns[..], &["--dry-run"]].concat());
    assert!(asked.starts_with("4 ratings: 4 new, 0 known already. Nothing was added."), "{asked}");
    person.gets(&columns);
    assert_eq!(
        person.ratings(),
        [
            ("2026-10-03T06:45:00+00:00".into(), "right".into(), 1),
            ("2026-10-02T07:00:00+00:00".into(), "left".into(), 5),
            ("2026-10-01T07:00:00+00:00".into(), "left".into(), 6),
            ("2026-10-01T07:00:00+00:00".into(), "right".into(), 2),
        ]
    );
    assert!(person.gets(&columns).starts_with("4 ratings: 0 new, 4 known already."));
}

#[test]
fn a_table_that_names_the_foot_in_a_column_is_read_too() {
    let person = Person::new();
    let table = person.file("diary.csv", "when,side,score\n31/12/2025,Left,3\n1/1/2026,r,10\n");
    let columns = ["import", &table, "--date", "when", "--foot", "side", "--value", "score", "--kind", "day-average"];
    let unclear = person.says(&columns);
    assert!(unclear.code == Some(1) && unclear.err.contains("line 2") && unclear.err.contains("--order dmy"));
    person.gets(&[&columns[..], &["--order", "dmy"]].concat());
    assert_eq!(
        person.ratings(),
        [
            ("2026-01-01T20:00:00+00:00".into(), "right".into(), 10),
            ("2025-12-31T20:00:00+00:00".into(), "left".into(), 3),
        ]
    );
}

#[test]
fn what_is_wrong_with_a_table_is_named_with_its_line_and_nothing_is_added() {
    let person = Person::new();
    let wrong = [
        ("date,left\n2026-10-01,11\n", "line 2: `11` is not a whole number from 0 to 10"),
        ("date,left\n2026-10-01,5\n2026-10-02,NaN\n", "line 3: `NaN` is not"),
        ("date,left\n2026-02-30,5\n", "line 2: `2026-02-30` is no day"),
        ("date,left\n3026-10-01,5\n", "line 2: `3026-10-01` is not a day that has been lived"),
        ("date,left\n1212-10-01,5\n", "line 2: `1212-10-01` is not a day"),
        ("day,left\n2026-10-01,5\n", "line 1: there is no column `date`; there are day, left"),
    ];
    for (text, said) in wrong {
        let table = person.file("diary.csv", text);
        let refused = person.says(&["import", &table, "--left", "left"]);
        assert_eq!(refused.code, Some(1), "{text}");
        assert!(refused.err.contains(said) && refused.err.contains("nothing was added"), "{}", refused.err);
    }
    assert_eq!(person.gets(&["history", "--json"]), "");
    let table = person.file("diary.csv", "date,left\n2026-10-01,5\n");
    assert_eq!(person.says(&["import", &table]).code, Some(2), "which column it is must be said");
}
