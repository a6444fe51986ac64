//! The drawing of the leg or the foot, on the side's own half; of both, at both ends, when both are worked together.
//!
//! Time and side come first: where the room does not reach for all, the part of the body is written small, because the
//! drawing shows it; where even that is too much, there is no drawing.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect, Size};
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::side::{APART, FRAME, WORD, align_of, beside, own_room, set_for_reading};
use super::{SIDE_BY_SIDE, Stage};
use crate::domain::anatomy::{self, Drawing};
use crate::domain::body::Side;
use crate::domain::motion::{Frames, Motion, frame, motion};
use crate::domain::plan::Kind;
use crate::domain::session::Glance;
use crate::domain::time::Now;
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

/// From this size of a narrow window on, there may be room for the drawing beside the clock.
const BESIDE: (u16, u16) = (40, 18);

/// The longest word for a phase.
const LONGEST_PHASE: &str = "GET READY";

/// Whether a window has so many columns and rows.
pub(super) const fn has_room(window: Size, (width, height): (u16, u16)) -> bool {
    window.width >= width && window.height >= height
}

impl Player {
    /// Which drawing shows what is done at `now`, if there is anything to show.
    pub fn drawing_wanted(&self, now: Now) -> Option<anatomy::View> {
        let glance = self.session().glance(now.moment);
        motion(glance.step, glance.beat()).map(|motion| motion.view)
    }

    /// What the drawing shows at `now`, if there is anything to show.
    pub fn motion(&self, frames: Frames, now: Now) -> Option<Motion> {
        shown(&self.session().glance(now.moment), frames)
    }

    /// Whether a window of this size may show a drawing that moves.
    pub fn is_pictured(&self, window: Size) -> bool {
        match self.view_chosen() {
            View::Far => [SIDE_BY_SIDE, BELOW, BESIDE].into_iter().any(|size| has_room(window, size)),
            View::Near => has_room(window, READ_BESIDE),
        }
    }
}

impl<'a> Stage<'a> {
    /// What the drawing shows now; none where there is nothing to show.
    fn pictured(&self) -> Option<(&'a Drawing, Motion)> {
        let (anatomy, frames) = self.look.anatomy?;
        let motion = shown(&self.glance, frames)?;
        Some((anatomy.of(motion.view)?, motion))
    }

    /// Draws it, and remembers where.
    fn picture(&self, body: &Body, (room, buf): (Rect, &mut Buffer)) {
        self.pictures.borrow_mut().extend(body.draw(room, buf));
    }

    /// The words for the side in large letters, above the drawing or beside it, whichever shows more; none where there is no
    /// room for both and for the phase below the `clock`, else what room they leave free.
    pub(super) fn pictured_half(&self, side: Side, clock: Rect, (area, buf): (Rect, &mut Buffer)) -> Option<Rect> {
        let (drawing, motion) = self.pictured().filter(|_| self.is_read_beside())?;
        let body = Body::new(drawing, &motion, side, self.look.theme).quiet(self.paused);
        let whole = area;
        let area = Rect { height: area.height.saturating_sub(self.reading_rows(area.width)), ..area };
        let half = self.half(side, area, &body).filter(|half| self.phase_has_room(clock, half.free))?;
        half.sign.render(half.words, buf);
        self.picture(&body, (half.drawn, buf));
        self.read_aloud((below(whole, area.height + 1), buf));
        Some(half.free)
    }

    fn half<'s>(&'s self, side: Side, area: Rect, body: &Body) -> Option<Half<'s>> {
        // So many thirds of the height that the drawing could have.
        let shows = |room: Rect, thirds: u16| is_room(room) && 3 * body.span(room).1 >= thirds * body.span(area).1;
        let on_top = |sign: Sign<'s>| {
            let drawn = below(area, sign.height(area) + 1);
            Half { sign, words: area, drawn, free: inner_side(side, drawn, body.span(drawn).0) }
        };
        for scale in (1..=(area.width / WORD).min(3)).rev() {
            let above = on_top(self.named(side, scale));
            if above.drawn.height >= SMALLEST.1.max(area.height * 2 / 3) || (scale == 1 && shows(above.drawn, 2)) {
                return Some(above);
            }
            // The drawing at the side's own edge, and the words between it and the clock.
            let sign = self.named(side, scale);
            let room = Rect { width: area.width.saturating_sub(SMALLEST.0 + 2), ..area };
            let (wide, high) = (sign.width(room) + 2, sign.height(room));
            let (drawn, words) = split(side, area, area.width.saturating_sub(wide));
            let words = inner_side(side, words, 0);
            // Beside a drawing, plain text would lose its spacing, and smaller letters may have room above it.
            let is_so_large = high > 1 && (scale == 1 || high > self.named(side, scale - 1).height(room));
            if is_so_large && sign.height(words) == high && shows(drawn, 2) {
                return Some(Half { sign, free: below(words, high + 1), words, drawn });
            }
        }
        // Words that are read from afar are worth more than the last third.
        Some(on_top(self.named(side, 1))).filter(|half| half.sign.height(area) > 1 && shows(half.drawn, 1))
    }

    /// The words for a side at its own end, no larger than this scale.
    pub(super) fn named(&self, side: Side, scale: u16) -> Sign<'_> {
        let sign = Sign::new(&self.place, self.place_style(), self.look.theme);
        sign.like(&self.shape).align(align_of(side)).at_most(scale)
    }

    /// The drawing below the side in large letters and the part of the body in small ones; none where there is no room for
    /// them, else what they leave free.
    pub(super) fn pictured_low(&self, side: Side, (area, buf): (Rect, &mut Buffer)) -> Option<Rect> {
        let (drawing, motion) = self.pictured().filter(|_| self.is_read_beside())?;
        let body = Body::new(drawing, &motion, side, self.look.theme).quiet(self.paused);
        let text = below(area, area.height.saturating_sub(self.reading_rows(area.width)) + 1);
        let area = Rect { height: area.height.saturating_sub(self.reading_rows(area.width)), ..area };
        if !is_room(below(area, Sign::smallest(self.look.theme))) {
            return None;
        }
        let room = below(area, self.side_and_part(side, (area, buf)));
        self.picture(&body, (room, buf));
        self.read_aloud((text, buf));
        Some(inner_side(side, room, body.span(room).0))
    }

    /// The side in large letters and the part of the body in small ones beside them, in the order in which they are read;
    /// the rows they take.
    pub(super) fn side_and_part(&self, side: Side, (area, buf): (Rect, &mut Buffer)) -> u16 {
        let (place, style) = (&self.place, self.place_style());
        let (word, part) = place.split_once(' ').unwrap_or((place, ""));
        let sign = Sign::new(word, style, self.look.theme).align(align_of(side)).at_most(1);
        let (high, wide) = (sign.height(area), sign.width(area));
        if high == 1 {
            Sign::new(place, style, self.look.theme).align(align_of(side)).at_most(0).render(area, buf);
            return high;
        }
        // On the last row of the large word. Half a word would say less than the drawing does.
        let beside = columns(part) + 2;
        let fits = wide + beside <= area.width;
        let shift = if fits && side == Side::Right { beside } else { 0 };
        sign.render(Rect { width: area.width - shift, ..area }, buf);
        if fits {
            let x = if side == Side::Left { area.x + wide + 2 } else { area.right() - columns(part) };
            Prose::new(part, style).render(Rect { x, width: columns(part), ..row(area, high.saturating_sub(1)) }, buf);
        }
        high
    }

    /// How many rows of the drawing are seen with the words for the side in large letters; 0 where there is no room for both.
    pub(super) fn drawn_rows(&self, side: Side, area: Rect) -> u16 {
        let Some((drawing, motion)) = self.pictured().filter(|_| self.reading().is_empty()) else { return 0 };
        let body = Body::new(drawing, &motion, side, self.look.theme);
        self.half(side, area, &body).map_or(0, |half| body.span(half.drawn).1)
    }

    /// The words for the side in one line, the clock beside them, and the drawing below them, where it leaves the phase
    /// room for block letters. Whether there was room for all, with so many rows of digits and of the drawing at least.
    pub(super) fn pictured_above(
        &self,
        side: Side,
        (digits, rows): (u16, u16),
        (area, buf): (Rect, &mut Buffer),
    ) -> bool {
        let Some((drawing, motion)) = self.pictured().filter(|_| self.reading().is_empty()) else { return false };
        let (sign, high) = (self.named(side, 1), Sign::smallest(self.look.theme));
        let line = Rect { height: high, ..area };
        let own = sign.width(line) + FRAME;
        if sign.height(line) < high || own >= area.width {
            return false;
        }
        let clock = beside(side, own, area);
        // As wide as leaves room for the longest phase.
        let wide =
            area.width.saturating_sub(Sign::new(LONGEST_PHASE, Style::new(), self.look.theme).width(area) + APART);
        let drawn = below(own_room(side, wide.min(area.width / 2), area), high);
        let body = Body::new(drawing, &motion, side, self.look.theme).quiet(self.paused);
        let has_digits = self.digits_high(clock) >= digits && self.has_large_phase(clock);
        if !has_digits || !is_room(drawn) || body.span(drawn).1 < rows {
            return false;
        }
        self.bar(side, (area, buf));
        sign.render(Rect { height: high, ..own_room(side, own, area) }, buf);
        self.picture(&body, (drawn, buf));
        let free = below(beside(side, drawn.width + FRAME, area), high + 1);
        let (under, _) = self.clock_beside(free, (clock, &mut *buf), HorizontalAlignment::Center);
        self.read_meanwhile(&[set_for_reading(under)], buf);
        true
    }

    /// The words for the side over the whole width, and below them the drawing beside the clock, where that shows a third
    /// more than `rows` of the drawing, and the digits stay a third of the window high. Whether it does.
    pub(super) fn pictured_wide(&self, side: Side, rows: u16, (area, buf): (Rect, &mut Buffer)) -> bool {
        let Some((drawing, motion)) = self.pictured().filter(|_| self.reading().is_empty()) else { return false };
        let (_, inner) = split(side, area, FRAME);
        let high = self.named(side, 1).height(inner);
        let (drawn, clock) = split(side, below(inner, high + 1), inner.width * 2 / 5);
        let shows = Body::new(drawing, &motion, side, self.look.theme).span(drawn).1;
        let is_more = high > 1 && 3 * shows >= 4 * rows;
        let has_digits = is_more && self.digits_high(clock) >= self.third && self.has_large_phase(clock);
        if !has_digits || !self.pictured_column(self.third, high, (inner, buf)) {
            return false;
        }
        self.bar(side, (area, buf));
        true
    }

    /// The words for the side over the whole width, and below them the drawing beside the clock: as in a narrow window.
    /// Whether there was room for all.
    pub(super) fn pictured_below(&self, side: Side, (area, buf): (Rect, &mut Buffer)) -> bool {
        let high = self.named(side, 1).height(area);
        high > 1 && self.pictured_column(self.digits_high(below(area, high + 1)), high, (area, buf))
    }

    /// Whether there is nothing to read, or room for it and the drawing.
    fn is_read_beside(&self) -> bool {
        self.reading().is_empty() || self.read_beside
    }

    /// The words for the side, the clock and the drawing in a narrow window: the drawing beside the clock or below it, on
    /// its own side, where the digits stay about as high as `digits`. The words take `words` rows, or fewer where the part
    /// of the body is written small. Whether there was room for all.
    pub(super) fn pictured_column(&self, digits: u16, words: u16, (area, buf): (Rect, &mut Buffer)) -> bool {
        let side = self.side();
        if !self.reading().is_empty() || self.glance.segment.kind == Kind::Rest {
            return false;
        }
        let Some((drawing, motion)) = self.pictured() else { return false };
        let least = self.least_digits(digits);
        let smallest = Sign::smallest(self.look.theme);
        let compact = (side.is_some() && words > smallest).then_some(smallest);
        for high in [words].into_iter().chain(compact) {
            let rest = below(area, high);
            let Some((clock, bodies)) = self.beside_clock(rest, least).or_else(|| self.below_clock(rest, least)) else {
                continue;
            };
            match side {
                Some(side) if compact == Some(high) => drop(self.side_and_part(side, (area, buf))),
                _ => {
                    let align = side.map_or(HorizontalAlignment::Center, align_of);
                    let sign = Sign::new(&self.place, self.place_style(), self.look.theme);
                    let sign = sign.like(&self.shape).align(align);
                    sign.at_most(u16::from(high > 1)).render(Rect { height: high, ..area }, buf);
                }
            }
            let under = self.clock((clock, &mut *buf), HorizontalAlignment::Center);
            // What is below the clock may be the drawing's.
            if clock.bottom() == area.bottom() {
                self.read_meanwhile(&[set_for_reading(under)], buf);
            }
            for (side, room) in bodies {
                let body = Body::new(drawing, &motion, side, self.look.theme).quiet(self.paused);
                self.picture(&body, (room, buf));
            }
            return true;
        }
        false
    }

    /// The clock, and at its sides the rooms for the drawings of the sides worked.
    fn beside_clock(&self, rest: Rect, least: u16) -> Option<(Rect, Vec<(Side, Rect)>)> {
        let sides = sides(self.side());
        let wide = if sides.len() == 1 { rest.width * 2 / 5 } else { rest.width / 4 }.max(SMALLEST.0);
        let mut clock = rest;
        let mut bodies = Vec::new();
        for side in sides {
            let (own, left) = split(*side, clock, wide.min(clock.width));
            bodies.push((*side, own));
            clock = left;
        }
        // The words above end where they end: a row apart, where there is one.
        let lower = below(clock, 1);
        let clock = if self.digits_high(lower) >= least { lower } else { clock };
        let fits = self.digits_high(clock) >= least && bodies.iter().all(|(_, room)| is_room(*room));
        fits.then_some((clock, bodies))
    }

    /// The clock, and below it the rooms for the drawings of the sides worked.
    fn below_clock(&self, rest: Rect, least: u16) -> Option<(Rect, Vec<(Side, Rect)>)> {
        let high = (self.clock_rows(least) + 1).min(rest.height.saturating_sub(SMALLEST.1));
        let clock = Rect { height: high, ..rest };
        let lower = below(clock, 1);
        let clock = if self.digits_high(lower) >= least && self.is_apart(lower) { lower } else { clock };
        let room = below(rest, high);
        let half = |side: &Side| (*side, split(*side, room, room.width / 2).0);
        let bodies: Vec<_> = sides(self.side()).iter().map(half).collect();
        let fits = self.digits_high(clock) >= least && bodies.iter().all(|(_, room)| is_room(*room));
        fits.then_some((clock, bodies))
    }

    /// Both legs at both ends, when both are worked together and the digits between them stay as high; what is left
    /// between them, if they are drawn.
    pub(super) fn pictures_beside(&self, (area, buf): (Rect, &mut Buffer)) -> Option<Rect> {
        let between = self.room_between(area)?;
        self.draw_both((area, buf));
        Some(between)
    }

    /// What both legs at both ends would leave between them.
    pub(super) fn room_between(&self, area: Rect) -> Option<Rect> {
        let together = self.glance.block.side.is_none() && self.glance.segment.kind != Kind::Rest;
        let wide = area.width / 4;
        let between = Rect { x: area.x + wide, width: area.width - 2 * wide, ..area };
        let high = |room| digits::size_for(&self.digits_text(), room).map_or(0, |scale| scale.rows());
        let room = high(between) >= high(area).min(self.third) && wide >= SMALLEST.0;
        let has_drawing = together && room && self.is_read_beside() && self.pictured().is_some();
        has_drawing.then_some(between)
    }

    /// Both legs, at both ends.
    pub(super) fn draw_both(&self, (area, buf): (Rect, &mut Buffer)) {
        let Some((drawing, motion)) = self.pictured() else { return };
        let wide = area.width / 4;
        for (side, x) in [(Side::Left, area.x), (Side::Right, area.right() - wide)] {
            let body = Body::new(drawing, &motion, side, self.look.theme).quiet(self.paused);
            self.picture(&body, (Rect { x, width: wide, ..area }, buf));
        }
    }
}

/// What the drawing shows at a glance, in frames of this length.
fn shown(glance: &Glance, frames: Frames) -> Option<Motion> {
    let mut beat = glance.beat();
    beat.still = frames == Frames::Still;
    if let Some(frame) = frame(frames, glance.step, &beat) {
        // Between two frames nothing moves, whatever else is drawn meanwhile.
        let done = beat.elapsed.as_nanos() / frame.as_nanos();
        beat.elapsed = Duration::from_nanos(u64::try_from(done * frame.as_nanos()).unwrap_or(u64::MAX));
    }
    motion(glance.step, beat)
}

/// Words and a drawing on a side's own part of the hall.
struct Half<'a> {
    sign: Sign<'a>,
    words: Rect,
    drawn: Rect,
    /// What is left for other things.
    free: Rect,
}

/// The sides that are drawn: the one that is worked, or both.
const fn sides(side: Option<Side>) -> &'static [Side] {
    match side {
        Some(Side::Left) => &[Side::Left],
        Some(Side::Right) => &[Side::Right],
        None => &Side::BOTH,
    }
}

/// Whether a leg can be recognised in such a room.
const fn is_room(room: Rect) -> bool {
    room.width >= SMALLEST.0 && room.height >= SMALLEST.1
}

/// So many columns at the side's own edge, and the others.
fn split(side: Side, area: Rect, wide: u16) -> (Rect, Rect) {
    let (own, rest) = (wide.min(area.width), area.width.saturating_sub(wide));
    match side {
        Side::Left => (Rect { width: own, ..area }, Rect { x: area.x + own, width: rest, ..area }),
        Side::Right => (Rect { x: area.x + rest, width: own, ..area }, Rect { width: rest, ..area }),
    }
}

/// What a drawing of so many columns in the middle of its room leaves free toward the middle of the window.
fn inner_side(side: Side, room: Rect, drawn: u16) -> Rect {
    let free = if drawn == 0 { room.width } else { room.width.saturating_sub(drawn) / 2 };
    let width = free.saturating_sub(2);
    match side {
        Side::Left if drawn == 0 => Rect { width, ..room },
        Side::Left => Rect { x: room.right() - width, width, ..room },
        Side::Right if drawn == 0 => Rect { x: room.x + 2, width, ..room },
        Side::Right => Rect { width, ..room },
    }
}
