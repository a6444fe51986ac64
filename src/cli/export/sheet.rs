//! The history as a table for a spreadsheet or a clinician: a row for each rating, each step of a session, each note and
//! each event; a session without steps has a row of its own.
//!
//! Quoted as RFC 4180 has it. A spreadsheet runs what looks like a formula, so a text that begins like one is guarded
//! with an apostrophe; JSON Lines is the form without loss.

use std::collections::HashMap;
use std::io::{self, Write};

use chrono::{DateTime, FixedOffset};

use crate::domain::body::Technique;
use crate::domain::dawn::Dawn;
use crate::domain::record::{Ending, Fact, FactId, Rating, SessionRecord, StepRecord, What};
use crate::domain::text::Clean;
use crate::domain::time::stamp;
use crate::domain::words::health::RED_FLAG;
use crate::store::journal::{Contents, Damage, Journal, Notes};

/// The names of the columns.
const HEADS: [&str; 19] = [
    "row",
    "day",
    "at",
    "foot",
    "pain",
    "value",
    "routine",
    "step",
    "technique",
    "planned_seconds",
    "done_seconds",
    "skipped",
    "hurt",
    "ending",
    "fitted",
    "note",
    "place",
    "session",
    "id",
];

/// One line; what does not apply stays empty.
#[derive(Default)]
struct Row {
    row: &'static str,
    day: String,
    at: String,
    foot: &'static str,
    pain: &'static str,
    value: String,
    routine: String,
    step: String,
    technique: &'static str,
    planned: String,
    done: String,
    skipped: &'static str,
    hurt: String,
    ending: &'static str,
    fitted: String,
    note: String,
    place: String,
    session: String,
    id: String,
}

impl Row {
    fn new(row: &'static str, id: FactId, at: DateTime<FixedOffset>, dawn: Dawn) -> Self {
        let (day, at) = (dawn.day_of(at).to_string(), stamp::write(at).unwrap_or_default());
        Self { row, day, at, id: id.to_string(), ..Self::default() }
    }

    fn rating(fact: &Fact, rating: &Rating, names: &HashMap<FactId, Clean>, dawn: Dawn) -> Self {
        Self {
            foot: rating.side.word(),
            pain: rating.kind.word(),
            value: rating.value.value().to_string(),
            routine: guarded(rating.session.and_then(|session| names.get(&session))),
            note: guarded(rating.note.as_ref()),
            place: guarded(rating.place.as_ref()),
            session: rating.session.map_or_else(String::new, |session| session.to_string()),
            ..Self::new("rating", fact.id, fact.at, dawn)
        }
    }

    fn step(id: FactId, record: &SessionRecord, step: &StepRecord, dawn: Dawn) -> Self {
        Self {
            foot: step.side.map_or("both", crate::domain::body::Side::word),
            routine: guarded(Some(&record.name)),
            step: guarded(Some(&step.name)),
            technique: step.technique.map_or("", Technique::word),
            planned: seconds(step.planned),
            done: seconds(step.done),
            skipped: if step.skipped { "yes" } else { "no" },
            hurt: step.hurts.len().to_string(),
            ending: ending(record),
            fitted: fitted(record),
            session: id.to_string(),
            ..Self::new("step", id, record.started, dawn)
        }
    }

    fn session(id: FactId, record: &SessionRecord, dawn: Dawn) -> Self {
        Self {
            routine: guarded(Some(&record.name)),
            planned: seconds(record.planned),
            done: seconds(record.lived),
            ending: ending(record),
            fitted: fitted(record),
            session: id.to_string(),
            ..Self::new("session", id, record.started, dawn)
        }
    }

    fn cells(&self) -> [&str; HEADS.len()] {
        [
            self.row,
            &self.day,
            &self.at,
            self.foot,
            self.pain,
            &self.value,
            &self.routine,
            &self.step,
            self.technique,
            &self.planned,
            &self.done,
            self.skipped,
            &self.hurt,
            self.ending,
            &self.fitted,
            &self.note,
            &self.place,
            &self.session,
            &self.id,
        ]
    }
}

const fn ending(record: &SessionRecord) -> &'static str {
    match record.ending {
        Ending::Finished => "finished",
        Ending::Early => "early",
        Ending::Interrupted => "interrupted",
    }
}

/// How the plan differed from what was on paper, as the person wished: `short, 8 min as wished; without Toe pull`.
fn fitted(record: &SessionRecord) -> String {
    let said = record.fitted.as_ref().map(|fitted| Clean::visible(&fitted.in_full()));
    guarded(said.as_ref())
}

/// Seconds with a decimal point, whatever the place: `180`, `61.25`.
fn seconds(span: std::time::Duration) -> String {
    format!("{}", (span.as_secs_f64() * 1000.0).round() / 1000.0)
}

/// A text that no spreadsheet takes for a formula.
fn guarded(text: Option<&Clean>) -> String {
    let text: &str = text.map_or("", |text| text);
    // Blanks of every width are passed over, and full-width signs are signs, as some spreadsheets have it.
    let blank = |c: char| c.is_whitespace() && !matches!(c, '\t' | '\r' | '\n');
    match text.trim_start_matches(blank).chars().next() {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n' | '\'') => format!("'{text}"),
        _ => text.to_owned(),
    }
}

/// Writes the whole history, with days that begin at `dawn`.
///
/// # Errors
/// When `out` does not take it.
pub(super) fn write(journal: &Journal, contents: Contents, dawn: Dawn, out: &mut impl Write) -> io::Result<Damage> {
    let Contents { notes, health } = contents;
    let mut names: HashMap<FactId, Clean> = HashMap::new();
    journal.read_all(&mut |fact| {
        if let What::Session(record) = fact.what {
            names.insert(fact.id, record.name);
        }
    });
    let mut sheet = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let mut written = sheet.write_record(HEADS);
    let damage = journal.read_all(&mut |mut fact| {
        if let (What::Session(record), false) = (&mut fact.what, health) {
            record.fitted.iter_mut().for_each(|fitted| fitted.for_health.clear());
        }
        // Of a mark and a red flag the program's own words stand in the column of the note.
        if let (What::Pain(rating), Notes::Without) = (&mut fact.what, notes) {
            (rating.note, rating.place) = (None, None);
        }
        let rows: Vec<Row> = match &fact.what {
            What::Pain(rating) => vec![Row::rating(&fact, rating, &names, dawn)],
            What::Session(record) if record.steps.is_empty() => vec![Row::session(fact.id, record, dawn)],
            What::Session(record) => record.steps.iter().map(|step| Row::step(fact.id, record, step, dawn)).collect(),
            What::Note(note) if note.text.is_empty() || notes == Notes::Without => Vec::new(),
            What::Note(note) => vec![Row {
                routine: guarded(names.get(&note.session)),
                note: guarded(Some(&note.text)),
                session: note.session.to_string(),
                ..Row::new("note", fact.id, fact.at, dawn)
            }],
            What::Event(_) if notes == Notes::Without => Vec::new(),
            What::Event(event) => {
                vec![Row { note: guarded(Some(&event.text)), ..Row::new("event", fact.id, fact.at, dawn) }]
            }
            What::Day(day) => {
                vec![Row { note: day.mark.name().to_owned(), ..Row::new("day", fact.id, fact.at, dawn) }]
            }
            What::RedFlags(flagged) if health => {
                let note = format!("{RED_FLAG}: {}", flagged.said);
                vec![Row { note, ..Row::new("red-flags", fact.id, fact.at, dawn) }]
            }
            What::RedFlags(_) | What::Removed => Vec::new(),
        };
        for row in rows {
            if written.is_ok() {
                written = sheet.write_record(row.cells());
            }
        }
    });
    written.map_err(plain)?;
    sheet.flush()?;
    Ok(damage)
}

/// What the system said: in another error it would not be known for a full disk, or for a reader that has gone away.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        // Only a row of another length is left, and every row has all columns.
        other => io::Error::other(format!("{other:?}")),
    }
}
