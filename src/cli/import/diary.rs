//! A table of ratings that another diary or a spreadsheet made.

use std::collections::HashSet;
use std::io::Read;
use std::path::Path;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime};

use super::super::failure::Failure;
use super::super::log::KindWord;
use crate::domain::body::Side;
use crate::domain::record::{Fact, Pain, PainKind, Rating, What};
use crate::domain::text::{Clean, Field};
use crate::domain::time::day_of;
use crate::driver::clock::{self, Clock};
use crate::store::error::shown;
use crate::store::journal::Journal;

/// Which column is what.
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Columns {
    /// The column of the day: 2026-11-01, 1.11.2026, or with a time behind it
    #[arg(long, value_name = "COLUMN", help_heading = "Tables")]
    date: Option<String>,
    /// How days are written where 3/4/2026 could be either
    #[arg(long, value_name = "ORDER", value_parser = ["dmy", "mdy"], help_heading = "Tables")]
    order: Option<String>,
    /// The column of the left foot's ratings
    #[arg(long, value_name = "COLUMN", help_heading = "Tables")]
    left: Option<String>,
    /// The column of the right foot's ratings
    #[arg(long, value_name = "COLUMN", help_heading = "Tables")]
    right: Option<String>,
    /// The column of the value, where another one names the foot
    #[arg(long, value_name = "COLUMN", requires = "foot", help_heading = "Tables")]
    value: Option<String>,
    /// The column that names the foot: left, right, L, R
    #[arg(long, value_name = "COLUMN", requires = "value", help_heading = "Tables")]
    foot: Option<String>,
    /// What was rated
    #[arg(long, value_name = "KIND", default_value = "first-step", help_heading = "Tables")]
    kind: KindWord,
    /// The column of a note
    #[arg(long, value_name = "COLUMN", help_heading = "Tables")]
    note: Option<String>,
}

/// What a table says.
pub(super) struct Ratings {
    pub(super) all: usize,
    pub(super) new: Vec<Fact>,
}

impl Columns {
    pub(super) fn read(&self, source: impl Read, journal: &Journal, file: &Path) -> Result<Ratings, Failure> {
        let (kind, today) = (self.kind.kind(), day_of(Clock::start().now().wall));
        let mut table = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(source);
        let wrong = |line: u64, why: &str| {
            let why = Clean::visible(why);
            Failure::person(format!("{}, line {line}: {why}; nothing was added", shown(file)))
        };
        let heads = table.headers().map_err(|error| wrong(1, &error.to_string()))?.clone();
        let column = |name: &str| {
            heads.iter().position(|head| head.eq_ignore_ascii_case(name)).ok_or_else(|| {
                let heads: Vec<&str> = heads.iter().collect();
                wrong(1, &format!("there is no column `{name}`; there are {}", heads.join(", ")))
            })
        };
        let optional = |name: &Option<String>| name.as_deref().map(column).transpose();
        let date = column(self.date.as_deref().unwrap_or("date"))?;
        let (left, right) = (optional(&self.left)?, optional(&self.right)?);
        let (value, foot, note) = (optional(&self.value)?, optional(&self.foot)?, optional(&self.note)?);
        if left.is_none() && right.is_none() && value.is_none() {
            return Err(Failure::usage(
                "say which columns hold the ratings: --left and --right, or --foot and --value with the names of columns",
            ));
        }
        let mut known: HashSet<(NaiveDate, Side, PainKind, Pain)> = HashSet::new();
        journal.read_all(&mut |fact| {
            if let What::Pain(rating) = fact.what {
                known.insert((day_of(fact.at), rating.side, rating.kind, rating.value));
            }
        });
        let (mut all, mut new) = (0, Vec::new());
        for record in table.records() {
            let record = record.map_err(|error| {
                wrong(error.position().map_or(0, csv::Position::line), "it is not a line of a table")
            })?;
            let line = record.position().map_or(0, csv::Position::line);
            let cell = |column: usize| record.get(column).unwrap_or_default();
            let mut rated = Vec::new();
            for (side, column) in [(Side::Left, left), (Side::Right, right)] {
                if let Some(column) = column {
                    rated.push((side, cell(column)));
                }
            }
            if let (Some(value), Some(foot)) = (value, foot) {
                let side = side(cell(foot))
                    .ok_or_else(|| wrong(line, &format!("`{}` is no foot: write left or right", cell(foot))))?;
                rated.push((side, cell(value)));
            }
            rated.retain(|(_, text)| !text.is_empty());
            if rated.is_empty() {
                continue;
            }
            let at = self.moment(cell(date), kind).ok_or_else(|| {
                let help = "write 2026-11-01 or 1.11.2026; for 1/11/2026 add --order dmy or mdy";
                wrong(line, &format!("`{}` is no day: {help}", cell(date)))
            })?;
            let at = clock::local(at).ok_or_else(|| wrong(line, "there was no such time that day"))?;
            if day_of(at) > today || at.year() < 1970 {
                return Err(wrong(line, &format!("`{}` is not a day that has been lived", cell(date))));
            }
            let said = note.map(cell).filter(|text| !text.is_empty());
            let said = said.map(|text| Clean::accept(text, Field::Long)).transpose();
            let said = said.map_err(|defect| wrong(line, &format!("the note has {defect}")))?;
            for (side, text) in rated {
                let pain = text.parse::<u8>().ok().and_then(|value| Pain::try_from(value).ok());
                let pain = pain.ok_or_else(|| wrong(line, &format!("`{text}` is not a whole number from 0 to 10")))?;
                all += 1;
                if known.insert((day_of(at), side, kind, pain)) {
                    let rating = Rating { side, kind, value: pain, session: None, note: said.clone(), place: None };
                    new.push(Fact::new(at, What::Pain(rating)));
                }
            }
        }
        Ok(Ratings { all, new })
    }

    /// A day, with its time if that is said, else one at which such a rating is usual.
    fn moment(&self, text: &str, kind: PainKind) -> Option<NaiveDateTime> {
        let (day, time) = text.split_once([' ', 'T']).map_or((text, None), |(day, time)| (day, Some(time.trim())));
        let forms: &[&str] = match self.order.as_deref() {
            Some("dmy") => &["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y"],
            Some(_) => &["%Y-%m-%d", "%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y"],
            None => &["%Y-%m-%d", "%d.%m.%Y"],
        };
        let day = forms.iter().find_map(|form| NaiveDate::parse_from_str(day, form).ok())?;
        let usual = NaiveTime::from_hms_opt(if kind == PainKind::FirstStep { 7 } else { 20 }, 0, 0)?;
        let read = |text: &str| {
            let text = text.get(..text.find(['+', 'Z', '.']).unwrap_or(text.len())).unwrap_or(text);
            ["%H:%M:%S", "%H:%M"].iter().find_map(|form| NaiveTime::parse_from_str(text, form).ok())
        };
        Some(day.and_time(time.map_or(Some(usual), read)?))
    }
}

fn side(text: &str) -> Option<Side> {
    match text.to_lowercase().as_str() {
        "left" | "l" => Some(Side::Left),
        "right" | "r" => Some(Side::Right),
        _ => None,
    }
}
