//! The cue check: what is heard and seen here.

use ratatui::style::Color;
use solemate::domain::cues::{Answers, Channel, Weight};
use solemate::domain::hearing::Hearing;
use solemate::ui::app::Begin;
use solemate::ui::effect::{CueQuestions, Leave};
use solemate::ui::keymap::Scope;

use super::support::house::{Disk, House, questions};

const OFFER: &str = "press c to check what you hear and see";

fn first_time() -> House {
    House::with(Disk::default(), |setup| setup.prefs.unasked = true)
}

fn is_lit(house: &House) -> bool {
    let buffer = house.drawn(80, 24);
    (0..24).all(|y| buffer[(0, y)].bg != Color::Reset && buffer[(79, y)].bg != Color::Reset)
}

#[test]
fn three_questions_each_tried_and_each_answer_kept_at_once() {
    let mut house = first_time();
    house.shows(OFFER);
    assert_eq!((house.tried.as_slice(), house.app.next_wake()), (&[][..], None), "nothing is tried before one asks");
    house.press("c").shows("Did you hear the voice?").shows("1 of 3").shows("The voice was tried.");
    assert_eq!(house.tried, [Channel::Voice]);
    house.press("r").press("y").shows("Did you hear the tone?");
    assert_eq!(house.tried, [Channel::Voice, Channel::Voice, Channel::Tone]);
    assert_eq!(house.disk.cues, Some(Answers { voice: Some(true), ..Answers::default() }));
    house.hides("bell").press("n").shows("Not heard: the bell rings instead. Turn the tone up.");
    assert!(!is_lit(&house));
    house.press("<enter>").shows("Did you see the flash?");
    assert!(is_lit(&house));
    house.wait("1s");
    assert!(!is_lit(&house) && house.app.next_wake().is_none(), "a still screen costs nothing");
    house.press("r");
    assert!(is_lit(&house));
    house.press("n<enter>").shows("not seen: a word stands there instead").shows("not heard: the bell");
    assert_eq!(house.scope(), Scope::CuesAsked);
    let answers = Answers { voice: Some(true), tone: Some(false), flash: Some(false) };
    assert_eq!(house.disk.cues, Some(answers));
    house.press("<enter>").shows("Routines").hides(OFFER);
}

#[test]
fn an_answer_may_be_changed_and_the_tone_heard_after_all() {
    let mut house = first_time();
    house.press("c<enter>n").shows("Not heard").press("ry");
    assert_eq!(house.disk.cues, Some(Answers { tone: Some(true), ..Answers::default() }));
}

#[test]
fn whoever_puts_it_away_is_never_asked_again() {
    for way in ["<esc>", "c<esc>", "cq", "c<enter><enter><enter><enter>"] {
        let mut house = first_time();
        house.shows(OFFER).press(way).shows("Routines").hides(OFFER);
        assert_eq!((house.scope(), house.disk.cues), (Scope::Home, Some(Answers::default())), "{way}");
    }
    let mut house = House::open();
    house.hides(OFFER).press("<esc>");
    assert_eq!((house.disk.cues, house.left), (None, None), "where nothing is offered there is nothing to put away");
    house.press("?c").shows("Did you hear the voice?");
}

#[test]
fn help_leads_there_from_home_and_from_nowhere_else() {
    let mut house = House::open();
    house.press("h?c");
    assert_eq!((house.scope(), house.tried.len()), (Scope::Help, 0));
    let mut house = first_time();
    house.press("/c").hides(OFFER);
    assert_eq!(house.scope(), Scope::Filter, "c is a letter there");
}

#[test]
fn what_is_not_noticed_is_off_in_the_next_session() {
    let mut house = first_time();
    house.press("cn<enter>y").press("n<enter><enter>").press("/classic<enter><enter><enter>");
    assert_eq!(house.scope(), Scope::Session);
    house.press("m").shows("Silent");
    assert_eq!(house.hearing, Hearing::Silent, "tones alone come before silence");
    house.wait("5s");
    assert!(!is_lit(&house));
    assert!(house.screen().lines().nth(1).unwrap().contains("  GO  "), "a word in its place: {house:?}");
}

#[test]
fn answers_that_cannot_be_kept_hold_all_the_same_and_it_is_said() {
    let mut house = first_time();
    house.disk.full = true;
    house.press("cn").shows("No space left on device");
    house.press("<esc>").hides(OFFER);
}

#[test]
fn from_the_command_line_nothing_comes_after_it() {
    for keys in ["yyy<enter>", "<esc>", "n<esc>"] {
        let mut house = House::with(Disk::default(), |setup| setup.begin = Begin::Cues(questions(None)));
        house.shows("Did you hear the voice?").press(keys);
        assert_eq!((house.left, house.disk.cues.is_some()), (Some(Leave::Done), true), "{keys}");
    }
    let nothing = CueQuestions { trials: Vec::new(), ..questions(None) };
    let mut house = House::with(Disk::default(), |setup| setup.begin = Begin::Cues(nothing));
    house.shows("is nothing to check.").press("<enter>");
    assert_eq!(house.left, Some(Leave::Done));
}

#[test]
fn every_word_of_it_stands_in_the_smallest_window() {
    let mut house = first_time();
    house.size = (40, 12);
    house.shows("c: check what you hear and see").press("cn").shows("Did you hear the voice?").shows("voice up.");
    house.press("<enter><enter><enter>").shows("asked again.");
}

#[test]
fn where_nothing_is_answered_now_the_end_says_what_still_holds() {
    let mut house = first_time();
    house
        .press("cn<esc>")
        .press("c<enter>y<enter>")
        .shows("voice")
        .shows("not heard: it is off here (as answered before)");
    house.shows("tone").shows("flash").shows("not answered");
}

#[test]
fn a_no_promises_nothing_that_the_settings_prevent() {
    for (weight, says) in [
        (Weight::Chosen("voice"), "Not heard, but voice stands in config.toml and counts more. Turn the voice up."),
        (Weight::Counts, "Not heard: it is off here. Turn the voice up."),
    ] {
        let mut asked = questions(None);
        asked.trials.iter_mut().for_each(|trial| trial.weight = weight);
        let mut house = House::with(Disk::default(), |setup| setup.begin = Begin::Cues(asked));
        house.size = (100, 24);
        house.press("n");
        let words = house.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(says), "{words}");
    }
    let tone = |weight| Channel::Tone.meaning(Some(false), weight);
    assert_eq!(tone(Weight::OnlyBell), "not heard: nothing can be heard here, look at the screen");
    assert_eq!(tone(Weight::NoBell), "not heard: no tone here, and the bell is off in the settings");
}
