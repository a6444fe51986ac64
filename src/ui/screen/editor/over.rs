//! What lies over the form: what saving would change, what somebody else changed, a draft that was left, a search.

use super::{Editor, Search, conflict, sentence};
use crate::domain::desk::{Ask, Found, Kind, Left, NotSaved, Opened};
use crate::domain::edit::Place;
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::ui::conflict::Conflict;
use crate::ui::diff::{self, Line};
use crate::ui::effect::{Effect, Go, Turn};
use crate::ui::field::Field;
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::Scroll;

/// What lies over the form.
#[derive(Clone, Debug)]
pub enum Over {
    /// What saving changes, before it is done; and whether the person is leaving.
    Review(Vec<Line>, Scroll, bool),
    /// Somebody else wrote to the file meanwhile.
    Conflict(Box<Conflict>),
    /// A name for this text beside somebody else's.
    Naming(Field),
    /// A draft that was left.
    Left(Left),
    /// Words to be found.
    Search(Search),
}

impl Over {
    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        match self {
            Self::Review(_, _, false) => Scope::EditReview,
            Self::Review(_, _, true) => Scope::EditLeave,
            Self::Conflict(conflict) => conflict::scope(conflict),
            Self::Naming(_) => Scope::EditName,
            Self::Left(_) => Scope::EditLeft,
            Self::Search(_) => Scope::EditSeek,
        }
    }
}

impl Editor {
    pub(super) fn update_over(&mut self, action: Action, now: Now) -> Turn {
        match &mut self.over {
            Some(Over::Review(_, scroll, leaving)) => {
                let leaving = *leaving;
                match action {
                    Action::Open => Turn::draw().with(Effect::Desk(Ask::Save(self.draft.text().to_owned()))),
                    Action::Drop => {
                        self.is_kept = false;
                        Turn::go(Go::Home).with(Effect::Desk(Ask::DropDraft)).with(Effect::Desk(Ask::List))
                    }
                    Action::GoOn => self.close(),
                    Action::Back if leaving => self.go_home(now),
                    Action::Back => self.close(),
                    action if scroll.act(action) => Turn::draw(),
                    _ => Turn::nothing(),
                }
            }
            Some(Over::Conflict(_)) => self.update_conflict(action),
            Some(Over::Naming(field)) => match action {
                Action::Open => {
                    let name = Clean::visible(field.text().trim());
                    self.save_as(name)
                }
                Action::Back => self.close(),
                action => {
                    if field.act(action) {
                        Turn::draw()
                    } else {
                        Turn::nothing()
                    }
                }
            },
            Some(Over::Left(left)) => match action {
                Action::Open => {
                    let left = left.clone();
                    self.take_draft(left)
                }
                Action::Drop => self.close().with(Effect::Desk(Ask::DropDraft)),
                Action::Back => Turn::go(Go::Home),
                _ => Turn::nothing(),
            },
            Some(Over::Search(_)) => self.update_search(action),
            None => Turn::nothing(),
        }
    }

    /// Types a letter into what lies over the form.
    pub(super) fn type_over(&mut self, letter: char) -> Turn {
        match &mut self.over {
            Some(Over::Naming(field)) => {
                field.type_letter(letter);
                Turn::draw()
            }
            Some(Over::Search(search)) => {
                search.type_letter(letter);
                self.seek()
            }
            _ => Turn::nothing(),
        }
    }

    pub(super) fn close(&mut self) -> Turn {
        self.over = None;
        Turn::draw()
    }

    /// Shows what saving would change; both sides' changes, where somebody else changed the file meanwhile. Whoever is
    /// leaving is asked first whether to save at all.
    pub(super) fn review(&mut self, leaving: bool) -> Turn {
        if !self.draft.is_changed() {
            return self.say("Nothing is changed.");
        }
        let turn = if leaving || self.theirs == Found::AsItWas {
            self.show_review(leaving)
        } else {
            self.show_conflict(false)
        };
        turn.with(Effect::Desk(Ask::Look))
    }

    pub(super) fn show_review(&mut self, leaving: bool) -> Turn {
        let lines = diff::lines(self.draft.saved(), self.draft.text());
        self.over = Some(Over::Review(lines, Scroll::default(), leaving));
        Turn::draw()
    }

    /// Goes on from a draft, against what the file held when it was begun: where that is not what it holds now, somebody
    /// else changed it meanwhile.
    fn take_draft(&mut self, left: Left) -> Turn {
        let is_stale = left.is_stale(self.in_file());
        if is_stale {
            self.theirs = self.in_file().map_or(Found::Gone, |text| Found::Other(text.to_owned()));
        }
        if is_stale || left.base.is_some() {
            self.draft.is_taken_from(left.base);
        }
        self.over = None;
        let turn = self.change_to(left.text);
        self.say(if is_stale {
            "The draft is taken up. The file has changed since: saving shows both."
        } else {
            "The draft is taken up; it is not saved yet."
        });
        let mut effects = vec![Effect::Desk(Ask::TakeDraft)];
        effects.extend(turn.effects);
        Turn { effects, ..turn }
    }

    /// Back to the routines; what is not saved is asked about first.
    pub(super) fn leave(&mut self, now: Now) -> Turn {
        if self.draft.holds_work() { self.review(true) } else { self.go_home(now) }
    }

    /// What is not saved stays as a draft; where it cannot be kept, the form stays.
    fn go_home(&mut self, now: Now) -> Turn {
        if self.draft.holds_work() {
            self.keep_at = None;
            return Turn::nothing().with(Effect::Desk(Ask::Leave(self.draft.text().to_owned(), now.wall)));
        }
        Turn { effects: self.keep_draft(now).effects, ..Turn::go(Go::Home) }
    }

    pub(super) fn has_left(&mut self, kept: Result<(), Clean>) -> Turn {
        match kept {
            Ok(()) => {
                self.is_kept = true;
                Turn::go(Go::Home)
            }
            Err(why) => self.say(&format!("Not left: what is not saved cannot be kept. {}", sentence(&why))),
        }
    }

    /// What the file held when it was laid on the desk; nothing where there was none of the person's own.
    pub fn in_file(&self) -> Option<&str> {
        (self.kind == Kind::Own).then(|| self.draft.saved())
    }

    /// Whether somebody else changed the file meanwhile, as far as it was noticed.
    pub fn is_outdated(&self) -> bool {
        self.theirs != Found::AsItWas
    }

    /// What is said at home about a new routine that was not saved.
    pub fn farewell(&self) -> Option<Clean> {
        let is_new = matches!(self.kind, Kind::New | Kind::Proposed) && self.is_kept && self.draft.holds_work();
        is_new.then(|| Clean::visible("Kept as a draft, not saved yet: it stands among yours."))
    }

    /// The whole text is another one from now on.
    fn change_to(&mut self, text: String) -> Turn {
        let mark = self.place();
        self.ask(super::Waiting::Did { mark, typed: None, anchor: None }, text, Vec::new())
    }

    pub(super) fn has_saved(&mut self, answer: Result<Clean, NotSaved>) -> Turn {
        let leaving = matches!(self.over, Some(Over::Review(_, _, true)));
        match answer {
            Ok(path) => {
                self.draft.is_saved(None);
                (self.path, self.kind) = (path, Kind::Own);
                (self.keep_at, self.is_kept) = (None, false);
                (self.theirs, self.is_behind) = (Found::AsItWas, false);
                self.over = None;
                self.say(&format!("Saved: {}", self.path));
                let turn = if leaving { Turn::go(Go::Home) } else { Turn::draw() };
                turn.with(Effect::Desk(Ask::List))
            }
            Err(NotSaved::Changed(theirs)) => {
                self.theirs = theirs.map_or(Found::Gone, Found::Other);
                self.show_conflict(leaving)
            }
            Err(NotSaved::Refused(why)) => self.say(&format!("Not saved. {}", sentence(&why))),
        }
    }

    /// What somebody else wrote is shown; this text stays in the past, where `undo` finds it.
    pub(super) fn take_theirs(&mut self, theirs: Opened) -> Turn {
        let (before, place) = (self.draft.text().to_owned(), self.place());
        self.draft.is_saved(Some(theirs.text.clone()));
        self.draft.show(theirs.text, theirs.sheet);
        self.draft.settle();
        self.draft.remember(before, place);
        (self.kind, self.over) = (theirs.kind, None);
        (self.theirs, self.is_behind) = (Found::AsItWas, false);
        let undo = self.key_of(Action::Undo);
        if matches!(self.waiting.take(), Some(super::Waiting::Reread)) {
            self.anchor = None;
            self.keep_marks_inside();
            return self.say(&format!("Changed outside, read anew. {undo} brings the old text back."));
        }
        self.mark(&Place::Routine);
        self.say(&format!("Theirs is shown. {undo} brings yours back."))
    }
}
