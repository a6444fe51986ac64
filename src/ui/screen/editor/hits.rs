//! What was drawn where, so that the mouse finds it. What draws says so; nothing else is remembered of a drawing.

use std::cell::RefCell;

use ratatui::layout::{Position, Rect};

/// Something that can be pointed at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hit {
    /// A table, by its row.
    Table(usize),
    /// A field of the marked table.
    Field(usize),
    /// A word that can be chosen.
    Word(&'static str),
}

/// The places of the last drawing.
#[derive(Clone, Debug, Default)]
pub struct Hits(RefCell<Vec<(Rect, Hit)>>);

impl Hits {
    /// A new drawing begins.
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    /// Something is drawn here.
    pub fn put(&self, area: Rect, hit: Hit) {
        self.0.borrow_mut().push((area, hit));
    }

    /// What lies at a cell.
    pub fn at(&self, cell: Position) -> Option<Hit> {
        self.0.borrow().iter().rev().find(|(area, _)| area.contains(cell)).map(|(_, hit)| *hit)
    }
}
