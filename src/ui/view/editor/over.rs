//! Pages over the form: what saving changes, what somebody else changed, a name, a draft that was left.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::desk::{Kind, Left};
use crate::domain::words;
use crate::ui::diff::{Line, counts};
use crate::ui::field::Field;
use crate::ui::list::Scroll;
use crate::ui::screen::editor::Editor;
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
        let rest = paragraph(&(what + &wrong), look, (area, buf));
        diff(lines, scroll, look, (rest, buf));
    }

    pub(super) fn conflict_page(
        &self,
        lines: Option<&[Line]>,
        scroll: &Scroll,
        look: Look,
        (area, buf): (Rect, &mut Buffer),
    ) {
        let text = match lines {
            Some(_) => format!(
                "{} was changed by somebody else meanwhile. Nothing was written. Lines with - are theirs, lines with + yours.",
                self.file()
            ),
            None => format!("{} was taken away, or is no text any more. Nothing was written.", self.file()),
        };
        let rest = paragraph(&text, look, (area, buf));
        diff(lines.unwrap_or_default(), scroll, look, (rest, buf));
    }

    pub(super) fn naming_page(&self, field: &Field, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let text = "Under which name? The name of the file is made from it, and no file is written over.";
        let rest = paragraph(text, look, (area, buf));
        typed(field, look, (rest, buf));
    }

    pub(super) fn left_page(&self, left: &Left, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let when = left.at.format("%-d %B, %H:%M");
        let ago = words::ago(left.at, look.now);
        let text = format!("There are changes that were not saved, from {when} ({ago}). What the draft changes:");
        let rest = paragraph(&text, look, (area, buf));
        let lines = crate::ui::diff::lines(self.draft().saved(), &left.text);
        diff(&lines, &Scroll::default(), look, (rest, buf));
    }
}

impl Editor {
    /// The name of the file.
    fn file(&self) -> &str {
        self.path().rsplit(['/', '\\']).next().unwrap_or_default()
    }
}
