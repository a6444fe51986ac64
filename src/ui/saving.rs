//! What is not on disk yet.

use super::effect::Effect;
use crate::domain::record::{Fact, Said};
use crate::domain::text::Clean;

/// Facts that were said and are not known to be on disk.
#[derive(Debug, Default)]
pub struct Saving {
    waiting: Vec<Fact>,
    trouble: Option<Clean>,
}

/// What can be said about saving.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Saved<'a> {
    /// All of it is on disk.
    Yes,
    /// It is on its way.
    Pending,
    /// It could not be written, and this is why. It is tried again.
    NotYet(&'a Clean),
}

impl Saving {
    /// Adds facts; the effect writes them, and those that could not be written before.
    pub fn keep(&mut self, facts: Vec<Fact>) -> Effect {
        self.waiting.extend(facts.iter().cloned());
        Effect::Keep(if self.trouble.is_some() { self.waiting.clone() } else { facts })
    }

    /// Tries again what could not be written.
    pub fn retry(&self) -> Option<Effect> {
        self.trouble.as_ref().map(|_| Effect::Keep(self.waiting.clone()))
    }

    /// These are on disk.
    pub fn kept(&mut self, facts: &[Said]) {
        self.waiting.retain(|fact| !facts.contains(&fact.said()));
        if self.waiting.is_empty() {
            self.trouble = None;
        }
    }

    /// These are not.
    pub fn not_kept(&mut self, why: Clean) {
        self.trouble = Some(why);
    }

    /// How things stand.
    pub fn state(&self) -> Saved<'_> {
        match &self.trouble {
            _ if self.waiting.is_empty() => Saved::Yes,
            Some(why) => Saved::NotYet(why),
            None => Saved::Pending,
        }
    }

    /// What was never written.
    pub fn unsaved(&self) -> &[Fact] {
        &self.waiting
    }
}
