//! A narrow window: the side, the clock and the phase one below the other, and the drawing where it finds room.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::widgets::Widget;

use super::side::set_for_reading;
use super::{PHASE_SIGN_FROM, ROOMY, Stage};
use crate::ui::view::page::below;
use crate::ui::widget::sign::Sign;

/// Rows that an instruction may need.
const SMALLEST_TEXT: u16 = 6;

impl Stage<'_> {
    /// One below the other: the side, the clock, the phase; and the drawing, unless it is `drawn` already.
    pub(super) fn column(&self, drawn: bool, (area, buf): (Rect, &mut Buffer), align: HorizontalAlignment) {
        let (place, style) = (&self.place, self.place_style());
        let large = area.height >= ROOMY;
        let block_letters = u16::from(area.height >= PHASE_SIGN_FROM);
        let sign = Sign::new(place, style, self.look.theme).like(&self.shape).align(align).at_most(block_letters);
        // Which leg is meant may take two lines; that both are, one.
        let smallest = Sign::smallest(self.look.theme);
        let room = if self.side().is_some() { area } else { Rect { height: area.height.min(smallest), ..area } };
        let high = if place.is_empty() { 0 } else { sign.height(room) };
        // Block letters that touch the digits run into them, seen from afar.
        let apart = large || (high > 1 && area.height > high + 1 + self.third);
        let rest = below(area, high + u16::from(apart && high > 0));
        let text_rows = if large { SMALLEST_TEXT } else { 0 };
        let clock = Rect { height: rest.height.saturating_sub(text_rows), ..rest };
        if !drawn && self.pictured_column(self.digits_high(clock), high, (area, buf)) {
            return;
        }
        sign.render(room, buf);
        self.clock((clock, buf), HorizontalAlignment::Center);
        self.read_meanwhile(&[set_for_reading(below(rest, clock.height))], buf);
    }
}
