//! What was delivered, skipped and paused, exactly.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::Session;
use crate::domain::body::Side;
use crate::domain::order;
use crate::domain::record::{Ending, Hurt, SessionRecord, StepRecord};
use crate::domain::time::{Moment, decimal_seconds};

/// Time delivered in a block on one side.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Share {
    /// Which block of the plan.
    pub block: usize,
    /// On which side it was lived: not the block's side if sides were swapped since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// How long.
    #[serde(with = "decimal_seconds")]
    pub done: Duration,
}

/// Where the person said that it hurt.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Mark {
    /// Which block of the plan.
    pub block: usize,
    /// On which side it was worked then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Time lived of the session until then.
    #[serde(with = "decimal_seconds")]
    pub at: Duration,
    /// Time into the work of the block.
    #[serde(rename = "in", with = "decimal_seconds")]
    pub into: Duration,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    /// The work done last stands last.
    pub(super) shares: Vec<Share>,
    /// Blocks left by a skip, and not done again since.
    pub(super) skipped: Vec<usize>,
    /// Where it hurt: nothing takes these back.
    pub(super) marks: Vec<Mark>,
    pub(super) lived: Duration,
    pub(super) paused: Duration,
}

impl Ledger {
    pub(super) fn deliver(&mut self, block: usize, side: Option<Side>, done: Duration) {
        if done.is_zero() {
            return;
        }
        let known = self.shares.iter().rposition(|share| share.block == block && share.side == side);
        let before = known.map_or(Duration::ZERO, |at| self.shares.remove(at).done);
        self.shares.push(Share { block, side, done: before.saturating_add(done) });
    }

    pub(super) fn skip(&mut self, block: usize) {
        if !self.skipped.contains(&block) {
            self.skipped.push(block);
        }
    }

    pub(super) fn unskip(&mut self, block: usize) {
        self.skipped.retain(|skipped| *skipped != block);
    }
}

impl Session {
    /// What is kept of this session as of `now`: planned against done for each step and side, in the order of the plan.
    /// A session that is not over yet counts as interrupted.
    pub fn record(&self, started: DateTime<FixedOffset>, now: Moment) -> SessionRecord {
        let settled = self.settled(now);
        let mut rows: Vec<(usize, StepRecord)> = Vec::new();
        for (number, block) in self.plan.blocks.iter().enumerate() {
            let planned = self.plan.segments[block.start..block.end]
                .iter()
                .filter(|segment| segment.kind.is_work())
                .map(|segment| segment.length)
                .sum::<Duration>();
            let row = self.row(&mut rows, block.step, block.side);
            row.planned += planned;
            row.skipped |= settled.ledger.skipped.contains(&number);
        }
        let mut shares = settled.ledger.shares.clone();
        order::by_key(&mut shares, |share| share.block);
        for share in &shares {
            let Some(block) = self.plan.blocks.get(share.block) else { continue };
            let row = self.row(&mut rows, block.step, share.side);
            row.done = row.done.saturating_add(share.done);
        }
        for mark in &settled.ledger.marks {
            let Some(block) = self.plan.blocks.get(mark.block) else { continue };
            let round = (block.rounds > 1).then_some(block.round);
            let row = self.row(&mut rows, block.step, mark.side);
            row.hurts.push(Hurt { at: mark.at, into: mark.into, round });
        }
        SessionRecord {
            routine: self.plan.routine.clone(),
            name: self.plan.name.clone(),
            started,
            ending: settled.ending().unwrap_or(Ending::Interrupted),
            planned: self.plan.total(),
            lived: settled.ledger.lived,
            paused: settled.ledger.paused,
            fitted: self.plan.fitted.clone(),
            steps: rows.into_iter().map(|(_, row)| row).collect(),
        }
    }

    fn row<'r>(&self, rows: &'r mut Vec<(usize, StepRecord)>, step: usize, side: Option<Side>) -> &'r mut StepRecord {
        let at = rows.iter().position(|(s, row)| *s == step && row.side == side).unwrap_or_else(|| {
            let texts = &self.plan.steps[step];
            let row = StepRecord {
                name: texts.name.clone(),
                technique: texts.technique,
                side,
                planned: Duration::ZERO,
                done: Duration::ZERO,
                skipped: false,
                hurts: Vec::new(),
            };
            rows.push((step, row));
            rows.len() - 1
        });
        &mut rows[at].1
    }
}
