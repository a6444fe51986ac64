//! Choosing.

use solemate::domain::body::Feet;
use solemate::domain::plan::Choice;
use solemate::domain::text::Clean;
use solemate::ui::effect::{Leave, Msg};
use solemate::ui::keymap::Scope;

use super::support::house::{Disk, House};

#[test]
fn the_routine_that_suits_the_hour_is_marked() {
    let marked = |time: &str| {
        let house = House::at(time, Disk::default(), |_| {});
        let line = house.screen().lines().find(|line| line.contains('▸')).expect("a mark").to_owned();
        line.contains(if time.contains("T07") { "morning" } else { "evening" })
    };
    assert!(marked("2026-11-20T07:00:00+01:00") && marked("2026-11-20T20:00:00+01:00"));
}

#[test]
fn the_filter_finds_by_word_and_is_gone_on_return() {
    let mut house = House::open();
    house.size = (80, 40);
    let routines = |house: &House| house.screen().lines().filter(|line| line.contains(':')).count();
    let all = routines(&house);
    house.press("/GENTLE").shows("Gentle Day").hides("Calf Classic");
    house.press("<enter>").shows("Is any of this so today?").press("<esc>");
    assert_eq!(house.scope(), Scope::Home);
    house.shows("Calf Classic").shows("Gentle Day");
    house.press("/no such thing").shows("Nothing is called that.").press("<enter>");
    assert_eq!(house.scope(), Scope::Filter);
    house.press("<esc>");
    assert_eq!(routines(&house), all);
}

#[test]
fn letters_of_a_filter_are_letters_and_not_commands() {
    let mut house = House::open();
    house.press("/qhs?");
    assert_eq!((house.scope(), house.left), (Scope::Filter, None));
    house.shows("/qhs?").press("<backspace><backspace><backspace><backspace>").shows("/").press("<backspace>");
    assert_eq!(house.scope(), Scope::Home);
}

#[test]
fn a_paste_goes_into_the_filter_and_nowhere_else_at_home() {
    let mut house = House::open();
    let before = house.screen();
    house.hear(Msg::Paste(Clean::visible("q/h\u{1b}[A")));
    assert_eq!((house.screen(), house.left), (before, None));
    house.press("/").hear(Msg::Paste(Clean::visible("gentle")));
    house.shows("/gentle").shows("Gentle Day");
}

#[test]
fn sides_are_chosen_for_today_and_totals_follow() {
    let mut house = House::open();
    house.press("/classic<enter><enter>").shows("both sides, left first").press("s").shows("both sides, right first");
    house.press("s").shows("left side only").press("s").shows("right side only").press("s");
    house.shows("both sides, left first");
    let mut house = House::with(Disk::default(), |setup| {
        setup.prefs.usual = Feet::Left;
        setup.prefs.choice = Choice { sore: Feet::Left, work: Feet::Left, ..Choice::default() };
    });
    house.shows("left side only").press("s").shows("right side only");
}

#[test]
fn interrupting_leaves_from_anywhere_and_looking_at_keys_changes_nothing() {
    for way in ["", "/", "<enter>", "<enter><enter>", "<enter><enter><enter>", "h", "?"] {
        let mut house = House::open();
        house.press(way).press("<c-c>");
        assert_eq!(house.left, Some(Leave::Interrupted), "after {way:?}");
    }
    let mut house = House::open();
    let before = house.screen();
    house.press("?").shows("Keys here").press("jjjjjkk<pgdn><pgup>?");
    assert_eq!(house.screen(), before);
}

#[test]
fn when_routines_change_outside_the_mark_stays_on_its_routine() {
    let entries = || solemate::store::library::Library::new(None).entries();
    let marked = |house: &House| house.screen().lines().find(|line| line.contains('▸')).map(str::to_owned);
    let mut house = House::open();
    house.size = (80, 40);
    house.press("/roll<down>");
    let before = marked(&house);
    let mut fewer = entries();
    fewer.remove(0);
    house.hear(Msg::Routines(fewer));
    assert_eq!(marked(&house), before, "a routine above it went, and the filter stays");
    house.hear(Msg::Routines(entries()));
    assert_eq!(marked(&house), before);

    let gone: Vec<_> =
        entries().into_iter().filter(|entry| !before.as_ref().unwrap().contains(&*entry.title())).collect();
    house.hear(Msg::Routines(gone));
    assert!(marked(&house).is_some_and(|line| Some(&line) != before.as_ref()), "its neighbour is marked");
    house.hear(Msg::Routines(Vec::new()));
    house.shows("Nothing is called that.").press("<enter><down><up>");
}
