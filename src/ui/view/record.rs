//! Planned and done, for each step and side: the same table after a session, in a record, and for one that was cut off.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::Look;
use super::page::{below, line, row};
use crate::domain::body::Side;
use crate::domain::done::{Line, between, lines};
use crate::domain::record::SessionRecord;
use crate::domain::words;
use crate::ui::widget::text::{Prose, columns, fit};

/// The columns that names have at least: tables of short and of long names do not differ much.
const SHORTEST: u16 = 40;

/// Where it hurt, in a line for each side; says how many rows that took.
pub fn hurts(record: &SessionRecord, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
    let mut y = 0;
    for side in [Some(Side::Left), Some(Side::Right), None] {
        // Beside the word for the foot; without the names of steps only where they took a third row, or one that is not there.
        let long = words::hurts(record, side, true);
        let room = area.height.saturating_sub(y).min(2);
        let is_long = Prose::new(&long, Style::new()).height(area.width.saturating_sub(6)) > room;
        let text = if area.width < 60 && is_long { words::hurts(record, side, false) } else { long };
        if !text.is_empty() {
            let (word, style) = side.map_or(("both", look.theme.strong()), |side| (side.word(), look.theme.side(side)));
            y += beside((word, style), &text, look, (below(area, y), buf));
        }
    }
    y
}

/// A word, and what is said about it beside it; says how many rows that took.
pub fn beside(word: (&str, Style), text: &str, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
    line(word.0, word.1, (row(area, 0), buf));
    let room = Rect { x: area.x + 6, width: area.width.saturating_sub(6), ..area };
    let prose = Prose::new(text, look.theme.text());
    let high = prose.height(room.width);
    prose.render(Rect { height: high.min(room.height), ..room }, buf);
    high
}

/// The name of what is no work, in more words and in fewer.
const BETWEEN: [&str; 2] = ["getting ready, changes and rests", "ready, rests"];

/// Draws the table of the steps, from its row `skip` on, and below it what of the session was no work.
pub fn whole(record: &SessionRecord, skip: u16, look: Look, (area, buf): (Rect, &mut Buffer)) {
    let (done, planned) = between(record);
    let high = height(record, true, area.width).saturating_sub(skip);
    table(record, true, skip, look, (area, buf));
    if planned.is_zero() || high >= area.height {
        return;
    }
    let at = row(area, high);
    let said = words::of(done, planned);
    let [long, short] = BETWEEN;
    let name = if columns(long) + columns(&said) + 2 <= area.width { long } else { short };
    line(&format!("{name}  {said}"), look.theme.quiet(), (at, buf));
}

/// How many rows that takes in so many columns.
pub fn whole_height(record: &SessionRecord, width: u16) -> u16 {
    height(record, true, width) + u16::from(!between(record).1.is_zero())
}

/// How many rows the table takes in so many columns.
pub fn height(record: &SessionRecord, by_step: bool, width: u16) -> u16 {
    u16::try_from(lines_in(width, record, by_step).len()).unwrap_or(u16::MAX).saturating_add(1)
}

/// The columns from which both feet at once have one of their own.
const TOGETHER: u16 = 76;

/// The lines of the table. Where both feet at once have no column, they have a line of their own below that of each foot.
fn lines_in(width: u16, record: &SessionRecord, by_step: bool) -> Vec<Line> {
    let apart = |line: Line| match (line.left.or(line.right), line.both) {
        (Some(_), Some(_)) if width < TOGETHER => {
            let together = Line { left: None, right: None, ..line.clone() };
            vec![Line { both: None, ..line }, together]
        }
        _ => vec![line],
    };
    lines(record, by_step).into_iter().flat_map(apart).collect()
}

/// Draws the table, from its line `skip` on.
pub fn table(record: &SessionRecord, by_step: bool, skip: u16, look: Look, (area, buf): (Rect, &mut Buffer)) {
    let theme = look.theme;
    let wide = area.width >= 60;
    let lines = lines_in(area.width, record, by_step);
    let said =
        |(done, planned)| if wide { words::of(done, planned) } else { words::of(done, planned).replace(" of ", "/") };
    // Where room is short, names get what the numbers leave.
    let widest = || lines.iter().flat_map(|entry| [entry.left, entry.right, entry.both]).flatten().map(said);
    let value = if wide { 14 } else { widest().map(|text| columns(&text)).max().unwrap_or(0).max(columns("RIGHT")) };
    // Both feet at once have a column of their own, where there is room and any such work.
    let values = if area.width >= TOGETHER && lines.iter().any(|entry| entry.both.is_some()) { 3 } else { 2 };
    // As wide as the longest name, so that numbers stand close beside their steps.
    let longest = lines.iter().map(|entry| columns(&entry.name)).max().unwrap_or(0).max(SHORTEST);
    let name = area.width.saturating_sub(values * (value + 2)).min(longest);
    let column = |n: u16| Rect { x: area.x + name + 2 + n * (value + 2), width: value, ..area };
    let put = |text: &str, style, n: u16, y: u16, buf: &mut Buffer| {
        let place = row(column(n).intersection(area), y);
        let x = place.right().saturating_sub(columns(text));
        line(text, style, (Rect { x: x.max(place.x), ..place }, buf));
    };
    put("LEFT", theme.side(Side::Left), 0, 0, buf);
    put("RIGHT", theme.side(Side::Right), 1, 0, buf);
    if values == 3 {
        put("TOGETHER", theme.quiet(), 2, 0, buf);
    }
    for (y, entry) in (1..area.height).zip(lines.iter().skip(skip.into())) {
        line(&fit(&entry.name, name, theme), theme.text(), (row(Rect { width: name, ..area }, y), buf));
        let together = entry.both.filter(|_| values < 3);
        if let Some((done, planned)) = together {
            // Under both heads, and called that: in a column of one foot it would be that foot's.
            let (room, text) = (Rect { width: 2 * value + 2, ..column(0) }, format!("both {}", said((done, planned))));
            let style = if done.is_zero() { theme.quiet() } else { theme.text() };
            let x = room.x + room.width.saturating_sub(columns(&text)) / 2;
            line(&text, style, (row(Rect { x, ..room }.intersection(area), y), buf));
            continue;
        }
        let sides = if values == 3 { vec![entry.left, entry.right, entry.both] } else { vec![entry.left, entry.right] };
        for (n, cell) in (0..).zip(sides) {
            let (text, style) = match cell {
                Some((done, planned)) => {
                    (said((done, planned)), if done.is_zero() { theme.quiet() } else { theme.text() })
                }
                None => (theme.signs().missing.to_owned(), theme.quiet()),
            };
            put(&text, style, n, y, buf);
        }
    }
}
