//! Pages over the form: what saving changes, what somebody else changed, a name, a draft that was left.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::domain::desk::{Kind, Left};
use crate::domain::words;
use crate::ui::diff::{Line, Mark, counts};
use crate::ui::field::Field;
use crate::ui::list::Scroll;
use crate::ui::screen::editor::Editor;
use crate::ui::view::Look;
use crate::ui::view::page::{below, line, row, typed};
use crate::ui::widget::text::{Prose, fit};

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

fn lines_in_words(count: usize) -> String {
    if count == 1 { "1 line".to_owned() } else { format!("{count} lines") }
}

/// Says something above what follows; where that begins.
fn paragraph(text: &str, look: Look, (area, buf): (Rect, &mut Buffer)) -> Rect {
    let prose = Prose::new(text, look.theme.text());
    let high = prose.height(area.width);
    prose.render(area, buf);
    below(area, high + u16::from(area.height > 8))
}

fn diff(lines: &[Line], scroll: &Scroll, look: Look, (area, buf): (Rect, &mut Buffer)) {
    let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let top = scroll.top(count.saturating_sub(area.height));
    for (y, one) in (0..area.height).zip(lines.iter().skip(top.into())) {
        let (sign, style) = match one.mark {
            Mark::Same => (" ", look.theme.quiet()),
            Mark::Out => ("-", look.theme.attention()),
            Mark::In => ("+", look.theme.good()),
            Mark::Gap => (look.theme.signs().missing, look.theme.quiet()),
        };
        let text = fit(&format!("{sign} {}", one.text), area.width, look.theme);
        line(&text, style, (row(area, y), buf));
    }
}
