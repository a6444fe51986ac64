//! The cue check, the list of keys, and what holds everywhere.

use super::{Binding, quiet, shown};
use crate::ui::keymap::key::Key::{Char, Ctrl};
use crate::ui::keymap::key::{DOWN, ENTER, ESC, PGDN, PGUP, UP};
use crate::ui::keymap::{Action as A, Scope as S};

pub(super) const LINES: &[Binding<'static>] = &[
    shown(S::Cues, &[Char('y')], A::Yes, "yes", "yes, I noticed it"),
    shown(S::Cues, &[Char('n')], A::No, "no", "no, I did not: it is left out in this kind of terminal"),
    shown(S::Cues, &[Char('r')], A::Restart, "again", "try it again"),
    shown(S::Cues, &[ENTER], A::Open, "next", "the next question, with or without an answer"),
    shown(S::Cues, &[ESC, Char('q')], A::Back, "leave", "leave the check; what was answered is kept"),
    quiet(S::Cues, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::CuesAsked, &[ENTER, ESC, Char('q')], A::Back, "close", "close; the answers are kept"),
    shown(S::Help, &[ESC, ENTER, Char('q'), Char('?'), Char(' ')], A::Back, "close", "close this list"),
    quiet(S::Help, &[Char('c')], A::Cues, "cue check", "check what you hear and see, from the home screen"),
    quiet(S::Help, &[UP, Char('k')], A::Up, "up", "a line up"),
    quiet(S::Help, &[DOWN, Char('j')], A::Down, "down", "a line down"),
    quiet(S::Help, &[PGUP], A::PageUp, "page up", "a page up"),
    quiet(S::Help, &[PGDN], A::PageDown, "page down", "a page down"),
    quiet(S::Everywhere, &[Ctrl('l')], A::Redraw, "redraw", "draw the screen again"),
    quiet(
        S::Everywhere,
        &[Ctrl('z')],
        A::Suspend,
        "shell",
        "back to the shell; `fg` returns, and a session waits paused",
    ),
    quiet(S::Everywhere, &[Ctrl('c')], A::Interrupt, "leave", "leave at once; a session stays open and can go on"),
];
