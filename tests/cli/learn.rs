//! What there is to read, on the command line.

use super::{NASTY, Person};

#[test]
fn topics_are_listed_and_told_within_eighty_columns() {
    let person = Person::new();
    let list = person.gets(&["learn"]);
    for (id, _) in solemate::store::learn::TOPICS {
        assert!(list.contains(&format!("\n{id}: ")) || list.starts_with(&format!("{id}: ")), "{id}: {list}");
        let told = person.gets(&["learn", id]);
        assert!(told.contains("\nSources\n") && told.lines().count() > 10, "{told}");
        assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
        assert_eq!(told, person.gets(&["learn", &id.to_uppercase()]));
    }
}

#[test]
fn a_topic_is_found_by_its_words_and_a_paragraph_by_any() {
    let person = Person::new();
    assert_eq!(person.gets(&["learn", "night", "splint"]), person.gets(&["learn", "night-splint"]));
    let splint = person.gets(&["learn", "Splint"]);
    assert!(splint.starts_with("Night splint and tape\n") && splint.contains("(shown: Koc 2023"), "{splint}");
    let found = person.gets(&["learn", "lactic", "acid"]);
    assert!(
        found.contains("No topic is called \"lactic acid\"") && found.contains("`solemate learn not-so`"),
        "{found}"
    );
    assert!(found.contains("Said elsewhere: \"Massage clears lactic acid and CO2 out of the calf.\"\nNo. "), "{found}");
    assert!(found.contains("(refused: Wiltshire 2010") && !found.contains("scar tissue"), "{found}");
}

#[test]
fn a_misspelt_topic_is_answered_with_the_nearest() {
    let person = Person::new();
    let answer = person.says(&["learn", "strechtes"]);
    assert_eq!((answer.code, answer.out.as_str()), (Some(1), ""));
    assert_eq!(answer.err, "solemate: there is nothing about \"strechtes\": did you mean \"stretches\"?\n");
    assert!(person.says(&["learn", "boots"]).err.ends_with("`solemate learn` names the topics there are\n"));
    let answer = person.says(&["learn", "quantum", "foam-cutter"]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.err.contains("`solemate learn` names the topics"), "{}", answer.err);
    for nasty in NASTY {
        assert!(matches!(person.says(&["learn", nasty]).code, Some(0 | 1)), "{nasty:?}");
    }
}

#[test]
fn scripts_get_topics_paragraphs_and_sources() {
    let person = Person::new();
    let list = person.json(&["learn", "--json"]);
    assert_eq!(list.as_array().unwrap().len(), solemate::store::learn::TOPICS.len());
    assert_eq!((list[0]["id"].as_str(), list[0]["title"].as_str()), (Some("heel-pain"), Some("What it is")));
    let cold = person.json(&["learn", "ice", "--json"]);
    assert_eq!(cold["id"], "cold");
    assert_eq!((&cold["parts"][0]["sure"], &cold["parts"][0]["claims"][0]), (&"plausible".into(), &"S2-14".into()));
    assert_eq!((&cold["sources"][0]["ref"], &cold["sources"][0]["year"]), (&"R34".into(), &2013.into()));
    let found = person.json(&["learn", "lactic", "--json"]);
    assert_eq!((&found[0]["id"], found[0]["parts"].as_array().unwrap().len()), (&"not-so".into(), 1));
    assert_eq!(found[0]["parts"][0]["said"], "Massage clears lactic acid and CO2 out of the calf.");
}
