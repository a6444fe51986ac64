//! In which order home lists the routines: what suits now, one's own, what was done lately, all others.

use std::cmp::Reverse;

use super::Recent;
use crate::domain::catalogue::Entry;
use crate::domain::order;
use crate::domain::routine::RoutineId;

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

/// The routines by group. What suits now is what is suggested for `now`, in that order; where nothing is, the one that
/// names this time of day (`word`) first. It stands in no other group.
pub fn arrange(cards: Vec<Entry>, recent: &Recent, (now, word): (&[&RoutineId], &str)) -> Vec<(Group, Entry)> {
    let suits = suiting(&cards, (now, word));
    let last = |card: &Entry| card.id.as_ref().and_then(|id| recent.last.get(id)).copied();
    let mut lately: Vec<_> =
        cards.iter().filter(|card| !card.is_own()).filter_map(|card| Some((last(card)?, &card.id))).collect();
    order::by_key(&mut lately, |(at, _)| Reverse(*at));
    let lately: Vec<_> = lately.into_iter().map(|(_, id)| id.clone()).take(LATELY).collect();
    let mut shelf: Vec<(Option<usize>, Group, Entry)> = cards
        .into_iter()
        .enumerate()
        .map(|(at, card)| {
            let rank = suits.iter().position(|suits| *suits == at);
            let group = match card.is_own() {
                _ if rank.is_some() => Group::Now,
                true => Group::Own,
                false if lately.contains(&card.id) => Group::Lately,
                false => Group::Others,
            };
            (rank, group, card)
        })
        .collect();
    // What was done comes before what was not, the last first; all else stays as it was.
    order::by_key(&mut shelf, |(rank, group, card)| {
        (*group, *rank, (*group != Group::Others).then(|| Reverse(last(card))))
    });
    shelf.into_iter().map(|(_, group, card)| (group, card)).collect()
}

/// Where the cards are that suit now.
fn suiting(cards: &[Entry], (now, word): (&[&RoutineId], &str)) -> Vec<usize> {
    let is_there = |card: &Entry| card.state.is_ok() && !card.hidden;
    let at = |id: &&RoutineId| cards.iter().position(|card| is_there(card) && card.id.as_ref() == Some(*id));
    let suggested: Vec<usize> = now.iter().filter_map(at).collect();
    if !suggested.is_empty() {
        return suggested;
    }
    let rank = |card: &Entry| match &card.state {
        Ok(summary) if is_there(card) => summary.when.iter().position(|when| when.as_str() == word),
        _ => None,
    };
    let first = cards.iter().enumerate().filter_map(|(at, card)| Some((rank(card)?, at))).min();
    first.into_iter().map(|(_, at)| at).collect()
}
