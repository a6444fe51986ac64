//! Whose checkpoint it is, when more than one session is about.

use std::time::Duration;

use super::{Person, a_moment};

#[test]
fn d13_a_record_that_is_kept_late_costs_the_next_session_nothing() {
    let person = Person::with_routine(1);
    person.routine("later", 120);
    let mut pty = person.start("start canary");
    pty.until("left in all");
    std::fs::rename(person.path("data"), person.path("gone")).ok();
    std::fs::write(person.path("data"), "in the way").unwrap();
    pty.until("Not saved yet");
    pty.press("\r");
    pty.until("Routines");
    pty.press("/later\r");
    pty.until("left in all");
    std::fs::remove_file(person.path("data")).unwrap();
    std::fs::rename(person.path("gone"), person.path("data")).ok();
    a_moment(1500);
    pty.press(" ");
    pty.until("goes on");
    pty.press(" ");
    a_moment(1200);
    assert_eq!(person.sessions().len(), 1, "the first one is kept by now");
    assert_eq!(person.open_session(), None, "and the second one is being lived");
    pty.press("qq");
    pty.until("Ended early.");
    a_moment(300);
    assert_eq!(person.sessions().len(), 2);
    pty.press("\r");
    pty.until("Routines");
    pty.press("q");
    pty.wait_exit();
    assert_eq!(person.open_session(), None);
}

#[test]
fn nothing_is_promised_that_is_not_on_disk() {
    let person = Person::with_routine(60);
    std::fs::write(person.path("state"), "in the way").unwrap();
    let mut pty = person.start("start canary");
    pty.until("left in all");
    pty.until("would cost this session");
    pty.press(" ");
    pty.until("(1 more");
    pty.press("\x03");
    pty.wait_exit();
    assert!(!pty.screen().contains("stays open"), "{}", pty.screen());
}

#[test]
fn d13_a_window_that_is_suspended_can_be_taken_over() {
    let person = Person::with_routine(60);
    let mut first = person.live(60);
    a_moment(1300);
    first.press("\x1a");
    first.wait_exit();
    let mut second = person.start("start canary");
    second.until("A session is running already");
    second.press("t");
    second.until("Any key goes on");
    assert_eq!(person.sessions().len(), 0);
    second.press("qq");
    second.until("Ended early.");
    a_moment(300);
    let [record] = &person.sessions()[..] else { panic!("one session") };
    assert!(record.lived >= Duration::from_secs(1));
}
