//! A rating of any kind, from home: first steps unless something else is chosen.

use crate::domain::body::Feet;
use crate::domain::record::Fact;
use crate::domain::time::Now;
use crate::ui::effect::{Effect, Go, Turn};
use crate::ui::entry::Entry;
use crate::ui::keymap::Action;

/// The screen.
#[derive(Clone, Debug)]
pub struct Rate {
    /// What is rated.
    pub entry: Entry,
}

impl Rate {
    /// Nothing rated yet on this screen; `recent` says what was rated today before.
    pub fn new(feet: Feet, recent: &[Fact], now: Now) -> Self {
        Self { entry: Entry::new(feet, recent, now) }
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action, now: Now) -> Turn {
        match action {
            Action::Back if !self.entry.holds() => {
                let home = Turn::go(Go::Home);
                // Home shows the first steps of the last weeks, these among them.
                if self.entry.is_changed() { home.with(Effect::ReadRecent) } else { home }
            }
            action => self.entry.update(action, now),
        }
    }
}
