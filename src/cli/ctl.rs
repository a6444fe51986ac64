//! `solemate ctl`: a word to the session under way, from a pedal, a remote or a prompt.

use clap::ValueEnum;

use super::failure::{Exit, Outcome};
use super::here::Here;
use crate::driver::ctl::Verb;
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

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Word {
    /// Pause
    Pause,
    /// Go on after a pause, and where the session waits
    Resume,
    /// Pause, or go on: one button for both
    Toggle,
    /// Skip the rest of this part, at once
    Next,
    /// Take a skip back, begin again, or go to the part before
    Back,
    /// 15 seconds more
    More,
    /// 15 seconds less
    Less,
    /// It hurts here: noted; once more within five seconds skips it
    Hurt,
    /// End the session, at once; what was done is kept
    Stop,
    /// Say how it stands, in a line for a prompt
    Status,
}

impl Word {
    const fn verb(self) -> Verb {
        match self {
            Self::Pause => Verb::Pause,
            Self::Resume => Verb::Resume,
            Self::Toggle => Verb::Toggle,
            Self::Next => Verb::Next,
            Self::Back => Verb::Back,
            Self::More => Verb::More,
            Self::Less => Verb::Less,
            Self::Hurt => Verb::Hurt,
            Self::Stop => Verb::Stop,
            Self::Status => Verb::Status,
        }
    }
}

impl Ctl {
    #[cfg(unix)]
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        use super::failure::Failure;
        use crate::driver::ctl::{Answer, Request, Silence, Status, ask};

        let request = Request { verb: self.word.verb(), json: self.json };
        match ask(&here.places, request) {
            Ok(Answer::Yes(text)) => {
                out.line(&text)?;
                Ok(Exit::Done)
            }
            Ok(Answer::No(why)) => Err(Failure::person(why.as_str())),
            Ok(Answer::Cannot(why)) => Err(Failure::machine(why.as_str())),
            Err(Silence::Nobody) if request.verb == Verb::Status || self.json => {
                let status = Status::none();
                out.line(&if self.json { status.json() } else { status.line() })?;
                Ok(Exit::Person)
            }
            Err(why @ Silence::Nobody) => Err(Failure::person(why.to_string())),
            Err(why) => Err(Failure::machine(why.to_string())),
        }
    }

    #[cfg(not(unix))]
    pub(super) fn run(&self, _: &Here, _: &mut Printer) -> Outcome {
        let _: (Verb, bool, Exit) = (self.word.verb(), self.json, Exit::Machine);
        Err(super::failure::Failure::machine("`solemate ctl` does not work on this system yet; the keys do"))
    }
}
