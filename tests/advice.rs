//! What `check` points out for the sake of a body, and how a file says that it is meant.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

use std::path::Path;

use solemate::domain::advice::{Advice, Finding, advice};
use solemate::domain::body::Feet;
use solemate::domain::catalogue::Summary;
use solemate::domain::routine::RoutineId;
use solemate::store::routine_file;
use solemate::store::shipped;

fn found(text: &str) -> Vec<Finding> {
    let id = RoutineId::new("mine").unwrap();
    let routine = routine_file::read(&id, Path::new("mine.toml"), text.as_bytes())
        .unwrap_or_else(|report| panic!("{}\n{text}", report.render(false, 100)));
    let totals = Summary::of(&routine, Feet::Both).totals;
    advice(&routine, &[totals.both, totals.left, totals.right])
}

fn words(text: &str) -> Vec<&'static str> {
    found(text).iter().map(|finding| finding.advice.word()).collect()
}

/// A routine of these steps, with this at its top.
fn routine(top: &str, steps: &[&str]) -> String {
    let steps: String = steps.iter().map(|step| format!("[[step]]\nname = \"One\"\n{step}\n")).collect();
    format!("name = \"Mine\"\n{top}\n{steps}")
}

#[test]
fn nothing_is_pointed_out_in_what_is_shipped() {
    for shipped in shipped::ALL {
        assert_eq!(found(shipped.text), [], "{}", shipped.id);
    }
}

#[test]
fn each_rule_points_out_what_it_is_about_and_nothing_one_short_of_it() {
    let rub = |time: u32| format!("technique = \"cross_friction\"\nzones = \"arch\"\ntime = {time}");
    let cold = |time: &str| format!("technique = \"cold_roll\"\nzones = \"sole_all\"\ntime = \"{time}\"");
    let at = |position: &str| format!("technique = \"kneading\"\nposition = \"{position}\"\ntime = 60");
    let cases: &[(&str, Vec<String>, &[&str])] = &[
        ("", vec!["sides = \"left\"\ntime = 60".into()], &["unequal_sides"]),
        ("", vec!["sides = \"left\"\ntime = 60".into(), "sides = \"right\"\ntime = \"1m\"".into()], &[]),
        ("", vec!["reps = { left = 3, right = 4 }\nhold = 5".into()], &["unequal_sides"]),
        ("", vec!["sides = \"sore\"\ntime = 60".into()], &[]),
        ("", vec![rub(90)], &[]),
        ("", vec![rub(91)], &["long_friction"]),
        ("", vec![format!("{}\nrounds = 2", rub(46))], &["long_friction"]),
        ("", vec![format!("{}\nsides = \"left\"", rub(60)), format!("{}\nsides = \"right\"", rub(60))], &[]),
        ("when = [\"every day\"]", vec![rub(60)], &["daily_friction"]),
        ("when = [\"every day\"]", vec![format!("{}\nmeant = \"daily_friction\"", rub(60))], &[]),
        ("when = [\"evening\"]", vec![rub(60)], &[]),
        ("goal = \"Each morning, daily.\"", vec![rub(60)], &["daily_friction"]),
        ("goal = \"Not for every day.\"", vec![rub(60)], &[]),
        ("", vec![cold("20m")], &[]),
        ("", vec![cold("20m"), cold("1s")], &["long_cold"]),
        ("", vec![at("stand_wall")], &["standing_massage"]),
        ("", vec!["technique = \"stretch_calf_straight\"\nposition = \"stand_wall\"\ntime = 60".into()], &[]),
        ("", vec!["limit = 5\ntime = 60".into()], &[]),
        ("", vec!["limit = 6\ntime = 60".into()], &["high_limit"]),
        (
            "when = [\"flare-up\"]",
            vec!["technique = \"heel_raise\"\nreps = 5\ntempo = \"3-0-3\"".into()],
            &["flare_up_load"],
        ),
        ("when = [\"flare-up\"]", vec![at("lying")], &[]),
        ("", vec![at("lying"), format!("{}\nprep = 0", at("sit_chair"))], &["no_time_to_move"]),
        ("", vec![at("sit_chair"), format!("{}\nprep = 1", at("lying"))], &["no_time_to_move"]),
        ("", vec![at("lying"), format!("{}\nprep = 2", at("sit_chair"))], &["no_time_to_move"]),
        ("", vec![at("lying"), format!("{}\nprep = 3", at("sit_chair"))], &[]),
        ("", vec!["time = 60\nprep = 0".into()], &["no_time_to_move"]),
        ("", vec!["time = 60\nprep = 2".into()], &["no_time_to_move"]),
        ("", vec!["time = 60\nprep = 0\nchange = 3".into()], &[]),
        ("", vec!["time = 60\nprep = 0\nsides = \"both\"".into()], &[]),
        ("", vec![at("lying"), at("sit_chair"), at("lying")], &[]),
        ("", vec![at("lying"), at("sit_chair"), at("lying"), at("sit_chair")], &["many_changes"]),
        ("goal = \"Ten steps, 3 minutes in all.\"", vec!["time = 60".into()], &[]),
        ("goal = \"Ten steps, 9 minutes in all.\"", vec!["time = 60".into()], &["wrong_total"]),
        ("goal = \"400000000000000000000 minutes in all.\"", vec!["time = 60".into()], &[]),
        ("goal = \"4000000000 minutes in all.\"", vec!["time = 60".into()], &["wrong_total"]),
        ("goal = \"Hold for 9 minutes.\"", vec!["time = 60".into()], &[]),
        ("goal = \"Takes 10 min.\"", vec!["time = 60".into()], &["wrong_total"]),
        ("goal = \"Takes two minutes.\"", vec!["time = 60".into()], &[]),
    ];
    for (top, steps, wanted) in cases {
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        let text = routine(top, &steps);
        assert_eq!(words(&text), *wanted, "{text}");
    }
}

#[test]
fn a_set_is_got_up_for_in_each_of_its_rounds() {
    let set = |rounds: u32| {
        let steps: String = ["lying", "sit_chair"]
            .iter()
            .map(|position| format!("[[step.step]]\nname = \"In\"\nposition = \"{position}\"\ntime = 10\n"))
            .collect();
        routine("", &[&format!("rounds = {rounds}\n{steps}")])
    };
    assert_eq!(words(&set(1)), Vec::<&str>::new());
    assert_eq!(words(&set(3)), ["many_changes"]);
}

#[test]
fn what_is_meant_is_not_pointed_out_wherever_that_is_said() {
    let rub = "technique = \"cross_friction\"\nzones = \"arch\"\ntime = 300\nlimit = 8";
    assert_eq!(words(&routine("", &[rub])), ["long_friction", "high_limit"]);
    assert_eq!(words(&routine("meant = \"long_friction\"", &[rub])), ["high_limit"]);
    assert_eq!(words(&routine("meant = [\"long_friction\", \"high_limit\"]", &[rub])), Vec::<&str>::new());
    assert_eq!(words(&routine("", &[&format!("{rub}\nmeant = \"high_limit\"")])), ["long_friction"]);
    let set = format!("meant = [\"high_limit\"]\n[[step.step]]\nname = \"Inner\"\n{rub}");
    assert_eq!(words(&routine("", &[&set])), ["long_friction"], "a set speaks for its steps");
}

#[test]
fn each_finding_names_the_step_the_source_and_the_word() {
    let finding = &found(&routine("", &["limit = 7\ntime = 60"]))[0];
    assert_eq!(
        finding.sentence(),
        "\"One\" lets discomfort go to 7 of 10, and 5 is the most (rolling at 4 of 10 gained as much as at 8 (Grabow \
         2018)); if you mean it, write meant = [\"high_limit\"]"
    );
    for advice in Advice::ALL {
        assert!(!advice.source().is_empty() && advice.meaning().ends_with('.'));
    }
}

#[test]
fn words_that_go_the_other_way_than_the_drawing_are_pointed_out() {
    let calf = "\"calf_lower\", \"calf_upper\"";
    let other: &[(&str, &str, &str, &str)] = &[
        ("kneading", calf, "Squeeze up the calf.", "knee"),
        ("kneading", calf, "Knead from the ankle to the knee.", "knee"),
        ("kneading", calf, "Knead toward the knee.", "knee"),
        ("kneading", calf, "Firm squeezes, ankle to knee.", "knee"),
        ("kneading", calf, "Begin low and work upward.", "knee"),
        ("kneading", calf, "Bottom to top, hand by hand.", "knee"),
        ("kneading", calf, "Squeeze towards the heart.", "knee"),
        ("kneading", calf, "Ankle → knee, slowly.", "knee"),
        ("circles", "\"calf_upper\"", "Small circles up your calf.", "knee"),
        ("kneading", "\"calf_all\", \"hamstring\"", "Knead down, knee to ankle.", "ankle"),
        ("kneading", "\"hamstring\"", "Squeeze down the thigh.", "knee"),
        ("effleurage", "\"calf_all\"", "Long strokes down the calf.", "ankle"),
        ("effleurage", "\"calf_all\"", "Stroke from the knee down to the heel.", "ankle"),
        ("deep_glide", "\"arch\"", "Glide from the toes to the heel.", "heel"),
        ("deep_glide", "\"sole_all\"", "Slowly toward the heel.", "heel"),
    ];
    for (technique, zones, cue, toward) in other {
        let step = format!("technique = \"{technique}\"\nzones = [{zones}]\ntime = 60");
        for key in ["cue", "how"] {
            let said = routine("", &[&format!("{step}\n{key} = \"{cue}\"")]);
            assert_eq!(words(&said), ["other_way"], "{said}");
            assert!(found(&said)[0].what.contains(&format!("toward = \"{toward}\"")), "{:?}", found(&said));
            let mended = routine("", &[&format!("{step}\n{key} = \"{cue}\"\ntoward = \"{toward}\"")]);
            assert_eq!(words(&mended), Vec::<&str>::new(), "{mended}");
        }
    }
    let said =
        &found(&routine("", &["technique = \"kneading\"\nzones = \"calf_all\"\ntime = 60\ncue = \"Up the calf.\""]))[0];
    assert!(said.what.starts_with("says \"up calf\" and is drawn the other way"), "{}", said.what);
}

#[test]
fn no_direction_is_read_into_words_that_name_none() {
    let silent: &[(&str, &str, &str)] = &[
        ("kneading", "calf_all", "Knead down the calf, then up the calf."),
        ("kneading", "calf_all", "From the ankle to the knee and back."),
        ("kneading", "calf_all", "Not toward the knee."),
        ("kneading", "calf_all", "Never knead up the calf."),
        ("kneading", "calf_all", "Warm up. Sit up tall, loosen up."),
        ("kneading", "calf_all", "Bring the heel to the knee. Pull the toes toward the knee."),
        ("kneading", "calf_all", "Ankle on the other knee, toes upward."),
        ("kneading", "calf_all", "Heel to knee, then squeeze."),
        ("kneading", "calf_all", "Prop up the leg on a pillow."),
        ("kneading", "calf_all", "Leave a hand's width to the knee."),
        ("kneading", "calf_all", "Knead for three minutes, heel to toes lying still."),
        ("kneading", "sole_all", "From the toes to the heel."),
        ("ball_roll", "sole_all", "Roll from the toes to the heel."),
        ("roller", "calf_all", "Roll up the calf."),
        ("cross_friction", "arch", "Toward the heel."),
        ("deep_glide", "arch", "Draw the toes toward the heel, glide."),
        ("effleurage", "calf_all", "Slow down. Lie face down. Palms downward."),
        ("effleurage", "calf_all", "Lean toward the toes."),
    ];
    for (technique, zone, cue) in silent {
        let text =
            routine("", &[&format!("technique = \"{technique}\"\nzones = \"{zone}\"\ntime = 60\ncue = \"{cue}\"")]);
        assert_eq!(words(&text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn a_name_that_says_a_length_in_words_is_held_to_it() {
    let named = |name: &str| routine("", &["time = 60"]).replacen("Mine", name, 1);
    assert_eq!(words(&named("Ten-minute reset")), ["wrong_total"]);
    assert_eq!(words(&named("Half an hour")), ["wrong_total"]);
    for name in ["1 h legs", "1h", "10\u{2032} for the calf", "10' calf", "1 hour and 5 min"] {
        assert_eq!(words(&named(name)), ["wrong_total"], "{name}");
    }
    for name in ["2\u{2032} legs", "'Two' minutes", "After 24 h", "The '10' calf", "10 m walk"] {
        assert_eq!(words(&named(name)), Vec::<&str>::new(), "{name}");
    }
    let long = routine("", &["time = \"45m\""]).replacen("Mine", "1 h 30 min", 1);
    assert_eq!(words(&long), Vec::<&str>::new());
    assert_eq!(words(&named("Two-minute reset")), Vec::<&str>::new());
}

#[test]
fn a_routine_for_a_flare_up_says_so_in_its_name_its_goal_or_when_and_not_by_leaving_it_out() {
    let load = "technique = \"heel_raise\"\nreps = 5\ntempo = \"3-0-3\"";
    let of = |top: &str, name: &str| words(&routine(top, &[load]).replacen("Mine", name, 1));
    for name in ["Flare-up", "Flare up day", "Calm the flareup", "Sore day"] {
        assert_eq!(of("", name), ["flare_up_load"], "{name}");
    }
    for top in [
        "goal = \"For a flare-up.\"",
        "goal = \"Gentle, for the worst days of a flare-up.\"",
        "goal = \"Flare-ups: little and light.\"",
        "when = [\"sore day\"]",
        "when = [\"evening\", \"bad days\"]",
    ] {
        assert_eq!(of(top, "Legs"), ["flare_up_load"], "{top}");
    }
    for top in [
        "when = [\"not in a flare-up\"]",
        "when = [\"between flare-ups\"]",
        "goal = \"Strength. Leave it out, or skip it, in a flare-up.\"",
        "goal = \"Not for a flare-up.\"",
        "goal = \"Go easier on a sore day.\"",
    ] {
        assert_eq!(of(top, "Legs"), Vec::<&str>::new(), "{top}");
    }
}

#[test]
fn every_day_is_said_in_many_ways() {
    let rub = "technique = \"cross_friction\"\nzones = \"arch\"\ntime = 60";
    for when in ["everyday", "7 days a week", "morning and evening", "once a day"] {
        assert_eq!(words(&routine(&format!("when = [\"{when}\"]"), &[rub])), ["daily_friction"], "{when}");
    }
    assert_eq!(words(&routine("", &[rub]).replacen("Mine", "Daily rub", 1)), ["daily_friction"]);
    assert_eq!(words(&routine("when = [\"not every day\"]", &[rub])), Vec::<&str>::new());
}

#[test]
fn a_second_to_lie_down_is_told_as_what_it_is() {
    let found =
        found(&routine("", &["position = \"sit_chair\"\ntime = 60", "position = \"lying\"\nprep = 1\ntime = 60"]));
    assert_eq!(found[0].what, "is done lying and gives 1 s to get there, and 3 s is the least");
}
