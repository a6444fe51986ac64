//! Ratings by themselves, from home.

use solemate::domain::body::Feet;
use solemate::domain::body::Side::{Left, Right};
use solemate::domain::record::PainKind::{DayAverage, FirstStep};
use solemate::domain::record::{Fact, Pain, Rating, What};
use solemate::domain::text::Clean;
use solemate::domain::time::stamp;
use solemate::ui::effect::{Leave, Msg};
use solemate::ui::keymap::Scope;

use super::support::house::{Disk, House, keys_in};

const MORNING: &str = "2026-11-20T07:12:00+01:00";

/// Every rating that counts, with its time.
fn kept(house: &House) -> Vec<(String, Rating)> {
    let rating = |fact: Fact| match fact.what {
        What::Pain(rating) => Some((stamp::write(fact.at)?, rating)),
        _ => None,
    };
    house.kept().into_iter().filter_map(rating).collect()
}

fn morning() -> House {
    House::at(MORNING, Disk::default(), |_| {})
}

/// First steps of the left foot.
fn first_step(at: &str, value: u8) -> Fact {
    let value = Pain::try_from(value).unwrap();
    let rating = Rating { side: Left, kind: FirstStep, value, session: None, note: None, place: None };
    Fact::new(stamp::read(at).unwrap(), What::Pain(rating))
}

#[test]
fn the_first_steps_are_kept_in_two_keys_and_home_shows_them() {
    let mut house = morning();
    house.press("f").shows("First steps").press("6");
    assert_eq!(house.ratings(), [(Left, FirstStep, 6)]);
    house.press("2").shows("[6]").shows("[2]").shows("I cut things short because of it.").shows("saved");
    assert_eq!(house.ratings(), [(Left, FirstStep, 6), (Right, FirstStep, 2)]);
    house.press("<enter>");
    assert_eq!(house.scope(), Scope::Home);
    house.shows("First step ").hides("First steps this morning?");
    assert_eq!(kept(&house)[0].0, MORNING);
}

#[test]
fn the_sore_foot_is_asked_about_and_the_other_one_is_a_key_away() {
    let mut house = House::at(MORNING, Disk::default(), |setup| setup.prefs.usual = Feet::Right);
    house.press("f").shows("RIGHT").hides("LEFT").press("5");
    assert_eq!(house.ratings(), [(Right, FirstStep, 5)]);
    house.press("<tab>").shows("LEFT").press("1");
    assert_eq!(house.ratings(), [(Right, FirstStep, 5), (Left, FirstStep, 1)]);
}

#[test]
fn a_slip_of_the_finger_is_put_right_at_once_and_moves_nothing() {
    let mut house = morning();
    house.press("f6<backtab>").wait("10m");
    house.press("4");
    let [(at, rating)] = &kept(&house)[..] else { panic!("one rating") };
    assert_eq!((&**at, rating.value.value()), (MORNING, 4));
    house.press("<backtab><backspace>");
    assert_eq!(house.ratings(), []);
}

#[test]
fn each_kind_has_a_page_of_its_own() {
    let mut house = House::open();
    house.press("f3<right>").shows("[Day's average]").press("4<left>").shows("[First steps]").shows("[3]");
    assert_eq!(house.ratings(), [(Left, FirstStep, 3), (Left, DayAverage, 4)]);
    house
        .press("<left><left><left>")
        .shows("[First steps]")
        .press("<right><right><right><right><right>")
        .shows("[After]");
}

#[test]
fn a_past_time_is_given_in_words_before_or_after_the_numbers() {
    for keys in ["fwyesterday 07:10<enter>62", "f62wyesterday 07:10<enter>"] {
        let mut house = morning();
        house.press(keys).shows("yesterday 07:10").shows("[6]");
        let kept = kept(&house);
        assert_eq!(kept.len(), 2, "{keys}");
        assert!(kept.iter().all(|(at, _)| at == "2026-11-19T07:10:00+01:00"), "{keys}: {kept:?}");
    }
}

#[test]
fn a_time_that_cannot_be_meant_is_refused_with_the_way_out() {
    let mut house = morning();
    house.press("f6wtomorrow<enter>").shows("yesterday 21:00");
    assert_eq!(house.scope(), Scope::When);
    house.press("<c-u>today 23:00<enter>").shows("not come yet").press("<esc>").shows("today 07:12");
    assert_eq!(kept(&house)[0].0, MORNING);
}

#[test]
fn a_place_and_a_note_go_with_the_numbers() {
    let mut house = morning();
    house.press("fpinner heel<enter>").press("6").press("nstairs, both flights<enter>").press("2");
    house.shows("inner heel").shows("stairs, both flights").shows("saved");
    let said: Vec<_> = kept(&house).into_iter().map(|(_, rating)| (rating.place, rating.note)).collect();
    let words = (Some(Clean::visible("inner heel")), Some(Clean::visible("stairs, both flights")));
    assert_eq!(said, [words.clone(), words]);
    house.press("n<end><c-u><enter>");
    assert!(kept(&house).iter().all(|(_, rating)| rating.note.is_none() && rating.place.is_some()));
}

#[test]
fn words_without_a_number_are_not_left_behind_without_a_word() {
    let mut house = morning();
    house.press("fnstiff<enter><enter>").shows("Words go with a number");
    assert_eq!((house.scope(), house.ratings()), (Scope::Rate, vec![]));
    house.press("<enter>");
    assert_eq!((house.scope(), house.ratings()), (Scope::Home, vec![]));
}

#[test]
fn digits_of_a_note_or_a_paste_rate_nothing() {
    let mut house = morning();
    house.press("f").hear(Msg::Paste(Clean::visible("777")));
    house.press("n5 steps, 9 stairs").hear(Msg::Paste(Clean::visible(" 88")));
    assert_eq!(house.ratings(), []);
    house.press("<enter>").shows("5 steps, 9 stairs 88");
}

#[test]
fn d27_a_rating_is_called_saved_only_when_it_is() {
    let mut house = morning();
    house.press("f").hides("saved");
    keys_in("6").into_iter().for_each(|key| house.hear_only(Msg::Key(key)));
    house.shows("saving").hides("saved");
    house.settle();
    house.shows("saved");
    house.disk.full = true;
    house.press("2").shows("Not saved yet");
}

#[test]
fn what_is_being_written_when_the_program_is_ended_is_kept() {
    let mut house = morning();
    house.press("f6nunfinished<c-c>");
    assert_eq!(house.left, Some(Leave::Interrupted));
    let waiting = house.app.last_words(house.now).1;
    let [Fact { what: What::Pain(rating), .. }] = &waiting[..] else { panic!("{waiting:?}") };
    assert_eq!(rating.note, Some(Clean::visible("unfinished")));
}

#[test]
fn several_a_day_are_fine_and_the_earlier_ones_are_told() {
    let mut house = morning();
    house.press("f62<enter>").wait("2h");
    house.press("f").shows("Today already: left 6 at 07:12, right 2 at 07:12. The last counts.").press("3");
    assert_eq!(house.ratings(), [(Left, FirstStep, 6), (Right, FirstStep, 2), (Left, FirstStep, 3)]);
    house.press("<right>").hides("Today already");
}

#[test]
fn of_many_a_day_those_that_count_are_told_in_one_row() {
    let mut house = morning();
    house.press("f62<enter>").wait("1h").press("f73<enter>").wait("1h").press("f51<enter>").wait("1h");
    house.press("f").shows("Today already: left 5 at 09:12, right 1 at 09:12. The last counts.");
}

#[test]
fn whoever_rates_another_day_is_not_told_of_today() {
    let mut house = morning();
    house.press("f6<enter>").wait("2h").press("f").shows("Today already: left 6");
    house.press("wyesterday 21:00<enter>").shows("yesterday 21:00").hides("Today already");
    house.press("wtoday 08:00<enter>").shows("Today already: left 6");
}

#[test]
fn home_names_the_day_of_the_newest_rating_and_the_median_that_the_trends_name() {
    let mut disk = Disk::default();
    for (day, value) in [("14", 6), ("16", 5), ("17", 4), ("18", 4), ("19", 3)] {
        disk.said.push(first_step(&format!("2026-11-{day}T07:00:00+01:00"), value));
    }
    let mut house = House::at("2026-11-20T08:00:00+01:00", disk, |_| {});
    house.shows("yesterday 3").shows("median 4").hides("RIGHT");
    let mut later = Disk::default();
    later.said.push(first_step("2026-11-20T06:00:00+01:00", 6));
    later.said.push(first_step("2026-11-20T06:05:00+01:00", 4));
    House::at("2026-11-20T08:00:00+01:00", later, |_| {}).shows("today 4").hides("median");
}

#[test]
fn c4_what_a_wrong_clock_dated_is_in_no_figure_before_its_day_and_named_in_the_list() {
    let mut disk = Disk::default();
    for (at, value) in [("2099-01-01T07:00:00+01:00", 9), ("1970-01-01T07:00:00+01:00", 8)] {
        disk.said.push(first_step(at, value));
    }
    let mut house = House::at("2026-11-20T08:00:00+01:00", disk, |_| {});
    house.hides("LEFT").shows("First steps this morning? f");
    house.press("h").shows("1 Jan 2099").shows("left foot: 9  in the future").shows("left foot: 8  before 2000");
    assert!(house.screen_at(40, 12).contains("2099") && house.screen_at(40, 12).contains("1970"));
    house.press("q").size = (80, 24);
    house.disk.said.push(first_step("2026-11-19T07:00:00+01:00", 3));
    let mut house = house.killed_and_started("1h");
    house.shows("yesterday 3");
    let mut then = House::at("2099-01-01T08:00:00+01:00", house.disk, |_| {});
    then.shows("today 9");
}

#[test]
fn first_steps_are_offered_once_a_day_in_the_morning_until_they_are_rated_or_put_away() {
    let offer = "First steps this morning? f";
    let mut house = morning();
    house.shows(offer).press("<esc>").hides(offer);
    assert_eq!(house.left, None);
    let again = |house: House, later: &str| house.killed_and_started(later);
    let mut house = again(house, "1h");
    house.hides(offer);
    let mut house = again(house, "24h");
    house.shows(offer).press("f5<enter>").hides(offer);
    let mut house = again(house, "24h");
    house.shows(offer).wait("4h");
    house.hides(offer);
    let mut evening = House::open();
    evening.hides(offer);
    assert_eq!(evening.disk.offered, None, "an offer that was not made is no offer");
    let mut night = House::at("2026-11-20T02:00:00+01:00", Disk::default(), |_| {});
    night.hides(offer);
    // One thing at a time, and first what belongs to this morning.
    let mut first = House::at(MORNING, Disk::default(), |setup| setup.prefs.unasked = true);
    first.shows(offer).hides("First time here").press("<esc>").hides(offer).shows("First time here");
    assert_eq!(first.disk.cues, None, "what was not shown is not put away");
    let mut rated = House::at(MORNING, Disk::default(), |setup| setup.prefs.unasked = true);
    rated.press("f5<enter>").hides(offer).shows("First time here").press("<esc>").hides("First time here");
}

#[test]
fn first_steps_that_were_rated_on_the_command_line_are_not_asked_for() {
    let mut house = morning();
    house.press("f5");
    let mut disk = house.disk;
    disk.offered = None;
    House::at("2026-11-20T08:00:00+01:00", disk, |_| {}).hides("First steps this morning?");
}

#[test]
fn in_the_afternoon_the_time_of_first_steps_is_asked_for() {
    let hint = "Of this morning?";
    let mut house = House::open();
    house.press("f").shows(hint).press("<right>").hides(hint).press("<left>wtoday 07:00<enter>").hides(hint);
    morning().press("f").hides(hint);
}

#[test]
fn what_was_given_for_another_day_never_quietly_becomes_today_s() {
    let mut house = morning();
    // The average of a day is of a day alone.
    house.press("f<right>45wyesterday<enter>");
    assert_eq!(kept(&house).iter().map(|(at, _)| at.as_str()).collect::<Vec<_>>(), ["2026-11-19T20:00:00+01:00"; 2]);

    let mut house = morning();
    house.press("f<right>45wlast week<enter>").shows("write it like").press("<esc>");
    house.shows("That time was not taken: it stays 20 Nov 2026, 07:12.");
    house.press("w<esc>").hides("was not taken");
}

#[test]
fn a_note_of_several_lines_keeps_those_that_are_not_touched() {
    let mut fact = first_step("2026-11-20T07:00:00+01:00", 4);
    if let What::Pain(rating) = &mut fact.what {
        rating.note = Some(Clean::visible_lines("one\ntwo\nthree"));
    }
    let mut house = House::at(MORNING, Disk { said: vec![fact], ..Disk::default() }, |_| {});
    house.press("h<enter>n x<enter>");
    let note = |house: &House| kept(house)[0].1.note.clone().map(|note| note.to_string());
    assert_eq!(note(&house).as_deref(), Some("one\ntwo\nthree x"));
    house.press("n<home>zero <enter>");
    assert_eq!(note(&house).as_deref(), Some("zero one\ntwo\nthree x"));
    house.press("n<end><c-u><enter>");
    assert_eq!(note(&house), None);
}
