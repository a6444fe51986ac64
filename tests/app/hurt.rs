//! That hurt, and pain now in the middle of a session.

use std::time::Duration;

use solemate::domain::body::Side::{Left, Right};
use solemate::domain::body::{Feet, Technique};
use solemate::domain::plan::Choice;
use solemate::domain::record::PainKind::NowDuring;
use solemate::domain::record::{Hurt, Pain, What};
use solemate::domain::routine::{Sides, Step};
use solemate::domain::session::CueKind;
use solemate::domain::text::Clean;
use solemate::domain::time::Seconds;
use solemate::ui::app::Begin;
use solemate::ui::effect::Msg;
use solemate::ui::keymap::Scope;

use super::support::house::{Disk, House, keys_in};
use super::support::live::{routine, span, tempo, timed};

/// Two rounds of a minute for each side, ten seconds into the left one.
fn live() -> House {
    let mut house = House::live(routine([Step { rounds: 2, limit: Some(3), ..timed(60) }]));
    house.wait("15s");
    house
}

fn hurts(house: &House) -> Vec<Hurt> {
    house.sessions()[0].hurts().into_iter().map(|(_, hurt)| hurt).collect()
}

fn at(at: &str, into: &str, round: u32) -> Hurt {
    Hurt { at: span(at), into: span(into), round: Some(round) }
}

/// The word for the phase, which a small window has in plain letters.
fn phase(house: &House) -> String {
    let words = ["GET READY", "OTHER LEG", "LIGHTER", "KNEAD", "HOLD", "DOWN", "UP", "REST"];
    let screen = house.screen_at(40, 12);
    let word = words.into_iter().find(|word| screen.contains(word));
    word.unwrap_or_else(|| panic!("no phase:\n{screen}")).to_owned()
}

#[test]
fn one_key_or_the_middle_button_says_that_it_hurt_and_the_session_goes_on() {
    let mut house = live();
    house.press("h").shows("Lighten up. Sharp or electric? Stop here.").wait("6s").hides("Lighten up");
    house.hear(Msg::MiddleClick);
    house.shows("Lighten up").wait("10m").press("<enter>");
    assert_eq!(house.heard.iter().filter(|kind| **kind == CueKind::ThatHurt).count(), 2);
    assert_eq!(hurts(&house), [at("15s", "10s", 1), at("21s", "16s", 1)]);
    assert_eq!(house.sessions()[0].paused, Duration::ZERO, "nothing was asked");
}

#[test]
fn before_any_work_there_is_nothing_to_note_and_a_word_says_so() {
    let mut house = House::live(routine([timed(60)]));
    house.wait("2s").press("h").shows("Nothing has begun yet. 0 to 9 keeps pain now.");
    house.press("h").wait("3m").press("<enter>");
    assert_eq!(hurts(&house), []);
    assert!(!house.heard.contains(&CueKind::Skipped));
}

#[test]
fn a_second_press_within_five_seconds_skips_what_hurts() {
    for (pause, skips) in [("0.1s", true), ("4.9s", true), ("5.1s", false)] {
        let mut house = live();
        house.press("h").wait(pause).press("h");
        assert_eq!(house.heard.contains(&CueKind::Skipped), skips, "after {pause}");
    }
    let mut house = live();
    house.press("hh").shows("Skipped. Back takes it back.").press("b");
    assert_eq!(house.clock(), span("50s"));
    house.press("qq");
    assert_eq!(hurts(&house), [at("15s", "10s", 1)], "back takes the skip back and not the mark");
}

#[test]
fn a_third_press_marks_nothing_and_skips_nothing() {
    let mut house = live();
    house.press("hhh");
    assert_eq!(house.heard.iter().filter(|kind| **kind == CueKind::Skipped).count(), 1);
    house.press("qq");
    assert_eq!(hurts(&house), [at("15s", "10s", 1)]);
    let mut house = live();
    house.press("hhbh");
    assert_eq!(
        house.heard.iter().filter(|kind| **kind == CueKind::Skipped).count(),
        1,
        "after going back it is a mark"
    );
}

#[test]
fn what_hurt_survives_a_kill() {
    let mut house = live();
    house.press("h");
    let mut house = house.killed_and_started("1m");
    house.press("g ").wait("2s").press("qq");
    assert_eq!(hurts(&house), [at("15s", "10s", 1)]);

    let mut house = live();
    house.press("h");
    let mut house = house.killed_and_started("1m");
    house.press("k");
    assert_eq!(hurts(&house), [at("15s", "10s", 1)], "closed without going on");
}

#[test]
fn what_hurt_stands_after_the_session_and_in_its_record() {
    let mut house = live();
    house.wait("50s").wait("30s").press("h").wait("1m").wait("20s").press("hqq");
    house.shows("left  that hurt 1: knead, round 2, at 0:40");
    house.shows("right that hurt 1: knead, round 1, at 0:25");
    house.press("<enter>h<enter>").shows("left  that hurt 1: knead, round 2, at 0:40");
}

#[test]
fn a_mark_between_two_steps_is_for_the_hands_work_before() {
    let mut house = live();
    house.wait("52s").press("h").shows("Noted for before.").press("h");
    assert_eq!(house.clock(), span("3s"), "there is nothing to skip");
    house.press("qq");
    assert_eq!(hurts(&house), [at("67s", "60s", 1)]);
}

#[test]
fn a_number_rates_the_side_that_is_worked() {
    let mut house = live();
    house.press("1").shows("Saved: left 1, faint. Go on.");
    assert_eq!(house.ratings(), [(Left, NowDuring, 1)]);
    house.wait("62s").press("3").shows("right 3, nagging. Fine if it settles.");
    assert_eq!(house.ratings(), [(Left, NowDuring, 1), (Right, NowDuring, 3)]);
    assert_eq!(house.scope(), Scope::Session);
    let session = house.app.last_words(house.now).0.unwrap().session;
    for fact in house.kept() {
        assert!(matches!(fact.what, What::Pain(rating) if rating.session == Some(session)));
    }
}

#[test]
fn the_light_says_what_a_number_means() {
    for (key, means) in [
        ("0", "left 0, none. Go on."),
        ("2", "left 2, mild. Go on."),
        ("3", "left 3, nagging. Fine if it settles."),
        ("4", "left 4, clear. That is above the 3 of this step."),
        ("6", "left 6, strong. That is above 5. Stop: skip this step"),
        ("x", "left 10, worst. That is above 5."),
    ] {
        live().press(key).shows(means);
    }
}

#[test]
fn another_number_within_five_seconds_corrects_it() {
    let mut house = live();
    house.press("4").wait("4.9s").press("6");
    assert_eq!((house.ratings(), house.disk.said.len()), (vec![(Left, NowDuring, 6)], 2));
    house.wait("5.1s").press("2");
    assert_eq!(house.ratings(), [(Left, NowDuring, 6), (Left, NowDuring, 2)], "later it is another one");
}

#[test]
fn between_two_sides_a_number_is_for_the_side_just_left_and_the_screen_says_so() {
    for (wait, side, says) in [
        ("49s", Left, "Saved: left 4, clear. That is"),
        ("51s", Left, "Saved: left 4, clear. For the side before. o for the other side."),
        ("54s", Left, "Saved: left 4, clear. For the side before. o for the other side."),
        ("55.3s", Left, "Saved: left 4, clear. For the side before. o for the other side."),
        ("57s", Right, "Saved: right 4, clear. That is"),
    ] {
        let mut house = live();
        house.wait(wait).press("4").shows(says);
        assert_eq!(house.ratings(), [(side, NowDuring, 4)], "{wait} later");
    }
}

#[test]
fn after_work_on_both_sides_there_is_no_side_before() {
    let steps = [Step { sides: Sides::Both, ..timed(20) }, timed(60)];
    let mut house = House::with(Disk::default(), |setup| {
        setup.begin = Begin::Routine(Box::new(routine(steps)));
        setup.prefs.check = false;
        setup.prefs.choice = Choice { sore: Feet::Left, ..Choice::default() };
    });
    house.wait("26s").press("4").shows("Saved: left 4, clear.").hides("For the side before");
    assert_eq!(house.ratings(), [(Left, NowDuring, 4)]);
}

#[test]
fn one_key_gives_the_number_to_the_other_side_and_back() {
    for key in ["o", "<tab>"] {
        let mut house = live();
        house.wait("51s").press("4").press(key).shows("Saved: right 4, clear, not left.");
        assert_eq!(house.ratings(), [(Right, NowDuring, 4)]);
        house.press("5").shows("Saved: right 5, limiting, not left.");
        assert_eq!(house.ratings(), [(Right, NowDuring, 5)], "a number at once corrects it where it is now");
        house.wait("19s").press(key).shows("Saved: left 5, limiting, not right.");
        assert_eq!(house.ratings(), [(Left, NowDuring, 5)]);
        assert_eq!(house.kept().iter().filter(|fact| matches!(fact.what, What::Pain(_))).count(), 1, "one fact");
        assert!(!house.heard.contains(&CueKind::Paused));
    }
}

#[test]
fn without_a_number_of_a_moment_ago_the_key_for_the_other_side_is_like_any_other() {
    let mut house = live();
    house.press("4").wait("20.1s").press("o").shows("Any key goes on.");
    assert_eq!(house.ratings(), [(Left, NowDuring, 4)]);
}

#[test]
fn in_the_smallest_window_what_is_said_leaves_side_clock_and_phase_and_the_cue() {
    for (key, cue) in [("3", true), ("h", true), ("k", true), ("4", false), ("6", false)] {
        let mut house = live();
        house.size = (40, 12);
        // What is too much is said in the place of the phase, to be read from afar.
        let phase = if ["h", "4", "6"].contains(&key) { "LIGHTER" } else { "KNEAD" };
        house.press(key).shows("L E F T").shows(phase);
        let stays = house.screen().lines().any(|line| line.starts_with(" knead"));
        assert_eq!(stays, cue, "after {key}:\n{}", house.screen());
    }
}

#[test]
fn together_the_sore_foot_is_rated_or_both() {
    for (sore, rated) in [(Feet::Right, vec![Right]), (Feet::Both, vec![Left, Right])] {
        let together = routine([Step { sides: Sides::Both, ..timed(60) }]);
        let mut house = House::with(Disk::default(), |setup| {
            setup.begin = Begin::Routine(Box::new(together));
            setup.prefs.check = false;
            setup.prefs.choice = Choice { sore, ..Choice::default() };
        });
        house.wait("15s").press("45");
        let sides: Vec<_> = house.ratings().iter().map(|(side, _, value)| (*side, *value)).collect();
        assert_eq!(sides, rated.iter().map(|side| (*side, 5)).collect::<Vec<_>>());
    }
}

#[test]
fn d27_a_number_is_said_to_be_saved_only_once_it_is() {
    let mut house = live();
    house.hear_only(Msg::Key(keys_in("4")[0]));
    house.hides("Saved").shows("Saving: left 4");
    house.settle();
    house.shows("Saved: left 4").hides("Saving");
    house.disk.full = true;
    house.wait("10s").press("4").shows("Not saved yet");
}

#[test]
fn t20_a_paste_rates_nothing_in_a_session() {
    let mut house = live();
    house.hear(Msg::Paste(solemate::domain::text::Clean::visible("7h")));
    assert_eq!(house.ratings(), []);
    assert!(!house.heard.contains(&CueKind::ThatHurt));
}

#[test]
fn what_a_strong_rating_asks_for_is_not_said_to_the_other_leg() {
    let mut house = live();
    house.wait("47s").press("7").shows("left 7, severe").shows("Stop: skip this step");
    house.wait("4s").shows("left 7, severe").hides("Stop: skip this step");
}

#[test]
fn a_number_above_what_the_work_allows_is_heard_as_what_hurts_is_and_stands_at_the_end() {
    let mut house = live();
    house.wait("20s").press("2");
    assert!(!house.heard.iter().any(is_of_a_number));
    house.wait("10s").press("4").wait("6s").press("7");
    let heard: Vec<_> = house.heard.iter().copied().filter(is_of_a_number).collect();
    let pain = |value: u8| Pain::try_from(value).unwrap();
    assert_eq!(heard, [CueKind::AboveLimit(pain(4)), CueKind::TooMuch(pain(7))]);
    assert!(!house.heard.contains(&CueKind::ThatHurt), "nothing is marked");
    house.wait("10s").press("1").press("qq").shows("at most 7 during");
}

/// Whether a number for the pain is heard.
fn is_of_a_number(kind: &CueKind) -> bool {
    matches!(kind, CueKind::AboveLimit(_) | CueKind::TooMuch(_) | CueKind::Noted)
}

#[test]
fn what_is_too_much_for_the_side_before_is_heard_as_a_tone_and_asks_nothing_of_the_other_one() {
    let mut house = live();
    house.wait("51s").press("9");
    house.shows("Saved: left 9, extreme. For the side before. Sharp or electric?").shows("Stop here.");
    house.shows("o for the other side.").hides("Lighten up").shows("OTHER LEG");
    let heard: Vec<_> = house.heard.iter().copied().filter(is_of_a_number).collect();
    assert_eq!(heard, [CueKind::Noted]);
    let mut house = live();
    house.wait("51s").press("4").shows("That was above the 3 of that step.").hides("Lighten up");
}

#[test]
fn before_any_work_a_number_is_of_the_side_that_is_shown_and_nothing_is_to_be_made_lighter() {
    for settles_first in [false, true] {
        let settle = Step { technique: Some(Technique::Settle), sides: Sides::Both, ..timed(20) };
        let steps = [settle, Step { limit: Some(3), ..timed(60) }];
        let steps: Vec<_> = steps.into_iter().skip(usize::from(!settles_first)).collect();
        let mut house = House::live(routine(steps));
        house.wait(if settles_first { "27s" } else { "2s" });
        house.press("4").shows("left 4, clear. That is above the 3 of this step. Begin");
        assert_eq!(phase(&house), "GET READY");
        house.press("7").shows("That is above 5. Stop: skip this step");
        assert_eq!(phase(&house), "GET READY");
        assert_eq!(house.ratings(), [(Left, NowDuring, 7)], "after settling down: {settles_first}");
        let heard: Vec<_> = house.heard.iter().copied().filter(is_of_a_number).collect();
        assert_eq!(heard, [CueKind::Noted; 2]);
        house.press("h").shows("Nothing has begun yet.");
    }
}

#[test]
fn once_one_has_settled_down_a_number_is_no_longer_of_the_work_before() {
    let settle = Step { technique: Some(Technique::Settle), sides: Sides::Both, ..timed(20) };
    let mut house = House::live(routine([timed(60), settle, timed(60)]));
    house.wait("2m").wait("37s");
    assert_eq!(phase(&house), "GET READY");
    house.press("4").hides("before");
    assert_eq!(house.ratings(), [(Left, NowDuring, 4)]);
    house.wait("30s").press("h").press("qq");
    assert_eq!(hurts(&house).len(), 1);
}

#[test]
fn a_number_for_another_step_on_the_same_side_says_that_it_is_of_the_step_before() {
    let on_the_left = |seconds| Step { sides: Sides::Left, limit: Some(3), ..timed(seconds) };
    let mut house = House::live(routine([on_the_left(60), on_the_left(50)]));
    house.wait("67s").press("4").shows("left 4, clear. For the step before.");
    assert_ne!(phase(&house), "LIGHTER");
}

#[test]
fn where_hardly_a_gap_leads_to_the_other_side_a_number_is_of_the_side_before_for_three_seconds() {
    for (prep, since, side) in
        [(0, "2.9s", Left), (0, "3.1s", Right), (1, "2.9s", Left), (1, "3.1s", Right), (5, "5.6s", Right)]
    {
        let mut house = House::live(routine([Step { prep: Seconds(prep), ..timed(60) }]));
        house.wait(&format!("{prep}s")).wait("1m").wait(since).press("3");
        assert_eq!(house.ratings(), [(side, NowDuring, 3)], "{since} after the left side, with a gap of {prep} s");
    }
}

#[test]
fn what_hurt_at_the_end_of_a_part_asks_nothing_of_the_next_one() {
    let mut house = live();
    house.wait("48s").press("h").shows("h again skips it.");
    assert_eq!(phase(&house), "LIGHTER");
    house.wait("3s").hides("again skips").shows("Noted for before.");
    assert_ne!(phase(&house), "LIGHTER");
    house.press("h").shows("Noted already, for before.").press("qq");
    assert_eq!(hurts(&house), [at("63s", "58s", 1)]);
}

#[test]
fn a_second_mark_in_the_first_moment_of_new_work_is_about_that() {
    let at_once = |name: &str| Step { name: Clean::visible(name), prep: Seconds(0), sides: Sides::Left, ..timed(60) };
    let mut house = House::live(routine([at_once("one"), at_once("two")]));
    house.wait("59s").press("h").wait("1.3s").press("h").press("qq");
    let steps: Vec<_> =
        house.sessions()[0].hurts().into_iter().map(|(step, _)| step.name.as_str().to_owned()).collect();
    assert_eq!(steps, ["one", "two"]);
}

#[test]
fn less_pressure_is_asked_for_until_the_next_way_of_a_heel_that_rises() {
    let mut house = House::live(routine([tempo(3, [3, 2, 3])]));
    house.wait("6s").press("h");
    assert_eq!(phase(&house), "LIGHTER");
    house.wait("2.5s");
    assert_eq!(phase(&house), "HOLD");
}
