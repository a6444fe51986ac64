//! An event: what happened, and when.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::Look;
use super::page::{Page, below, both_ends, foot_saying, footer, line, row, say, typed};
use crate::domain::when;
use crate::ui::event::{EventEntry, Writing};
use crate::ui::keymap::{Action, Scope};
use crate::ui::widget::text::{Prose, columns};

/// What an event can be, as long as nothing is typed.
const HINT: &str = "new insoles, a holiday, a long walk";

impl EventEntry {
    /// As a page of its own.
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let page = Page::of(area);
        let theme = look.theme;
        let time = look.now.wall.format("%A %-d %B, %H:%M").to_string();
        both_ends(("Event", theme.strong()), (&time, theme.quiet()), (page.heading, buf));
        let label = |name: &str, y: u16, is_typed: bool, buf: &mut Buffer| {
            let at = row(page.body, y);
            line(name, if is_typed { theme.strong() } else { theme.quiet() }, (at, buf));
            Rect { x: at.x + 7, width: at.width.saturating_sub(7), ..at }
        };
        let is_typing_time = matches!(self.writing(), Some(Writing::Time(_)));
        let room = label("when", 0, is_typing_time, buf);
        if let Some(Writing::Time(field)) = self.writing() {
            typed(field, look, (room, buf));
        } else {
            let at = self.at().map_or_else(|| "now".to_owned(), |at| when::say(at, look.now));
            line(&at, theme.text(), (room, buf));
        }
        let room = label("what", 1, matches!(self.writing(), Some(Writing::Words)), buf);
        let mut rows = 1;
        if matches!(self.writing(), Some(Writing::Words)) {
            self.words_typed(look, (room, buf));
        } else {
            let prose = Prose::new(self.words().text(), theme.text());
            rows = prose.height(room.width).max(1);
            prose.render(Rect { height: rows, ..room }.intersection(page.body), buf);
        }
        let trends = look.key(Scope::Home, Action::Trends);
        let about = format!(
            "It stands as a mark in the trends ({trends} on the first page), with the two weeks before and after it."
        );
        Prose::new(&about, theme.quiet()).render(below(page.body, rows + 2), buf);
        match self.is_changed() || !self.is_kept() {
            true => foot_saying(self.scope(), self.is_kept(), look, (page.footer, buf)),
            false => footer(self.scope(), look, (page.footer, buf)),
        }
        if let Some(trouble) = self.trouble() {
            say(trouble, theme.attention(), (page.footer, buf));
        }
    }

    /// On one line, with the day that it is marked on; says how many rows that took.
    pub(super) fn line(&self, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
        let at = self.at().unwrap_or(look.now.wall);
        let words = format!("Event on {}: ", look.now.day_of(at).format("%a %-d %b %Y"));
        line(&words, look.theme.strong(), (row(area, 0), buf));
        let x = area.x + columns(&words);
        let room = Rect { x, width: area.right().saturating_sub(x), ..row(area, 0) };
        self.words_typed(look, (room, buf));
        1
    }

    fn words_typed(&self, look: Look, (room, buf): (Rect, &mut Buffer)) {
        typed(self.words(), look, (room, buf));
        let hint = Rect { x: room.x + 2, width: room.width.saturating_sub(2), ..room };
        if self.words().text().is_empty() && columns(HINT) <= hint.width {
            line(HINT, look.theme.quiet(), (hint, buf));
        }
    }
}
