//! `solemate keys`: the table by the names of the settings.

use std::fs;

use super::Person;

fn with_keys(text: &str) -> Person {
    let person = Person::new();
    fs::create_dir_all(person.path("config")).unwrap();
    fs::write(person.path("config/config.toml"), format!("[keys]\n{text}")).unwrap();
    person
}

#[test]
fn keys_are_listed_by_the_names_of_the_settings() {
    let all = Person::new().gets(&["keys"]);
    assert!(all.starts_with("home\n"), "{all}");
    assert!(all.contains("  trends          t                 see whether it is getting better\n"), "{all}");
    assert!(all.contains("\n\neverywhere\n"), "{all}");
    assert!(!all.contains('*'), "nothing is changed: {all}");

    let person = with_keys("session.skip = [\"f\", \"F5\"]\nsession.lock = \"F6\"\n");
    let session = person.gets(&["keys", "session"]);
    assert!(session.starts_with("session\n") && !session.contains("home"), "{session}");
    assert!(
        session.contains("\n* skip         f, F5, wheel dn   skip the rest of this part: press twice\n"),
        "{session}"
    );
    assert!(session.contains("\n* lock         F6  "), "{session}");
    assert!(session.contains("\n  that_hurt    h, middle  "), "{session}");
    assert!(session.ends_with("\n* changed by [keys] in the settings\n"), "{session}");

    let unknown = person.says(&["keys", "sesion"]);
    assert_eq!(unknown.code, Some(1));
    assert!(unknown.err.contains("there is no screen sesion: home, "), "{}", unknown.err);
}

#[test]
fn scripts_see_what_is_changed_and_what_may_be() {
    let person = with_keys("home.trends = \"Ctrl-T\"\n");
    let keys = person.json(&["keys", "--json"]);
    let find = |screen: &str, action: &str| {
        let one = keys.as_array().unwrap().iter().find(|one| one["screen"] == screen && one["action"] == action);
        one.unwrap_or_else(|| panic!("{screen}.{action}")).clone()
    };
    let trends = find("home", "trends");
    assert_eq!(trends["keys"], serde_json::json!(["Ctrl-T"]));
    assert_eq!(trends["default"], serde_json::json!(["t"]));
    assert_eq!((&trends["changed"], &trends["fixed"]), (&true.into(), &false.into()));
    assert_eq!(find("everywhere", "leave")["fixed"], true);
    assert_eq!(
        find("session", "pause")["default"],
        serde_json::json!(["Space", "click", "MediaPlayPause", "MediaPlay"])
    );
}

#[test]
fn r25_what_is_refused_is_said_with_file_line_and_remedy() {
    let person = with_keys("home.trends = \"h\"\nhome.history = \"F5\"\nhome.quit = \"f\"\n");
    let answer = person.says(&["keys", "home"]);
    assert_eq!(answer.code, Some(0));
    let said = "config.toml, line 4: keys: home.quit: f belongs to home.rate: choose another key, or give home.rate others \
                too; its default is used\n";
    assert!(answer.err.ends_with(said) && answer.err.lines().count() == 1, "{}", answer.err);
    assert!(answer.out.contains("\n* trends     h "), "{}", answer.out);
    assert!(answer.out.contains("\n  quit       q "), "{}", answer.out);
}
