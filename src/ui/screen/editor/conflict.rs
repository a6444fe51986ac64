//! Somebody else wrote to the file meanwhile.

use super::{Editor, Over, Waiting};
use crate::domain::desk::{Ask, Found, Kind};
use crate::domain::edit::{Change, Place, Value};
use crate::domain::text::Clean;
use crate::ui::conflict::{Conflict, Lie};
use crate::ui::effect::{Effect, Turn};
use crate::ui::field::Field;
use crate::ui::keymap::{Action, Scope};

/// Where the keys of a conflict are in the table.
pub(super) const fn scope(conflict: &Conflict) -> Scope {
    match conflict.lie() {
        Lie::Gone => Scope::EditGone,
        Lie::Touch => Scope::EditConflict,
        Lie::Apart => Scope::EditJoin,
    }
}

impl Editor {
    pub(super) fn show_conflict(&mut self, leaving: bool) -> Turn {
        let theirs = match &self.theirs {
            Found::Other(text) => Some(text.as_str()),
            Found::AsItWas | Found::Gone => None,
        };
        let conflict = Conflict::new(self.draft.saved(), self.draft.text(), theirs, leaving);
        self.over = Some(Over::Conflict(Box::new(conflict)));
        Turn::draw()
    }

    pub(super) fn update_conflict(&mut self, action: Action) -> Turn {
        let Some(Over::Conflict(conflict)) = &mut self.over else { return Turn::nothing() };
        match (action, conflict.lie()) {
            (Action::Open, Lie::Apart) | (Action::Mine, Lie::Touch | Lie::Gone) => self.keep_mine(),
            (Action::Theirs, Lie::Apart | Lie::Touch) => Turn::draw().with(Effect::Desk(Ask::TakeTheirs)),
            (Action::SaveAs, _) => {
                self.over = Some(Over::Naming(Field::of(&self.called())));
                Turn::draw()
            }
            (Action::Back, _) => self.close(),
            (action, _) if conflict.scroll_mut().act(action) => Turn::draw(),
            _ => Turn::nothing(),
        }
    }

    /// The text becomes both sides' changes in one, mine where they touch, against the file as it was shown: if that is
    /// another one again by then, saving says so.
    fn keep_mine(&mut self) -> Turn {
        let Some(Over::Conflict(conflict)) = self.over.take() else { return Turn::nothing() };
        let leaving = conflict.is_leaving();
        let (held, text, kind) = match conflict.into_theirs() {
            Some((theirs, joined)) => (Some(theirs), joined.text, Kind::Own),
            None => (None, self.draft.text().to_owned(), Kind::New),
        };
        self.kind = kind;
        self.draft.is_taken_from(held.clone());
        (self.theirs, self.is_behind) = (Found::AsItWas, false);
        let mut turn = self.ask(Waiting::Joined(leaving), text, Vec::new());
        turn.effects.insert(0, Effect::Desk(Ask::Rebase(held)));
        turn
    }

    /// What would be saved now.
    pub(super) fn has_joined(&mut self, leaving: bool) -> Turn {
        if self.draft.is_changed() {
            return self.show_review(leaving);
        }
        self.say("All of yours is in the file already: theirs is shown.")
    }

    /// What the routine is called.
    fn called(&self) -> String {
        self.draft.sheet().tables.first().map(|table| table.text("name")).unwrap_or_default()
    }

    /// A file of another name: the routine in it is called so, too.
    pub(super) fn save_as(&mut self, name: Clean) -> Turn {
        if !name.chars().any(char::is_alphanumeric) {
            return self.say("Give it a name with a letter or a digit in it.");
        }
        if *name == *self.called() {
            return self.save_named(name);
        }
        let value = Value::Text(name.to_string());
        let text = self.draft.text().to_owned();
        self.ask(Waiting::Named(name), text, vec![Change::Set { place: Place::Routine, key: "name", value }])
    }

    pub(super) fn save_named(&self, name: Clean) -> Turn {
        Turn::draw().with(Effect::Desk(Ask::SaveAs(self.draft.text().to_owned(), name)))
    }
}
