//! What was done of a session against what was planned, summed up for each step or technique.

use std::time::Duration;

use super::body::Side;
use super::record::{SessionRecord, StepRecord};

/// Time done, and time planned.
pub type DoneOf = (Duration, Duration);

/// One line: a step or a technique, with what was done on each side; none where nothing was planned or done there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The name of the step, or of the technique.
    pub name: String,
    /// Both sides together.
    pub both: Option<DoneOf>,
    /// The left side.
    pub left: Option<DoneOf>,
    /// The right side.
    pub right: Option<DoneOf>,
}

impl Line {
    fn add(&mut self, step: &StepRecord) {
        let place = match step.side {
            Some(Side::Left) => &mut self.left,
            Some(Side::Right) => &mut self.right,
            None => &mut self.both,
        };
        let (done, planned) = place.get_or_insert_default();
        *done += step.done;
        *planned += step.planned;
    }
}

/// What of a session is no work: getting ready, changing sides and resting. With it the lines add up to the session.
pub fn between(record: &SessionRecord) -> DoneOf {
    let (mut done, mut planned) = (record.lived, record.planned);
    for step in &record.steps {
        (done, planned) = (done.saturating_sub(step.done), planned.saturating_sub(step.planned));
    }
    (done, planned)
}

/// The lines of a record: one for each step, or one for each technique.
pub fn lines(record: &SessionRecord, by_step: bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for step in &record.steps {
        let name = match (by_step, step.technique) {
            (false, Some(technique)) => technique.apart()[0].to_owned(),
            (false, None) => "other work".to_owned(),
            (true, _) => step.name.to_string(),
        };
        let at = lines.iter().position(|line| line.name == name).unwrap_or_else(|| {
            lines.push(Line { name, both: None, left: None, right: None });
            lines.len() - 1
        });
        if let Some(line) = lines.get_mut(at) {
            line.add(step);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Ending;
    use crate::domain::routine::RoutineId;
    use crate::domain::text::Clean;
    use crate::domain::time::stamp;

    #[test]
    fn what_is_no_work_makes_the_lines_add_up_to_the_session() {
        let seconds = Duration::from_secs;
        let step = |side, planned, done| StepRecord {
            name: Clean::visible("Knead"),
            technique: None,
            side,
            planned: seconds(planned),
            done: seconds(done),
            skipped: false,
            hurts: Vec::new(),
        };
        let mut record = SessionRecord {
            routine: RoutineId::new("calf").unwrap(),
            name: Clean::visible("Calf"),
            started: stamp::read("2026-11-20T21:00:00+01:00").unwrap(),
            ending: Ending::Early,
            planned: seconds(443),
            lived: seconds(400),
            paused: seconds(9),
            fitted: None,
            steps: vec![step(Some(Side::Left), 180, 180), step(Some(Side::Right), 180, 150), step(None, 20, 10)],
        };
        assert_eq!(between(&record), (seconds(60), seconds(63)));
        record.lived = seconds(300);
        assert_eq!(between(&record).0, Duration::ZERO, "never less than nothing");
    }
}
