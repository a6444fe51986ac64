//! The health profile: nine questions, the answers, and what follows from them.
//!
//! ```text
//! question   what is asked, what a yes says, how long it lasts
//! rules      what follows from the answers: allowed, lighter, left out; the only place that says so
//! profile    the answers, and what of them holds on a day
//! ```
//!
//! What is not said speaks against nothing. What a yes hides is named with its reason wherever it would have stood, and
//! may be started all the same by whoever says so in words; the one exception is the time after surgery, a fracture or a
//! tear, in which pain is logged and nothing else, until a clinician has agreed or the months are over.

mod profile;
mod question;
mod rules;

pub use profile::{Answer, MONTHS, NoAnswer, Profile};
pub use question::{Because, Question};
pub use rules::{Deed, Guard, Outlook, Softer, Verdict, Zones};
