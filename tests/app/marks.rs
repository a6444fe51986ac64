//! Words about a day: one key each on home, taken back by the same key, kept like anything else.

use solemate::domain::body::Feet;
use solemate::domain::care::Care;
use solemate::domain::record::{DayMark, What};
use solemate::ui::app::Begin;

use super::support::house::{Disk, House};

fn marks(house: &House) -> Vec<DayMark> {
    let mark = |what: &What| match what {
        What::Day(day) => Some(day.mark),
        _ => None,
    };
    house.kept().iter().filter_map(|fact| mark(&fact.what)).collect()
}

#[test]
fn each_word_has_a_key_and_the_same_key_takes_it_back() {
    for (key, mark, shown) in [
        ("R", DayMark::Rest, "A rest day, as you said."),
        ("T", DayMark::Tired, "Your calves are tired."),
        ("F", DayMark::Flare, "It flares up: something gentle, or only a rating."),
        ("A", DayMark::Travel, "On a journey: nothing to pack"),
    ] {
        let mut house = House::open();
        house.shows("A good one to begin with.").press(key).shows(shown).hides("A good one to begin with.");
        assert_eq!(marks(&house), [mark]);
        house.press(key).shows("Taken back").shows("A good one to begin with.");
        assert_eq!(marks(&house), []);
    }
}

#[test]
fn a_word_outlives_the_program_and_is_a_quiet_line_of_the_history() {
    let mut house = House::open();
    house.press("R").shows("rest day · Friday 20 November");
    house.press("TFA");
    let title = |columns| {
        let screen = house.screen_at(columns, 24);
        screen.lines().find(|line| line.contains("solemate")).unwrap_or_default().trim().to_owned()
    };
    assert!(
        title(120).ends_with("rest day, tired calves, flare-up, travelling · Friday 20 November"),
        "{}",
        title(120)
    );
    assert!(title(74).ends_with("rest day, tired calves, flare-up, travelling · Fri 20 Nov"), "{}", title(74));
    house.press("AFT");
    let mut house = house.started_again();
    house.shows("If you like").shows("A rest day, as you said.");
    house.press("h").shows("rest day").press("<esc>R").hides("rest day ·");
}

#[test]
fn the_reason_stands_whole_in_a_small_window() {
    let mut house = House::open();
    house.press("F");
    let small = house.started_again().screen_at(40, 12);
    assert!(small.contains(" It flares up: something gentle, or\n only a rating.\n"), "{small}");
}

#[test]
fn a_word_waits_for_a_full_disk_like_anything_else() {
    let mut house = House::with(Disk { failing: 1, ..Disk::default() }, |_| {});
    house.press("T").shows("Your calves are tired.");
    assert_eq!(house.app.unsaved().len(), 1);
    house.press("V");
    assert_eq!(house.app.unsaved(), []);
    assert_eq!(marks(&house), [DayMark::Tired]);
}

#[test]
fn the_other_foot_is_the_sore_one_from_now_on_and_comments_stay() {
    let mut house = House::with(Disk::default(), |setup| {
        setup.prefs.usual = Feet::Left;
        setup.begin = Begin::Home;
    });
    house.write_settings("# mine\nsore_foot = \"left\"   # since spring\n");
    house.press("S").shows("From now on the other foot is the sore one");
    assert_eq!(house.settings().unwrap(), "# mine\nsore_foot = \"right\"  # since spring\n");
    assert_eq!(marks(&house), [DayMark::Swap]);
    house.press("S");
    assert_eq!(house.settings().unwrap(), "# mine\nsore_foot = \"left\"   # since spring\n");
    assert_eq!(marks(&house), []);
}

#[test]
fn where_both_feet_are_sore_there_is_no_other_one() {
    let mut house = House::open();
    house.press("S").shows("Both feet are sore");
    assert_eq!((house.settings(), marks(&house)), (None, vec![]));
}

#[test]
fn settings_that_cannot_be_read_are_not_overwritten_by_a_swap() {
    let mut house = House::with(Disk::default(), |setup| setup.prefs.usual = Feet::Right);
    house.write_settings("sore_foot = \n");
    house.press("S").shows("The sore foot stays as it was");
    assert_eq!((house.settings().unwrap().as_str(), marks(&house)), ("sore_foot = \n", vec![]));
}

#[test]
fn the_weekly_visit_is_ticked_and_nobody_is_asked_for_it() {
    let mut house = House::with(Disk { care: Care::default(), ..Disk::default() }, |_| {});
    house.hides("visit").press("V").shows("Kept: hands-on visit.");
    assert!(house.kept().iter().any(|fact| matches!(&fact.what, What::Event(event) if event.text.contains("visit"))));
    house.press("V").shows("Taken back.");
    assert_eq!(house.kept(), []);
}

#[test]
fn on_a_day_without_a_session_a_word_promises_none() {
    let mut house = House::open();
    house.press("T").shows("Tired calves: something gentle today").press("T");
    house.press("<enter>1<enter><enter>").shows("No session today");
    house.press("T").shows("Tired calves. T takes it back.").press("F").shows("A flare-up. F takes it back.");
}
