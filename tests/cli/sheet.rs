//! `solemate export --format csv`: what a spreadsheet gets.

use super::Person;

impl Person {
    /// The sheet, read by an independent reader: rows of cells, the heads first.
    fn sheet(&self) -> Vec<Vec<String>> {
        let text = self.command(&["export", "--format", "csv"]).output().unwrap().stdout;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_slice());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }
}

fn cell<'a>(sheet: &'a [Vec<String>], row: usize, head: &str) -> &'a str {
    let column = sheet[0].iter().position(|name| name == head).unwrap();
    &sheet[row][column]
}

#[test]
fn a_rating_is_a_row_with_its_day_foot_kind_value_and_note() {
    let person = Person::new();
    let note = "worse, \"much\" worse;\nafter the stairs";
    person.gets(&["log", "first-step", "--left", "6", "--at", "2026-11-02 02:10", "--note", note, "--place", "=heel"]);
    let sheet = person.sheet();
    assert_eq!(sheet.len(), 2);
    for (head, value) in [
        ("row", "rating"),
        ("day", "2026-11-01"),
        ("at", "2026-11-02T02:10:00+00:00"),
        ("foot", "left"),
        ("pain", "first-step"),
        ("value", "6"),
        ("note", note),
        ("place", "'=heel"),
    ] {
        assert_eq!(cell(&sheet, 1, head), value, "{head}");
    }
}

#[test]
fn a_session_has_a_row_for_each_step_and_side() {
    let person = Person::new();
    person.routine(
        "short.toml",
        "format = 1\nname = \"Short\"\n[defaults]\nprep = 0\n[[step]]\nname = \"Knead\"\ntechnique = \"kneading\"\n\
         zones = [\"calf_all\"]\nsides = \"each\"\ntime = 1\n",
    );
    let lived = person.command(&["start", "short", "--plain", "--no-check"]).write_stdin("").output().unwrap();
    assert_eq!(lived.status.code(), Some(0), "{}", String::from_utf8_lossy(&lived.stderr));
    let sheet = person.sheet();
    let steps: Vec<usize> = (1..sheet.len()).filter(|row| cell(&sheet, *row, "row") == "step").collect();
    let told = |row: usize| ["foot", "step", "technique", "planned_seconds"].map(|head| cell(&sheet, row, head));
    assert_eq!(
        steps.iter().map(|row| told(*row)).collect::<Vec<_>>(),
        [["left", "Knead", "kneading", "1"], ["right", "Knead", "kneading", "1"],]
    );
}

#[test]
fn p7_no_text_is_a_formula() {
    let person = Person::new();
    let nasty = [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "  =1+1",
        "'quoted",
        "\t=1",
        "\u{a0}=1",
        "\u{3000}+1",
        "＝1",
        "＠SUM(A1)",
    ];
    for (minute, note) in nasty.iter().enumerate() {
        let at = format!("2026-11-01 07:{minute:02}");
        person.says(&["log", "day-average", "--right", "3", "--at", &at, "--note", note]);
    }
    person.gets(&["log", "day-average", "--right", "3", "--at", "2026-11-01 08:00", "--note", "5 = five"]);
    let sheet = person.sheet();
    let notes: Vec<&str> = (1..sheet.len()).map(|row| cell(&sheet, row, "note")).collect();
    assert!(notes.len() >= 11 && notes.contains(&"5 = five"), "{notes:?}");
    for note in notes {
        let first = note.trim_start().chars().next().unwrap();
        assert!(!"=+-@＝＋－＠\t\r".contains(first), "{note:?}");
    }
}

#[test]
fn an_empty_history_is_a_sheet_of_heads() {
    let person = Person::new();
    let [heads] = &person.sheet()[..] else { panic!("one row") };
    assert_eq!(heads[..6], ["row", "day", "at", "foot", "pain", "value"]);
}

#[test]
fn p6_a_copy_without_notes_says_all_the_rest() {
    let person = Person::new();
    person.gets(&["log", "first-step", "--left", "6", "--at", "2026-11-01 07:10", "--note", "canary on the stairs"]);
    person.gets(&["log", "first-step", "--right", "3", "--at", "2026-11-01 07:10", "--place", "canary of a heel"]);
    person.gets(&["log", "day-average", "--right", "2", "--at", "2026-11-01 21:00"]);
    let whole = person.gets(&["export"]);
    for format in ["jsonl", "csv"] {
        let args = ["export", "--format", format, "--without-notes"];
        let copy = String::from_utf8(person.command(&args).output().unwrap().stdout).unwrap();
        assert!(!copy.contains("canary"), "{copy}");
        assert!(copy.contains("first-step") && copy.contains("day-average"), "{copy}");
    }
    let copy = person.gets(&["export", "--without-notes"]);
    let file = person.path("copy.jsonl");
    std::fs::write(&file, &copy).unwrap();
    let other = Person::new();
    assert!(other.gets(&["import", file.to_str().unwrap()]).starts_with("3 facts: 3 new"), "it is a whole journal");
    assert_eq!(copy.lines().last(), whole.lines().last(), "what has no note is as it was");
}

#[test]
fn a_session_that_came_to_no_step_has_a_row_too() {
    let person = Person::new();
    let said = "{\"v\":1,\"seq\":1,\"id\":\"01999999-9999-7999-8999-999999999999\",\"rev\":0,\
                \"at\":\"2026-11-01T21:00:00+00:00\",\"kind\":\"session\",\"routine\":\"calf-classic\",\"name\":\"Calf Classic\",\
                \"started\":\"2026-11-01T20:59:00+00:00\",\"ending\":\"early\",\"planned\":800,\"lived\":12,\"paused\":0,\"steps\":[]";
    let folder = person.path("data/history/other");
    std::fs::create_dir_all(&folder).unwrap();
    let line = format!("{said},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(said.as_bytes()));
    std::fs::write(folder.join("2026.jsonl"), line).unwrap();
    let sheet = person.sheet();
    let told = ["row", "routine", "planned_seconds", "done_seconds", "ending"].map(|head| cell(&sheet, 1, head));
    assert_eq!(told, ["session", "Calf Classic", "800", "12", "early"]);
}

#[test]
fn d28_what_a_newer_solemate_wrote_is_in_the_lossless_copy_and_elsewhere_it_is_said_that_it_is_not() {
    let person = Person::new();
    person.gets(&["log", "first-step", "--left", "6", "--at", "2026-11-01 07:10"]);
    let said = [
        "{\"v\":2,\"seq\":1,\"new\":true",
        "{\"v\":1,\"seq\":2,\"id\":\"01999999-9999-7999-8999-999999999999\",\"rev\":0,\
                \"at\":\"2026-11-01T21:00:00+00:00\",\"kind\":\"steps-walked\",\"count\":8000",
    ];
    let newer = said.map(|said| format!("{said},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(said.as_bytes()))).concat();
    for folder in ["other", "a-copy-of-it"] {
        let folder = person.path("data/history").join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("2026.jsonl"), &newer).unwrap();
    }
    let whole = person.says(&["export", "--with-health"]);
    assert!(whole.out.ends_with(&newer) && whole.out.lines().count() == 3, "{}", whole.out);
    assert!(whole.err.contains("4 lines of the history are of a newer solemate and in the copy"), "{}", whole.err);
    let usual = person.says(&["export"]);
    assert!(!usual.out.contains("walked") && usual.err.contains("--with-health copies it"), "{}", usual.err);
    let without = ["export", "--without-notes", "--with-health"];
    for args in [&["export", "--without-notes"][..], &without, &["export", "--format", "csv", "--with-health"]] {
        let output = person.command(args).output().unwrap();
        let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert!(!out.contains("walked") && err.contains("and not in the copy"), "{args:?}: {err}");
    }
}
