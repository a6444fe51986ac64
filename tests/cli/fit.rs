//! A routine shown as it fits the minutes there are.

use super::Person;

#[test]
fn a_routine_is_shown_as_it_fits_the_minutes_there_are() {
    let person = Person::new();
    let whole = person.gets(&["show", "first-steps"]);
    let short = person.gets(&["show", "first-steps", "--minutes", "6"]);
    assert!(whole.contains("9:24, both sides") && !whole.contains("Shorter"), "{whole}");
    assert!(short.contains("Shorter: ") && short.contains("Left out: "), "{short}");
    assert_eq!(person.gets(&["show", "first-steps", "--minutes", "10"]), whole);
    let json = person.json(&["show", "first-steps", "--minutes", "6", "--json"]);
    assert!(json["seconds"].as_f64().unwrap() <= 360.0);
    assert_eq!(json["fitted"]["minutes"], 6);
    assert!(json["fitted"]["out"].as_array().unwrap().iter().all(|name| short.contains(name.as_str().unwrap())));
    assert!(person.json(&["show", "first-steps", "--json"])["fitted"].is_null());
}

#[test]
fn minutes_that_no_session_has_are_a_mistake_in_usage() {
    let person = Person::new();
    for verb in ["show", "start"] {
        for minutes in ["0", "241", "-3", "8.5", "eight"] {
            let said = person.says(&[verb, "desk-break", &format!("--minutes={minutes}")]);
            assert_eq!(said.code, Some(2), "{verb} {minutes}: {}", said.err);
            assert!(said.err.contains("--minutes"), "{}", said.err);
        }
    }
    assert_eq!(person.says(&["start", "--minutes", "8"]).code, Some(2), "which routine?");
}
