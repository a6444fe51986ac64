//! What a session says at its moments.

use std::time::Duration;

use super::{Session, State};
use crate::domain::motion::place;
use crate::domain::plan::{Kind, Segment};
use crate::domain::record::Pain;
use crate::domain::time::Moment;

/// What the person should notice now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cue {
    /// What it is.
    pub kind: CueKind,
    /// The segment it belongs to.
    pub segment: usize,
    /// Its moment: the boundary itself, even if it was noticed a little later.
    pub at: Moment,
}

/// The kinds of cue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CueKind {
    /// Rest between rounds begins.
    Rest,
    /// Get ready for the next step.
    GetReady,
    /// Change to the other side; where no time is given for that, the work there begins with it.
    ChangeSide,
    /// Work begins.
    Go,
    /// The next of several spots.
    NextSpot,
    /// The hands go on to another zone, in the middle of a stretch of work.
    NextZone,
    /// A hold begins.
    Hold,
    /// A release begins.
    Release,
    /// Up.
    Up,
    /// Hold at the top.
    Top,
    /// Down.
    Down,
    /// Counting up until the person goes on.
    CountUp,
    /// Half of a long stretch of work is done.
    Halfway,
    /// So many seconds are left: 3, 2, 1.
    Last(u8),
    /// Waiting for the person before the next block.
    Waiting,
    /// Paused by the person.
    Paused,
    /// Going on after a pause.
    Resumed,
    /// The machine slept or the program was stopped for so long; paused, and none of it counts.
    Away(Duration),
    /// The rest of a part was skipped.
    Skipped,
    /// Gone back.
    WentBack,
    /// Fifteen seconds were added.
    Added,
    /// Fifteen seconds were taken.
    Taken,
    /// The next block will wait for the person.
    WillWait,
    /// It will not, after all.
    WillNotWait,
    /// Left is right from here on.
    Swapped,
    /// The person said that it hurt: less pressure. Its segment is one of the block that is meant.
    ThatHurt,
    /// The person gave a number for the pain that is more than the step under way allows: less pressure.
    AboveLimit(Pain),
    /// The same, and more than any work allows: less pressure, or none.
    TooMuch(Pain),
    /// A number like these about work that is not under way: nothing presses that could be made lighter.
    Noted,
    /// The person said once more that it hurt, in work that the hands have left since: it is noted already.
    NotedAlready,
    /// The person said that it hurt before any work had begun: there is nothing yet to keep it with.
    NothingYet,
    /// Ended by the person.
    Stopped,
    /// Lived to its end.
    Done,
}

impl CueKind {
    /// Whether something else is to be done from now on.
    pub const fn is_change(self) -> bool {
        matches!(
            self,
            Self::Rest
                | Self::GetReady
                | Self::ChangeSide
                | Self::Go
                | Self::NextSpot
                | Self::NextZone
                | Self::Hold
                | Self::Release
                | Self::Up
                | Self::Top
                | Self::Down
                | Self::CountUp
                | Self::Waiting
        )
    }
}

/// Work from this length on has a cue at half-way.
const HALFWAY_FROM: Duration = Duration::from_secs(20);

/// Segments from this length on count their last three seconds, and all that are followed by other work at once.
const LAST_FROM: Duration = Duration::from_secs(5);

/// What is left of a segment at its half-way cue, in whole seconds, if it is `length` long; none for one that has no such
/// cue.
pub const fn left_at_halfway(segment: &Segment, length: Duration) -> Option<Duration> {
    let halves = matches!(segment.kind, Kind::Work) && segment.of == 1 && length.as_secs() >= HALFWAY_FROM.as_secs();
    if halves { Some(Duration::from_secs(length.as_secs() / 2)) } else { None }
}

impl Session {
    /// How long it is until the half-way cue of the segment under way, if that is still to come and time passes.
    pub fn until_halfway(&self, now: Moment) -> Option<Duration> {
        let State::Running { ends } = self.state else { return None };
        let mark = left_at_halfway(&self.plan.segments[self.at], self.length).filter(|_| !self.halved)?;
        Some(ends.since(now).saturating_sub(mark)).filter(|until| !until.is_zero())
    }

    /// How long it is until the hands go on to another zone in the segment under way, if that is still to come.
    pub fn until_next_zone(&self, now: Moment) -> Option<Duration> {
        let State::Running { ends } = self.state else { return None };
        let left = ends.since(now);
        self.zone_changes().find(|mark| *mark < left).map(|mark| left - mark)
    }

    /// What is left of the segment under way at each of its changes of zone.
    pub(super) fn zone_changes(&self) -> impl Iterator<Item = Duration> {
        place::changes(self.plan.step_of(self.at), &self.plan.segments[self.at], self.length)
    }

    pub(super) const fn cue(&self, kind: CueKind, at: Moment) -> Cue {
        Cue { kind, segment: self.at, at }
    }

    /// The cue with which the segment under way begins.
    pub(super) fn entry_cue(&self, at: Moment) -> Cue {
        let segment = self.plan.segments[self.at];
        let kind = match segment.kind {
            _ if self.plan.changes_at_once(self.at) => CueKind::ChangeSide,
            Kind::Rest => CueKind::Rest,
            Kind::GetReady => CueKind::GetReady,
            Kind::ChangeSide => CueKind::ChangeSide,
            Kind::Work if segment.count > 1 => CueKind::NextSpot,
            Kind::Work => CueKind::Go,
            Kind::Hold => CueKind::Hold,
            Kind::Release => CueKind::Release,
            Kind::Up => CueKind::Up,
            Kind::Top => CueKind::Top,
            Kind::Down => CueKind::Down,
            Kind::Wait => CueKind::CountUp,
        };
        self.cue(kind, at)
    }

    /// Whether other work follows this segment with no gap between: where nothing else announces it, the end of a short
    /// time is counted, too.
    fn goes_elsewhere_at_once(&self) -> bool {
        let next = self.plan.segments.get(self.at + 1);
        next.is_some_and(|next| next.block != self.plan.segments[self.at].block && !next.kind.leads())
    }

    /// Gives the cues inside the segment under way that lie between what was left last time and what is left now.
    pub(super) fn give_marks(&mut self, left: Duration, now: Moment, cues: &mut Vec<Cue>) {
        let heard = std::mem::replace(&mut self.heard, left);
        let segment = self.plan.segments[self.at];
        let half = left_at_halfway(&segment, self.length).filter(|_| !self.halved);
        let halved = half.is_some_and(|half| left <= half && half < heard);
        let mut inside: Vec<(Duration, CueKind)> = half.map(|half| (half, CueKind::Halfway)).into_iter().collect();
        inside.extend(self.zone_changes().map(|left| (left, CueKind::NextZone)));
        let is_counted =
            self.length >= LAST_FROM && !matches!(segment.kind, Kind::Release | Kind::Up | Kind::Top | Kind::Down);
        if is_counted || self.goes_elsewhere_at_once() {
            inside.extend([3, 2, 1].map(|seconds: u8| (Duration::from_secs(seconds.into()), CueKind::Last(seconds))));
        }
        inside.sort_by_key(|(mark, _)| std::cmp::Reverse(*mark));
        let passed = inside.into_iter().filter(|(mark, _)| left <= *mark && *mark < heard);
        cues.extend(passed.map(|(mark, kind)| self.cue(kind, now.minus(mark - left))));
        self.halved |= halved;
    }
}
