//! Where a session stands, so that one that was cut off can go on.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::cue::left_at_halfway;
use super::hurt::{Felt, MOST_MARKS};
use super::ledger::{Ledger, Mark};
use super::{MOST_LEFT, Session, Share, State};
use crate::domain::catalogue;
use crate::domain::health::{Deed, Guard, Outlook, Verdict};
use crate::domain::plan::{Choice, Kind, Plan};
use crate::domain::record::{FactId, SessionRecord};
use crate::domain::time::{Moment, decimal_seconds, stamp};

/// Where a session stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Progress {
    /// The segment under way.
    pub segment: usize,
    /// Its length, with what was added or taken.
    #[serde(with = "decimal_seconds")]
    pub length: Duration,
    /// How much of it has been lived.
    #[serde(with = "decimal_seconds")]
    pub elapsed: Duration,
    /// What was delivered so far.
    pub shares: Vec<Share>,
    /// Blocks left by a skip.
    pub skipped: Vec<usize>,
    /// Where it hurt.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// Time lived, without pauses.
    #[serde(with = "decimal_seconds")]
    pub lived: Duration,
    /// Time paused.
    #[serde(with = "decimal_seconds")]
    pub paused: Duration,
}

/// A session that is not over: enough to go on with it after a crash, or to keep what was done of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Unfinished {
    /// The identity of its record to come; its ratings refer to it already.
    pub session: FactId,
    /// When it began.
    #[serde(with = "stamp")]
    pub started: DateTime<FixedOffset>,
    /// The last moment that is known of.
    #[serde(with = "stamp")]
    pub saved: DateTime<FixedOffset>,
    /// Its plan, with the sides as they were worked.
    pub plan: Plan,
    /// Where it stood.
    pub progress: Progress,
}

impl Unfinished {
    /// What is kept of it if nobody goes on with it.
    ///
    /// # Errors
    /// If its parts do not fit together.
    pub fn record(&self) -> Result<SessionRecord, BadProgress> {
        let session = Session::resume(self.plan.clone(), self.progress.clone(), Moment::default())?;
        Ok(session.record(self.started, Moment::default()))
    }

    /// What the health profile of today says of its plan. Only for one whose parts fit together.
    pub fn outlook(&self, guard: &Guard) -> Outlook {
        guard.outlook(&catalogue::deeds(&self.plan))
    }

    /// Makes what is left of it as light as the health profile of today wants it.
    pub fn soften(&mut self, guard: &Guard) {
        let said = self.plan.choice;
        let today = Choice { level: guard.level(said.level), ..said };
        for step in &mut self.plan.steps {
            step.limit = step.limit.map(|own| own.min(today.limit()));
            let deed = Deed::of(step.technique, &step.zones, step.position);
            if let Some(Verdict::Softened(softer, _)) = deed.map(|deed| guard.judge(deed)) {
                let limit = softer.limit(said);
                step.limit = Some(step.limit.map_or(limit, |own| own.min(limit)));
            }
        }
    }
}

/// A progress that does not belong to its plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("what was kept of the session does not fit its plan")]
pub struct BadProgress;

impl Progress {
    /// Whether a session of `plan` can stand here: one read back from a file is not trusted to.
    fn fits(&self, plan: &Plan) -> bool {
        let Some(segment) = plan.segments.get(self.segment) else { return false };
        let place = match segment.kind {
            Kind::Wait => self.length.is_zero(),
            _ => !self.length.is_zero() && self.elapsed <= self.length,
        };
        let left = self.length.saturating_sub(self.elapsed).saturating_add(plan.after(self.segment));
        let delivered = self.shares.iter().fold(Duration::ZERO, |sum, share| sum.saturating_add(share.done));
        place
            && left <= MOST_LEFT
            && self.elapsed <= self.lived
            && delivered <= self.lived
            && self.shares.iter().all(|share| share.block < plan.blocks.len())
            && self.marks.len() <= MOST_MARKS
            && self.marks.iter().all(|mark| mark.block < plan.blocks.len() && mark.at <= self.lived)
            && self.skipped.iter().all(|block| *block < plan.blocks.len())
    }
}

impl Session {
    /// Where the session stands at `now`.
    pub fn progress(&self, now: Moment) -> Progress {
        let settled = self.settled(now);
        Progress {
            segment: settled.at,
            length: settled.length,
            elapsed: settled.credited,
            shares: settled.ledger.shares,
            skipped: settled.ledger.skipped,
            marks: settled.ledger.marks,
            lived: settled.ledger.lived,
            paused: settled.ledger.paused,
        }
    }

    /// Goes on where a session stood, paused. The time since then is not credited.
    ///
    /// # Errors
    /// If the progress does not fit the plan, which a damaged file can cause.
    pub fn resume(plan: Plan, progress: Progress, now: Moment) -> Result<Self, BadProgress> {
        if !plan.is_sound() || !progress.fits(&plan) {
            return Err(BadProgress);
        }
        let left = progress.length.saturating_sub(progress.elapsed);
        let half = left_at_halfway(&plan.segments[progress.segment], progress.length);
        let worked = progress.shares.iter().rfind(|share| !plan.settles(share.block)).and_then(|share| {
            let work = plan.blocks.get(share.block).and_then(|block| plan.segments.get(block.work..block.end))?;
            // What was done twice is in it twice.
            let into = share.done.min(work.iter().map(|segment| segment.length).sum());
            Some(Felt { block: share.block, side: share.side, into })
        });
        Ok(Self {
            at: progress.segment,
            length: progress.length,
            after: plan.after(progress.segment),
            credited: progress.elapsed,
            heard: left,
            halved: half.is_some_and(|half| left <= half),
            state: State::Paused { left, since: now },
            seen: now,
            began_alone: None,
            worked,
            marked: None,
            skips: Vec::new(),
            wait_before_next: false,
            ledger: Ledger {
                shares: progress.shares,
                skipped: progress.skipped,
                marks: progress.marks,
                lived: progress.lived,
                paused: progress.paused,
            },
            plan,
        })
    }
}
