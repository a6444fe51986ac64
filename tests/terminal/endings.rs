//! Every way to end.

use std::time::Duration;

use rustix::process::Signal;

use super::support::pty::{Pty, example, patiently};
use super::{SIZE, probe, probe_with};

const DEADLY: [(Signal, i32); 4] = [(Signal::TERM, 15), (Signal::HUP, 1), (Signal::INT, 2), (Signal::QUIT, 3)];

#[test]
fn t28_quitting_leaves_nothing_behind() {
    let mut pty = probe();
    let busy = pty.leftovers();
    for mode in ["alternate screen", "hidden cursor", "bracketed paste", "mouse", "keyboard protocol", "line mode"] {
        assert!(busy.iter().any(|m| m == mode), "{mode} is not even on: {busy:?}");
    }
    pty.press("q");
    assert_eq!(pty.wait_exit(), 0);
    pty.modes_clean();
    assert!(!pty.screen().contains("probe"), "the old screen is not back");
}

#[test]
fn t3_a_signal_is_obeyed_after_keeping_and_giving_back() {
    for (signal, number) in DEADLY {
        let kept = tempfile::NamedTempFile::new().unwrap();
        let mut pty = probe_with(&[("PROBE_KEPT", kept.path().to_str().unwrap())]);
        pty.signal(signal);
        assert_eq!(pty.wait_exit(), 128 + number);
        pty.modes_clean();
        assert_eq!(std::fs::read_to_string(kept.path()).unwrap(), format!("Signal({number})"));
    }
}

#[test]
fn t4_a_signal_while_the_terminal_is_being_taken() {
    for round in 0..24 {
        let (signal, number) = DEADLY[round % DEADLY.len()];
        let mut pty = Pty::start(&example("terminal_probe"), SIZE, &[]);
        // Until it has become the program it is the shell, which has traps of its own.
        let name = format!("/proc/{}/comm", pty.program().as_raw_nonzero());
        let has_begun = || (std::fs::read_to_string(&name).ok()?.trim() == "terminal_probe").then_some(());
        assert!(!cfg!(target_os = "linux") || patiently(Duration::from_secs(10), has_begun).is_some());
        let wait = Duration::from_micros(round as u64 * 400);
        std::thread::sleep(wait);
        pty.signal(signal);
        assert_eq!(pty.wait_exit(), 128 + number, "after {wait:?}");
        pty.modes_clean();
    }
}

#[test]
fn t5_a_second_signal_during_the_clean_up() {
    for (signal, number) in DEADLY {
        let mut pty = probe();
        pty.signal(signal);
        std::thread::sleep(Duration::from_micros(300));
        pty.signal(Signal::TERM);
        pty.signal(signal);
        let code = pty.wait_exit();
        assert!(code == 128 + number, "ended with {code}");
        pty.modes_clean();
        let leave = b"\x1b[?1049l";
        assert_eq!(pty.bytes().windows(leave.len()).filter(|part| part == leave).count(), 1, "given back once");
    }
}

#[test]
fn t3_a_signal_while_the_main_thread_hangs() {
    let mut pty = probe();
    pty.press("h");
    std::thread::sleep(Duration::from_millis(50));
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_exit(), 143);
    pty.modes_clean();
}

#[test]
fn t6_a_closed_window_ends_the_program() {
    let kept = tempfile::NamedTempFile::new().unwrap();
    let mut pty = probe_with(&[("PROBE_KEPT", kept.path().to_str().unwrap())]);
    pty.close();
    assert!(pty.gone_within(Duration::from_secs(2)));
    let words = std::fs::read_to_string(kept.path()).unwrap();
    assert!(words == "Signal(1)" || words == "HungUp", "kept on {words:?}");
}

#[test]
fn t7_a_vanished_terminal_without_a_signal_ends_the_program() {
    let kept = tempfile::NamedTempFile::new().unwrap();
    let line = format!("trap '' HUP; {}", example("terminal_probe"));
    let mut pty = Pty::start(&line, SIZE, &[("PROBE_KEPT", kept.path().to_str().unwrap())]);
    pty.until("probe 60x12");
    pty.close();
    assert!(pty.gone_within(Duration::from_secs(2)));
    assert!(!std::fs::read_to_string(kept.path()).unwrap().is_empty());
}

#[test]
fn t8_a_signal_is_obeyed_although_output_is_stalled() {
    let mut pty = probe();
    pty.stall(true);
    for _ in 0..200 {
        for size in [(150, 50), (151, 50)] {
            pty.resize(size.0, size.1);
            std::thread::sleep(Duration::from_millis(1));
        }
    }
    pty.signal(Signal::TERM);
    assert!(pty.gone_within(Duration::from_secs(2)));
    pty.stall(false);
    assert_eq!(pty.wait_exit(), 143);
    pty.modes_clean();
}

#[test]
fn t9_a_terminal_that_takes_bytes_again_gets_no_backlog() {
    let mut pty = probe();
    pty.stall(true);
    let before = pty.bytes().len();
    for _ in 0..600 {
        pty.resize(200, 60);
        pty.press("x\x1b[A");
        std::thread::sleep(Duration::from_millis(1));
        pty.resize(199, 60);
        std::thread::sleep(Duration::from_millis(1));
    }
    pty.resize(60, 12);
    pty.press("y");
    pty.stall(false);
    pty.until("keys 1201").until("Char('y')").until("probe 60x12");
    let backlog = pty.bytes().len() - before;
    assert!(backlog < 40_000, "{backlog} bytes came late");
    pty.press("q");
    assert_eq!(pty.wait_exit(), 0);
    pty.modes_clean();
}

#[test]
fn t9_bells_that_nobody_could_hear_do_not_ring_later() {
    let mut pty = probe();
    pty.stall(true);
    // Frames until nothing more goes out, then bells.
    for _ in 0..1500 {
        pty.resize(200, 60);
        pty.press("x\x1b[A");
        std::thread::sleep(Duration::from_millis(1));
        pty.resize(199, 60);
        std::thread::sleep(Duration::from_millis(1));
    }
    let before = pty.bytes().len();
    for _ in 0..50 {
        pty.press("b");
        std::thread::sleep(Duration::from_millis(2));
    }
    pty.press("y");
    pty.stall(false);
    pty.until("Char('y')");
    let late = pty.bytes()[before..].iter().filter(|byte| **byte == 7).count();
    assert!(late <= 1, "{late} bells rang late");
    pty.press("q");
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn t1_a_panic_gives_back_first_and_says_one_sentence() {
    let reports = tempfile::tempdir().unwrap();
    let mut pty = probe_with(&[("PROBE_REPORTS", reports.path().to_str().unwrap())]);
    pty.press("!");
    assert_eq!(pty.wait_exit(), 70);
    pty.modes_clean();
    pty.until("solemate met an error of its own");
    assert!(!pty.screen().contains("panicked"));
    let report = std::fs::read_dir(reports.path()).unwrap().next().unwrap().unwrap();
    let text = std::fs::read_to_string(report.path()).unwrap();
    assert!(text.contains("terminal_probe.rs:"), "{text}");
    assert!(!text.contains("canary"), "a report quotes no message: {text}");
    let mode = std::os::unix::fs::PermissionsExt::mode(&report.metadata().unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn t2_a_panic_with_standard_error_closed() {
    let mut pty = Pty::start(&format!("{} 2>&-", example("terminal_probe")), SIZE, &[]);
    pty.until("probe 60x12");
    pty.press("!");
    assert_eq!(pty.wait_exit(), 70);
    pty.modes_clean();
}

#[test]
fn a_still_screen_costs_nothing() {
    let mut pty = probe();
    pty.press("p");
    pty.until("paused");
    let program = pty.program().as_raw_nonzero();
    let sleeps = || {
        let tasks = std::fs::read_dir(format!("/proc/{program}/task")).ok()?;
        let count = |task: std::io::Result<std::fs::DirEntry>| {
            let status = std::fs::read_to_string(task.ok()?.path().join("status")).ok()?;
            status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:")?.trim().parse::<u64>().ok())
        };
        tasks.map(count).sum::<Option<u64>>()
    };
    std::thread::sleep(Duration::from_millis(100));
    let (before, bytes) = (sleeps(), pty.bytes().len());
    std::thread::sleep(Duration::from_millis(2500));
    assert_eq!(sleeps(), before, "woken for nothing");
    assert_eq!(pty.bytes().len(), bytes);
    assert!(patiently(Duration::ZERO, || before).is_some() || !cfg!(target_os = "linux"));
}
