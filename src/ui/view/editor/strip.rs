//! The unrolled routine on one line, to scale: sides in their colours, and their letters below for whoever sees none.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::scale::Scale;
use crate::domain::body::Side;
use crate::domain::edit::{Place, StepPath};
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
        if plan.total().is_zero() {
            return line("Nothing in it takes a set time.", look.theme.quiet(), (row(area, 1), buf));
        }
        let scale = Scale::of(plan, area.width);
        bar(plan, unrolled.is_now, &scale, look, (row(area, 1), buf));
        letters(plan, (&scale, &self.marked_steps(unrolled)), look, (below(area, 2), buf));
    }

    /// The numbers in the plan of what is marked: all steps of a set, and all that are selected.
    pub(super) fn marked_steps(&self, unrolled: &Unrolled) -> Range<usize> {
        let Some((first, count)) = self.selected().filter(|_| unrolled.is_now) else { return 0..0 };
        let last = first.beside(first.at() + count.saturating_sub(1));
        let numbers = |step: StepPath| self.draft().sheet().numbers(&Place::Step(step));
        numbers(first).start..numbers(last).end
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

fn bar(plan: &Plan, is_now: bool, scale: &Scale, look: Look, (area, buf): (Rect, &mut Buffer)) {
    for (number, segment) in plan.segments.iter().enumerate() {
        let side = plan.blocks.get(segment.block).and_then(|block| block.side);
        let fill = match segment.kind.is_work() && is_now {
            true => look.theme.bar(side),
            false => look.theme.between_bars(),
        };
        paint(scale.columns(number..number + 1), fill, (area, buf));
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
    let mut free = 0;
    for block in &plan.blocks {
        let Range { start: from, end: to } = scale.columns(block.work..block.end);
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
