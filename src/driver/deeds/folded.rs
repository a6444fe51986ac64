//! What the trends are made of, kept while the program runs, and which history the screen has: read anew only where the
//! files are others than they were.

use crate::domain::dawn::Dawn;
use crate::domain::history::{Gather, Row};
use crate::domain::text::Clean;
use crate::domain::trend::Diary;
use crate::store::journal::Journal;
use crate::store::library::stamp::{Stamp, Watched};

/// The last reading.
#[derive(Debug)]
struct Folded {
    /// The files as they were before they were read.
    stamp: Stamp,
    dawn: Dawn,
    diary: Diary,
}

/// The trends of one history.
#[derive(Debug)]
pub(super) struct Trends {
    watched: Watched,
    folded: Option<Folded>,
}

impl Trends {
    pub(super) const fn of(watched: Watched) -> Self {
        Self { watched, folded: None }
    }

    /// The diary by days that begin then, and what is wrong with the history. Where anything is, it is looked for again the
    /// next time.
    pub(super) fn read(&mut self, journal: &Journal, dawn: Dawn) -> (Diary, Option<Clean>) {
        let stamp = Stamp::of(&self.watched);
        if let Some(folded) = self.folded.as_ref().filter(|folded| folded.stamp == stamp && folded.dawn == dawn) {
            return (folded.diary.clone(), None);
        }
        // Never two at once in memory.
        self.folded = None;
        let mut diary = Diary::new(dawn);
        let damage = journal.read_sums(&mut |fact| diary.take(&fact));
        let trouble = super::trouble(&damage);
        if trouble.is_none() {
            self.folded = Some(Folded { stamp, dawn, diary: diary.clone() });
        }
        (diary, trouble)
    }
}

/// The rows of one history. The screen has them; here is known whether they are still what the files say, so that none is
/// held twice.
#[derive(Debug)]
pub(super) struct Rows {
    watched: Watched,
    /// The files as they were before they were read; none where anything is wrong with the history.
    stamp: Option<Stamp>,
}

impl Rows {
    pub(super) const fn of(watched: Watched) -> Self {
        Self { watched, stamp: None }
    }

    /// Whether the files are as they were at the last reading.
    pub(super) fn are_known(&self) -> bool {
        self.stamp.as_ref().is_some_and(|stamp| *stamp == Stamp::of(&self.watched))
    }

    /// The rows, newest first, and what is wrong with the history. Where anything is, it is looked for again the next time.
    pub(super) fn read(&mut self, journal: &Journal) -> (Vec<Row>, Option<Clean>) {
        let stamp = Stamp::of(&self.watched);
        let mut gather = Gather::default();
        let damage = journal.read_and_remember(&mut |fact| gather.take(fact));
        let trouble = super::trouble(&damage);
        self.stamp = trouble.is_none().then_some(stamp);
        (gather.rows(), trouble)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;
    use crate::domain::record::{Event, Fact, What};
    use crate::domain::time::stamp;

    #[test]
    fn rows_are_known_until_the_files_are_others_and_never_beside_damage() {
        let home = tempfile::tempdir().unwrap();
        let history = home.path().join("history");
        let journal = Journal::new(history.clone(), home.path().join("state"));
        let keep = || {
            let at = stamp::read("2026-11-20T12:00:00+00:00").unwrap();
            journal.append(&[Fact::new(at, What::Event(Event { text: Clean::visible("new insoles") }))]).unwrap();
        };
        let mut rows = Rows::of(Watched::History(history.clone()));
        assert!(!rows.are_known(), "nothing was read");
        keep();
        assert_eq!((rows.read(&journal).0.len(), rows.are_known()), (1, true));
        keep();
        assert!(!rows.are_known(), "something came to be");
        assert_eq!((rows.read(&journal).0.len(), rows.are_known()), (2, true));
        let device = fs::read_dir(&history).unwrap().next().unwrap().unwrap().path();
        let mut file = fs::File::options().append(true).open(device.join("2026.jsonl")).unwrap();
        std::io::Write::write_all(&mut file, b"torn").unwrap();
        assert!(!rows.are_known());
        let (left, trouble) = rows.read(&journal);
        assert_eq!((left.len(), trouble.is_some(), rows.are_known()), (2, true, false));
    }

    #[test]
    fn what_was_folded_counts_until_the_files_or_the_days_are_others() {
        let home = tempfile::tempdir().unwrap();
        let history = home.path().join("history");
        let journal = Journal::new(history.clone(), home.path().join("state"));
        let keep = |day: &str| {
            let at = stamp::read(&format!("{day}T12:00:00+00:00")).unwrap();
            journal.append(&[Fact::new(at, What::Event(Event { text: Clean::visible("new insoles") }))]).unwrap();
        };
        let mut trends = Trends::of(Watched::History(history.clone()));
        let dawn = Dawn::default();
        let first = |trends: &mut Trends, dawn| trends.read(&journal, dawn).0.first().map(|day| day.to_string());
        assert_eq!(first(&mut trends, dawn), None);
        keep("2026-11-20");
        assert_eq!(first(&mut trends, dawn).as_deref(), Some("2026-11-20"));
        keep("2026-11-10");
        assert_eq!(first(&mut trends, dawn).as_deref(), Some("2026-11-10"), "what came to be is read");

        // Emptied, and with the look that it had: whoever reads it again would find nothing.
        let device = fs::read_dir(&history).unwrap().next().unwrap().unwrap().path();
        let file: PathBuf = device.join("2026.jsonl");
        let seen = fs::metadata(&file).unwrap();
        fs::write(&file, vec![b'\n'; usize::try_from(seen.len()).unwrap()]).unwrap();
        let change = fs::File::options().write(true).open(&file).unwrap();
        change.set_modified(seen.modified().unwrap()).unwrap();
        assert_eq!(first(&mut trends, dawn).as_deref(), Some("2026-11-10"), "the second opening reads nothing");
        let other = "06:00".parse().unwrap();
        assert_eq!(first(&mut trends, other), None, "days that begin at another time are folded anew");
        assert_eq!(first(&mut trends, dawn), None);
    }
}
