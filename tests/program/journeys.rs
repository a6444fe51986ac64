//! From the first key to the last.

use std::time::Duration;

use rustix::process::Signal;
use solemate::domain::body::Side::Left;
use solemate::domain::body::Side::Right;
use solemate::domain::record::PainKind::{NowAfter, NowBefore};
use solemate::domain::record::{Ending, What};

use super::support::pty::patiently;
use super::{Person, SIZE, a_moment, leave, until_all};

#[test]
fn a_session_of_three_seconds_from_a_file_to_the_journal() {
    let person = Person::with_routine(3);
    person.settings("sore_foot = \"left\"\n");
    let file = person.path("config/routines/canary.toml");
    let mut pty = person.start(&format!("start {}", file.display()));
    pty.until("Is any of this so today?");
    pty.press("\r");
    pty.until("Pain now");
    pty.press("5\r");
    pty.until("Done.");
    pty.press("3");
    until_all(&pty, &["nagging", "saved"]);
    pty.press("nSofter now\r");
    until_all(&pty, &["Softer now", "saved"]);
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 0);
    pty.modes_clean();

    let [done] = &person.sessions()[..] else { panic!("one session") };
    assert_eq!((done.ending, done.lived, done.paused), (Ending::Finished, Duration::from_secs(3), Duration::ZERO));
    assert_eq!(person.ratings(), [(Left, NowBefore, 5), (Left, NowAfter, 3)]);
    let (facts, damage) = person.facts();
    assert!(facts.iter().any(|fact| matches!(&fact.what, What::Note(note) if &*note.text == "Softer now")));
    assert_eq!(damage.bad, 0);
    assert!(person.open_session().is_none());
}

#[test]
fn t30_after_a_kill_the_next_start_offers_to_go_on() {
    let person = Person::with_routine(6);
    let mut pty = person.live(6);
    a_moment(1200);
    pty.press(" ");
    pty.until("Any key goes on.");
    a_moment(200); // drawn first, kept next
    pty.signal(Signal::KILL);
    assert_eq!(pty.wait_exit(), 137);
    let lived = person.open_session().expect("an open session").progress.lived;
    assert!(lived > Duration::from_secs(1), "{lived:?}");

    a_moment(1000);
    let mut pty = person.start("");
    pty.until("A session was cut off").until("Everything up to then is kept");
    pty.press("\x1b");
    pty.until("Routines");
    pty.press("q");
    assert_eq!(pty.wait_exit(), 0);
    assert!(person.open_session().is_some(), "deciding nothing discards nothing");

    let mut pty = person.start("");
    pty.until("A session was cut off");
    pty.press("\r");
    pty.until("Any key goes on.");
    pty.press(" ");
    pty.until("Done.");
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 0);
    let [done] = &person.sessions()[..] else { panic!("one session") };
    assert_eq!((done.ending, done.lived), (Ending::Finished, Duration::from_secs(6)));
    assert!(person.open_session().is_none());
}

#[test]
fn another_session_keeps_the_one_that_was_cut_off() {
    let person = Person::with_routine(30);
    let mut pty = person.live(30);
    a_moment(1200);
    pty.press(" ");
    pty.until("Any key goes on.");
    a_moment(200);
    pty.signal(Signal::KILL);
    pty.wait_exit();
    person.routine("other", 2);
    let mut pty = person.start("");
    pty.until("A session was cut off");
    pty.press("\x1b");
    pty.until("Routines");
    pty.press("/canary other\r");
    pty.until("Canary other");
    pty.until("Done.");
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 0);
    let mut endings: Vec<_> = person.sessions().iter().map(|done| (done.routine.to_string(), done.ending)).collect();
    endings.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(endings, [("canary".to_owned(), Ending::Interrupted), ("other".to_owned(), Ending::Finished)]);
}

#[test]
fn t20_a_pasted_number_rates_nothing() {
    let person = Person::with_routine(1);
    let mut pty = person.live(1);
    pty.until("Done.");
    pty.press("\x1b[200~5\rq 7 x\n\x1b[201~");
    a_moment(200);
    pty.until("not rated");
    pty.press("4");
    until_all(&pty, &["clear", "saved"]);
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(person.ratings(), [(Left, NowAfter, 4)]);
}

#[test]
fn d12_ratings_from_two_programs_at_once() {
    let person = Person::with_routine(1);
    let mut pty = person.live(1);
    pty.until("Done.");
    let command = person.line("log first-step --right");
    let shell = format!("for n in 1 2 3 4 5 6 7 8 9 10; do {command} 2; done");
    let mut other = person.start_in(&shell, SIZE);
    for key in ["1", "2", "3", "4", "5", "6", "7", "8"] {
        pty.press(key);
        a_moment(15);
    }
    assert_eq!(other.wait_exit(), 0);
    pty.until("saved");
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 0);
    let ratings = person.ratings();
    assert_eq!(ratings.iter().filter(|rating| rating.0 == Right && rating.2 == 2).count(), 10, "{ratings:?}");
    assert_eq!(person.facts().1.bad, 0);
}

#[test]
fn d13_the_second_window_takes_over_where_the_first_one_stopped() {
    let person = Person::with_routine(60);
    let mut first = person.live(60);
    a_moment(2200);
    let mut second = person.start("start canary");
    second.until("A session is running already");
    // Who looks on sees the seconds go by there.
    second.press("l");
    second.until("LEFT CALF knead 0:5").until(" in all, running");
    let seen = second.screen();
    assert!(patiently(Duration::from_secs(5), || (second.screen() != seen).then_some(())).is_some(), "{seen}");
    second.press("\r");
    second.until("Any key goes on.");
    assert_eq!(first.wait_exit(), 143);
    first.modes_clean();
    second.press(" ");
    a_moment(300);
    second.press("qq");
    second.until("Ended early.");
    second.press("\rq");
    assert_eq!(second.wait_exit(), 0);
    let [done] = &person.sessions()[..] else { panic!("one session, begun there and ended here") };
    assert_eq!(done.ending, Ending::Early);
    assert!(done.lived >= Duration::from_secs(2), "{:?}", done.lived);
}

#[test]
fn d28_r17_a_routine_that_is_changed_or_deleted_changes_no_session() {
    let person = Person::with_routine(3);
    let mut pty = person.live(3);
    person.write("config/routines/canary.toml", "name = \"Quite another\" [[[");
    pty.until("Done.").until("Canary canary");
    std::fs::remove_file(person.path("config/routines/canary.toml")).unwrap();
    pty.press("4");
    until_all(&pty, &["clear", "saved"]);
    pty.press("\rh");
    pty.until("1 of 1").until("Canary canary");
    pty.press("\r");
    pty.until("Knead the canary");
    leave(&mut pty);
    assert_eq!(pty.wait_exit(), 0);
    let [done] = &person.sessions()[..] else { panic!("one session") };
    assert_eq!((&*done.name, &*done.steps[0].name), ("Canary canary", "Knead the canary"));
    assert_eq!((done.ending, done.steps[0].done), (Ending::Finished, Duration::from_secs(3)));
    assert_eq!(person.ratings(), [(Left, NowAfter, 4)]);
}

#[test]
fn d28_a_session_that_was_cut_off_goes_on_without_its_file() {
    let person = Person::with_routine(3);
    let mut pty = person.live(3);
    pty.press(" ");
    pty.until("Any key goes on.");
    a_moment(200); // drawn first, kept next
    pty.signal(Signal::KILL);
    pty.wait_exit();
    std::fs::remove_file(person.path("config/routines/canary.toml")).unwrap();
    let mut pty = person.start("");
    pty.until("A session was cut off");
    pty.press("\r");
    pty.until("Any key goes on.").until("Knead the canary");
    pty.press(" ");
    pty.until("Done.");
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(person.sessions()[0].ending, Ending::Finished);
}

#[test]
fn d28_line_by_line_enter_goes_on_with_what_was_cut_off_lately_as_it_does_on_the_screen() {
    let person = Person::with_routine(3);
    person.routine("other", 2);
    for (answer, lived) in [("\r", "canary"), ("x\rk\r", "other")] {
        let mut pty = person.live(3);
        pty.press(" ");
        pty.until("Any key goes on.");
        a_moment(200); // drawn first, kept next
        pty.signal(Signal::KILL);
        pty.wait_exit();
        let mut pty = person.start("start other --plain --no-check");
        pty.until("Enter goes on where it stopped. k keeps what was done and closes it.");
        pty.press(answer);
        if lived == "canary" {
            pty.until("Paused where you were");
            pty.press("\r");
        } else {
            pty.until("What was done of it is kept.");
        }
        pty.until("Pain now");
        pty.press("\r\r\r");
        pty.wait_exit();
        let last = person.sessions().pop().unwrap();
        assert_eq!((&*last.name, last.ending), (&*format!("Canary {lived}"), Ending::Finished));
    }
}
