//! A session that was cut off: go on, keep what was done, or look first. No answer discards anything.

use crate::domain::record::{Ending, Fact, SessionRecord, What};
use crate::domain::session::Session;
use crate::domain::time::Now;
use crate::ui::effect::{Claim, Effect, Go, Turn, Unfinished};
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
}

impl Recover {
    /// Asks about `unfinished`.
    pub fn new(unfinished: Unfinished, now: Now) -> Self {
        let session = Session::resume(unfinished.plan.clone(), unfinished.progress.clone(), now.moment);
        let record = session.ok().map(|session| {
            let mut record = session.record(unfinished.started, now.moment);
            record.ending = Ending::Interrupted;
            record
        });
        let fresh = (now.wall - unfinished.seen).num_minutes() < GO_ON_UNTIL_HOURS * 60;
        Self { unfinished, record, fresh, look: false }
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        if self.fresh { Scope::Recover } else { Scope::RecoverLate }
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action, now: Now) -> Turn {
        match action {
            Action::KeepAndClose => self.keep_and_close(now),
            Action::GoOn => self.begin().with(Effect::Claim(Claim::GoOn)),
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

    fn keep_and_close(&self, now: Now) -> Turn {
        let Some(record) = self.record.clone() else { return Turn::go(Go::Home) };
        let what = What::Session(record);
        Turn::go(Go::Home).with(Effect::Keep(vec![Fact { id: self.unfinished.session, rev: 0, at: now.wall, what }]))
    }

    /// The session that was cut off.
    pub const fn unfinished(&self) -> &Unfinished {
        &self.unfinished
    }

    /// What was done of it; none if what was kept does not fit together.
    pub const fn record(&self) -> Option<&SessionRecord> {
        self.record.as_ref()
    }

    /// Whether every step is shown.
    pub const fn looks(&self) -> bool {
        self.look
    }
}
