//! Rules for a sore day: where they lead, said by `check` with its line, and shown by `show`.

use super::Person;

fn ruled(name: &str, rule: &str) -> String {
    format!(
        "format = 1\nname = \"{name}\"\nwhen = [\"evening\",\n  {{ before_at_least = 6, use = \"{rule}\" }}]\n\n[[step]]\nname = \"A\"\ntime = \"60s\"\n"
    )
}

#[test]
fn a_rule_to_a_routine_that_is_not_there_is_a_mistake_with_its_line_and_the_nearest_name() {
    let person = Person::new();
    person.routine("mine.toml", ruled("Mine", "gentle-dya"));
    let answer = person.says(&["check"]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.out.contains("there is no routine `gentle-dya`"), "{}", answer.out);
    assert!(answer.out.contains("mine.toml:4:") && answer.out.contains("did you mean `gentle-day`?"), "{}", answer.out);
    let found = person.json(&["show", "mine", "--json"]);
    assert_eq!(found["rules"][0]["use"], "gentle-dya", "it can be done all the same");
    person.routine("mine.toml", ruled("Mine", "gentle-day"));
    assert!(!person.gets(&["check"]).contains("gentle-day"));
    assert!(
        person.gets(&["show", "mine"]).contains("With pain of 6 or more before: gentle-day is offered in its place.")
    );
}

#[test]
fn rules_that_lead_in_a_circle_are_something_to_look_at() {
    let person = Person::new();
    person.routine("one.toml", ruled("One", "two"));
    person.routine("two.toml", ruled("Two", "one"));
    let told = person.gets(&["check"]);
    assert!(told.contains("lead in a circle: one, two, one"), "{told}");
    assert!(told.contains("lead in a circle: two, one, two") && told.contains("2 things to look at"), "{told}");
}
