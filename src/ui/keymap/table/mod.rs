//! Every key of the program, in one table: a file for the screens that belong together.

mod always;
mod editor;
mod health;
mod home;
mod learn;
mod past;
mod session;
mod settings;

use super::{Action, Key, Scope};

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding<'a> {
    /// Where it holds.
    pub scope: Scope,
    /// The keys, the one to show first.
    pub keys: &'a [Key],
    /// What it does.
    pub action: Action,
    /// The same in a word or two, for the footer.
    pub short: &'static str,
    /// The same in a sentence, for help.
    pub long: &'static str,
    /// Whether the footer shows it.
    pub footer: bool,
}

impl Binding<'_> {
    /// Whether it is about this action there.
    pub(super) fn is_of(&self, scope: Scope, action: Action) -> bool {
        self.scope == scope && self.action == action
    }
}

/// Every key of the program. Within a scope the order is that of the footer and of help.
pub fn table() -> impl Iterator<Item = &'static Binding<'static>> {
    PARTS.iter().copied().flatten()
}

const PARTS: &[&[Binding<'static>]] = &[
    home::LINES,
    session::LINES,
    past::LINES,
    editor::LINES,
    settings::LINES,
    health::LINES,
    learn::LINES,
    always::LINES,
];

const fn shown(
    scope: Scope,
    keys: &'static [Key],
    action: Action,
    short: &'static str,
    long: &'static str,
) -> Binding<'static> {
    Binding { scope, keys, action, short, long, footer: true }
}

const fn quiet(
    scope: Scope,
    keys: &'static [Key],
    action: Action,
    short: &'static str,
    long: &'static str,
) -> Binding<'static> {
    Binding { scope, keys, action, short, long, footer: false }
}
