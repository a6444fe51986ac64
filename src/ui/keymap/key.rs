//! A key: what it matches, how it is written on the screen, and how in the settings.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MediaKeyCode};

/// A key as the table names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key {
    /// A character.
    Char(char),
    /// A character with Ctrl.
    Ctrl(char),
    /// Any other key.
    Code(KeyCode),
    /// The pain scale: 0 to 9, and x or - for 10.
    Scale,
    /// The same without -, which has another meaning there.
    Digits,
    /// A line's number, 1 to 5.
    Line,
    /// The number of what is chosen, 1 to 9.
    Choice,
    /// A part of the mouse.
    Mouse(Button),
}

/// A part of the mouse.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Button {
    /// The left or right button.
    Click,
    /// The middle button.
    Middle,
    /// The wheel, turned away from the person.
    WheelUp,
    /// The wheel, turned towards the person.
    WheelDown,
}

impl Key {
    pub(super) fn matches(self, event: &KeyEvent) -> bool {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        match (self, event.code) {
            (Self::Char(wanted), KeyCode::Char(c)) => !ctrl && !alt && c == wanted,
            (Self::Ctrl(wanted), KeyCode::Char(c)) => ctrl && c.eq_ignore_ascii_case(&wanted),
            (Self::Code(wanted), code) => wanted == code,
            (class, KeyCode::Char(c)) if class.is_class() => !ctrl && !alt && class.holds(c),
            _ => false,
        }
    }

    /// Whether one press could mean both.
    pub(super) fn overlaps(self, other: Self) -> bool {
        match (self, other) {
            (Self::Char(c), class) | (class, Self::Char(c)) if class.is_class() => class.holds(c),
            (one, other) => one == other,
        }
    }

    const fn is_class(self) -> bool {
        matches!(self, Self::Scale | Self::Digits | Self::Line | Self::Choice)
    }

    fn holds(self, c: char) -> bool {
        match self {
            Self::Scale => on_scale(c).is_some(),
            Self::Digits => c != '-' && on_scale(c).is_some(),
            Self::Line => ('1'..='5').contains(&c),
            Self::Choice => ('1'..='9').contains(&c),
            _ => false,
        }
    }

    /// How it is written on the screen.
    pub fn label(self, ascii: bool) -> String {
        match self {
            Self::Code(KeyCode::Up | KeyCode::Down | KeyCode::Left | KeyCode::Right) if ascii => self.name(),
            Self::Char(' ') => "space".into(),
            Self::Char(c) => c.to_string(),
            Self::Ctrl(c) => format!("Ctrl-{}", c.to_ascii_uppercase()),
            Self::Scale | Self::Digits => "0-9 x".into(),
            Self::Mouse(Button::Click) => "click".into(),
            Self::Mouse(Button::Middle) => "middle".into(),
            Self::Mouse(Button::WheelUp) if ascii => "wheel up".into(),
            Self::Mouse(Button::WheelDown) if ascii => "wheel dn".into(),
            Self::Mouse(Button::WheelUp) => "wheel ↑".into(),
            Self::Mouse(Button::WheelDown) => "wheel ↓".into(),
            Self::Line => "1-5".into(),
            Self::Choice => "1-9".into(),
            Self::Code(code) => match code {
                KeyCode::Up => "↑".into(),
                KeyCode::Down => "↓".into(),
                KeyCode::Left => "←".into(),
                KeyCode::Right => "→".into(),
                KeyCode::Media(MediaKeyCode::TrackNext) => ">>|".into(),
                KeyCode::Media(MediaKeyCode::TrackPrevious) => "|<<".into(),
                KeyCode::Media(MediaKeyCode::PlayPause) => ">||".into(),
                KeyCode::Media(MediaKeyCode::Play) => "|>".into(),
                KeyCode::Media(MediaKeyCode::Pause) => "||".into(),
                KeyCode::Media(MediaKeyCode::Stop) => "[]".into(),
                _ => self.name(),
            },
        }
    }
}

/// The number that a key gives on the pain scale.
pub(super) fn on_scale(c: char) -> Option<u8> {
    match c {
        'x' | 'X' | '-' => Some(10),
        _ => c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()),
    }
}

/// The letter that a key types, if it types one.
pub fn typed(event: &KeyEvent) -> Option<char> {
    match event.code {
        KeyCode::Char(c) if !event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => Some(c),
        _ => None,
    }
}

pub(super) const UP: Key = Key::Code(KeyCode::Up);
pub(super) const DOWN: Key = Key::Code(KeyCode::Down);
pub(super) const LEFT: Key = Key::Code(KeyCode::Left);
pub(super) const RIGHT: Key = Key::Code(KeyCode::Right);
pub(super) const ENTER: Key = Key::Code(KeyCode::Enter);
pub(super) const ESC: Key = Key::Code(KeyCode::Esc);
pub(super) const TAB: Key = Key::Code(KeyCode::Tab);
pub(super) const BACKTAB: Key = Key::Code(KeyCode::BackTab);
pub(super) const PGUP: Key = Key::Code(KeyCode::PageUp);
pub(super) const PGDN: Key = Key::Code(KeyCode::PageDown);
pub(super) const HOME: Key = Key::Code(KeyCode::Home);
pub(super) const END: Key = Key::Code(KeyCode::End);
pub(super) const DELETE: Key = Key::Code(KeyCode::Delete);
pub(super) const BACKSPACE: Key = Key::Code(KeyCode::Backspace);
pub(super) const NEXT_TRACK: Key = Key::Code(KeyCode::Media(MediaKeyCode::TrackNext));
pub(super) const PREVIOUS_TRACK: Key = Key::Code(KeyCode::Media(MediaKeyCode::TrackPrevious));
pub(super) const PLAY_PAUSE: Key = Key::Code(KeyCode::Media(MediaKeyCode::PlayPause));
// The one key of most keyboards for play and pause arrives as play under X11 and Wayland.
pub(super) const PLAY: Key = Key::Code(KeyCode::Media(MediaKeyCode::Play));
pub(super) const PAUSE: Key = Key::Code(KeyCode::Media(MediaKeyCode::Pause));
pub(super) const STOP: Key = Key::Code(KeyCode::Media(MediaKeyCode::Stop));
pub(super) const CLICK: Key = Key::Mouse(Button::Click);
pub(super) const MIDDLE: Key = Key::Mouse(Button::Middle);
pub(super) const WHEEL_UP: Key = Key::Mouse(Button::WheelUp);
pub(super) const WHEEL_DOWN: Key = Key::Mouse(Button::WheelDown);
