//! What moves a session out of its course: skip, back, more or less time, the other side.

use std::time::Duration;

use super::{Cue, CueKind, MOST_LEFT, Session, State};
use crate::domain::plan::Kind;
use crate::domain::time::Moment;

/// How much is added or taken by one press.
pub const EXTRA: Duration = Duration::from_secs(15);

/// What a press that takes time leaves at least, so that it never ends a segment.
const LEAST_LEFT: Duration = Duration::from_secs(3);

/// After so much work in a block, going back means its beginning and not the block before.
const BACK_RESTARTS: Duration = Duration::from_secs(3);

/// For so much lived time after a skip, going back takes it back.
const UNDO_REACH: Duration = Duration::from_secs(15);

/// Where a skip came from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Skipped {
    segment: usize,
    length: Duration,
    elapsed: Duration,
    halved: bool,
    /// The lived time at that moment.
    lived: Duration,
    /// Whether it used up the wish to be waited for.
    waited: bool,
}

impl Session {
    pub(super) fn skip(&mut self, now: Moment, cues: &mut Vec<Cue>) {
        if self.has_just_begun(now) {
            return;
        }
        self.settle(now);
        let mut skip = Skipped {
            segment: self.at,
            length: self.length,
            elapsed: self.credited,
            halved: self.halved,
            lived: self.ledger.lived,
            waited: self.wait_before_next,
        };
        let number = self.plan.segments[self.at].block;
        let block = self.plan.blocks[number];
        let target = if self.at < block.work {
            block.work
        } else {
            self.ledger.skip(number);
            block.end
        };
        cues.push(self.cue(CueKind::Skipped, now));
        self.go(target, now, cues);
        skip.waited &= !self.wait_before_next;
        self.skips.push(skip);
    }

    pub(super) fn back(&mut self, now: Moment, cues: &mut Vec<Cue>) {
        self.settle(now);
        self.marked = None;
        self.began_alone = None;
        let reach = |skip: &Skipped| self.ledger.lived.saturating_sub(skip.lived) <= UNDO_REACH;
        if let Some(skip) = self.skips.pop().filter(reach) {
            cues.push(self.cue(CueKind::WentBack, now));
            self.ledger.unskip(self.plan.segments[skip.segment].block);
            let quiet = &mut Vec::new();
            self.go(skip.segment, now, quiet);
            self.length = skip.length;
            self.credited = skip.elapsed;
            self.heard = skip.length.saturating_sub(skip.elapsed);
            self.halved = skip.halved;
            self.wait_before_next |= skip.waited;
            match &mut self.state {
                State::Paused { left, .. } => *left = self.heard,
                _ => {
                    self.start_clock(now);
                    cues.push(self.entry_cue(now));
                }
            }
            return;
        }
        self.skips.clear();
        let number = self.plan.segments[self.at].block;
        let worked = self.at > self.plan.blocks[number].work || self.credited > BACK_RESTARTS;
        let target = if self.at >= self.plan.blocks[number].work && worked { number } else { number.saturating_sub(1) };
        cues.push(self.cue(CueKind::WentBack, now));
        self.return_to(target, now, cues);
    }

    /// The beginning of a block, without the rest before it.
    pub(super) fn return_to(&mut self, block: usize, now: Moment, cues: &mut Vec<Cue>) {
        self.began_alone = None;
        self.ledger.unskip(block);
        let start = self.plan.blocks[block].start;
        let rested = usize::from(self.plan.segments[start].kind == Kind::Rest);
        self.go(start + rested, now, cues);
    }

    pub(super) fn change_length(&mut self, more: bool, now: Moment, cues: &mut Vec<Cue>) {
        let left = match self.state {
            State::Running { ends } => ends.since(now),
            State::Paused { left, .. } if self.plan.segments[self.at].kind != Kind::Wait => left,
            _ => return,
        };
        let wanted = if more { left + EXTRA } else { left.saturating_sub(EXTRA).max(LEAST_LEFT.min(left)) };
        if wanted == left || wanted + self.after > MOST_LEFT {
            return;
        }
        let passed = |session: &Self, left| session.zone_changes().filter(|mark| left <= *mark).count();
        let zone = passed(self, left);
        self.length = (self.length + wanted).saturating_sub(left);
        self.heard = wanted;
        match &mut self.state {
            State::Running { ends } => *ends = now.plus(wanted),
            State::Paused { left, .. } => *left = wanted,
            _ => {}
        }
        cues.push(self.cue(if more { CueKind::Added } else { CueKind::Taken }, now));
        // Each zone has its share of what is the length now.
        if passed(self, wanted) != zone {
            cues.push(self.cue(CueKind::NextZone, now));
        }
    }

    pub(super) fn swap_sides(&mut self, now: Moment, cues: &mut Vec<Cue>) {
        let here = self.plan.segments[self.at].block;
        if self.plan.blocks.iter().skip(here).any(|block| block.side.is_some()) {
            self.settle(now);
            self.plan.swap_sides_from(here);
            cues.push(self.cue(CueKind::Swapped, now));
        }
    }
}
