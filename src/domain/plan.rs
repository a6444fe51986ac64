//! A plan: a routine unrolled for one person and day into the segments really lived.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::body::{Feet, Part, Position, Side, Technique, Zone};
use super::hearing::Aloud;
use super::record::Fitted;
use super::routine::{RoutineId, bounds};
use super::text::{self, Clean};
use super::time::decimal_seconds;
use super::toward::Toward;

/// What the person chose for today.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Choice {
    /// Which feet are sore: what `sides = "sore"` follows.
    pub sore: Feet,
    /// Which sides are worked today.
    pub work: Feet,
    /// Which side comes first.
    pub first: First,
    /// How firm today: lowers the limit of every step.
    pub level: Level,
    /// The highest discomfort at each level.
    #[serde(default, skip_serializing_if = "Ceilings::are_usual")]
    pub ceilings: Ceilings,
}

impl Choice {
    /// The highest discomfort today, 0 to 10.
    pub const fn limit(self) -> u32 {
        self.ceilings.of(self.level)
    }

    /// The next of the four ways to choose sides: both from the left, both from the right, left only, right only.
    ///
    /// `usual` is the foot that is sore by the settings. Someone who works only the other one today has that one sore:
    /// a swap for the day, never an edit of a file.
    #[must_use]
    pub fn with_next_sides(self, usual: Feet) -> Self {
        let (work, first) = match (self.work, self.first) {
            (Feet::Both, First::Left) => (Feet::Both, First::Right),
            (Feet::Both, First::Right) => (Feet::Left, First::Left),
            (Feet::Left, _) => (Feet::Right, First::Right),
            (Feet::Right, _) => (Feet::Both, First::Left),
        };
        let sore = match (usual, work) {
            (Feet::Left, Feet::Right) | (Feet::Right, Feet::Left) => work,
            _ => usual,
        };
        Self { work, first, sore, ..self }
    }
}

/// Which side comes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum First {
    /// Left, then right.
    #[default]
    Left,
    /// Right, then left.
    Right,
}

impl First {
    /// The side.
    pub const fn side(self) -> Side {
        match self {
            Self::Left => Side::Left,
            Self::Right => Side::Right,
        }
    }
}

/// How firm the person works.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Level 1.
    Light,
    /// Level 2.
    #[default]
    Medium,
    /// Level 3.
    Firm,
}

impl Level {
    /// 1, 2 or 3.
    pub const fn number(self) -> u8 {
        match self {
            Self::Light => 1,
            Self::Medium => 2,
            Self::Firm => 3,
        }
    }

    /// The level of that number.
    pub const fn numbered(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Light),
            2 => Some(Self::Medium),
            3 => Some(Self::Firm),
            _ => None,
        }
    }

    /// The next firmer one.
    pub const fn up(self) -> Option<Self> {
        Self::numbered(self.number() + 1)
    }

    /// The next lighter one.
    pub const fn down(self) -> Option<Self> {
        Self::numbered(self.number() - 1)
    }

    /// `light`, `medium` or `firm`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Medium => "medium",
            Self::Firm => "firm",
        }
    }

    /// The highest discomfort at this level, 0 to 10. Harder is not better: in a rolling trial a discomfort of 4 gained
    /// as much as one of 8 (Grabow 2018, doi 10.1519/JSC.0000000000001906).
    pub const fn limit(self) -> u32 {
        match self {
            Self::Light => 2,
            Self::Medium => 4,
            Self::Firm => 5,
        }
    }
}

/// The highest discomfort at each level, 0 to 10: that of [`Level::limit`], or less where the person wants it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ceilings {
    /// Level 1.
    pub light: u8,
    /// Level 2.
    pub medium: u8,
    /// Level 3.
    pub firm: u8,
}

impl Ceilings {
    /// Those of the levels themselves.
    pub const USUAL: Self = Self { light: 2, medium: 4, firm: 5 };

    /// The one of a level, and never above the level's own.
    pub const fn of(self, level: Level) -> u32 {
        let (wanted, own) = match level {
            Level::Light => (self.light, level.limit()),
            Level::Medium => (self.medium, level.limit()),
            Level::Firm => (self.firm, level.limit()),
        };
        if (wanted as u32) < own { wanted as u32 } else { own }
    }

    /// Whether they are those of the levels themselves.
    fn are_usual(&self) -> bool {
        *self == Self::USUAL
    }
}

impl Default for Ceilings {
    fn default() -> Self {
        Self::USUAL
    }
}

/// The texts of one step of the routine, once for all its segments.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlanStep {
    /// What it is called.
    pub name: Clean,
    /// What the hands do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub technique: Option<Technique>,
    /// Where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<Zone>,
    /// Where strokes and squeezes are headed, if the routine says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub toward: Option<Toward>,
    /// How the person sits or stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Strokes a minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pace: Option<u32>,
    /// The highest discomfort today, 0 to 10: the step's own or the level's, whichever is lower.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Short, spoken and shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Clean>,
    /// The full instruction.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "text::some_lines")]
    pub how: Option<Clean>,
    /// What to keep away from.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "text::some_lines")]
    pub care: Option<Clean>,
    /// What of it is heard.
    #[serde(default, skip_serializing_if = "Aloud::is_open")]
    pub aloud: Aloud,
    /// The part of the body that is named with the side.
    pub part: Part,
}

/// One step on one side in one round: what "skip" and "back" move over.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Block {
    /// Which of the plan's steps.
    pub step: usize,
    /// On which side; none when both are worked together.
    pub side: Option<Side>,
    /// Which round, from 1.
    pub round: u32,
    /// Of how many.
    pub rounds: u32,
    /// Its first segment.
    pub start: usize,
    /// Its first segment that is work: after rest, getting ready and change of side.
    pub work: usize,
    /// One past its last segment.
    pub end: usize,
}

/// What a stretch of time is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Rest between rounds.
    Rest,
    /// Get ready for the next step.
    GetReady,
    /// Change to the other side.
    ChangeSide,
    /// Work, timed.
    Work,
    /// One repetition, held.
    Hold,
    /// The release between two holds.
    Release,
    /// Going up, in a tempo.
    Up,
    /// Holding at the top, in a tempo.
    Top,
    /// Going down, in a tempo.
    Down,
    /// Counts up until the person goes on.
    Wait,
}

impl Kind {
    /// Whether time in it counts as delivered.
    pub const fn is_work(self) -> bool {
        matches!(self, Self::Work | Self::Hold | Self::Up | Self::Top | Self::Down | Self::Wait)
    }

    /// Whether it comes before the work of a block.
    pub const fn leads(self) -> bool {
        matches!(self, Self::Rest | Self::GetReady | Self::ChangeSide)
    }
}

/// One stretch of time in a plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Segment {
    /// What it is for.
    pub kind: Kind,
    /// The block it belongs to.
    pub block: usize,
    /// How long; zero for [`Kind::Wait`], which counts up.
    #[serde(with = "decimal_seconds")]
    pub length: Duration,
    /// Which repetition or spot, from 1.
    pub count: u32,
    /// Of how many; 1 where there is nothing to count.
    pub of: u32,
}

impl Segment {
    /// Whether its values belong together.
    fn is_sound(&self) -> bool {
        (self.kind == Kind::Wait) == self.length.is_zero() && (1..=self.of).contains(&self.count)
    }
}

/// A routine unrolled.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Plan {
    /// Which routine.
    pub routine: RoutineId,
    /// What it is called.
    pub name: Clean,
    /// For whom and how.
    pub choice: Choice,
    /// What is not as on paper; none where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fitted: Option<Box<Fitted>>,
    /// The steps that occur, in the order in which they are first met.
    pub steps: Vec<PlanStep>,
    /// Steps by side and round, in the order in which they are lived.
    pub blocks: Vec<Block>,
    /// All stretches of time, in order.
    pub segments: Vec<Segment>,
}

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// The whole length; what counts up until the person goes on is not in it.
    pub fn total(&self) -> Duration {
        self.segments.iter().map(|segment| segment.length).sum()
    }

    /// The time that counts as work.
    pub fn planned_work(&self) -> Duration {
        self.segments.iter().filter(|s| s.kind.is_work()).map(|s| s.length).sum()
    }

    /// The length of all segments after `segment`.
    pub fn after(&self, segment: usize) -> Duration {
        self.segments.iter().skip(segment + 1).map(|s| s.length).sum()
    }

    /// The block of a segment.
    pub fn block_of(&self, segment: usize) -> &Block {
        &self.blocks[self.segments[segment].block]
    }

    /// The texts of a segment's step.
    pub fn step_of(&self, segment: usize) -> &PlanStep {
        &self.steps[self.block_of(segment).step]
    }

    /// Exchanges left and right in every block from `block` on. The gap before the first of them becomes a change of side,
    /// or stops being one, as the sides now are.
    pub fn swap_sides_from(&mut self, block: usize) {
        for block in self.blocks.iter_mut().skip(block) {
            block.side = block.side.map(Side::other);
        }
        let changes = self.changes_side(block);
        let Some(block) = self.blocks.get(block) else { return };
        for segment in &mut self.segments[block.start..block.work] {
            segment.kind = match segment.kind {
                Kind::GetReady | Kind::ChangeSide if changes => Kind::ChangeSide,
                Kind::ChangeSide => Kind::GetReady,
                kind => kind,
            };
        }
    }

    /// Whether the block before `block` is worked on the other side.
    pub fn changes_side(&self, block: usize) -> bool {
        let side = |block: usize| self.blocks.get(block).and_then(|block| block.side);
        let before = block.checked_sub(1).and_then(side);
        before.is_some() && before == side(block).map(Side::other)
    }

    /// Whether one only settles down in a block: nothing is pressed or stretched.
    pub fn settles(&self, block: usize) -> bool {
        let step = self.blocks.get(block).and_then(|block| self.steps.get(block.step));
        step.is_some_and(|step| step.technique == Some(Technique::Settle))
    }

    /// Whether the hands come to `segment` from the other side with no time of its own for that: it opens the work of its
    /// block, and is the change of side as well.
    pub fn changes_at_once(&self, segment: usize) -> bool {
        let Some(number) = self.segments.get(segment).map(|segment| segment.block) else { return false };
        let block = &self.blocks[number];
        let has_gap = || self.segments[block.start..block.work].iter().any(|lead| lead.kind == Kind::ChangeSide);
        segment == block.work && self.changes_side(number) && !has_gap()
    }

    /// Whether the parts fit together: a plan read back from a file is not trusted to.
    pub fn is_sound(&self) -> bool {
        let mut expected = 0;
        self.blocks.iter().enumerate().all(|(number, block)| {
            let fits = block.start == expected
                && block.start <= block.work
                && block.work < block.end
                && block.end <= self.segments.len()
                && block.step < self.steps.len()
                && (1..=block.rounds).contains(&block.round)
                && self.segments[block.start..block.end].iter().all(|segment| segment.block == number)
                && self.segments[block.start..block.work].iter().all(|segment| segment.kind.leads())
                && self.segments[block.work..block.end].iter().all(|segment| !segment.kind.leads());
            expected = block.end;
            fits
        }) && expected == self.segments.len()
            && self.segments.iter().all(Segment::is_sound)
            && self
                .segments
                .iter()
                .try_fold(Duration::ZERO, |sum, segment| sum.checked_add(segment.length))
                .is_some_and(|total| total <= Duration::from_secs(bounds::TOTAL_SECONDS))
    }
}
