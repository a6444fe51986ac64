//! The terminal: what it says of itself, and what the full screen needs of it.

use std::env;
use std::io::{IsTerminal, stdin, stdout};
use std::time::Duration;

use ratatui::layout::Size;

use super::{Finding, Findings, Here, State};
use crate::driver::theme;
use crate::ui::theme::Setting;
use crate::ui::view::too_small;

const ABOUT: &str = "terminal";

/// A step of the usual length: its digits are those that have to be read.
const USUAL_STEP: Duration = Duration::from_secs(180);

/// The smallest window in which every screen works.
const LEAST: (u16, u16) = (40, 12);

pub(super) fn look(here: &Here, found: &mut Findings) {
    let (settings, _) = here.read_settings();
    let read = |name: &str| env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let filled = |name: &str| read(name).filter(|value| !value.is_empty());
    match filled("TERM") {
        Some(term) if term == "dumb" => {
            found.add(ABOUT, State::Note, "TERM=dumb: only `solemate start --plain` works here");
        }
        Some(term) => found.add(ABOUT, State::Fine, format!("TERM={term}")),
        None => found.add(ABOUT, State::Note, "TERM is not set"),
    }
    let colours = match (filled("NO_COLOR"), filled("COLORTERM")) {
        (Some(_), _) => "NO_COLOR is set".to_owned(),
        (None, Some(kind)) => format!("COLORTERM={kind}"),
        (None, None) => "COLORTERM is not set".to_owned(),
    };
    found.add(ABOUT, State::Fine, colours);
    let chosen = if settings.theme == Setting::Auto { "as the terminal says" } else { "as the settings say" };
    found.add(ABOUT, State::Fine, format!("theme: {}, {chosen}", theme(&settings, None).kind.about()));
    if stdin().is_terminal() && stdout().is_terminal() {
        match crossterm::terminal::size() {
            Ok((columns, rows)) if columns < LEAST.0 || rows < LEAST.1 => {
                let text = format!("{columns} columns, {rows} rows: the screens need {} by {}", LEAST.0, LEAST.1);
                found.add(ABOUT, State::Note, text);
            }
            Ok((columns, rows)) => {
                found.add(ABOUT, State::Fine, format!("{columns} columns, {rows} rows"));
                let small = too_small(USUAL_STEP, settings.distance, Size::new(columns, rows));
                found.0.extend(small.map(|text| Finding { about: ABOUT, state: State::Note, text }));
            }
            Err(_) => found.add(ABOUT, State::Note, "the size of the window is not known"),
        }
    } else {
        found.add(ABOUT, State::Note, "standard input or output is no terminal here: only `start --plain` works");
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| filled(name).map(|value| (name, value)));
    let utf8 = |value: &str| {
        let value = value.to_ascii_lowercase();
        value.contains("utf-8") || value.contains("utf8")
    };
    match locale {
        Some((name, value)) if utf8(&value) => found.add(ABOUT, State::Fine, format!("{name}={value}")),
        Some((name, value)) => {
            let text = format!("{name}={value} is not UTF-8: drawings are made of plain letters");
            found.add(ABOUT, State::Note, text);
        }
        None => found.add(ABOUT, State::Note, "no locale is set: drawings are made of plain letters"),
    }
}
