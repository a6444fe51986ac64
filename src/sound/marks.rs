//! Marks of the time left: which of them a session has just passed.

use std::time::Duration;

use crate::domain::session::{Glance, Session, Standing};
use crate::domain::time::Moment;

/// What was left of the segment under way when it was last looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks {
    seen: Option<(usize, Duration)>,
}

impl Marks {
    /// The segment of work under way and the mark it has passed since it was last looked at, if it has passed one.
    pub fn passed(
        &mut self,
        session: Option<(&Session, Glance<'_>)>,
        marks: impl IntoIterator<Item = Duration>,
    ) -> Option<(usize, Duration)> {
        let here = session.map(|(session, glance)| (session.at(), glance.clock));
        let before = std::mem::replace(&mut self.seen, here);
        let (segment, left) = here.filter(|_| session.is_some_and(|(_, glance)| glance.segment.kind.is_work()))?;
        let (_, heard) = before.filter(|(last, _)| *last == segment)?;
        marks.into_iter().find(|mark| left <= *mark && *mark < heard).map(|mark| (segment, mark))
    }
}

/// The session and how it stands, while time passes in it.
pub fn running(session: Option<&Session>, now: Moment) -> Option<(&Session, Glance<'_>)> {
    session.map(|session| (session, session.glance(now))).filter(|(_, glance)| glance.standing == Standing::Running)
}
