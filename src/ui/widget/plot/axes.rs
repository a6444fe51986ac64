//! What a picture of ratings is measured by: the scale at its left, and the days below it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::text::columns;
use super::super::{dab, write};
use super::{Plot, Sheet, step_of};
use crate::domain::trend::dates::named;

impl Plot<'_> {
    /// The scale at the left.
    pub(super) fn scale(&self, sheet: Sheet, area: Rect, buf: &mut Buffer) {
        let quiet = self.theme.quiet();
        let (line, tick) = if self.theme.ascii { ("|", "+") } else { ("│", "┤") };
        let x = sheet.room.x - 1;
        for y in sheet.room.top()..sheet.room.bottom() {
            dab(buf, area, (x, y), (line, quiet));
        }
        for value in (0..=10_u8).step_by(step_of(sheet.room.height).into()) {
            let y = sheet.room.y + sheet.down(2 * value) / 4;
            write(buf, area, (area.x, y), (&format!("{value:>3}"), quiet));
            dab(buf, area, (x, y), (tick, quiet));
        }
    }

    /// The days below.
    pub(super) fn dates(&self, sheet: Sheet, area: Rect, buf: &mut Buffer) {
        let quiet = self.theme.quiet();
        let (corner, line, tick) = if self.theme.ascii { ("+", "-", "+") } else { ("└", "─", "┴") };
        let y = sheet.room.bottom();
        dab(buf, area, (sheet.room.x - 1, y), (corner, quiet));
        for x in sheet.room.left()..sheet.room.right() {
            dab(buf, area, (x, y), (line, quiet));
        }
        // A date takes up to eight columns, and wants some air.
        for (day, words) in named(self.from, self.to, u32::from(sheet.room.width / 12)) {
            let Some(x) = sheet.across(day).map(|at| sheet.room.x + at / 2) else { continue };
            if x + columns(&words) <= area.right() {
                dab(buf, area, (x, y), (tick, quiet));
                write(buf, area, (x, y + 1), (&words, quiet));
            }
        }
    }
}
