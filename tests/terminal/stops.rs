//! Stopped and continued.

use std::time::Duration;

use rustix::process::Signal;

use super::support::pty::{Pty, example};
use super::{SIZE, probe};

/// What a shell calls a job that was stopped.
fn is_stopped(code: i32) -> bool {
    code > 128 && code < 160
}

#[test]
fn t10_suspended_by_key_or_signal_and_brought_back() {
    for by_key in [Some("\x1a"), Some("\x1b[122;5u"), None] {
        let mut pty = probe();
        match by_key {
            Some(key) => pty.press(key),
            None => pty.signal(Signal::TSTP),
        }
        assert!(is_stopped(pty.wait_exit()));
        pty.modes_clean();
        pty.tell("echo the shell works");
        assert_eq!(pty.wait_exit(), 0);
        pty.until("the shell works");
        pty.tell("fg");
        pty.until("probe 60x12").until("back").until("paused");
        assert!(!pty.screen().contains("the shell works"), "not drawn whole");
        pty.press("q");
        assert_eq!(pty.wait_exit(), 0);
        pty.modes_clean();
    }
}

#[test]
fn t10_many_times_over() {
    let mut pty = probe();
    for _ in 0..12 {
        pty.press("\x1a");
        pty.wait_exit(); // its code is of no use: some shells forget it for a job brought back
        pty.modes_clean();
        pty.tell("fg");
        pty.until("probe 60x12").until("back");
        pty.press("x");
        pty.until("Char('x')");
    }
    pty.press("q");
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn t11_stopped_without_warning_and_the_line_mode_reset() {
    let mut pty = probe();
    pty.signal(Signal::STOP);
    assert!(is_stopped(pty.wait_exit()));
    pty.tell("stty $found");
    assert_eq!(pty.wait_exit(), 0);
    pty.tell("fg");
    pty.until("probe 60x12").until("stopped");
    pty.press("x"); // no Enter: raw again
    pty.until("Char('x')");
    pty.press("q");
    assert_eq!(pty.wait_exit(), 0);
    pty.modes_clean();
}

#[test]
fn t12_continued_in_the_background_it_stays_silent() {
    for signal in [Signal::TSTP, Signal::STOP] {
        let mut pty = probe();
        pty.signal(signal);
        assert!(is_stopped(pty.wait_exit()));
        pty.tell("stty $found; printf '\\033[?1049l'");
        pty.wait_exit();
        pty.tell("bg");
        pty.wait_exit();
        pty.tell("echo quiet");
        pty.wait_exit();
        let before = pty.bytes().len();
        std::thread::sleep(Duration::from_millis(1500));
        let drawn = pty.bytes().split_off(before);
        assert!(drawn.is_empty(), "{:?} over the shell", String::from_utf8_lossy(&drawn));
        pty.tell("fg");
        pty.until("probe 60x12");
        pty.press("q");
        assert_eq!(pty.wait_exit(), 0);
        pty.modes_clean();
    }
}

#[test]
fn t3_ended_while_suspended() {
    let mut pty = probe();
    pty.press("\x1a");
    assert!(is_stopped(pty.wait_exit()));
    pty.signal(Signal::TERM);
    pty.tell("fg");
    pty.wait_exit();
    assert!(pty.gone_within(Duration::from_secs(2)));
    pty.modes_clean();
    assert!(!pty.screen().contains("probe 60x12"));
}

#[test]
fn t3_t28_ended_in_the_background_after_a_stop_without_warning() {
    for resets in [true, false] {
        let mut pty = probe();
        pty.signal(Signal::STOP);
        assert!(is_stopped(pty.wait_exit()));
        if resets {
            pty.tell("stty $found");
            pty.wait_exit();
        }
        pty.signal(Signal::TERM);
        pty.tell("bg; wait");
        assert!(pty.gone_within(Duration::from_secs(3)), "stopped while it was ending");
        pty.modes_clean();
    }
}

#[test]
fn t10_stopped_by_signal_while_the_main_thread_hangs() {
    let mut pty = probe();
    pty.press("h");
    std::thread::sleep(Duration::from_millis(50));
    pty.signal(Signal::TSTP);
    assert!(is_stopped(pty.wait_exit()));
    pty.modes_clean();
    pty.tell("fg");
    pty.signal(Signal::TERM);
    assert!(pty.gone_within(Duration::from_secs(2)));
    pty.modes_clean();
}

#[test]
fn t10_no_stop_where_no_shell_could_continue_it() {
    let mut pty = Pty::start(&format!("exec {}", example("terminal_probe")), SIZE, &[]);
    pty.until("probe 60x12");
    pty.press("\x1a");
    pty.until("back");
    pty.press("x");
    pty.until("Char('x')");
}
