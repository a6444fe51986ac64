//! What was said of a day: a red flag with what follows from it, or a mark.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::words;
use crate::ui::keymap::Scope;
use crate::ui::screen::history::Said;
use crate::ui::view::Look;
use crate::ui::view::page::{Page, below, both_ends, footer, line, row};
use crate::ui::widget::text::{MEASURE, wrap};

impl Said {
    pub(in crate::ui::view) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let page = Page::of(area).beside_notice(look);
        let theme = look.theme;
        let when = words::day_and_time(self.opened.fact.at, look.now.dawn);
        both_ends((&self.title, theme.strong()), (&when, theme.quiet()), (page.heading, buf));
        let body = page.body;
        let lines: Vec<&str> = self.texts.iter().flat_map(|text| wrap(text, body.width.min(MEASURE))).collect();
        let all = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let top = self.scroll.top(all.saturating_sub(body.height));
        for (y, text) in (0..body.height).zip(lines.iter().skip(top.into())) {
            line(text, theme.text(), (row(below(body, y), 0), buf));
        }
        footer(Scope::Said, look, (page.footer, buf));
    }
}
