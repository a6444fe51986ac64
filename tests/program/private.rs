//! What others can see.

use super::ground::QUESTION;
use super::{Person, a_moment, until_all};

#[test]
#[cfg(target_os = "linux")]
fn p4_p5_no_word_of_it_is_outside_the_data_and_no_socket_reaches_out() {
    use std::path::Path;
    let person = Person::with_routine(1);
    let mut pty = person.live(1);
    until_all(&pty, &["Done.", "saved"]);
    pty.press("4nhurtsalot \r");
    until_all(&pty, &["hurtsalot", "saved"]);
    let process = Path::new("/proc").join(pty.program().as_raw_nonzero().to_string());
    for public in ["cmdline", "environ", "comm", "task"] {
        let path = process.join(public);
        let text = std::fs::read(&path).unwrap_or_default();
        let text = String::from_utf8_lossy(&text).to_lowercase();
        assert!(!text.contains("hurts") && !text.contains("knead"), "{public}: {text}");
    }
    let bytes = String::from_utf8_lossy(&pty.bytes()).replace(QUESTION, "");
    assert!(!bytes.contains("\x1b]"), "no title, no clipboard, no notification");

    let sockets: Vec<String> = std::fs::read_dir(process.join("fd"))
        .unwrap()
        .filter_map(|fd| std::fs::read_link(fd.ok()?.path()).ok())
        .filter_map(|link| Some(link.to_str()?.strip_prefix("socket:[")?.trim_end_matches(']').to_owned()))
        .collect();
    for kind in ["tcp", "tcp6", "udp", "udp6", "raw", "raw6", "packet"] {
        let table = std::fs::read_to_string(process.join("net").join(kind)).unwrap_or_default();
        for inode in &sockets {
            assert!(!table.split_whitespace().any(|word| word == inode), "a socket of kind {kind}");
        }
    }
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 0);
    assert!(!pty.screen().contains("hurts"), "the old screen is back");

    let words = |folder: &str| {
        let mut found = Vec::new();
        grep(&person.path(folder), "hurts", &mut found);
        found
    };
    assert_eq!(words("state"), Vec::<String>::new());
    assert_eq!(words("data").len(), 1);
}

#[test]
fn p4_a_notice_of_the_desktop_names_nothing_and_comes_only_behind_another_window() {
    let notices = |focus: &str| {
        let person = Person::with_routine(2);
        let mut pty = person.start_in(&format!("TERM=xterm-kitty {}", person.line("start canary")), (80, 24));
        until_all(&pty, &["Knead the canary"]);
        pty.press(focus);
        until_all(&pty, &["Done.", "saved"]);
        pty.press("\r");
        until_all(&pty, &["Routines"]);
        pty.press("q");
        assert_eq!(pty.wait_exit(), 0);
        let bytes = String::from_utf8_lossy(&pty.bytes()).replace(QUESTION, "");
        bytes.split("\x1b]").skip(1).map(|rest| rest.split('\x1b').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(notices("\x1b[O"), ["99;i=solemate;solemate: done"]);
    assert_eq!(notices("\x1b[O\x1b[I"), [""; 0]);
}

#[cfg(target_os = "linux")]
fn grep(folder: &std::path::Path, word: &str, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            grep(&path, word, found);
        } else if String::from_utf8_lossy(&std::fs::read(&path).unwrap()).contains(word) {
            found.push(path.display().to_string());
        }
    }
}

#[test]
fn p1_nobody_else_can_read_what_is_kept_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let person = Person::with_routine(1);
    let mut pty = person.start_in(&format!("umask 000; {}", person.line("start canary")), super::SIZE);
    pty.until("Done.");
    pty.press("4");
    until_all(&pty, &["clear", "saved"]);
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 0);
    a_moment(10);
    let mut folders = vec![person.path("data"), person.path("state")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let entry = entry.unwrap();
            let mode = entry.metadata().unwrap().permissions().mode() & 0o077;
            assert_eq!(mode, 0, "{}", entry.path().display());
            if entry.path().is_dir() {
                folders.push(entry.path());
            }
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn p10_a_crash_leaves_no_core_dump_with_or_without_a_screen() {
    for arguments in ["start canary", "start canary --plain"] {
        let person = Person::with_routine(60);
        let mut pty = person.start_in(&format!("ulimit -c unlimited; {}", person.line(arguments)), super::SIZE);
        pty.until("Canary canary");
        let limits = format!("/proc/{}/limits", pty.program().as_raw_nonzero());
        let limits = std::fs::read_to_string(limits).unwrap();
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
        let values: Vec<&str> = core.split_whitespace().skip(4).collect();
        assert_eq!(values, ["0", "0", "bytes"], "{arguments}");
    }
}

#[test]
fn p12_nothing_is_left_on_the_disk_but_the_history_and_whose_it_is() {
    let person = Person::with_routine(1);
    for _ in 0..3 {
        let mut pty = person.live(1);
        until_all(&pty, &["Done.", "saved"]);
        pty.press("4\rq");
        assert_eq!(pty.wait_exit(), 0);
    }
    let names = |folder: &str| {
        let entries = std::fs::read_dir(person.path(folder)).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    assert_eq!(names(""), ["config", "data", "state"]);
    assert_eq!(names("state"), ["device", "journal.lock", "running.lock"]);
    assert_eq!(names("config"), ["config.toml", "routines"]);
    let [device] = &names("data/history")[..] else { panic!("one device") };
    assert_eq!(names(&format!("data/history/{device}")).len(), 1);
}

#[test]
fn what_is_erased_in_another_window_is_not_said_again_by_one_left_open() {
    let person = Person::with_routine(1);
    let run = |args: &[&str]| {
        let mut command = std::process::Command::new(super::program());
        assert!(
            command.args(args).env("SOLEMATE_HOME", person.path("")).output().unwrap().status.success(),
            "{args:?}"
        );
    };
    let log = |value: &str| run(&["log", "first-step", "--left", value, "--note", "hurtsalot"]);
    let secret = || {
        let mut found = Vec::new();
        grep(&person.path("data"), "hurtsalot", &mut found);
        found
    };
    log("4");
    let mut pty = person.start("");
    until_all(&pty, &["Routines"]);
    pty.press("h");
    until_all(&pty, &["left foot: 4"]);
    // Deleted here, erased there, and brought back here.
    pty.press("d");
    until_all(&pty, &["Deleted"]);
    run(&["forget", "--deleted", "--yes"]);
    pty.press("u");
    until_all(&pty, &["was erased for good in another window"]);
    assert_eq!(secret(), Vec::<String>::new());

    // Opened here, erased there, and corrected here.
    log("5");
    pty.press("\x1b");
    until_all(&pty, &["Routines"]);
    pty.press("h");
    until_all(&pty, &["left foot: 5"]);
    pty.press("\r");
    until_all(&pty, &["hurtsalot"]);
    let id = person.facts().0.last().unwrap().id.to_string();
    run(&["forget", &id, "--yes"]);
    pty.press("8");
    until_all(&pty, &["was erased for good in another window"]);
    assert_eq!(secret(), Vec::<String>::new());
    pty.press("\x1b");
    until_all(&pty, &["Routines"]);
    pty.press("q");
    assert_eq!(pty.wait_exit(), 0);
}
