//! A new routine that begins with a few questions.

use solemate::domain::body::Feet;
use solemate::ui::keymap::Scope;

use super::support::house::{Disk, House};

#[test]
fn enter_alone_leads_from_the_first_question_to_an_unsaved_routine() {
    let mut house = House::open();
    house.press("n").shows("How does it begin?").press("<enter>").shows("What is it for?");
    house.press("<enter>").shows("What is at hand?").press("<enter>").shows("How many minutes").press("<enter>");
    house.shows("Which side").press("<enter>").shows("What is it called?").shows("My calves").shows("Toe pull");
    assert_eq!(house.own("my-calves"), None);
    house.press("<enter>").shows("new, not saved yet");
    assert_eq!(
        (house.scope(), house.own("my-calves")),
        (Scope::EditSteps, None),
        "nothing is written before it is saved"
    );
    assert!(house.path("state/drafts/my-calves.json").exists(), "and nothing is lost");
    house.press("<c-s><enter>");
    let text = house.own("my-calves").expect("a file");
    assert!(text.contains("name = \"My calves\"") && text.contains("source    = ["), "{text}");
    assert!(!house.path("state/drafts/my-calves.json").exists());
}

#[test]
fn a_second_one_of_the_same_name_leaves_the_draft_of_the_first_alone() {
    let mut house = House::open();
    let guided = "n1<enter><enter><enter><enter><enter>";
    house.press(guided).press("<esc><esc>").press(guided).hides("not saved, from").press("<esc><esc>");
    assert!(house.path("state/drafts/my-calves.json").exists() && house.path("state/drafts/my-calves-2.json").exists());
}

#[test]
fn digits_choose_and_what_is_chosen_once_is_taken_back_by_the_same_digit() {
    let mut house = House::open();
    // Only the flare-up; a ball besides what is usual, and no wall; five minutes; the left foot.
    house
        .press("n1236<enter>")
        .shows("second seat")
        .press("34<enter>")
        .press("5<enter>")
        .shows("Which side")
        .press("2");
    house.shows("My sore day").shows("the left foot").shows("Feather strokes").hides("neading");
    house.press("<c-u>Kind one<enter><c-s><enter>");
    let text = house.own("kind-one").expect("a file");
    assert!(text.contains("sides     = \"left\"") && text.contains("name = \"Kind one\""), "{text}");
    assert!(!text.contains("wall") && text.contains("when = [\"flare-up\"]"), "{text}");
}

#[test]
fn esc_goes_back_a_question_at_a_time_and_keeps_the_answers() {
    let mut house = House::open();
    house
        .press("n1<enter><enter>20<enter>")
        .shows("Which side")
        .press("<esc>")
        .shows("▸ 20 minutes")
        .press("<esc>")
        .shows("What is at hand?");
    house.press("<esc><esc>").shows("How does it begin?").press("<esc>");
    assert_eq!(house.scope(), Scope::Home);
    house
        .press("n2")
        .shows("A copy of")
        .press("<esc>")
        .shows("How does it begin?")
        .press("3")
        .shows("What is it called?");
    house.press("<enter>").shows("What is it called?").press("<backspace>").shows("How does it begin?");
}

#[test]
fn a_name_that_is_empty_is_asked_for_again() {
    let mut house = House::open();
    house
        .press("n3<enter>")
        .shows("It needs a name first.")
        .press("M")
        .hides("a name first")
        .shows("What is it called?");
    house.press("<backspace><enter>").shows("It needs a name first.").press("Mine<enter>").shows("new, not saved yet");
}

#[test]
fn what_is_marked_is_copied_at_once_by_the_large_letter() {
    let mut house = House::open();
    house
        .press("/gentle<esc>N")
        .shows("A copy of Gentle Day")
        .shows("My Gentle Day")
        .press("<enter>")
        .shows("Feather strokes");
    let mut house = House::open();
    house.press("N<esc>");
    assert_eq!(house.scope(), Scope::Home);
}

#[test]
fn it_begins_with_what_the_hour_and_the_settings_suggest() {
    let mut house = House::at(
        "2026-11-20T07:00:00+01:00",
        Disk { offered: chrono::NaiveDate::from_ymd_opt(2026, 11, 20), ..Disk::default() },
        |setup| {
            setup.prefs.usual = Feet::Left;
        },
    );
    house.press("n1").shows("● The morning's first steps hurt.").press("<enter><enter><enter>").shows("▸ 4");
}

#[test]
fn any_number_of_minutes_is_typed_and_answers_only_the_question_it_is_typed_at() {
    let mut house = House::open();
    house.press("n1<enter><enter>").shows("another number, 3 to 45: type it").press("12").shows("▸ 12 minutes");
    house.shows("How many minutes").press("<enter>").shows("Which side").press("<esc>").shows("▸ 12 minutes");
    house.press("<backspace><backspace>").shows("How many minutes").press("2<enter>").shows("it takes 3 to 45");
    house.press("<c-u>46<enter>").shows("How many minutes").shows("46 minutes: it takes 3 to 45");
    house
        .press("<c-u><enter>")
        .shows("How many minutes")
        .press("12")
        .press("9")
        .shows("▸ 12 minutes")
        .press("<enter><enter>");
    house.shows("What is it called?").press("<c-u>Twelve<enter><c-s><enter>");
    assert!(house.own("twelve").expect("a file").contains("[[step]]"));
    let mut house = House::open();
    house.press("n1<enter><enter><up>").shows("▸  5 minutes").press("<backspace>").shows("What is at hand?");
}
