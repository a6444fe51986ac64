//! An event being marked or corrected: what happened, and when. Used by the trends, for the day that is pointed at, and by
//! the history.

use std::collections::HashSet;

use chrono::{DateTime, FixedOffset};

use super::effect::{Effect, Turn};
use super::field::Field;
use super::keymap::{Action, Scope};
use crate::domain::record::{Event, Fact, FactId, What};
use crate::domain::text::{self, Clean};
use crate::domain::time::Now;
use crate::domain::when::Usual;

/// One event. Its words are kept when they are written, not one by one; without any it is none.
#[derive(Clone, Debug)]
pub struct EventEntry {
    words: Field,
    /// The words as they stood in the field when they were said last: what was kept may be longer or spaced otherwise.
    kept: String,
    /// When it happened; none is now.
    at: Option<DateTime<FixedOffset>>,
    /// As it was said last.
    said: Option<Fact>,
    /// In which revision it was when it was opened; none where it was not marked yet.
    opened: Option<u32>,
    writing: Option<Writing>,
    trouble: Option<Clean>,
}

/// What is being typed.
#[derive(Clone, Debug)]
pub enum Writing {
    /// What happened.
    Words,
    /// A time.
    Time(Field),
}

impl EventEntry {
    /// Whether it is one of these facts.
    pub fn is_about(&self, facts: &HashSet<FactId>) -> bool {
        self.said.as_ref().is_some_and(|said| facts.contains(&said.id))
    }

    /// Something new; its words are asked for first.
    pub fn begin() -> Self {
        let words = Field::new(text::Field::Line);
        Self {
            words,
            kept: String::new(),
            at: None,
            said: None,
            opened: None,
            writing: Some(Writing::Words),
            trouble: None,
        }
    }

    /// One that was marked before; none if the fact is something else.
    pub fn given(fact: &Fact) -> Option<Self> {
        let What::Event(event) = &fact.what else { return None };
        let words = Field::holding(&event.text, text::Field::Line);
        let kept = words.text().to_owned();
        Some(Self {
            words,
            kept,
            at: Some(fact.at),
            said: Some(fact.clone()),
            opened: Some(fact.rev),
            writing: None,
            trouble: None,
        })
    }

    /// Whether anything of it was said since it was opened.
    pub fn is_changed(&self) -> bool {
        self.said.as_ref().map(|fact| fact.rev) != self.opened
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        match self.writing {
            None => Scope::Event,
            Some(Writing::Words) => Scope::Note,
            Some(Writing::Time(_)) => Scope::When,
        }
    }

    /// Whether the way back ends something here first.
    pub const fn holds(&self) -> bool {
        self.writing.is_some()
    }

    /// Does what a key asks for. [`Action::Back`] comes here too while [`Self::holds`].
    pub fn update(&mut self, action: Action, now: Now) -> Turn {
        if self.field_mut().is_some_and(|field| field.act(action)) {
            return Turn::draw();
        }
        match (action, &self.writing) {
            (Action::Open, Some(Writing::Time(field))) if !field.text().trim().is_empty() => {
                return Turn::nothing().with(Effect::ReadWhen(Clean::visible(field.text().trim()), Some(Usual::DAY)));
            }
            (Action::Open | Action::Back, Some(_)) => {
                (self.writing, self.trouble) = (None, None);
                return self.keep_words(now);
            }
            (Action::Note, None) => self.writing = Some(Writing::Words),
            (Action::When, None) => self.writing = Some(Writing::Time(Field::default())),
            _ => return Turn::nothing(),
        }
        Turn::draw()
    }

    const fn field_mut(&mut self) -> Option<&mut Field> {
        match &mut self.writing {
            Some(Writing::Words) => Some(&mut self.words),
            Some(Writing::Time(field)) => Some(field),
            None => None,
        }
    }

    /// Types a letter where one is typed.
    pub fn type_letter(&mut self, letter: char) -> Turn {
        self.trouble = None;
        let Some(field) = self.field_mut() else { return Turn::nothing() };
        field.type_letter(letter);
        Turn::draw()
    }

    /// Puts pasted text where one is typed.
    pub fn paste(&mut self, text: &Clean) -> Turn {
        match self.field_mut() {
            Some(field) => {
                field.insert(text);
                Turn::draw()
            }
            None => Turn::nothing(),
        }
    }

    /// Keeps the words as far as they are written. Where all of them were erased, the event is taken back.
    pub fn keep_words(&mut self, now: Now) -> Turn {
        if self.is_kept() { Turn::draw() } else { self.say(now.wall) }
    }

    fn say(&mut self, now: DateTime<FixedOffset>) -> Turn {
        let what = match self.said.as_ref().filter(|_| self.is_kept()) {
            Some(said) => said.what.clone(),
            None if self.text().is_empty() => What::Removed,
            None => What::Event(Event { text: self.text() }),
        };
        self.kept = self.words.text().to_owned();
        let at = self.at.unwrap_or(now);
        let fact =
            self.said.as_ref().map_or_else(|| Fact::new(at, what.clone()), |said| said.corrected(at, what.clone()));
        self.at = Some(at);
        self.said = Some(fact.clone());
        Turn::draw().with(Effect::Keep(vec![fact]))
    }

    /// A time was understood, or not.
    pub fn take_time(&mut self, time: Result<DateTime<FixedOffset>, Clean>) -> Turn {
        match time {
            Ok(at) => {
                let typed = matches!(self.writing, Some(Writing::Time(_)));
                (self.writing, self.trouble) = (self.writing.take().filter(|_| !typed), None);
                let moved = self.at.replace(at) != Some(at);
                if moved && self.said.as_ref().is_some_and(|said| said.what != What::Removed) {
                    return self.say(at);
                }
            }
            Err(why) => self.trouble = Some(why),
        }
        Turn::draw()
    }

    fn text(&self) -> Clean {
        Clean::visible(self.words.text().trim())
    }

    /// What happened, as it is written so far.
    pub const fn words(&self) -> &Field {
        &self.words
    }

    /// When it happened; none is now.
    pub const fn at(&self) -> Option<DateTime<FixedOffset>> {
        self.at
    }

    /// The event as it was said last; none before the first word, and none once it was taken back.
    pub fn said(&self) -> Option<&Fact> {
        self.said.as_ref().filter(|said| said.what != What::Removed)
    }

    /// Whether the words, as far as they are written, are among what was given to be kept.
    pub fn is_kept(&self) -> bool {
        self.words.text().trim() == self.kept.trim()
    }

    /// What is being typed.
    pub const fn writing(&self) -> Option<&Writing> {
        self.writing.as_ref()
    }

    /// What is in the way.
    pub const fn trouble(&self) -> Option<&Clean> {
        self.trouble.as_ref()
    }
}
