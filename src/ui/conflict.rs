//! Somebody else wrote to a file while it was being changed here: both sides' changes, joined where they do not touch, and
//! the choice where they do. Whatever is chosen is shown as what saving changes before it is written.

use super::diff::{self, Line, Mark};
use super::join::{Joined, join};
use super::list::Scroll;
use crate::domain::text::Clean;

/// How the two sides lie to each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lie {
    /// Both changed the same lines.
    Touch,
    /// Each changed lines of its own.
    Apart,
    /// The file is gone, or no text any more.
    Gone,
}

/// Both sides.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// What is in the file now, and both sides' changes in one text; nothing where the file is gone.
    theirs: Option<(String, Joined)>,
    lines: Vec<Line>,
    scroll: Scroll,
    leaving: bool,
}

impl Conflict {
    /// Two texts that were made of `base`; `leaving`: the person is on the way out.
    pub fn new(base: &str, mine: &str, theirs: Option<&str>, leaving: bool) -> Self {
        let mut lines = Vec::new();
        for (title, text) in [("what they changed", theirs), ("what you changed", theirs.map(|_| mine))] {
            let Some(text) = text else { continue };
            if !lines.is_empty() {
                lines.push(Line { mark: Mark::Title, text: Clean::default() });
            }
            lines.push(Line { mark: Mark::Title, text: Clean::visible(title) });
            lines.extend(diff::lines(base, text));
        }
        let theirs = theirs.map(|theirs| (theirs.to_owned(), join(base, mine, theirs)));
        Self { theirs, lines, scroll: Scroll::default(), leaving }
    }

    /// How they lie to each other.
    pub const fn lie(&self) -> Lie {
        match &self.theirs {
            None => Lie::Gone,
            Some((_, joined)) if joined.touches => Lie::Touch,
            Some(_) => Lie::Apart,
        }
    }

    /// What is in the file now, and both sides' changes in one text; nothing where the file is gone.
    pub fn into_theirs(self) -> Option<(String, Joined)> {
        self.theirs
    }

    /// Whether the person is on the way out.
    pub const fn is_leaving(&self) -> bool {
        self.leaving
    }

    /// What each side changed.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// How far they are scrolled.
    pub const fn scroll(&self) -> &Scroll {
        &self.scroll
    }

    /// The same, to be scrolled.
    pub const fn scroll_mut(&mut self) -> &mut Scroll {
        &mut self.scroll
    }
}
