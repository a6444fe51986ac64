//! Words for what the health profile leaves out or softens.

use crate::domain::fit::leaves;
use crate::domain::health::{Guard, Verdict};
use crate::domain::plan::Level;
use crate::domain::routine::Routine;
use crate::domain::words::capital;

/// Said of a routine of which too little is left.
pub const NOT_OFFERED: &str = "Not offered for your health: too little of it is left. You know yourself best: `solemate \
                               start --anyway` does it as on paper.";

/// A line of what is otherwise than on paper, as a sentence: `Left out: Toe pull.`
pub fn sentence(word: &str, text: &str) -> String {
    let end = if text.ends_with('.') { "" } else { "." };
    format!("{}: {text}{end}", capital(word))
}

/// What the health profile says of a step.
pub struct OfStep {
    /// The number of the step in a plan, from 0.
    pub number: usize,
    /// The key of a routine file that it is about.
    pub key: &'static str,
    /// All of it, without its end.
    pub sentence: String,
}

/// What the health profile says of the steps of a routine, from the first to the last.
pub fn of_steps(routine: &Routine, guard: &Guard) -> Vec<OfStep> {
    let steps = leaves(&routine.steps).into_iter().enumerate();
    let said = steps.filter_map(|(number, (step, _))| match guard.judge_step(step) {
        Verdict::Allowed => None,
        Verdict::Hidden(because) => {
            let sentence = format!("\"{}\" is left out for your health: {because}", step.name);
            Some(OfStep { number, key: "technique", sentence })
        }
        Verdict::Softened(softer, because) => {
            // The firmest day leaves the most.
            let limit = softer.limit(guard.level(Level::Firm));
            let is_softer = step.limit.is_none_or(|own| own > limit);
            let sentence = format!("\"{}\" goes no further than {limit} of 10 for your health: {because}", step.name);
            is_softer.then_some(OfStep { number, key: "limit", sentence })
        }
    });
    said.collect()
}
