//! A mark that moves through a list.

use std::cell::Cell;

use super::keymap::Action;

/// How far a page goes.
const PAGE: usize = 10;

/// How far a text is scrolled. What draws it says how far that can be, so that a key too many costs nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scroll {
    top: Cell<u16>,
}

impl Scroll {
    /// Moves; returns whether the action was a movement.
    pub fn act(&mut self, action: Action) -> bool {
        let page = u16::try_from(PAGE).unwrap_or(u16::MAX);
        let top = self.top.get();
        self.top.set(match action {
            Action::Up => top.saturating_sub(1),
            Action::Down => top.saturating_add(1),
            Action::PageUp => top.saturating_sub(page),
            Action::PageDown => top.saturating_add(page),
            _ => return false,
        });
        true
    }

    /// This line is to come first, or the last one that may.
    pub fn go_to(&self, line: u16) {
        self.top.set(line);
    }

    /// The line that is to come first, as far as keys have said: past the end, perhaps.
    pub const fn wished(&self) -> u16 {
        self.top.get()
    }

    /// The first line to show, when the last one that may come first is `last`.
    pub fn top(&self, last: u16) -> u16 {
        self.top.set(self.top.get().min(last));
        self.top.get()
    }
}

/// Which line of a list is marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cursor {
    marked: usize,
}

impl Cursor {
    /// The number of the marked line, from 0.
    pub const fn marked(self) -> usize {
        self.marked
    }

    /// Marks a line.
    pub const fn mark(&mut self, line: usize) {
        self.marked = line;
    }

    /// Moves in a list of so many lines; returns whether the action was a movement.
    pub fn act(&mut self, action: Action, lines: usize) -> bool {
        let last = lines.saturating_sub(1);
        self.marked = match action {
            Action::Up => self.marked.saturating_sub(1),
            Action::Down => self.marked.saturating_add(1),
            Action::PageUp => self.marked.saturating_sub(PAGE),
            Action::PageDown => self.marked.saturating_add(PAGE),
            Action::First => 0,
            Action::Last => last,
            _ => return false,
        }
        .min(last);
        true
    }

    /// The first line to show so that the marked one is inside a window of so many.
    pub const fn first_shown(self, window: usize) -> usize {
        (self.marked + 1).saturating_sub(if window == 0 { 1 } else { window })
    }
}
