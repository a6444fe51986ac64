//! What is kept, when, and what is said about it.

use solemate::domain::body::Side::{Left, Right};
use solemate::domain::record::{Fact, PainKind::NowAfter, What};
use solemate::domain::text::Clean;
use solemate::ui::effect::Msg;
use solemate::ui::keymap::Scope;
use solemate::ui::saving::Saved;

use super::support::house::{House, keys_in};
use super::support::live::{routine, timed};

/// A session that has just been lived.
fn done() -> House {
    let mut house = House::live(routine([timed(60)]));
    house.wait("3m");
    assert_eq!(house.scope(), Scope::After);
    house
}

fn press_only(house: &mut House, keys: &str) {
    for key in keys_in(keys) {
        house.hear_only(Msg::Key(key));
    }
}

#[test]
fn d27_saved_is_said_only_after_it_is() {
    let mut house = done();
    house.shows("saved");
    press_only(&mut house, "4");
    house.hides("saved").shows("saving");
    assert_eq!(house.ratings(), []);
    house.settle();
    house.shows("saved").hides("saving");
    assert_eq!(house.ratings(), [(Left, NowAfter, 4)]);
}

#[test]
fn d27_a_fact_said_while_another_is_being_written_is_not_saved_with_it() {
    let mut house = done();
    press_only(&mut house, "4");
    let first = house.app.last_words(house.now).1;
    press_only(&mut house, "5");
    house.hear_only(Msg::Kept(first.iter().map(|fact| fact.said()).collect()));
    assert_eq!(house.app.saved(), Saved::Pending);
    house.hides("saved");
    press_only(&mut house, "<tab>6");
    house.settle();
    assert_eq!(house.ratings(), [(Left, NowAfter, 6), (Right, NowAfter, 5)]);
    house.shows("saved");
}

#[test]
fn d4_what_is_not_saved_is_said_kept_and_tried_again() {
    let mut house = done();
    house.disk.full = true;
    house.press("4").shows("Not saved yet: No space left on device").shows("? all keys");
    house.press("5");
    assert_eq!(house.ratings(), []);
    house.disk.full = false;
    house.press("<tab>3").hides("Not saved yet").shows("saved");
    assert_eq!(house.ratings(), [(Left, NowAfter, 3), (Right, NowAfter, 5)], "all of it");
}

#[test]
fn d4_a_write_that_fails_is_not_forgotten_over_the_next_one_that_works() {
    let mut house = done();
    house.disk.failing = 1;
    press_only(&mut house, "45");
    house.settle();
    house.shows("saved").hides("Not saved yet");
    assert_eq!(house.ratings().len(), 2);
}

#[test]
fn d4_the_next_boundary_of_a_session_is_an_occasion_to_try_again() {
    let mut house = House::start(routine([timed(60)]));
    house.disk.full = true;
    house.press("<enter>5<enter>").wait("1s").shows("Not saved yet").shows("space pause").shows("left in all");
    house.disk.full = false;
    house.wait("5s").hides("Not saved yet");
    assert_eq!(house.ratings().len(), 1);
}

#[test]
fn d4_the_whole_session_can_be_lived_on_a_full_disk() {
    let mut house = House::start(routine([timed(60)]));
    house.disk.full = true;
    house.press("<enter>5<enter>").wait("3m").press("4").shows("Not saved yet").press("<enter>");
    assert_eq!(house.scope(), Scope::Home);
    house.shows("Not saved yet").press("q");
    let (unfinished, unsaved) = house.app.last_words(house.now);
    assert_eq!((unfinished, unsaved.len()), (None, 3), "two ratings and the session");
}

/// Every revision of every note, in the order in which they were said.
fn notes_said(house: &House) -> Vec<(u32, &str)> {
    let notes = house.disk.said.iter().filter_map(|fact| match &fact.what {
        What::Note(note) => Some((fact.rev, note.text.as_str())),
        _ => None,
    });
    notes.collect()
}

#[test]
fn a_note_is_one_fact_when_its_field_is_left() {
    let mut house = done();
    house.press("nBetter than ").wait("8s");
    house.press("yesterday");
    assert_eq!(notes_said(&house), [], "no half note is a fact");
    house.press("<esc>").shows("Better than yesterday");
    assert_eq!(notes_said(&house), [(0, "Better than yesterday")]);
    house.press("n<c-u><enter>");
    assert_eq!(notes_said(&house), [(0, "Better than yesterday"), (1, "")], "taken back");
}

#[test]
fn a_note_that_is_left_lying_is_kept_after_a_while_and_one_that_never_ends_too() {
    let mut house = done();
    house.press("nBetter than ").wait("11s");
    assert_eq!(notes_said(&house), [(0, "Better than")]);
    assert_eq!(house.app.next_wake(), None, "and then nothing is waited for");
    house.wait("1h").press("yesterday<enter>");
    assert_eq!(notes_said(&house), [(0, "Better than"), (1, "Better than yesterday")]);
    let mut house = done();
    house.press("n");
    for _ in 0..13 {
        house.press("word ").wait("5s");
    }
    assert_eq!(notes_said(&house).len(), 1, "once a minute, however it is typed");
}

#[test]
fn words_are_kept_before_the_program_is_stopped() {
    let mut house = done();
    house.press("nhalf a wor<c-z>");
    assert_eq!(house.notes(), ["half a wor"]);
}

#[test]
fn a_note_survives_whatever_ends_the_program() {
    let mut house = done();
    house.press("nhalf a wor<c-c>");
    let (_, unsaved) = house.app.last_words(house.now);
    assert_eq!(house.notes(), Vec::<String>::new());
    let [Fact { what: What::Note(note), .. }] = &unsaved[..] else { panic!("{unsaved:?}") };
    assert_eq!(&*note.text, "half a wor", "it is among the last words");
}

#[test]
fn letters_of_a_note_are_letters_and_not_commands() {
    let mut house = done();
    house.press("n5q0?-x s").shows("5q0?-x s");
    assert_eq!((house.scope(), house.ratings()), (Scope::Note, vec![]));
    house.hear(Msg::Paste(Clean::visible("7 8")));
    house.shows("7 8").press("<enter>");
    assert_eq!((house.notes(), house.ratings()), (vec!["5q0?-x s7 8".to_owned()], vec![]));
}

#[test]
fn ratings_after_are_corrected_and_taken_back_like_those_before() {
    let mut house = done();
    house.press("4<tab>5<tab>6");
    assert_eq!(house.ratings(), [(Left, NowAfter, 6), (Right, NowAfter, 5)]);
    house.press("<tab><backspace><tab><backspace>");
    assert_eq!(house.ratings(), []);
    assert!(house.disk.said.iter().any(|fact| fact.rev == 2));
}

#[test]
fn the_rest_of_the_last_weeks_comes_behind_the_first_frame() {
    let mut past = House::open();
    past.press("/ten by<enter><enter><enter>").wait("10m").press("<enter>");
    let mut house = House::with(past.disk, |setup| {
        setup.recent.clear();
        setup.more = true;
    });
    house.hides("today").wait("1s").shows("today");
    assert_eq!(house.app.next_wake(), None, "and then home is still");
}
