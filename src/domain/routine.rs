//! A routine: what is on paper. Values that make no sense cannot be built.

use serde::{Deserialize, Serialize};

use super::advice::Advice;
use super::body::{PerSide, Position, Side, Technique, Zone};
use super::hearing::Aloud;
use super::rule::Rule;
use super::text::Clean;
use super::time::Seconds;
use super::toward::Toward;

/// The bounds of a routine. They hold before anything is unrolled, so that no file can ask for a billion segments.
pub mod bounds {
    use std::ops::RangeInclusive;

    /// The longest whole session, in seconds: four hours.
    pub const TOTAL_SECONDS: u64 = 4 * 3600;
    /// The most segments that one session may have.
    pub const SEGMENTS: u64 = 2_000;
    /// How deep steps may lie inside steps: a step in a set in a set.
    pub const DEPTH: usize = 3;
    /// The most steps a file may list, at all depths together.
    pub const STEPS: usize = 500;
    /// One stretch of work, in seconds: up to an hour.
    pub const TIME: RangeInclusive<u32> = 1..=3600;
    /// One hold, in seconds.
    pub const HOLD: RangeInclusive<u32> = 1..=600;
    /// A rest between repetitions or rounds, in seconds.
    pub const REST: RangeInclusive<u32> = 0..=600;
    /// Getting ready, or changing sides, in seconds.
    pub const PREP: RangeInclusive<u32> = 0..=300;
    /// One phase of a tempo, in seconds.
    pub const TEMPO: RangeInclusive<u32> = 0..=60;
    /// Repetitions.
    pub const REPS: RangeInclusive<u32> = 1..=200;
    /// Rounds.
    pub const ROUNDS: RangeInclusive<u32> = 1..=20;
    /// Spots that share the time of a step.
    pub const SPOTS: RangeInclusive<u32> = 1..=20;
    /// Strokes a minute.
    pub const PACE: RangeInclusive<u32> = 1..=240;
    /// The highest discomfort of a step, 0 to 10.
    pub const LIMIT: RangeInclusive<u32> = 0..=10;
    /// Priorities: 1 keep first, 2 as a rule, 3 first to go.
    pub const PRIORITY: RangeInclusive<u32> = 1..=3;
    /// Levels: 1 light, 2 medium, 3 firm.
    pub const LEVEL: RangeInclusive<u32> = 1..=3;
    /// The format that this program reads and writes.
    pub const FORMAT: u32 = 1;
}

/// The name of a routine in the file system and on the command line: `[a-z0-9-]`, 1 to 64 characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(transparent)]
pub struct RoutineId(Box<str>);

/// Why a text cannot be the id of a routine.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadId {
    /// It is empty or longer than 64 characters.
    #[error("an id has 1 to 64 characters")]
    Length,
    /// It has a character outside `a-z`, `0-9` and `-`.
    #[error("an id is made of a-z, 0-9 and -")]
    Characters,
    /// It begins with a hyphen and would be taken for an option.
    #[error("an id begins with a letter or a digit")]
    Start,
    /// Windows keeps it for a device.
    #[error("this name belongs to a device on Windows")]
    Device,
}

impl RoutineId {
    /// Takes `text` as an id.
    ///
    /// # Errors
    /// Says which rule of ids it breaks.
    pub fn new(text: &str) -> Result<Self, BadId> {
        if text.is_empty() || text.len() > 64 {
            return Err(BadId::Length);
        }
        if !text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            return Err(BadId::Characters);
        }
        if text.starts_with('-') {
            return Err(BadId::Start);
        }
        let numbered =
            |name: &str| text.strip_prefix(name).is_some_and(|rest| rest.len() == 1 && rest != "0" && rest != "-");
        if matches!(text, "con" | "prn" | "aux" | "nul")
            || ((numbered("com") || numbered("lpt")) && text.ends_with(|c: char| c.is_ascii_digit()))
        {
            return Err(BadId::Device);
        }
        Ok(Self(text.into()))
    }

    /// The id of a routine that is part of the program.
    pub(super) fn shipped(name: &'static str) -> Self {
        debug_assert!(Self::new(name).is_ok(), "{name} is no id");
        Self(name.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for RoutineId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl<'de> Deserialize<'de> for RoutineId {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::new(&text).map_err(serde::de::Error::custom)
    }
}

/// In which order sides and steps are done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// Both sides inside each step.
    #[default]
    Step,
    /// All steps on one side, then all on the other; steps for both sides at once stay where they are.
    Side,
}

/// On which sides a step is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sides {
    /// One after the other: left, right, left, right over the rounds.
    #[default]
    Each,
    /// Both together, or not related to a side.
    Both,
    /// Only the left one.
    Left,
    /// Only the right one.
    Right,
    /// The sore foot, or each if both are sore.
    Sore,
}

/// The work of a step: exactly one kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Work {
    /// A length of time for each side, shared by so many spots in turn.
    Time {
        /// How long, for each side.
        length: PerSide<Seconds>,
        /// How many spots share it; 1 for none in particular.
        spots: u32,
    },
    /// Repetitions, each held, with a release between two of them.
    Holds {
        /// How many, for each side.
        reps: PerSide<u32>,
        /// How long each is held, for each side.
        hold: PerSide<Seconds>,
        /// The release between two holds; not after the last.
        rest: Seconds,
    },
    /// Repetitions in a tempo.
    Tempo {
        /// How many, for each side.
        reps: PerSide<u32>,
        /// Going up.
        up: Seconds,
        /// Holding at the top.
        hold: Seconds,
        /// Going down.
        down: Seconds,
    },
    /// Counts up until the person goes on.
    Wait,
    /// A set: steps repeated together.
    Set(Vec<Step>),
}

/// The rest between two rounds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RoundRest {
    /// When both sides are worked in turn: the other side's round is rest too.
    pub both: Seconds,
    /// When only one side is worked.
    pub one: Seconds,
}

/// One exercise, or a set of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// What it is called.
    pub name: Clean,
    /// What the hands do.
    pub technique: Option<Technique>,
    /// Where.
    pub zones: Vec<Zone>,
    /// Where strokes and squeezes are headed; as is usual for the technique where it is not said.
    pub toward: Option<Toward>,
    /// How the person sits or stands.
    pub position: Option<Position>,
    /// On which sides.
    pub sides: Sides,
    /// What is done.
    pub work: Work,
    /// How often all of it is repeated.
    pub rounds: u32,
    /// The rest between two rounds.
    pub rest_between_rounds: RoundRest,
    /// Getting ready before each side of each round.
    pub prep: Seconds,
    /// Instead of `prep` when the side changes.
    pub change: Option<Seconds>,
    /// What goes first when time is short: 1 keep first, 2 as a rule, 3 first to go. Unsaid, it is that of its set, or 2.
    pub priority: Option<u32>,
    /// The shortest dose worth doing, of one round and side: seconds of a length of time, or a number of repetitions.
    pub least: Option<u32>,
    /// Strokes a minute.
    pub pace: Option<u32>,
    /// The highest discomfort, 0 to 10.
    pub limit: Option<u32>,
    /// Spoken and shown: short.
    pub cue: Option<Clean>,
    /// Read before, or while paused.
    pub how: Option<Clean>,
    /// What to keep away from.
    pub care: Option<Clean>,
    /// What of it is heard.
    pub aloud: Aloud,
    /// Where the step comes from.
    pub source: Vec<Clean>,
    /// What is pointed out in vain: the person means it.
    pub meant: Vec<Advice>,
}

/// A routine, as a file states it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Routine {
    /// The stem of its file.
    pub id: RoutineId,
    /// What it is called.
    pub name: Clean,
    /// What it is for.
    pub goal: Option<Clean>,
    /// When it is meant to be done, in free words.
    pub when: Vec<Clean>,
    /// What is offered in its place on a sore day.
    pub rules: Vec<Rule>,
    /// What to have at hand.
    pub equipment: Vec<Clean>,
    /// 1 light, 2 medium, 3 firm.
    pub level: Option<u32>,
    /// Sides inside steps, or steps inside sides.
    pub order: Order,
    /// Where it comes from.
    pub sources: Vec<Clean>,
    /// What is pointed out in vain: the person means it.
    pub meant: Vec<Advice>,
    /// The steps.
    pub steps: Vec<Step>,
}

/// What can be wrong with a routine as a whole, when each value by itself is in range.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TooMuch {
    /// There is no step.
    #[error("a routine has at least one step")]
    NoSteps,
    /// Steps inside steps inside steps inside steps.
    #[error("steps may lie {} deep", bounds::DEPTH)]
    Deep,
    /// Too many steps are listed.
    #[error("a routine lists at most {} steps", bounds::STEPS)]
    Steps,
    /// Too many segments when unrolled.
    #[error("unrolled, it has {} segments; at most {} are possible", .0, bounds::SEGMENTS)]
    Segments(u64),
    /// Too long when unrolled.
    #[error("it would take {} minutes; at most {} are possible", .0 / 60, bounds::TOTAL_SECONDS / 60)]
    Long(u64),
}

impl Routine {
    /// Checks what no single value shows: the number and depth of steps, and the size of what they unroll to for two
    /// feet. Computed, never by unrolling.
    ///
    /// # Errors
    /// Says which bound is passed, and by how much.
    pub fn check_size(&self) -> Result<(), TooMuch> {
        if self.steps.is_empty() {
            return Err(TooMuch::NoSteps);
        }
        let mut listed = 0usize;
        check_depth(&self.steps, 1, &mut listed)?;
        let size = self.steps.iter().fold(Size::default(), |sum, step| sum.and(step.size(self.order)));
        if size.segments > bounds::SEGMENTS {
            return Err(TooMuch::Segments(size.segments));
        }
        if size.seconds > bounds::TOTAL_SECONDS {
            return Err(TooMuch::Long(size.seconds));
        }
        Ok(())
    }
}

fn check_depth(steps: &[Step], depth: usize, listed: &mut usize) -> Result<(), TooMuch> {
    if depth > bounds::DEPTH {
        return Err(TooMuch::Deep);
    }
    for step in steps {
        *listed += 1;
        if *listed > bounds::STEPS {
            return Err(TooMuch::Steps);
        }
        if let Work::Set(inner) = &step.work {
            if inner.is_empty() {
                return Err(TooMuch::NoSteps);
            }
            check_depth(inner, depth + 1, listed)?;
        }
    }
    Ok(())
}

/// An upper bound of what a step unrolls to, with saturating arithmetic.
#[derive(Clone, Copy, Default)]
struct Size {
    segments: u64,
    seconds: u64,
}

impl Size {
    fn and(self, other: Self) -> Self {
        Self {
            segments: self.segments.saturating_add(other.segments),
            seconds: self.seconds.saturating_add(other.seconds),
        }
    }

    fn times(self, n: u32) -> Self {
        Self { segments: self.segments.saturating_mul(n.into()), seconds: self.seconds.saturating_mul(n.into()) }
    }
}

impl Step {
    /// The largest size it can unroll to: both sides, each with its own getting ready.
    fn size(&self, order: Order) -> Size {
        let rest = self.rest_between_rounds.both.max(self.rest_between_rounds.one);
        let gap = Size { segments: u64::from(rest.0 > 0), seconds: rest.0.into() };
        let round = match &self.work {
            Work::Set(steps) => {
                // In order of sides all rounds are done on one side, then on the other: each side has the rests.
                let gaps = gap.times(if order == Order::Side { 2 } else { 1 });
                steps.iter().fold(gaps, |sum, step| sum.and(step.size(order)))
            }
            _ => {
                let prep = self.prep.max(self.change.unwrap_or(self.prep));
                let lead = Size { segments: u64::from(prep.0 > 0), seconds: prep.0.into() };
                let block = |side| lead.and(gap).and(self.work_size(side));
                match self.sides {
                    Sides::Each | Sides::Sore => block(Some(Side::Left)).and(block(Some(Side::Right))),
                    Sides::Both => block(None),
                    Sides::Left => block(Some(Side::Left)),
                    Sides::Right => block(Some(Side::Right)),
                }
            }
        };
        round.times(self.rounds)
    }

    fn work_size(&self, side: Option<Side>) -> Size {
        match &self.work {
            Work::Time { length, spots } => Size { segments: (*spots).into(), seconds: length.dose(side).0.into() },
            Work::Holds { reps, hold, rest } => Size { segments: 1, seconds: hold.dose(side).0.into() }
                .and(Size { segments: u64::from(rest.0 > 0), seconds: rest.0.into() })
                .times(reps.dose(side)),
            Work::Tempo { reps, up, hold, down } => [up, hold, down]
                .into_iter()
                .fold(Size::default(), |sum, phase| {
                    sum.and(Size { segments: u64::from(phase.0 > 0), seconds: phase.0.into() })
                })
                .times(reps.dose(side)),
            Work::Wait => Size { segments: 1, seconds: 0 },
            Work::Set(_) => Size::default(),
        }
    }
}
