//! `solemate plan`: today by the plan, the ledger of levels, and plans that are broken.

use serde_json::Value;

use super::Person;
#[cfg(unix)]
use super::at_a_terminal;

impl Person {
    fn plan(&self, text: &str) {
        std::fs::create_dir_all(self.path("config")).unwrap();
        std::fs::write(self.path("config/plan.toml"), text).unwrap();
    }

    fn levels(&self) -> String {
        std::fs::read_to_string(self.path("data/levels")).unwrap_or_default()
    }
}

#[test]
fn the_plan_says_what_to_do_why_and_how_firm() {
    let person = Person::new();
    let told = person.gets(&["plan"]);
    assert!(told.contains("level 1, light, since "), "{told}");
    assert!(told.contains("Level 2 opens after 6 more sessions and 7 more days that go well."), "{told}");
    assert!(told.contains("Due today    "), "{told}");
    assert!(person.levels().ends_with(" 1 start\n"));
    let data: Value = person.json(&["plan", "--json"]);
    assert_eq!((data["level"]["level"].as_u64(), data["due"].as_bool()), (Some(1), Some(true)));
    assert!(data["suggestion"]["why"].as_str().unwrap().ends_with('.') && data["ledger"].is_null());
    assert_eq!(person.levels().lines().count(), 1, "looking again writes nothing");
    let why = person.gets(&["plan", "--why"]);
    assert!(why.contains("   level 1   where the plan began\n") && why.contains("Now level 1, light."), "{why}");
    assert_eq!(person.json(&["plan", "--why", "--json"])["ledger"][0]["why"], "start");
}

#[test]
fn the_bands_and_thresholds_are_told_with_their_sources_and_what_is_ones_own() {
    let person = Person::new();
    let why = person.gets(&["plan", "--why"]);
    assert!(
        why.contains("  6   gentle     pain now, from which only something gentle is suggested\n      3 to 6 "),
        "{why}"
    );
    assert!(why.contains("  14  unchanged  ") && why.contains("no better after two weeks of self-care (R32)"), "{why}");
    assert!(why.lines().all(|line| line.chars().count() <= 110), "{why}");
    assert!(!why.contains("* yours"), "{why}");
    person.plan("limits.medium = 3\nlimits.gentle = 5\n");
    let why = person.gets(&["plan", "--why"]);
    assert!(why.contains("  3*  medium     highest discomfort at level 2\n") && why.contains("* yours"), "{why}");
    let limits = person.json(&["plan", "--why", "--json"])["limits"].clone();
    let gentle = limits.as_array().unwrap().iter().find(|one| one["key"] == "gentle").unwrap();
    assert_eq!((gentle["value"].as_u64(), gentle["default"].as_u64()), (Some(5), Some(6)));
    assert!(person.json(&["plan", "--json"])["limits"].is_null());
}

#[test]
fn ceilings_of_ones_own_hold_in_what_is_shown() {
    let person = Person::new();
    person.plan("");
    std::fs::write(person.path("config/config.toml"), "level = 2\n").unwrap();
    let most = |person: &Person| {
        let shown = person.json(&["show", "six-ways", "--json"]);
        let steps = shown["blocks"].as_array().unwrap().clone();
        steps.iter().filter_map(|step| step["limit"].as_u64()).max()
    };
    assert_eq!(most(&person), Some(4));
    person.plan("[limits]\nmedium = 3\n");
    assert_eq!(most(&person), Some(3));
}

#[test]
fn a_firmer_level_is_not_had_for_the_asking() {
    let person = Person::new();
    let answer = person.says(&["plan", "--up"]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.err.contains("it stays level 1: level 2 opens after 6 more sessions"), "{}", answer.err);
    assert_eq!(person.levels(), "");
}

#[test]
fn r25_a_broken_plan_is_said_with_its_line_and_stops_nothing() {
    let person = Person::new();
    person.plan("profile = \"mild\"\nlevle = 2\nrotation = [\"calf-clasic\"]\n");
    let answer = person.says(&["plan"]);
    assert_eq!(answer.code, Some(0));
    assert!(
        answer.err.contains("plan.toml, line 2: there is no levle in a plan (did you mean level?)"),
        "{}",
        answer.err
    );
    assert!(
        answer.err.contains("plan.toml, line 3: rotation names calf-clasic, and there is no routine of that id"),
        "{}",
        answer.err
    );
    let doctor = person.says(&["doctor"]);
    assert!(doctor.code == Some(1) && doctor.out.contains("plan     ! "), "{}", doctor.out);
    person.plan("rotation = [\n");
    let answer = person.says(&["plan"]);
    assert_eq!(answer.code, Some(0));
    assert!(answer.err.contains("line 1") && answer.err.contains("the plan is the default one"), "{}", answer.err);
}

#[test]
fn the_default_plan_is_printed_and_says_the_defaults() {
    let person = Person::new();
    let text = person.gets(&["plan", "--default"]);
    let before = person.json(&["plan", "--json"])["suggestion"].clone();
    person.plan(&text);
    let answer = person.says(&["plan", "--json"]);
    assert_eq!(
        (answer.err.as_str(), serde_json::from_str::<Value>(&answer.out).unwrap()["suggestion"].clone()),
        ("", before)
    );
}

#[test]
fn the_level_of_the_plan_is_that_of_a_session_unless_the_settings_say_one() {
    let person = Person::new();
    let limit = || person.gets(&["show", "calf-classic"]).contains("limit 2");
    assert!(limit());
    person.plan("level = 2\n");
    assert!(!limit());
    person.plan("");
    std::fs::write(person.path("config/config.toml"), "level = 3\n").unwrap();
    assert!(!limit());
    assert!(person.gets(&["plan"]).contains("Sessions keep to level 3, firm, as the settings say."));
}

#[test]
fn the_health_profile_holds_against_a_level_of_the_settings_and_it_is_said() {
    let person = Person::new();
    std::fs::create_dir_all(person.path("config")).unwrap();
    std::fs::write(person.path("config/config.toml"), "level = 3\n").unwrap();
    assert!(person.gets(&["show", "ten-by-ten"]).contains("limit 4"), "as its steps say");
    for question in ["clot", "diabetes", "bones"] {
        person.gets(&["health", "--set", &format!("{question}=yes")]);
        let shown = person.gets(&["show", "ten-by-ten"]);
        assert!(shown.contains("limit 2") && !shown.contains("limit 4"), "{question}: {shown}");
        let told = person.gets(&["plan"]);
        let held = "Sessions keep to level 1, light: the settings say level 3, and your health profile asks for less.";
        assert!(told.contains(held), "{question}: {told}");
        person.gets(&["health", "--set", &format!("{question}=no")]);
    }
    assert!(person.gets(&["plan"]).contains("Sessions keep to level 3, firm, as the settings say."));
}

#[test]
fn what_is_forgotten_takes_the_ledger_along() {
    let person = Person::new();
    person.gets(&["plan"]);
    person.gets(&["forget", "--all", "--yes"]);
    assert_eq!(person.levels(), "");
}

#[test]
fn words_about_a_day_steer_the_plan_and_are_taken_back_by_the_same_words() {
    let person = Person::new();
    assert!(person.gets(&["log", "day", "rest"]).starts_with("Kept: rest day, "));
    let plan: Value = person.json(&["plan", "--json"]);
    assert_eq!((&plan["marks"][0], &plan["due"]), (&Value::from("rest"), &Value::from(false)));
    assert!(person.gets(&["plan"]).contains("A rest day, as you said."));
    let today = person.says(&["today"]);
    assert_eq!(today.code, Some(1), "nothing is due");
    assert!(today.out.contains("; rest day"), "{}", today.out);
    assert!(person.gets(&["history"]).contains("  rest day\n"));
    assert_eq!(person.gets(&["log", "day", "rest"]), "Taken back.\n");
    assert_eq!(person.json(&["plan", "--json"])["marks"], Value::Array(vec![]));
    assert!(person.gets(&["log", "visit"]).starts_with("Kept: hands-on visit, "));
    assert_eq!(person.json(&["plan", "--json"])["visit_due"], false);
    let refused = person.says(&["log", "day", "home"]);
    assert!(refused.err.contains("no journey is under way"), "{}", refused.err);
    let refused = person.says(&["log", "day", "sunny"]);
    assert!(refused.err.contains("it is rest, tired, flare, travel, home or swap"), "{}", refused.err);
}

#[test]
fn the_sore_foot_is_swapped_in_the_settings() {
    let person = Person::new();
    let refused = person.says(&["log", "day", "swap"]);
    assert!(refused.err.contains("both feet are sore by the settings"), "{}", refused.err);
    std::fs::create_dir_all(person.path("config")).unwrap();
    std::fs::write(person.path("config/config.toml"), "sore_foot = \"left\"  # mine\n").unwrap();
    assert!(person.gets(&["log", "day", "swap"]).contains("the other foot is sore from here on"));
    let text = std::fs::read_to_string(person.path("config/config.toml")).unwrap();
    assert_eq!(text, "sore_foot = \"right\" # mine\n");
}

#[test]
fn less_is_said_once_and_done_in_the_file_whose_comments_stay() {
    let person = Person::new();
    person.plan("# mine\nmassage = { days = [\"mon\", \"wed\", \"fri\", \"sun\"], max_per_day = 1 } # why\n");
    let today: chrono::NaiveDate = person.json(&["today", "--json"])["day"].as_str().unwrap().parse().unwrap();
    for ago in 0..28 {
        let at = format!("{} 04:00", today - chrono::TimeDelta::days(ago));
        person.gets(&["log", "first-step", "--left", "1", "--at", &at]);
    }
    assert_eq!(person.json(&["plan", "--json"])["word"], "ease");
    let offered = "half the massage days may do. `solemate plan --ease` does it.";
    assert!(person.gets(&["plan"]).contains(offered) && person.gets(&["plan"]).contains(offered), "to a script always");
    #[cfg(unix)]
    {
        let seen = at_a_terminal(&person, &["plan"]);
        assert!(seen.contains(offered), "{seen}");
        assert!(!at_a_terminal(&person, &["plan"]).contains("half the massage days"), "once");
    }
    assert!(person.gets(&["plan", "--ease"]).starts_with("Eased off: massage on 2 days a week, 1 stretch a day.\n"));
    let text = std::fs::read_to_string(person.path("config/plan.toml")).unwrap();
    assert!(text.starts_with("# mine\nmassage = { days = [\"mon\", \"fri\"], max_per_day = 1 } # why\n"), "{text}");
    let again = person.says(&["plan", "--ease"]);
    assert!(again.code == Some(1) && again.err.contains("eased off already"), "{}", again.err);
    assert!(
        person.gets(&["plan", "--back"]).starts_with("The plan is as it was: massage on 4 days a week, 3 stretches")
    );
    assert!(
        !person.gets(&["plan"]).contains("half the massage days may do"),
        "whoever has just gone back is not asked"
    );
    let again = person.says(&["plan", "--back"]);
    assert!(again.code == Some(1) && again.err.contains("was not eased off"), "{}", again.err);
    let why = person.gets(&["plan", "--why"]);
    assert!(why.contains("you eased off") && why.contains("you returned") && !why.contains("was offered"), "{why}");
}

/// Somebody whose last week hurt more than the one two weeks before, by that day's clock.
#[cfg(unix)]
fn worse() -> (Person, chrono::NaiveDate) {
    let person = Person::new();
    let today: chrono::NaiveDate = person.json(&["today", "--json"])["day"].as_str().unwrap().parse().unwrap();
    for ago in (0..7).chain(14..21) {
        let at = format!("{} 04:00", today - chrono::TimeDelta::days(ago));
        person.gets(&["log", "first-step", "--left", if ago < 7 { "5" } else { "2" }, "--at", &at]);
    }
    (person, today)
}

#[cfg(unix)]
#[test]
fn a_word_that_names_a_clinician_is_said_where_there_is_no_session_and_once_to_whoever_reads_it() {
    let word = "The weeks    More pain than two weeks ago: a clinician can help sort out why.";
    let says_it_once = |person: &Person, why: &str| {
        let told = person.gets(&["plan"]);
        assert!(told.contains(why) && told.contains(word), "{told}");
        assert!(!person.levels().contains(" worse\n"), "a pipe uses nothing up: {}", person.levels());
        let told = at_a_terminal(person, &["plan"]);
        assert!(told.contains(why) && told.contains(word), "{told}");
        assert!(person.levels().ends_with(" worse\n"), "{}", person.levels());
        assert!(!at_a_terminal(person, &["plan"]).contains("More pain than"), "once");
        assert!(!person.gets(&["plan"]).contains("More pain than"), "and then no more");
    };
    let (flagged, _) = worse();
    let stopped = flagged.command(&["start", "ten-by-ten", "--plain"]).write_stdin("1\n").output().unwrap();
    assert_eq!(stopped.status.code(), Some(1));
    says_it_once(&flagged, "needs a check today");
    let (operated, today) = worse();
    operated.gets(&["health", "--set", &format!("surgery={today}")]);
    says_it_once(&operated, "`solemate health` shows your answers.");
}

#[test]
fn what_a_script_gets_is_one_object_whatever_is_done() {
    let person = Person::new();
    for option in ["--ease", "--back"] {
        assert!(person.json(&["plan", option, "--json"])["level"].is_object(), "{option}");
    }
}

#[test]
fn a_health_answer_makes_lighter_at_once_and_says_so_once() {
    let person = Person::new();
    let today: chrono::NaiveDate = person.json(&["today", "--json"])["day"].as_str().unwrap().parse().unwrap();
    std::fs::create_dir_all(person.path("data")).unwrap();
    std::fs::write(person.path("data/levels"), format!("{today} 2 yes\n")).unwrap();
    assert!(person.gets(&["show", "ten-by-ten"]).contains("limit 4"));
    for question in ["clot", "diabetes", "bones"] {
        person.gets(&["health", "--set", &format!("{question}=yes")]);
        assert!(person.gets(&["show", "ten-by-ten"]).contains("limit 2"), "{question}");
        let told = person.gets(&["plan"]);
        assert!(told.contains("Today level 1, light: your health profile keeps it there."), "{told}");
        assert_eq!(told.matches("health profile keeps it there").count(), 1, "{told}");
        person.gets(&["health", "--set", &format!("{question}=no")]);
    }
    assert!(person.gets(&["show", "ten-by-ten"]).contains("limit 4"));
}

#[test]
fn strong_painkillers_hold_for_a_day_whoever_says_the_level() {
    let person = Person::new();
    person.gets(&["health", "--set", "painkillers=yes"]);
    assert!(person.gets(&["plan"]).contains("Level 2 opens after 6 more sessions"));
    std::fs::create_dir_all(person.path("config")).unwrap();
    std::fs::write(person.path("config/config.toml"), "level = 3\n").unwrap();
    let told = person.gets(&["plan"]);
    let expected = "Sessions keep to level 2, medium: the settings say level 3, and your health profile asks for less.";
    assert!(told.contains(expected), "{told}");
}
