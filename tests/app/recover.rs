//! A session that was cut off.

use std::time::Duration;

use solemate::domain::body::Side::Left;
use solemate::domain::body::Technique;
use solemate::domain::health::{Answer, Profile, Question};
use solemate::domain::record::Ending;
use solemate::domain::record::PainKind::NowBefore;
use solemate::store::library::Library;
use solemate::ui::app::Begin;
use solemate::ui::keymap::Scope;

use super::support::house::House;
use super::support::live::{routine, timed};

/// Cut off 25 seconds into the left side, ten minutes ago; one foot was rated before.
fn cut_off(ago: &str) -> House {
    let mut house = House::start(routine([timed(60)]));
    house.press("<enter>5<enter>").wait("30s");
    house.killed_and_started(ago)
}

#[test]
fn t30_going_on_loses_nothing_and_credits_nothing() {
    for answer in ["<enter>", "g"] {
        let mut house = cut_off("10m");
        house.shows("A session was cut off").press(answer);
        assert_eq!((house.scope(), house.app.next_wake()), (Scope::Session, None), "paused at first");
        house.press(" ").wait("3m");
        let [done] = &house.sessions()[..] else { panic!("one session") };
        assert_eq!((done.ending, done.lived), (Ending::Finished, done.planned));
        assert_eq!(done.steps[0].done, Duration::from_secs(60));
        assert_eq!(house.ratings(), [(Left, NowBefore, 5)]);
        house.press("4").shows("5 before, 4 after");
        assert_eq!(house.disk.checkpoint, None);
    }
}

#[test]
fn what_was_rated_before_the_cut_is_of_the_session_that_goes_on() {
    let mut house = House::start(routine([timed(60)]));
    house.press("<enter>2<enter>").wait("20s").press("5").wait("10s");
    let mut house = house.killed_and_started("10m");
    house.press("<enter> ").wait("20s").press("3").wait("3m").press("2").shows("at most 5");
}

#[test]
fn keeping_and_closing_makes_a_record_of_what_was_done() {
    let mut house = cut_off("10m");
    house.press("k");
    assert_eq!(house.scope(), Scope::Home);
    let [done] = &house.sessions()[..] else { panic!("one session") };
    assert_eq!(done.ending, Ending::Interrupted);
    assert!((20..=30).contains(&done.lived.as_secs()), "{:?}", done.lived);
    assert_eq!(house.disk.checkpoint, None);
}

#[test]
fn the_routine_that_was_asked_for_comes_once_the_one_that_was_cut_off_is_closed() {
    for (answer, scope) in [("k", Scope::Check), ("<esc>", Scope::Home), ("g", Scope::Session)] {
        let cut_off = cut_off("10m");
        let mut house = House::at("2026-11-20T21:00:00+01:00", cut_off.disk, |setup| {
            setup.begin = Begin::Routine(Box::new(Library::new(None).load("calf-chair").unwrap()));
        });
        house.shows("A session was cut off").press(answer);
        assert_eq!(house.scope(), scope, "{answer}");
        let is_kept = answer == "k";
        assert_eq!((house.sessions().len(), house.disk.checkpoint.is_none()), (usize::from(is_kept), is_kept));
        if is_kept {
            house.shows("Chair Calf Circles");
        }
    }
}

#[test]
fn after_two_hours_keeping_is_the_first_answer() {
    let mut house = cut_off("3h");
    house.shows("Enter: keep what was done").press("<enter>");
    assert_eq!((house.scope(), house.sessions().len()), (Scope::Home, 1));
}

#[test]
fn looking_and_deciding_later_change_nothing_and_it_is_asked_again() {
    for answer in ["l<esc>", "<esc>", "q", "<c-c>", "ll5z<tab><esc>"] {
        let mut house = cut_off("10m");
        let open = house.disk.checkpoint.clone();
        house.press(answer);
        assert_eq!((&house.disk.checkpoint, house.sessions().len()), (&open, 0), "{answer}");
        house.killed_and_started("1h").shows("A session was cut off");
    }
}

#[test]
fn cut_off_between_its_record_and_forgetting_where_it_stood() {
    let mut house = House::live(routine([timed(60)]));
    house.wait("60s");
    let open = house.disk.checkpoint.clone();
    house.wait("2m");
    house.disk.checkpoint = open;
    let house = house.killed_and_started("1m");
    assert_eq!(house.scope(), Scope::Home, "it is over: nothing is asked");
}

#[test]
fn d8_a_record_that_cannot_be_kept_leaves_the_checkpoint() {
    let mut house = cut_off("10m");
    house.disk.full = true;
    house.press("k").shows("No space left on device");
    assert!(house.disk.checkpoint.is_some(), "it will be offered again");
}

/// Cut off in the kneading of a calf, and then this is answered.
pub(crate) fn answered(question: Question) -> House {
    let mut step = timed(60);
    (step.technique, step.zones) = (Some(Technique::Kneading), vec![solemate::domain::body::Zone::CalfAll]);
    let mut house = House::start(routine([step]));
    house.press("<enter><enter>").wait("30s");
    let mut health = Profile::default();
    health.set(question, Some(Answer::Yes));
    house.disk.health = Some(health);
    house.killed_and_started("10m")
}

#[test]
fn after_surgery_what_was_cut_off_is_kept_and_does_not_go_on() {
    let mut house = answered(Question::Surgery);
    house.shows("No session for now.").shows("ask your").press("g").press("a");
    assert_eq!(house.scope(), Scope::RecoverLogOnly, "nothing goes on");
    house.press("<enter>");
    assert_eq!((house.scope(), house.sessions().len()), (Scope::Home, 1));
}

#[test]
fn what_the_health_profile_leaves_out_by_now_goes_on_only_on_the_word() {
    let mut house = answered(Question::Pregnancy);
    house.shows("leaves out some of it: pregnancy or a birth").press("g");
    assert_eq!(house.scope(), Scope::RecoverHeld);
    house.press("a");
    assert_eq!(house.scope(), Scope::Session);
    let mut house = answered(Question::Pregnancy);
    house.press("<enter>");
    assert_eq!((house.scope(), house.sessions().len()), (Scope::Home, 1));
}

#[test]
fn what_goes_on_is_as_light_as_the_health_profile_wants_it_by_now() {
    let mut house = answered(Question::Veins);
    house.shows("as light as your health profile").press("<enter> ").shows("never above 2");
}
