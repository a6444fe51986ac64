//! `solemate ctl`: a word to the session under way, from a pedal, a remote or a prompt.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::failure::{Exit, Failure, Outcome};
use super::here::Here;
use crate::driver::ctl::{Answer, Request, Silence, Status, Verb, ask};
use crate::driver::printer::Printer;

/// Control the session under way, from elsewhere
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER)]
pub(super) struct Ctl {
    /// What to do
    #[arg(value_name = "WHAT")]
    word: Word,
    /// Answer with data: state, routine, side, part, step, phase, seconds_left, total_seconds_left, ends_at
    #[arg(long)]
    json: bool,
}

const AFTER: &str = "Each answers with how the session stands then. next and stop act at once: a pedal cannot ask twice. Locked keys lock nothing here. \
                     Exit codes: 0 done, 1 no session is under way, 3 the session does not answer.";

/// A verb as it is given on the command line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Word(Verb);

/// All of them, in the order of the help.
const WORDS: [Word; Verb::ALL.len()] = {
    let mut words = [Word(Verb::Status); Verb::ALL.len()];
    let mut at = 0;
    while at < words.len() {
        words[at] = Word(Verb::ALL[at]);
        at += 1;
    }
    words
};

impl ValueEnum for Word {
    fn value_variants<'a>() -> &'a [Self] {
        &WORDS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self.0 {
            Verb::Pause => "Pause",
            Verb::Resume => "Go on after a pause, and where the session waits",
            Verb::Toggle => "Pause, or go on: one button for both",
            Verb::Next => "Skip the rest of this part, at once",
            Verb::Back => "Take a skip back, begin again, or go to the part before",
            Verb::More => "15 seconds more",
            Verb::Less => "15 seconds less",
            Verb::Hurt => "It hurts here: noted; once more within five seconds skips it",
            Verb::Stop => "End the session, at once; what was done is kept",
            Verb::Status => "Say how it stands, in a line for a prompt",
        };
        Some(PossibleValue::new(self.0.word()).help(help))
    }
}

impl Ctl {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let Word(verb) = self.word;
        match ask(&here.places, Request { verb, json: self.json }) {
            Ok(Answer::Yes(text)) => {
                out.line(&text)?;
                Ok(Exit::Done)
            }
            Ok(Answer::No(why)) => Err(Failure::person(why.as_str())),
            Ok(Answer::Cannot(why)) => Err(Failure::machine(why.as_str())),
            Err(Silence::Nobody) if verb == Verb::Status || self.json => {
                let status = Status::none();
                out.line(&if self.json { status.json() } else { status.line() })?;
                Ok(Exit::Person)
            }
            Err(why @ Silence::Nobody) => Err(Failure::person(why.to_string())),
            Err(why) => Err(Failure::machine(why.to_string())),
        }
    }
}
