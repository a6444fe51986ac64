//! The plan of care: what is suggested at home, what the person says of their days, and what becomes of the level.

use super::{App, Screen};
use crate::domain::body::Feet;
use crate::domain::care::{Entry, Why, Word, flags, press, tick_visit};
use crate::domain::record::{DayMark, Fact, RedFlags, What};
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::domain::words::capital;
use crate::domain::words::care::{self as said, level};
use crate::ui::chosen::Ask;
use crate::ui::effect::{Effect, Planned, Turn};
use crate::ui::keymap::{Action, Scope};
use crate::ui::screen::home::Offered;

impl App {
    /// What is suggested now; and how firm, by the plan or as far as the health profile lets the settings say it.
    pub(super) fn advise(&mut self, now: Now) {
        self.home.take_health(self.care.health, self.care.guard(now));
        let advice = self.care.advise(&self.recent, self.home.entries(), self.home.choice().work, now);
        let ceilings = self.care.plan.limits.ceilings();
        self.prefs.choice.ceilings = ceilings;
        self.home.keep_below(ceilings);
        let level = match self.prefs.by_plan {
            true => advice.day_level,
            false => self.care.held(self.prefs.rule.0.level, now),
        };
        self.prefs.choice.level = level;
        self.home.work_at(level);
        self.home.take_advice(advice);
    }

    /// Whether nobody was here before: nothing was ever rated or done, nor the health profile looked at.
    pub(super) const fn is_first_run(&self, more: bool) -> bool {
        self.care.health.is_new() && self.recent.is_empty() && !more
    }

    /// Takes in what is answered about one's health: it holds at once, wherever it says something.
    pub(super) fn note_health(&mut self, turn: &Turn, now: Now) {
        for effect in &turn.effects {
            let Effect::KeepHealth { before, after } = effect else { continue };
            self.care.health = self.care.health.changed(before, after);
            self.advise(now);
        }
    }

    /// Takes in what is said before a session that speaks against one on this day, or that it is taken back.
    pub(super) fn note_flags(&mut self, turn: &Turn) {
        let kept = turn.effects.iter().filter_map(|effect| match effect {
            Effect::Keep(facts) => Some(facts),
            _ => None,
        });
        for fact in kept.flatten() {
            let is_one = |what: &What| matches!(what, What::RedFlags(_));
            let was_one = self.recent.iter().any(|known| known.id == fact.id && is_one(&known.what));
            if is_one(&fact.what) || was_one {
                self.recent.retain(|known| known.id != fact.id);
                self.recent.extend((fact.what != What::Removed).then(|| fact.clone()));
            }
        }
    }

    /// What was said today that speaks against a session.
    pub(super) fn flags(&self, now: Now) -> RedFlags {
        flags(&self.recent, now)
    }

    /// Keeps what kind of day it is, or takes that back.
    pub(super) fn mark_day(&mut self, mark: DayMark, now: Now) -> Turn {
        match (mark, self.prefs.usual) {
            (DayMark::Swap, Feet::Both) => self.say(Clean::visible(&format!("{}.", capital(said::NO_OTHER_FOOT)))),
            (DayMark::Swap, sore) => Turn::nothing().with(Effect::Settings(Ask::SoreFoot(sore.swapped()))),
            (mark, _) => self.keep_marks(press(&self.recent, mark, now), now),
        }
    }

    /// The other foot is the sore one from now on, as the settings say by now.
    pub(super) fn foot_swapped(&mut self, now: Now) -> Turn {
        self.keep_marks(press(&self.recent, DayMark::Swap, now), now)
    }

    /// Ticks the weekly visit, or takes that back.
    pub(super) fn tick_visit(&mut self, now: Now) -> Turn {
        self.keep_marks(tick_visit(&self.recent, now), now)
    }

    /// Keeps words about a day, says what follows, and suggests by them.
    fn keep_marks(&mut self, facts: Vec<Fact>, now: Now) -> Turn {
        let has_sessions = self.home.log_only().is_none() && self.flags(now).is_empty();
        for fact in &facts {
            let words = self.marked_in_words(fact, has_sessions);
            self.notices.say(Clean::visible(&words));
            self.recent.retain(|known| known.id != fact.id);
            self.recent.extend((fact.what != What::Removed).then(|| fact.clone()));
        }
        self.home.follow_suggestion();
        self.advise(now);
        Turn::draw().with(Effect::Keep(facts))
    }

    fn marked_in_words(&self, fact: &Fact, has_sessions: bool) -> String {
        let before = self.recent.iter().find(|known| known.id == fact.id).map(|known| &known.what);
        let key = |action| self.keys.name(Scope::Home, action);
        match (&fact.what, before) {
            (What::Day(day), _) => {
                let mark = if day.mark == DayMark::Home { DayMark::Travel } else { day.mark };
                said::marked(day.mark, &key(Action::Mark(mark)), has_sessions)
            }
            (What::Event(event), _) => format!("Kept: {}. {} takes it back.", event.text, key(Action::Visit)),
            (_, Some(What::Day(day))) => said::unmarked(day.mark),
            _ => "Taken back.".to_owned(),
        }
    }

    /// With all of the last weeks in hand: what happened to the level is written down, and a firmer one offered if it is
    /// open. An offer is made once, and one at a time; what nobody could see yet waits.
    pub(super) fn settle_level(&mut self, now: Now) -> Option<Effect> {
        let is_seen = matches!(self.screen, Screen::Home) && self.home.filter().is_none();
        let offered = self.home.offered(now);
        let is_seen = is_seen && offered != Some(Offered::FirstSteps);
        let offers = is_seen && offered != Some(Offered::Health) && self.home.advice()?.standing.offers;
        // The look at the profile comes every day until it is taken: a clinician is named before it.
        let gives_way = |word: &Word| match offered {
            None | Some(Offered::Word(_) | Offered::Cues) => true,
            Some(Offered::Health) => word.names_a_clinician(),
            Some(Offered::FirstSteps | Offered::Level(_)) => false,
        };
        let word = self.home.advice()?.word.filter(|word| is_seen && !offers && gives_way(word));
        if let Some(word) = word {
            self.home.say_word(word);
        }
        let standing = &self.home.advice()?.standing;
        let mut entries = standing.news.clone();
        entries.extend(word.map(|word| Entry { day: now.today(), level: standing.level, why: word.said() }));
        if offers && let Some(yes) = standing.yes(now.today()) {
            entries.push(Entry { level: standing.level, why: Why::Asked, ..yes });
            self.home.offer_level(yes);
        }
        if entries.is_empty() {
            return None;
        }
        self.care.enter(&entries);
        self.advise(now);
        Some(Effect::EnterLevels(entries))
    }

    /// What was said once is answered: with a yes, the plan is changed.
    pub(super) fn answer_word(&mut self, is_yes: bool) -> Turn {
        let word = self.home.take_word().filter(|word| is_yes && word.yes().is_some());
        word.map_or_else(Turn::draw, |word| Turn::draw().with(Effect::Ease(word)))
    }

    /// The plan is another one from now on.
    pub(super) fn planned(&mut self, planned: Planned, problems: Vec<Clean>, now: Now) -> Turn {
        let Planned { plan, eased, health, ledger, word } = planned;
        (self.care.plan, self.care.eased) = (plan, eased);
        if let Some(health) = health {
            self.care.health = health;
            match &mut self.screen {
                Screen::Health(page) => page.learn(health),
                Screen::Before(before) => before.learn(health, now),
                _ => {}
            }
        }
        ledger.into_iter().for_each(|ledger| self.care.ledger = ledger);
        self.advise(now);
        problems.into_iter().for_each(|problem| self.notices.say(problem));
        let turn = Turn::draw();
        let Some((word, why)) = word.and_then(|word| Some((word, word.yes()?))) else { return turn };
        self.notices.say(Clean::visible(&said::eased(&self.care.plan, word)));
        let level = self.home.advice().map_or(self.prefs.choice.level, |advice| advice.standing.level);
        let entries = vec![Entry { day: now.today(), level, why }];
        turn.with(Effect::EnterLevels(entries))
    }

    /// Takes in what a screen answers about the level.
    pub(super) fn note_levels(&mut self, turn: &Turn, now: Now) {
        for effect in &turn.effects {
            let Effect::EnterLevels(entries) = effect else { continue };
            self.care.enter(entries);
            for entry in entries.iter().filter(|entry| entry.why == Why::Yes) {
                self.notices.say(Clean::visible(&format!("From now on {}.", level(entry.level))));
            }
            self.advise(now);
        }
    }
}
