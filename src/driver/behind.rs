//! The clock of the machine, where it stands behind the history.

use crate::config::Places;
use crate::domain::record::Fact;
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::domain::words::behind::clock_behind;
use crate::store::journal::{Journal, Reach};
use crate::store::offered;

/// So many bytes of the journal's end tell which entry is the newest.
const TAIL: usize = 4 * 1024;

/// What is asked of the clock: once for each day that the newest entry is of.
pub fn ask(places: &Places, journal: &Journal, now: Now) -> Option<Clean> {
    ask_of(places, &journal.recent(Reach::Bytes(TAIL)).facts, now)
}

/// The same where the newest facts are known.
pub(super) fn ask_of(places: &Places, newest: &[Fact], now: Now) -> Option<Clean> {
    let newest = newest.iter().map(|fact| fact.at).max()?;
    let question = clock_behind(newest, now)?;
    let (file, day) = (places.clock_file(), newest.date_naive());
    if offered::last(&file) == Some(day) {
        return None;
    }
    // It is asked whether or not that can be remembered.
    drop(offered::keep(&file, day));
    Some(Clean::visible(&question))
}
