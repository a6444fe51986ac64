//! What can be seen of a session at a moment, without changing it.

use std::time::Duration;

use super::{Session, State};
use crate::domain::body::Part;
use crate::domain::motion::{Beat, place};
use crate::domain::plan::{Block, Kind, PlanStep, Segment};
use crate::domain::record::Ending;
use crate::domain::time::Moment;

/// How a session stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Counting down.
    Running,
    /// Paused.
    Paused,
    /// In a step that counts up until the person goes on.
    Counting,
    /// Waiting for the person before a block.
    Held,
    /// Over.
    Over(Ending),
}

/// The block that comes after this one.
#[derive(Clone, Copy, Debug)]
pub struct Next<'a> {
    /// The block.
    pub block: &'a Block,
    /// The texts of its step.
    pub step: &'a PlanStep,
    /// The length of its work.
    pub work: Duration,
}

/// A look at a session.
#[derive(Clone, Copy, Debug)]
pub struct Glance<'a> {
    /// The routine's name.
    pub name: &'a str,
    /// How it stands.
    pub standing: Standing,
    /// The segment under way.
    pub segment: &'a Segment,
    /// Its block.
    pub block: &'a Block,
    /// The texts of its step.
    pub step: &'a PlanStep,
    /// The number of the step among those of the plan, from 1.
    pub step_number: usize,
    /// How many steps the plan has.
    pub steps: usize,
    /// What the clock shows: what is left of the segment, or what has passed of one that counts up.
    pub clock: Duration,
    /// The length of the segment, with what was added or taken.
    pub length: Duration,
    /// How much of it has been lived.
    pub elapsed: Duration,
    /// The longest segment of this kind of time in the block: work with work, getting ready with getting ready.
    pub longest: Duration,
    /// What is left of the whole session; steps that count up until the person goes on are not in it.
    pub total_left: Duration,
    /// The whole length of the plan.
    pub total: Duration,
    /// The length of the block's work.
    pub work: Duration,
    /// What comes after this block.
    pub next: Option<Next<'a>>,
}

impl Glance<'_> {
    /// The moment of the segment.
    pub const fn beat(&self) -> Beat {
        Beat::of(self.segment, self.elapsed, self.length)
    }

    /// The part of the body that is worked, as the side is named with it.
    pub fn part(&self) -> Part {
        place::part(self.step, self.block.side, &self.beat())
    }
}

impl Session {
    /// The longest of the segments that share a clock with the one under way: those before the block's work, or its work.
    fn longest(&self) -> Duration {
        let block = &self.plan.blocks[self.plan.segments[self.at].block];
        let alike = if self.at < block.work { block.start..block.work } else { block.work..block.end };
        self.plan.segments[alike].iter().map(|segment| segment.length).max().unwrap_or_default().max(self.length)
    }

    fn work_of(&self, block: &Block) -> Duration {
        self.plan.segments[block.work..block.end].iter().map(|segment| segment.length).sum()
    }

    /// How it stands.
    pub const fn standing(&self) -> Standing {
        match self.state {
            State::Running { .. } => Standing::Running,
            State::Paused { .. } => Standing::Paused,
            State::Counting { .. } => Standing::Counting,
            State::Held { .. } => Standing::Held,
            State::Over(ending) => Standing::Over(ending),
        }
    }

    /// A look at the session at `now`. Once it is over, the last segment is shown with nothing left.
    pub fn glance(&self, now: Moment) -> Glance<'_> {
        let now = now.max(self.seen);
        let segment = &self.plan.segments[self.at];
        let block = &self.plan.blocks[segment.block];
        let standing = self.standing();
        let left = match self.state {
            State::Running { ends } => ends.since(now),
            State::Paused { left, .. } => left,
            State::Held { .. } => self.length,
            State::Counting { .. } | State::Over(_) => Duration::ZERO,
        };
        let over = matches!(standing, Standing::Over(_));
        Glance {
            name: &self.plan.name,
            standing,
            segment,
            block,
            step: &self.plan.steps[block.step],
            step_number: block.step + 1,
            steps: self.plan.steps.len(),
            clock: if segment.kind == Kind::Wait { self.elapsed(now) } else { left },
            length: self.length,
            elapsed: self.elapsed(now),
            longest: self.longest(),
            total_left: if over { Duration::ZERO } else { left.saturating_add(self.after) },
            total: self.plan.total(),
            work: self.work_of(block),
            next: self.plan.blocks.get(segment.block + 1).map(|next| Next {
                block: next,
                step: &self.plan.steps[next.step],
                work: self.work_of(next),
            }),
        }
    }
}
