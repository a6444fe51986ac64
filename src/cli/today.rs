//! `solemate today`: the day in one line, for a prompt or a status bar.

use std::time::Duration;

use chrono::NaiveDate;
use serde::Serialize;

use super::failure::{Exit, Outcome};
use super::here::Here;
use crate::config::unfit_routines;
use crate::domain::body::{PerSide, Side};
use crate::domain::care::Suggestion;
use crate::domain::due::{Due, Facts, due, in_words};
use crate::domain::record::{DayMark, Pain, RedFlags};
use crate::domain::time::{Now, decimal_seconds};
use crate::domain::trend::{Day, Diary, Measure};
use crate::domain::words;
use crate::driver::care;
use crate::driver::printer::Printer;

/// Show today in one line: first steps, sessions, minutes, and what is due by the plan
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER)]
pub(super) struct Today {
    /// Only what is due, in a few words; nothing where nothing is
    #[arg(long, conflicts_with = "json")]
    due: bool,
    /// As a JSON object; times in seconds
    #[arg(long)]
    json: bool,
}

const AFTER: &str = "Only the newest lines of the history are read, so that it can stand in a prompt. Due are the first steps, in the \
     morning and until they are rated, and what the plan has left for today. Exit codes: 0 something is due, 1 nothing \
     is.";

/// Today, as scripts see it. What was not rated is null.
#[derive(Serialize)]
pub(super) struct Told {
    day: NaiveDate,
    first_step: PerSide<Option<Pain>>,
    sessions: u32,
    #[serde(with = "decimal_seconds")]
    done: Duration,
    due: Vec<Due>,
    plan: Planned,
}

/// What the plan has left for today.
#[derive(Serialize)]
struct Planned {
    /// The routine that is next; null if all of today is done.
    next: Option<String>,
    massage: bool,
    /// Stretches that are still to be done.
    stretches: u8,
    heel_raises: bool,
    visit: bool,
    /// What the person says of today: rest, tired, flare, travel.
    marks: Vec<DayMark>,
    /// What the person said before a session that speaks against any today: calf, foot, pop, fever, numb.
    red_flags: RedFlags,
    /// Whether pain is logged and nothing else is done, for the person's health.
    #[serde(skip)]
    is_log_only: bool,
    #[serde(skip)]
    words: Option<String>,
    #[serde(skip)]
    said: Option<String>,
}

impl Planned {
    fn of(suggestion: &Suggestion, is_log_only: bool) -> Self {
        let due = suggestion.due;
        let next = suggestion.pick.as_ref().filter(|_| suggestion.is_due);
        Self {
            next: next.map(|pick| pick.id.to_string()),
            massage: due.massage,
            stretches: due.stretches_left(),
            heel_raises: due.raises,
            visit: due.visit,
            marks: suggestion.marks.all().collect(),
            red_flags: suggestion.marks.flags,
            is_log_only,
            words: words::care::due(suggestion),
            said: words::care::today(suggestion.marks),
        }
    }
}

impl Today {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let told = Told::read(here, here.now());
        let due = told.due();
        match &due {
            _ if self.json => out.json(&told)?,
            _ if !self.due => out.line(&told.line())?,
            Some(due) => out.line(due)?,
            None => {}
        }
        Ok(if due.is_some() { Exit::Done } else { Exit::Person })
    }
}

impl Told {
    /// What of the day is known by `now`.
    pub(super) fn read(here: &Here, now: Now) -> Self {
        let day = now.today();
        let mut diary = Diary::new(now.dawn);
        let facts = care::facts(&here.journal(), now);
        facts.iter().for_each(|fact| diary.take(fact));
        let settings = here.settings();
        let (plan, notices) = care::open(&here.places);
        for notice in notices {
            super::tell(&format!("solemate: {notice}"));
        }
        let entries = here.library(settings.sore_foot).entries();
        for notice in unfit_routines(&here.places.plan_file(), &plan.plan, &entries, &plan.guard(now)) {
            super::tell(&format!("solemate: {notice}"));
        }
        let suggestion = plan.advise(&facts, entries.iter(), settings.choice().work, now).suggestion;
        let known = diary.day(day);
        let rated = |side| known.and_then(|day| day.rating(Measure::FirstStep, side));
        let first_step = PerSide { left: rated(Side::Left), right: rated(Side::Right) };
        let is_rated = first_step.left.is_some() || first_step.right.is_some();
        Self {
            day,
            first_step,
            sessions: known.map_or(0, |day| day.sessions),
            done: known.map_or(Duration::ZERO, Day::done),
            due: due(Facts::of(&suggestion, now.is_morning(), is_rated)),
            plan: Planned::of(&suggestion, plan.guard(now).is_log_only()),
        }
    }

    /// What is due, in words; none where nothing is.
    pub(super) fn due(&self) -> Option<String> {
        in_words(&self.due)
    }

    /// `first steps: left 3, right 1; 2 sessions, 26 min; due: Calf Classic, 1 stretch`; on the day of a red flag what was
    /// said, and there and while pain alone is logged that there is no session.
    fn line(&self) -> String {
        let foot = |side: Side| self.first_step.of(side).map(|pain| format!("{} {}", side.word(), pain.value()));
        let rated: Vec<String> = Side::BOTH.into_iter().filter_map(foot).collect();
        let rated = if rated.is_empty() { "not rated".to_owned() } else { rated.join(", ") };
        let minutes = words::nearest_minutes(self.done);
        let done = match self.sessions {
            0 => "no session yet".to_owned(),
            1 => format!("1 session, {minutes} min"),
            many => format!("{many} sessions, {minutes} min"),
        };
        let (flags, is_log_only) = (self.plan.red_flags, self.plan.is_log_only);
        if is_log_only || !flags.is_empty() {
            let no_session =
                if is_log_only { words::health::NO_SESSION.to_owned() } else { words::health::flagged(flags) };
            let done = if self.sessions == 0 { String::new() } else { format!("{done}; ") };
            return format!("first steps: {rated}; {done}{}", words::uncapital(no_session.trim_end_matches('.')));
        }
        let due = self.plan.words.as_deref().map_or_else(String::new, |words| format!("; due: {words}"));
        let said = self.plan.said.as_deref().map_or_else(String::new, |said| format!("; {said}"));
        format!("first steps: {rated}; {done}{said}{due}")
    }
}
