//! Words for what is done and was done, in running text: the same on the command line, in the plain session, in a log.

pub mod behind;
pub mod care;
pub mod health;
mod rated;

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::body::{Feet, Part, Side, Zone};
use super::dawn::Dawn;
use super::motion::{Beat, place};
use super::plan::{Block, Choice, First, Kind, Plan, PlanStep};
use super::record::{Ending, Event, Fact, Hurt, Pain, PainKind, Rating, SessionRecord, What};
use super::session::CueKind;
use super::text::Clean;
use super::time::{FIRST_YEAR, Now, clock, stamp};

pub use rated::{Rated, Whose};

/// The side and the part of the body: `left calf`, `both feet`; nothing where a step is about neither.
pub fn place(side: Option<Side>, step: &PlanStep) -> String {
    place_at(side, step, step.part)
}

/// The same at a moment: of a step about more than one part of the body with the `part` that is worked then.
pub fn place_at(side: Option<Side>, step: &PlanStep, part: Part) -> String {
    match side {
        Some(side) => format!("{} {}", side.word(), part.word()),
        None if step.zones.iter().all(|zone| *zone == Zone::Whole) => String::new(),
        None => format!("both {}", step.part.plural()),
    }
}

/// The same in running text: `left calf: Knead the calf`.
pub fn block_line(block: &Block, step: &PlanStep) -> String {
    match block.side {
        Some(side) => format!("{} {}: {}", side.word(), place::first_part(step, Some(side)).word(), step.name),
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

/// A change as a sign, where nothing may flash.
pub fn change(kind: CueKind, step: &PlanStep) -> Option<&'static str> {
    Some(match kind {
        CueKind::Rest => phase(Kind::Rest, step),
        CueKind::GetReady => phase(Kind::GetReady, step),
        CueKind::ChangeSide => phase(Kind::ChangeSide, step),
        CueKind::Hold | CueKind::Top => phase(Kind::Hold, step),
        CueKind::Release => phase(Kind::Release, step),
        CueKind::Up => phase(Kind::Up, step),
        CueKind::Down => phase(Kind::Down, step),
        CueKind::CountUp => phase(Kind::Wait, step),
        CueKind::Waiting => "WAITING",
        CueKind::Go => "GO",
        _ => return None,
    })
}

/// The work of a block: `3:00`, `1:30 on 3 spots`, `10 × 10 s, 3 s release`, `12 × 3-2-3`, `until you go on`.
pub fn dose(plan: &Plan, block: &Block) -> String {
    let work = &plan.segments[block.work..block.end];
    let length = |kind: Kind| work.iter().find(|s| s.kind == kind).map_or(0, |s| s.length.as_secs());
    let Some(first) = work.first() else { return String::new() };
    match first.kind {
        Kind::Wait => "until you go on".to_owned(),
        Kind::Hold => match length(Kind::Release) {
            0 => format!("{} × {} s", first.of, length(Kind::Hold)),
            rest => format!("{} × {} s, {rest} s release", first.of, length(Kind::Hold)),
        },
        Kind::Up | Kind::Top | Kind::Down => {
            format!("{} × {}-{}-{}", first.of, length(Kind::Up), length(Kind::Top), length(Kind::Down))
        }
        _ => {
            let whole = clock(work.iter().map(|segment| segment.length).sum());
            if first.of > 1 { format!("{whole} on {} spots", first.of) } else { whole }
        }
    }
}

/// How a step is done at a moment: the position, the way the hands go unless the cue says it, the pace, the limit.
pub fn manner(step: &PlanStep, beat: &Beat) -> impl Iterator<Item = String> {
    let position = step.position.map(|position| position.name().to_owned());
    let way = place::way(step, beat).map(str::to_owned);
    let pace = step.pace.map(|pace| format!("{pace} a minute"));
    [position, way, pace, limit(step)].into_iter().flatten()
}

/// The highest pain that a step may cause, where it says one: `never above 4 of 10`.
pub fn limit(step: &PlanStep) -> Option<String> {
    step.limit.filter(|limit| *limit > 0).map(|limit| format!("never above {limit} of 10"))
}

/// Which feet.
pub const fn sides(choice: Choice) -> &'static str {
    match (choice.work, choice.first) {
        (Feet::Both, First::Left) => "both sides, left first",
        (Feet::Both, First::Right) => "both sides, right first",
        (Feet::Left, _) => "left side only",
        (Feet::Right, _) => "right side only",
    }
}

/// Whole minutes, the nearest, of what is left: `9 min`, `under 1 min`.
pub fn minutes(span: Duration) -> String {
    match span.as_secs() {
        0..60 => "under 1 min".into(),
        _ => format!("{} min", nearest_minutes(span)),
    }
}

/// Whole minutes, the nearest: for what was done, where nothing is rounded up in anybody's favour.
pub const fn nearest_minutes(span: Duration) -> u64 {
    (span.as_secs() + 30) / 60
}

/// How long ago, in days as they are lived.
pub fn ago(then: DateTime<FixedOffset>, now: Now) -> String {
    days_ago(now.day_of(then), now.today())
}

/// How long ago a day is.
pub fn days_ago(then: NaiveDate, today: NaiveDate) -> String {
    match (today - then).num_days() {
        i64::MIN..0 => "in the future".into(),
        0 => "today".into(),
        1 => "yesterday".into(),
        days @ 2..=13 => format!("{days} days ago"),
        days @ 14..=59 => format!("{} weeks ago", days / 7),
        days => format!("{} months ago", days / 30),
    }
}

/// How a session ended, where that needs a word; ending early is never scolded.
pub const fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Finished => "",
        Ending::Early => "ended early",
        Ending::Interrupted => "cut off",
    }
}

/// `6:00 of 6:20`, or `0:20` of what had no time of its own. Part seconds that were delivered do not count as whole ones.
pub fn of(done: Duration, planned: Duration) -> String {
    if planned.is_zero() {
        return clock(whole(done));
    }
    format!("{} of {}", clock(whole(done)), clock(whole(planned)))
}

/// With a capital letter.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), chars.as_str()))
}

/// The start of a sentence, in the middle of one.
pub fn uncapital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| format!("{}{}", first.to_lowercase(), chars.as_str()))
}

/// A session that was begun, and left before anything was done.
pub const NOTHING_DONE: &str = "begun, nothing done";

/// The night that a time belongs to, where the calendar has a later day than the one that is lived: `night to Saturday`.
pub fn night(at: DateTime<FixedOffset>, dawn: Dawn) -> Option<String> {
    dawn.is_after(at).then(|| format!("night to {}", at.format("%A")))
}

/// Of what counts in no figure, because a clock was wrong, where it stands: `in the future`, `before 2000`.
pub fn misplaced(at: DateTime<FixedOffset>, now: Now) -> Option<String> {
    (!now.counts(at)).then(|| if at > now.wall { "in the future".to_owned() } else { format!("before {FIRST_YEAR}") })
}

/// The day that is lived, and the time: `Friday 20 November 2026, 03:30 (night to Saturday)`.
pub fn day_and_time(at: DateTime<FixedOffset>, dawn: Dawn) -> String {
    let night = night(at, dawn).map_or_else(String::new, |night| format!(" ({night})"));
    format!("{}, {}{night}", dawn.day_of(at).format("%A %-d %B %Y"), at.format("%H:%M"))
}

/// Without part seconds.
pub const fn whole(span: Duration) -> Duration {
    Duration::from_secs(span.as_secs())
}

/// Pain before and after, as a moment and not a result. A change of one is no change.
pub fn before_after(before: Option<Pain>, after: Option<Pain>) -> String {
    match (before, after) {
        (Some(before), Some(after)) if before.value().abs_diff(after.value()) <= 1 => {
            format!("{} before, {} after: about the same", before.value(), after.value())
        }
        (Some(before), Some(after)) => format!("{} before, {} after", before.value(), after.value()),
        (Some(before), None) => format!("{} before", before.value()),
        (None, Some(after)) => format!("{} after", after.value()),
        (None, None) => String::new(),
    }
}

/// The same with the highest pain given between them: `5 before, 3 after; at most 7 during`. Nothing where all there is
/// was said just now.
pub fn around(before: Option<Pain>, during: Option<Pain>, after: Option<Pain>) -> String {
    let ends = before.map(|before| before_after(Some(before), after));
    let during = during.map(|during| format!("at most {} during", during.value()));
    ends.into_iter().chain(during).collect::<Vec<_>>().join("; ")
}

/// Where it hurt on a side, in the order in which it was said: `that hurt 1: Knead the calf, round 2, at 1:12`; nothing
/// if nowhere. Of many the first three are told; without `names` the steps are not.
pub fn hurts(record: &SessionRecord, side: Option<Side>, names: bool) -> String {
    let hurts: Vec<_> = record.hurts().into_iter().filter(|(step, _)| step.side == side).collect();
    if hurts.is_empty() {
        return String::new();
    }
    let mut text = String::new();
    let mut named: Option<&Clean> = None;
    for (step, hurt) in hurts.iter().take(3) {
        if named.is_some() {
            text.push_str("; ");
        }
        if named.replace(&step.name) != Some(&step.name) && names {
            text.push_str(&format!("{}, ", step.name));
        }
        text.push_str(&moment(*hurt));
    }
    if hurts.len() > 3 {
        text.push_str(&format!("; {} more", hurts.len() - 3));
    }
    format!("that hurt {}: {text}", hurts.len())
}

/// `round 2, at 1:12`: how far into the work of the step.
pub fn moment(hurt: Hurt) -> String {
    let at = clock(whole(hurt.into));
    hurt.round.map_or_else(|| format!("at {at}"), |round| format!("round {round}, at {at}"))
}

/// What a rating is about.
pub const fn kind(kind: PainKind) -> &'static str {
    match kind {
        PainKind::FirstStep => "first-step pain",
        PainKind::DayAverage => "day's average pain",
        PainKind::NowBefore => "pain before",
        PainKind::NowDuring => "pain during",
        PainKind::NowAfter => "pain after",
    }
}

/// What a rating is about, where a person is asked.
pub const fn asked(kind: PainKind) -> &'static str {
    match kind {
        PainKind::FirstStep => "First steps",
        PainKind::DayAverage => "Day's average",
        PainKind::NowBefore => "Before",
        PainKind::NowDuring => "During",
        PainKind::NowAfter => "After",
    }
}

/// What is said when the machine slept in the middle of a session.
pub fn away(away: Duration) -> String {
    let minutes = away.as_secs() / 60;
    let how_long = match minutes {
        0 => format!("{} seconds", away.as_secs()),
        1 => "a minute".into(),
        2..120 => format!("{minutes} minutes"),
        _ => format!("{} hours", minutes / 60),
    };
    format!("The machine was away for {how_long}; none of it counts.")
}

/// The command that says a rating or an event again, for one that could not be written; none for what no command can
/// say. What corrects another one is said as its correction.
pub fn log_command(fact: &Fact) -> Option<String> {
    let again = if fact.rev > 0 { format!(" --id {} --rev {}", fact.id, fact.rev) } else { String::new() };
    let at = stamp::write(fact.at)?;
    match &fact.what {
        What::Pain(rating) => Some(log_rating(rating, &format!("--at {at}{again}"))),
        What::Event(Event { text }) => Some(format!("solemate log event --at {at}{again} -- {}", quoted(text))),
        // By its id: said without it, it could take back what is kept, or change the settings.
        What::Day(day) => {
            let (word, id, rev) = (day.mark.word(), fact.id, fact.rev);
            Some(format!("solemate log day {word} --at {at} --id {id} --rev {rev}"))
        }
        What::RedFlags(flagged) => {
            let (words, id, rev) = (flagged.said.words(), fact.id, fact.rev);
            Some(format!("solemate log flags {words} --at {at} --id {id} --rev {rev}"))
        }
        What::Session(_) | What::Note(_) | What::Removed => None,
    }
}

fn log_rating(rating: &Rating, when: &str) -> String {
    let (kind, side, value) = (rating.kind.word(), rating.side.word(), rating.value.value());
    let mut command = format!("solemate log {kind} --{side} {value} {when}");
    if let Some(session) = rating.session {
        command.push_str(&format!(" --session {session}"));
    }
    for (option, text) in [("note", &rating.note), ("place", &rating.place)] {
        if let Some(text) = text {
            command.push_str(&format!(" --{option} {}", quoted(text)));
        }
    }
    command
}

/// A text as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// That where a session was cut off cannot be read, and what is there all the same.
pub fn cut_off_unreadable(why: &Clean) -> Clean {
    let text =
        format!("A session was cut off, and where it stood cannot be read: {why}. What was rated in it is kept.");
    Clean::visible(&text)
}

/// What to say on the shell about facts that could not be written; nothing if there are none. Of several revisions the
/// last one counts, and what was taken back is not said.
pub fn unsaved(facts: &[Fact]) -> Option<String> {
    let is_last = |fact: &&Fact| !facts.iter().any(|other| other.id == fact.id && other.rev > fact.rev);
    let (mut commands, mut others) = (Vec::new(), Vec::new());
    for fact in facts.iter().filter(is_last) {
        match &fact.what {
            What::Pain(_) | What::Event(_) | What::Day(_) | What::RedFlags(_) => commands.extend(log_command(fact)),
            What::Note(note) if !note.text.is_empty() => others.push(format!("The note: {}", note.text)),
            What::Session(record) => others.push(format!(
                "The session {}, {}: it is offered again at the next start, if where it stood could be written.",
                record.name,
                of(record.lived, record.planned)
            )),
            What::Note(_) | What::Removed => {}
        }
    }
    let begins_here = |gone: &Fact| facts.iter().any(|fact| fact.id == gone.id && fact.rev == 0);
    if facts.iter().filter(is_last).any(|fact| fact.what == What::Removed && !begins_here(fact)) {
        others.push("What was deleted is still in the history.".to_owned());
    }
    if commands.is_empty() && others.is_empty() {
        return None;
    }
    let mut text = "not everything could be saved.".to_owned();
    if !commands.is_empty() {
        text.push_str(&format!(" When there is room again, these lines do it:\n{}", commands.join("\n")));
    }
    for other in others {
        text.push_str(&format!("\n{other}"));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d4_the_command_that_repeats_a_rating_is_exact() {
        let at = stamp::read("2026-11-20T21:47:03+01:00").unwrap();
        let rating = Rating {
            side: Side::Left,
            kind: PainKind::FirstStep,
            value: Pain::try_from(6).unwrap(),
            session: None,
            note: Some(Clean::visible("don't run")),
            place: Some(Clean::visible("heel")),
        };
        let command = log_command(&Fact::new(at, What::Pain(rating))).unwrap();
        assert_eq!(
            command,
            r"solemate log first-step --left 6 --at 2026-11-20T21:47:03+01:00 --note 'don'\''t run' --place 'heel'"
        );
        let event = Fact::new(at, What::Event(Event { text: Clean::visible("the cobbler's insoles") }));
        let expected = r"solemate log event --at 2026-11-20T21:47:03+01:00 -- 'the cobbler'\''s insoles'";
        assert_eq!(log_command(&event).as_deref(), Some(expected));
        assert_eq!(log_command(&Fact::new(at, What::Removed)), None);
    }

    #[test]
    fn d4_only_the_last_word_about_a_thing_is_repeated() {
        let at = stamp::read("2026-11-20T21:47:03+01:00").unwrap();
        let rating = |value: u8| {
            let value = Pain::try_from(value).unwrap();
            What::Pain(Rating {
                side: Side::Right,
                kind: PainKind::NowAfter,
                value,
                session: None,
                note: None,
                place: None,
            })
        };
        let (first, other) = (Fact::new(at, rating(3)), Fact::new(at, rating(7)));
        let (second, gone) = (first.corrected(at, rating(2)), other.corrected(at, What::Removed));
        let text = unsaved(&[first, other.clone(), second.clone(), gone.clone()]).unwrap();
        assert_eq!(text.matches("solemate log").count(), 1, "{text}");
        assert!(text.contains("--right 2"), "{text}");
        assert_eq!(unsaved(&[other, gone.clone()]), None);
        // Where the disk has what was corrected or deleted, both are told of.
        let text = unsaved(&[gone]).unwrap();
        assert!(text.contains("is still in the history"), "{text}");
        let text = unsaved(std::slice::from_ref(&second)).unwrap();
        assert!(text.contains(&format!(" --id {} --rev 1", second.id)), "{text}");
    }
}
