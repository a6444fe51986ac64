//! What is asked before a session, and what is said to a yes.
//!
//! The questions follow the warning signs that public advice names: of a clot in a vein of the calf (NHS, Deep vein
//! thrombosis), of a torn fascia (Servey, Jonas 2018, J Am Board Fam Med 31:282), of a fracture, an infection or nerve
//! trouble. A physiotherapist has not reviewed them.

/// The five questions; yes to any means no session today.
pub const QUESTIONS: [&str; 5] = [
    "One calf swollen, hot, red or newly sore?",
    "A foot swollen, red or bruised, or the skin broken?",
    "A pop, a fall, or a foot that cannot take weight?",
    "Fever, or feeling ill?",
    "New numbness or tingling?",
];

/// What is said of a clot that may have gone to the lung (R33): it waits for nothing.
pub const EMERGENCY: &str = "Short of breath or chest pain as well? Call your emergency number now.";

/// What is said to these answers, in the order of the questions.
pub fn advice(answers: [bool; 5]) -> impl Iterator<Item = &'static str> {
    let yes = ADVICE.into_iter().zip(answers).filter(|(_, yes)| *yes);
    yes.flat_map(|(advice, _)| advice.iter().copied())
}

/// What is said to a yes, in the order of the questions.
const ADVICE: [&[&str]; 5] = [
    &["A swollen, hot or newly sore calf needs a check today. Please do not massage it.", EMERGENCY],
    &[
        "Swelling, redness or a bruise: let it settle first. Log your pain and rest it.",
        // An open wound is no place to press, and with diabetes one to be seen the same day (R27).
        "Broken skin: no massage there. With diabetes or numb feet, get it seen today.",
    ],
    &["A pop, a bruise, or you cannot put weight on it: get it seen today. No stretching."],
    &["Fever, or a hot red heel: get it seen today."],
    &["New numbness or tingling: skip pressure there and book a visit."],
];

/// Said after a session on feet that may feel little (R32, R57; broken skin there is for the same day, R27).
pub const SKIN: &str = "Look at the skin now. Broken or blistered: get it seen today.";

/// Said when the person says that it hurt.
pub const LIGHTEN: &str = "Lighten up. Sharp or electric? Stop here.";

/// Said when discomfort is above what any step allows: `red` is where one stops (R47: both traffic lights stop at 6).
pub fn too_much(red: u8) -> String {
    format!("That is above {}. Stop: skip this step, or end here.", red.saturating_sub(1))
}

/// Said when it is strong enough to stop at, and behind it [`EARLY`].
pub const SHARP: &str = "Sharp or electric? Stop here.";

/// Said where one may want to stop.
pub const EARLY: &str = "It is fine to end early.";
