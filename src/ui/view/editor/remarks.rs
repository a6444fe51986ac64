//! What is pointed out about what is marked: above the fields, below the one it is about, and a sign where that is.

use ratatui::style::Style;

use super::fields::{Piece, paragraph};
use crate::domain::sheet::{Remark, Table};
use crate::domain::text::Clean;
use crate::ui::screen::editor::{Editor, Focus};
use crate::ui::view::Look;
use crate::ui::widget::text::{MEASURE, wrap};

/// What stands before the value of a key, and before a step, about which something is pointed out; and before that.
pub(super) const REMARK: &str = "?";

impl Editor {
    /// What is pointed out about a table, above its fields: whole sentences, in half of the room at most. Returns those
    /// that find no room there. While the keys go to the fields, what is about one of them stands below that.
    pub(super) fn remarks<'a>(
        &'a self,
        table: &'a Table,
        (width, height): (u16, usize),
        look: Look,
        all: &mut Vec<Piece>,
    ) -> Vec<&'a Clean> {
        let quiet = look.theme.quiet();
        let has_field = |remark: &&Remark| {
            self.focus() == Focus::Fields
                && remark.key.is_some_and(|name| self.keys().iter().any(|key| key.name == name))
        };
        let remarks = || self.draft().sheet().remarks_of(&table.place);
        let (mut below, begin) = (Vec::new(), all.len());
        for Remark { sentence, .. } in remarks().filter(|remark| !has_field(remark)) {
            let lines = wrap(sentence, width.saturating_sub(2).min(MEASURE)).count();
            if below.is_empty() && all.len() - begin + lines <= height / 2 {
                remark_lines(sentence, quiet, width, all);
            } else {
                below.push(sentence);
            }
        }
        match (below.len(), all.len() > begin) {
            (0, _) => {}
            (count, true) => remark_lines(&format!("{count} more below the last field."), quiet, width, all),
            (1, false) => remark_lines("Something is pointed out below the last field.", quiet, width, all),
            (count, false) => remark_lines(&format!("{count} things are pointed out below."), quiet, width, all),
        }
        let mut fields: Vec<&str> = remarks().filter(has_field).filter_map(|remark| remark.key).collect();
        fields.dedup();
        if !fields.is_empty() {
            remark_lines(&format!("look at {}", fields.join(", ")), quiet, width, all);
        }
        below
    }

    /// Whether something is pointed out about the key on a line of the form.
    pub(super) fn has_remark(&self, number: usize) -> bool {
        let key = number.checked_sub(self.strangers().len()).and_then(|at| self.keys().get(at)).map(|key| key.name);
        let (Some(table), Some(_)) = (self.table(), key) else { return false };
        self.draft().sheet().remarks_of(&table.place).any(|remark| remark.key == key)
    }
}

/// Something that is pointed out, with its sign before the first line.
pub(super) fn remark_lines(text: &str, style: Style, width: u16, all: &mut Vec<Piece>) {
    let begin = all.len();
    paragraph(text, style, width, all);
    if let Some(Piece::Text(first, style)) = all.get_mut(begin) {
        let first = Piece::Remark(std::mem::take(first), *style);
        if let Some(piece) = all.get_mut(begin) {
            *piece = first;
        }
    }
}
