//! In which order home lists the routines: what suits now, one's own, what was done lately, all others.

use std::cmp::Reverse;

use super::Recent;
use crate::domain::catalogue::Entry;

/// So many of what was done lately stand together.
const LATELY: usize = 4;

/// A part of the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Group {
    /// What suits the time of day.
    Now,
    /// The person's own, saved or not.
    Own,
    /// Others that were done in the last weeks.
    Lately,
    /// All others.
    Others,
}

impl Group {
    /// What stands above it, where anything does.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Now => "For now",
            Self::Own => "Yours",
            Self::Lately => "Done lately",
            Self::Others => "More",
        }
    }
}

/// The routines by group. What suits now is the one that names this time of day (`word`) first, and stands in no other
/// group.
pub fn arrange(cards: Vec<Entry>, recent: &Recent, word: &str) -> Vec<(Group, Entry)> {
    let rank = |card: &Entry| match &card.state {
        Ok(summary) if !card.hidden => summary.when.iter().position(|when| when.as_str() == word),
        _ => None,
    };
    let suits = cards.iter().enumerate().filter_map(|(at, card)| Some((rank(card)?, at))).min().map(|(_, at)| at);
    let last = |card: &Entry| card.id.as_ref().and_then(|id| recent.last.get(id)).copied();
    let mut lately: Vec<_> =
        cards.iter().filter(|card| !card.is_own()).filter_map(|card| Some((last(card)?, &card.id))).collect();
    lately.sort_by_key(|(at, _)| Reverse(*at));
    let lately: Vec<_> = lately.into_iter().map(|(_, id)| id.clone()).take(LATELY).collect();
    let mut shelf: Vec<(Group, Entry)> = cards
        .into_iter()
        .enumerate()
        .map(|(at, card)| {
            let group = match card.is_own() {
                _ if suits == Some(at) => Group::Now,
                true => Group::Own,
                false if lately.contains(&card.id) => Group::Lately,
                false => Group::Others,
            };
            (group, card)
        })
        .collect();
    // What was done comes before what was not, the last first; all else stays as it was.
    shelf.sort_by_key(|(group, card)| (*group, (*group != Group::Others).then(|| Reverse(last(card)))));
    shelf
}
