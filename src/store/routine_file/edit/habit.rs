//! How the steps of a file are written, so that one that is new looks as they do.
//!
//! ```text
//! [[step]]                        [[step]]                    [[step]]
//! name      = "A"                 name = "A"                  name="A"
//! technique = "kneading"          technique = "kneading"      technique="kneading"
//! ```

use super::comments::indent_at;
use super::entry::{Found, Holder, Manner, Sheet, step, steps_beside};
use super::value::written;
use crate::domain::edit::{StepPath, Value};

/// The manner of a line that says a key.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Habit<'t> {
    indent: &'t str,
    /// How far behind the start of a key its `=` stands, where all stand below each other.
    column: Option<usize>,
    /// No blanks stand around `=`.
    is_tight: bool,
}

impl Habit<'_> {
    /// A line that says a key.
    pub(super) fn line(&self, key: &str, value: &Value) -> String {
        let (indent, value) = (self.indent, written(value, None));
        if self.is_tight && self.column.is_none() {
            return format!("{indent}{key}={value}\n");
        }
        let column = self.column.unwrap_or(0).max(key.len() + 1);
        format!("{indent}{key:column$}= {value}\n")
    }

    /// A header, and the keys below it.
    pub(super) fn step(&self, header: &str, keys: &[(&str, Value)]) -> String {
        let lines: String = keys.iter().map(|(key, value)| self.line(key, value)).collect();
        format!("{}[[{header}]]\n{lines}", self.indent)
    }
}

impl Sheet<'_> {
    /// How the steps beside `at` are written: those above it first, the nearest of all; then those below it, then the set
    /// that they lie in.
    pub(super) fn habit(&self, at: &StepPath) -> Habit<'_> {
        let list = steps_beside(self.tree, at).ok().flatten();
        let count = list.and_then(|list| list.get_ref().as_array()).map_or(0, |steps| steps.len());
        let beside = (0..at.at().min(count)).rev().chain(at.at()..count).map(|place| at.beside(place));
        let near: Vec<(Habit, bool)> = beside.chain(at.set()).filter_map(|path| self.habit_of(&path)).collect();
        let told = near.iter().find(|(_, is_told)| *is_told).or(near.first());
        let indent = near.first().filter(|_| count > 0).map_or("", |(habit, _)| habit.indent);
        told.map_or_else(Habit::default, |(habit, _)| Habit { indent, ..*habit })
    }

    /// How a step is written that has lines of its own, and whether it tells: keys of one length stand below each other
    /// by chance.
    fn habit_of(&self, path: &StepPath) -> Option<(Habit<'_>, bool)> {
        let table = self.find(Holder::Step(path)).ok()??;
        let Manner::Lines(_) = table.manner else { return None };
        let indent = indent_at(self.text, step(self.tree, path).ok()?.span().start);
        let column = self.column(&table);
        let mut lengths: Vec<usize> = self.said(&table).map(|(name, ..)| name.len()).collect();
        lengths.dedup();
        let is_tight = self.is_tight(&table);
        Some((Habit { indent, column, is_tight }, column.is_some() || is_tight || lengths.len() > 1))
    }

    /// Whether no blank stands around any `=` of a table.
    pub(super) fn is_tight(&self, table: &Found) -> bool {
        let mut all = self.said(table).map(|(_, start, end)| &self.text[start..end]).peekable();
        let is_so = |said: &str| {
            let (key, value) = said.split_once('=').unwrap_or((" ", " "));
            !key.ends_with([' ', '\t']) && !value.starts_with([' ', '\t'])
        };
        all.peek().is_some() && all.all(is_so)
    }
}
