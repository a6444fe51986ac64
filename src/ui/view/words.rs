//! Sentences made of plans and records.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use crate::domain::body::{Feet, Part, Side, Zone};
use crate::domain::plan::{Block, Choice, First, Kind, PlanStep};
use crate::domain::record::{Ending, Pain};
use crate::domain::time::{clock, day_of};

/// The side and the part of the body, as a sign: `LEFT CALF`, `BOTH FEET`; nothing where a step is about neither.
pub fn place(side: Option<Side>, step: &PlanStep) -> String {
    match side {
        Some(side) => format!("{} {}", side.word(), part(step).word()).to_uppercase(),
        None if step.zones.iter().all(|zone| *zone == Zone::Whole) => String::new(),
        None => format!("both {}", part(step).plural()).to_uppercase(),
    }
}

const fn part(step: &PlanStep) -> Part {
    step.part
}

/// The same in running text: `left calf, Knead the calf`.
pub fn block_line(block: &Block, step: &PlanStep) -> String {
    match block.side {
        Some(side) => format!("{} {}: {}", side.word(), step.part.word(), step.name),
        None => step.name.to_string(),
    }
}

/// The phase, in one or two words, as a sign.
pub fn phase(kind: Kind, step: &PlanStep) -> &'static str {
    match kind {
        Kind::Rest => "REST",
        Kind::GetReady => "GET READY",
        Kind::ChangeSide => match step.part {
            Part::Foot | Part::Ankle => "OTHER FOOT",
            Part::Calf | Part::Thigh | Part::Leg => "OTHER LEG",
        },
        Kind::Work => step.technique.map_or("GO", |technique| technique.verb()),
        Kind::Hold | Kind::Top => "HOLD",
        Kind::Release => "RELEASE",
        Kind::Up => "UP",
        Kind::Down => "DOWN",
        Kind::Wait => "TAKE TIME",
    }
}

/// Which feet, in running text.
pub const fn sides(choice: Choice) -> &'static str {
    match (choice.work, choice.first) {
        (Feet::Both, First::Left) => "both sides, left first",
        (Feet::Both, First::Right) => "both sides, right first",
        (Feet::Left, _) => "left side only",
        (Feet::Right, _) => "right side only",
    }
}

/// Whole minutes, never saying less than is left: `9 min`, `under 1 min`.
pub fn minutes(span: Duration) -> String {
    match span.as_secs() {
        0..60 => "under 1 min".into(),
        seconds => format!("{} min", seconds.div_ceil(60)),
    }
}

/// How long ago, in days as they are lived.
pub fn ago(then: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> String {
    match (day_of(now) - day_of(then)).num_days() {
        i64::MIN..=0 => "today".into(),
        1 => "yesterday".into(),
        days @ 2..=13 => format!("{days} days ago"),
        days @ 14..=59 => format!("{} weeks ago", days / 7),
        days => format!("{} months ago", days / 30),
    }
}

/// How a session ended; ending early is never scolded.
pub const fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Finished => "",
        Ending::Early => "ended early",
        Ending::Interrupted => "cut off",
    }
}

/// Pain before and after, as a moment and not a result. A change of one is no change.
pub fn before_after(before: Option<Pain>, after: Option<Pain>) -> String {
    match (before, after) {
        (Some(before), Some(after)) if before.value().abs_diff(after.value()) <= 1 => {
            format!("{} before, {} after: about the same", before.value(), after.value())
        }
        (Some(before), Some(after)) => format!("{} before, {} after, today", before.value(), after.value()),
        (Some(before), None) => format!("{} before", before.value()),
        (None, Some(after)) => format!("{} after", after.value()),
        (None, None) => String::new(),
    }
}

/// `6:00 of 6:00`.
pub fn of(done: Duration, planned: Duration) -> String {
    format!("{} of {}", clock(floor(done)), clock(floor(planned)))
}

/// Part seconds that were delivered do not count as whole ones.
fn floor(span: Duration) -> Duration {
    Duration::from_secs(span.as_secs())
}
