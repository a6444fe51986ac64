//! What was said of a day: a red flag with what follows from it, or a mark.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::words;
use crate::ui::keymap::Scope;
use crate::ui::screen::history::Said;
use crate::ui::view::Look;
use crate::ui::view::before::more_below;
use crate::ui::view::page::{Page, below, both_ends, footer, line, row};
use crate::ui::widget::text::{MEASURE, wrap};

impl Said {
    pub(in crate::ui::view) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let page = Page::of(area).beside_notice(look);
        let theme = look.theme;
        let when = words::day_and_time(self.opened.fact.at, look.now.dawn);
        let body = page.body;
        let lines: Vec<&str> = self.texts.iter().flat_map(|text| wrap(text, body.width.min(MEASURE))).collect();
        let all = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let last = all.saturating_sub(body.height);
        let top = self.scroll.top(last);
        let more = more_below(last - top, top, (Scope::Said, look));
        let (beside, style) = if more.is_empty() { (when, theme.quiet()) } else { (more, theme.attention()) };
        both_ends((&self.title, theme.strong()), (&beside, style), (page.heading, buf));
        for (y, text) in (0..body.height).zip(lines.iter().skip(top.into())) {
            line(text, theme.text(), (row(below(body, y), 0), buf));
        }
        footer(Scope::Said, look, (page.footer, buf));
    }
}
