//! After a session: pain now, what was done, a note.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::before::{ROOM_FOR_TWO, scales};
use super::page::{Page, below, both_ends, foot_saying, line, row, typed};
use super::{Look, record};
use crate::domain::body::Side;
use crate::domain::record::Ending;
use crate::domain::safety::SKIN;
use crate::domain::words;
use crate::ui::screen::after::After;
use crate::ui::widget::text::{Prose, columns, fit};

/// What the scales are for.
const NOW: &str = "Pain now";

/// Columns of the word before a note.
const NOTE: u16 = 6;

impl After {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let page = self.page(look, area);
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
            let room = self.scales_room(look, page.body);
            y = scales(self.ratings(), NOW, look, (room, buf));
            y += self.compared(look, (below(page.body, y), buf));
            y += self.skin_check(look, (below(page.body, y), buf));
        }
        let room = below(page.body, y);
        let table = Rect { height: room.height.saturating_sub(self.note_rows(room.width)), ..room };
        // Its heads alone say nothing.
        if table.height > 1 {
            record::table(done, self.shows_details(), 0, look, (table, buf));
        }
        let under = (record::height(done, self.shows_details(), table.width) + 1).min(table.height);
        self.note_line(look, (below(room, under), buf));
        foot_saying(self.scope(), self.is_note_kept(), look, (page.footer, buf));
    }

    /// A page with rows of space, if all there is to show fits into it.
    fn page(&self, look: Look, area: Rect) -> Page {
        let page = Page::of(area);
        let scales = if self.shows_details() { 0 } else { self.scales_rows(look, self.scales_room(look, page.body)) };
        if scales + self.rows_below(look, page.body) <= page.body.height { page } else { Page::dense(area) }
    }

    /// The room of the scales: what they are said in has as much as the rest leaves.
    fn scales_room(&self, look: Look, body: Rect) -> Rect {
        let fits = self.scales_rows(look, body) + self.rows_below(look, body) <= body.height;
        if fits { body } else { Rect { height: body.height.min(ROOM_FOR_TWO - 1), ..body } }
    }

    fn scales_rows(&self, look: Look, room: Rect) -> u16 {
        scales(self.ratings(), NOW, look, (room, &mut Buffer::default()))
    }

    /// The rows of all that stands below the scales.
    fn rows_below(&self, look: Look, body: Rect) -> u16 {
        let (unseen, nowhere) = (Rect { height: 0, ..body }, &mut Buffer::default());
        let said = if self.shows_details() {
            0
        } else {
            self.compared(look, (unseen, nowhere)) + self.skin_check(look, (unseen, nowhere))
        };
        said + record::height(self.record(), self.shows_details(), body.width) + self.note_rows(body.width)
    }

    /// The rows of the note, with an empty one above it.
    fn note_rows(&self, width: u16) -> u16 {
        match self.note().text() {
            _ if self.is_writing() => 2,
            "" => 0,
            text => 1 + Prose::new(text, Style::new()).height(width.saturating_sub(NOTE)).min(2),
        }
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
            let room = Rect { x: area.x + NOTE, width: area.width.saturating_sub(NOTE), ..area };
            typed(self.note(), look, (room, buf));
        } else if !text.is_empty() {
            line("note", theme.quiet(), (row(area, 0), buf));
            let room = Rect { x: area.x + NOTE, width: area.width.saturating_sub(NOTE), ..area };
            Prose::new(text, theme.text()).render(room, buf);
        }
    }
}
