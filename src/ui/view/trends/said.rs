//! Words below a picture: rows that end where a clause does, and what stands out in them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::ui::view::page::{below, line, row};
use crate::ui::widget::text::{Prose, columns};

/// Rows that a text takes: one for each of its lines that fits, and those of a paragraph for each that does not.
pub(super) fn said_height(text: &str, width: u16) -> u16 {
    text.split('\n').map(|said| line_height(said, width)).sum()
}

fn line_height(said: &str, width: u16) -> u16 {
    if columns(said) <= width { 1 } else { Prose::new(said, Style::new()).height(width) }
}

/// Sets off words of a text that stands here already, in whatever rows: what is read in half a second.
pub(super) fn stress(words: &[&str], text: &str, style: Style, (area, buf): (Rect, &mut Buffer)) {
    let signs = |text: &str| text.chars().filter(|sign| !sign.is_whitespace()).count();
    let is_blank = |buf: &Buffer, at| buf.cell(at).is_none_or(|cell| cell.symbol().trim().is_empty());
    let mut places = area.positions().filter(|at| !is_blank(buf, *at)).collect::<Vec<_>>().into_iter();
    let mut rest = text;
    for word in words {
        let Some((before, after)) = rest.split_once(word) else { return };
        for at in places.by_ref().skip(signs(before)).take(signs(word)) {
            if let Some(cell) = buf.cell_mut(at) {
                cell.set_style(style);
            }
        }
        rest = after;
    }
}

/// Draws a text, each of its lines in a row or, where that is too long, as a paragraph.
pub(super) fn say(text: &str, style: Style, (area, buf): (Rect, &mut Buffer)) {
    let mut rest = area;
    for said in text.split('\n') {
        if columns(said) <= rest.width {
            line(said, style, (row(rest, 0), buf));
        } else {
            Prose::new(said, style).render(rest, buf);
        }
        rest = below(rest, line_height(said, rest.width));
    }
}
