//! The programs for tones or for the voice: which one is called, what it is at, and when it is not called any more.

use std::collections::VecDeque;
use std::time::Duration;

use super::child::Child;
use super::phrase::Phrase;
use super::programs::Program;
use super::tone::Tone;
use crate::domain::time::Moment;

/// So many failures one after the other, and a program is not called again.
const STRIKES: u8 = 3;

/// The longest that anything may speak.
pub(super) const LONGEST_SPEECH: Duration = Duration::from_secs(20);

/// Something to be heard.
#[derive(Clone, Debug)]
pub(super) enum Sound {
    Tone(Tone),
    Phrase(Phrase),
}

impl Sound {
    /// About how long it takes, with the voice at so many percent of its pace.
    pub fn length(&self, rate: u16) -> Duration {
        match self {
            Self::Tone(tone) => tone.length(),
            Self::Phrase(phrase) => phrase.length(rate),
        }
    }

    /// How long it may take before its program counts as hanging.
    pub fn most(&self, rate: u16) -> Duration {
        match self {
            Self::Tone(tone) => tone.length() + Duration::from_secs(2),
            Self::Phrase(phrase) => (phrase.length(rate) * 3 + Duration::from_secs(5)).min(LONGEST_SPEECH),
        }
    }
}

/// A program at work on something.
#[derive(Debug)]
pub(super) struct Work {
    pub child: Child,
    pub sound: Sound,
    /// The moment of the cue.
    pub of: Moment,
    /// Whether the bell rings if it turns out not to be heard.
    pub rings: bool,
    pub began: Moment,
    /// One that waits to be let go is let go then.
    pub let_go: Moment,
    /// It counts as hanging from then on.
    pub hangs: Moment,
    /// Nothing cuts it off: it shows whether its program ever ends.
    pub on_trial: bool,
}

/// The programs for one of the two uses; the first one is called.
#[derive(Debug)]
pub(super) struct Bench {
    pub programs: VecDeque<Program>,
    pub strikes: u8,
    /// Whether it has ever done what it was called for.
    pub proven: bool,
    /// The time it has been given since it was last seen to end by itself, or when it was told to.
    pub given: Duration,
    pub work: Option<Work>,
    /// What came of the last one that failed.
    pub failed: String,
}

impl Bench {
    pub fn new(programs: Vec<Program>) -> Self {
        Self {
            programs: programs.into(),
            strikes: 0,
            proven: false,
            given: Duration::ZERO,
            work: None,
            failed: String::new(),
        }
    }

    /// When it has to be looked at, if nothing happens before.
    pub fn next_look(&self) -> Option<Moment> {
        self.work.as_ref().map(|work| if work.child.waits() { work.let_go } else { work.hangs })
    }

    /// What was at work, if it is over, or has taken too long.
    pub fn look(&mut self, now: Moment) -> Option<Work> {
        let work = self.work.as_mut()?;
        if work.let_go <= now {
            work.child.let_go();
        }
        (work.child.over().is_some() || work.hangs <= now).then(|| self.work.take())?
    }

    /// Counts a failure; whether the program is not called again.
    pub fn fail(&mut self, never: bool, what: &str) -> bool {
        let name = self.programs.front().map(Program::name).unwrap_or_default();
        self.failed = format!("{name} {what}");
        self.strikes += 1;
        let dropped = never || self.strikes >= STRIKES;
        if dropped {
            self.programs.pop_front();
            (self.strikes, self.proven, self.given) = (0, false, Duration::ZERO);
        }
        dropped
    }

    /// Whether what is at work shows whether its program ever ends.
    pub fn is_on_trial(&self) -> bool {
        self.work.as_ref().is_some_and(|work| work.on_trial)
    }
}
