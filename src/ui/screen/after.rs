//! After a session: pain now for each foot, a note, and what was done against what was planned.

use crate::domain::body::{Feet, PerSide};
use crate::domain::health::Guard;
use crate::domain::record::{FactId, Pain, PainKind, SessionRecord};
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::ui::effect::{Ended, Go, Turn};
use crate::ui::field::Field;
use crate::ui::keymap::{Action, Scope};
use crate::ui::note::SessionNote;
use crate::ui::rating::Ratings;

/// The screen.
#[derive(Clone, Debug)]
pub struct After {
    session: FactId,
    record: SessionRecord,
    before: PerSide<Option<Pain>>,
    during: PerSide<Option<Pain>>,
    ratings: Ratings,
    note: SessionNote,
    writing: bool,
    details: bool,
    /// The skin is to be looked at.
    skin: bool,
}

impl After {
    /// What comes after `ended`.
    pub fn new(ended: Ended) -> Self {
        Self {
            ratings: Ratings::new(ended.sore, PainKind::NowAfter, Some(ended.session)),
            session: ended.session,
            record: ended.record,
            before: ended.before,
            during: ended.during,
            note: SessionNote::new(ended.session),
            writing: false,
            details: false,
            skin: false,
        }
    }

    /// The same under the health profile of this day.
    #[must_use]
    pub fn guarded(self, guard: &Guard) -> Self {
        let skin = guard.wants_skin_check() && !self.record.did_nothing();
        Self { skin, ..self }
    }

    /// Whether the skin is to be looked at: hands or tools were on feet that may feel little.
    pub const fn wants_skin_check(&self) -> bool {
        self.skin
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        match self.ratings.feet() {
            _ if self.writing => Scope::Note,
            Feet::Both => Scope::After,
            Feet::Left | Feet::Right => Scope::AfterOne,
        }
    }

    /// The session that it follows.
    pub const fn session(&self) -> FactId {
        self.session
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action, now: Now) -> Turn {
        if self.writing {
            if action == Action::Back {
                self.writing = false;
                return self.keep_note(now);
            }
            return if self.note.act(action) { Turn::draw() } else { Turn::nothing() };
        }
        match action {
            Action::Note => {
                self.writing = true;
                Turn::draw()
            }
            Action::Details => {
                self.details = !self.details;
                Turn::draw()
            }
            Action::Back => Turn::go(Go::Home),
            action => self.ratings.update(action, now),
        }
    }

    /// Types a letter into the note.
    pub fn type_letter(&mut self, letter: char) -> Turn {
        self.note.type_letter(letter)
    }

    /// Puts pasted text into the note.
    pub fn paste(&mut self, text: &Clean) -> Turn {
        if self.writing { self.note.paste(text) } else { Turn::nothing() }
    }

    /// Keeps what is written so far.
    pub fn keep_note(&mut self, now: Now) -> Turn {
        self.note.keep(now)
    }

    /// Whether the note, as far as it is written, is among what was given to be kept.
    pub fn is_note_kept(&self) -> bool {
        self.note.is_kept()
    }

    /// What was done.
    pub const fn record(&self) -> &SessionRecord {
        &self.record
    }

    /// Pain before the session.
    pub const fn before(&self) -> PerSide<Option<Pain>> {
        self.before
    }

    /// The highest pain that was given during the session.
    pub const fn during(&self) -> PerSide<Option<Pain>> {
        self.during
    }

    /// Pain now.
    pub const fn ratings(&self) -> &Ratings {
        &self.ratings
    }

    /// The note.
    pub const fn note(&self) -> &Field {
        self.note.field()
    }

    /// Whether a note is being written.
    pub const fn is_writing(&self) -> bool {
        self.writing
    }

    /// Whether every step is shown.
    pub const fn shows_details(&self) -> bool {
        self.details
    }
}
