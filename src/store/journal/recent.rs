//! Reading the newest facts only, from the ends of the newest files: what the home screen draws from.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use chrono::{DateTime, Datelike, Days, FixedOffset};

use super::files::{self, DeviceFiles, YearFile};
use super::line::{self, Before, Head};
use super::lines::{Backward, Found, open};
use super::part::look;
use super::read::{Rank, rank};
use crate::domain::order;
use crate::domain::record::{Fact, FactId, What};

/// How many bytes of older lines in a row end the search. A year of daily use is half as long: what was said last is found
/// behind a paper diary that was typed in since.
const OLD_IN_A_ROW: usize = 1 << 20;

/// How far back to read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// To this time. (A line written while the clock was years wrong is found by a full reading only.)
    Since(DateTime<FixedOffset>),
    /// Through about so many bytes of each device's lines. A rating takes about 180, a session about 1,000.
    Bytes(usize),
}

impl Reach {
    /// Whether a fact of this time is asked for.
    fn covers(self, at: DateTime<FixedOffset>) -> bool {
        match self {
            Self::Since(since) => at >= since,
            Self::Bytes(_) => true,
        }
    }
}

/// The newest facts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Recent {
    /// Oldest first: each device's in the order in which it said them, devices interleaved by time.
    pub facts: Vec<Fact>,
    /// Whether that is all there is.
    pub whole: bool,
    /// Damaged lines that were met. A full reading names them.
    pub bad: u64,
}

type Line = (Head, Vec<u8>);

/// Reads back from the end. What is damaged is counted, what cannot be read passed over: a full reading names it.
pub(super) fn recent(history: &Path, reach: Reach) -> Recent {
    let (mut whole, mut bad) = (true, 0);
    let listing = files::list(history);
    let devices: Vec<Vec<Line>> = listing
        .devices
        .iter()
        .map(|device| {
            let (tail, all) = tail_of(device, reach);
            whole &= all;
            bad += tail.bad;
            tail.lines
        })
        .collect();
    let mut best: HashMap<FactId, Rank> = HashMap::new();
    for (device, lines) in devices.iter().enumerate() {
        for (head, _) in lines {
            let rank = rank(head, device);
            let known = best.entry(head.id).or_insert(rank);
            *known = rank.max(*known);
        }
    }
    let (mut facts, mut scratch) = (Vec::new(), String::new());
    let mut queues: Vec<_> = devices.into_iter().map(|lines| lines.into_iter().peekable()).collect();
    while let Some((device, (head, line))) = earliest(&mut queues) {
        if best.get(&head.id) == Some(&rank(&head, device)) {
            best.remove(&head.id);
            let fact = line::fact(&head, &line, &mut scratch).ok();
            facts.extend(fact.filter(|fact| fact.what != What::Removed && reach.covers(fact.at)));
        }
    }
    Recent { facts, whole, bad }
}

/// The next line of the device whose next line has the earliest time.
fn earliest(queues: &mut [std::iter::Peekable<std::vec::IntoIter<Line>>]) -> Option<(usize, Line)> {
    let next =
        |(device, queue): (usize, &mut std::iter::Peekable<_>)| queue.peek().map(|(head, _): &Line| (head.at, device));
    let (_, device) = queues.iter_mut().enumerate().filter_map(next).min()?;
    queues[device].next().map(|line| (device, line))
}

/// The newest lines of one device in the order in which it said them, and whether these are all.
fn tail_of(device: &DeviceFiles, reach: Reach) -> (Tail, bool) {
    let mut tail = Tail { reach, lines: Vec::new(), bytes: 0, bad: 0 };
    let mut whole = true;
    for file in device.files.iter().rev() {
        whole &= tail.is_in_reach(file) && tail.take(file).unwrap_or(false);
    }
    tail.lines.reverse();
    order::by_key(&mut tail.lines, |(head, _)| (head.seq, head.at));
    (tail, whole)
}

struct Tail {
    reach: Reach,
    /// Newest first.
    lines: Vec<Line>,
    bytes: usize,
    /// Damaged lines.
    bad: u64,
}

impl Tail {
    fn is_in_reach(&self, file: &YearFile) -> bool {
        match self.reach {
            // A day of grace: years begin earlier in the east.
            Reach::Since(since) => since.checked_sub_days(Days::new(1)).is_none_or(|day| file.year >= day.year()),
            Reach::Bytes(most) => self.bytes < most,
        }
    }

    /// A day from which on everything is looked at, wherever on earth it was said. What was first said before it is passed
    /// over by its date alone, whole or not: most lines of a year are.
    fn long_before(&self) -> Option<Before> {
        match self.reach {
            Reach::Since(since) => since.date_naive().checked_sub_days(Days::new(2)).map(Before::new),
            Reach::Bytes(_) => None,
        }
    }

    /// Takes lines from the end of the file as far as the reach goes. Whether it was read to its beginning.
    fn take(&mut self, file: &YearFile) -> io::Result<bool> {
        let mut lines = Backward::new(open(&file.path)?)?;
        let before = self.long_before();
        let mut old = 0;
        while let Some(line) = lines.next()? {
            self.bytes += line.len();
            old += line.len();
            if old <= OLD_IN_A_ROW && before.as_ref().is_some_and(|before| before.covers(line)) {
                continue;
            }
            let found = Found::whole(line.len());
            look(line, &found, |looked| match looked {
                Ok((head, piece)) => {
                    let is_asked_for = self.reach.covers(head.at);
                    old = if is_asked_for { 0 } else { old };
                    // A correction may have moved it to an older time: what it was before counts no more.
                    if is_asked_for || head.rev > 0 {
                        self.lines.push((head, line[piece].to_vec()));
                    }
                }
                Err(flaw) if flaw.is_newer() => {}
                Err(_) => self.bad += 1,
            });
            let enough = match self.reach {
                Reach::Since(_) => old > OLD_IN_A_ROW,
                Reach::Bytes(most) => self.bytes >= most,
            };
            if enough {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
