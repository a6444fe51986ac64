//! Keys of the person's own, in a real terminal.

use super::{Person, until_all};

/// Settings with these lines in `[keys]`.
fn keys(person: &Person, lines: &str) {
    let text = format!("check = false\nsore_foot = \"left\"\nplayer = []\nspeak = []\n[keys]\n{lines}");
    person.write("config/config.toml", &text);
}

#[test]
fn keys_of_ones_own_are_pressed_and_what_is_refused_is_said() {
    let person = Person::with_routine(60);
    keys(
        &person,
        "home.trends = \"F5\"
home.quit = [\"z\", \"Ctrl-X\"]
home.help = \"f\"
",
    );
    let mut pty = person.start("");
    until_all(&pty, &["line 8: keys: home.help: f", "belongs to home.rate: choose another key", "z quit"]);
    pty.press("t");
    pty.press("\x1b[15~");
    pty.until("First-step pain");
    pty.press("\x1b");
    pty.until("F5 trends");
    pty.press("\x18");
    assert_eq!(pty.wait_exit(), 0);
    pty.modes_clean();
}

#[test]
fn a_session_is_paused_by_a_key_of_ones_own_and_still_by_any_other() {
    let person = Person::with_routine(60);
    keys(&person, "session.pause = \"F5\"\nsession.end = \"F9\"\n");
    let mut pty = person.live(60);
    pty.until("F5 pause");
    pty.press("\x1b[15~");
    pty.until("Any key goes on.");
    pty.press(" ");
    pty.until("F5 pause");
    pty.press("\x1b[20~");
    pty.until("Once more to end here.");
    pty.press("\x1b[20~");
    pty.until("Ended early.");
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 0);
}
