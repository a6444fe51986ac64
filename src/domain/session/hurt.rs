//! Where it hurt, and what a person feels while the hands change place.

use std::time::Duration;

use super::{Cue, CueKind, KEY_GRACE, Mark, Session, State};
use crate::domain::body::Side;
use crate::domain::time::Moment;

/// A second press within this time leaves the work that hurts.
pub const AGAIN_WITHIN: Duration = Duration::from_secs(5);

/// For so long after the hands have left their work, a number is taken to be about it: nobody has judged the new one yet.
/// A gap between the two is part of that time.
const JUDGED_AFTER: Duration = Duration::from_secs(3);

/// More marks than a person can make in the longest session; beyond them only the cue is given.
pub(super) const MOST_MARKS: usize = 3_000;

/// The work that a person feels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Felt {
    /// Which block of the plan.
    pub block: usize,
    /// On which side.
    pub side: Option<Side>,
    /// Time into its work.
    pub into: Duration,
}

/// Where it hurt, as seen from what goes on now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hurting {
    /// In the work under way: a second press skips it.
    Here,
    /// In the work that the hands have just left.
    Before,
    /// In work that was gone back to, and that has not begun again.
    Already,
}

impl Session {
    /// Where that is of which a cue about this segment said that it hurt.
    pub fn hurting(&self, segment: usize) -> Hurting {
        let now = self.plan.segments[self.at];
        match self.plan.segments.get(segment).is_some_and(|marked| marked.block == now.block) {
            true if now.kind.leads() => Hurting::Already,
            true => Hurting::Here,
            false => Hurting::Before,
        }
    }

    /// The work that is felt now: that under way, paused or not. While resting, getting ready, changing side or waiting it
    /// is the work before, which the hands have just left, and so it is for a key pressed in the instant that work ended
    /// by itself; before any work, a number is about the work to come.
    pub fn felt(&self, now: Moment) -> Felt {
        self.felt_after(KEY_GRACE, self.worked, now)
    }

    /// The work that a number given now is about: that which is [felt](Self::felt), but in the first moments of work that
    /// began with hardly a gap still the work before. Once one has settled down since then, it is the work to come.
    pub fn judged(&self, now: Moment) -> Felt {
        let number = self.plan.segments[self.at].block;
        let block = &self.plan.blocks[number];
        let gap: Duration = self.plan.segments[block.start..block.work].iter().map(|lead| lead.length).sum();
        let has_settled = |before: &Felt| (before.block + 1..number).any(|between| self.plan.settles(between));
        let before = self.worked.filter(|before| !has_settled(before));
        self.felt_after(JUDGED_AFTER.saturating_sub(gap).max(KEY_GRACE), before, now)
    }

    /// Whether nothing is under way that could be felt: one rests, gets ready, changes side or is waited for.
    pub fn is_between(&self) -> bool {
        self.plan.segments[self.at].kind.leads() || matches!(self.state, State::Held { .. })
    }

    fn felt_after(&self, begun: Duration, before: Option<Felt>, now: Moment) -> Felt {
        let number = self.plan.segments[self.at].block;
        let is_begun = |before: Felt| before.block != number && self.has_begun_within(begun, now);
        match before {
            Some(before) if self.is_between() || is_begun(before) => before,
            _ => {
                let into = self.work_lived(self.elapsed(now.max(self.seen)));
                Felt { block: number, side: self.plan.blocks[number].side, into }
            }
        }
    }

    /// Time into the work of the block under way, `elapsed` into this segment; those before it as they were planned.
    pub fn work_lived(&self, elapsed: Duration) -> Duration {
        let block = &self.plan.blocks[self.plan.segments[self.at].block];
        let before = self.plan.segments.get(block.work..self.at).unwrap_or_default();
        let inside = if self.at < block.work { Duration::ZERO } else { elapsed };
        before.iter().map(|segment| segment.length).sum::<Duration>().saturating_add(inside)
    }

    /// Whether no work has begun that could hurt.
    fn is_before_work(&self) -> bool {
        self.worked.is_none() && self.is_between()
    }

    /// Keeps where it hurts, unless no work has begun. A second press that follows within [`AGAIN_WITHIN`] skips the rest of that work, if it is
    /// still under way; if not, it is noted already.
    pub(super) fn hurt(&mut self, now: Moment, cues: &mut Vec<Cue>) {
        if self.is_before_work() {
            cues.push(self.cue(CueKind::NothingYet, now));
            return;
        }
        let mut felt = self.felt(now);
        self.settle(now);
        let under_way = self.plan.segments[self.at].block;
        let again = self.marked.filter(|(_, when)| now.since(*when) <= AGAIN_WITHIN);
        if felt.block != under_way && !self.is_between() && again.is_some_and(|(block, _)| block == felt.block) {
            // The work before is marked already: this is about the new one, however short a time ago it began.
            felt = self.felt_after(Duration::ZERO, None, now);
        }
        match again {
            Some((block, _)) if block == under_way && self.at >= self.plan.blocks[block].work => {
                let said = cues.len();
                self.skip(now, cues);
                // One press more, of an elbow perhaps, is about what was just left, and says nothing new.
                self.marked = Some((block, now)).filter(|_| cues.len() > said).or(self.marked);
                return;
            }
            Some((block, _)) if block == felt.block => {
                cues.push(self.cue(CueKind::NotedAlready, now));
                return;
            }
            _ => {}
        }
        if self.ledger.marks.len() < MOST_MARKS {
            let Felt { block, side, into } = felt;
            self.ledger.marks.push(Mark { block, side, at: self.ledger.lived, into });
        }
        self.marked = Some((felt.block, now));
        let segment = if felt.block == under_way { self.at } else { self.plan.blocks[felt.block].work };
        cues.push(Cue { kind: CueKind::ThatHurt, segment, at: now });
    }
}
