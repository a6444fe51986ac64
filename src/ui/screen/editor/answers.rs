//! What the desk answers, and what the person's own editor leaves.

use super::{Editor, InShort, KEEP_AFTER, Over, Waiting, sentence};
use crate::domain::desk::{Answer, Ask, Found};
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::ui::effect::{Effect, Turn};
use crate::ui::keymap::Action;

impl Editor {
    /// The desk has answered.
    pub fn answer(&mut self, answer: Answer, now: Now) -> Turn {
        let turn = self.take_answer(answer, now);
        self.catch_up(turn)
    }

    fn take_answer(&mut self, answer: Answer, now: Now) -> Turn {
        match answer {
            Answer::Changed(Ok((text, sheet))) => {
                if text != self.draft.text() {
                    self.keep_at = self.keep_at.or(Some(now.moment.plus(KEEP_AFTER)));
                }
                let before = self.draft.text().to_owned();
                self.draft.show(text, *sheet);
                if !matches!(self.waiting, Some(Waiting::Typed)) {
                    self.draft.settle();
                }
                self.is_shown(before)
            }
            Answer::Changed(Err(why)) => match self.waiting.take() {
                // Where the name cannot be changed in the text, that of the file is another one all the same.
                Some(Waiting::Named(name)) => self.save_named(name),
                _ => self.say(&sentence(&why)),
            },
            Answer::Copied(Ok(steps)) => {
                self.clip = Some(steps);
                Turn::draw()
            }
            Answer::Copied(Err(why)) | Answer::NotKept(why) => self.say(&sentence(&why)),
            Answer::Saved(answer) => self.has_saved(answer),
            Answer::Left(kept) => self.has_left(kept),
            Answer::Opened(Ok(theirs)) => self.take_theirs(*theirs),
            Answer::Opened(Err(why)) => {
                self.waiting = None;
                self.say(&sentence(&why))
            }
            Answer::Looked(found) => self.looked(found),
            Answer::Entries(_) | Answer::Proposed(_) => Turn::nothing(),
        }
    }

    /// What the file holds now. Where somebody else changed it and nothing is unsaved it is read anew, once nothing lies
    /// over the form; otherwise that is said, once for each of their changes, and what saving would change shows both.
    fn looked(&mut self, found: Found) -> Turn {
        if self.theirs == found {
            return Turn::nothing();
        }
        self.theirs = found;
        if let Some(Over::Review(_, _, leaving)) = self.over {
            return if leaving { Turn::draw() } else { self.review(false) };
        }
        match self.theirs {
            Found::AsItWas => Turn::nothing(),
            Found::Gone => {
                self.say("The file was taken away meanwhile, or is no text any more: what is shown is as it was.")
            }
            Found::Other(_) if self.draft.is_changed() => {
                self.say("Changed outside meanwhile: saving shows both, and writes over nothing.")
            }
            Found::Other(_) => {
                self.is_behind = true;
                Turn::nothing()
            }
        }
    }

    /// Takes up what somebody else wrote, as soon as nothing is being typed or asked.
    pub(super) fn catch_up(&mut self, turn: Turn) -> Turn {
        let is_busy = self.typing.is_some() || self.over.is_some() || self.waiting.is_some();
        if is_busy || !std::mem::take(&mut self.is_behind) {
            return turn;
        }
        if self.draft.is_changed() {
            self.say("Changed outside meanwhile: saving shows both, and writes over nothing.");
            return Turn { draw: true, ..turn };
        }
        self.waiting = Some(Waiting::Reread);
        turn.with(Effect::Desk(Ask::TakeTheirs))
    }

    fn is_shown(&mut self, before: String) -> Turn {
        let marked = self.place();
        // What was begun from an older file and is as that was holds nothing of this person's: the file is read anew.
        self.is_behind |= matches!(self.theirs, Found::Other(_)) && !self.draft.is_changed();
        match self.waiting.take() {
            Some(Waiting::Did { mark, typed, anchor }) => {
                self.draft.remember(before, marked);
                self.mark(&mark);
                self.anchor = anchor;
                if let Some(key) = typed {
                    return self.type_at_once(key);
                }
            }
            Some(Waiting::Edited(totals, trouble)) => {
                self.draft.remember(before, marked);
                self.keep_marks_inside();
                self.mark_mistake();
                return self.tell_edited(totals, trouble.as_ref());
            }
            Some(Waiting::Joined(leaving)) => {
                self.draft.remember(before, marked);
                self.keep_marks_inside();
                return self.has_joined(leaving);
            }
            Some(Waiting::Named(name)) => {
                self.draft.remember(before, marked);
                return self.save_named(name);
            }
            Some(Waiting::Went(mark)) => self.mark(&mark),
            Some(Waiting::Ended(next)) => return self.has_ended(next),
            Some(Waiting::Typed | Waiting::Reread) | None => {}
        }
        self.keep_marks_inside();
        Turn::draw()
    }

    /// The person's own editor was closed: what it left is a change like any other, told in short.
    pub fn edited(&mut self, left: Result<String, Clean>, trouble: Option<Clean>, now: Now) -> Turn {
        // What it was given was kept aside.
        self.is_kept = true;
        match (left, trouble) {
            (Err(why), _) => {
                self.say(&sentence(&why));
                Turn { effects: self.keep_draft(now).effects, ..Turn::draw() }
            }
            (Ok(text), trouble) if text == self.draft.text() => {
                self.say(&trouble.map_or_else(|| "Nothing changed in the editor.".to_owned(), |why| sentence(&why)));
                Turn { effects: self.keep_draft(now).effects, ..Turn::draw() }
            }
            (Ok(text), trouble) => {
                let waiting = Waiting::Edited(self.in_short(), trouble);
                self.ask(waiting, text, Vec::new())
            }
        }
    }

    fn in_short(&self) -> Option<InShort> {
        let unrolled = self.draft.unrolled().filter(|unrolled| unrolled.is_now)?;
        Some(InShort { steps: unrolled.plan.steps.len(), totals: unrolled.totals })
    }

    /// What came of the person's own editor: the first mistake with its line, or the new length.
    fn tell_edited(&mut self, before: Option<InShort>, trouble: Option<&Clean>) -> Turn {
        let told = match (self.draft.sheet().problems.first(), before, self.in_short()) {
            (Some(problem), ..) => {
                let told = format!("line {}: {}, {}", problem.line, problem.title, problem.label);
                format!("{} {} opens it again.", sentence(&Clean::visible(&told)), self.key_of(Action::Outside))
            }
            (None, Some(before), Some(now)) if before != now => now.against(before),
            _ => "Taken in, not saved yet.".to_owned(),
        };
        let trouble = trouble.map_or_else(String::new, |why| format!("{} ", sentence(why)));
        self.say(&(trouble + &told))
    }
}
