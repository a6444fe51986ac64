//! `solemate health`: the nine answers, who can read them, and what follows from them in every command.

use serde_json::Value;

use super::Person;

impl Person {
    fn profile(&self, text: &str) {
        std::fs::create_dir_all(self.path("data")).unwrap();
        std::fs::write(self.path("data/profile.toml"), text).unwrap();
    }
}

#[test]
fn answers_are_given_shown_and_taken_back() {
    let person = Person::new();
    let told = person.gets(&["health"]);
    assert!(told.contains("clot         not said    Ever a blood clot") && told.contains("worth a look"), "{told}");
    let told = person.gets(&["health", "--set", "clot=yes", "--set", "veins=no"]);
    assert!(told.contains("clot         yes ") && told.contains("please ask before any deep massage"), "{told}");
    assert!(told.contains("Not offered:\n") && told.contains("  Calf Roller: a clot or blood thinners\n"), "{told}");
    let data = person.json(&["health", "--json"]);
    assert_eq!((data["ok"].as_bool(), data["questions"][1]["answer"].as_str()), (Some(true), Some("yes")));
    assert_eq!((data["questions"][1]["holds"].as_bool(), data["due"].as_bool()), (Some(true), Some(true)));
    person.gets(&["health", "--set", "clot="]);
    assert!(person.json(&["health", "--json"])["questions"][1]["answer"].is_null());
    person.gets(&["health", "--clear"]);
    assert!(person.json(&["health", "--json"])["asked"].is_null());
}

#[test]
fn the_questions_are_gone_through_with_the_last_of_them_and_not_with_the_pills_of_a_bad_day() {
    let person = Person::new();
    let set = |words: &[&str]| {
        let options: Vec<&str> = words.iter().flat_map(|word| ["--set", word]).collect();
        person.gets(&[&["health"][..], &options].concat());
        person.json(&["health", "--json"])["asked"].clone()
    };
    assert!(set(&["pregnancy=no", "clot=no", "diabetes=no", "injection=no", "surgery=no", "veins=yes"]).is_null());
    let today = set(&["bones=no", "cold=no"]);
    assert!(today.is_string(), "{today}");
    let before = person.path("data/profile.toml");
    let text = std::fs::read_to_string(&before).unwrap().replace(today.as_str().unwrap(), "2026-08-01");
    std::fs::write(&before, text).unwrap();
    assert_eq!(set(&["painkillers=yes"]), "2026-08-01");
    assert_ne!(set(&["veins=no"]), "2026-08-01");
}

#[test]
fn a_word_that_is_no_answer_is_refused_with_those_that_are() {
    let person = Person::new();
    for (set, says) in [
        ("clot=perhaps", "clot is yes, no or agreed"),
        ("cold=2026-11-01", "cold is yes or no"),
        ("clots=yes", "the words are pregnancy, clot, diabetes"),
        ("clot", "a word, =, and the answer: clot=yes"),
        ("injection=soon", "the day it was given, like 2026-11-20"),
    ] {
        let answer = person.says(&["health", "--set", set]);
        assert_eq!(answer.code, Some(2), "{set}");
        assert!(answer.err.contains(says), "{set}: {}", answer.err);
    }
    assert!(!person.path("data/profile.toml").exists());
}

#[test]
fn what_is_hidden_is_counted_and_named_with_its_reason() {
    let person = Person::new();
    person.gets(&["health", "--set", "cold=yes"]);
    let list = person.gets(&["list"]);
    assert!(!list.contains("Cold Bottle Roll"), "{list}");
    assert!(list.ends_with("1 hidden for your health profile: `solemate list --all` shows them, with the reason.\n"));
    let all = person.gets(&["list", "--all"]);
    assert!(all.contains("Cold Bottle Roll  (hidden: Raynaud or cold allergy)\n"), "{all}");
    let listed = person.json(&["list", "--json"]);
    let cold = listed.as_array().unwrap().iter().find(|one| one["id"] == "cold-bottle").unwrap();
    assert_eq!((cold["health"]["hidden"].as_bool(), &cold["health"]["left_out_for"][0]), (Some(true), &"cold".into()));
    person.gets(&["health", "--set", "cold=", "--set", "clot=yes"]);
    let listed = person.json(&["list", "--json"]);
    let full = listed.as_array().unwrap().iter().find(|one| one["id"] == "full-session").unwrap();
    let techniques: Vec<&str> = full["techniques"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(
        techniques,
        ["stretch_fascia", "effleurage", "stretch_calf_straight", "stretch_calf_bent"],
        "as its length"
    );
    person.gets(&["health", "--set", "clot=", "--set", "cold=yes"]);
    let shown = person.gets(&["show", "cold-bottle"]);
    assert!(shown.contains("Not offered for your health") && shown.contains("leave the cold out."), "{shown}");
    let plan = person.gets(&["plan"]);
    assert!(plan.contains("Health       Raynaud or cold allergy.\n             1 routine is not offered"), "{plan}");
}

#[test]
fn show_and_check_say_what_is_left_out_and_lighter_with_the_reason() {
    let person = Person::new();
    person.gets(&["health", "--set", "diabetes=yes"]);
    let shown = person.gets(&["show", "desk-break"]);
    assert!(shown.contains("Health: without Arch roll: diabetes, numb feet or circulation."), "{shown}");
    assert!(!shown.contains("Arch roll:  "), "{shown}");
    person.routine(
        "mine.toml",
        "format = 1\nname = \"Mine\"\n[[step]]\nname = \"Roll\"\ntechnique = \"ball_roll\"\ntime = 60\nlimit = 4\n\
         [[step]]\nname = \"Knead\"\ntechnique = \"kneading\"\nzones = [\"calf_all\"]\ntime = 60\nlimit = 4\n",
    );
    let checked = person.gets(&["check", "mine"]);
    assert!(checked.contains("\"Roll\" is left out for your health: diabetes"), "{checked}");
    assert!(checked.contains("\"Knead\" goes no further than 2 of 10 for your health: diabetes"), "{checked}");
}

#[test]
fn r25_a_broken_profile_is_said_once_with_its_line_and_stops_nothing() {
    let person = Person::new();
    person.profile("asked = 2026-11-01\nclot = \"yess\"\n");
    for args in [&["list"][..], &["plan"], &["show", "gentle-day"], &["today"], &["health"]] {
        let answer = person.says(args);
        assert!(matches!(answer.code, Some(0 | 1)), "{args:?}");
        assert_eq!(
            answer.err.matches("profile.toml, line 2: clot is yes, no or agreed").count(),
            1,
            "{args:?}: {}",
            answer.err
        );
        assert!(answer.err.contains("`solemate health --clear`"), "{}", answer.err);
    }
    assert!(person.says(&["plan"]).out.contains("Gentle Day"));
    let refused = person.says(&["health", "--set", "clot=yes"]);
    assert_eq!(refused.code, Some(1));
    assert!(person.says(&["doctor"]).out.contains("profile.toml, line 2"));
    person.gets(&["health", "--clear"]);
    assert!(person.path("data/profile.toml.put-aside").exists(), "what was written there is still there");
    assert_eq!(person.says(&["list"]).err, "");
}

#[test]
fn p6_no_export_report_or_shared_routine_has_a_word_of_it() {
    let person = Person::new();
    person.gets(&["health", "--set", "clot=yes", "--set", "diabetes=agreed"]);
    person.gets(&["log", "first-step", "--left", "6"]);
    for args in [
        &["export"][..],
        &["export", "--format", "csv"],
        &["report", "--format", "text"],
        &["report", "-o", "-"],
        &["share", "calf-classic"],
    ] {
        let out = person.command(args).output().unwrap().stdout;
        let out = String::from_utf8(out).unwrap().to_lowercase();
        assert!(!out.is_empty(), "{args:?}");
        for word in ["clot", "diabetes", "agreed", "thinner"] {
            assert!(!out.contains(word), "{word} in {args:?}: {out}");
        }
    }
}

#[test]
fn whoever_forgets_everything_forgets_the_answers_too() {
    let person = Person::new();
    person.profile("clot = \"yess\"\n");
    person.gets(&["health", "--clear"]);
    person.gets(&["health", "--set", "clot=yes"]);
    for name in ["profile.toml", "profile.toml.put-aside"] {
        assert!(person.path("data").join(name).exists(), "{name}");
    }
    person.gets(&["forget", "--all", "--yes"]);
    for name in ["profile.toml", "profile.toml.put-aside"] {
        assert!(!person.path("data").join(name).exists(), "{name}");
    }
}

#[test]
fn after_surgery_every_command_says_the_same() {
    let person = Person::new();
    person.gets(&["health", "--set", "surgery=yes"]);
    for args in [&["show", "six-ways"][..], &["show", "calf-classic", "--anyway"], &["plan"]] {
        let told = person.gets(args).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("No session for now.") && told.contains("ask your clinician first"), "{args:?}: {told}");
        for wrong in ["solemate start", "too little", "side chosen", "Level", "hands-on", "If you like"] {
            assert!(!told.contains(wrong), "{wrong} in {args:?}: {told}");
        }
    }
    assert_eq!(person.json(&["plan", "--json"])["visit_due"].as_bool(), Some(false));
    let today = person.says(&["today"]);
    assert_eq!(today.out, "first steps: not rated; no session for now\n", "nothing that could still come");
    let refused = person.says(&["new", "Mine", "--for", "calves,sole", "--minutes", "10"]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("No session for now"), "{}", refused.err);
}

#[test]
fn weak_bones_stay_at_level_1_and_the_plan_promises_no_other() {
    let person = Person::new();
    person.gets(&["health", "--set", "bones=yes"]);
    let told = person.gets(&["plan"]);
    assert!(told.contains("Your health profile keeps it there.") && !told.contains("Level 2 opens"), "{told}");
    assert_eq!(person.says(&["plan", "--up"]).code, Some(1));
}

#[test]
fn a_session_as_on_paper_says_so_without_a_screen_too() {
    let person = Person::new();
    person.gets(&["health", "--set", "clot=yes"]);
    person.routine(
        "short.toml",
        "format = 1\nname = \"Short\"\n[defaults]\nprep = 0\n[[step]]\nname = \"Knead\"\ntechnique = \"kneading\"\n\
         zones = [\"calf_all\"]\nsides = \"left\"\ntime = 1\n",
    );
    let lived =
        person.command(&["start", "short", "--plain", "--no-check", "--anyway"]).write_stdin("").output().unwrap();
    let out = String::from_utf8(lived.stdout).unwrap();
    assert!(out.contains("As on paper, whatever your health profile says: a clot or blood thinners."), "{out}");
}

#[test]
fn an_answer_that_a_clinician_has_agreed_to_has_words_in_the_plan() {
    let person = Person::new();
    person.gets(&["health", "--set", "clot=agreed"]);
    let told = person.gets(&["plan"]);
    assert!(told.contains("Health       A clinician has agreed.\n"), "{told}");
}

#[test]
fn a_routine_that_is_not_offered_can_be_read_as_on_paper() {
    let person = Person::new();
    person.gets(&["health", "--set", "pregnancy=yes"]);
    let told = person.gets(&["show", "calf-classic"]);
    assert!(
        told.contains("(pregnancy or a birth)") && told.contains("`solemate start calf-classic --anyway`"),
        "{told}"
    );
    let paper = person.gets(&["show", "calf-classic", "--anyway"]);
    assert!(paper.contains("As on paper, whatever your health profile says: pregnancy"), "{paper}");
    assert!(paper.contains("13:20"), "{paper}");
}

#[test]
fn r25_a_profile_without_a_word_in_it_is_no_clean_bill() {
    let person = Person::new();
    for text in ["", " \n\n"] {
        person.profile(text);
        let listed = person.says(&["list"]);
        assert!(listed.err.contains("profile.toml holds no answers"), "{}", listed.err);
        assert!(listed.out.contains("hidden for your health profile"), "{}", listed.out);
    }
    #[cfg(unix)]
    {
        std::fs::remove_file(person.path("data/profile.toml")).unwrap();
        std::os::unix::fs::symlink("nowhere", person.path("data/profile.toml")).unwrap();
        assert!(person.says(&["list"]).err.contains("profile.toml holds no answers"), "a link that leads nowhere");
    }
}

#[test]
fn r25_what_can_be_read_of_a_broken_profile_holds() {
    let person = Person::new();
    person.profile("surgery = \"yes\"\nclot = \"maybe\"\n");
    let told = person.says(&["plan"]);
    assert!(told.out.contains("No session for now."), "a mistake elsewhere makes it no laxer: {}", told.out);
    let told = person.says(&["health"]);
    assert!(told.out.contains("surgery      yes"), "{}", told.out);
}

#[test]
fn a_yes_in_a_shell_is_about_today_where_it_is_about_a_day() {
    let person = Person::new();
    person.gets(&[
        "health",
        "--set",
        "surgery=yes",
        "--set",
        "painkillers=yes",
        "--set",
        "pregnancy=yes",
        "--set",
        "clot=yes",
    ]);
    let kept = std::fs::read_to_string(person.path("data/profile.toml")).unwrap();
    for (word, has_day) in [("surgery", true), ("painkillers", true), ("pregnancy", false), ("clot", false)] {
        let line = kept.lines().find(|line| line.starts_with(word)).unwrap();
        assert_eq!(line.ends_with("\"yes\""), !has_day, "{line}");
    }
}

#[test]
fn what_a_clinician_who_agreed_does_not_lift_is_said_with_the_answers_and_the_plan() {
    let person = Person::new();
    person.gets(&["health", "--set", "diabetes=agreed"]);
    assert!(person.gets(&["health"]).contains("  Cold stays out; look at the skin after.\n"));
    let told = person.gets(&["plan"]);
    assert!(told.contains("Health       A clinician has agreed; cold stays out; look at the skin after.\n"), "{told}");
    person.gets(&["health", "--set", "diabetes=", "--set", "clot=agreed"]);
    assert!(person.gets(&["plan"]).contains("Health       A clinician has agreed.\n"));
}
