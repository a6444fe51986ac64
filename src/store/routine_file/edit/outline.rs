//! Where things lie in the text of a routine file: headers, the lines that belong to each, and steps as blocks of lines.
//!
//! ```text
//! # Slowly, and with oil.        lead: comments above a step belong to it
//! [[step]]                       header
//! name = "Knead the calf"
//! time = "3m"
//! # time = "5m"                  so do those right below its last line, where a blank line follows
//!                                gap: blank lines belong to the place
//! # ---- stretches ----          lead of the step below, whatever blank lines stand between: headings too
//!
//! [[step]]
//! …
//!
//! # the end                      below the last step of all: it stays at the end
//! ```
//!
//! So whatever a person wrote between two steps goes where the lower one goes, and never stands above a third. Above any
//! other header, such as `[defaults]`, only the comments right above it are its own.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::order;

/// The word in every header of a step.
const STEP: &str = "step";

/// A header in brackets, with its lines.
#[derive(Debug)]
pub(super) struct Section {
    /// The keys in the brackets.
    pub path: Vec<String>,
    /// Whether it has two pairs of brackets.
    pub is_array: bool,
    /// The brackets and what is in them.
    pub header: Range<usize>,
    /// From its comments to the end of its last line.
    pub lines: Range<usize>,
}

impl Section {
    /// How many times `step` stands at the beginning of its path.
    fn steps(&self) -> usize {
        self.path.iter().take_while(|key| *key == STEP).count()
    }

    /// Whether it is the header of a step, or of a table of one.
    pub(super) fn is_of_a_step(&self) -> bool {
        self.steps() > 0
    }

    /// At which depth it begins a step, if it does.
    fn begins(&self) -> Option<usize> {
        (self.is_array && self.steps() == self.path.len()).then(|| self.steps())
    }

    /// The same header, for a step that lies `by` deeper.
    pub(super) fn header_moved(&self, by: isize) -> String {
        let steps = self.steps().saturating_add_signed(by);
        let rest = self.path[self.steps()..].iter().map(String::as_str);
        self.header_of(std::iter::repeat_n(STEP, steps).chain(rest))
    }

    /// The same header with another name in this place of its path.
    pub(super) fn header_called(&self, at: usize, name: &str) -> String {
        self.header_of(self.path.iter().enumerate().map(|(n, key)| if n == at { name } else { key }))
    }

    fn header_of<'k>(&self, path: impl Iterator<Item = &'k str>) -> String {
        let path = path.map(quoted).collect::<Vec<_>>().join(".");
        if self.is_array { format!("[[{path}]]") } else { format!("[{path}]") }
    }
}

/// A key as it is written.
pub(super) fn quoted(key: &str) -> String {
    let is_bare = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    if is_bare { key.to_owned() } else { super::value::in_quotes(key) }
}

/// A step as lines.
#[derive(Debug)]
pub(super) struct Block {
    /// From its comments to the end of its last line, its own steps included.
    pub lines: Range<usize>,
    /// The steps inside it.
    pub inner: Vec<Block>,
}

/// The headers of a file, in their order, and its steps.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub sections: Vec<Section>,
    pub steps: Vec<Block>,
}

impl Outline {
    /// The outline of `text`, of which `tree` was read.
    pub(super) fn of(text: &str, tree: &DeTable) -> Self {
        let mut marks = Marks { text, sections: Vec::new(), value_ends: Vec::new() };
        marks.table(tree, &mut Vec::new());
        let sections = marks.finish();
        let steps = blocks(&sections, 1);
        Self { sections, steps }
    }

    /// The headers whose brackets lie in `range`.
    pub(super) fn within(&self, range: &Range<usize>) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(move |section| range.contains(&section.header.start))
    }
}

/// Collects headers and ends of values.
struct Marks<'t> {
    text: &'t str,
    sections: Vec<Section>,
    value_ends: Vec<usize>,
}

impl Marks<'_> {
    fn table(&mut self, table: &DeTable, path: &mut Vec<String>) {
        for (key, value) in table {
            path.push(key.get_ref().to_string());
            self.value(value, path, false);
            path.pop();
        }
    }

    fn value(&mut self, value: &Spanned<DeValue>, path: &mut Vec<String>, in_array: bool) {
        let span = value.span();
        match value.get_ref() {
            DeValue::Table(table) => {
                match self.text.as_bytes().get(span.start) {
                    Some(b'[') => {
                        let lines = span.clone();
                        self.sections.push(Section { path: path.clone(), is_array: in_array, header: span, lines });
                    }
                    Some(b'{') => return self.value_ends.push(span.end),
                    // Dotted keys: their values have places of their own.
                    _ => {}
                }
                self.table(table, path);
            }
            DeValue::Array(items) if is_headers(self.text, value) => {
                for item in items.iter() {
                    self.value(item, path, true);
                }
            }
            _ => self.value_ends.push(span.end),
        }
    }

    /// The sections in the order of the file, each with its lines.
    fn finish(mut self) -> Vec<Section> {
        order::by_key(&mut self.sections, |section| section.header.start);
        order::sort(&mut self.value_ends);
        let text = self.text;
        let value_ends = self.value_ends;
        let last_value = |from: usize, until: usize| {
            let before = value_ends.partition_point(|end| *end <= until);
            before.checked_sub(1).map(|at| value_ends[at]).filter(|end| *end > from)
        };
        let mut above = None;
        for section in &mut self.sections {
            let body = last_value(above.unwrap_or(0), section.header.start).or(above);
            let floor = body.map_or(begin(text), |body| line_end(text, body));
            section.lines.start = match section.begins() {
                Some(_) => lead_of_step(text, (floor, body.is_some()), section.header.start),
                None => lead_of(text, floor, section.header.start),
            };
            above = Some(section.header.end);
        }
        let starts: Vec<usize> =
            self.sections.iter().skip(1).map(|next| next.lines.start).chain([text.len()]).collect();
        for (section, next) in self.sections.iter_mut().zip(starts) {
            let body = line_end(text, last_value(section.header.end, next).unwrap_or(section.header.end));
            section.lines.end = tail_of(text, body, next);
        }
        self.sections
    }
}

/// Whether a list is written as headers in two pairs of brackets.
pub(super) fn is_headers(text: &str, list: &Spanned<DeValue>) -> bool {
    let first = list.get_ref().as_array().and_then(|items| items.iter().next());
    first.is_some_and(|item| item.get_ref().is_table() && text[item.span()].starts_with("[["))
}

/// The start of the line in which `at` lies.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(begin(text).min(at), |end| end + 1)
}

/// Where the first line begins: a byte order mark belongs to the file, not to it.
pub(super) fn begin(text: &str) -> usize {
    text.len() - text.trim_start_matches('\u{feff}').len()
}

/// The end of the line in which `at` lies, behind its line end.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

/// Where the comments right above the line of `header` begin, but not before `floor`.
fn lead_of(text: &str, floor: usize, header: usize) -> usize {
    let mut start = line_start(text, header);
    while start > floor {
        let above = line_start(text, start - 1);
        if above < floor || !is_comment(&text[above..start]) {
            break;
        }
        start = above;
    }
    start
}

/// Where the comments above a step begin: all of them down from `floor`, but for those right below what `is_said` there
/// if a blank line follows them.
fn lead_of_step(text: &str, (floor, is_said): (usize, bool), header: usize) -> usize {
    let near = lead_of(text, floor, header);
    let mut start = if is_said && near > floor { tail_of(text, floor, near) } else { floor };
    while start < near && !is_comment(&text[start..line_end(text, start)]) {
        start = line_end(text, start);
    }
    start.min(near)
}

/// Whether what is put below `above` needs a blank line there, lest a comment that stands between them change hands.
pub(super) fn is_to_be_parted(above: &str, below: &str) -> bool {
    let last = above.lines().next_back().unwrap_or_default();
    let first_own = below.lines().find(|line| !is_comment(line)).unwrap_or_default();
    let stands_apart = is_comment(below.lines().next().unwrap_or_default()) && first_own.trim().is_empty();
    let says = |text: &str| !text.trim().is_empty();
    says(last) && says(below) && (stands_apart || (is_comment(last) && says(below.lines().next().unwrap_or_default())))
}

/// Where the comments right below `body` end: they belong to it only if a blank line, or the end, follows them.
fn tail_of(text: &str, body: usize, next: usize) -> usize {
    let mut end = body;
    while end < next {
        let below = line_end(text, end);
        if !is_comment(&text[end..below]) {
            break;
        }
        end = below;
    }
    end.min(next).max(body.min(next))
}

/// The steps at `depth` among sections that all lie inside one list of steps.
fn blocks(sections: &[Section], depth: usize) -> Vec<Block> {
    let starts: Vec<usize> =
        sections.iter().enumerate().filter(|(_, one)| one.begins() == Some(depth)).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([sections.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| {
            let mine = &sections[*start..end];
            let inner = blocks(&mine[1..], depth + 1);
            // What does not lie in the step, such as `[defaults]` further down, is none of its lines.
            let last = mine.iter().rfind(|section| section.steps() >= depth).unwrap_or(&mine[0]);
            Block { lines: mine[0].lines.start..last.lines.end, inner }
        })
        .collect()
}
