//! The plan of care on the disk: read together, and what happened to the level written down.

use chrono::NaiveDate;

use crate::config::{Places, keep_profile, load_plan, load_profile, set_doses};
use crate::domain::care::{Care, CarePlan, Doses, Entry, LOOK_BACK, Word};
use crate::domain::record::Fact;
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::store::eased;
use crate::store::error::StoreError;
use crate::store::journal::{Journal, Reach};
use crate::store::levels;

/// The plan, the health profile and the ledger, and what is wrong with them.
pub fn open(places: &Places) -> (Care, Vec<Clean>) {
    // What is about one's health is said first.
    let (health, mut notices) = load_profile(&places.profile_file());
    let (plan, trouble) = load_plan(&places.plan_file());
    notices.extend(trouble);
    let (ledger, eased) = (levels::read(&places.levels_file()), eased::read(&places.eased_file()));
    (Care { plan, health, ledger, eased }, notices)
}

/// Takes back what of the health profile has ended by itself, and says so: where that can be written down it is said once.
pub fn settle_health(places: &Places, care: &mut Care, today: NaiveDate) -> Vec<Clean> {
    let before = care.health;
    let ended = care.health.settle(today);
    if before == care.health {
        return Vec::new();
    }
    let trouble = keep_profile(&places.profile_file(), &care.health).err();
    ended.into_iter().map(|question| Clean::visible(question.ended())).chain(trouble).collect()
}

/// Eases the plan off, or returns to what it was before: in plan.toml, whose comments stay. The plan from then on, and
/// what it was before if it is eased off.
///
/// # Errors
/// It cannot be written, or there is nothing to return to; the plan is as it was then.
pub fn ease(places: &Places, word: Word) -> Result<(CarePlan, Option<Doses>), Clean> {
    let (plan, kept) = (load_plan(&places.plan_file()).0, places.state().join("kept"));
    let set = |doses| set_doses(&places.plan_file(), &kept, doses);
    let remember =
        |before| eased::keep(&places.eased_file(), before).map_err(|error| Clean::visible(&error.to_string()));
    match (word, eased::read(&places.eased_file())) {
        (Word::Ease, None) => {
            let before = Doses::of(&plan);
            // Before the plan: what cannot be returned to is not left.
            remember(Some(before))?;
            let plan = set(before.eased());
            if plan.is_err() {
                remember(None)?;
            }
            Ok((plan?, Some(before)))
        }
        (Word::Back, Some(before)) => {
            let plan = set(before)?;
            remember(None)?;
            Ok((plan, None))
        }
        (Word::Ease, Some(_)) => Err(Clean::visible("the plan is eased off already")),
        (Word::Back | Word::See | Word::Worse | Word::Further | Word::Landed, _) => {
            Err(Clean::visible("the plan was not eased off"))
        }
    }
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
