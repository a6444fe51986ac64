//! What a library lists: enough of a routine to choose it by, without its steps.

use std::path::PathBuf;
use std::time::Duration;

use super::body::{Feet, Position, Technique};
use super::health::{Deed, Guard};
use super::plan::{Choice, Plan, PlanStep};
use super::routine::{Routine, RoutineId, Step, Work};
use super::text::Clean;
use super::time::Seconds;
use crate::domain::order;

/// One line of the library.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What names it; none when the file's own name cannot be an id.
    pub id: Option<RoutineId>,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether it stands in the place of a shipped routine of the same id.
    pub shadows: bool,
    /// Whether the person does not want it listed.
    pub hidden: bool,
    /// What it is, or the first thing that is wrong with it.
    pub state: Result<Summary, Clean>,
}

impl Entry {
    /// Whether it is the person's own, saved or not.
    pub const fn is_own(&self) -> bool {
        !matches!(self.origin, Origin::Shipped)
    }

    /// What it is called: the routine's name, or the file's while it cannot be read.
    pub fn title(&self) -> Clean {
        match (&self.state, &self.origin) {
            (Ok(summary), _) => summary.name.clone(),
            (Err(_), Origin::Personal(path)) => {
                Clean::visible(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy())
            }
            (Err(_), Origin::Shipped | Origin::Draft) => Clean::visible(self.id.as_ref().map_or("", RoutineId::as_str)),
        }
    }
}

/// Where a routine comes from.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Origin {
    /// It is part of the program.
    Shipped,
    /// It is a file of the person's own.
    Personal(PathBuf),
    /// It is to become one, and was never saved.
    Draft,
}

/// What is said of a routine in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Summary {
    /// What it is called.
    pub name: Clean,
    /// What it is for.
    pub goal: Option<Clean>,
    /// When it is meant to be done, in free words.
    pub when: Vec<Clean>,
    /// What is done, most of the time first; settling is left out.
    pub techniques: Vec<Technique>,
    /// How long it takes.
    pub totals: Totals,
    /// What is done to which parts, with the seconds of it for both feet, in the order in which it first comes.
    pub deeds: Vec<(Deed, Seconds)>,
    /// How long each of the deeds takes with what leads to it.
    pub lengths: Vec<Totals>,
    /// Whether it can be done on a journey: a chair or a bed, two hands, and nothing that has to be packed or frozen.
    pub travels: bool,
}

impl Summary {
    /// Sums up `routine` for a person whose `sore` feet are those.
    pub fn of(routine: &Routine, sore: Feet) -> Self {
        let plan = |work| Plan::unroll(routine, Choice { sore, work, ..Choice::default() });
        let both = plan(Feet::Both);
        let deeds = deeds(&both);
        let feet = [&both, &plan(Feet::Left), &plan(Feet::Right)];
        let length = |(deed, _): &(Deed, Seconds)| {
            let [both, left, right] = feet.map(|plan| whole(length_of(*deed, plan)));
            Totals { both, left, right }
        };
        Self {
            name: routine.name.clone(),
            goal: routine.goal.clone(),
            when: routine.when.clone(),
            techniques: techniques(&both),
            totals: Totals {
                both: whole(both.total()),
                left: whole(plan(Feet::Left).total()),
                right: whole(plan(Feet::Right).total()),
            },
            lengths: deeds.iter().map(length).collect(),
            deeds,
            travels: !routine.steps.iter().any(needs_luggage) && !routine.equipment.iter().any(|item| is_luggage(item)),
        }
    }

    /// What is done, without what the health profile leaves out everywhere it comes; as on paper where it is not offered at
    /// all.
    pub fn techniques_with(&self, guard: &Guard) -> Vec<Technique> {
        let is_left = |technique: &Technique| {
            let of_it = || self.deeds.iter().filter(|(deed, _)| deed.technique == *technique);
            of_it().next().is_none() || of_it().any(|(deed, _)| !guard.judge(*deed).is_hidden())
        };
        let is_whole = guard.is_clear() || guard.outlook(&self.deeds).is_hidden();
        self.techniques.iter().copied().filter(|technique| is_whole || is_left(technique)).collect()
    }

    /// How long it takes without what the health profile leaves out of it; as on paper where it is not offered at all.
    pub fn totals_with(&self, guard: &Guard) -> Totals {
        if guard.is_clear() || guard.outlook(&self.deeds).is_hidden() {
            return self.totals;
        }
        let with = self.deeds.iter().zip(&self.lengths);
        let hidden = with.filter(|((deed, _), _)| guard.judge(*deed).is_hidden()).map(|(_, length)| length);
        hidden.fold(self.totals, |totals, length| totals.without(*length))
    }

    /// What is done, in words: `kneading, sole stretches`.
    pub fn techniques_in_words(&self) -> Clean {
        let mut names: Vec<&str> = Vec::new();
        for technique in &self.techniques {
            if !names.contains(&technique.name()) {
                names.push(technique.name());
            }
        }
        Clean::visible(&names.join(", "))
    }
}

/// How long a routine takes, by the feet that are worked. What counts up until the person goes on is not in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Totals {
    /// Both feet.
    pub both: Seconds,
    /// The left one only.
    pub left: Seconds,
    /// The right one only.
    pub right: Seconds,
}

impl Totals {
    fn without(self, other: Self) -> Self {
        let less = |all: Seconds, part: Seconds| Seconds(all.0.saturating_sub(part.0));
        Self {
            both: less(self.both, other.both),
            left: less(self.left, other.left),
            right: less(self.right, other.right),
        }
    }

    /// For these feet.
    pub const fn of(self, feet: Feet) -> Seconds {
        match feet {
            Feet::Both => self.both,
            Feet::Left => self.left,
            Feet::Right => self.right,
        }
    }
}

/// What the plan's work is made of, most of the time first, then in the order of the plan. Work that only the person
/// ends counts as none.
fn techniques(plan: &Plan) -> Vec<Technique> {
    let mut shares: Vec<(Technique, Duration)> = Vec::new();
    for block in &plan.blocks {
        let Some(technique) = plan.steps[block.step].technique.filter(|t| *t != Technique::Settle) else { continue };
        let work = plan.segments[block.work..block.end].iter().filter(|s| s.kind.is_work()).map(|s| s.length).sum();
        match shares.iter_mut().find(|(known, _)| *known == technique) {
            Some((_, share)) => *share += work,
            None => shares.push((technique, work)),
        }
    }
    order::by_key(&mut shares, |(_, share)| std::cmp::Reverse(*share));
    shares.into_iter().map(|(technique, _)| technique).collect()
}

/// What the plan's work is done to. Work that only the person ends counts as a second: it is there.
pub fn deeds(plan: &Plan) -> Vec<(Deed, Seconds)> {
    let mut deeds: Vec<(Deed, Seconds)> = Vec::new();
    for block in &plan.blocks {
        let step = &plan.steps[block.step];
        let Some(deed) = Deed::of(step.technique, &step.zones, step.position) else { continue };
        let work = plan.segments[block.work..block.end].iter().filter(|s| s.kind.is_work()).map(|s| s.length).sum();
        let work = whole(work).max(Seconds(1));
        match deeds.iter_mut().find(|(known, _)| *known == deed) {
            Some((_, seconds)) => seconds.0 = seconds.0.saturating_add(work.0),
            None => deeds.push((deed, work)),
        }
    }
    deeds
}

/// How long a deed takes in a plan, with what leads to it.
fn length_of(deed: Deed, plan: &Plan) -> Duration {
    let is_it = |step: &PlanStep| Deed::of(step.technique, &step.zones, step.position) == Some(deed);
    let blocks = plan.blocks.iter().filter(|block| is_it(&plan.steps[block.step]));
    blocks.flat_map(|block| &plan.segments[block.start..block.end]).map(|segment| segment.length).sum()
}

/// A length in whole seconds; plans are bounded to hours, so that it always fits.
fn whole(span: Duration) -> Seconds {
    Seconds(u32::try_from(span.as_secs()).unwrap_or(u32::MAX))
}

/// What nobody finds in a strange room, as equipment names it. A towel, a chair, a strap and a wall are found, or done without.
const LUGGAGE: [&str; 9] = ["ball", "roller", "bottle", "mat", "gun", "step", "stool", "backpack", "board"];

/// Whether an item has to be packed. What is there "if you like" is not needed.
fn is_luggage(item: &str) -> bool {
    let item = item.to_lowercase();
    let mut words = item.split(|c: char| !c.is_alphanumeric());
    let is_wanted = !words.clone().any(|word| word == "if");
    is_wanted && words.any(|word| LUGGAGE.contains(&word))
}

/// Whether a step needs a tool, the floor, or something cold.
fn needs_luggage(step: &Step) -> bool {
    if let Work::Set(steps) = &step.work {
        return steps.iter().any(needs_luggage);
    }
    let is_tool = matches!(step.technique, Some(Technique::BallRoll | Technique::Roller | Technique::ColdRoll));
    is_tool || matches!(step.position, Some(Position::FloorRoller | Position::StandStep | Position::SitTwoSeats))
}
