//! What is wrong in a routine file: where, what, and the way out.

use std::fmt;
use std::ops::Range;
use std::path::Path;

use serde::Serialize;

use crate::domain::order;
use crate::domain::text::Clean;

/// How many problems of one file are told in full.
const MOST_TOLD: usize = 50;

/// One problem, with its place and its remedy. All texts are clean.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The offending text: bytes of the file, or of its nearest UTF-8 if it is not UTF-8.
    pub span: Range<usize>,
    /// The key it belongs to, such as `step[2].time`, counted from 1; empty when it belongs to none.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub key: Clean,
    /// What is wrong.
    pub title: Clean,
    /// What to write there, or what was meant.
    pub label: Clean,
    /// More about what is allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<Clean>,
    /// A second place that has to do with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub also: Option<Place>,
}

/// A second place of a problem.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The text: bytes of the file.
    pub span: Range<usize>,
    /// What is there.
    pub label: Clean,
}

impl Problem {
    /// A problem at `span`; [`Report::new`] finds its line.
    pub(super) fn at(span: Range<usize>, title: &str, label: &str) -> Self {
        Self {
            line: 0,
            column: 0,
            span,
            key: Clean::default(),
            title: Clean::visible(title),
            label: Clean::visible(label),
            help: None,
            also: None,
        }
    }

    pub(super) fn key(self, path: &str) -> Self {
        Self { key: Clean::visible(path), ..self }
    }

    pub(super) fn help(self, help: &str) -> Self {
        Self { help: Some(Clean::visible(help)), ..self }
    }

    pub(super) fn also(self, span: Range<usize>, label: &str) -> Self {
        Self { also: Some(Place { line: 0, column: 0, span, label: Clean::visible(label) }), ..self }
    }

    /// The problem in one line: ``line 12: unknown key `tiem`, did you mean `time`?``
    pub fn one_line(&self) -> String {
        format!("line {}: {}, {}", self.line, self.title, self.label)
    }
}

/// All problems of one routine file, in the order of the file. There is at least one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Report {
    /// The file.
    pub file: Clean,
    /// The problems; the first 50.
    pub problems: Vec<Problem>,
    /// How many more there are.
    pub left_out: usize,
    /// What the places refer to.
    #[serde(skip)]
    pub(super) source: Box<str>,
}

impl Report {
    pub(super) fn new(file: &Path, source: &str, mut problems: Vec<Problem>) -> Self {
        debug_assert!(!problems.is_empty(), "a report has at least one problem");
        order::by_key(&mut problems, |problem| problem.span.start);
        let left_out = problems.len().saturating_sub(MOST_TOLD);
        problems.truncate(MOST_TOLD);
        for problem in &mut problems {
            problem.span = whole_characters(source, &problem.span);
            (problem.line, problem.column) = place(source, problem.span.start);
            if let Some(also) = &mut problem.also {
                also.span = whole_characters(source, &also.span);
                (also.line, also.column) = place(source, also.span.start);
            }
        }
        Self { file: Clean::visible(&file.to_string_lossy()), problems, left_out, source: source.into() }
    }

    /// The problem nearest to the top of the file.
    pub fn first(&self) -> &Problem {
        &self.problems[0]
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.file, self.first().one_line())?;
        match self.problems.len() - 1 + self.left_out {
            0 => Ok(()),
            more => write!(f, " (and {more} more)"),
        }
    }
}

impl std::error::Error for Report {}

/// The span within `text`, moved to where characters begin.
pub(super) fn whole_characters(text: &str, span: &Range<usize>) -> Range<usize> {
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    floor(span.start)..floor(span.end.max(span.start))
}

/// Line and column of a byte, both from 1. A byte order mark takes no column.
fn place(source: &str, at: usize) -> (usize, usize) {
    let before = &source[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before[line_start..].chars().filter(|c| *c != '\u{feff}').count() + 1;
    (line, column)
}
