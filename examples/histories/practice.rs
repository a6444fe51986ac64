//! What is practised: shipped routines in rotation, lived by the program's own engine, some of them not to their end.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use solemate::domain::body::Side;
use solemate::domain::plan::{Choice, Plan};
use solemate::domain::record::{Ending, Hurt, SessionRecord};
use solemate::domain::session::Session;
use solemate::domain::time::Moment;
use solemate::store::library::Library;

use super::dice::Dice;

/// What the mornings begin with, and what is done at the desk.
const MORNINGS: [&str; 2] = ["first-steps", "ten-by-ten"];
const MIDDAYS: [&str; 3] = ["desk-break", "ten-by-ten", "ball-roll"];

/// What is done on the evenings of a few weeks, in turn; then something else is tried.
const EVENINGS: [[&str; 3]; 4] = [
    ["calf-classic", "ball-roll", "wind-down"],
    ["wind-down", "calf-roller", "slow-raises-0"],
    ["studio-flow", "ball-roll", "calf-chair"],
    ["six-ways", "wind-down", "calf-classic"],
];

/// So many days one rotation lasts.
const ROTATION: u64 = 63;

/// What is done while it is worse.
const FLARED: [&str; 2] = ["gentle-day", "cold-bottle"];

/// When on a day somebody practises.
#[derive(Clone, Copy)]
pub enum Hour {
    /// Before the day begins.
    Morning,
    /// At the desk.
    Midday,
    /// When it is over.
    Evening,
}

/// How a foot is on that day: which one is the sore one, and whether it is worse than usual.
#[derive(Clone, Copy)]
pub struct State {
    /// The sore foot.
    pub sore: Side,
    /// Whether it is flared up.
    pub flared: bool,
}

/// The routines, each lived once to its end, and how often each hour came.
pub struct Practice {
    lived: HashMap<&'static str, SessionRecord>,
    turns: [usize; 3],
}

impl Practice {
    /// Nothing practised yet.
    pub fn new() -> Self {
        let all = MORNINGS.iter().chain(&MIDDAYS).chain(EVENINGS.as_flattened()).chain(&FLARED);
        Self { lived: all.map(|id| (*id, to_the_end(id))).collect(), turns: [0; 3] }
    }

    /// The session of an hour, in the life's day of this number.
    pub fn session(
        &mut self,
        (hour, day): (Hour, u64),
        state: State,
        started: DateTime<FixedOffset>,
        dice: &mut Dice,
    ) -> SessionRecord {
        let turns = &mut self.turns[hour as usize];
        let turn = *turns;
        *turns += 1;
        let rotation = usize::try_from(day / ROTATION).unwrap_or(0) % EVENINGS.len();
        let choice: &[&'static str] = match hour {
            _ if state.flared => &FLARED,
            Hour::Morning => &MORNINGS,
            Hour::Midday => &MIDDAYS,
            Hour::Evening => &EVENINGS[rotation],
        };
        let mut record = self.lived[choice[turn % choice.len()]].clone();
        record.started = started;
        record.paused = Duration::from_secs(if dice.once_in(3) { dice.below(120) } else { 0 });
        record.ending = match dice.below(60) {
            0 => Ending::Interrupted,
            1..6 => Ending::Early,
            _ => Ending::Finished,
        };
        if record.ending != Ending::Finished {
            cut(&mut record, dice);
        }
        if dice.once_in(if state.flared { 3 } else { 16 }) {
            hurt(&mut record, state.sore, dice);
        }
        record
    }
}

fn to_the_end(id: &str) -> SessionRecord {
    let routine = Library::default().load(id).expect("a shipped routine");
    let (mut session, _) = Session::new(Plan::unroll(&routine, Choice::default()), Moment::default()).expect("a plan");
    while let Some(wake) = session.next_wake() {
        session.advance(wake);
        if session.next_wake() == Some(wake) {
            break;
        }
    }
    let end = Moment::at(session.plan().total());
    session.record(DateTime::default(), end)
}

/// Ends it somewhere in the middle.
fn cut(record: &mut SessionRecord, dice: &mut Dice) {
    let steps = record.steps.len() as u64;
    let last = usize::try_from(1 + dice.below(steps.saturating_sub(1).max(1))).unwrap_or(0);
    let before: Duration = record.steps.iter().map(|step| step.done).sum();
    for (n, step) in record.steps.iter_mut().enumerate().skip(last) {
        let quarters = if n == last { dice.below(4) } else { 0 };
        step.done = Duration::from_secs(step.done.as_secs() * quarters / 4);
        step.skipped = record.ending == Ending::Early;
    }
    let after: Duration = record.steps.iter().map(|step| step.done).sum();
    let part = after.as_secs_f64() / before.as_secs_f64().max(1.0);
    record.lived = Duration::from_secs((record.lived.as_secs_f64() * part) as u64).max(after);
}

/// Says once, in work on the sore foot, that it hurts.
fn hurt(record: &mut SessionRecord, sore: Side, dice: &mut Dice) {
    let worked = |step: &&mut solemate::domain::record::StepRecord| {
        step.done.as_secs() > 4 && step.side.is_none_or(|side| side == sore)
    };
    let many = record.steps.iter_mut().filter(worked).count() as u64;
    if many == 0 {
        return;
    }
    let chosen = usize::try_from(dice.below(many)).unwrap_or(0);
    let lived = record.lived;
    let Some(step) = record.steps.iter_mut().filter(worked).nth(chosen) else { return };
    let into = Duration::from_secs(1 + dice.below(step.done.as_secs() - 1));
    let at = Duration::from_secs(into.as_secs() + dice.below((lived.as_secs().saturating_sub(into.as_secs())).max(1)));
    step.hurts.push(Hurt { at, into, round: None });
}
