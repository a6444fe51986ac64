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
    /// What the terminal answered when it was asked. It goes before `COLORFGBG`, which may be of the terminal around a
    /// multiplexer, or of another day.
    pub ground: Option<Ground>,
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

    /// Whether it would be another one on another ground, so that the terminal is worth asking.
    pub fn follows_ground(setting: Setting, env: Env<'_>) -> bool {
        let on = |ground| Self::choose(setting, Env { ground: Some(ground), ..env }).kind;
        on(Ground::Dark) != on(Ground::Light)
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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ground {
    /// White stands out more than black.
    Dark,
    /// Black stands out more than white.
    Light,
}

impl Ground {
    /// The relative luminance at which black and white have the same contrast, 4.58:1
    /// (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>: the root of 1.05 times 0.05, less 0.05).
    const EVEN: f64 = 0.179;

    /// What a ground with these parts of red, green and blue is; each from 0 to 1.
    pub fn of(parts: [f64; 3]) -> Self {
        let linear = |part: f64| if part <= 0.04045 { part / 12.92 } else { libm::pow((part + 0.055) / 1.055, 2.4) };
        let [red, green, blue] = parts.map(linear);
        let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        if luminance > Self::EVEN { Self::Light } else { Self::Dark }
    }
}

fn ground_of(env: Env<'_>) -> Option<Ground> {
    if env.ground.is_some() {
        return env.ground;
    }
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
    fn what_the_terminal_answers_goes_before_what_the_environment_says() {
        let env = Env { term: Some("xterm-256color"), colorfgbg: Some("15;0"), ..Env::default() };
        let answered = Env { ground: Some(Ground::Light), ..env };
        assert_eq!((kind(env), kind(answered)), (Kind::Dark, Kind::Light));
        for setting in [Setting::Auto, Setting::Contrast, Setting::ColourBlind] {
            assert!(Theme::follows_ground(setting, env), "{setting:?}");
        }
        for setting in [Setting::Dark, Setting::ContrastLight, Setting::Sixteen, Setting::None] {
            assert!(!Theme::follows_ground(setting, env), "{setting:?}");
        }
        for env in [Env { term: Some("linux"), ..env }, Env { no_color: Some("1"), ..env }] {
            assert!(!Theme::follows_ground(Setting::Auto, env), "{env:?}");
        }
    }

    #[test]
    fn a_ground_is_dark_where_white_stands_out_more() {
        // The grey at which they are even is 0.4613, #767676 of sRGB.
        for (parts, wanted) in [
            ([0.0; 3], Ground::Dark),
            ([0.46; 3], Ground::Dark),
            ([0.465; 3], Ground::Light),
            ([1.0; 3], Ground::Light),
            ([0.0, 0.0, 1.0], Ground::Dark),
            ([1.0, 1.0, 0.0], Ground::Light),
            ([0.0, 0.17, 0.21], Ground::Dark),
            ([0.99, 0.96, 0.89], Ground::Light),
        ] {
            assert_eq!(Ground::of(parts), wanted, "{parts:?}");
        }
    }

    #[test]
    fn t26_a_locale_that_is_not_utf8_draws_in_ascii() {
        let ascii = |locale| Theme::choose(Setting::Auto, Env { locale, ..Env::default() }).ascii;
        assert!(ascii(Some("C")) && ascii(Some("de_DE.ISO-8859-1")));
        assert!(!ascii(Some("C.UTF-8")) && !ascii(Some("de_DE.utf8")) && !ascii(None));
    }
}
