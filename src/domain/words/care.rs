//! Words for the plan of care: what is suggested, why, and how firm.

use chrono::NaiveDate;

use super::{capital, minutes};
use crate::domain::care::{Anchor, CarePlan, Entry, Marks, Next, Pick, Reason, Standing, Suggestion, When, Why, Word};
use crate::domain::limits::Limits;
use crate::domain::plan::Level;
use crate::domain::record::{DayMark, Pain};

/// What is said to whoever swaps the sore foot where both are.
pub const NO_OTHER_FOOT: &str = "both feet are sore by the settings (sore_foot): there is no other one to change to";

/// What a ticked visit is called.
pub const VISITED: &str = "hands-on visit";

/// What a mark does, as it is said once it holds; `key` takes it back. On a day without a session it is only said what it is.
pub fn marked(mark: DayMark, key: &str, has_sessions: bool) -> String {
    let (what, does) = match mark {
        DayMark::Rest => ("A rest day", "nothing is due"),
        DayMark::Tired => ("Tired calves", "something gentle today, other work tomorrow"),
        DayMark::Flare => ("A flare-up", "Gentle Day, or only a rating"),
        DayMark::Travel => ("On a journey", "only what needs no tool, until you are home"),
        DayMark::Home => ("Home again", "everything is back"),
        DayMark::Swap => return format!("From now on the other foot is the sore one. {key} takes it back."),
    };
    if has_sessions { format!("{what}: {does}. {key} takes it back.") } else { format!("{what}. {key} takes it back.") }
}

/// What the person says of today, in a few words; nothing where nothing is said: `rest day, travelling`.
pub fn today(marks: Marks) -> Option<String> {
    let name = |mark: DayMark| if mark == DayMark::Travel { "travelling" } else { mark.name() };
    let names: Vec<&str> = marks.all().map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// What is said of a mark that was taken back.
pub fn unmarked(mark: DayMark) -> String {
    format!("Taken back: {}.", mark.name())
}

/// What stands before a suggestion: the part of the day, or that nothing has to be.
pub const fn when(suggestion: &Suggestion) -> &'static str {
    match suggestion.anchor {
        _ if !suggestion.is_due => "If you like",
        Anchor::Morning => "This morning",
        Anchor::Midday if suggestion.is_later => "At midday",
        Anchor::Midday => "Midday",
        Anchor::Evening => "Tonight",
    }
}

/// Why, in one sentence: `Yesterday was friction, this morning was as usual.`
pub fn why(pick: &Pick) -> String {
    let reasons: Vec<String> = pick.reasons.iter().map(|one| reason(*one)).collect();
    format!("{}.", capital(&reasons.join(", ")))
}

/// The weightiest reason alone.
pub fn why_in_short(pick: &Pick) -> String {
    pick.reasons.first().map_or_else(String::new, |one| format!("{}.", capital(&reason(*one))))
}

/// The other one: `Or Ten by Ten, 5 min: short.`
pub fn second(pick: &Pick) -> String {
    let reasons: Vec<String> = pick.reasons.iter().map(|one| reason(*one)).collect();
    format!("Or {}, {}: {}.", pick.name, minutes(pick.total.span()), reasons.join(", "))
}

fn reason(reason: Reason) -> String {
    let text = match reason {
        Reason::Strong(pain, when) | Reason::Tender(pain, when) => return rated(pain, when),
        Reason::RedToday(red) => return format!("a session today went to {red} or more"),
        Reason::RedYesterday(red) => return format!("yesterday went to {red} or more"),
        Reason::Again(family) => return format!("the last two days were {}", family.name()),
        Reason::Level(level) => return format!("level {} leaves out what would be next", level.number()),
        Reason::Stretches(done, 1) => return format!("{done} of 1 stretch done"),
        Reason::Stretches(done, of) => return format!("{done} of {of} stretches done"),
        Reason::EnoughMassage(1) => "one massage session a day by the plan",
        Reason::EnoughMassage(_) => "two massage sessions are enough for a day",
        Reason::Flare => "it flares up: something gentle, or only a rating",
        Reason::Tired => "your calves are tired",
        Reason::TiredYesterday => "your calves were tired yesterday",
        Reason::Rest => "a rest day, as you said",
        Reason::Travel => "on a journey: nothing to pack",
        Reason::MorningClearly => "this morning was clearly higher than usual",
        Reason::FrictionYesterday => "yesterday was friction",
        Reason::FrictionToday => "today had friction",
        Reason::InTurn => "it is next in turn",
        Reason::Begin => "a good one to begin with",
        Reason::BeforeStanding => "best before you stand up",
        Reason::NoMassageDay => "no massage today by the plan",
        Reason::RotationWaits => "nothing in your rotation may be done now",
        Reason::Raises => "heel raises are due",
        Reason::AllDone => "all of today is done",
        Reason::MorningUsual => "this morning was as usual",
        Reason::MorningLower => "this morning was lower than usual",
        Reason::MorningHigher => "this morning was a little higher than usual",
        Reason::Short => "if time is short",
        Reason::Cools => "it cools",
        Reason::Ahead => "tonight's, if now is better",
        Reason::Little => "light, if you would rather",
    };
    text.to_owned()
}

fn rated(pain: Pain, when: When) -> String {
    let value = pain.value();
    match when {
        When::ThisMorning => format!("this morning was {value}"),
        When::Now => format!("pain is {value} now"),
        When::At(time) => format!("pain was {value} at {}", time.format("%H:%M")),
    }
}

/// `level 2, medium`.
pub fn level(level: Level) -> String {
    format!("level {}, {}", level.number(), level.word())
}

/// What has to come before a firmer level, as a sentence.
pub fn next(standing: &Standing) -> String {
    let up = standing.level.up().unwrap_or(standing.level).number();
    match standing.next {
        Next::Top => "There is no firmer one.".to_owned(),
        Next::Health => "Your health profile keeps it there.".to_owned(),
        Next::Open => format!("Level {up} is open to you."),
        Next::Pain(tender) => format!("Level {up} waits for a day with pain below {tender}."),
        Next::Rating => format!("Level {up} waits for a rating of pain: there is none of the last week."),
        Next::Day => format!(
            "Level {up} waits for an ordinary day: no rest, no tired calves, no flare-up, no red flag, no strong painkillers, no session that went too far."
        ),
        Next::Wait { sessions, days } => {
            let many = |count: i64, what: &str| match count {
                0 => None,
                1 => Some(format!("1 more {what}")),
                many => Some(format!("{many} more {what}s")),
            };
            let left: Vec<String> =
                [many(sessions.into(), "session"), many(days, "day")].into_iter().flatten().collect();
            let go = if left.len() == 1 && sessions + u32::try_from(days).unwrap_or(0) == 1 { "goes" } else { "go" };
            format!("Level {up} opens after {} that {go} well.", left.join(" and "))
        }
    }
}

/// Why a line is in the ledger.
pub const fn change(why: Why) -> &'static str {
    match why {
        Why::Start => "where the plan began",
        Why::Clock => "the clock had been ahead, or was behind on this day",
        Why::Yes => "the rules allowed it, and you said yes",
        Why::No => "the rules allowed more, and you stayed",
        Why::Asked => "a firmer level was offered",
        Why::Red => "discomfort in a session was one to stop at",
        Why::Morning => "the morning after a session was higher than usual by 2 or more",
        Why::Mornings => "two mornings running were higher than usual",
        Why::EaseAsked => "first steps had been low for weeks: less was offered",
        Why::Eased => "you eased off: half the massage days, one stretch a day",
        Why::BackAsked => "pain was back: the plan from before was offered",
        Why::Back => "you returned to the plan from before",
        Why::See => "weeks without change: a clinician was named",
        Why::Further => "weeks of stretches without change: what else to ask about was named",
        Why::Worse => "more pain than weeks before: a clinician was named",
        Why::Landed => "a journey without an end was ended",
    }
}

/// A line of the ledger: `20 Nov 2026   level 1   discomfort in a session was one to stop at`.
pub fn ledger_line(entry: &Entry) -> String {
    format!(
        "{:>11}   level {}   {}",
        entry.day.format("%-d %b %Y").to_string(),
        entry.level.number(),
        change(entry.why)
    )
}

/// What is due today in a few words, the suggestion first; nothing if nothing is: `Calf Classic, 2 stretches`.
pub fn due(suggestion: &Suggestion) -> Option<String> {
    let pick = suggestion.pick.as_ref().filter(|_| suggestion.is_due);
    let is = |what: fn(&Reason) -> bool| pick.is_some_and(|pick| pick.reasons.iter().any(what));
    let is_stretch = is(|reason| matches!(reason, Reason::Stretches(..)));
    let more = if is_stretch { " more" } else { "" };
    let stretches = match suggestion.due.stretches_left().saturating_sub(u8::from(is_stretch)) {
        0 => None,
        1 => Some(format!("1{more} stretch")),
        many => Some(format!("{many}{more} stretches")),
    };
    let raises = (suggestion.due.raises && !is(|reason| *reason == Reason::Raises)).then(|| "heel raises".to_owned());
    let parts: Vec<String> =
        [pick.map(|pick| pick.name.to_string()), stretches, raises].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What is said once of how the weeks went, in full and in short.
pub fn word(word: Word, limits: Limits) -> [String; 2] {
    let [full, short] = match word {
        Word::Ease => {
            let weeks = span(u64::from(limits.low_weeks) * 7);
            return [format!("Low for {weeks}: half the massage days may do."), format!("Low for {weeks}: do less?")];
        }
        Word::See => {
            let span = capital(&span(limits.unchanged.into()));
            let full = format!("{span} without change? A clinician can help sort out why.");
            return [full, "No change? A clinician can help.".to_owned()];
        }
        Word::Further => {
            let span = capital(&span(limits.further.into()));
            let full = format!("{span} without change? Ask about taping, insoles or shockwave.");
            return [full, "No change? Ask about taping, insoles.".to_owned()];
        }
        Word::Worse => {
            let span = span(limits.unchanged.into());
            let full = format!("More pain than {span} ago: a clinician can help sort out why.");
            return [full, "More pain? A clinician can help.".to_owned()];
        }
        Word::Back => ["Pain is back: return to the plan from before?", "Back to the old plan?"],
        Word::Landed => {
            ["Eight weeks on a journey: the plan takes you to be home again.", "The journey is over by now."]
        }
    };
    [full.to_owned(), short.to_owned()]
}

/// So many days, as weeks where they are: `two weeks`, `10 days`.
fn span(days: u64) -> String {
    const NUMBERS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let weeks =
        usize::try_from(days / 7).ok().filter(|_| days.is_multiple_of(7)).and_then(|weeks| weeks.checked_sub(1));
    match weeks.and_then(|at| NUMBERS.get(at)) {
        Some(&"one") => "one week".to_owned(),
        Some(number) => format!("{number} weeks"),
        None => format!("{days} days"),
    }
}

/// What is said of a plan that was eased off, or is as it was.
pub fn eased(plan: &CarePlan, word: Word) -> String {
    let (days, stretches) = (plan.massage.per_week(), plan.stretch.per_day);
    let how = if word == Word::Back { "The plan is as it was" } else { "Eased off" };
    let days = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    let stretches = if stretches == 1 { "1 stretch".to_owned() } else { format!("{stretches} stretches") };
    format!("{how}: massage on {days} a week, {stretches} a day.")
}

/// Since when: `since 14 November`.
pub fn since(day: NaiveDate) -> String {
    format!("since {}", day.format("%-d %B"))
}
