//! What a routine may do to a body, as far as the file shows it: a lint, with the source of each rule.
//!
//! Nothing here is a mistake. Each finding can be meant, and a file can say so: `meant = ["long_friction"]` on a step, a
//! set or the whole routine. What is about the whole is measured without the steps that mean it; a name or a goal is meant at
//! the top.

mod said;

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::body::{Part, PerSide, Position, Side, Technique, vocabulary};
use super::plan::{Choice, Plan};
use super::routine::{Routine, Sides, Step, Work};
use super::text::Clean;
use super::time::{Seconds, clock};
use super::toward::{Heading, Said, heading};

vocabulary! {
    /// What is pointed out.
    Advice {
        /// One side is worked longer than the other.
        UnequalSides = "unequal_sides",
        /// A new position or the other side, and too little time to get there.
        NoTimeToMove = "no_time_to_move",
        /// A cue that takes longer to say than there is time.
        LongCue = "long_cue",
        /// The name or the goal says another length than the steps have.
        WrongTotal = "wrong_total",
        /// Cross-fibre friction for longer than tissue is given.
        LongFriction = "long_friction",
        /// Cross-fibre friction on days that follow each other.
        DailyFriction = "daily_friction",
        /// Cold for longer than skin is given.
        LongCold = "long_cold",
        /// Words that say one way, and a drawing that shows the other.
        OtherWay = "other_way",
        /// Massage while standing.
        StandingMassage = "standing_massage",
        /// A limit of discomfort beyond that of the firmest level.
        HighLimit = "high_limit",
        /// Load or the end of a movement in a routine for a flare-up.
        FlareUpLoad = "flare_up_load",
        /// Getting up and down, or taking up and laying down, more often than need be.
        ManyChanges = "many_changes",
    }
}

/// The longest cross-fibre friction for one foot. Classic advice and this program's rule are 60 to 90 s, not on
/// consecutive days (deep friction as described by Cyriax; the days by common practice, not tested for heels).
pub const FRICTION: Seconds = Seconds(90);

/// The longest cold at a time: wrapped, up to 20 min every two to three hours (home advice of hospitals; 20 min before bed
/// in Laymon et al. 2013, doi 10.14474/ptrs.2013.2.2.75).
pub const COLD: Seconds = Seconds(20 * 60);

/// The highest limit of discomfort, that of level 3: more gains nothing (Grabow et al. 2018, doi
/// 10.1519/JSC.0000000000001906).
pub const LIMIT: u32 = 5;

/// The least time for a change of position: to get up from a chair and to sit down again once takes people of 60 to 69 years
/// about 2.3 s each time (11.4 s for five; Bohannon 2006, doi 10.2466/pms.103.1.215-222), and hands are to be put on.
pub const MOVE: Seconds = Seconds(3);

/// So many changes of position or tool beyond the fewest possible are let pass.
const SPARE_CHANGES: usize = 1;

/// One thing that is pointed out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Which rule.
    pub advice: Advice,
    /// The step it is about; none where it is about the whole.
    pub step: Option<Clean>,
    /// Its place among the steps that are no sets, from 0: its number in a plan.
    pub number: Option<usize>,
    /// What was found, as the end of a sentence about the step or the routine.
    pub what: String,
}

impl Advice {
    /// Where the rule comes from.
    pub const fn source(self) -> &'static str {
        match self {
            Self::UnequalSides => "our own rule: a foot that is spared takes load too",
            Self::NoTimeToMove | Self::ManyChanges => "our own rule: hands with oil on them, and stiff feet",
            Self::LongCue => "about 2.5 words a second",
            Self::OtherWay => "the arrow is seen and the cue is heard at once",
            Self::WrongTotal => "the sum of the steps",
            Self::LongFriction => "60 to 90 s a foot in classic descriptions of deep friction",
            Self::DailyFriction => "every second day in classic descriptions of deep friction",
            Self::LongCold => "up to 20 min every two to three hours in hospital advice",
            Self::StandingMassage => "massage articles: do not stand or kneel, a foot can slip",
            Self::HighLimit => "rolling at 4 of 10 gained as much as at 8 (Grabow 2018)",
            Self::FlareUpLoad => {
                "the routine for sore days leaves out friction, rolling, stretches to their end and heel raises"
            }
        }
    }

    /// The key of a routine file that it is about most of all, if one is.
    pub const fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::UnequalSides | Self::LongFriction | Self::LongCold | Self::ManyChanges => return None,
            Self::NoTimeToMove => "prep",
            Self::LongCue => "cue",
            Self::WrongTotal => "name",
            Self::DailyFriction => "when",
            Self::OtherWay => "toward",
            Self::StandingMassage => "position",
            Self::HighLimit => "limit",
            Self::FlareUpLoad => "technique",
        })
    }

    /// How a sentence ends that points something out: its source, and the way to say that it is meant.
    pub fn ending(self) -> String {
        format!("({}); if you mean it, write meant = [\"{}\"]", self.source(), self.word())
    }
}

impl Finding {
    /// The whole sentence, with its source and the way to say that it is meant.
    pub fn sentence(&self) -> String {
        let about = self.step.as_ref().map_or_else(|| "the routine".to_owned(), |step| format!("\"{step}\""));
        format!("{about} {} {}", self.what, self.advice.ending())
    }
}

/// A step that is not a set, with what is said about it further out.
struct Leaf<'r> {
    step: &'r Step,
    number: usize,
    /// How often it is done on each side it is done on.
    times: u64,
    meant: Vec<Advice>,
}

impl Leaf<'_> {
    /// Seconds of work on a side.
    fn seconds(&self, side: Side) -> u64 {
        let is_worked = match self.step.sides {
            Sides::Each | Sides::Both | Sides::Sore => true,
            Sides::Left => side == Side::Left,
            Sides::Right => side == Side::Right,
        };
        let whole = |one: Seconds, times: u32| u64::from(one.0) * u64::from(times);
        let once = match &self.step.work {
            Work::Time { length, .. } => u64::from(length.of(side).0),
            Work::Holds { reps, hold, .. } => whole(hold.of(side), reps.of(side)),
            Work::Tempo { reps, up, hold, down } => {
                [up, hold, down].into_iter().map(|phase| whole(*phase, reps.of(side))).sum()
            }
            Work::Wait | Work::Set(_) => 0,
        };
        if is_worked { once.saturating_mul(self.times) } else { 0 }
    }

    fn finding(&self, advice: Advice, what: String) -> Option<Finding> {
        (!self.meant.contains(&advice)).then(|| Finding {
            advice,
            step: Some(self.step.name.clone()),
            number: Some(self.number),
            what,
        })
    }
}

/// Everything there is to point out, in the order of the rules. `total` are the lengths of the whole routine for both
/// feet and for one of them.
pub fn advice(routine: &Routine, totals: &[Seconds]) -> Vec<Finding> {
    let mut leaves = Vec::new();
    let lived = collect(&routine.steps, 1, &routine.meant, &mut leaves);
    let lived: Vec<&Leaf> = lived.into_iter().map(|at| &leaves[at]).collect();
    let about_the_whole = [
        (Advice::UnequalSides, unequal_sides(&leaves)),
        (Advice::WrongTotal, wrong_total(routine, totals)),
        (Advice::DailyFriction, daily_friction(routine, &leaves)),
        (Advice::LongFriction, too_long(&leaves, Advice::LongFriction, Technique::CrossFriction, FRICTION)),
        (Advice::LongCold, too_long(&leaves, Advice::LongCold, Technique::ColdRoll, COLD)),
        (Advice::ManyChanges, many_changes(&lived)),
    ];
    let mut found: Vec<Finding> = about_the_whole
        .into_iter()
        .filter(|(advice, _)| !routine.meant.contains(advice))
        .filter_map(|(advice, what)| Some(Finding { advice, step: None, number: None, what: what? }))
        .collect();
    found.extend(no_time_to_move(&leaves));
    // Of a step that gives no time to move, this is said already.
    let known: Vec<_> = found.iter().filter(|known| known.advice == Advice::NoTimeToMove).map(|f| f.number).collect();
    let sides = no_time_to_change_side(routine, &leaves).into_iter();
    found.extend(sides.filter(|finding| !known.contains(&finding.number)));
    for leaf in &leaves {
        found.extend(of_step(routine, leaf));
    }
    found
}

/// Adds the steps that are no sets, and gives their places in the order in which they are lived, set by set and round by
/// round: no more than a routine has segments.
fn collect<'r>(steps: &'r [Step], times: u64, meant: &[Advice], leaves: &mut Vec<Leaf<'r>>) -> Vec<usize> {
    let mut lived = Vec::new();
    for step in steps {
        let times = times.saturating_mul(u64::from(step.rounds));
        let meant = [meant, &step.meant].concat();
        match &step.work {
            Work::Set(inner) => {
                let round = collect(inner, times, &meant, leaves);
                (0..step.rounds).for_each(|_| lived.extend(&round));
            }
            _ => {
                lived.push(leaves.len());
                leaves.push(Leaf { step, number: leaves.len(), times, meant });
            }
        }
    }
    lived
}

fn unequal_sides(leaves: &[Leaf]) -> Option<String> {
    let counted = || leaves.iter().filter(|leaf| !leaf.meant.contains(&Advice::UnequalSides));
    let sum = |side| counted().map(|leaf| leaf.seconds(side)).sum::<u64>();
    let sides = PerSide { left: sum(Side::Left), right: sum(Side::Right) };
    let said = |seconds: u64| clock(std::time::Duration::from_secs(seconds));
    (sides.left != sides.right)
        .then(|| format!("works the left side for {} and the right one for {}", said(sides.left), said(sides.right)))
}

/// The minutes that the name says, or the goal of the whole.
fn wrong_total(routine: &Routine, totals: &[Seconds]) -> Option<String> {
    let in_goal = || routine.goal.as_ref().and_then(|goal| said::minutes_of_all(goal));
    let stated = said::minutes(&routine.name).or_else(in_goal)?;
    let is_right = totals.iter().any(|total| u64::from(total.0).abs_diff(u64::from(stated) * 60) <= 60);
    (!is_right).then(|| format!("says {stated} min, and takes {}", totals.first().copied().unwrap_or_default()))
}

fn daily_friction(routine: &Routine, leaves: &[Leaf]) -> Option<String> {
    let mut words = std::iter::once(&routine.name).chain(&routine.when).chain(&routine.goal);
    let is_daily = words.any(|words| said::is_daily(words));
    let rubs = leaves.iter().any(|leaf| {
        leaf.step.technique == Some(Technique::CrossFriction) && !leaf.meant.contains(&Advice::DailyFriction)
    });
    (is_daily && rubs).then(|| "is for every day, and friction wants a day between".to_owned())
}

fn too_long(leaves: &[Leaf], advice: Advice, technique: Technique, most: Seconds) -> Option<String> {
    let of_it = || {
        let of_it =
            leaves.iter().filter(|leaf| leaf.step.technique == Some(technique) && !leaf.meant.contains(&advice));
        of_it.filter(|leaf| Part::of(&leaf.step.zones) != Part::Calf)
    };
    let longest = Side::BOTH.map(|side| of_it().map(|leaf| leaf.seconds(side)).sum::<u64>()).into_iter().max()?;
    (longest > u64::from(most.0)).then(|| {
        let long = clock(std::time::Duration::from_secs(longest));
        format!("has {long} of {} on a side, and {most} is the most", technique.name())
    })
}

/// What has to be taken up for a technique.
const fn tool(technique: Technique) -> Option<&'static str> {
    match technique {
        Technique::BallRoll => Some("ball"),
        Technique::ColdRoll => Some("bottle"),
        Technique::Roller => Some("roller"),
        _ => None,
    }
}

fn many_changes(lived: &[&Leaf]) -> Option<String> {
    let counted = || lived.iter().filter(|leaf| !leaf.meant.contains(&Advice::ManyChanges));
    let positions: Vec<Position> = counted().filter_map(|leaf| leaf.step.position).collect();
    let tools: Vec<&str> = counted().filter_map(|leaf| leaf.step.technique.and_then(tool)).collect();
    let (moves, fewest_moves) = changes(&positions);
    let (swaps, fewest_swaps) = changes(&tools);
    if moves > fewest_moves + SPARE_CHANGES {
        return Some(format!("changes the position {moves} times, and {fewest_moves} would do"));
    }
    (swaps > fewest_swaps + SPARE_CHANGES)
        .then(|| format!("changes the tool {swaps} times, and {fewest_swaps} would do"))
}

/// How often one follows another, and how often that is at least.
fn changes<T: PartialEq + Copy>(all: &[T]) -> (usize, usize) {
    let mut different: Vec<T> = Vec::new();
    for one in all {
        if !different.contains(one) {
            different.push(*one);
        }
    }
    (all.windows(2).filter(|two| two[0] != two[1]).count(), different.len().saturating_sub(1))
}

fn no_time_to_move(leaves: &[Leaf]) -> Vec<Finding> {
    let pairs = leaves.windows(2).filter(|two| {
        let [before, after] = [two[0].step.position, two[1].step.position];
        before.is_some() && after.is_some() && before != after && two[1].step.prep < MOVE
    });
    pairs
        .filter_map(|two| {
            let position = two[1].step.position.map_or("", Position::name);
            let what = match two[1].step.prep {
                Seconds(0) => format!("is done {position} and gives no time to get there"),
                Seconds(prep) => {
                    format!("is done {position} and gives {prep} s to get there, and {} s is the least", MOVE.0)
                }
            };
            two[1].finding(Advice::NoTimeToMove, what)
        })
        .collect()
}

fn no_time_to_change_side(routine: &Routine, leaves: &[Leaf]) -> Vec<Finding> {
    let plan = Plan::unroll(routine, Choice::default());
    let mut gaps: BTreeMap<usize, Duration> = BTreeMap::new();
    for (_, block) in plan.blocks.iter().enumerate().filter(|(number, _)| plan.changes_side(*number)) {
        let gap = plan.segments[block.start..block.work].iter().map(|segment| segment.length).sum();
        let least = gaps.entry(block.step).or_insert(gap);
        *least = gap.min(*least);
    }
    let short = gaps.into_iter().filter(|(_, gap)| *gap < MOVE.span());
    short
        .filter_map(|(step, gap)| {
            let what = match gap.as_secs() {
                0 => "changes side and gives no time for it".to_owned(),
                gap => format!("changes side and gives {gap} s for it, and {} s is the least", MOVE.0),
            };
            leaves.get(step)?.finding(Advice::NoTimeToMove, what)
        })
        .collect()
}

fn of_step(routine: &Routine, leaf: &Leaf) -> Vec<Finding> {
    let step = leaf.step;
    let mut found = Vec::new();
    if let Some(limit) = step.limit.filter(|limit| *limit > LIMIT) {
        found.extend(
            leaf.finding(Advice::HighLimit, format!("lets discomfort go to {limit} of 10, and {LIMIT} is the most")),
        );
    }
    let Some(technique) = step.technique else { return found };
    found.extend(other_way(step, technique).and_then(|what| leaf.finding(Advice::OtherWay, what)));
    let stands = matches!(step.position, Some(Position::StandWall | Position::StandStep));
    if stands && is_massage(technique) {
        found.extend(
            leaf.finding(Advice::StandingMassage, format!("is {} while standing: sit for it", technique.name())),
        );
    }
    if is_for_flare_ups(routine) && is_load(technique) {
        found.extend(leaf.finding(Advice::FlareUpLoad, format!("is {} in a routine for a flare-up", technique.name())));
    }
    found
}

/// Whether it says that it is for a flare-up: in its name, in when it is meant to be done, or in what it is for.
fn is_for_flare_ups(routine: &Routine) -> bool {
    let is_named = std::iter::once(&routine.name).chain(&routine.when).any(|words| said::names_flare_up(words));
    is_named || routine.goal.as_ref().is_some_and(|goal| said::is_for_flare_up(goal))
}

/// A direction in the cue or the instruction that the drawing of the step contradicts.
fn other_way(step: &Step, technique: Technique) -> Option<String> {
    let texts = [step.cue.as_deref(), step.how.as_deref()];
    texts.into_iter().flatten().find_map(|text| {
        step.zones.iter().find_map(|zone| {
            let said = Said::of(text, &step.zones, *zone)?;
            let drawn = heading(technique, &step.zones, step.toward, *zone)?;
            let is_other = drawn != Heading::ToAndFro && drawn != said.heading;
            let toward = said.toward(&step.zones, *zone).word();
            is_other.then(|| {
                format!("says \"{}\" and is drawn the other way: write toward = \"{toward}\" to turn it", said.words)
            })
        })
    })
}

/// Whether it is done to tissue by hands or tools.
pub(super) const fn is_massage(technique: Technique) -> bool {
    use Technique as T;
    match technique {
        T::Effleurage | T::Kneading | T::Circles | T::Compression | T::DeepGlide | T::CrossFriction => true,
        T::SustainedHold | T::TriggerHold | T::BallRoll | T::ColdRoll | T::Roller => true,
        T::Settle | T::Mobility | T::AnkleCircles | T::Reach | T::StretchFascia | T::StretchCalfStraight => false,
        T::StretchCalfBent | T::HeelRaise => false,
    }
}

/// What a sore day leaves out: friction, rolling, stretches to their end, heel raises. A light pull at the toes stays.
const fn is_load(technique: Technique) -> bool {
    use Technique as T;
    matches!(
        technique,
        T::CrossFriction | T::BallRoll | T::Roller | T::StretchCalfStraight | T::StretchCalfBent | T::HeelRaise
    )
}
