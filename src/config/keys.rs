//! Keys of the person's own: `[keys]` in the settings.
//!
//! ```toml
//! [keys]
//! session.skip  = "s"            # one key, or several: ["s", "Right"]
//! session.pause = ["p", "F5"]
//! home.trends   = "Ctrl-T"
//! ```
//!
//! Screens and actions are called as `solemate keys` lists them, keys as the list of keys writes them. What is given takes
//! the place of all keys of the action; the mouse and Esc stay.

use toml::de::{DeTable, DeValue};

use super::{nearest, written};
use crate::domain::order;
use crate::domain::settings::Problem;
use crate::ui::keymap::{Action, Key, Keymap, NoKey, Wish, actions, screen_named, screens};

/// The table.
const KEYS: &str = "keys";

/// An action has so many keys at most: help lists them on one line.
const MOST_KEYS: usize = 6;

/// So many screens are named where several may be meant.
const MOST_NAMED: usize = 4;

/// Reads the table; `line` is that of a byte of the file. Whatever is wrong with it is said in one sentence each, and its
/// default stands in its place.
pub(super) fn read(table: &DeTable<'_>, line: &dyn Fn(usize) -> usize) -> (Keymap, Vec<Problem>) {
    let (wishes, mut problems) = wishes(table, line);
    let (places, wishes): (Vec<usize>, Vec<Wish>) = wishes.into_iter().unzip();
    let (keys, refused) = Keymap::with(&wishes);
    for (number, why) in refused {
        if let (Some(at), Some(wish)) = (places.get(number), wishes.get(number)) {
            let name = format!("{}.{}", wish.screen, wish.action.name());
            let text = format!("{KEYS}: {name}: {why}; its default is used");
            problems.push(Problem { line: line(*at), key: format!("{KEYS}.{name}"), text });
        }
    }
    (keys, problems)
}

/// Why an action cannot have these keys beside all that a text says of others, in the words in which the file would be told;
/// without keys, those it comes with.
pub(super) fn refused(text: &str, wish: &Wish) -> Option<String> {
    let (screen, action) = (wish.screen, wish.action);
    let name = action.name();
    if wish.keys.len() > MOST_KEYS {
        return Some(format!("{screen}.{name} has {MOST_KEYS} keys at most"));
    }
    let tree = DeTable::parse(text).ok()?;
    let mut all: Vec<Wish> = match tree.get_ref().get(KEYS).and_then(|keys| keys.get_ref().as_table()) {
        Some(table) => wishes(table, &|_| 0).0.into_iter().map(|(_, wish)| wish).collect(),
        None => Vec::new(),
    };
    all.retain(|one| (one.screen, one.action) != (screen, action));
    let usual = || Keymap::default().listed().into_iter().find(|one| (one.screen, one.action) == (screen, action));
    let keys = if wish.keys.is_empty() { usual().map(|one| one.usual())? } else { wish.keys.clone() };
    // Whoever comes last gives way.
    let last = all.len();
    all.push(Wish { screen, action, keys });
    let (_, refused) = Keymap::with(&all);
    refused.into_iter().find(|(number, _)| *number == last).map(|(_, why)| why.to_string())
}

/// That there is no screen of this name; which ones may be meant: the parts of one that have the action.
fn no_screen(word: &str, action: Option<&str>) -> String {
    let is_part = |screen: &&str| screen.strip_prefix(word).is_some_and(|rest| rest.starts_with('_'));
    let has = |screen: &&str| action.is_none_or(|action| actions(screen).iter().any(|one| one.name() == action));
    let parts: Vec<&str> = screens().into_iter().filter(is_part).filter(has).take(MOST_NAMED).collect();
    let hint = match parts.split_last() {
        None => nearest(word, screens().into_iter()),
        Some((only, [])) => format!(" (did you mean {only}?)"),
        Some((last, before)) => format!(" (did you mean {} or {last}?)", before.join(", ")),
    };
    format!("there is no screen {word}{hint}; `solemate keys` lists them")
}

/// What the table asks for, in the order of the file, each with its place; and what is wrong with the rest.
fn wishes(table: &DeTable<'_>, line: &dyn Fn(usize) -> usize) -> (Vec<(usize, Wish)>, Vec<Problem>) {
    let mut problems = Vec::new();
    let problem = |at, name: &str, text| Problem { line: line(at), key: format!("{KEYS}.{name}"), text };
    let mut wishes: Vec<(usize, Wish)> = Vec::new();
    for (screen, value) in table {
        let (at, word) = (screen.span().start, screen.get_ref());
        let Some(name) = screen_named(word) else {
            match value.get_ref() {
                // In dotted keys each has a line of its own.
                DeValue::Table(lines) if !lines.is_empty() => problems.extend(lines.keys().map(|action| {
                    let name = format!("{word}.{}", action.get_ref());
                    problem(action.span().start, &name, no_screen(word, Some(action.get_ref())))
                })),
                _ => problems.push(problem(at, word, no_screen(word, None))),
            }
            continue;
        };
        let DeValue::Table(lines) = value.get_ref() else {
            let first = actions(name).first().map_or("", |action| action.name());
            problems.push(problem(at, name, format!("keys.{name} is no key by itself: write {name}.{first} = \"F5\"")));
            continue;
        };
        for (action, value) in lines {
            match wish(name, action.get_ref(), value.get_ref()) {
                Ok(wish) => wishes.push((action.span().start, wish)),
                Err(why) => problems.push(problem(action.span().start, &format!("{name}.{}", action.get_ref()), why)),
            }
        }
    }
    order::by_key(&mut wishes, |(at, _)| *at);
    (wishes, problems)
}

fn wish(screen: &'static str, word: &str, value: &DeValue<'_>) -> Result<Wish, String> {
    let known = actions(screen);
    let Some(action) = known.iter().copied().find(|action| action.name() == word) else {
        let hint = nearest(word, known.iter().map(|action| action.name()));
        return Err(format!("{screen} has no action {word}{hint}; `solemate keys {screen}` lists them"));
    };
    let mut keys = Vec::new();
    for text in texts(value).ok_or_else(|| not_keys(screen, action, value))? {
        let key = Key::read(text).map_err(|why| no_key(screen, action, text, why))?;
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    match keys.len() <= MOST_KEYS {
        true => Ok(Wish { screen, action, keys }),
        false => Err(format!("keys: {screen}.{word} has {MOST_KEYS} keys at most; its default is used")),
    }
}

/// One text, or a list of them.
fn texts<'a>(value: &'a DeValue<'_>) -> Option<Vec<&'a str>> {
    let text = |value: &'a DeValue<'_>| match value {
        DeValue::String(text) => Some(&**text),
        _ => None,
    };
    match value {
        DeValue::Array(list) => list.iter().map(|one| text(one.get_ref())).collect(),
        one => text(one).map(|text| vec![text]),
    }
}

fn not_keys(screen: &str, action: Action, value: &DeValue<'_>) -> String {
    let said = written(value);
    let action = action.name();
    format!(
        "keys: {screen}.{action} is a key such as \"F5\", or several: [\"F5\", \"s\"], not {said}; its default is used"
    )
}

fn no_key(screen: &str, action: Action, text: &str, why: NoKey) -> String {
    let hint = match why {
        NoKey::Unknown => nearest_key(text),
        _ => String::new(),
    };
    format!("keys: {screen}.{}: \"{text}\" {why}{hint}; its default is used", action.name())
}

/// A guess at the key that was meant: capitals and small letters of its name are the same to whoever writes it.
fn nearest_key(text: &str) -> String {
    let small = text.to_lowercase();
    let near = Key::names().map(|name| (strsim::osa_distance(&small, &name.to_lowercase()), name)).min();
    match near {
        _ if text.trim().is_empty() => ": write one, such as \"F5\"".to_owned(),
        // One sign for another is no likeness.
        Some((distance, name))
            if distance <= name.chars().count().div_ceil(3).min(name.chars().count().saturating_sub(1)) =>
        {
            format!(" (did you mean {name}?)")
        }
        _ => ": help shows how keys are written".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use proptest::prelude::*;

    use super::*;
    use crate::ui::keymap::{Scope, table};

    /// The keys of a `[keys]` table, and what is said of it with the line in the table.
    fn keys(text: &str) -> (Keymap, Vec<(usize, String)>) {
        let (settings, said) = super::super::Settings::parse(&format!("[keys]\n{text}"));
        (settings.keys, said.into_iter().map(|problem| (problem.line - 1, problem.text)).collect())
    }

    fn said(text: &str) -> Vec<(usize, String)> {
        keys(text).1
    }

    fn press(keys: &Keymap, scope: Scope, code: KeyCode) -> Option<Action> {
        keys.action_for(scope, &KeyEvent::new(code, KeyModifiers::NONE))
    }

    const S: KeyCode = KeyCode::Char('s');
    const P: KeyCode = KeyCode::Char('p');

    #[test]
    fn a_key_given_takes_the_place_of_the_keys_there_were() {
        let (keys, said) = keys(
            "session.skip = \"f\"\nsession.pause = [\"p\", \"F5\"]\nhome.trends = \"Ctrl-T\"\nsession.back = \"MediaStop\"\n\
             session.pause_only = \"MediaPause\"\n",
        );
        assert_eq!(said, []);
        assert_eq!(press(&keys, Scope::Session, KeyCode::Char('f')), Some(Action::Skip));
        for gone in [KeyCode::Right, KeyCode::Char('n'), KeyCode::PageDown, KeyCode::Char(' ')] {
            assert_eq!(press(&keys, Scope::Session, gone), None, "{gone:?}");
        }
        for scope in [Scope::Session, Scope::SessionNear, Scope::SessionLocked] {
            assert_eq!(press(&keys, scope, P), Some(Action::BigButton), "{scope:?}");
            assert_eq!(press(&keys, scope, KeyCode::F(5)), Some(Action::BigButton), "{scope:?}");
        }
        let ctrl_t = KeyEvent::new(KeyCode::Char('t'), KeyModifiers::CONTROL);
        assert_eq!(keys.action_for(Scope::Home, &ctrl_t), Some(Action::Trends));
        assert_eq!(press(&keys, Scope::Home, KeyCode::Char('t')), None);
        assert_eq!(press(&keys, Scope::Trends, KeyCode::Char('t')), Some(Action::Details), "another screen");
        assert_eq!(keys.name(Scope::Session, Action::BigButton), "p");
    }

    #[test]
    fn the_mouse_and_esc_stay() {
        use crate::ui::keymap::Button;
        let (keys, said) =
            keys("session.skip = \"F2\"\nsession.that_hurt = \"F3\"\nsession.end = \"F4\"\nhistory.back = \"F5\"");
        assert_eq!(said, []);
        assert_eq!(keys.action_of(Scope::Session, Button::WheelDown), Some(Action::Skip));
        assert_eq!(keys.action_of(Scope::Session, Button::Middle), Some(Action::ThatHurt));
        assert_eq!(press(&keys, Scope::Session, KeyCode::Esc), Some(Action::Stop));
        assert_eq!(press(&keys, Scope::History, KeyCode::Esc), Some(Action::Back));
        assert_eq!(press(&keys, Scope::History, KeyCode::Char('q')), None);
    }

    #[test]
    fn each_line_for_a_screen_of_several_parts_names_those_that_have_its_action() {
        let said = said("edit.try = \"f\"\nedit.save = \"s\"\nedit.fly = \"x\"");
        assert_eq!(said.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 3], "{said:?}");
        assert!(said[0].1.contains("there is no screen edit (did you mean edit_steps"), "{said:?}");
        assert!(said[1].1.contains("edit_steps") && said[1].1.contains(" or edit_"), "{said:?}");
        assert!(said[2].1.contains("there is no screen edit") && !said[2].1.contains("edit_steps"), "{said:?}");
    }

    #[test]
    fn two_actions_change_places() {
        let (keys, said) = keys("session.swap_sides = \"w\"\nsession.wait_for_me = \"s\"");
        assert_eq!(said, []);
        assert_eq!(press(&keys, Scope::Session, S), Some(Action::WaitForMe));
        assert_eq!(press(&keys, Scope::Session, KeyCode::Char('w')), Some(Action::SwapSides));
    }

    #[test]
    fn r25_what_is_refused_is_said_with_its_remedy_and_the_rest_counts() {
        for (text, what) in [
            ("sesion.skip = \"f\"", "there is no screen sesion (did you mean session?); `solemate keys` lists them"),
            (
                "session.skp = \"f\"",
                "session has no action skp (did you mean skip?); `solemate keys session` lists them",
            ),
            ("session = \"f\"", "keys.session is no key by itself: write session.pause = \"F5\""),
            (
                "session.skip = 5",
                "keys: session.skip is a key such as \"F5\", or several: [\"F5\", \"s\"], not 5; its default is used",
            ),
            (
                "session.skip = \"Entr\"",
                "keys: session.skip: \"Entr\" is no key (did you mean Enter?); its default is used",
            ),
            (
                "session.skip = \"\"",
                "keys: session.skip: \"\" is no key: write one, such as \"F5\"; its default is used",
            ),
            (
                "session.skip = \"\\u0007\"",
                "keys: session.skip: \"\u{7}\" is no key: help shows how keys are written; its default is used",
            ),
            (
                "session.skip = \"the right one\"",
                "keys: session.skip: \"the right one\" is no key: help shows how keys are written; its default is used",
            ),
            (
                "session.skip = \"Ctrl-M\"",
                "keys: session.skip: \"Ctrl-M\" arrives as Enter in a terminal: write \"Enter\"; its default is used",
            ),
            (
                "session.skip = []",
                "keys: session.skip: no key is given: write one, such as \"F5\"; its default is used",
            ),
            (
                "session.skip = \"Ctrl-C\"",
                "keys: session.skip: Ctrl-C is never given away: choose another key; its default is used",
            ),
            (
                "session.skip = \"Esc\"",
                "keys: session.skip: Esc always leads back: choose another key; its default is used",
            ),
            (
                "session.skip = \"m\"",
                "keys: session.skip: m belongs to session.sound: choose another key, or give session.sound others too; its \
                 default is used",
            ),
            (
                "before.sides = \"7\"",
                "keys: before.sides: 7 belongs to before.number, which keeps its keys: choose another key; its default is used",
            ),
            (
                "session.skip = \"Ctrl-L\"",
                "keys: session.skip: Ctrl-L belongs to everywhere.redraw: choose another key, or give everywhere.redraw \
                 others too; its default is used",
            ),
            ("before.number = \"F5\"", "keys: before.number: this one keeps its keys; its default is used"),
            (
                "note.erase = \"x\"",
                "keys: note.erase: x is typed there: choose a key with Ctrl, or F1 to F12; its default is used",
            ),
            (
                "everywhere.redraw = \"r\"",
                "keys: everywhere.redraw: r is typed on some screens: choose a key with Ctrl, or F1 to F12; its default is used",
            ),
            (
                "everywhere.redraw = \"F5\"\nhome.find = \"F5\"",
                "keys: home.find: F5 belongs to everywhere.redraw: choose another key, or give everywhere.redraw others too; \
                 its default is used",
            ),
        ] {
            let line = text.lines().count();
            assert_eq!(said(text), [(line, what.to_owned())], "{text}");
            let (keys, _) = keys(&format!("{text}\nhome.quit = \"F9\""));
            assert_eq!(press(&keys, Scope::Home, KeyCode::F(9)), Some(Action::Quit), "{text}");
            assert_eq!(press(&keys, Scope::Session, KeyCode::Right), Some(Action::Skip), "{text}");
        }
    }

    #[test]
    fn of_two_that_want_one_key_the_later_line_is_refused() {
        let (keys, said) = keys("session.sound = \"F5\"\nsession.skip = [\"F5\", \"F6\"]");
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].0, 2);
        assert_eq!(press(&keys, Scope::Session, KeyCode::F(5)), Some(Action::Mute));
        assert_eq!(press(&keys, Scope::Session, KeyCode::F(6)), None);
        // A line that cannot hold anyway takes no key from one that can.
        let (keys, said) = super::tests::keys("session.skip = [\"m\", \"F5\"]\nsession.swap_sides = \"F5\"");
        assert_eq!(said.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1]);
        assert_eq!(press(&keys, Scope::Session, KeyCode::F(5)), Some(Action::SwapSides));
        // What is refused has its own key again, and who took that has to give way too.
        let (keys, said) = super::tests::keys("session.skip = \"m\"\nsession.sound = \"Ctrl-C\"");
        assert_eq!(said.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(keys, Keymap::default());
    }

    /// All keys of the program as a person would write them.
    fn all_written() -> Vec<(&'static str, &'static str, Vec<String>)> {
        let mut lines: Vec<(&str, &str, Vec<String>)> = Vec::new();
        for line in table().filter(|line| !line.action.is_fixed()) {
            let keys = line.keys.iter().filter(|key| !matches!(key, Key::Mouse(_))).map(|key| key.name());
            let (screen, action) = (line.scope.name(), line.action.name());
            match lines.iter_mut().find(|one| (one.0, one.1) == (screen, action)) {
                Some(one) => {
                    for key in keys {
                        if !one.2.contains(&key) {
                            one.2.push(key);
                        }
                    }
                }
                None => lines.push((screen, action, keys.collect())),
            }
        }
        lines
    }

    #[test]
    fn every_key_of_the_table_can_be_written_and_means_the_same() {
        let lines = all_written().into_iter().map(|(screen, action, keys)| format!("{screen}.{action} = {keys:?}\n"));
        let (keys, said) = keys(&lines.collect::<String>());
        assert_eq!(said, []);
        for line in table() {
            for key in line.keys {
                let event = match key {
                    Key::Char(c) => KeyEvent::new(KeyCode::Char(*c), KeyModifiers::NONE),
                    Key::Ctrl(c) => KeyEvent::new(KeyCode::Char(*c), KeyModifiers::CONTROL),
                    Key::Code(code) => KeyEvent::new(*code, KeyModifiers::NONE),
                    Key::Scale | Key::Digits | Key::Line | Key::Choice => {
                        KeyEvent::new(KeyCode::Char('3'), KeyModifiers::NONE)
                    }
                    Key::Mouse(_) => continue,
                };
                let wanted = Keymap::default().action_for(line.scope, &event);
                assert_eq!(keys.action_for(line.scope, &event), wanted, "{:?} {key:?}", line.scope);
            }
        }
    }

    /// Lines that mean something, and lines that do not.
    fn lines() -> impl Strategy<Value = String> {
        let known = all_written();
        let keys = all_written().into_iter().flat_map(|(_, _, keys)| keys).collect::<Vec<_>>();
        let others = ["F5", "Ctrl-T", "z", "7", "-", "Esc", "Ctrl-C", "Alt-x", "Ctrl-I", "", "\u{202e}", "⌘"];
        let key = prop_oneof![
            3 => prop::sample::select(keys),
            2 => prop::sample::select(others.map(str::to_owned).to_vec()),
            1 => any::<String>(),
        ];
        let line = (prop::sample::select(known), prop::collection::vec(key, 0..4));
        prop::collection::hash_map(0..400usize, line, 0..12).prop_map(|lines| {
            let mut seen = std::collections::HashSet::new();
            let one = |((screen, action, _), keys): ((&str, &str, _), Vec<String>)| {
                let keys: Vec<String> = keys.iter().map(|key| toml::Value::from(key.as_str()).to_string()).collect();
                seen.insert((screen.to_owned(), action.to_owned()))
                    .then(|| format!("{screen}.{action} = [{}]\n", keys.join(", ")))
            };
            lines.into_values().filter_map(one).collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_is_written_every_screen_has_a_way_back_and_no_key_two_meanings(text in lines()) {
            let (keys, said) = keys(&text);
            prop_assert!(said.len() <= text.lines().count());
            for line in table().filter(|line| line.scope != Scope::Everywhere) {
                let bindings: Vec<_> = keys.bindings(line.scope).collect();
                let leaves = [Action::Back, Action::Quit, Action::Stop, Action::Lock];
                prop_assert!(bindings.iter().any(|line| leaves.contains(&line.action)), "{:?}\n{text}", line.scope);
                prop_assert!(bindings.iter().any(|one| one.action == line.action), "{:?} has no key", line.action);
                let press = |code| keys.action_for(line.scope, &KeyEvent::new(code, KeyModifiers::NONE));
                if table().any(|one| one.scope == line.scope && one.keys.contains(&Key::Code(KeyCode::Esc))) {
                    let usual = Keymap::default().action_for(line.scope, &KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
                    prop_assert_eq!(press(KeyCode::Esc), usual);
                }
                let ctrl_c = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
                prop_assert_eq!(keys.action_for(line.scope, &ctrl_c), Some(Action::Interrupt));
                let types = |c| press(KeyCode::Char(c)).is_none();
                prop_assert!(!line.scope.is_typing() || ['z', '7', '-', ' '].into_iter().all(types), "{text}");
                for (at, one) in bindings.iter().enumerate() {
                    for other in &bindings[at + 1..] {
                        let shared = one.keys.iter().find(|key| other.keys.contains(key));
                        prop_assert!(shared.is_none() || one.action == other.action, "{shared:?} in {:?}\n{text}", line.scope);
                    }
                }
            }
        }

        #[test]
        fn any_text_is_read(text in any::<String>()) {
            keys(&text);
        }
    }
}
