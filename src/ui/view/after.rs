//! After a session: pain now, what was done, a note.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::before::scales;
use super::page::{Page, below, both_ends, footer, line, row};
use super::{Look, record};
use crate::domain::body::Side;
use crate::domain::words;
use crate::ui::saving::Saved;
use crate::ui::screen::after::After;
use crate::ui::widget::text::{Prose, columns, wrap};

impl After {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let page = Page::of(area);
        let done = self.record();
        let heading = format!("Done.  {}, {}", done.name, words::of(done.lived, done.planned));
        let time = look.now.wall.format("%H:%M").to_string();
        both_ends((&heading, theme.strong()), (&time, theme.quiet()), (page.heading, buf));
        let mut y = 0;
        if !self.shows_details() {
            y = scales(self.ratings(), "Pain now", look, (page.body, buf));
            y += self.compared(look, (below(page.body, y), buf));
        }
        let note_rows = 2;
        let room = below(page.body, y);
        let table = Rect { height: room.height.saturating_sub(note_rows), ..room };
        record::table(done, self.shows_details(), 0, look, (table, buf));
        let under = (record::height(done, self.shows_details()) + 1).min(table.height);
        self.note_line(look, (below(room, under), buf));
        self.foot(look, (page.footer, buf));
    }

    /// Before and after, for each foot that has both, and where it hurt; says how many rows it took.
    fn compared(&self, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
        let after = self.ratings().values();
        let mut y = 0;
        for side in Side::BOTH {
            let text = words::before_after(self.before().of(side), after.of(side));
            if !text.is_empty() && self.before().of(side).is_some() {
                y += record::beside((side.word(), look.theme.side(side)), &text, look, (below(area, y), buf));
            }
        }
        y += record::hurts(self.record(), look, (below(area, y), buf));
        y + u16::from(y > 0)
    }

    fn note_line(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let text = self.note().text();
        if self.is_writing() {
            line("note", theme.strong(), (row(area, 0), buf));
            let room = Rect { x: area.x + 6, width: area.width.saturating_sub(6), ..area };
            // The end of a long note stays in sight: that is where one writes.
            let before: Vec<&str> = wrap(self.note().before(), room.width.saturating_sub(1)).collect();
            let shown = before.last().copied().unwrap_or_default();
            let rest = text.get(self.note().before().len()..).unwrap_or_default();
            line(shown, theme.text(), (row(room, 0), buf));
            let cursor = room.x + columns(shown);
            line(
                rest,
                theme.text(),
                (Rect { x: cursor, width: room.right().saturating_sub(cursor), ..row(room, 0) }, buf),
            );
            if let Some(cell) = buf.cell_mut((cursor, room.y)) {
                cell.set_style(theme.selected());
            }
        } else if !text.is_empty() {
            line("note", theme.quiet(), (row(area, 0), buf));
            let room = Rect { x: area.x + 6, width: area.width.saturating_sub(6), ..area };
            Prose::new(text, theme.text()).render(room, buf);
        }
    }

    fn foot(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let said = match look.saved {
            Saved::Yes if self.is_note_kept() => "saved",
            Saved::Yes | Saved::Pending => "saving",
            Saved::NotYet(_) => return footer(self.scope(), look, (area, buf)),
        };
        if !look.notices.is_empty() {
            return footer(self.scope(), look, (area, buf));
        }
        let room = area.width.saturating_sub(columns(said) + 2);
        footer(self.scope(), look, (Rect { width: room, ..area }, buf));
        let x = area.right().saturating_sub(columns(said));
        line(said, look.theme.good(), (Rect { x, width: columns(said), ..area }, buf));
    }
}
