//! Bytes from the terminal to keys, clicks and pastes.
//!
//! What is not understood is nothing, never a key: late answers to questions of others, broken sequences, bad UTF-8.
//! Nothing here waits: a sequence that arrives in two halves is held for a moment, and forgotten after it.

mod keys;

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use self::keys::{keys, named};
use super::Wake;
use crate::domain::text::Clean;
use crate::domain::time::Moment;
use crate::ui::theme::Ground;

/// After this, an escape byte on its own was the Escape key.
const ESCAPE_ALONE: Duration = Duration::from_millis(30);

/// After this, the second half of a sequence or character is not coming any more.
const HALF: Duration = Duration::from_millis(500);

/// After this silence a paste is over, even if its end was lost.
const PASTE_SILENCE: Duration = Duration::from_secs(1);

/// More of a paste is not kept: no field holds it.
const PASTE_MOST: usize = 64 * 1024;

/// No sequence we know is longer.
const SEQUENCE_MOST: usize = 4096;

const PASTE_END: &[u8] = b"\x1b[201~";

/// What came and was not yet understood.
#[derive(Debug, Default)]
pub(super) struct Input {
    bytes: Vec<u8>,
    wakes: Vec<Wake>,
    paste: Option<Vec<u8>>,
    last: Moment,
    /// The Escape key was given out on the strength of silence alone.
    escape_given: bool,
}

/// What the bytes begin with.
enum Token {
    /// So many bytes that mean something, or nothing.
    Is(usize, Option<Meaning>),
    /// The beginning of something.
    Half,
}

enum Meaning {
    Wake(Wake),
    PasteBegins,
}

impl Input {
    /// Takes in bytes that were read at `now`.
    pub fn feed(&mut self, bytes: &[u8], now: Moment) {
        self.settle(now);
        let late = std::mem::take(&mut self.escape_given) && bytes.len() > 1 && matches!(bytes[0], b'[' | b'O');
        if late && now.since(self.last) < PASTE_SILENCE {
            // The rest of a sequence whose escape byte came long before it: it must not turn into keys.
            self.bytes.push(0x1b);
            self.bytes.extend_from_slice(bytes);
            if let Token::Is(count, _) = token(&self.bytes) {
                self.bytes.drain(..count);
            }
        } else {
            self.bytes.extend_from_slice(bytes);
        }
        self.last = now;
        self.understand();
    }

    /// Moves what is understood by `now` to `wakes`.
    pub fn take(&mut self, now: Moment, wakes: &mut Vec<Wake>) {
        self.settle(now);
        wakes.append(&mut self.wakes);
    }

    /// The colour of the ground, if it has been answered and not yet been taken.
    pub fn take_ground(&mut self) -> Option<Ground> {
        let at = self.wakes.iter().position(|wake| matches!(wake, Wake::Ground(_)))?;
        match self.wakes.remove(at) {
            Wake::Ground(ground) => Some(ground),
            _ => None,
        }
    }

    /// When silence will mean something.
    pub fn deadline(&self) -> Option<Moment> {
        let silence = if self.paste.is_some() {
            PASTE_SILENCE
        } else if self.bytes == [0x1b] {
            ESCAPE_ALONE
        } else if !self.bytes.is_empty() {
            HALF
        } else {
            return None;
        };
        Some(self.last.plus(silence))
    }

    /// Draws the conclusion from silence.
    fn settle(&mut self, now: Moment) {
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return;
        }
        if let Some(mut paste) = self.paste.take() {
            paste.append(&mut self.bytes);
            self.pasted(&paste);
        } else if self.bytes == [0x1b] {
            self.escape_given = true;
            self.wakes.push(key(KeyCode::Esc, KeyModifiers::NONE));
        }
        self.bytes.clear();
    }

    fn understand(&mut self) {
        let mut used = 0;
        loop {
            let rest = &self.bytes[used..];
            if rest.is_empty() {
                break;
            }
            if let Some(paste) = &mut self.paste {
                let end = rest.windows(PASTE_END.len()).position(|part| part == PASTE_END);
                // The end may be cut in two: its possible beginning stays.
                let count = end.unwrap_or(rest.len().saturating_sub(PASTE_END.len() - 1));
                let room = PASTE_MOST.saturating_sub(paste.len());
                paste.extend_from_slice(&rest[..count.min(room)]);
                used += count;
                if end.is_none() {
                    break;
                }
                used += PASTE_END.len();
                let paste = std::mem::take(paste);
                self.paste = None;
                self.pasted(&paste);
                continue;
            }
            match token(rest) {
                Token::Half if rest.len() > SEQUENCE_MOST => used = self.bytes.len(),
                Token::Half => break,
                Token::Is(count, meaning) => {
                    used += count;
                    match meaning {
                        Some(Meaning::Wake(wake)) => self.wakes.push(wake),
                        Some(Meaning::PasteBegins) => self.paste = Some(Vec::new()),
                        None => {}
                    }
                }
            }
        }
        self.bytes.drain(..used);
    }

    fn pasted(&mut self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes).replace("\r\n", " ").replace(['\r', '\n', '\t'], " ");
        self.wakes.push(Wake::Paste(Clean::visible(&text)));
    }
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Wake {
    Wake::Key(KeyEvent::new(code, modifiers))
}

fn is(count: usize, wake: Option<Wake>) -> Token {
    Token::Is(count, wake.map(Meaning::Wake))
}

fn token(bytes: &[u8]) -> Token {
    match bytes {
        [0x1b, rest @ ..] => escape(bytes, rest),
        [byte @ (0..0x20 | 0x7f), ..] => is(1, control(*byte)),
        _ => character(bytes).map_or(Token::Half, |(count, c)| is(count, c.map(|c| letter(c, KeyModifiers::NONE)))),
    }
}

fn escape(bytes: &[u8], rest: &[u8]) -> Token {
    match rest {
        [] | [b'O'] => Token::Half,
        [b'[', ..] => sequence(bytes),
        [b'O', letter, ..] => is(3, named(*letter).map(|code| key(code, KeyModifiers::NONE))),
        [b']' | b'P' | b'X' | b'^' | b'_', ..] => string(bytes),
        [0x1b, ..] => is(1, Some(key(KeyCode::Esc, KeyModifiers::NONE))),
        [byte @ (0..0x20 | 0x7f), ..] => is(2, control(*byte).map(with_alt)),
        _ => character(rest).map_or(Token::Half, |(count, c)| is(1 + count, c.map(|c| letter(c, KeyModifiers::ALT)))),
    }
}

fn with_alt(wake: Wake) -> Wake {
    match wake {
        Wake::Key(pressed) => key(pressed.code, pressed.modifiers | KeyModifiers::ALT),
        other => other,
    }
}

/// The first character: its length, and itself unless it is broken or no character a person types. `None`: a half one.
fn character(bytes: &[u8]) -> Option<(usize, Option<char>)> {
    let length = match bytes.first()? {
        0..0x80 => 1,
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf5 => 4,
        _ => return Some((1, None)),
    };
    let part = &bytes[..length.min(bytes.len())];
    match std::str::from_utf8(part) {
        Ok(text) => Some((length, text.chars().next().filter(|c| !c.is_control()))),
        Err(error) if error.error_len().is_none() => None,
        Err(error) => Some((error.error_len().unwrap_or(1), None)),
    }
}

fn letter(c: char, modifiers: KeyModifiers) -> Wake {
    let shift = if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    key(KeyCode::Char(c), modifiers | shift)
}

fn control(byte: u8) -> Option<Wake> {
    let with_control = |c: u8| key(KeyCode::Char(char::from(c)), KeyModifiers::CONTROL);
    Some(match byte {
        b'\r' => key(KeyCode::Enter, KeyModifiers::NONE),
        b'\t' => key(KeyCode::Tab, KeyModifiers::NONE),
        0x08 | 0x7f => key(KeyCode::Backspace, KeyModifiers::NONE),
        0x1a => Wake::Suspend,
        0 => with_control(b' '),
        1..=0x1a => with_control(byte - 1 + b'a'),
        0x1c..0x20 => with_control(byte - 0x1c + b'4'),
        _ => return None,
    })
}

/// Title reports, colours and the like: up to their end they are nothing, but for the colour of the ground.
fn string(bytes: &[u8]) -> Token {
    match bytes.iter().skip(2).position(|b| matches!(b, 0x07 | 0x1b | 0x18 | 0x1a)) {
        Some(at) if bytes[at + 2] == 0x07 => is(at + 3, ground(&bytes[1..at + 2])),
        Some(at) if bytes[at + 2] != 0x1b => Token::Is(at + 3, None),
        Some(at) if bytes.len() > at + 3 => match bytes[at + 3] {
            b'\\' => is(at + 4, ground(&bytes[1..at + 2])),
            _ => Token::Is(at + 2, None),
        },
        _ => Token::Half,
    }
}

/// `]11;rgb:1d1d/2020/2121`, with one to four digits for each part, or `rgba:` with a fourth part.
fn ground(bytes: &[u8]) -> Option<Wake> {
    let colour = std::str::from_utf8(bytes).ok()?.strip_prefix("]11;rgb")?;
    let part = |digits: &str| {
        let digits = Some(digits).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        let most = [0xf, 0xff, 0xfff, 0xffff].get(digits.len().checked_sub(1)?)?;
        Some(f64::from(u16::from_str_radix(digits, 16).ok()?) / f64::from(*most))
    };
    let mut parts = colour.strip_prefix('a').unwrap_or(colour).strip_prefix(':')?.split('/').map(part);
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    Some(Wake::Ground(Ground::of([red, green, blue])))
}

/// A control sequence: `ESC [`, parameters, a final letter.
fn sequence(bytes: &[u8]) -> Token {
    let body = &bytes[2..];
    match body {
        [] | [b'['] | [b'M'] | [b'M', _] | [b'M', _, _] => return Token::Half,
        [b'I', ..] => return is(3, Some(Wake::Focus(true))),
        [b'O', ..] => return is(3, Some(Wake::Focus(false))),
        [b'[', _, ..] => return Token::Is(4, None), // function keys of the Linux console
        [b'M', button, x, y, ..] => {
            let at = |byte: u8| u16::from(byte).checked_sub(33);
            return is(6, at(*x).zip(at(*y)).and_then(|at| mouse(u16::from(button.saturating_sub(32)), at)));
        }
        _ => {}
    }
    let Some(end) = body.iter().position(|b| !matches!(b, 0x20..0x40)) else { return Token::Half };
    let (last, count) = (body[end], end + 3);
    if !matches!(last, 0x40..0x7f) {
        return Token::Is(count - 1, None); // cut off: what cut it off is looked at by itself
    }
    let Ok(text) = std::str::from_utf8(&body[..end]) else { return Token::Is(count, None) };
    if last == b'~' && text == "200" {
        return Token::Is(count, Some(Meaning::PasteBegins));
    }
    is(count, if let Some(text) = text.strip_prefix('<') { exact_mouse(text, last) } else { keys(text, last) })
}

/// `button;column;row`, columns and rows from 1; a small `m` is a release.
fn exact_mouse(text: &str, last: u8) -> Option<Wake> {
    let mut numbers = text.split(';').map(|n| n.parse::<u16>().ok());
    let button = numbers.next()??;
    let at = (numbers.next()??.checked_sub(1)?, numbers.next()??.checked_sub(1)?);
    if last == b'M' { mouse(button, at) } else { None }
}

fn mouse(button: u16, (column, row): (u16, u16)) -> Option<Wake> {
    match button & !0b1_1100 {
        1 => Some(Wake::MiddleClick),
        0 | 2 => Some(Wake::Click { column, row }),
        64 | 65 => Some(Wake::Scroll { up: button & 1 == 0 }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn understood(chunks: &[&[u8]]) -> Vec<Wake> {
        let (mut input, mut wakes) = (Input::default(), Vec::new());
        for chunk in chunks {
            input.feed(chunk, Moment::default());
        }
        input.take(Moment::at(Duration::from_secs(9)), &mut wakes);
        wakes
    }

    /// Bytes of which many begin or end something.
    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        let telling = prop::sample::select(b"\x1b[O<;:01239~AMmuR]P\\\x07\xc3\xa9\xf0\xff \r".to_vec());
        let piece = prop_oneof![
            6 => telling.prop_map(|byte| vec![byte]),
            2 => any::<u8>().prop_map(|byte| vec![byte]),
            1 => Just(b"\x1b[200~".to_vec()),
            1 => Just(PASTE_END.to_vec()),
        ];
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn t19_any_bytes_mean_the_same_however_they_are_cut(bytes in bytes(), cuts in prop::collection::vec(1..7_usize, 1..9)) {
            let (mut chunks, mut rest) = (Vec::new(), &bytes[..]);
            for cut in cuts.iter().cycle() {
                if rest.is_empty() {
                    break;
                }
                let (chunk, after) = rest.split_at((*cut).min(rest.len()));
                chunks.push(chunk);
                rest = after;
            }
            prop_assert_eq!(understood(&chunks), understood(&[&bytes]));
        }
    }

    #[test]
    fn t20_nothing_in_a_paste_is_a_key() {
        let wakes = understood(&[b"\x1b[200~q0\r9\x1b[A\x03\x1b[201~"]);
        assert!(matches!(&wakes[..], [Wake::Paste(_)]), "{wakes:?}");
    }

    #[test]
    fn the_middle_button_and_the_focus_are_told_apart_from_others() {
        assert_eq!(understood(&[b"\x1b[I\x1b[O"]), [Wake::Focus(true), Wake::Focus(false)]);
        assert_eq!(
            understood(&[b"\x1b[<1;5;3M\x1b[<1;5;3m\x1b[<0;5;3M\x1b[<2;5;3M\x1b[<0;0;3M\x1b[M ! "]),
            [Wake::MiddleClick, Wake::Click { column: 4, row: 2 }, Wake::Click { column: 4, row: 2 }]
        );
    }

    #[test]
    fn the_colour_of_the_ground_is_heard_however_it_is_written() {
        for dark in ["rgb:0000/0000/0000\x07", "rgb:1/1/1\x1b\\", "rgba:28/2c/34/ff\x07"] {
            let answer = format!("\x1b]11;{dark}z");
            assert_eq!(understood(&[answer.as_bytes()])[0], Wake::Ground(Ground::Dark), "{dark:?}");
        }
        assert_eq!(understood(&[b"\x1b]11;rgb:ff", b"ff/ffff/ffff\x1b\\"]), [Wake::Ground(Ground::Light)]);
        for nothing in ["rgb:00/00", "rgb:00000/0/0", "rgb:g/0/0", "rgb:+f/0/0", "#000000", "?"] {
            assert_eq!(understood(&[format!("\x1b]11;{nothing}\x07").as_bytes()]), [], "{nothing}");
        }
        assert_eq!(understood(&[b"\x1b]10;rgb:0/0/0\x07\x1bP11;rgb:0/0/0\x07"]), []);
    }

    #[test]
    fn the_ground_is_taken_out_of_what_was_typed_ahead() {
        let mut input = Input::default();
        input.feed(b"j\x1b]11;rgb:ff/ff/ff\x07k\x1b", Moment::default());
        assert_eq!((input.take_ground(), input.take_ground()), (Some(Ground::Light), None));
        let mut wakes = Vec::new();
        input.take(Moment::default(), &mut wakes);
        let typed = ['j', 'k'].map(|c| key(KeyCode::Char(c), KeyModifiers::NONE));
        assert_eq!(wakes, typed);
    }

    #[test]
    fn t22_escape_needs_a_moment_of_silence() {
        let (mut input, mut wakes) = (Input::default(), Vec::new());
        input.feed(b"\x1b", Moment::default());
        input.take(Moment::default(), &mut wakes);
        assert_eq!(wakes, []);
        assert_eq!(input.deadline(), Some(Moment::at(ESCAPE_ALONE)));
        input.take(Moment::at(ESCAPE_ALONE), &mut wakes);
        assert_eq!(wakes, [key(KeyCode::Esc, KeyModifiers::NONE)]);
        assert_eq!(input.deadline(), None);
    }
}
