//! The settings as a form. The text of the file is the truth: every change is made to it, and the form is read from it
//! again; what it makes of the screens is seen at once.
//!
//! ```text
//!   key ─> change of the text ─> the desk ─> new text, form and look ─> shown       (one turn, one frame)
//! ```

use ratatui::layout::Position;

use crate::domain::desk::Found;
use crate::domain::settings::{Control, Form};
use crate::domain::text::Clean;
use crate::domain::words::capital;
use crate::ui::chosen::{Ask, Opened, Read, Taken, Unsaved};
use crate::ui::effect::{Effect, Go, Turn};
use crate::ui::field::Field;
use crate::ui::hits::Hits;
use crate::ui::keymap::{Action, Keymap, Scope};
use crate::ui::list::{Cursor, Scroll};
use crate::ui::past::Past;

mod answers;
mod conflict;
mod draft;
mod keys;
mod over;
mod seen;
mod values;

pub use keys::{Doing, KeysPage};
pub use over::Over;

/// Something that can be pointed at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hit {
    /// A line of the list, by its number.
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
    /// They go through the keys of every screen.
    Keys(Box<KeysPage>),
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
    /// Both sides' changes in one text, to be looked at before it is saved; and whether the person is leaving.
    Joined(bool),
}

/// The screen.
#[derive(Clone, Debug)]
pub struct SettingsForm {
    path: Clean,
    /// What the file held when the text was begun; nothing where there was none.
    file: Option<String>,
    /// What a text begins with where there is no file.
    plain: String,
    /// What somebody else made of the file since, as far as it was noticed.
    theirs: Found,
    /// Why the file is no text.
    unreadable: Option<Clean>,
    /// What the file says of each setting, by row.
    said: Vec<Option<Clean>>,
    /// What the file makes of the screens.
    held: Taken,
    text: String,
    form: Form,
    past: Past<usize>,
    /// A setting that the text did not say, by row, and the text then: taken back again, that is what the text is.
    fresh: Option<(usize, String)>,
    row: Cursor,
    mode: Mode,
    over: Option<Over>,
    waiting: Option<Waiting>,
    /// What became of it on the way out.
    parting: Option<Clean>,
    remark: Option<Clean>,
    hits: Hits<Hit>,
    /// For what is said of keys: those that hold.
    keys: Keymap,
    /// Those that hold by the text.
    keys_of_text: Keymap,
}

impl SettingsForm {
    /// The file as it was laid open. The keys are those that hold.
    pub fn new(opened: Opened, keys: Keymap) -> Self {
        let Opened { path, is_there, read, left, plain } = opened;
        Self {
            path,
            file: is_there.then(|| read.text.clone()),
            plain,
            theirs: Found::AsItWas,
            unreadable: None,
            said: said(&read.form),
            keys_of_text: read.taken.keys.clone(),
            held: read.taken,
            text: read.text,
            form: read.form,
            past: Past::default(),
            fresh: None,
            row: Cursor::default(),
            mode: Mode::Rows,
            over: left.map(|left| Over::Left(Box::new(left), Scroll::default())),
            waiting: None,
            parting: None,
            remark: None,
            hits: Hits::default(),
            keys,
        }
    }

    /// A file that is no text, and why. What holds stays as it is.
    pub fn unreadable(why: Clean, held: Taken, keys: Keymap) -> Self {
        let form = Form { rows: Vec::new(), others: Vec::new() };
        let read = Read { text: String::new(), form, taken: held };
        let opened = Opened { path: Clean::default(), is_there: true, read, left: None, plain: String::new() };
        Self { unreadable: Some(why), ..Self::new(opened, keys) }
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        match (&self.over, &self.mode) {
            _ if self.unreadable.is_some() => Scope::SettingsUnreadable,
            (Some(over), _) => over.scope(),
            (None, _) if self.form.is_broken() => Scope::SettingsBroken,
            (None, Mode::Rows) => Scope::Settings,
            (None, Mode::Choosing(_)) => Scope::SettingsChoose,
            (None, Mode::Typing(..)) => Scope::SettingsType,
            (None, Mode::Keys(page)) => page.scope(),
        }
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action) -> Turn {
        self.remark = None;
        let turn = self.act(action);
        self.catch_up(turn)
    }

    fn act(&mut self, action: Action) -> Turn {
        if self.unreadable.is_some() {
            return match action {
                Action::Restart => Turn::draw().with(Effect::Settings(Ask::Open)),
                Action::Back => Turn::go(Go::Home),
                _ => Turn::nothing(),
            };
        }
        if self.over.is_some() {
            return self.update_over(action);
        }
        match self.mode {
            Mode::Choosing(_) => return self.update_choosing(action),
            Mode::Typing(..) => return self.update_typing(action),
            Mode::Keys(_) => return self.update_keys(action),
            Mode::Rows => {}
        }
        match action {
            Action::Undo => self.go_back(true),
            Action::Redo => self.go_back(false),
            Action::Save => self.save(),
            Action::Outside => self.edit_outside(),
            Action::Details => self.show_wrong(),
            Action::Back => self.leave(),
            Action::Health => self.go_to_health(),
            Action::Open => self.open(),
            Action::Toggle => self.step(true, true),
            Action::Right | Action::Longer => self.step(true, false),
            Action::Left | Action::Shorter => self.step(false, false),
            Action::Reset => self.reset(),
            Action::Try => self.try_out(),
            Action::NextField | Action::PreviousField => self.go_to_part(action == Action::NextField),
            action if self.row.act(action, self.lines()) => Turn::draw(),
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
            Mode::Keys(page) => page.type_letter(letter),
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
            Mode::Keys(page) => page.paste(text),
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
            (hit, Mode::Keys(_)) => self.point_at_key(hit),
            (Some(Hit::Row(row)), Mode::Rows) if self.row.marked() == row => self.open(),
            (Some(Hit::Row(row)), Mode::Rows) => {
                self.row.mark(row);
                Turn::draw()
            }
            (None, Mode::Rows) => Turn::nothing(),
        }
    }

    fn ask(&mut self, waiting: Waiting, ask: Ask) -> Turn {
        if !matches!(ask, Ask::Change(..)) {
            self.fresh = None;
        }
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

    /// Back to home; what is not saved is shown first.
    fn leave(&mut self) -> Turn {
        if self.is_changed() { self.review(true) } else { Turn::go(Go::Home) }
    }

    fn save(&mut self) -> Turn {
        if self.is_changed() { self.review(false) } else { self.say("Nothing is changed.") }
    }

    /// In the person's own editor, where the first mistake is if there is one. What it is given is a draft from then on: if
    /// the program ends meanwhile, what it left is offered.
    fn edit_outside(&self) -> Turn {
        let line = self.form.others.first().map(|problem| problem.line);
        let text = self.text.clone();
        Turn::draw().with(Effect::KeepSettingsDraft(Some(self.unsaved()))).with(Effect::EditOutside { text, line })
    }

    /// To the health profile, once nothing is left to be saved.
    fn go_to_health(&mut self) -> Turn {
        let turn = self.leave();
        if turn.go == Some(Go::Home) { Turn { go: Some(Go::Health), ..turn } } else { turn }
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved { text: self.text.clone(), base: self.file.clone() }
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
