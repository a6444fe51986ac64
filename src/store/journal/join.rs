//! The files of all devices, taken in turns, while what will be wanted next is read ahead.

use std::collections::{BTreeMap, VecDeque};
use std::io;

use chrono::{DateTime, FixedOffset};

use super::hands::{Hands, Ticket};
use super::line::Head;
use super::read::{File, Item, PART, Part, Read};

/// A file in the second pass.
struct Source<T> {
    file: usize,
    device: usize,
    /// Its next good line.
    next: Head,
    /// Where the part begins that is asked for next.
    asked: u64,
    length: u64,
    tickets: VecDeque<Ticket<Part, Read<T>>>,
    items: std::vec::IntoIter<Item<T>>,
    /// The lines before the part at hand, and in it.
    lines: (u64, u64),
    /// What waits for its turn.
    held: Option<Item<T>>,
    broken: Option<io::Error>,
}

impl<T> Source<T> {
    fn ask(&mut self, hands: &Hands<'_, Part, Read<T>>) {
        let range = self.asked..self.asked + PART;
        self.asked = range.end;
        self.tickets.push_back(hands.ask(Part { file: self.file, range }));
    }

    /// Whether the part at hand is used up.
    fn is_empty(&self) -> bool {
        self.held.is_none() && self.items.as_slice().is_empty()
    }

    const fn has_more(&self) -> bool {
        self.asked < self.length
    }

    fn next_item(&mut self, hands: &Hands<'_, Part, Read<T>>) -> Option<Item<T>> {
        loop {
            if let Some(item) = self.held.take().or_else(|| self.items.next()) {
                return Some(item);
            }
            if self.broken.is_some() {
                return None;
            }
            if self.tickets.is_empty() && self.has_more() {
                self.ask(hands);
            }
            let ended;
            (self.items, ended) = match hands.fetch(self.tickets.pop_front()?) {
                Some((items, ended)) => (items.into_iter(), ended),
                None => (Vec::new().into_iter(), Err(io::Error::other("reading it was broken off"))),
            };
            self.lines = (self.lines.0 + self.lines.1, 0);
            match ended {
                Ok(count) => self.lines.1 = count,
                Err(error) => self.broken = Some(error),
            }
            let before = self.lines.0;
            for item in self.items.as_mut_slice() {
                item.number += before;
            }
        }
    }
}

/// Takes what is in all files, each item where its turn comes. The answer: what could not be read to its end.
pub(super) fn join<T>(
    files: &[(File, Option<Head>)],
    hands: &Hands<'_, Part, Read<T>>,
    mut take: impl FnMut(Item<T>, usize),
) -> Vec<(usize, io::Error)> {
    let source = |(file, (found, first)): (usize, &(File, Option<Head>))| {
        Some(Source {
            file,
            device: found.device,
            next: (*first)?,
            asked: 0,
            length: found.stamp.length,
            tickets: VecDeque::new(),
            items: Vec::new().into_iter(),
            lines: (0, 0),
            held: None,
            broken: None,
        })
    };
    let mut sources: Vec<Source<T>> = files.iter().enumerate().filter_map(source).collect();
    // About the order in which their turns will come: what is asked for ahead is taken soon.
    sources.sort_by_key(|source| source.next.at);
    let mut broken = Vec::new();
    while let Some((turn, until)) = turn_of(&sources) {
        let goes_on = loop {
            if sources[turn].is_empty() {
                look_ahead(&mut sources, turn, hands);
            }
            let source = &mut sources[turn];
            let Some(item) = source.next_item(hands) else { break false };
            if let Ok((head, _)) = &item.said {
                source.next = *head;
                if !until.allows(head) {
                    source.held = Some(item);
                    break true;
                }
            }
            take(item, source.file);
        };
        if !goes_on {
            let source = sources.remove(turn);
            broken.extend(source.broken.map(|error| (source.file, error)));
        }
    }
    broken
}

/// Asks for what will be wanted next: the rest of the file whose turn it is, then others.
fn look_ahead<T>(sources: &mut [Source<T>], turn: usize, hands: &Hands<'_, Part, Read<T>>) {
    let mut asked: usize = sources.iter().map(|source| source.tickets.len()).sum();
    for n in std::iter::once(turn).chain(0..sources.len()) {
        while asked < hands.ahead() && sources[n].has_more() {
            sources[n].ask(hands);
            asked += 1;
        }
    }
}

/// How far a source may go on before another one's turn comes.
struct Until {
    seq: u64,
    at: Option<DateTime<FixedOffset>>,
}

impl Until {
    fn allows(&self, next: &Head) -> bool {
        next.seq <= self.seq && self.at.is_none_or(|at| next.at <= at)
    }
}

/// Whose turn it is: of each device the file with the lowest number, of those the one with the earliest time.
fn turn_of<T>(sources: &[Source<T>]) -> Option<(usize, Until)> {
    let mut firsts: BTreeMap<usize, usize> = BTreeMap::new();
    for (n, source) in sources.iter().enumerate() {
        let first = firsts.entry(source.device).or_insert(n);
        if source.next.seq < sources[*first].next.seq {
            *first = n;
        }
    }
    let turn = *firsts.values().min_by_key(|n| sources[**n].next.at)?;
    let device = sources[turn].device;
    let siblings = sources.iter().enumerate().filter(|(n, other)| *n != turn && other.device == device);
    let seq = siblings.map(|(_, other)| other.next.seq).min().unwrap_or(u64::MAX);
    let at = firsts.into_values().filter(|n| *n != turn).map(|n| sources[n].next.at).min();
    Some((turn, Until { seq, at }))
}
