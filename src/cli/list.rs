//! `solemate list`: the routines there are.

use serde::Serialize;

use super::failure::{Exit, Outcome};
use super::here::Here;
use super::show::Health;
use crate::domain::body::{Feet, Technique};
use crate::domain::catalogue::{Entry, Origin};
use crate::domain::health::{Guard, Outlook};
use crate::domain::routine::RoutineId;
use crate::domain::text::Clean;
use crate::domain::time::Seconds;
use crate::driver::printer::Printer;

/// List the routines, with their length for you
#[derive(clap::Args, Debug)]
pub(super) struct List {
    /// As a JSON array; lengths in seconds. What is hidden is part of it, and says so; of the others techniques and lengths are
    /// of what your health profile leaves
    #[arg(long)]
    json: bool,
    /// Those that are hidden, too
    #[arg(long)]
    all: bool,
    /// Those alone that are hidden
    #[arg(long, conflicts_with_all = ["json", "all"])]
    hidden: bool,
    /// Only what names each of them, one a line
    #[arg(long, conflicts_with = "json")]
    ids: bool,
}

/// A routine, as scripts see it.
#[derive(Serialize)]
struct Listed<'a> {
    id: Option<&'a str>,
    name: Clean,
    origin: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<Clean>,
    shadows: bool,
    hidden: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<&'a Clean>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<&'a [Clean]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    techniques: Option<Vec<Technique>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<Lengths>,
    /// What the health profile says of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    health: Option<Health>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a Clean>,
}

#[derive(Serialize)]
struct Lengths {
    both: Seconds,
    left: Seconds,
    right: Seconds,
}

impl<'a> Listed<'a> {
    fn of(entry: &'a Entry, guard: &Guard) -> Self {
        let summary = entry.state.as_ref().ok();
        let (origin, file) = match &entry.origin {
            Origin::Shipped => ("shipped", None),
            Origin::Personal(path) => ("personal", Some(crate::store::error::shown(path))),
            Origin::Draft => ("draft", None),
        };
        Self {
            id: entry.id.as_ref().map(RoutineId::as_str),
            name: entry.title(),
            origin,
            file,
            shadows: entry.shadows,
            hidden: entry.hidden,
            goal: summary.and_then(|summary| summary.goal.as_ref()),
            when: summary.map(|summary| summary.when.as_slice()),
            techniques: summary.map(|summary| summary.techniques_with(guard)),
            seconds: summary.map(|summary| {
                let totals = summary.totals_with(guard);
                Lengths { both: totals.both, left: totals.left, right: totals.right }
            }),
            health: summary.and_then(|summary| Health::of(&guard.outlook(&summary.deeds))),
            error: entry.state.as_ref().err(),
        }
    }
}

impl List {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let settings = here.settings();
        let mut entries = here.library(settings.sore_foot).entries();
        entries.retain(|entry| !self.hidden || entry.hidden);
        let guard = here.guard_or_say();
        if self.json {
            let listed: Vec<Listed<'_>> = entries.iter().map(|entry| Listed::of(entry, &guard)).collect();
            out.json(&listed)?;
            return Ok(Exit::Done);
        }
        if self.ids {
            for id in entries.iter().filter(|entry| entry.state.is_ok()).filter_map(|entry| entry.id.as_ref()) {
                out.line(id.as_str())?;
            }
            return Ok(Exit::Done);
        }
        if self.hidden && entries.is_empty() {
            out.line("None is hidden.")?;
            return Ok(Exit::Done);
        }
        let work = settings.choice().work;
        let outlook = |entry: &Entry| entry.state.as_ref().ok().map(|summary| guard.outlook(&summary.deeds));
        let held = |entry: &Entry| outlook(entry).filter(Outlook::is_hidden);
        let is_listed = |entry: &Entry| self.all || self.hidden || !(entry.hidden || held(entry).is_some());
        let ready = || entries.iter().filter(|entry| entry.state.is_ok() && is_listed(entry));
        let wide = ready().filter_map(|entry| entry.id.as_ref()).map(|id| id.as_str().len()).max().unwrap_or(0);
        for entry in ready() {
            let (Some(id), Ok(summary)) = (&entry.id, &entry.state) else { continue };
            let own = match (&entry.origin, entry.shadows) {
                (Origin::Shipped | Origin::Draft, _) => "",
                (Origin::Personal(_), false) => "  (your own)",
                (Origin::Personal(_), true) => "  (your own, in place of the shipped one)",
            };
            let total = summary.totals_with(&guard).of(work).to_string();
            let hidden = match held(entry) {
                Some(outlook) => format!("  (hidden: {})", outlook.hidden),
                None if entry.hidden => "  (hidden)".to_owned(),
                None => String::new(),
            };
            out.line(&format!("{id:wide$}  {total:>7}  {}{own}{hidden}", summary.name))?;
        }
        let broken: Vec<&Entry> = entries.iter().filter(|entry| entry.state.is_err()).collect();
        if !broken.is_empty() {
            out.line("")?;
            out.line("Not ready (`solemate check` shows the places):")?;
        }
        for entry in broken {
            if let Err(problem) = &entry.state {
                out.line(&format!("{}: {problem}", entry.title()))?;
            }
        }
        if wide > 0 {
            out.line("")?;
            out.line(match work {
                Feet::Both => "Lengths are for both feet.",
                Feet::Left => "Lengths are for the left foot only.",
                Feet::Right => "Lengths are for the right foot only.",
            })?;
        }
        let held = entries.iter().filter(|entry| held(entry).is_some()).count();
        let hidden = entries.iter().filter(|entry| !is_listed(entry)).count();
        if hidden > 0 {
            let whose = match held {
                0 => String::new(),
                held if held == hidden => " for your health profile".to_owned(),
                held => format!(", {held} for your health profile"),
            };
            let why = if held > 0 { ", with the reason" } else { "" };
            out.line(&format!("{hidden} hidden{whose}: `solemate list --all` shows them{why}."))?;
        }
        Ok(Exit::Done)
    }
}
