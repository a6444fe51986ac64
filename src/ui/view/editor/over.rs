//! Pages over the form: what saving changes, what somebody else changed, a name, a draft that was left.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::desk::{Kind, Left};
use crate::domain::words;
use crate::ui::diff::{Line, counts};
use crate::ui::field::Field;
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::Scroll;
use crate::ui::screen::editor::{Conflict, Editor};
use crate::ui::view::Look;
use crate::ui::view::changes::{diff, lines_in_words, paragraph};
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
        let file = self.file();
        let key = |action| look.key(conflict.scope(), action);
        let text = match conflict.scope() {
            Scope::EditJoin => format!(
                "{file} was changed by somebody else meanwhile. Nothing was written. Your changes are on other lines than \
                 theirs: {} joins them.",
                key(Action::Open)
            ),
            Scope::EditGone => format!("{file} was taken away, or is no text any more. Nothing was written."),
            _ => format!(
                "{file} was changed by somebody else meanwhile, on lines that you changed too. Nothing was written. {} \
                 keeps yours there, and theirs elsewhere.",
                key(Action::Mine)
            ),
        };
        let rest = paragraph(&text, look, (area, buf));
        diff(conflict.lines(), conflict.scroll(), look, (rest, buf));
    }

    pub(super) fn naming_page(&self, field: &Field, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let text = "Under which name? The name of the file is made from it, and no file is written over.";
        let rest = paragraph(text, look, (area, buf));
        typed(field, look, (rest, buf));
    }

    pub(super) fn left_page(&self, left: &Left, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let when = left.at.format("%-d %B, %H:%M");
        let ago = words::ago(left.at, look.now);
        let since = if left.is_stale(self.in_file()) {
            " The file has changed since: saving would show both sides."
        } else {
            ""
        };
        let text =
            format!("There are changes that were not saved, from {when} ({ago}).{since} What the draft changes:");
        let rest = paragraph(&text, look, (area, buf));
        let base = left.base.as_deref().unwrap_or_else(|| self.draft().saved());
        let lines = crate::ui::diff::lines(base, &left.text);
        diff(&lines, &Scroll::default(), look, (rest, buf));
    }
}

impl Editor {
    /// The name of the file.
    fn file(&self) -> &str {
        self.path().rsplit(['/', '\\']).next().unwrap_or_default()
    }
}
