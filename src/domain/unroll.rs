//! How a routine becomes a plan: sides, rounds, rests, spots and tempo, laid out in the order in which they are lived.

use std::time::Duration;

use super::body::{Feet, Part, Side};
use super::plan::{Block, Choice, Kind, Plan, PlanStep, Segment};
use super::routine::{Order, Routine, Sides, Step, Work};
use super::time::Seconds;

impl Plan {
    /// Unrolls `routine`. Its size has been checked when it was built ([`Routine::check_size`]).
    ///
    /// The plan is empty when today's choice leaves nothing: a routine for the right foot only, on a day for the left.
    pub fn unroll(routine: &Routine, choice: Choice) -> Self {
        let mut plan = Self {
            routine: routine.id.clone(),
            name: routine.name.clone(),
            choice,
            fitted: None,
            steps: Vec::new(),
            blocks: Vec::new(),
            segments: Vec::new(),
        };
        let tree = plan.take_steps(&routine.steps);
        Unroller { plan: &mut plan, rest: Seconds(0) }.run(&tree, routine.order, Round::ONLY);
        plan
    }

    /// Keeps the texts of every step that is not a set, and numbers them.
    fn take_steps<'a>(&mut self, steps: &'a [Step]) -> Vec<Node<'a>> {
        steps
            .iter()
            .map(|step| match &step.work {
                Work::Set(inner) => Node::Set(step, self.take_steps(inner)),
                work => {
                    self.steps.push(PlanStep::of(step, self.choice.limit()));
                    Node::Leaf(step, work, self.steps.len() - 1)
                }
            })
            .collect()
    }
}

impl PlanStep {
    fn of(step: &Step, most: u32) -> Self {
        Self {
            name: step.name.clone(),
            technique: step.technique,
            zones: step.zones.clone(),
            toward: step.toward,
            position: step.position,
            pace: step.pace,
            limit: step.limit.map(|limit| limit.min(most)),
            cue: step.cue.clone(),
            how: step.how.clone(),
            care: step.care.clone(),
            aloud: step.aloud,
            part: Part::of(&step.zones),
        }
    }
}

/// A routine's steps as a tree whose leaves know their number in the plan.
enum Node<'a> {
    Leaf(&'a Step, &'a Work, usize),
    Set(&'a Step, Vec<Node<'a>>),
}

impl Node<'_> {
    /// Whether all of it is done on one side at a time.
    fn is_sided(&self) -> bool {
        match self {
            Self::Leaf(step, ..) => step.sides != Sides::Both,
            Self::Set(_, inner) => inner.iter().all(Node::is_sided),
        }
    }
}

/// Which round of how many the steps are in.
#[derive(Clone, Copy)]
struct Round {
    number: u32,
    of: u32,
}

impl Round {
    const ONLY: Self = Self { number: 1, of: 1 };

    /// Round `number` of `of`, inside this one.
    fn inner(self, number: u32, of: u32) -> Self {
        Self { number: (self.number - 1) * of + number, of: self.of * of }
    }
}

struct Unroller<'a> {
    plan: &'a mut Plan,
    /// The rest that the next block begins with.
    rest: Seconds,
}

impl Unroller<'_> {
    fn run(&mut self, nodes: &[Node], order: Order, round: Round) {
        match order {
            Order::Step => nodes.iter().for_each(|node| self.node(node, order, round, None)),
            Order::Side => {
                for run in nodes.chunk_by(|a, b| a.is_sided() && b.is_sided()) {
                    if run.iter().all(Node::is_sided) {
                        for side in self.sides_in_turn() {
                            run.iter().for_each(|node| self.node(node, order, round, Some(side)));
                        }
                    } else {
                        run.iter().for_each(|node| self.node(node, order, round, None));
                    }
                }
            }
        }
    }

    /// All rounds of a step or a set; on `side` alone if one is given.
    fn node(&mut self, node: &Node, order: Order, round: Round, side: Option<Side>) {
        match node {
            Node::Leaf(step, work, number) => {
                let sides = match side {
                    Some(side) => self.sides_of(step).into_iter().filter(|s| *s == Some(side)).collect(),
                    None => self.sides_of(step),
                };
                let alone = matches!(sides.as_slice(), [Some(_)]);
                for n in 1..=step.rounds {
                    for (i, side) in sides.iter().enumerate() {
                        if n > 1 && i == 0 {
                            self.rest_between_rounds(step, alone);
                        }
                        self.block(step, work, *number, *side, round.inner(n, step.rounds));
                    }
                }
            }
            Node::Set(step, inner) => {
                let alone = side.is_some() || Side::BOTH.iter().filter(|side| self.works(inner, **side)).count() == 1;
                for n in 1..=step.rounds {
                    if n > 1 {
                        self.rest_between_rounds(step, alone);
                    }
                    let round = round.inner(n, step.rounds);
                    match side {
                        Some(_) => inner.iter().for_each(|node| self.node(node, order, round, side)),
                        None => self.run(inner, order, round),
                    }
                }
            }
        }
    }

    /// Whether any of `nodes` is done on `side` today.
    fn works(&self, nodes: &[Node], side: Side) -> bool {
        nodes.iter().any(|node| match node {
            Node::Leaf(step, ..) => self.sides_of(step).contains(&Some(side)),
            Node::Set(_, inner) => self.works(inner, side),
        })
    }

    fn sides_in_turn(&self) -> [Side; 2] {
        let first = self.plan.choice.first.side();
        [first, first.other()]
    }

    /// The sides on which `step` is done today, in turn.
    fn sides_of(&self, step: &Step) -> Vec<Option<Side>> {
        let choice = self.plan.choice;
        let wanted = match step.sides {
            Sides::Both => return vec![None],
            Sides::Each => Feet::Both,
            Sides::Left => Feet::Left,
            Sides::Right => Feet::Right,
            Sides::Sore => choice.sore,
        };
        self.sides_in_turn().into_iter().filter(|s| wanted.include(*s) && choice.work.include(*s)).map(Some).collect()
    }

    /// Rest before the next block, unless the first round left nothing to rest from.
    fn rest_between_rounds(&mut self, step: &Step, alone: bool) {
        let rest = step.rest_between_rounds;
        if !self.plan.blocks.is_empty() {
            self.rest = if alone { rest.one } else { rest.both };
        }
    }

    fn block(&mut self, step: &Step, work: &Work, number: usize, side: Option<Side>, round: Round) {
        let start = self.plan.segments.len();
        let previous = self.plan.blocks.last().and_then(|block| block.side);
        let changes = previous.is_some() && previous == side.map(Side::other);
        self.push(Kind::Rest, self.rest.span(), 1, 1);
        if changes {
            self.push(Kind::ChangeSide, step.change.unwrap_or(step.prep).span(), 1, 1);
        } else {
            self.push(Kind::GetReady, step.prep.span(), 1, 1);
        }
        let begin = self.plan.segments.len();
        self.work(work, side);
        let end = self.plan.segments.len();
        if begin == end {
            // A tempo whose phases are all zero: nothing to get ready for.
            self.plan.segments.truncate(start);
            return;
        }
        self.rest = Seconds(0);
        self.plan.blocks.push(Block {
            step: number,
            side,
            round: round.number,
            rounds: round.of,
            start,
            work: begin,
            end,
        });
    }

    fn work(&mut self, work: &Work, side: Option<Side>) {
        match work {
            Work::Time { length, spots } => {
                // Whole milliseconds, which is what files keep: the shares add up to the whole there too.
                let millis = u64::from(length.dose(side).0) * 1000;
                let share = |n: u32| Duration::from_millis(millis * u64::from(n) / u64::from(*spots));
                for spot in 1..=*spots {
                    self.push(Kind::Work, share(spot) - share(spot - 1), spot, *spots);
                }
            }
            Work::Holds { reps, hold, rest } => {
                let (reps, hold) = (reps.dose(side), hold.dose(side).span());
                for rep in 1..=reps {
                    if rep > 1 {
                        self.push(Kind::Release, rest.span(), rep - 1, reps);
                    }
                    self.push(Kind::Hold, hold, rep, reps);
                }
            }
            Work::Tempo { reps, up, hold, down } => {
                let reps = reps.dose(side);
                for rep in 1..=reps {
                    self.push(Kind::Up, up.span(), rep, reps);
                    self.push(Kind::Top, hold.span(), rep, reps);
                    self.push(Kind::Down, down.span(), rep, reps);
                }
            }
            Work::Wait => {
                let block = self.plan.blocks.len();
                self.plan.segments.push(Segment { kind: Kind::Wait, block, length: Duration::ZERO, count: 1, of: 1 });
            }
            Work::Set(_) => {}
        }
    }

    fn push(&mut self, kind: Kind, length: Duration, count: u32, of: u32) {
        if !length.is_zero() {
            let block = self.plan.blocks.len();
            self.plan.segments.push(Segment { kind, block, length, count, of });
        }
    }
}
