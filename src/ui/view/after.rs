//! After a session: pain now, what was done, a note.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::before::scales;
use super::page::{Page, below, both_ends, foot_saying, line, row, typed};
use super::{Look, record};
use crate::domain::body::Side;
use crate::domain::record::Ending;
use crate::domain::safety::SKIN;
use crate::domain::words;
use crate::ui::screen::after::After;
use crate::ui::widget::text::{Prose, columns, fit};

impl After {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let page = Page::of(area);
        let done = self.record();
        let how = match done.ending {
            Ending::Finished => "Done.",
            Ending::Early | Ending::Interrupted => "Ended early.",
        };
        let done_of = words::of(done.lived, done.planned);
        let name = fit(&done.name, page.heading.width.saturating_sub(columns(how) + columns(&done_of) + 4), theme);
        let heading = format!("{how}  {name}, {done_of}");
        let time = look.now.wall.format("%H:%M").to_string();
        both_ends((&heading, theme.strong()), (&time, theme.quiet()), (page.heading, buf));
        let mut y = 0;
        if !self.shows_details() {
            y = scales(self.ratings(), "Pain now", look, (page.body, buf));
            y += self.compared(look, (below(page.body, y), buf));
            y += self.skin_check(look, (below(page.body, y), buf));
        }
        let note_rows = 2;
        let room = below(page.body, y);
        let table = Rect { height: room.height.saturating_sub(note_rows), ..room };
        record::table(done, self.shows_details(), 0, look, (table, buf));
        let under = (record::height(done, self.shows_details()) + 1).min(table.height);
        self.note_line(look, (below(room, under), buf));
        foot_saying(self.scope(), self.is_note_kept(), look, (page.footer, buf));
    }

    /// Before, during and after, for each foot that was rated before the end, and where it hurt; says how many rows it took.
    fn compared(&self, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
        let after = self.ratings().values();
        let mut y = 0;
        for side in Side::BOTH {
            let text = words::around(self.before().of(side), self.during().of(side), after.of(side));
            if !text.is_empty() {
                y += record::beside((side.word(), look.theme.side(side)), &text, look, (below(area, y), buf));
            }
        }
        y += record::hurts(self.record(), look, (below(area, y), buf));
        y + u16::from(y > 0)
    }

    /// That the skin is to be looked at; says how many rows that took.
    fn skin_check(&self, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
        if !self.wants_skin_check() {
            return 0;
        }
        let prose = Prose::new(SKIN, look.theme.attention());
        let high = prose.height(area.width);
        prose.render(area, buf);
        high + u16::from(area.height >= 10)
    }

    fn note_line(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let text = self.note().text();
        if self.is_writing() {
            line("note", theme.strong(), (row(area, 0), buf));
            let room = Rect { x: area.x + 6, width: area.width.saturating_sub(6), ..area };
            typed(self.note(), look, (room, buf));
        } else if !text.is_empty() {
            line("note", theme.quiet(), (row(area, 0), buf));
            let room = Rect { x: area.x + 6, width: area.width.saturating_sub(6), ..area };
            Prose::new(text, theme.text()).render(room, buf);
        }
    }
}
