//! Which theme fits: what the person chose, then what the environment says about the terminal.

use serde::{Deserialize, Serialize};

use super::{Kind, Theme};

/// What the person chose in the settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Setting {
    /// Follow the terminal.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// 256 colours on a dark background.
    #[serde(rename = "dark")]
    Dark,
    /// 256 colours on a light background.
    #[serde(rename = "light")]
    Light,
    /// High contrast, on black or on white as the terminal is.
    #[serde(rename = "contrast")]
    Contrast,
    /// High contrast, white on black.
    #[serde(rename = "contrast-dark")]
    ContrastDark,
    /// High contrast, black on white.
    #[serde(rename = "contrast-light")]
    ContrastLight,
    /// Colours that stay apart for eyes that see fewer of them.
    #[serde(rename = "colourblind")]
    ColourBlind,
    /// The terminal's own sixteen colours.
    #[serde(rename = "16")]
    Sixteen,
    /// No colour.
    #[serde(rename = "none")]
    None,
}

/// What the environment says about the terminal, as plain values.
#[derive(Clone, Copy, Debug, Default)]
pub struct Env<'a> {
    /// `NO_COLOR`: any value but the empty one means no colour.
    pub no_color: Option<&'a str>,
    /// `TERM`.
    pub term: Option<&'a str>,
    /// `COLORTERM`.
    pub colorterm: Option<&'a str>,
    /// `COLORFGBG`, such as `15;0`.
    pub colorfgbg: Option<&'a str>,
    /// The locale that counts for characters: the first of `LC_ALL`, `LC_CTYPE`, `LANG` that is set and not empty.
    pub locale: Option<&'a str>,
}

impl Theme {
    /// The theme for this person on this terminal. A choice in the settings goes before `NO_COLOR`
    /// (<https://no-color.org>, "user-level configuration should override").
    pub fn choose(setting: Setting, env: Env<'_>) -> Self {
        let kind = match setting {
            Setting::Dark => Kind::Dark,
            Setting::Light => Kind::Light,
            Setting::ContrastDark => Kind::ContrastDark,
            Setting::ContrastLight => Kind::ContrastLight,
            // It brings its ground along: where the terminal does not say which it has, black.
            Setting::Contrast if ground_of(env) == Some(Ground::Light) => Kind::ContrastLight,
            Setting::Contrast => Kind::ContrastDark,
            Setting::ColourBlind => match ground_of(env) {
                Some(Ground::Dark) => Kind::ColourBlindDark,
                Some(Ground::Light) => Kind::ColourBlindLight,
                None => Kind::ColourBlind,
            },
            Setting::Sixteen => Kind::Sixteen,
            Setting::None => Kind::None,
            Setting::Auto => kind_of(env),
        };
        Self { kind, ascii: env.locale.is_some_and(|name| !names_utf8(name)) }
    }
}

/// Terminals that show 256 colours though their name does not say so.
const CAPABLE: [&str; 9] = ["256color", "direct", "kitty", "alacritty", "foot", "wezterm", "ghostty", "contour", "rio"];

fn kind_of(env: Env<'_>) -> Kind {
    let term = env.term.unwrap_or_default();
    if env.no_color.is_some_and(|value| !value.is_empty()) || term == "dumb" || term.starts_with("vt") {
        return Kind::None;
    }
    let many = env.colorterm.is_some_and(|value| value == "truecolor" || value == "24bit")
        || CAPABLE.iter().any(|name| term.contains(name))
        || (term.is_empty() && cfg!(windows));
    if !many || term == "linux" {
        return Kind::Sixteen;
    }
    match ground_of(env) {
        Some(Ground::Dark) => Kind::Dark,
        Some(Ground::Light) => Kind::Light,
        None => Kind::Either,
    }
}

/// What the terminal writes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ground {
    Dark,
    Light,
}

fn ground_of(env: Env<'_>) -> Option<Ground> {
    match env.colorfgbg?.rsplit(';').next()?.parse::<u8>().ok()? {
        0..=6 | 8 => Some(Ground::Dark),
        7 | 9..=15 => Some(Ground::Light),
        _ => None,
    }
}

fn names_utf8(locale: &str) -> bool {
    let folded = locale.to_ascii_lowercase();
    folded.is_empty() || folded.contains("utf-8") || folded.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(env: Env<'_>) -> Kind {
        Theme::choose(Setting::Auto, env).kind
    }

    #[test]
    fn t26_the_theme_follows_the_terminal() {
        let xterm = Env { term: Some("xterm-256color"), ..Env::default() };
        assert_eq!(kind(xterm), Kind::Either);
        assert_eq!(kind(Env { colorfgbg: Some("15;0"), ..xterm }), Kind::Dark);
        assert_eq!(kind(Env { colorfgbg: Some("0;default;15"), ..xterm }), Kind::Light);
        assert_eq!(kind(Env { colorfgbg: Some("junk;"), ..xterm }), Kind::Either);
        assert_eq!(kind(Env { no_color: Some("1"), ..xterm }), Kind::None);
        assert_eq!(kind(Env { no_color: Some(""), ..xterm }), Kind::Either, "an empty NO_COLOR means nothing");
        assert_eq!(kind(Env { term: Some("linux"), colorterm: Some("truecolor"), ..xterm }), Kind::Sixteen);
        assert_eq!(kind(Env { term: Some("dumb"), ..xterm }), Kind::None);
        assert_eq!(kind(Env { term: Some("xterm"), ..xterm }), Kind::Sixteen);
    }

    #[test]
    fn what_the_person_chose_goes_before_no_color() {
        let env = Env { no_color: Some("1"), ..Env::default() };
        assert_eq!(Theme::choose(Setting::Light, env).kind, Kind::Light);
    }

    #[test]
    fn contrast_and_colours_for_the_colour_blind_follow_the_ground() {
        let (dark, light) = (Some("15;0"), Some("0;15"));
        for (setting, colorfgbg, wanted) in [
            (Setting::Contrast, None, Kind::ContrastDark),
            (Setting::Contrast, dark, Kind::ContrastDark),
            (Setting::Contrast, light, Kind::ContrastLight),
            (Setting::ContrastDark, light, Kind::ContrastDark),
            (Setting::ContrastLight, dark, Kind::ContrastLight),
            (Setting::ColourBlind, None, Kind::ColourBlind),
            (Setting::ColourBlind, dark, Kind::ColourBlindDark),
            (Setting::ColourBlind, light, Kind::ColourBlindLight),
        ] {
            let theme = Theme::choose(setting, Env { colorfgbg, ..Env::default() });
            assert_eq!(theme.kind, wanted, "{setting:?} on {colorfgbg:?}");
        }
    }

    #[test]
    fn t26_a_locale_that_is_not_utf8_draws_in_ascii() {
        let ascii = |locale| Theme::choose(Setting::Auto, Env { locale, ..Env::default() }).ascii;
        assert!(ascii(Some("C")) && ascii(Some("de_DE.ISO-8859-1")));
        assert!(!ascii(Some("C.UTF-8")) && !ascii(Some("de_DE.utf8")) && !ascii(None));
    }
}
