//! `solemate history`: what was done and rated, newest first.

mod years;

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::failure::{Exit, Outcome};
use super::here::{Here, tell_damage};
use crate::domain::body::{Feet, PerSide, Side, Technique};
use crate::domain::history::{BeforeAfter, HurtIn, RatedIn, Row, RowKind, by_words};
use crate::domain::record::{DayMark, Ending, FactId, Fitted, Pain, PainKind, Rating, RedFlags, StepRecord};
use crate::domain::routine::RoutineId;
use crate::domain::text::Clean;
use crate::domain::time::{Now, decimal_seconds, stamp};
use crate::domain::words;
use crate::domain::words::health::RED_FLAG;
use crate::driver::printer::{NotPrinted, Printer};
use years::{Said, Wanted, Years};

/// Show past sessions, ratings and events, newest first
#[derive(clap::Args, Debug)]
pub(super) struct History {
    /// As JSON Lines: one object a line, newest first; times in seconds
    #[arg(long)]
    json: bool,
    /// At most so many sessions, ratings and events
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// So many facts are held at a time, and a year of them at least.
const HELD: usize = 1 << 17;

impl History {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let journal = here.journal();
        let wanted = if self.json { Wanted::All } else { Wanted::Row };
        let (mut years, damage) = Years::of(&journal, HELD, wanted);
        let mut paper = Paper::new(here.now());
        let (mut none, mut left) = (true, self.limit.unwrap_or(usize::MAX));
        for stretch in years.stretches(HELD) {
            let (rows, said) = years.rows(&journal, stretch);
            let nothing = Said::default();
            none &= rows.is_empty();
            for row in rows.iter().take(left) {
                let said = said.get(&row.id).unwrap_or(&nothing);
                if self.json {
                    out.json_line(&Line::of(row, said))?;
                } else {
                    paper.print(row, &said.notes, out)?;
                }
            }
            left = left.saturating_sub(rows.len());
            if left == 0 {
                break;
            }
        }
        if none && !self.json {
            out.line("Nothing yet. After your first session it stands here.")?;
        }
        out.flush()?;
        tell_damage(&damage);
        Ok(if damage.unreadable.is_empty() { Exit::Done } else { Exit::Machine })
    }
}

/// The list for reading, with its days as headings.
struct Paper {
    now: Now,
    day: Option<NaiveDate>,
}

impl Paper {
    const fn new(now: Now) -> Self {
        Self { now, day: None }
    }

    fn print(&mut self, row: &Row, notes: &[Clean], out: &mut Printer) -> Result<(), NotPrinted> {
        let its = self.now.day_of(row.at);
        if self.day != Some(its) {
            if self.day.is_some() {
                out.line("")?;
            }
            let misplaced = words::misplaced(row.at, self.now)
                .map_or_else(String::new, |place| format!(" ({place}: in no figure)"));
            out.line(&format!("{}{misplaced}", its.format("%A %-d %B %Y")))?;
            self.day = Some(its);
        }
        let time = row.at.format("%H:%M");
        let time =
            words::night(row.at, self.now.dawn).map_or_else(|| time.to_string(), |night| format!("{time} ({night})"));
        match &row.what {
            RowKind::Session {
                name, planned, lived, ending, did_nothing, fitted, pain, hurts, during, worded, ..
            } => {
                let mut how = match words::ending(*ending) {
                    "" => String::new(),
                    _ if *did_nothing => String::new(),
                    how => format!(", {how}"),
                };
                how.extend(fitted.iter().map(|fitted| format!(", {}", fitted.in_full())));
                let done = if *did_nothing { words::NOTHING_DONE.to_owned() } else { words::of(*lived, *planned) };
                out.line(&format!("  {time}  {name}: {done}{how}"))?;
                for side in Side::BOTH {
                    let around = pain.of(side);
                    if around != BeforeAfter::default() {
                        let said = words::before_after(around.before, around.after);
                        out.line(&format!("         {} foot: {said}", side.word()))?;
                    }
                }
                for HurtIn { step, side, hurt } in hurts {
                    let side = side.map_or("both", Side::word);
                    out.line(&format!("         that hurt: {side}, {step}, {}", words::moment(*hurt)))?;
                }
                for RatedIn { at, step, side, value, .. } in during {
                    let step = step.as_ref().map_or_else(String::new, |step| format!(" {step},"));
                    let (side, time, label) = (side.word(), at.format("%H:%M"), value.label());
                    out.line(&format!(
                        "         pain during: {side} foot,{step} at {time}: {}, {label}",
                        value.value()
                    ))?;
                }
                for (feet, Rating { kind, side, note, place, .. }) in by_words(worded.iter()) {
                    let foot =
                        if feet == Feet::Both { "both feet".to_owned() } else { format!("{} foot", side.word()) };
                    let place = place.iter().map(|place| format!(", {place}")).collect::<String>();
                    out.line(&format!("         {}, {foot}{place}", words::kind(*kind)))?;
                    print_note(note.iter(), out)?;
                }
            }
            RowKind::Rating(rating) => {
                let (kind, side, value) = (words::kind(rating.kind), rating.side.word(), rating.value);
                let place = rating.place.iter().map(|place| format!(", {place}")).collect::<String>();
                out.line(&format!("  {time}  {kind}, {side} foot: {}, {}{place}", value.value(), value.label()))?;
                print_note(rating.note.iter(), out)?;
            }
            RowKind::Event(text) => out.line(&format!("  {time}  event: {text}"))?,
            RowKind::Day(mark) => out.line(&format!("  {time}  {}", mark.name()))?,
            RowKind::RedFlags(flags) => out.line(&format!("  {time}  {RED_FLAG}: {flags}"))?,
        }
        print_note(notes.iter(), out)
    }
}

fn print_note<'a>(notes: impl Iterator<Item = &'a Clean>, out: &mut Printer) -> Result<(), NotPrinted> {
    for line in notes.flat_map(|note| note.lines()) {
        out.line(&format!("         {line}"))?;
    }
    Ok(())
}

/// A session, a rating by itself or an event, as scripts see it.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Line<'a> {
    Session {
        id: FactId,
        #[serde(with = "stamp")]
        at: DateTime<FixedOffset>,
        routine: &'a RoutineId,
        name: &'a Clean,
        ending: Ending,
        fitted: Option<&'a Fitted>,
        #[serde(with = "decimal_seconds")]
        planned: Duration,
        #[serde(with = "decimal_seconds")]
        lived: Duration,
        pain: PerSide<Around>,
        hurts: Vec<Hurts<'a>>,
        during: Vec<During<'a>>,
        ratings: Vec<Rated<'a>>,
        steps: Vec<Step<'a>>,
        notes: &'a [Clean],
    },
    Pain(Rated<'a>),
    Event {
        id: FactId,
        #[serde(with = "stamp")]
        at: DateTime<FixedOffset>,
        text: &'a Clean,
    },
    Day {
        id: FactId,
        #[serde(with = "stamp")]
        at: DateTime<FixedOffset>,
        mark: DayMark,
    },
    RedFlags {
        id: FactId,
        #[serde(with = "stamp")]
        at: DateTime<FixedOffset>,
        said: RedFlags,
    },
}

/// Pain around a session; what was not rated is null.
#[derive(Clone, Copy, Serialize)]
struct Around {
    before: Option<Pain>,
    after: Option<Pain>,
}

/// A rating given in the session; the step is null where it cannot be known.
#[derive(Serialize)]
struct During<'a> {
    id: FactId,
    #[serde(with = "stamp")]
    at: DateTime<FixedOffset>,
    step: Option<&'a Clean>,
    side: Side,
    value: Pain,
}

impl<'a> During<'a> {
    fn of(RatedIn { id, at, step, side, value }: &'a RatedIn) -> Self {
        Self { id: *id, at: *at, step: step.as_ref(), side: *side, value: *value }
    }
}

/// A rating: by itself, or of a session, whenever it was given.
#[derive(Serialize)]
struct Rated<'a> {
    id: FactId,
    #[serde(with = "stamp")]
    at: DateTime<FixedOffset>,
    pain: PainKind,
    side: Side,
    value: Pain,
    note: Option<&'a Clean>,
    place: Option<&'a Clean>,
}

impl<'a> Rated<'a> {
    fn of(id: FactId, at: DateTime<FixedOffset>, rating: &'a Rating) -> Self {
        let (note, place) = (rating.note.as_ref(), rating.place.as_ref());
        Self { id, at, pain: rating.kind, side: rating.side, value: rating.value, note, place }
    }
}

/// A step of the session on one side; the side is null where both were worked together.
#[derive(Serialize)]
struct Step<'a> {
    step: &'a Clean,
    technique: Option<&'static str>,
    side: Option<Side>,
    #[serde(with = "decimal_seconds")]
    planned: Duration,
    #[serde(with = "decimal_seconds")]
    done: Duration,
    skipped: bool,
}

impl<'a> Step<'a> {
    fn of(StepRecord { name, technique, side, planned, done, skipped, .. }: &'a StepRecord) -> Self {
        let (technique, skipped) = (technique.map(Technique::word), *skipped);
        Self { step: name, technique, side: *side, planned: *planned, done: *done, skipped }
    }
}

/// Where it hurt: seconds into the session, and into the work of the step.
#[derive(Serialize)]
struct Hurts<'a> {
    step: &'a Clean,
    side: Option<Side>,
    round: Option<u32>,
    #[serde(with = "decimal_seconds")]
    at: Duration,
    #[serde(with = "decimal_seconds")]
    into_step: Duration,
}

impl<'a> Hurts<'a> {
    fn of(HurtIn { step, side, hurt }: &'a HurtIn) -> Self {
        Self { step, side: *side, round: hurt.round, at: hurt.at, into_step: hurt.into }
    }
}

impl<'a> Line<'a> {
    fn of(row: &'a Row, said: &'a Said) -> Self {
        let (id, at) = (row.id, row.at);
        match &row.what {
            RowKind::Session { routine, name, planned, lived, ending, fitted, pain, hurts, during, .. } => {
                let around = |side| {
                    let BeforeAfter { before, after } = pain.of(side);
                    Around { before, after }
                };
                Self::Session {
                    id,
                    at,
                    routine,
                    name,
                    ending: *ending,
                    fitted: fitted.as_deref(),
                    planned: *planned,
                    lived: *lived,
                    pain: PerSide { left: around(Side::Left), right: around(Side::Right) },
                    hurts: hurts.iter().map(Hurts::of).collect(),
                    during: during.iter().map(During::of).collect(),
                    ratings: said.ratings.iter().map(|(id, at, rating)| Rated::of(*id, *at, rating)).collect(),
                    steps: said.steps.iter().map(Step::of).collect(),
                    notes: &said.notes,
                }
            }
            RowKind::Rating(rating) => Self::Pain(Rated::of(id, at, rating)),
            RowKind::Event(text) => Self::Event { id, at, text },
            RowKind::Day(mark) => Self::Day { id, at, mark: *mark },
            RowKind::RedFlags(said) => Self::RedFlags { id, at, said: *said },
        }
    }
}
