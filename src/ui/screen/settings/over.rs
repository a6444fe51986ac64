//! What lies over the form: what saving would change, what somebody else changed, a draft that was left, what is wrong.

use super::{SettingsForm, conflict};
use crate::domain::desk::{Found, Left};
use crate::ui::chosen::Ask;
use crate::ui::conflict::Conflict;
use crate::ui::diff::{self, Line};
use crate::ui::effect::{Effect, Go, Turn};
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::Scroll;

/// What lies over the form.
#[derive(Clone, Debug)]
pub enum Over {
    /// What saving changes, before it is done; and whether the person is leaving.
    Review(Vec<Line>, Scroll, bool),
    /// Somebody else wrote to the file meanwhile.
    Conflict(Box<Conflict>),
    /// A draft that was left.
    Left(Box<Left>, Scroll),
    /// All that is wrong in the file.
    Wrong(Scroll),
}

impl Over {
    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        match self {
            Self::Review(_, _, false) => Scope::EditReview,
            Self::Review(_, _, true) => Scope::SettingsLeave,
            Self::Conflict(conflict) => conflict::scope(conflict),
            Self::Left(..) => Scope::SettingsLeft,
            Self::Wrong(_) => Scope::SettingsWrong,
        }
    }
}

impl SettingsForm {
    pub(super) fn update_over(&mut self, action: Action) -> Turn {
        match (&mut self.over, action) {
            (Some(Over::Conflict(_)), _) => self.update_conflict(action),
            (Some(Over::Left(..)), Action::Open) => self.take_draft(),
            (Some(Over::Left(..)), Action::Drop) => self.close().with(Effect::KeepSettingsDraft(None)),
            (Some(Over::Left(..)), Action::Back) => Turn::go(Go::Home),
            (Some(Over::Review(..)), Action::Open) => Turn::draw().with(Effect::Settings(Ask::Save(self.unsaved()))),
            (Some(Over::Review(..)), Action::Drop) => Turn::go(Go::Home).with(Effect::KeepSettingsDraft(None)),
            (Some(Over::Wrong(_)), Action::Outside) => {
                self.over = None;
                self.edit_outside()
            }
            (Some(Over::Review(_, _, true)), Action::Back) => Turn::draw().with(Effect::LeaveSettings(self.unsaved())),
            (_, Action::Back | Action::GoOn) => self.close(),
            (Some(Over::Review(_, scroll, _) | Over::Left(_, scroll) | Over::Wrong(scroll)), action) => {
                if scroll.act(action) { Turn::draw() } else { Turn::nothing() }
            }
            (None, _) => Turn::nothing(),
        }
    }

    pub(super) fn close(&mut self) -> Turn {
        self.over = None;
        Turn::draw()
    }

    /// Shows what saving would change; both sides' changes, where somebody else changed the file meanwhile.
    pub(super) fn review(&mut self, leaving: bool) -> Turn {
        let turn = match self.theirs {
            Found::AsItWas => self.show_review(leaving),
            Found::Other(_) | Found::Gone => self.show_conflict(leaving),
        };
        turn.with(self.look())
    }

    pub(super) fn show_review(&mut self, leaving: bool) -> Turn {
        let lines = diff::lines(self.saved(), &self.text);
        self.over = Some(Over::Review(lines, Scroll::default(), leaving));
        Turn::draw()
    }

    /// Shows all that is wrong.
    pub(super) fn show_wrong(&mut self) -> Turn {
        if self.form.count_problems() == 0 {
            return self.say("Nothing is wrong in it.");
        }
        self.over = Some(Over::Wrong(Scroll::default()));
        Turn::draw()
    }

    /// Sees whether the file is still what the text was begun from.
    pub(super) fn look(&self) -> Effect {
        Effect::Settings(Ask::Look(self.file.clone()))
    }
}
