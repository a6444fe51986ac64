//! Where the rules of a routine lead: to routines that are there, and not round in a circle.

use std::path::Path;

use super::{Library, LoadError, Source};
use crate::domain::body::Feet;
use crate::domain::catalogue::Summary;
use crate::domain::health::{Because, Guard};
use crate::domain::routine::{Routine, RoutineId};
use crate::domain::rule;
use crate::store::routine_file;

impl Library {
    /// What is wrong with a file whose rules name a routine that is not there, with its line and the nearest id.
    pub fn missing(&self, source: &Source) -> Option<LoadError> {
        let unknown = |id: &str| match self.source(id) {
            Err(LoadError::Unknown { nearest, .. }) => Some(nearest.map(|id| id.to_string())),
            _ => None,
        };
        let path = source.path.as_deref().unwrap_or(Path::new(source.id.as_str()));
        let report = routine_file::unknown_routines(path, &source.bytes, unknown)?;
        Some(LoadError::Broken(Box::new(report)))
    }

    /// Why nothing can come of a rule: too little of its routine is left for one's health.
    pub fn withheld(&self, rule: &rule::Rule, guard: &Guard) -> Option<Because> {
        let other = self.load(rule.instead.as_str()).ok()?;
        let outlook = guard.outlook(&Summary::of(&other, Feet::Both).deeds);
        outlook.is_hidden().then_some(outlook.hidden)
    }

    /// The ids by which the rules of a routine lead back to it, if they do.
    pub fn circle(&self, routine: &Routine) -> Option<Vec<RoutineId>> {
        let named = |rules: &[rule::Rule]| rules.iter().map(|rule| rule.instead.clone()).collect::<Vec<_>>();
        rule::cycle(&routine.id, |id| match id == &routine.id {
            true => named(&routine.rules),
            false => self.load(id.as_str()).map(|other| named(&other.rules)).unwrap_or_default(),
        })
    }
}
