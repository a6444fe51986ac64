//! What the plan was before it was eased off, in `eased` of the data folder: `mon tue wed thu fri sat sun, 3`. While the
//! file is there, the plan is eased off. What is not understood is nothing.

use std::path::Path;

use super::atomic::{self, Durability};
use super::error::StoreError;
use super::folder::{make_private, parent_of, read_small};
use crate::domain::care::{Doses, MOST_STRETCHES};

/// A file beyond this many bytes is not one of ours.
const LARGEST: u64 = 64;

/// The days of the week as they are written, here and in the plan.
pub const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// What it was before, if it is eased off.
pub fn read(file: &Path) -> Option<Doses> {
    let text = read_small(file, LARGEST).ok().flatten()?;
    let (days, stretches) = text.trim().split_once(',')?;
    let words: Vec<&str> = days.split_whitespace().collect();
    let are_days = words.iter().all(|word| DAYS.contains(word));
    let stretches = stretches.trim().parse().ok().filter(|many| *many <= MOST_STRETCHES)?;
    are_days.then(|| Doses { days: DAYS.map(|day| words.contains(&day)), stretches })
}

/// Remembers what it was before, or that it is so again.
///
/// # Errors
/// When the file cannot be written, or taken away.
pub fn keep(file: &Path, before: Option<Doses>) -> Result<(), StoreError> {
    let Some(Doses { days, stretches }) = before else {
        return match std::fs::remove_file(file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(StoreError::io("remove", file)(error)),
            _ => Ok(()),
        };
    };
    make_private(parent_of(file))?;
    let words: Vec<&str> = DAYS.into_iter().zip(days).filter(|(_, on)| *on).map(|(day, _)| day).collect();
    atomic::replace(file, format!("{}, {stretches}\n", words.join(" ")).as_bytes(), Durability::Whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_plan_was_is_remembered_and_junk_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("data/eased");
        assert_eq!(read(&file), None);
        for days in [[true; 7], [true, false, true, false, false, true, false], [false; 7]] {
            let doses = Doses { days, stretches: 3 };
            keep(&file, Some(doses)).unwrap();
            assert_eq!(read(&file), Some(doses));
        }
        for junk in ["", "mon tue", "monday, 3", "mon, 300", "mon, three"] {
            std::fs::write(&file, junk).unwrap();
            assert_eq!(read(&file), None, "{junk:?}");
        }
        keep(&file, None).unwrap();
        keep(&file, None).unwrap();
        assert!(!file.exists());
    }
}
