//! One session of the history: read, its note gone on with, its ratings corrected.

use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::ui::effect::{Opened, Turn};
use crate::ui::entry::Entry;
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::Scroll;
use crate::ui::note::SessionNote;

/// An open session.
#[derive(Clone, Debug)]
pub struct Session {
    /// What is known of it.
    pub opened: Opened,
    /// How far it is scrolled.
    pub scroll: Scroll,
    /// Its note, while it is written.
    pub note: Option<SessionNote>,
    /// Its ratings, while they are corrected.
    pub entry: Option<Entry>,
}

impl Session {
    /// What was read of it.
    pub(super) fn new(opened: Opened) -> Self {
        Self { opened, scroll: Scroll::default(), note: None, entry: None }
    }

    /// Where its keys are in the table.
    pub(super) const fn scope(&self) -> Scope {
        match (&self.note, &self.entry) {
            (Some(_), _) => Scope::Note,
            (None, Some(entry)) => entry.scope(),
            (None, None) => Scope::Record,
        }
    }

    /// Does what a key asks for inside the record; nothing for what leads out of it.
    pub(super) fn update(&mut self, action: Action, now: Now) -> Option<Turn> {
        if let Some(note) = &mut self.note {
            return Some(match action {
                Action::Back => {
                    let turn = note.keep(now);
                    self.note = None;
                    turn
                }
                action if note.act(action) => Turn::draw(),
                _ => Turn::nothing(),
            });
        }
        if let Some(entry) = &mut self.entry {
            if action == Action::Back && !entry.holds() {
                self.entry = None;
                return Some(Turn::draw());
            }
            return Some(entry.update(action, now));
        }
        let session = self.opened.fact.id;
        match action {
            Action::Note => self.note = Some(SessionNote::of(session, self.opened.last_note().cloned())),
            Action::Rate => {
                let began = self.opened.record().map_or(self.opened.fact.at, |record| record.started);
                self.entry = Some(Entry::session(session, (began, self.opened.fact.at), &self.opened.about));
            }
            action if self.scroll.act(action) => {}
            _ => return None,
        }
        Some(Turn::draw())
    }

    pub(super) fn type_letter(&mut self, letter: char) -> Turn {
        match (&mut self.note, &mut self.entry) {
            (Some(note), _) => note.type_letter(letter),
            (None, Some(entry)) => entry.type_letter(letter),
            (None, None) => Turn::nothing(),
        }
    }

    pub(super) fn paste(&mut self, text: &Clean) -> Turn {
        match (&mut self.note, &mut self.entry) {
            (Some(note), _) => note.paste(text),
            (None, Some(entry)) => entry.paste(text),
            (None, None) => Turn::nothing(),
        }
    }

    pub(super) fn keep_words(&mut self, now: Now) -> Turn {
        match (&mut self.note, &mut self.entry) {
            (Some(note), _) => note.keep(now),
            (None, Some(entry)) => entry.keep_words(),
            (None, None) => Turn::nothing(),
        }
    }
}
