//! What home makes of the health profile: what is not listed for it, and that it is worth another look.

use super::Home;
use crate::domain::catalogue::{Entry, Summary, Totals};
use crate::domain::health::{Because, Guard, Outlook, Profile, Question};
use crate::domain::time::Now;
use crate::ui::effect::{Effect, Turn};

impl Home {
    /// Takes in what was said, and what of it holds today.
    pub(in crate::ui) const fn take_health(&mut self, health: Profile, guard: Guard) {
        (self.health, self.guard) = (health, guard);
    }

    /// What of the health profile holds today.
    pub const fn guard(&self) -> Guard {
        self.guard
    }

    /// What the health profile says of a routine.
    pub fn outlook(&self, card: &Entry) -> Outlook {
        card.state.as_ref().map_or_else(|_| Outlook::default(), |summary| self.guard.outlook(&summary.deeds))
    }

    /// How long a routine takes without what the health profile leaves out of it.
    pub fn totals(&self, summary: &Summary) -> Totals {
        summary.totals_with(&self.guard)
    }

    /// Whether the health profile speaks against a routine.
    pub fn is_held(&self, card: &Entry) -> bool {
        !self.guard.is_clear() && self.outlook(card).is_hidden()
    }

    /// How many routines it speaks against.
    pub fn held(&self) -> usize {
        self.cards.iter().filter(|(_, card)| self.is_held(card)).count()
    }

    /// Why no session is offered at all, if none is.
    pub fn log_only(&self) -> Option<Because> {
        self.guard.is_log_only().then(|| Because::one(Question::Surgery))
    }

    /// How many questions were never answered; none once they were gone through.
    pub fn open_questions(&self) -> usize {
        match self.health.asked {
            Some(_) if !self.health.is_unsaid() => 0,
            _ if self.health.is_unsaid() => Question::ALL.len(),
            _ => Question::ALL.into_iter().filter(|question| self.health.of(*question).is_none()).count(),
        }
    }

    /// Not now.
    pub(super) fn put_off_health(&self, now: Now) -> Turn {
        let (before, mut after) = (self.health, self.health);
        after.asked = Some(now.today());
        Turn::draw().with(Effect::KeepHealth { before, after })
    }
}
