//! What is particular to the settings: a file that may hold every default as a comment, beside which a key finds its place,
//! and from which a key goes without the comments that somebody wrote to it.
//!
//! ```text
//! # How much moves.            about it: prose has a space behind its `#`
//! #motion = "calm"             its default
//! motion = "still"             where it is said for the first time
//! ```

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::comments::{comment_lines, comments};
use super::entry::{Found, Sheet, Splices};
use super::outline::{begin, line_end, line_start};

impl Sheet<'_> {
    /// Where `key` finds its place below its default, if that stands in a table, as a comment; its lines begin at `start`.
    pub(super) fn below_its_default(&self, table: &Found, (start, key): (usize, &str)) -> Option<usize> {
        self.settings?;
        let sections = self.outline.sections.iter();
        let end = sections.map(|section| section.lines.start).find(|next| *next > start).unwrap_or(self.text.len());
        let values: Vec<Range<usize>> = table.entries.iter().map(|(_, value)| value.span()).collect();
        // What looks like a comment may be part of a text over several lines.
        let found = self
            .comments(start..end)
            .find(|(at, said)| is_default(said, key) && !values.iter().any(|one| one.contains(at)));
        found.map(|(at, _)| line_end(self.text, at))
    }

    /// Where a table begins below its header, if that stands there as a comment and nothing that is said comes after it; and
    /// where the first key of it does.
    pub(super) fn below_its_header(&self, name: &str, key: &str) -> Option<(usize, usize)> {
        self.settings?;
        let is_it = |said: &str| said.strip_prefix('[').and_then(|rest| rest.strip_prefix(name)) == Some("]");
        let (at, _) = self.comments(0..self.text.len()).find(|(_, said)| is_it(said))?;
        let comes_after = self.tree.iter().any(|(_, value)| value.span().end > at);
        let header = line_end(self.text, at);
        let default = self.comments(header..self.text.len()).find(|(_, said)| is_default(said, key));
        (!comes_after).then(|| (header, default.map_or(header, |(at, _)| line_end(self.text, at))))
    }

    /// Where the keys at the top of a file end that has none there yet: behind what is said at its beginning.
    pub(super) fn end_of_top(&self, start: usize) -> usize {
        let end = self.outline.sections.first().map_or(self.text.len(), |section| section.lines.start);
        let said = self.text[..end].trim_end().len();
        if said <= start { start } else { line_end(self.text, said).min(end) }
    }

    /// The header of a table goes with its last key, which these take out; not where something is said beside or below
    /// it, but for the defaults among which it was put in.
    pub(super) fn with_header(&self, mut splices: Splices, table: Option<&Spanned<DeValue>>) -> Splices {
        let is_last = |table: &&Spanned<DeValue>| values(table.get_ref()) == 1;
        let Some(section) = table.filter(is_last).and_then(|table| self.section(table)) else { return splices };
        let header = line_start(self.text, section.header.start)..line_end(self.text, section.header.end);
        let next = self.outline.sections.iter().map(|section| section.lines.start).find(|next| *next > header.start);
        let says = |part: Range<usize>| !comments(self.text, part).is_empty();
        let is_among_defaults =
            self.text[..header.start].trim_end().ends_with(&format!("#{}", &self.text[section.header.clone()]));
        let stays = splices.iter().any(|(_, left)| !left.is_empty())
            || says(section.header.end..header.end)
            || (says(header.end..next.unwrap_or(self.text.len())) && !is_among_defaults);
        if !stays {
            let above = self.text[..header.start].trim_end().len().max(begin(self.text));
            let gap = if is_among_defaults { header.start } else { line_end(self.text, above).min(header.start) };
            splices.push((if above == begin(self.text) { above } else { gap }..header.end, String::new()));
        }
        splices
    }

    /// The lines in a range that are comments: where each begins, and what it says.
    fn comments(&self, range: Range<usize>) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text[range.clone()].split_inclusive('\n').scan(range.start, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        });
        lines.filter_map(|(at, line)| Some((at, line.trim_start().strip_prefix('#')?.trim())))
    }
}

/// How many values a table holds, those of tables in it too.
fn values(value: &DeValue) -> usize {
    value.as_table().map_or(1, |table| table.iter().map(|(_, value)| values(value.get_ref())).sum())
}

/// Whether a comment is the default of a key.
fn is_default(said: &str, key: &str) -> bool {
    said.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
}

/// What somebody wrote to a key that begins at `key`, inside its value and behind it, each comment on a line of its own.
pub(super) fn comments_of(text: &str, key: usize, value: &Spanned<DeValue>) -> String {
    let indent = &text[line_start(text, key)..key];
    let indent = if indent.trim().is_empty() { indent } else { "" };
    comment_lines(text, value.span().start..line_end(text, value.span().end), indent)
}
