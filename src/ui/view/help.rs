//! Every key of the screen one is on, from the key table.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::widgets::Widget;

use super::Look;
use super::page::{Page, both_ends, footer, line, row};
use crate::ui::keymap::Scope;
use crate::ui::list::Scroll;
use crate::ui::widget::text::{Prose, columns, wrap};

/// Below this width the session under way stands in the place of the title.
const BESIDE_TITLE: u16 = 60;

/// Draws the list; above it the session that goes on meanwhile, in the first of these lines that fits.
pub fn view((scope, scroll): (Scope, &Scroll), lived: &[String], look: Look, (area, buf): (Rect, &mut Buffer)) {
    let theme = look.theme;
    let page = Page::of(area);
    let rows: Vec<(String, &str)> = look
        .keys
        .bindings(scope)
        .chain(look.keys.bindings(Scope::Everywhere))
        .map(|binding| {
            let keys: Vec<String> = binding.keys.iter().map(|key| key.label(theme.ascii)).collect();
            (keys.join("  "), binding.long)
        })
        .collect();
    let widest = rows.iter().map(|(keys, _)| columns(keys)).max().unwrap_or(0);
    let x = page.body.x + widest + 3;
    let room = page.body.right().saturating_sub(x);
    let lines: Vec<(&str, &str)> = rows
        .iter()
        .flat_map(|(keys, words)| {
            let first = std::iter::once(keys.as_str()).chain(std::iter::repeat(""));
            first.zip(wrap(words, room))
        })
        .collect();
    let last = lines.len().saturating_sub(page.body.height.into());
    let skip = usize::from(scroll.top(u16::try_from(last).unwrap_or(u16::MAX)));
    let below = if skip < last { format!("more below: {}", last - skip) } else { String::new() };
    let title = "Keys here";
    let beside = page.heading.width >= BESIDE_TITLE;
    let taken = columns(&below) + 2 + if beside { columns(title) + 2 } else { 0 };
    let lived = lived.iter().find(|line| columns(line) + taken <= page.heading.width);
    let first = lived.filter(|_| !beside).map_or(title, String::as_str);
    both_ends((first, theme.strong()), (&below, theme.quiet()), (page.heading, buf));
    if let Some(lived) = lived.filter(|_| beside) {
        Prose::new(lived, theme.strong()).align(HorizontalAlignment::Center).render(page.heading, buf);
    }
    for (y, (keys, words)) in (0..page.body.height).zip(lines.iter().skip(skip)) {
        let at = row(page.body, y);
        line(keys, theme.key(), (at, buf));
        line(words, theme.text(), (Rect { x, width: room, ..at }, buf));
    }
    footer(Scope::Help, look, (page.footer, buf));
}
