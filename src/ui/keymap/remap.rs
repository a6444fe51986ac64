//! Keys of the person's own in the place of those of the table, and what is refused of them.
//!
//! All wishes are looked at together, so that two actions can change places. Where two claim one key, the one further
//! down in the settings is refused and has its own keys again; then it is looked anew, until nothing disagrees. A wish
//! always has a key, and what leads back keeps Esc, so no screen is ever left without a way out.

use std::fmt;

use super::key::ESC;
use super::{Action, Binding, Changed, Key, Keymap, Scope, table};
use crate::domain::order;

/// An action, and the keys it is to have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wish {
    /// The name of its screen: see [`Scope::name`].
    pub screen: &'static str,
    /// The action, one that the screen has.
    pub action: Action,
    /// The keys, the one to show first; at least one.
    pub keys: Vec<Key>,
}

/// Why a wish is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    /// No key was given.
    NoKey,
    /// The keys of this action are never others.
    Fixed,
    /// This key leaves the program, or goes to the shell, in every program.
    Reserved(Key),
    /// Esc leads back, and means nothing else.
    Escape,
    /// Letters are typed on this screen.
    Typed(Key),
    /// A key that holds everywhere would keep this letter from being typed.
    TypedSomewhere(Key),
    /// Another action of the screen, or one that holds everywhere, has this key.
    Taken(Key, Scope, Action),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoKey => write!(f, "no key is given: write one, such as \"F5\""),
            Self::Fixed => write!(f, "this one keeps its keys"),
            Self::Reserved(key) => write!(f, "{} is never given away: choose another key", key.name()),
            Self::Escape => write!(f, "Esc always leads back: choose another key"),
            Self::Typed(key) => write!(f, "{} is typed there: choose a key with Ctrl, or F1 to F12", key.name()),
            Self::TypedSomewhere(key) => {
                write!(f, "{} is typed on some screens: choose a key with Ctrl, or F1 to F12", key.name())
            }
            Self::Taken(key, scope, action) if action.is_fixed() => {
                let (key, screen, action) = (key.name(), scope.name(), action.name());
                write!(f, "{key} belongs to {screen}.{action}, which keeps its keys: choose another key")
            }
            Self::Taken(key, scope, action) => {
                let (key, screen, action) = (key.name(), scope.name(), action.name());
                write!(
                    f,
                    "{key} belongs to {screen}.{action}: choose another key, or give {screen}.{action} others too"
                )
            }
        }
    }
}

impl Keymap {
    /// The table with these wishes in it, and which of them are refused, each by its place and with the reason.
    pub fn with(wishes: &[Wish]) -> (Self, Vec<(usize, Refused)>) {
        let mut refused: Vec<(usize, Refused)> = Vec::new();
        for (at, wish) in wishes.iter().enumerate() {
            refused.extend(wish.by_itself().map(|why| (at, why)));
        }
        loop {
            let counting: Vec<(usize, &Wish)> =
                wishes.iter().enumerate().filter(|(at, _)| refused.iter().all(|(gone, _)| gone != at)).collect();
            let keys = Self::of(counting.iter().map(|(_, wish)| *wish));
            let clash = |wished| counting.iter().find_map(|one| keys.clash(*one, &counting, wished));
            // What cannot hold anyway takes nobody's key.
            match clash(false).or_else(|| clash(true)) {
                Some(clash) => refused.push(clash),
                None => return (keys, refused),
            }
        }
    }

    fn of<'a>(wishes: impl Iterator<Item = &'a Wish>) -> Self {
        let mut changed: Vec<Changed> = wishes.flat_map(Wish::changes).collect();
        order::by_key(&mut changed, |changed| changed.line);
        Self { changed: changed.into() }
    }

    /// Who has to give way where this wish claims a key that another action has: one with keys of the table, or one that
    /// is `wished` for too.
    fn clash(&self, (at, wish): (usize, &Wish), counting: &[(usize, &Wish)], wished: bool) -> Option<(usize, Refused)> {
        let mut scopes: Vec<Scope> = wish.lines().map(|(_, line)| line.scope).collect();
        scopes.dedup();
        let everywhere = wish.screen == Scope::Everywhere.name();
        let rivals = |line: &&Binding<'_>| {
            let is_near = everywhere || line.scope == Scope::Everywhere || scopes.contains(&line.scope);
            is_near && !wish.is_for(line)
        };
        for (place, line) in table().enumerate().filter(|(_, line)| rivals(line)) {
            let rival = counting.iter().find(|(_, other)| other.is_for(line));
            if rival.is_some() != wished {
                continue;
            }
            let theirs = self.keys(place, line);
            let Some(key) = wish.keys.iter().find(|key| theirs.iter().any(|other| key.overlaps(*other))) else {
                continue;
            };
            return Some(match rival {
                Some((other, _)) if *other > at => (*other, wish.has(*key)),
                _ => (at, Refused::Taken(*key, line.scope, line.action)),
            });
        }
        None
    }
}

impl Wish {
    fn is_for(&self, line: &Binding<'_>) -> bool {
        line.action == self.action && line.scope.name() == self.screen
    }

    /// What another one is told that wants a key of this one.
    fn has(&self, key: Key) -> Refused {
        let scope = self.lines().next().map_or(Scope::Everywhere, |(_, line)| line.scope);
        Refused::Taken(key, scope, self.action)
    }

    fn lines(&self) -> impl Iterator<Item = (usize, &'static Binding<'static>)> {
        table().enumerate().filter(|(_, line)| self.is_for(line))
    }

    /// What speaks against it whatever else is wished.
    fn by_itself(&self) -> Option<Refused> {
        if self.action.is_fixed() {
            return Some(Refused::Fixed);
        }
        let leads_back = self.lines().any(|(_, line)| line.keys.contains(&ESC));
        let types = self.lines().any(|(_, line)| line.scope.is_typing());
        let everywhere = self.screen == Scope::Everywhere.name();
        let refuse = |key: &Key| match *key {
            Key::Ctrl('c' | 'z') => Some(Refused::Reserved(*key)),
            ESC if !leads_back => Some(Refused::Escape),
            Key::Char(_) if types => Some(Refused::Typed(*key)),
            Key::Char(_) if everywhere => Some(Refused::TypedSomewhere(*key)),
            _ => None,
        };
        if self.keys.is_empty() { Some(Refused::NoKey) } else { self.keys.iter().find_map(refuse) }
    }

    /// The lines of the table with these keys in them: in each scope the first line of the action has them, and Esc if it
    /// leads back; the mouse stays with every line.
    fn changes(&self) -> Vec<Changed> {
        let mut seen = Vec::new();
        self.lines()
            .map(|(place, line)| {
                let is_first = !seen.contains(&line.scope);
                seen.push(line.scope);
                let mut keys = if is_first { self.keys.clone() } else { Vec::new() };
                let leads_back = is_first && line.keys.contains(&ESC) && !keys.contains(&ESC);
                keys.extend(leads_back.then_some(ESC));
                keys.extend(line.keys.iter().filter(|key| matches!(key, Key::Mouse(_))));
                Changed { line: place, keys }
            })
            .collect()
    }
}
