//! What a plain session says: one line for each event.

use std::time::Duration;

use crate::domain::body::Part;
use crate::domain::plan::{Block, Kind, Plan, PlanStep};
use crate::domain::session::{Cue, CueKind, Session};
use crate::domain::text::Clean;
use crate::domain::time::{Moment, clock};
use crate::domain::words::{away, dose, place, whole};

/// The keys, each a line of its own with Enter.
pub const KEYS: &[&str] = &[
    "Enter or p: pause, go on     s: skip this part      b: back",
    "r: this part from its start  +: 15 s more           -: 15 s less",
    "w: wait for me before next   x: swap left and right q: end here",
    "m: tones and voice, tones only, silent",
];

/// The line for a cue, with the time that has been lived before it; none for what a listener does not need.
pub fn line(cue: Cue, session: &Session, now: Moment) -> Option<String> {
    let said = said(cue, session, now)?;
    let lived = session.progress(now).lived;
    Some(format!("{} {said}", clock(whole(lived))))
}

fn said(cue: Cue, session: &Session, now: Moment) -> Option<String> {
    let plan = session.plan();
    let segment = plan.segments.get(cue.segment)?;
    let (block, step) = (plan.block_of(cue.segment), plan.step_of(cue.segment));
    let length = clock(segment.length);
    let counted = |word: &str| format!("{word}, {} of {}", segment.count, segment.of);
    Some(match cue.kind {
        CueKind::Rest => format!("rest {length}"),
        CueKind::GetReady => format!("get ready {length}, {}", title(block, step)),
        CueKind::ChangeSide => format!("{} {length}, {}", other(step), title(block, step)),
        CueKind::Go | CueKind::Hold | CueKind::Up | CueKind::Top | CueKind::Down if cue.segment == block.work => {
            work(plan, block, step)
        }
        CueKind::CountUp => format!("{} Enter goes on.", work(plan, block, step)),
        CueKind::Go | CueKind::NextSpot => counted("next spot"),
        CueKind::Hold => counted("hold"),
        CueKind::Release => "release".into(),
        CueKind::Up => counted("up"),
        CueKind::Top => "hold".into(),
        CueKind::Down if opens_count(plan, cue.segment) => counted("down"),
        CueKind::Down => "down".into(),
        CueKind::Halfway => "half-way".into(),
        CueKind::Last(_) => return None,
        CueKind::Waiting => format!("Waiting for you. Enter goes on. Next: {}", title(block, step)),
        CueKind::Paused => "Paused. Enter goes on.".into(),
        CueKind::Resumed => {
            format!("going on: {}, {} left", title(block, step), clock(session.glance(now).clock))
        }
        CueKind::Away(gone) => format!("{} Paused where you were. Enter goes on.", away(gone)),
        CueKind::Skipped => "Skipped. b takes it back.".into(),
        CueKind::WentBack => "Back.".into(),
        CueKind::Added => "15 seconds more.".into(),
        CueKind::Taken => "15 seconds less.".into(),
        CueKind::WillWait => "The next part waits for you.".into(),
        CueKind::WillNotWait => "The next part comes by itself.".into(),
        CueKind::Swapped => format!("Sides swapped, from here to the end: {}", title(block, step)),
        CueKind::Stopped => "Ended here. What you did is kept.".into(),
        CueKind::Done => "Done.".into(),
    })
}

/// `left calf: Knead the calf, 3:00, round 1 of 2. Knead the calf like dough, knee toward ankle.`
fn work(plan: &Plan, block: &Block, step: &PlanStep) -> String {
    let round = if block.rounds > 1 { format!(", round {} of {}", block.round, block.rounds) } else { String::new() };
    let head = format!("{}, {}{round}.", title(block, step), dose(plan, block));
    match step.cue.as_deref() {
        Some(cue) => format!("{head} {}", ended(cue)),
        None => head,
    }
}

/// `left calf: Knead the calf`.
pub fn title(block: &Block, step: &PlanStep) -> String {
    match place(block.side, step) {
        place if place.is_empty() => step.name.to_string(),
        place => format!("{place}: {}", step.name),
    }
}

/// A sentence with its end.
fn ended(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?', ':']) { text.to_owned() } else { format!("{text}.") }
}

const fn other(step: &PlanStep) -> &'static str {
    match step.part {
        Part::Foot | Part::Ankle => "other foot",
        Part::Calf | Part::Thigh | Part::Leg => "other leg",
    }
}

/// Whether no other segment of the same repetition comes before this one.
fn opens_count(plan: &Plan, segment: usize) -> bool {
    let before = segment.checked_sub(1).and_then(|before| plan.segments.get(before));
    let this = plan.segments.get(segment);
    before.zip(this).is_none_or(|(before, this)| {
        before.block != this.block || before.count != this.count || !matches!(before.kind, Kind::Up | Kind::Top)
    })
}

/// `Evening reset: 13:20, both sides, left first.`
pub fn heading(plan: &Plan) -> String {
    format!("{}: {}, {}.", plan.name, clock(plan.total()), crate::domain::words::sides(plan.choice))
}

/// A session that was cut off, in a line.
pub fn cut_off(name: &Clean, began: &str, (lived, planned): (Duration, Duration)) -> String {
    format!("A session was cut off: {name}, begun {began}, {} done.", crate::domain::words::of(lived, planned))
}
