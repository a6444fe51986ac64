//! Keys of the person's own: what is pressed, what the footer and help say, and what sentences call them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use solemate::ui::effect::Msg;
use solemate::ui::keymap::{Action, Key, Keymap, Scope, Wish, actions, screens};

use super::support::house::{Disk, House};
use super::support::live::{routine, timed};

fn given(wishes: &[(&'static str, Action, Key)]) -> Keymap {
    let wish = |&(screen, action, key): &(&'static str, Action, Key)| Wish { screen, action, keys: vec![key] };
    let (keys, refused) = Keymap::with(&wishes.iter().map(wish).collect::<Vec<_>>());
    assert_eq!(refused, []);
    keys
}

const F5: Key = Key::Code(KeyCode::F(5));

#[test]
fn what_is_said_of_a_key_names_the_one_it_has_now() {
    let keys = given(&[("home", Action::Hide, F5), ("edit_steps", Action::Paste, Key::Char('b'))]);
    let mut house = House::with(Disk::default(), |setup| setup.keys = keys);
    house.size = (120, 40);
    house.press("jjj<f5>").shows("hidden: F5 lists it again");
    house.press("e").press("<end>c").shows("One step copied. b puts a copy in");
}

#[test]
fn a_key_of_ones_own_does_it_and_footer_and_help_say_so() {
    let keys = given(&[("session", Action::BigButton, F5), ("session", Action::Skip, Key::Char('f'))]);
    let mut house = House::with(Disk::default(), |setup| {
        setup.keys = keys;
        setup.prefs.check = false;
        setup.begin = solemate::ui::app::Begin::Routine(Box::new(routine([timed(60)])));
    });
    house.wait("15s").shows("F5 pause").shows("f next").hides("space").hides("→ next");
    house.press("f").shows("Once more to skip this part.");
    house.press("<esc>");
    house.press("?").shows("Keys here").shows("F5  click").hides("PgDn").shows("wheel ↓");
    house.press("<esc>").press("<f5>").shows("Any key goes on.");
    // The key that had it is any key now.
    house.press(" ").hides("Any key goes on.");
    house.press("k").press("x").shows("F5 pauses and goes on; k twice unlocks.");
    house.press("<f5>").shows("F5 goes on. Locked: k twice unlocks.");
}

#[test]
fn sentences_call_a_key_as_it_is_here() {
    let keys = given(&[
        ("home", Action::Rate, Key::Ctrl('r')),
        ("home", Action::History, F5),
        ("home", Action::Open, Key::Char('v')),
        ("history", Action::Back, Key::Char('b')),
        ("history", Action::AddRating, Key::Char('+')),
        ("check", Action::Open, Key::Char('y')),
        ("before", Action::Gentle, Key::Char('d')),
    ]);
    let mut house = House::with(Disk::default(), |setup| setup.keys = keys);
    house.shows("v start").shows("F5 history").shows("Ctrl-R rate").hides("Enter");
    house.press("<f5>").shows("Press b, choose a routine, and press v.").shows("added with +, an event with e");
    house.press("b").press("v").shows("y: none of these.");
    house.press("2").shows("y: what that means.").press("2");
    house.press("y9").shows("Press d for it, or");
    house.press("d").shows("Gentle Day");
}

#[test]
fn no_key_of_the_table_is_left_in_sight_where_all_are_others() {
    // Every action of the home screen, moved to the function keys and the capitals.
    let free = (1..=24).map(|n| Key::Code(KeyCode::F(n))).chain(('A'..='Z').map(Key::Char));
    let wishes: Vec<_> = actions("home").into_iter().zip(free).map(|(action, key)| ("home", action, key)).collect();
    let mut house = House::with(Disk::default(), |setup| setup.keys = given(&wishes));
    assert_eq!(wishes.len(), actions("home").len());
    house.press("tfhq/mpenN?").shows("Routines");
    assert_eq!(house.scope(), Scope::Home);
    let help = wishes.iter().find(|(_, action, _)| *action == Action::Help).unwrap().2;
    assert!(matches!(help, Key::Code(KeyCode::F(n)) if house.screen().contains(&format!("F{n} all keys"))));
    assert!(screens().contains(&"home"));
}

/// Keys that a person might give or press.
fn key() -> impl Strategy<Value = Key> {
    let named = [KeyCode::Enter, KeyCode::Tab, KeyCode::Esc, KeyCode::Up, KeyCode::Down, KeyCode::Delete];
    prop_oneof![
        3 => prop::char::range('a', 'z').prop_map(Key::Char),
        1 => prop::sample::select(vec!['?', '/', ' ', '7', '-', '+', 'G', 'K']).prop_map(Key::Char),
        1 => prop::char::range('a', 'z').prop_filter("leaves", |c| *c != 'c').prop_map(Key::Ctrl),
        2 => (1..=12u8).prop_map(|n| Key::Code(KeyCode::F(n))),
        1 => prop::sample::select(named.to_vec()).prop_map(Key::Code),
    ]
}

fn pressed(key: Key) -> Msg {
    Msg::Key(match key {
        Key::Char(c) => KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE),
        Key::Ctrl(c) => KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL),
        Key::Code(code) => KeyEvent::new(code, KeyModifiers::NONE),
        _ => panic!("no single key"),
    })
}

fn wish() -> impl Strategy<Value = Wish> {
    let all: Vec<_> =
        screens().into_iter().flat_map(|screen| actions(screen).into_iter().map(move |one| (screen, one))).collect();
    let keys = prop::collection::vec(key(), 0..4);
    (prop::sample::select(all), keys).prop_map(|((screen, action), keys)| Wish { screen, action, keys })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_keys_are_given_and_pressed_esc_leads_home(
        wishes in prop::collection::vec(wish(), 0..60),
        presses in prop::collection::vec(key(), 0..60),
    ) {
        let mut seen = Vec::new();
        let wishes: Vec<Wish> = wishes.into_iter().filter(|wish| {
            let is_new = !seen.contains(&(wish.screen, wish.action));
            seen.push((wish.screen, wish.action));
            is_new
        }).collect();
        let (keys, _) = Keymap::with(&wishes);
        let first = |scope, action| keys.bindings(scope).find(|line| line.action == action).unwrap().keys[0];
        let unlock = first(Scope::SessionLocked, Action::Lock);
        // Where something is not saved, Esc asks, and once more goes back to it: nothing is lost by Esc alone.
        let asked = [Scope::EditLeave, Scope::SettingsLeave].map(|scope| (scope, first(scope, Action::Drop)));
        let mut house = House::with(Disk::default(), |setup| setup.keys = keys);
        for key in presses {
            house.hear(pressed(key));
            if house.left.is_some() {
                return Ok(());
            }
            house.drawn(80, 24);
        }
        for _ in 0..8 {
            if house.scope() == Scope::SessionLocked {
                house.hear(pressed(unlock));
                house.hear(pressed(unlock));
            }
            match asked.iter().find(|(scope, _)| *scope == house.scope()) {
                Some((_, drop)) => house.hear(pressed(*drop)),
                None => {
                    house.press("<esc>");
                }
            }
        }
        prop_assert_eq!(house.scope(), Scope::Home);
    }
}
