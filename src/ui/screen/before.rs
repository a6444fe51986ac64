//! Before a session: five questions, then pain now for each foot, what the file offers instead on a sore day, and the
//! sides for today.

mod instead;

use crate::domain::body::Feet;
use crate::domain::care::{flag, flagged, flags};
use crate::domain::catalogue::Entry;
use crate::domain::fit::{Adjustment, Fit};
use crate::domain::health::{Guard, Profile, Question};
use crate::domain::limits::Limits;
use crate::domain::plan::{Choice, Plan};
use crate::domain::record::{Fact, FactId, PainKind, RedFlags, Ruled, What, new_id};
use crate::domain::routine::{Routine, RoutineId};
use crate::domain::time::Now;
use crate::ui::effect::{Claim, Effect, Go, Ready, Turn};
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::Scroll;
use crate::ui::rating::Ratings;
use instead::Other;
pub use instead::{GENTLE, Offer};

/// How far the questions have come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// The five questions.
    Check,
    /// At least one yes: advice instead of a session, and pain can be kept.
    Stopped,
    /// The health profile speaks against it.
    Held,
    /// Ready to begin.
    Ready,
}

/// The screen.
#[derive(Clone, Debug)]
pub struct Before {
    routine: Routine,
    adjust: Adjustment,
    fit: Fit,
    usual: Feet,
    choice: Choice,
    stage: Stage,
    /// The questions are wanted.
    check: bool,
    /// What was said of one's health.
    health: Profile,
    /// What of it holds, whether or not it is to count this once.
    guard: Guard,
    yes: [bool; 5],
    /// What was said of that on this day already.
    flagged: Vec<Fact>,
    session: FactId,
    ratings: Ratings,
    /// The routines there are: what a rule offers.
    others: Vec<Other>,
    /// Those that are offered no more: whose place was taken here, and what there is no session of today.
    out: Vec<RoutineId>,
    /// The rule that is being followed, while the routine it offers is read; then the one that was.
    follows: Option<Ruled>,
    ruled: Option<Ruled>,
    /// The rules of this routine that were shown and refused.
    refused: Vec<Ruled>,
    limits: Limits,
    /// How far the advice is read, where it is longer than the window.
    scroll: Scroll,
}

impl Before {
    /// Prepares a session of `routine`.
    pub fn new(routine: Routine, (usual, choice): (Feet, Choice), check: bool, now: Now) -> Self {
        let session = new_id(now.wall);
        Self {
            adjust: Adjustment::default(),
            fit: Fit::new(&routine, choice, &Adjustment::default()),
            routine,
            usual,
            choice,
            stage: if check { Stage::Check } else { Stage::Ready },
            check,
            health: Profile::default(),
            guard: Guard::default(),
            yes: [false; 5],
            flagged: Vec::new(),
            session,
            ratings: Ratings::new(choice.sore, PainKind::NowBefore, Some(session)),
            others: Vec::new(),
            out: Vec::new(),
            follows: None,
            ruled: None,
            refused: Vec::new(),
            limits: Limits::DEFAULT,
            scroll: Scroll::default(),
        }
    }

    /// The same, by these bands.
    #[must_use]
    pub fn by(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// By which bands pain is judged.
    pub const fn limits(&self) -> Limits {
        self.limits
    }

    /// The same, where these routines are there to be offered by a rule.
    #[must_use]
    pub fn among<'a>(mut self, entries: impl Iterator<Item = &'a Entry>) -> Self {
        self.others = entries.filter_map(Other::of).collect();
        self
    }

    /// Takes in what the file says by now; nothing where that is the same, else whether all that was left out
    /// still is.
    pub fn renew(&mut self, routine: Routine) -> Option<bool> {
        if routine.id != self.routine.id || routine == self.routine {
            return None;
        }
        self.routine = routine;
        let all = self.fit.renew(&self.routine, self.choice, &mut self.adjust);
        if !self.is_anyway() {
            self.hold();
        }
        Some(all)
    }

    /// The same routine otherwise than on paper, as is wished for today.
    #[must_use]
    pub fn adjusted(mut self, adjust: Adjustment) -> Self {
        self.guard = adjust.guard;
        self.adjust = adjust;
        self.refit();
        self.hold();
        self
    }

    /// The same, with what was said of one's health, which painkillers add to.
    #[must_use]
    pub const fn knowing(mut self, health: Profile) -> Self {
        self.health = health;
        self
    }

    /// Strong painkillers today, or none after all: that is kept, and counts at once.
    fn take_painkillers(&mut self, now: Now) -> Turn {
        if self.health.is_unread {
            return Turn::nothing();
        }
        let (before, mut after) = (self.health, self.health);
        after.toggle_painkillers(now);
        let anyway = self.is_anyway();
        self.learn(after, now);
        if anyway {
            // As on paper was said before they were named: they make it lighter all the same.
            self.adjust.guard = self.guard.only(Question::Painkillers);
            self.refit();
        }
        Turn::draw().with(Effect::KeepHealth { before, after })
    }

    /// Takes in what was said of one's health: it counts at once.
    pub fn learn(&mut self, health: Profile, now: Now) {
        let anyway = self.is_anyway();
        self.health = health;
        self.guard = health.guard(now.today());
        if !anyway {
            self.adjust.guard = self.guard;
        }
        self.refit();
        if !anyway {
            self.hold();
        }
    }

    /// Whether there are strong painkillers today; nothing where that changes nothing.
    pub fn painkillers(&self) -> Option<bool> {
        (!self.health.is_unread).then(|| self.guard.holds().has(Question::Painkillers))
    }

    /// The same, with what was said of this day: a yes of today is asked about again, whoever wants questions or not.
    #[must_use]
    pub fn flagged(mut self, facts: &[Fact], now: Now) -> Self {
        self.flagged = flagged(facts, now).cloned().collect();
        self.yes = flags(&self.flagged, now).answers();
        if self.stage == Stage::Ready {
            self.stage = self.first();
        }
        self
    }

    /// Whether one of the questions was answered with a yes today, before this page was opened or on it.
    pub const fn is_flagged(&self) -> bool {
        !self.flagged.is_empty()
    }

    /// Whether there are questions: they are wanted, or one of them was answered with a yes today.
    pub const fn asks(&self) -> bool {
        self.check || self.is_flagged()
    }

    /// What comes first.
    const fn first(&self) -> Stage {
        if self.asks() { Stage::Check } else { Stage::Ready }
    }

    /// Whether steps are left out for one's health: they are named before the session, whoever wants questions or not.
    pub const fn leaves_out(&self) -> bool {
        !self.fit.outlook.hidden.is_empty()
    }

    /// What of the health profile holds, whether or not it is to count this once.
    pub const fn guard(&self) -> Guard {
        self.guard
    }

    /// Goes no further where the health profile speaks against it.
    fn hold(&mut self) {
        if self.fit.outlook.is_hidden() {
            self.stage = Stage::Held;
        }
    }

    /// Whether the health profile speaks against it.
    pub fn is_held(&self) -> bool {
        self.stage == Stage::Held
    }

    /// Whether it is done as on paper, whatever the health profile says.
    pub fn is_anyway(&self) -> bool {
        self.adjust.guard != self.guard
    }

    fn refit(&mut self) {
        self.fit = Fit::new(&self.routine, self.choice, &self.adjust);
    }

    /// Where its keys are in the table.
    pub fn scope(&self) -> Scope {
        match (self.stage, self.ratings.feet()) {
            (Stage::Check, _) => Scope::Check,
            (Stage::Held, _) if self.fit.outlook.log_only => Scope::LogOnly,
            (Stage::Held, _) => Scope::Held,
            (Stage::Stopped, Feet::Both) => Scope::Stopped,
            (Stage::Stopped, _) => Scope::StoppedOne,
            (Stage::Ready, _) if self.offer().is_some() => Scope::BeforeRuled,
            (Stage::Ready, Feet::Both) => Scope::Before,
            (Stage::Ready, _) => Scope::BeforeOne,
        }
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action, now: Now) -> Turn {
        match (self.stage, action) {
            (_, Action::Back) => Turn::go(Go::Home),
            (_, Action::Health) => Turn::go(Go::Health),
            (Stage::Check, Action::Painkillers) => self.take_painkillers(now),
            (Stage::Held | Stage::Ready, Action::Anyway) => self.change_anyway(),
            (Stage::Check, Action::Number(line)) => self.answer(line),
            (Stage::Check, Action::Open) => self.take_answers(now),
            (Stage::Stopped, Action::Clear) => {
                self.stage = Stage::Check;
                Turn::draw()
            }
            (Stage::Stopped, action) if self.scroll.act(action) => Turn::draw(),
            (Stage::Ready, Action::Open) if self.offer().is_some() => self.follow_rule(),
            (Stage::Ready, Action::Stay) if self.offer().is_some() => self.refuse_rule(),
            (Stage::Ready, Action::Open) if self.fit.plan.is_empty() => Turn::draw(),
            (Stage::Ready, Action::Open) => self.claim(),
            (Stage::Ready, Action::Sides) => {
                self.choice = self.choice.with_next_sides(self.usual);
                self.ratings.ask(self.choice.sore);
                self.refit();
                Turn::draw()
            }
            (Stage::Ready, Action::Gentle) if self.offers_gentle() => match RoutineId::new(GENTLE) {
                Ok(id) => Turn::draw().with(Effect::Load(id)),
                Err(_) => Turn::nothing(),
            },
            (Stage::Ready, action) if self.scroll.act(action) => Turn::draw(),
            (Stage::Held, _) if !self.fit.outlook.log_only => Turn::nothing(),
            (Stage::Stopped | Stage::Held | Stage::Ready, action) => self.ratings.update(action, now),
            _ => Turn::nothing(),
        }
    }

    /// This once as on paper, or again as the health profile says. Where that allows no session at all there is none.
    fn change_anyway(&mut self) -> Turn {
        if self.guard.is_clear() || self.guard.is_log_only() {
            return Turn::nothing();
        }
        self.adjust.guard = if self.is_anyway() { self.guard } else { Guard::default() };
        self.refit();
        if self.is_held() {
            self.stage = self.first();
            return self.at_once().unwrap_or_else(Turn::draw);
        }
        self.hold();
        Turn::draw()
    }

    /// As on paper: so it was said before anything was asked. What was `prepared` stands where there is no session.
    pub fn go_on_anyway(&mut self, prepared: Turn) -> Turn {
        if self.guard.is_clear() || self.guard.is_log_only() {
            return prepared;
        }
        self.adjust.guard = Guard::default();
        self.refit();
        self.stage = self.first();
        self.at_once().unwrap_or(prepared)
    }

    /// Who wants no questions begins at once, where there is something to be done.
    fn at_once(&self) -> Option<Turn> {
        (!self.asks() && !self.leaves_out() && !self.fit.plan.is_empty()).then(|| self.claim())
    }

    /// Begins, and asks to be the one running session.
    pub fn claim(&self) -> Turn {
        self.begin().with(Effect::Claim(Claim::Begin(self.session)))
    }

    /// Begins as the one running session.
    pub fn begin(&self) -> Turn {
        Turn::go(Go::Live(Box::new(Ready {
            session: self.session,
            plan: self.planned(),
            before: self.ratings.values(),
        })))
    }

    /// The plan, with the rule that was met before it.
    fn planned(&self) -> Plan {
        let mut plan = self.fit.plan.clone();
        if let Some(rule) = self.rule_met() {
            plan.fitted.get_or_insert_default().rule = Some(rule);
        }
        plan
    }

    /// The five answers stand: a yes is kept, and holds for the rest of the day; without any, what was said before is taken
    /// back.
    fn take_answers(&mut self, now: Now) -> Turn {
        let said = RedFlags::answered(self.yes);
        self.scroll.go_to(0);
        self.stage = if said.is_empty() { Stage::Ready } else { Stage::Stopped };
        let facts = flag(&self.flagged, said, now);
        if facts.is_empty() {
            return Turn::draw();
        }
        self.flagged.retain(|known| facts.iter().all(|fact| fact.id != known.id));
        self.flagged.extend(facts.iter().filter(|fact| fact.what != What::Removed).cloned());
        Turn::draw().with(Effect::Keep(facts))
    }

    fn answer(&mut self, line: u8) -> Turn {
        if let Some(answer) = usize::from(line).checked_sub(1).and_then(|line| self.yes.get_mut(line)) {
            *answer = !*answer;
        }
        Turn::draw()
    }

    /// The stage.
    pub const fn stage(&self) -> Stage {
        self.stage
    }

    /// The routine.
    pub const fn routine(&self) -> &Routine {
        &self.routine
    }

    /// The plan for today.
    pub const fn plan(&self) -> &Plan {
        &self.fit.plan
    }

    /// What of the routine is otherwise than on paper.
    pub const fn fit(&self) -> &Fit {
        &self.fit
    }

    /// The answers to the five questions.
    pub const fn answers(&self) -> &[bool; 5] {
        &self.yes
    }

    /// How far the advice is read.
    pub const fn scroll(&self) -> &Scroll {
        &self.scroll
    }

    /// Pain now.
    pub const fn ratings(&self) -> &Ratings {
        &self.ratings
    }
}
