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

use super::body::{Feet, Technique};
use super::catalogue;
use super::health::{self, Because, Question, Verdict};
use super::limits::Limits;
use super::plan::Level;
use super::record::Fact;
use super::time::Now;
use chrono::NaiveDate;

pub use day::{Days, LOOK_BACK, Lived, Morning, Sitting, VISIT};
pub use ease::{Doses, Word};
pub(super) use family::is_for;
pub use family::{Families, Family};
pub use level::{Entry, Next, NoEntry, QUIET, Standing, Why};
pub use marks::{HOLDS, LONGEST, Marks, flag, flagged, flags, press, tick_visit};
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
    /// Why heel raises that are chosen do not come.
    pub raises_wait: Option<RaisesWait>,
    /// By what all of it is judged.
    pub limits: Limits,
}

/// What heel raises that are chosen wait for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RaisesWait {
    /// Level 2.
    Level,
    /// A health profile that allows them.
    Health(Because),
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
        let word = ease::word(self, &days, now.today(), guard);
        let next = match standing.next {
            _ if guard.is_log_only()
                || standing.level.up().is_some_and(|up| lasting.level(up) != up)
                || lasting.keeps_massage_light() =>
            {
                Next::Health
            }
            Next::Open if guard.holds().has(Question::Painkillers) => Next::Day,
            Next::Open if self.is_about_doses(word, now.today()) => Next::Alone,
            next => next,
        };
        let offers = standing.offers && next == Next::Open;
        let raises_wait = self.raises_wait(lasting, standing.level, now);
        let standing = Standing { next, offers, ..standing };
        Advice { suggestion, standing, day_level, word, raises_wait, limits: self.plan.limits }
    }

    /// Whether doing less, or as much as before, is what this day has been asked, or is to be, or was chosen lately.
    fn is_about_doses(&self, word: Option<Word>, today: NaiveDate) -> bool {
        let is_it = |entry: &Entry| match entry.why {
            Why::EaseAsked | Why::BackAsked => entry.day == today,
            Why::Eased | Why::Back => (0..QUIET).contains(&(today - entry.day).num_days()),
            _ => false,
        };
        word.is_some_and(|word| word.yes().is_some()) || self.ledger.iter().any(is_it)
    }

    /// Why heel raises that are chosen do not come, if it is more than another day that they wait for.
    fn raises_wait(&self, lasting: health::Guard, level: Level, now: Now) -> Option<RaisesWait> {
        if !self.plan.strength.on || lasting.is_log_only() {
            return None;
        }
        if let Verdict::Hidden(because) = lasting.judge(health::Deed::HEEL_RAISE) {
            return Some(RaisesWait::Health(because));
        }
        let because = lasting.keeping_light();
        match is_for(Technique::HeelRaise, lasting.level(self.held(level, now))) {
            true => None,
            false if because.is_empty() => Some(RaisesWait::Level),
            false => Some(RaisesWait::Health(because)),
        }
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

    /// A level, the plan's or the one of the settings, as far as the health profile lets anybody stay at it: where massage
    /// stays light it is level 1, whenever the answer was given and whatever was chosen (levels of the plan's rules:
    /// medium, which heel raises are from, is for whom none holds).
    pub fn held(&self, level: Level, now: Now) -> Level {
        if self.guard(now).keeps_massage_light() { Level::Light } else { level }
    }

    /// Where the level stands. Where the plan says none, and a health answer holds, it begins at level 1 (levels of the
    /// plan's rules: medium is where those begin for whom none does).
    fn standing(&self, days: &Days, now: Now) -> Standing {
        let is_held = !self.guard(now).holds().is_empty();
        let start = self.plan.level.or_else(|| is_held.then_some(Level::Light));
        Standing::of(&self.ledger, start, days, now.today())
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
