//! `solemate log`: a rating without a session, an event, or a word about a day.

mod day;

use chrono::{DateTime, FixedOffset, TimeDelta};
use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::failure::{Exit, Failure, Outcome};
use super::here::Here;
use crate::domain::body::Side;
use crate::domain::record::{Event, Fact, FactId, Flagged, Pain, PainKind, Rating, RedFlag, RedFlags, What};
use crate::domain::text::{Clean, Field};
use crate::domain::time::Now;
use crate::domain::trend::{Diary, Measure};
use crate::domain::when::{self, Usual};
use crate::domain::words;
use crate::domain::words::health::RED_FLAG;
use crate::driver::printer::Printer;
use crate::driver::{behind, clock};
use crate::store::journal::{Journal, Reach};

/// Keep a pain rating, 0 (none) to 10 (the worst you can imagine), an event such as new insoles, or a word about a day
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples: solemate log first-step --left 6 --right 2 --at \"today 07:10\"\n          \
                        solemate log event \"new insoles\" --at \"2026-10-14 12:00\"\n\nAn event stands as a mark in \
                        the trends, with the two weeks before and after it. A word about a day steers what is suggested \
                        and is in no figure:\n  rest    nothing is due    tired   gentle today, other work tomorrow\n  \
                        flare   gentle today      travel  without tools, until home\n  swap    the other foot is \
                        the sore one\nSaid again it is taken back.")]
pub(super) struct Log {
    /// What it is about
    #[arg(value_name = "KIND")]
    about: About,
    /// What happened, for an event; rest, tired, flare, travel, home or swap, for a day
    #[arg(value_name = "TEXT", conflicts_with_all = ["left", "right", "note", "place", "session"])]
    text: Option<String>,
    /// The left foot
    #[arg(long, value_name = "0-10", value_parser = pain, allow_negative_numbers = true)]
    left: Option<Pain>,
    /// The right foot
    #[arg(long, value_name = "0-10", value_parser = pain, allow_negative_numbers = true)]
    right: Option<Pain>,
    /// When it was: "today 07:10", "yesterday 21:00", "2026-11-19 07:10", "07:10"; now, if not said. First steps, the average
    /// of a day, events and days can be of a day alone: "yesterday", "2026-11-19"
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

/// What is kept: a rating of some kind, an event, a word about a day, the weekly visit, or red flags that could not be
/// written when they were said.
#[derive(Clone, Copy, Debug)]
enum About {
    Rating(KindWord),
    Event,
    Day,
    Visit,
    Flags,
}

impl About {
    /// When it was where a day alone is said.
    const fn usual(self) -> Option<Usual> {
        match self {
            Self::Rating(word) => Usual::of(word.kind()),
            Self::Event | Self::Day | Self::Visit => Some(Usual::DAY),
            Self::Flags => None,
        }
    }
}

impl ValueEnum for About {
    fn value_variants<'a>() -> &'a [Self] {
        use KindWord as K;
        const {
            &[
                Self::Rating(K::FirstStep),
                Self::Rating(K::DayAverage),
                Self::Rating(K::NowBefore),
                Self::Rating(K::NowDuring),
                Self::Rating(K::NowAfter),
                Self::Event,
                Self::Day,
                Self::Visit,
                Self::Flags,
            ]
        }
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Self::Rating(kind) => kind.to_possible_value(),
            Self::Event => {
                Some(PossibleValue::new("event").help("Something that happened, in your words: new insoles, a holiday"))
            }
            Self::Day => {
                Some(PossibleValue::new("day").help("A word about a day: rest, tired, flare, travel, home, swap"))
            }
            Self::Visit => Some(PossibleValue::new("visit").help("The weekly hands-on visit, done")),
            Self::Flags => Some(PossibleValue::new("flags").hide(true)),
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
    #[arg(value_name = "0-10", value_parser = foot, allow_negative_numbers = true)]
    first: Foot,
    /// The right foot, or `-`
    #[arg(value_name = "0-10", value_parser = foot, allow_negative_numbers = true)]
    second: Option<Foot>,
    /// When it was, if not this morning: "yesterday", "2026-11-19 07:10"
    #[arg(long, value_name = "WHEN")]
    at: Option<String>,
    /// A word about it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
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
            about: About::Rating(KindWord::FirstStep),
            text: None,
            left,
            right,
            at: self.at.clone(),
            note: self.note.clone(),
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
        let now = here.now();
        let at = match &self.at {
            Some(text) => when::read(text, now, self.about.usual(), clock::local)
                .map_err(|why| Failure::person(format!("--at \"{text}\": {why}")))?,
            None => now.wall,
        };
        let said = match (self.about, &self.text) {
            (About::Rating(word), None) => self.ratings(word.kind())?,
            (About::Event, Some(text)) => Said::event(text)?,
            (About::Day, word) => return self.day(word.as_deref(), at, here, out),
            (About::Visit, None) => return self.visit(at, here, out),
            (About::Flags, words) => {
                self.refuse_feet()?;
                Said::flags(words.as_deref().unwrap_or_default())?
            }
            (About::Rating(_) | About::Visit, Some(_)) => {
                return Err(Failure::usage("words about a rating go with --note, or with --place"));
            }
            (About::Event, None) => {
                return Err(Failure::usage("say what happened: solemate log event \"new insoles\""));
            }
        };
        let facts: Vec<Fact> = said
            .what
            .into_iter()
            .map(|what| {
                let new = Fact::new(at, what);
                Fact { id: self.id.unwrap_or(new.id), rev: self.rev.unwrap_or(0), ..new }.made(now.wall)
            })
            .collect();
        let journal = here.journal();
        let before = Counted::before(&facts, &journal, now);
        let question = behind::ask(&here.places, &journal, now);
        journal.append(&facts)?;
        for notice in journal.take_notices() {
            super::tell(&format!("solemate: {notice}"));
        }
        out.line(&format!("Kept: {}, {}.", said.words, words::day_and_time(at, now.dawn)))?;
        before.iter().try_for_each(|known| out.line(&known.told()))?;
        if let Some(question) = question {
            super::tell(&format!(
                "solemate: {question} If not, set it right, delete this entry in the history and say it again."
            ));
        }
        if let Some(place) = words::misplaced(at, now) {
            super::tell(&format!(
                "solemate: that is {place}, and in no figure: set the clock of this machine right, and say it again"
            ));
        }
        Ok(Exit::Done)
    }

    fn ratings(&self, kind: PainKind) -> Result<Said, Failure> {
        let note = self.note.as_deref().map(|note| Clean::accept(note, Field::Long)).transpose();
        let note = note.map_err(|defect| Failure::person(format!("--note has {defect}: leave it out")))?;
        let place = self.place.as_deref().map(|place| Clean::accept(place, Field::Line)).transpose();
        let place = place.map_err(|defect| Failure::person(format!("--place has {defect}: {}", defect.remedy)))?;
        let given: Vec<(Side, Pain)> = [(Side::Left, self.left), (Side::Right, self.right)]
            .into_iter()
            .filter_map(|(side, value)| value.map(|value| (side, value)))
            .collect();
        if given.is_empty() {
            return Err(Failure::usage("no foot is rated: give --left <0-10>, --right <0-10>, or both"));
        }
        if self.id.is_some() && given.len() != 1 {
            return Err(Failure::person("--id names the rating of one foot: give one".to_owned()));
        }
        let rating = |(side, value): &(Side, Pain)| {
            let (note, place) = (note.clone(), place.clone());
            What::Pain(Rating { side: *side, kind, value: *value, session: self.session, note, place })
        };
        let values: Vec<String> = given.iter().map(|(side, v)| format!("{} {}", side.word(), v.value())).collect();
        let words = format!("{}, {}", words::kind(kind), values.join(", "));
        Ok(Said { what: given.iter().map(rating).collect(), words })
    }
}

/// The rating of a foot that counted so far, of a day that is rated again.
struct Counted {
    side: Side,
    at: DateTime<FixedOffset>,
    value: Pain,
    /// Whether it counts still.
    stays: bool,
}

impl Counted {
    /// Those that counted on the day of these facts, before they were kept. A correction by its id is no second rating.
    fn before(facts: &[Fact], journal: &Journal, now: Now) -> Vec<Self> {
        let rated = |fact: &Fact| match &fact.what {
            What::Pain(rating) if fact.rev == 0 => Some((fact.at, Measure::of(rating.kind)?, rating.side)),
            _ => None,
        };
        let rated: Vec<_> = facts.iter().filter_map(rated).collect();
        let Some((at, ..)) = rated.first().copied() else { return Vec::new() };
        let mut diary = Diary::new(now.dawn);
        let since = at.checked_sub_signed(TimeDelta::days(1)).unwrap_or(at);
        journal.recent(Reach::Since(since)).facts.iter().for_each(|fact| diary.take(fact));
        let mut later = diary.clone();
        facts.iter().for_each(|fact| later.take(fact));
        let counts = |diary: &Diary, measure, side| diary.day(now.day_of(at))?.rating_of(measure, side);
        let known = |(said, measure, side)| {
            let (at, value) = counts(&diary, measure, side)?;
            Some(Self { side, at, value, stays: at != said && counts(&later, measure, side) == Some((at, value)) })
        };
        rated.into_iter().filter_map(known).collect()
    }

    /// Which of the two counts.
    fn told(&self) -> String {
        let (side, value, time) = (self.side.word(), self.value.value(), self.at.format("%H:%M"));
        if self.stays {
            format!("That day the later {side} {value} of {time} counts.")
        } else {
            format!("It counts for that day in place of {side} {value} of {time}.")
        }
    }
}

/// What is to be kept, and how that is said back.
struct Said {
    what: Vec<What>,
    words: String,
}

impl Said {
    fn flags(words: &str) -> Result<Self, Failure> {
        let Some(said) = RedFlags::named(words) else {
            let known: RedFlags = RedFlag::ALL.into_iter().collect();
            return Err(Failure::usage(format!(
                "a red flag is one of {}; several have commas between them",
                known.words()
            )));
        };
        Ok(Self { what: vec![What::RedFlags(Flagged { said })], words: format!("{RED_FLAG}, {said}") })
    }

    fn event(text: &str) -> Result<Self, Failure> {
        let text = Clean::accept(text.trim(), Field::Line)
            .map_err(|defect| Failure::person(format!("the event has {defect}: {}", defect.remedy)))?;
        if text.is_empty() {
            return Err(Failure::person("an event needs words: solemate log event \"new insoles\""));
        }
        let words = format!("event, {text}");
        Ok(Self { what: vec![What::Event(Event { text })], words })
    }
}
