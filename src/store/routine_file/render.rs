//! A report as text for a terminal, the offending lines quoted. The only file that knows the drawing library.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::domain::text::Clean;

use super::problem::{Problem, Report};

/// Narrower than this, a quoted line would say nothing.
const LEAST_WIDTH: usize = 40;

impl Report {
    /// All problems with the lines they are in, for a terminal of `width` columns, with or without ANSI colours. Nothing
    /// of the file reaches the text but as [`Clean`].
    pub fn render(&self, colour: bool, width: usize) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.term_width(width.max(LEAST_WIDTH));
        let mut out = String::new();
        for problem in &self.problems {
            out.push_str(&renderer.render(&[self.group(problem)]));
            out.push_str("\n\n");
        }
        if self.left_out > 0 {
            out.push_str(&format!("and {} more\n", self.left_out));
        } else {
            out.truncate(out.trim_end_matches('\n').len() + 1);
        }
        out
    }

    fn group<'a>(&'a self, problem: &'a Problem) -> Group<'a> {
        let title = Level::ERROR.primary_title(problem.title.as_str());
        let mut group = if self.source.is_empty() {
            let origin = Origin::path(self.file.as_str());
            Group::with_title(title).element(origin).element(Level::NOTE.message(problem.label.as_str()))
        } else {
            Group::with_title(title).element(self.snippet(problem))
        };
        if let Some(help) = &problem.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        group
    }

    /// The lines from the first place to the last, cleaned, with their marks.
    fn snippet<'a>(&'a self, problem: &'a Problem) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let also = problem.also.as_ref();
        let mut marks = vec![(problem.span.clone(), AnnotationKind::Primary, &problem.label)];
        marks.extend(also.map(|place| (place.span.clone(), AnnotationKind::Context, &place.label)));
        marks.sort_by_key(|(span, ..)| span.start);

        let first = marks.iter().map(|(span, ..)| span.start).min().unwrap_or(0);
        let last = marks.iter().map(|(span, ..)| span.end).max().unwrap_or(0);
        let lines = self.lines(first..last);
        let line = problem.line.min(also.map_or(usize::MAX, |place| place.line));

        let mut quoted = String::new();
        let mut done = lines.start;
        let mut annotations = Vec::new();
        for (span, kind, label) in marks {
            let start = self.source.floor_char_boundary(span.start).max(done);
            let end = self.source.floor_char_boundary(span.end).max(start);
            quoted.push_str(&self.quote(done..start));
            let from = quoted.len();
            quoted.push_str(&self.quote(start..end));
            annotations.push(kind.span(from..quoted.len()).label(label.as_str()));
            done = end;
        }
        quoted.push_str(&self.quote(done..lines.end));
        Snippet::source(quoted).path(self.file.as_str()).line_start(line).annotations(annotations)
    }

    /// The whole lines that `span` touches, without the last line break.
    fn lines(&self, span: Range<usize>) -> Range<usize> {
        let start = self.source[..self.source.floor_char_boundary(span.start)].rfind('\n').map_or(0, |at| at + 1);
        let end = self.source.floor_char_boundary(span.end.max(start));
        start..self.source[end..].find('\n').map_or(self.source.len(), |at| end + at)
    }

    fn quote(&self, part: Range<usize>) -> Clean {
        let text = &self.source[part.clone()];
        // The byte order mark at the start is no mistake, and a lone CR of a CR LF cut in two is none either.
        let text = if part.start == 0 { text.trim_start_matches('\u{feff}') } else { text };
        Clean::visible_lines(text.strip_suffix('\r').unwrap_or(text))
    }
}
