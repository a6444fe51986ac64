//! The setting that is marked: tried, stepped, chosen from a list, typed, and set back to its default.

use super::{Mode, SettingsForm, Waiting};
use crate::domain::settings::{Control, Setting};
use crate::ui::chosen::Ask;
use crate::ui::effect::{Effect, Turn};
use crate::ui::field::Field;
use crate::ui::keymap::Action;

impl SettingsForm {
    /// Tries what is heard of it.
    pub(super) fn try_out(&mut self) -> Turn {
        match self.row() {
            Some(row) if row.setting.is_heard() => {
                let setting = row.setting;
                Turn::draw().with(Effect::TrySetting(self.text.clone(), setting))
            }
            _ => self.say("This is seen and not heard: there is nothing to try."),
        }
    }

    /// Marks the first setting of the next part, or of the one before.
    pub(super) fn go_to_part(&mut self, down: bool) -> Turn {
        let group = |line: usize| self.setting_at(line).and_then(|at| Some(self.form.rows.get(at)?.setting.group));
        let begins = |line: &usize| *line == 0 || group(*line) != group(line - 1);
        let marked = self.row.marked();
        let mut parts = (0..self.lines()).filter(begins);
        let part = if down { parts.find(|at| *at > marked) } else { parts.rfind(|at| *at < marked) };
        if let Some(at) = part {
            self.row.mark(at);
        }
        Turn::draw()
    }

    /// Lets the setting that is marked say something in the text as it is; its default, where nothing is given.
    pub(super) fn say_of_marked(&mut self, to: Option<&str>, waiting: Waiting) -> Turn {
        let base = self.text.clone();
        self.say_in(base, to, waiting)
    }

    fn say_in(&mut self, base: String, to: Option<&str>, waiting: Waiting) -> Turn {
        let Some(setting) = self.row().map(|row| row.setting) else { return Turn::nothing() };
        // There and back again leaves no trace in a file that said nothing.
        let was_said = self.saved_of_marked().is_some() && !self.is_fresh();
        let to = to.filter(|to| was_said || *to != setting.default_typed());
        self.change(base, setting, to, waiting)
    }

    /// Whether the marked setting is the one that was not said before.
    fn is_fresh(&self) -> bool {
        self.fresh.as_ref().is_some_and(|(row, _)| *row == self.row.marked())
    }

    /// Changes the text; one that was not said before goes with all that came with it, such as the header of its table.
    fn change(&mut self, base: String, setting: Setting, to: Option<&str>, waiting: Waiting) -> Turn {
        let is_new = self.row().is_some_and(|row| row.said.is_none());
        let fresh = if self.is_fresh() { self.fresh.take() } else { None };
        if let (None, Some((_, before))) = (to, &fresh) {
            return self.ask(waiting, Ask::Read(before.clone()));
        }
        let marked = self.row.marked();
        self.fresh = fresh.or_else(|| (is_new && to.is_some()).then(|| (marked, base.clone())));
        self.ask(waiting, Ask::Change(base, setting, to.map(str::to_owned)))
    }

    /// The list of words, the line to type, or the other of two.
    pub(super) fn open(&mut self) -> Turn {
        if self.is_at_keys() {
            return self.open_keys();
        }
        let Some(row) = self.row() else { return Turn::nothing() };
        match row.setting.control {
            Control::Choice(..) => {
                self.mode = Mode::Choosing(self.text.clone());
                Turn::draw()
            }
            Control::Switch => self.step(true, true),
            _ => {
                let typed = row.said.as_ref().unwrap_or(&row.holds).to_string();
                self.mode = Mode::Typing(Field::of(&typed), self.text.clone());
                Turn::draw()
            }
        }
    }

    /// The next value, or the one before; from the last one to the first where it goes `round`.
    pub(super) fn step(&mut self, up: bool, round: bool) -> Turn {
        if self.is_at_keys() {
            return self.say(&format!("{} shows them.", self.key_of(Action::Open)));
        }
        let Some(row) = self.row() else { return Turn::nothing() };
        match next(&row.setting, &row.holds, up, round) {
            Some(next) if next != row.holds.as_str() => self.say_of_marked(Some(&next), Waiting::Did),
            Some(_) => Turn::draw(),
            None => self.say(&format!("{} types it.", self.key_of(Action::Open))),
        }
    }

    pub(super) fn reset(&mut self) -> Turn {
        match self.row() {
            Some(row) if row.said.is_some() => {
                let base = self.text.clone();
                let Some(setting) = self.row().map(|row| row.setting) else { return Turn::nothing() };
                self.change(base, setting, None, Waiting::Did)
            }
            None if self.is_at_keys() => self.say(&format!("{} shows them.", self.key_of(Action::Open))),
            _ => self.say("This is the default already."),
        }
    }

    pub(super) fn update_choosing(&mut self, action: Action) -> Turn {
        let Mode::Choosing(base) = &self.mode else { return Turn::nothing() };
        let base = base.clone();
        match action {
            Action::Open => self.end_choosing(),
            Action::Back => self.go_back_to(base),
            Action::Up | Action::Down | Action::First | Action::Last => {
                let Some(row) = self.row() else { return Turn::nothing() };
                let words = row.setting.words();
                let to = match action {
                    Action::First => words.first().map(|word| (*word).to_owned()),
                    Action::Last => words.last().map(|word| (*word).to_owned()),
                    _ => next(&row.setting, &row.holds, action == Action::Down, false),
                };
                self.say_in(base, to.as_deref(), Waiting::Passing)
            }
            _ => Turn::nothing(),
        }
    }

    /// What is marked in the list stands, as one step that can be undone.
    pub(super) fn end_choosing(&mut self) -> Turn {
        if let Mode::Choosing(base) = std::mem::replace(&mut self.mode, Mode::Rows) {
            self.remember(base);
        }
        Turn { effects: self.keep_draft().into_iter().collect(), ..Turn::draw() }
    }

    pub(super) fn update_typing(&mut self, action: Action) -> Turn {
        let Mode::Typing(field, base) = &mut self.mode else { return Turn::nothing() };
        match action {
            Action::Back => {
                let base = base.clone();
                self.go_back_to(base)
            }
            Action::Open => self.end_typing(),
            Action::Save => {
                let turn = self.end_typing();
                if !matches!(self.mode, Mode::Rows) {
                    return turn;
                }
                let saving = self.save();
                Turn { effects: turn.effects.into_iter().chain(saving.effects).collect(), ..saving }
            }
            action if field.act(action) => {
                let moves = matches!(action, Action::Left | Action::Right | Action::First | Action::Last);
                if moves { Turn::draw() } else { self.apply_typed() }
            }
            _ => Turn::nothing(),
        }
    }

    pub(super) fn apply_typed(&mut self) -> Turn {
        let Mode::Typing(field, base) = &self.mode else { return Turn::nothing() };
        let (typed, base) = (field.text().to_owned(), base.clone());
        self.say_in(base, Some(&typed), Waiting::Passing)
    }

    /// What was typed stands, unless it is wrong: that is said beside it until it is right, or left as it was.
    pub(super) fn end_typing(&mut self) -> Turn {
        if self.row().is_some_and(|row| row.problem.is_some()) {
            return self.say(&format!("This cannot be. {} leaves it as it was.", self.key_of(Action::Back)));
        }
        if let Mode::Typing(_, base) = std::mem::replace(&mut self.mode, Mode::Rows) {
            self.remember(base);
        }
        Turn { effects: self.keep_draft().into_iter().collect(), ..Turn::draw() }
    }

    fn remember(&mut self, base: String) {
        if base != self.text {
            self.past.remember(base, self.row.marked());
        }
    }

    /// As it was before.
    fn go_back_to(&mut self, base: String) -> Turn {
        self.mode = Mode::Rows;
        self.ask(Waiting::Passing, Ask::Read(base))
    }
}

/// The value after `holds`, or before it, as it is typed; none where it can only be typed.
fn next(setting: &Setting, holds: &str, up: bool, round: bool) -> Option<String> {
    match setting.control {
        Control::Choice(words, _) => next_word(words, holds, up, round),
        Control::Switch => next_word(setting.words(), holds, up, true),
        Control::Number { least, most, step, .. } => {
            let now: u32 = holds.parse().ok()?;
            let next = if up { now.saturating_add(step) } else { now.saturating_sub(step) };
            Some(next.clamp(least, most).to_string())
        }
        Control::Numbers { .. } | Control::Time(..) | Control::Program(_) | Control::Text => None,
    }
}

fn next_word(words: &[&str], holds: &str, up: bool, round: bool) -> Option<String> {
    let last = words.len().checked_sub(1)?;
    let next = match (words.iter().position(|word| *word == holds), up) {
        (None, _) => 0,
        (Some(at), true) if at == last => {
            if round {
                0
            } else {
                last
            }
        }
        (Some(at), true) => at + 1,
        (Some(0), false) => {
            if round {
                last
            } else {
                0
            }
        }
        (Some(at), false) => at - 1,
    };
    words.get(next).map(|word| (*word).to_owned())
}
