//! A search for a step by its words: what is typed is found at once, from where one was.

use super::{Editor, Over};
use crate::ui::effect::Turn;
use crate::ui::field::Field;
use crate::ui::keymap::Action;
use crate::ui::list::Cursor;

/// A search.
#[derive(Clone, Debug)]
pub struct Search {
    field: Field,
    /// The row and the field that were marked when it began.
    from: (Cursor, Cursor),
    misses: bool,
}

impl Search {
    /// What is looked for.
    pub const fn field(&self) -> &Field {
        &self.field
    }

    /// Whether no step has it.
    pub const fn misses(&self) -> bool {
        self.misses
    }

    /// Types a letter.
    pub(super) fn type_letter(&mut self, letter: char) {
        self.field.type_letter(letter);
    }
}

impl Editor {
    pub(super) fn begin_search(&mut self) -> Turn {
        let from = (self.row, self.field);
        self.over = Some(Over::Search(Search { field: Field::default(), from, misses: false }));
        Turn::draw()
    }

    pub(super) fn update_search(&mut self, action: Action) -> Turn {
        let Some(Over::Search(search)) = &mut self.over else { return Turn::nothing() };
        match action {
            Action::Back => {
                (self.row, self.field) = search.from;
                self.close()
            }
            Action::Open => self.end_search(),
            action if search.field.act(action) => self.seek(),
            _ => Turn::nothing(),
        }
    }

    /// Finds what is typed now. Where nothing has it, what was marked before is marked again.
    pub(super) fn seek(&mut self) -> Turn {
        let Some(Over::Search(search)) = &self.over else { return Turn::nothing() };
        let (words, from) = (search.field.text().to_owned(), search.from);
        (self.row, self.field) = from;
        let misses = !words.trim().is_empty() && !self.find(&words, false);
        if let Some(Over::Search(search)) = &mut self.over {
            search.misses = misses;
        }
        Turn::draw()
    }

    /// Stays with what was found, or says that nothing was; with nothing typed, goes on to the next that has what was found
    /// last.
    fn end_search(&mut self) -> Turn {
        let Some(Over::Search(search)) = &self.over else { return Turn::nothing() };
        let (words, misses) = (search.field.text().trim().to_owned(), search.misses);
        self.over = None;
        if misses {
            return self.say(&format!("No step has \"{words}\"."));
        }
        if !words.is_empty() {
            self.sought = words;
            return Turn::draw();
        }
        let words = self.sought.clone();
        if words.is_empty() || self.find(&words, true) {
            return Turn::draw();
        }
        self.say(&format!("No step has \"{words}\" any more."))
    }

    /// Marks the next table that holds these words, from the marked one on or past it; returns whether there is one.
    fn find(&mut self, words: &str, past: bool) -> bool {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let tables = &self.draft.sheet().tables;
        let holds = |at: usize| {
            let Some(table) = tables.get(at) else { return false };
            let said: Vec<String> = table.entries.iter().map(|(key, _)| table.text(key)).collect();
            let said = said.join(" ").to_lowercase();
            words.iter().all(|word| said.contains(word))
        };
        let (count, from) = (tables.len(), self.row.marked() + usize::from(past));
        let found = (0..count).map(|n| (from + n) % count.max(1)).find(|at| holds(*at));
        if let Some(at) = found.filter(|at| *at != self.row.marked()) {
            self.row.mark(at);
            self.field.mark(0);
        }
        found.is_some()
    }
}
