//! Putting lists in order, by one sort for the whole program.
//!
//! The standard sort is compiled anew for every type it sorts, some seven kilobytes each time; this one sorts places, and
//! only moving what stands there is compiled anew. For the few lists that are long or drawn in every frame the standard
//! one is the better choice. Collecting into an ordered set or map sorts, too: [`set`] and [`map`] do without.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Orders `list`; what is equal keeps its order.
pub fn by<T>(list: &mut [T], mut order: impl FnMut(&T, &T) -> Ordering) {
    let places = sorted(list.len(), &mut |one, other| order(&list[one], &list[other]));
    arrange(list, places);
}

/// Orders `list` by what `key` says of each; what is equal keeps its order.
pub fn by_key<T, K: Ord>(list: &mut [T], mut key: impl FnMut(&T) -> K) {
    by(list, |one, other| key(one).cmp(&key(other)));
}

/// Orders `list`.
pub fn sort<T: Ord>(list: &mut [T]) {
    by(list, T::cmp);
}

/// These in order, each once.
pub fn set<T: Ord>(all: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(all);
    set
}

/// These in the order of their keys; of two with one key, the later.
pub fn map<K: Ord, V>(all: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(all);
    map
}

/// For each place of the ordered list, where what belongs there stands now.
fn sorted(length: usize, order: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..length).collect();
    places.sort_by(|one, other| order(*one, *other));
    places
}

/// Puts into each place what stands where `places` says: round each circle of moves, by swapping.
fn arrange<T>(list: &mut [T], mut places: Vec<usize>) {
    for start in 0..places.len() {
        let mut at = start;
        while places[at] != start {
            let from = std::mem::replace(&mut places[at], at);
            list.swap(at, from);
            at = from;
        }
        places[at] = at;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lists_are_ordered_as_the_standard_sort_orders_them(list in prop::collection::vec((0..9_u8, any::<u8>()), 0..60)) {
            let (mut ours, mut theirs) = (list.clone(), list);
            by_key(&mut ours, |(key, _)| std::cmp::Reverse(*key));
            theirs.sort_by_key(|(key, _)| std::cmp::Reverse(*key));
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort();
            prop_assert_eq!(&ours, &theirs);
            prop_assert_eq!(set(ours.clone()), ours.iter().copied().collect::<BTreeSet<_>>());
            prop_assert_eq!(map(ours.clone()), ours.into_iter().collect::<BTreeMap<_, _>>());
        }
    }
}
