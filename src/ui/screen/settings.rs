//! The settings as a form. The text of the file is the truth: every change is made to it, and the form is read from it
//! again; what it makes of the screens is seen at once.
//!
//! ```text
//!   key ─> change of the text ─> the desk ─> new text, form and look ─> shown       (one turn, one frame)
//! ```

use ratatui::layout::Position;

use crate::domain::settings::{Control, Form, Row};
use crate::domain::text::Clean;
use crate::domain::words::capital;
use crate::ui::chosen::{Ask, Opened, Taken};
use crate::ui::effect::{Effect, Go, Turn};
use crate::ui::field::Field;
use crate::ui::hits::Hits;
use crate::ui::keymap::{Action, Keymap, Scope};
use crate::ui::list::Cursor;
use crate::ui::past::Past;

mod answers;
mod over;
mod values;

pub use over::Over;

/// Something that can be pointed at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hit {
    /// A setting, by its row.
    Row(usize),
    /// A word that can be chosen.
    Word(&'static str),
}

/// What the keys do.
#[derive(Clone, Debug)]
pub enum Mode {
    /// They go through the settings.
    Rows,
    /// They go through the words of one, in the text as it was before.
    Choosing(String),
    /// They type one, in the text as it was before.
    Typing(Field, String),
}

/// What the desk is working on.
#[derive(Clone, Debug)]
enum Waiting {
    /// A keystroke, or a word on the way to another: no step of its own in what can be undone.
    Passing,
    /// A change.
    Did,
    /// A step back or forth, and what is marked then.
    Went(usize),
    /// What the person's own editor left, and what went wrong with it.
    Edited(Option<Clean>),
}

/// The screen.
#[derive(Clone, Debug)]
pub struct SettingsForm {
    path: Clean,
    is_there: bool,
    /// What the file holds; the default file where there is none.
    saved: String,
    /// What the file says of each setting, by row.
    said: Vec<Option<Clean>>,
    /// What the file makes of the screens.
    held: Taken,
    text: String,
    form: Form,
    past: Past<usize>,
    row: Cursor,
    mode: Mode,
    over: Option<Over>,
    waiting: Option<Waiting>,
    /// What saving changes has been shown since the program began.
    is_reviewed: bool,
    /// It was saved on the way out.
    is_parting: bool,
    remark: Option<Clean>,
    hits: Hits<Hit>,
    /// For what is said of keys: those that hold.
    keys: Keymap,
    /// The actions that have other keys by the text, each with both.
    changed_keys: Vec<Clean>,
}

impl SettingsForm {
    /// The file as it was laid open. `is_reviewed`: what saving changes was shown before. The keys are those that hold.
    pub fn new(opened: Opened, is_reviewed: bool, keys: Keymap) -> Self {
        let Opened { path, is_there, read, left } = opened;
        let mut form = Self {
            path,
            is_there,
            said: said(&read.form),
            saved: read.text.clone(),
            changed_keys: changes(&read.taken.keys),
            held: read.taken,
            text: read.text,
            form: read.form,
            past: Past::default(),
            row: Cursor::default(),
            mode: Mode::Rows,
            over: None,
            waiting: None,
            is_reviewed,
            is_parting: false,
            remark: None,
            hits: Hits::default(),
            keys,
        };
        if let Some(left) = left {
            form.waiting = Some(Waiting::Did);
            form.read(Ok(Box::new(left)));
            form.say(&format!(
                "What was not saved the last time is here again. {} takes it back.",
                form.key_of(Action::Undo)
            ));
        }
        form
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        match (&self.over, &self.mode) {
            (Some(over), _) => over.scope(),
            (None, _) if self.form.is_broken() => Scope::SettingsBroken,
            (None, Mode::Rows) => Scope::Settings,
            (None, Mode::Choosing(_)) => Scope::SettingsChoose,
            (None, Mode::Typing(..)) => Scope::SettingsType,
        }
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action) -> Turn {
        self.remark = None;
        if self.over.is_some() {
            return self.update_over(action);
        }
        match self.mode {
            Mode::Choosing(_) => return self.update_choosing(action),
            Mode::Typing(..) => return self.update_typing(action),
            Mode::Rows => {}
        }
        match action {
            Action::Undo => self.go_back(true),
            Action::Redo => self.go_back(false),
            Action::Save => self.save(),
            Action::Outside => Turn::draw().with(Effect::EditOutside { text: self.text.clone(), line: None }),
            Action::Back => self.leave(),
            Action::Open => self.open(),
            Action::Toggle => self.step(true, true),
            Action::Right | Action::Longer => self.step(true, false),
            Action::Left | Action::Shorter => self.step(false, false),
            Action::Reset => self.reset(),
            Action::Try => self.try_out(),
            Action::NextField | Action::PreviousField => self.go_to_part(action == Action::NextField),
            action if self.row.act(action, self.form.rows.len()) => Turn::draw(),
            _ => Turn::nothing(),
        }
    }

    /// Types a letter: a digit begins to type a number.
    pub fn type_letter(&mut self, letter: char) -> Turn {
        self.remark = None;
        if self.over.is_none() && matches!(self.mode, Mode::Rows) {
            let is_number = self.row().is_some_and(|row| matches!(row.setting.control, Control::Number { .. }));
            if !is_number || !letter.is_ascii_digit() {
                return Turn::nothing();
            }
            self.mode = Mode::Typing(Field::default(), self.text.clone());
        }
        match &mut self.mode {
            Mode::Typing(field, _) => {
                field.type_letter(letter);
                self.apply_typed()
            }
            _ => Turn::nothing(),
        }
    }

    /// Puts pasted text into what is being typed.
    pub fn paste(&mut self, text: &Clean) -> Turn {
        match &mut self.mode {
            Mode::Typing(field, _) => {
                field.insert(text);
                self.apply_typed()
            }
            _ => Turn::nothing(),
        }
    }

    /// The mouse was pressed at a cell.
    pub fn point(&mut self, cell: Position) -> Turn {
        self.remark = None;
        if self.over.is_some() {
            return Turn::nothing();
        }
        match (self.hits.at(cell), &self.mode) {
            (Some(Hit::Word(word)), Mode::Rows) => self.say_of_marked(Some(word), Waiting::Did),
            (Some(Hit::Word(word)), Mode::Choosing(base)) => {
                let base = base.clone();
                self.mode = Mode::Rows;
                self.past.remember(base, self.row.marked());
                self.say_of_marked(Some(word), Waiting::Passing)
            }
            (_, Mode::Choosing(_)) => self.end_choosing(),
            (_, Mode::Typing(..)) => self.end_typing(),
            (Some(Hit::Row(row)), Mode::Rows) if self.row.marked() == row => self.open(),
            (Some(Hit::Row(row)), Mode::Rows) => {
                self.row.mark(row);
                Turn::draw()
            }
            (None, Mode::Rows) => Turn::nothing(),
        }
    }

    /// Tries what is heard of it.
    fn try_out(&mut self) -> Turn {
        match self.row() {
            Some(row) if row.setting.is_heard() => {
                let setting = row.setting;
                Turn::draw().with(Effect::TrySetting(self.text.clone(), setting))
            }
            _ => self.say("This is seen and not heard: there is nothing to try."),
        }
    }

    /// Marks the first setting of the next part, or of the one before.
    fn go_to_part(&mut self, down: bool) -> Turn {
        let rows = &self.form.rows;
        let begins = |at: &usize| {
            let group = |at: usize| rows.get(at).map(|row| row.setting.group);
            *at == 0 || group(*at) != group(at - 1)
        };
        let marked = self.row.marked();
        let mut parts = (0..rows.len()).filter(begins);
        let part = if down { parts.find(|at| *at > marked) } else { parts.rfind(|at| *at < marked) };
        if let Some(at) = part {
            self.row.mark(at);
        }
        Turn::draw()
    }

    fn ask(&mut self, waiting: Waiting, ask: Ask) -> Turn {
        self.waiting = Some(waiting);
        Turn::draw().with(Effect::Settings(ask))
    }

    fn go_back(&mut self, back: bool) -> Turn {
        let now = (self.text.clone(), self.row.marked());
        let went = if back { self.past.back(now) } else { self.past.forth(now) };
        match went {
            Some((text, mark)) => self.ask(Waiting::Went(mark), Ask::Read(text)),
            None => self.say(if back { "There is nothing to undo." } else { "There is nothing to do again." }),
        }
    }

    /// Back to home; what is not saved is saved first, and shown before that if it was not yet in this run.
    fn leave(&mut self) -> Turn {
        match (self.is_changed(), self.is_reviewed && self.form.count_problems() == 0) {
            (false, _) => Turn::go(Go::Home),
            (true, false) => self.review(true),
            (true, true) => {
                self.over = Some(Over::Leaving);
                Turn::draw().with(Effect::Settings(Ask::Save(self.text.clone())))
            }
        }
    }

    fn save(&mut self) -> Turn {
        match (self.is_changed(), self.is_reviewed) {
            (false, _) => self.say("Nothing is changed."),
            (true, false) => self.review(false),
            (true, true) => Turn::draw().with(Effect::Settings(Ask::Save(self.text.clone()))),
        }
    }

    /// Keeps aside what is not saved; forgets it where all of that was undone.
    pub fn keep_draft(&self) -> Effect {
        Effect::KeepSettingsDraft(self.is_changed().then(|| self.text.clone()))
    }

    /// The key of an action, as a sentence names it.
    fn key_of(&self, action: Action) -> String {
        self.keys.name(self.scope(), action)
    }

    /// Says something until the next key.
    fn say(&mut self, what: &str) -> Turn {
        self.remark = Some(Clean::visible(what));
        Turn::draw()
    }

    /// Whether the file does not hold the text.
    pub fn is_changed(&self) -> bool {
        self.saved != self.text
    }

    /// Whether there is a file.
    pub const fn is_there(&self) -> bool {
        self.is_there
    }

    /// What the file makes of the screens.
    pub const fn held(&self) -> &Taken {
        &self.held
    }

    /// The actions that have other keys by the text as it is, each with both.
    pub fn changed_keys(&self) -> &[Clean] {
        &self.changed_keys
    }

    /// These keys hold from now on.
    pub fn press_by(&mut self, keys: Keymap) {
        self.keys = keys;
    }

    /// The form.
    pub const fn form(&self) -> &Form {
        &self.form
    }

    /// The setting that is marked.
    pub fn row(&self) -> Option<&Row> {
        self.form.rows.get(self.row.marked())
    }

    /// What the file says of it, as it is saved.
    pub fn saved_of_marked(&self) -> Option<&Clean> {
        self.said.get(self.row.marked())?.as_ref()
    }

    /// Which one that is.
    pub const fn cursor(&self) -> Cursor {
        self.row
    }

    /// What the keys do.
    pub const fn mode(&self) -> &Mode {
        &self.mode
    }

    /// What lies over the form.
    pub const fn over(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    /// What is said until the next key.
    pub const fn remark(&self) -> Option<&Clean> {
        self.remark.as_ref()
    }

    /// The name of the file.
    pub fn file(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// What was drawn where, for the mouse.
    pub const fn hits(&self) -> &Hits<Hit> {
        &self.hits
    }
}

/// What a file says of each setting.
fn said(form: &Form) -> Vec<Option<Clean>> {
    form.rows.iter().map(|row| row.said.clone()).collect()
}

/// What went wrong, as a sentence.
fn sentence(why: &Clean) -> String {
    let end = if why.ends_with(['.', '?']) { "" } else { "." };
    format!("{}{end}", capital(why))
}

/// Each action that has other keys, in words.
fn changes(keys: &Keymap) -> Vec<Clean> {
    keys.changes().iter().map(|change| Clean::visible(&change.to_string())).collect()
}
