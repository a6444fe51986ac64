//! What is said for a cue: a pure function of the plan and the person's wishes.

use std::time::Duration;

use super::phrase::Phrase;
use super::say::{Occasion, Templates, Variable};
use super::wishes::Wishes;
use crate::domain::body::Part;
use crate::domain::plan::{Block, Kind, Plan, PlanStep};
use crate::domain::session::{Cue, CueKind};
use crate::domain::time::shown_seconds;
use crate::domain::words::place;

/// The phrase of a cue, cut to what fits until the next one; none where nothing is said. `left` is what is left of the
/// segment under way. Without a plan, the session is over.
pub fn phrase(cue: Cue, plan: Option<&Plan>, left: Duration, wishes: &Wishes) -> Option<Phrase> {
    let Some(plan) = plan else {
        return wishes.say.of(occasion(cue.kind, None)?).say(|_| String::new(), None, wishes.rate);
    };
    plan.segments.get(cue.segment)?;
    let opens = opening(plan, cue.segment);
    let occasion = occasion(cue.kind, opens)?;
    let room = room(plan, cue.segment, occasion, &wishes.say);
    wishes.say.of(occasion).say(|variable| value(variable, plan, (cue.segment, left)), room, wishes.rate)
}

/// What is said when so much is left of a segment.
pub fn mark(plan: &Plan, segment: usize, left: Duration, wishes: &Wishes) -> Option<Phrase> {
    plan.segments.get(segment)?;
    wishes.say.of(Occasion::Left).say(|variable| value(variable, plan, (segment, left)), Some(left), wishes.rate)
}

/// A cue of a step that cannot be said in the time there is for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TooLong {
    /// The step.
    pub step: String,
    /// How long its cue takes.
    pub takes: Duration,
    /// How long there is.
    pub room: Duration,
}

/// The cues of a plan that are cut, each once.
pub fn too_long(plan: &Plan, wishes: &Wishes) -> Vec<TooLong> {
    let mut found: Vec<TooLong> = Vec::new();
    for block in &plan.blocks {
        let step = &plan.steps[block.step];
        let Some(cue) = step.cue.as_deref().and_then(Phrase::new) else { continue };
        let takes = cue.length(wishes.rate);
        let room = room(plan, block.work, Occasion::Go, &wishes.say);
        if let Some(room) = room.filter(|room| takes > *room)
            && !found.iter().any(|known| known.step == *step.name)
        {
            found.push(TooLong { step: step.name.to_string(), takes, room });
        }
    }
    found
}

/// How a block's work begins, for its first segment: with a gap before it, or without one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    AfterAGap,
    AtOnce,
}

/// How the work of a block opens with this segment; none if it does not.
fn opening(plan: &Plan, segment: usize) -> Option<Opening> {
    let block = plan.block_of(segment);
    let opening = if block.start < block.work { Opening::AfterAGap } else { Opening::AtOnce };
    (segment == block.work).then_some(opening)
}

/// When a cue is said; none for what the person just did with a key, and for the countdown, which has its tones.
fn occasion(kind: CueKind, opens: Option<Opening>) -> Option<Occasion> {
    let work = |within| match opens {
        Some(Opening::AfterAGap) => Occasion::Go,
        Some(Opening::AtOnce) => Occasion::Begin,
        None => within,
    };
    Some(match kind {
        CueKind::Rest => Occasion::Rest,
        CueKind::GetReady => Occasion::GetReady,
        CueKind::ChangeSide => Occasion::ChangeSide,
        CueKind::Go | CueKind::NextSpot => work(Occasion::NextSpot),
        CueKind::Hold => work(Occasion::Hold),
        CueKind::Release => Occasion::Release,
        CueKind::Up => work(Occasion::Up),
        CueKind::Top => work(Occasion::Top),
        CueKind::Down => work(Occasion::Down),
        CueKind::CountUp => Occasion::CountUp,
        CueKind::Halfway => Occasion::Halfway,
        CueKind::Waiting => Occasion::Waiting,
        CueKind::Paused => Occasion::Paused,
        CueKind::Resumed => Occasion::Resumed,
        CueKind::Away(_) => Occasion::Away,
        CueKind::Swapped => Occasion::Swapped,
        CueKind::ThatHurt => Occasion::Hurt,
        CueKind::Stopped => Occasion::Stopped,
        CueKind::Done => Occasion::Done,
        CueKind::Last(_)
        | CueKind::Skipped
        | CueKind::WentBack
        | CueKind::Added
        | CueKind::Taken
        | CueKind::WillWait
        | CueKind::WillNotWait => return None,
    })
}

/// What a segment begins with.
const fn entry(kind: Kind, opens: Option<Opening>) -> Occasion {
    match (kind, opens) {
        (Kind::Rest, _) => Occasion::Rest,
        (Kind::GetReady, _) => Occasion::GetReady,
        (Kind::ChangeSide, _) => Occasion::ChangeSide,
        (Kind::Wait, _) => Occasion::CountUp,
        (_, Some(Opening::AfterAGap)) => Occasion::Go,
        (_, Some(Opening::AtOnce)) => Occasion::Begin,
        (Kind::Work, None) => Occasion::NextSpot,
        (Kind::Hold, None) => Occasion::Hold,
        (Kind::Release, None) => Occasion::Release,
        (Kind::Up, None) => Occasion::Up,
        (Kind::Top, None) => Occasion::Top,
        (Kind::Down, None) => Occasion::Down,
    }
}

/// How long there is until the next thing is said; none while nothing else comes by itself.
fn room(plan: &Plan, segment: usize, occasion: Occasion, say: &Templates) -> Option<Duration> {
    let here = plan.segments.get(segment)?;
    match occasion {
        Occasion::CountUp | Occasion::Waiting | Occasion::Paused | Occasion::Away => return None,
        Occasion::Stopped | Occasion::Done => return None,
        Occasion::Halfway => return Some(here.length / 2),
        _ => {}
    }
    if here.kind == Kind::Work && here.of == 1 && !say.of(Occasion::Halfway).is_silent() {
        return Some(here.length / 2);
    }
    let mut room = here.length;
    for (number, next) in plan.segments.iter().enumerate().skip(segment + 1) {
        let opens = opening(plan, number);
        // A step's own cue may be missing; what begins a step is waited for all the same.
        if opens.is_some() || !say.of(entry(next.kind, opens)).is_silent() {
            return Some(room);
        }
        room = room.saturating_add(next.length);
    }
    Some(room)
}

fn value(variable: Variable, plan: &Plan, (at, left): (usize, Duration)) -> String {
    let segment = &plan.segments[at];
    let (block, step) = (plan.block_of(at), plan.step_of(at));
    match variable {
        Variable::Step => step.name.to_string(),
        Variable::Cue => step.cue.as_deref().map_or_else(String::new, ended),
        Variable::Side => side_and_part(block, step).0,
        Variable::Part => side_and_part(block, step).1,
        Variable::Limb => match step.part {
            Part::Foot | Part::Ankle => "foot".into(),
            Part::Calf | Part::Thigh | Part::Leg => "leg".into(),
        },
        Variable::Next => next(plan, at),
        Variable::Left => span(left),
        Variable::Rep => segment.count.to_string(),
        Variable::Reps => segment.of.to_string(),
        Variable::Round => {
            if block.rounds > 1 {
                block.round.to_string()
            } else {
                String::new()
            }
        }
        Variable::Rounds => {
            if block.rounds > 1 {
                block.rounds.to_string()
            } else {
                String::new()
            }
        }
    }
}

/// `left` and `calf`; `both` and `calves`; nothing for a step about no side.
fn side_and_part(block: &Block, step: &PlanStep) -> (String, String) {
    let place = place(block.side, step);
    place.split_once(' ').map_or_else(Default::default, |(side, part)| (side.to_owned(), part.to_owned()))
}

/// What the person does next: in a gap what it leads to, in work what follows it.
fn next(plan: &Plan, at: usize) -> String {
    let segment = &plan.segments[at];
    let number = if segment.kind.leads() { segment.block } else { segment.block + 1 };
    let Some(block) = plan.blocks.get(number) else { return String::new() };
    let step = &plan.steps[block.step];
    match place(block.side, step) {
        place if place.is_empty() => step.name.to_string(),
        place => format!("{place}, {}", step.name),
    }
}

/// With a stop at its end.
fn ended(cue: &str) -> String {
    let stopped = cue.ends_with(['.', '?', '!']);
    if stopped { cue.to_owned() } else { format!("{cue}.") }
}

/// `30 seconds`, `1 minute`, `1 minute 30 seconds`.
fn span(span: Duration) -> String {
    let seconds = shown_seconds(span);
    let counted = |count: u64, unit: &str| match count {
        0 => String::new(),
        1 => format!("1 {unit}"),
        many => format!("{many} {unit}s"),
    };
    let (minutes, seconds) = (counted(seconds / 60, "minute"), counted(seconds % 60, "second"));
    format!("{minutes} {seconds}").trim().to_owned()
}
