//! A report as text for a terminal, the offending lines quoted. The only file that knows the drawing library.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::domain::order;
use crate::domain::text::Clean;

use super::problem::{Problem, Report};

/// Narrower than this, a quoted line would say nothing.
const LEAST_WIDTH: usize = 40;
/// More bytes than this are not quoted for one problem: no one reads such a line, and to draw fifty takes seconds.
const MOST_QUOTED: usize = 16 * 1024;

impl Report {
    /// All problems with the lines they are in, for a terminal of `width` columns, with or without ANSI colours. Nothing
    /// of the file reaches the text but as [`Clean`].
    pub fn render(&self, colour: bool, width: usize) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.term_width(width.max(LEAST_WIDTH));
        let mut out = String::new();
        let mut helped = Vec::new();
        for problem in &self.problems {
            // A long list of words is not read twice.
            let help = problem.help.as_deref().filter(|help| !helped.contains(help));
            helped.extend(help);
            if !out.is_empty() {
                out.push('\n');
            }
            let text = renderer.render(&[self.group(problem, help)]);
            // Without a quoted line the library leaves out the blank that it puts before the place elsewhere.
            for line in text.split_inclusive('\n') {
                let at_the_edge = line.strip_prefix("\u{1b}[1m\u{1b}[94m").unwrap_or(line).starts_with("-->");
                out.push_str(if at_the_edge { " " } else { "" });
                out.push_str(line);
            }
            out.push('\n');
        }
        if self.left_out > 0 {
            out.push_str(&format!("\nand {} more problems\n", self.left_out));
        }
        out
    }

    fn group<'a>(&'a self, problem: &'a Problem, help: Option<&'a str>) -> Group<'a> {
        let group = Group::with_title(Level::ERROR.primary_title(problem.title.as_str()));
        let quoted = self.lines(self.reach(problem));
        let mut group = if quoted.is_empty() || quoted.len() > MOST_QUOTED {
            let origin = Origin::path(self.file.as_str()).line(problem.line).char_column(problem.column);
            group.element(origin).element(Level::HELP.message(problem.label.as_str()))
        } else {
            group.element(self.snippet(problem, quoted))
        };
        if let Some(help) = help {
            group = group.element(Level::HELP.message(help));
        }
        group
    }

    /// From the first place of a problem to its last.
    fn reach(&self, problem: &Problem) -> Range<usize> {
        let also = problem.also.as_ref().map_or(&problem.span, |place| &place.span);
        problem.span.start.min(also.start)..problem.span.end.max(also.end)
    }

    /// These lines, cleaned, with their marks.
    fn snippet<'a>(
        &'a self,
        problem: &'a Problem,
        lines: Range<usize>,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let also = problem.also.as_ref();
        let mut marks = vec![(problem.span.clone(), AnnotationKind::Primary, &problem.label)];
        marks.extend(also.map(|place| (place.span.clone(), AnnotationKind::Context, &place.label)));
        order::by_key(&mut marks, |(span, ..)| span.start);
        let line = problem.line.min(also.map_or(usize::MAX, |place| place.line));

        let mut quoted = String::new();
        let mut done = lines.start;
        let mut annotations = Vec::new();
        for (span, kind, label) in marks {
            let start = span.start.max(done);
            let end = span.end.max(start);
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
        let start = self.source[..span.start].rfind('\n').map_or(0, |at| at + 1);
        start..self.source[span.end..].find('\n').map_or(self.source.len(), |at| span.end + at)
    }

    fn quote(&self, part: Range<usize>) -> Clean {
        let text = &self.source[part.clone()];
        // The byte order mark at the start is no mistake, and a lone CR of a CR LF cut in two is none either.
        let text = if part.start == 0 { text.trim_start_matches('\u{feff}') } else { text };
        Clean::visible_lines(text.strip_suffix('\r').unwrap_or(text))
    }
}
