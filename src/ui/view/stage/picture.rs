//! The drawing of the leg or the foot, on the side's own half; of both, at both ends, when both are worked together.
//!
//! Time and side come first: where the room does not reach for all, the part of the body is written small, because the
//! drawing shows it; where even that is too much, there is no drawing.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget;

use super::{SIDE_BY_SIDE, Stage, WORD, align_of};
use crate::domain::anatomy::Drawing;
use crate::domain::body::Side;
use crate::domain::motion::{Beat, Frames, Motion, frame, motion};
use crate::domain::plan::Kind;
use crate::ui::screen::player::{Player, View};
use crate::ui::view::page::{below, row};
use crate::ui::widget::body::{Body, SMALLEST};
use crate::ui::widget::digits;
use crate::ui::widget::sign::Sign;
use crate::ui::widget::text::{Prose, columns};

/// From this size of a window on, there is room for the drawing and the instruction.
pub(super) const READ_BESIDE: (u16, u16) = (100, 34);

/// From this size of a narrow window on, there may be room for the drawing below the clock.
const BELOW: (u16, u16) = (40, 30);

/// Rows below the digits: the phase in block letters, what there is to count, and what sets them apart.
const UNDER_DIGITS: u16 = 6;

/// Whether a window has so many columns and rows.
pub(super) const fn has_room(window: Size, (width, height): (u16, u16)) -> bool {
    window.width >= width && window.height >= height
}

impl Player {
    /// Whether a window of this size may show a drawing that moves.
    pub fn is_pictured(&self, window: Size) -> bool {
        match self.view_chosen() {
            View::Far => has_room(window, SIDE_BY_SIDE) || has_room(window, BELOW),
            View::Near => has_room(window, READ_BESIDE),
        }
    }
}

impl<'a> Stage<'a> {
    /// What the drawing shows now; none where there is nothing to show.
    fn pictured(&self) -> Option<(&'a Drawing, Motion)> {
        let (anatomy, frames) = self.look.anatomy?;
        let mut beat = Beat::of(self.glance.segment, self.glance.elapsed, self.glance.length);
        beat.still = frames == Frames::Still;
        if let Some(frame) = frame(frames, self.glance.step, &beat) {
            // Between two frames nothing moves, whatever else is drawn meanwhile.
            let done = beat.elapsed.as_nanos() / frame.as_nanos();
            beat.elapsed = Duration::from_nanos(u64::try_from(done * frame.as_nanos()).unwrap_or(u64::MAX));
        }
        let motion = motion(self.glance.step, beat)?;
        Some((anatomy.of(motion.view), motion))
    }

    /// The word for the side above the drawing; whether there was room for both.
    pub(super) fn pictured_half(&self, side: Side, (area, buf): (Rect, &mut Buffer)) -> bool {
        let Some((drawing, motion)) = self.pictured() else { return false };
        if area.width < SMALLEST.0 || !self.is_read_beside() {
            return false;
        }
        let whole = area;
        let area = Rect { height: area.height.saturating_sub(self.reading_rows(area.width)), ..area };
        let style = self.style(self.look.theme.side(side));
        let align = align_of(side);
        let scale = (area.width / WORD).min(3);
        let body = |area: Rect, buf: &mut Buffer| {
            Body::new(drawing, &motion, side, self.look.theme).quiet(self.paused).render(area, buf);
        };
        let place = self.place();
        // A drawing with less than two thirds of the height shows too little.
        for scale in (1..=scale).rev() {
            let sign = Sign::new(&place, style, self.look.theme).align(align).at_most(scale);
            let high = sign.height(area) + 1;
            if area.height >= high + SMALLEST.1.max(area.height * 2 / 3) {
                sign.render(area, buf);
                body(below(area, high), buf);
                self.read_aloud((below(whole, area.height + 1), buf));
                return true;
            }
        }
        let (word, part) = place.split_once(' ').unwrap_or((&place, ""));
        let sign = Sign::new(word, style, self.look.theme).align(align).at_most(1);
        let high = sign.height(area);
        if area.height < high + SMALLEST.1 {
            return false;
        }
        let beside = sign.width(area) + 2;
        sign.render(area, buf);
        // Beside the large word, on its last row.
        let wide = area.width.saturating_sub(beside);
        let x = if side == Side::Left { area.x + beside } else { area.x };
        let part_area = Rect { x, width: wide, ..row(area, high.saturating_sub(1)) };
        // Half a word would say less than the drawing does.
        if columns(part) <= wide {
            Prose::new(part, style).align(align).render(part_area, buf);
        }
        body(below(area, high), buf);
        self.read_aloud((below(whole, area.height + 1), buf));
        true
    }

    /// Whether there is nothing to read, or room for it and the drawing.
    fn is_read_beside(&self) -> bool {
        self.reading().is_empty() || self.read_beside
    }

    /// The drawing below the clock, on its own side, where the digits stay as high, and the room of the clock then.
    pub(super) fn picture_below(&self, (area, buf): (Rect, &mut Buffer)) -> Option<Rect> {
        let side = self.side().filter(|_| self.reading().is_empty())?;
        let (drawing, motion) = self.pictured()?;
        let room = Rect { height: area.height.min(self.tallest), ..area };
        let digits = digits::size_for(&self.digits_text(), room).map_or(0, |scale| scale.rows());
        let left = area.height.saturating_sub(digits + UNDER_DIGITS);
        let wide = area.width / 2;
        if left < SMALLEST.1 || wide < SMALLEST.0 {
            return None;
        }
        let x = if side == Side::Left { area.x } else { area.right() - wide };
        let own = Rect { x, width: wide, ..below(area, area.height - left) };
        Body::new(drawing, &motion, side, self.look.theme).quiet(self.paused).render(own, buf);
        Some(Rect { height: area.height - left, ..area })
    }

    /// Both legs at both ends, when both are worked together and the digits between them stay as high; what is left
    /// between them.
    pub(super) fn pictures_beside(&self, (area, buf): (Rect, &mut Buffer)) -> Rect {
        let together = self.glance.block.side.is_none() && self.glance.segment.kind != Kind::Rest;
        let wide = area.width / 4;
        let between = Rect { x: area.x + wide, width: area.width - 2 * wide, ..area };
        let high = |room| digits::size_for(&self.digits_text(), room).map_or(0, |scale| scale.rows());
        let room = high(between) >= high(area).min(self.third) && wide >= SMALLEST.0;
        if !together || !room || !self.is_read_beside() {
            return area;
        }
        let Some((drawing, motion)) = self.pictured() else { return area };
        for (side, x) in [(Side::Left, area.x), (Side::Right, area.right() - wide)] {
            let body = Body::new(drawing, &motion, side, self.look.theme).quiet(self.paused);
            body.render(Rect { x, width: wide, ..area }, buf);
        }
        between
    }
}
