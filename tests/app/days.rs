//! Days that begin when the person says, on every screen that speaks of one.

use std::time::Duration;

use solemate::domain::body::Side::{Left, Right};
use solemate::domain::record::PainKind::{DayAverage, FirstStep};
use solemate::domain::record::{Event, Fact, Rating, What};
use solemate::domain::text::Clean;
use solemate::domain::time::stamp;

use super::support::house::{Disk, House};
use super::support::live::wall;

/// On Friday 20 November 2026, half an hour after midnight: a rating of a minute ago, and an event.
fn night(begins: &str) -> House {
    let pain = |value: u8| {
        What::Pain(Rating {
            side: Left,
            kind: DayAverage,
            value: value.try_into().unwrap(),
            session: None,
            note: None,
            place: None,
        })
    };
    let said = vec![
        Fact::new(wall("2026-11-20T00:29:00+01:00"), pain(4)),
        Fact::new(wall("2026-11-20T00:20:00+01:00"), What::Event(Event { text: Clean::visible("new insoles") })),
    ];
    House::at("2026-11-20T00:30:00+01:00", Disk { said, dawn: begins.parse().unwrap(), ..Disk::default() }, |_| {})
}

#[test]
fn a_night_stands_under_the_day_in_which_it_was_lived() {
    night("04:00").press("h").shows("Thu 19 Nov 2026").shows("night to Friday").hides("Fri 20 Nov");
    night("00:30").press("h").shows("Thu 19 Nov 2026").hides("Fri 20 Nov");
    night("00:00").press("h").shows("Fri 20 Nov 2026").hides("night to").hides("Thu 19 Nov");
}

#[test]
fn what_is_looked_for_by_its_day_is_found_there() {
    night("04:00").press("h/2026-11-19<enter>").shows("new insoles").press("/<c-u>today<enter>").shows("new insoles");
    night("00:00").press("h/2026-11-20<enter>").shows("new insoles");
    night("00:00").press("h/2026-11-19<enter>").hides("new insoles");
    night("00:30").press("h/yesterday<enter>").shows("new insoles");
}

#[test]
fn home_that_is_left_open_speaks_of_the_new_day_from_its_beginning_and_wakes_for_nothing_else() {
    for (begins, sleeps) in [("04:00", 3600 + 1800), ("06:30", 4 * 3600)] {
        let pain = |value: u8| {
            What::Pain(Rating {
                side: Left,
                kind: FirstStep,
                value: value.try_into().unwrap(),
                session: None,
                note: None,
                place: None,
            })
        };
        let said = vec![Fact::new(wall("2026-11-21T07:10:00+01:00"), pain(6))];
        let disk = Disk { said, dawn: begins.parse().unwrap(), ..Disk::default() };
        let mut house = House::at("2026-11-22T02:30:00+01:00", disk, |_| {});
        house.shows("today 6");
        let wakes = |house: &House| (house.app.next_wake(), house.app.next_day().unwrap().since(house.now.moment));
        assert_eq!(wakes(&house), (None, Duration::from_secs(sleeps)), "once, when the day begins");
        house.wait(&format!("{}s", sleeps - 1)).shows("today 6").wait("1s").hides("today 6");
        assert_eq!(wakes(&house), (None, Duration::from_secs(24 * 3600)));
        house.press("t");
        assert_eq!(house.app.next_day(), None, "only home speaks of today by itself");
    }
}

#[test]
fn trends_count_by_these_days() {
    let events = "<backtab>";
    night("04:00").press("t").press(events).shows("19 Nov 2026  new insoles");
    night("00:00").press("t").press(events).shows("20 Nov 2026  new insoles");
}

#[test]
fn a_time_is_read_and_said_by_these_days() {
    let mut house = night("04:00");
    house.press("f3w21:00<enter>").shows("today 21:00").press("<esc>");
    let times: Vec<_> = house.kept().iter().filter_map(|fact| stamp::write(fact.at)).collect();
    assert!(times.contains(&"2026-11-19T21:00:00+01:00".to_owned()), "{times:?}");
    night("00:00").press("f3w21:00<enter>").shows("not come yet");
}

#[test]
fn the_first_steps_are_asked_for_from_the_beginning_of_the_day() {
    let offer = "First steps this morning? f";
    let at = |begins: &str, time: &str| {
        let disk = Disk { dawn: begins.parse().unwrap(), ..Disk::default() };
        House::at(&format!("2026-11-20T{time}:00+01:00"), disk, |_| {})
    };
    at("04:00", "05:00").shows(offer);
    at("06:00", "05:00").hides(offer);
    at("04:00", "13:00").hides(offer);
    at("10:00", "13:00").shows(offer);
}

#[test]
fn another_beginning_of_the_day_changes_no_fact() {
    let mut house = night("04:00");
    house.press("f53<enter>");
    let before = house.kept();
    let disk = Disk { dawn: "00:00".parse().unwrap(), ..house.disk };
    let mut later = House::at("2026-11-20T00:45:00+01:00", disk, |_| {});
    later.press("htq").press("tq");
    assert_eq!(later.kept(), before);
    assert!(before.iter().any(|fact| matches!(&fact.what, What::Pain(r) if (r.side, r.kind) == (Right, FirstStep))));
}

#[test]
fn before_the_day_begins_home_names_the_day_that_is_lived() {
    let at = |time: &str| House::at(time, Disk::default(), |_| {});
    at("2026-11-22T02:00:00+01:00").shows("Saturday 21 November (night to Sunday)");
    at("2026-11-22T04:00:00+01:00").shows("Sunday 22 November").hides("night");
}
