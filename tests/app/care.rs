//! Home by the plan: what is suggested, why, and how firm.

use std::time::Duration;

use chrono::NaiveDate;
use solemate::domain::body::{Side, Technique};
use solemate::domain::care::{Entry, Why};
use solemate::domain::health::{Answer, Profile, Question};
use solemate::domain::plan::Level;
use solemate::domain::record::{Ending, Fact, Pain, PainKind, Rating, SessionRecord, StepRecord, What};
use solemate::domain::routine::RoutineId;
use solemate::domain::text::Clean;
use solemate::ui::effect::{Msg, Planned};
use solemate::ui::keymap::Scope;

use super::support::house::{Disk, House};
use super::support::live::wall;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

pub(super) fn session(routine: &str, technique: Technique, at: &str) -> Fact {
    let minutes = Duration::from_secs(300);
    let step = StepRecord {
        name: Clean::visible("A step"),
        technique: Some(technique),
        side: None,
        planned: minutes,
        done: minutes,
        skipped: false,
        hurts: Vec::new(),
    };
    let record = SessionRecord {
        routine: RoutineId::new(routine).unwrap(),
        name: Clean::visible(routine),
        started: wall(at),
        ending: Ending::Finished,
        planned: minutes,
        lived: minutes,
        paused: Duration::ZERO,
        fitted: None,
        steps: vec![step],
    };
    Fact::new(wall(at), What::Session(record))
}

fn rating(kind: PainKind, value: u8, at: &str) -> Fact {
    let value = Pain::try_from(value).unwrap();
    let rating = Rating { side: Side::Left, kind, value, session: None, note: None, place: None };
    Fact::new(wall(at), What::Pain(rating))
}

/// Level 1 since ten days, with a session on each of eight evenings.
fn ready_for_level_2() -> Disk {
    let mut disk =
        Disk { levels: vec![Entry { day: day(10), level: Level::Light, why: Why::Start }], ..Disk::default() };
    for day in 11..19 {
        let at = format!("2026-11-{day}T21:00:00+01:00");
        disk.said.push(session("calf-classic", Technique::Kneading, &at));
    }
    disk.said.push(rating(PainKind::FirstStep, 2, "2026-11-20T07:00:00+01:00"));
    disk
}

fn by_plan(disk: Disk) -> House {
    House::with(disk, |setup| setup.prefs.by_plan = true)
}

#[test]
fn home_says_what_is_next_and_why_and_enter_starts_it() {
    let mut disk = Disk::default();
    for day in 14..=20 {
        disk.said.push(rating(PainKind::FirstStep, 3, &format!("2026-11-{day}T07:00:00+01:00")));
    }
    disk.said.push(session("full-session", Technique::CrossFriction, "2026-11-19T21:00:00+01:00"));
    let mut house = House::with(disk, |_| {});
    house.shows("Tonight   Calf Classic   13:20").shows("Yesterday was friction, this morning was as usual.");
    house.shows("Or Ten by Ten, 5 min: if time is short.");
    // Another one that is marked is shown by itself, and the way back leads to what is suggested.
    house.press("j").hides("Tonight").shows("The toe pull of the trials").press("k").shows("Tonight");
    house.press("<enter>").shows("Is any of this so today?");
}

#[test]
fn a_session_that_was_done_moves_the_day_on() {
    let mut house = House::open();
    house.shows("Tonight   Calf Classic").press("<enter><enter><enter>").wait("30m").press("<enter>");
    assert_eq!(house.scope(), Scope::Home);
    house.hides("Calf Classic   13:20").shows("Tonight   Ten by Ten").shows("0 of 3 stretches done");
}

#[test]
fn pain_that_is_strong_asks_for_something_gentle_at_once() {
    let mut house = by_plan(Disk::default());
    house.press("f").press("7<enter>");
    house.shows("Tonight   Gentle Day").shows("This morning was 7.").shows("Or Cold Bottle Roll, 11 min: it cools.");
}

#[test]
fn a_firmer_level_is_offered_once_and_taken_on_a_yes() {
    let mut house = by_plan(ready_for_level_2());
    house.shows("Level 2 is open to you: y goes up, Esc stays where you are");
    house.press("y").hides("is open to you").shows("From now on level 2, medium.");
    let whys: Vec<Why> = house.disk.levels.iter().map(|entry| entry.why).collect();
    assert_eq!(whys, [Why::Start, Why::Asked, Why::Yes]);
    assert_eq!(house.disk.levels[2], Entry { day: day(20), level: Level::Medium, why: Why::Yes });
    // The level is that of the next session: its limit is 4.
    house.press("<enter><enter><enter>").wait("90s");
    house.size = (100, 30);
    house.shows("never above 4");
}

#[test]
fn a_no_is_kept_and_not_asked_again_before_a_week_is_over() {
    let mut house = by_plan(ready_for_level_2());
    house.press("<esc>").hides("is open to you").press("y").hides("From now on");
    assert_eq!(house.disk.levels.last().unwrap().why, Why::No);
    let mut house = house.killed_and_started("144h");
    assert!(!house.screen().contains("is open to you"), "{house:?}");
    house.disk.said.push(session("calf-classic", Technique::Kneading, "2026-11-26T20:00:00+01:00"));
    house.disk.said.push(rating(PainKind::FirstStep, 2, "2026-11-26T07:00:00+01:00"));
    let house = house.killed_and_started("26h");
    assert!(house.screen().contains("Level 2 is open to you"), "{house:?}");
    assert_eq!(house.disk.levels.iter().filter(|entry| entry.why == Why::Asked).count(), 2);
}

#[test]
fn an_offer_that_was_only_seen_is_no_nagging_either() {
    let house = by_plan(ready_for_level_2());
    let house = house.killed_and_started("1h");
    assert!(!house.screen().contains("is open to you"), "{house:?}");
}

#[test]
fn a_drop_is_written_down_once_and_holds_in_the_next_session() {
    let mut disk =
        Disk { levels: vec![Entry { day: day(10), level: Level::Medium, why: Why::Start }], ..Disk::default() };
    disk.said.push(session("calf-classic", Technique::Kneading, "2026-11-18T21:00:00+01:00"));
    disk.said.push(rating(PainKind::NowDuring, 7, "2026-11-18T21:05:00+01:00"));
    let house = by_plan(disk).killed_and_started("1s");
    let expected = Entry { day: day(18), level: Level::Light, why: Why::Red };
    assert_eq!(house.disk.levels[1..], [expected]);
    let mut house = by_plan(house.disk);
    house.press("<enter><enter><enter>").wait("90s");
    house.size = (100, 30);
    house.shows("never above 2");
}

#[test]
fn the_suggestion_fits_every_window() {
    let house = by_plan(ready_for_level_2());
    for (columns, rows) in [(40, 12), (60, 20), (80, 24), (120, 40), (200, 60)] {
        let screen = house.screen_at(columns, rows);
        assert!(screen.contains("Tonight   "), "{columns}x{rows}\n{screen}");
        assert!(screen.contains("Level 2"), "{columns}x{rows}\n{screen}");
    }
}

#[test]
fn a_firmer_level_waits_for_a_rating_for_an_ordinary_day_and_for_the_health_questions() {
    let open = "is open to you";
    let mut unrated = ready_for_level_2();
    unrated.said.pop();
    assert!(!by_plan(unrated.clone()).screen().contains(open), "nothing is known of the week");
    unrated.said.push(rating(PainKind::FirstStep, 5, "2026-11-19T07:00:00+01:00"));
    assert!(!by_plan(unrated).screen().contains(open), "a night makes nobody ready");
    for key in ["R", "T", "F"] {
        let mut marked = by_plan(Disk { levels: Vec::new(), ..ready_for_level_2() });
        marked.press(key);
        let disk = Disk { levels: ready_for_level_2().levels, ..marked.disk };
        assert!(!by_plan(disk).screen().contains(open), "{key}");
    }
    let asked = "2026-08-01".parse().unwrap();
    let health = Some(Profile::default().with_no_to_the_rest(asked));
    let mut old = by_plan(Disk { health, ..ready_for_level_2() });
    old.shows("Three months on").hides(open).press("<esc>").shows(open);
    let whys: Vec<Why> = old.disk.levels.iter().map(|entry| entry.why).collect();
    assert_eq!(whys, [Why::Start, Why::Asked], "asked when it is seen");
}

#[test]
fn after_a_gap_a_session_comes_before_a_firmer_level() {
    let mut disk = ready_for_level_2();
    disk.said.push(rating(PainKind::FirstStep, 1, "2026-12-10T07:00:00+01:00"));
    let mut house = House::at("2026-12-10T20:30:00+01:00", disk, |setup| setup.prefs.by_plan = true);
    house.hides("is open to you");
    house.disk.said.push(session("calf-classic", Technique::Kneading, "2026-12-10T20:00:00+01:00"));
    assert!(house.killed_and_started("1h").screen().contains("Level 2 is open to you"));
}

#[test]
fn pain_is_said_to_be_when_it_was_rated() {
    let says = |kind, at: &str| {
        let disk = Disk { said: vec![rating(kind, 4, at)], ..Disk::default() };
        by_plan(disk).screen()
    };
    let said = says(PainKind::FirstStep, "2026-11-20T07:00:00+01:00");
    assert!(said.contains("This morning was 4.") && !said.contains("4 now"), "{said}");
    let said = says(PainKind::NowBefore, "2026-11-20T13:05:00+01:00");
    assert!(said.contains("Pain was 4 at 13:05."), "{said}");
    let said = says(PainKind::NowBefore, "2026-11-20T20:10:00+01:00");
    assert!(said.contains("Pain is 4 now."), "{said}");
}

#[test]
fn strong_painkillers_are_one_level_lighter_once_and_everywhere() {
    let level = |number| vec![Entry { day: day(10), level: Level::numbered(number).unwrap(), why: Why::Start }];
    for (number, limit) in [(3, 4), (2, 2), (1, 1)] {
        let mut health = Profile::default().with_no_to_the_rest(day(20));
        health.set(Question::Painkillers, Some(Answer::Since(day(20))));
        let mut house = by_plan(Disk { levels: level(number), health: Some(health), ..Disk::default() });
        house.size = (100, 30);
        house.press("/calf classic<enter><enter><enter>").wait("90s");
        house.shows(&format!("never above {limit}"));
    }
}

#[test]
fn home_takes_in_what_happened_to_the_level_elsewhere() {
    let mut disk =
        Disk { levels: vec![Entry { day: day(19), level: Level::Light, why: Why::Start }], ..Disk::default() };
    disk.said.push(session("calf-classic", Technique::Kneading, "2026-11-19T21:00:00+01:00"));
    let mut house = by_plan(disk);
    let ledger = Some([&house.disk.levels[..], &[Entry { day: day(20), level: Level::Firm, why: Why::Yes }]].concat());
    let planned = Planned { plan: house.disk.care.plan.clone(), eased: None, health: None, ledger, word: None };
    house.hear(Msg::Planned(Box::new(planned), Vec::new()));
    // What is rated from here on takes down the level that holds, and not the one from before.
    house.disk.said.push(rating(PainKind::NowDuring, 8, "2026-11-20T20:00:00+01:00"));
    let recent = house.disk.said.clone();
    house.hear(Msg::Recent(recent, None));
    assert_eq!(house.disk.levels.last(), Some(&Entry { day: day(20), level: Level::Medium, why: Why::Red }));
}
