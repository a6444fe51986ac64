//! `solemate trends`: what a person sees who asks whether it is getting better.

use chrono::{Days, TimeDelta, Utc};

use super::Person;

impl Person {
    /// Rates first steps on each of the last days, the newest last; `None` is a morning without a rating.
    #[allow(clippy::disallowed_methods, reason = "the program reads the clock of this machine too")]
    pub(super) fn rated(&self, side: &str, mornings: &[Option<u8>]) {
        for (back, value) in (0..).zip(mornings.iter().rev()) {
            if let Some(value) = value {
                // Days begin at four in the morning.
                let day = (Utc::now() - TimeDelta::hours(4)).date_naive() - Days::new(back + 1);
                let (at, value) = (format!("{day} 07:10"), value.to_string());
                self.gets(&["log", "first-step", &format!("--{side}"), &value, "--at", &at]);
            }
        }
    }
}

fn all(values: &[u8]) -> Vec<Option<u8>> {
    values.iter().copied().map(Some).collect()
}

#[test]
fn who_has_rated_nothing_is_told_how_to_begin() {
    let person = Person::new();
    let told = person.gets(&["trends"]);
    assert!(told.starts_with("Nothing yet.") && told.contains("solemate morning 5 2"), "{told}");
    let empty = person.json(&["trends", "--json"]);
    assert_eq!(empty["left"]["first_step"]["trend"], "not-enough-days-yet");
    assert_eq!(empty["weeks"].as_array().unwrap().len(), 1);
}

#[test]
fn each_foot_is_compared_with_its_own_first_week() {
    let person = Person::new();
    person.rated("left", &all(&[6, 6, 6, 6, 6, 6, 6, 3, 3, 3, 3, 3, 3, 3]));
    person.rated("right", &all(&[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]));
    let told = person.gets(&["trends"]);
    // Today is not rated yet: six of the last seven days are.
    let first = first_week_of(14);
    assert!(told.contains(&format!("LEFT   clearly lower than your first week, {first}:")), "{told}");
    assert!(told.contains("median 6 then, 3 now"), "{told}");
    assert!(
        told.contains(&format!("RIGHT  about the same as your first week, {first}: median 1 then, 1 now")),
        "{told}"
    );
    assert!(told.contains("7 of 7 mornings then, 6 of 7 now, 14 of 15 in all"), "{told}");
    assert!(told.contains("A month tells more than a day."), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");

    let data = person.json(&["trends", "--json", "--foot", "left"]);
    assert_eq!(data["left"]["first_step"]["trend"], "clearly-lower");
    assert_eq!(data["left"]["first_step"]["first_week"]["median"], 6.0);
    assert_eq!(data["left"]["first_step"]["last_week"]["rated_days"], 6);
    assert_eq!(data["left"]["first_step"]["days"].as_array().unwrap().len(), 14);
    assert!(data.get("right").is_none(), "only one foot was asked for");
}

/// The day, in words, of the first of so many mornings that end yesterday.
#[allow(clippy::disallowed_methods, reason = "the program reads the clock of this machine too")]
fn first_week_of(mornings: u64) -> String {
    ((Utc::now() - TimeDelta::hours(4)).date_naive() - Days::new(mornings)).format("%-d %b %Y").to_string()
}

#[test]
fn a_relapse_is_told_before_the_first_week_in_text_data_and_on_the_page() {
    let person = Person::new();
    person.rated("left", &all(&[[7; 7], [4; 7], [2; 7], [2; 7], [5; 7]].concat()));
    let first = first_week_of(35);
    let squeezed = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let since = "higher than at the start of these 3 weeks: median 2 then, 5 now; so far in one week only: 2 in the week between;";
    let text = person.gets(&["trends", "--weeks", "3"]);
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert!(squeezed(text).contains(&format!("{since} lower than your first week, {first}: 7;")));
    let page = person.gets(&["report", "--weeks", "3", "--format", "text"]);
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
    let reported = format!("{since} lower than in the first week, {first}: 7");
    assert!(squeezed(page.clone()).contains(&reported) && !page.contains("gentler"), "{page}");
    assert!(person.gets(&["report", "--weeks", "3"]).contains(&reported));
    for verb in ["trends", "report"] {
        let data = person.json(&[verb, "--weeks", "3", "--json"]);
        let left = &data["left"]["first_step"];
        assert_eq!((&left["trend"], &left["trend_in_range"]), (&"clearly-lower".into(), &"higher".into()), "{verb}");
        assert_eq!(left["range_began"]["median"], 2.0, "{verb}");
        let between = serde_json::json!({"weeks": 1, "lowest": 2.0, "highest": 2.0, "course": "one-week-only"});
        assert_eq!(
            (&left["weeks_between_in_range"], &left["last_told"]),
            (&between, &serde_json::Value::Null),
            "{verb}"
        );
        assert!(left["words"].as_str().unwrap().starts_with(since), "{verb}");
    }
    let foot = person.gets(&["trends", "--foot", "left"]);
    assert!(foot.contains("   first step  day average\n") && foot.contains("LEFT         LEFT  minutes"), "{foot}");
    let whole = person.json(&["trends", "--weeks", "0", "--json"]);
    assert!(whole["left"]["first_step"]["trend_in_range"].is_null(), "all of it begins with the first week");
}

#[test]
fn where_the_last_days_are_too_few_the_last_that_could_be_told_stands_first_in_text_data_and_on_the_page() {
    let person = Person::new();
    person.rated("left", &[all(&[[3; 7], [6; 7]].concat()), vec![None; 4]].concat());
    let squeezed = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (asked, first) in [
        (&["trends"][..], "your first week"),
        (&["report", "--format", "text"], "in the first week"),
        (&["report"], "in the first week"),
    ] {
        let told = squeezed(person.gets(asked));
        let expected = format!(": higher than {first}, {}: median 3 then, 6 that week", first_week_of(18));
        let (_, after) = told.split_once(&expected).unwrap_or_else(|| panic!("{expected} in {told}"));
        assert!(after.contains("not enough days now: 2 of the last seven rated, 4 are needed"), "{told}");
    }
    for verb in ["trends", "report"] {
        let left = &person.json(&[verb, "--json"])["left"]["first_step"];
        assert_eq!((&left["trend"], &left["last_week"]), (&"not-enough-days-yet".into(), &serde_json::Value::Null));
        let last = &left["last_told"];
        assert_eq!((&last["trend"], &last["week"]["median"]), (&"higher".into(), &6.0.into()), "{verb}: {left}");
        assert_eq!(last["day"], last["week"]["to"], "{verb}");
    }
}

#[test]
fn days_are_printed_with_the_ratings_of_each_and_its_median() {
    let person = Person::new();
    person.rated("left", &[Some(6), Some(5), None, Some(4), Some(3)]);
    let told = person.gets(&["trends", "--days"]);
    let (_, days) = told.split_once("First-step pain, day by day\n").unwrap();
    let rows: Vec<Vec<&str>> = days.lines().take(7).map(|row| row.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["day", "LEFT", "median"], "{told}");
    let values: Vec<&[&str]> = rows[1..].iter().map(|row| &row[3..]).collect();
    let wanted: [&[&str]; 6] = [&["·", "·"], &["3", "4.5"], &["4", "·"], &["·", "·"], &["5", "·"], &["6", "·"]];
    assert_eq!(values, wanted, "newest first, today not rated yet: {told}");
    assert!(!told.contains("Average pain of a day, day by day"), "nothing of it was rated: {told}");
}

#[test]
fn gaps_are_gaps_and_too_few_days_say_nothing() {
    let person = Person::new();
    person.rated("left", &[Some(5), None, None, Some(5), None, None, Some(4)]);
    let told = person.gets(&["trends", "--weeks", "4"]);
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("not enough days yet: rate 4 mornings of one week; 3 at most so far 3 of 8 mornings"),
        "{told}"
    );
    assert!(!told.contains("RIGHT  "), "a foot that was never rated is left out: {told}");
    let days = person.json(&["trends", "--json"])["left"]["first_step"]["days"].as_array().unwrap().clone();
    assert!(days.iter().all(|day| day["median"].is_null()) && days.len() == 3);
}

#[test]
fn d18_a_damaged_line_is_in_no_figure_and_is_said() {
    let person = Person::new();
    person.rated("left", &all(&[5, 5, 5, 5]));
    let journal = person.journal();
    let text = std::fs::read_to_string(&journal).unwrap();
    std::fs::write(&journal, text.replacen("\"value\":5", "\"value\":9", 1)).unwrap();
    let answer = person.says(&["trends"]);
    assert!(answer.out.contains("3 at most so far"), "{}", answer.out);
    assert!(answer.err.contains("1 line or file of the history cannot be read"), "{}", answer.err);
}

#[test]
fn a_morning_is_kept_in_five_words_or_fewer() {
    let person = Person::new();
    assert!(person.gets(&["morning", "6", "2"]).starts_with("Kept: first-step pain, left 6, right 2, "));
    assert!(person.gets(&["morning", "-", "10"]).starts_with("Kept: first-step pain, right 10, "));
    let unclear = person.says(&["morning", "6"]);
    assert_eq!(unclear.code, Some(1));
    assert!(unclear.err.contains("which foot") && unclear.err.contains("solemate morning 6 2"), "{}", unclear.err);
    assert_eq!(person.says(&["morning", "-", "-"]).code, Some(1));
    let below = person.says(&["morning", "-1", "2"]).err;
    assert!(below.contains("0 to 10") && !below.contains("tip:"), "{below}");
    for wrong in ["11", "NaN", "-1", "6.5", ""] {
        let refused = person.says(&["morning", "5", wrong]);
        assert_eq!(refused.code, Some(2), "{wrong}: {}", refused.err);
    }

    std::fs::create_dir_all(person.path("config")).unwrap();
    std::fs::write(person.path("config/config.toml"), "sore_foot = \"right\"\n").unwrap();
    assert!(person.gets(&["morning", "4"]).starts_with("Kept: first-step pain, right 4, "));
}

#[test]
fn today_is_one_line() {
    let person = Person::new();
    // What is due goes by the time of day: its own tests tell of that.
    let today = || person.gets(&["today"]).split("; due: ").next().unwrap().to_owned();
    assert_eq!(today(), "first steps: not rated; no session yet");
    person.gets(&["morning", "3", "-"]);
    assert_eq!(today(), "first steps: left 3; no session yet");
    person.rated("right", &[Some(9)]);
    let data = person.json(&["today", "--json"]);
    assert_eq!((data["first_step"]["left"].as_u64(), data["first_step"]["right"].is_null()), (Some(3), true));
    assert_eq!(data["sessions"], 0);
    assert_eq!((data["plan"]["stretches"].as_u64(), data["plan"]["next"].is_string()), (Some(3), true));
}

#[test]
fn the_exit_code_says_whether_something_is_due() {
    let person = Person::new();
    std::fs::create_dir_all(person.path("config")).unwrap();
    std::fs::write(person.path("config/plan.toml"), "stretch = { per_day = 1 }\nvisit = { on = false }\n").unwrap();
    let due = person.says(&["today", "--due"]);
    assert_eq!((due.code, due.err.as_str()), (Some(0), ""));
    assert!(due.out.ends_with("a session, a stretch\n"), "{}", due.out);
    let named = person.json(&["today", "--json"])["due"].clone();
    assert!(named.as_array().unwrap().ends_with(&["session".into(), "stretches".into()]), "{named}");

    person.gets(&["morning", "3", "-"]);
    let routine = |name: &str, technique: &str, zone: &str| {
        format!(
            "format = 1\nname = \"{name}\"\n[defaults]\nprep = 0\n[[step]]\nname = \"Work\"\n\
             technique = \"{technique}\"\nzones = [\"{zone}\"]\nsides = \"left\"\ntime = 1\n"
        )
    };
    let done = |id: &str| {
        person.command(&["start", id, "--plain", "--no-check"]).write_stdin("\n\n").assert().success();
        person.says(&["today", "--due"])
    };
    person.routine("rub.toml", routine("Rub", "kneading", "calf_lower"));
    person.routine("pull.toml", routine("Pull", "stretch_fascia", "arch"));
    let left = done("rub");
    assert_eq!((left.code, left.out.as_str()), (Some(0), "a stretch\n"));
    let none = done("pull");
    assert_eq!((none.code, none.out.as_str(), none.err.as_str()), (Some(1), "", ""));
    assert_eq!(person.json(&["today", "--json"])["due"], serde_json::json!([]));
    let line = person.says(&["today"]);
    assert_eq!(line.code, Some(1), "{}", line.out);
    assert!(line.out.starts_with("first steps: left 3; 2 sessions, "), "{}", line.out);
}

#[test]
fn who_rates_a_morning_again_is_told_which_rating_counts() {
    let person = Person::new();
    assert_eq!(person.gets(&["morning", "6", "2"]).lines().count(), 1);
    let again = person.gets(&["morning", "4", "-"]);
    assert!(again.lines().nth(1).unwrap().starts_with("It counts for that day in place of left 6 of "), "{again}");
    assert_eq!(again.lines().count(), 2, "the right foot was not rated again: {again}");
    let day = person.json(&["today", "--json"]);
    assert_eq!((day["first_step"]["left"].as_u64(), day["first_step"]["right"].as_u64()), (Some(4), Some(2)));
    let days = person.json(&["trends", "--json"])["left"]["first_step"]["days"].clone();
    assert_eq!((days.as_array().unwrap().len(), days[0]["value"].as_u64()), (1, Some(4)));

    let two = |at: &str, value: &str| person.gets(&["log", "first-step", "--left", value, "--at", at]);
    assert_eq!(two("yesterday 08:00", "3").lines().count(), 1);
    let earlier = two("yesterday 07:00", "9");
    assert_eq!(earlier.lines().nth(1), Some("That day the later left 3 of 08:00 counts."));
    let kept = person.gets(&["log", "now-before", "--left", "7"]);
    assert_eq!(kept.lines().count(), 1, "pain of a moment is rated as often as one likes: {kept}");
}

#[test]
fn weeks_that_are_none_are_refused_in_words_and_a_long_event_is_wrapped() {
    let person = Person::new();
    for weeks in ["99999", "abc", "-1"] {
        for verb in ["trends", "report"] {
            let refused = person.says(&[verb, &format!("--weeks={weeks}")]);
            assert!(
                refused.code == Some(2) && refused.err.contains("a whole number from 0 to 65535"),
                "{}",
                refused.err
            );
        }
    }
    person.gets(&["log", "event", &"a walk without an end ".repeat(8), "--at", "yesterday"]);
    let text = person.gets(&["trends"]);
    assert!(text.contains("a walk without an end") && text.lines().all(|line| line.chars().count() <= 80), "{text}");
}
