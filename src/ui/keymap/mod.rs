//! One table of keys: what a press does, what the footer says and what help lists all come from it.
//!
//! ```text
//!   table ──> Keymap ──┬ action_for     a press
//!     what the person  ├ bindings       footer and help
//!     changed          └ name           a key in a sentence
//! ```

mod key;
mod listed;
mod names;
mod remap;
mod scope;
mod table;
mod written;

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};

use self::key::on_scale;
pub use self::key::{Button, Key, typed};
pub use self::listed::Listed;
pub use self::names::{actions, screen_named, screens};
pub use self::remap::{Refused, Wish};
pub use self::scope::{Action, Scope};
pub use self::table::{Binding, table};
pub use self::written::NoKey;

/// The keys as they hold for this person: the table, and what they have changed in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Keymap {
    /// In the order of the table. Empty unless the settings change something.
    changed: Arc<[Changed]>,
}

/// A line of the table whose keys are others.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Changed {
    /// Its place in the table.
    line: usize,
    keys: Vec<Key>,
}

/// What Enter does where the file offers another routine.
const RULED: &str = "take the routine that the file offers";

/// An action with keys of the person's own.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// The name of its screen.
    pub screen: &'static str,
    /// What the table says of it.
    pub line: &'static Binding<'static>,
    /// Its keys now, the one to show first.
    pub keys: &'a [Key],
}

impl fmt::Display for Change<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |keys: &[Key]| keys.iter().map(|key| key.name()).collect::<Vec<_>>().join(", ");
        let (action, now, before) = (self.line.action.name(), named(self.keys), named(self.line.keys));
        write!(f, "{}.{action}: {now} (was {before})", self.screen)
    }
}

impl Keymap {
    /// What a key press means in `scope`: its own keys first, then those that hold everywhere.
    pub fn action_for(&self, scope: Scope, event: &KeyEvent) -> Option<Action> {
        let find = |scope| self.lines(scope).find(|line| line.keys.iter().any(|key| key.matches(event)));
        let action = find(kept_in(scope)).or_else(|| find(Scope::Everywhere))?.action;
        match (action, event.code) {
            (Action::Number(_), KeyCode::Char(c)) => on_scale(c).map(Action::Number),
            _ => Some(action),
        }
    }

    /// What a part of the mouse means in `scope`.
    pub fn action_of(&self, scope: Scope, button: Button) -> Option<Action> {
        self.lines(scope).find(|line| line.keys.contains(&Key::Mouse(button))).map(|line| line.action)
    }

    /// The lines that hold in `scope`.
    pub fn bindings(&self, scope: Scope) -> impl Iterator<Item = Binding<'_>> {
        let leads_nowhere = move |action| match scope {
            Scope::RateOne | Scope::TrendsRows => matches!(action, Action::Left | Action::Right),
            Scope::TrendsDays => action == Action::Explain,
            Scope::TrendsPlain => matches!(action, Action::Left | Action::Right | Action::Explain),
            Scope::BeforeRuled if action == Action::Gentle => true,
            Scope::StoppedOne | Scope::BeforeOne | Scope::BeforeRuled | Scope::AfterOne => {
                matches!(action, Action::NextField | Action::PreviousField)
            }
            _ => false,
        };
        let holds = move |line: &Binding<'_>| !line.keys.is_empty() && !leads_nowhere(line.action);
        self.lines(kept_in(scope)).filter(holds).map(move |line| match (scope, line.action) {
            (Scope::BeforeRuled, Action::Open) => Binding { short: "take it", long: RULED, ..line },
            (Scope::BeforeRuled, Action::Stay) => Binding { footer: true, ..line },
            (Scope::SessionNear, Action::View) => Binding { short: "far", ..line },
            _ => line,
        })
    }

    /// The first key of an action as a sentence names it, such as `Enter`, `Right` or `q`; empty for an action that
    /// `scope` does not have.
    pub fn name(&self, scope: Scope, action: Action) -> String {
        let found = self.bindings(scope).find(|line| line.action == action);
        found.and_then(|line| line.keys.first().map(|key| key.name())).unwrap_or_default()
    }

    /// Whether the person has changed a line of the table.
    pub fn is_changed(&self, line: &Binding<'_>) -> bool {
        self.changed
            .iter()
            .filter_map(|changed| table().nth(changed.line))
            .any(|one| one.is_of(line.scope, line.action))
    }

    /// The actions that have keys of the person's own, with these and with those of the table, in its order.
    pub fn changes(&self) -> Vec<Change<'_>> {
        let mut seen = HashSet::new();
        let lines = self.changed.iter().filter_map(|changed| Some((table().nth(changed.line)?, changed)));
        lines
            .filter(|(line, _)| seen.insert((line.scope.name(), line.action)))
            .map(|(line, changed)| Change { screen: line.scope.name(), line, keys: &changed.keys })
            .collect()
    }

    /// How many actions have keys of the person's own.
    pub fn count_changed(&self) -> usize {
        self.changes().len()
    }

    fn lines(&self, scope: Scope) -> impl Iterator<Item = Binding<'_>> {
        let holds = move |(_, line): &(usize, &Binding<'static>)| line.scope == scope;
        table().enumerate().filter(holds).map(|(at, line)| Binding { keys: self.keys(at, line), ..*line })
    }

    fn keys(&self, at: usize, line: &Binding<'static>) -> &[Key] {
        let changed = self.changed.binary_search_by_key(&at, |changed| changed.line).ok();
        changed.and_then(|found| self.changed.get(found)).map_or(line.keys, |changed| &changed.keys)
    }
}

/// The scope whose lines of the table hold in `scope`.
const fn kept_in(scope: Scope) -> Scope {
    match scope {
        Scope::SessionNear => Scope::Session,
        Scope::RateOne => Scope::Rate,
        Scope::TrendsRows | Scope::TrendsDays | Scope::TrendsPlain => Scope::Trends,
        Scope::StoppedOne => Scope::Stopped,
        Scope::BeforeOne | Scope::BeforeRuled => Scope::Before,
        Scope::AfterOne => Scope::After,
        scope => scope,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_lines_of_a_scope_claim_the_same_key() {
        for (i, one) in table().enumerate() {
            for other in table().skip(i + 1).filter(|other| other.scope == one.scope) {
                let shared = one.keys.iter().find(|key| other.keys.contains(key));
                assert_eq!(shared, None, "{:?}: {:?} and {:?}", one.scope, one.action, other.action);
            }
        }
    }

    #[test]
    fn every_scope_has_a_way_out_and_a_footer() {
        let keys = Keymap::default();
        for binding in table().filter(|b| b.scope != Scope::Everywhere) {
            assert!(keys.bindings(binding.scope).any(|b| b.footer), "{:?} has no footer", binding.scope);
            let leaves = [Action::Back, Action::Quit, Action::Stop, Action::Lock];
            let leads_out = keys.bindings(binding.scope).any(|b| leaves.contains(&b.action));
            assert!(leads_out, "{:?} has no way out", binding.scope);
        }
    }

    #[test]
    fn where_text_is_typed_no_letter_is_a_key() {
        for line in table().filter(|line| line.scope.is_typing()) {
            let letter =
                line.keys.iter().find(|key| matches!(key, Key::Char(_) | Key::Scale | Key::Digits | Key::Line));
            assert_eq!(letter, None, "{:?}", line.scope);
        }
    }
}
