//! What is kept, when, and what is said about it.

use solemate::domain::body::Side::{Left, Right};
use solemate::domain::record::PainKind::NowAfter;
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
    house.press("4").shows("Not saved yet: No space left on device");
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
    house.press("<enter>5<enter>").wait("1s").shows("Not saved yet");
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

#[test]
fn a_note_is_kept_word_by_word_and_on_leaving() {
    let mut house = done();
    house.press("nBetter ");
    assert_eq!(house.notes(), ["Better"]);
    house.press("than");
    assert_eq!(house.notes(), ["Better"]);
    house.press(" yesterday<esc>").shows("Better than yesterday");
    assert_eq!(house.notes(), ["Better than yesterday"]);
    house.press("n<c-u><enter>");
    assert_eq!(house.notes(), [""], "taken back");
    assert_eq!(house.disk.said.iter().filter(|fact| fact.rev > 0).count(), 3, "one note in its revisions");
}

#[test]
fn a_note_survives_whatever_ends_the_program() {
    let mut house = done();
    house.press("nhalf a wor<c-c>");
    let (_, unsaved) = house.app.last_words(house.now);
    assert_eq!(house.notes(), ["half a"]);
    assert_eq!(unsaved.len(), 1, "the last word is among the last words");
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
