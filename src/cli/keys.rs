//! `solemate keys`: every key of the program, by the names that `[keys]` in the settings takes.

use serde::Serialize;

use super::failure::{Exit, Failure, Outcome};
use super::here::Here;
use crate::driver::printer::Printer;
use crate::ui::keymap::{Action, Binding, Key, Keymap, actions, screen_named, screens, table};

/// List the keys, by the names that the settings take
#[derive(clap::Args, Debug)]
pub(super) struct Keys {
    /// Of one screen only: session, home, trends …
    screen: Option<String>,
    /// As a JSON array
    #[arg(long)]
    json: bool,
}

/// An action, as scripts see it.
#[derive(Serialize)]
struct Listed {
    screen: &'static str,
    action: &'static str,
    keys: Vec<String>,
    /// The keys it has unless the settings say otherwise.
    default: Vec<String>,
    /// Whether the settings say otherwise.
    changed: bool,
    /// Whether they may.
    fixed: bool,
    does: &'static str,
}

impl Listed {
    fn of(screen: &'static str, action: Action, keys: &Keymap) -> Option<Self> {
        let lines = || table().filter(move |line| line.scope.name() == screen && line.action == action);
        let first = lines().next()?;
        let default = names(lines().flat_map(|line| line.keys));
        let now: Vec<Binding<'_>> = lines().map(|line| line.scope).flat_map(|scope| keys.bindings(scope)).collect();
        let now = names(now.iter().filter(|line| line.action == action).flat_map(|line| line.keys));
        let (changed, fixed) = (now != default, action.is_fixed());
        Some(Self { screen, action: action.name(), keys: now, default, changed, fixed, does: first.long })
    }
}

/// Keys as they are written in the settings, each once.
fn names<'a>(keys: impl Iterator<Item = &'a Key>) -> Vec<String> {
    let mut names = Vec::new();
    for name in keys.map(|key| key.name()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

impl Keys {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let keys = here.settings().keys;
        let wanted = match &self.screen {
            None => screens(),
            Some(word) => match screen_named(word) {
                Some(name) => vec![name],
                None => return Err(Failure::person(format!("there is no screen {word}: {}", screens().join(", ")))),
            },
        };
        let actions = wanted.into_iter().flat_map(|screen| actions(screen).into_iter().map(move |one| (screen, one)));
        let listed: Vec<Listed> = actions.filter_map(|(screen, action)| Listed::of(screen, action, &keys)).collect();
        if self.json {
            out.json(&listed)?;
            return Ok(Exit::Done);
        }
        print(&listed, out)
    }
}

fn print(listed: &[Listed], out: &mut Printer) -> Outcome {
    // Most actions have one or two keys: what they do stands in a column, but for those that have many.
    let action = listed.iter().map(|one| one.action.len()).max().unwrap_or(0);
    let mut screen = "";
    for one in listed {
        if one.screen != screen {
            if !screen.is_empty() {
                out.line("")?;
            }
            screen = one.screen;
            out.line(screen)?;
        }
        let mark = if one.changed { '*' } else { ' ' };
        out.line(&format!("{mark} {:action$}  {:16}  {}", one.action, one.keys.join(", "), one.does))?;
    }
    if listed.iter().any(|one| one.changed) {
        out.line("")?;
        out.line("* changed by [keys] in the settings")?;
    }
    Ok(Exit::Done)
}
