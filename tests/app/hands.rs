//! A session without fingers: remotes, media keys, the wheel, and the lock.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MediaKeyCode};
use solemate::domain::session::CueKind;
use solemate::ui::effect::Msg;
use solemate::ui::keymap::Scope;

use super::support::house::House;
use super::support::live::{routine, span, timed};

fn live() -> House {
    let mut house = House::live(routine([timed(60)]));
    house.wait("15s");
    house
}

fn media(house: &mut House, code: MediaKeyCode) {
    house.hear(Msg::Key(KeyEvent::new(KeyCode::Media(code), KeyModifiers::NONE)));
}

fn is_paused(house: &mut House) -> bool {
    let before = house.clock();
    house.wait("5s");
    house.clock() == before
}

#[test]
fn a_remote_turns_pages_and_a_media_key_tracks() {
    let mut house = live();
    house.press("<pgdn>").shows("Once more to skip").press("<pgdn>");
    assert!(house.heard.contains(&CueKind::Skipped));
    house.press("<pgup>");
    assert_eq!(house.clock(), span("50s"));
    media(&mut house, MediaKeyCode::TrackNext);
    house.shows("Once more to skip");
    media(&mut house, MediaKeyCode::TrackNext);
    media(&mut house, MediaKeyCode::TrackPrevious);
    assert_eq!(house.clock(), span("50s"));
    media(&mut house, MediaKeyCode::PlayPause);
    assert!(is_paused(&mut house));
}

#[test]
fn one_turn_of_the_wheel_moves_nothing_however_long_it_is() {
    let mut house = live();
    for _ in 0..100 {
        house.hear(Msg::Scroll(1));
        house.wait("100ms");
    }
    assert!(!house.heard.contains(&CueKind::Skipped));
    assert_eq!(house.clock(), span("40s"));
    house.hear(Msg::Scroll(30));
    assert!(!house.heard.contains(&CueKind::Skipped));
}

#[test]
fn the_wheel_asks_for_a_second_turn() {
    for (pause, skips) in [("300ms", false), ("500ms", true), ("1.9s", true), ("2.1s", false)] {
        let mut house = live();
        house.hear(Msg::Scroll(1));
        house.shows("Turn the wheel once more to skip this part.").wait(pause);
        house.hear(Msg::Scroll(1));
        assert_eq!(house.heard.contains(&CueKind::Skipped), skips, "after {pause}");
    }
    let mut house = live();
    house.hear(Msg::Scroll(1));
    house.wait("1s");
    house.hear(Msg::Scroll(-1));
    house.shows("Turn the wheel once more to go back.").wait("1s");
    assert!(!house.heard.contains(&CueKind::WentBack) && !house.heard.contains(&CueKind::Skipped));
    house.hear(Msg::Scroll(-1));
    assert!(house.heard.contains(&CueKind::WentBack));
}

#[test]
fn locked_keys_leave_pause_and_nothing_else() {
    let mut house = live();
    house.press("k").shows("Keys are locked.");
    assert_eq!(house.scope(), Scope::SessionLocked);
    for key in ["n", "n", "q", "q", "<esc>", "<esc>", "+", "h", "5", "z", "?", "<pgdn>", "<enter>", "<right>"] {
        house.press(key).shows("Space pauses and goes on; k twice unlocks.");
    }
    house.hear(Msg::Scroll(1));
    house.hear(Msg::MiddleClick);
    assert_eq!(house.clock(), span("50s"));
    assert_eq!(house.ratings(), []);
    house.press(" ").wait("1h").shows("Space goes on. Locked: k twice unlocks.");
    assert_eq!(house.clock(), span("50s"));
    house.hear(Msg::Point(40, 12));
    house.wait("10s");
    assert_eq!(house.clock(), span("40s"));
    house.shows("unlock");
}

#[test]
fn unlocking_wants_two_presses_within_two_seconds() {
    let mut house = live();
    house.press("k").wait("3s").press("k").shows("Once more to unlock.").wait("2.1s").press("k");
    assert_eq!(house.scope(), Scope::SessionLocked);
    house.press("nk").shows("Once more to unlock.");
    assert_eq!(house.scope(), Scope::SessionLocked, "another key lies between");
    house.press("k").shows("Unlocked.");
    assert_eq!(house.scope(), Scope::Session);
    let mut house = live();
    house.press("k<c-c>");
    assert!(house.left.is_some(), "the way out of the program stays open");
}

#[test]
fn play_is_one_button_for_both_and_pause_and_stop_only_pause() {
    for locked in ["", "k"] {
        let mut house = live();
        house.press(locked);
        for key in [MediaKeyCode::Pause, MediaKeyCode::Pause, MediaKeyCode::Stop] {
            media(&mut house, key);
            assert!(is_paused(&mut house), "{key:?}");
        }
        // As most keyboards send it: there is one key for both.
        media(&mut house, MediaKeyCode::Play);
        assert!(!is_paused(&mut house));
        media(&mut house, MediaKeyCode::Play);
        assert!(is_paused(&mut house));
    }
}
