//! The terminal is asked what it writes on, and nothing waits for its answer.

use std::time::Duration;

use super::{Person, SIZE, leave};
use crate::support::pty::{Pty, patiently};

/// Which colour is the background?
pub(super) const QUESTION: &str = "\x1b]11;?\x1b\\";

impl Person {
    /// The program in a terminal of this kind, which says nothing of its background unasked.
    fn on(&self, term: &str) -> Pty {
        let environment = [
            ("SOLEMATE_HOME", self.home.path().to_str().unwrap()),
            ("LC_ALL", "C.UTF-8"),
            ("TERM", term),
            ("COLORTERM", ""),
            ("COLORFGBG", ""),
            ("NO_COLOR", ""),
        ];
        Pty::start(&self.line(""), SIZE, &environment)
    }
}

fn holds(pty: &Pty, text: &str) -> bool {
    String::from_utf8_lossy(&pty.bytes()).contains(text)
}

#[test]
fn t26_a_white_terminal_is_asked_and_gets_the_colours_for_white() {
    let person = Person::with_routine(30);
    let mut pty = person.on("xterm-256color");
    pty.until("Routines");
    patiently(Duration::from_secs(5), || holds(&pty, QUESTION).then_some(())).expect("the question");
    // The grey of what is not pressing: on any ground, then on white.
    assert!(holds(&pty, "38;5;244") && !holds(&pty, "38;5;242"), "{:?}", pty.screen());
    pty.press("\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
    patiently(Duration::from_secs(5), || holds(&pty, "38;5;242").then_some(())).expect("the colours for white");
    leave(&mut pty);
    pty.modes_clean();
}

/// The answer is there before the program looks: it must not draw for any ground first.
#[test]
fn t26_an_answer_that_comes_with_the_first_frame_costs_no_second_one() {
    let person = Person::with_routine(30);
    let ahead = format!("read -r go; {}", person.line(""));
    let environment = [
        ("SOLEMATE_HOME", person.home.path().to_str().unwrap()),
        ("LC_ALL", "C.UTF-8"),
        ("TERM", "xterm-256color"),
        ("COLORFGBG", ""),
    ];
    let mut pty = Pty::start(&ahead, SIZE, &environment);
    pty.press("go\n\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
    pty.until("Routines");
    pty.press("?");
    pty.until("Keys here");
    assert!(holds(&pty, "38;5;242") && !holds(&pty, "38;5;244"), "{:?}", pty.screen());
    pty.press("\x1b");
    leave(&mut pty);
    pty.modes_clean();
}

#[test]
fn t26_where_the_answer_would_change_nothing_nobody_asks() {
    for (settings, term) in [("theme = \"dark\"\n", "xterm-256color"), ("", "linux"), ("theme = \"none\"\n", "foot")] {
        let person = Person::with_routine(30);
        person.settings(settings);
        let mut pty = person.on(term);
        pty.until("Routines");
        leave(&mut pty);
        assert!(!holds(&pty, QUESTION), "{settings:?} {term}");
    }
}
