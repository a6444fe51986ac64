//! The unrolled routine block by block, beside its form where there is room: when, which side, what, how long.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::title;
use crate::domain::plan::{Block, Kind, Plan};
use crate::domain::time::clock;
use crate::ui::screen::editor::Editor;
use crate::ui::view::Look;
use crate::ui::view::page::{line, row};
use crate::ui::widget::text::{columns, fit};

/// The longest bar.
const BAR: u16 = 8;

/// The room for a point in time, to the hour and beyond: `1:01:38`.
const TIME: u16 = 7;

/// Where a name begins: behind that, and the side.
const NAME: u16 = TIME + 8;

/// What stands beside a name: when, which side, how long, and the bar.
const BESIDE_NAME: u16 = NAME + TIME + 1 + BAR + 1;

impl Editor {
    /// How wide they are with every name in full.
    pub(super) fn blocks_wide(&self) -> u16 {
        let steps = self.draft().unrolled().map(|unrolled| &unrolled.plan.steps);
        let names = steps.into_iter().flatten().map(|step| columns(&step.name));
        names.max().unwrap_or(0).saturating_add(BESIDE_NAME)
    }

    /// Draws them; says how many rows they took.
    pub(super) fn blocks(&self, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
        let list = title("unrolled for both feet", look, (area, buf));
        let Some(unrolled) = self.draft().unrolled() else { return 1 };
        let plan = &unrolled.plan;
        let marked = self.marked_steps(unrolled);
        let first = plan.blocks.iter().position(|block| marked.contains(&block.step)).unwrap_or(0);
        let last = plan.blocks.len().saturating_sub(list.height.into());
        let longest = plan.blocks.iter().map(|block| length(plan, block)).max().unwrap_or_default();
        let mut start = Duration::ZERO;
        let skip = first.saturating_sub(2).min(last);
        for (number, block) in plan.blocks.iter().enumerate() {
            let takes = length(plan, block);
            if let Some(y) = number.checked_sub(skip).and_then(|y| u16::try_from(y).ok()).filter(|y| *y < list.height) {
                let is_marked = marked.contains(&block.step);
                draw(plan, block, (start, takes, longest), is_marked, look, (row(list, y), buf));
            }
            start += takes;
        }
        1 + u16::try_from(plan.blocks.len()).unwrap_or(u16::MAX).min(list.height)
    }
}

/// How long a block takes, with getting ready.
fn length(plan: &Plan, block: &Block) -> Duration {
    plan.segments.get(block.start..block.end).unwrap_or_default().iter().map(|segment| segment.length).sum()
}

fn draw(
    plan: &Plan,
    block: &Block,
    (start, takes, longest): (Duration, Duration, Duration),
    marked: bool,
    look: Look,
    (area, buf): (Rect, &mut Buffer),
) {
    let theme = look.theme;
    let style = if marked { theme.strong() } else { theme.text() };
    let at = |x: u16, width: u16| Rect {
        x: area.x + x.min(area.width),
        width: width.min(area.width.saturating_sub(x)),
        ..area
    };
    line(&format!("{:>1$}", clock(start), usize::from(TIME)), theme.quiet(), (at(0, TIME), buf));
    let (word, side) = block.side.map_or(("both", theme.quiet()), |side| (side.word(), theme.side(side)));
    line(word, side, (at(TIME + 2, 5), buf));
    let name = plan.steps.get(block.step).map_or("", |step| step.name.as_str());
    let room = area.width.saturating_sub(BESIDE_NAME);
    line(&fit(name, room, theme), style, (at(NAME, room), buf));
    let waits = plan.segments.get(block.work..block.end).unwrap_or_default().iter().any(|one| one.kind == Kind::Wait);
    let said = if waits { "wait".to_owned() } else { clock(takes) };
    line(&said, theme.quiet(), (at((NAME + room + 1 + TIME).saturating_sub(columns(&said)), TIME), buf));
    let share = takes.as_secs_f64() / longest.as_secs_f64().max(1.0);
    // What takes any time is seen.
    let wide = ((share * f64::from(BAR)).round() as u16).max(u16::from(!takes.is_zero()));
    let fill = theme.bar(block.side);
    for x in 0..wide {
        if let Some(cell) = buf.cell_mut((area.right().saturating_sub(BAR) + x, area.y)) {
            cell.set_symbol(fill.symbol).set_style(fill.style);
        }
    }
}
