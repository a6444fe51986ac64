//! `solemate new --guided`: what a proposal is made of, from flags, or asked line by line.

use std::ffi::OsStr;
use std::io::{self, BufRead};

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Command};

use super::failure::Failure;
use super::here::Here;
use crate::config::Settings;
use crate::domain::body::Feet;
use crate::domain::propose::{Complaint, MINUTES, Proposal, Tool, USUAL_MINUTES, Which, Wishes};
use crate::domain::words::health::nothing_to_propose;
use crate::driver::printer::Printer;
use crate::store::proposal;

/// The answers that flags may give.
#[derive(clap::Args, Debug)]
#[group(id = "answers", multiple = true)]
pub(super) struct Answers {
    /// What it is for: morning, calves, sole, standing, desk, flare-up; several with commas
    #[arg(long = "for", value_name = "WORDS", value_delimiter = ',', value_parser = Words(complaint, || Complaint::ALL.iter().map(|one| one.word()).collect()), hide_possible_values = true, conflicts_with = "from")]
    complaints: Option<Vec<Complaint>>,
    /// What is at hand: chair, stool, wall, ball, roller, bottle, towel; several with commas, or none
    #[arg(long, value_name = "WORDS", value_delimiter = ',', value_parser = Words(tool, || Tool::ALL.iter().map(|one| one.word()).chain(["none"]).collect()), hide_possible_values = true, conflicts_with = "from")]
    tools: Option<Vec<Option<Tool>>>,
    /// How many minutes there are, 3 to 45
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(3..=45), conflicts_with = "from")]
    minutes: Option<u32>,
    /// Which side: both, left, right, or sore, as the settings say
    #[arg(long, value_name = "SIDE", value_parser = Words(which, || Which::ALL.iter().map(|one| one.word()).collect()), hide_possible_values = true, conflicts_with = "from")]
    side: Option<Which>,
}

/// Reads a word, and tells shells which words there are.
#[derive(Clone)]
struct Words<T>(fn(&str) -> Result<T, String>, fn() -> Vec<&'static str>);

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Words<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        self.0.parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.1)().into_iter().map(PossibleValue::new)))
    }
}

fn complaint(word: &str) -> Result<Complaint, String> {
    Complaint::named(word.trim()).ok_or_else(|| one_of(Complaint::ALL.iter().map(|one| one.word())))
}

fn tool(word: &str) -> Result<Option<Tool>, String> {
    match word.trim() {
        "" | "none" => Ok(None),
        word => Tool::named(word).map(Some).ok_or_else(|| one_of(Tool::ALL.iter().map(|one| one.word()))),
    }
}

fn which(word: &str) -> Result<Which, String> {
    Which::named(word).ok_or_else(|| one_of(Which::ALL.iter().map(|one| one.word())))
}

fn one_of(words: impl Iterator<Item = &'static str>) -> String {
    format!("the words are {}", words.collect::<Vec<_>>().join(", "))
}

impl Answers {
    /// Whether any was given.
    pub(super) const fn is_given(&self) -> bool {
        self.complaints.is_some() || self.tools.is_some() || self.minutes.is_some() || self.side.is_some()
    }

    /// What is proposed. With `asks`, what no flag says is asked line by line; an empty line takes what is usual.
    ///
    /// # Errors
    /// Nothing can be read or written; or the input ends before all is answered.
    pub(super) fn proposal(
        &self,
        asks: bool,
        (here, out): (&Here, &mut Printer),
    ) -> Result<(Wishes, Proposal), Failure> {
        let sore = here.settings().sore_foot;
        let usual = usual(&here.settings());
        let wishes = Wishes {
            complaints: match &self.complaints {
                Some(complaints) => complaints.clone(),
                None => choose(asks, ("What is it for?", Complaint::ALL), &usual.complaints, out)?,
            },
            tools: match &self.tools {
                Some(tools) => tools.iter().flatten().copied().collect(),
                None => choose(asks, ("What is at hand? 0 for nothing.", Tool::ALL), &usual.tools, out)?,
            },
            minutes: match self.minutes {
                Some(minutes) => minutes,
                None => minutes(asks, out)?,
            },
            guard: here.guard_or_say(),
            which: match self.side {
                Some(which) => which,
                None => *choose(asks, ("Which side is it for?", Which::ALL), &[usual.which], out)?
                    .first()
                    .unwrap_or(&usual.which),
            },
        };
        let proposal = proposal::from_shipped(&wishes, sore);
        let proposal = proposal.ok_or_else(|| {
            let why = nothing_to_propose(&wishes.guard);
            if wishes.guard.is_clear() { Failure::machine(why) } else { Failure::person(why) }
        })?;
        Ok((wishes, proposal))
    }
}

fn usual(settings: &Settings) -> Wishes {
    let which = if settings.sore_foot == Feet::Both { Which::Both } else { Which::Sore };
    let complaints = Wishes::default().complaints().to_vec();
    Wishes { complaints, which, ..Wishes::default() }
}

/// What can be answered by a word or its number.
trait Answer: Copy + PartialEq {
    fn word(self) -> &'static str;
    fn meaning(self) -> &'static str;
}

macro_rules! answers {
    ($($name:ty),+) => {
        $(impl Answer for $name {
            fn word(self) -> &'static str { Self::word(self) }
            fn meaning(self) -> &'static str { Self::meaning(self) }
        })+
    };
}
answers!(Complaint, Tool, Which);

fn choose<T: Answer>(
    asks: bool,
    (question, all): (&str, &[T]),
    usual: &[T],
    out: &mut Printer,
) -> Result<Vec<T>, Failure> {
    if !asks {
        return Ok(usual.to_vec());
    }
    out.line(question)?;
    for (at, one) in all.iter().enumerate() {
        out.line(&format!("  {} {:9} {}", at + 1, one.word(), one.meaning()))?;
    }
    let words: Vec<&str> = usual.iter().map(|one| one.word()).collect();
    loop {
        let Some(line) = answer(&words.join(","), out)? else { return Ok(usual.to_vec()) };
        let parts: Vec<&str> = line.split([',', ' ']).filter(|part| !part.is_empty()).collect();
        let named = |part: &&str| {
            let number = part.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            all.iter().copied().find(|one| one.word() == *part).or_else(|| all.get(number?).copied())
        };
        match parts.as_slice() {
            ["0" | "none"] => return Ok(Vec::new()),
            parts => {
                if let Some(chosen) = parts.iter().map(named).collect::<Option<Vec<T>>>() {
                    return Ok(all.iter().copied().filter(|one| chosen.contains(one)).collect());
                }
                out.line("Numbers or words from above, please.")?;
            }
        }
    }
}

fn minutes(asks: bool, out: &mut Printer) -> Result<u32, Failure> {
    if !asks {
        return Ok(USUAL_MINUTES);
    }
    out.line(&format!("How many minutes are there? {} to {}.", MINUTES.start(), MINUTES.end()))?;
    loop {
        let Some(line) = answer(&USUAL_MINUTES.to_string(), out)? else { return Ok(USUAL_MINUTES) };
        match line.parse() {
            Ok(minutes) if MINUTES.contains(&minutes) => return Ok(minutes),
            _ => out.line(&format!("A number from {} to {}, please.", MINUTES.start(), MINUTES.end()))?,
        }
    }
}

/// What the routine is called.
///
/// # Errors
/// Nothing can be read or written; or the input ends.
pub(super) fn name(usual: &str, out: &mut Printer) -> Result<String, Failure> {
    out.line("What is it called?")?;
    Ok(answer(usual, out)?.unwrap_or_else(|| usual.to_owned()))
}

/// A line; nothing where it is an empty one: then what is usual holds. Where no more lines come, nobody answers, and that
/// is no yes.
fn answer(usual: &str, out: &mut Printer) -> Result<Option<String>, Failure> {
    out.text(&format!("[{usual}] "))?;
    out.flush()?;
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line).map_err(|error| Failure::machine(error.to_string()))?;
    if read == 0 {
        out.line("")?;
        return Err(Failure::person(
            "the input ended before all was answered: nothing was made. An empty line takes what stands in brackets; a name, \
             --for, --tools, --minutes and --side answer without being asked",
        ));
    }
    let line = line.trim().to_owned();
    Ok((!line.is_empty()).then_some(line))
}
