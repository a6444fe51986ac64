//! The near view: the whole instruction first, and as large a clock as it leaves room for.
//!
//! Of all arrangements that show the whole instruction the first one counts. The last has the clock in a line, so that
//! a larger window never shows less of the instruction; where not even that holds all of it, the care to take comes
//! first.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::widgets::Widget;

use super::side::{align_of, beside, own_room};
use super::{SIDE_BY_SIDE, Stage, hall_rows, margin};
use crate::domain::body::Side;
use crate::ui::view::page::{below, both_ends, row};
use crate::ui::widget::digits;
use crate::ui::widget::sign::Sign;

impl Stage<'_> {
    /// Whether the whole instruction is shown in a window where rows are spent on space.
    pub(super) fn is_readable_roomy(&self, window: Rect) -> bool {
        let width = window.width.saturating_sub(2 * margin(window));
        let height = hall_rows(window.height, true, self.look.distance);
        self.is_readable_below(1, Rect { width, height, ..window })
    }

    /// The hall with the instruction in it.
    pub(super) fn near_view(&self, (area, buf): (Rect, &mut Buffer)) {
        let wide = area.width >= SIDE_BY_SIDE.0 - 4 && area.height >= SIDE_BY_SIDE.1 - 6;
        let is_shown = match self.side() {
            Some(side) if wide => self.near_half(side, (area, buf)),
            None if wide => self.near_between((area, buf)) || self.near_beside((area, buf)),
            _ => false,
        };
        if !is_shown && !self.near_column((area, buf)) {
            self.in_a_line((area, buf));
        }
    }

    /// Below the word for the side and beside the clock, with the drawing where that has room.
    fn near_half(&self, side: Side, (area, buf): (Rect, &mut Buffer)) -> bool {
        let own = self.own_half(area);
        let room = own_room(side, own, area);
        let free = match self.pictured_half(side, beside(side, own, area), (room, buf)) {
            Some(free) => Some(free),
            None => self.pictured_low(side, (room, buf)),
        };
        if let Some(free) = free {
            self.other_half(side, (own, free), (area, buf));
            return true;
        }
        // The narrowest clock leaves it the most room.
        let least = beside(side, 0, area).width.saturating_sub(digits::min_size(&self.digits_shape()).0);
        for own in [own, least.max(own)] {
            let room = own_room(side, own, area);
            if self.is_readable_below(2, room) {
                self.sign(room, align_of(side), buf);
                self.other_half(side, (own, Rect::ZERO), (area, buf));
                return true;
            }
        }
        false
    }

    /// Between the drawings of both legs.
    fn near_between(&self, (area, buf): (Rect, &mut Buffer)) -> bool {
        // The text keeps away from what is drawn.
        let inner = |room: Rect| Rect { x: room.x + 2, width: room.width.saturating_sub(4), ..room };
        let Some(between) = self.room_between(area).map(inner).filter(|room| self.near_rows(*room).is_some()) else {
            return false;
        };
        self.draw_both((area, buf));
        self.near_column((between, buf))
    }

    /// What is meant for both legs, or none, beside the clock.
    fn near_beside(&self, (area, buf): (Rect, &mut Buffer)) -> bool {
        let own = self.own_half(area);
        let room = Rect { width: own.saturating_sub(2), ..area };
        if !self.is_readable_below(2, room) {
            return false;
        }
        self.sign(room, HorizontalAlignment::Left, buf);
        let clock = Rect { x: area.x + own, width: area.width - own, ..area };
        self.clock((clock, buf), HorizontalAlignment::Center);
        true
    }

    /// The scale of the words for the side and the rooms of them, the clock and the instruction, one below the other.
    fn near_rows(&self, area: Rect) -> Option<(u16, [Rect; 3])> {
        let above = area.height.checked_sub(self.reading_rows(area.width))?;
        let text = below(area, above + 1);
        let in_rows = |scale: u16| {
            let sign = self.named(self.side().unwrap_or(Side::Left), scale);
            let high = if self.place.is_empty() { 0 } else { sign.height(Rect { height: above, ..area }) };
            let under = below(Rect { height: above, ..area }, high + u16::from(high > 1));
            (scale, [Rect { height: high, ..area }, under, text])
        };
        let tall = self.least_digits(self.digits_high(area));
        let least = self.look.distance.digit_rows().clamp(digits::MIN_ROWS, tall.max(digits::MIN_ROWS));
        let large = Some(in_rows(1)).filter(|(_, [_, clock, _])| self.digits_high(*clock) >= tall);
        large.or_else(|| Some(in_rows(0)).filter(|(_, [_, clock, _])| self.digits_high(*clock) >= least))
    }

    /// The words for the side, the clock and the instruction, one below the other.
    fn near_column(&self, (area, buf): (Rect, &mut Buffer)) -> bool {
        let Some((scale, [words, clock, text])) = self.near_rows(area) else { return false };
        let align = self.side().map_or(HorizontalAlignment::Center, align_of);
        let sign = Sign::new(&self.place, self.place_style(), self.look.theme).like(&self.shape).align(align);
        sign.at_most(scale).render(words, buf);
        self.clock((clock, buf), HorizontalAlignment::Center);
        self.read_aloud((text, buf));
        true
    }

    /// The instruction takes the place of the large clock; what it leaves is for digits without a phase below them.
    fn in_a_line(&self, (area, buf): (Rect, &mut Buffer)) {
        let spare = area.height.saturating_sub(1 + self.reading_rows(area.width)).min(self.tallest);
        let room = Rect { height: spare, ..below(area, 1) };
        let scale = digits::size_for(&self.digits_shape(), room);
        let shape = self.look.theme.phase_shape(self.phase_kind());
        let phase = format!("{shape} {}", self.phase_word());
        let clock = match scale {
            Some(_) => phase,
            None => format!("{}  {phase}", self.digits_text().trim_start()),
        };
        let place = (&*self.place, self.place_style());
        let clock = (&*clock, self.phase_style());
        let (left, right) = if self.side() == Some(Side::Right) { (clock, place) } else { (place, clock) };
        both_ends(left, right, (row(area, 0), buf));
        if let Some(scale) = scale {
            self.digits(scale, (room, buf), HorizontalAlignment::Center);
        }
        let above = if scale.is_some() { spare + 2 } else { 1 };
        self.read_what_fits((below(area, above), buf));
    }
}
