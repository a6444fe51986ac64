//! The cue check, and what was answered in it.

use std::env;
use std::io::{BufRead, IsTerminal, Read, Write, stdin, stdout};

use super::{Findings, State};
use crate::cli::failure::{Exit, Failure, Outcome};
use crate::cli::here::Here;
use crate::domain::cues::{Answers, Channel, Trial};
use crate::domain::text::Clean;
use crate::driver::clock::Clock;
use crate::driver::cues::{Cues, terminal_kind};
use crate::driver::printer::{NotPrinted, Printer};
use crate::store::cues::{Asked, Kept};

/// The longest answer that is read.
const LONGEST_ANSWER: u64 = 64;

/// Says what is kept.
pub(super) fn look(here: &Here, found: &mut Findings) {
    const ABOUT: &str = "cues";
    let kept = match Kept::read(&here.places.cues_file()) {
        Ok(kept) => kept,
        Err(why) => return found.add(ABOUT, State::Person, why.as_str()),
    };
    let kind = terminal_kind();
    if kept.of(&kind).is_none() {
        let text = format!("{}: not asked yet; `solemate doctor --cues` asks", kind.as_str());
        found.add(ABOUT, State::Note, text);
    }
    for (kind, asked) in kept.iter() {
        found.add(ABOUT, State::Fine, in_words(kind, asked));
    }
}

fn in_words(kind: &str, asked: Asked) -> String {
    let on = asked.on.map_or_else(String::new, |day| format!(" (asked {day})"));
    let answer = |channel: Channel| format!("{} {}", channel.name(), channel.meaning(asked.answers.of(channel)));
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
    let clock = Clock::start();
    let (mut cues, trouble) = Cues::open(here.places.clone(), here.settings());
    if let Some(trouble) = trouble {
        super::super::tell(&format!("solemate: {trouble}"));
    }
    let mut answers = Answers::default();
    for trial in cues.trials() {
        // Only the full screen has it.
        if trial.channel == Channel::Flash {
            continue;
        }
        match question(&trial, &mut cues, &clock, out)? {
            Said::Yes => answers = answers.with(trial.channel, true),
            Said::No => answers = answers.with(trial.channel, false),
            Said::Next => {}
            Said::Over => break,
        }
    }
    cues.keep(answers, clock.now()).map_err(|why| Failure::machine(why.as_str()))?;
    for channel in [Channel::Voice, Channel::Tone] {
        out.line(&format!("{}: {}", channel.name(), channel.meaning(answers.of(channel))))?;
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
        for notice in cues.follow(clock).0 {
            out.line(&notice)?;
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
    let mut line = String::new();
    let read = stdin().lock().take(LONGEST_ANSWER).read_line(&mut line).ok()?;
    (read > 0).then(|| Clean::visible(line.trim().to_lowercase().as_str()))
}
