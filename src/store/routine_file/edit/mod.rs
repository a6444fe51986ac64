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
mod braces;
mod brackets;
mod comments;
mod entry;
mod habit;
mod list;
mod meaning;
mod outline;
mod reshape;
mod settings;
mod steps;
mod strange;
mod value;

use toml::Spanned;
use toml::de::DeTable;

use crate::domain::edit::{Change, KeysChange, SettingChange, StepPath, Value};
use crate::domain::order;
use crate::domain::routine::bounds;
pub use entry::Order;
use entry::{Holder, Sheet, Splices};
use meaning::STEP;
use outline::{Outline, begin};
use steps::Steps;
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
    apply_and(text, change, |_, _| ()).map(|(new, ())| new)
}

/// The same, and what `look` makes of the new text and of what was read of it: it need not be read again.
///
/// # Errors
/// Those of [`apply`].
pub fn apply_and<T>(
    text: &str,
    change: &Change,
    look: impl FnOnce(&str, &DeTable) -> T,
) -> Result<(String, T), Refused> {
    let tree = parse(text)?;
    let new = rewritten(text, tree.get_ref(), change)?;
    let read = parse(&new).map_err(|_| Refused::Untold)?;
    let meant = meaning::after(tree.get_ref(), change);
    if meant.is_none() || meant != meaning::of_routine(read.get_ref()) {
        return Err(Refused::Untold);
    }
    let seen = look(&new, read.get_ref());
    drop(read);
    Ok((new, seen))
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
        Change::Add { at, keys } => steps.inserted(at, &sheet.habit(at).step(STEP, keys))?,
        Change::Remove(path) => steps.removed(path)?,
        Change::Duplicate(path) => match steps.list(path)? {
            Some(list) => list.duplicated(path.at())?,
            None => steps.inserted(&path.beside(path.at() + 1), &steps.clipped(path)?)?,
        },
        Change::Move { from, to } => {
            if from.beside(to.at()) == *to {
                return Ok(with_end(text, spliced(text, steps.moved(from, to.at())?)));
            }
            let insert = Change::Insert { at: to.clone(), text: steps.clipped(from)? };
            let without = with_end(text, spliced(text, steps.removed(from)?));
            let new = rewritten(&without, parse(&without)?.get_ref(), &insert)?;
            return Ok(with_end(text, new));
        }
        Change::Group { first, count, name, rounds } => {
            steps.grouped(first, *count, (name, *rounds), &sheet.habit(first))?
        }
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
    means(&new, meaning::after_setting(tree.get_ref(), change))?;
    Ok(new)
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
    means(&new, meaning::after_keys(tree.get_ref(), change))?;
    Ok(new)
}

/// Settings have to say what was meant.
fn means(new: &str, meant: Option<toml::Table>) -> Result<(), Refused> {
    let says = meaning::of_settings(parse(new).map_err(|_| Refused::Untold)?.get_ref());
    if says.is_some() && says == meant { Ok(()) } else { Err(Refused::Untold) }
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

fn parse(text: &str) -> Result<Spanned<DeTable<'_>>, Refused> {
    DeTable::parse(text).map_err(|_| Refused::Syntax)
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
