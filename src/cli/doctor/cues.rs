//! The cue check, and what was answered in it.

use std::env;
use std::io::{BufRead, IsTerminal, Read, Write, stdin, stdout};

use serde::Serialize;

use super::{Findings, State};
use crate::cli::failure::{Exit, Failure, Outcome};
use crate::cli::here::Here;
use crate::config::Settings;
use crate::domain::cues::{Answers, Channel, Trial};
use crate::domain::text::Clean;
use crate::driver::clock::Clock;
use crate::driver::cues::{Cues, terminal_kind};
use crate::driver::printer::{NotPrinted, Printer};
use crate::store::cues::{Asked, Kept};
use crate::ui::keymap::Keymap;

/// The longest answer that is read.
const LONGEST_ANSWER: u64 = 64;

/// What was answered in one kind of terminal, as scripts see it; what was not answered is null.
#[derive(Debug, Serialize)]
pub(super) struct Answered {
    terminal: String,
    /// Whether it is the kind of this terminal.
    here: bool,
    voice: Option<bool>,
    tone: Option<bool>,
    flash: Option<bool>,
    /// The day, `2026-11-20`.
    asked: Option<String>,
}

/// Says what is kept.
pub(super) fn look(here: &Here, found: &mut Findings) -> Vec<Answered> {
    const ABOUT: &str = "cues";
    let kept = match Kept::read(&here.places.cues_file()) {
        Ok(kept) => kept,
        Err(why) => {
            found.add(ABOUT, State::Person, why.as_str());
            return Vec::new();
        }
    };
    let kind = terminal_kind();
    if kept.of(&kind).is_none() {
        let text = format!("{}: not asked yet; `solemate doctor --cues` asks", kind.as_str());
        found.add(ABOUT, State::Note, text);
    }
    let (settings, _) = here.read_settings();
    for (kind, asked) in kept.iter() {
        found.add(ABOUT, State::Fine, in_words(kind, asked, &settings));
    }
    let answered = |(terminal, asked): (&str, Asked)| {
        let Answers { voice, tone, flash } = asked.answers;
        let here = terminal == kind.as_str();
        Answered { terminal: terminal.to_owned(), here, voice, tone, flash, asked: asked.on.map(|day| day.to_string()) }
    };
    kept.iter().map(answered).collect()
}

fn in_words(kind: &str, asked: Asked, settings: &Settings) -> String {
    let on = asked.on.map_or_else(String::new, |day| format!(" (asked {day})"));
    let answer = |channel: Channel| {
        format!("{} {}", channel.name(), channel.meaning(asked.answers.of(channel), settings.weight(channel)))
    };
    format!("{kind}: {}{on}", Channel::ALL.map(answer).join("; "))
}

/// Whether there can be a full screen to ask on.
pub(super) fn have_screen() -> bool {
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    stdin().is_terminal() && stdout().is_terminal() && !dumb
}

/// Asks line by line.
pub(super) fn ask(here: &Here, out: &mut Printer) -> Outcome {
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Err(Failure::usage("the cue check asks, so it needs a terminal to ask on and one to answer from"));
    }
    // Lines are typed here, whatever the keys of the screen are.
    let settings = Settings { keys: Keymap::default(), ..here.settings() };
    let clock = Clock::start(settings.day_begins);
    let (mut cues, trouble) = Cues::open(here.places.clone(), settings);
    if let Some(trouble) = trouble {
        super::super::tell(&format!("solemate: {trouble}"));
    }
    let trials = cues.trials();
    if trials.is_empty() {
        out.line("The settings switch off the voice, the tones and the flash: there is nothing to check.")?;
        return Ok(Exit::Done);
    }
    let mut answers = Answers::default();
    for trial in &trials {
        // There is nothing to be seen between lines.
        if trial.channel == Channel::Flash {
            out.line(cues.flash_in_words())?;
            out.line("Line by line there is none: each change is a line. `solemate doctor --cues` shows it and asks.")?;
            continue;
        }
        match question(trial, &mut cues, &clock, out)? {
            Said::Yes => answers = answers.with(trial.channel, true),
            Said::No => answers = answers.with(trial.channel, false),
            Said::Next => continue,
            Said::Over => break,
        }
        // At once: whatever ends the check, what was answered holds.
        cues.keep(answers, clock.now()).map_err(|why| Failure::machine(why.as_str()))?;
    }
    if answers == Answers::default() {
        cues.keep(answers, clock.now()).map_err(|why| Failure::machine(why.as_str()))?;
    }
    let holds = cues.answers();
    for trial in trials.iter().filter(|trial| trial.channel != Channel::Flash || holds.flash.is_some()) {
        out.line(&format!("{}: {}", trial.channel.name(), trial.meaning(holds.of(trial.channel))))?;
    }
    Ok(Exit::Done)
}

/// An answer.
enum Said {
    Yes,
    No,
    Next,
    Over,
}

fn question(trial: &Trial, cues: &mut Cues, clock: &Clock, out: &mut Printer) -> Result<Said, Failure> {
    let mut tries = true;
    loop {
        if std::mem::take(&mut tries) {
            if cues.try_out(trial.channel, clock) {
                out.bytes().write_all(b"\x07").map_err(NotPrinted::from)?;
            }
            out.line(&format!("{} y yes, n no, r again, Enter the next one.", trial.channel.question()))?;
            out.line(&trial.tried)?;
        }
        out.flush()?;
        let Some(answer) = answer() else { return Ok(Said::Over) };
        let (notices, rings) = cues.follow(clock);
        for notice in notices {
            out.line(&notice)?;
        }
        if rings && cues.has_bell() {
            out.bytes().write_all(b"\x07").map_err(NotPrinted::from)?;
        }
        match answer.as_str() {
            "y" | "yes" => return Ok(Said::Yes),
            "n" | "no" => {
                out.line(&trial.remedy)?;
                return Ok(Said::No);
            }
            "r" => tries = true,
            "" => return Ok(Said::Next),
            "q" => return Ok(Said::Over),
            _ => out.line("y, n, r or Enter.")?,
        }
    }
}

/// A line; none at the end of the input.
fn answer() -> Option<Clean> {
    let mut line = Vec::new();
    let read = stdin().lock().take(LONGEST_ANSWER).read_until(b'\n', &mut line).ok()?;
    (read > 0).then(|| Clean::visible(String::from_utf8_lossy(&line).trim().to_lowercase().as_str()))
}
