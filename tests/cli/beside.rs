//! What an import does to days that are rated here already, and to what it brought before.

use super::Person;

impl Person {
    fn rates_at(&self, at: &str, left: &str) {
        self.gets(&["log", "first-step", "--left", left, "--at", at]);
    }

    fn table(&self, text: &str) -> String {
        let path = self.path("diary.csv");
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// First-step pain of the left foot as the figures have it, oldest first.
    fn mornings(&self) -> Vec<u64> {
        let told = self.json(&["trends", "--weeks", "0", "--json"]);
        let days = told["left"]["first_step"]["days"].as_array().unwrap();
        days.iter().map(|day| day["value"].as_u64().unwrap()).collect()
    }
}

#[test]
fn a_time_that_a_table_did_not_say_never_beats_one_that_was_said() {
    let person = Person::new();
    person.rates_at("2026-01-05 06:50", "6");
    person.rates_at("2026-01-06 07:10", "6");
    let table = person.table("date,left\n2026-01-04,3\n2026-01-05,3\n2026-01-06,3\n");
    for columns in [&["import", &table, "--left", "left", "--dry-run"][..], &["import", &table, "--left", "left"]] {
        let said = person.says(columns);
        assert!(said.out.starts_with("3 ratings: 3 new, 0 known already."), "{}", said.out);
        let beside = "solemate: 2 new ratings are of days and feet rated here already: what is here counts\n";
        assert_eq!(said.err, beside);
    }
    assert_eq!(person.mornings(), [3, 6, 6]);
    // Whoever rates such a day afterwards says it better, too.
    let said = person.gets(&["log", "first-step", "--left", "5", "--at", "2026-01-04 06:30"]);
    assert!(said.contains("It counts for that day in place of left 3 of 07:00."), "{said}");
    assert_eq!(person.mornings(), [5, 6, 6]);
}

#[test]
fn a_time_in_a_column_of_its_own_is_read_and_a_later_rating_is_said_to_count() {
    let person = Person::new();
    person.rates_at("2026-01-05 06:50", "6");
    person.rates_at("2026-01-06 07:10", "6");
    let table = person.table("Day,Clock,L\n2026-01-05,7:05 AM,3\n2026-01-06,06:30,3\n2026-01-07,,4\n");
    let columns = ["import", &table, "--date", "Day", "--time", "Clock", "--left", "L"];
    let said = person.says(&columns);
    assert!(
        said.err.contains("1 new rating is of a day and foot rated here already, and later: it counts"),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("1 new rating is of a day and foot rated here already: what is here counts"),
        "{}",
        said.err
    );
    assert_eq!(person.mornings(), [3, 6, 4]);
    assert!(person.gets(&columns).starts_with("3 ratings: 0 new, 3 known already."));

    for (cells, why) in [
        ("2026-01-08,noon", "line 2, column Clock: `noon` is no time of day"),
        ("2026-01-08 07:00,08:00", "has a time already"),
    ] {
        let table = person.table(&format!("Day,Clock,L\n{cells},3\n"));
        let refused = person.says(&["import", &table, "--date", "Day", "--time", "Clock", "--left", "L"]);
        assert!(refused.code == Some(1) && refused.err.contains(why), "{}", refused.err);
    }
}

#[test]
fn a_whole_copy_brings_what_one_without_notes_left_out() {
    let (here, there) = (Person::new(), Person::new());
    there.gets(&["log", "first-step", "--left", "4", "--place", "inner heel", "--note", "after stairs"]);
    there.gets(&["log", "day-average", "--left", "3"]);
    let copied = |args: &[&str]| here.table_of("copy.jsonl", &there.gets(args));
    let bare = copied(&["export", "--without-notes"]);
    here.gets(&["import", &bare]);
    assert!(!here.gets(&["history", "--json"]).contains("stairs"));
    let whole = copied(&["export"]);
    let said = here.gets(&["import", &whole]);
    assert!(
        said.starts_with("2 facts: 0 new, 0 corrected, 0 removed, 1 known already, 1 known already in part."),
        "{said}"
    );
    let history = here.gets(&["history", "--json"]);
    assert!(history.contains("after stairs") && history.contains("inner heel"), "{history}");
    assert_eq!(here.gets(&["export"]).lines().count(), 2, "each fact once");
    assert!(here.gets(&["import", &whole]).starts_with("2 facts: 0 new, 0 corrected, 0 removed, 2 known already."));
    // And back: without the whole one the bare one stands.
    here.gets(&["import", "--undo"]);
    let history = here.gets(&["history", "--json"]);
    assert!(history.contains("\"value\":4") && !history.contains("stairs"), "{history}");
}

#[test]
fn taking_back_an_import_that_another_one_says_too_is_told_as_what_it_is() {
    let person = Person::new();
    let table = person.table("date,left\n2026-01-04,3\n2026-01-05,3\n");
    person.gets(&["import", &table, "--left", "left"]);
    let history = person.path("data/history");
    let import = |entry: &std::fs::DirEntry| entry.file_name().to_str().unwrap().starts_with("import-");
    let folder = std::fs::read_dir(&history).unwrap().map(Result::unwrap).find(import).unwrap().path();
    let other = history.join("import-0198b1b1b1b17000800000000000000a");
    std::fs::create_dir(&other).unwrap();
    std::fs::copy(folder.join("2026.jsonl"), other.join("2026.jsonl")).unwrap();
    let said = person.gets(&["import", "--undo"]);
    let told =
        "Taken back: 2 facts of the last import. Another import or device says 2 of them as well, and they stay.\n";
    assert_eq!(said, told);
    assert_eq!(person.mornings(), [3, 3]);
}

#[test]
fn c4_a_clock_that_stands_before_the_history_is_asked_about_once_and_begins_no_first_week() {
    let person = Person::new();
    let week = |month: &str, value: &str| {
        let rows: String = (1..=7).map(|day| format!("{month}-{day:02} 07:00,{value}\n")).collect();
        let table = person.table(&format!("date,left\n{rows}"));
        person.gets(&["import", &table, "--left", "left"]);
    };
    week("2019-05", "1");
    week("2026-01", "6");
    week("2026-02", "3");
    let told = person.gets(&["report", "--weeks", "0", "--format", "text"]);
    assert!(told.contains("than in the first week, 1 Jan 2026"), "{told}");
    assert!(!told.contains("1 May 2019:"), "{told}");

    // A copy from a machine whose clock is right, where this one has fallen back.
    let ahead = Person::new();
    ahead.gets(&["log", "first-step", "--left", "4"]);
    let line = ahead.gets(&["export"]);
    let (said, _) = line.split_once(",\"sum\"").unwrap();
    let (start, rest) = said.split_once("\"at\":\"").unwrap();
    let said = format!("{start}\"at\":\"2101{}", &rest[4..]);
    let line = format!("{said},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(said.as_bytes()));
    let copy = ahead.table_of("copy.jsonl", &line);
    ahead.says(&["import", &copy]);
    let fallen = Person::new();
    fallen.says(&["import", &copy]);
    let asked = fallen.says(&["morning", "2", "2"]);
    assert!(asked.code == Some(0) && asked.out.starts_with("Kept: "), "{}", asked.out);
    assert!(asked.err.contains("2101: is the clock right?") && asked.err.contains("set it right"), "{}", asked.err);
    assert!(!fallen.says(&["morning", "2", "2"]).err.contains("is the clock right"), "asked once");
}

impl Person {
    fn table_of(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }
}
