//! Every way to end, and to stop for a while, in the middle of a session.

use std::time::Duration;

use rustix::process::Signal;

use super::support::pty::patiently;
use super::{Person, a_moment};

const DEADLY: [(Signal, i32); 4] = [(Signal::TERM, 15), (Signal::HUP, 1), (Signal::INT, 2), (Signal::QUIT, 3)];

#[test]
fn t1_a_panic_while_drawing_gives_back_the_terminal_and_keeps_the_session() {
    let person = Person::with_routine(60);
    let mut pty = person.live(60);
    a_moment(1100);
    pty.press(" ");
    pty.until("Any key goes on.");
    person.write("fault", "");
    pty.press("v");
    assert_eq!(pty.wait_exit(), 70);
    pty.modes_clean();
    pty.until("solemate met an error of its own");
    assert!(!pty.screen().contains("panicked") && !pty.screen().contains("Canary"));
    assert!(person.open_session().expect("an open session").progress.lived >= Duration::from_secs(1));
    let report = std::fs::read_dir(person.path("state"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .find(|entry| entry.file_name().to_string_lossy().starts_with("panic-"))
        .expect("a report");
    let text = std::fs::read_to_string(report.path()).unwrap();
    assert!(text.contains("src/driver/") && !text.to_lowercase().contains("canary"), "{text}");
    std::fs::remove_file(person.path("fault")).unwrap();
    person.start("").until("A session was cut off");
}

#[test]
fn t3_a_signal_in_the_middle_of_a_session_keeps_where_it_stands() {
    for (signal, number) in DEADLY {
        let person = Person::with_routine(60);
        let mut pty = person.live(60);
        a_moment(1300);
        pty.signal(signal);
        assert_eq!(pty.wait_exit(), 128 + number);
        pty.modes_clean();
        let lived = person.open_session().expect("an open session").progress.lived;
        assert!(lived >= Duration::from_millis(1200), "{lived:?}");
    }
}

#[test]
fn t5_more_signals_during_the_clean_up_do_not_cut_it_short() {
    for round in 0..8 {
        let person = Person::with_routine(60);
        let mut pty = person.live(60);
        pty.signal(Signal::TERM);
        for _ in 0..20 {
            std::thread::sleep(Duration::from_micros(100 + 50 * round));
            pty.signal(Signal::INT);
        }
        let code = pty.wait_exit();
        assert!(code == 143 || code == 130, "{code}: by one of the two");
        pty.modes_clean();
        // A program that was just being started holds the lock as well, until it runs or gives up.
        let open = || person.open_session().map(drop);
        assert!(patiently(Duration::from_secs(2), open).is_some(), "in round {round}");
    }
}

#[test]
fn t6_a_closed_window_keeps_the_session_open() {
    let person = Person::with_routine(60);
    let mut pty = person.live(60);
    a_moment(1200);
    pty.close();
    assert!(pty.gone_within(Duration::from_secs(2)));
    assert!(person.open_session().expect("an open session").progress.lived >= Duration::from_secs(1));
}

#[test]
fn interrupted_by_key_it_can_go_on() {
    // As any terminal sends it, and as one does that tells keys apart.
    for key in ["\x03", "\x1b[99;5u"] {
        let person = Person::with_routine(60);
        let mut pty = person.live(60);
        a_moment(1200);
        pty.press(key);
        assert_eq!(pty.wait_exit(), 130);
        pty.modes_clean();
        assert!(person.open_session().expect("an open session").progress.lived >= Duration::from_secs(1));
    }
}

#[test]
fn t10_t11_stopped_for_a_while_it_pauses_and_credits_nothing() {
    for signal in [Signal::TSTP, Signal::STOP] {
        let person = Person::with_routine(60);
        let mut pty = person.live(60);
        a_moment(1200);
        pty.signal(signal);
        assert!(pty.wait_exit() > 128);
        if signal == Signal::TSTP {
            pty.modes_clean();
        }
        a_moment(4500);
        pty.tell("fg");
        pty.until("left in all").until(if signal == Signal::TSTP { "Any key goes on." } else { "none of it counts" });
        pty.press(" qq");
        pty.until("Ended early.");
        pty.press("\rq");
        pty.wait_exit();
        pty.modes_clean();
        let [done] = &person.sessions()[..] else { panic!("one session") };
        assert!(done.lived < Duration::from_secs(4), "{:?} after {signal:?}", done.lived);
        assert!(done.paused >= Duration::from_secs(4), "{:?} after {signal:?}", done.paused);
    }
}

#[test]
fn t15_a_storm_of_sizes_does_not_touch_the_time() {
    let person = Person::with_routine(60);
    let mut pty = person.live(60);
    for step in 0..1500_u32 {
        pty.resize((step * 7 % 130) as u16, (step * 13 % 50) as u16);
    }
    for (columns, rows) in [(0, 0), (1, 1), (65535, 65535), (0, 24), (80, 0), (65535, 1), (80, 24)] {
        pty.resize(columns, rows);
        a_moment(5);
    }
    pty.until("left in all").until("Knead the canary");
    pty.press("qq");
    pty.until("Ended early.");
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 0);
    pty.modes_clean();
    assert_eq!(person.sessions()[0].paused, Duration::ZERO);
}

#[test]
fn t16_started_at_any_tiny_size() {
    let person = Person::with_routine(60);
    for size in [(0, 0), (1, 1), (2, 1), (1, 2), (5, 0), (0, 5), (39, 12), (40, 11), (8, 2)] {
        let mut pty = person.start_in(&person.line(""), size);
        pty.program();
        pty.resize(80, 24);
        pty.until("Routines");
        pty.press("q");
        assert_eq!(pty.wait_exit(), 0, "{size:?}");
        pty.modes_clean();
    }
}

#[test]
fn t8_a_plain_session_obeys_a_signal_although_nobody_takes_its_lines() {
    let person = Person::with_routine(300);
    let mut pty = person.start("start canary --plain");
    pty.until("in all");
    // The terminal holds its output back; the next line waits.
    pty.press("\x13");
    pty.press("t\n");
    a_moment(200);
    pty.signal(Signal::TERM);
    assert!(pty.gone_within(Duration::from_secs(2)), "it waits for somebody to read");
    pty.press("\x11");
    assert_eq!(pty.wait_exit(), 143);
    assert!(person.path("state/running.json").exists());
}

#[test]
fn words_that_no_number_goes_with_are_said_on_the_shell_when_the_program_ends() {
    for signal in [None, Some(Signal::TERM)] {
        let person = Person::with_routine(60);
        let mut pty = person.start("");
        pty.until("Routines");
        pty.press("f");
        pty.until("0-9");
        pty.press("nafter the long walk");
        pty.until("after the long walk");
        match signal {
            Some(signal) => pty.signal(signal),
            None => pty.press("\x03"),
        }
        pty.until("solemate: not kept, as no number was given with it: after the long walk");
        pty.wait_exit();
        pty.modes_clean();
    }
}
