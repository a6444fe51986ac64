//! A line of text being typed.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::keymap::Action;
use crate::domain::text::{self, Clean};

/// A line of text with a cursor between its letters. A letter is what a reader takes for one, whatever its bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    text: String,
    /// A byte position at a letter's boundary.
    cursor: usize,
    kind: text::Field,
}

impl Default for Field {
    /// A line that holds as much as a long text, a note.
    fn default() -> Self {
        Self::new(text::Field::Long)
    }
}

impl Field {
    /// An empty line that holds as much as such a text may have anywhere else, on the command line and in files.
    pub const fn new(kind: text::Field) -> Self {
        Self { text: String::new(), cursor: 0, kind }
    }

    /// A line with a text that was kept: whole, however long another program made it.
    pub fn holding(text: &Clean, kind: text::Field) -> Self {
        let text = text.replace(char::is_control, " ");
        Self { cursor: text.len(), text, kind }
    }

    /// A text with the cursor at its end. Its lines stay lines.
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len(), kind: text::Field::Long }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// Puts clean text in at the cursor, on one line.
    pub fn insert(&mut self, text: &Clean) {
        for c in text.chars() {
            self.type_letter(if c.is_control() { ' ' } else { c });
        }
    }

    /// Types one letter.
    pub fn type_letter(&mut self, c: char) {
        if !c.is_control() && self.has_room() {
            self.text.insert(self.cursor, c);
            self.cursor += c.len_utf8();
        }
    }

    fn has_room(&self) -> bool {
        let most = self.kind.most();
        // Bytes are never fewer than characters, and known without counting.
        self.text.len() < most || self.text.chars().count() < most
    }

    /// Begins a new line.
    pub fn type_line_end(&mut self) {
        if self.has_room() {
            self.text.insert(self.cursor, '\n');
            self.cursor += 1;
        }
    }

    /// Moves or erases; returns whether the action was one for a line of text.
    pub fn act(&mut self, action: Action) -> bool {
        match action {
            Action::Left => self.cursor = self.previous(),
            Action::Right => self.cursor = self.next(),
            Action::First => self.cursor = 0,
            Action::Last => self.cursor = self.text.len(),
            Action::Erase => self.erase_back_to(self.previous()),
            Action::EraseNext => {
                let next = self.next();
                self.text.replace_range(self.cursor..next, "");
            }
            Action::EraseWord => {
                let word = self.before().trim_end().unicode_word_indices().next_back().map_or(0, |(at, _)| at);
                self.erase_back_to(word);
            }
            Action::Clear => self.erase_back_to(0),
            _ => return false,
        }
        true
    }

    fn erase_back_to(&mut self, start: usize) {
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    fn previous(&self) -> usize {
        GraphemeCursor::new(self.cursor, self.text.len(), true).prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn next(&self) -> usize {
        let end = self.text.len();
        GraphemeCursor::new(self.cursor, end, true).next_boundary(&self.text, 0).ok().flatten().unwrap_or(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Field {
        let mut field = Field::default();
        field.insert(&Clean::visible(text));
        field
    }

    #[test]
    fn a_letter_of_several_marks_is_erased_whole() {
        let mut field = typed("ab\u{301}c");
        field.act(Action::Left);
        field.act(Action::Erase);
        assert_eq!(field.text(), "ac");
        field.act(Action::EraseNext);
        assert_eq!(field.text(), "a");
    }

    #[test]
    fn a_line_holds_as_many_characters_as_may_be_kept_and_what_was_kept_is_whole() {
        let mut field = Field::new(text::Field::Line);
        field.insert(&Clean::visible(&"é".repeat(400)));
        assert_eq!(field.text().chars().count(), 300);
        assert!(Clean::accept(field.text(), text::Field::Line).is_ok());
        let long = Clean::visible(&"x".repeat(5_000));
        let mut field = Field::holding(&long, text::Field::Line);
        field.type_letter('y');
        assert_eq!(field.text(), long.as_str());
    }

    #[test]
    fn a_word_is_erased_with_the_space_behind_it() {
        let mut field = typed("left heel sore ");
        field.act(Action::EraseWord);
        assert_eq!(field.text(), "left heel ");
        field.act(Action::Clear);
        assert_eq!(field.text(), "");
        assert!(!field.act(Action::Skip));
    }
}
