//! What is said in passing, for how long, and when it asks for less pressure.

use super::{Player, READ_FOR};
use crate::domain::hearing::Hearing;
use crate::domain::plan::Kind;
use crate::domain::session::{AGAIN_WITHIN, Cue, CueKind, Hurting};
use crate::domain::time::Now;
use crate::domain::words::{Rated, Whose};
use crate::ui::keymap::Action;

/// Something said in passing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remark {
    /// The second press is wanted.
    Again(Action),
    /// The wheel is to be turned once more.
    TurnAgain(Action),
    /// What the session did.
    Did(CueKind),
    /// It hurt.
    Hurt(Hurting),
    /// Pain now.
    Rated(Rated),
    /// The keys are locked, and this is how to unlock them.
    Locked,
    /// They are not any more.
    Unlocked,
    /// So much is heard from now on.
    Heard(Hearing),
}

impl Player {
    /// Whether the work before it is over, and other work comes.
    pub(super) fn opens_a_block(&self, cue: Cue) -> bool {
        let plan = self.session.plan();
        let opens = || plan.segments.get(cue.segment).is_some_and(|_| plan.block_of(cue.segment).start == cue.segment);
        begins_a_segment(cue.kind) && opens()
    }

    /// Whether less pressure is asked for. In work that goes up and down the word for that comes back with the next way.
    pub fn lightens(&self, now: Now) -> bool {
        let said_for = match self.remark {
            Some((Remark::Hurt(Hurting::Here), until)) => AGAIN_WITHIN.saturating_sub(until.since(now.moment)),
            Some((Remark::Rated(rated), until)) if rated.whose == Whose::Shown && rated.is_too_much() => {
                READ_FOR.saturating_sub(until.since(now.moment))
            }
            _ => return false,
        };
        let glance = self.session.glance(now.moment);
        !matches!(glance.segment.kind, Kind::Up | Kind::Top | Kind::Down) || said_for <= glance.elapsed
    }
}

/// Whether a segment begins with it.
const fn begins_a_segment(kind: CueKind) -> bool {
    kind.is_change() && !matches!(kind, CueKind::NextZone | CueKind::Release)
}

/// Whether the screen says it for a moment.
pub(super) const fn is_remarked(kind: CueKind) -> bool {
    matches!(
        kind,
        CueKind::Skipped
            | CueKind::WentBack
            | CueKind::Added
            | CueKind::Taken
            | CueKind::WillWait
            | CueKind::WillNotWait
            | CueKind::Swapped
            | CueKind::NothingYet
            | CueKind::NotedAlready
            | CueKind::Away(_)
    )
}
