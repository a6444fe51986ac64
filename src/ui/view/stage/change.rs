//! The change of side: both words at their ends, a wide arrow from one to the other, the seconds in the middle.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::widgets::Widget;

use super::side::{WORD, align_of};
use super::{SIDE_BY_SIDE, Stage, paint};
use crate::domain::body::Side;
use crate::ui::theme::Fill;
use crate::ui::view::page::{below, line, row};
use crate::ui::widget::digits;
use crate::ui::widget::sign::Sign;
use crate::ui::widget::text::{Prose, columns};

/// Rows of the smallest arrow between two sides: its shaft, and as much above and below for its head.
const ARROW: u16 = 3;

/// Rows of the arrow in a room of such a height: an odd number, so that its point is in the middle.
const fn arrow_rows(room: u16) -> u16 {
    match room {
        0..25 => ARROW,
        25..40 => 5,
        _ => 7,
    }
}

impl Stage<'_> {
    /// The change of side: both words at their ends, a wide arrow from one to the other, the seconds in the middle.
    pub(super) fn change(&self, (area, buf): (Rect, &mut Buffer)) {
        let theme = self.look.theme;
        let to = self.glance.block.side.unwrap_or(Side::Left);
        let wide = area.width >= SIDE_BY_SIDE.0 - 4 && area.height >= SIDE_BY_SIDE.1 - 6;
        if !wide && self.change_column(to, (area, buf)) {
            return;
        }
        let (there, here) = self.ends(wide, area);
        // The words for the side are worth more than a large arrow.
        let room = |arrow: u16| Rect { width: there, height: area.height.saturating_sub(arrow + 1), ..area };
        let is_large = |arrow: &u16| self.named(to, 1).height(room(*arrow)) > 1;
        let high_arrow = [arrow_rows(area.height), 1].into_iter().find(is_large).unwrap_or(ARROW);
        let end = |side| if side == to { there } else { here };
        for side in Side::BOTH {
            let text = if side == to { self.place.clone() } else { side.word().to_uppercase() };
            let shape = text.replacen("LEFT", "RIGHT", 1);
            let style = if side == to { theme.side(side) } else { theme.quiet() };
            let x = if side == Side::Left { area.x } else { area.right() - end(side) };
            let height = if wide { area.height.saturating_sub(high_arrow + 1) } else { area.height };
            let room = Rect { x, width: end(side), height, ..area };
            // Where to go is written large; where one comes from, small.
            let sign = Sign::new(&text, style, theme)
                .like(&shape)
                .align(align_of(side))
                .at_most(if wide && side == to { 3 } else { 0 });
            let high = sign.height(room);
            let top = if wide { height.saturating_sub(high) / 2 } else { 0 };
            sign.render(below(room, top), buf);
        }
        let between = Rect { x: area.x + end(Side::Left), width: area.width.saturating_sub(there + here), ..area };
        let (clock, arrow) = if wide {
            let clock = Rect { height: area.height.saturating_sub(high_arrow + 1), ..between };
            (clock, below(area, area.height.saturating_sub(high_arrow)))
        } else {
            let gap = Rect { x: between.x + 1, width: between.width.saturating_sub(2), ..between };
            (below(area, 1), row(gap, 0))
        };
        self.clock((clock, buf), HorizontalAlignment::Center);
        self.arrow(to, arrow, buf);
    }

    /// One below the other in a narrow window: where to go in block letters at its own end, the clock, and the arrow over the
    /// width, from the word for where one comes from. Whether there was room for it beside digits about as high.
    fn change_column(&self, to: Side, (area, buf): (Rect, &mut Buffer)) -> bool {
        let sign = self.named(to, 1);
        let smallest = Sign::smallest(self.look.theme);
        let whole = sign.height(area);
        let least = self.least_digits(self.digits_high(below(area, 1)));
        let large = arrow_rows(area.height);
        let words = [whole, smallest].into_iter().filter(|high| (smallest..=whole).contains(high));
        let layouts = words.flat_map(|high| [(high, large + 1), (high, ARROW + 1), (high, 1)]);
        let clock_in = |(high, foot): (u16, u16)| {
            let rest = below(area, high + 1);
            Rect { height: rest.height.saturating_sub(foot), ..rest }
        };
        let Some((high, foot)) = layouts.into_iter().find(|rows| self.digits_high(clock_in(*rows)) >= least) else {
            return false;
        };
        if high < whole {
            self.side_and_part(to, (area, buf));
        } else {
            sign.render(area, buf);
        }
        self.clock((clock_in((high, foot)), buf), HorizontalAlignment::Center);
        // A row of space above it, but for a line.
        let rows = foot.saturating_sub(1).max(1);
        let way = below(area, area.height.saturating_sub(rows));
        let from = to.other().word().to_uppercase();
        let quiet = self.look.theme.quiet();
        Prose::new(&from, quiet).align(align_of(to.other())).render(row(way, rows / 2), buf);
        let taken = columns(&from) + 1;
        let x = if to == Side::Right { way.x + taken } else { way.x };
        self.arrow(to, Rect { x, width: way.width.saturating_sub(taken), ..way }, buf);
        true
    }

    /// Columns for the word of the side to go to, and of that one comes from: letters twice as large for the first, where
    /// the clock does not suffer.
    fn ends(&self, wide: bool, area: Rect) -> (u16, u16) {
        if !wide {
            return (area.width / 3, area.width / 3);
        }
        let (there, here) = (area.width * 42 / 100, area.width * 16 / 100);
        let clock = Rect { width: area.width.saturating_sub(there + here), ..area };
        let fits = digits::size_for(&self.digits_text(), clock).is_some_and(|scale| scale.rows() >= self.third);
        let even = (area.width * 27 / 100).max(WORD);
        if there >= 2 * WORD && fits { (there, here) } else { (even, even) }
    }

    /// An arrow as long as its room; where there are rows for it, with a head that is seen from afar.
    fn arrow(&self, to: Side, area: Rect, buf: &mut Buffer) {
        if area.height < ARROW {
            let signs = self.look.theme.signs();
            let head = if to == Side::Left { signs.left } else { signs.right };
            let shaft = signs.line[0].repeat(usize::from(area.width.saturating_sub(columns(head))));
            let text = if to == Side::Left { format!("{head}{shaft}") } else { format!("{shaft}{head}") };
            return line(&text, self.look.theme.side(to), (area, buf));
        }
        let fill = self.look.theme.fill(Some(to));
        // Columns counted from the tip backwards.
        let at = |from_tip: u16, length: u16| match to {
            Side::Left => Rect { x: area.x + from_tip, width: length, ..area },
            Side::Right => Rect { x: area.right().saturating_sub(from_tip + length), width: length, ..area },
        };
        let ascii = self.look.theme.ascii;
        let (middle, thick) = (area.height / 2, area.height / 6);
        for y in middle - thick..=middle + thick {
            let back = 4 * y.abs_diff(middle);
            paint(row(at(back, area.width.saturating_sub(back)), y).intersection(area), fill, buf);
        }
        // Two columns further back for each half of a row, to a head twice as long as high.
        for aside in 1..=middle {
            for (y, taper) in [(middle - aside, ["▄", "\\", "/"]), (middle + aside, ["▀", "/", "\\"])] {
                let [taper, right, left] = taper;
                paint(row(at(4 * aside, 4 * (middle + 1 - aside)), y).intersection(area), fill, buf);
                let slant = if to == Side::Right { right } else { left };
                let (symbol, wide) = if ascii { (slant, 1) } else { (taper, 2) };
                let edge = Fill { symbol, style: self.look.theme.edge(to) };
                paint(row(at(4 * aside - wide, wide), y).intersection(area), edge, buf);
            }
        }
        if ascii {
            let symbol = if to == Side::Right { ">" } else { "<" };
            paint(row(at(0, 1), middle).intersection(area), Fill { symbol, style: self.look.theme.edge(to) }, buf);
        }
    }
}
