//! Whether it is getting better.

use chrono::TimeDelta;
use solemate::domain::body::Side;
use solemate::domain::record::{Fact, PainKind, Rating, What};
use solemate::ui::keymap::Scope;

use super::support::house::{Disk, House};
use super::support::live::wall;

const MORNING: &str = "2026-11-20T09:00:00+01:00";

/// Mornings of the left foot, the newest today.
fn mornings(values: &[u8]) -> House {
    let mut disk = Disk::default();
    for (back, value) in (0..).zip(values.iter().rev()) {
        let (side, kind, value) = (Side::Left, PainKind::FirstStep, (*value).try_into().unwrap());
        let rating = Rating { side, kind, value, session: None, note: None, place: None };
        disk.said.push(Fact::new(wall("2026-11-20T06:40:00+01:00") - TimeDelta::days(back), What::Pain(rating)));
    }
    let mut house = House::at(MORNING, disk, |_| {});
    house.size = (120, 40);
    house
}

#[test]
fn from_home_one_key_answers_for_the_foot_that_is_rated() {
    let mut house = mornings(&[6, 6, 6, 6, 6, 6, 6, 4, 3, 3, 3, 3, 3, 2]);
    house.press("t").shows("clearly lower than your first week: median 6 then, 3 now · 14 of 14 mornings");
    house.shows("A month tells more than a day.").shows("L first week").hides("RIGHT");
    assert_eq!(house.scope(), Scope::Trends);
    house.press("q");
    assert_eq!(house.scope(), Scope::Home);
}

#[test]
fn nothing_known_says_how_to_begin() {
    let mut house = House::at(MORNING, Disk::default(), |_| {});
    house.press("t").shows("Nothing yet.").shows("solemate morning 5 2");
}

#[test]
fn any_day_is_read_with_the_arrows_and_escape_lets_go_of_it_first() {
    let mut house = mornings(&[6, 6, 6, 6, 6, 6, 6, 4, 3, 3, 3, 3, 3, 2]);
    house.press("t<left>").shows("Fri 20 Nov 2026: left 2 (median 3)");
    house.press("<left>").shows("Thu 19 Nov 2026: left 3 (median 3)");
    house.press("<right><right><right>").shows("Fri 20 Nov 2026");
    house.press("<pgup>").shows("Fri 13 Nov 2026: left 6 (median 6)");
    house.press("<esc>").hides("13 Nov 2026:");
    assert_eq!(house.scope(), Scope::Trends);
    house.press("<esc>");
    assert_eq!(house.scope(), Scope::Home);
}

#[test]
fn ranges_grow_and_shrink_and_stop_at_their_ends() {
    let mut house = mornings(&[5; 100]);
    house.press("t").shows("[12 w]").shows("84 of 84");
    house.press("-").shows("[4 w]").shows("28 of 28");
    house.press("--+++++++").shows("[all]").shows("100 of 100");
}

#[test]
fn pictures_are_leafed_through_and_each_can_be_left() {
    let mut house = mornings(&[5; 20]);
    house.press("t<tab>").shows("Average pain of a day").shows("No day's average is rated yet.");
    house.press("<tab>").shows("Pain around sessions").shows("No session was rated before and after.");
    house.press("<tab>").shows("What was done").shows("Nothing was done in this time.");
    house.press("<tab>").shows("Mon").shows("0 of 20 days");
    house.press("<tab>").shows("Work and the next morning").shows("no work");
    house.press("<tab>").shows("Before and after events").shows("No event is marked in this time.");
    house.press("<tab>").shows("First-step pain").press("<backtab><backtab><backtab>").shows("Mon");
}

#[test]
fn how_it_is_computed_and_the_same_as_a_table_are_a_key_away() {
    let mut house = mornings(&[5; 20]);
    house.press("ti").shows("19 mm of 100").shows("last seven days: 7 of 7 rated").press("<esc>").hides("19 mm");
    house.press("t").shows("week to").shows("20 Nov 2026     5 (7)").press("t").hides("week to");
}
