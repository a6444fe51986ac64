//! Pages over the form: what saving changes, what somebody else changed, a name, a draft that was left.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::desk::{Kind, Left};
use crate::ui::conflict::Conflict;
use crate::ui::diff::{Line, counts};
use crate::ui::field::Field;
use crate::ui::list::Scroll;
use crate::ui::screen::editor::Editor;
use crate::ui::view::Look;
use crate::ui::view::changes::{conflict_page, diff, left_page, lines_in_words, paragraph};
use crate::ui::view::page::typed;

impl Editor {
    pub(super) fn review_page(&self, lines: &[Line], scroll: &Scroll, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let (new, gone) = counts(lines);
        let what = match self.kind() {
            Kind::Own => format!("Saving puts {} in and takes {gone} out of {}.", lines_in_words(new), self.file()),
            Kind::Copy => {
                format!(
                    "Saving makes a copy of your own, with {} more and {gone} less than the shipped one, which stays as it \
                     is: {}",
                    lines_in_words(new),
                    self.file()
                )
            }
            Kind::New | Kind::Proposed => format!("Saving makes {}, with {}.", self.file(), lines_in_words(new)),
        };
        let wrong = self.draft().sheet().problems.len();
        let wrong = match wrong {
            0 => String::new(),
            1 => " Something is wrong in it still: it can be saved, but not started.".to_owned(),
            more => format!(" {more} things are wrong in it still: it can be saved, but not started."),
        };
        let outdated =
            if self.is_outdated() { " Somebody else changed the file meanwhile: saving shows both first." } else { "" };
        let rest = paragraph(&(what + &wrong + outdated), look, (area, buf));
        diff(lines, scroll, look, (rest, buf));
    }

    pub(super) fn conflict_page(&self, conflict: &Conflict, look: Look, (area, buf): (Rect, &mut Buffer)) {
        conflict_page(self.file(), self.scope(), conflict, look, (area, buf));
    }

    pub(super) fn naming_page(&self, field: &Field, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let text = "Under which name? The routine is called so, in a new file of that name among your own routines; no \
                    file is written over.";
        let rest = paragraph(text, look, (area, buf));
        typed(field, look, (rest, buf));
    }

    pub(super) fn left_page(&self, left: &Left, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let base = left.base.as_deref().unwrap_or_else(|| self.draft().saved());
        let is_stale = left.is_stale(self.in_file());
        left_page((left, base, is_stale), &Scroll::default(), look, (area, buf));
    }
}

impl Editor {
    /// The name of the file.
    fn file(&self) -> &str {
        self.path().rsplit(['/', '\\']).next().unwrap_or_default()
    }
}
