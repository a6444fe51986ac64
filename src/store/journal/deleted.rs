//! What was deleted last, to be said again: what it said stays in the files until it is forgotten.

use std::collections::HashMap;

use super::made::Make;
use super::part::each_good_line;
use super::{Journal, line, read};
use crate::domain::order;
use crate::domain::record::{Fact, FactId, Rank};

impl Journal {
    /// What was deleted last and can be brought back: each fact in the words that it had, as the next word after its removal.
    /// What was deleted within one second was deleted together, as a session is with its ratings. Nothing where nothing
    /// is deleted, or nothing is left of it.
    pub fn last_deleted(&self) -> Vec<Fact> {
        let mut removed: HashMap<FactId, Rank> = HashMap::new();
        read::Survey::of(&self.history).winners(Make::Heads, &mut |head, _, _| {
            if head.is_removal() {
                removed.insert(head.id, head.rank());
            }
        });
        let said = self.said_of(&removed);
        let when = |fact: &Fact| removed.get(&fact.id).map(|(_, made, _)| *made);
        let last = said.iter().filter_map(when).max();
        let mut facts: Vec<Fact> = said.into_iter().filter(|fact| when(fact) == last).collect();
        for fact in &mut facts {
            let rev = removed.get(&fact.id).map_or(fact.rev, |(rev, ..)| *rev);
            *fact = Fact { rev, ..fact.clone() }.corrected(fact.at, fact.what.clone());
        }
        order::by_key(&mut facts, |fact| fact.at);
        facts
    }

    /// The last words of these facts that are no removal.
    fn said_of(&self, facts: &HashMap<FactId, Rank>) -> Vec<Fact> {
        let mut said: HashMap<FactId, Fact> = HashMap::new();
        if facts.is_empty() {
            return Vec::new();
        }
        each_good_line(&self.history, |head, line| {
            if head.is_removal() || !facts.contains_key(&head.id) {
                return;
            }
            let Ok(fact) = line::fact(&head, line, &mut String::new()) else { return };
            if said.get(&fact.id).is_none_or(|known| known.rank() < fact.rank()) {
                said.insert(fact.id, fact);
            }
        });
        said.into_values().collect()
    }
}
