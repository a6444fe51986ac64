//! `solemate config`.

use serde_json::{Value, json};
use solemate::config::{default_file, settings};

use super::Person;

impl Person {
    /// Their file of settings says this.
    fn settings(&self, text: &str) {
        let file = self.path("config/config.toml");
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
}

#[test]
fn the_settings_are_listed_with_where_each_comes_from() {
    let person = Person::new();
    let told = person.gets(&["config"]);
    assert!(told.contains("config.toml  (not there: the defaults hold)"), "{told}");
    assert!(told.contains("sore_foot") && told.contains("change_side") && !told.contains("line "), "{told}");
    person.settings("# mine\nvolume = 30\nplayer = [\"mpv\", \"-q\"]\n[say]\ndone = \"Fertig.\"\n");
    let told = person.gets(&["config"]);
    let line = |key: &str| told.lines().find(|line| line.trim_start().starts_with(key)).unwrap().split_whitespace();
    assert_eq!(line("volume").collect::<Vec<_>>(), ["volume", "30", "line", "2"]);
    assert_eq!(line("say.done").collect::<Vec<_>>(), ["say.done", "\"Fertig.\"", "line", "5"]);
    assert_eq!(line("level").collect::<Vec<_>>(), ["level", "\"plan\""]);
    assert!(told.ends_with("\nKeys\n  0 changed by [keys]; `solemate keys` lists all of them\n"), "{told}");
    person.settings("[keys]\nhome.trends = \"F5\"\nsession = { skip = [\"f\", \"F6\"] }\n");
    assert!(person.gets(&["config"]).contains("  2 changed by [keys]; "));
    person.settings("session.skip = \"f\"\n[keys]\nhome.trend = \"F5\"\n");
    let told = person.says(&["config"]).out;
    assert!(told.contains("line 1: session is a screen, not a setting: its keys stand below [keys]\n"), "{told}");
    assert!(told.contains("line 3: home has no action trend (did you mean trends?)"), "{told}");
}

#[test]
fn scripts_get_every_setting_with_its_value_as_the_file_has_it() {
    let person = Person::new();
    person.settings("marks = [60, 30]\nlevel = 9\nvolum = 1\n");
    let answer = person.says(&["config", "--json"]);
    assert_eq!(answer.code, Some(1), "there are mistakes in it");
    let told: Value = serde_json::from_str(&answer.out).unwrap();
    let all = told["settings"].as_array().unwrap();
    assert_eq!(all.len(), settings().len());
    let of = |key: &str| all.iter().find(|one| one["key"] == key).unwrap().clone();
    assert_eq!(of("marks"), json!({ "key": "marks", "value": [60, 30], "default": [60], "source": "file", "line": 1 }));
    assert_eq!(
        of("level"),
        json!({ "key": "level", "value": "plan", "default": "plan", "source": "default", "line": null })
    );
    assert_eq!(of("say.top")["value"], "");
    let problems: Vec<_> =
        told["problems"].as_array().unwrap().iter().map(|one| (one["line"].clone(), one["key"].clone())).collect();
    assert_eq!(problems, [(json!(2), json!("level")), (json!(3), json!("volum"))]);
    assert_eq!(told["exists"], true);
}

#[test]
fn the_default_file_is_printed_and_can_be_kept() {
    let person = Person::new();
    let file = person.gets(&["config", "--default"]);
    assert_eq!(file, default_file());
    person.settings(&file);
    assert!(!person.gets(&["config"]).contains("line "));
}

#[test]
fn r25_a_file_that_cannot_be_read_is_named_with_its_line_and_not_touched() {
    let person = Person::new();
    person.settings("view = \n");
    let answer = person.says(&["config"]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.out.contains("line 1: ") && answer.out.contains("the defaults are used"), "{}", answer.out);
    let refused = person.says(&["config", "edit"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("an editor needs a terminal"), "{}", refused.err);
    assert_eq!(std::fs::read_to_string(person.path("config/config.toml")).unwrap(), "view = \n");
}
