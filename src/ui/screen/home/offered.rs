//! What home offers below its list: one thing at a time.

use super::Home;
use crate::domain::care::{Marks, Word};
use crate::domain::plan::Level;
use crate::domain::time::Now;

/// What is offered, in the order in which one gives way to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Offered {
    /// To rate the first steps: only as long as it is still that morning, and so before anything else.
    FirstSteps,
    /// A look at the health profile.
    Health,
    /// A firmer level: only with a health profile that is of these months.
    Level(Level),
    /// What is said once of how the weeks went: before the look at the profile where it names a clinician.
    Word(Word),
    /// The cue check, which waits for another start.
    Cues,
}

impl Home {
    /// What is offered now: nothing while a routine is looked for.
    pub fn offered(&self, now: Now) -> Option<Offered> {
        if self.filter.is_some() {
            return None;
        }
        let today = now.today();
        let is_untold = self.first_steps == Some(today) && now.is_morning() && !self.recent.has_first_steps(today);
        let first_steps = is_untold.then_some(Offered::FirstSteps);
        let word = self.news.filter(|word| {
            let marks = self.advice().map_or_else(Marks::default, |advice| advice.suggestion.marks);
            word.is_for(marks, self.guard)
        });
        first_steps
            .or_else(|| word.filter(|word| word.names_a_clinician()).map(Offered::Word))
            .or_else(|| self.health.is_due(today).then_some(Offered::Health))
            .or_else(|| self.level.map(|yes| Offered::Level(yes.level)))
            .or_else(|| word.map(Offered::Word))
            .or_else(|| self.offers.then_some(Offered::Cues))
    }
}
