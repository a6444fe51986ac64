//! Reading everything: all files of all devices, joined, streamed.
//!
//! Two passes, so that little more than the ids is ever held. The first glances at every line to find the facts that are
//! said more than once; the second checks every line and gives out, of each fact, the one that counts. The order is that in
//! which each device said them (by `seq`), whatever its clock showed then; between devices, that of `at`.
//!
//! Files are read in parts, on as many cores as there are: a part is checked and made into what is asked for by whoever
//! has a hand free, and taken where its turn comes. So the order never hangs on who was faster, and no more is held than a
//! few parts, and one of each device; the more devices, the smaller.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::damage::{Damage, Rival};
use super::files;
use super::hands;
use super::join::{Met, join};
use super::line::{self, Head};
use super::made::{Made, Make};
use super::part::{File, Item, Part, Taken, each_line, glance, look, random_half, read_part, size_of_parts};
use super::places::Place;
use crate::domain::record::{self, FactId};

/// So many files are kept open while they are read; a system may allow a program 256 in all.
const OPEN: usize = 100;

/// A history that is smaller is read before a helper has begun.
const ALONE: u64 = 1 << 20;

/// Of several lines with one id, the highest counts.
pub(super) type Rank = (record::Rank, usize);

/// The rank of a line of the device in that place of the list.
pub(super) fn rank(head: &Head, device: usize) -> Rank {
    (head.rank(), device)
}

/// The result of the first pass.
pub(super) struct Survey {
    pub(super) damage: Damage,
    /// The files, and the first good line of each; none where nothing is good.
    files: Vec<(File, Option<Head>)>,
    /// The facts said more than once or corrected, with the rank of the line that counts.
    contested: HashMap<FactId, Rank>,
    /// How much of a file is read at a time, in bytes.
    part: u64,
}

impl Survey {
    /// Finds the files and what is said more than once in them.
    pub(super) fn of(history: &Path) -> Self {
        let mut listing = files::list(history);
        let mut damage = Damage::of(&mut listing);
        let mut files = Vec::new();
        let part = size_of_parts(listing.devices.len());
        for (device, files::DeviceFiles { files: years }) in listing.devices.into_iter().enumerate() {
            for files::YearFile { path, .. } in years {
                match File::open(path, device, files.len() < OPEN) {
                    Ok(file) => files.push((file, None)),
                    Err((path, error)) => damage.cannot_read(&path, &error),
                }
            }
        }
        let mut survey = Self { damage, files, contested: HashMap::new(), part };
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
            hands.each_in_turn(parts_of_all(files, self.part), |(file, (seen, ended))| {
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
            hands.each_in_turn(parts_of_all(files, self.part), |(file, heads)| {
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

    /// The second pass: makes what is wanted of every line that counts, wherever a hand is free, and gives it out where its
    /// turn comes. What is found wrong with a line is added to the damage.
    pub(super) fn winners(mut self, make: Make, each: &mut dyn FnMut(&Head, Place, Made)) -> Damage {
        let helpers = self.helpers();
        let (files, contested) = (&self.files, &self.contested);
        let work = |part: Part| {
            let (file, _) = &files[part.file];
            read_part(file, &part, &|head, bytes| match contested.get(&head.id) {
                None => Taken { made: Some(make.of(head, bytes)), word: None },
                Some(best) => Taken {
                    made: (*best == rank(head, file.device)).then(|| make.of(head, bytes)),
                    word: (best.0 == head.rank()).then(|| head.word(bytes)),
                },
            })
        };
        let mut given = HashSet::new();
        let mut rivals = Rivals::default();
        let damage = &mut self.damage;
        let mut take = |file: usize, met| {
            let path = &files[file].0.path;
            let item = match met {
                Met::Wrong(before, flaws) => return damage.part(path, before, flaws),
                Met::Line(item) => item,
            };
            let Item { number, at, length, head, taken: Taken { made, word } } = item;
            if let Some(word) = word {
                rivals.meet(&head, word, file, made.is_some() && !given.contains(&head.id));
            }
            let Some(made) = made else { return };
            if contested.contains_key(&head.id) && !given.insert(head.id) {
                return;
            }
            match made {
                Ok(made) => each(&head, Place { file, at, length }, made),
                Err(flaw) => damage.line(path, number, flaw),
            }
        };
        let broken = hands::with(helpers, &work, |hands| join(files, self.part, hands, &mut take));
        for (file, error) in broken {
            self.damage.cannot_read(&self.files[file].0.path, &error);
        }
        rivals.name(&self.files, &mut self.damage);
        self.damage
    }
}

/// What is said of a fact in the revision that counts: once, or by two devices in two ways.
#[derive(Default)]
struct Rivals(BTreeMap<FactId, (DateTime<FixedOffset>, Vec<Said>)>);

/// A word that differs from others about the same fact.
struct Said {
    word: u32,
    file: usize,
    counts: bool,
}

impl Rivals {
    fn meet(&mut self, head: &Head, word: u32, file: usize, counts: bool) {
        let (_, said) = self.0.entry(head.id).or_insert_with(|| (head.at, Vec::new()));
        match said.iter_mut().find(|said| said.word == word) {
            Some(known) if counts => *known = Said { word, file, counts },
            Some(_) => {}
            None => said.push(Said { word, file, counts }),
        }
    }

    /// Names those that were said in two ways.
    fn name(self, files: &[(File, Option<Head>)], damage: &mut Damage) {
        let path = |said: &Said| files[said.file].0.path.clone();
        for (at, said) in self.0.into_values() {
            let Some(counted) = said.iter().find(|said| said.counts) else { continue };
            for other in said.iter().filter(|said| !said.counts) {
                damage.rival(Rival { at, counted: path(counted), other: path(other) });
            }
        }
    }
}

fn parts_of_all(files: &[(File, Option<Head>)], size: u64) -> impl Iterator<Item = Part> {
    files.iter().enumerate().flat_map(move |(file, (found, _))| {
        let starts = (0..found.stamp.length).step_by(size as usize);
        starts.map(move |start| Part { file, range: start..start + size })
    })
}
