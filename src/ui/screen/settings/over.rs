//! What lies over the form: what saving would change, and what somebody else changed.

use super::SettingsForm;
use crate::ui::chosen::Ask;
use crate::ui::diff::{self, Line};
use crate::ui::effect::{Effect, Go, Turn};
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::Scroll;

/// What lies over the form.
#[derive(Clone, Debug)]
pub enum Over {
    /// What saving changes, before it is done; and whether the person is leaving.
    Review(Vec<Line>, Scroll, bool),
    /// It is being saved on the way out: there is nothing to see.
    Leaving,
    /// Somebody else wrote to the file meanwhile: how their text differs from this one. None where theirs is gone.
    Conflict(Option<Vec<Line>>, Scroll),
}

impl Over {
    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        match self {
            Self::Review(_, _, false) => Scope::EditReview,
            Self::Review(_, _, true) | Self::Leaving => Scope::SettingsLeave,
            Self::Conflict(..) => Scope::SettingsConflict,
        }
    }
}

impl SettingsForm {
    pub(super) fn update_over(&mut self, action: Action) -> Turn {
        match &mut self.over {
            Some(Over::Review(_, scroll, _)) => match action {
                Action::Open => Turn::draw().with(Effect::Settings(Ask::Save(self.text.clone()))),
                Action::Drop => Turn::go(Go::Home).with(Effect::KeepSettingsDraft(None)),
                Action::Back => self.close(),
                action if scroll.act(action) => Turn::draw(),
                _ => Turn::nothing(),
            },
            Some(Over::Conflict(theirs, scroll)) => match action {
                Action::Theirs if theirs.is_some() => {
                    self.over = None;
                    Turn::draw().with(Effect::Settings(Ask::Open))
                }
                Action::Back => self.close(),
                action if scroll.act(action) => Turn::draw(),
                _ => Turn::nothing(),
            },
            Some(Over::Leaving) | None => self.close(),
        }
    }

    fn close(&mut self) -> Turn {
        self.over = None;
        Turn::draw()
    }

    /// Shows what saving would change.
    pub(super) fn review(&mut self, leaving: bool) -> Turn {
        let lines = diff::lines(&self.saved, &self.text);
        self.over = Some(Over::Review(lines, Scroll::default(), leaving));
        Turn::draw()
    }
}
