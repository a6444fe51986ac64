//! Somebody else wrote to the file meanwhile.

use super::{Over, SettingsForm, Waiting, said};
use crate::domain::desk::Found;
use crate::domain::text::Clean;
use crate::ui::chosen::{Ask, Opened};
use crate::ui::conflict::{Conflict, Lie};
use crate::ui::effect::{Effect, Go, Turn};
use crate::ui::keymap::{Action, Scope};

/// Where the keys of a conflict are in the table.
pub(super) const fn scope(conflict: &Conflict) -> Scope {
    match conflict.lie() {
        Lie::Gone => Scope::SettingsGone,
        Lie::Touch => Scope::SettingsConflict,
        Lie::Apart => Scope::SettingsJoin,
    }
}

impl SettingsForm {
    pub(super) fn show_conflict(&mut self, leaving: bool) -> Turn {
        let theirs = match &self.theirs {
            Found::Other(text) => Some(text.as_str()),
            Found::AsItWas | Found::Gone => None,
        };
        let conflict = Conflict::new(self.saved(), &self.text, theirs, leaving);
        self.over = Some(Over::Conflict(Box::new(conflict)));
        Turn::draw()
    }

    pub(super) fn update_conflict(&mut self, action: Action) -> Turn {
        let Some(Over::Conflict(conflict)) = &mut self.over else { return Turn::nothing() };
        match (action, conflict.lie()) {
            (Action::Open, Lie::Apart) | (Action::Mine, Lie::Touch | Lie::Gone) => self.keep_mine(),
            (Action::Theirs, Lie::Apart | Lie::Touch) => self.close().with(Effect::Settings(Ask::Open)),
            (Action::Drop, Lie::Gone) => Turn::go(Go::Home).with(Effect::KeepSettingsDraft(None)),
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
        let text = match conflict.into_theirs() {
            Some((theirs, joined)) => {
                self.file = Some(theirs);
                joined.text
            }
            None => {
                (self.file, self.plain) = (None, String::new());
                self.text.clone()
            }
        };
        self.theirs = Found::AsItWas;
        self.ask(Waiting::Joined(leaving), Ask::Read(text))
    }

    /// What would be saved now.
    pub(super) fn has_joined(&mut self, leaving: bool) -> Turn {
        if self.is_changed() {
            return self.show_review(leaving);
        }
        self.say("All of yours is in the file already: theirs is shown.")
    }

    /// Somebody did something to the file: it is read again where nothing here is unsaved, and looked at otherwise.
    pub fn touched(&mut self) -> Turn {
        Turn::nothing().with(if self.is_at_rest() { Effect::Settings(Ask::Open) } else { self.look() })
    }

    /// What the file holds now, against what the text was begun from. Where that is another text it is said, once for each
    /// change of theirs, and what saving would change shows both.
    pub fn looked(&mut self, found: Result<Option<Opened>, Clean>) -> Turn {
        let theirs = match found {
            Ok(None) => Found::AsItWas,
            Ok(Some(opened)) => {
                (self.said, self.held) = (said(&opened.read.form), opened.read.taken);
                if opened.is_there { Found::Other(opened.read.text) } else { Found::Gone }
            }
            Err(why) => return self.say(&super::sentence(&why)),
        };
        if self.theirs == theirs {
            return Turn::nothing();
        }
        self.theirs = theirs;
        let leaving = match &self.over {
            Some(Over::Review(_, _, leaving)) => Some(*leaving),
            Some(Over::Conflict(conflict)) => Some(conflict.is_leaving()),
            Some(Over::Left(..) | Over::Wrong(_)) | None => None,
        };
        match (&self.theirs, leaving) {
            (Found::AsItWas, Some(leaving)) => self.show_review(leaving),
            (Found::Other(_) | Found::Gone, Some(leaving)) => self.show_conflict(leaving),
            (Found::AsItWas, None) => Turn::nothing(),
            (Found::Other(_), None) => {
                self.say("The file was changed elsewhere: saving shows both, and overwrites nothing.")
            }
            (Found::Gone, None) => self.say("The file was taken away: saving asks what is to become of yours."),
        }
    }

    /// Whether nothing is unsaved, and nothing typed or asked that would go with it.
    fn is_at_rest(&self) -> bool {
        let is_open = matches!(self.over, None | Some(Over::Left(..)));
        let is_busy = self.is_changed() || !is_open || self.waiting.is_some();
        self.unreadable.is_some() || (!is_busy && matches!(self.mode, super::Mode::Rows))
    }

    /// Takes up what somebody else wrote, as soon as nothing here is unsaved.
    pub(super) fn catch_up(&self, turn: Turn) -> Turn {
        let is_behind = self.theirs != Found::AsItWas && self.unreadable.is_none() && turn.go.is_none();
        let is_asked = turn.effects.iter().any(|effect| matches!(effect, Effect::Settings(_)));
        if is_behind && !is_asked && self.is_at_rest() { turn.with(Effect::Settings(Ask::Open)) } else { turn }
    }
}
