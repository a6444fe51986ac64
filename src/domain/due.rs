//! What is due today: the one rule behind `solemate today`, and behind a reminder.

use serde::{Serialize, Serializer};

use super::care::{Reason, Suggestion};

/// Something that is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Due {
    /// To rate the first steps of this morning.
    FirstStep,
    /// To do the session that the plan has next.
    Session,
    /// To stretch, so many times more.
    Stretches(u8),
    /// To do the raises.
    Raises,
}

/// What is known of a day that decides what is due on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Facts {
    /// Whether steps are still taken for the first ones of the day.
    pub morning: bool,
    /// Whether the first steps of one foot at least are rated.
    pub rated: bool,
    /// Whether the plan has a session that is no stretch and no raise.
    pub session: bool,
    /// How many stretches the plan has left.
    pub stretches: u8,
    /// Whether the plan has raises.
    pub raises: bool,
}

impl Facts {
    /// What a day is known by, on which the plan makes this suggestion.
    pub fn of(suggestion: &Suggestion, morning: bool, rated: bool) -> Self {
        let due = suggestion.due;
        let small = |reason: &Reason| matches!(reason, Reason::Stretches(..) | Reason::Raises);
        let pick = suggestion.pick.as_ref().filter(|_| suggestion.is_due);
        let session = due.massage || pick.is_some_and(|pick| !pick.reasons.iter().any(small));
        // On a rest day, or on that of a red flag, nothing is due, not even a number.
        let morning = morning && !suggestion.marks.rest && suggestion.marks.flags.is_empty();
        Self { morning, rated, session, stretches: due.stretches_left(), raises: due.raises }
    }
}

impl Due {
    /// What it is called where programs read it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::FirstStep => "first-step",
            Self::Session => "session",
            Self::Stretches(_) => "stretches",
            Self::Raises => "raises",
        }
    }

    /// What it is called where others may read along: nothing that tells of a complaint.
    pub fn words(self) -> String {
        match self {
            Self::FirstStep => "first steps".into(),
            Self::Session => "a session".into(),
            Self::Stretches(1) => "a stretch".into(),
            Self::Stretches(many) => format!("{many} stretches"),
            Self::Raises => "raises".into(),
        }
    }
}

impl Serialize for Due {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

/// What is due, in the order in which a day brings it. First steps that were not rated in the morning are due no more:
/// nobody is reminded of what cannot be made good.
pub fn due(facts: Facts) -> Vec<Due> {
    let parts = [
        (facts.morning && !facts.rated).then_some(Due::FirstStep),
        facts.session.then_some(Due::Session),
        (facts.stretches > 0).then_some(Due::Stretches(facts.stretches)),
        facts.raises.then_some(Due::Raises),
    ];
    parts.into_iter().flatten().collect()
}

/// The same in words, `first steps, a session`; none where nothing is due.
pub fn in_words(due: &[Due]) -> Option<String> {
    (!due.is_empty()).then(|| due.iter().map(|due| due.words()).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Facts = Facts { morning: false, rated: false, session: false, stretches: 0, raises: false };

    fn said(facts: Facts) -> Option<String> {
        in_words(&due(facts))
    }

    #[test]
    fn first_steps_are_due_in_the_morning_only() {
        assert_eq!(said(Facts { morning: true, ..NOTHING }).as_deref(), Some("first steps"));
        assert_eq!(said(Facts { morning: true, rated: true, ..NOTHING }), None);
        assert_eq!(said(NOTHING), None, "what was not rated in the morning is not asked for at night");
    }

    #[test]
    fn what_the_plan_has_left_is_due() {
        let all = Facts { morning: true, rated: false, session: true, stretches: 2, raises: true };
        assert_eq!(said(all).as_deref(), Some("first steps, a session, 2 stretches, raises"));
        assert_eq!(said(Facts { stretches: 1, ..NOTHING }).as_deref(), Some("a stretch"));
        assert_eq!(serde_json::to_string(&due(all)).unwrap(), r#"["first-step","session","stretches","raises"]"#);
    }
}
