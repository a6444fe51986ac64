//! Which of a person's files are watched, and for which screen a change matters.

use super::watch::{Told, Watch};
use crate::config::Places;
use crate::domain::time::Moment;
use crate::store::library::stamp::Watched;

/// What is shown of a person's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Home: something of all of them.
    Home,
    /// A routine being changed, in its file or for today.
    Routine,
    /// The settings being changed.
    Settings,
    /// The health profile being changed.
    Health,
    /// None: nothing is looked at.
    Else,
}

/// What somebody changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Changed {
    /// The settings.
    Settings,
    /// The plan, what was said of one's health, by which it goes, or what happened to the level.
    Plan,
    /// The history.
    History,
    /// The routines.
    Routines,
}

/// All that is watched.
pub(super) struct Watches {
    routines: Watch,
    settings: Watch,
    history: Watch,
    plan: Watch,
    health: Watch,
    levels: Watch,
}

impl Watches {
    /// From now on what is done to them is told.
    pub(super) fn new(places: &Places, now: Moment) -> Self {
        let watch = |watched| Watch::new(watched, now);
        let mut history = watch(Watched::History(places.history()));
        history.follow_links();
        Self {
            routines: watch(Watched::Routines(places.routines())),
            settings: watch(Watched::File(places.settings_file())),
            history,
            plan: watch(Watched::File(places.plan_file())),
            health: watch(Watched::File(places.profile_file())),
            levels: watch(Watched::File(places.levels_file())),
        }
    }

    /// Follows the links among them: behind the first frame, for it takes time.
    pub(super) fn follow_links(&mut self) {
        for watch in [&mut self.routines, &mut self.settings, &mut self.plan, &mut self.health, &mut self.levels] {
            watch.follow_links();
        }
    }

    /// By what the system tells of each.
    pub(super) fn fds(&self) -> [Option<Told>; 6] {
        let Self { routines, settings, history, plan, health, levels } = self;
        [routines, settings, history, plan, health, levels].map(Watch::fd)
    }

    /// Something was done to some of them.
    pub(super) fn hear(&mut self, now: Moment) {
        let Self { routines, settings, history, plan, health, levels } = self;
        for watch in [routines, settings, history, plan, health, levels] {
            watch.hear(now);
        }
    }

    /// The routines are read again soon.
    pub(super) fn read_routines_soon(&mut self, now: Moment) {
        self.routines.read_soon(now);
    }

    /// When to look at files of which nobody tells.
    pub(super) fn next_look(&mut self, shown: Shown) -> Option<Moment> {
        self.concerning(shown).filter_map(|(_, watch)| watch.next_wake()).min()
    }

    /// What was changed and is shown; each change is told once.
    pub(super) fn changed(&mut self, shown: Shown, now: Moment) -> Vec<Changed> {
        let mut changed: Vec<_> =
            self.concerning(shown).filter_map(|(what, watch)| watch.is_due(now).then_some(what)).collect();
        changed.dedup();
        changed
    }

    fn concerning(&mut self, shown: Shown) -> impl Iterator<Item = (Changed, &mut Watch)> {
        let home = shown == Shown::Home;
        [
            (Changed::Settings, &mut self.settings, home || shown == Shown::Settings),
            (Changed::Plan, &mut self.plan, home),
            (Changed::Plan, &mut self.health, home || shown == Shown::Health),
            (Changed::Plan, &mut self.levels, home),
            (Changed::History, &mut self.history, home),
            (Changed::Routines, &mut self.routines, home || shown == Shown::Routine),
        ]
        .into_iter()
        .filter_map(|(what, watch, concerns)| concerns.then_some((what, watch)))
    }
}
