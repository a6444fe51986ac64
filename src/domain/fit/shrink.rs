//! Makes a routine shorter until it fits.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::time::Duration;

use super::ladder::is_idle;
use super::{Dose, Ladder, StepToday, leaves, length};
use crate::domain::order;
use crate::domain::plan::{Choice, Plan};
use crate::domain::routine::{Routine, Step, Work};
use crate::domain::text::Clean;

/// Finer than this, doses that shrink together are told apart one by one.
const PARTS: usize = 1_000;

/// A step that is not a set.
struct Leaf {
    priority: u32,
    ladder: Ladder,
    /// It is for a side that is worked today.
    lives: bool,
    idle: bool,
}

/// A set.
struct Set {
    rounds: u32,
    /// The leaves in it, at any depth.
    leaves: std::ops::Range<usize>,
}

/// How much of everything is done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Today {
    kept: Vec<bool>,
    rungs: Vec<usize>,
    /// Rounds of each set.
    rounds: Vec<u32>,
}

/// A dose that can be larger or smaller.
#[derive(Clone, Copy)]
enum Knob {
    Leaf(usize),
    Set(usize),
}

/// A routine that is to become shorter.
pub struct Shrink<'r> {
    paper: &'r Routine,
    /// The same without texts, which only cost time here.
    bare: Routine,
    choice: Choice,
    leaves: Vec<Leaf>,
    sets: Vec<Set>,
    all: Today,
}

impl<'r> Shrink<'r> {
    /// A routine with so many percent of its doses, and without these steps.
    pub fn new(paper: &'r Routine, choice: Choice, (percent, without): (u32, &BTreeSet<usize>)) -> Self {
        let mut bare = paper.clone();
        (bare.goal, bare.when, bare.equipment, bare.sources, bare.meant) = Default::default();
        bare.steps.iter_mut().for_each(strip);
        let living = living(&bare, choice);
        let leaves: Vec<Leaf> = leaves(&paper.steps)
            .iter()
            .enumerate()
            .map(|(number, (step, sets))| Leaf {
                priority: step.priority.or_else(|| sets.iter().rev().find_map(|set| set.priority)).unwrap_or(2),
                ladder: Ladder::of(step, percent),
                lives: living.contains(&number),
                idle: is_idle(step),
            })
            .collect();
        let mut sets = Vec::new();
        number_sets(&paper.steps, &mut 0, &mut sets);
        let all = Today {
            kept: (0..leaves.len()).map(|number| !without.contains(&number)).collect(),
            rungs: leaves.iter().map(|leaf| leaf.ladder.top()).collect(),
            rounds: sets.iter().map(|set| set.rounds).collect(),
        };
        Self { paper, bare, choice, leaves, sets, all }
    }

    /// What is done in so many minutes; everything if they are enough or none are named.
    pub fn fit(&self, minutes: Option<u32>) -> Today {
        let Some(minutes) = minutes.filter(|minutes| self.total(&self.all) > length(*minutes)) else {
            return self.all.clone();
        };
        let mut best = self.within(length(minutes));
        let mut longest = self.total(&best);
        // A larger dose comes in one piece. More minutes never give less: what fits into fewer counts here too.
        for fewer in (1..minutes).rev() {
            if length(fewer) <= longest {
                break;
            }
            let other = self.within(length(fewer));
            let total = self.total(&other);
            if total > longest {
                (best, longest) = (other, total);
            }
        }
        best
    }

    /// The first of the ways to be short that fits, with as much as there is time for.
    fn within(&self, limit: Duration) -> Today {
        let mut today = self.all.clone();
        let mut going = self.going().into_iter();
        loop {
            let knobs = self.knobs(&today);
            let mut low = today.clone();
            for knob in &knobs {
                self.turn(&mut low, *knob, 0);
            }
            if self.total(&low) <= limit {
                return self.filled(self.with_rounds(&low, &knobs, limit), &knobs, limit);
            }
            match going.next() {
                Some(next) => today.kept[next] = false,
                None => return low,
            }
        }
    }

    /// The steps in the order in which they go. One with work to do stays, of the first priority there is; what prepares
    /// or ends stays where it is of priority 1, such as a look at the skin after cold.
    fn going(&self) -> Vec<usize> {
        let there = || (0..self.leaves.len()).filter(|number| self.all.kept[*number] && self.leaves[*number].lives);
        let stays = there().min_by_key(|number| {
            let leaf = &self.leaves[*number];
            (leaf.idle, leaf.priority, *number)
        });
        let goes = |number: &usize| {
            let leaf = &self.leaves[*number];
            Some(*number) != stays && !(leaf.idle && leaf.priority == 1)
        };
        let mut going: Vec<usize> = there().filter(goes).collect();
        order::by_key(&mut going, |number| Reverse((self.leaves[*number].priority, *number)));
        going
    }

    /// What may become shorter: as long as steps of priority 3 are there, only they; the first ones first.
    fn knobs(&self, today: &Today) -> Vec<Knob> {
        let priority = |number: usize| {
            let leaf = &self.leaves[number];
            (today.kept[number] && leaf.lives).then_some(leaf.priority)
        };
        let present = order::set((0..self.leaves.len()).filter_map(priority));
        let only_last = present.len() > 1 && present.contains(&3);
        let mut knobs: Vec<((u32, usize), Knob)> = Vec::new();
        for number in 0..self.leaves.len() {
            knobs.extend(priority(number).map(|priority| ((priority, number), Knob::Leaf(number))));
        }
        for (number, set) in self.sets.iter().enumerate() {
            let first = set.leaves.clone().filter_map(priority).min();
            knobs.extend(first.map(|priority| ((priority, set.leaves.start), Knob::Set(number))));
        }
        knobs.retain(|((priority, _), _)| !only_last || *priority == 3);
        order::by_key(&mut knobs, |(rank, _)| *rank);
        knobs.into_iter().map(|(_, knob)| knob).collect()
    }

    /// The least doses with as many rounds as fit beside them: rounds go one at a time, from where there are most of them,
    /// and of equally many the last ones first.
    fn with_rounds(&self, low: &Today, knobs: &[Knob], limit: Duration) -> Today {
        let numbered = knobs.iter().enumerate();
        let mut going: Vec<(u32, usize)> =
            numbered.flat_map(|(at, knob)| (2..=self.rounds(*knob)).map(move |round| (round, at))).collect();
        order::by_key(&mut going, |round| Reverse(*round));
        let without = |gone: usize| {
            let mut today = low.clone();
            for (at, knob) in knobs.iter().enumerate() {
                let left = going[gone..].iter().find(|(_, of)| *of == at).map_or(1, |(round, _)| *round);
                self.turn(&mut today, *knob, self.least_with(*knob, left));
            }
            today
        };
        let (mut first, mut fits) = (0, going.len());
        while first < fits {
            let middle = first.midpoint(fits);
            if self.total(&without(middle)) <= limit { fits = middle } else { first = middle + 1 }
        }
        without(fits)
    }

    /// From the least to as much as fits: all together, then one by one.
    fn filled(&self, low: Today, knobs: &[Knob], limit: Duration) -> Today {
        let together = |parts: usize| {
            let mut today = low.clone();
            for knob in knobs {
                let least = self.level(&low, *knob);
                self.turn(&mut today, *knob, least + (self.top(*knob) - least) * parts / PARTS);
            }
            today
        };
        let (mut fits, mut not) = (0, PARTS + 1);
        while fits + 1 < not {
            let middle = fits.midpoint(not);
            if self.total(&together(middle)) <= limit { fits = middle } else { not = middle }
        }
        let mut today = together(fits);
        let mut raised = fits < PARTS;
        while raised {
            raised = false;
            for knob in knobs {
                let level = self.level(&today, *knob);
                if level < self.top(*knob) {
                    let mut more = today.clone();
                    self.turn(&mut more, *knob, level + 1);
                    if self.total(&more) <= limit {
                        (today, raised) = (more, true);
                    }
                }
            }
        }
        today
    }

    fn rounds(&self, knob: Knob) -> u32 {
        match knob {
            Knob::Leaf(number) => self.leaves[number].ladder.rounds(),
            Knob::Set(number) => self.sets[number].rounds,
        }
    }

    /// The level of the least dose with so many rounds.
    fn least_with(&self, knob: Knob, rounds: u32) -> usize {
        match knob {
            Knob::Leaf(number) => self.leaves[number].ladder.least_with(rounds),
            Knob::Set(_) => (rounds as usize).saturating_sub(1),
        }
    }

    fn top(&self, knob: Knob) -> usize {
        match knob {
            Knob::Leaf(number) => self.leaves[number].ladder.top(),
            Knob::Set(number) => (self.sets[number].rounds as usize).saturating_sub(1),
        }
    }

    fn level(&self, today: &Today, knob: Knob) -> usize {
        match knob {
            Knob::Leaf(number) => today.rungs[number],
            Knob::Set(number) => (today.rounds[number] as usize).saturating_sub(1),
        }
    }

    fn turn(&self, today: &mut Today, knob: Knob, level: usize) {
        match knob {
            Knob::Leaf(number) => today.rungs[number] = level,
            Knob::Set(number) => {
                today.rounds[number] = self.sets[number].rounds.min(1 + u32::try_from(level).unwrap_or(0))
            }
        }
    }

    fn total(&self, today: &Today) -> Duration {
        Plan::unroll(&self.made_of(&self.bare, today), self.choice).total()
    }

    /// The routine of today, with all its texts.
    pub fn routine(&self, today: &Today) -> Routine {
        self.made_of(self.paper, today)
    }

    /// Whether nothing is done at all.
    pub fn is_empty(&self, today: &Today) -> bool {
        !today.kept.contains(&true)
    }

    /// Every step that is not a set, on paper and today.
    pub fn steps(&self, today: &Today) -> Vec<StepToday> {
        let set_rounds = |number: usize, of: &dyn Fn(usize) -> u32| -> u32 {
            let around = self.sets.iter().enumerate().filter(|(_, set)| set.leaves.contains(&number));
            around.map(|(set, _)| of(set)).product()
        };
        leaves(&self.paper.steps)
            .into_iter()
            .zip(&self.leaves)
            .enumerate()
            .map(|(number, ((step, sets), leaf))| {
                let (rounds, work) = leaf.ladder.dose(step, today.rungs[number]);
                let today_rounds = rounds * set_rounds(number, &|set| today.rounds[set]);
                let paper_rounds = step.rounds * set_rounds(number, &|set| self.sets[set].rounds);
                StepToday {
                    name: step.name.clone(),
                    depth: sets.len(),
                    paper: Dose { work: step.work.clone(), rounds: paper_rounds },
                    today: today.kept[number].then_some(Dose { work, rounds: today_rounds }),
                    lives: leaf.lives,
                    verdict: Default::default(),
                }
            })
            .collect()
    }

    fn made_of(&self, routine: &Routine, today: &Today) -> Routine {
        let mut made = routine.clone();
        made.steps = self.chosen(made.steps, today, &mut (0, 0));
        made
    }

    /// The steps that are kept, with their doses. `at`: the numbers of the next leaf and of the next set.
    fn chosen(&self, steps: Vec<Step>, today: &Today, at: &mut (usize, usize)) -> Vec<Step> {
        let mut chosen = Vec::new();
        for mut step in steps {
            if let Work::Set(inner) = step.work {
                step.rounds = today.rounds[at.1];
                at.1 += 1;
                let inner = self.chosen(inner, today, at);
                if !inner.is_empty() {
                    step.work = Work::Set(inner);
                    chosen.push(step);
                }
                continue;
            }
            let number = at.0;
            at.0 += 1;
            if today.kept[number] {
                (step.rounds, step.work) = self.leaves[number].ladder.dose(&step, today.rungs[number]);
                chosen.push(step);
            }
        }
        chosen
    }
}

/// Takes out what has no length.
fn strip(step: &mut Step) {
    step.name = Clean::default();
    (step.zones, step.source, step.meant) = Default::default();
    (step.cue, step.how, step.care) = Default::default();
    if let Work::Set(inner) = &mut step.work {
        inner.iter_mut().for_each(strip);
    }
}

/// The steps that are for a side that is worked today, by their number.
fn living(routine: &Routine, choice: Choice) -> BTreeSet<usize> {
    order::set(Plan::unroll(routine, choice).blocks.iter().map(|block| block.step))
}

/// Every set, the outer ones before those in them, with the leaves it holds.
fn number_sets(steps: &[Step], next_leaf: &mut usize, sets: &mut Vec<Set>) {
    for step in steps {
        let Work::Set(inner) = &step.work else {
            *next_leaf += 1;
            continue;
        };
        let (number, start) = (sets.len(), *next_leaf);
        sets.push(Set { rounds: step.rounds, leaves: start..start });
        number_sets(inner, next_leaf, sets);
        sets[number].leaves.end = *next_leaf;
    }
}
