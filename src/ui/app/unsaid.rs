//! Words that are being written: said when their field is left, after a long pause, and when the program ends.

use std::time::Duration;

use super::{App, Screen};
use crate::domain::text::Clean;
use crate::domain::time::{Moment, Now};
use crate::ui::effect::Turn;
use crate::ui::keymap::Scope;

/// After so long without a key what is written so far is kept: somebody who thinks for a moment goes on with the same words,
/// and a battery that dies takes no more than these seconds.
const PAUSE: Duration = Duration::from_secs(10);

/// And after so long without a pause.
const LONGEST: Duration = Duration::from_secs(60);

/// Words that were typed and are no fact yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unsaid {
    since: Moment,
    /// When they are kept though nobody has left their field.
    pub(super) due: Moment,
}

impl App {
    /// A key or a paste went to the screen: it may have been into words, or out of them.
    pub(super) fn hear_words(&mut self, now: Now) {
        let since = self.unsaid.map_or(now.moment, |unsaid| unsaid.since);
        let due = now.moment.plus(PAUSE).min(since.plus(LONGEST));
        self.unsaid = (self.screen_scope() == Scope::Note).then_some(Unsaid { since, due });
    }

    /// Keeps the words if it is time to.
    pub(super) fn keep_due_words(&mut self, now: Now) -> Option<Turn> {
        self.unsaid.filter(|unsaid| unsaid.due <= now.moment)?;
        self.unsaid = None;
        Some(self.keep_words(now))
    }

    /// What becomes of words that no number goes with, when the program ends: somebody may want to say them again.
    pub fn mute_words(&self) -> Option<Clean> {
        let Screen::Rate(rate) = &self.screen else { return None };
        let words = rate.entry.mute_words()?;
        Some(Clean::visible(&format!("not kept, as no number was given with it: {words}")))
    }

    /// What is written so far, as facts.
    pub(super) fn keep_words(&mut self, now: Now) -> Turn {
        match &mut self.screen {
            Screen::After(after) => after.keep_note(now),
            Screen::Rate(rate) => rate.entry.keep_words(),
            Screen::History(history) => history.keep_words(now),
            Screen::Trends(trends) => trends.keep_words(now),
            _ => Turn::nothing(),
        }
    }
}
