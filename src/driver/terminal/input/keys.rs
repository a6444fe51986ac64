//! Keys that come as control sequences: the named ones, and those that kitty's keyboard protocol tells apart.
//!
//! What types text comes as that text, whatever the layout. The protocol is asked for two things (`CSI > 5 u`): to tell
//! apart what would look alike, and to say with a key where it lies, so that Ctrl-C is Ctrl-C on a Cyrillic keyboard too.
//! <https://sw.kovidgoyal.net/kitty/keyboard-protocol/>

use crossterm::event::{KeyCode, KeyModifiers, MediaKeyCode};

use super::{Wake, control, key, letter};

/// As `1;modifiers:kind` or `number;modifiers:kind`, and the final letter.
pub(super) fn keys(text: &str, last: u8) -> Option<Wake> {
    let mut parts = text.split(';');
    let mut first = parts.next().unwrap_or_default().split(':');
    let mut second = parts.next().unwrap_or_default().split(':');
    let modifiers = modifiers(second.next().unwrap_or_default())?;
    let pressed = second.next().is_none_or(|kind| kind == "1");
    if !pressed || (parts.next().is_some() && last != b'u') {
        return None;
    }
    let number = first.next().unwrap_or_default();
    let code = match last {
        b'~' => numbered(number.parse().ok()?)?,
        b'u' => return unicode(number.parse().ok()?, first.nth(1), modifiers),
        b'R' => return None, // a cursor report: nobody asked
        b'Z' => return Some(key(KeyCode::BackTab, modifiers | KeyModifiers::SHIFT)),
        _ if matches!(number, "" | "1") => named(last)?,
        _ => return None,
    };
    Some(key(code, modifiers))
}

/// The modifiers of a key; none at all with those that belong to the desktop (super, hyper, meta). That a lock is on
/// makes no key another one.
fn modifiers(text: &str) -> Option<KeyModifiers> {
    let bits = if text.is_empty() { 0 } else { text.parse::<u16>().ok()?.checked_sub(1)? };
    let of = |bit, modifier| if bits & bit != 0 { modifier } else { KeyModifiers::NONE };
    (bits < 256 && bits & (8 | 16 | 32) == 0)
        .then(|| of(1, KeyModifiers::SHIFT) | of(2, KeyModifiers::ALT) | of(4, KeyModifiers::CONTROL))
}

pub(super) fn named(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'E' => KeyCode::KeypadBegin,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

fn numbered(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        n @ 11..=15 => KeyCode::F((n - 10) as u8),
        n @ 17..=21 => KeyCode::F((n - 11) as u8),
        n @ 23..=26 => KeyCode::F((n - 12) as u8),
        n @ 28..=29 => KeyCode::F((n - 13) as u8),
        n @ 31..=34 => KeyCode::F((n - 14) as u8),
        _ => return None,
    })
}

/// A key by its code point, and by what lies in its place on a keyboard with Latin letters.
fn unicode(number: u32, place: Option<&str>, modifiers: KeyModifiers) -> Option<Wake> {
    let c = char::from_u32(number)?;
    match c {
        '\x1b' => Some(key(KeyCode::Esc, modifiers)),
        '\t' if modifiers.contains(KeyModifiers::SHIFT) => Some(key(KeyCode::BackTab, modifiers)),
        '\t' => Some(key(KeyCode::Tab, modifiers)),
        '\r' => Some(key(KeyCode::Enter, modifiers)),
        '\x08' | '\x7f' => Some(key(KeyCode::Backspace, modifiers)),
        '\u{e000}'..='\u{f8ff}' => functional(number, modifiers),
        c if c.is_control() => None,
        c if modifiers.contains(KeyModifiers::CONTROL) => {
            let there = place.and_then(|place| char::from_u32(place.parse().ok()?)).filter(char::is_ascii_graphic);
            let c = if c.is_ascii() { c } else { there.unwrap_or(c) };
            Some(with_control(c, modifiers))
        }
        c => Some(letter(c, modifiers)),
    }
}

/// What Ctrl makes of a letter has always had a meaning: the same one.
fn with_control(c: char, modifiers: KeyModifiers) -> Wake {
    let only = modifiers.difference(KeyModifiers::SHIFT) == KeyModifiers::CONTROL;
    match c {
        '[' if only => key(KeyCode::Esc, KeyModifiers::NONE),
        'a'..='z' | 'A'..='Z' if only => control(c as u8 & 0x1f).unwrap_or_else(|| letter(c, modifiers)),
        c => letter(c, modifiers),
    }
}

/// Keys without a character, by their numbers in the protocol. Those we do not know are nothing.
fn functional(number: u32, modifiers: KeyModifiers) -> Option<Wake> {
    const KEYPAD: &[u8] = b"0123456789./*-+";
    const KEYPAD_AT: u32 = 57_399;
    let code = match number {
        n @ 57_376..=57_398 => KeyCode::F((n - 57_376 + 13) as u8),
        n @ KEYPAD_AT..=57_413 => {
            let c = char::from(*KEYPAD.get((n - KEYPAD_AT) as usize)?);
            return Some(letter(c, modifiers));
        }
        57_414 => KeyCode::Enter,
        57_415 => return Some(letter('=', modifiers)),
        57_416 => return Some(letter(',', modifiers)),
        57_417 => KeyCode::Left,
        57_418 => KeyCode::Right,
        57_419 => KeyCode::Up,
        57_420 => KeyCode::Down,
        57_421 => KeyCode::PageUp,
        57_422 => KeyCode::PageDown,
        57_423 => KeyCode::Home,
        57_424 => KeyCode::End,
        57_425 => KeyCode::Insert,
        57_426 => KeyCode::Delete,
        57_427 => KeyCode::KeypadBegin,
        57_428 => KeyCode::Media(MediaKeyCode::Play),
        57_429 => KeyCode::Media(MediaKeyCode::Pause),
        57_430 => KeyCode::Media(MediaKeyCode::PlayPause),
        57_432 => KeyCode::Media(MediaKeyCode::Stop),
        57_435 => KeyCode::Media(MediaKeyCode::TrackNext),
        57_436 => KeyCode::Media(MediaKeyCode::TrackPrevious),
        _ => return None,
    };
    Some(key(code, modifiers))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: KeyModifiers = KeyModifiers::NONE;
    const CTRL: KeyModifiers = KeyModifiers::CONTROL;

    /// What a sequence without its `CSI` means.
    fn means(sequence: &str) -> Option<Wake> {
        let (text, last) = sequence.split_at(sequence.len() - 1);
        keys(text, last.as_bytes()[0])
    }

    #[test]
    fn media_keys_are_presses_and_what_is_not_known_is_nothing() {
        for (number, code) in [
            (57_428, MediaKeyCode::Play),
            (57_429, MediaKeyCode::Pause),
            (57_430, MediaKeyCode::PlayPause),
            (57_432, MediaKeyCode::Stop),
            (57_435, MediaKeyCode::TrackNext),
            (57_436, MediaKeyCode::TrackPrevious),
        ] {
            let wanted = Some(key(KeyCode::Media(code), NONE));
            for form in ["u", ";1u", ";1:1u", ";129:1u"] {
                assert_eq!(means(&format!("{number}{form}")), wanted, "{number}{form}");
            }
            for kind in [2, 3] {
                assert_eq!(means(&format!("{number};1:{kind}u")), None, "t21: repeated, or released");
            }
        }
        for number in [57_344, 57_358, 57_360, 57_363, 57_431, 57_438, 57_440, 57_441, 63_743, 1_114_112] {
            assert_eq!(means(&format!("{number}u")), None, "{number}");
        }
        for report in ["?5u", "u", ";u", ":u", "97;0u", "97;257u", "97;x:1u", "99999999999u"] {
            assert_eq!(means(report), None, "t18: {report}");
        }
    }

    #[test]
    fn the_keypad_types_what_is_written_on_it() {
        let typed: Vec<_> = (57_399..=57_416).map(|number| means(&format!("{number};129u"))).collect();
        let wanted = "0123456789./*-+\r=,".chars().map(|c| match c {
            '\r' => Some(key(KeyCode::Enter, NONE)),
            c => Some(key(KeyCode::Char(c), NONE)),
        });
        assert_eq!(typed, wanted.collect::<Vec<_>>());
        let codes = [57_417, 57_420, 57_422, 57_423, 57_427].map(|number| means(&format!("{number}u")));
        let wanted = [KeyCode::Left, KeyCode::Down, KeyCode::PageDown, KeyCode::Home, KeyCode::KeypadBegin]
            .map(|c| Some(key(c, NONE)));
        assert_eq!(codes, wanted);
        assert_eq!(means("57376u"), Some(key(KeyCode::F(13), NONE)), "a pedal");
        assert_eq!((means("25~"), means("34~")), (Some(key(KeyCode::F(13), NONE)), Some(key(KeyCode::F(20), NONE))));
    }

    #[test]
    fn told_apart_keys_mean_what_they_always_meant() {
        for (sequence, wanted) in [
            ("27u", key(KeyCode::Esc, NONE)),
            ("27;129u", key(KeyCode::Esc, NONE)),
            ("9;2u", key(KeyCode::BackTab, KeyModifiers::SHIFT)),
            ("13;2u", key(KeyCode::Enter, KeyModifiers::SHIFT)),
            ("127;5u", key(KeyCode::Backspace, CTRL)),
            ("99;5u", key(KeyCode::Char('c'), CTRL)),
            ("99;6u", key(KeyCode::Char('c'), CTRL)),
            ("108;69u", key(KeyCode::Char('l'), CTRL)),
            ("122;5u", Wake::Suspend),
            ("122;197u", Wake::Suspend),
            ("104;5u", key(KeyCode::Backspace, NONE)),
            ("105;5u", key(KeyCode::Tab, NONE)),
            ("109;5u", key(KeyCode::Enter, NONE)),
            ("91;5u", key(KeyCode::Esc, NONE)),
            ("120;3u", key(KeyCode::Char('x'), KeyModifiers::ALT)),
            ("99;7u", key(KeyCode::Char('c'), CTRL | KeyModifiers::ALT)),
            ("57;5u", key(KeyCode::Char('9'), CTRL)),
            ("113;65u", key(KeyCode::Char('q'), NONE)),
            ("113;193u", key(KeyCode::Char('q'), NONE)),
            ("1;129A", key(KeyCode::Up, NONE)),
        ] {
            assert_eq!(means(sequence), Some(wanted), "{sequence}");
        }
        for desktops in ["113;9u", "99;13u", "113;17u", "113;33u", "1;9A", "57430;9u"] {
            assert_eq!(means(desktops), None, "{desktops}");
        }
    }

    #[test]
    fn with_ctrl_a_key_counts_by_its_place_where_it_types_no_latin_letter() {
        assert_eq!(means("1089::99;5u"), Some(key(KeyCode::Char('c'), CTRL)), "Cyrillic");
        assert_eq!(means("950::122;5u"), Some(Wake::Suspend), "Greek");
        assert_eq!(means("106::99;5u"), Some(key(KeyCode::Char('j'), CTRL)), "Dvorak: as it is written");
        assert_eq!(means("1089;5u"), Some(key(KeyCode::Char('с'), CTRL)), "nobody says where it lies");
        assert_eq!(means("1089::99u"), Some(key(KeyCode::Char('с'), NONE)), "typed, it is a letter");
    }
}
