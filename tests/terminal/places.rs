//! Where it runs: on what streams, in what size, in what environment.

use super::support::pty::{Pty, example};
use super::{SIZE, probe, probe_with};

#[test]
fn t23_t24_no_full_screen_without_a_terminal() {
    let probe = example("terminal_probe");
    for (line, said) in [
        (format!("{probe} </dev/null"), "standard input is not one"),
        (format!("echo q | {probe}"), "standard input is not one"),
        (format!("{probe} <&-"), "standard input is not one"),
        (format!("{probe} >/dev/null"), "standard output is not one"),
        (format!("{probe} >/dev/full"), "standard output is not one"),
        (format!("{probe} >&-"), "standard output is not one"),
        (format!("TERM=dumb {probe}"), "kind \"dumb\""),
    ] {
        let mut pty = Pty::start(&line, (150, 12), &[]);
        assert_eq!(pty.wait_exit(), 2, "{line}");
        pty.until(said).until("--plain");
        pty.modes_clean();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn t25_no_full_screen_without_a_controlling_terminal() {
    let mut pty = Pty::start(&format!("setsid --wait {}", example("terminal_probe")), (150, 12), &[]);
    assert_eq!(pty.wait_exit(), 2);
    pty.until("controlling terminal").until("--plain");
    pty.modes_clean();
}

#[test]
fn t15_a_storm_of_sizes() {
    let mut pty = probe();
    for step in 0..2000_u32 {
        let (columns, rows) = ((step * 7 % 90) as u16, (step * 13 % 40) as u16);
        pty.resize(columns, rows);
    }
    for size in [(0, 0), (1, 1), (65535, 65535), (0, 24), (80, 0), (65535, 1)] {
        pty.resize(size.0, size.1);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    pty.resize(SIZE.0, SIZE.1);
    pty.until("probe 60x12");
    pty.press("q");
    assert_eq!(pty.wait_exit(), 0);
    pty.modes_clean();
}

#[test]
fn t16_started_at_any_tiny_size() {
    for (columns, rows) in [(0, 0), (1, 1), (2, 1), (1, 2), (3, 3), (0, 5), (5, 0), (8, 2)] {
        let mut pty = Pty::start(&example("terminal_probe"), (columns, rows), &[]);
        pty.program();
        pty.resize(SIZE.0, SIZE.1);
        pty.until("probe 60x12");
        pty.press("q");
        assert_eq!(pty.wait_exit(), 0, "{columns}x{rows}");
    }
}

#[test]
fn t17_nothing_is_asked_of_the_terminal() {
    let pty = probe();
    let bytes = pty.bytes();
    for question in [&b"\x1b[6n"[..], b"\x1b[c", b"\x1b[?u", b"\x1b]11;?", b"\x1b[>c", b"\x1b[18t"] {
        assert!(!bytes.windows(question.len()).any(|part| part == question));
    }
}

#[test]
fn t26_any_environment() {
    for environment in [[("TERM", ""), ("COLUMNS", "junk")], [("TERM", "nonsense"), ("LINES", "-1")]] {
        let mut pty = probe_with(&environment);
        pty.press("q");
        assert_eq!(pty.wait_exit(), 0);
        pty.modes_clean();
    }
}

#[test]
fn c9_any_zone() {
    for zone in
        ["", "junk", "AAA24", "AAA-24BBB", "AAA24:59:59", ":/dev/null", "/etc/passwd", "XXX25", "<+25>-25", "\u{1b}[2J"]
    {
        let mut pty = probe_with(&[("TZ", zone)]);
        pty.press("w"); // the calendar is asked
        pty.until("wall ");
        pty.press("q");
        assert_eq!(pty.wait_exit(), 0, "{zone}");
    }
}
