//! A narrow window: the side, the clock and the phase one below the other, and the drawing where it finds room.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::widgets::Widget;

use super::side::set_for_reading;
use super::{PHASE_SIGN_FROM, ROOMY, SIDE_BY_SIDE, Stage};
use crate::domain::body::Side;
use crate::ui::view::page::{below, both_ends, row};
use crate::ui::widget::digits;
use crate::ui::widget::sign::Sign;

/// Rows of the smallest digits with the phase below them.
const LEAST_CLOCK: u16 = digits::MIN_ROWS + 1;

/// Rows that an instruction may need.
const SMALLEST_TEXT: u16 = 6;

impl Stage<'_> {
    /// One below the other: the side, the clock, the phase; and the drawing, unless it is `drawn` already.
    pub(super) fn column(&self, drawn: bool, (area, buf): (Rect, &mut Buffer), align: HorizontalAlignment) {
        let (place, style) = (&self.place, self.place_style());
        let large = area.height >= ROOMY;
        let reads = !self.reading().is_empty();
        // The instruction comes before a large clock: that is what the near view is for.
        let to_read = self.reading_rows(area.width);
        let is_readable = |words: u16| area.height >= words + 1 + LEAST_CLOCK + to_read;
        if reads && !large && area.width >= SIDE_BY_SIDE.0 - 4 && self.is_readable_beside(area) {
            return self.beside((area, buf));
        }
        if reads && !is_readable(1) {
            return self.in_a_line((area, buf));
        }
        let block_letters = u16::from(area.height >= PHASE_SIGN_FROM);
        let letters = |scale| Sign::new(place, style, self.look.theme).like(&self.shape).align(align).at_most(scale);
        let block_letters = if reads && !is_readable(letters(block_letters).height(area)) { 0 } else { block_letters };
        let sign = letters(block_letters);
        // Which leg is meant may take two lines; that both are, one.
        let smallest = Sign::smallest(self.look.theme);
        let room = if self.side().is_some() { area } else { Rect { height: area.height.min(smallest), ..area } };
        let high = if place.is_empty() { 0 } else { sign.height(room) };
        // Block letters that touch the digits run into them, seen from afar.
        let apart = large || (high > 1 && area.height > high + 1 + self.third);
        let rest = below(area, high + u16::from(apart && high > 0));
        let text_rows = if large { SMALLEST_TEXT.max(to_read) } else { to_read };
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

    /// Whether the instruction fits beside the clock, below the word for what is worked.
    fn is_readable_beside(&self, area: Rect) -> bool {
        let width = self.own_half(area).saturating_sub(2);
        self.is_readable_below(2, Rect { width, ..area })
    }

    /// In a small window the instruction takes the place of the large clock.
    pub(super) fn in_a_line(&self, (area, buf): (Rect, &mut Buffer)) {
        let shape = self.look.theme.phase_shape(self.phase_kind());
        let clock = format!("{}  {shape} {}", self.digits_text().trim_start(), self.phase_word());
        let place = (self.place.as_str(), self.place_style());
        let clock = (&*clock, self.look.theme.phase(self.phase_kind()));
        let (left, right) = if self.side() == Some(Side::Right) { (clock, place) } else { (place, clock) };
        both_ends(left, right, (row(area, 0), buf));
        self.read_aloud((below(area, 1), buf));
    }
}
