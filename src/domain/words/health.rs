//! Words for what the health profile leaves out or softens.

use crate::domain::fit::leaves;
use crate::domain::health::{Because, Guard, Outlook, Verdict};
use crate::domain::plan::{Choice, Level};
use crate::domain::record::RedFlags;
use crate::domain::routine::Routine;
use crate::domain::words::capital;

/// Said where no session is offered.
pub const NO_SESSION: &str = "No session for now.";

/// What stands before a red flag in a list of what was said.
pub const RED_FLAG: &str = "red flag";

/// Said on the day of a red flag: `No session today: you said fever, or feeling ill.`
pub fn flagged(flags: RedFlags) -> String {
    format!("No session today: you said {flags}.")
}

/// How a clinician's word is told to the program.
const AGREED: &str = "Once a clinician has agreed: `solemate health --set surgery=agreed`.";

/// Said of a routine that is not offered, as it is named on the command line; nothing where it is.
pub fn not_offered(outlook: &Outlook, named: &str) -> Option<String> {
    let advice = outlook.hidden.advice().join(" ");
    let because = outlook.hidden;
    let left = if outlook.is_gone() { "nothing of it is left" } else { "too little of it is left" };
    match (outlook.log_only, outlook.is_hidden()) {
        (true, _) => Some(format!("{NO_SESSION} {advice} {AGREED}")),
        (false, true) => Some(format!(
            "Not offered for your health ({because}): {left}. You know yourself best: `solemate start {named} --anyway` \
             does it as on paper, `solemate show {named} --anyway` shows it so."
        )),
        (false, false) => None,
    }
}

/// Said of what a rule of a routine would offer.
pub fn left_out(because: Because) -> String {
    format!("It is left out for your health: {because}.")
}

/// What is said first of a routine that is held: why there is no session of it.
pub fn held(outlook: &Outlook) -> String {
    if outlook.log_only { NO_SESSION.to_owned() } else { format!("Not for now, for your health: {}.", outlook.hidden) }
}

/// Why a session that was cut off does not simply go on: what was said today speaks against any, or the health profile
/// leaves out some of it.
pub fn held_back(outlook: &Outlook, flags: RedFlags) -> String {
    if !flags.is_empty() && !outlook.log_only {
        return flagged(flags);
    }
    if outlook.log_only {
        return format!("{NO_SESSION} {}", outlook.hidden.advice().join(" "));
    }
    format!("Your health profile leaves out some of it: {}. Begun anew, it comes without.", outlook.hidden)
}

/// That what goes on is lighter for one's health, with a space behind it; empty where it is not.
pub fn lighter(outlook: &Outlook) -> String {
    match outlook.is_hidden() || outlook.softened.is_empty() {
        true => String::new(),
        false => format!("It goes on as light as your health profile wants it: {}. ", outlook.softened),
    }
}

/// Why nothing can be proposed; nothing is said of one's health where that is not the reason.
pub fn nothing_to_propose(guard: &Guard) -> String {
    match (guard.is_log_only(), guard.is_clear()) {
        (true, _) => format!("{NO_SESSION} {}", guard.holds().advice().join(" ")),
        (false, false) => format!("Your health profile leaves nothing of this: {}.", guard.holds()),
        (false, true) => "The library has nothing for this.".to_owned(),
    }
}

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
            let limit = softer.limit(Choice { level: Level::Firm, ..Choice::default() });
            let is_softer = step.limit.is_none_or(|own| own > limit);
            let sentence = format!("\"{}\" goes no further than {limit} of 10 for your health: {because}", step.name);
            is_softer.then_some(OfStep { number, key: "limit", sentence })
        }
    });
    said.collect()
}
