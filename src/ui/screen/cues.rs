//! The cue check: what is heard and seen here, one question after the other.

use std::time::Duration;

use crate::domain::cues::{Answers, Channel, Trial};
use crate::domain::time::{Moment, Now};
use crate::ui::effect::{CueQuestions, Effect, Go, Leave, Turn};
use crate::ui::keymap::{Action, Scope};
use crate::ui::signal::{Flash, Signal};

/// So long after a trial it is known whether the program for it works.
const KNOWN_AFTER: Duration = Duration::from_millis(900);

/// The screen.
#[derive(Clone, Debug)]
pub struct CueCheck {
    trials: Vec<Trial>,
    /// The question that is up; past the last one, all have been asked.
    at: usize,
    answers: Answers,
    /// What holds where nothing is answered now.
    before: Answers,
    signal: Signal,
    /// When to look what has become of a trial.
    look: Option<Moment>,
    /// Nothing comes after it: the person asked for it on the command line.
    alone: bool,
}

impl CueCheck {
    /// Asks these questions, and tries the first of them.
    pub fn new(questions: CueQuestions, alone: bool, now: Now) -> (Self, Turn) {
        let CueQuestions { trials, flash, before } = questions;
        let signal = Signal::new(flash, false);
        let mut check = Self { trials, at: 0, answers: Answers::default(), before, signal, look: None, alone };
        let turn = check.try_out(now);
        (check, turn)
    }

    /// Where its keys are in the table.
    pub fn scope(&self) -> Scope {
        if self.trial().is_some() { Scope::Cues } else { Scope::CuesAsked }
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action, now: Now) -> Turn {
        match (action, self.trial().map(|trial| trial.channel)) {
            (Action::Yes, Some(channel)) => {
                self.answers = self.answers.with(channel, true);
                let turn = self.next(now);
                self.kept(turn)
            }
            // It stays up, with what to try next.
            (Action::No, Some(channel)) => {
                self.answers = self.answers.with(channel, false);
                self.kept(Turn::draw())
            }
            (Action::Restart, Some(_)) => self.try_out(now),
            (Action::Open, Some(_)) => self.next(now),
            (Action::Open | Action::Back, _) => self.leave(),
            _ => Turn::nothing(),
        }
    }

    /// Lets time pass.
    pub fn tick(&mut self, now: Now) -> Turn {
        self.look.take_if(|look| *look <= now.moment);
        self.signal.take(&[], now.moment);
        Turn::draw()
    }

    /// The next moment at which something changes by itself.
    pub fn next_wake(&self) -> Option<Moment> {
        self.signal.next_wake().into_iter().chain(self.look).min()
    }

    /// The question that is up.
    pub fn trial(&self) -> Option<&Trial> {
        self.trials.get(self.at)
    }

    /// All questions.
    pub fn trials(&self) -> &[Trial] {
        &self.trials
    }

    /// The number of the question that is up, from 1.
    pub const fn number(&self) -> usize {
        self.at + 1
    }

    /// What was answered so far.
    pub const fn answers(&self) -> Answers {
        self.answers
    }

    /// What an answer about a channel means from now on, be it one of now or of before.
    pub fn meaning(&self, trial: &Trial) -> String {
        match (self.answers.of(trial.channel), self.before.of(trial.channel)) {
            (None, Some(before)) => format!("{} (as answered before)", trial.meaning(Some(before))),
            (answer, _) => trial.meaning(answer),
        }
    }

    /// What is lit at this moment.
    pub fn lit(&self, now: Moment) -> Flash {
        self.signal.lit(now)
    }

    fn kept(&self, turn: Turn) -> Turn {
        turn.with(Effect::KeepCues(self.answers))
    }

    fn next(&mut self, now: Now) -> Turn {
        self.at += 1;
        self.try_out(now)
    }

    fn try_out(&mut self, now: Now) -> Turn {
        match self.trial().map(|trial| trial.channel) {
            Some(Channel::Flash) => {
                self.signal.flash(now.moment);
                Turn::draw()
            }
            Some(channel) => {
                self.look = Some(now.moment.plus(KNOWN_AFTER));
                Turn::draw().with(Effect::TryCue(channel))
            }
            None => Turn::draw(),
        }
    }

    /// Whoever answered nothing is not asked again either.
    fn leave(&self) -> Turn {
        let turn = if self.alone { Turn::nothing().with(Effect::Quit(Leave::Done)) } else { Turn::go(Go::Home) };
        if self.answers == Answers::default() { self.kept(turn) } else { turn }
    }
}
