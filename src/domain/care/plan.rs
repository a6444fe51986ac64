//! What a person wants: the plan as `plan.toml` says it, and what stands in it unless they say otherwise.

use chrono::{NaiveTime, Timelike, Weekday};

use crate::domain::dawn::Dawn;
use crate::domain::limits::Limits;
use crate::domain::plan::Level;
use crate::domain::routine::RoutineId;
use crate::domain::time::Now;

/// Massage sessions a day at most (S1-61: morning and night; our cap).
pub const MOST_MASSAGE: u8 = 2;

/// Toe pulls a day, unless the person wants another number (R8: three times a day, the first before standing).
pub const STRETCHES: u8 = 3;

/// Stretches a day at most that a plan can ask for.
pub const MOST_STRETCHES: u8 = 6;

/// Days from one set of heel raises to the next at least (R36, R39: every second day).
pub const RAISES_APART: u8 = 2;

/// Days from one hands-on visit to the next: at most so many as any rule looks back.
pub const VISITS_APART: std::ops::RangeInclusive<u8> = 1..=84;

/// The stages of heel raises there are routines for.
pub const STAGES: std::ops::RangeInclusive<u8> = 0..=3;

/// Where a plan begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Profile {
    /// Massage on three days a week (S2-17: two or three times a week).
    Mild,
    /// Massage on every day, and hands of somebody who has learned it every week (S2-18).
    #[default]
    Persistent,
    /// As mild, and all else as the person says.
    Custom,
}

/// A time of day around which something is done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Anchor {
    /// On waking.
    Morning,
    /// In the middle of the day.
    Midday,
    /// At the end of the day, the main one.
    Evening,
}

impl Anchor {
    /// In the order of a day.
    pub const ALL: [Self; 3] = [Self::Morning, Self::Midday, Self::Evening];

    /// The word used in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Midday => "midday",
            Self::Evening => "evening",
        }
    }
}

/// When the anchors lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Anchors {
    /// On waking.
    pub morning: NaiveTime,
    /// In the middle of the day.
    pub midday: NaiveTime,
    /// At the end of the day; may lie after midnight.
    pub evening: NaiveTime,
}

impl Anchors {
    /// The anchor that lies nearest to the time of day, within the day that is lived; of two the later one.
    pub fn nearest(self, now: Now) -> Anchor {
        let at = into_day(now.wall.time(), now.dawn);
        let away = |anchor: Anchor| into_day(self.of(anchor), now.dawn).abs_diff(at);
        Anchor::ALL.into_iter().rev().min_by_key(|anchor| away(*anchor)).unwrap_or(Anchor::Evening)
    }

    /// When one of them lies.
    pub const fn of(self, anchor: Anchor) -> NaiveTime {
        match anchor {
            Anchor::Morning => self.morning,
            Anchor::Midday => self.midday,
            Anchor::Evening => self.evening,
        }
    }
}

/// Minutes from the beginning of the day to a time of day.
fn into_day(time: NaiveTime, dawn: Dawn) -> u32 {
    const DAY: u32 = 24 * 60;
    (time.hour() * 60 + time.minute() + DAY - dawn.minutes()) % DAY
}

/// When there is massage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Massage {
    /// On which days of the week, from Monday.
    pub days: [bool; 7],
    /// Sessions a day, 0 to [`MOST_MASSAGE`].
    pub max_per_day: u8,
}

impl Massage {
    /// Whether that day of the week is one of them.
    pub const fn is_on(&self, day: Weekday) -> bool {
        self.days[day.num_days_from_monday() as usize]
    }

    /// Days a week.
    pub fn per_week(&self) -> usize {
        self.days.iter().filter(|on| **on).count()
    }
}

/// Stretches of the sole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// The routine.
    pub routine: RoutineId,
    /// How often a day, 0 to [`MOST_STRETCHES`].
    pub per_day: u8,
}

/// Heel raises: only if chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Strength {
    /// Whether they are chosen.
    pub on: bool,
    /// Days from one set to the next, at least [`RAISES_APART`].
    pub every_days: u8,
    /// One of [`STAGES`].
    pub stage: u8,
}

/// Something that comes again every so many days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Repeat {
    /// Whether it is wanted.
    pub on: bool,
    /// Days, at least 1.
    pub every_days: u8,
}

/// The plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CarePlan {
    /// Where it begins.
    pub profile: Profile,
    /// The level to begin with, where the person says one.
    pub level: Option<Level>,
    /// When the anchors lie.
    pub anchors: Anchors,
    /// What is done first in the morning.
    pub morning: RoutineId,
    /// When there is massage.
    pub massage: Massage,
    /// Stretches of the sole.
    pub stretch: Stretch,
    /// Heel raises.
    pub strength: Strength,
    /// A visit to somebody who has learned to work with their hands.
    pub visit: Repeat,
    /// The routines that take turns.
    pub rotation: Vec<RoutineId>,
    /// The bands and thresholds.
    pub limits: Limits,
}

const EVERY_DAY: [bool; 7] = [true; 7];

/// Monday, Wednesday and Saturday.
const SPREAD: [bool; 7] = [true, false, true, false, false, true, false];

impl CarePlan {
    /// What a profile means before anything else is said.
    pub fn of(profile: Profile) -> Self {
        let daily = profile == Profile::Persistent;
        let rotation: &[&'static str] = match daily {
            true => {
                &["calf-classic", "studio-flow", "full-session", "ball-roll", "calf-chair", "six-ways", "gentle-day"]
            }
            false => &["full-session", "calf-classic", "studio-flow"],
        };
        Self {
            profile,
            level: None,
            anchors: Anchors { morning: hour(7), midday: hour(13), evening: hour(21) },
            morning: id(if daily { "first-steps" } else { "ten-by-ten" }),
            massage: Massage { days: if daily { EVERY_DAY } else { SPREAD }, max_per_day: MOST_MASSAGE },
            stretch: Stretch { routine: id("ten-by-ten"), per_day: STRETCHES },
            strength: Strength { on: false, every_days: RAISES_APART, stage: 1 },
            visit: Repeat { on: daily, every_days: 7 },
            rotation: rotation.iter().map(|name| id(name)).collect(),
            limits: Limits::DEFAULT,
        }
    }

    /// The routine of heel raises at the stage of this plan.
    pub fn raises(&self) -> RoutineId {
        id(match self.strength.stage {
            0 => "slow-raises-0",
            1 => "slow-raises-1",
            2 => "slow-raises-2",
            _ => "slow-raises-3",
        })
    }
}

impl Default for CarePlan {
    fn default() -> Self {
        Self::of(Profile::default())
    }
}

fn id(name: &'static str) -> RoutineId {
    RoutineId::shipped(name)
}

fn hour(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()
}
