//! One table of keys: what a press does, what the footer says and what help lists all come from it.

mod key;
mod scope;
mod table;

use crossterm::event::{KeyCode, KeyEvent};

use self::key::on_scale;
pub use self::key::{Button, Key, typed};
pub use self::scope::{Action, Scope};
pub use self::table::{Binding, table};

/// What a key press means in `scope`: its own keys first, then those that hold everywhere.
pub fn action_for(scope: Scope, event: &KeyEvent) -> Option<Action> {
    let scope = kept_in(scope);
    let find = |scope| table().find(|b| b.scope == scope && b.keys.iter().any(|key| key.matches(event)));
    let action = find(scope).or_else(|| find(Scope::Everywhere))?.action;
    match (action, event.code) {
        (Action::Number(_), KeyCode::Char(c)) => on_scale(c).map(Action::Number),
        _ => Some(action),
    }
}

/// What a part of the mouse means in `scope`.
pub fn action_of(scope: Scope, button: Button) -> Option<Action> {
    table().find(|b| b.scope == scope && b.keys.contains(&Key::Mouse(button))).map(|binding| binding.action)
}

/// The scope whose lines of the table hold in `scope`.
const fn kept_in(scope: Scope) -> Scope {
    match scope {
        Scope::SessionNear => Scope::Session,
        Scope::RateOne => Scope::Rate,
        Scope::StoppedOne => Scope::Stopped,
        Scope::BeforeOne => Scope::Before,
        Scope::AfterOne => Scope::After,
        scope => scope,
    }
}

/// The lines of the table that hold in `scope`.
pub fn bindings(scope: Scope) -> impl Iterator<Item = Binding> {
    let kept = kept_in(scope);
    let leads_nowhere = move |action| match scope {
        Scope::RateOne => matches!(action, Action::Left | Action::Right),
        Scope::StoppedOne | Scope::BeforeOne | Scope::AfterOne => {
            matches!(action, Action::NextField | Action::PreviousField)
        }
        _ => false,
    };
    let holds = move |binding: &&Binding| binding.scope == kept && !leads_nowhere(binding.action);
    table().filter(holds).map(move |binding| match (scope, binding.action) {
        (Scope::SessionNear, Action::View) => Binding { short: "far", ..*binding },
        _ => *binding,
    })
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
        for binding in table().filter(|b| b.scope != Scope::Everywhere) {
            assert!(bindings(binding.scope).any(|b| b.footer), "{:?} has no footer", binding.scope);
            let leaves = [Action::Back, Action::Quit, Action::Stop, Action::Lock];
            assert!(bindings(binding.scope).any(|b| leaves.contains(&b.action)), "{:?} has no way out", binding.scope);
        }
    }
}
