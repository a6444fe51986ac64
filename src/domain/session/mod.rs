//! The engine: a plan being lived. Told the time, it answers with cues and names its next wake; it knows no clock,
//! no screen and no file.
//!
//! Nothing is counted down: a running segment has a moment at which it ends, and what is left is computed from it. The
//! next segment begins where the last one ended, so there is nothing that could drift.

mod cue;
mod glance;
mod hurt;
mod ledger;
mod moves;
mod progress;

use std::time::Duration;

pub use cue::{Cue, CueKind, left_at_halfway};
pub use glance::{Glance, Next, Standing};
pub use hurt::{AGAIN_WITHIN, Felt, Hurting};
pub use ledger::{Mark, Share};
pub use moves::EXTRA;
pub use progress::{BadProgress, Progress, Unfinished};

use super::plan::{Kind, Plan};
use super::record::Ending;
use super::time::{Moment, shown_seconds};
use ledger::Ledger;
use moves::Skipped;

/// How far the clock may run past the wished wake before the time between counts as not lived: the lid was closed, or
/// the process was stopped.
pub const LEAP: Duration = Duration::from_secs(3);

/// For so long after a part ended by itself, a key is taken to be meant for the part that just ended.
pub const KEY_GRACE: Duration = Duration::from_millis(500);

/// The most that may be left in a session after adding time.
const MOST_LEFT: Duration = Duration::from_secs(super::routine::bounds::TOTAL_SECONDS);

/// What a person can ask of a session.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Input {
    /// The one big button: pauses, resumes, goes on when waited for.
    Toggle,
    /// Pauses, if running.
    Pause,
    /// Resumes, if paused; goes on when waited for.
    Resume,
    /// Leaves the rest of this part: getting ready, or the block's work.
    Skip,
    /// Takes back a skip just made; else the beginning of this block, or the block before.
    Back,
    /// The beginning of this block.
    Restart,
    /// Fifteen seconds more for this segment.
    AddTime,
    /// Fifteen seconds less for this segment, never ending it.
    TakeTime,
    /// Waits before the next block until told to go on; a second time takes it back.
    WaitForMe,
    /// Left for right, from here to the end.
    SwapSides,
    /// It hurts here: keeps where; a second time within five seconds leaves the rest of the work that hurts.
    ThatHurt,
    /// Ends the session.
    Stop,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// Until a moment.
    Running { ends: Moment },
    /// With so much left.
    Paused { left: Duration, since: Moment },
    /// In a step that counts up until the person goes on; it had counted to `from` already.
    Counting { since: Moment, from: Duration },
    /// Before a block, because the person asked to be waited for.
    Held { since: Moment },
    /// Over.
    Over(Ending),
}

/// A plan being lived.
#[derive(Clone, Debug)]
pub struct Session {
    plan: Plan,
    /// The segment under way.
    at: usize,
    /// Its length, with what was added or taken.
    length: Duration,
    /// The length of all segments after it.
    after: Duration,
    /// How much of this segment is in the ledger already.
    credited: Duration,
    /// What was left when cues were last given.
    heard: Duration,
    /// Whether half of this segment has been announced.
    halved: bool,
    state: State,
    /// The last moment this session was told of.
    seen: Moment,
    /// When the present part began, if it did so by itself.
    began_alone: Option<Moment>,
    /// Where the hands worked last; settling down is no work for them.
    worked: Option<Felt>,
    /// The block of the last mark, and when it was made.
    marked: Option<(usize, Moment)>,
    skips: Vec<Skipped>,
    wait_before_next: bool,
    ledger: Ledger,
}

impl Session {
    /// Begins to live `plan`, and says its first cue. None for a plan in which there is nothing to do.
    pub fn new(plan: Plan, now: Moment) -> Option<(Self, Vec<Cue>)> {
        if plan.is_empty() {
            return None;
        }
        let mut session = Self {
            at: 0,
            length: Duration::ZERO,
            after: Duration::ZERO,
            credited: Duration::ZERO,
            heard: Duration::ZERO,
            halved: false,
            state: State::Running { ends: now },
            seen: now,
            began_alone: None,
            worked: None,
            marked: None,
            skips: Vec::new(),
            wait_before_next: false,
            ledger: Ledger::default(),
            plan,
        };
        let mut cues = Vec::new();
        session.go(0, now, &mut cues);
        Some((session, cues))
    }

    /// The plan, with the sides as they are worked now.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The segment under way.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// How it ended, once it is over.
    pub const fn ending(&self) -> Option<Ending> {
        match self.state {
            State::Over(ending) => Some(ending),
            _ => None,
        }
    }

    /// Whether the next block will be waited with.
    pub const fn waits_before_next(&self) -> bool {
        self.wait_before_next
    }

    /// The next moment at which something visible or audible changes; none while everything stands still.
    pub fn next_wake(&self) -> Option<Moment> {
        match self.state {
            State::Running { ends } => {
                let after_this_second = shown_seconds(ends.since(self.seen)).saturating_sub(1);
                Some(ends.minus(Duration::from_secs(after_this_second)))
            }
            State::Counting { .. } => {
                let counted = self.elapsed(self.seen);
                let next = Duration::from_secs(counted.as_secs().saturating_add(1));
                Some(self.seen.plus(next.saturating_sub(counted)))
            }
            State::Paused { .. } | State::Held { .. } | State::Over(_) => None,
        }
    }

    /// Lets time pass: crosses every boundary up to `now`, in order. If the clock leapt far beyond the wished wake, the
    /// time between is not credited and the session is paused where it was last seen.
    pub fn advance(&mut self, now: Moment) -> Vec<Cue> {
        let mut cues = Vec::new();
        self.advance_into(now, &mut cues);
        cues
    }

    /// The machine slept for `away`, and the monotonic clock did not count it: pauses where the session was last seen.
    pub fn slept(&mut self, away: Duration, now: Moment) -> Vec<Cue> {
        let mut cues = Vec::new();
        if self.ending().is_some() {
            return cues;
        }
        if matches!(self.state, State::Running { .. } | State::Counting { .. }) {
            self.lapse(away, &mut cues);
        }
        self.ledger.paused = self.ledger.paused.saturating_add(away);
        self.seen = self.seen.max(now);
        cues
    }

    /// The process was stopped and goes on at `now`: pauses where the session was last seen, however short it was.
    pub fn stopped(&mut self, now: Moment) -> Vec<Cue> {
        let mut cues = Vec::new();
        if matches!(self.state, State::Running { .. } | State::Counting { .. }) {
            self.lapse(now.since(self.seen), &mut cues);
        }
        self.seen = self.seen.max(now);
        cues
    }

    /// Does what the person asks, as of `now`.
    pub fn handle(&mut self, input: Input, now: Moment) -> Vec<Cue> {
        let mut cues = Vec::new();
        let lapsed = self.advance_into(now, &mut cues);
        let now = self.seen;
        match (input, self.state) {
            (_, State::Over(_)) => {}
            // The button was pressed for what was on the screen before: something that ran and was to be paused.
            (Input::Toggle, State::Paused { .. }) if lapsed => {}
            (Input::Toggle, State::Counting { .. } | State::Held { .. }) if self.has_just_begun(now) => {}
            (Input::Toggle | Input::Pause, State::Running { ends }) => {
                self.settle(now);
                self.state = State::Paused { left: ends.since(now), since: now };
                cues.push(self.cue(CueKind::Paused, now));
            }
            (Input::Toggle | Input::Resume, State::Paused { .. }) => {
                self.resume_clock(now);
                cues.push(self.cue(CueKind::Resumed, now));
            }
            (Input::Toggle | Input::Resume, State::Held { .. }) => {
                self.resume_clock(now);
                cues.push(self.entry_cue(now));
            }
            (Input::Toggle | Input::Resume, State::Counting { .. }) => {
                self.settle(now);
                self.skips.clear();
                self.go(self.at + 1, now, &mut cues);
            }
            (Input::Skip, _) => self.skip(now, &mut cues),
            (Input::Back, _) => self.back(now, &mut cues),
            (Input::Restart, _) => {
                self.settle(now);
                self.skips.clear();
                self.return_to(self.plan.segments[self.at].block, now, &mut cues);
            }
            (Input::AddTime | Input::TakeTime, _) => self.change_length(input == Input::AddTime, now, &mut cues),
            (Input::WaitForMe, _) => {
                self.wait_before_next = !self.wait_before_next;
                cues.push(self.cue(if self.wait_before_next { CueKind::WillWait } else { CueKind::WillNotWait }, now));
            }
            (Input::ThatHurt, _) => self.hurt(now, &mut cues),
            (Input::SwapSides, _) => self.swap_sides(now, &mut cues),
            (Input::Stop, _) => {
                self.settle(now);
                self.leave_pause(now);
                self.state = State::Over(Ending::Early);
                cues.push(self.cue(CueKind::Stopped, now));
            }
            (Input::Pause | Input::Resume, _) => {}
        }
        self.cross(now, &mut cues);
        cues
    }

    /// The same for somebody who is not at the keys, and aims at nothing on the screen: what began by itself a moment ago
    /// can be skipped or gone on from, too, unless it began in this very instant.
    pub fn told(&mut self, input: Input, now: Moment) -> Vec<Cue> {
        if matches!(input, Input::Skip | Input::Toggle) {
            self.began_alone = None;
        }
        self.handle(input, now)
    }

    /// Lets time pass; says whether the clock leapt.
    fn advance_into(&mut self, now: Moment, cues: &mut Vec<Cue>) -> bool {
        let now = now.max(self.seen);
        let lapsed = self.next_wake().is_some_and(|wish| now.since(wish) > LEAP);
        if lapsed {
            self.lapse(now.since(self.seen), cues);
        }
        self.seen = now;
        self.cross(now, cues);
        if let State::Running { ends } = self.state {
            self.give_marks(ends.since(now), now, cues);
        }
        lapsed
    }

    /// Crosses every boundary up to `now`, in order.
    fn cross(&mut self, now: Moment, cues: &mut Vec<Cue>) {
        while let State::Running { ends } = self.state
            && ends <= now
        {
            self.give_marks(Duration::ZERO, ends, cues);
            self.finish_segment(ends, cues);
        }
    }

    /// Pauses at the moment last seen: what came after it was not lived.
    fn lapse(&mut self, away: Duration, cues: &mut Vec<Cue>) {
        let seen = self.seen;
        self.settle(seen);
        let left = match self.state {
            State::Running { ends } => ends.since(seen),
            _ => Duration::ZERO,
        };
        self.state = State::Paused { left, since: seen };
        cues.push(self.cue(CueKind::Away(away), seen));
    }

    /// The segment under way ended by itself at `ends`.
    fn finish_segment(&mut self, ends: Moment, cues: &mut Vec<Cue>) {
        self.credit(self.length);
        let next = self.at + 1;
        if let Some(segment) = self.plan.segments.get(next)
            && self.is_new_part(segment.block, next)
        {
            self.began_alone = Some(ends);
            if segment.block != self.plan.segments[self.at].block {
                self.skips.clear();
            }
        }
        self.go(next, ends, cues);
    }

    /// Whether the present part began by itself so short a time ago that a key was meant for the one before.
    fn has_just_begun(&self, now: Moment) -> bool {
        self.has_begun_within(KEY_GRACE, now)
    }

    /// Whether the present part began by itself less than `span` ago.
    fn has_begun_within(&self, span: Duration, now: Moment) -> bool {
        self.began_alone.is_some_and(|began| now.since(began) < span)
    }

    /// Whether `segment` opens a block or its work.
    fn is_new_part(&self, block: usize, segment: usize) -> bool {
        self.plan.blocks.get(block).is_some_and(|block| segment == block.start || segment == block.work)
    }

    /// Makes `segment` the one under way from `now` on. Paused stays paused; past the last one, the session is over.
    fn go(&mut self, segment: usize, now: Moment, cues: &mut Vec<Cue>) {
        let Some(next) = self.plan.segments.get(segment).copied() else {
            self.leave_pause(now);
            self.state = State::Over(Ending::Finished);
            cues.push(self.cue(CueKind::Done, now));
            return;
        };
        let onward = self.plan.segments[self.at].block < next.block;
        let waits = onward && std::mem::take(&mut self.wait_before_next);
        self.at = segment;
        self.length = next.length;
        self.after = self.plan.after(segment);
        self.credited = Duration::ZERO;
        self.heard = next.length;
        self.halved = false;
        match self.state {
            State::Paused { since, .. } => {
                self.state = State::Paused { left: next.length, since };
            }
            _ if waits => {
                self.leave_pause(now);
                self.state = State::Held { since: now };
                cues.push(self.cue(CueKind::Waiting, now));
            }
            _ => {
                self.resume_clock(now);
                cues.push(self.entry_cue(now));
            }
        }
    }

    /// Runs what is left of the segment under way from `now` on.
    fn start_clock(&mut self, now: Moment) {
        self.state = if self.plan.segments[self.at].kind == Kind::Wait {
            State::Counting { since: now, from: self.credited }
        } else {
            State::Running { ends: now.plus(self.length.saturating_sub(self.credited)) }
        };
    }

    fn resume_clock(&mut self, now: Moment) {
        self.leave_pause(now);
        self.start_clock(now);
    }

    fn leave_pause(&mut self, now: Moment) {
        if let State::Paused { since, .. } | State::Held { since } = self.state {
            self.ledger.paused = self.ledger.paused.saturating_add(now.since(since));
        }
    }

    /// How much of the segment under way has been lived.
    fn elapsed(&self, now: Moment) -> Duration {
        match self.state {
            State::Running { ends } => self.length.saturating_sub(ends.since(now)),
            State::Paused { .. } => self.credited,
            State::Counting { since, from } => from.saturating_add(now.since(since)),
            State::Held { .. } | State::Over(_) => Duration::ZERO,
        }
    }

    /// Puts what was lived of this segment up to `now` into the ledger.
    fn settle(&mut self, now: Moment) {
        self.credit(self.elapsed(now));
    }

    /// This session as it will be once it is told of `now`, with everything up to then in the ledger.
    fn settled(&self, now: Moment) -> Self {
        let mut settled = self.clone();
        settled.advance_into(now, &mut Vec::new());
        settled.settle(settled.seen);
        settled.leave_pause(settled.seen);
        settled
    }

    fn credit(&mut self, elapsed: Duration) {
        let fresh = elapsed.saturating_sub(self.credited);
        self.credited = self.credited.max(elapsed);
        let segment = self.plan.segments[self.at];
        self.ledger.lived = self.ledger.lived.saturating_add(fresh);
        if segment.kind.is_work() {
            let side = self.plan.blocks[segment.block].side;
            self.ledger.deliver(segment.block, side, fresh);
            if !fresh.is_zero() && !self.plan.settles(segment.block) {
                self.worked = Some(Felt { block: segment.block, side, into: self.work_lived(self.credited) });
            }
        }
    }
}
