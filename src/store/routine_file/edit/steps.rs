//! Steps below headers, as blocks of lines: put in, taken out, copied, grouped; those between brackets are a list's.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::braces::{braces, comments_beside};
use super::brackets::{Guest, List};
use super::comments::{comment_lines, indent_at};
use super::entry::{Splices, steps_beside};
use super::habit::Habit;
use super::meaning::STEP;
use super::outline::{Block, Outline, is_to_be_parted, line_end};
use super::{Refused, parse, spliced};
use crate::domain::edit::{StepPath, Value};
use crate::domain::routine::bounds;

/// The steps of a file as lines.
pub(super) struct Steps<'t> {
    pub text: &'t str,
    pub tree: &'t DeTable<'t>,
    pub outline: &'t Outline,
}

impl Steps<'_> {
    fn block(&self, path: &StepPath) -> Result<&Block, Refused> {
        self.siblings(path)?.get(path.at()).ok_or(Refused::Gone)
    }

    /// The list in which `path` has its place, as headers.
    fn siblings(&self, path: &StepPath) -> Result<&[Block], Refused> {
        let list = match path.set() {
            None => &self.outline.steps,
            Some(set) => &self.block(&set)?.inner,
        };
        let is_written = list.is_empty() && steps_beside(self.tree, path)?.is_some();
        if is_written { Err(Refused::Untold) } else { Ok(list) }
    }

    /// The same, where it stands between brackets.
    pub(super) fn list(&self, path: &StepPath) -> Result<Option<List<'_>>, Refused> {
        List::around((self.text, self.tree), path)
    }

    /// The headers of steps in a range, `by` deeper.
    fn headers_moved(&self, lines: &Range<usize>, by: isize) -> Splices {
        let headers = self.outline.within(lines).filter(|section| by != 0 && section.is_of_a_step());
        headers.map(|section| (section.header.clone(), section.header_moved(by))).collect()
    }

    /// Cuts a range out but for what is of no step in it, such as `[defaults]` between two steps of a set.
    fn cut(&self, lines: Range<usize>) -> Splices {
        let mut cuts = Vec::new();
        let mut at = lines.start;
        for stranger in self.outline.within(&lines).filter(|section| !section.is_of_a_step()) {
            cuts.push((at..stranger.lines.start, String::new()));
            at = stranger.lines.end;
        }
        cuts.push((at..lines.end, String::new()));
        cuts
    }

    /// A step as one of a routine's own.
    fn copied(&self, path: &StepPath) -> Result<String, Refused> {
        if let Some(list) = self.list(path)? {
            return list.clipped(path.at());
        }
        let lines = self.block(path)?.lines.clone();
        let up = 1 - isize::try_from(path.depth()).map_err(|_| Refused::Deep)?;
        let mut splices = self.headers_moved(&lines, up);
        let strangers = self.outline.within(&lines).filter(|section| !section.is_of_a_step());
        splices.extend(strangers.map(|section| (section.lines.clone(), String::new())));
        splices.extend([(0..lines.start, String::new()), (lines.end..self.text.len(), String::new())]);
        Ok(spliced(self.text, splices))
    }

    /// The same, with lines that end as they do everywhere.
    pub(super) fn clipped(&self, path: &StepPath) -> Result<String, Refused> {
        let mut clip = self.copied(path)?.replace("\r\n", "\n");
        if !clip.ends_with('\n') {
            clip.push('\n');
        }
        Ok(clip)
    }

    pub(super) fn removed(&self, path: &StepPath) -> Result<Splices, Refused> {
        if let Some(list) = self.list(path)? {
            return list.removed(path.at());
        }
        let siblings = self.siblings(path)?;
        let block = self.block(path)?;
        let lines = block.lines.clone();
        let is_blank = |gap: &Range<usize>| self.text[gap.clone()].trim().is_empty();
        let below = siblings.get(path.at() + 1).map(|next| lines.end..next.lines.start);
        // The blank lines between two steps go with one of them.
        let cut = match below {
            Some(below) if is_blank(&below) && !self.parts(lines.start, below.end) => lines.start..below.end,
            Some(_) => lines,
            None => {
                let above = self.text[..lines.start].trim_end_matches([' ', '\t', '\r', '\n']).len();
                let above = line_end(self.text, above).min(lines.start);
                if self.parts(above, lines.end) { lines } else { above..lines.end }
            }
        };
        Ok(self.cut(cut))
    }

    pub(super) fn inserted(&self, at: &StepPath, clip: &str) -> Result<Splices, Refused> {
        if let Some(list) = self.list(at)? {
            return list.inserted(at.at(), guests(clip, at.depth())?);
        }
        let lines = self.fitted(clip, at.depth())?;
        let siblings = self.siblings(at)?;
        let gap = self.gap(siblings);
        if let Some(next) = siblings.get(at.at()) {
            let place = next.lines.start;
            let above = self.parting(&self.text[..place], &lines);
            let gap = if gap.is_empty() { self.parting(&lines, &self.text[place..]) } else { &gap };
            return Ok(vec![(place..place, format!("{above}{lines}{gap}"))]);
        }
        if at.at() > siblings.len() {
            return Err(Refused::Gone);
        }
        let end = match (siblings.last(), at.set()) {
            // A file, or a set, without a step yet takes its first one at its end.
            (Some(last), _) => last.lines.end,
            (None, Some(set)) => self.block(&set)?.lines.end,
            (None, None) => self.text.len(),
        };
        let open = if self.text[..end].ends_with('\n') { "" } else { self.line_ending() };
        let gap = if gap.is_empty() { self.parting(&self.text[..end], &lines) } else { &gap };
        let below = self.parting(&lines, &self.text[end..]);
        Ok(vec![(end..end, format!("{open}{gap}{lines}{below}"))])
    }

    /// A step moves in its list, to where it will stand once it has been taken out.
    pub(super) fn moved(&self, from: &StepPath, to: usize) -> Result<Splices, Refused> {
        if let Some(list) = self.list(from)? {
            return list.moved(from.at(), to);
        }
        let (last, from_at) = (self.siblings(from)?.len().saturating_sub(1), from.at());
        match to {
            to if to > last => Err(Refused::Gone),
            to if to == from_at => Ok(Vec::new()),
            to => {
                let place = from.beside(if to < from_at { to } else { to + 1 });
                let mut splices = self.removed(from)?;
                splices.extend(self.inserted(&place, &self.clipped(from)?)?);
                Ok(splices)
            }
        }
    }

    /// A copied step as it is to stand at a depth of this file.
    fn fitted(&self, clip: &str, depth: usize) -> Result<String, Refused> {
        let tree = parse(clip)?;
        let outline = Outline::of(clip, tree.get_ref());
        if depth - 1 + deepest(tree.get_ref().get(STEP)) > bounds::DEPTH {
            return Err(Refused::Deep);
        }
        let by = isize::try_from(depth - 1).map_err(|_| Refused::Deep)?;
        let steps = Steps { text: clip, tree: tree.get_ref(), outline: &outline };
        Ok(spliced(clip, steps.headers_moved(&(0..clip.len()), by)).replace('\n', self.line_ending()))
    }

    pub(super) fn grouped(
        &self,
        first: &StepPath,
        count: usize,
        (name, rounds): (&str, u32),
        habit: &Habit,
    ) -> Result<Splices, Refused> {
        let end = first.at().checked_add(count).ok_or(Refused::Gone)?;
        let items = steps_beside(self.tree, first)?.and_then(|list| list.get_ref().as_array());
        let items =
            items.and_then(|items| items.iter().as_slice().get(first.at()..end)).filter(|items| !items.is_empty());
        if items.ok_or(Refused::Gone)?.iter().map(depth_of).max().unwrap_or(1) + first.depth() > bounds::DEPTH {
            return Err(Refused::Deep);
        }
        if let Some(list) = self.list(first)? {
            return list.grouped(first.at()..end, (name, rounds));
        }
        let siblings = self.siblings(first)?;
        let blocks = siblings.get(first.at()..end).filter(|blocks| !blocks.is_empty()).ok_or(Refused::Gone)?;
        let lines = blocks[0].lines.start..blocks[blocks.len() - 1].lines.end;
        let keys = [("name", Value::Text(name.to_owned())), ("rounds", Value::Number(rounds))];
        let header = habit.step(&vec![STEP; first.depth()].join("."), &keys).replace('\n', self.line_ending());
        let mut splices = self.headers_moved(&lines, 1);
        let (gap, start) = (self.gap(siblings), lines.start);
        let gap = if gap.is_empty() { self.parting(&header, &self.text[lines]) } else { &gap };
        splices.push((start..start, format!("{header}{gap}")));
        Ok(splices)
    }

    pub(super) fn ungrouped(&self, path: &StepPath) -> Result<Splices, Refused> {
        if let Some(list) = self.list(path)? {
            return list.ungrouped(path.at());
        }
        let set = self.block(path)?;
        if let Some(inner) = self.list(&path.clone().inside(0))? {
            return self.headers_for(path, set.lines.clone(), &inner);
        }
        let (first, last) = set.inner.first().zip(set.inner.last()).ok_or(Refused::Gone)?;
        let mut splices = self.headers_moved(&(first.lines.start..last.lines.end), -1);
        let mut cuts = self.cut(set.lines.start..first.lines.start);
        cuts.extend(self.cut(last.lines.end..set.lines.end));
        let indent = indent_at(self.text, first.lines.start);
        let kept: String = cuts.iter().map(|(gone, _)| comment_lines(self.text, gone.clone(), indent)).collect();
        let below = kept.clone() + &self.text[first.lines.start..];
        let parting = self.parting(&self.text[..set.lines.start], &below);
        splices.push((first.lines.start..first.lines.start, format!("{parting}{kept}")));
        splices.extend(cuts);
        Ok(splices)
    }

    /// The steps of a set that stand between brackets take the place of its lines, each below a header.
    fn headers_for(&self, path: &StepPath, lines: Range<usize>, inner: &List) -> Result<Splices, Refused> {
        let value = steps_beside(self.tree, &path.clone().inside(0))?.map(Spanned::span);
        let list = value.filter(|_| inner.len() > 0).ok_or(Refused::Gone)?;
        let clips: Result<Vec<String>, Refused> = (0..inner.len()).map(|at| inner.clipped(at)).collect();
        let steps = self.fitted(&clips?.join("\n").replace("\r\n", "\n"), path.depth())?;
        let cuts = self.cut(lines.clone());
        let around = |gone: &Range<usize>| [gone.start..list.start.min(gone.end), list.end.max(gone.start)..gone.end];
        let around = cuts.iter().flat_map(|(gone, _)| around(gone)).filter(|part| part.start < part.end);
        let kept: String = around.map(|part| comment_lines(self.text, part, "")).collect();
        let parting = self.parting(&self.text[..lines.start], &kept);
        let mut splices = cuts;
        splices.push((lines.start..lines.start, format!("{parting}{kept}{steps}")));
        Ok(splices)
    }

    /// What stands between two steps of a list: a blank line, or as many as stand between the first two.
    fn gap(&self, siblings: &[Block]) -> String {
        let found = siblings.windows(2).map(|two| &self.text[two[0].lines.end..two[1].lines.start]);
        found.into_iter().find(|gap| gap.trim().is_empty()).unwrap_or(self.line_ending()).to_owned()
    }

    /// The blank line without which a comment would change hands when `below` is put below `above`.
    fn parting(&self, above: &str, below: &str) -> &'static str {
        if is_to_be_parted(above, below) { self.line_ending() } else { "" }
    }

    /// The same for two parts of this text.
    fn parts(&self, above: usize, below: usize) -> bool {
        is_to_be_parted(&self.text[..above], &self.text[below..])
    }

    fn line_ending(&self) -> &'static str {
        let first = self.text.find('\n').unwrap_or(0);
        if self.text[..first].ends_with('\r') { "\r\n" } else { "\n" }
    }
}

/// How deep steps lie in a step, itself included.
fn depth_of(step: &Spanned<DeValue>) -> usize {
    1 + deepest(step.get_ref().as_table().and_then(|step| step.get(STEP)))
}

/// How deep steps lie in a list of them.
fn deepest(list: Option<&Spanned<DeValue>>) -> usize {
    let items = list.and_then(|list| list.get_ref().as_array()).into_iter().flatten();
    items.map(depth_of).max().unwrap_or(0)
}

/// Copied steps as they come into a list at a depth of a file.
fn guests(clip: &str, depth: usize) -> Result<Vec<Guest>, Refused> {
    let tree = parse(clip)?;
    let tree = tree.get_ref();
    if depth - 1 + deepest(tree.get(STEP)) > bounds::DEPTH {
        return Err(Refused::Deep);
    }
    let items = tree.get(STEP).filter(|_| tree.len() == 1).and_then(|steps| steps.get_ref().as_array());
    let blocks = Outline::of(clip, tree).steps;
    let tables = items.ok_or(Refused::Untold)?.iter().filter_map(|item| item.get_ref().as_table());
    Ok(tables
        .zip(blocks)
        .map(|(table, block)| Guest {
            comments: comments_beside(clip, block.lines, table),
            written: braces(clip, table),
        })
        .collect())
}
