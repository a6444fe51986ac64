//! What a file should say after a change, worked out on what it says and not on its letters: the two have to agree before
//! anybody sees the new text.

use toml::de::{DeTable, DeValue};
use toml::{Table, Value as Toml};

use super::bound::{self, KEYS};
use crate::domain::edit::{Change, KeysChange, Place, SettingChange, StepPath, Value};

/// The list of steps, of the routine or of a set.
pub(super) const STEP: &str = "step";

/// The table of what a step has when it says nothing itself.
pub(super) const DEFAULTS: &str = "defaults";

/// What a file says after `change`; none where that makes no sense.
pub(super) fn after(tree: &DeTable, change: &Change) -> Option<Table> {
    let order = match change {
        Change::Rename { place, from, to, .. } => order_in(tree, place, [from, to]),
        _ => None,
    };
    let mut table = said(tree)?;
    match change {
        Change::Set { place, key, value } => {
            holder(&mut table, place)?.insert((*key).to_owned(), as_toml(value));
        }
        Change::Unset { place, key } => {
            if *place != Place::Defaults || table.contains_key(DEFAULTS) {
                holder(&mut table, place)?.remove(*key);
            }
        }
        Change::Rename { place, within, from, to } => {
            let table = inside(holder(&mut table, place)?, *within)?;
            let value = table.remove(from)?;
            let value = match (value, table.remove(*to)) {
                (Toml::Array(more), Some(Toml::Array(there))) if are_tables(&more) && are_tables(&there) => {
                    joined([more, there], &order?)?.into()
                }
                (value, _) => value,
            };
            table.insert((*to).to_owned(), value);
        }
        Change::Strike { place, within, key } => {
            inside(holder(&mut table, place)?, *within)?.remove(key)?;
        }
        Change::Insert { at, text } => {
            let mut clip = said(DeTable::parse(text).ok()?.get_ref())?;
            let steps = std::mem::take(clip.get_mut(STEP)?.as_array_mut()?);
            let list = list(&mut table, at)?;
            (at.at() <= list.len() && !steps.is_empty()).then(|| list.splice(at.at()..at.at(), steps))?;
        }
        Change::Add { at, keys } => {
            let step: Table = keys.iter().map(|(key, value)| ((*key).to_owned(), as_toml(value))).collect();
            let list = list(&mut table, at)?;
            (at.at() <= list.len()).then(|| list.insert(at.at(), step.into()))?;
        }
        Change::Remove(path) => {
            let list = list(&mut table, path)?;
            (path.at() < list.len()).then(|| list.remove(path.at()))?;
        }
        Change::Duplicate(path) => {
            let list = list(&mut table, path)?;
            let step = list.get(path.at())?.clone();
            list.insert(path.at(), step);
        }
        Change::Move { from, to } => {
            let there = list(&mut table, from)?;
            let step = (from.at() < there.len()).then(|| there.remove(from.at()))?;
            let list = list(&mut table, to)?;
            (to.at() <= list.len()).then(|| list.insert(to.at(), step))?;
        }
        Change::Group { first, count, name, rounds } => {
            let list = list(&mut table, first)?;
            let end = first.at().checked_add(*count).filter(|end| *end <= list.len())?;
            let inner: Vec<Toml> = list.drain(first.at()..end).collect();
            let set = [("name", name.clone().into()), ("rounds", (*rounds).into()), (STEP, inner.into())];
            list.insert(
                first.at(),
                set.map(|(key, value): (&str, Toml)| (key.to_owned(), value)).into_iter().collect::<Table>().into(),
            );
        }
        Change::Ungroup(path) => {
            let list = list(&mut table, path)?;
            let inner = list.get(path.at())?.get(STEP)?.as_array()?.clone();
            list.splice(path.at()..=path.at(), inner);
        }
    }
    without_empty_lists(&mut table);
    Some(without_empty_defaults(table))
}

/// The same of settings.
pub(super) fn after_setting(tree: &DeTable, change: &SettingChange) -> Option<Table> {
    let mut table = said(tree)?;
    let holder = match change.table {
        Some(name) if change.value.is_none() && !table.contains_key(name) => return Some(without_empty_tables(table)),
        Some(name) => named(&mut table, name)?,
        None => &mut table,
    };
    match &change.value {
        Some(value) => holder.insert(change.key.to_owned(), as_toml(value)),
        None => holder.remove(change.key),
    };
    Some(without_empty_tables(table))
}

/// The same of keys of the person's own.
pub(super) fn after_keys(tree: &DeTable, change: &KeysChange) -> Option<Table> {
    let mut table = said(tree)?;
    let screen = named(named(&mut table, KEYS)?, change.screen)?;
    match bound::value(change) {
        Some(value) => screen.insert(change.action.to_owned(), as_toml(&value)),
        None => screen.remove(change.action),
    };
    Some(without_empty_tables(table))
}

/// What a routine says. Defaults without keys say nothing, with a header or without one; nor does a list without steps.
pub(super) fn of_routine(tree: &DeTable) -> Option<Table> {
    let mut table = said(tree)?;
    without_empty_lists(&mut table);
    Some(without_empty_defaults(table))
}

fn without_empty_defaults(mut table: Table) -> Table {
    if table.get(DEFAULTS).and_then(Toml::as_table).is_some_and(Table::is_empty) {
        table.remove(DEFAULTS);
    }
    table
}

/// What settings say.
pub(super) fn of_settings(tree: &DeTable) -> Option<Table> {
    said(tree).map(without_empty_tables)
}

/// A table without keys says nothing, with a header or without one.
fn without_empty_tables(mut table: Table) -> Table {
    if let Some(keys) = table.get_mut(KEYS).and_then(Toml::as_table_mut) {
        *keys = without_empty_tables(std::mem::take(keys));
    }
    table.retain(|_, value| !value.as_table().is_some_and(Table::is_empty));
    table
}

/// A table of the file, there from now on.
fn named<'t>(table: &'t mut Table, name: &str) -> Option<&'t mut Table> {
    table.entry(name).or_insert_with(|| Table::new().into()).as_table_mut()
}

/// What a file says. Line ends inside a text are those of its file, and no part of what it says.
fn said(tree: &DeTable) -> Option<Table> {
    tree.iter().map(|(key, value)| Some((key.get_ref().to_string(), value_of(value.get_ref())?))).collect()
}

fn value_of(value: &DeValue) -> Option<Toml> {
    Some(match value {
        DeValue::String(text) => text.replace("\r\n", "\n").into(),
        DeValue::Integer(number) => Toml::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok()?),
        DeValue::Float(number) => Toml::Float(number.as_str().parse().ok()?),
        DeValue::Boolean(switch) => (*switch).into(),
        DeValue::Datetime(time) => (*time).into(),
        DeValue::Array(items) => {
            Toml::Array(items.iter().map(|item| value_of(item.get_ref())).collect::<Option<Vec<Toml>>>()?)
        }
        DeValue::Table(table) => said(table)?.into(),
    })
}

fn holder<'t>(table: &'t mut Table, place: &Place) -> Option<&'t mut Table> {
    match place {
        Place::Routine => Some(table),
        Place::Defaults => named(table, DEFAULTS),
        Place::Step(path) => list(table, path)?.get_mut(path.at())?.as_table_mut(),
    }
}

/// A table, or the one that a key of it has for its value.
fn inside<'t>(table: &'t mut Table, key: Option<&str>) -> Option<&'t mut Table> {
    match key {
        Some(key) => table.get_mut(key)?.as_table_mut(),
        None => Some(table),
    }
}

/// The steps among which a path has its place.
fn list<'t>(table: &'t mut Table, path: &StepPath) -> Option<&'t mut Vec<Toml>> {
    let holder = match path.set() {
        None => table,
        Some(set) => list(table, &set)?.get_mut(set.at())?.as_table_mut()?,
    };
    holder.entry(STEP).or_insert_with(|| Toml::Array(Vec::new())).as_array_mut()
}

/// A list without steps has no header, and so is not there; one in brackets is, and says as little.
fn without_empty_lists(table: &mut Table) {
    if table.get(STEP).is_some_and(|list| list.as_array().is_some_and(Vec::is_empty)) {
        table.remove(STEP);
    }
    let steps = table.get_mut(STEP).and_then(Toml::as_array_mut).into_iter().flatten();
    steps.filter_map(Toml::as_table_mut).for_each(without_empty_lists);
}

fn are_tables(list: &[Toml]) -> bool {
    list.iter().all(Toml::is_table)
}

/// Two lists in one, from which of which the next comes each time.
fn joined(lists: [Vec<Toml>; 2], order: &[usize]) -> Option<Vec<Toml>> {
    let mut lists = lists.map(Vec::into_iter);
    order.iter().map(|which| lists.get_mut(*which)?.next()).collect()
}

/// The items of two lists of a table in the order of the file: which of the two each is of.
fn order_in(tree: &DeTable, place: &Place, keys: [&str; 2]) -> Option<Vec<usize>> {
    let mut table = tree;
    if let Place::Step(path) = place {
        for at in path.places() {
            table = table.get(STEP)?.get_ref().as_array()?.get(at)?.get_ref().as_table()?;
        }
    }
    let starts = |which: usize| {
        let items = table.get(keys[which]).and_then(|list| list.get_ref().as_array()).into_iter().flatten();
        items.map(move |item| (item.span().start, which))
    };
    let mut all: Vec<(usize, usize)> = starts(0).chain(starts(1)).collect();
    all.sort_unstable();
    Some(all.into_iter().map(|(_, which)| which).collect())
}

fn as_toml(value: &Value) -> Toml {
    match value {
        Value::Text(text) => text.replace("\r\n", "\n").into(),
        Value::Number(number) => (*number).into(),
        Value::Switch(switch) => (*switch).into(),
        Value::List(words) => words.clone().into(),
        Value::Numbers(numbers) => numbers.clone().into(),
        Value::Items(items) => Toml::Array(items.iter().map(as_toml).collect()),
        Value::Pair(pair) => {
            pair.iter().map(|(key, value)| ((*key).to_owned(), as_toml(value))).collect::<Table>().into()
        }
    }
}
