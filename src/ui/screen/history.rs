//! The list of what was done, newest first.

use crate::domain::history::{Row, RowKind};
use crate::domain::text::Clean;
use crate::ui::effect::{Effect, Go, Opened, Turn};
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::{Cursor, Scroll};

/// The screen: a list, and over it one record if one is open.
#[derive(Clone, Debug, Default)]
pub struct History {
    rows: Option<Vec<Row>>,
    trouble: Option<Clean>,
    cursor: Cursor,
    open: Option<Box<Opened>>,
    scroll: Scroll,
}

impl History {
    /// An empty screen that waits for the history to be read.
    pub fn new() -> (Self, Turn) {
        (Self::default(), Turn::draw().with(Effect::ReadHistory))
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        if self.open.is_some() { Scope::Record } else { Scope::History }
    }

    /// The history has been read.
    pub fn take(&mut self, rows: Vec<Row>, trouble: Option<Clean>) -> Turn {
        self.rows = Some(rows);
        self.trouble = trouble;
        Turn::draw()
    }

    /// A record has been read.
    pub fn open(&mut self, opened: Option<Box<Opened>>) -> Turn {
        self.open = opened;
        self.scroll = Scroll::default();
        Turn::draw()
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action) -> Turn {
        if self.open.is_some() { self.update_record(action) } else { self.update_list(action) }
    }

    fn update_list(&mut self, action: Action) -> Turn {
        match action {
            Action::Back => Turn::go(Go::Home),
            Action::Open => self.read_marked(),
            action if self.cursor.act(action, self.rows().len()) => Turn::draw(),
            _ => Turn::nothing(),
        }
    }

    fn update_record(&mut self, action: Action) -> Turn {
        match action {
            Action::Back => self.open = None,
            action if self.scroll.act(action) => {}
            Action::Left | Action::Right => return self.read_neighbour(action == Action::Right),
            _ => return Turn::nothing(),
        }
        Turn::draw()
    }

    fn read_marked(&self) -> Turn {
        match self.rows().get(self.cursor.marked()) {
            Some(Row { id, what: RowKind::Session { .. }, .. }) => Turn::draw().with(Effect::ReadRecord(*id)),
            _ => Turn::nothing(),
        }
    }

    /// The next session in the list, passing over ratings by themselves.
    fn read_neighbour(&mut self, older: bool) -> Turn {
        let is_session =
            |at: &usize| matches!(self.rows().get(*at).map(|row| &row.what), Some(RowKind::Session { .. }));
        let here = self.cursor.marked();
        let next =
            if older { (here + 1..self.rows().len()).find(is_session) } else { (0..here).rev().find(is_session) };
        match next {
            Some(next) => {
                self.cursor.mark(next);
                self.read_marked()
            }
            None => Turn::nothing(),
        }
    }

    /// The rows read so far.
    pub fn rows(&self) -> &[Row] {
        self.rows.as_deref().unwrap_or_default()
    }

    /// Whether the history has been read.
    pub const fn is_read(&self) -> bool {
        self.rows.is_some()
    }

    /// What was wrong with it.
    pub const fn trouble(&self) -> Option<&Clean> {
        self.trouble.as_ref()
    }

    /// Which row is marked.
    pub const fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    /// The open record, and how far it is scrolled.
    pub fn opened(&self) -> Option<(&Opened, &Scroll)> {
        self.open.as_deref().map(|opened| (opened, &self.scroll))
    }
}
