//! What takes the place of a routine on a sore day: what its file offers from a value of pain on, and Gentle Day.

use super::{Before, Stage};
use crate::domain::body::Side;
use crate::domain::catalogue::Entry;
use crate::domain::fit::{Adjustment, Fit};
use crate::domain::health::{Because, Deed};
use crate::domain::record::{Pain, Ruled};
use crate::domain::routine::{Routine, RoutineId};
use crate::domain::rule::{self, Rule};
use crate::domain::text::Clean;
use crate::domain::time::Seconds;
use crate::domain::words::health;
use crate::ui::effect::{Effect, Turn};

/// The routine for a day of strong pain.
pub const GENTLE: &str = "gentle-day";

/// A routine that is there to be offered.
#[derive(Clone, Debug)]
pub(super) struct Other {
    id: RoutineId,
    name: Clean,
    /// What is done in it, by which the health profile judges it.
    deeds: Vec<(Deed, Seconds)>,
}

impl Other {
    /// The one of this entry; none where it cannot be read.
    pub(super) fn of(entry: &Entry) -> Option<Self> {
        let summary = entry.state.as_ref().ok()?;
        Some(Self { id: entry.id.clone()?, name: summary.name.clone(), deeds: summary.deeds.clone() })
    }
}

/// What the file of a routine offers in its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Offer<'a> {
    /// What the other one is called.
    pub name: &'a Clean,
    /// Pain before, which meets the rule.
    pub before: Pain,
    /// The rule.
    pub rule: &'a Rule,
}

impl Offer<'_> {
    /// `Before is 7: the file says Gentle Day from 6.`
    pub fn in_words(&self) -> String {
        let (before, from) = (self.before.value(), self.rule.at_least.value());
        format!("Before is {before}: the file says {} from {from}.", self.name)
    }
}

/// What the file of a routine would offer in its place, if the health profile did not speak against it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Withheld<'a> {
    offer: Offer<'a>,
    because: Because,
}

impl Withheld<'_> {
    /// `Before is 5: the file says Cold Bottle Roll from 4. It is left out for your health: Raynaud or cold allergy.`
    pub fn in_words(&self) -> String {
        format!("{} {}", self.offer.in_words(), health::left_out(self.because))
    }
}

impl Before {
    /// Another routine instead, with the answers given so far, in the same minutes: which steps and how much of them was
    /// said of the first one only.
    ///
    /// # Errors
    /// Says why there is no session of it today; then the one that was chosen stays, and the other is offered no more.
    pub fn replace(&mut self, routine: Routine) -> Result<(), Clean> {
        let ruled = self.follows.take().filter(|rule| rule.instead == routine.id);
        let adjust = Adjustment { minutes: self.adjust.minutes, guard: self.guard, ..Adjustment::default() };
        let fit = Fit::new(&routine, self.choice, &adjust);
        if fit.outlook.is_hidden() || fit.plan.is_empty() {
            let why = match fit.outlook.is_hidden() {
                true => format!("Too little of {} is left for your health: {}.", routine.name, fit.outlook.hidden),
                false => format!("Nothing in {} is for the side chosen today.", routine.name),
            };
            self.out.push(routine.id);
            return Err(Clean::visible(&why));
        }
        self.out.push(std::mem::replace(&mut self.routine, routine).id);
        (self.ruled, self.adjust, self.fit) = (ruled, adjust, fit);
        self.refused.clear();
        Ok(())
    }

    /// What the file of this routine offers in its place, by the ratings given so far: nothing where the person stays
    /// with it, came from there, or where the health profile speaks against the other one.
    pub fn offer(&self) -> Option<Offer<'_>> {
        let is_new = |rule: &&Rule| self.refused.iter().all(|refused| rule.at_least > refused.from);
        let rules = self.routine.rules.iter().filter(is_new).filter(|rule| self.other(&rule.instead).is_some());
        let (rule, before) = rule::met(rules, self.ratings.values()).filter(|_| self.can_give_way())?;
        Some(Offer { name: &self.other(&rule.instead)?.name, before, rule })
    }

    /// What the file of this routine would offer by the ratings given so far, and the health profile speaks against;
    /// nothing where there is something else to offer.
    pub fn withheld(&self) -> Option<Withheld<'_>> {
        let held = |id: &RoutineId| {
            let other = self.others.iter().find(|other| other.id == *id && !self.out.contains(id))?;
            Some((other, self.guard.outlook(&other.deeds))).filter(|(_, outlook)| outlook.is_hidden())
        };
        let rules = self.routine.rules.iter().filter(|rule| held(&rule.instead).is_some());
        let (rule, before) = rule::met(rules, self.ratings.values()).filter(|_| self.can_give_way())?;
        let (other, outlook) = held(&rule.instead).filter(|_| self.offer().is_none())?;
        Some(Withheld { offer: Offer { name: &other.name, before, rule }, because: outlook.hidden })
    }

    /// Whether pain is strong enough to offer something gentle instead, or so strong that the file asks for what is left
    /// out. Who has just refused it is not asked again.
    pub fn offers_gentle(&self) -> bool {
        let is_strong = |pain: Pain| self.asks_for_gentle(pain) || self.withheld().is_some();
        let is_gentle = |id: &RoutineId| id.as_str() == GENTLE;
        let is_refused = self.refused.iter().any(|refused| is_gentle(&refused.instead) && is_strong(refused.before));
        let is_out = is_gentle(&self.routine.id)
            || self.out.iter().any(is_gentle)
            || self.others.iter().any(|other| is_gentle(&other.id) && !self.suits(other));
        self.can_give_way() && self.highest().is_some_and(is_strong) && !is_refused && !is_out && self.offer().is_none()
    }

    /// Whether pain is so strong that something gentle is for everybody.
    pub const fn asks_for_gentle(&self, pain: Pain) -> bool {
        self.limits.asks_for_gentle(pain)
    }

    /// From which pain on something gentle is for everybody, where it is that strong.
    pub fn gentle_from(&self) -> Option<u8> {
        self.highest().filter(|pain| self.asks_for_gentle(*pain)).map(|_| self.limits.gentle)
    }

    /// Whether another routine may take its place now: with nothing to be done in it, its page is about that.
    fn can_give_way(&self) -> bool {
        self.stage == Stage::Ready && !self.fit.plan.is_empty()
    }

    /// The one that this id names, where it can be offered today.
    fn other(&self, id: &RoutineId) -> Option<&Other> {
        self.others.iter().find(|other| other.id == *id && !self.out.contains(id) && self.suits(other))
    }

    /// Whether the health profile leaves enough of it.
    fn suits(&self, other: &Other) -> bool {
        !self.guard.outlook(&other.deeds).is_hidden()
    }

    /// Pain now; of two feet the higher counts.
    fn highest(&self) -> Option<Pain> {
        let values = self.ratings.values();
        Side::BOTH.into_iter().filter_map(|side| values.of(side)).max()
    }

    /// The rule that was followed to this routine, or the one that was refused for it and is still met.
    pub(super) fn rule_met(&self) -> Option<Ruled> {
        let refused = || {
            let before = self.highest()?;
            let met = self.refused.iter().filter(|refused| before >= refused.from);
            met.max_by_key(|refused| refused.from).map(|refused| Ruled { before, ..refused.clone() })
        };
        self.ruled.clone().or_else(refused)
    }

    fn ruled_by(&self, offer: Offer<'_>, taken: bool) -> Ruled {
        let Offer { rule, before, .. } = offer;
        let of = self.ruled.as_ref().map_or(&self.routine.id, |before| &before.of).clone();
        Ruled { before, from: rule.at_least, of, instead: rule.instead.clone(), taken }
    }

    pub(super) fn follow_rule(&mut self) -> Turn {
        let Some(follows) = self.offer().map(|offer| self.ruled_by(offer, true)) else { return Turn::nothing() };
        let id = follows.instead.clone();
        self.follows = Some(follows);
        Turn::draw().with(Effect::Load(id))
    }

    /// What was to be followed to cannot be read: it is offered no more, and was not refused.
    pub fn cannot_follow(&mut self) {
        let instead = self.follows.take().map(|rule| rule.instead);
        self.out.extend(instead);
    }

    /// Stays with this routine, whatever the rule says that is shown.
    pub(super) fn refuse_rule(&mut self) -> Turn {
        let refused = self.offer().map(|offer| self.ruled_by(offer, false));
        self.refused.extend(refused);
        Turn::draw()
    }
}
