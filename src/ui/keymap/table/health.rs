//! The health profile.

use super::{Binding, quiet, shown};
use crate::ui::keymap::key::Key::{self, Char};
use crate::ui::keymap::key::{BACKSPACE, DELETE, DOWN, END, ENTER, ESC, HOME, LEFT, RIGHT, TAB, UP};
use crate::ui::keymap::{Action as A, Scope as S};

pub(super) const LINES: &[Binding<'static>] = &[
    shown(S::Health, &[ENTER], A::Open, "no to rest", "that is all: what is not answered is a no"),
    shown(S::Health, &[Key::Choice], A::Number(0), "yes", "yes to the question of that number, or no again"),
    shown(S::Health, &[ESC, Char('q')], A::Back, "later", "leave it as it is"),
    shown(S::Health, &[Char('y')], A::Yes, "yes", "yes to the question that is marked"),
    shown(S::Health, &[Char('n')], A::No, "no", "no to the question that is marked"),
    quiet(S::Health, &[Char('a')], A::Agreed, "agreed", "yes, and a clinician has agreed"),
    quiet(S::Health, &[LEFT], A::Left, "day before", "it happened a day earlier"),
    quiet(S::Health, &[RIGHT], A::Right, "day after", "it happened a day later"),
    quiet(S::Health, &[Char('-')], A::Shorter, "week before", "it happened a week earlier"),
    quiet(S::Health, &[Char('+'), Char('=')], A::Longer, "week after", "it happened a week later"),
    quiet(S::Health, &[BACKSPACE, DELETE], A::Erase, "not said", "take the answer back"),
    quiet(S::Health, &[UP, Char('k')], A::Up, "up", "the question above"),
    quiet(S::Health, &[DOWN, Char('j')], A::Down, "down", "the question below"),
    quiet(S::Health, &[HOME, Char('g')], A::First, "first", "the first question"),
    quiet(S::Health, &[END, Char('G')], A::Last, "last", "the last question"),
    shown(S::Health, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::Held, &[ENTER, ESC, Char('q')], A::Back, "close", "back to the routines"),
    shown(S::Held, &[Char('a')], A::Anyway, "start anyway", "start it as on paper, this once"),
    shown(S::Held, &[Char('P')], A::Health, "health profile", "see or change your answers"),
    shown(S::Held, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::LogOnly, &[Key::Scale], A::Number(0), "pain now", "pain now: 0 none to 9, x or - for 10"),
    shown(S::LogOnly, &[TAB, UP, DOWN], A::NextField, "other foot", "rate the other foot"),
    quiet(S::LogOnly, &[BACKSPACE, DELETE], A::Erase, "not rated", "take the rating back"),
    shown(S::LogOnly, &[Char('P')], A::Health, "health profile", "see or change your answers"),
    shown(S::LogOnly, &[ENTER, ESC, Char('q')], A::Back, "close", "back to the routines"),
];
