//! One part of one file: opened, and each of its lines looked at.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::damage::{Damage, Flaws};
use super::files;
use super::line::{self, Flaw, Head};
use super::lines::{Forward, Found, open};
use super::made::Made;
use super::places::Stamp;
use crate::domain::record::FactId;

/// How much of a file is read at a time, in bytes.
const PART: u64 = 512 * 1024;

/// The same where many devices take turns: parts of all of them are held.
const SMALL_PART: u64 = 64 * 1024;

/// About so much is held of all devices together, in bytes of their files.
const HELD: u64 = 16 * PART;

/// How much of each file to read at a time where so many devices take turns.
pub(super) fn size_of_parts(devices: usize) -> u64 {
    (HELD / (devices as u64).max(1)).clamp(SMALL_PART, PART)
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

/// Looks at every good line there is, whoever said it. What cannot be read is named by every reading.
pub(super) fn each_good_line(history: &Path, mut each: impl FnMut(Head, &[u8])) {
    for year in files::list(history).devices.into_iter().flat_map(|device| device.files) {
        let Ok(file) = open(&year.path) else { continue };
        let mut lines = Forward::new(file);
        while let Ok(Some(found)) = lines.next() {
            let bytes = lines.bytes(&found);
            look(bytes, &found, |looked| {
                if let Ok((head, range)) = looked {
                    each(head, &bytes[range]);
                }
            });
        }
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
    /// Opens a file, to be kept open or opened again for each part.
    pub(super) fn open(path: PathBuf, device: usize, keep: bool) -> Result<Self, (PathBuf, io::Error)> {
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

    /// Names every line of a file in which nothing is good: the second pass has no use for it.
    pub(super) fn name_all(&self, damage: &mut Damage) {
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

/// The lines of one file that begin between two places.
pub(super) struct Part {
    pub(super) file: usize,
    pub(super) range: Range<u64>,
}

/// Goes through the lines of a part. How many there are.
pub(super) fn each_line(file: &File, part: &Part, mut each: impl FnMut(&[u8], &Found)) -> io::Result<u64> {
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

/// What the first pass sees of a part.
#[derive(Default)]
pub(super) struct Glance {
    /// Its first good line.
    pub(super) first: Option<Head>,
    /// The second halves of the ids of what is said for the first time.
    pub(super) fresh: Vec<u64>,
    /// What is said again.
    pub(super) again: Vec<Head>,
}

/// Goes through a part for the first time.
pub(super) fn glance(file: &File, part: &Part) -> (Glance, io::Result<u64>) {
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

/// What was made of a line, or what is wrong with it; nothing where another line of the same fact counts.
type MadeIfAny = Option<Result<Made, Flaw>>;

/// A good line.
pub(super) struct Item {
    /// Counted from the first line of its part.
    pub(super) number: u64,
    /// Where it begins in the file.
    pub(super) at: u64,
    pub(super) length: usize,
    pub(super) head: Head,
    pub(super) taken: Taken,
}

/// What is taken of a good line.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) made: MadeIfAny,
    /// [`Head::word`], where another line may say otherwise in the same revision and of the same time.
    pub(super) word: Option<u32>,
}

/// What there is in a part.
pub(super) struct Read {
    pub(super) items: Vec<Item>,
    pub(super) flaws: Flaws,
    /// How many lines it has, or why it could not be read to its end.
    pub(super) ended: io::Result<u64>,
}

/// Reads a part, and takes of each good line what is wanted.
pub(super) fn read_part(file: &File, part: &Part, take: &dyn Fn(&Head, &[u8]) -> Taken) -> Read {
    let (mut items, mut flaws) = (Vec::new(), Flaws::default());
    let ended = each_line(file, part, |bytes, found| {
        let number = found.number;
        look(bytes, found, |looked| match looked {
            Err(flaw) => flaws.line(number, flaw),
            Ok((head, range)) => {
                let (at, piece) = (found.at + range.start as u64, &bytes[range]);
                items.push(Item { number, at, length: piece.len(), head, taken: take(&head, piece) });
            }
        });
    });
    Read { items, flaws, ended }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d24_a_part_of_the_shortest_bad_lines_takes_no_more_room_than_they_do() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("2026.jsonl");
        fs::write(&path, b"x\n".repeat(PART as usize / 2)).unwrap();
        let file = File::open(path.clone(), 0, true).map_err(|(_, error)| error).unwrap();
        let part = Part { file: 0, range: 0..PART };
        let read = read_part(&file, &part, &|_, _| unreachable!("no line is good"));
        assert!(read.items.is_empty());
        assert_eq!(read.ended.unwrap(), PART / 2);
        assert!(read.flaws.room() * size_of::<(u64, Flaw)>() < PART as usize);
        let mut damage = Damage::default();
        damage.part(&path, 10, read.flaws);
        assert_eq!((damage.bad, damage.lines.len(), damage.lines[0].line), (PART / 2, 1000, 11));
    }

    #[test]
    fn d27_of_more_devices_smaller_parts_are_held() {
        assert_eq!([0, 1, 16].map(size_of_parts), [PART; 3]);
        assert!(size_of_parts(40) < PART && size_of_parts(40) * 40 <= HELD);
        assert_eq!(size_of_parts(10_000), SMALL_PART);
    }
}
