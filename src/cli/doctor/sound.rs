//! Tones and voice: which programs were found, or what to install, and whether the file of a tone can be written. Nothing
//! is played.

use std::env;

use super::{Findings, State};
use crate::cli::here::Here;
use crate::sound::programs::{Program, Use, names};
use crate::sound::try_cache;
use crate::store::error::shown;

const ABOUT: &str = "sound";

pub(super) fn look(here: &Here, found: &mut Findings) {
    let (settings, _) = here.read_settings();
    let wishes = &settings.sound;
    let bell =
        if settings.bell { "the terminal's bell rings instead" } else { "and the bell is off: nothing is heard" };
    let plays = one((Use::Play, "tones", "player", wishes.sound), wishes.player.as_deref(), (bell, wishes.rate), found);
    let cache = here.places.cache();
    if plays && let Err(error) = try_cache(cache, wishes.volume) {
        let text = format!("tones: their files cannot be kept in {}: {error}; {bell}", shown(cache));
        found.add(ABOUT, State::Machine, text);
    }
    let silent = "the screen says everything";
    one((Use::Speak, "voice", "speak", wishes.voice), wishes.speak.as_deref(), (silent, wishes.rate), found);
}

/// Whether there is something to call.
fn one(
    (what, word, key, wish): (Use, &str, &str, Option<bool>),
    own: Option<&[String]>,
    (instead, rate): (&str, u16),
    found: &mut Findings,
) -> bool {
    if wish == Some(false) {
        found.add(ABOUT, State::Fine, format!("{word}: off in the settings"));
        return false;
    }
    let programs = Program::find(what, own, rate, env::var_os("PATH").as_deref());
    let mut called = programs.iter().map(|program| shown(&program.path).to_string());
    let first = called.next();
    let calls = first.is_some();
    match (first, own) {
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
    calls
}
