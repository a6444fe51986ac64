//! Somebody else wrote to the file meanwhile: both sides' changes, joined where they do not touch, and the choice where
//! they do. Whatever is chosen is shown as what saving changes before it is written.

use super::{Editor, Over, Waiting};
use crate::domain::desk::{Ask, Found, Kind};
use crate::domain::text::Clean;
use crate::ui::diff::{self, Line, Mark};
use crate::ui::effect::{Effect, Turn};
use crate::ui::field::Field;
use crate::ui::join::{Joined, join};
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::Scroll;

/// Both sides.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// What is in the file now, and both sides' changes in one text; nothing where the file is gone.
    theirs: Option<(String, Joined)>,
    lines: Vec<Line>,
    scroll: Scroll,
    leaving: bool,
}

impl Conflict {
    fn new(base: &str, mine: &str, theirs: Option<&str>, leaving: bool) -> Self {
        let mut lines = Vec::new();
        for (title, text) in [("what they changed", theirs), ("what you changed", theirs.map(|_| mine))] {
            let Some(text) = text else { continue };
            if !lines.is_empty() {
                lines.push(Line { mark: Mark::Title, text: Clean::default() });
            }
            lines.push(Line { mark: Mark::Title, text: Clean::visible(title) });
            lines.extend(diff::lines(base, text));
        }
        let theirs = theirs.map(|theirs| (theirs.to_owned(), join(base, mine, theirs)));
        Self { theirs, lines, scroll: Scroll::default(), leaving }
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        match &self.theirs {
            None => Scope::EditGone,
            Some((_, joined)) if joined.touches => Scope::EditConflict,
            Some(_) => Scope::EditJoin,
        }
    }

    /// What each side changed.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// How far they are scrolled.
    pub const fn scroll(&self) -> &Scroll {
        &self.scroll
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
        match (action, conflict.scope()) {
            (Action::Open, Scope::EditJoin) | (Action::Mine, Scope::EditConflict | Scope::EditGone) => self.keep_mine(),
            (Action::Theirs, Scope::EditJoin | Scope::EditConflict) => Turn::draw().with(Effect::Desk(Ask::TakeTheirs)),
            (Action::SaveAs, _) => {
                let name = self.draft.sheet().tables.first().map(|table| table.text("name")).unwrap_or_default();
                self.over = Some(Over::Naming(Field::of(&name)));
                Turn::draw()
            }
            (Action::Back, _) => self.close(),
            (action, _) if conflict.scroll.act(action) => Turn::draw(),
            _ => Turn::nothing(),
        }
    }

    /// The text becomes both sides' changes in one, mine where they touch, against the file as it was shown: if that is
    /// another one again by then, saving says so.
    fn keep_mine(&mut self) -> Turn {
        let Some(Over::Conflict(conflict)) = self.over.take() else { return Turn::nothing() };
        let (held, text, kind) = match conflict.theirs {
            Some((theirs, joined)) => (Some(theirs), joined.text, Kind::Own),
            None => (None, self.draft.text().to_owned(), Kind::New),
        };
        self.kind = kind;
        self.draft.is_taken_from(held.clone());
        (self.theirs, self.is_behind) = (Found::AsItWas, false);
        let mut turn = self.ask(Waiting::Joined(conflict.leaving), text, Vec::new());
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
}
