//! The files of all devices, taken in turns, while what will be wanted next is read ahead.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::io;

use chrono::{DateTime, FixedOffset};

use super::damage::Flaws;
use super::hands::{Hands, Ticket};
use super::line::Head;
use super::part::{File, Item, Part, Read};
use crate::domain::order;

/// What is met in a file.
#[expect(clippy::large_enum_variant, reason = "nearly all are lines, and a box for each would cost more than the room")]
pub(super) enum Met {
    /// A good line, where its turn comes.
    Line(Item),
    /// What is wrong with others in the part that was begun, and how many lines of the file lie before it.
    Wrong(u64, Flaws),
}

/// Takes what is in all files, in parts of `size` bytes, each good line where its turn comes. The answer: what could not
/// be read to its end.
pub(super) fn join(
    files: &[(File, Option<Head>)],
    size: u64,
    hands: &Hands<'_, Part, Read>,
    take: &mut dyn FnMut(usize, Met),
) -> Vec<(usize, io::Error)> {
    let first = |(file, (found, first)): (usize, &(File, Option<Head>))| Some(Source::new(file, found, (*first)?));
    let mut sources: Vec<Source> = files.iter().enumerate().filter_map(first).collect();
    // About the order in which their turns will come: what is asked for ahead is taken soon.
    order::by_key(&mut sources, |source| source.next.at);
    let mut turns = Turns::of(&sources);
    let mut all = All { sources, size, hands, asked: 0, from: 0, take };
    let mut broken = Vec::new();
    while let Some((turn, until)) = turns.next() {
        match all.go_on(turn, &until) {
            Ok(true) => turns.put(turn, &all.sources[turn]),
            Ok(false) => {}
            Err(error) => broken.push((all.sources[turn].file, error)),
        }
        turns.end(all.sources[turn].device);
    }
    broken
}

/// A file in the second pass.
struct Source {
    file: usize,
    device: usize,
    /// Its next good line.
    next: Head,
    /// Where the part begins that is asked for next.
    asked: u64,
    length: u64,
    tickets: VecDeque<Ticket<Part, Read>>,
    items: std::vec::IntoIter<Item>,
    /// The lines before the part at hand, and in it.
    lines: (u64, u64),
    /// What waits for its turn.
    held: Option<Item>,
    broken: Option<io::Error>,
}

impl Source {
    fn new(file: usize, found: &File, next: Head) -> Self {
        Self {
            file,
            device: found.device,
            next,
            asked: 0,
            length: found.stamp.length,
            tickets: VecDeque::new(),
            items: Vec::new().into_iter(),
            lines: (0, 0),
            held: None,
            broken: None,
        }
    }

    const fn has_more(&self) -> bool {
        self.asked < self.length
    }
}

/// All of them.
struct All<'a, 'w> {
    sources: Vec<Source>,
    size: u64,
    hands: &'a Hands<'w, Part, Read>,
    /// How many parts were asked for and not yet fetched.
    asked: usize,
    /// All parts of the sources before this one were asked for.
    from: usize,
    take: &'a mut dyn FnMut(usize, Met),
}

impl All<'_, '_> {
    /// Takes lines of a source as long as it is its turn. Whether there are more.
    fn go_on(&mut self, turn: usize, until: &Until) -> io::Result<bool> {
        while let Some(item) = self.next_item(turn) {
            let source = &mut self.sources[turn];
            source.next = item.head;
            if !until.allows(&item.head) {
                source.held = Some(item);
                return Ok(true);
            }
            (self.take)(source.file, Met::Line(item));
        }
        let source = &mut self.sources[turn];
        // Used up, it holds room still.
        source.items = Vec::new().into_iter();
        source.broken.take().map_or(Ok(false), Err)
    }

    fn next_item(&mut self, turn: usize) -> Option<Item> {
        loop {
            let source = &mut self.sources[turn];
            if let Some(item) = source.held.take() {
                return Some(item);
            }
            if let Some(mut item) = source.items.next() {
                item.number += source.lines.0;
                return Some(item);
            }
            if source.broken.is_some() {
                return None;
            }
            self.look_ahead(turn);
            self.fetch(turn)?;
        }
    }

    /// Fetches the next part of a source, if there is one.
    fn fetch(&mut self, turn: usize) -> Option<()> {
        let source = &mut self.sources[turn];
        let read = self.hands.fetch(source.tickets.pop_front()?);
        self.asked -= 1;
        source.items = read.items.into_iter();
        source.lines = (source.lines.0 + source.lines.1, 0);
        match read.ended {
            Ok(count) => source.lines.1 = count,
            Err(error) => {
                source.broken = Some(error);
                // What was asked for behind it has no use any more.
                self.asked -= source.tickets.len();
                source.tickets.clear();
                source.asked = source.length;
            }
        }
        (self.take)(source.file, Met::Wrong(source.lines.0, read.flaws));
        Some(())
    }

    /// Asks for what will be wanted next: the rest of the file whose turn it is, then others.
    fn look_ahead(&mut self, turn: usize) {
        if self.sources[turn].tickets.is_empty() && self.sources[turn].has_more() {
            self.ask(turn);
        }
        while self.asked < self.hands.ahead() && self.sources[turn].has_more() {
            self.ask(turn);
        }
        while self.asked < self.hands.ahead() && self.from < self.sources.len() {
            match self.sources[self.from].has_more() {
                true => self.ask(self.from),
                false => self.from += 1,
            }
        }
    }

    fn ask(&mut self, n: usize) {
        let source = &mut self.sources[n];
        let range = source.asked..source.asked + self.size;
        source.asked = range.end;
        source.tickets.push_back(self.hands.ask(Part { file: source.file, range }));
        self.asked += 1;
    }
}

/// When the next line of a file was said, and its number: numbers that occur twice are put in order by time.
type Word = (u64, DateTime<FixedOffset>);

/// How far a source may go on before another one's turn comes.
struct Until {
    /// The next line of the same device in another file.
    word: Option<Word>,
    /// The next line of another device.
    at: Option<DateTime<FixedOffset>>,
}

impl Until {
    fn allows(&self, next: &Head) -> bool {
        self.word.is_none_or(|word| (next.seq, next.at) <= word) && self.at.is_none_or(|at| next.at <= at)
    }
}

/// Whose turn it is: of each device the file with the lowest number, of those the one with the earliest time.
struct Turns {
    /// The sources of each device, by their next lines.
    devices: Vec<BinaryHeap<Reverse<(Word, usize)>>>,
    /// The devices, by the time of their next lines.
    firsts: BinaryHeap<Reverse<(DateTime<FixedOffset>, usize)>>,
}

impl Turns {
    fn of(sources: &[Source]) -> Self {
        let count = sources.iter().map(|source| source.device + 1).max().unwrap_or(0);
        let mut turns = Self { devices: vec![BinaryHeap::new(); count], firsts: BinaryHeap::new() };
        for (n, source) in sources.iter().enumerate() {
            turns.put(n, source);
        }
        for device in 0..count {
            turns.end(device);
        }
        turns
    }

    /// Whose turn it is, and for how long. Until [`Self::end`] its device is not among the others.
    fn next(&mut self) -> Option<(usize, Until)> {
        let Reverse((_, device)) = self.firsts.pop()?;
        let sources = self.devices.get_mut(device)?;
        let Reverse((_, turn)) = sources.pop()?;
        let word = sources.peek().map(|Reverse((word, _))| *word);
        let at = self.firsts.peek().map(|Reverse((at, _))| *at);
        Some((turn, Until { word, at }))
    }

    /// There is more in this source.
    fn put(&mut self, n: usize, source: &Source) {
        self.devices[source.device].push(Reverse(((source.next.seq, source.next.at), n)));
    }

    /// The turn of one of this device's sources is over.
    fn end(&mut self, device: usize) {
        if let Some(Reverse(((_, at), _))) = self.devices[device].peek() {
            self.firsts.push(Reverse((*at, device)));
        }
    }
}
