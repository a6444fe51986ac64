//! What is due today: the one rule behind `solemate today`, and behind a reminder.

use serde::Serialize;

/// Something that is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// To rate the first steps of this morning.
    FirstStep,
    /// To do a session.
    Session,
}

/// What is known of a day that decides what is due on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Facts {
    /// Whether steps are still taken for the first ones of the day.
    pub morning: bool,
    /// Whether the first steps of one foot at least are rated.
    pub rated: bool,
    /// How many sessions something was done in.
    pub sessions: u32,
}

impl Due {
    /// What it is called where others may read along: nothing that tells of a complaint.
    pub const fn words(self) -> &'static str {
        match self {
            Self::FirstStep => "first steps",
            Self::Session => "a session",
        }
    }
}

/// What is due, in the order in which a day brings it. First steps that were not rated in the morning are due no more:
/// nobody is reminded of what cannot be made good.
pub fn due(facts: Facts) -> Vec<Due> {
    let first_step = (facts.morning && !facts.rated).then_some(Due::FirstStep);
    let session = (facts.sessions == 0).then_some(Due::Session);
    first_step.into_iter().chain(session).collect()
}

/// The same in words, `first steps, a session`; none where nothing is due.
pub fn in_words(due: &[Due]) -> Option<String> {
    (!due.is_empty()).then(|| due.iter().map(|due| due.words()).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(morning: bool, rated: bool, sessions: u32) -> Option<String> {
        in_words(&due(Facts { morning, rated, sessions }))
    }

    #[test]
    fn first_steps_are_due_in_the_morning_and_a_session_until_there_was_one() {
        assert_eq!(said(true, false, 0).as_deref(), Some("first steps, a session"));
        assert_eq!(said(true, true, 0).as_deref(), Some("a session"));
        assert_eq!(said(true, false, 2).as_deref(), Some("first steps"));
        assert_eq!(said(false, false, 0).as_deref(), Some("a session"));
        assert_eq!(said(false, false, 1), None, "what was not rated in the morning is not asked for at night");
        assert_eq!(said(true, true, 1), None);
    }
}
