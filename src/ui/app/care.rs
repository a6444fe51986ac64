//! The plan of care: what is suggested at home, and what becomes of the level.

use super::{App, Screen};
use crate::domain::care::{Entry, Why};
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::domain::words::care::level;
use crate::ui::effect::{Effect, Turn};

impl App {
    /// What is suggested now; and how firm, where the settings do not say it.
    pub(super) fn advise(&mut self, now: Now) {
        self.home.take_health(self.care.health, self.care.guard(now));
        let advice = self.care.advise(&self.recent, self.home.entries(), self.home.choice().work, now);
        if self.prefs.by_plan {
            self.prefs.choice.level = advice.suggestion.level;
            self.home.work_at(advice.suggestion.level);
        }
        self.home.take_advice(advice);
    }

    /// Whether nobody was here before: nothing was ever rated or done, nor the health profile looked at.
    pub(super) const fn is_first_run(&self, more: bool) -> bool {
        self.care.health.is_new() && self.recent.is_empty() && !more
    }

    /// Takes in what is answered about one's health: it holds at once, wherever it says something.
    pub(super) fn note_health(&mut self, turn: &Turn, now: Now) {
        for effect in &turn.effects {
            let Effect::KeepHealth(profile) = effect else { continue };
            self.care.health = *profile;
            self.advise(now);
        }
    }

    /// With all of the last weeks in hand: what happened to the level is written down, and a firmer one offered if it is
    /// open. An offer is made once.
    pub(super) fn settle_level(&mut self, now: Now) -> Option<Effect> {
        let standing = &self.home.advice()?.standing;
        let mut entries = standing.news.clone();
        if standing.offers
            && matches!(self.screen, Screen::Home)
            && let Some(yes) = standing.yes(now.today())
        {
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
