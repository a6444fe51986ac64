//! The keys of every screen: found by a word, given by pressing them, and set back to those an action comes with.

use crossterm::event::KeyEvent;

use super::{Hit, Mode, SettingsForm, Waiting};
use crate::domain::settings::Problem;
use crate::domain::text::Clean;
use crate::ui::chosen::Ask;
use crate::ui::effect::Turn;
use crate::ui::field::Field;
use crate::ui::keymap::{Action, Key, Keymap, Listed, NoKey, Scope, Wish};
use crate::ui::list::Cursor;

/// What the keys do there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Doing {
    /// They go through the actions.
    Going,
    /// They type what is looked for.
    Finding,
    /// The next one is given to the action that is marked: in the place of those it has, or beside them.
    Pressing {
        /// Beside them.
        beside: bool,
    },
}

/// The page.
#[derive(Clone, Debug)]
pub struct KeysPage {
    all: Vec<Listed>,
    /// The places in it of those that are listed.
    found: Vec<usize>,
    cursor: Cursor,
    search: Field,
    doing: Doing,
}

impl KeysPage {
    fn new(keys: &Keymap) -> Self {
        let mut page = Self {
            all: keys.listed(),
            found: Vec::new(),
            cursor: Cursor::default(),
            search: Field::default(),
            doing: Doing::Going,
        };
        page.find();
        page
    }

    pub(super) const fn scope(&self) -> Scope {
        match self.doing {
            Doing::Going => Scope::SettingsKeys,
            Doing::Finding => Scope::SettingsKeysFind,
            Doing::Pressing { .. } => Scope::SettingsPress,
        }
    }

    /// These are the keys by the text as it is.
    pub(super) fn take(&mut self, keys: &Keymap) {
        self.all = keys.listed();
        if matches!(self.doing, Doing::Pressing { .. }) {
            self.doing = Doing::Going;
        }
    }

    /// Lists what has every word that is looked for, in its names, in what it does, or among its keys.
    fn find(&mut self) {
        let words: Vec<String> = self.search.text().split_whitespace().map(str::to_lowercase).collect();
        let has = |one: &Listed| {
            let texts = format!("{} {} {}", one.path(), one.short, one.long).to_lowercase();
            let is_key = |word: &str| one.keys.iter().any(|key| key.name().to_lowercase() == word);
            let is_said = |word: &str| {
                let mut begun = texts.split(|c: char| !c.is_alphanumeric()).chain(texts.split_whitespace());
                word.chars().count() > 1 && begun.any(|text| text.starts_with(word))
            };
            words.iter().all(|word| is_key(word) || is_said(word))
        };
        self.found = self.all.iter().enumerate().filter(|(_, one)| has(one)).map(|(at, _)| at).collect();
        self.cursor.mark(0);
    }

    pub(super) fn type_letter(&mut self, letter: char) -> Turn {
        if self.doing != Doing::Finding {
            return Turn::nothing();
        }
        self.search.type_letter(letter);
        self.find();
        Turn::draw()
    }

    pub(super) fn paste(&mut self, text: &Clean) -> Turn {
        if self.doing != Doing::Finding {
            return Turn::nothing();
        }
        self.search.insert(text);
        self.find();
        Turn::draw()
    }

    fn update_finding(&mut self, action: Action) -> Turn {
        match action {
            Action::Open => self.doing = Doing::Going,
            Action::Back => self.show_all(),
            Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
                self.cursor.act(action, self.found.len());
            }
            Action::Left | Action::Right | Action::First | Action::Last => {
                self.search.act(action);
            }
            action if self.search.act(action) => self.find(),
            _ => return Turn::nothing(),
        }
        Turn::draw()
    }

    /// All of them again, with the mark on the action it is on.
    fn show_all(&mut self) {
        let marked = self.found.get(self.cursor.marked()).copied();
        (self.search, self.doing) = (Field::default(), Doing::Going);
        self.find();
        self.cursor.mark(marked.unwrap_or(0));
    }

    /// Marks the first action of the next screen, or of the one before.
    fn go_to_screen(&mut self, down: bool) {
        let screen = |line: usize| self.found.get(line).and_then(|at| self.all.get(*at)).map(|one| one.screen);
        let marked = self.cursor.marked();
        let mut begins = (0..self.found.len()).filter(|line| *line == 0 || screen(*line) != screen(line - 1));
        let to = if down { begins.find(|line| *line > marked) } else { begins.rfind(|line| *line < marked) };
        if let Some(line) = to {
            self.cursor.mark(line);
        }
    }

    /// The actions that are listed.
    pub fn listed(&self) -> impl Iterator<Item = &Listed> {
        self.found.iter().filter_map(|at| self.all.get(*at))
    }

    /// The one that is marked.
    pub fn marked(&self) -> Option<&Listed> {
        self.listed().nth(self.cursor.marked())
    }

    /// Which line of the list that is.
    pub const fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// What the keys do.
    pub const fn doing(&self) -> &Doing {
        &self.doing
    }

    /// What is looked for, and whether it is being typed; nothing where all are listed.
    pub fn search(&self) -> Option<(&Field, bool)> {
        let is_typed = self.doing == Doing::Finding;
        (is_typed || !self.search.text().is_empty()).then_some((&self.search, is_typed))
    }
}

impl SettingsForm {
    pub(super) fn open_keys(&mut self) -> Turn {
        self.mode = Mode::Keys(Box::new(KeysPage::new(&self.keys_of_text)));
        Turn::draw()
    }

    /// The page of the keys, if it is open.
    pub fn keys_page(&self) -> Option<&KeysPage> {
        match &self.mode {
            Mode::Keys(page) => Some(page),
            _ => None,
        }
    }

    /// What is wrong with the keys that the file gives an action.
    pub fn problem_of(&self, one: &Listed) -> Option<&Problem> {
        let key = format!("keys.{}", one.path());
        self.form.others.iter().find(|problem| problem.key == key)
    }

    pub(super) fn update_keys(&mut self, action: Action) -> Turn {
        let Mode::Keys(page) = &mut self.mode else { return Turn::nothing() };
        match (&page.doing, action) {
            (Doing::Finding, _) => page.update_finding(action),
            (Doing::Pressing { .. }, _) => {
                page.doing = Doing::Going;
                Turn::draw()
            }
            (Doing::Going, Action::Back) if page.search().is_some() => {
                page.show_all();
                Turn::draw()
            }
            (Doing::Going, Action::Back) => {
                self.mode = Mode::Rows;
                Turn::draw()
            }
            (Doing::Going, Action::Open | Action::Add) => self.begin_press(action == Action::Add),
            (Doing::Going, Action::Reset) => self.reset_keys(),
            (Doing::Going, Action::Filter) => {
                page.doing = Doing::Finding;
                Turn::draw()
            }
            (Doing::Going, Action::NextField | Action::PreviousField) => {
                page.go_to_screen(action == Action::NextField);
                Turn::draw()
            }
            (Doing::Going, Action::Undo) => self.go_back(true),
            (Doing::Going, Action::Redo) => self.go_back(false),
            (Doing::Going, Action::Save) => self.save(),
            (Doing::Going, Action::Outside) => self.edit_outside(),
            (Doing::Going, Action::Details) => self.show_wrong(),
            (Doing::Going, action) if page.cursor.act(action, page.found.len()) => Turn::draw(),
            _ => Turn::nothing(),
        }
    }

    pub(super) fn point_at_key(&mut self, hit: Option<Hit>) -> Turn {
        let Mode::Keys(page) = &mut self.mode else { return Turn::nothing() };
        match (hit, &page.doing) {
            (_, Doing::Pressing { .. }) => {
                page.doing = Doing::Going;
                Turn::draw()
            }
            (Some(Hit::Row(line)), _) if page.cursor.marked() == line => self.begin_press(false),
            (Some(Hit::Row(line)), _) => {
                page.cursor.mark(line);
                Turn::draw()
            }
            _ => Turn::nothing(),
        }
    }

    /// The key that is pressed next is given to the action that is marked.
    fn begin_press(&mut self, beside: bool) -> Turn {
        let Mode::Keys(page) = &mut self.mode else { return Turn::nothing() };
        match page.marked() {
            Some(one) if one.action.is_fixed() => self.say("This one keeps its keys."),
            Some(_) => {
                page.doing = Doing::Pressing { beside };
                Turn::draw()
            }
            None => Turn::nothing(),
        }
    }

    /// Gives the key to the action, unless another one has it: then the next one is waited for.
    pub fn press(&mut self, event: &KeyEvent) -> Turn {
        self.remark = None;
        let Some((page, Doing::Pressing { beside })) = self.keys_page().map(|page| (page, page.doing.clone())) else {
            return Turn::nothing();
        };
        let Some(one) = page.marked() else { return Turn::nothing() };
        let key = match Key::pressed(event) {
            Ok(key) => key,
            Err(NoKey::Unknown) => return self.say("There is no name for this key: press another one."),
            Err(why) => return self.say(&format!("This key {why}.")),
        };
        let before = one.written();
        let keys = match beside {
            true if before.contains(&key) => return self.say(&format!("It has {} already.", key.name())),
            true => [before, vec![key]].concat(),
            false => vec![key],
        };
        // There and back again leaves no trace.
        let keys = if keys == one.usual() { Vec::new() } else { keys };
        if keys.is_empty() && !one.is_changed() {
            return self.say(&format!("It has {} already.", key.name()));
        }
        let wish = Wish { screen: one.screen, action: one.action, keys };
        self.ask(Waiting::Did, Ask::Keys(self.text.clone(), wish))
    }

    /// Back to the keys that an action comes with.
    fn reset_keys(&mut self) -> Turn {
        let Some(one) = self.keys_page().and_then(KeysPage::marked) else { return Turn::nothing() };
        if !one.is_changed() && self.problem_of(one).is_none() {
            return self.say("These are the keys it comes with.");
        }
        let wish = Wish { screen: one.screen, action: one.action, keys: Vec::new() };
        self.ask(Waiting::Did, Ask::Keys(self.text.clone(), wish))
    }
}
