//! A table as rows of the page: columns that have no room are left out whole, words are cut.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::Look;
use super::super::page::{below, line, row};
use crate::domain::trend::table::{Cell, Set, Table};
use crate::ui::list::Scroll;
use crate::ui::widget::text::{columns, fit};

/// So much of a text tells what it is about.
const WORDS: u16 = 10;

/// How a table is fitted into its room.
#[derive(Clone, Copy)]
struct Fitting {
    spare: bool,
    long_days: bool,
    gap: u16,
}

/// The most generous one first.
const FITTINGS: [Fitting; 4] = [
    Fitting { spare: true, long_days: true, gap: 2 },
    Fitting { spare: false, long_days: true, gap: 2 },
    Fitting { spare: false, long_days: false, gap: 2 },
    Fitting { spare: false, long_days: false, gap: 1 },
];

/// Whether the numbers of a table have room, though words may be cut.
pub(super) fn fits(table: &Table, room: u16) -> bool {
    lay(table, room).0.last().is_none_or(|(_, x, width)| x.saturating_add(*width) <= room)
}

/// Draws a table with its heading, scrolled where it is longer than its room, and its note in the last row.
pub(super) fn scrolled(table: &Table, scroll: &Scroll, look: Look, (body, buf): (Rect, &mut Buffer)) {
    let room = Rect { height: body.height.saturating_sub(1), ..body };
    let hidden = u16::try_from(table.rows.len()).unwrap_or(u16::MAX).saturating_sub(room.height.saturating_sub(1));
    draw(table, scroll.top(hidden), look, (room, buf));
    note(table.note, look, (body, buf));
}

/// What is to be known of a table, in its last row: the whole sentence, or the short one.
pub(super) fn note([long, short]: [&str; 2], look: Look, (body, buf): (Rect, &mut Buffer)) {
    let text = if columns(long) <= body.width { long } else { short };
    line(text, look.theme.quiet(), (row(body, body.height.saturating_sub(1)), buf));
}

/// Draws a table from its row `top` on, below its heading.
pub(super) fn draw(table: &Table, top: u16, look: Look, (body, buf): (Rect, &mut Buffer)) {
    let (places, fitting) = lay(table, body.width);
    for (index, x, width) in &places {
        let Some(column) = table.columns.get(*index) else { continue };
        let place = Rect { x: body.x + x, width: *width, ..row(body, 0) };
        put(column.head, column.set, look.theme.quiet(), look, (place, buf));
    }
    let rows = table.rows.iter().skip(top.into());
    for (y, cells) in (0..body.height.saturating_sub(1)).zip(rows) {
        let at = row(below(body, 1), y);
        for (index, x, width) in &places {
            let (Some(column), Some(cell)) = (table.columns.get(*index), cells.get(*index)) else { continue };
            let style = if *cell == Cell::Missing { look.theme.quiet() } else { look.theme.text() };
            let place = Rect { x: at.x + x, width: *width, ..at };
            put(&said(cell, fitting, look), column.set, style, look, (place, buf));
        }
    }
}

fn put(text: &str, set: Set, style: Style, look: Look, (place, buf): (Rect, &mut Buffer)) {
    let text = fit(text, place.width, look.theme);
    let x = if set.is_number() { place.right().saturating_sub(columns(&text)) } else { place.x };
    line(&text, style, (Rect { x, width: place.right().saturating_sub(x), ..place }, buf));
}

fn said(cell: &Cell, fitting: Fitting, look: Look) -> String {
    match cell {
        Cell::Missing => look.theme.signs().missing.to_owned(),
        Cell::Day(day) => day.format(if fitting.long_days { "%-d %b %Y" } else { "%-d %b" }).to_string(),
        Cell::Text(text) => text.clone(),
    }
}

/// The widest words of each column, its heading among them, and whether there are days in it.
fn measured(table: &Table) -> Vec<(u16, bool)> {
    let mut all: Vec<(u16, bool)> = table.columns.iter().map(|column| (columns(column.head).max(1), false)).collect();
    for cells in &table.rows {
        for ((words, has_days), cell) in all.iter_mut().zip(cells) {
            match cell {
                Cell::Day(_) => *has_days = true,
                Cell::Text(text) => *words = (*words).max(columns(text)),
                Cell::Missing => {}
            }
        }
    }
    all
}

/// Which columns have room: number, place, and width of each.
fn lay(table: &Table, room: u16) -> (Vec<(usize, u16, u16)>, Fitting) {
    let [.., tightest] = FITTINGS;
    let measured = measured(table);
    let widths = |fitting: Fitting| -> Vec<(usize, Set, u16)> {
        let day = if fitting.long_days { 11 } else { 6 };
        let wide = |(words, has_days): &(u16, bool)| if *has_days { day.max(*words) } else { *words };
        let shown = table.columns.iter().zip(&measured).enumerate();
        let shown = shown.filter(|(_, (column, _))| fitting.spare || column.set != Set::Spare);
        shown.map(|(index, (column, measured))| (index, column.set, wide(measured))).collect()
    };
    let least = |columns: &[(usize, Set, u16)], fitting: Fitting| -> u16 {
        let one = |(_, set, wide): &(usize, Set, u16)| if *set == Set::Words { (*wide).min(WORDS) } else { *wide };
        let gaps = fitting.gap * u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
        columns.iter().map(one).fold(gaps, u16::saturating_add)
    };
    let fits = FITTINGS.into_iter().find(|fitting| least(&widths(*fitting), *fitting) <= room);
    let fitting = fits.unwrap_or(tightest);
    let columns = widths(fitting);
    let mut left = room.saturating_sub(least(&columns, fitting));
    let mut x = 0_u16;
    let mut places = Vec::new();
    for (index, set, wide) in columns {
        let width = if set == Set::Words {
            let more = wide.saturating_sub(WORDS).min(left);
            left -= more;
            wide.min(WORDS) + more
        } else {
            wide
        };
        places.push((index, x, width));
        x = x.saturating_add(width + fitting.gap);
    }
    (places, fitting)
}
