//! What is not on disk yet.

use super::effect::Effect;
use crate::domain::record::{Fact, FactId, Said, What};
use crate::domain::text::Clean;

/// Facts that were said and are not known to be on disk.
#[derive(Debug, Default)]
pub struct Saving {
    waiting: Vec<Fact>,
    trouble: Option<Clean>,
    /// Sessions whose records are among them: where they stood is forgotten once they are kept.
    closing: Vec<FactId>,
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
        self.closing.extend(facts.iter().filter(|fact| matches!(fact.what, What::Session(_))).map(|fact| fact.id));
        Effect::Keep(if self.trouble.is_some() { self.waiting.clone() } else { facts })
    }

    /// Tries again what could not be written.
    pub fn retry(&self) -> Option<Effect> {
        self.trouble.as_ref().map(|_| Effect::Keep(self.waiting.clone()))
    }

    /// These are on disk. Says what can be forgotten now.
    pub fn kept(&mut self, facts: &[Said]) -> Vec<Effect> {
        self.waiting.retain(|fact| !facts.contains(&fact.said()));
        if self.waiting.is_empty() {
            self.trouble = None;
        }
        let forgotten = self.closing.extract_if(.., |session| facts.iter().any(|(kept, _)| kept == session));
        let mut effects: Vec<Effect> = forgotten.map(Effect::EndProgress).collect();
        // The disk takes facts: so do those go there now that it refused before.
        effects.extend(self.retry());
        effects
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

    /// What was read from the disk, with what is not there yet: what was said holds, written or not.
    pub fn over(&self, mut read: Vec<Fact>) -> Vec<Fact> {
        for fact in &self.waiting {
            if read.iter().any(|known| known.id == fact.id && known.rank() > fact.rank()) {
                continue;
            }
            read.retain(|known| known.id != fact.id);
            read.extend((fact.what != What::Removed).then(|| fact.clone()));
        }
        read
    }

    /// What was never written.
    pub fn unsaved(&self) -> &[Fact] {
        &self.waiting
    }
}
