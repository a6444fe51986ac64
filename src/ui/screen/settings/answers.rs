//! What the desk answers, what the person's own editor leaves, and what somebody else did to the file.

use super::{Mode, Over, SettingsForm, Waiting, said, sentence};
use crate::domain::desk::NotSaved;
use crate::domain::settings::Problem;
use crate::domain::text::Clean;
use crate::ui::chosen::{Ask, Opened, Read, Taken};
use crate::ui::diff;
use crate::ui::effect::{Effect, Go, Turn};
use crate::ui::keymap::Action;
use crate::ui::list::Scroll;

impl SettingsForm {
    /// A text was read, or could not be made.
    pub fn read(&mut self, answer: Result<Box<Read>, Clean>) -> Turn {
        let waiting = self.waiting.take();
        let read = match answer {
            Ok(read) => *read,
            Err(why) => return self.say(&sentence(&why)),
        };
        let before = std::mem::replace(&mut self.text, read.text);
        let is_passing = matches!(waiting, Some(Waiting::Passing));
        (self.form, self.changed_keys) = (read.form, super::changes(&read.taken.keys));
        match waiting {
            Some(Waiting::Did | Waiting::Edited(_)) if before != self.text => {
                self.past.remember(before, self.row.marked());
            }
            Some(Waiting::Went(mark)) => self.row.mark(mark),
            _ => {}
        }
        self.row.mark(self.row.marked().min(self.form.rows.len().saturating_sub(1)));
        let turn = match waiting {
            Some(Waiting::Edited(trouble)) => self.tell_edited(trouble.as_ref()),
            _ => Turn::draw(),
        };
        if is_passing { turn } else { turn.with(self.keep_draft()) }
    }

    /// The file was laid open again: because somebody else changed it, or theirs is to be shown. What is not saved stays in
    /// the past, where `undo` finds it.
    pub fn reopened(&mut self, opened: Opened) -> Turn {
        let Opened { path, is_there, read, .. } = opened;
        (self.path, self.is_there) = (path, is_there);
        if read.text == self.saved && read.text == self.text {
            return Turn::draw();
        }
        let was_changed = self.is_changed();
        (self.saved, self.said, self.held) = (read.text.clone(), said(&read.form), read.taken.clone());
        (self.mode, self.over) = (Mode::Rows, None);
        self.waiting = Some(Waiting::Did);
        let turn = self.read(Ok(Box::new(read)));
        self.say(&if was_changed {
            format!("Theirs is shown. {} brings yours back.", self.key_of(Action::Undo))
        } else {
            "The file was changed elsewhere: this is what it says now.".to_owned()
        });
        turn
    }

    /// Somebody did something to the file: it is read again, unless something here is not saved.
    pub fn touched(&mut self) -> Turn {
        if self.is_changed() || !matches!(self.mode, Mode::Rows) {
            return self.say("The file was changed elsewhere: saving shows both, and overwrites nothing.");
        }
        Turn::nothing().with(Effect::Settings(Ask::Open))
    }

    /// It is saved, or not. What holds from now on comes with it.
    pub fn has_saved(&mut self, answer: Result<(Clean, Taken), NotSaved>) -> Turn {
        let leaving = matches!(self.over, Some(Over::Review(_, _, true) | Over::Leaving));
        self.over = None;
        match answer {
            Ok((path, taken)) => {
                (self.path, self.held) = (path, taken);
                (self.is_there, self.is_reviewed) = (true, true);
                (self.saved, self.said) = (self.text.clone(), said(&self.form));
                self.is_parting = leaving;
                if leaving { Turn::go(Go::Home) } else { self.say(&format!("Saved: {}", self.path)) }
            }
            Err(NotSaved::Changed(theirs)) => {
                let lines = theirs.map(|theirs| diff::lines(&theirs, &self.text));
                self.over = Some(Over::Conflict(lines, Scroll::default()));
                Turn::draw()
            }
            Err(NotSaved::Refused(why)) => self.say(&format!("Not saved. {}", sentence(&why))),
        }
    }

    /// What is said at home of settings that were saved on the way there.
    pub fn parting(&self) -> Option<Clean> {
        self.is_parting.then(|| Clean::visible(&format!("Saved: {}", self.path)))
    }

    /// The person's own editor was closed: what it left is a change like any other.
    pub fn edited(&mut self, left: Result<String, Clean>, trouble: Option<Clean>) -> Turn {
        match (left, trouble) {
            (Err(why), _) => self.say(&sentence(&why)),
            (Ok(text), trouble) if text == self.text => {
                self.say(&trouble.map_or_else(|| "Nothing changed in the editor.".to_owned(), |why| sentence(&why)))
            }
            (Ok(text), trouble) => self.ask(Waiting::Edited(trouble), Ask::Read(text)),
        }
    }

    /// What came of it: the first mistake with its line, if there is one.
    fn tell_edited(&mut self, trouble: Option<&Clean>) -> Turn {
        let wrong = self.form.rows.iter().find_map(|row| row.problem.clone());
        let again = format!("{} opens it again.", self.key_of(Action::Outside));
        let told = match (self.form.others.first(), wrong) {
            (Some(Problem { line, text, .. }), _) => format!("Line {line}: {text}. {again}"),
            (None, Some(wrong)) => format!("{} {again}", sentence(&wrong)),
            (None, None) => "Taken in, not saved yet.".to_owned(),
        };
        let trouble = trouble.map_or_else(String::new, |why| format!("{} ", sentence(why)));
        self.say(&(trouble + &told))
    }
}
