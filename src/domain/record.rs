//! What is kept: sessions, pain ratings and notes, each as one fact that is only ever added to.

mod day;
mod flags;
mod pain;

use std::time::Duration;

use chrono::{DateTime, FixedOffset, SubsecRound as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::body::{Side, Technique};
use super::routine::RoutineId;
use super::text::{self, Clean};
use super::time::{decimal_seconds, stamp};
use crate::domain::order;
pub use day::{DayMark, MarkedDay};
pub use flags::{Flagged, RedFlag, RedFlags};
pub use pain::{Band, NotPain, Pain};

/// The identity of a fact: random, ordered by time (UUID version 7).
pub type FactId = Uuid;

/// The traffic light of discomfort in the middle of a session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Light {
    /// Go on.
    Green,
    /// Fine if it settles.
    Amber,
    /// Stop.
    Red,
}

/// When a pain rating was taken.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PainKind {
    /// The first steps after waking.
    FirstStep,
    /// The average of a day.
    DayAverage,
    /// Now, before a session.
    NowBefore,
    /// Now, in the middle of a session.
    NowDuring,
    /// Now, after a session.
    NowAfter,
}

impl PainKind {
    /// The word used on the command line and in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::FirstStep => "first-step",
            Self::DayAverage => "day-average",
            Self::NowBefore => "now-before",
            Self::NowDuring => "now-during",
            Self::NowAfter => "now-after",
        }
    }
}

/// One pain rating of one foot.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rating {
    /// Which foot.
    pub side: Side,
    /// When it was taken. (`pain` in files: `kind` there is the kind of fact.)
    #[serde(rename = "pain")]
    pub kind: PainKind,
    /// How strong.
    pub value: Pain,
    /// The session it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<FactId>,
    /// A word about it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "text::some_lines")]
    pub note: Option<Clean>,
    /// Where it hurts, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Clean>,
}

/// How a session ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// The plan was lived to its end.
    Finished,
    /// The person ended it earlier.
    Early,
    /// The program ended: a crash, a closed window, an empty battery.
    Interrupted,
}

/// What was done of one step on one side.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StepRecord {
    /// The step's name at that time.
    #[serde(rename = "n")]
    pub name: Clean,
    /// What the hands did.
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    pub technique: Option<Technique>,
    /// On which side; none when both were worked together.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Seconds of work planned.
    #[serde(rename = "p", with = "decimal_seconds")]
    pub planned: Duration,
    /// Seconds of work delivered.
    #[serde(rename = "d", with = "decimal_seconds")]
    pub done: Duration,
    /// Whether any of it was skipped.
    #[serde(rename = "x", default, skip_serializing_if = "std::ops::Not::not")]
    pub skipped: bool,
    /// Where the person said that it hurt, in that order.
    #[serde(rename = "h", default, skip_serializing_if = "Vec::is_empty")]
    pub hurts: Vec<Hurt>,
}

/// A moment of a step at which the person said that it hurt.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Hurt {
    /// Seconds lived of the session until then.
    #[serde(with = "decimal_seconds")]
    pub at: Duration,
    /// Seconds into the work of this step, side and round.
    #[serde(rename = "in", with = "decimal_seconds")]
    pub into: Duration,
    /// Which round; none where the step has only one.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub round: Option<u32>,
}

/// How a session was meant to differ from its routine, by a wish for that day: shorter, longer, or without some steps.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Fitted {
    /// The minutes that were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// All doses, in percent of what was on paper; none for those on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u32>,
    /// The names of the steps that were left out, in the order of the routine.
    #[serde(rename = "out", default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<Clean>,
    /// The names of those that were left out for the person's health, which nobody wished; in no copy unless asked for.
    #[serde(rename = "health", default, skip_serializing_if = "Vec::is_empty")]
    pub for_health: Vec<Clean>,
    /// The rule of a routine that was met before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Ruled>,
}

impl Fitted {
    /// Whether anything was otherwise than on paper as the person wished: that another routine was offered is nothing of
    /// the kind, nor what was left out for their health.
    pub const fn is_otherwise(&self) -> bool {
        self.minutes.is_some() || self.percent.is_some() || !self.left_out.is_empty()
    }
}

/// A rule of a routine that pain before a session met, and what the person made of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ruled {
    /// Pain before; of two feet the higher.
    pub before: Pain,
    /// From which value the rule holds.
    pub from: Pain,
    /// The routine whose rule it is.
    pub of: RoutineId,
    /// The routine that it offers.
    #[serde(rename = "use")]
    pub instead: RoutineId,
    /// Whether that one was done, and not the first one all the same.
    pub taken: bool,
}

/// A session as it was lived, with the plan as it was.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SessionRecord {
    /// Which routine.
    pub routine: RoutineId,
    /// What it was called at that time.
    pub name: Clean,
    /// When it began.
    #[serde(with = "stamp")]
    pub started: DateTime<FixedOffset>,
    /// How it ended.
    pub ending: Ending,
    /// Seconds planned, with rests and changes of side.
    #[serde(with = "decimal_seconds")]
    pub planned: Duration,
    /// Seconds lived, without pauses.
    #[serde(with = "decimal_seconds")]
    pub lived: Duration,
    /// Seconds paused, asleep or stopped.
    #[serde(with = "decimal_seconds")]
    pub paused: Duration,
    /// What of the routine was otherwise than on paper, as the person wished; none where nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fitted: Option<Box<Fitted>>,
    /// Planned and done, for each step and side.
    pub steps: Vec<StepRecord>,
}

impl SessionRecord {
    /// Whether it was begun and nothing was done: not a second of work, and nothing that hurt. It is kept, and no figure
    /// counts it.
    pub fn did_nothing(&self) -> bool {
        let is_idle = |step: &StepRecord| step.done.as_secs() == 0 && step.hurts.is_empty();
        if self.steps.is_empty() { self.lived.as_secs() == 0 } else { self.steps.iter().all(is_idle) }
    }

    /// Where it hurt, with the step and side, in the order in which it was said.
    pub fn hurts(&self) -> Vec<(&StepRecord, Hurt)> {
        let mut hurts: Vec<_> =
            self.steps.iter().flat_map(|step| step.hurts.iter().map(move |hurt| (step, *hurt))).collect();
        order::by_key(&mut hurts, |(_, hurt)| hurt.at);
        hurts
    }
}

/// A note about a session.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Note {
    /// The session.
    pub session: FactId,
    /// What was written; empty when it was taken back.
    #[serde(deserialize_with = "text::lines")]
    pub text: Clean,
}

/// Something that happened, in the person's own words: `new insoles`, `holiday`, `began running again`. It is about both
/// feet; when it happened is the fact's time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Event {
    /// What it was, on one line.
    pub text: Clean,
}

/// What a fact says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum What {
    /// A session.
    Session(SessionRecord),
    /// A pain rating.
    Pain(Rating),
    /// A note about a session.
    Note(Note),
    /// Something that happened.
    Event(Event),
    /// A word about a day.
    Day(MarkedDay),
    /// What was said before a session, and speaks against one on that day.
    RedFlags(Flagged),
    /// The fact of this id no longer counts.
    Removed,
}

/// One thing that is kept. A correction has the same id and a higher revision; nothing is ever rewritten.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// Its identity.
    pub id: FactId,
    /// 0 when first said; the highest revision counts.
    pub rev: u32,
    /// When it was said, with the offset of the place. A correction keeps it, so that it stays in its day, unless the time
    /// itself is what is corrected.
    pub at: DateTime<FixedOffset>,
    /// When the correction was made, to the second: of corrections made apart on two devices the later one counts. None
    /// where it was first said, and in lines from before this was written down.
    pub corrected_at: Option<DateTime<FixedOffset>>,
    /// What it says.
    pub what: What,
}

/// Of several words about one fact the highest counts: by revision, by when it was said, and by the time it bears.
pub type Rank = (u32, DateTime<FixedOffset>, DateTime<FixedOffset>);

/// A new identity for something said at `at`: unique even within one instant.
pub fn new_id(at: DateTime<FixedOffset>) -> FactId {
    let seconds = u64::try_from(at.timestamp()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, at.timestamp_subsec_nanos()))
}

/// A fact in one of its revisions.
pub type Said = (FactId, u32);

impl Fact {
    /// Which fact, in which revision.
    pub const fn said(&self) -> Said {
        (self.id, self.rev)
    }

    /// How it stands to other words about the same fact.
    pub fn rank(&self) -> Rank {
        (self.rev, self.corrected_at.unwrap_or(self.at), self.at)
    }

    /// The same, where it is a correction, with the moment at which it is made; one that has it keeps it.
    #[must_use]
    pub fn made(mut self, now: DateTime<FixedOffset>) -> Self {
        if self.rev > 0 {
            self.corrected_at.get_or_insert(now.trunc_subsecs(0));
        }
        self
    }

    /// Something said for the first time.
    pub fn new(at: DateTime<FixedOffset>, what: What) -> Self {
        Self { id: new_id(at), rev: 0, at, corrected_at: None, what }
    }

    /// The same fact said again, in other words.
    #[must_use]
    pub fn corrected(&self, at: DateTime<FixedOffset>, what: What) -> Self {
        Self { id: self.id, rev: self.rev.saturating_add(1), at, corrected_at: None, what }
    }
}
