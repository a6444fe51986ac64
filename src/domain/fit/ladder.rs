//! The doses between the least of a step and all of it.

use crate::domain::body::{PerSide, Technique};
use crate::domain::routine::{Step, Work, bounds};
use crate::domain::time::Seconds;

/// What is shorter is not halved, in seconds of work: our own choice.
const NEVER_UNDER: u32 = 20;
/// Lengths are shortened by so many seconds at a time.
const SECONDS: u32 = 5;

/// Every dose of a step that it can have today, the smallest first: rounds, and the seconds or repetitions of a round,
/// of the side that has more. From one to the next there is more to do.
#[derive(Clone, Debug)]
pub struct Ladder {
    rungs: Vec<(u32, u32)>,
    /// The seconds or repetitions on paper; 0 where there is nothing to shorten.
    paper: u32,
}

impl Ladder {
    /// Of `step`, with so many percent of what is on paper as its largest dose.
    pub fn of(step: &Step, percent: u32) -> Self {
        let (paper, unit) = match &step.work {
            Work::Time { length, .. } => (length.most().0, SECONDS),
            Work::Holds { reps, .. } | Work::Tempo { reps, .. } => (reps.most(), 1),
            Work::Wait | Work::Set(_) => return Self { rungs: vec![(step.rounds, 0)], paper: 0 },
        };
        let least = least(step, paper);
        let most = scaled(step, paper, percent).max(if percent < 100 { least } else { 1 });
        let mut rungs = Vec::new();
        for rounds in 1..=step.rounds {
            // More rounds are worth their changes of side only when they are more work.
            let more_than = most * (rounds - 1) / rounds;
            let mut dose = if rounds == 1 { least } else { least.max((more_than + 1).next_multiple_of(unit)) };
            while dose < most {
                rungs.push((rounds, dose));
                dose = (dose + 1).next_multiple_of(unit);
            }
            rungs.push((rounds, most));
        }
        if rungs.is_empty() {
            rungs.push((0, most));
        }
        Self { rungs, paper }
    }

    /// The number of its highest rung.
    pub fn top(&self) -> usize {
        self.rungs.len() - 1
    }

    /// How many rounds it has on its highest rung.
    pub fn rounds(&self) -> u32 {
        self.rungs.last().map_or(0, |(rounds, _)| *rounds)
    }

    /// The number of the lowest rung with so many rounds.
    pub fn least_with(&self, rounds: u32) -> usize {
        self.rungs.partition_point(|(its, _)| *its < rounds).min(self.top())
    }

    /// Rounds and work of `step` on a rung.
    pub fn dose(&self, step: &Step, rung: usize) -> (u32, Work) {
        let (rounds, dose) = self.rungs[rung.min(self.top())];
        let share = |whole: u32| (whole * dose).div_ceil(self.paper.max(1));
        let each = |reps: &PerSide<u32>| PerSide { left: share(reps.left), right: share(reps.right) };
        let work = match &step.work {
            Work::Time { length, spots } => {
                let length = PerSide { left: Seconds(share(length.left.0)), right: Seconds(share(length.right.0)) };
                Work::Time { length, spots: *spots }
            }
            Work::Holds { reps, hold, rest } => Work::Holds { reps: each(reps), hold: *hold, rest: *rest },
            Work::Tempo { reps, up, hold, down } => Work::Tempo { reps: each(reps), up: *up, hold: *hold, down: *down },
            other => other.clone(),
        };
        (rounds, work)
    }
}

/// The least that is worth doing of `paper`: what the step says; else half of it, of a length never under 20 s.
fn least(step: &Step, paper: u32) -> u32 {
    let unsaid = paper.div_ceil(2);
    match &step.work {
        Work::Time { spots, .. } => {
            step.least.unwrap_or_else(|| unsaid.next_multiple_of(SECONDS).max(NEVER_UNDER)).max(*spots)
        }
        _ => step.least.unwrap_or(unsaid),
    }
    .min(paper)
}

/// So many percent of `paper`, to whole repetitions, and to five seconds where the length on paper is.
fn scaled(step: &Step, paper: u32, percent: u32) -> u32 {
    if percent == 100 {
        return paper;
    }
    let exact = paper * percent;
    match &step.work {
        Work::Time { .. } => {
            let unit = if paper.is_multiple_of(SECONDS) { SECONDS } else { 1 };
            ((exact + 50 * unit) / (100 * unit) * unit).clamp(1, *bounds::TIME.end())
        }
        _ => ((exact + 50) / 100).clamp(1, *bounds::REPS.end()),
    }
}

/// Whether a step only prepares or ends: by itself it would be no session.
pub fn is_idle(step: &Step) -> bool {
    step.technique == Some(Technique::Settle) || step.work == Work::Wait
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::PerSide;
    use crate::domain::text::Clean;

    fn step(work: Work, rounds: u32, least: Option<u32>) -> Step {
        Step {
            name: Clean::visible("knead"),
            technique: None,
            zones: Vec::new(),
            position: None,
            sides: Default::default(),
            work,
            rounds,
            rest_between_rounds: Default::default(),
            prep: Seconds(5),
            change: None,
            toward: None,
            priority: None,
            least,
            pace: None,
            limit: None,
            cue: None,
            how: None,
            care: None,
            aloud: Default::default(),
            source: Vec::new(),
            meant: Vec::new(),
        }
    }

    fn timed(seconds: u32, rounds: u32, least: Option<u32>) -> Step {
        step(Work::Time { length: PerSide::same(Seconds(seconds)), spots: 1 }, rounds, least)
    }

    #[test]
    fn a_length_is_shortened_by_five_seconds_to_its_half_and_never_under_twenty() {
        let rungs = |step: &Step| Ladder::of(step, 100).rungs;
        assert_eq!(rungs(&timed(50, 1, None)), [(1, 25), (1, 30), (1, 35), (1, 40), (1, 45), (1, 50)]);
        assert_eq!(rungs(&timed(30, 1, None)), [(1, 20), (1, 25), (1, 30)]);
        assert_eq!(rungs(&timed(17, 1, None)), [(1, 17)]);
        assert_eq!(rungs(&timed(30, 1, Some(12))), [(1, 12), (1, 15), (1, 20), (1, 25), (1, 30)]);
        assert_eq!(rungs(&timed(30, 1, Some(90))), [(1, 30)], "longer than all of it: never shortened");
    }

    #[test]
    fn rounds_and_their_doses_rise_together_and_each_rung_is_more_work() {
        assert_eq!(
            Ladder::of(&timed(40, 2, None), 100).rungs,
            [(1, 20), (1, 25), (1, 30), (1, 35), (1, 40), (2, 25), (2, 30), (2, 35), (2, 40)]
        );
        for (seconds, rounds) in [(3600, 20), (47, 3), (20, 20), (1, 20)] {
            let rungs = Ladder::of(&timed(seconds, rounds, None), 100).rungs;
            assert!(rungs.is_sorted_by(|one, next| one.0 * one.1 < next.0 * next.1), "{seconds} {rounds}: {rungs:?}");
            assert_eq!(rungs.last(), Some(&(rounds, seconds)));
        }
    }

    #[test]
    fn doses_of_two_sides_keep_their_proportion_and_the_top_is_what_is_on_paper() {
        let work = Work::Time { length: PerSide { left: Seconds(90), right: Seconds(120) }, spots: 1 };
        let step = step(work.clone(), 1, None);
        let ladder = Ladder::of(&step, 100);
        assert_eq!(ladder.dose(&step, ladder.top()), (1, work));
        let Work::Time { length, .. } = ladder.dose(&step, 0).1 else { panic!("a length") };
        assert_eq!(length, PerSide { left: Seconds(45), right: Seconds(60) });
    }

    #[test]
    fn a_percentage_is_rounded_as_people_write_lengths_and_respects_the_least() {
        let top = |step: &Step, percent| Ladder::of(step, percent).rungs.last().copied().unwrap().1;
        assert_eq!((top(&timed(180, 1, None), 70), top(&timed(45, 1, None), 110)), (125, 50));
        assert_eq!(top(&timed(17, 1, None), 50), 17, "already short");
        assert_eq!(top(&timed(60, 1, Some(50)), 50), 50);
        let ten =
            step(Work::Holds { reps: PerSide::same(10), hold: PerSide::same(Seconds(10)), rest: Seconds(3) }, 1, None);
        assert_eq!((top(&ten, 150), top(&ten, 50)), (15, 5));
    }
}
