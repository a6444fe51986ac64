//! Tones and voice: which programs were found, or what to install. Nothing is played.

use std::env;

use super::{Findings, State};
use crate::cli::here::Here;
use crate::sound::programs::{Program, Use, names};
use crate::store::error::shown;

const ABOUT: &str = "sound";

pub(super) fn look(here: &Here, found: &mut Findings) {
    let (settings, _) = here.read_settings();
    let wishes = &settings.sound;
    let bell =
        if settings.bell { "the terminal's bell rings instead" } else { "and the bell is off: nothing is heard" };
    one((Use::Play, "tones", "player", wishes.sound), wishes.player.as_deref(), (bell, wishes.rate), found);
    let silent = "the screen says everything";
    one((Use::Speak, "voice", "speak", wishes.voice), wishes.speak.as_deref(), (silent, wishes.rate), found);
}

fn one(
    (what, word, key, wish): (Use, &str, &str, Option<bool>),
    own: Option<&[String]>,
    (instead, rate): (&str, u16),
    found: &mut Findings,
) {
    if wish == Some(false) {
        return found.add(ABOUT, State::Fine, format!("{word}: off in the settings"));
    }
    let programs = Program::find(what, own, rate, env::var_os("PATH").as_deref());
    let mut called = programs.iter().map(|program| shown(&program.path).to_string());
    match (called.next(), own) {
        (Some(first), _) => {
            let others: String = called.map(|other| format!(", else {other}")).collect();
            found.add(ABOUT, State::Fine, format!("{word}: {first}{others}"));
        }
        (None, Some([])) => found.add(ABOUT, State::Fine, format!("{word}: no program is to be called; {instead}")),
        (None, Some([name, ..])) => {
            let why = "is no program in the absolute folders of PATH";
            found.add(ABOUT, State::Person, format!("{word}: \"{name}\" ({key} in the settings) {why}; {instead}"));
        }
        (None, None) => {
            let names = names(what).join(", ");
            let text =
                format!("{word}: none of {names} is here; {instead}. Install one, or name your own: {key} = [...]");
            found.add(ABOUT, State::Note, text);
        }
    }
}
