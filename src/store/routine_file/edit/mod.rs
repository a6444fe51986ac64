//! Changes the text of a routine file or of the settings, and nothing of it that was not meant: letters are put in the
//! place of letters, so that comments, blank lines, quotes, the order of keys and the ends of lines stay what the person made them.
//!
//! ```text
//! text ─ parse ─┬─ tree, with the place of every key and value ─┐
//!               └─ outline: headers and the lines of each step ──┴─ splices ─ text ─ says what was meant?
//! ```
//!
//! A change knows nothing of right and wrong: what comes out is read like any file, and told what is wrong with it.

mod bound;
mod comments;
mod entry;
mod list;
mod meaning;
mod outline;
mod reshape;
mod settings;
mod strange;
mod value;

use std::ops::Range;

use toml::de::DeTable;

use crate::domain::edit::{Change, KeysChange, SettingChange, StepPath, Value};
use crate::domain::order;
use crate::domain::routine::bounds;
use comments::{comment_lines, indent_at};
pub use entry::Order;
use entry::{Holder, Sheet, Splices};
use outline::{Block, Outline, begin, is_to_be_parted, line_end};
pub use value::in_quotes;

/// Why a file is not changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refused {
    /// The text is no TOML: where its values lie is not known.
    #[error("the file has mistakes in its syntax: mend them in an editor first")]
    Syntax,
    /// There is no such step.
    #[error("this step is not there any more")]
    Gone,
    /// Steps in braces or brackets instead of headers.
    #[error("these steps are written inside one list: change them in an editor, or give each a `[[step]]` header")]
    OneList,
    /// Sets in sets in sets.
    #[error("steps may lie {} deep", bounds::DEPTH)]
    Deep,
    /// The file would not say what it is to say.
    #[error("this cannot be said here without touching more: change it in an editor")]
    Untold,
}

/// The text of a routine with one change. What is not changed stays to the letter.
///
/// # Errors
/// Says why it cannot be; the text is as it was then.
pub fn apply(text: &str, change: &Change) -> Result<String, Refused> {
    let tree = parse(text)?;
    let new = rewritten(text, tree.get_ref(), change)?;
    let says = meaning::read_routine(without_mark(&new));
    let is_meant = says.is_some() && says == meaning::after((text, tree), change);
    if is_meant { Ok(new) } else { Err(Refused::Untold) }
}

/// The text with one change, of which nobody knows yet whether it says what it is to say.
fn rewritten(text: &str, tree: &DeTable, change: &Change) -> Result<String, Refused> {
    let outline = Outline::of(text, tree);
    let steps = Steps { text, tree, outline: &outline };
    let sheet = Sheet { text, tree, outline: &outline, settings: None };
    let splices = match change {
        Change::Set { place, key, value } => sheet.set(place.into(), key, value)?,
        Change::Unset { place, key } => sheet.unset(place.into(), key)?,
        Change::Rename { place, within, from, to } => sheet.renamed((place.into(), *within), from, to)?,
        Change::Strike { place, within, key } => sheet.struck((place.into(), *within), key)?,
        Change::Insert { at, text } => steps.inserted(at, text)?,
        Change::Remove(path) => steps.removed(path)?,
        Change::Duplicate(path) => steps.inserted(&path.beside(path.at() + 1), &steps.clipped(path)?)?,
        Change::Move { from, to } => {
            let insert = Change::Insert { at: to.clone(), text: steps.clipped(from)? };
            let without = with_end(text, spliced(text, steps.removed(from)?));
            let new = rewritten(&without, parse(&without)?.get_ref(), &insert)?;
            return Ok(with_end(text, new));
        }
        Change::Group { first, count, name, rounds } => steps.grouped(first, *count, (name, *rounds))?,
        Change::Ungroup(path) => steps.ungrouped(path)?,
    };
    Ok(with_end(text, spliced(text, splices)))
}

/// The text of settings with one change. `order` tells the rank of a key among those of its table.
///
/// # Errors
/// Says why it cannot be; the text is as it was then.
pub fn apply_setting(order: Order, text: &str, change: &SettingChange) -> Result<String, Refused> {
    let tree = parse(text)?;
    let outline = Outline::of(text, tree.get_ref());
    let sheet = Sheet { text, tree: tree.get_ref(), outline: &outline, settings: Some(order) };
    let holder = change.table.map_or(Holder::Top, Holder::Named);
    let splices = match &change.value {
        Some(value) => sheet.set(holder, change.key, value)?,
        None => sheet.unset(holder, change.key)?,
    };
    let new = with_end(text, spliced(text, splices));
    let says = meaning::read_settings(without_mark(&new));
    let is_meant = says.is_some() && says == meaning::after_setting((text, tree), change);
    if is_meant { Ok(new) } else { Err(Refused::Untold) }
}

/// The text of settings in which an action has other keys.
///
/// # Errors
/// Says why it cannot be; the text is as it was then.
pub fn apply_keys(order: Order, text: &str, change: &KeysChange) -> Result<String, Refused> {
    let tree = parse(text)?;
    let outline = Outline::of(text, tree.get_ref());
    let sheet = Sheet { text, tree: tree.get_ref(), outline: &outline, settings: Some(order) };
    let new = with_end(text, spliced(text, sheet.bind(change)?));
    let says = meaning::read_settings(without_mark(&new));
    let is_meant = says.is_some() && says == meaning::after_keys((text, tree), change);
    if is_meant { Ok(new) } else { Err(Refused::Untold) }
}

/// A text without its byte order mark.
fn without_mark(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

/// A value as it stands in a file.
pub fn written(value: &Value) -> String {
    value::written(value, None)
}

/// The text of a step with its comments, as one of a routine's own: what is pasted elsewhere.
///
/// # Errors
/// There is no such step, or it has no lines of its own.
pub fn clip(text: &str, path: &StepPath) -> Result<String, Refused> {
    let tree = parse(text)?;
    let outline = Outline::of(text, tree.get_ref());
    Steps { text, tree: tree.get_ref(), outline: &outline }.clipped(path)
}

fn parse(text: &str) -> Result<toml::Spanned<DeTable<'_>>, Refused> {
    DeTable::parse(text).map_err(|_| Refused::Syntax)
}

/// The steps of a file as lines.
struct Steps<'t> {
    text: &'t str,
    tree: &'t DeTable<'t>,
    outline: &'t Outline,
}

impl Steps<'_> {
    fn block(&self, path: &StepPath) -> Result<&Block, Refused> {
        self.siblings(path)?.get(path.at()).ok_or(Refused::Gone)
    }

    /// The list in which `path` has its place.
    fn siblings(&self, path: &StepPath) -> Result<&[Block], Refused> {
        let list = match path.set() {
            None => &self.outline.steps,
            Some(set) => &self.block(&set)?.inner,
        };
        let is_written = list.is_empty() && entry::steps_beside(self.tree, path)?.is_some();
        if is_written { Err(Refused::OneList) } else { Ok(list) }
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
        let lines = self.block(path)?.lines.clone();
        let up = 1 - isize::try_from(path.depth()).map_err(|_| Refused::Deep)?;
        let mut splices = self.headers_moved(&lines, up);
        let strangers = self.outline.within(&lines).filter(|section| !section.is_of_a_step());
        splices.extend(strangers.map(|section| (section.lines.clone(), String::new())));
        splices.extend([(0..lines.start, String::new()), (lines.end..self.text.len(), String::new())]);
        Ok(spliced(self.text, splices))
    }

    /// The same, with lines that end as they do everywhere.
    fn clipped(&self, path: &StepPath) -> Result<String, Refused> {
        let mut clip = self.copied(path)?.replace("\r\n", "\n");
        if !clip.ends_with('\n') {
            clip.push('\n');
        }
        Ok(clip)
    }

    fn removed(&self, path: &StepPath) -> Result<Splices, Refused> {
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

    fn inserted(&self, at: &StepPath, clip: &str) -> Result<Splices, Refused> {
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

    /// A copied step as it is to stand at a depth of this file.
    fn fitted(&self, clip: &str, depth: usize) -> Result<String, Refused> {
        let tree = parse(clip)?;
        let outline = Outline::of(clip, tree.get_ref());
        let deepest = outline.steps.iter().map(depth_of).max().unwrap_or(1);
        if depth - 1 + deepest > bounds::DEPTH {
            return Err(Refused::Deep);
        }
        let by = isize::try_from(depth - 1).map_err(|_| Refused::Deep)?;
        let steps = Steps { text: clip, tree: tree.get_ref(), outline: &outline };
        Ok(spliced(clip, steps.headers_moved(&(0..clip.len()), by)).replace('\n', self.line_ending()))
    }

    fn grouped(&self, first: &StepPath, count: usize, (name, rounds): (&str, u32)) -> Result<Splices, Refused> {
        let siblings = self.siblings(first)?;
        let end = first.at().checked_add(count).ok_or(Refused::Gone)?;
        let blocks = siblings.get(first.at()..end).filter(|blocks| !blocks.is_empty()).ok_or(Refused::Gone)?;
        if blocks.iter().map(depth_of).max().unwrap_or(1) + first.depth() > bounds::DEPTH {
            return Err(Refused::Deep);
        }
        let lines = blocks[0].lines.start..blocks[blocks.len() - 1].lines.end;
        let path = vec!["step"; first.depth()].join(".");
        let ending = self.line_ending();
        let name = value::in_quotes(name);
        let header = format!("[[{path}]]\nname = {name}\nrounds = {rounds}\n").replace('\n', ending);
        let mut splices = self.headers_moved(&lines, 1);
        let (gap, start) = (self.gap(siblings), lines.start);
        let gap = if gap.is_empty() { self.parting(&header, &self.text[lines]) } else { &gap };
        splices.push((start..start, format!("{header}{gap}")));
        Ok(splices)
    }

    fn ungrouped(&self, path: &StepPath) -> Result<Splices, Refused> {
        let set = self.block(path)?;
        self.siblings(&path.clone().inside(0))?;
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
fn depth_of(block: &Block) -> usize {
    1 + block.inner.iter().map(depth_of).max().unwrap_or(0)
}

fn spliced(text: &str, mut splices: Splices) -> String {
    order::by_key(&mut splices, |(range, _)| (range.start, range.end));
    let mut new = String::with_capacity(text.len() + 128);
    let mut at = 0;
    for (range, letters) in splices {
        new.push_str(&text[at..range.start]);
        new.push_str(&letters);
        at = range.end;
    }
    new.push_str(&text[at..]);
    new
}

/// With lines that end as those of `before` do, the last one too.
fn with_end(before: &str, mut new: String) -> String {
    if before.contains("\r\n") && !before.replace("\r\n", "").contains('\n') {
        new = new.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    let had_end = before.is_empty() || before.ends_with('\n');
    if !had_end && new.ends_with('\n') {
        new.truncate(new.trim_end_matches(['\r', '\n']).len());
    } else if had_end && !new.ends_with('\n') && new.len() > begin(&new) {
        new.push_str(if before.contains("\r\n") { "\r\n" } else { "\n" });
    }
    new
}
