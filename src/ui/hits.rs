//! What was drawn where, so that the mouse finds it. What draws says so; nothing else is remembered of a drawing.

use std::cell::RefCell;

use ratatui::layout::{Position, Rect};

/// The places of the last drawing, and what lies there.
#[derive(Clone, Debug)]
pub struct Hits<H>(RefCell<Vec<(Rect, H)>>);

impl<H> Default for Hits<H> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<H: Copy> Hits<H> {
    /// A new drawing begins.
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    /// Something is drawn here.
    pub fn put(&self, area: Rect, hit: H) {
        self.0.borrow_mut().push((area, hit));
    }

    /// What lies at a cell.
    pub fn at(&self, cell: Position) -> Option<H> {
        self.0.borrow().iter().rev().find(|(area, _)| area.contains(cell)).map(|(_, hit)| *hit)
    }
}
