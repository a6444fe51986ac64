//! What home shows of the plan: what is suggested, and a firmer level that is offered.

use super::Home;
use crate::domain::care::{Advice, Entry, Next, Pick, Why, Word};
use crate::domain::limits::Limits;
use crate::domain::plan::{Ceilings, Level};
use crate::domain::record::RedFlags;
use crate::domain::time::Now;
use crate::ui::effect::{Effect, Turn};

impl Home {
    /// Offers a firmer level; `yes` is what is kept of a yes.
    pub(in crate::ui) const fn offer_level(&mut self, yes: Entry) {
        self.level = Some(yes);
    }

    /// Says something once of how the weeks went.
    pub(in crate::ui) const fn say_word(&mut self, word: Word) {
        self.news = Some(word);
    }

    /// It has been answered.
    pub(in crate::ui) const fn take_word(&mut self) -> Option<Word> {
        self.news.take()
    }

    /// By what the plan judges.
    pub fn limits(&self) -> Limits {
        self.advice().map_or(Limits::DEFAULT, |advice| advice.limits)
    }

    /// What is suggested by the plan.
    pub fn advice(&self) -> Option<&Advice> {
        self.advice.as_deref()
    }

    /// What was said today that speaks against any session.
    pub fn flags(&self) -> Option<RedFlags> {
        let flags = self.advice.as_ref()?.suggestion.marks.flags;
        (!flags.is_empty()).then_some(flags)
    }

    /// What is suggested, where it is the one that is marked.
    pub fn suggested(&self) -> Option<&Pick> {
        let pick = self.advice.as_ref()?.suggestion.pick.as_ref()?;
        self.marked().filter(|card| card.id.as_ref() == Some(&pick.id) && card.state.is_ok()).map(|_| pick)
    }

    /// Takes in what is suggested. The mark is on it until somebody marks another one.
    pub fn take_advice(&mut self, advice: Advice) {
        self.level = self.level.filter(|_| advice.standing.next == Next::Open);
        self.advice = Some(Box::new(advice));
        self.arrange();
        if !self.chosen && self.filter.is_none() {
            self.cursor.mark(0);
        }
    }

    /// The mark is on what is suggested again.
    pub(in crate::ui) const fn follow_suggestion(&mut self) {
        self.chosen = false;
    }

    /// How firm today.
    pub(in crate::ui) const fn work_at(&mut self, level: Level) {
        self.choice.level = level;
    }

    /// The highest discomfort at each level.
    pub(in crate::ui) const fn keep_below(&mut self, ceilings: Ceilings) {
        self.choice.ceilings = ceilings;
    }

    /// What a firmer level is answered.
    pub(super) fn answer_level(&mut self, is_yes: bool, now: Now) -> Turn {
        let Some(yes) = self.level.take() else { return Turn::nothing() };
        let standing = self.advice.as_ref().map_or(yes.level, |advice| advice.standing.level);
        let no = Entry { day: now.today(), level: standing, why: Why::No };
        let entry = if is_yes { Entry { day: now.today(), ..yes } } else { no };
        Turn::draw().with(Effect::EnterLevels(vec![entry]))
    }
}
