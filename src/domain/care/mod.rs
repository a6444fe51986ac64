//! The plan of care: what is suggested today and why, and how firm.
//!
//! ```text
//! plan      what the person wants: days, anchors, rotation         family    techniques, as the rules know them
//! day       what counts of the days that were lived                level     up on a yes, down at once; the ledger
//! rules     what may not be done now, and why                      suggest   the routine for now, and another
//! marks     what a person says of a day: rest, tired ...            reason    why it is suggested
//! ease      what is said once of the weeks
//! ```
//!
//! The rules are those of published advice where there is any, and else ours; each figure names its source. A day on
//! which nothing was done moves nothing. What was lived decides, never what was suggested: a routine takes part by its
//! techniques, whoever wrote it.

mod day;
mod ease;
mod family;
mod level;
mod marks;
mod plan;
mod reason;
mod rules;
mod suggest;
#[cfg(test)]
mod tests;

use super::body::Feet;
use super::catalogue;
use super::health::{self, Question};
use super::limits::Limits;
use super::plan::Level;
use super::record::Fact;
use super::time::Now;

pub use day::{Days, LOOK_BACK, Lived, Morning, Sitting, VISIT};
pub use ease::{Doses, Word};
pub(super) use family::is_for;
pub use family::{Families, Family};
pub use level::{Entry, Next, NoEntry, QUIET, Standing, Why};
pub use marks::{LONGEST, Marks, flag, flagged, flags, press, tick_visit};
pub use plan::{
    Anchor, Anchors, CarePlan, MOST_MASSAGE, MOST_STRETCHES, Massage, Profile, RAISES_APART, Repeat, STAGES, Strength,
    Stretch, VISITS_APART,
};
pub use reason::{Reason, When};
pub use rules::{Bar, Candidate};
pub use suggest::{Due, Pick, Suggestion};

/// What a person wants, and what became of the level so far.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Care {
    /// The plan.
    pub plan: CarePlan,
    /// What the person said of their health.
    pub health: health::Profile,
    /// Every change of the level and every answer, oldest first.
    pub ledger: Vec<Entry>,
    /// What the plan was before it was eased off, if it was.
    pub eased: Option<Doses>,
}

/// Today, by the plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Advice {
    /// What is suggested.
    pub suggestion: Suggestion,
    /// How firm, and since when.
    pub standing: Standing,
    /// The level of this day without the health profile, which is applied to a session as it is planned, and once.
    pub day_level: Level,
    /// What is to be said once.
    pub word: Option<Word>,
    /// By what all of it is judged.
    pub limits: Limits,
}

impl Care {
    /// Today's suggestion from the newest facts and the routines there are. Facts older than [`LOOK_BACK`] change nothing.
    pub fn advise<'a>(
        &self,
        facts: &[Fact],
        routines: impl Iterator<Item = &'a catalogue::Entry>,
        feet: Feet,
        now: Now,
    ) -> Advice {
        let days = Days::of(facts, now).by(self.plan.limits);
        let standing = self.standing(&days, now);
        let guard = self.guard(now);
        let shelf: Vec<Candidate> = routines.filter_map(|entry| Candidate::of(entry, (feet, &guard))).collect();
        let day_level = self.day_level(&days, standing.level, now);
        let level = guard.level(day_level);
        let mut suggestion = suggest::suggest(&self.plan, &days, &shelf, level, now);
        suggestion.due.only_of(&shelf);
        // Somebody else's hands are for a clinician to allow.
        let holds = guard.holds();
        let no_visit = [
            Question::Surgery,
            Question::Clot,
            Question::Pregnancy,
            Question::Injection,
            Question::Diabetes,
            Question::Bones,
        ];
        suggestion.due.visit &= !(holds.is_unread() || no_visit.into_iter().any(|one| holds.has(one)));
        suggestion.is_due &= suggestion.pick.is_some();
        // Painkillers are of one day: they make nothing stay for longer.
        let mut lasting = self.health;
        lasting.set(Question::Painkillers, None);
        let lasting = lasting.guard(now.today());
        let next = match standing.next {
            _ if guard.is_log_only() || standing.level.up().is_some_and(|up| !self.is_worth(up, lasting)) => {
                Next::Health
            }
            Next::Open if guard.holds().has(Question::Painkillers) => Next::Day,
            next => next,
        };
        let offers = standing.offers && next == Next::Open;
        let word = ease::word(self, &days, now.today(), guard);
        let standing = Standing { next, offers, ..standing };
        Advice { suggestion, standing, day_level, word, limits: self.plan.limits }
    }

    /// How firm today without the health profile, as [`Care::advise`] says it, for whoever plans a session.
    pub fn level(&self, facts: &[Fact], now: Now) -> Level {
        let days = Days::of(facts, now).by(self.plan.limits);
        let standing = self.standing(&days, now);
        self.day_level(&days, standing.level, now)
    }

    /// The level of this day without the health profile's own lowering.
    fn day_level(&self, days: &Days, level: Level, now: Now) -> Level {
        self.held(suggest::day_level(days, level, now), now)
    }

    /// A level, the plan's or the one of the settings, as far as the health profile lets anybody stay at it. Where massage
    /// stays light a level beyond the first is for heel raises alone: who has not chosen these is at level 1, whenever the
    /// answer was given (levels of the plan's rules: medium is for whom none holds).
    pub fn held(&self, level: Level, now: Now) -> Level {
        match self.guard(now).keeps_massage_light() && !self.plan.strength.on {
            true => Level::Light,
            false => level,
        }
    }

    /// Where the level stands. Where the plan says none, and a health answer holds, it begins at level 1 (levels of the
    /// plan's rules: medium is where those begin for whom none does).
    fn standing(&self, days: &Days, now: Now) -> Standing {
        let is_held = !self.guard(now).holds().is_empty();
        let start = self.plan.level.or_else(|| is_held.then_some(Level::Light));
        Standing::of(&self.ledger, start, days, now.today())
    }

    /// Whether a firmer level would change anything: where massage stays light, only the heel raises that level 2 brings.
    fn is_worth(&self, up: Level, guard: health::Guard) -> bool {
        let brings_raises = up == Level::Medium && self.plan.strength.on;
        guard.level(up) == up && (brings_raises || !guard.keeps_massage_light())
    }

    /// What the health profile says of this day.
    pub fn guard(&self, now: Now) -> health::Guard {
        self.health.guard(now.today())
    }

    /// Takes in what was added to the ledger.
    pub fn enter(&mut self, entries: &[Entry]) {
        self.ledger.extend_from_slice(entries);
    }
}
