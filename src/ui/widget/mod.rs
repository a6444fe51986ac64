//! Small things that draw. Each stays inside the part of its rectangle that lies on the screen, draws nothing where
//! there is no room, and never panics, whatever the size.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::style::Style;

pub mod bars;
pub mod body;
pub mod digits;
pub mod dots;
pub mod lanes;
pub mod plot;
pub mod progress;
pub mod scale;
pub mod sign;
pub mod text;

/// The part of `area` that lies on the screen, if any.
fn on_screen(area: Rect, buf: &Buffer) -> Option<Rect> {
    let seen = area.intersection(buf.area);
    (!seen.is_empty()).then_some(seen)
}

/// Where something `wide` columns wide begins inside `area`.
fn start(area: Rect, wide: u16, align: HorizontalAlignment) -> u16 {
    let spare = area.width.saturating_sub(wide);
    area.x.saturating_add(match align {
        HorizontalAlignment::Left => 0,
        HorizontalAlignment::Center => spare / 2,
        HorizontalAlignment::Right => spare,
    })
}

/// Writes text from column `x` in row `y`, never outside `area`; says in which column the next text may begin.
fn write(buf: &mut Buffer, area: Rect, (x, y): (u16, u16), (text, style): (&str, Style)) -> u16 {
    let Some(area) = on_screen(area, buf) else { return x };
    if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() {
        return x;
    }
    put(buf, (x, y), (text, style), area.right() - x)
}

/// Writes at most `most` columns of text at a place on the screen; says in which column the next text may begin.
///
/// Most text is plain, and looking for what stands together costs ten times as much as writing it.
pub fn put(buf: &mut Buffer, (x, y): (u16, u16), (text, style): (&str, Style), most: u16) -> u16 {
    if !text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
        return buf.set_stringn(x, y, text, most.into(), style).0;
    }
    let end = x.saturating_add(most).min(buf.area.right());
    for (column, letter) in (x..end).zip(text.chars()) {
        if let Some(cell) = buf.cell_mut((column, y)) {
            cell.set_char(letter).set_style(style);
        }
    }
    x.saturating_add(text.len().min(usize::from(end.saturating_sub(x))) as u16)
}

/// Paints one cell inside `area` with a symbol that is one column wide.
fn dab(buf: &mut Buffer, area: Rect, at: (u16, u16), (symbol, style): (&str, Style)) {
    if let Some(cell) = area.contains(at.into()).then(|| buf.cell_mut(at)).flatten() {
        cell.set_symbol(symbol).set_style(style);
    }
}

/// Paints `columns` of one row inside `area`, which lies on the screen, with a symbol that is one column wide.
fn band(buf: &mut Buffer, area: Rect, columns: std::ops::Range<u16>, y: u16, (symbol, style): (&str, Style)) {
    let (from, to) = (columns.start.max(area.left()), columns.end.min(area.right()));
    if from >= to || y < area.top() || y >= area.bottom() {
        return;
    }
    let first = usize::from(y - buf.area.y) * usize::from(buf.area.width) + usize::from(from - buf.area.x);
    for cell in buf.content.iter_mut().skip(first).take(usize::from(to - from)) {
        cell.set_symbol(symbol).set_style(style);
    }
}

/// Every widget must bear every window, also one that lies partly or wholly outside the screen.
#[cfg(test)]
fn bears_every_size(draw: impl Fn(Rect, &mut Buffer)) {
    let mut buf = Buffer::empty(Rect::new(0, 0, 250, 80));
    for width in (0..48).chain((48..=250).step_by(67)) {
        for height in (0..16).chain((16..=80).step_by(16)) {
            draw(Rect::new(0, 0, width, height), &mut buf);
        }
    }
    for at in [Rect::new(249, 79, 30, 10), Rect::new(300, 100, 9, 9), Rect::new(u16::MAX, u16::MAX, 5, 5)] {
        draw(at, &mut buf);
    }
    let mut nothing = Buffer::empty(Rect::ZERO);
    draw(Rect::new(0, 0, 40, 12), &mut nothing);
}

/// The rows of a drawing as text, for reading in tests.
#[cfg(test)]
fn rows(width: u16, height: u16, draw: impl Fn(Rect, &mut Buffer)) -> Vec<String> {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    draw(area, &mut buf);
    buf.content()
        .chunks(usize::from(width))
        .map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_put_as_any_other_is() {
        for text in ["", "a", "plain text, longer than its room", "caf\u{e9}", "日本", "tab\there", "\u{1b}[2J"] {
            for (x, most) in [(0, 0), (0, 3), (0, 40), (4, 2), (9, 1), (9, 40), (5, u16::MAX)] {
                let area = Rect::new(0, 0, 10, 2);
                let (mut ours, mut theirs) = (Buffer::empty(area), Buffer::empty(area));
                let style = Style::new().red().underlined();
                let after = put(&mut ours, (x, 1), (text, style), most);
                assert_eq!((after, 1), theirs.set_stringn(x, 1, text, most.into(), style), "{text:?} {x} {most}");
                assert_eq!(ours, theirs, "{text:?} {x} {most}");
            }
        }
    }
}
