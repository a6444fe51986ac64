//! Routines of the person's own: what the verbs that make and change them share.

use std::io::{self, BufRead, IsTerminal};
use std::path::PathBuf;

use super::failure::Failure;
use super::here::{Here, so_many};
use crate::domain::body::{Feet, Side};
use crate::domain::catalogue::Summary;
use crate::domain::routine::{Routine, RoutineId, Sides, Step, Work};
use crate::driver::printer::{NotPrinted, Printer};
use crate::store::library::folder::nearest_id;
use crate::store::library::save::NotSaved;
use crate::store::shipped::Shipped;

/// An id for a new routine.
pub(super) fn id(name: &str) -> Result<RoutineId, Failure> {
    RoutineId::new(name).map_err(|why| {
        let near = nearest_id(name).map_or_else(String::new, |id| format!("; `{id}` would do"));
        Failure::person(format!("\"{name}\" cannot be the name of a routine's file: {why}{near}"))
    })
}

/// Where a personal routine of this id lies, or would.
pub(super) fn path(here: &Here, id: &RoutineId) -> PathBuf {
    here.places.routines().join(format!("{id}.toml"))
}

/// A folder for the bytes of a file that has to be written over where it lies.
pub(super) fn kept(here: &Here) -> PathBuf {
    here.places.state().join("kept")
}

/// How many steps there are that are no sets.
fn steps_in(steps: &[Step]) -> u64 {
    let in_step = |step: &Step| if let Work::Set(inner) = &step.work { steps_in(inner) } else { 1 };
    steps.iter().map(in_step).sum()
}

/// What a routine is, in a line or two: `Calf Classic: 2 steps, 13:20 for both feet, 7:07 for one`.
pub(super) fn in_short(routine: &Routine) -> String {
    let steps = so_many(steps_in(&routine.steps), "step");
    let totals = Summary::of(routine, Feet::Both).totals;
    if let Some(side) = only_side(routine) {
        return format!("{}: {steps}, {} for the {} foot", routine.name, totals.both, side.word().to_lowercase());
    }
    let [both, left, right] = [Feet::Both, Feet::Left, Feet::Right].map(|feet| totals.of(feet).to_string());
    let one =
        if left == right { format!("{left} for one") } else { format!("{left} for the left, {right} for the right") };
    format!("{}: {steps}, {both} for both feet, {one}", routine.name)
}

/// The side that a routine is for, if it works no other one; what both do together is for neither.
fn only_side(routine: &Routine) -> Option<Side> {
    fn collect(steps: &[Step], all: &mut Vec<Sides>) {
        for step in steps {
            match &step.work {
                Work::Set(inner) => collect(inner, all),
                _ if step.sides == Sides::Both => {}
                _ => all.push(step.sides),
            }
        }
    }
    let mut all = Vec::new();
    collect(&routine.steps, &mut all);
    let only = |side: Sides| !all.is_empty() && all.iter().all(|one| *one == side);
    if only(Sides::Left) { Some(Side::Left) } else { only(Sides::Right).then_some(Side::Right) }
}

/// Whether a routine of one's own may stand in the place of the shipped one of this id, if there is one. `is_input` says
/// that standard input holds something else than answers.
pub(super) fn may_shadow(id: &RoutineId, is_input: bool, out: &mut Printer) -> Result<bool, Failure> {
    if Shipped::named(id.as_str()).is_none() {
        return Ok(true);
    }
    if is_input {
        return Ok(false);
    }
    if io::stdin().is_terminal() {
        out.line(&format!("{id} is the name of a shipped routine, which stays as shipped:{id}."))?;
    }
    ask("Put yours in its place?", false, out)
}

/// A yes or no by line. Nothing is asked where nobody can answer.
pub(super) fn ask(question: &str, unsaid: bool, out: &mut Printer) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Ok(false);
    }
    let keys = if unsaid { "Y/n" } else { "y/N" };
    out.line(&format!("{question} [{keys}]"))?;
    out.flush()?;
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer).map_err(|error| Failure::machine(error.to_string()))?;
    Ok(match answer.trim() {
        "" => unsaid && read > 0,
        answer => answer.eq_ignore_ascii_case("y") || answer.eq_ignore_ascii_case("yes"),
    })
}

impl From<NotSaved> for Failure {
    fn from(error: NotSaved) -> Self {
        let text = error.to_string();
        match error {
            NotSaved::Changed { .. } => Self::person(text),
            NotSaved::Unreadable { why, .. } if !why.is_the_machines() => Self::person(text),
            NotSaved::Unreadable { .. } | NotSaved::Store(_) => Self::machine(text),
        }
    }
}

/// Says where a routine stands now, and how to go on.
pub(super) fn tell_where(here: &Here, routine: &Routine, out: &mut Printer) -> Result<(), NotPrinted> {
    let id = &routine.id;
    out.line(&in_short(routine))?;
    out.line(&format!("{}", crate::store::error::shown(&path(here, id))))?;
    out.line(&format!("`solemate edit {id}` changes it, `solemate start {id}` begins it."))
}
