//! Routines changed: on the full screen, and in the person's own editor.

use std::os::unix::fs::PermissionsExt;

use super::{Person, SIZE};
use crate::support::pty::Pty;

impl Person {
    /// An editor that does this to the file `$1`, named with a space in it as people's paths have.
    pub fn editor(&self, does: &str) {
        self.write("my tools/ed", &format!("#!/bin/sh\n[ \"$1\" = -w ] || exit 9\nshift\n{does}\n"));
        let path = self.path("my tools/ed");
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn edit(&self, arguments: &str) -> Pty {
        let editor = format!("'{}' -w", self.path("my tools/ed").display());
        let environment = [("SOLEMATE_HOME", self.home.path().to_str().unwrap()), ("EDITOR", &editor), ("VISUAL", "")];
        Pty::start(&format!("{} edit {arguments}", env!("CARGO_BIN_EXE_solemate")), SIZE, &environment)
    }

    fn own(&self, id: &str) -> String {
        std::fs::read_to_string(self.path(&format!("config/routines/{id}.toml"))).unwrap()
    }
}

#[test]
fn what_changed_is_said_in_short() {
    let person = Person::with_routine(30);
    person.editor("sed -i.bak s/30s/90s/ \"$1\"");
    let mut pty = person.edit("canary --editor");
    pty.until("Before: Canary canary: 1 step, 0:30 for the left foot");
    pty.until("Now:    Canary canary: 1 step, 1:30 for the left foot");
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn a_shipped_routine_is_copied_before_it_is_changed() {
    let person = Person::with_routine(30);
    person.editor("echo '# mine' >> \"$1\"");
    let mut pty = person.edit("calf-classic --editor");
    pty.until("the shipped one stays as it is").until("Now:    Calf Classic");
    assert_eq!(pty.wait_exit(), 0);
    assert!(person.own("calf-classic").ends_with("# mine\n"));
}

#[test]
fn a_mistake_is_shown_and_the_file_can_be_opened_again() {
    let person = Person::with_routine(30);
    person
        .editor("if grep -q tiem \"$1\"; then sed -i.bak s/tiem/time/ \"$1\"; else sed -i.bak s/time/tiem/ \"$1\"; fi");
    let mut pty = person.edit("canary --editor");
    pty.until("did you mean `time`?").until("Open it again? [Y/n]");
    pty.press("\r");
    pty.until("Nothing changed.");
    assert_eq!(pty.wait_exit(), 0);

    let mut pty = person.edit("canary --editor");
    pty.until("Open it again?");
    pty.press("n\r");
    assert_eq!(pty.wait_exit(), 1, "left with a mistake in it");
    assert!(person.own("canary").contains("tiem"), "and as it was left");
}

#[test]
fn s11_interrupts_are_the_editors() {
    let person = Person::with_routine(30);
    person.editor("trap 'sed -i.bak s/30s/90s/ \"$1\"; exit 0' INT; echo ready; while :; do sleep 0.1; done");
    let mut pty = person.edit("canary --editor");
    pty.until("ready");
    pty.press("\x03");
    pty.until("Now:    Canary canary: 1 step, 1:30 for the left foot");
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn s10_what_an_editor_did_counts_even_if_it_failed() {
    let person = Person::with_routine(30);
    person.editor("sed -i.bak s/time/tiem/ \"$1\"; exit 1");
    let mut pty = person.edit("canary --editor");
    pty.until("ended with exit status: 1").until("did you mean `time`?").until("Open it again?");
    pty.press("n\r");
    assert_eq!(pty.wait_exit(), 1);
}

#[test]
fn a_copy_in_which_nothing_was_changed_does_not_stand_in_the_way() {
    let person = Person::with_routine(30);
    person.editor(":");
    let mut pty = person.edit("calf-classic --editor");
    pty.until("Nothing changed.");
    assert_eq!(pty.wait_exit(), 0);
    assert!(!person.path("config/routines/calf-classic.toml").exists());
    person.write("config/routines/calf-classic.toml", "name = \"Own\"\n[[step]]\nname = \"A\"\ntime = 30\n");
    let mut pty = person.edit("shipped:calf-classic --editor");
    pty.until("is your own of that name");
    assert_eq!(pty.wait_exit(), 1);
}

#[test]
fn an_editor_that_is_not_there_is_named() {
    let person = Person::with_routine(30);
    let mut pty = person.edit("canary --editor");
    pty.until("cannot be started");
    assert_eq!(pty.wait_exit(), 1);
}

#[test]
fn a_routine_is_changed_on_the_full_screen_and_saved_where_it_lies() {
    let person = Person::with_routine(30);
    let before = person.own("canary");
    let mut pty = person.edit("canary");
    pty.until("Canary canary").until("both feet 0:30");
    pty.press("\x1b[B\x1b[B\r");
    pty.until("Step 1");
    pty.press("\x1b[B\x1b[B\x1b[B\x1b[B\x1b[B\x1b[B\r");
    pty.until("left and right");
    pty.press("\x1590\r");
    pty.until("both feet 1:30").until("not saved");
    assert_eq!(person.own("canary"), before);
    pty.press("\x13");
    pty.until("Saving puts 1 line in");
    pty.press("\r");
    pty.until("Saved:");
    assert_eq!(person.own("canary"), before.replace("30s", "90s"));
    pty.press("qqq");
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn the_terminal_goes_to_an_editor_and_comes_back_whole() {
    let person = Person::with_routine(30);
    // It sees the terminal as the shell left it, and is asked to end by its keys: that is for it alone.
    person.editor(
        "stty -a | grep -q ' echo ' && echo cooked\ntrap 'echo interrupted' INT\necho ready\nread line || read line\n\
         sed -i.bak s/30s/90s/ \"$1\"",
    );
    let mut pty = person.edit("canary");
    pty.until("both feet 0:30");
    pty.press("E");
    pty.until("cooked").until("ready");
    pty.press("\x03");
    pty.until("interrupted");
    pty.press("\r");
    pty.until("0:30 for both feet before,");
    assert!(person.own("canary").contains("30s"), "taken in, and not saved yet");
    pty.press("\x13");
    pty.until("Saving puts");
    pty.press("\r");
    pty.until("Saved:");
    assert!(person.own("canary").contains("90s"));
    pty.press("qqq");
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn s10_an_editor_that_fails_or_is_not_there_is_told_and_nothing_is_lost() {
    let person = Person::with_routine(30);
    person.editor("rm \"$1\"; exit 3");
    let mut pty = person.edit("canary");
    pty.until("both feet 0:30");
    pty.press("E");
    pty.until("The editor left no file");
    person.editor("sed -i.bak s/30s/40s/ \"$1\"; exit 3");
    pty.press("E");
    pty.until("ended with").until("0:40 now");
    std::fs::remove_file(person.path("my tools/ed")).unwrap();
    pty.press("E");
    pty.until("cannot be started");
    pty.press("q");
    pty.until("Saving puts");
    pty.press("D");
    pty.until("Routines");
    pty.press("q");
    assert_eq!(pty.wait_exit(), 0);
    assert!(person.own("canary").contains("30s"));
}

#[test]
fn a_draft_survives_the_end_of_the_program() {
    let person = Person::with_routine(30);
    let mut pty = person.edit("canary");
    pty.until("both feet 0:30");
    pty.press("\x1b[B\x1b[Bd");
    pty.until("both feet 1:00");
    pty.signal(rustix::process::Signal::TERM);
    pty.wait_exit();
    let mut pty = person.edit("canary");
    pty.until("not saved, from");
    pty.press("\r");
    pty.until("both feet 1:00");
    pty.press("\x03");
    pty.wait_exit();
    assert_eq!(person.own("canary").matches("[[step]]").count(), 1);
}

#[test]
fn what_was_proposed_and_never_saved_survives_a_crash_and_opens_from_home_where_it_was() {
    let person = Person::with_routine(30);
    let mut pty = person.start("");
    pty.until("Routines");
    // Four questions, answered by what is usual; a digit or Enter does.
    for (keys, then) in [
        ("n", "How does it begin?"),
        ("1", "What is it for?"),
        ("\r", "What is at hand?"),
        ("\r", "How many minutes"),
        ("12\r", "Which side"),
        ("\r", "What is it called?"),
        ("\r", "new, not saved yet"),
    ] {
        pty.press(keys);
        pty.until(then);
    }
    let is_kept = |name: &str| person.path(&format!("state/drafts/{name}.json")).exists().then_some(());
    let any = || ["my-morning", "my-desk-break", "my-calves"].into_iter().find_map(is_kept);
    assert!(super::patiently(std::time::Duration::from_secs(20), any).is_some());
    pty.signal(rustix::process::Signal::KILL);
    pty.wait_exit();
    let mut pty = person.start("");
    pty.until("draft, unsaved");
    pty.press("/my \r");
    pty.until("new, not saved yet");
    pty.press("\x13");
    pty.until("Saving makes");
    pty.press("\r");
    pty.until("Saved:");
    pty.press("\x03");
    pty.wait_exit();
    assert_eq!(std::fs::read_dir(person.path("config/routines")).unwrap().count(), 2);
}

#[test]
fn s11_a_program_that_is_ended_while_an_editor_is_up_offers_what_was_written_there() {
    let person = Person::with_routine(30);
    person.editor("sed -i.bak s/30s/70s/ \"$1\"\necho ready\nread line");
    let mut pty = person.edit("canary");
    pty.until("both feet 0:30");
    pty.press("E");
    pty.until("ready");
    pty.signal(rustix::process::Signal::TERM);
    assert_ne!(pty.wait_exit(), 0);
    let mut pty = person.edit("canary");
    pty.until("not saved, from").until("70s");
    pty.press("\r");
    pty.until("both feet 1:10");
    pty.press("\x03");
    pty.wait_exit();
    assert!(person.own("canary").contains("30s"));
}

#[test]
fn s11_an_interruption_that_ends_an_editor_ends_only_that() {
    let person = Person::with_routine(30);
    person.editor("sed -i.bak s/30s/80s/ \"$1\"\necho ready\nexec sleep 60");
    let mut pty = person.edit("canary");
    pty.until("both feet 0:30");
    pty.press("E");
    pty.until("ready");
    pty.press("\x03");
    pty.until("ended with").until("both feet 1:20");
    pty.press("u");
    pty.until("both feet 0:30");
    pty.press("q");
    pty.until("Routines");
    pty.press("q");
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn an_editor_that_knows_how_begins_at_the_line_of_the_mistake() {
    let person = Person::with_routine(30);
    let text = person.own("canary");
    let line = 1 + text.lines().position(|line| line.contains("30s")).unwrap();
    // Called by a name whose words are known.
    let script = "#!/bin/sh\nfor last; do :; done\necho \"given: $1\"\nsed -i.bak s/^time/tiem/ \"$last\"\n";
    person.write("bin/nano", script);
    let path = person.path("bin/nano");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    let environment =
        [("SOLEMATE_HOME", person.home.path().to_str().unwrap()), ("EDITOR", path.to_str().unwrap()), ("VISUAL", "")];
    let mut pty = Pty::start(&format!("{} edit canary --editor", env!("CARGO_BIN_EXE_solemate")), SIZE, &environment);
    pty.until("given: /").until("Open it again?");
    pty.press("\r");
    pty.until(&format!("given: +{line}")).until("Open it again?");
    pty.press("n\r");
    assert_eq!(pty.wait_exit(), 1);
    let mut pty = Pty::start(&format!("{} edit canary", env!("CARGO_BIN_EXE_solemate")), SIZE, &environment);
    pty.until("did you mean `time`?");
    pty.press("E");
    pty.until(&format!("given: +{line}")).until("Nothing changed in the editor");
    pty.press("\x03");
    pty.wait_exit();
}
