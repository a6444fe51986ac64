//! A routine adapted for today before it begins: steps left out, sides, all doses, the minutes there are. The file is not
//! touched.

use std::time::Duration;

use crate::domain::body::Feet;
use crate::domain::fit::{Adjustment, Fit, MINUTES, PERCENT, PERCENT_STEP, StepToday};
use crate::domain::health::{Because, Guard, Verdict};
use crate::domain::plan::{Choice, Plan};
use crate::domain::routine::Routine;
use crate::ui::effect::{Go, Turn, Wanted};
use crate::ui::field::Field;
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::Cursor;

/// The most digits that minutes have.
const DIGITS: usize = 3;

/// The minutes being typed.
#[derive(Clone, Debug)]
struct Typing {
    field: Field,
    /// What they were before.
    before: Option<u32>,
    /// They were all that was asked for: what comes after them is the session.
    leads_on: bool,
}

/// The screen.
#[derive(Clone, Debug)]
pub struct Adapt {
    routine: Routine,
    usual: Feet,
    choice: Choice,
    adjust: Adjustment,
    fit: Fit,
    /// How long all of it takes, on the sides chosen.
    paper: Duration,
    cursor: Cursor,
    typing: Option<Typing>,
}

impl Adapt {
    /// `routine` as it is on paper, for these sides, but for what the health profile says.
    pub fn new(routine: Routine, (usual, choice): (Feet, Choice), guard: Guard) -> Self {
        let adjust = Adjustment { guard, ..Adjustment::default() };
        Self {
            fit: Fit::new(&routine, choice, &adjust),
            paper: Plan::unroll(&routine, choice).total(),
            routine,
            usual,
            choice,
            adjust,
            cursor: Cursor::default(),
            typing: None,
        }
    }

    /// The same, asking for the minutes first and for nothing else.
    #[must_use]
    pub fn asking_minutes(mut self) -> Self {
        self.type_minutes(true);
        self
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        if self.typing.is_some() { Scope::Minutes } else { Scope::Adapt }
    }

    /// Takes in what the file says by now; nothing where that is the same, else whether all that was left out
    /// still is.
    pub fn renew(&mut self, routine: Routine) -> Option<bool> {
        if routine.id != self.routine.id || routine == self.routine {
            return None;
        }
        self.paper = Plan::unroll(&routine, self.choice).total();
        self.routine = routine;
        let all = self.fit.renew(&self.routine, self.choice, &mut self.adjust);
        if self.cursor.marked() >= self.fit.steps.len() {
            self.cursor = Cursor::default();
        }
        Some(all)
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action) -> Turn {
        if self.typing.is_some() {
            return self.while_typing(action);
        }
        match action {
            Action::Back => Turn::go(Go::Home),
            Action::Open => self.start(),
            Action::Minutes => self.type_minutes(false),
            Action::Toggle => {
                let marked = self.cursor.marked();
                if self.held().is_some() {
                    return Turn::draw();
                }
                if !self.adjust.without.remove(&marked) {
                    self.adjust.without.insert(marked);
                }
                self.refit()
            }
            Action::Longer => self.scale(self.adjust.percent.saturating_add(PERCENT_STEP)),
            Action::Shorter => self.scale(self.adjust.percent.saturating_sub(PERCENT_STEP)),
            Action::Sides => {
                self.choice = self.choice.with_next_sides(self.usual);
                self.paper = Plan::unroll(&self.routine, self.choice).total();
                self.refit()
            }
            Action::Restart => {
                self.adjust = Adjustment { guard: self.adjust.guard, ..Adjustment::default() };
                self.refit()
            }
            action if self.cursor.act(action, self.fit.steps.len()) => Turn::draw(),
            _ => Turn::nothing(),
        }
    }

    /// Types a digit of the minutes.
    pub fn type_letter(&mut self, letter: char) -> Turn {
        let Some(typing) = &mut self.typing else { return Turn::nothing() };
        if !letter.is_ascii_digit() || typing.field.text().len() >= DIGITS {
            return Turn::nothing();
        }
        typing.field.type_letter(letter);
        self.take_minutes()
    }

    fn while_typing(&mut self, action: Action) -> Turn {
        let out_of_range = self.is_out_of_range();
        let Some(typing) = &mut self.typing else { return Turn::nothing() };
        let leads_on = typing.leads_on;
        match action {
            Action::Open if out_of_range => Turn::draw(),
            Action::Open => {
                self.typing = None;
                if leads_on { self.start() } else { Turn::draw() }
            }
            Action::Back if leads_on => Turn::go(Go::Home),
            Action::Back => {
                self.adjust.minutes = typing.before;
                self.typing = None;
                self.refit()
            }
            action if typing.field.act(action) => self.take_minutes(),
            _ => Turn::nothing(),
        }
    }

    fn type_minutes(&mut self, leads_on: bool) -> Turn {
        self.typing = Some(Typing { field: Field::default(), before: self.adjust.minutes, leads_on });
        self.adjust.minutes = None;
        self.refit()
    }

    /// What is typed counts at once: what becomes of the routine is seen beside it.
    fn take_minutes(&mut self) -> Turn {
        self.adjust.minutes = self.typed().filter(|minutes| MINUTES.contains(minutes));
        self.refit()
    }

    fn typed(&self) -> Option<u32> {
        self.typing.as_ref().and_then(|typing| typing.field.text().parse().ok())
    }

    /// Whether a number is typed that no session has.
    pub fn is_out_of_range(&self) -> bool {
        self.typed().is_some_and(|minutes| !MINUTES.contains(&minutes))
    }

    fn scale(&mut self, percent: u32) -> Turn {
        self.adjust.percent = percent.clamp(*PERCENT.start(), *PERCENT.end());
        self.refit()
    }

    fn refit(&mut self) -> Turn {
        self.fit = Fit::new(&self.routine, self.choice, &self.adjust);
        self.adjust.percent = self.fit.percent;
        Turn::draw()
    }

    fn start(&self) -> Turn {
        if self.fit.plan.is_empty() {
            return Turn::draw();
        }
        let (routine, choice, adjust) = (self.routine.clone(), self.choice, self.adjust.clone());
        Turn::go(Go::Before(Box::new(Wanted { routine, choice, adjust })))
    }

    /// The routine.
    pub const fn routine(&self) -> &Routine {
        &self.routine
    }

    /// What becomes of it today.
    pub const fn fit(&self) -> &Fit {
        &self.fit
    }

    /// How it is adapted.
    pub const fn adjustment(&self) -> &Adjustment {
        &self.adjust
    }

    /// How long all of it takes on the sides chosen.
    pub const fn paper(&self) -> Duration {
        self.paper
    }

    /// Which step is marked.
    pub const fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// The step that is marked, where the health profile leaves it out, and why: it is not for a key here to take it in.
    pub fn held(&self) -> Option<(&StepToday, Because)> {
        let step = self.fit.steps.get(self.cursor.marked())?;
        match step.verdict {
            Verdict::Hidden(because) if step.lives => Some((step, because)),
            _ => None,
        }
    }

    /// The minutes being typed.
    pub fn field(&self) -> Option<&Field> {
        self.typing.as_ref().map(|typing| &typing.field)
    }
}
