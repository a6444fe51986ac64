//! What is not saved, kept aside and taken up again.

use super::{Over, SettingsForm, Waiting};
use crate::domain::desk::Found;
use crate::ui::chosen::Ask;
use crate::ui::effect::{Effect, Turn};

impl SettingsForm {
    /// Keeps aside what is not saved; forgets it where all of that was undone. A draft that is only offered stays.
    pub fn keep_draft(&self) -> Option<Effect> {
        let is_offered = matches!(self.over, Some(Over::Left(..))) || self.unreadable.is_some();
        (!is_offered).then(|| Effect::KeepSettingsDraft(self.is_changed().then(|| self.unsaved())))
    }

    /// Goes on from a draft, against what the file held when it was begun: where that is not what it holds now, somebody
    /// else changed it meanwhile.
    pub(super) fn take_draft(&mut self) -> Turn {
        let Some(Over::Left(left, _)) = self.over.take() else { return Turn::nothing() };
        let is_stale = left.is_stale(self.in_file());
        if is_stale {
            self.theirs = self.file.take().map_or(Found::Gone, Found::Other);
            self.file = left.base;
        }
        let turn = self.ask(Waiting::Did, Ask::Read(left.text));
        self.say(if is_stale {
            "The draft is taken up. The file has changed since: saving shows both."
        } else {
            "The draft is taken up; it is not saved yet."
        });
        turn
    }
}
