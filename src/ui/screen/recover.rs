//! A session that was cut off: go on, keep what was done, or look first. No answer discards anything.

use crate::domain::health::{Guard, Outlook};
use crate::domain::record::{RedFlags, SessionRecord};
use crate::domain::session::Unfinished;
use crate::domain::time::Now;
use crate::ui::effect::{Claim, Effect, Go, Turn, Wanted};
use crate::ui::keymap::{Action, Scope};

/// Up to this age, going on is the first answer; later, keeping what was done is.
const GO_ON_UNTIL_HOURS: i64 = 2;

/// The screen.
#[derive(Clone, Debug)]
pub struct Recover {
    unfinished: Unfinished,
    record: Option<SessionRecord>,
    /// Whether it was cut off so recently that going on is what most people want.
    fresh: bool,
    look: bool,
    /// What the health profile of today says of it.
    outlook: Outlook,
    /// What was said today that speaks against any session.
    flags: RedFlags,
    /// The routine that was asked for: it comes once this one is closed.
    wanted: Option<Box<Wanted>>,
}

impl Recover {
    /// Asks about `unfinished`.
    pub fn new(unfinished: Unfinished, now: Now) -> Self {
        let record = unfinished.record().ok();
        let fresh = (now.wall - unfinished.saved).num_minutes() < GO_ON_UNTIL_HOURS * 60;
        Self {
            unfinished,
            record,
            fresh,
            look: false,
            outlook: Outlook::default(),
            flags: RedFlags::NONE,
            wanted: None,
        }
    }

    /// The same before a routine that was asked for.
    #[must_use]
    pub fn before(mut self, wanted: Wanted) -> Self {
        self.wanted = Some(Box::new(wanted));
        self
    }

    /// The same on a day on which this was said: it does not go on.
    #[must_use]
    pub const fn flagged(mut self, flags: RedFlags) -> Self {
        self.flags = flags;
        self
    }

    /// What was said today that speaks against any session.
    pub const fn flags(&self) -> RedFlags {
        self.flags
    }

    /// The same under the health profile of today: lighter where it wants that, and held where it leaves a step out.
    #[must_use]
    pub fn guarded(mut self, guard: &Guard) -> Self {
        if self.record.is_some() {
            self.outlook = self.unfinished.outlook(guard);
            if !self.is_held() {
                self.unfinished.soften(guard);
            }
        }
        self
    }

    /// Whether the health profile leaves out a step of it, or there is no session today: it does not go on as it was
    /// without being asked to.
    pub const fn is_held(&self) -> bool {
        !self.outlook.hidden.is_empty() || self.is_log_only()
    }

    /// Whether it does not go on at all today.
    pub const fn is_log_only(&self) -> bool {
        self.outlook.log_only || !self.flags.is_empty()
    }

    /// What the health profile of today says of it.
    pub const fn outlook(&self) -> &Outlook {
        &self.outlook
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        match (self.is_log_only(), self.is_held(), self.fresh) {
            (true, ..) => Scope::RecoverLogOnly,
            (false, true, _) => Scope::RecoverHeld,
            (false, false, true) => Scope::Recover,
            (false, false, false) => Scope::RecoverLate,
        }
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action) -> Turn {
        match action {
            Action::KeepAndClose => {
                let next = self.wanted.take().map_or(Go::Home, Go::Before);
                Turn::go(next).with(Effect::CloseCutOff(self.unfinished.session))
            }
            Action::GoOn if self.is_held() => Turn::nothing(),
            Action::Anyway if self.is_log_only() || !self.is_held() => Turn::nothing(),
            Action::GoOn | Action::Anyway => {
                let Unfinished { session, saved, .. } = self.unfinished;
                self.begin().with(Effect::Claim(Claim::GoOn(session, saved)))
            }
            Action::Details => {
                self.look = !self.look;
                Turn::draw()
            }
            Action::Back => Turn::go(Go::Home),
            _ => Turn::nothing(),
        }
    }

    /// Goes on as the one running session.
    pub fn begin(&self) -> Turn {
        Turn::go(Go::Resume(Box::new(self.unfinished.clone())))
    }

    /// The session that was cut off.
    pub const fn unfinished(&self) -> &Unfinished {
        &self.unfinished
    }

    /// What was done of it; none if what was kept does not fit together.
    pub const fn record(&self) -> Option<&SessionRecord> {
        self.record.as_ref()
    }

    /// Whether going on is what most people want.
    pub const fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// Whether every step is shown.
    pub const fn looks(&self) -> bool {
        self.look
    }
}
