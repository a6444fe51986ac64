//! A key that no routine file has: called by the name that was meant, or taken out.
//!
//! Where the table says that name already nothing is lost: steps join the steps that are there, in the order of the file, and
//! a value that gives way becomes a comment.

use toml::Spanned;
use toml::de::DeValue;

use super::Refused;
use super::entry::{Found, Holder, Manner, Sheet, Splices};
use super::meaning::STEP;
use super::outline::{Section, is_headers, line_end};
use crate::domain::edit::StepPath;

impl<'t> Sheet<'t> {
    /// A key by another name, `to`.
    pub(super) fn renamed(
        &self,
        (holder, within): (Holder, Option<&str>),
        from: &str,
        to: &str,
    ) -> Result<Splices, Refused> {
        let mut table = self.find(holder)?.ok_or(Refused::Gone)?;
        if let Some(key) = within {
            table = self.inside(&table, key)?;
        }
        let (name, value) = table.entries.get_key_value(from).ok_or(Refused::Gone)?;
        if self.has_headers(value) {
            return self.headers_renamed(holder, from, to);
        }
        let mut splices = self.given_way(&table, to)?;
        splices.push(self.name_changed(name.span(), to));
        Ok(splices)
    }

    /// A key, of the value that `within` has where it is said, is taken out. Steps of another name go as steps do: with
    /// their comments.
    pub(super) fn struck(&self, (holder, within): (Holder, Option<&str>), key: &str) -> Result<Splices, Refused> {
        let mut table = self.find(holder)?.ok_or(Refused::Gone)?;
        if let Some(within) = within {
            table = self.inside(&table, within)?;
        }
        let (name, value) = table.entries.get_key_value(key).ok_or(Refused::Gone)?;
        if is_headers(self.text, value) {
            let sections = self.headers_of(holder, key)?;
            return Ok(sections.map(|section| (section.lines.clone(), String::new())).collect());
        }
        Ok(self.without(&table, name, value))
    }

    fn has_headers(&self, value: &Spanned<DeValue>) -> bool {
        is_headers(self.text, value) || self.section(value).is_some()
    }

    /// Another name in the place of one. What stands below each other goes on doing so.
    fn name_changed(&self, at: std::ops::Range<usize>, to: &str) -> (std::ops::Range<usize>, String) {
        let (old, behind) = (&self.text[at.clone()], &self.text[at.end..]);
        let gap = behind.len() - behind.trim_start_matches(' ').len();
        if gap < 2 || !behind[gap..].starts_with('=') {
            return (at, to.to_owned());
        }
        let spaces = (old.chars().count() + gap).saturating_sub(to.len()).max(1);
        (at.start..at.end + gap, to.to_owned() + &" ".repeat(spaces))
    }

    /// Every header of a table, or of a list of them, by another name: those of `[[steps.step]]` too.
    fn headers_renamed(&self, holder: Holder, from: &str, to: &str) -> Result<Splices, Refused> {
        let at = match holder {
            Holder::Top => 0,
            Holder::Named(_) => 1,
            Holder::Step(step) => step.depth(),
        };
        Ok(self
            .headers_of(holder, from)?
            .map(|section| (section.header.clone(), section.header_called(at, to)))
            .collect())
    }

    /// The headers of a key and of all below it.
    fn headers_of(&self, holder: Holder, key: &str) -> Result<impl Iterator<Item = &Section>, Refused> {
        let (mut path, lines) = match holder {
            Holder::Top => (Vec::new(), 0..self.text.len()),
            Holder::Named(name) => (vec![name.to_owned()], 0..self.text.len()),
            Holder::Step(step) => (vec![STEP.to_owned(); step.depth()], self.lines_of_step(step)?),
        };
        path.push(key.to_owned());
        let sections = self.outline.sections.iter().filter(move |section| lines.contains(&section.header.start));
        Ok(sections.filter(move |section| section.path.starts_with(&path)))
    }

    fn lines_of_step(&self, path: &StepPath) -> Result<std::ops::Range<usize>, Refused> {
        let mut list = &self.outline.steps;
        let mut found = None;
        for at in path.places() {
            let block = list.get(at).ok_or(Refused::Untold)?;
            (list, found) = (&block.inner, Some(block.lines.clone()));
        }
        found.ok_or(Refused::Gone)
    }

    /// What a table says of `key` becomes a comment, if it says anything: in lines of its own only.
    fn given_way(&self, table: &Found<'t>, key: &str) -> Result<Splices, Refused> {
        let Some((name, value)) = table.entries.get_key_value(key) else { return Ok(Vec::new()) };
        if matches!(table.manner, Manner::Braces(_)) || self.has_headers(value) {
            return Err(Refused::Untold);
        }
        let gone = self.without(table, name, value).into_iter().map(|(lines, _)| lines);
        Ok(gone.flat_map(|lines| self.marked_as_comment(lines)).collect())
    }

    /// A `#` before each of these lines that says something.
    fn marked_as_comment(&self, lines: std::ops::Range<usize>) -> Splices {
        let (mut at, mut marks) = (lines.start, Vec::new());
        while at < lines.end {
            let line = &self.text[at..line_end(self.text, at)];
            let indent = line.len() - line.trim_start().len();
            if !line.trim().is_empty() {
                marks.push((at + indent..at + indent, "# ".to_owned()));
            }
            at += line.len();
        }
        marks
    }
}
