//! `solemate keys`: every key of the program, by the names that `[keys]` in the settings takes.

use serde::Serialize;

use super::failure::{Exit, Failure, Outcome};
use super::here::Here;
use crate::driver::printer::Printer;
use crate::ui::keymap::{self, screen_named, screens};

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

impl From<keymap::Listed> for Listed {
    fn from(one: keymap::Listed) -> Self {
        let (changed, fixed) = (one.is_changed(), one.action.is_fixed());
        let [keys, default] = [one.keys, one.default].map(|keys| keys.iter().map(|key| key.name()).collect());
        Self { screen: one.screen, action: one.action.name(), keys, default, changed, fixed, does: one.long }
    }
}

impl Keys {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let keys = here.settings().keys;
        let wanted = match &self.screen {
            None => None,
            Some(word) => match screen_named(word) {
                Some(name) => Some(name),
                None => return Err(Failure::person(format!("there is no screen {word}: {}", screens().join(", ")))),
            },
        };
        let is_wanted = |one: &keymap::Listed| wanted.is_none_or(|name| one.screen == name);
        let listed: Vec<Listed> = keys.listed().into_iter().filter(is_wanted).map(Listed::from).collect();
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
