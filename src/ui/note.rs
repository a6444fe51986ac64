//! A note about a session being written: one fact, said when its field is left. What ends the program says it too, and so
//! does a long pause, so that nothing that was typed is lost and no half word is a fact.

use super::effect::{Effect, Turn};
use super::field::Field;
use super::keymap::Action;
use super::rating::said_over;
use crate::domain::record::{Fact, FactId, Note, What};
use crate::domain::text::Clean;
use crate::domain::time::Now;

/// The note, and the last fact that says it.
#[derive(Clone, Debug)]
pub struct SessionNote {
    session: FactId,
    field: Field,
    kept: Option<Fact>,
    /// Only what was changed here is said again.
    changed: bool,
}

impl SessionNote {
    /// Nothing written yet about this session.
    pub fn new(session: FactId) -> Self {
        Self { session, field: Field::default(), kept: None, changed: false }
    }

    /// What was written before, to go on with.
    pub fn of(session: FactId, kept: Option<Fact>) -> Self {
        let mut note = Self { kept, ..Self::new(session) };
        if let Some(What::Note(said)) = note.kept.as_ref().map(|fact| &fact.what) {
            note.field.insert(&said.text);
        }
        note
    }

    /// What is written, with the cursor.
    pub const fn field(&self) -> &Field {
        &self.field
    }

    /// Moves or erases; returns whether the action was one for a line of text.
    pub fn act(&mut self, action: Action) -> bool {
        self.changed |= matches!(action, Action::Erase | Action::EraseNext | Action::EraseWord | Action::Clear);
        self.field.act(action)
    }

    /// Types a letter.
    pub fn type_letter(&mut self, letter: char) -> Turn {
        self.changed = true;
        self.field.type_letter(letter);
        Turn::draw()
    }

    /// Puts pasted text in.
    pub fn paste(&mut self, text: &Clean) -> Turn {
        self.changed = true;
        self.field.insert(text);
        Turn::draw()
    }

    /// The note as a fact, if it says something that is not kept yet.
    pub fn keep(&mut self, now: Now) -> Turn {
        if self.is_kept() {
            return Turn::draw();
        }
        let text = self.text();
        let what = What::Note(Note { session: self.session, text });
        let fact = match &self.kept {
            Some(fact) => fact.corrected(fact.at, what),
            None => Fact::new(now.wall, what),
        };
        self.kept = Some(fact.clone());
        Turn::draw().with(Effect::Keep(vec![fact]))
    }

    /// The note as it is to be kept.
    fn text(&self) -> Clean {
        let said = match self.kept.as_ref().map(|fact| &fact.what) {
            Some(What::Note(note)) => Some(&note.text),
            _ => None,
        };
        said_over(self.field.text(), said)
    }

    /// Whether the note, as far as it is written, is among what was given to be kept.
    pub fn is_kept(&self) -> bool {
        if !self.changed {
            return true;
        }
        let text = self.text();
        match self.kept.as_ref().map(|fact| &fact.what) {
            Some(What::Note(note)) => note.text == text,
            _ => text.is_empty(),
        }
    }
}
