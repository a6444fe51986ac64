//! What comes in.

use std::time::Duration;

use super::probe;

#[test]
fn keys_clicks_and_the_wheel_are_understood() {
    let mut pty = probe();
    let table = [
        ("a", "key Char('a') KeyModifiers(0x0)"),
        ("A", "key Char('A') KeyModifiers(SHIFT)"),
        ("ü", "key Char('ü')"),
        ("\x1b[A", "key Up"),
        ("\x1bOB", "key Down"),
        ("\x1b[1;5C", "key Right KeyModifiers(CONTROL)"),
        ("\x1b[3~", "key Delete"),
        ("\x1bx", "key Char('x') KeyModifiers(ALT)"),
        ("\x1b", "key Esc"),
        ("\r", "key Enter"),
        ("\x7f", "key Backspace"),
        ("\x03", "key Char('c') KeyModifiers(CONTROL)"),
        ("\x1b[Z", "key BackTab"),
        ("\x1b[<0;12;3M", "click"),
        ("\x1b[<65;12;3M", "scroll down"),
        ("x", "key Char('x')"),
        ("\x1b[M !!", "click"),
        ("\x1b[57430u", "key Media(PlayPause)"),
        ("\x1b[27u", "key Esc"),
        ("\x1b[99;5u", "key Char('c') KeyModifiers(CONTROL)"),
        ("\x1b[9;2u", "key BackTab"),
        ("\x1b[200~hi\rthere\x1b[201~", "paste of 8: hi there"),
    ];
    for (bytes, seen) in table {
        pty.press(bytes);
        pty.until(seen);
    }
}

#[test]
fn t18_late_and_forged_replies_are_never_keys() {
    let mut pty = probe();
    pty.press("\x1b[12;40R\x1b[?62;c\x1b[>0;276;0c\x1b[0n\x1b]11;rgb:0000/0000/0000\x07\x1bP>|term\x1b\\\x1b[?2026;2$y\x1b[I\x1b[O");
    pty.press("z");
    pty.until("Char('z')").until("keys 1");
}

#[test]
fn t19_broken_input_is_nothing_and_stops_nothing() {
    let mut pty = probe();
    let broken: [&[u8]; 12] = [
        b"\xc3",
        b"\xff\xfe",
        b"\xe2\x82",
        b"\x1b[",
        b"\x1b[1;",
        b"\x1b[<0;0;0M",
        b"\x1b[<9999999;1;1M",
        b"\x1b[<;;M",
        b"\x1b]never ended",
        b"\xc2\x9b",
        b"\x1bO",
        b"\x1b[200~a paste without an end",
    ];
    for bytes in broken {
        pty.press(bytes);
        std::thread::sleep(Duration::from_millis(700));
    }
    pty.until("paste of 22");
    pty.press("z");
    pty.until("Char('z')").until("keys 1");
    pty.until("left 9:"); // the countdown went on
}

#[test]
fn t19_a_paste_of_a_megabyte_is_one_paste() {
    let mut pty = probe();
    pty.press("\x1b[200~");
    for _ in 0..1024 {
        pty.press("q".repeat(1024));
    }
    pty.press("\x1b[201~z");
    pty.until("Char('z')").until("keys 1");
}

#[test]
fn t21_releases_and_repeats_are_not_presses() {
    let mut pty = probe();
    pty.press("\x1b[97;1:1u\x1b[97;1:2u\x1b[97;1:3u\x1b[1;1:3A\x1b[1;1:2A");
    pty.press("z");
    pty.until("Char('z')").until("keys 2");
}

#[test]
fn t22_an_escape_sequence_in_two_halves() {
    let mut pty = probe();
    pty.press("\x1b");
    std::thread::sleep(Duration::from_millis(200));
    pty.press("[A");
    std::thread::sleep(Duration::from_millis(100));
    pty.press("z");
    pty.until("Char('z')").until("keys 2"); // Esc and z: neither `[` nor `A`
}
