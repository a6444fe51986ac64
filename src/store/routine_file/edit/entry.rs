//! A key of a table set, said anew or taken out, by the fewest letters.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::meaning::DEFAULTS;
use super::outline::{Outline, Section, begin, is_headers, line_end, line_start};
use super::reshape::Entry;
use super::{Refused, list, settings, value};
use crate::domain::edit::{Place, StepPath, Value};
use crate::store::routine_file::keys;

/// How a table is written.
pub(super) enum Manner {
    /// Its keys stand below a header, or at the top of the file: the lines begin here.
    Lines(usize),
    /// In braces.
    Braces(Range<usize>),
    /// Its name stands before each of its keys.
    Dotted,
}

/// A table of the file.
pub(super) struct Found<'t> {
    pub entries: &'t DeTable<'t>,
    pub manner: Manner,
}

/// Which table has a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Holder<'p> {
    /// The file itself.
    Top,
    /// One that is named there.
    Named(&'static str),
    /// A step.
    Step(&'p StepPath),
}

impl<'p> From<&'p Place> for Holder<'p> {
    fn from(place: &'p Place) -> Self {
        match place {
            Place::Routine => Self::Top,
            Place::Defaults => Self::Named(DEFAULTS),
            Place::Step(path) => Self::Step(path),
        }
    }
}

impl Holder<'_> {
    /// The name of a table that has one.
    pub(super) const fn name(self) -> Option<&'static str> {
        match self {
            Self::Named(name) => Some(name),
            Self::Top | Self::Step(_) => None,
        }
    }

    /// The rank of a key in a routine.
    fn rank(self, key: &str) -> Option<usize> {
        let keys = match self {
            Self::Top => keys::ROUTINE,
            Self::Named(_) => keys::DEFAULTS,
            Self::Step(_) => keys::STEP,
        };
        keys.iter().position(|one| one.name == key)
    }
}

/// The rank of a key in a table of the settings (none: at the top of them); nothing for a key that they do not know.
pub type Order = fn(Option<&'static str>, &str) -> Option<usize>;

/// What is put in the place of which letters. They never overlap.
pub(super) type Splices = Vec<(Range<usize>, String)>;

/// One file as it lies before a change.
pub(super) struct Sheet<'t> {
    pub text: &'t str,
    pub tree: &'t DeTable<'t>,
    pub outline: &'t Outline,
    /// The order of keys, if these are the settings and no routine.
    pub settings: Option<Order>,
}

impl<'t> Sheet<'t> {
    /// `key` says `value` from now on.
    pub(super) fn set(&self, holder: Holder, key: &'static str, value: &Value) -> Result<Splices, Refused> {
        let Some(table) = self.find(holder)? else { return Ok(self.begin_table(holder, key, value)) };
        let Some((name, before)) = table.entries.get_key_value(key) else {
            return Ok(vec![self.added(holder, &table, key, value)]);
        };
        match (before.get_ref(), value) {
            (DeValue::Table(before), Value::Pair(pair)) if pair.iter().all(|(key, _)| before.get(*key).is_some()) => {
                let old = pair.iter().filter_map(|(key, value)| Some((before.get_key_value(*key)?, value)));
                Ok(old.flat_map(|(old, value)| self.exchanged(old, value)).collect())
            }
            (DeValue::Table(_), _) if !self.is_in_braces(before) => {
                Ok(self.in_one((holder, &table), (name, before), (key, value)))
            }
            _ => self.in_its_place((name, before), value),
        }
    }

    /// A value that is no table says something else.
    pub(super) fn in_its_place(&self, (name, before): Entry, value: &Value) -> Result<Splices, Refused> {
        match (before.get_ref(), value) {
            (DeValue::Array(_), _) if is_headers(self.text, before) => Err(Refused::Untold),
            (DeValue::Array(items), Value::List(_) | Value::Numbers(_) | Value::Items(_)) => {
                let changed = list::changed(self.text, before, items.iter().as_slice(), &list::items_of(value));
                Ok(changed.map_or_else(|| self.exchanged((name, before), value), |changed| vec![changed]))
            }
            _ => Ok(self.exchanged((name, before), value)),
        }
    }

    /// `key` is not said any more.
    pub(super) fn unset(&self, holder: Holder, key: &str) -> Result<Splices, Refused> {
        let Some(table) = self.find(holder)? else { return Ok(Vec::new()) };
        let Some((name, value)) = table.entries.get_key_value(key) else { return Ok(Vec::new()) };
        let mut splices = self.without(&table, name, value);
        if let (Some(_), Manner::Lines(_) | Manner::Dotted, [(_, left)]) =
            (self.settings, &table.manner, &mut splices[..])
        {
            *left = settings::comments_of(self.text, name.span().start, value);
        }
        let named = holder.name().filter(|_| self.settings.is_some());
        Ok(self.with_header(splices, named.and_then(|name| self.tree.get(name))))
    }

    /// The table that a key has for its value.
    pub(super) fn inside(&self, table: &Found<'t>, key: &str) -> Result<Found<'t>, Refused> {
        self.table(table.entries.get(key).ok_or(Refused::Gone)?)
    }

    /// A table; none where the file does not have it.
    pub(super) fn find(&self, holder: Holder) -> Result<Option<Found<'t>>, Refused> {
        match holder {
            Holder::Top => Ok(Some(Found { entries: self.tree, manner: Manner::Lines(begin(self.text)) })),
            Holder::Named(name) => self.tree.get(name).map(|value| self.table(value)).transpose(),
            Holder::Step(path) => self.table(step(self.tree, path)?).map(Some),
        }
    }

    fn table(&self, value: &'t Spanned<DeValue<'t>>) -> Result<Found<'t>, Refused> {
        let DeValue::Table(entries) = value.get_ref() else { return Err(Refused::Untold) };
        let manner = match self.text.as_bytes().get(value.span().start) {
            Some(b'[') => Manner::Lines(line_end(self.text, value.span().end)),
            Some(b'{') => Manner::Braces(value.span()),
            _ => Manner::Dotted,
        };
        Ok(Found { entries, manner })
    }

    pub(super) fn is_in_braces(&self, value: &Spanned<DeValue>) -> bool {
        self.text[value.span()].starts_with('{')
    }

    /// A value in the place of another, with the comment behind it where it was.
    pub(super) fn replaced(&self, before: &Spanned<DeValue>, value: &Value) -> (Range<usize>, String) {
        let at = before.span();
        let old = &self.text[at.clone()];
        let new = value::written(value, Some(old));
        let behind = &self.text[at.end..];
        let gap = behind.len() - behind.trim_start_matches(' ').len();
        let is_column = gap > 1 && behind[gap..].starts_with('#') && !old.contains('\n') && !new.contains('\n');
        if !is_column {
            return (at, new);
        }
        let column = old.chars().count() + gap;
        let spaces = column.saturating_sub(new.chars().count()).max(1);
        (at.start..at.end + gap, new + &" ".repeat(spaces))
    }

    /// A key that is said for the first time, behind the one that comes before it in the order of the format.
    pub(super) fn added(
        &self,
        holder: Holder,
        table: &Found,
        key: &'static str,
        value: &Value,
    ) -> (Range<usize>, String) {
        let before = self.before(holder, table, key);
        match &table.manner {
            Manner::Braces(span) => match before {
                Some((_, end)) => (end..end, format!(", {key} = {}", value::written(value, None))),
                None => {
                    let at = span.start + 1;
                    let is_empty = self.text[at..span.end - 1].trim().is_empty();
                    let inside = if is_empty { at..span.end - 1 } else { at..at };
                    let end = if is_empty { " " } else { "," };
                    (inside, format!(" {key} = {}{end}", value::written(value, None)))
                }
            },
            Manner::Dotted => {
                let end = before.or_else(|| self.last(table)).map_or(self.text.len(), |(_, end)| end);
                let at = line_end(self.text, end);
                self.line(at, &self.key_line(holder, table, (key, value), ""))
            }
            Manner::Lines(start) => {
                let first = self.first(table).map(|(key, end)| {
                    let start = line_start(self.text, key);
                    // What stands above the first key is about that.
                    if self.is_below_a_comment(start) { line_end(self.text, end) } else { start }
                });
                let at = match before {
                    Some((_, end)) => line_end(self.text, end),
                    None if self.settings.is_some() && holder == Holder::Top => {
                        first.unwrap_or_else(|| self.end_of_top(*start))
                    }
                    None => first.unwrap_or(*start),
                };
                let at = self.below_its_default(table, (*start, key)).unwrap_or(at);
                let neighbour = before.or_else(|| self.first(table)).map(|(key, _)| key);
                let indent = neighbour.map_or("", |key| &self.text[line_start(self.text, key)..key]);
                self.line(at, &self.key_line(holder, table, (key, value), indent))
            }
        }
    }

    /// The line that says a key of a table that is written in lines.
    pub(super) fn key_line(&self, holder: Holder, table: &Found, (key, value): (&str, &Value), indent: &str) -> String {
        let written = value::written(value, None);
        match (&table.manner, holder.name()) {
            (Manner::Dotted, Some(name)) => format!("{indent}{name}.{key} = {written}"),
            _ if self.is_tight(table) => format!("{indent}{key}={written}"),
            _ => {
                let column = self.column(table).unwrap_or(0).max(key.len() + 1);
                format!("{indent}{key:column$}= {written}")
            }
        }
    }

    /// A line of its own at the start of a line, or behind a last one that has no end.
    pub(super) fn line(&self, at: usize, line: &str) -> (Range<usize>, String) {
        if self.text[..at].ends_with('\n') || at == line_start(self.text, at) {
            (at..at, format!("{line}\n"))
        } else {
            (at..at, format!("\n{line}"))
        }
    }

    /// A file that does not have a table yet begins one: a routine above its steps.
    pub(super) fn begin_table(&self, holder: Holder, key: &str, value: &Value) -> Splices {
        let name = holder.name().unwrap_or_default();
        let (header, line) = (format!("[{name}]\n"), format!("{key} = {}\n", value::written(value, None)));
        if let Some((at, key)) = self.below_its_header(name, key) {
            return vec![(at..at, header), (key..key, line)];
        }
        let lines = header + &line;
        vec![match self.outline.steps.first() {
            Some(step) => (step.lines.start..step.lines.start, format!("{lines}\n")),
            None => {
                let gap = match self.text {
                    "" => "",
                    text if text.ends_with('\n') => "\n",
                    _ => "\n\n",
                };
                (self.text.len()..self.text.len(), format!("{gap}{lines}"))
            }
        }]
    }

    /// The entries that are written as lines, or in braces, of the table itself: where the key begins and the value ends.
    pub(super) fn said<'a>(&'a self, table: &'a Found) -> impl Iterator<Item = (&'a str, usize, usize)> {
        table
            .entries
            .iter()
            .filter_map(|(name, value)| Some((name.get_ref().as_ref(), name.span().start, end_of(self.text, value)?)))
    }

    /// The entry after which `key` comes in the order: where its key begins and its value ends.
    fn before(&self, holder: Holder, table: &Found, key: &str) -> Option<(usize, usize)> {
        let rank = |name: &str| match self.settings {
            Some(order) => order(holder.name(), name),
            None => holder.rank(name),
        };
        let mine = rank(key)?;
        let earlier = self.said(table).filter_map(|(name, start, end)| Some((rank(name)?, start, end)));
        earlier.filter(|(rank, ..)| *rank < mine).max_by_key(|(rank, ..)| *rank).map(|(_, start, end)| (start, end))
    }

    /// The first entry: where its key begins and its value ends.
    fn first(&self, table: &Found) -> Option<(usize, usize)> {
        self.said(table).map(|(_, start, end)| (start, end)).min()
    }

    /// Whether the line above the one that begins at `start` is a comment.
    fn is_below_a_comment(&self, start: usize) -> bool {
        let above = self.text[..start].trim_end_matches('\n').trim_end_matches('\r');
        let is_next = self.text[above.len()..start].matches('\n').count() == 1;
        is_next && self.text[line_start(self.text, above.len())..above.len()].trim_start().starts_with('#')
    }

    fn last(&self, table: &Found) -> Option<(usize, usize)> {
        self.said(table).map(|(_, start, end)| (start, end)).max_by_key(|(_, end)| *end)
    }

    /// How far behind the start of a key its `=` stands, where all stand below each other.
    pub(super) fn column(&self, table: &Found) -> Option<usize> {
        let mut all = self.said(table).filter_map(|(_, start, _)| {
            let line = &self.text[start..line_end(self.text, start)];
            line.find('=').map(|at| (at, line[..at].trim_end().len()))
        });
        let (column, mut shortest) = all.next()?;
        let mut count = 1;
        for (other, length) in all {
            if other != column {
                return None;
            }
            shortest = shortest.min(length);
            count += 1;
        }
        (count > 1 && shortest + 1 < column).then_some(column)
    }

    /// The header of a table, if it has one, with its lines.
    pub(super) fn section(&self, value: &Spanned<DeValue>) -> Option<&Section> {
        self.outline.sections.iter().find(|section| section.header == value.span())
    }

    /// Where the line of the last key below a header ends, or that of the header.
    pub(super) fn body_end(&self, section: &Section, table: &Spanned<DeValue>) -> usize {
        let entries = table.get_ref().as_table().into_iter().flatten();
        let last = entries.filter_map(|(_, value)| end_of(self.text, value)).max();
        line_end(self.text, last.unwrap_or(section.header.end))
    }

    /// Takes an entry out.
    pub(super) fn without(
        &self,
        table: &Found,
        name: &Spanned<std::borrow::Cow<str>>,
        value: &Spanned<DeValue>,
    ) -> Splices {
        let cut = |range: Range<usize>| (range, String::new());
        if let Some(section) = self.section(value) {
            // What is said above its header, or below its last key, may be about more than it.
            return vec![cut(line_start(self.text, section.header.start)..self.body_end(section, value))];
        }
        if let (Manner::Braces(_), Some(end)) = (&table.manner, end_of(self.text, value)) {
            return vec![cut(with_comma(self.text, name.span().start..end))];
        }
        match value.get_ref() {
            DeValue::Table(inner) if !self.is_in_braces(value) => {
                let dotted = Found { entries: inner, manner: Manner::Dotted };
                inner.iter().flat_map(|(name, value)| self.without(&dotted, name, value)).collect()
            }
            _ => vec![cut(line_start(self.text, name.span().start)..line_end(self.text, value.span().end))],
        }
    }
}

/// A step by its path.
pub(super) fn step<'t>(tree: &'t DeTable<'t>, path: &StepPath) -> Result<&'t Spanned<DeValue<'t>>, Refused> {
    let mut table = tree;
    let mut found = None;
    for place in path.places() {
        let list = table.get("step").and_then(|steps| steps.get_ref().as_array()).ok_or(Refused::Gone)?;
        let item = list.get(place).ok_or(Refused::Gone)?;
        table = item.get_ref().as_table().ok_or(Refused::Gone)?;
        found = Some(item);
    }
    found.ok_or(Refused::Gone)
}

/// The list in which a step has its place, however it is written; none where there is no step yet.
pub(super) fn steps_beside<'t>(
    tree: &'t DeTable<'t>,
    path: &StepPath,
) -> Result<Option<&'t Spanned<DeValue<'t>>>, Refused> {
    let table = match path.set() {
        None => tree,
        Some(set) => step(tree, &set)?.get_ref().as_table().ok_or(Refused::Gone)?,
    };
    Ok(table.get("step"))
}

/// Where a value ends; none where it has a header of its own.
pub(super) fn end_of(text: &str, value: &Spanned<DeValue>) -> Option<usize> {
    let span = value.span();
    match value.get_ref() {
        DeValue::Array(_) if is_headers(text, value) => None,
        DeValue::Table(_) if text[span.clone()].starts_with('[') => None,
        DeValue::Table(inner) if !text[span.clone()].starts_with('{') => {
            inner.iter().filter_map(|(_, value)| end_of(text, value)).max()
        }
        _ => Some(span.end),
    }
}

/// An entry in braces, with the comma that goes with it.
pub(super) fn with_comma(text: &str, item: Range<usize>) -> Range<usize> {
    let behind = text[item.end..].trim_start();
    if let Some(rest) = behind.strip_prefix(',') {
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        return item.start..text.len() - rest.len() + spaces;
    }
    let above = text[..item.start].trim_end();
    if above.ends_with(',') { above.len() - 1..item.end } else { item }
}
