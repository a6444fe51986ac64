//! The cue check in the real program, with a player and an engine that only write down that they were called.

use std::time::Duration;

use super::sound::with_engine;
use super::support::pty::patiently;
use super::{Person, a_moment, leave, until_all};

/// What was played and said so far, a line each.
fn called(person: &Person) -> String {
    std::fs::read_to_string(person.path("called")).unwrap_or_default()
}

#[track_caller]
fn until_called(person: &Person, what: &str) {
    let heard = || called(person).contains(what).then_some(());
    assert!(patiently(Duration::from_secs(10), heard).is_some(), "{what} was never heard: {}", called(person));
}

/// A player writes the name of the file it plays, an engine what it reads. The first steps are told: of a morning, home
/// asks for them before it offers anything else.
fn with_ears() -> Person {
    let person = with_engine("if [ \"$1\" = --voice ]; then cat >> HERE/called; else echo \"$1\" >> HERE/called; fi");
    assert_eq!(person.start("morning 2").wait_exit(), 0);
    person
}

#[test]
fn a_no_switches_the_channel_off_in_the_next_session_and_a_key_in_the_settings_on_again() {
    let person = with_ears();
    let mut pty = person.start("");
    pty.until("press c to check what you hear and see");
    assert_eq!(called(&person), "", "nothing sounds before one asks");
    pty.press("c");
    until_all(&pty, &["Did you hear the voice?", "engine was asked to say it."]);
    until_called(&person, "This is the voice");
    pty.press("y");
    pty.until("engine was asked to play it.");
    until_called(&person, "change-60.wav");
    pty.press("n");
    pty.until("the bell rings instead");
    pty.press("\r");
    pty.until("The edge of the window lit up");
    pty.press("y");
    pty.until("not heard: the bell rings instead");
    pty.press("\r");
    until_all(&pty, &["Routines"]);
    assert!(!pty.screen().contains("press c to check"));
    leave(&mut pty);
    assert_eq!(pty.wait_exit(), 0);
    pty.modes_clean();
    let kept = std::fs::read_to_string(person.path("state/cues.toml")).unwrap();
    assert!(kept.contains("voice = true\ntone = false\nflash = true\nasked = "), "{kept}");

    let settings = std::fs::read_to_string(person.path("config/config.toml")).unwrap();
    for (chosen, plays) in [("", false), ("sound = true\n", true)] {
        std::fs::remove_file(person.path("called")).unwrap();
        person.write("config/config.toml", &format!("{chosen}{settings}"));
        let mut pty = person.start("start canary");
        pty.until("left in all");
        until_called(&person, "Knead the canary");
        if plays {
            until_called(&person, ".wav");
        } else {
            let rung = || pty.bytes().contains(&7).then_some(());
            assert!(patiently(Duration::from_secs(5), rung).is_some(), "no bell");
            assert!(!called(&person).contains(".wav"), "{}", called(&person));
        }
        pty.press("qq");
        a_moment(100);
        pty.press("\rq");
        pty.wait_exit();
    }
}

#[test]
fn doctor_asks_alone_and_says_what_was_answered() {
    let person = with_ears();
    let mut pty = person.start("doctor --cues");
    pty.until("Did you hear the voice?");
    pty.press("n\x1b");
    assert_eq!(pty.wait_exit(), 0);
    let mut pty = person.start("doctor --cues --plain");
    pty.until("Did you hear the voice?");
    pty.press("r\ry\r");
    pty.until("Did you hear the tone?");
    // Whoever answers at once cuts it off.
    until_called(&person, "change-60.wav");
    pty.press("n\r");
    pty.until("tone: not heard: the bell rings instead");
    assert_eq!(pty.wait_exit(), 0);
    let pty = person.start("doctor | grep ^cues; exit");
    pty.until("voice heard; tone not heard: the bell rings instead; flash not answered (asked 20");
    let mut pty = person.start("doctor --cues < /dev/null");
    pty.until("it needs a terminal to ask on");
    assert_eq!(pty.wait_exit(), 2);
}

#[test]
fn r25_answers_that_are_not_understood_are_named_and_stay_as_they_are() {
    let person = with_ears();
    person.write("state/cues.toml", "format = 7\n");
    let mut pty = person.start("");
    pty.until("its answers do not count");
    pty.press("j");
    pty.until("all keys");
    assert!(!pty.screen().contains("press c to check"), "what cannot be kept is not offered");
    pty.press("c");
    pty.until("Did you hear the voice?");
    pty.press("n");
    pty.until("this answer is not kept");
    pty.press("\x03");
    pty.wait_exit();
    assert_eq!(std::fs::read_to_string(person.path("state/cues.toml")).unwrap(), "format = 7\n");
}
