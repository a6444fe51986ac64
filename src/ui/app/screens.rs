//! What can be up, and where keys have their meaning then.

use std::time::Duration;

use super::App;
use crate::domain::text::Clean;
use crate::domain::time::{Moment, Now};
use crate::ui::effect::Turn;
use crate::ui::keymap::Scope;
use crate::ui::list::Scroll;
use crate::ui::screen::adapt::Adapt;
use crate::ui::screen::after::After;
use crate::ui::screen::before::Before;
use crate::ui::screen::cues::CueCheck;
use crate::ui::screen::editor::Editor;
use crate::ui::screen::guide::Guide;
use crate::ui::screen::health::HealthCheck;
use crate::ui::screen::history::History;
use crate::ui::screen::learn::Learn;
use crate::ui::screen::player::Player;
use crate::ui::screen::rate::Rate;
use crate::ui::screen::recover::Recover;
use crate::ui::screen::settings::SettingsForm;
use crate::ui::screen::trends::Trends;

/// The screen that is up.
#[derive(Debug)]
pub enum Screen {
    /// Home.
    Home,
    /// A routine adapted for today.
    Adapt(Box<Adapt>),
    /// Before a session.
    Before(Box<Before>),
    /// A session.
    Player(Box<Player>),
    /// After a session.
    After(Box<After>),
    /// What was done.
    History(Box<History>),
    /// Whether it is getting better.
    Trends(Box<Trends>),
    /// What there is to read.
    Learn(Box<Learn>),
    /// A rating of any kind.
    Rate(Box<Rate>),
    /// A session that was cut off.
    Recover(Box<Recover>),
    /// The health profile.
    Health(Box<HealthCheck>),
    /// What is heard and seen.
    Cues(Box<CueCheck>),
    /// A routine being changed.
    Editor(Box<Editor>),
    /// A new routine: how it begins.
    Guide(Box<Guide>),
    /// The settings being changed.
    Settings(Box<SettingsForm>),
}

/// What lies over the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The keys of the screen below.
    Help(Scroll),
    /// A session runs elsewhere.
    Busy(Elsewhere),
}

/// A session that runs in another window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// Where it runs.
    pub who: Clean,
    /// How it stands there, for who looks on.
    pub seen: Option<Clean>,
    /// When to look again.
    pub(super) next: Option<Moment>,
}

/// So often somebody who looks on sees how it stands.
const LOOK_EVERY: Duration = Duration::from_secs(1);

impl Elsewhere {
    /// Nobody looks on yet.
    pub(super) const fn new(who: Clean) -> Self {
        Self { who, seen: None, next: None }
    }

    /// How it stands there, and when to look again.
    pub(super) fn see(&mut self, text: Clean, now: Now) -> Turn {
        (self.seen, self.next) = (Some(text), Some(now.moment.plus(LOOK_EVERY)));
        Turn::draw()
    }
}

impl App {
    /// Where keys have their meaning now.
    pub fn scope(&self) -> Scope {
        match self.overlay {
            Some(Overlay::Help(_)) => Scope::Help,
            Some(Overlay::Busy(_)) => Scope::Busy,
            None => self.screen_scope(),
        }
    }

    /// The scope of the screen itself, whatever lies over it.
    pub(in crate::ui) fn screen_scope(&self) -> Scope {
        match &self.screen {
            Screen::Home => self.home.scope(),
            Screen::Adapt(adapt) => adapt.scope(),
            Screen::Before(before) => before.scope(),
            Screen::Player(player) => player.scope(),
            Screen::After(after) => after.scope(),
            Screen::History(history) => history.scope(),
            Screen::Trends(trends) => trends.scope(),
            Screen::Learn(learn) => learn.scope(),
            Screen::Rate(rate) => rate.entry.scope(),
            Screen::Recover(recover) => recover.scope(),
            Screen::Health(check) => check.scope(),
            Screen::Cues(check) => check.scope(),
            Screen::Editor(editor) => editor.scope(),
            Screen::Guide(guide) => guide.scope(),
            Screen::Settings(form) => form.scope(),
        }
    }
}
