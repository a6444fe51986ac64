//! A session under way.

use std::time::Duration;

use solemate::domain::body::{Technique, Zone};
use solemate::domain::hearing::Hearing;
use solemate::domain::record::Ending;
use solemate::domain::routine::Step;
use solemate::domain::session::{CueKind, Input, Standing};
use solemate::domain::text::Clean;
use solemate::ui::app::Begin;
use solemate::ui::effect::Msg;
use solemate::ui::keymap::Scope;

use solemate::store::library::Library;

use super::support::house::{Disk, House};
use super::support::live::{routine, span, timed, waiting};

/// A minute for each side, ten seconds into the left one.
fn live() -> House {
    let mut house = House::live(routine([timed(60)]));
    house.wait("15s");
    house
}

fn is_paused(house: &House) -> bool {
    house.app.next_wake().is_none()
}

#[test]
fn c13_what_just_began_is_spared_by_a_key_and_skipped_by_a_caller() {
    let at = |house: &House| house.app.session().unwrap().at();
    let after_the_left_one = |wait: &str| {
        let mut house = live();
        house.wait("50s").wait(wait);
        house
    };
    let change = at(&after_the_left_one("0s"));
    for (wait, by_key) in [("100ms", 0), ("499ms", 0), ("600ms", 1)] {
        let mut house = after_the_left_one(wait);
        house.press("nn");
        assert_eq!(at(&house) - change, by_key, "{wait}");
        let mut house = after_the_left_one(wait);
        house.hear(Msg::Told(Input::Skip));
        assert_eq!(at(&house) - change, 1, "{wait}");
    }
    let mut house = live();
    house.wait("49.9s").pass(span("200ms"));
    house.hear(Msg::Told(Input::Skip));
    assert_eq!(at(&house), change, "who called before anybody saw it end meant what ended");
}

#[test]
fn any_key_without_a_name_and_a_click_pause_and_go_on() {
    for key in [" ", "z", "Z", "<f5>", "<enter>", "<tab>", "<up>", "ü", "<c-k>"] {
        let mut house = live();
        house.press(key);
        assert!(is_paused(&house), "{key}");
        house.shows("Any key goes on.").wait("1h");
        assert_eq!(house.clock(), span("50s"), "{key}");
        house.press(key);
        assert!(!is_paused(&house), "{key}");
        house.wait("3m");
        assert_eq!(house.sessions()[0].paused, Duration::from_secs(3600), "{key}");
    }
    let mut house = live();
    house.hear(Msg::Point(40, 12));
    assert!(is_paused(&house));
    house.hear(Msg::Point(40, 12));
    assert!(!is_paused(&house));
}

#[test]
fn a_skip_wants_its_second_press_within_two_seconds() {
    for (pause, skips) in [("0.1s", true), ("1.9s", true), ("2.1s", false), ("30s", false)] {
        let mut house = live();
        house.press("n").shows("Once more to skip").wait(pause).press("n");
        assert_eq!(house.heard.contains(&CueKind::Skipped), skips, "after {pause}");
    }
    let mut house = live();
    house.press("n").wait("2.1s").hides("Once more");
    house.press("nq");
    assert!(!house.heard.contains(&CueKind::Skipped), "another key is no second press");
    assert_eq!(house.scope(), Scope::Session);
}

#[test]
fn an_end_wants_its_second_press_within_two_seconds() {
    for (keys, pause, ends) in [(["q", "q"], "1.9s", true), (["<esc>", "q"], "1s", true), (["q", "q"], "2.1s", false)] {
        let mut house = live();
        house.press(keys[0]).shows("Once more to end").wait(pause).press(keys[1]);
        assert_eq!(house.scope() == Scope::After, ends, "{keys:?} {pause}");
    }
    let mut house = live();
    house.press("qnq");
    assert_eq!(house.scope(), Scope::Session);
}

#[test]
fn ended_early_keeps_exactly_what_was_done() {
    let mut house = live();
    house.press("qq");
    let [done] = &house.sessions()[..] else { panic!("one session") };
    assert_eq!((done.ending, done.lived), (Ending::Early, Duration::from_secs(15)));
    assert_eq!(done.steps[0].done, Duration::from_secs(10));
}

#[test]
fn a_session_of_no_length_leaves_no_record() {
    let mut house = House::live(routine([timed(60)]));
    house.press("qq");
    assert_eq!((house.scope(), house.disk.said.len(), house.disk.checkpoint.is_none()), (Scope::After, 0, true));
    house.press("<enter>");
    assert_eq!(house.scope(), Scope::Home);
}

#[test]
fn back_takes_a_skip_back() {
    let mut house = live();
    house.press("nn").wait("2s").press("b");
    assert_eq!(house.clock(), span("50s"));
    house.wait("4m");
    assert_eq!(house.sessions()[0].steps[0].done, Duration::from_secs(60));
}

#[test]
fn help_lies_over_a_session_that_goes_on() {
    let mut house = live();
    house.press("?").shows("Keys here").wait("10s");
    house.hear(Msg::Point(40, 12));
    house.press("?");
    assert!(!is_paused(&house));
    assert_eq!(house.clock(), span("40s"));
}

#[test]
fn t10_the_shell_gets_a_session_that_is_paused() {
    let mut house = live();
    house.press("<c-z>");
    assert_eq!(house.suspended, 1);
    assert!(is_paused(&house));
    let kept = house.disk.checkpoint.clone().expect("a checkpoint");
    assert_eq!(kept.progress.elapsed, Duration::from_secs(10), "kept before the shell has the terminal");
    house.hear(Msg::Suspend);
    assert_eq!(house.suspended, 2);
}

#[test]
fn c1_a_closed_lid_is_paused_for_and_not_lived() {
    let mut house = live();
    house.hear(Msg::Away(Duration::from_secs(3600)));
    house.shows("away for 60 minutes").wait("5s");
    assert!(is_paused(&house));
    house.press(" ").wait("3m");
    let done = &house.sessions()[0];
    assert_eq!((done.lived, done.paused), (done.planned, Duration::from_secs(3605)));

    let mut house = live();
    house.pass(Duration::from_secs(600));
    house.hear(Msg::Tick);
    house.wait("5s");
    assert!(is_paused(&house), "a clock that leapt means the same");
}

#[test]
fn near_and_far_are_two_looks_at_one_session() {
    let mut house = live();
    let far = house.screen();
    house.press("v");
    assert_eq!((house.clock(), is_paused(&house)), (span("50s"), false));
    house.press("v");
    assert_eq!(house.screen(), far);
}

#[test]
fn where_a_session_stands_is_never_older_than_ten_seconds() {
    let mut house = House::live(routine([timed(600)]));
    for _ in 0..120 {
        house.wait("1s");
        let kept = house.disk.checkpoint.clone().expect("a checkpoint");
        assert!((house.now.wall - kept.saved).num_seconds() <= 10);
    }
}

#[test]
fn a_step_that_waits_goes_on_with_any_key() {
    let mut house = House::live(routine([waiting(), timed(10)]));
    house.wait("40s").shows("Any key goes on, when you are ready.").press("<enter>").wait("1s");
    assert_eq!(house.clock(), span("4s"));
}

#[test]
fn trouble_that_can_wait_does_not_stop_a_session() {
    let mut house = live();
    house.hear(Msg::Trouble(Clean::visible("cannot write running.json")));
    house.wait("3m");
    assert_eq!(house.sessions().len(), 1);
}

#[test]
fn one_key_says_how_much_is_heard_and_asks_for_it() {
    let mut house = House::live(routine([timed(60)]));
    for (hearing, words) in [
        (Hearing::Tones, "Tones only, no voice."),
        (Hearing::Silent, "Silent: no tones, no voice."),
        (Hearing::All, "Tones and voice."),
    ] {
        house.press("m").shows(words);
        assert_eq!(house.hearing, hearing);
    }
    house.wait("10s").press("m").press("m");
    house.shows("Silent").hides("Tones only");
    assert_ne!(house.clock(), std::time::Duration::ZERO, "the session goes on");
    // Another answer that still stands does not hide this one, and this one hides no keys of the next screen.
    house.press("7").shows("Saved: left 7").press("m").shows("Tones and voice.");
    house.press("qq").shows("Pain now").hides("Tones and voice.");
}

#[test]
fn a_notice_leaves_what_comes_next_and_the_keys_in_sight_and_goes_by_itself() {
    let text = "config.toml, line 3: `motion` cannot be \"sideways\": write smooth, calm or still. The usual counts until then.";
    let mut house = House::with(Disk::default(), |setup| {
        setup.begin = Begin::Routine(Box::new(routine([timed(60)])));
        setup.prefs.check = false;
        setup.notices = vec![Clean::visible(text)];
    });
    let large = house.screen_at(120, 40);
    assert!(
        ["sideways", "until then.", "space pause", "left in all"].iter().all(|text| large.contains(text)),
        "{large}"
    );
    house.shows("sideways").shows("left in all").shows("space pause").wait("7s").shows("sideways");
    house.wait("2s").hides("sideways").shows("space pause").shows("left in all");
}

#[test]
fn after_work_on_one_side_the_other_foot_is_not_asked_about_unless_it_was_before() {
    let ended = |ratings: &str| {
        let mut house = House::with(Disk::default(), |setup| {
            setup.begin = Begin::Routine(Box::new(routine([timed(60)])));
        });
        house.press("<enter>").press("ss").shows("RIGHT FOOT").press(ratings).press("<enter>").wait("20s").press("qq");
        house.shows("Ended early.").shows("LEFT FOOT");
        house
    };
    ended("").hides("RIGHT FOOT");
    ended("53").shows("RIGHT FOOT");
}

/// At work on the longest instruction of the shipped routines that has a care, in the near view.
fn near() -> (House, Vec<String>) {
    let routine = Library::new(None).load("calf-classic").unwrap();
    let knead = routine.steps.iter().find(|step| step.care.as_deref().is_some_and(|care| care.contains("behind")));
    let knead = knead.unwrap().clone();
    let words =
        |text: &Option<Clean>| text.as_deref().unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    let mut care: Vec<String> = words(&knead.care);
    care.extend::<Vec<String>>(words(&knead.how));
    let mut house = House::live(super::support::live::routine([knead]));
    house.wait("8s").press("v");
    (house, care)
}

#[test]
fn near_shows_the_whole_instruction_wherever_it_has_room_and_what_to_take_care_of_first() {
    let (house, all) = near();
    for (columns, rows) in
        [(60, 12), (60, 15), (60, 18), (60, 24), (40, 24), (45, 40), (80, 16), (80, 24), (66, 17), (120, 40)]
    {
        let screen = house.screen_at(columns, rows);
        let missing: Vec<_> = all.iter().filter(|word| !screen.contains(word.as_str())).collect();
        assert!(missing.is_empty(), "{columns}x{rows} lacks {missing:?}:\n{screen}");
    }
    let screen = house.screen_at(40, 12);
    assert!(screen.contains("Not behind the knee"), "{screen}");
}

#[test]
fn the_word_and_the_cue_go_with_the_hands_from_foot_to_calf() {
    let strokes = Step {
        technique: Some(Technique::Effleurage),
        zones: vec![Zone::SoleAll, Zone::CalfAll],
        cue: Some(Clean::visible("Warm strokes.")),
        ..timed(40)
    };
    let mut house = House::live(routine([strokes]));
    for (wait, place, cue) in [("24s", "F O O T", "Sole. Warm strokes."), ("1s", "C A L F", "Calf. Warm strokes.")] {
        house.wait(wait);
        let screen = house.screen_at(40, 12);
        assert!(screen.contains(place) && screen.contains(cue), "{screen}");
    }
}

#[test]
fn a_key_in_a_session_means_the_session_and_takes_no_notice_away() {
    let mut house = live();
    house.hear(Msg::Trouble(Clean::visible("Nothing can be said aloud here.")));
    house.hear(Msg::Trouble(Clean::visible("No tone can be played here.")));
    house.shows("Nothing can be said aloud here. (1 more to come)").hides("any key");
    house.press("z");
    assert!(is_paused_by_the_person(&house), "any key pauses");
    house.press("z").shows("Nothing can be said");
    house.wait("9s").shows("No tone can be played here.").wait("9s").hides("No tone");
}

fn is_paused_by_the_person(house: &House) -> bool {
    house.app.session().unwrap().standing() == Standing::Paused
}
