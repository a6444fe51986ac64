//! A disk that refuses, and an end at any moment.

use std::time::Duration;

use rustix::process::Signal;
use solemate::domain::body::Side::Left;
use solemate::domain::record::Ending;
use solemate::domain::record::PainKind::NowAfter;

use super::support::pty::patiently;
use super::{Person, a_moment, leave, until_all};

/// The limit on the size of files that a process may write: what a full disk looks like, for one process.
#[cfg(target_os = "linux")]
pub(super) fn limit_files(pty: &mut super::support::pty::Pty, bytes: Option<u64>) {
    use rustix::process::{Resource, Rlimit, prlimit};
    let program = pty.program();
    prlimit(Some(program), Resource::Fsize, Rlimit { current: bytes, maximum: None }).unwrap();
}

/// A session just over and kept, on a disk that refuses from now on.
#[cfg(target_os = "linux")]
fn over_then_full(person: &Person) -> super::support::pty::Pty {
    let mut pty = person.live(1);
    until_all(&pty, &["Done.", "saved"]);
    limit_files(&mut pty, Some(0));
    pty
}

/// Gives a rating that the disk refuses, and leaves: the exit code says so.
#[cfg(target_os = "linux")]
fn rate_in_vain_and_leave(pty: &mut super::support::pty::Pty) {
    pty.press("3");
    pty.until("Not saved yet");
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 3);
}

#[test]
#[cfg(target_os = "linux")]
fn d4_d6_what_a_full_disk_refuses_is_said_tried_again_and_printed_at_the_end() {
    let person = Person::with_routine(1);
    let mut pty = over_then_full(&person);
    pty.press("7");
    pty.until("Not saved yet");
    assert_eq!(person.ratings(), []);
    limit_files(&mut pty, None);
    pty.press("6");
    // "Not saved yet" says "saved", too.
    pty.until("strong");
    let kept = patiently(Duration::from_secs(10), || Some(person.ratings()).filter(|ratings| !ratings.is_empty()));
    assert_eq!(kept, Some(vec![(Left, NowAfter, 6)]));

    limit_files(&mut pty, Some(0));
    rate_in_vain_and_leave(&mut pty);
    pty.modes_clean();
    pty.until("not everything could be saved").until("solemate log now-after --left 3");
}

#[test]
#[cfg(target_os = "linux")]
fn d4_the_lines_printed_at_the_end_say_the_same_again() {
    let person = Person::with_routine(1);
    let mut pty = over_then_full(&person);
    rate_in_vain_and_leave(&mut pty);
    let bytes = pty.bytes();
    let text = String::from_utf8_lossy(&bytes);
    let line = text.lines().find(|line| line.starts_with("solemate log")).expect("a line to repeat").trim().to_owned();
    let mut shell = person.start_in(&line, (200, 24));
    assert_eq!(shell.wait_exit(), 0, "{}", shell.screen());
    assert_eq!(person.ratings(), [(Left, NowAfter, 3)]);
}

#[test]
fn d7_d9_a_session_can_be_lived_where_nothing_can_be_written() {
    let person = Person::with_routine(2);
    // Root may write anywhere; nobody can make a folder where a file stands.
    std::fs::remove_dir_all(person.path("data")).unwrap();
    person.write("data", "");
    let mut pty = person.live(2);
    pty.until("Done.").until("Not saved yet");
    pty.press("4");
    a_moment(100);
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 3);
    pty.modes_clean();
    pty.until("solemate log now-after --left 4");
    assert_eq!(std::fs::read(person.path("data")).unwrap(), b"", "what stands there is left alone");
}

#[test]
#[cfg(target_os = "linux")]
fn d5_a_disk_that_is_full_from_the_first_start_on() {
    let person = Person::with_routine(2);
    let mut pty = person.start_in(&format!("(ulimit -f 0; {})", person.line("start canary")), super::SIZE);
    pty.until("running.json");
    assert!(!pty.screen().contains("Done."), "said before it is over");
    pty.until("Done.").until("Not saved yet");
    pty.press("4");
    a_moment(100);
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 3);
    pty.modes_clean();
    pty.until("solemate log now-after --left 4");
    assert_eq!(person.facts().0, []);
    let mut pty = person.live(1);
    until_all(&pty, &["Done.", "saved"]);
    pty.press("5\rq");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!((person.sessions().len(), person.facts().1.bad), (1, 0), "with room again, nothing is in the way");
}

#[test]
#[cfg(target_os = "linux")]
fn d5_a_full_disk_at_the_start_leaves_what_was_there() {
    let person = Person::with_routine(1);
    let mut pty = person.live(1);
    until_all(&pty, &["Done.", "saved"]);
    pty.press("6\rq");
    assert_eq!(pty.wait_exit(), 0);
    let before = person.facts().0;
    let mut pty = person.start_in(&format!("(ulimit -f 0; {})", person.line("start canary")), super::SIZE);
    pty.until("Done.").until("Not saved yet");
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 3);
    pty.modes_clean();
    let (facts, damage) = person.facts();
    assert_eq!((facts, damage.bad), (before, 0));
}

/// A shell line that makes `folder` read-only for the program alone, as a mount; nothing where that is not allowed.
#[cfg(target_os = "linux")]
fn read_only(folder: &std::path::Path, then: &str) -> Option<String> {
    let folder = folder.display();
    let mount = format!("mount --bind {folder} {folder} && mount -o remount,bind,ro {folder}");
    let try_it = std::process::Command::new("unshare").args(["-rm", "sh", "-c", &mount]).output();
    try_it.ok().filter(|tried| tried.status.success())?;
    Some(format!("unshare -rm sh -c '{mount} && exec {then}'"))
}

#[test]
#[cfg(target_os = "linux")]
fn d7_a_read_only_history_is_said_before_the_session_and_readable() {
    let person = Person::with_routine(2);
    let mut pty = person.live(2);
    until_all(&pty, &["Done.", "saved"]);
    pty.press("6\rq");
    assert_eq!(pty.wait_exit(), 0);
    let before = person.facts().0;
    let Some(line) = read_only(&person.path("data"), &person.line("start canary")) else { return };
    let mut pty = person.start_in(&line, super::SIZE);
    pty.until("Nothing can be saved so far");
    assert!(!pty.screen().contains("Done."), "said before it is over");
    pty.until("Done.").until("Not saved yet");
    pty.press("3\r");
    pty.until("Routines");
    pty.press("h");
    pty.until("History").until("1 of 1").until("Canary canary");
    leave(&mut pty);
    assert_eq!(pty.wait_exit(), 3);
    pty.modes_clean();
    pty.until("solemate log now-after --left 3");
    assert_eq!(person.facts().0, before);
}

#[test]
fn d8_a_folder_that_vanishes_is_not_made_anew() {
    let person = Person::with_routine(1);
    let mut pty = person.live(1);
    until_all(&pty, &["Done.", "saved"]);
    std::fs::rename(person.path("data"), person.path("unmounted")).unwrap();
    pty.press("4");
    pty.until("Not saved yet");
    assert!(!person.path("data").exists());
    std::fs::rename(person.path("unmounted"), person.path("data")).unwrap();
    pty.press("5");
    until_all(&pty, &["limiting", "saved"]);
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(person.ratings(), [(Left, NowAfter, 5)]);
}

#[test]
fn d1_a_kill_at_any_moment_loses_no_rating_that_was_shown_as_saved() {
    for round in 0..20_u64 {
        let person = Person::with_routine(1);
        let mut pty = person.live(60);
        a_moment(30);
        pty.press("qq");
        pty.until("Ended early.");
        let mut shown = None;
        for value in 0..=round % 3 {
            let value = u8::try_from(1 + (round + 3 * value) % 9).unwrap();
            pty.press(value.to_string());
            until_all(&pty, &[&format!("[{value}]"), "saved"]);
            shown = Some(value);
        }
        let last = u8::try_from(round % 10).unwrap();
        pty.press(last.to_string());
        std::thread::sleep(Duration::from_micros(round * 211 % 4_000));
        pty.signal(Signal::KILL);
        assert_eq!(pty.wait_exit(), 137);
        let (facts, damage) = person.facts();
        assert_eq!(damage.bad, 0, "round {round}");
        let [(Left, NowAfter, kept)] = person.ratings()[..] else { panic!("{facts:?} in round {round}") };
        assert!(Some(kept) == shown || kept == last, "{kept} of {shown:?} and {last} in round {round}");
        let [done] = &person.sessions()[..] else { panic!("{facts:?} in round {round}") };
        assert_eq!(done.ending, Ending::Early);
        let mut pty = person.start("");
        pty.until("Routines");
        pty.press("q");
        assert_eq!(pty.wait_exit(), 0, "the next start works in round {round}");
    }
}
