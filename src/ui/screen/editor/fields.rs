//! The fields of what is marked: switched, cleared, and typed.

use super::{Editor, Focus, Next, Typing, Waiting};
use crate::domain::edit::{Change, Place, Value};
use crate::domain::sheet::{Control, Key, Meant, Stranger, There};
use crate::domain::text::Clean;
use crate::ui::effect::Turn;
use crate::ui::keymap::Action;

impl Editor {
    pub(super) fn update_fields(&mut self, action: Action) -> Turn {
        let count = self.lines();
        let warned = self.warned.take();
        if let Some(stranger) = self.strangers().get(self.field.marked()).cloned()
            && matches!(action, Action::Open | Action::Erase)
        {
            return if action == Action::Open { self.mend(stranger) } else { self.strike(stranger, warned) };
        }
        match action {
            Action::Back => {
                self.focus = Focus::Steps;
                Turn::draw()
            }
            Action::Open => self.begin_typing(),
            Action::Erase => self.unset(),
            action if self.field.act(action, count) => Turn::draw(),
            _ => Turn::nothing(),
        }
    }

    /// A key that the format does not have is called by the name that was meant.
    fn mend(&mut self, Stranger { within, key, meant, .. }: Stranger) -> Turn {
        let place = self.place();
        let Some(Meant { key: to, there }) = meant else {
            let opens = self.key_of(Action::Outside);
            return self.say(&format!(
                "It cannot be put right here: {opens} opens the file, Del takes it out with all it says."
            ));
        };
        let rename = Change::Rename { place: place.clone(), within, from: key, to };
        let turn = self.change(vec![rename], place, None);
        if matches!(there, There::Value(_)) {
            let undo = self.key_of(Action::Undo);
            self.say(&format!("What `{to}` said is a comment now. {undo} brings it back."));
        }
        turn
    }

    /// It is taken out; where steps would go with it, once that was said.
    fn strike(&mut self, stranger: Stranger, warned: Option<Stranger>) -> Turn {
        if stranger.steps > 0 && warned.as_ref() != Some(&stranger) {
            let steps = if stranger.steps == 1 { "a step" } else { &format!("{} steps", stranger.steps) };
            let turn = self.say(&format!("It holds {steps}: Del once more takes all of it out."));
            self.warned = Some(stranger);
            return turn;
        }
        let place = self.place();
        let (within, key) = (stranger.within, stranger.key);
        let turn = self.change(vec![Change::Strike { place: place.clone(), within, key }], place, None);
        let undo = self.key_of(Action::Undo);
        self.say(&format!("Taken out. {undo} brings it back."));
        turn
    }

    /// The marked field is typed from now on; a switch is switched.
    pub(super) fn begin_typing(&mut self) -> Turn {
        let Some((table, key)) = self.table().zip(self.key()) else { return Turn::nothing() };
        let place = table.place.clone();
        let said = table.said(key.name);
        if matches!(key.control, Control::Switch | Control::True) {
            return self.switch(&place, &key.clone());
        }
        self.typing = Some(Typing::new(key.clone(), place, said, self.draft.text()).among(&self.routines));
        Turn::draw()
    }

    /// Nothing, yes, no, and again.
    fn switch(&mut self, place: &Place, key: &Key) -> Turn {
        let set = |to| Change::Set { place: place.clone(), key: key.name, value: Value::Switch(to) };
        let says = self.table().map_or_else(String::new, |table| table.text(key.name));
        let change = match (says.as_str(), key.control) {
            ("", _) => set(true),
            ("true", Control::Switch) => set(false),
            _ => Change::Unset { place: place.clone(), key: key.name },
        };
        self.change(vec![change], place.clone(), None)
    }

    fn unset(&mut self) -> Turn {
        let Some((table, key)) = self.table().zip(self.key()) else { return Turn::nothing() };
        let (place, key) = (table.place.clone(), key.name);
        if table.said(key).is_none() {
            return Turn::nothing();
        }
        self.change(vec![Change::Unset { place: place.clone(), key }], place, None)
    }

    pub(super) fn update_typing(&mut self, action: Action) -> Turn {
        let Some(typing) = &mut self.typing else { return Turn::nothing() };
        let is_word = typing.is_choosing();
        match action {
            Action::Back => {
                let base = typing.base().to_owned();
                self.typing = None;
                return self.ask(Waiting::Typed, base, Vec::new());
            }
            Action::Open => return self.end_typing(Next::Nothing),
            Action::Save => return self.end_typing(Next::Saving),
            Action::NextField => return self.end_typing(Next::Field(Action::Down)),
            Action::PreviousField => return self.end_typing(Next::Field(Action::Up)),
            Action::Up | Action::Down if is_word => typing.choose(action == Action::Down),
            Action::NewLine => typing.type_line_end(),
            action => {
                if !typing.act(action) {
                    return Turn::nothing();
                }
                if matches!(action, Action::Left | Action::Right | Action::First | Action::Last) {
                    return Turn::draw();
                }
            }
        }
        self.apply_typed()
    }

    /// Types a letter.
    pub fn type_letter(&mut self, letter: char) -> Turn {
        self.remark = None;
        match (&mut self.over, &mut self.typing) {
            (Some(_), _) => self.type_over(letter),
            (None, Some(typing)) => {
                typing.type_letter(letter);
                self.apply_typed()
            }
            (None, None) => Turn::nothing(),
        }
    }

    /// Puts pasted text into what is being typed.
    pub fn paste(&mut self, text: &Clean) -> Turn {
        match (&mut self.over, &mut self.typing) {
            (None, Some(typing)) => {
                typing.insert(text);
                self.apply_typed()
            }
            (Some(_), _) => text.chars().fold(Turn::nothing(), |_, letter| self.type_over(letter)),
            (None, None) => Turn::nothing(),
        }
    }

    fn apply_typed(&mut self) -> Turn {
        let Some(typing) = &self.typing else { return Turn::nothing() };
        let (base, changes) = (typing.base().to_owned(), typing.changes());
        self.ask(Waiting::Typed, base, changes)
    }

    /// What was typed stands, as one step that can be undone; and then comes what comes next.
    pub(super) fn end_typing(&mut self, next: Next) -> Turn {
        let Some(typing) = &mut self.typing else { return Turn::nothing() };
        typing.complete();
        let (base, changes) = (typing.base().to_owned(), typing.changes());
        self.ask(Waiting::Ended(next), base, changes)
    }

    pub(super) fn has_ended(&mut self, next: Next) -> Turn {
        if let Some(typing) = self.typing.take() {
            self.draft.remember(typing.base().to_owned(), self.place());
        }
        let towards = match next {
            Next::Nothing => return Turn::draw(),
            Next::Saving => return self.review(false),
            Next::Field(towards) => towards,
        };
        let before = self.field.marked();
        self.field.act(towards, self.lines());
        let is_switch = self.key().is_some_and(|key| matches!(key.control, Control::Switch | Control::True));
        if self.field.marked() == before || is_switch { Turn::draw() } else { self.begin_typing() }
    }

    pub(super) fn type_at_once(&mut self, name: &'static str) -> Turn {
        self.focus = Focus::Fields;
        let Some(at) = self.keys().iter().position(|key| key.name == name) else { return Turn::draw() };
        self.field.mark(self.strangers().len() + at);
        let turn = self.begin_typing();
        self.typing = self.typing.take().map(Typing::fresh);
        turn
    }
}
