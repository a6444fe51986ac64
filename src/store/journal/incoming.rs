//! Taking in a copy of a history: what it says that this one does not know.

use std::collections::HashMap;
use std::io::{self, Read};

use super::line::{self, Flaw};
use super::lines::Forward;
use super::read::{self, look};
use super::{Damage, Journal};
use crate::domain::record::{Fact, FactId};

/// What a copy says.
#[derive(Debug, Default)]
pub struct Incoming {
    /// What is not known here: facts never heard of, and corrections and removals of known ones. In the order of the copy.
    pub facts: Vec<Fact>,
    /// How many of them were never heard of.
    pub unheard: usize,
    /// Lines that say what is known here.
    pub known: u64,
    /// Lines that cannot be used, with the first of them.
    pub bad: u64,
    /// The first line that cannot be used, and why.
    pub first_bad: Option<(u64, Flaw)>,
    /// Lines that a newer solemate wrote.
    pub newer: u64,
}

impl Journal {
    /// Reads a copy in the journal's own form, as `export` makes it, against this history. Writes nothing: the facts can
    /// be appended, and after that the same copy says nothing new.
    ///
    /// # Errors
    /// When the copy cannot be read. What is wrong with this history stands in the damage.
    pub fn compare(&self, copy: impl Read) -> io::Result<(Incoming, Damage)> {
        let mut here: HashMap<FactId, u32> = HashMap::new();
        let damage = read::Survey::of(&self.history).winners(&mut |head, _| {
            here.insert(head.id, head.rev);
            Ok(())
        });
        let mut incoming = Incoming::default();
        let mut places: HashMap<FactId, usize> = HashMap::new();
        let mut scratch = String::new();
        let mut lines = Forward::new(copy);
        while let Some(found) = lines.next()? {
            let bytes = lines.bytes(&found);
            look(bytes, &found, |looked| {
                let fact = looked.and_then(|(head, range)| {
                    let is_new = here.get(&head.id).is_none_or(|rev| head.rev > *rev);
                    if is_new { line::fact(&head, &bytes[range], &mut scratch).map(Some) } else { Ok(None) }
                });
                match fact {
                    Ok(Some(fact)) => incoming.add(fact, &mut places),
                    Ok(None) => incoming.known += 1,
                    Err(Flaw::Newer(_)) => incoming.newer += 1,
                    Err(flaw) => {
                        incoming.bad += 1;
                        incoming.first_bad.get_or_insert((found.number, flaw));
                    }
                }
            });
        }
        incoming.unheard = incoming.facts.iter().filter(|fact| !here.contains_key(&fact.id)).count();
        Ok((incoming, damage))
    }
}

impl Incoming {
    /// Of several lines about one fact the highest revision counts, as everywhere.
    fn add(&mut self, fact: Fact, places: &mut HashMap<FactId, usize>) {
        match places.get(&fact.id).and_then(|place| self.facts.get_mut(*place)) {
            Some(known) if (known.rev, known.at) >= (fact.rev, fact.at) => {}
            Some(known) => *known = fact,
            None => {
                places.insert(fact.id, self.facts.len());
                self.facts.push(fact);
            }
        }
    }
}
