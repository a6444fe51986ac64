//! What the desk answers, what the person's own editor leaves, and what somebody else did to the file.

use super::{Mode, Over, SettingsForm, Waiting, said, sentence};
use crate::domain::desk::{Found, NotSaved};
use crate::domain::settings::Problem;
use crate::domain::text::Clean;
use crate::ui::chosen::{Ask, Opened, Read, Taken};
use crate::ui::effect::{Go, Turn};
use crate::ui::keymap::Action;
use crate::ui::list::Scroll;

impl SettingsForm {
    /// A text was read, or could not be made.
    pub fn read(&mut self, answer: Result<Box<Read>, Clean>) -> Turn {
        let waiting = self.waiting.take();
        let read = match answer {
            Ok(read) => *read,
            // A key may come first, which is another one as a capital.
            Err(why) if self.keys_page().is_some() => return self.say(&format!("{why}.")),
            Err(why) => return self.say(&sentence(&why)),
        };
        let before = std::mem::replace(&mut self.text, read.text);
        let is_passing = matches!(waiting, Some(Waiting::Passing));
        (self.form, self.keys_of_text) = (read.form, read.taken.keys);
        if let Mode::Keys(page) = &mut self.mode {
            page.take(&self.keys_of_text);
        }
        match waiting {
            Some(Waiting::Did | Waiting::Edited(_) | Waiting::Joined(_)) if before != self.text => {
                self.past.remember(before, self.row.marked());
            }
            Some(Waiting::Went(mark)) => self.row.mark(mark),
            _ => {}
        }
        self.row.mark(self.row.marked().min(self.lines() - 1));
        let turn = match waiting {
            Some(Waiting::Edited(trouble)) => self.tell_edited(trouble.as_ref()),
            Some(Waiting::Joined(leaving)) => self.has_joined(leaving),
            _ => Turn::draw(),
        };
        let kept = if is_passing { None } else { self.keep_draft() };
        self.catch_up(Turn { effects: turn.effects.into_iter().chain(kept).collect(), ..turn })
    }

    /// The file was laid open again: because somebody else changed it, or theirs is to be shown. What is not saved stays in
    /// the past, where `undo` finds it.
    pub fn reopened(&mut self, opened: Opened) -> Turn {
        let Opened { path, is_there, read, left, plain } = opened;
        let was_unreadable = self.unreadable.take().is_some();
        let was_changed = self.is_changed() && !was_unreadable;
        (self.path, self.theirs, self.plain) = (path, Found::AsItWas, plain);
        self.fresh = None;
        // What this window left is in its own past.
        self.over = left.filter(|_| !was_changed).map(|left| Over::Left(Box::new(left), Scroll::default()));
        let is_new = self.in_file() != is_there.then_some(read.text.as_str()) || read.text != self.text;
        self.file = is_there.then(|| read.text.clone());
        if !is_new {
            return Turn::draw();
        }
        (self.said, self.held, self.mode) = (said(&read.form), read.taken.clone(), Mode::Rows);
        self.waiting = (!was_unreadable).then_some(Waiting::Did);
        let turn = self.read(Ok(Box::new(read)));
        if was_unreadable {
            return turn;
        }
        self.say(&match (was_changed, is_there) {
            (true, _) => format!("Theirs is shown. {} brings yours back.", self.key_of(Action::Undo)),
            (false, true) => "The file was changed elsewhere: this is what it says now.".to_owned(),
            (false, false) => {
                format!("The file was taken away: every default holds. {} brings it back.", self.key_of(Action::Undo))
            }
        });
        turn
    }

    /// The file is no text any more. What is not saved stays.
    pub fn cannot_read(&mut self, why: Clean) -> Turn {
        self.unreadable = Some(why);
        Turn::draw()
    }

    /// It is saved, or not. What holds from now on comes with it.
    pub fn has_saved(&mut self, answer: Result<(Clean, Taken), NotSaved>) -> Turn {
        let leaving = matches!(self.over, Some(Over::Review(_, _, true)));
        self.over = None;
        match answer {
            Ok((path, taken)) => {
                (self.path, self.held) = (path, taken);
                (self.file, self.theirs) = (Some(self.text.clone()), Found::AsItWas);
                self.said = said(&self.form);
                self.parting = leaving.then(|| Clean::visible(&format!("Saved: {}", self.path)));
                if leaving { Turn::go(Go::Home) } else { self.say(&format!("Saved: {}", self.path)) }
            }
            Err(NotSaved::Changed(theirs)) => {
                self.theirs = theirs.map_or(Found::Gone, Found::Other);
                self.show_conflict(leaving).with(self.look())
            }
            Err(NotSaved::Refused(why)) => self.say(&format!("Not saved. {}", sentence(&why))),
        }
    }

    /// What is not saved is kept as a draft; where it cannot be, the settings stay.
    pub fn has_left(&mut self, kept: Result<(), Clean>) -> Turn {
        match kept {
            Ok(()) => {
                let said = "What was changed is kept as a draft, not saved yet: it is offered with the settings.";
                self.parting = Some(Clean::visible(said));
                Turn::go(Go::Home)
            }
            Err(why) => self.say(&format!("Not left: {}", sentence(&why))),
        }
    }

    /// What is said at home of settings that were saved, or kept aside, on the way there.
    pub const fn parting(&self) -> Option<&Clean> {
        self.parting.as_ref()
    }

    /// The person's own editor was closed: what it left is a change like any other.
    pub fn edited(&mut self, left: Result<String, Clean>, trouble: Option<Clean>) -> Turn {
        match (left, trouble) {
            (Err(why), _) => {
                self.say(&sentence(&why));
                Turn { effects: self.keep_draft().into_iter().collect(), ..Turn::draw() }
            }
            (Ok(text), trouble) if text == self.text => {
                self.say(&trouble.map_or_else(|| "Nothing changed in the editor.".to_owned(), |why| sentence(&why)));
                Turn { effects: self.keep_draft().into_iter().collect(), ..Turn::draw() }
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
