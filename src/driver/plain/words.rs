//! What a plain session says: one line for each event, in the order in which the screen shows it.

use std::time::Duration;

use crate::domain::body::Part;
use crate::domain::done::{DoneOf, lines as lines_of};
use crate::domain::plan::{Block, Kind, Plan, PlanStep, Segment};
use crate::domain::record::SessionRecord;
use crate::domain::safety;
use crate::domain::session::{Cue, CueKind, Hurting, Session, Standing};
use crate::domain::text::Clean;
use crate::domain::time::{Now, clock, shown_seconds};
use crate::domain::words::{Rated, away, dose, manner, phase, place, whole};

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
    let first = begins.then(|| first_count(cue, session)).flatten();
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
    Some(format!("{word}, {} of {}", segment.count, segment.of))
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
    let manner = manner(plan.step_of(cue.segment)).collect::<Vec<_>>().join(", ");
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
    Some(match cue.kind {
        CueKind::ChangeSide if is_work(cue, session) => format!("{}, {}", other(step), work(plan, block, step)),
        _ if is_work(cue, session) => work(plan, block, step),
        CueKind::Rest => format!("rest {length}, then {}", title(block, step)),
        CueKind::GetReady => format!("get ready {length}, {}", title(block, step)),
        CueKind::ChangeSide => format!("{} {length}, {}", other(step), title(block, step)),
        CueKind::CountUp => work(plan, block, step),
        CueKind::Go | CueKind::NextSpot => counted("next spot"),
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
        CueKind::Swapped => format!("Sides swapped, from here to the end: {}", title(block, step)),
        CueKind::ThatHurt => {
            let (what, lighten) = (title(block, step), safety::LIGHTEN);
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
    format!("{phase}{}{left}{}", title(glance.block, glance.step), in_all(session, now))
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
mod tests {
    use super::*;
    use crate::domain::plan::Choice;
    use crate::domain::routine::RoutineId;
    use crate::domain::session::Input;
    use crate::domain::time::Moment;
    use std::path::Path;

    const ROUTINE: &str = "format = 1\nname = \"Two\"\n[defaults]\nprep = 2\n[[step]]\nname = \"Knead the calf\"\n\
                           technique = \"kneading\"\nzones = [\"calf_all\"]\nsides = \"left\"\ntime = 20\nrounds = 2\n\
                           rest_between_rounds = 6\npace = 20\nlimit = 4\ncue = \"Like dough\"\nhow = \"Firm.\\n\\nThen more.\"\n\
                           care = \"Not behind the knee.\"\n[[step]]\nname = \"Fetch the ball\"\nsides = \"both\"\nprep = 0\n\
                           wait = true\n";

    fn at(seconds: u64) -> Now {
        let wall = chrono::DateTime::parse_from_rfc3339("2026-11-20T21:38:00+01:00").unwrap();
        let later = chrono::TimeDelta::from_std(Duration::from_secs(seconds)).unwrap();
        Now { moment: Moment::at(Duration::from_secs(1000 + seconds)), wall: wall + later, dawn: Default::default() }
    }

    fn begin() -> (Session, Vec<Cue>) {
        let id = RoutineId::new("two").unwrap();
        let routine = crate::store::routine_file::read(&id, Path::new("two.toml"), ROUTINE.as_bytes()).unwrap();
        Session::new(Plan::unroll(&routine, Choice::default()), at(0).moment).unwrap()
    }

    #[test]
    fn whoever_reads_only_the_lines_misses_nothing() {
        let (mut session, mut cues) = begin();
        let mut heard = Vec::new();
        for second in 1.. {
            heard.extend(cues.iter().flat_map(|cue| lines(*cue, &session, at(second - 1))));
            if second == 60 {
                break;
            }
            cues = session.advance(at(second).moment);
        }
        let expected = [
            "0:00 get ready 0:02, left calf: Knead the calf",
            "0:00 20 a minute, never above 4 of 10",
            "0:02 left calf: Knead the calf, 0:20, step 1 of 2, round 1 of 2. Like dough.",
            "0:02 next left calf: Knead the calf, 0:20; 0:48 in all, ends 21:38",
            "0:12 half-way, 0:10 left",
            "0:19 3 seconds left, then left calf: Knead the calf",
            "0:22 rest 0:06, then left calf: Knead the calf",
            "0:28 get ready 0:02, left calf: Knead the calf",
            "0:30 left calf: Knead the calf, 0:20, step 1 of 2, round 2 of 2. Like dough.",
            "0:30 next Fetch the ball, until you go on; 0:20 in all, ends 21:38",
            "0:40 half-way, 0:10 left",
            "0:47 3 seconds left, then Fetch the ball",
            "0:50 Fetch the ball, until you go on, step 2 of 2. Enter goes on.",
            "0:50 the last one",
        ];
        assert_eq!(heard, expected);
    }

    #[test]
    fn a_mark_of_the_time_left_is_a_line_whether_or_not_anything_speaks() {
        let long = ROUTINE.replacen("time = 20", "time = 90", 1);
        let id = RoutineId::new("two").unwrap();
        let routine = crate::store::routine_file::read(&id, Path::new("two.toml"), long.as_bytes()).unwrap();
        let (mut session, _) = Session::new(Plan::unroll(&routine, Choice::default()), at(0).moment).unwrap();
        let mut marks = (vec![Duration::from_secs(60), Duration::from_secs(45)], Default::default());
        let lines: Vec<String> = (1..=92)
            .filter_map(|second| {
                session.advance(at(second).moment);
                super::super::marked(Some(&session), &mut marks, at(second))
            })
            .collect();
        assert_eq!(lines, ["0:32 1:00 left"], "and half-way is said by itself");
    }

    #[test]
    fn before_any_work_nothing_is_promised_that_does_not_come() {
        let (mut session, _) = begin();
        let mut told = |second| {
            let cues = session.handle(Input::ThatHurt, at(second).moment);
            cues.iter().flat_map(|cue| lines(*cue, &session, at(second))).collect::<Vec<_>>()
        };
        let nothing = "Nothing has begun yet: nothing is noted. 0 to 10 keeps pain now.";
        assert_eq!((told(0), told(1)), (vec![format!("0:00 {nothing}")], vec![format!("0:01 {nothing}")]));
    }

    #[test]
    fn in_a_pause_one_is_told_where_one_is_and_what_there_is_to_read() {
        let (mut session, _) = begin();
        (1..=7).for_each(|second| drop(session.advance(at(second).moment)));
        let mut told = |input: Input| {
            let cues = session.handle(input, at(7).moment);
            cues.iter().flat_map(|cue| lines(*cue, &session, at(7))).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(told(Input::Pause), "0:07 Paused. Enter goes on. v tells the whole instruction.");
        assert_eq!(told(Input::AddTime), "0:07 15 seconds more, 0:30 left");
        let skipped =
            "0:07 Skipped. b takes it back. Paused at rest, left calf: Knead the calf, 0:06 left; 0:28 in all";
        assert_eq!(told(Input::Skip), skipped);
        assert_eq!(told(Input::Back), "0:07 Back. Paused at left calf: Knead the calf, 0:30 left; 0:58 in all");
        let resumed = told(Input::Resume);
        assert_eq!(resumed, "0:07 going on: left calf: Knead the calf, 0:30 left; 0:58 in all, ends 21:39");
        assert_eq!(instruction(&session, at(7)).collect::<Vec<_>>(), ["Firm.", "Then more.", "Not behind the knee."]);
    }
}
