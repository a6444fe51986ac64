//! What a whole copy tells of facts that came here in one without notes, or without what tells of one's health.

use std::collections::HashMap;

use super::super::made::is_rest_of;
use super::{Import, Word};
use crate::domain::record::{Fact, FactId};
use crate::store::error::StoreError;

impl Import<'_> {
    /// Whether the last word about this fact here is this one.
    pub(super) fn is_known_as(&self, id: FactId, word: Word) -> bool {
        let here = self.known.get(&id).and_then(|known| known.here);
        here.is_some_and(|here| !here.removed && here.rank() == word.rank())
    }

    /// Takes those of these facts of which the rest is known here, each as a correction of that rest: made when the rest was
    /// said, so that whatever a person corrected counts before it, and the same on every machine.
    pub(super) fn tell_more(&mut self, fuller: HashMap<FactId, Fact>) -> Result<(), StoreError> {
        if fuller.is_empty() {
            return Ok(());
        }
        let mut more: Vec<Fact> = Vec::new();
        self.journal.read_all(&mut |here| {
            more.extend(fuller.get(&here.id).filter(|whole| is_rest_of(&here, whole)).map(after));
        });
        self.told_more += more.len() as u64;
        more.iter().try_for_each(|fact| self.write(fact))
    }
}

/// The same fact as the next word about it.
fn after(whole: &Fact) -> Fact {
    let (_, said, _) = whole.rank();
    Fact { corrected_at: Some(said), ..whole.corrected(whole.at, whole.what.clone()) }
}
