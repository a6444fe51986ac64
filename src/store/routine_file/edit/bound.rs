//! Keys of the person's own in the settings, however their table is written.
//!
//! ```text
//! [keys]                         [keys.session]               keys = { session = { skip = "f" } }
//! session.skip = "f"             skip = "f"                   keys.session.skip = "f"
//! ```

use super::Refused;
use super::entry::{Found, Holder, Manner, Sheet, Splices, end_of, with_comma};
use super::outline::{line_end, line_start};
use super::settings::comments_of;
use super::value::written;
use crate::domain::edit::{KeysChange, Value};

/// The table.
pub(super) const KEYS: &str = "keys";

/// What a change writes; nothing for the keys that an action comes with.
pub(super) fn value(change: &KeysChange) -> Option<Value> {
    match change.keys.as_slice() {
        [] => None,
        [one] => Some(Value::Text(one.clone())),
        several => Some(Value::List(several.to_vec())),
    }
}

impl Sheet<'_> {
    /// An action has these keys from now on.
    pub(super) fn bind(&self, change: &KeysChange) -> Result<Splices, Refused> {
        let all = self.find(Holder::Named(KEYS))?;
        let is_there = all.as_ref().is_some_and(|all| all.entries.get(change.screen).is_some());
        let screen = match &all {
            Some(all) if is_there => Some(self.inside(all, change.screen)?),
            _ => None,
        };
        let said = screen.as_ref().and_then(|screen| screen.entries.get_key_value(change.action));
        match (value(change), all, screen, said) {
            (Some(value), _, _, Some(before)) => self.in_its_place(before, &value),
            (Some(value), None, ..) => {
                let path = format!("{}.{}", change.screen, change.action);
                Ok(self.begin_table(Holder::Named(KEYS), &path, &value))
            }
            (Some(value), Some(all), Some(screen), None) if !is_dotted_in_braces(&all, &screen) => {
                self.below(&screen, "", change.action, &value)
            }
            (Some(value), Some(all), _, None) => self.first_of_screen(&all, change, &value),
            (None, Some(all), Some(screen), Some((name, value))) if is_dotted_in_braces(&all, &screen) => {
                let before = &self.text[..name.span().start];
                let start = before.rfind(['{', ',']).map_or(0, |at| at + 1);
                let start = start + before[start..].len() - before[start..].trim_start().len();
                Ok(vec![(with_comma(self.text, start..value.span().end), String::new())])
            }
            (None, Some(all), Some(screen), Some((name, value))) => {
                let is_alone = screen.entries.len() == 1 && matches!(screen.manner, Manner::Braces(_));
                let whole = all.entries.get_key_value(change.screen).filter(|_| is_alone);
                let (table, (name, value)) = whole.map_or((&screen, (name, value)), |whole| (&all, whole));
                let mut splices = self.without(table, name, value);
                if let (Manner::Lines(_) | Manner::Dotted, [(_, left)]) = (&table.manner, &mut splices[..]) {
                    *left = comments_of(self.text, name.span().start, value);
                }
                let holders = [self.tree.get(KEYS), all.entries.get(change.screen)];
                Ok(holders.into_iter().fold(splices, |splices, holder| self.with_header(splices, holder)))
            }
            (None, ..) => Ok(Vec::new()),
        }
    }

    /// The first key of a screen, in a table that has keys of others.
    fn first_of_screen(&self, all: &Found, change: &KeysChange, value: &Value) -> Result<Splices, Refused> {
        let path = format!("{}.{}", change.screen, change.action);
        let mut headers =
            self.outline.sections.iter().filter(|section| section.path.first().is_some_and(|p| p == KEYS));
        let is_said = headers.clone().any(|section| section.path.len() == 1);
        match (&all.manner, headers.next_back()) {
            (Manner::Lines(_) | Manner::Dotted, Some(last)) if !is_said => {
                let (at, line) = (last.lines.end, written(value, None));
                let open = if self.text[..at].ends_with('\n') { "\n" } else { "\n\n" };
                let header = format!("{open}[{KEYS}.{}]\n{} = {line}\n", change.screen, change.action);
                Ok(vec![(at..at, header)])
            }
            (Manner::Dotted, _) => self.below(all, &format!("{KEYS}."), &path, value),
            _ => self.below(all, "", &path, value),
        }
    }

    /// A line below those that a table has; `name` stands before `key` where each of its lines begins with that.
    fn below(&self, table: &Found, name: &str, key: &str, value: &Value) -> Result<Splices, Refused> {
        let value = written(value, None);
        let last = self.leaves(table).into_iter().max_by_key(|(_, end)| *end);
        Ok(vec![match (&table.manner, last) {
            (Manner::Braces(_), Some((_, end))) => (end..end, format!(", {key} = {value}")),
            (Manner::Braces(span), None) => (span.clone(), format!("{{ {key} = {value} }}")),
            (Manner::Lines(start), None) => self.line(*start, &format!("{key} = {value}")),
            (_, Some((start, end))) => {
                let before = &self.text[line_start(self.text, start)..start];
                let indent = &before[..before.len() - before.trim_start().len()];
                // What stands before the last one is the name of the table, where that is written there.
                let before = match (&table.manner, name) {
                    (Manner::Dotted, "") => before.to_owned(),
                    _ => format!("{indent}{name}"),
                };
                let key = before + key;
                let column = self.column_of(table).unwrap_or(0).max(key.len() + 1);
                self.line(line_end(self.text, end), &format!("{key:column$}= {value}"))
            }
            (Manner::Dotted, None) => return Err(Refused::Untold),
        }])
    }

    /// The values of a table that stand in its lines: where the key of each begins, and where it ends.
    fn leaves(&self, table: &Found) -> Vec<(usize, usize)> {
        let entries = table.entries.iter().flat_map(|(name, value)| match value.get_ref().as_table() {
            Some(inner) if !self.is_in_braces(value) && self.section(value).is_none() => {
                self.leaves(&Found { entries: inner, manner: Manner::Dotted })
            }
            _ => end_of(self.text, value).map(|end| (name.span().start, end)).into_iter().collect(),
        });
        entries.collect()
    }

    /// In which column the `=` of its lines stand, where that is one and more than a blank before them is needed for it.
    fn column_of(&self, table: &Found) -> Option<usize> {
        let lines: Vec<&str> = self
            .leaves(table)
            .into_iter()
            .filter_map(|(start, end)| self.text[line_start(self.text, start)..end].split_once('='))
            .map(|(before, _)| before)
            .collect();
        let column = lines.first()?.len();
        let is_one = lines.len() > 1 && lines.iter().all(|line| line.len() == column);
        (is_one && lines.iter().any(|line| line.ends_with("  "))).then_some(column)
    }
}

/// `{ session.skip = "f", … }`
fn is_dotted_in_braces(all: &Found, screen: &Found) -> bool {
    matches!((&all.manner, &screen.manner), (Manner::Braces(_), Manner::Dotted))
}
