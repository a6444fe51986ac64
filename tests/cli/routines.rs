//! Routines that a person makes, copies, gives away and takes in.

use std::fs;

use super::{NASTY, Person};

impl Person {
    fn own_routine(&self, id: &str) -> String {
        fs::read_to_string(self.path(&format!("config/routines/{id}.toml"))).unwrap()
    }
}

#[test]
fn a_new_routine_explains_itself_and_can_be_lived_at_once() {
    let person = Person::new();
    let told = person.gets(&["new", "my-evening"]);
    assert!(told.contains("My evening: 1 step, 3:10 for both feet, 1:35 for one"), "{told}");
    assert!(told.contains("my-evening.toml") && told.contains("`solemate edit my-evening`"), "{told}");
    assert!(person.own_routine("my-evening").contains("# One more step"));
    let checked = person.gets(&["check"]);
    assert!(checked.contains("1 routine, nothing wrong.") && !checked.contains("meant ="), "no remark, too: {checked}");
    assert!(person.gets(&["list"]).contains("my-evening"));
}

#[test]
fn a_copy_keeps_every_word_but_the_name() {
    let person = Person::new();
    person.gets(&["new", "softer", "--from", "calf-classic"]);
    let shipped = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/routines/calf-classic.toml")).unwrap();
    let copy = person.own_routine("softer");
    let differing: Vec<(&str, &str)> = shipped.lines().zip(copy.lines()).filter(|(old, new)| old != new).collect();
    assert_eq!(differing.len(), 1, "{differing:?}");
    assert!(differing[0].1.contains("\"Softer\""));
    assert_eq!(shipped.lines().count(), copy.lines().count());

    let again = person.says(&["new", "softer"]);
    assert_eq!(again.code, Some(1));
    assert!(again.err.contains("is there already"), "{}", again.err);
    assert_eq!(person.own_routine("softer"), copy);
}

#[test]
fn r21_a_name_that_leads_out_of_the_folder_or_is_a_device_is_refused_with_one_that_would_do() {
    let person = Person::new();
    for (name, near) in [("../../x", "`x`"), ("CON", ""), ("-x", ""), ("a/b", "`a-b`"), ("ü", ""), ("C:\\x", "")] {
        let said = person.says(&["new", "--", name]);
        assert_eq!(said.code, Some(1), "{name}");
        assert!(said.err.contains("cannot be the name") && said.err.contains(near), "{name}: {}", said.err);
    }
    assert!(!person.path("config/routines").exists());
}

#[test]
fn what_is_shared_is_added_elsewhere_to_the_letter() {
    let (one, other) = (Person::new(), Person::new());
    one.routine("mine.toml", "# from me\r\nname = \"Mine\"\r\n[[step]] # first\r\nname = \"Roll\"\r\ntime = 30");
    let shared = String::from_utf8(one.command(&["share", "mine"]).output().unwrap().stdout).unwrap();
    assert!(shared.starts_with("# from me\r\n"));

    let told = other.command(&["add", "-"]).write_stdin(shared.clone()).output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.contains("Mine: 1 step") && told.contains("  Roll") && told.contains("Added."), "{told}");
    assert_eq!(other.own_routine("mine"), shared);

    let file = other.path("theirs.toml");
    fs::write(&file, shared.replace("30", "60")).unwrap();
    let file = file.to_str().unwrap();
    assert_eq!(other.says(&["add", file]).code, Some(0));
    let refused = other.command(&["add", "--as", "mine", file]).output().unwrap();
    assert_eq!(refused.status.code(), Some(1), "nothing is replaced unasked");
    assert_eq!(other.own_routine("mine"), shared);
    other.gets(&["add", "--as", "mine", "--force", file]);
    assert!(other.own_routine("mine").contains("60"));
}

#[test]
fn the_name_of_a_shipped_routine_is_taken_only_where_that_is_said() {
    let person = Person::new();
    let file = person.path("theirs.toml");
    fs::write(&file, "name = \"Theirs\"\n[[step]]\nname = \"Roll\"\ntime = 30\n").unwrap();
    let file = file.to_str().unwrap();
    for args in [
        &["add", "--as", "calf-classic", file][..],
        &["new", "calf-classic"],
        &["new", "calf-classic", "--from", "six-ways"],
    ] {
        let refused = person.says(args);
        assert_eq!(refused.code, Some(1), "{args:?}");
        assert!(
            refused.err.contains("the name of a shipped routine") && refused.err.contains("--force"),
            "{}",
            refused.err
        );
        assert!(!person.path("config/routines/calf-classic.toml").exists(), "{args:?}");
    }
    assert!(person.gets(&["add", "--force", "--as", "calf-classic", file]).contains("shipped:calf-classic"));
    assert!(person.own_routine("calf-classic").contains("Theirs"));
    let own = person.says(&["new", "--force", "calf-classic"]);
    assert!(own.code == Some(1) && own.err.contains("is there already"), "{}", own.err);
    person.gets(&["new", "--force", "six-ways"]);
    assert!(person.own_routine("six-ways").contains("\"Six ways\""));
}

#[test]
fn an_input_that_ends_answers_nothing_and_nothing_is_made() {
    let person = Person::new();
    for input in ["", "\n\n", "calves\n"] {
        let ended = person.command(&["new", "--guided"]).write_stdin(input).output().unwrap();
        assert_eq!(ended.status.code(), Some(1), "{input:?}");
        assert!(String::from_utf8_lossy(&ended.stderr).contains("nothing was made"), "{input:?}");
        assert!(!person.path("config/routines").exists(), "{input:?}");
    }
    let whole = person.command(&["new", "--guided"]).write_stdin("\n\n\n\n\n").output().unwrap();
    assert_eq!(whole.status.code(), Some(0));
}

#[test]
fn what_has_mistakes_is_neither_shared_nor_added() {
    let person = Person::new();
    person.routine("broken.toml", "name = \"Broken\"\n[[step]]\nname = \"Roll\"\ntiem = 30\n");
    let said = person.says(&["share", "broken"]);
    assert_eq!((said.code, said.out.as_str()), (Some(1), ""));
    assert!(said.err.contains("`tiem`"), "{}", said.err);
    for nasty in NASTY {
        let text = format!("name = \"Gift {nasty}\"\n[[step]]\nname = \"Roll\"\ntime = 30\n");
        let added = person.command(&["add", "-"]).write_stdin(text).output().unwrap();
        assert_eq!(added.status.code(), Some(1), "{nasty:?}");
        assert!(!String::from_utf8_lossy(&added.stderr).contains(nasty), "{nasty:?}");
    }
    let huge = person.command(&["add", "-"]).write_stdin(vec![b'#'; 300 * 1024]).output().unwrap();
    assert_eq!(huge.status.code(), Some(1));
    assert_eq!(fs::read_dir(person.path("config/routines")).unwrap().count(), 1);
}

#[test]
fn an_editor_needs_a_terminal() {
    let said = Person::new().says(&["edit", "calf-classic"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("`solemate check`"), "{}", said.err);
}

#[test]
fn a_routine_is_proposed_from_flags_and_from_lines() {
    let person = Person::new();
    let told = person.gets(&[
        "new",
        "My evening",
        "--for",
        "calves,sole",
        "--tools",
        "chair,ball",
        "--minutes",
        "10",
        "--side",
        "left",
    ]);
    assert!(
        told.contains("My evening:") && told.contains("my-evening.toml") && told.contains("Not at hand: "),
        "{told}"
    );
    let text = person.own_routine("my-evening");
    assert!(text.contains("ball") && !text.contains("stand_wall") && text.contains("sides     = \"left\""), "{text}");
    assert!(person.gets(&["check"]).contains("1 routine, nothing wrong."));
    let again = person.says(&["new", "My evening", "--for", "desk"]);
    assert!(again.code == Some(1) && again.err.contains("is there already"), "{}", again.err);
    for (flag, words) in [("--for", "head"), ("--tools", "hammer"), ("--minutes", "2"), ("--side", "top")] {
        let said = person.says(&["new", "x", flag, words]);
        assert!(
            said.err.contains("the words are") || said.err.contains("possible values") || said.err.contains("3..=45"),
            "{}",
            said.err
        );
        assert_eq!(said.code, Some(2));
    }
    assert_eq!(person.says(&["new", "x", "--from", "calf-classic", "--for", "desk"]).code, Some(2));
    // Without a terminal too: an empty line is what is usual.
    let asked = person.command(&["new", "--guided", "--minutes", "5"]).write_stdin("\n\n\n\n").output().unwrap();
    let asked = String::from_utf8(asked.stdout).unwrap();
    assert!(asked.contains("What is it for?") && !asked.contains("How many minutes"), "{asked}");
    assert!(person.own_routine("my-soles").contains("fitted to 5 minutes"));
}

#[test]
fn what_is_hidden_is_listed_on_request_only_and_can_still_be_had() {
    let person = Person::new();
    person.gets(&["new", "mine"]);
    assert!(person.gets(&["hide", "six-ways"]).contains("unhide six-ways"));
    person.gets(&["hide", "mine"]);
    let listed = person.gets(&["list"]);
    assert!(!listed.contains("six-ways") && !listed.contains("mine") && listed.contains("2 hidden"), "{listed}");
    let all = person.gets(&["list", "--all"]);
    assert!(all.contains("six-ways") && all.contains("(hidden)") && !all.contains("2 hidden"), "{all}");
    assert!(person.gets(&["list", "--ids"]).lines().any(|id| id == "six-ways"));
    let json = person.json(&["list", "--json"]);
    let hidden = json.as_array().unwrap().iter().filter(|one| one["hidden"] == true);
    assert_eq!(hidden.map(|one| one["id"].as_str().unwrap()).collect::<Vec<_>>(), ["six-ways", "mine"]);
    assert!(person.gets(&["show", "six-ways"]).contains("Six Ways"));
    person.gets(&["unhide", "six-ways"]);
    assert!(person.gets(&["list"]).contains("six-ways"));
    assert_eq!(person.says(&["hide", "no-such"]).code, Some(1));
    // One whose file is gone can be taken off.
    fs::remove_file(person.path("config/routines/mine.toml")).unwrap();
    person.gets(&["unhide", "mine"]);
    assert!(!fs::read_to_string(person.path("config/hidden")).unwrap().contains("mine"));
}

#[test]
fn what_a_shell_completes_and_the_manual_are_printed() {
    let person = Person::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(person.gets(&["completions", shell]).contains("solemate"), "{shell}");
    }
    assert_eq!(person.says(&["completions", "csh"]).code, Some(2));
    let page = person.gets(&["man"]);
    assert!(page.contains(".TH solemate 1") && page.contains(".SS solemate start") && page.contains("130 interrupted"));
}

#[test]
fn a_new_routine_may_be_called_anything_and_never_takes_the_id_of_a_shipped_one_by_its_name() {
    let person = Person::new();
    assert!(person.gets(&["new", "Evening calves"]).contains("evening-calves.toml"));
    assert!(person.own_routine("evening-calves").contains("\"Evening calves\""));
    let told = person.gets(&["new", "Calf classic", "--from", "calf-classic"]);
    assert!(told.contains("calf-classic-2.toml"), "{told}");
    assert!(person.own_routine("calf-classic-2").contains("\"Calf classic\""));
    assert!(person.gets(&["new", "Six Ways!", "--for", "desk"]).contains("six-ways-2.toml"));
    let again = person.says(&["new", "Evening Calves"]);
    assert!(again.code == Some(1) && again.err.contains("is there already"), "{}", again.err);
    assert!(person.gets(&["new", "--force", "Calf Classic"]).contains("calf-classic.toml"), "where that is said");
}

#[test]
fn the_guide_asks_line_by_line_what_the_routine_is_called() {
    let person = Person::new();
    let make = |input: &str| {
        let made =
            person.command(&["new", "--guided", "--for", "calves"]).write_stdin(input.to_owned()).output().unwrap();
        assert_eq!(made.status.code(), Some(0), "{}", String::from_utf8_lossy(&made.stderr));
        String::from_utf8(made.stdout).unwrap()
    };
    let told = make("\n\n\n!\nAfter work\n");
    assert!(told.contains("What is it called?") && told.contains("wants a letter or a digit"), "{told}");
    assert!(told.contains("after-work.toml"), "{told}");
    assert!(make("\n\n\n\n").contains("my-calves.toml"));
    assert!(make("\n\n\n\n").contains("[My calves 2]"), "one that is free is proposed");
}

#[test]
fn what_is_for_one_side_is_told_for_that_side() {
    let told = Person::new().gets(&["new", "Left one", "--for", "calves", "--side", "left"]);
    assert!(told.contains("for the left foot") && !told.contains("both feet") && !told.contains("right"), "{told}");
}

#[test]
fn those_that_are_hidden_can_be_listed_alone() {
    let person = Person::new();
    assert_eq!(person.gets(&["list", "--hidden"]).trim(), "None is hidden.");
    person.gets(&["hide", "six-ways"]);
    assert_eq!(person.gets(&["list", "--ids", "--hidden"]), "six-ways\n");
    assert!(
        person.gets(&["list", "--hidden"]).contains("Six Ways") && !person.gets(&["list", "--hidden"]).contains("Calf")
    );
}

#[test]
fn all_mistakes_of_what_came_in_are_shown_with_their_places_and_no_file_is_named_that_is_not_there() {
    let person = Person::new();
    let text = "name = \"Mine\"\n[[step]]\nname = \"Roll\"\ntechnique = \"kneeding\"\ntiem = 30\n";
    let added = person.command(&["add", "-"]).write_stdin(text).output().unwrap();
    let err = String::from_utf8(added.stderr).unwrap();
    assert_eq!(added.status.code(), Some(1));
    assert!(err.contains("kneeding") && err.contains("tiem") && !err.contains("solemate check"), "{err}");
}

#[test]
fn a_name_that_is_none_does_not_hide_what_is_wrong_in_the_file() {
    let person = Person::new();
    person.routine(
        "My_Evening.toml",
        "name = \"Mine\"\n[[step]]\nname = \"Roll\"\ntechnique = \"kneeding\"\ntime = 30\n",
    );
    let file = person.path("config/routines/My_Evening.toml");
    for arguments in [vec!["check", file.to_str().unwrap()], vec!["check"]] {
        let checked = person.says(&arguments);
        assert_eq!(checked.code, Some(1), "{arguments:?}");
        for word in ["rename the file to my-evening.toml", "kneeding", "did you mean `kneading`?"] {
            assert!(checked.out.contains(word), "{arguments:?} {word}: {}", checked.out);
        }
    }
    let shown = person.says(&["show", file.to_str().unwrap()]);
    assert!(shown.err.contains("my-evening.toml") && shown.err.contains("kneeding"), "{}", shown.err);
}
