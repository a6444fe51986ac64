//! Reading everything: all files of all devices, joined, streamed.
//!
//! Two passes, so that nothing but the ids is ever held. The first glances at every line to find the facts that are said
//! more than once; the second checks every line and gives out, of each fact, the one that counts. The order is that in which each device
//! said them (by `seq`), whatever its clock showed then; between devices, that of `at`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::{self, Read, Take};
use std::ops::Range;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::damage::Damage;
use super::files;
use super::line::{self, Flaw, Head};
use super::lines::{Forward, Found, open};
use crate::domain::record::FactId;

/// Of several lines with one id, the highest counts.
pub(super) type Rank = (u32, DateTime<FixedOffset>, usize);

/// The rank of a line of the device in that place of the list.
pub(super) const fn rank(head: &Head, device: usize) -> Rank {
    (head.rev, head.at, device)
}

/// What is done with a line that counts, or what is wrong with it.
pub(super) type Each<'a> = &'a mut dyn FnMut(&Head, &[u8]) -> Result<(), Flaw>;

/// Looks at a line and, if it is broken, at the whole lines that may be inside: a torn line with a good one behind it,
/// or two that ran together. What stays broken is reported once.
pub(super) fn look(bytes: &[u8], found: &Found, mut each: impl FnMut(Result<(Head, Range<usize>), Flaw>)) {
    if found.too_long {
        return each(Err(Flaw::TooLong));
    }
    let flaw = match line::check(bytes) {
        Ok(head) => return each(Ok((head, 0..bytes.len()))),
        Err(flaw) => flaw,
    };
    let pieces: Vec<_> = line::pieces(bytes).collect();
    let mut broken = None;
    for piece in &pieces {
        match line::check(&bytes[piece.clone()]) {
            Ok(head) => each(Ok((head, piece.clone()))),
            Err(flaw) => broken = Some(flaw),
        }
    }
    let torn = !found.ended && broken == Some(Flaw::NoSum);
    match broken {
        Some(_) if torn => each(Err(Flaw::Torn)),
        Some(broken) => each(Err(if pieces.len() == 1 { flaw } else { broken })),
        None => {}
    }
}

/// A file as the first pass found it.
struct Surveyed {
    path: PathBuf,
    device: usize,
    /// How much of it was there: what is appended meanwhile belongs to the next reading.
    length: u64,
    /// Its first good line.
    first: Option<Head>,
}

/// The result of the first pass.
pub(super) struct Survey {
    pub(super) damage: Damage,
    files: Vec<Surveyed>,
    /// The facts said more than once or corrected, with the rank of the line that counts, and whether it was given out.
    contested: HashMap<FactId, (Rank, bool)>,
}

impl Survey {
    /// Finds the files and what is said more than once in them.
    pub(super) fn of(history: &Path) -> Self {
        let mut listing = files::list(history);
        let mut damage = Damage::of(&mut listing);
        let mut surveyed = Vec::new();
        let mut contested: HashMap<FactId, (Rank, bool)> = HashMap::new();
        let mut seen = HashSet::new();
        let mut twice = false;
        for (device, files) in listing.devices.into_iter().enumerate() {
            for files::YearFile { path, .. } in files.files {
                let mut file = Surveyed { path, device, length: 0, first: None };
                let read = file.each_line(|first, bytes, found| {
                    let fresh = line::half_id_at_a_glance(bytes).is_some_and(|half| seen.insert(half));
                    if fresh && first.is_some() {
                        return;
                    }
                    look(bytes, found, |looked| {
                        let Ok((head, _)) = looked else { return };
                        first.get_or_insert(head);
                        let new = fresh || seen.insert(random_half(head.id));
                        if head.rev > 0 || !new {
                            twice |= !new;
                            raise(&mut contested, &head, device);
                        }
                    });
                });
                if let Err(error) = read {
                    damage.cannot_read(&file.path, &error);
                }
                match file.first {
                    Some(_) => surveyed.push(file),
                    None => file.name_all(&mut damage),
                }
            }
        }
        if twice {
            // The first line of each such fact was let through; now that they are known, it takes part.
            for file in &mut surveyed {
                let device = file.device;
                // A file that cannot be read has been named by now.
                drop(file.each_line(|_, bytes, found| {
                    look(bytes, found, |looked| match looked {
                        Ok((head, _)) if contested.contains_key(&head.id) => raise(&mut contested, &head, device),
                        _ => {}
                    });
                }));
            }
        }
        Self { damage, files: surveyed, contested }
    }

    /// Whether this line is the one that counts of its fact, and has not been given out before.
    fn counts(&mut self, head: &Head, device: usize) -> bool {
        match self.contested.get_mut(&head.id) {
            None => true,
            Some((best, given)) if *best == rank(head, device) => !std::mem::replace(given, true),
            Some(_) => false,
        }
    }

    /// The second pass: gives out every line that counts. What `each` finds wrong with one is added to the damage.
    ///
    /// One copy of this loop serves all that read: it is large, and what it calls is small.
    pub(super) fn winners(mut self, each: Each<'_>) -> Damage {
        let mut sources: Vec<Source> = std::mem::take(&mut self.files)
            .into_iter()
            .filter_map(|file| file.first.map(|first| Source { next: first, file, reader: None }))
            .collect();
        while let Some((turn, until)) = turn_of(&sources) {
            let source = &mut sources[turn];
            let mut reader = match source.reader.take().map_or_else(|| Reader::of(&source.file), Ok) {
                Ok(reader) => reader,
                Err(error) => {
                    self.damage.cannot_read(&source.file.path, &error);
                    sources.swap_remove(turn);
                    continue;
                }
            };
            loop {
                for (head, range) in &reader.good {
                    if self.counts(head, source.file.device)
                        && let Err(flaw) = each(head, &reader.lines.bytes(&reader.found)[range.clone()])
                    {
                        self.damage.line(&source.file.path, reader.found.number, flaw);
                    }
                }
                let next = reader.advance();
                for (number, flaw) in reader.bad.drain(..) {
                    self.damage.line(&source.file.path, number, flaw);
                }
                match next {
                    Ok(Some(next)) => source.next = next,
                    ended => {
                        if let Err(error) = ended {
                            self.damage.cannot_read(&source.file.path, &error);
                        }
                        sources.swap_remove(turn);
                        break;
                    }
                }
                if !until.allows(&source.next) {
                    source.reader = Some(reader);
                    break;
                }
            }
        }
        self.damage
    }
}

impl Surveyed {
    /// Goes through the lines of the file, and remembers how far it goes. `each` may set the first good line.
    fn each_line(&mut self, mut each: impl FnMut(&mut Option<Head>, &[u8], &Found)) -> io::Result<()> {
        let file = open(&self.path)?;
        self.length = file.metadata()?.len();
        let mut lines = Forward::new(file.take(self.length));
        while let Some(found) = lines.next()? {
            each(&mut self.first, lines.bytes(&found), &found);
        }
        Ok(())
    }

    /// Names every line of a file in which nothing is good: the second pass has no use for it.
    fn name_all(mut self, damage: &mut Damage) {
        let path = self.path.clone();
        drop(self.each_line(|_, bytes, found| {
            look(bytes, found, |looked| {
                if let Err(flaw) = looked {
                    damage.line(&path, found.number, flaw);
                }
            });
        }));
    }
}

/// 62 of the 74 random bits of an id. Two ids that share them are looked at in full, so a chance meeting does no harm.
fn random_half(id: FactId) -> u64 {
    id.as_u64_pair().1
}

fn raise(contested: &mut HashMap<FactId, (Rank, bool)>, head: &Head, device: usize) {
    let rank = rank(head, device);
    let best = &mut contested.entry(head.id).or_insert((rank, false)).0;
    *best = rank.max(*best);
}

/// A file in the second pass. It is opened when its turn comes, so that a history of a hundred years needs one handle.
struct Source {
    file: Surveyed,
    next: Head,
    reader: Option<Reader>,
}

struct Reader {
    lines: Forward<Take<File>>,
    found: Found,
    /// What is good in the line found last.
    good: Vec<(Head, Range<usize>)>,
    /// What was bad up to it, with the numbers of the lines.
    bad: Vec<(u64, Flaw)>,
}

impl Reader {
    fn of(file: &Surveyed) -> io::Result<Self> {
        let mut lines = Forward::new(open(&file.path)?.take(file.length));
        let found = lines.next()?.ok_or(io::ErrorKind::UnexpectedEof)?;
        let mut reader = Self { lines, found, good: Vec::with_capacity(1), bad: Vec::new() };
        reader.look();
        match reader.good.is_empty() && reader.advance()?.is_none() {
            true => Err(io::ErrorKind::UnexpectedEof.into()),
            false => Ok(reader),
        }
    }

    fn look(&mut self) {
        self.good.clear();
        look(self.lines.bytes(&self.found), &self.found, |looked| match looked {
            Ok(good) => self.good.push(good),
            Err(flaw) => self.bad.push((self.found.number, flaw)),
        });
    }

    /// Goes to the next line with something good in it.
    fn advance(&mut self) -> io::Result<Option<Head>> {
        while let Some(found) = self.lines.next()? {
            self.found = found;
            self.look();
            if let Some((head, _)) = self.good.first() {
                return Ok(Some(*head));
            }
        }
        Ok(None)
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
fn turn_of(sources: &[Source]) -> Option<(usize, Until)> {
    let mut firsts: BTreeMap<usize, usize> = BTreeMap::new();
    for (n, source) in sources.iter().enumerate() {
        let first = firsts.entry(source.file.device).or_insert(n);
        if source.next.seq < sources[*first].next.seq {
            *first = n;
        }
    }
    let turn = *firsts.values().min_by_key(|n| sources[**n].next.at)?;
    let device = sources[turn].file.device;
    let siblings = sources.iter().enumerate().filter(|(n, other)| *n != turn && other.file.device == device);
    let seq = siblings.map(|(_, other)| other.next.seq).min().unwrap_or(u64::MAX);
    let at = firsts.into_values().filter(|n| *n != turn).map(|n| sources[n].next.at).min();
    Some((turn, Until { seq, at }))
}
