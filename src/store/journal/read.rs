//! Reading everything: all files of all devices, joined, streamed.
//!
//! Two passes, so that little more than the ids is ever held. The first glances at every line to find the facts that are
//! said more than once; the second checks every line and gives out, of each fact, the one that counts. The order is that in
//! which each device said them (by `seq`), whatever its clock showed then; between devices, that of `at`.
//!
//! Files are read in parts, on as many cores as there are: a part is checked and made into what is asked for by whoever
//! has a hand free, and taken where its turn comes. So the order never hangs on who was faster, and no more than a few
//! parts are held.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::damage::Damage;
use super::files;
use super::hands;
use super::join::join;
use super::line::{self, Flaw, Head};
use super::lines::{Forward, Found, open};
use super::places::{Place, Stamp};
use crate::domain::record::FactId;

/// How much of a file is read at a time, in bytes.
pub(super) const PART: u64 = 512 * 1024;

/// So many files are kept open while they are read; a system may allow a program 256 in all.
const OPEN: usize = 100;

/// A history that is smaller is read before a helper has begun.
const ALONE: u64 = 2 * PART;

/// Of several lines with one id, the highest counts.
pub(super) type Rank = (u32, DateTime<FixedOffset>, usize);

/// The rank of a line of the device in that place of the list.
pub(super) const fn rank(head: &Head, device: usize) -> Rank {
    (head.rev, head.at, device)
}

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

/// A file as it was when the reading began.
pub(super) struct File {
    pub(super) path: PathBuf,
    /// The place of its device in the list.
    pub(super) device: usize,
    /// What is appended meanwhile belongs to the next reading.
    pub(super) stamp: Stamp,
    /// Kept open: all of a reading is of this file, whatever a sync tool or git puts in its place meanwhile.
    held: Option<fs::File>,
}

impl File {
    fn open(path: PathBuf, device: usize, keep: bool) -> Result<Self, (PathBuf, io::Error)> {
        match open(&path).and_then(|file| Ok((Stamp::of(&file.metadata()?), file))) {
            Ok((stamp, file)) => Ok(Self { path, device, stamp, held: keep.then_some(file) }),
            Err(error) => Err((path, error)),
        }
    }

    /// Opens the same file again; another one in its place is refused.
    fn again(&self) -> io::Result<fs::File> {
        let file = open(&self.path)?;
        match Stamp::of(&file.metadata()?).continues(&self.stamp) {
            true => Ok(file),
            false => Err(io::Error::other("another file was put in its place while it was read; read it again")),
        }
    }
}

/// The lines of one file that begin between two places.
pub(super) struct Part {
    pub(super) file: usize,
    pub(super) range: Range<u64>,
}

/// What the first pass sees of a part.
#[derive(Default)]
struct Glance {
    first: Option<Head>,
    /// The second halves of the ids of what is said for the first time.
    fresh: Vec<u64>,
    /// What is said again.
    again: Vec<Head>,
}

/// The result of the first pass.
pub(super) struct Survey {
    pub(super) damage: Damage,
    /// The files, and the first good line of each; none where nothing is good.
    files: Vec<(File, Option<Head>)>,
    /// The facts said more than once or corrected, with the rank of the line that counts.
    contested: HashMap<FactId, Rank>,
}

impl Survey {
    /// Finds the files and what is said more than once in them.
    pub(super) fn of(history: &Path) -> Self {
        let mut listing = files::list(history);
        let mut damage = Damage::of(&mut listing);
        let mut files = Vec::new();
        for (device, files::DeviceFiles { files: years }) in listing.devices.into_iter().enumerate() {
            for files::YearFile { path, .. } in years {
                match File::open(path, device, files.len() < OPEN) {
                    Ok(file) => files.push((file, None)),
                    Err((path, error)) => damage.cannot_read(&path, &error),
                }
            }
        }
        let mut survey = Self { damage, files, contested: HashMap::new() };
        let twice = survey.glance();
        if !twice.is_empty() {
            survey.compare(&twice);
        }
        survey
    }

    /// The files that can be opened.
    pub(super) fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter().map(|(file, _)| file)
    }

    /// Goes through everything once. The answer: halves of ids that stand in more than one line that says something for
    /// the first time, in order.
    fn glance(&mut self) -> Vec<u64> {
        let mut fresh: Vec<u64> = Vec::new();
        let (mut firsts, mut again, mut broken) = (HashMap::new(), Vec::new(), HashMap::new());
        let files = &self.files;
        let work = |part: Part| {
            let seen = glance(&files[part.file].0, &part);
            (part.file, seen)
        };
        hands::with(self.helpers(), &work, |hands| {
            hands.each_in_turn(parts_of_all(files), |(file, (seen, ended))| {
                fresh.extend(seen.fresh);
                again.extend(seen.again.into_iter().map(|head| (head, file)));
                if let Some(first) = seen.first {
                    firsts.entry(file).or_insert(first);
                }
                if let Err(error) = ended {
                    broken.entry(file).or_insert(error);
                }
            });
        });
        for (head, file) in again {
            self.raise(&head, file);
        }
        for (n, (file, first)) in self.files.iter_mut().enumerate() {
            *first = firsts.get(&n).copied();
            if let Some(error) = broken.get(&n) {
                self.damage.cannot_read(&file.path, error);
            }
            if first.is_none() {
                file.name_all(&mut self.damage);
            }
        }
        fresh.sort_unstable();
        let mut twice: Vec<u64> = fresh.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        twice.dedup();
        twice
    }

    /// Finds which of the lines counts that say the same for the first time: copies that a sync tool made, an import of
    /// what is here. (Two ids may share a half by chance. Then each is its own best.)
    fn compare(&mut self, twice: &[u64]) {
        let files = &self.files;
        let work = |part: Part| {
            let mut heads = Vec::new();
            // A file that cannot be read has been named by now.
            drop(each_line(&files[part.file].0, &part, |bytes, found| {
                let is_other = |half: u64| twice.binary_search(&half).is_err();
                if line::half_id_at_a_glance(bytes).is_some_and(is_other) {
                    return;
                }
                look(bytes, found, |looked| {
                    heads.extend(looked.ok().map(|(head, _)| head).filter(|head| !is_other(random_half(head.id))));
                });
            }));
            (part.file, heads)
        };
        let mut met = Vec::new();
        hands::with(self.helpers(), &work, |hands| {
            hands.each_in_turn(parts_of_all(files), |(file, heads)| {
                met.extend(heads.into_iter().map(|head| (head, file)));
            });
        });
        for (head, file) in met {
            self.raise(&head, file);
        }
    }

    fn raise(&mut self, head: &Head, file: usize) {
        let Some((file, _)) = self.files.get(file) else { return };
        let rank = rank(head, file.device);
        let best = self.contested.entry(head.id).or_insert(rank);
        *best = rank.max(*best);
    }

    fn helpers(&self) -> usize {
        match self.files().map(|file| file.stamp.length).sum::<u64>() {
            ..ALONE => 0,
            _ => hands::helpers(),
        }
    }

    /// The second pass: makes every line that counts into what is wanted, by `make`, wherever a hand is free, and gives it
    /// out where its turn comes. What `make` finds wrong with a line is added to the damage.
    pub(super) fn winners<T: Send>(
        mut self,
        make: impl Fn(&Head, &[u8]) -> Result<T, Flaw> + Sync,
        each: &mut dyn FnMut(&Head, Place, T),
    ) -> Damage {
        let helpers = self.helpers();
        let (files, contested) = (&self.files, &self.contested);
        let work = |part: Part| {
            let (file, _) = &files[part.file];
            let counts = |head: &Head| contested.get(&head.id).is_none_or(|best| *best == rank(head, file.device));
            read_part(file, &part, |head, bytes| counts(head).then(|| make(head, bytes)))
        };
        hands::with(helpers, &work, |hands| {
            let mut given = HashSet::new();
            let damage = &mut self.damage;
            join(files, hands, |item, file| match item.said {
                Err(flaw) => damage.line(&files[file].0.path, item.number, flaw),
                Ok((head, Some(made))) if !contested.contains_key(&head.id) || given.insert(head.id) => match made {
                    Ok(made) => each(&head, Place { file, at: item.at, length: item.length }, made),
                    Err(flaw) => damage.line(&files[file].0.path, item.number, flaw),
                },
                Ok(_) => {}
            })
        })
        .into_iter()
        .for_each(|(file, error)| self.damage.cannot_read(&files[file].0.path, &error));
        self.damage
    }
}

impl File {
    /// Names every line of a file in which nothing is good: the second pass has no use for it.
    fn name_all(&self, damage: &mut Damage) {
        let all = Part { file: 0, range: 0..self.stamp.length };
        // That it cannot be read has been said.
        drop(each_line(self, &all, |bytes, found| {
            look(bytes, found, |looked| {
                if let Err(flaw) = looked {
                    damage.line(&self.path, found.number, flaw);
                }
            });
        }));
    }
}

fn parts_of_all(files: &[(File, Option<Head>)]) -> impl Iterator<Item = Part> {
    let starts = |length: u64| (0..length).step_by(PART as usize);
    files.iter().enumerate().flat_map(move |(file, (found, _))| {
        starts(found.stamp.length).map(move |start| Part { file, range: start..start + PART })
    })
}

/// Goes through the lines of a part. How many there are.
fn each_line(file: &File, part: &Part, mut each: impl FnMut(&[u8], &Found)) -> io::Result<u64> {
    let again;
    let handle = match &file.held {
        Some(held) => held,
        None => {
            again = file.again()?;
            &again
        }
    };
    let mut lines = Forward::part(handle, part.range.clone(), file.stamp.length)?;
    while let Some(found) = lines.next()? {
        each(lines.bytes(&found), &found);
    }
    Ok(lines.count())
}

fn glance(file: &File, part: &Part) -> (Glance, io::Result<u64>) {
    let mut seen = Glance::default();
    let ended = each_line(file, part, |bytes, found| {
        let half = line::half_id_at_a_glance(bytes);
        seen.fresh.extend(half);
        if half.is_some() && seen.first.is_some() {
            return;
        }
        look(bytes, found, |looked| {
            let Ok((head, _)) = looked else { return };
            seen.first.get_or_insert(head);
            match head.rev {
                0 if half.is_some() => {}
                0 => seen.fresh.push(random_half(head.id)),
                _ => seen.again.push(head),
            }
        });
    });
    (seen, ended)
}

/// 62 of the 74 random bits of an id. Two ids that share them are looked at in full, so a chance meeting does no harm.
pub(super) fn random_half(id: FactId) -> u64 {
    id.as_u64_pair().1
}

/// A good line, or what is wrong with a bad one.
pub(super) struct Item<T> {
    /// Counted from the first line of its part.
    pub(super) number: u64,
    at: u64,
    length: usize,
    /// What was made of it; nothing where another line of the same fact counts.
    pub(super) said: Result<(Head, Option<Result<T, Flaw>>), Flaw>,
}

/// What there is in a part, and how many lines it has.
pub(super) type Read<T> = (Vec<Item<T>>, io::Result<u64>);

fn read_part<T>(file: &File, part: &Part, make: impl Fn(&Head, &[u8]) -> Option<Result<T, Flaw>>) -> Read<T> {
    let mut items = Vec::new();
    let ended = each_line(file, part, |bytes, found| {
        let number = found.number;
        look(bytes, found, |looked| {
            items.push(match looked {
                Err(flaw) => Item { number, at: found.at, length: 0, said: Err(flaw) },
                Ok((head, range)) => {
                    let (at, piece) = (found.at + range.start as u64, &bytes[range]);
                    Item { number, at, length: piece.len(), said: Ok((head, make(&head, piece))) }
                }
            });
        });
    });
    (items, ended)
}
