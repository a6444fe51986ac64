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
