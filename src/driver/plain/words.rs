//! What a plain session says: one line for each event, in the order in which the screen shows it.

use std::time::Duration;

use crate::domain::body::Part;
use crate::domain::done::{DoneOf, lines as lines_of};
use crate::domain::motion::{Beat, place};
use crate::domain::plan::{Block, Kind, Plan, PlanStep, Segment};
use crate::domain::record::SessionRecord;
use crate::domain::safety;
use crate::domain::session::{Cue, CueKind, Hurting, Session, Standing};
use crate::domain::text::Clean;
use crate::domain::time::{Moment, Now, clock, shown_seconds};
use crate::domain::words::{Rated, away, dose, manner, phase, place_at, whole};

/// The letters that are wanted most, for whoever begins.
pub const FIRST_KEYS: &str = "With Enter: p pause, s skip, b back, h that hurt, 0 to 10 pain now, q end. Words do, too: \
                              skip, swap (left for right). ? tells all.";

/// The keys, each a line of its own with Enter.
pub const KEYS: &[&str] = &[
    "Each with Enter, as a letter or as a word.",
    "Enter or p, pause, resume: pause, go on",
    "s, n, skip: skip this part        b, back: take it back",
    "r, again: this part from its start",
    "+, more: 15 s more                -, less: 15 s less",
    "w, wait: wait for me before next",
    "c, swap: left for right, to the end (on the screen that is s)",
    "h, hurt: that hurt; twice skips it",
    "0 to 10, x for 10: pain now       o, other: that number was for the other side",
    "v, how: the whole instruction     t, time: the time that is left",
    "m, sound: all sounds, tones, none",
    "?, help: this                     q, end: end here",
];

/// The letter that a word stands for; none where it is no such word.
pub fn letter(word: &str) -> Option<&'static str> {
    Some(match word {
        "n" | "skip" | "next" => "s",
        "back" => "b",
        "again" => "r",
        "more" => "+",
        "less" => "-",
        "wait" => "w",
        "swap" => "c",
        "hurt" => "h",
        "other" => "o",
        "how" => "v",
        "time" | "status" => "t",
        "sound" => "m",
        "help" | "keys" => "?",
        "end" | "stop" | "quit" => "q",
        "toggle" => "p",
        _ => return None,
    })
}

/// The last seconds of a time so long have a line inside a part, too.
const TOLD_FROM: Duration = Duration::from_secs(10);

/// The lines for a cue, with the time that has been lived before it; none for what a listener does not need.
pub fn lines(cue: Cue, session: &Session, now: Now) -> Vec<String> {
    let lived = clock(whole(session.progress(now.moment).lived));
    let event = said(cue, session, now);
    let begins = event.is_some() && is_work(cue, session);
    let how = event.as_ref().and_then(|_| how(cue, session));
    let around = begins.then(|| around(cue, session, now));
    let first = begins.then(|| first_count(cue, session).or_else(|| first_zone(cue, session))).flatten();
    event.into_iter().chain(how).chain(around).chain(first).map(|text| format!("{lived} {text}")).collect()
}

/// The first of a series, which begins with the work itself: `hold, 1 of 10`.
fn first_count(cue: Cue, session: &Session) -> Option<String> {
    let segment = session.plan().segments.get(cue.segment).filter(|segment| segment.of > 1)?;
    let word = match segment.kind {
        Kind::Work => "spot",
        Kind::Hold | Kind::Top => "hold",
        Kind::Up => "up",
        Kind::Down => "down",
        _ => return None,
    };
    let place = zone_at(cue, session).map_or_else(String::new, |zone| format!(": {zone}"));
    Some(format!("{word}, {} of {}{place}", segment.count, segment.of))
}

/// The first of several zones that are worked in turn: `first left foot, sole`.
fn first_zone(cue: Cue, session: &Session) -> Option<String> {
    zone_at(cue, session).map(|zone| format!("first {zone}"))
}

/// Where the hands go on in the middle of the work, and which way: `now left calf, ankle to knee`.
fn next_zone(cue: Cue, session: &Session) -> Option<String> {
    let way = place::way(session.plan().step_of(cue.segment), &beat(cue.segment, session, cue.at));
    let way = way.map_or_else(String::new, |way| format!(", {way}"));
    zone_at(cue, session).map(|zone| format!("now {zone}{way}"))
}

/// Where a segment is worked as it begins, or where it is worked now, in a step that goes from zone to zone: `left calf, upper
/// calf`.
fn zone_at(cue: Cue, session: &Session) -> Option<String> {
    let plan = session.plan();
    let (block, step) = (plan.block_of(cue.segment), plan.step_of(cue.segment));
    let beat = beat(cue.segment, session, cue.at);
    let zone = place::zone_name(step, &beat)?;
    let part = place::part(step, block.side, &beat);
    let place = place_at(block.side, step, part);
    let zone = (zone != part.word()).then_some(zone);
    Some(zone.map_or_else(|| place.clone(), |zone| format!("{place}, {zone}")))
}

/// A moment of a segment: of the one under way, or else the one at which it begins.
fn beat(segment: usize, session: &Session, at: Moment) -> Beat {
    if segment == session.at() {
        return session.glance(at).beat();
    }
    let segment = &session.plan().segments[segment];
    Beat::of(segment, Duration::ZERO, segment.length)
}

/// Said when the session is ended, once it is known whether that is on disk.
pub const fn what_was_done(is_saved: bool) -> &'static str {
    if is_saved { "What you did is kept." } else { "What you did is not saved yet." }
}

/// The line for a mark of the time left: `1:48 1:00 left`.
pub fn mark(left: Duration, session: &Session, now: Now) -> String {
    format!("{} {} left", clock(whole(session.progress(now.moment).lived)), clock(left))
}

/// How a step is done, when it is another than before: said as soon as its time begins, so that one stands or sits
/// when the work does.
fn how(cue: Cue, session: &Session) -> Option<String> {
    let plan = session.plan();
    let opens = matches!(cue.kind, CueKind::Rest | CueKind::GetReady | CueKind::ChangeSide) || is_work(cue, session);
    let number = plan.segments.get(cue.segment)?.block;
    let before = number.checked_sub(1).and_then(|before| plan.blocks.get(before));
    let block = plan.blocks.get(number).filter(|block| opens && cue.segment == block.start)?;
    let is_other = before.is_none_or(|before| before.step != block.step);
    let beat = beat(cue.segment, session, cue.at);
    let manner = manner(plan.step_of(cue.segment), &beat).collect::<Vec<_>>().join(", ");
    Some(manner).filter(|manner| is_other && !manner.is_empty())
}

/// Whether the work of a block begins with it.
fn is_work(cue: Cue, session: &Session) -> bool {
    let opens = matches!(
        cue.kind,
        CueKind::ChangeSide
            | CueKind::Go
            | CueKind::Hold
            | CueKind::Up
            | CueKind::Top
            | CueKind::Down
            | CueKind::CountUp
    );
    opens
        && session
            .plan()
            .segments
            .get(cue.segment)
            .is_some_and(|_| cue.segment == session.plan().block_of(cue.segment).work)
}

fn said(cue: Cue, session: &Session, now: Now) -> Option<String> {
    let plan = session.plan();
    let segment = plan.segments.get(cue.segment)?;
    let (block, step) = (plan.block_of(cue.segment), plan.step_of(cue.segment));
    let length = clock(segment.length);
    let counted = |word: &str| format!("{word}, {} of {}", segment.count, segment.of);
    let left = || clock(session.glance(now.moment).clock);
    let part_now = || if cue.segment == session.at() { session.glance(now.moment).part() } else { step.part };
    let title_now = || title_at(block, step, part_now());
    Some(match cue.kind {
        CueKind::ChangeSide if is_work(cue, session) => format!("{}, {}", other(step), work(plan, block, step)),
        _ if is_work(cue, session) => work(plan, block, step),
        CueKind::Rest => format!("rest {length}, then {}", title(block, step)),
        CueKind::GetReady => format!("get ready {length}, {}", title(block, step)),
        CueKind::ChangeSide => format!("{} {length}, {}", other(step), title(block, step)),
        CueKind::CountUp => work(plan, block, step),
        CueKind::Go | CueKind::NextSpot => match zone_at(cue, session) {
            Some(zone) => format!("{}: {zone}", counted("next spot")),
            None => counted("next spot"),
        },
        CueKind::NextZone => next_zone(cue, session)?,
        CueKind::Hold => counted("hold"),
        CueKind::Release => "release".into(),
        CueKind::Up => counted("up"),
        CueKind::Top => "hold".into(),
        CueKind::Down if opens_count(plan, cue.segment) => counted("down"),
        CueKind::Down => "down".into(),
        CueKind::Halfway => format!("half-way, {} left", left()),
        // Only the end of a part is counted down, and in one line: three would be cut off by each other.
        CueKind::Last(left) if segment.kind.is_work() && cue.segment + 1 == block.end && is_first(left, segment) => {
            let unit = if left == 1 { "second" } else { "seconds" };
            match plan.segments.get(block.end) {
                Some(_) => {
                    let next = title(plan.block_of(block.end), plan.step_of(block.end));
                    format!("{left} {unit} left, then {next}")
                }
                None => format!("{left} {unit} left"),
            }
        }
        // Of a short time the line before it is still being read.
        CueKind::Last(3) if segment.length >= TOLD_FROM => "3 seconds left".into(),
        CueKind::Last(_) => return None,
        // The number is said back with what it means.
        CueKind::AboveLimit(_) | CueKind::TooMuch(_) | CueKind::Noted => return None,
        CueKind::Waiting => format!("Waiting for you. Enter goes on. Next: {}", title(block, step)),
        CueKind::Paused if instruction(session, now).next().is_some() => {
            "Paused. Enter goes on. v tells the whole instruction.".into()
        }
        CueKind::Paused => "Paused. Enter goes on.".into(),
        CueKind::Resumed => format!("going on: {}", standing(session, now)),
        CueKind::Away(gone) => format!("{} Paused where you were. Enter goes on.", away(gone)),
        CueKind::Skipped => format!("Skipped. b takes it back.{}", place_in_pause(session, now)),
        CueKind::WentBack => format!("Back.{}", place_in_pause(session, now)),
        CueKind::Added => format!("15 seconds more, {} left", left()),
        CueKind::Taken => format!("15 seconds less, {} left", left()),
        CueKind::WillWait => "The next part waits for you.".into(),
        CueKind::WillNotWait => "The next part comes by itself.".into(),
        CueKind::Swapped => format!("Sides swapped, from here to the end: {}", title_now()),
        CueKind::ThatHurt => {
            let (what, lighten) = (title_now(), safety::LIGHTEN);
            match session.hurting(cue.segment) {
                Hurting::Here => format!("That hurt, {what}. {lighten} h again skips it."),
                Hurting::Before => format!("That hurt, {what}. Noted. {lighten}"),
                Hurting::Already => format!("That hurt, before {what}. Noted. {lighten}"),
            }
        }
        CueKind::NotedAlready => "Noted already.".into(),
        CueKind::NothingYet => "Nothing has begun yet: nothing is noted. 0 to 10 keeps pain now.".into(),
        CueKind::Stopped => "Ended here.".into(),
        CueKind::Done => "Done.".into(),
    })
}

/// Whether it is the first of the last seconds that are counted: a short time has fewer than three.
fn is_first(left: u8, segment: &Segment) -> bool {
    u64::from(left) == shown_seconds(segment.length).saturating_sub(1).min(3)
}

/// In a pause nothing else tells where a skip or a step back has led.
fn place_in_pause(session: &Session, now: Now) -> String {
    match session.standing() {
        Standing::Paused => format!(" Paused at {}", standing(session, now)),
        _ => String::new(),
    }
}

/// `left calf: Knead the calf, 3:00, step 2 of 3, round 1 of 2. Knead the calf like dough, knee toward ankle.`
fn work(plan: &Plan, block: &Block, step: &PlanStep) -> String {
    let number =
        if plan.steps.len() > 1 { format!(", step {} of {}", block.step + 1, plan.steps.len()) } else { String::new() };
    let round = if block.rounds > 1 { format!(", round {} of {}", block.round, block.rounds) } else { String::new() };
    let head = format!("{}, {}{number}{round}.", title(block, step), dose(plan, block));
    let waits = plan.segments.get(block.work).is_some_and(|segment| segment.kind == Kind::Wait);
    let on = if waits { " Enter goes on." } else { "" };
    match step.cue.as_deref() {
        Some(cue) => format!("{head} {}{on}", ended(cue)),
        None => format!("{head}{on}"),
    }
}

/// What stands around the work on the screen: what comes next, and how long it all takes.
fn around(cue: Cue, session: &Session, now: Now) -> String {
    let plan = session.plan();
    let block = plan.block_of(cue.segment);
    let next = match plan.segments.get(block.end) {
        Some(_) => {
            let (block, step) = (plan.block_of(block.end), plan.step_of(block.end));
            format!("next {}, {}", title(block, step), dose(plan, block))
        }
        None => "the last one".to_owned(),
    };
    format!("{next}{}", in_all(session, now))
}

/// `rest, left calf: Knead the calf, 0:06 left; 9:12 in all, ends 21:47`; work has no word for its phase.
pub fn standing(session: &Session, now: Now) -> String {
    let glance = session.glance(now.moment);
    let left = match glance.segment.kind {
        Kind::Wait => String::new(),
        _ => format!(", {} left", clock(glance.clock)),
    };
    let phase = match glance.segment.kind {
        Kind::Work | Kind::Wait => String::new(),
        kind => format!("{}, ", phase(kind, glance.step).to_lowercase()),
    };
    let title = title_at(glance.block, glance.step, glance.part());
    format!("{phase}{title}{left}{}", in_all(session, now))
}

/// `; 9:12 in all, ends 21:47`: the time of day only while it is certain, and nothing where only the person's own time
/// is left.
fn in_all(session: &Session, now: Now) -> String {
    let left = session.glance(now.moment).total_left;
    let ends = chrono::TimeDelta::from_std(left).ok().and_then(|left| now.wall.checked_add_signed(left));
    match ends.filter(|_| session.standing() == Standing::Running) {
        Some(ends) => format!("; {} in all, ends {}", clock(left), ends.format("%H:%M")),
        None if left.is_zero() => String::new(),
        None => format!("; {} in all", clock(left)),
    }
}

/// The whole instruction, and what to take care of, line by line.
pub fn instruction(session: &Session, now: Now) -> impl Iterator<Item = &str> {
    let step = session.glance(now.moment).step;
    [&step.how, &step.care].into_iter().flatten().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty())
}

/// `Saved: left 4, clear. For the side before. o gives it to the other side. Fine if it settles.`
pub fn rated(rated: &Rated, is_saved: bool) -> String {
    let saved = if is_saved { "Saved" } else { "Not saved yet" };
    format!("{saved}: {}", rated.sentences("o gives it to the other side.").join(" "))
}

/// `left calf: Knead the calf`.
pub fn title(block: &Block, step: &PlanStep) -> String {
    title_at(block, step, place::first_part(step, block.side))
}

/// The same with the part of the body that is worked at a moment.
fn title_at(block: &Block, step: &PlanStep, part: Part) -> String {
    match place_at(block.side, step, part) {
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

/// What was done, in a line for each technique: `kneading: left 6:00 of 6:00, right 5:10 of 6:00`.
pub fn done(record: &SessionRecord) -> impl Iterator<Item = String> {
    let of = |done: DoneOf| crate::domain::words::of(done.0, done.1);
    lines_of(record, false).into_iter().map(move |line| {
        let left = line.left.map(|left| format!("left {}", of(left)));
        let right = line.right.map(|right| format!("right {}", of(right)));
        let both = line.both.map(of);
        format!("{}: {}", line.name, [left, right, both].into_iter().flatten().collect::<Vec<_>>().join(", "))
    })
}

/// A session that was cut off, in a line.
pub fn cut_off(name: &Clean, began: &str, (lived, planned): (Duration, Duration)) -> String {
    format!("A session was cut off: {name}, begun {began}, {} done.", crate::domain::words::of(lived, planned))
}

#[cfg(test)]
mod tests;
