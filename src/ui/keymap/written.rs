//! A key in words: as a sentence names it, and as a person writes it in the settings.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MediaKeyCode};

use super::Key;
use super::key::{BACKSPACE, BACKTAB, DELETE, DOWN, END, ENTER, ESC, HOME, LEFT, PGDN, PGUP, RIGHT, TAB, UP};
use crate::domain::text::Clean;
use crate::ui::widget::text::columns;

const fn media(code: MediaKeyCode) -> Key {
    Key::Code(KeyCode::Media(code))
}

/// Keys with a name: the one we write first, then what else is understood, the sign in help among it. Media keys are
/// called as the W3C calls them in "UI Events KeyboardEvent key Values".
const NAMED: &[(Key, &[&str])] = &[
    (Key::Char(' '), &["Space"]),
    (ENTER, &["Enter", "Return"]),
    (ESC, &["Esc", "Escape"]),
    (TAB, &["Tab"]),
    (BACKTAB, &["Shift-Tab", "Shift+Tab", "BackTab"]),
    (BACKSPACE, &["Backspace"]),
    (DELETE, &["Del", "Delete"]),
    (Key::Code(KeyCode::Insert), &["Ins", "Insert"]),
    (UP, &["Up", "↑"]),
    (DOWN, &["Down", "↓"]),
    (LEFT, &["Left", "←"]),
    (RIGHT, &["Right", "→"]),
    (PGUP, &["PgUp", "PageUp"]),
    (PGDN, &["PgDn", "PageDown"]),
    (HOME, &["Home"]),
    (END, &["End"]),
    (media(MediaKeyCode::TrackNext), &["MediaTrackNext", ">>|"]),
    (media(MediaKeyCode::TrackPrevious), &["MediaTrackPrevious", "|<<"]),
    (media(MediaKeyCode::PlayPause), &["MediaPlayPause", ">||"]),
    (media(MediaKeyCode::Play), &["MediaPlay", "|>"]),
    (media(MediaKeyCode::Pause), &["MediaPause", "||"]),
    (media(MediaKeyCode::Stop), &["MediaStop", "[]"]),
];

/// The function keys that terminals tell apart.
const FUNCTION_KEYS: std::ops::RangeInclusive<u8> = 1..=24;

/// Why a word names no key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoKey {
    /// It is not the name of a key.
    Unknown,
    /// In a terminal it arrives as this key.
    Same(&'static str),
    /// With Alt, keys are not told apart in every terminal.
    Alt,
    /// With Ctrl, only letters and Space are.
    Ctrl,
    /// With Shift, a letter is its capital, and only Tab is another key.
    Shift,
}

impl fmt::Display for NoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => write!(f, "is no key"),
            Self::Same(key) => write!(f, "arrives as {key} in a terminal: write \"{key}\""),
            Self::Alt => write!(f, "is not told apart in every terminal: write a key without Alt"),
            Self::Ctrl => write!(f, "is not told apart in every terminal: with Ctrl write a letter, or Space"),
            Self::Shift => write!(f, "is not told apart: write a capital letter, such as \"A\", or \"Shift-Tab\""),
        }
    }
}

impl Key {
    /// How it is written in the settings and in a sentence: `q`, `Space`, `Ctrl-S`, `Right`, `MediaPlay`.
    pub fn name(self) -> String {
        let named = NAMED.iter().find(|(key, _)| *key == self).and_then(|(_, names)| names.first());
        match (named, self) {
            (Some(name), _) => (*name).to_owned(),
            (None, Self::Char(c)) => c.to_string(),
            (None, Self::Ctrl(' ')) => "Ctrl-Space".to_owned(),
            (None, Self::Ctrl(c)) => format!("Ctrl-{}", c.to_ascii_uppercase()),
            (None, Self::Code(code)) => code.to_string(),
            (None, other) => other.label(true),
        }
    }

    /// The key that a person wrote. Names are understood in capitals and small letters, letters mean themselves.
    ///
    /// # Errors
    /// When no key is called that, or no terminal could tell it apart.
    pub fn read(text: &str) -> Result<Self, NoKey> {
        let is_text = |name: &&str| name.eq_ignore_ascii_case(text);
        if let Some((key, _)) = NAMED.iter().find(|(_, names)| names.iter().any(is_text)) {
            return Ok(*key);
        }
        if let Some(c) = alone(text) {
            return Ok(Self::Char(c));
        }
        if let Some(number) = text.strip_prefix(['F', 'f']).and_then(|number| number.parse().ok()) {
            return if FUNCTION_KEYS.contains(&number) {
                Ok(Self::Code(KeyCode::F(number)))
            } else {
                Err(NoKey::Unknown)
            };
        }
        let (with, what) = text.split_once(['-', '+']).ok_or(NoKey::Unknown)?;
        match with.to_ascii_lowercase().as_str() {
            "ctrl" | "control" => with_ctrl(what),
            "alt" | "meta" | "option" => Err(NoKey::Alt),
            "shift" => Err(NoKey::Shift),
            _ => Err(NoKey::Unknown),
        }
    }

    /// The key of a press, as it can be given to an action.
    ///
    /// # Errors
    /// When terminals do not tell it apart from another one, or have no word for it.
    pub fn pressed(event: &KeyEvent) -> Result<Self, NoKey> {
        if event.modifiers.contains(KeyModifiers::ALT) {
            return Err(NoKey::Alt);
        }
        match event.code {
            KeyCode::Char(c) if event.modifiers.contains(KeyModifiers::CONTROL) => {
                if c == ' ' {
                    Ok(Self::Ctrl(c))
                } else {
                    with_ctrl(c.encode_utf8(&mut [0; 4]))
                }
            }
            KeyCode::Char(' ') => Ok(Self::Char(' ')),
            KeyCode::Char(c) => alone(c.encode_utf8(&mut [0; 4])).map(Self::Char).ok_or(NoKey::Unknown),
            KeyCode::F(number) if FUNCTION_KEYS.contains(&number) => Ok(Self::Code(event.code)),
            code => {
                let key = Self::Code(code);
                if NAMED.iter().any(|(named, _)| *named == key) { Ok(key) } else { Err(NoKey::Unknown) }
            }
        }
    }

    /// The names of keys, for whoever mistyped one.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMED.iter().flat_map(|(_, names)| *names).copied()
    }
}

/// The character that `text` is, if it is one that is typed and seen.
fn alone(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let c = chars.next().filter(|c| !c.is_whitespace() && !c.is_control())?;
    (chars.next().is_none() && columns(text) > 0 && Clean::visible(text).as_str() == text).then_some(c)
}

/// Ctrl takes five bits of a letter: some of them are keys of their own.
fn with_ctrl(what: &str) -> Result<Key, NoKey> {
    if what.eq_ignore_ascii_case("space") {
        return Ok(Key::Ctrl(' '));
    }
    let mut chars = what.chars();
    match (chars.next().map(|c| c.to_ascii_lowercase()), chars.next()) {
        (Some('h'), None) => Err(NoKey::Same("Backspace")),
        (Some('i'), None) => Err(NoKey::Same("Tab")),
        (Some('m'), None) => Err(NoKey::Same("Enter")),
        (Some('['), None) => Err(NoKey::Same("Esc")),
        (Some(c @ 'a'..='z'), None) => Ok(Key::Ctrl(c)),
        _ => Err(NoKey::Ctrl),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::keymap::{Action, table};

    #[test]
    fn every_key_of_the_table_is_read_as_it_is_written() {
        let keys = table().filter(|line| !matches!(line.action, Action::Number(_))).flat_map(|line| line.keys);
        for key in keys.filter(|key| !matches!(key, Key::Mouse(_))) {
            for written in [key.name(), key.label(false), key.label(true), key.name().to_uppercase()] {
                let letter = matches!(key, Key::Char(c) if c.is_lowercase()) && written != key.name();
                assert!(letter || Key::read(&written) == Ok(*key), "{written}");
            }
        }
    }

    #[test]
    fn keys_are_written_as_people_write_them() {
        for (written, key) in [
            ("s", Key::Char('s')),
            ("S", Key::Char('S')),
            ("é", Key::Char('é')),
            ("-", Key::Char('-')),
            ("f5", Key::Code(KeyCode::F(5))),
            ("F24", Key::Code(KeyCode::F(24))),
            ("ctrl-t", Key::Ctrl('t')),
            ("Ctrl+T", Key::Ctrl('t')),
            ("Control-Space", Key::Ctrl(' ')),
            ("pagedown", PGDN),
            ("→", RIGHT),
            ("shift+tab", BACKTAB),
        ] {
            assert_eq!(Key::read(written), Ok(key), "{written}");
            assert_eq!(Key::read(&key.name()), Ok(key), "{written}");
        }
    }

    #[test]
    fn a_key_that_is_pressed_is_the_one_that_is_written() {
        let press = |code, with| Key::pressed(&KeyEvent::new(code, with));
        for line in table() {
            for key in line.keys {
                let (code, with) = match *key {
                    Key::Char(c) => (KeyCode::Char(c), KeyModifiers::NONE),
                    Key::Ctrl(c) => (KeyCode::Char(c), KeyModifiers::CONTROL),
                    Key::Code(code) => (code, KeyModifiers::NONE),
                    _ => continue,
                };
                assert_eq!(press(code, with), Ok(*key));
            }
        }
        assert_eq!(press(KeyCode::Char('A'), KeyModifiers::SHIFT), Ok(Key::Char('A')));
        assert_eq!(press(KeyCode::Char(' '), KeyModifiers::CONTROL), Ok(Key::Ctrl(' ')));
        assert_eq!(press(KeyCode::Char('x'), KeyModifiers::ALT), Err(NoKey::Alt));
        assert_eq!(press(KeyCode::Char('m'), KeyModifiers::CONTROL), Err(NoKey::Same("Enter")));
        assert_eq!(press(KeyCode::CapsLock, KeyModifiers::NONE), Err(NoKey::Unknown));
        assert_eq!(press(KeyCode::Char('\u{301}'), KeyModifiers::NONE), Err(NoKey::Unknown));
    }

    #[test]
    fn what_no_terminal_tells_apart_is_no_key() {
        for (written, why) in [
            ("Ctrl-I", NoKey::Same("Tab")),
            ("Ctrl-[", NoKey::Same("Esc")),
            ("Ctrl-;", NoKey::Ctrl),
            ("Ctrl-", NoKey::Ctrl),
            ("Alt-x", NoKey::Alt),
            ("Shift-A", NoKey::Shift),
            ("F25", NoKey::Unknown),
            ("Spacebar", NoKey::Unknown),
            ("", NoKey::Unknown),
            (" ", NoKey::Unknown),
            ("\u{301}", NoKey::Unknown),
            ("\u{202e}", NoKey::Unknown),
            ("\x1b", NoKey::Unknown),
        ] {
            assert_eq!(Key::read(written), Err(why), "{written:?}");
        }
    }
}
