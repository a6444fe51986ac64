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

    /// The folders of imports in the history.
    fn imports(&self) -> Vec<std::path::PathBuf> {
        let all = fs::read_dir(self.path("data/history")).unwrap().map(|entry| entry.unwrap().path());
        all.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("import-")).collect()
    }

    /// Says here anew what a copy says, with another value, as the program does.
    fn says_later(&self, copy: &str, value: &str, instead: &str) {
        self.says_at(copy, value, instead, "2026-11-05T10:00:00+00:00");
    }

    fn says_at(&self, copy: &str, value: &str, instead: &str, at: &str) {
        let line = copy.lines().find(|line| line.contains(&format!("\"value\":{value}"))).unwrap();
        let (said, _) = line.split_once(",\"sum\"").unwrap();
        let (start, rest) = said.split_once(",\"rev\":0,\"at\":\"").unwrap();
        let rest = rest[25..].replace(&format!("\"value\":{value}"), &format!("\"value\":{instead}"));
        let said = format!("{start},\"rev\":1,\"at\":\"{at}{rest}");
        let line = format!("{said},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(said.as_bytes()));
        let folder = self
            .path("data/history")
            .join(fs::read_to_string(self.path("state/device")).unwrap().split(' ').next().unwrap());
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("2026.jsonl");
        let before = fs::read_to_string(&path).unwrap_or_default();
        fs::write(path, before + &line).unwrap();
    }

    fn ratings(&self) -> Vec<(String, String, u64)> {
        let word = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap().to_owned();
        let rows = self.gets(&["history", "--json"]);
        let rows = rows.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        rows.map(|row| (word(&row, "at"), word(&row, "side"), row["value"].as_u64().unwrap())).collect()
    }
}

#[test]
fn a_table_is_known_by_its_ending_or_by_the_columns_that_are_named() {
    let text = "Day\tL\tR\n2026-10-01\t5\t2\n";
    for name in ["diary.tsv", "diary.txt", "diary"] {
        let person = Person::new();
        let table = person.file(name, text);
        let said = person.gets(&["import", &table, "--date", "Day", "--left", "L", "--right", "R", "--dry-run"]);
        assert!(said.contains("2 new"), "{name}: {said}");
    }
    let person = Person::new();
    let answer = person.says(&["import", &person.file("diary.tsv", text)]);
    assert!(answer.code == Some(1) && !answer.err.contains("checksum"), "{}", answer.err);
}

#[test]
fn ones_own_export_brings_nothing_new() {
    let person = with_ratings();
    let copy = person.file("copy.jsonl", person.gets(&["export"]));
    let before = fs::read(person.journal()).unwrap();
    assert_eq!(person.gets(&["import", &copy]), "3 facts: 0 new, 0 corrected, 0 removed, 3 known already.\n");
    assert_eq!(fs::read(person.journal()).unwrap(), before, "not a byte is added");
}

#[test]
fn another_ones_export_arrives_whole_and_only_once() {
    let (old, new) = (with_ratings(), Person::new());
    let copy = new.file("copy.jsonl", old.gets(&["export"]));
    let asked = new.gets(&["import", &copy, "--dry-run"]);
    assert!(
        asked.starts_with("3 facts: 3 new, 0 corrected, 0 removed, 0 known already. Nothing was added."),
        "{asked}"
    );
    assert_eq!(new.gets(&["history", "--json"]), "");
    assert!(new.gets(&["import", &copy]).contains("solemate import --undo"));
    assert_eq!(new.ratings(), old.ratings());
    assert!(new.gets(&["import", &copy]).starts_with("3 facts: 0 new"));
}

#[test]
fn the_last_import_is_taken_back_whole_and_only_once() {
    let (old, new) = (with_ratings(), Person::new());
    assert!(new.says(&["import", "--undo"]).err.contains("there is no import to take back"));
    new.gets(&["log", "first-step", "--left", "3", "--at", "2026-11-03 07:00"]);
    let before = new.ratings();
    let copy = new.file("copy.jsonl", old.gets(&["export"]));
    new.gets(&["import", &copy]);
    assert_eq!(new.imports().len(), 1, "an import is a folder of its own");
    assert!(new.gets(&["doctor"]).contains("4 ratings and 0 notes, in 2 files of 1 device and 1 import"));
    assert_eq!(new.gets(&["import", "--undo"]), "Taken back: 3 facts of the last import.\n");
    assert_eq!((new.ratings(), new.imports().len()), (before.clone(), 0));
    let twice = new.says(&["import", "--undo"]);
    assert!(twice.code == Some(1) && twice.err.contains("there is no import to take back"), "{}", twice.err);
    assert_eq!(new.ratings(), before);
    assert!(new.gets(&["import", &copy]).starts_with("3 facts: 3 new"), "what was taken back can be asked for again");
}

#[test]
fn imports_are_taken_back_one_after_the_other_the_last_one_first() {
    let person = Person::new();
    for (name, rows) in [("a.csv", "Day,L\n2026-10-01,6\n"), ("b.csv", "Day,L\n2026-10-02,5\n2026-10-03,5\n")] {
        let table = person.file(name, rows);
        person.gets(&["import", &table, "--date", "Day", "--left", "L", "--kind", "first-step"]);
    }
    assert_eq!(person.gets(&["import", "--undo"]), "Taken back: 2 facts of the last import.\n");
    assert_eq!(person.gets(&["import", "--undo"]), "Taken back: 1 fact of the last import.\n");
    assert_eq!(person.says(&["import", "--undo"]).code, Some(1));
    assert_eq!(person.imports().len(), 0);
}

#[test]
fn an_import_that_added_nothing_leaves_the_one_before_to_be_taken_back() {
    let (old, new) = (with_ratings(), Person::new());
    let copy = new.file("copy.jsonl", old.gets(&["export"]));
    new.gets(&["import", &copy]);
    assert!(!new.gets(&["import", &copy]).contains("--undo"));
    assert_eq!(new.gets(&["import", "--undo"]), "Taken back: 3 facts of the last import.\n");
}

#[test]
fn d5_a_crash_between_the_steps_of_an_import_takes_nothing_else_back() {
    let (old, new) = (with_ratings(), Person::new());
    let copy = new.file("copy.jsonl", old.gets(&["export"]));
    new.gets(&["import", &copy]);
    let [placed] = &new.imports()[..] else { panic!("one import") };
    let device = fs::read_to_string(new.path("state/device")).unwrap();
    // Killed while it was written: what lies there is read by nobody, and goes with the next import.
    let hidden = new.path("data/history").join(format!(".import-{}.x7", device.split(' ').next().unwrap()));
    fs::create_dir(&hidden).unwrap();
    fs::write(hidden.join("2026.jsonl"), old.gets(&["export"])).unwrap();
    // Killed after its name was noted and before it got it.
    let list = new.path("state/imports");
    let noted = fs::read_to_string(&list).unwrap() + "import-01999999999999999999999999999999\n";
    fs::write(&list, noted).unwrap();

    assert_eq!(new.ratings().len(), 3);
    let refused = new.says(&["import", "--undo"]);
    assert!(refused.code == Some(1) && refused.err.contains("nothing was taken back"), "{}", refused.err);
    assert_eq!(new.imports(), std::slice::from_ref(placed), "the import before stays");
    assert!(refused.err.contains("once more takes back the one before it"), "{}", refused.err);

    new.gets(&["import", &new.file("table.csv", "date,left\n2026-10-01,5\n"), "--left", "left"]);
    assert!(!hidden.exists());
    assert_eq!(new.gets(&["import", "--undo"]), "Taken back: 1 fact of the last import.\n");
    assert_eq!((new.ratings().len(), new.imports().len()), (3, 1));
}

#[test]
fn what_was_corrected_since_an_import_stays_when_it_is_taken_back() {
    let (old, new) = (with_ratings(), Person::new());
    let copy = old.gets(&["export"]);
    new.gets(&["import", &new.file("copy.jsonl", &copy)]);
    new.says_later(&copy, "6", "9");
    let answer = new.gets(&["import", "--undo"]);
    assert_eq!(answer, "Taken back: 3 facts of the last import. 1 of them was corrected here since, and stays.\n");
    assert_eq!(new.ratings().iter().map(|row| row.2).collect::<Vec<_>>(), [9]);
}

#[test]
fn two_machines_that_exchange_their_exports_come_to_say_the_same() {
    let (desk, laptop) = (with_ratings(), Person::new());
    let exchange = |from: &Person, to: &Person| to.gets(&["import", &to.file("copy.jsonl", from.gets(&["export"]))]);
    exchange(&desk, &laptop);
    // Each says something of its own, and both correct the same rating, the laptop later.
    desk.gets(&["log", "first-step", "--left", "1", "--at", "2026-11-06 07:00"]);
    laptop.gets(&["log", "first-step", "--right", "0", "--at", "2026-11-07 07:00"]);
    let copy = desk.gets(&["export"]);
    desk.says_at(&copy, "6", "8", "2026-11-05T10:00:00+00:00");
    laptop.says_at(&copy, "6", "9", "2026-11-05T11:00:00+00:00");
    assert!(exchange(&desk, &laptop).starts_with("4 facts: 1 new, 0 corrected, 0 removed, 3 known already"));
    assert!(exchange(&laptop, &desk).starts_with("5 facts: 1 new, 1 corrected, 0 removed, 3 known already"));
    for (from, to) in [(&desk, &laptop), (&laptop, &desk)] {
        assert_eq!(exchange(from, to), "5 facts: 0 new, 0 corrected, 0 removed, 5 known already.\n");
    }
    assert_eq!(desk.ratings(), laptop.ratings());
    assert!(desk.ratings().iter().any(|row| row.2 == 9) && !desk.ratings().iter().any(|row| row.2 == 8));
}

#[test]
fn what_is_forgotten_is_forgotten_in_ones_own_imports_too() {
    let (old, new) = (with_ratings(), Person::new());
    new.gets(&["import", &new.file("copy.jsonl", old.gets(&["export"]))]);
    let rows = new.gets(&["history", "--json"]);
    let ids: Vec<String> = rows
        .lines()
        .map(|row| serde_json::from_str::<serde_json::Value>(row).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(new.gets(&["forget", "--yes", &ids[0]]), "Erased: 1 line.\n");
    assert_eq!(new.ratings().len(), 2);
    assert_eq!(new.gets(&["forget", "--yes", &ids[1], &ids[2]]), "Erased: 2 lines.\n");
    assert_eq!(new.imports().len(), 0, "the folder goes with its last line");
    assert_eq!(new.says(&["import", "--undo"]).code, Some(1));
}

#[test]
fn a_file_that_is_not_there_is_the_persons_mistake() {
    let person = Person::new();
    let missing = person.says(&["import", "nowhere.jsonl"]);
    assert!(missing.code == Some(1) && missing.err.contains("there is no file nowhere.jsonl"), "{}", missing.err);
    let folder = person.says(&["import", person.path("").to_str().unwrap()]);
    assert!(folder.code == Some(1) && folder.err.contains("is a folder"), "{}", folder.err);
}

/// What was whole and impossible where the copy was made is so here: nothing was lost on the way, and nobody is asked.
#[test]
fn d24_lines_of_ones_own_export_that_say_what_cannot_be_stay_out_and_the_others_come_in() {
    let old = Person::new();
    old.gets(&["morning", "6", "2"]);
    let copy = old.gets(&["export"]);
    let (whole, _) = copy.lines().next().unwrap().split_once(",\"sum\"").unwrap();
    let (before, after) = whole.split_once("\"value\":").unwrap();
    let id = before.split("\"id\":\"").nth(1).unwrap().split('"').next().unwrap();
    let other = before.replace(id, "01900000-0000-7000-8000-000000000001");
    let impossible = format!("{other}\"value\":11{}", after.trim_start_matches(|c: char| c.is_ascii_digit()));
    let signed = format!("{impossible},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(impossible.as_bytes()));
    let file = old.file("copy.jsonl", format!("{copy}{signed}"));
    let new = Person::new();
    let answer = new.says(&["import", &file]);
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    assert!(answer.err.contains("1 line says what cannot be") && answer.err.contains("line 3:"), "{}", answer.err);
    assert!(answer.out.contains("2 facts: 2 new"), "{}", answer.out);
    assert_eq!(new.gets(&["history", "--json"]).lines().count(), 2);
    assert!(new.says(&["import", &file]).out.contains("2 known already"));
}

#[test]
fn d24_a_damaged_copy_is_taken_whole_or_not_at_all_unless_it_is_said() {
    let (old, new) = (with_ratings(), Person::new());
    let text = old.gets(&["export"]).replacen("\"value\":6", "\"value\":1", 1);
    let copy = new.file("copy.jsonl", text);
    let refused = new.says(&["import", &copy]);
    assert!(refused.err.contains("line 1: its checksum does not fit") && refused.err.contains("nothing was added"));
    assert_eq!((refused.code, new.gets(&["history", "--json"])), (Some(1), String::new()));
    let tried = new.says(&["import", &copy, "--dry-run"]);
    let counted = "The other lines have 2 facts: 2 new, 0 corrected, 0 removed, 0 known already. Nothing was added.\n";
    assert_eq!((tried.code, tried.out.as_str()), (Some(1), counted));
    assert!(tried.err.contains("nothing was added; --skip-damaged takes the others"), "{}", tried.err);
    let answer = new.says(&["import", &copy, "--skip-damaged"]);
    assert!(answer.err.contains("passed over, 1 in all"), "{}", answer.err);
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
fn a_table_is_one_by_its_name_or_by_the_columns_that_are_named_and_else_the_way_is_told() {
    for (name, text) in [
        ("diary.tsv", "Day\tL\tR\n2026-10-01\t5\t2\n"),
        ("diary.TXT", "Day,L,R\n2026-10-01,5,2\n"),
        ("diary", "Day;L;R\n2026-10-01;5;2\n"),
    ] {
        let person = Person::new();
        let table = person.file(name, text);
        if !name.ends_with("tsv") {
            let unnamed = person.says(&["import", &table]);
            assert!(unnamed.code == Some(1) && unnamed.err.contains("--date Day --left L"), "{}", unnamed.err);
        }
        let said = person.gets(&["import", &table, "--date", "Day", "--left", "L", "--right", "R"]);
        assert!(said.starts_with("2 ratings: 2 new"), "{name}: {said}");
    }
}

#[test]
fn of_two_columns_of_one_name_none_is_taken() {
    let person = Person::new();
    let table = person.file("diary.csv", "Day,L,l\n2026-10-01,5,2\n");
    let said = person.says(&["import", &table, "--date", "Day", "--left", "L"]);
    assert!(said.code == Some(1) && said.err.contains("two columns are called `L`"), "{}", said.err);
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
fn a_row_that_was_corrected_here_does_not_come_back_with_the_same_table() {
    let person = Person::new();
    let table = person.file("diary.csv", "date,left\n2026-10-01,6\n2026-10-02,5\n");
    let columns = ["import", &table, "--left", "left"];
    assert!(person.gets(&columns).starts_with("2 ratings: 2 new, 0 known already."));
    person.says_later(&person.gets(&["export"]), "6", "3");
    let again = person.says(&columns);
    assert_eq!(again.out, "2 ratings: 0 new, 2 known already.\n");
    assert!(again.err.contains("1 rating with another value here, left as it is here"), "{}", again.err);
    let values: Vec<u64> = person.ratings().iter().map(|row| row.2).collect();
    assert!(values.contains(&3) && !values.contains(&6), "{values:?}");
    person.gets(&["import", "--undo"]);
    assert!(person.says(&columns).out.starts_with("2 ratings: 1 new, 1 known already."));
}

#[test]
fn a_row_of_a_day_alone_is_the_same_in_another_zone_and_with_days_that_begin_later() {
    let person = Person::new();
    let table = person.file("diary.csv", "date,left\n2026-10-01,5\n2026-10-02,6\n");
    let other = person.file("other.csv", "date,left\n2026-10-01,9\n2026-10-02,6\n");
    person.gets(&["import", &table, "--left", "left"]);
    let before = person.ratings();
    let elsewhere = |table: &str| {
        let output = person.command(&["import", table, "--left", "left"]).env("TZ", "PST8PDT").output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let nothing = "2 ratings: 0 new, 2 known already.\n";
    assert_eq!(elsewhere(&table), (nothing.to_owned(), String::new()));
    let left = "solemate: 1 rating with another value here, left as it is here\n";
    assert_eq!(elsewhere(&other), (nothing.to_owned(), left.to_owned()));
    fs::create_dir_all(person.path("config")).unwrap();
    fs::write(person.path("config/config.toml"), "day_begins = \"09:30\"\n").unwrap();
    let again = person.says(&["import", &other, "--left", "left"]);
    assert_eq!((again.out.as_str(), again.err.as_str()), (nothing, left));
    assert_eq!((person.ratings(), person.imports().len()), (before, 1));
}

#[test]
fn equal_ratings_of_one_day_are_each_kept_and_the_order_of_a_table_does_not_matter() {
    let person = Person::new();
    let table = person.file("diary.csv", "date,left\n2026-10-02,5\n2026-10-02,5\n2026-10-01,4\n");
    let columns = ["import", &table, "--left", "left", "--kind", "now-before"];
    person.gets(&columns);
    assert_eq!(person.ratings().iter().map(|row| row.2).collect::<Vec<_>>(), [5, 5, 4]);
    assert!(person.gets(&columns).starts_with("3 ratings: 0 new, 3 known already."));
}

#[test]
fn d24_a_table_is_refused_while_a_part_of_the_history_cannot_be_read() {
    let person = Person::new();
    let table = person.file("diary.csv", "date,left\n2026-10-01,6\n");
    fs::create_dir_all(person.path("data/history/other/2026.jsonl")).unwrap();
    let refused = person.says(&["import", &table, "--left", "left"]);
    assert!(refused.code == Some(3) && refused.err.contains("nothing was added"), "{}", refused.err);
}

#[test]
fn what_spreadsheets_make_of_a_table_is_understood() {
    let person = Person::new();
    let table = "\u{feff}Datum;Uhrzeit;Links;Art;Notiz\r\n1.10.2026 7:10;;6;First step;\"a;b\"\r\n\
                 2026-10-02T05:00:00-07:00;;5;day-average;\r\n2026-10-03, 9:30 PM;;4;;tab\there\r\n2026-10-04;;;;x\r\n";
    let table = person.file("diary.csv", table);
    let columns = ["import", &table, "--date", "datum", "--left", "links", "--kind-column", "art", "--note", "notiz"];
    let answer = person.says(&columns);
    assert!(answer.out.starts_with("3 ratings: 3 new"), "{} {}", answer.out, answer.err);
    assert!(answer.err.contains("1 note with characters that cannot be shown"), "{}", answer.err);
    let stamps: Vec<String> = person.ratings().into_iter().map(|row| row.0).collect();
    assert_eq!(stamps, ["2026-10-03T21:30:00+00:00", "2026-10-02T05:00:00-07:00", "2026-10-01T07:10:00+00:00"]);
    assert_eq!(person.gets(&["history", "--json"]).matches("day-average").count(), 1);
}

#[test]
fn c7_a_time_in_utc_was_lived_here() {
    let person = Person::new();
    let table = person.file("diary.csv", "date,left\n2026-10-02T05:00:00Z,6\n");
    let mut command = person.command(&["import", &table, "--left", "left"]);
    let output = command.env("TZ", "MST7").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(person.ratings()[0].0, "2026-10-01T22:00:00-07:00");
}

#[test]
fn rows_without_a_value_or_a_foot_are_passed_over_and_a_sheet_of_solemate_is_known() {
    let person = Person::new();
    let table = person.file("diary.csv", "date,foot,value\n2026-10-01,both,\n2026-10-02,,5\n2026-10-03,left,4\n");
    let answer = person.says(&["import", &table, "--foot", "foot", "--value", "value"]);
    assert!(answer.out.starts_with("1 rating: 1 new"), "{}", answer.out);
    assert!(answer.err.contains("1 row without a foot, passed over"), "{}", answer.err);

    let sheet = person.file("sheet.csv", person.command(&["export", "--format", "csv"]).output().unwrap().stdout);
    let refused = person.says(&["import", &sheet, "--date", "at", "--foot", "foot", "--value", "value"]);
    assert!(refused.code == Some(1) && refused.err.contains("this is a sheet of solemate"), "{}", refused.err);
}

#[test]
fn d24_an_open_quote_takes_no_rows_away() {
    let person = Person::new();
    let rows = |count: usize| "2026-10-02,5,\n".repeat(count);
    for (count, said) in [(3, "a quote is opened and never closed"), (50_000, "it is longer than 64 KiB")] {
        let table = person.file("diary.csv", format!("date,left,remark\n2026-10-01,6,\"stairs\n{}", rows(count)));
        let refused = person.says(&["import", &table, "--left", "left"]);
        assert!(refused.code == Some(1) && refused.err.contains(said), "{}", refused.err);
        assert!(refused.err.contains("line 2"), "{}", refused.err);
    }
    let latin = person.file("diary.csv", b"date,left,remark\n2026-10-01,6,F\xfc\xdfe\n");
    let refused = person.says(&["import", &latin, "--left", "left"]);
    assert!(refused.code == Some(1) && refused.err.contains("not UTF-8"), "{}", refused.err);
    assert_eq!(person.gets(&["history", "--json"]), "");
}

#[test]
fn what_is_wrong_with_a_table_is_named_with_its_line_and_nothing_is_added() {
    let person = Person::new();
    let wrong = [
        ("date,left\n2026-10-01,11\n", "line 2, column left: `11` is not a whole number from 0 to 10"),
        ("date,left\n2026-10-01,5\n2026-10-02,NaN\n", "line 3, column left: `NaN` is not"),
        ("date,left\n2026-02-30,5\n", "line 2, column date: `2026-02-30` is no day"),
        ("date,left\n3026-10-01,5\n", "line 2, column date: `3026-10-01` is not a day that has been lived"),
        ("date,left\n1212-10-01,5\n", "line 2, column date: `1212-10-01` is not a day"),
        (
            "date,left\r\n3/4/2026,5\r\n4/3/2026,5\r\n",
            "line 2, column date: `3/4/2026` can be read in two orders: add --order dmy",
        ),
        ("date,left\r\n13/4/2026,5\r\n", "line 2, column date: `13/4/2026` has the day first: add --order dmy;"),
        ("date,left\r\n4-13-2026,5\r\n", "line 2, column date: `4-13-2026` has the month first: add --order mdy;"),
        ("date,left\r\n30/2/2026,5\r\n", "line 2, column date: `30/2/2026` is no day"),
        (
            "date,left\r\n2026-10-01,5\r\n\r\n2026-10-02,5\r\n2026-10-03,x\r\n",
            "line 5, column left: `x` may be 10 or a mark",
        ),
        ("date,left\n2026-10-01,5\n\n\n2026-10-02,4,5\n", "line 5: 3 cells below 2 headings"),
        ("date,left\n05.11.26,5\n", "line 2, column date: `05.11.26` has a year of two digits: write four"),
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

#[test]
fn a_time_that_has_not_come_is_refused_and_a_day_alone_is_never_ahead() {
    let person = Person::new();
    let newest = || {
        let line = person.gets(&["history", "--json", "--limit", "1"]);
        let data: serde_json::Value = serde_json::from_str(&line).unwrap();
        chrono::DateTime::parse_from_rfc3339(data["at"].as_str().unwrap()).unwrap()
    };
    person.gets(&["log", "event", "now"]);
    let day = person.json(&["today", "--json"])["day"].as_str().unwrap().to_owned();
    let table = person.file("diary.csv", format!("date,left\n{day},5\n"));
    person.gets(&["import", &table, "--left", "left", "--kind", "day-average"]);
    person.gets(&["log", "event", "later"]);
    let rows = person.gets(&["history", "--json"]);
    let at = |what: &str| {
        let row: serde_json::Value =
            serde_json::from_str(rows.lines().find(|row| row.contains(what)).unwrap()).unwrap();
        chrono::DateTime::parse_from_rfc3339(row["at"].as_str().unwrap()).unwrap()
    };
    assert!(at("day-average") <= at("later"), "the evening of today is not over");

    let soon = newest() + chrono::TimeDelta::minutes(30);
    // In the last half hour of a day no time is left that has not come.
    if soon.format("%Y-%m-%d").to_string() == day {
        let table = person.file("diary.csv", format!("date,left\n{},5\n", soon.format("%Y-%m-%d %H:%M")));
        let refused = person.says(&["import", &table, "--left", "left"]);
        assert!(refused.err.contains("line 2") && refused.err.contains("has not come yet"), "{}", refused.err);
    }
}

#[test]
fn d22_no_import_touches_a_file_that_was_there_before() {
    let (old, new) = (with_ratings(), Person::new());
    let copy = new.file("copy.jsonl", old.gets(&["export"]));
    new.gets(&["log", "first-step", "--left", "3"]);
    new.gets(&["import", &copy]);
    let all = |person: &Person| {
        let mut files = Vec::new();
        for device in fs::read_dir(person.path("data/history")).unwrap() {
            for file in fs::read_dir(device.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                files.push((path.clone(), fs::read(path).unwrap()));
            }
        }
        files.sort();
        files
    };
    let before = all(&new);
    // One that corrects what the last one brought, one that is damaged, a table, an empty one, and the same again.
    old.gets(&["log", "first-step", "--right", "9"]);
    let later = old.gets(&["export"]);
    let damaged = later.replacen("\"value\":9", "\"value\":1", 1);
    for (name, text) in [
        ("later.jsonl", later.as_str()),
        ("damaged.jsonl", &damaged),
        ("diary.csv", "Day,L\n2026-10-01,4\n"),
        ("empty.jsonl", ""),
        ("again.jsonl", &later),
    ] {
        let file = new.file(name, text);
        let mut args = vec!["import", &file];
        args.extend(name.ends_with("csv").then_some(["--date", "Day", "--left", "L"]).into_iter().flatten());
        args.extend((name == "damaged.jsonl").then_some("--skip-damaged"));
        new.says(&args);
        let after = all(&new);
        assert!(before.iter().all(|file| after.contains(file)), "{name}");
    }
    assert!(all(&new).len() > before.len());
    // Taking one back takes nothing else away.
    new.gets(&["import", "--undo"]);
    let after = all(&new);
    assert!(before.iter().all(|file| after.contains(file)));
}

#[test]
fn all_rows_of_a_table_that_are_at_fault_are_named_at_once_and_the_others_can_be_taken() {
    let person = Person::new();
    let table = person.file(
        "diary.csv",
        "date,left,right\n2026-10-01,\"4,5\",2\n2026-10-02,4/10,-\n2026-10-03,x,3\n2026-10-04,,1\n30.2.2026,1,1\n",
    );
    let with = |more: &[&'static str]| {
        person.says(&[&["import", table.as_str(), "--left", "left", "--right", "right"], more].concat())
    };
    for more in [&["--dry-run"][..], &[]] {
        let refused = with(more);
        assert_eq!(refused.code, Some(1));
        for said in [
            "line 2, column left: `4,5` lies between",
            "line 4, column left: `x` may be",
            "line 6, column date: `30.2.2026` is no day",
        ] {
            assert!(refused.err.contains(said), "{said}: {}", refused.err);
        }
        assert!(refused.err.contains("3 rows at fault; nothing was added; --skip-damaged takes the others"));
        let counted = "The other rows have 2 ratings: 2 new, 0 known already. Nothing was added.\n";
        assert_eq!(refused.out, if more.is_empty() { "" } else { counted });
    }
    assert_eq!(person.ratings().len(), 0);
    let tried = with(&["--dry-run", "--skip-damaged"]);
    assert_eq!(tried.out, "2 ratings: 2 new, 0 known already. Nothing was added.\n");
    assert!(tried.err.contains("3 rows passed over"), "{}", tried.err);
    assert_eq!(with(&["--skip-damaged"]).code, Some(0));
    assert_eq!(person.ratings().len(), 2);
}

#[test]
fn of_very_many_rows_at_fault_twenty_are_named_and_all_counted() {
    let person = Person::new();
    let rows: String = (0..500).map(|_| "2026-10-01,11\n").collect();
    let refused = person.says(&["import", &person.file("diary.csv", format!("date,left\n{rows}")), "--left", "left"]);
    assert_eq!(refused.err.matches("`11` is not").count(), 20);
    assert!(
        refused.err.contains("500 rows at fault, 480 of them not named here; nothing was added"),
        "{}",
        refused.err
    );
}
