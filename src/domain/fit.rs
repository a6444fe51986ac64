//! A routine otherwise than on paper, for one day: fitted to the minutes there are, steps left out, doses scaled. The
//! file is not touched.
//!
//! ```text
//! routine + adjustment ─> steps left out, doses scaled ─> shortened until it fits ─> plan, and what is otherwise in it
//! ```
//!
//! When time is short, the steps of priority 3 are shortened first and then go, the last one first. Then all doses shrink
//! together toward the least that is worth doing, and rounds go only where that is not enough. Then the steps of priority 2 go, the last one first, and
//! then those of priority 1; what stays gets as much of its dose back as there is time for. One step always stays, at
//! its least. Sides are shortened alike.

mod ladder;
mod shrink;
mod words;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::time::Duration;

use super::catalogue;
use super::health::{Guard, Outlook, Verdict};
use super::order;
use super::plan::{Choice, Plan};
use super::record::Fitted;
use super::routine::{Routine, Step, Work};
use super::text::Clean;
use ladder::Ladder;
use shrink::Shrink;

/// The minutes that can be asked for.
pub const MINUTES: RangeInclusive<u32> = 1..=240;
/// All doses together, in percent of what is on paper.
pub const PERCENT: RangeInclusive<u32> = 50..=150;
/// How far one press changes all doses, in percent.
pub const PERCENT_STEP: u32 = 10;

/// What a person wishes for today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Adjustment {
    /// How many minutes there are, 1 to 240; none for as many as it takes.
    pub minutes: Option<u32>,
    /// All doses, in percent of what is on paper, 50 to 150.
    pub percent: u32,
    /// The steps that are left out, by their number among all that are not sets, from 0.
    pub without: BTreeSet<usize>,
    /// What the health profile says of this day.
    pub guard: Guard,
}

impl Default for Adjustment {
    fn default() -> Self {
        Self { minutes: None, percent: 100, without: BTreeSet::new(), guard: Guard::default() }
    }
}

impl Adjustment {
    /// So many minutes, and all else as on paper.
    pub fn minutes(minutes: u32) -> Self {
        Self { minutes: Some(minutes), ..Self::default() }
    }
}

/// How much of a step is done on each side.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dose {
    /// The work of one round; never a set.
    pub work: Work,
    /// How many rounds, with those of the sets it lies in.
    pub rounds: u32,
}

/// A step of the routine that is not a set, as it is done today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StepToday {
    /// What it is called.
    pub name: Clean,
    /// In how many sets it lies.
    pub depth: usize,
    /// How much is on paper.
    pub paper: Dose,
    /// How much today; nothing where it is left out.
    pub today: Option<Dose>,
    /// Whether it is for a side that is worked today.
    pub lives: bool,
    /// What the health profile says of it; nothing where it is as light as that on paper.
    pub verdict: Verdict,
}

impl StepToday {
    /// Whether it is done today, and otherwise than on paper.
    pub fn is_changed(&self) -> bool {
        self.lives && self.today.as_ref().is_some_and(|today| *today != self.paper)
    }

    /// Whether it would be done today and is left out.
    pub const fn is_left_out(&self) -> bool {
        self.lives && self.today.is_none()
    }
}

/// A routine as it is done today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fit {
    /// What will be lived; it says of itself if it is not as on paper.
    pub plan: Plan,
    /// Every step of the routine that is not a set, in its order.
    pub steps: Vec<StepToday>,
    /// All doses, in percent of what is on paper: less than was wished where a session would become too long.
    pub percent: u32,
    /// It takes longer than was asked for: what is left is the least that is worth doing.
    pub over: bool,
    /// What the health profile says of the routine.
    pub outlook: Outlook,
}

impl Fit {
    /// What becomes of `routine` today. The minutes and the percentage of an adjustment count as far as they are in range.
    pub fn new(routine: &Routine, choice: Choice, adjust: &Adjustment) -> Self {
        let minutes = adjust.minutes.map(|minutes| minutes.clamp(*MINUTES.start(), *MINUTES.end()));
        let mut percent = adjust.percent.clamp(*PERCENT.start(), *PERCENT.end());
        let outlook = match adjust.guard.is_clear() {
            true => Outlook::default(),
            false => adjust.guard.outlook(&catalogue::deeds(&Plan::unroll(routine, choice))),
        };
        let said = choice.level;
        let (routine, verdicts) = guarded(routine, &adjust.guard, choice);
        let hidden = verdicts.iter().enumerate().filter(|(_, verdict)| verdict.is_hidden()).map(|(number, _)| number);
        let choice = Choice { level: adjust.guard.level(said), ..choice };
        let without = order::set(adjust.without.iter().copied().chain(hidden));
        let (shrink, today) = loop {
            let shrink = Shrink::new(&routine, choice, (percent, &without));
            let today = shrink.fit(minutes);
            if percent <= 100 || shrink.routine(&today).check_size().is_ok() || shrink.is_empty(&today) {
                break (shrink, today);
            }
            percent = percent.saturating_sub(PERCENT_STEP).max(100);
        };
        let mut steps = shrink.steps(&today);
        steps.iter_mut().zip(verdicts).for_each(|(step, verdict)| step.verdict = verdict);
        let mut plan = Plan::unroll(&shrink.routine(&today), choice);
        // Its steps are as light as they are to be; the plan keeps the level that the day has without the health profile.
        plan.choice.level = said;
        let changed = steps.iter().any(|step| step.is_changed() || step.is_left_out());
        let names = |is: &dyn Fn(&StepToday) -> bool| -> Vec<Clean> {
            steps.iter().filter(|step| is(step)).map(|step| step.name.clone()).collect()
        };
        plan.fitted = changed.then(|| {
            Box::new(Fitted {
                minutes,
                percent: (percent != 100).then_some(percent),
                left_out: names(&|step| step.is_left_out() && !step.verdict.is_hidden()),
                for_health: names(&|step| step.is_left_out() && step.verdict.is_hidden()),
                rule: None,
            })
        });
        let over = minutes.is_some_and(|minutes| plan.total() > length(minutes));
        Self { plan, steps, percent, over, outlook }
    }

    /// Becomes what is left of a routine whose file says something else by now. What the person left out stays out by its
    /// name; whether all of it does.
    pub fn renew(&mut self, routine: &Routine, choice: Choice, adjust: &mut Adjustment) -> bool {
        let names: Vec<Clean> = self.steps.iter().map(|step| step.name.clone()).collect();
        // Of steps that are called alike, which one.
        let calls = |names: &[Clean], at: usize| {
            let name = names.get(at)?.clone();
            let nth = names.iter().take(at).filter(|one| **one == name).count();
            Some((name, nth))
        };
        let left_out: Vec<_> = adjust.without.iter().filter_map(|at| calls(&names, *at)).collect();
        *self = Self::new(routine, choice, adjust);
        let names: Vec<Clean> = self.steps.iter().map(|step| step.name.clone()).collect();
        let is_out = |at: &usize| calls(&names, *at).is_some_and(|called| left_out.contains(&called));
        adjust.without = (0..names.len()).filter(is_out).collect();
        *self = Self::new(routine, choice, adjust);
        adjust.without.len() == left_out.len()
    }

    /// The steps that are left out, by the person or because time is short.
    pub fn left_out(&self) -> impl Iterator<Item = &StepToday> {
        self.steps.iter().filter(|step| step.is_left_out())
    }

    /// The steps that are done otherwise than on paper.
    pub fn changed(&self) -> impl Iterator<Item = &StepToday> {
        self.steps.iter().filter(|step| step.is_changed())
    }
}

/// The routine with the limits that the health profile leaves, and what it says of every step that is not a set.
fn guarded<'r>(routine: &'r Routine, guard: &Guard, choice: Choice) -> (Cow<'r, Routine>, Vec<Verdict>) {
    fn soften(steps: &mut [Step], guard: &Guard, choice: Choice, verdicts: &mut Vec<Verdict>) {
        for step in steps {
            if let Work::Set(inner) = &mut step.work {
                soften(inner, guard, choice, verdicts);
                continue;
            }
            let mut verdict = guard.judge_step(step);
            if let Verdict::Softened(softer, _) = verdict {
                let (own, limit) = (step.limit.map(|own| own.min(choice.limit())), softer.limit(choice));
                match own {
                    Some(own) if own <= limit => verdict = Verdict::Allowed,
                    _ => step.limit = Some(limit),
                }
            }
            verdicts.push(verdict);
        }
    }
    if guard.is_clear() {
        return (Cow::Borrowed(routine), Vec::new());
    }
    let (mut routine, mut verdicts) = (routine.clone(), Vec::new());
    soften(&mut routine.steps, guard, choice, &mut verdicts);
    (Cow::Owned(routine), verdicts)
}

/// So many minutes.
fn length(minutes: u32) -> Duration {
    Duration::from_secs(u64::from(minutes) * 60)
}

/// Every step that is not a set, with the sets it lies in, the outermost first.
pub(super) fn leaves(steps: &[Step]) -> Vec<(&Step, Vec<&Step>)> {
    fn collect<'r>(steps: &'r [Step], sets: &[&'r Step], leaves: &mut Vec<(&'r Step, Vec<&'r Step>)>) {
        for step in steps {
            match &step.work {
                Work::Set(inner) => collect(inner, &[sets, &[step]].concat(), leaves),
                _ => leaves.push((step, sets.to_vec())),
            }
        }
    }
    let mut all = Vec::new();
    collect(steps, &[], &mut all);
    all
}
