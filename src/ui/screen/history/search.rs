//! Looking for rows: words are typed, and the rows that have all of them are shown.

use super::History;
use crate::domain::filter::Filter;
use crate::domain::time::Now;
use crate::ui::effect::Turn;
use crate::ui::field::Field;
use crate::ui::keymap::Action;

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Search {
    field: Field,
    typing: bool,
    /// The rows that pass, by their places among all of them.
    pub(super) found: Vec<usize>,
}

impl History {
    /// Begins to type what is looked for, or goes on.
    pub(super) fn begin_search(&mut self, now: Now) {
        let new = || Search { field: Field::default(), typing: true, found: Vec::new() };
        let search = self.search.take().unwrap_or_else(new);
        self.set_search(Some(Search { typing: true, ..search }), now);
    }

    /// Types into what is looked for, where it is being typed.
    pub(super) fn search_with(&mut self, typed: impl FnOnce(&mut Field), now: Now) -> Turn {
        let Some(search) = self.search.as_mut().filter(|search| search.typing) else { return Turn::nothing() };
        typed(&mut search.field);
        self.cursor.mark(0);
        self.look(now);
        Turn::draw()
    }

    pub(super) fn type_action(&mut self, action: Action, now: Now) -> Turn {
        if self.cursor.act(action, self.count()) {
            return Turn::draw();
        }
        let Some(mut search) = self.search.take() else { return Turn::nothing() };
        match action {
            Action::Open => search.typing = false,
            Action::Back => return self.search_done(None, now),
            Action::Erase if search.field.text().is_empty() => return self.search_done(None, now),
            action => {
                if !search.field.act(action) {
                    self.search = Some(search);
                    return Turn::nothing();
                }
                self.cursor.mark(0);
            }
        }
        let search = Some(search).filter(|search| search.typing || !search.field.text().trim().is_empty());
        self.search_done(search, now)
    }

    fn search_done(&mut self, search: Option<Search>, now: Now) -> Turn {
        self.set_search(search, now);
        Turn::draw()
    }

    pub(super) fn set_search(&mut self, search: Option<Search>, now: Now) {
        let marked = self.marked().map(|row| row.id);
        let narrowed = search.is_some();
        self.search = search;
        self.look(now);
        // Without words in the way the mark stays on its row; with them it is where it was put.
        if let Some(id) = marked.filter(|_| !narrowed) {
            self.mark(id);
        }
    }

    /// Finds the rows that pass.
    pub(super) fn look(&mut self, now: Now) {
        let (Some(search), Some(rows)) = (&mut self.search, &self.rows) else { return };
        let filter = Filter::read(search.field.text(), now);
        search.found.clear();
        search.found.extend(rows.iter().enumerate().filter(|(_, row)| filter.passes(row)).map(|(place, _)| place));
    }

    /// What is looked for, and whether it is being typed.
    pub fn search(&self) -> Option<(&Field, bool)> {
        self.search.as_ref().map(|search| (&search.field, search.typing))
    }

    pub(super) fn is_typing(&self) -> bool {
        self.search.as_ref().is_some_and(|search| search.typing)
    }
}
