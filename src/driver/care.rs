//! The plan of care on the disk: read together, and what happened to the level written down.

use crate::config::{Places, load_plan};
use crate::domain::care::{Care, Entry, LOOK_BACK};
use crate::domain::record::Fact;
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::store::error::StoreError;
use crate::store::journal::{Journal, Reach};
use crate::store::levels;

/// The plan and the ledger, and what is wrong with the plan.
pub fn open(places: &Places) -> (Care, Vec<Clean>) {
    let (plan, notices) = load_plan(&places.plan_file());
    (Care { plan, ledger: levels::read(&places.levels_file()) }, notices)
}

/// The facts that the plan goes by.
pub fn facts(journal: &Journal, now: Now) -> Vec<Fact> {
    let since = now.wall.checked_sub_signed(LOOK_BACK).unwrap_or(now.wall);
    journal.recent(Reach::Since(since)).facts
}

/// Writes what happened to the level into the ledger, and takes it in.
///
/// # Errors
/// When it cannot be written; it is taken in all the same, and is made from the history again at the next start.
pub fn enter(places: &Places, care: &mut Care, entries: &[Entry]) -> Result<(), StoreError> {
    care.enter(entries);
    levels::add(&places.levels_file(), entries)
}
