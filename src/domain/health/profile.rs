//! The answers, and what of them holds on a day.

use std::fmt;

use chrono::{Days, Months, NaiveDate};

use super::question::{Because, Question};
use super::rules::Guard;
use crate::domain::time::Now;

/// Months after which the questions are worth another look.
pub const MONTHS: Months = Months::new(3);

/// Days for which questions that were put away are not spoken of.
const PUT_OFF: Days = Days::new(7);

/// What was answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// No.
    No,
    /// Yes, until it is changed.
    Yes,
    /// Yes, since this day; some of it ends by itself.
    Since(NaiveDate),
    /// Yes, and a clinician has agreed to massage and stretches.
    Agreed,
}

/// Why a word is no answer to a question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoAnswer(String);

impl fmt::Display for NoAnswer {
    /// As it follows the question's word: `is yes, no, or …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Answer {
    /// The answer that `word` is to `question`: `yes`, `no`, `agreed`, or the day on which it happened.
    ///
    /// # Errors
    /// Says which words can be an answer to it.
    pub fn read(question: Question, word: &str) -> Result<Self, NoAnswer> {
        match word {
            "no" => Ok(Self::No),
            "yes" if question != Question::Painkillers => Ok(Self::Yes),
            "agreed" if question.can_be_agreed() => Ok(Self::Agreed),
            word => word
                .parse()
                .ok()
                .filter(|_| question.has_day())
                .map(Self::Since)
                .ok_or_else(|| NoAnswer(Self::expected(question))),
        }
    }

    /// What can be answered: `yes or no`, `yes, no, or the day it was given, like 2026-11-20`.
    pub fn expected(question: Question) -> String {
        let day = match question {
            Question::Painkillers => return "no, or the day they were taken, like 2026-11-20".to_owned(),
            Question::Surgery => "or the day it happened, like 2026-11-20".to_owned(),
            question if question.has_day() => format!("or the day it was {}, like 2026-11-20", question.event()),
            _ => String::new(),
        };
        match (question.can_be_agreed(), day.as_str()) {
            (false, "") => "yes or no".to_owned(),
            (true, "") => "yes, no or agreed (a clinician has agreed)".to_owned(),
            (false, day) => format!("yes, no, {day}"),
            (true, day) => format!("yes, no, agreed (a clinician has agreed), {day}"),
        }
    }
}

impl fmt::Display for Answer {
    /// As it is written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::No => f.write_str("no"),
            Self::Yes => f.write_str("yes"),
            Self::Since(day) => write!(f, "{day}"),
            Self::Agreed => f.write_str("agreed"),
        }
    }
}

/// What a person said of their health.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Profile {
    answers: [Option<Answer>; Question::ALL.len()],
    /// When the questions were last gone through, or put away.
    pub asked: Option<NaiveDate>,
    /// There is a file, and it cannot be understood.
    pub is_unread: bool,
}

impl Profile {
    /// One that cannot be understood.
    pub fn unread() -> Self {
        Self { is_unread: true, ..Self::default() }
    }

    /// What was answered; nothing where nothing was.
    pub const fn of(&self, question: Question) -> Option<Answer> {
        self.answers[question as usize]
    }

    /// Answers a question, or takes the answer back.
    pub const fn set(&mut self, question: Question, answer: Option<Answer>) {
        self.answers[question as usize] = answer;
    }

    /// The same, gone through on this day: what is not said is a no.
    #[must_use]
    pub fn with_no_to_the_rest(mut self, today: NaiveDate) -> Self {
        self.answers.iter_mut().for_each(|answer| *answer = answer.or(Some(Answer::No)));
        (self.asked, self.is_unread) = (Some(today), false);
        self
    }

    /// The same with what somebody answered: what became of `before` until it was `after`. What was answered elsewhere
    /// meanwhile stays, also where a no was made here of what nobody had said.
    #[must_use]
    pub fn changed(mut self, before: &Self, after: &Self) -> Self {
        for question in Question::ALL {
            let (was, is) = (before.of(question), after.of(question));
            let is_no_of_nothing = was.is_none() && is == Some(Answer::No) && self.of(question).is_some();
            if was != is && !is_no_of_nothing {
                self.set(question, is);
            }
        }
        if before.asked != after.asked {
            self.asked = after.asked;
        }
        self.is_unread &= after.is_unread;
        self
    }

    /// Whether nothing was ever answered or put away.
    pub const fn is_new(&self) -> bool {
        !self.is_unread && self.asked.is_none() && self.is_unsaid()
    }

    /// Whether no question is answered but the one of each day.
    pub const fn is_unsaid(&self) -> bool {
        let mut at = 0;
        while at < self.answers.len() {
            if at != Question::Painkillers as usize && self.answers[at].is_some() {
                return false;
            }
            at += 1;
        }
        true
    }

    /// Whether every question is answered but, perhaps, the one of each day.
    pub fn is_answered(&self) -> bool {
        let mut asked = Question::ALL.into_iter().filter(|one| *one != Question::Painkillers);
        asked.all(|one| self.of(one).is_some())
    }

    /// Whether the questions are worth a look: they were never gone through, or not in the last three months; or they
    /// were put away a week ago, and none is answered.
    pub fn is_due(&self, today: NaiveDate) -> bool {
        let again = |day: NaiveDate| match self.is_unsaid() {
            true => day.checked_add_days(PUT_OFF),
            false => day.checked_add_months(MONTHS),
        };
        !self.is_unread && self.asked.is_none_or(|day| again(day).is_some_and(|again| again <= today))
    }

    /// Whether the answer to `question` is a yes that holds on this day.
    pub fn holds(&self, question: Question, today: NaiveDate) -> bool {
        match self.of(question) {
            None | Some(Answer::No | Answer::Agreed) => false,
            Some(Answer::Yes) => true,
            // Painkillers are a matter of the day. What was taken after midnight has the date of the day to come, and
            // holds through the rest of the night as well.
            Some(Answer::Since(day)) if question == Question::Painkillers => {
                day == today || day.pred_opt() == Some(today)
            }
            Some(Answer::Since(day)) => question.ends(day).is_none_or(|end| today < end),
        }
    }

    /// A yes to `question` on this day of the calendar: it is about this day, where it is about one and nothing else is
    /// known.
    pub fn yes(&self, question: Question, date: NaiveDate) -> Answer {
        match self.of(question) {
            // A birth on this very day is what one key made of a pregnancy: a yes takes it back.
            Some(Answer::Since(day)) if question == Question::Pregnancy && day == date => Answer::Yes,
            // A day that has ended by itself is not the one of today's yes.
            Some(answer @ (Answer::Yes | Answer::Since(_))) if self.holds(question, date) => answer,
            _ if question == Question::Pregnancy || !question.has_day() => Answer::Yes,
            _ => Answer::Since(date),
        }
    }

    /// Strong painkillers now, or none after all: what is taken after midnight counts for the day to come too. A profile
    /// that cannot be read is as careful as it can be.
    pub fn toggle_painkillers(&mut self, now: Now) {
        let taken = self.holds(Question::Painkillers, now.today());
        self.set(Question::Painkillers, Some(if taken { Answer::No } else { Answer::Since(now.date()) }));
    }

    /// The first day on which a yes no longer holds; none where it has no end.
    pub fn until(&self, question: Question) -> Option<NaiveDate> {
        match self.of(question) {
            Some(Answer::Since(day)) => question.ends(day),
            _ => None,
        }
    }

    /// What of it holds on a day.
    pub fn guard(&self, today: NaiveDate) -> Guard {
        let all = |is: &dyn Fn(Question) -> bool| {
            let those = Question::ALL.into_iter().filter(|one| is(*one));
            those.fold(Because::NONE, |all, one| all.and(Because::one(one)))
        };
        let holds = all(&|one| self.holds(one, today));
        let agreed = all(&|one| self.of(one) == Some(Answer::Agreed));
        // What can be read of it counts as well: surgery allows no session, and nothing unread does more than any answer.
        let holds = if self.is_unread { holds.and(Guard::CAREFUL.holds()) } else { holds };
        Guard { holds, agreed }
    }

    /// Takes back what has ended by itself; which questions that were about, so that it is said once. Painkillers of
    /// another day are nothing to speak of.
    pub fn settle(&mut self, today: NaiveDate) -> Vec<Question> {
        let mut ended = Vec::new();
        // A file with a mistake in it stays as it is.
        if self.is_unread {
            return ended;
        }
        for question in Question::ALL {
            let Some(Answer::Since(day)) = self.of(question) else { continue };
            if question.ends(day).is_some_and(|end| end <= today) {
                self.set(question, Some(Answer::No));
                ended.push(question);
            }
        }
        ended.retain(|question| *question != Question::Painkillers);
        ended
    }
}
