//! The health profile: nine questions on one page. Every answer is kept at once.

use std::cell::Cell;

use chrono::NaiveDate;

use crate::domain::health::{Answer, Profile, Question};
use crate::domain::time::Now;
use crate::ui::effect::{Effect, Go, Turn};
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::Cursor;

/// Days by which the day of an answer is moved with the larger step.
const WEEK: i64 = 7;

/// The screen.
#[derive(Clone, Debug)]
pub struct HealthCheck {
    profile: Profile,
    /// The same as it was last kept or read.
    kept: Profile,
    cursor: Cursor,
    today: NaiveDate,
    /// The first line that was shown last.
    top: Cell<usize>,
    /// Which questions have stood on the screen as a whole.
    seen: Cell<[bool; Question::ALL.len()]>,
}

impl HealthCheck {
    /// The questions, with what was answered before.
    pub fn new(profile: Profile, now: Now) -> Self {
        Self {
            profile,
            kept: profile,
            cursor: Cursor::default(),
            today: now.today(),
            top: Cell::new(0),
            seen: Cell::default(),
        }
    }

    /// Takes in what was answered elsewhere; what is answered here and not kept yet stays.
    pub fn learn(&mut self, profile: Profile) {
        self.profile = profile.changed(&self.kept, &self.profile);
        self.kept = profile;
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        Scope::Health
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action) -> Turn {
        match action {
            Action::Number(line) => self.toggle(line),
            Action::Yes => self.answer(self.yes()),
            Action::No => self.answer(Some(Answer::No)),
            Action::Agreed if self.marked().can_be_agreed() => self.answer(Some(Answer::Agreed)),
            Action::Erase => self.say(None),
            Action::Left => self.move_day(-1),
            Action::Right => self.move_day(1),
            Action::Shorter => self.move_day(-WEEK),
            Action::Longer => self.move_day(WEEK),
            Action::Open => self.finish(),
            Action::Back => self.put_off(),
            action if self.cursor.act(action, Question::ALL.len()) => Turn::draw(),
            _ => Turn::nothing(),
        }
    }

    /// The question that is marked.
    pub fn marked(&self) -> Question {
        Question::ALL.into_iter().nth(self.cursor.marked()).unwrap_or(Question::Painkillers)
    }

    /// What was answered so far.
    pub const fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The day on which it is asked.
    pub const fn today(&self) -> NaiveDate {
        self.today
    }

    /// The first line to show, so that the lines `from` to `to` of the marked question are in sight.
    pub fn top(&self, (from, to): (usize, usize), height: usize, all: usize) -> usize {
        let top = self.top.get().min(from).max(to.saturating_sub(height));
        self.top.set(top.min(all.saturating_sub(height)));
        self.top.get()
    }

    /// These stand on the screen as a whole.
    pub fn show(&self, questions: impl Iterator<Item = Question>) {
        let mut seen = self.seen.get();
        for question in questions {
            if let Some(one) = seen.get_mut(question as usize) {
                *one = true;
            }
        }
        self.seen.set(seen);
    }

    fn has_seen(&self, question: Question) -> bool {
        self.seen.get().get(question as usize).is_some_and(|seen| *seen)
    }

    /// A yes to the marked question.
    fn yes(&self) -> Option<Answer> {
        Some(self.profile.yes(self.marked(), self.today))
    }

    fn toggle(&mut self, line: u8) -> Turn {
        let Some(number) = usize::from(line).checked_sub(1).filter(|number| *number < Question::ALL.len()) else {
            return Turn::nothing();
        };
        self.cursor.mark(number);
        let is_yes = self.profile.holds(self.marked(), self.today);
        self.say(if is_yes { Some(Answer::No) } else { self.yes() })
    }

    /// Answers the marked question, and goes on to the next one.
    fn answer(&mut self, answer: Option<Answer>) -> Turn {
        let turn = self.say(answer);
        self.cursor.act(Action::Down, Question::ALL.len());
        turn
    }

    fn say(&mut self, answer: Option<Answer>) -> Turn {
        self.profile.set(self.marked(), answer);
        // What could not be read may have been a yes: a new file begins with every answer in it.
        if self.profile.is_unread {
            if self.unsaid(|_| true).is_some() {
                return Turn::draw();
            }
            self.profile = self.profile.with_no_to_the_rest(self.today);
        }
        self.kept(Turn::draw())
    }

    /// Another day for what happened on one. From a pregnancy a day makes a birth.
    fn move_day(&mut self, days: i64) -> Turn {
        let question = self.marked();
        if !question.has_day() || question == Question::Painkillers {
            return Turn::nothing();
        }
        let day = match self.profile.of(question) {
            Some(Answer::Since(day)) => day.checked_add_signed(chrono::TimeDelta::days(days)),
            Some(Answer::Yes) => Some(self.today),
            _ => return Turn::nothing(),
        };
        // What is still to come did not happen.
        day.map_or_else(Turn::nothing, |day| self.say(Some(Answer::Since(day.min(self.today)))))
    }

    /// The first of those questions without an answer, by its number from 0.
    fn unsaid(&self, of: impl Fn(Question) -> bool) -> Option<usize> {
        Question::ALL.into_iter().position(|question| self.profile.of(question).is_none() && of(question))
    }

    /// What was not said is a no: so much was asked. Nobody was asked what has not been on the screen: that comes first.
    /// Where the file cannot be read nothing is a no unsaid.
    fn finish(&mut self) -> Turn {
        let is_open = |question: Question| self.profile.is_unread || !self.has_seen(question);
        if let Some(number) = self.unsaid(is_open) {
            self.cursor.mark(number);
            self.top.set(usize::MAX);
            return Turn::draw();
        }
        self.profile = self.profile.with_no_to_the_rest(self.today);
        self.kept(Turn::go(Go::Home))
    }

    /// Nothing more is said now, and nothing more is asked on this day.
    fn put_off(&mut self) -> Turn {
        if self.profile.is_unread {
            return Turn::go(Go::Home);
        }
        self.profile.asked = Some(self.today);
        self.kept(Turn::go(Go::Home))
    }

    fn kept(&mut self, turn: Turn) -> Turn {
        let before = std::mem::replace(&mut self.kept, self.profile);
        turn.with(Effect::KeepHealth { before, after: self.profile })
    }
}
