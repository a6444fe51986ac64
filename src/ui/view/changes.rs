//! What saving changes in a file, as it is shown before; what somebody else changed in it, and a draft that was left.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::Look;
use super::page::{below, line, row};
use crate::domain::desk::Left;
use crate::domain::words;
use crate::ui::conflict::{Conflict, Lie};
use crate::ui::diff::{Line, Mark, lines};
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::Scroll;
use crate::ui::widget::text::{Prose, fit};

/// So many lines.
pub fn lines_in_words(count: usize) -> String {
    if count == 1 { "1 line".to_owned() } else { format!("{count} lines") }
}

/// Says something above what follows; where that begins.
pub fn paragraph(text: &str, look: Look, (area, buf): (Rect, &mut Buffer)) -> Rect {
    let prose = Prose::new(text, look.theme.text());
    let high = prose.height(area.width);
    prose.render(area, buf);
    below(area, high + u16::from(area.height > 8))
}

/// What differs, line by line; where there is more than room, the last row says how much.
pub fn diff(lines: &[Line], scroll: &Scroll, look: Look, (area, buf): (Rect, &mut Buffer)) {
    let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let foot = u16::from(count > area.height && area.height > 1);
    let (area, last) = (Rect { height: area.height - foot, ..area }, row(area, area.height.saturating_sub(1)));
    let top = scroll.top(count.saturating_sub(area.height));
    let more = count.saturating_sub(top + area.height);
    if foot > 0 && more > 0 {
        line(&format!("more below: {more}"), look.theme.quiet(), (last, buf));
    }
    for (y, one) in (0..area.height).zip(lines.iter().skip(top.into())) {
        let (sign, style) = match one.mark {
            Mark::Same => (" ", look.theme.quiet()),
            Mark::Out => ("-", look.theme.attention()),
            Mark::In => ("+", look.theme.good()),
            Mark::Gap => (look.theme.signs().missing, look.theme.quiet()),
            Mark::Title => ("", look.theme.strong()),
            Mark::Note => (" ", look.theme.quiet()),
        };
        let gap = if sign.is_empty() { "" } else { " " };
        let text = fit(&format!("{sign}{gap}{}", one.text), area.width, look.theme);
        line(&text, style, (row(area, y), buf));
    }
}

/// Both sides' changes, and how they are joined by the keys of `scope`.
pub fn conflict_page(file: &str, scope: Scope, conflict: &Conflict, look: Look, (area, buf): (Rect, &mut Buffer)) {
    let key = |action| look.key(scope, action);
    let text = match conflict.lie() {
        Lie::Apart => format!(
            "{file} was changed by somebody else meanwhile. Nothing was written. Your changes are on other lines than \
             theirs: {} joins them.",
            key(Action::Open)
        ),
        Lie::Gone => format!("{file} was taken away, or is no text any more. Nothing was written."),
        Lie::Touch => format!(
            "{file} was changed by somebody else meanwhile, on lines that you changed too. Nothing was written. {} keeps \
             yours there, and theirs elsewhere.",
            key(Action::Mine)
        ),
    };
    let rest = paragraph(&text, look, (area, buf));
    diff(conflict.lines(), conflict.scroll(), look, (rest, buf));
}

/// A draft, what it was begun from, and whether the file is another one since.
pub fn left_page(
    (left, base, is_stale): (&Left, &str, bool),
    scroll: &Scroll,
    look: Look,
    (area, buf): (Rect, &mut Buffer),
) {
    let when = left.at.format("%-d %B, %H:%M");
    let ago = words::ago(left.at, look.now);
    let since = if is_stale { " The file has changed since: saving would show both sides." } else { "" };
    let text = format!("There are changes that were not saved, from {when} ({ago}).{since} What the draft changes:");
    let rest = paragraph(&text, look, (area, buf));
    diff(&lines(base, &left.text), scroll, look, (rest, buf));
}
