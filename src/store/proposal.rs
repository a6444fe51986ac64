//! A proposal as the text of a routine file: its steps as they stand in the shipped files, with all that is written there.

use super::routine_file::edit::{self, Refused};
use super::shipped::{self, Shipped};
use crate::domain::body::{Feet, PerSide};
use crate::domain::edit::{Change, Place, StepPath, Value};
use crate::domain::fit::Dose;
use crate::domain::propose::{Proposal, Taken, Wishes, propose};
use crate::domain::routine::{Routine, Sides, Work};
use crate::domain::text::Clean;
use crate::domain::time::Seconds;
use crate::domain::vocabulary::SIDES;

/// What the shipped library makes of the answers; `sore` are the feet that the settings name.
pub fn from_shipped(wishes: &Wishes, sore: Feet) -> Option<Proposal> {
    let library: Vec<Routine> = shipped::ALL.iter().filter_map(Shipped::routine).collect();
    propose(&library, wishes, sore)
}

/// The file of a proposal. It says in comments what it is made of and what is left out.
///
/// # Errors
/// A step is not there any more: never while the program is of one piece.
pub fn text(proposal: &Proposal) -> Result<String, Refused> {
    let mut text = head(proposal);
    for change in about(&proposal.routine) {
        text = edit::apply(&text, &change)?;
    }
    for (at, taken) in proposal.taken.iter().enumerate() {
        let shipped = Shipped::named(taken.from.as_str()).ok_or(Refused::Gone)?;
        let clip = edit::clip(shipped.text, &StepPath::top(taken.at))?;
        text = edit::apply(&text, &Change::Insert { at: StepPath::top(at), text: clip })?;
        for change in of_step(at, taken, &proposal.routine) {
            text = edit::apply(&text, &change)?;
        }
    }
    Ok(text)
}

fn head(proposal: &Proposal) -> String {
    let minutes = proposal.minutes;
    let mut lines = vec![
        "# Made of steps that come with solemate, each with its own words and sources.".to_owned(),
        format!("# How much of each is our own choice: fitted to {minutes} minutes."),
    ];
    lines.extend(proposal.remarks().into_iter().map(|remark| format!("# {remark}")));
    let lines = lines.join("\n");
    let sources: String =
        proposal.routine.sources.iter().map(|source| format!("    {},\n", edit::in_quotes(source))).collect();
    format!("{lines}\n\nformat = 1\nname = \"\"\nsources = [\n{sources}]\n\n[defaults]\nprep = \"5s\"\n")
}

/// The keys of the routine itself.
fn about(routine: &Routine) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut set = |key, value| changes.push(Change::Set { place: Place::Routine, key, value });
    set("name", Value::Text(routine.name.to_string()));
    if let Some(goal) = &routine.goal {
        set("goal", Value::Text(goal.to_string()));
    }
    for (key, words) in [("when", &routine.when), ("equipment", &routine.equipment)] {
        if !words.is_empty() {
            set(key, list(words));
        }
    }
    if let Some(level) = routine.level {
        set("level", Value::Number(level));
    }
    if !routine.meant.is_empty() {
        set("meant", Value::List(routine.meant.iter().map(|advice| advice.word().to_owned()).collect()));
    }
    changes
}

fn list(words: &[Clean]) -> Value {
    Value::List(words.iter().map(ToString::to_string).collect())
}

/// What of a step is otherwise than in the file it comes from.
fn of_step(at: usize, taken: &Taken, routine: &Routine) -> Vec<Change> {
    let Some(step) = routine.steps.get(at) else { return Vec::new() };
    let mut changes = Vec::new();
    let mut set = |key, value| changes.push(Change::Set { place: Place::Step(StepPath::top(at)), key, value });
    if !matches!(step.sides, Sides::Each | Sides::Both) {
        let word = SIDES.iter().find(|(_, sides)| *sides == step.sides).map_or("each", |(word, _)| word);
        set("sides", Value::Text(word.to_owned()));
    }
    if let Some(dose) = &taken.dose {
        let shipped = Shipped::named(taken.from.as_str()).and_then(Shipped::routine);
        let rounds = shipped.and_then(|routine| routine.steps.get(taken.at).map(|step| step.rounds));
        if rounds != Some(dose.rounds) {
            set("rounds", Value::Number(dose.rounds));
        }
        if let Some((key, value)) = said(dose) {
            set(key, value);
        }
        set("source", list(&step.source));
    }
    changes
}

/// The work of a dose in the key of a file.
fn said(dose: &Dose) -> Option<(&'static str, Value)> {
    let length = |length: Seconds| Value::Text(format!("{}s", length.0));
    match &dose.work {
        Work::Time { length: each, .. } => Some(("time", sided(each, length))),
        Work::Holds { reps, .. } | Work::Tempo { reps, .. } => Some(("reps", sided(reps, Value::Number))),
        Work::Wait | Work::Set(_) => None,
    }
}

fn sided<T: Copy + PartialEq>(each: &PerSide<T>, value: impl Fn(T) -> Value) -> Value {
    if each.left == each.right {
        return value(each.left);
    }
    Value::Pair([("left", Box::new(value(each.left))), ("right", Box::new(value(each.right)))])
}
