//! The settings changed: on the full screen, in the person's own editor, and by others while the program runs.

use std::fs;
use std::time::Duration;

use super::{Person, SIZE, a_moment, leave, until_all};
use crate::support::pty::{Pty, patiently};

impl Person {
    fn config(&self) -> String {
        fs::read_to_string(self.path("config/config.toml")).unwrap()
    }

    /// The program with this editor for `EDITOR`.
    fn with_editor(&self, editor: &str, line: &str) -> Pty {
        let environment = [("SOLEMATE_HOME", self.home.path().to_str().unwrap()), ("EDITOR", editor), ("VISUAL", "")];
        Pty::start(line, SIZE, &environment)
    }

    /// The same with the editor that `editor` made, named by words with quotes.
    fn with_own_editor(&self, does: &str, arguments: &str) -> Pty {
        self.editor(does);
        let editor = format!("'{}' -w", self.path("my tools/ed").display());
        self.with_editor(&editor, &self.line(arguments))
    }
}

#[test]
fn a_setting_is_changed_shown_saved_and_holds_at_home() {
    let person = Person::with_routine(30);
    let before = person.config();
    let mut pty = person.start("");
    until_all(&pty, &["Routines", "left foot only"]);
    pty.press(",");
    pty.until("Which foot is sore");
    pty.press("\x1b[C");
    pty.until("‹ right ›").until("not saved");
    assert_eq!(person.config(), before);
    pty.press("\x13");
    until_all(&pty, &["Saving puts 1 line in", "+ sore_foot = \"right\""]);
    pty.press("\r");
    pty.until("Saved:");
    assert_eq!(person.config(), before.replace("left", "right"));
    // A second change of the same run is shown again, and saved on the way out.
    pty.press("\x1b[B\x1b[C");
    pty.until("not saved");
    pty.press("q");
    until_all(&pty, &["Saving puts 1 line in", "+ first_side = \"right\""]);
    pty.press("\r");
    until_all(&pty, &["Routines", "right foot only"]);
    assert_eq!(
        person.config(),
        before.replace("left", "right").replace("\nplayer", "\nfirst_side = \"right\"\nplayer")
    );
    leave(&mut pty);
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn what_others_change_holds_at_home_and_a_session_keeps_its_own() {
    let person = Person::with_routine(30);
    let mut pty = person.start("");
    until_all(&pty, &["Routines", "left foot only"]);
    let write = |foot: &str| person.settings(&format!("check = false\nsore_foot = \"{foot}\"\n"));
    write("right");
    pty.until("right foot only");
    fs::write(person.path("config/config.toml"), "sore_foot = \n").unwrap();
    until_all(&pty, &["config.toml, line 1", "the settings stay", "right foot only"]);
    write("both");
    pty.until("both sides, left first");

    pty.press("/canary\r");
    pty.until("left in all");
    write("left");
    a_moment(500);
    pty.press("qq");
    pty.until("Ended early");
    pty.press("\r");
    until_all(&pty, &["Routines", "left foot only"]);
    leave(&mut pty);
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn keys_that_others_change_hold_at_home_and_a_session_keeps_its_own() {
    let person = Person::with_routine(60);
    let before = person.config();
    let keys = |lines: &str| fs::write(person.path("config/config.toml"), format!("{before}[keys]\n{lines}")).unwrap();
    let mut pty = person.start("");
    pty.until("t trends");
    keys("home.trends = \"F5\"\n");
    pty.until("F5 trends");
    keys("home.trends = \"F7\"\nsession.skip = \"f\"\n");
    pty.until("F7 trends");
    pty.press("/canary\r");
    pty.until("f next");
    keys("home.trends = \"F6\"\nsession.skip = \"f\"\n");
    a_moment(500);
    pty.press("f");
    pty.until("Once more to skip this part.");
    pty.press("qq");
    pty.until("Ended early");
    pty.press("\r");
    pty.until("F6 trends");
    leave(&mut pty);
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn r16_what_others_change_while_the_settings_are_open_is_shown() {
    let person = Person::with_routine(30);
    let mut pty = person.start("");
    pty.until("Routines");
    pty.press(",");
    pty.until("‹ left ›");
    person.settings("check = false\nsore_foot = \"right\"\n");
    until_all(&pty, &["‹ right ›", "this is what it says now"]);
    pty.press("\x1b[C");
    pty.until("not saved");
    let theirs = "sore_foot = \"left\" # theirs\nplayer = []\nspeak = []\n";
    fs::write(person.path("config/config.toml"), theirs).unwrap();
    pty.until("saving shows both");
    pty.press("\x13");
    until_all(&pty, &["was changed by somebody else", "+ sore_foot = \"left\" # theirs", "what you changed"]);
    assert_eq!(person.config(), theirs);
    pty.press("\x03");
    assert_eq!(pty.wait_exit(), 130);
}

#[test]
fn r25_the_program_starts_with_broken_settings_and_they_are_mended_in_an_editor() {
    let person = Person::with_routine(30);
    person.write("config/config.toml", "# mine\nsore_foot = \n");
    let mut pty = person.with_own_editor("sed -i.bak 's/^sore_foot = $/sore_foot = \"left\"/' \"$1\"", "");
    until_all(&pty, &["Routines", "config.toml, line 2"]);
    pty.press(",");
    until_all(&pty, &["cannot be read: nothing of it holds", "Line 2"]);
    pty.press("E");
    until_all(&pty, &["Taken in, not saved yet.", "‹ left ›"]);
    assert_eq!(person.config(), "# mine\nsore_foot = \n");
    pty.press("\x13");
    pty.until("Saving puts 1 line in");
    pty.press("\r");
    pty.until("Saved:");
    assert_eq!(person.config(), "# mine\nsore_foot = \"left\"\n");
    pty.press("\x03");
    assert_eq!(pty.wait_exit(), 130);
}

#[test]
fn s9_an_editor_opens_the_settings_by_its_words_and_no_shell() {
    let person = Person::with_routine(30);
    fs::remove_file(person.path("config/config.toml")).unwrap();
    let mut pty = person.with_own_editor("echo 'level = 3' >> \"$1\"", "config edit");
    pty.until("is made, with every other default in it as a comment");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(person.config(), solemate::config::default_file() + "level = 3\n");

    fs::remove_file(person.path("config/config.toml")).unwrap();
    let mut pty = person.with_own_editor("true", "config edit");
    pty.until("no file was made");
    assert_eq!(pty.wait_exit(), 0);
    assert!(!person.path("config/config.toml").exists());
    let canary = person.path("canary");
    for (editor, said) in [
        ("no-such-editor --wait".to_owned(), "\"no-such-editor\" cannot be started"),
        (format!("vi;touch {}", canary.display()), "\"vi;touch\" cannot be started"),
        ("'open".to_owned(), "which has an open quote"),
    ] {
        let mut pty = person.with_editor(&editor, &person.line("config edit"));
        pty.until(said);
        assert_eq!(pty.wait_exit(), 1, "{editor}");
        assert!(!person.path("config/config.toml").exists(), "nothing is left of what nobody changed");
    }
    assert!(!canary.exists());
}

#[test]
fn s10_what_an_editor_leaves_of_the_settings_is_looked_at() {
    let person = Person::with_routine(30);
    let mends =
        "if grep -q lewel \"$1\"; then sed -i.bak s/lewel/level/ \"$1\"; else echo 'lewel = 3' >> \"$1\"; exit 3; fi";
    let mut pty = person.with_own_editor(mends, "config edit");
    until_all(
        &pty,
        &["ended with exit status: 3", "there is no setting lewel (did you mean level?)", "Open it again? [Y/n]"],
    );
    pty.press("\r");
    assert_eq!(pty.wait_exit(), 0);
    assert!(person.config().ends_with("\nlevel = 3\n"));

    let mut pty = person.with_own_editor("rm \"$1\"", "config edit");
    assert_eq!(pty.wait_exit(), 0, "the defaults hold");
    assert!(!person.path("config/config.toml").exists());
}

#[test]
fn s11_an_interruption_is_the_editors_of_the_settings() {
    let person = Person::with_routine(30);
    let mut pty = person.with_own_editor(
        "trap 'echo \"level = 1\" >> \"$1\"; exit 0' INT; echo ready; while :; do sleep 0.1; done",
        "config edit",
    );
    pty.until("ready");
    pty.press("\x03");
    assert_eq!(pty.wait_exit(), 0);
    assert!(person.config().ends_with("level = 1\n"));
}

#[test]
fn s11_settings_that_are_not_saved_survive_the_end_of_the_program_and_of_an_editor() {
    let person = Person::with_routine(30);
    let before = person.config();
    let mut pty = person.start("");
    pty.until("Routines");
    pty.press(",");
    pty.until("‹ left ›");
    pty.press("\x1b[C");
    pty.until("not saved");
    pty.signal(rustix::process::Signal::TERM);
    assert_ne!(pty.wait_exit(), 0);
    assert_eq!(person.config(), before);

    let mut pty = person.with_own_editor("echo 'level = 3' >> \"$1\"; echo ready; read line", "");
    pty.until("Routines");
    pty.press(",");
    until_all(&pty, &["+ sore_foot = \"right\"", "were not saved"]);
    pty.press("\r");
    pty.until("‹ right ›");
    pty.press("E");
    pty.until("ready");
    pty.signal(rustix::process::Signal::TERM);
    assert_ne!(pty.wait_exit(), 0);

    let mut pty = person.start("");
    pty.until("Routines");
    pty.press(",");
    until_all(&pty, &["+ sore_foot = \"right\"", "+ level = 3"]);
    pty.press("\r");
    until_all(&pty, &["‹ right ›", "firm"]);
    pty.press("\x03");
    assert_eq!(pty.wait_exit(), 130);
    assert_eq!(person.config(), before);
}

#[test]
fn s12_an_editor_of_the_settings_has_the_umask_and_the_surroundings_of_the_shell() {
    let person = Person::with_routine(30);
    person.editor("umask > seen; echo \"$MARK\" >> seen");
    let editor = format!("'{}' -w", person.path("my tools/ed").display());
    let line = format!(
        "cd {} && umask 027 && export MARK=kept && {}",
        person.home.path().display(),
        person.line("config edit")
    );
    let mut pty = person.with_editor(&editor, &line);
    assert_eq!(pty.wait_exit(), 0);
    let seen = patiently(Duration::from_secs(5), || fs::read_to_string(person.path("seen")).ok()).unwrap();
    assert_eq!(seen.lines().collect::<Vec<_>>(), ["0027", "kept"]);
}
