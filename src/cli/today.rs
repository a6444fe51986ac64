//! `solemate today`: the day in one line, for a prompt or a status bar.

use std::time::Duration;

use chrono::NaiveDate;
use serde::Serialize;

use super::failure::{Exit, Outcome};
use super::here::Here;
use crate::domain::body::{PerSide, Side};
use crate::domain::care::Suggestion;
use crate::domain::record::Pain;
use crate::domain::time::decimal_seconds;
use crate::domain::trend::{Day, Diary, Measure};
use crate::domain::words;
use crate::driver::care;
use crate::driver::printer::Printer;

/// Show today in one line: first steps, sessions, minutes, and what is due by the plan
#[derive(clap::Args, Debug)]
#[command(after_help = "Only the newest lines of the history are read, so that it can stand in a prompt.")]
pub(super) struct Today {
    /// As a JSON object; times in seconds
    #[arg(long)]
    json: bool,
}

/// Today, as scripts see it. What was not rated is null.
#[derive(Serialize)]
struct Told {
    day: NaiveDate,
    first_step: PerSide<Option<Pain>>,
    sessions: u32,
    #[serde(with = "decimal_seconds")]
    done: Duration,
    due: Due,
}

/// What is due by the plan.
#[derive(Serialize)]
struct Due {
    /// The routine that is next; null if all of today is done.
    next: Option<String>,
    massage: bool,
    /// Stretches that are still to be done.
    stretches: u8,
    heel_raises: bool,
    visit: bool,
    #[serde(skip)]
    words: Option<String>,
}

impl Due {
    fn of(suggestion: &Suggestion) -> Self {
        let due = suggestion.due;
        let next = suggestion.pick.as_ref().filter(|_| suggestion.is_due);
        Self {
            next: next.map(|pick| pick.id.to_string()),
            massage: due.massage,
            stretches: due.stretches_left(),
            heel_raises: due.raises,
            visit: due.visit,
            words: words::care::due(suggestion),
        }
    }
}

impl Today {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let now = here.now();
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
        let advice = plan.advise(&facts, entries.iter(), settings.choice().work, now);
        let known = diary.day(day);
        let rated = |side| known.and_then(|day| day.rating(Measure::FirstStep, side));
        let told = Told {
            day,
            first_step: PerSide { left: rated(Side::Left), right: rated(Side::Right) },
            sessions: known.map_or(0, |day| day.sessions),
            done: known.map_or(Duration::ZERO, Day::done),
            due: Due::of(&advice.suggestion),
        };
        if self.json {
            out.json(&told)?
        } else {
            out.line(&told.line())?
        }
        Ok(Exit::Done)
    }
}

impl Told {
    /// `first steps: left 3, right 1; 2 sessions, 26 min; due: Calf Classic, 1 stretch`
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
        let due = self.due.words.as_deref().map_or_else(String::new, |words| format!("; due: {words}"));
        format!("first steps: {rated}; {done}{due}")
    }
}
