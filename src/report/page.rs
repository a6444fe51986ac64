//! The figures as a page for a browser or paper, and as text.

use std::fmt::Write as _;
use std::time::Duration;

use askama::Template;
use chrono::NaiveDate;
use serde::Serialize;

use super::chart::{Chart, NARROW, WIDE, is_close};
use super::counts::{Around, Times, Work, around, hurts, routines, shortened, work};
use super::gather::{Gather, Remark};
use super::weeks::weeks;
use crate::domain::body::Side;
use crate::domain::time::decimal_seconds;
use crate::domain::trend::words::{NOT_BECAUSE, PATIENCE, Telling, also, in_rows, wrap};
use crate::domain::trend::{Beside, Day, Mark, Measure, Range, Rated, table};
use crate::domain::words::nearest_minutes;

/// Columns of what is said of a foot, as text.
const TEXT: usize = 76;

/// What the page is to be about.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// How far back.
    pub range: Range,
    /// The day it is made on.
    pub today: NaiveDate,
    /// Whether notes and events are on it. They are private unless they were asked for.
    pub notes: bool,
    /// Lines of the history that could not be read.
    pub unread: usize,
}

/// The page.
#[derive(Template)]
#[template(path = "report.html", config = "assets/report/askama.toml")]
pub struct Report {
    period: String,
    made: String,
    feet: Vec<Foot>,
    sessions: Sessions,
    routines: Vec<Times>,
    /// The columns of the work: what was never done has none.
    sides: Vec<&'static str>,
    work: Vec<Work>,
    around: Vec<Around>,
    is_rated_during: bool,
    hurts: Vec<Times>,
    events: Vec<Happened>,
    not_because: &'static str,
    notes: Vec<Noted>,
    /// Whether mornings lie too close for a circle each, on a wide sheet and on a telephone.
    is_close: bool,
    is_close_on_narrow: bool,
    /// Only in text: a picture says it better.
    weeks: Vec<String>,
    left_out: usize,
    patience: &'static str,
}

struct Foot {
    name: &'static str,
    first_step: Vec<String>,
    ground: Option<String>,
    /// For a sheet or a screen, and for a telephone; none where nothing is to be drawn.
    charts: Vec<Chart>,
    day_average: Option<Vec<String>>,
}

/// Sessions of the time, and the work in them.
#[derive(Serialize)]
pub(super) struct Sessions {
    begun: u32,
    finished: u32,
    /// Those that were shorter, longer or without some steps, as the person wished.
    fitted: usize,
    days: usize,
    of_days: i64,
    #[serde(with = "decimal_seconds")]
    done: Duration,
    #[serde(with = "decimal_seconds")]
    planned: Duration,
}

impl Sessions {
    /// Minutes of work that were done, of those planned.
    fn work(&self) -> String {
        format!("{} of {}", nearest_minutes(self.done), nearest_minutes(self.planned))
    }
}

/// An event, and what stands around it.
struct Happened {
    number: usize,
    day: String,
    text: String,
    readings: Vec<Reading>,
    also: Option<String>,
}

/// One foot in one measure around an event.
struct Reading {
    what: String,
    said: String,
}

struct Noted {
    day: String,
    about: String,
    text: String,
}

/// The foot as a heading names it.
pub(super) const fn capital(side: Side) -> &'static str {
    match side {
        Side::Left => "Left",
        Side::Right => "Right",
    }
}

impl Report {
    /// The page, made of what was gathered.
    pub fn new(mut gather: Gather, asked: Asked) -> Self {
        let Asked { range, today, .. } = asked;
        gather.end();
        let from = range.from(today, gather.diary.first());
        let shown_from = range.shown_from(today, gather.diary.first());
        let feet: Vec<Side> = Side::BOTH
            .into_iter()
            .filter(|side| Measure::ALL.iter().any(|measure| !gather.diary.series(*measure, *side).points().is_empty()))
            .collect();
        let marks = if asked.notes { gather.diary.events(range, today) } else { Vec::new() };
        let foot = |side| {
            let first_step = gather.diary.series(Measure::FirstStep, side);
            let average = gather.diary.series(Measure::DayAverage, side);
            Foot {
                name: capital(side),
                first_step: first_step.trend(from, today).clauses(Telling::Reported),
                ground: first_step.trend(from, today).ground(),
                charts: [WIDE, NARROW]
                    .into_iter()
                    .filter_map(|sheet| Chart::of(&first_step, (shown_from, today), &marks, sheet))
                    .collect(),
                day_average: (!average.between(from, today).is_empty())
                    .then(|| average.trend(from, today).clauses(Telling::Reported)),
            }
        };
        let notes = if asked.notes { gather.notes(from, today) } else { Vec::new() };
        let work = work(&gather, asked);
        // Of either foot, whether or not its mornings are rated.
        let around: Vec<Around> = Side::BOTH.into_iter().filter_map(|side| around(&gather, asked, side)).collect();
        let worked = |side: &&str| work.iter().any(|line| line.of(&[*side]).iter().any(|words| !words.is_empty()));
        let is_close = |sheet| {
            let close =
                |side: &Side| is_close(&gather.diary.series(Measure::FirstStep, *side), (shown_from, today), sheet);
            feet.iter().any(close)
        };
        Self {
            period: format!("{} to {}", from.format("%-d %B %Y"), today.format("%-d %B %Y")),
            made: today.format("%-d %B %Y").to_string(),
            feet: feet.iter().map(|side| foot(*side)).collect(),
            sessions: sessions(&gather, asked),
            routines: shortened(routines(&gather, (from, today))),
            sides: ["left", "right", "both"].into_iter().filter(worked).collect(),
            work,
            is_rated_during: around.iter().any(|line| line.during.is_some()),
            around,
            hurts: shortened(hurts(&gather, (from, today))),
            events: happened(&gather, &marks, today, &feet),
            not_because: NOT_BECAUSE,
            notes: notes
                .into_iter()
                .map(|Remark { day, about, text }| Noted {
                    day: day.format("%-d %b %Y").to_string(),
                    about,
                    text: text.to_string(),
                })
                .collect(),
            is_close: is_close(WIDE),
            is_close_on_narrow: is_close(NARROW),
            weeks: weeks(&gather, asked),
            left_out: gather.diary.unplaced() + asked.unread,
            patience: PATIENCE,
        }
    }

    /// The page for a browser or paper.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn html(&self) -> Result<String, askama::Error> {
        self.render()
    }

    /// The same as text, in lines of at most 80 columns but for names, and words that are longer.
    pub fn text(&self) -> String {
        let mut page = String::new();
        // Writing into memory has no way to fail.
        let written = self.write(&mut page);
        debug_assert!(written.is_ok());
        page.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
    }

    fn write(&self, page: &mut String) -> std::fmt::Result {
        writeln!(page, "Heel pain: what was rated and done\n{}", self.period)?;
        writeln!(page, "All figures are self-reported, from a private log kept with solemate.")?;
        if self.feet.is_empty() {
            writeln!(page, "\nNo first steps and no day's average were rated.")?;
        }
        for foot in &self.feet {
            writeln!(page, "\n{} foot\n  first steps in the morning, 0 to 10:", foot.name)?;
            writeln!(page, "    {}", in_rows(&foot.first_step, TEXT).join("\n    "))?;
            if let Some(ground) = &foot.ground {
                writeln!(page, "    {}", ground.replace("; ", ";\n    "))?;
            }
            if let Some(average) = &foot.day_average {
                writeln!(page, "  average of a day:\n    {}", in_rows(average, TEXT).join("\n    "))?;
            }
        }
        if !self.weeks.is_empty() {
            writeln!(page, "\nWeek by week: the median of the rated days, and how many were rated")?;
            self.weeks.iter().try_for_each(|week| writeln!(page, "{week}"))?;
        }
        let Sessions { begun, finished, fitted, days, of_days, .. } = self.sessions;
        if begun == 0 {
            writeln!(page, "\nNo session was kept in this time.")?;
        } else {
            writeln!(page, "\nSessions: {begun} begun, {finished} lived to their end, on {days} of {of_days} days")?;
            if fitted > 0 {
                writeln!(page, "Planned otherwise than on paper, as wished that day: {fitted} of them")?;
            }
            writeln!(page, "Work: {} minutes planned", self.sessions.work())?;
        }
        if !self.work.is_empty() {
            writeln!(page, "\n{:<33}{:>14}{:>14}{:>14}", "Minutes", "left", "right", "both")?;
            for Work { name, left, right, both } in &self.work {
                writeln!(page, "  {name:<31}{left:>14}{right:>14}{both:>14}")?;
            }
        }
        if !self.around.is_empty() {
            writeln!(page, "\nPain before and after sessions (moments, not results; lower, higher: 2 or more)")?;
            for Around { name, rated, lower, same, higher, during } in &self.around {
                let during = during.map_or_else(String::new, |most| format!("; at most {most} during"));
                writeln!(
                    page,
                    "  {name}: {rated} rated, {lower} lower, {same} about the same, {higher} higher{during}"
                )?;
            }
        }
        for (heading, lines) in [("Routines used", &self.routines), ("\"That hurt\", said during a step", &self.hurts)]
        {
            let never = lines.is_empty() && begun > 0;
            if !lines.is_empty() || never {
                writeln!(page, "\n{heading}")?;
                if never {
                    writeln!(page, "  never in this time")?;
                }
                for Times { name, times } in lines {
                    writeln!(page, "  {times:>4}  {name}")?;
                }
            }
        }
        if !self.events.is_empty() {
            writeln!(page, "\nEvents, with the two weeks before and after")?;
            for Happened { day, text, readings, also, .. } in &self.events {
                writeln!(page, "  {}", wrap(&format!("{day}: {text}"), TEXT).join("\n    "))?;
                for Reading { what, said } in readings {
                    writeln!(page, "    {what}:\n      {}", wrap(said, TEXT - 2).join("\n      "))?;
                }
                also.iter().try_for_each(|also| writeln!(page, "    {}", wrap(also, TEXT).join("\n    ")))?;
            }
            writeln!(page, "  {}", self.not_because.replace(". ", ".\n  "))?;
        }
        if !self.notes.is_empty() {
            writeln!(page, "\nNotes")?;
            for Noted { day, about, text } in &self.notes {
                writeln!(page, "  {}", wrap(&format!("{day}, {about}:"), TEXT).join("\n    "))?;
                text.lines().try_for_each(|line| writeln!(page, "    {}", wrap(line, TEXT).join("\n    ")))?;
            }
        }
        if self.left_out > 0 {
            let entries = if self.left_out == 1 { "entry is" } else { "entries are" };
            writeln!(page, "\n{} damaged or wrongly dated {entries} in no figure.", self.left_out)?;
        }
        writeln!(page, "\n{}", self.patience)
    }
}

pub(super) fn sessions(gather: &Gather, Asked { range, today, .. }: Asked) -> Sessions {
    let days = || gather.diary.days(range, today).map(|(_, day)| day);
    let first = gather.diary.first().unwrap_or(today);
    Sessions {
        begun: days().map(|day| day.sessions).sum(),
        finished: days().map(|day| day.finished).sum(),
        fitted: gather.fitted.iter().filter(|day| (range.from(today, Some(first))..=today).contains(day)).count(),
        days: days().filter(|day| day.sessions > 0).count(),
        of_days: (today - range.from(today, Some(first)).max(first)).num_days() + 1,
        done: days().map(Day::done).sum(),
        planned: days().map(Day::planned).sum(),
    }
}

fn happened(gather: &Gather, marks: &[&Mark], today: NaiveDate, feet: &[Side]) -> Vec<Happened> {
    let rated = Rated::of(&gather.diary);
    let reading = |(measure, side, beside): (Measure, Side, Beside)| Reading {
        what: format!("{}, {}", side.word(), measure.short()),
        said: beside.to_string(),
    };
    let one = |(number, mark): (usize, &&Mark)| Happened {
        number,
        day: mark.day.format("%-d %b %Y").to_string(),
        text: mark.text.to_string(),
        readings: table::readings(mark, &rated, feet, today).into_iter().map(reading).collect(),
        also: also(&gather.diary.events_near(mark)),
    };
    (1..).zip(marks).map(one).collect()
}
