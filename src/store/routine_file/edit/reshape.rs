//! A value that becomes one of another shape: what somebody wrote to what goes stands above the new line.
//!
//! ```text
//! time.left  = "60s"  # stiff            # stiff
//! time.right = "70s"  # since May   ⇒    # since May
//!                                        time = "2m"
//! ```

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::comments::{comment_lines, indent_at};
use super::entry::{Found, Holder, Manner, Sheet, Splices, end_of};
use super::outline::{Section, line_end, line_start};
use super::value;
use crate::domain::edit::Value;
use crate::domain::order;

/// A key with its value, as they stand in the file.
pub(super) type Entry<'a, 't> = (&'a Spanned<std::borrow::Cow<'t, str>>, &'a Spanned<DeValue<'t>>);

impl Sheet<'_> {
    /// A value in the place of another, and the comments inside that one above it.
    pub(super) fn exchanged(&self, (name, before): Entry, value: &Value) -> Splices {
        let key = name.span().start;
        let comments = comment_lines(self.text, before.span(), indent_at(self.text, key));
        let line = line_start(self.text, key);
        let above = (!comments.is_empty()).then_some((line..line, comments));
        above.into_iter().chain([self.replaced(before, value)]).collect()
    }

    /// A table that has a header, or whose name stands before each of its keys, becomes one value.
    pub(super) fn in_one(
        &self,
        (holder, table): (Holder, &Found),
        (name, before): Entry,
        (key, value): (&'static str, &Value),
    ) -> Splices {
        if let Some(section) = self.section(before) {
            return self.section_in_one(section, before, self.added(holder, table, key, value));
        }
        let start = name.span().start;
        let indent = indent_at(self.text, start);
        match (&table.manner, end_of(self.text, before)) {
            (Manner::Braces(_), Some(end)) => {
                let comments = comment_lines(self.text, start..end, indent);
                let line = line_start(self.text, start);
                vec![(line..line, comments), (start..end, format!("{key} = {}", value::written(value, None)))]
            }
            _ => self.lines_in_one(before, indent, &self.key_line(holder, table, (key, value), indent)),
        }
    }

    /// The header of a table and its keys go; `line` is what comes, and where.
    fn section_in_one(&self, section: &Section, before: &Spanned<DeValue>, line: (Range<usize>, String)) -> Splices {
        let gone = section.lines.start..self.body_end(section, before);
        let (at, line) = line;
        let (open, line) = line.strip_prefix('\n').map_or(("", line.as_str()), |line| ("\n", line));
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        let comments = comment_lines(self.text, gone.clone(), indent);
        vec![(gone, String::new()), (at, format!("{open}{comments}{line}"))]
    }

    /// The lines of a table whose name stands before each of its keys: the last one becomes `line`.
    fn lines_in_one(&self, before: &Spanned<DeValue>, indent: &str, line: &str) -> Splices {
        let mut lines = Vec::new();
        self.lines_of(before, &mut lines);
        order::by_key(&mut lines, |line| line.start);
        let is_between = |two: &[Range<usize>]| {
            let between = &self.text[two[0].end..two[1].start];
            between.lines().map(str::trim_start).all(|line| line.is_empty() || line.starts_with('#'))
        };
        // A comment stays where it is, unless what comes below it there is another key.
        let stay = lines.windows(2).all(is_between);
        let mut kept = String::new();
        let mut splices = Splices::new();
        for gone in lines {
            kept += &comment_lines(self.text, gone.clone(), indent);
            splices.push((gone, if stay { std::mem::take(&mut kept) } else { String::new() }));
        }
        if let Some((_, last)) = splices.last_mut() {
            *last = format!("{last}{kept}{line}\n");
        }
        splices
    }

    /// The lines of the keys of a table.
    fn lines_of(&self, value: &Spanned<DeValue>, lines: &mut Vec<Range<usize>>) {
        for (name, value) in value.get_ref().as_table().into_iter().flatten() {
            if value.get_ref().is_table() && !self.is_in_braces(value) {
                self.lines_of(value, lines);
            } else {
                lines.push(line_start(self.text, name.span().start)..line_end(self.text, value.span().end));
            }
        }
    }
}
