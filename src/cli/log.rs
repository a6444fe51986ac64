//! `solemate log`: a rating without a session.

use clap::ValueEnum;

use super::failure::{Exit, Failure, Outcome};
use super::here::Here;
use crate::domain::body::Side;
use crate::domain::record::{Fact, FactId, Pain, PainKind, Rating, What};
use crate::domain::text::{Clean, Field};
use crate::domain::when;
use crate::domain::words;
use crate::driver::clock::{self, Clock};
use crate::driver::printer::Printer;

/// Keep a pain rating, 0 (none) to 10 (the worst you can imagine)
#[derive(clap::Args, Debug)]
#[command(after_help = "Example: solemate log first-step --left 6 --right 2 --at \"today 07:10\"")]
pub(super) struct Log {
    /// What it is about
    kind: KindWord,
    /// The left foot
    #[arg(long, value_name = "0-10", value_parser = pain, required_unless_present = "right")]
    left: Option<Pain>,
    /// The right foot
    #[arg(long, value_name = "0-10", value_parser = pain)]
    right: Option<Pain>,
    /// When it was: "today 07:10", "yesterday 21:00", "2026-11-19 07:10", "07:10"; now, if not said
    #[arg(long, value_name = "WHEN")]
    at: Option<String>,
    /// A word about it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// Where it hurts, in a few words
    #[arg(long, value_name = "TEXT")]
    place: Option<String>,
    /// The session it belongs to
    #[arg(long, value_name = "ID", hide = true)]
    session: Option<FactId>,
    /// The rating that it corrects
    #[arg(long, value_name = "ID", hide = true, requires = "rev")]
    id: Option<FactId>,
    /// The revision that the correction is
    #[arg(long, value_name = "N", hide = true, requires = "id")]
    rev: Option<u32>,
}

/// The words for what a rating is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum KindWord {
    /// The first steps after waking
    FirstStep,
    /// The average of a day
    DayAverage,
    /// Just before a session
    NowBefore,
    /// In the middle of one
    NowDuring,
    /// Just after one
    NowAfter,
}

impl KindWord {
    pub(super) const fn kind(self) -> PainKind {
        match self {
            Self::FirstStep => PainKind::FirstStep,
            Self::DayAverage => PainKind::DayAverage,
            Self::NowBefore => PainKind::NowBefore,
            Self::NowDuring => PainKind::NowDuring,
            Self::NowAfter => PainKind::NowAfter,
        }
    }
}

fn pain(text: &str) -> Result<Pain, String> {
    let number = text.parse::<u8>().ok();
    number.and_then(|number| Pain::try_from(number).ok()).ok_or_else(|| "a whole number from 0 to 10".to_owned())
}

/// Keep the pain of this morning's first steps: `solemate morning 6 2` is left 6, right 2
#[derive(clap::Args, Debug)]
#[command(after_help = "The short form of `solemate log first-step`. About a minute after standing is a good moment.")]
pub(super) struct Morning {
    /// The left foot, or `-`; the sore foot where only one is sore and one number is given
    #[arg(value_name = "0-10", value_parser = foot)]
    first: Foot,
    /// The right foot, or `-`
    #[arg(value_name = "0-10", value_parser = foot)]
    second: Option<Foot>,
}

/// A rating, or none of this foot.
#[derive(Clone, Copy, Debug)]
struct Foot(Option<Pain>);

fn foot(text: &str) -> Result<Foot, String> {
    let rated = if text == "-" { Ok(None) } else { pain(text).map(Some) };
    rated.map(Foot).map_err(|expected| format!("{expected}, or - for a foot you do not rate"))
}

impl Morning {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let (left, right) = match (self.second, here.settings().sore_foot.only()) {
            (Some(second), _) => (self.first.0, second.0),
            (None, Some(Side::Left)) => (self.first.0, None),
            (None, Some(Side::Right)) => (None, self.first.0),
            (None, None) => {
                let remedy = "give two, left then right, - for a foot you do not rate: solemate morning 6 2";
                return Err(Failure::person(format!("one number does not say which foot: {remedy}")));
            }
        };
        if left.is_none() && right.is_none() {
            return Err(Failure::person("no foot is rated: give a number for one at least".to_owned()));
        }
        Log {
            kind: KindWord::FirstStep,
            left,
            right,
            at: None,
            note: None,
            place: None,
            session: None,
            id: None,
            rev: None,
        }
        .run(here, out)
    }
}

impl Log {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let now = Clock::start().now().wall;
        let at = match &self.at {
            Some(text) => {
                when::read(text, now, clock::local).map_err(|why| Failure::person(format!("--at \"{text}\": {why}")))?
            }
            None => now,
        };
        let note = self.note.as_deref().map(|note| Clean::accept(note, Field::Long)).transpose();
        let note = note.map_err(|defect| Failure::person(format!("--note has {defect}: leave it out")))?;
        let place = self.place.as_deref().map(|place| Clean::accept(place, Field::Line)).transpose();
        let place = place.map_err(|defect| Failure::person(format!("--place has {defect}: {}", defect.remedy)))?;
        let kind = self.kind.kind();
        let given: Vec<(Side, Pain)> = [(Side::Left, self.left), (Side::Right, self.right)]
            .into_iter()
            .filter_map(|(side, value)| value.map(|value| (side, value)))
            .collect();
        if self.id.is_some() && given.len() != 1 {
            return Err(Failure::person("--id names the rating of one foot: give one".to_owned()));
        }
        let facts: Vec<Fact> = given
            .iter()
            .map(|(side, value)| {
                let (note, place) = (note.clone(), place.clone());
                let what = What::Pain(Rating { side: *side, kind, value: *value, session: self.session, note, place });
                let new = Fact::new(at, what);
                Fact { id: self.id.unwrap_or(new.id), rev: self.rev.unwrap_or(0), ..new }
            })
            .collect();
        let journal = here.journal();
        journal.append(&facts)?;
        for notice in journal.take_notices() {
            super::tell(&format!("solemate: {notice}"));
        }
        let values: Vec<String> = given.iter().map(|(side, v)| format!("{} {}", side.word(), v.value())).collect();
        let when = at.format("%A %-d %B %Y, %H:%M");
        out.line(&format!("Kept: {}, {}, {when}.", words::kind(kind), values.join(", ")))?;
        Ok(Exit::Done)
    }
}
