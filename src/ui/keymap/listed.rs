//! Every action of every screen with its keys: what `solemate keys` lists and the settings change.

use std::collections::HashMap;

use super::key::ESC;
use super::{Action, Key, Keymap, Scope, screens, table};
use crate::domain::order;

/// An action of a screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// The name of the screen: see [`Scope::name`].
    pub screen: &'static str,
    /// The action.
    pub action: Action,
    /// What it does, in a word or two.
    pub short: &'static str,
    /// The same in a sentence.
    pub long: &'static str,
    /// Its keys, each once, the one to show first; the mouse is among them.
    pub keys: Vec<Key>,
    /// Those it has unless the settings say otherwise.
    pub default: Vec<Key>,
}

impl Listed {
    /// How `[keys]` names it, such as `session.skip`.
    pub fn path(&self) -> String {
        format!("{}.{}", self.screen, self.action.name())
    }

    /// Whether the settings say otherwise.
    pub fn is_changed(&self) -> bool {
        self.keys != self.default
    }

    /// Its keys as they are written in the settings: the mouse stays without being named, and so does Esc at the end of
    /// others.
    pub fn written(&self) -> Vec<Key> {
        let mut keys = without_mouse(&self.keys);
        if self.is_changed() && keys.len() > 1 && keys.last() == Some(&ESC) {
            keys.pop();
        }
        keys
    }

    /// The keys that can be pressed of those it comes with.
    pub fn usual(&self) -> Vec<Key> {
        without_mouse(&self.default)
    }
}

fn without_mouse(keys: &[Key]) -> Vec<Key> {
    keys.iter().copied().filter(|key| !matches!(key, Key::Mouse(_))).collect()
}

impl Keymap {
    /// Every action, screen by screen in the order of the table.
    pub fn listed(&self) -> Vec<Listed> {
        let mut all: Vec<Listed> = Vec::new();
        let mut places: HashMap<(&str, Action), usize> = HashMap::new();
        for (at, line) in table().enumerate() {
            let screen = line.scope.name();
            let place = *places.entry((screen, line.action)).or_insert(all.len());
            if place == all.len() {
                let (action, short, long) = (line.action, line.short, line.long);
                all.push(Listed { screen, action, short, long, keys: Vec::new(), default: Vec::new() });
            }
            if let Some(one) = all.get_mut(place) {
                add(&mut one.keys, self.keys(at, line));
                add(&mut one.default, line.keys);
            }
        }
        let screens = screens();
        order::by_key(&mut all, |one| screens.iter().position(|screen| *screen == one.screen));
        all
    }
}

fn add(keys: &mut Vec<Key>, more: &[Key]) {
    for key in more {
        if !keys.contains(key) {
            keys.push(*key);
        }
    }
}

impl Scope {
    /// A screen of this name, as a heading.
    pub fn title(name: &str) -> String {
        crate::domain::words::capital(&name.replace('_', " "))
    }
}
