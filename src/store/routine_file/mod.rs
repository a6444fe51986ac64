//! The text of a routine file to a routine, and every mistake in it to a place and a remedy.
//!
//! ```text
//! bytes -> encoding -> TOML tree -> reader (one value) -> shape, work (what goes together) -> Routine
//!             |            |               \___________________/
//!             |          syntax                       |
//!             \____________\____________ problem <- keys, length
//!                                           |
//!                                         render
//! ```

pub mod edit;
mod encoding;
pub mod keys;
mod length;
mod lines;
mod problem;
mod reader;
mod render;
mod rules;
pub mod schema;
mod shape;
pub mod sheet;
mod syntax;
mod work;
mod written;

use std::path::Path;

use toml::de::DeTable;

use crate::domain::routine::{Routine, RoutineId};

pub use lines::line_of;
pub use problem::{Place, Problem, Report};
use reader::Reader;
pub use rules::unknown_routines;
pub use syntax::mistakes;

/// The largest routine file that is read, in bytes. The longest shipped one has a twentieth of it.
pub const MOST_BYTES: usize = 256 * 1024;

/// Reads the bytes of a routine file. `path` is for the messages only.
///
/// # Errors
/// Tells all problems of the file at once, each with its place and its remedy.
pub fn read(id: &RoutineId, path: &Path, bytes: &[u8]) -> Result<Routine, Report> {
    let text = encoding::text(bytes).map_err(|found| Report::new(path, &found.shown, vec![found.problem]))?;
    let (tree, errors) = DeTable::parse_recoverable(text);
    if let Some(newer) = shape::newer_format(tree.get_ref()) {
        return Err(Report::new(path, text, vec![newer]));
    }
    if errors.is_empty() {
        let mut reader = Reader { source: text, partial: false, problems: Vec::new() };
        let routine = shape::routine(&mut reader, id, tree.get_ref());
        return if reader.problems.is_empty() { Ok(routine) } else { Err(Report::new(path, text, reader.problems)) };
    }
    let mended = syntax::mend(text);
    let mut problems = mended.problems;
    if mended.readable {
        let (tree, _) = DeTable::parse_recoverable(&mended.text);
        let mut reader = Reader { source: &mended.text, partial: true, problems: Vec::new() };
        shape::routine(&mut reader, id, tree.get_ref());
        reader.problems.retain(|problem| !syntax::is_told(&mended.text, &problems, problem));
        problems.extend(reader.problems);
    }
    Err(Report::new(path, &mended.shown, problems))
}
