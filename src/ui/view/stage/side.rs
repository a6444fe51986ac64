//! The hall of a side: its word, drawing and bar on its own half, the clock on the other.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::{Stage, paint};
use crate::domain::body::Side;
use crate::domain::plan::Kind;
use crate::domain::words;
use crate::ui::view::page::{below, row};
use crate::ui::widget::body::SMALLEST;
use crate::ui::widget::digits;
use crate::ui::widget::sign::Sign;
use crate::ui::widget::text::MEASURE;

/// Columns of the bar at the edge of the side's own half; and with what is left free around the words and the drawing.
const BAR: u16 = 2;
pub(super) const FRAME: u16 = BAR + 3;

/// Columns that the digits stay away from it.
pub(super) const APART: u16 = 2;

/// Columns of the longest word for a side, in block letters at their smallest.
pub(super) const WORD: u16 = 24;

impl Stage<'_> {
    /// What is shown of `side` and the part of the body that is worked.
    pub(super) fn place_of(&self, side: Option<Side>) -> String {
        if self.glance.segment.kind == Kind::Rest {
            return String::new();
        }
        words::place_at(side, self.glance.step, self.glance.part()).to_uppercase()
    }

    pub(super) fn place_style(&self) -> Style {
        let style = match self.side() {
            Some(side) => self.look.theme.side(side),
            None => self.look.theme.strong(),
        };
        self.style(style)
    }

    /// The side on its own half, and the clock on the other. Where there is no room for large words beside the drawing, the
    /// clock may have some to spare, or they stand above both; else the part of the body is written small, and where not
    /// even that leaves room for the phase in block letters, there is no drawing.
    pub(super) fn halves(&self, side: Side, (area, buf): (Rect, &mut Buffer)) {
        let own = self.own_half(area);
        let both = WORD + SMALLEST.0 + FRAME + 2;
        let spared = (both > own && self.leaves_the_clock(both, area)).then_some(both);
        // The words in one line leave the drawing more rows.
        let shown = self.drawn_rows(side, own_room(side, own, area));
        if shown > 0 && self.pictured_above(side, (self.digits_high(beside(side, own, area)), shown + 1), (area, buf)) {
            return;
        }
        if shown > 0 && self.pictured_wide(side, shown, (area, buf)) {
            return;
        }
        for own in [own].into_iter().chain(spared) {
            let clock = beside(side, own, area);
            if let Some(free) = self.pictured_half(side, clock, (own_room(side, own, area), buf)) {
                return self.other_half(side, (own, free), (area, buf));
            }
        }
        let room = own_room(side, own, area);
        let clock = beside(side, own, area);
        let least = self.least_digits(self.digits_high(clock));
        if self.pictured_above(side, (least, 1), (area, buf)) {
            return;
        }
        let has_large_phase = self.has_large_phase(clock);
        if !has_large_phase && self.pictured_below(side, (area, buf)) {
            return;
        }
        let free = match self.pictured_low(side, (room, buf)) {
            Some(free) => free,
            None => self.sign(room, align_of(side), buf),
        };
        self.other_half(side, (own, free), (area, buf));
    }

    /// The bar at the edge of the side's own half, which is so wide, and the clock on the other; what there is to read in a
    /// pause stands below it, or in what the own half leaves free.
    pub(super) fn other_half(&self, side: Side, (own, free): (u16, Rect), (area, buf): (Rect, &mut Buffer)) {
        self.bar(side, (area, buf));
        let clock = (beside(side, own, area), &mut *buf);
        let (under, is_taken) = self.clock_beside(free, clock, HorizontalAlignment::Center);
        let free = if is_taken { Rect::ZERO } else { free };
        self.read_meanwhile(&[set_for_reading(under), free], buf);
    }

    /// The bar at the edge of the side's own half.
    pub(super) fn bar(&self, side: Side, (area, buf): (Rect, &mut Buffer)) {
        let x = if side == Side::Left { area.x } else { area.right() - BAR };
        let fill = if self.paused { self.look.theme.quiet_fill() } else { self.look.theme.fill(Some(side)) };
        paint(Rect { x, width: BAR, ..area }, fill, buf);
    }

    /// Whether digits of a third of the window fit beside so many columns.
    fn leaves_the_clock(&self, columns: u16, area: Rect) -> bool {
        let clock = Rect { width: area.width.saturating_sub(columns + APART), ..area };
        digits::size_for(&self.digits_shape(), clock).is_some_and(|scale| scale.rows() >= self.third)
    }

    /// How wide the side's own half is: wide enough for twice as large letters, if the clock does not suffer.
    pub(super) fn own_half(&self, area: Rect) -> u16 {
        let (narrow, wide) = (area.width * 2 / 5, area.width * 49 / 100);
        if self.leaves_the_clock(wide, area) { wide } else { narrow }
    }

    /// The word for the side; above the instruction, in the near view. What is left of the room below it.
    pub(super) fn sign(&self, area: Rect, align: HorizontalAlignment, buf: &mut Buffer) -> Rect {
        let (place, style) = (&self.place, self.place_style());
        // Both sides in letters of one size.
        let largest = (area.width / WORD).min(3);
        let in_letters = |scale| Sign::new(place, style, self.look.theme).like(&self.shape).align(align).at_most(scale);
        let sign = in_letters(largest);
        if self.reading().is_empty() {
            let high = sign.height(area);
            let top = area.height.saturating_sub(high) / 2;
            sign.render(below(area, top), buf);
            return below(area, top + high + 1);
        }
        let (word, part) = place.split_once(' ').unwrap_or((place, ""));
        let side = Sign::new(word, style, self.look.theme).align(align).at_most(1);
        let side_high = side.height(area);
        // As large as leaves room for all there is to read: at least the side, before it is all small.
        let fits = |high: u16| self.is_readable_below(high + 1, area);
        let signs = (1..=largest).rev().map(in_letters);
        let text = if let Some((high, sign)) = signs.map(|sign| (sign.height(area), sign)).find(|(high, _)| fits(*high))
        {
            sign.render(area, buf);
            below(area, high + 1)
        } else if self.side().is_some() && fits(side_high + 1) {
            side.render(area, buf);
            Sign::new(part, style, self.look.theme).align(align).at_most(0).render(row(area, side_high), buf);
            below(area, side_high + 2)
        } else {
            in_letters(0).render(area, buf);
            below(area, 2)
        };
        self.read_aloud((text, buf));
        Rect::ZERO
    }
}

/// The room of the side's own half, so many columns wide, between its bar and the clock.
pub(super) const fn own_room(side: Side, own: u16, area: Rect) -> Rect {
    let x = match side {
        Side::Left => area.x + BAR + 2,
        Side::Right => area.right() - own + 1,
    };
    Rect { x, width: own.saturating_sub(FRAME), ..area }
}

/// What the side's own half, so many columns wide, leaves for the clock. Words and digits that touch run into each other.
pub(super) const fn beside(side: Side, own: u16, area: Rect) -> Rect {
    let x = match side {
        Side::Left => area.x + own + APART,
        Side::Right => area.x,
    };
    Rect { x, width: area.width.saturating_sub(own + APART), ..area }
}

/// The middle of a room below other things, for a paragraph.
pub(super) fn set_for_reading(area: Rect) -> Rect {
    let width = area.width.saturating_sub(4).min(MEASURE);
    below(Rect { x: area.x + (area.width - width) / 2, width, ..area }, 1)
}

pub(super) const fn align_of(side: Side) -> HorizontalAlignment {
    match side {
        Side::Left => HorizontalAlignment::Left,
        Side::Right => HorizontalAlignment::Right,
    }
}
