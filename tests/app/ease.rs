//! What is said once of how the weeks went, on home.

use chrono::TimeDelta;
use solemate::domain::body::{Side, Technique};
use solemate::domain::care::{CarePlan, Doses, Entry, Profile, Why};
use solemate::domain::health::Profile as Health;
use solemate::domain::plan::Level;
use solemate::domain::record::{Fact, Pain, PainKind, Rating, What};
use solemate::ui::effect::{Msg, Planned};

use super::support::house::{Disk, House};
use super::support::live::wall;

/// First steps of so many mornings before 20 November.
fn mornings(count: i64, value: u8) -> Disk {
    let rating = |ago: i64| {
        let value = Pain::try_from(value).unwrap();
        let rating =
            Rating { side: Side::Left, kind: PainKind::FirstStep, value, session: None, note: None, place: None };
        Fact::new(wall("2026-11-20T07:00:00+01:00") - TimeDelta::days(ago), What::Pain(rating))
    };
    Disk { said: (0..count).map(rating).collect(), ..Disk::default() }
}

fn whys(house: &House) -> Vec<Why> {
    house.disk.levels.iter().map(|entry| entry.why).filter(|why| *why != Why::Start).collect()
}

#[test]
fn less_is_offered_once_and_a_yes_changes_the_plan() {
    let mut house = House::with(mornings(28, 1), |_| {});
    house.shows("Low for four weeks: half the massage days may do. y eases off, Esc leaves it").press("y");
    house.shows("Eased off: massage on 4 days a week, 1 stretch a day.").hides("four weeks:");
    assert_eq!(whys(&house), [Why::EaseAsked, Why::Eased]);
    let before = Doses::of(&CarePlan::of(Profile::Persistent));
    assert_eq!((house.disk.care.eased, Doses::of(&house.disk.care.plan)), (Some(before), before.eased()));
    house.started_again().hides("four weeks:");
}

#[test]
fn what_is_left_is_not_offered_again() {
    let mut house = House::with(mornings(28, 1), |_| {});
    house.press("<esc>").hides("four weeks:");
    let mut house = house.started_again();
    house.hides("four weeks:");
    assert_eq!((whys(&house), house.disk.care.eased), (vec![Why::EaseAsked], None));
}

#[test]
fn what_nobody_could_see_is_not_said_yet() {
    let mut disk = mornings(29, 1);
    disk.said.remove(0);
    let mut house = House::at("2026-11-20T07:30:00+01:00", disk, |_| {});
    house.shows("First steps this morning?").hides("four weeks:");
    assert_eq!(whys(&house), []);
    house.press("<esc>").shows("Low for four weeks: half the massage days may do.");
    assert_eq!(whys(&house), [Why::EaseAsked]);
}

#[test]
fn a_level_and_less_are_not_offered_at_once() {
    let mut disk = mornings(28, 1);
    let day = |day: &str| day.parse().unwrap();
    disk.levels = vec![Entry { day: day("2026-11-01"), level: Level::Light, why: Why::Start }];
    for number in 2..20 {
        let at = format!("2026-11-{number:02}T20:00:00+01:00");
        disk.said.push(super::care::session("calf-classic", Technique::Kneading, &at));
    }
    let mut house = House::with(disk, |_| {});
    house.shows("Low for four weeks: half the massage days may do.").press("<esc>").hides("is open to you");
    assert_eq!(whys(&house), [Why::EaseAsked]);
    let mut next = house.killed_and_started("24h");
    next.shows("Level 2 is open to you").press("<esc>").hides("four weeks:");
}

#[test]
fn if_it_comes_back_the_plan_from_before_is_offered() {
    let mut disk = mornings(10, 3);
    let before = Doses::of(&disk.care.plan);
    disk.care.eased = Some(before);
    disk.care.plan.massage.days = before.eased().days;
    let mut house = House::with(disk, |_| {});
    house
        .shows("Pain is back: return to the plan from before?")
        .press("y")
        .shows("The plan is as it was: massage on 7 days");
    assert_eq!((house.disk.care.eased, house.disk.care.plan.massage.days), (None, before.days));
    assert_eq!(whys(&house), [Why::BackAsked, Why::Back]);
}

#[test]
fn what_is_offered_fits_into_a_small_window() {
    let house = House::with(mornings(28, 1), |_| {});
    assert!(house.screen_at(40, 12).contains("Low for four weeks: do less? y, or Esc"), "{}", house.screen_at(40, 12));
}

#[test]
fn more_pain_than_two_weeks_before_names_a_clinician_in_words_that_fit() {
    let house = House::with(worse(), |_| {});
    let says = |columns| house.screen_at(columns, 24);
    assert!(says(120).contains("More pain than two weeks ago: a clinician can help sort out why. Esc puts it away"));
    assert!(says(80).contains("More pain than two weeks ago: a clinician can help sort out why.\n"), "{}", says(80));
    assert!(says(40).contains("More pain? A clinician can help."), "{}", says(40));
    assert_eq!(whys(&house), [Why::Worse]);
}

#[test]
fn home_follows_the_plan_while_it_is_open() {
    let mut house = House::open();
    house.shows("Tonight   Calf Classic");
    let mut plan = CarePlan::of(Profile::Persistent);
    plan.massage.days = [false; 7];
    house.hear(Msg::Planned(
        Box::new(Planned { plan, eased: None, health: None, ledger: None, word: None }),
        Vec::new(),
    ));
    house.shows("Tonight   Ten by Ten").shows("no massage today by the plan");
}

/// Mornings of a week that hurt more than those of two weeks before.
fn worse() -> Disk {
    let mut disk = mornings(7, 4);
    let before = mornings(24, 1).said.split_off(12);
    disk.said.extend(before);
    disk
}

#[test]
fn a_clinician_is_named_before_the_look_at_the_profile_and_no_other_word_is() {
    let mut disk = worse();
    disk.health = Some(Health::default().with_no_to_the_rest("2026-08-01".parse().unwrap()));
    let mut house = House::with(disk, |_| {});
    house.shows("More pain than two weeks ago").hides("Three months on");
    assert_eq!(whys(&house), [Why::Worse]);
    house.press("<esc>").hides("More pain than two weeks ago").shows("Three months on");
    let mut low = mornings(28, 1);
    low.health = house.disk.health;
    let mut house = House::with(low, |_| {});
    house.shows("Three months on").hides("Low for four weeks");
    assert_eq!(whys(&house), []);
}

#[test]
fn less_is_not_offered_below_a_red_flag_and_is_again_once_that_is_taken_back() {
    let mut house = House::with(mornings(28, 1), |_| {});
    house.shows("Low for four weeks").press("<enter>1<enter><enter>");
    house.shows("No session today").hides("Low for four weeks");
    house.press("<enter>1<enter><esc>").hides("No session today").shows("Low for four weeks");
}
