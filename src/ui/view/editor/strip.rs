//! The unrolled routine on one line, to scale: sides in their colours, and their letters below for whoever sees none.

use std::ops::Range;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::body::Side;
use crate::domain::plan::Plan;
use crate::ui::screen::editor::{Editor, Unrolled};
use crate::ui::theme::Fill;
use crate::ui::view::Look;
use crate::ui::view::page::{below, line, row};
use crate::ui::widget::text::columns;

impl Editor {
    pub(super) fn strip(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        if area.height == 0 {
            return;
        }
        let area = if area.height > 4 { below(area, 1) } else { area };
        let Some(unrolled) = self.draft().unrolled() else {
            let (long, short) =
                ("The timeline stands here once nothing is wrong.", "A timeline once nothing is wrong.");
            let text = if columns(long) <= area.width { long } else { short };
            return line(text, look.theme.quiet(), (row(area, 0), buf));
        };
        line(&totals(unrolled, area.width), look.theme.text(), (row(area, 0), buf));
        if area.height < 4 {
            return;
        }
        let plan = &unrolled.plan;
        let total = plan.total();
        if total.is_zero() {
            return line("Nothing in it takes a set time.", look.theme.quiet(), (row(area, 1), buf));
        }
        let scale = Scale { total, width: area.width };
        bar(plan, unrolled.is_now, &scale, look, (row(area, 1), buf));
        letters(plan, (&scale, &self.marked_steps(unrolled)), look, (below(area, 2), buf));
    }

    /// The numbers in the plan of what is marked: all steps of a set.
    pub(super) fn marked_steps(&self, unrolled: &Unrolled) -> Range<usize> {
        let table = self.table().filter(|_| unrolled.is_now);
        table.map_or(0..0, |table| self.draft().sheet().numbers(&table.place))
    }
}

fn totals(unrolled: &Unrolled, width: u16) -> String {
    let totals = unrolled.totals;
    let one = if totals.left == totals.right {
        format!("one foot {}", totals.left)
    } else {
        format!("left {}   right {}", totals.left, totals.right)
    };
    let whole = format!("both feet {}   {one}", totals.both);
    match unrolled.is_now {
        true if columns(&whole) <= width => whole,
        true => format!("both {}, {}", totals.both, one.replace("   ", ", ")),
        false if width < 70 => format!("before: {}, {}", totals.both, one.replace("   ", ", ")),
        false => format!("both feet {}   {one}   as it was before the mistake", totals.both),
    }
}

/// Time to columns.
struct Scale {
    total: Duration,
    width: u16,
}

impl Scale {
    fn column(&self, at: Duration) -> u16 {
        let part = at.as_secs_f64() / self.total.as_secs_f64();
        (part * f64::from(self.width)).round() as u16
    }
}

/// When each segment begins.
fn starts(plan: &Plan) -> Vec<Duration> {
    let mut at = Duration::ZERO;
    let start = |length: Duration| {
        let start = at;
        at += length;
        start
    };
    plan.segments.iter().map(|segment| segment.length).map(start).collect()
}

fn bar(plan: &Plan, is_now: bool, scale: &Scale, look: Look, (area, buf): (Rect, &mut Buffer)) {
    let starts = starts(plan);
    for (segment, start) in plan.segments.iter().zip(&starts) {
        let side = plan.blocks.get(segment.block).and_then(|block| block.side);
        let fill = match segment.kind.is_work() && is_now {
            true => look.theme.bar(side),
            false => look.theme.between_bars(),
        };
        paint(scale.column(*start)..scale.column(*start + segment.length), fill, (area, buf));
    }
}

fn paint(range: Range<u16>, fill: Fill, (area, buf): (Rect, &mut Buffer)) {
    for x in range {
        if let Some(cell) = buf.cell_mut((area.x + x.min(area.width.saturating_sub(1)), area.y)) {
            cell.set_symbol(fill.symbol).set_style(fill.style);
        }
    }
}

/// The side of each block, as a word or a letter, and a line below the blocks of the marked steps.
fn letters(plan: &Plan, (scale, marked): (&Scale, &Range<usize>), look: Look, (area, buf): (Rect, &mut Buffer)) {
    let starts = starts(plan);
    let mut free = 0;
    for block in &plan.blocks {
        let (Some(begin), Some(last)) = (starts.get(block.work), block.end.checked_sub(1)) else { continue };
        let length = plan.segments.get(last).map_or(Duration::ZERO, |segment| segment.length);
        let end = starts.get(last).map_or(*begin, |start| *start + length);
        let (from, to) = (scale.column(*begin), scale.column(end));
        let (word, letter, style) = match block.side {
            Some(Side::Left) => ("left", "L", look.theme.side(Side::Left)),
            Some(Side::Right) => ("right", "R", look.theme.side(Side::Right)),
            None => ("both", "B", look.theme.quiet()),
        };
        let text = if columns(word) + 2 <= to.saturating_sub(from) { word } else { letter };
        if from >= free && to > from {
            let at = Rect { x: area.x + from, width: area.width.saturating_sub(from), ..row(area, 0) };
            line(text, style, (at, buf));
            free = from + columns(text) + 1;
        }
        if marked.contains(&block.step) {
            let sign = look.theme.signs().line[0];
            for x in from..to.max(from + 1) {
                let at = Rect { x: area.x + x.min(area.width.saturating_sub(1)), width: 1, ..row(area, 1) };
                line(sign, look.theme.strong(), (at, buf));
            }
        }
    }
}
