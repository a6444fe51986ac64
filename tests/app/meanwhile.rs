//! A routine that somebody else changes while it is edited.

use solemate::ui::effect::Msg;
use solemate::ui::keymap::Scope;

use super::editor::{MINE, mine, saved, written_outside};
use super::support::house::House;

/// What is written outside without the program noticing.
fn written_unseen(house: &mut House, text: &str) {
    std::fs::write(house.path("routines/mine.toml"), text).unwrap();
}

/// The editor with a shorter first step that is not saved.
fn shorter() -> House {
    let mut house = mine();
    house.press("jj<enter>jjjjjj<enter><c-u>2m<enter>");
    house
}

fn mine_shorter(text: &str) -> String {
    text.replace("\"3m\"", "\"2m\"")
}

#[test]
fn r16_changes_of_other_lines_are_joined_and_shown_before_they_are_written() {
    let mut house = shorter();
    let theirs = MINE.replace("Mine", "Theirs").replace("\"5s\"", "\"9s\"");
    written_unseen(&mut house, &theirs);
    house
        .press("<c-s>")
        .shows("changed by somebody else")
        .shows("Your changes are on other lines")
        .shows("Enter joins");
    house.shows("they changed").shows("+ name  = \"Theirs\"").shows("+ prep = \"9s\"");
    house.shows("you changed").shows("+ time = \"2m\"   # per side");
    assert_eq!((house.scope(), house.own("mine").unwrap()), (Scope::EditJoin, theirs.clone()));
    house.press("<enter>").shows("Saving puts 1 line in and takes 1 out").shows("+ time = \"2m\"   # per side");
    house.hides("- prep");
    assert_eq!((house.scope(), house.own("mine").unwrap()), (Scope::EditReview, theirs.clone()), "not written yet");
    house.press("<enter>").shows("Saved:");
    assert_eq!(house.own("mine").unwrap(), mine_shorter(&theirs));
    house.press("u").shows("Mine").press("U").shows("Theirs");
}

#[test]
fn r16_where_both_changed_a_line_mine_can_be_kept_under_the_same_name() {
    let mut house = shorter();
    let theirs = MINE.replace("Mine", "Theirs").replace("\"3m\"", "\"4m\"");
    written_outside(&mut house, &theirs);
    house.press("<c-s>").shows("you changed too").shows("m keeps yours there");
    assert_eq!(house.scope(), Scope::EditConflict);
    house.press("<enter>");
    assert_eq!(house.scope(), Scope::EditConflict, "nothing is chosen by haste");
    house.press("m").shows("- time = \"4m\"   # per side").shows("+ time = \"2m\"   # per side").hides("- name");
    assert_eq!(house.own("mine").unwrap(), theirs, "not written yet");
    house.press("<enter>").shows("Saved:");
    assert_eq!(house.own("mine").unwrap(), MINE.replace("Mine", "Theirs").replace("\"3m\"", "\"2m\""));
}

#[test]
fn r16_theirs_can_be_taken_and_mine_saved_under_another_name() {
    let mut house = shorter();
    let theirs = MINE.replace("Mine", "Theirs");
    written_unseen(&mut house, &theirs);
    house.press("<c-s>o<enter>").shows("Saved:");
    assert_eq!(house.own("mine").unwrap(), theirs);
    assert_eq!(house.own("mine-2").unwrap(), mine_shorter(MINE));

    let mut house = shorter();
    written_unseen(&mut house, &theirs);
    house.press("<c-s>t").shows("u brings yours back").press("u").shows("2m").press("U").press("<c-s>");
    house.shows("Nothing is changed.");
}

#[test]
fn r16_whoever_writes_once_more_while_both_are_shown_is_not_written_over() {
    let mut house = shorter();
    written_unseen(&mut house, &MINE.replace("Mine", "Theirs"));
    house.press("<c-s><enter>").shows("Saving puts");
    let later = MINE.replace("Mine", "Later");
    written_unseen(&mut house, &later);
    house.press("<enter>").shows("+ name  = \"Later\"");
    assert_eq!((house.scope(), house.own("mine").unwrap()), (Scope::EditJoin, later.clone()));
    house.press("<enter><enter>").shows("Saved:");
    assert_eq!(house.own("mine").unwrap(), mine_shorter(&later));
}

#[test]
fn what_is_written_outside_while_saving_is_looked_at_is_shown_at_once_and_forgotten_once_it_is_gone() {
    let mut house = shorter();
    house.press("<c-s>").shows("Saving puts");
    written_outside(&mut house, &MINE.replace("Mine", "Theirs"));
    assert_eq!(house.scope(), Scope::EditJoin);
    house.press("<esc>");
    written_outside(&mut house, MINE);
    house.press("<c-s>").shows("Saving puts 1 line in and takes 1 out");
    assert_eq!(house.scope(), Scope::EditReview);
}

#[test]
fn whoever_leaves_is_told_of_a_change_outside_and_can_leave_all_the_same() {
    let mut house = shorter();
    written_unseen(&mut house, &MINE.replace("Mine", "Theirs"));
    house.press("<esc><esc>").shows("changed the file meanwhile: saving shows both first.");
    assert_eq!(house.scope(), Scope::EditLeave);
    house.press("<enter>");
    assert_eq!(house.scope(), Scope::EditJoin);
    house.press("<enter>");
    assert_eq!(house.scope(), Scope::EditLeave);
    house.press("<enter>");
    assert_eq!(house.scope(), Scope::Home);
    assert_eq!(house.own("mine").unwrap(), mine_shorter(&MINE.replace("Mine", "Theirs")));
}

#[test]
fn a_file_that_was_taken_away_can_be_made_anew() {
    let mut house = shorter();
    std::fs::remove_file(house.path("routines/mine.toml")).unwrap();
    house.press("<c-s>").shows("taken away");
    assert_eq!(house.scope(), Scope::EditGone);
    house.press("m").shows("Saving makes mine.toml").press("<enter>").shows("Saved:");
    assert_eq!(house.own("mine").unwrap(), mine_shorter(MINE));
}

#[test]
fn a_draft_of_a_file_that_has_changed_tells_what_the_draft_changed_and_no_more() {
    let mut house = shorter();
    house.press("<esc><esc><esc>");
    assert_eq!(house.scope(), Scope::Home);
    let theirs = MINE.replace("\"5s\"", "\"9s\"");
    house.write_own("mine", &theirs);
    house.press("e").shows("not saved").shows("The file has changed since").shows("+ time = \"2m\"   # per side");
    house.hides("prep = \"9s\"").press("<enter>").shows("The draft is taken up. The file has changed since");
    house.press("<c-s>").shows("they changed").shows("+ prep = \"9s\"").press("<enter>").hides("- prep");
    house.press("<enter>").shows("Saved:");
    assert_eq!(house.own("mine").unwrap(), mine_shorter(&theirs));
}

#[test]
fn a_draft_of_a_file_that_stayed_as_it_was_says_nothing_of_a_change() {
    let mut house = shorter();
    house.press("<esc><esc><esc>e").shows("What the draft changes").hides("changed since").press("<enter>");
    assert_eq!(saved(&mut house), mine_shorter(MINE));
    house.hear(Msg::RoutinesTouched);
    house.hides("outside");
}

#[test]
fn what_is_about_to_begin_follows_its_file_and_keeps_what_was_answered() {
    let mut house = mine();
    house.press("<esc><esc>/mine<enter><enter>").shows("Pain now").press("3");
    house.write_own("mine", &MINE.replace("name = \"Knead\"", "name = \"Knead gently\""));
    house.hear(Msg::RoutinesTouched);
    house.shows("Changed outside, read anew.").shows("Pain now").press("<tab>");
    assert_eq!(house.ratings().len(), 1);
    house.write_own("mine", "tiem = 3");
    house.hear(Msg::RoutinesTouched);
    house.shows("Changed outside, and shown as it was").press("<tab><enter>").wait("1s");
    assert_eq!(house.scope(), Scope::Session);
    house.wait("10s").shows("Knead gently");
}

#[test]
fn a_step_that_is_left_out_for_today_stays_out_by_its_name_while_the_file_is_changed() {
    let mut house = mine();
    house.press("<esc><esc>/mine<esc>pj ").shows("Pull").shows("left out");
    let out = |house: &House| house.screen().matches("left out").count();
    let before = out(&house);
    let other = MINE.replace("name = \"Knead\"", "name = \"Knead gently\"");
    house.write_own("mine", &other);
    house.hear(Msg::RoutinesTouched);
    house.shows("Knead gently").shows("Changed outside, read anew.").press("k");
    assert_eq!(out(&house), before, "{}", house.screen());
    house.write_own("mine", &other.replace("name = \"Pull\"", "name = \"Pull toes\""));
    house.hear(Msg::RoutinesTouched);
    house.shows("● Pull toes").shows("is in again");
}
