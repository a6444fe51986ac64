//! A narrow window: the side, the clock and the phase one below the other, and the drawing where it finds room.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::widgets::Widget;

use super::side::set_for_reading;
use super::{PHASE_SIGN_FROM, ROOMY, SIDE_BY_SIDE, Stage};
use crate::domain::body::Side;
use crate::ui::view::page::{below, both_ends, row};
use crate::ui::widget::sign::Sign;

/// Rows that an instruction may need.
const SMALLEST_TEXT: u16 = 6;

impl Stage<'_> {
    /// One below the other: the side, the clock, the phase; and the drawing, unless it is `drawn` already.
    pub(super) fn column(&self, drawn: bool, (area, buf): (Rect, &mut Buffer), align: HorizontalAlignment) {
        let (place, style) = (&self.place, self.place_style());
        if area.height < SMALLEST_TEXT + 4 && !self.reading().is_empty() {
            return self.in_a_line(place, (area, buf));
        }
        let large = area.height >= ROOMY;
        if !large && area.width >= SIDE_BY_SIDE.0 - 4 && !self.reading().is_empty() {
            return self.beside((area, buf));
        }
        let block_letters = u16::from(area.height >= PHASE_SIGN_FROM);
        let sign = Sign::new(place, style, self.look.theme).like(&self.shape).align(align).at_most(block_letters);
        // Which leg is meant may take two lines; that both are, one.
        let smallest = Sign::smallest(self.look.theme);
        let room = if self.side().is_some() { area } else { Rect { height: area.height.min(smallest), ..area } };
        let high = if place.is_empty() { 0 } else { sign.height(room) };
        // Block letters that touch the digits run into them, seen from afar.
        let apart = large || (high > 1 && area.height > high + 1 + self.third);
        let rest = below(area, high + u16::from(apart && high > 0));
        let text_rows = match rest.height.checked_sub(self.reading_rows(rest.width)) {
            _ if !large => 0,
            Some(left) if left > self.third + smallest => SMALLEST_TEXT.max(rest.height - left),
            _ => SMALLEST_TEXT,
        };
        let clock = Rect { height: rest.height.saturating_sub(text_rows), ..rest };
        if !drawn && self.pictured_column(self.digits_high(clock), high, (area, buf)) {
            return;
        }
        sign.render(room, buf);
        self.clock((clock, buf), HorizontalAlignment::Center);
        let text = below(rest, clock.height + 1);
        self.read_aloud((text, buf));
        self.read_meanwhile(&[set_for_reading(below(rest, clock.height))], buf);
    }

    /// What is meant for both legs, or none, with its instruction beside the clock where there is no room below it.
    fn beside(&self, (area, buf): (Rect, &mut Buffer)) {
        let own = self.own_half(area);
        self.sign(Rect { width: own.saturating_sub(2), ..area }, HorizontalAlignment::Left, buf);
        let clock = Rect { x: area.x + own, width: area.width - own, ..area };
        self.clock((clock, buf), HorizontalAlignment::Center);
    }

    /// In the smallest window the instruction takes the place of the large clock.
    fn in_a_line(&self, place: &str, (area, buf): (Rect, &mut Buffer)) {
        let shape = self.look.theme.phase_shape(self.phase_kind());
        let clock = format!("{}  {shape} {}", self.digits_text().trim_start(), self.phase_word());
        let place = (place, self.place_style());
        let clock = (&*clock, self.look.theme.phase(self.phase_kind()));
        let (left, right) = if self.side() == Some(Side::Right) { (clock, place) } else { (place, clock) };
        both_ends(left, right, (row(area, 0), buf));
        self.read_aloud((below(area, 1), buf));
    }
}
