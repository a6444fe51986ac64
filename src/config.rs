//! Where files live, and what the person has chosen.

mod answers;
mod aside;
mod default_file;
mod desk;
mod file;
mod form;
mod keys;
mod places;
mod plan;
mod profile;
mod sound;
mod table;

use std::path::Path;

use toml::de::{DeTable, DeValue};

use crate::domain::body::Feet;
use crate::domain::dawn::{Dawn, NoDawn};
use crate::domain::motion::Frames;
use crate::domain::order;
use crate::domain::plan::{Choice, First, Level};
use crate::domain::settings::Problem;
use crate::domain::text::Clean;
use crate::sound::wishes::Wishes;
use crate::store::error::shown;
use crate::ui::app::Prefs;
use crate::ui::distance::Distance;
use crate::ui::keymap::{Keymap, screen_named};
use crate::ui::screen::player::View;
use crate::ui::signal::Flash;
use crate::ui::theme::Setting as ThemeSetting;
pub use default_file::default_file;
pub use desk::{Here, SettingsDesk};
pub use form::{form, in_file, json};
pub use places::{BadPlace, HOME_VARIABLE, Places};
pub use plan::{default_plan, load_plan, parse_plan, set_doses, unfit_routines};
pub use profile::{keep_profile, load_profile, parse_profile, profile_aside};
pub use table::settings;

/// Which sides are worked unless the person says otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Work {
    /// The sore one only; both if both are sore.
    #[default]
    Sore,
    /// Both, whichever is sore.
    Both,
}

/// What the person has chosen, in `config.toml`; [`settings`] is the table of all of it:
///
/// ```toml
/// sore_foot  = "left"     # left, right or both (the default)
/// first_side = "left"     # which side comes first: left (the default) or right
/// work       = "sore"     # sore: the sore side only (the default); both
/// level      = "plan"     # as the plan says (the default), or always 1 light, 2 medium or 3 firm
/// theme      = "auto"     # auto (the default), dark, light, contrast (contrast-dark, contrast-light), colourblind,
///                         # sixteen (colours) or none
/// view       = "far"      # far (the default): for three metres; near: with the whole instruction
/// motion     = "calm"     # what moves: calm (the default), smooth (three times the frames) or still (nothing, not even a flash)
/// distance   = "2 m"      # from where it is looked at: "0.7 m", "2 m" (the default) or "3 m"
/// flash      = "auto"     # what lights up at a change: auto (border, unless it is not seen: the default), border, full or off
/// notify     = true       # a notice of the desktop at a change, while another window is in front
/// awake      = true       # ask the system not to sleep or blank the screen while a session runs
/// check      = true       # the five lines of questions before a session
/// day_begins = "04:00"    # when a new day begins: "00:00" to "12:00"; how the past is counted follows, and no fact
///
/// sound  = "auto"         # tones: auto (wherever a program plays them and they are heard: the default), true or false
/// volume = 60             # of the tones, 0 to 100
/// bell   = true           # the terminal's bell, where no tone can be played
/// tick   = false          # a soft tick at the pace of a step
/// voice  = "auto"         # the same
/// rate   = 100            # of the voice, in percent: 50 to 200
/// marks  = [60]           # the times left that are said, in seconds
/// player = ["mpv", "--really-quiet"]       # a player of one's own: the path of a file is added; "auto" (the default) finds one, [] is none
/// speak  = ["espeak-ng", "--stdin"]        # an engine of one's own, which reads the text; "auto" and [] the same
///
/// [say]                   # what is said, and when: see `sound::say`
/// change_side = "Other {limb}: {side} {part}. {step}."
///
/// [keys]                  # keys of one's own: see `config/keys.rs`
/// session.skip = "s"
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Which feet are sore.
    pub sore_foot: Feet,
    /// Which side comes first.
    pub first_side: First,
    /// Which sides are worked.
    pub work: Work,
    /// How firm; none is as the plan says.
    pub level: Option<Level>,
    /// Colours.
    pub theme: ThemeSetting,
    /// How much a session shows.
    pub view: View,
    /// How much moves; where nothing does, nothing flashes either.
    pub motion: Frames,
    /// From how far away the screen is looked at.
    pub distance: Distance,
    /// What flashes at a change; unless something is said, the edge of the window.
    pub flash: Option<Flash>,
    /// No flash is seen here: a word stands in its place.
    pub unseen: bool,
    /// Whether the desktop says a change while another window is in front.
    pub notify: bool,
    /// Whether the machine is kept awake while a session runs.
    pub awake: bool,
    /// Tones and voice.
    pub sound: Wishes,
    /// Whether cues ring the terminal's bell, where no tone can be played.
    pub bell: bool,
    /// Whether the pre-check is shown before a session.
    pub check: bool,
    /// When a new day begins.
    pub day_begins: Dawn,
    /// The keys, with what the person changed.
    pub keys: Keymap,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            sore_foot: Feet::default(),
            first_side: First::default(),
            work: Work::default(),
            level: None,
            theme: ThemeSetting::default(),
            view: View::default(),
            motion: Frames::default(),
            distance: Distance::default(),
            flash: None,
            unseen: false,
            notify: true,
            awake: true,
            sound: Wishes::default(),
            bell: true,
            check: true,
            day_begins: Dawn::default(),
            keys: Keymap::default(),
        }
    }
}

const FEET: &[(&str, Feet)] = &[("left", Feet::Left), ("right", Feet::Right), ("both", Feet::Both)];
const FIRST: &[(&str, First)] = &[("left", First::Left), ("right", First::Right)];
const WORK: &[(&str, Work)] = &[("sore", Work::Sore), ("both", Work::Both)];
const LEVELS: &[(&str, Level)] = &[("1", Level::Light), ("2", Level::Medium), ("3", Level::Firm)];
/// The level of the plan, unless one is said.
const LEVELS_OR_PLAN: &[(&str, Option<Level>)] =
    &[("plan", None), ("1", Some(Level::Light)), ("2", Some(Level::Medium)), ("3", Some(Level::Firm))];
const THEMES: &[(&str, ThemeSetting)] = &[
    ("auto", ThemeSetting::Auto),
    ("dark", ThemeSetting::Dark),
    ("light", ThemeSetting::Light),
    ("contrast", ThemeSetting::Contrast),
    ("contrast-dark", ThemeSetting::ContrastDark),
    ("contrast-light", ThemeSetting::ContrastLight),
    ("colourblind", ThemeSetting::ColourBlind),
    ("sixteen", ThemeSetting::Sixteen),
    ("none", ThemeSetting::None),
];
const VIEWS: &[(&str, View)] = &[("far", View::Far), ("near", View::Near)];
const MOTIONS: &[(&str, Frames)] = &[("calm", Frames::Calm), ("smooth", Frames::Smooth), ("still", Frames::Still)];
const DISTANCES: &[(&str, Distance)] = &[("0.7 m", Distance::Arm), ("2 m", Distance::Floor), ("3 m", Distance::Room)];
/// The edge, unless the cue check found that it is not seen.
const FLASHES: &[(&str, Option<Flash>)] =
    &[("auto", None), ("border", Some(Flash::Border)), ("full", Some(Flash::Full)), ("off", Some(Flash::Off))];
const SWITCH: &[(&str, bool)] = &[("true", true), ("false", false)];
/// Wherever it works, unless the cue check found that it is not heard.
const SWITCH_OR_AUTO: &[(&str, Option<bool>)] = &[("auto", None), ("true", Some(true)), ("false", Some(false))];
/// The setting that says which foot is sore.
pub const SORE_FOOT: &str = "sore_foot";

const KEYS: &[&str] = &[
    SORE_FOOT,
    "first_side",
    "work",
    "level",
    "theme",
    "view",
    "motion",
    "distance",
    "flash",
    "notify",
    "awake",
    "bell",
    "check",
    "day_begins",
    "sound",
    "volume",
    "tick",
    "voice",
    "rate",
    "marks",
    "player",
    "speak",
    "say",
    "keys",
];

impl Settings {
    /// Reads the settings. Whatever is wrong with them is said in one sentence each, the defaults stand in its place, and
    /// the file stays as it is.
    pub fn load(file: &Path) -> (Self, Vec<Clean>) {
        Self::read(file)
            .unwrap_or_else(|why| (Self::default(), vec![Clean::visible(&format!("{why}; the defaults are used"))]))
    }

    /// The same of a file that can be read; what is wrong with a single setting is said.
    ///
    /// # Errors
    /// Says why it cannot be read: nothing of it is understood.
    pub fn read(file: &Path) -> Result<(Self, Vec<Clean>), Clean> {
        let (settings, problems) = Self::parse(&Self::text(file)?.unwrap_or_default());
        let place =
            |problem: &Problem| Clean::visible(&format!("{}, line {}: {}", shown(file), problem.line, problem.text));
        match problems.iter().find(|problem| problem.key.is_empty()) {
            Some(problem) => Err(place(problem)),
            None => Ok((settings, problems.iter().map(place).collect())),
        }
    }

    /// The text of a settings file; nothing where there is none.
    ///
    /// # Errors
    /// Says why it cannot be read.
    pub fn text(file: &Path) -> Result<Option<String>, Clean> {
        file::text(file)
    }

    /// What is wrong with them, to be said in passing: one mistake itself, or how many there are.
    pub fn in_short(mut problems: Vec<Clean>) -> Option<Clean> {
        match problems.len() {
            0 | 1 => problems.pop(),
            count => Some(Clean::visible(&format!(
                "{count} lines of config.toml are wrong. The rest holds, and the settings list them."
            ))),
        }
    }

    /// Reads the text of a settings file, and says what is wrong with it.
    pub fn parse(text: &str) -> (Self, Vec<Problem>) {
        let mut settings = Self::default();
        let text = file::without_mark(text);
        let line = |byte| file::line_of(text, byte);
        let Ok(table) = DeTable::parse(text) else { return (settings, file::unread(text)) };
        let table = table.into_inner();
        let mut problems = Vec::new();
        for (key, value) in &table {
            let place = line(key.span().start);
            if let ("say", DeValue::Table(says)) = (&**key.get_ref(), value.get_ref()) {
                for (key, value) in says {
                    let problem = sound::say(&mut settings.sound, key.get_ref(), value.get_ref()).err();
                    let (line, key) = (line(key.span().start), format!("say.{}", key.get_ref()));
                    problems.extend(problem.map(|text| Problem { line, key, text }));
                }
                continue;
            }
            if let ("keys", DeValue::Table(wanted)) = (&**key.get_ref(), value.get_ref()) {
                let (keys, wrong) = keys::read(wanted, &line);
                settings.keys = keys;
                problems.extend(wrong);
                continue;
            }
            if let Err(text) = settings.take(key.get_ref(), value.get_ref()) {
                problems.push(Problem { line: place, key: key.get_ref().to_string(), text });
            }
        }
        order::by_key(&mut problems, |problem| problem.line);
        (settings, problems)
    }

    fn take(&mut self, key: &str, value: &DeValue<'_>) -> Result<(), String> {
        match key {
            "sore_foot" => self.sore_foot = one_of(FEET, key, value)?,
            "first_side" => self.first_side = one_of(FIRST, key, value)?,
            "work" => self.work = one_of(WORK, key, value)?,
            "level" => self.level = one_of(LEVELS_OR_PLAN, key, value)?,
            "theme" => self.theme = one_of(THEMES, key, value)?,
            "view" => self.view = one_of(VIEWS, key, value)?,
            "motion" => self.motion = one_of(MOTIONS, key, value)?,
            "distance" => self.distance = one_of(DISTANCES, key, value)?,
            "flash" => self.flash = one_of(FLASHES, key, value)?,
            "notify" => self.notify = one_of(SWITCH, key, value)?,
            "awake" => self.awake = one_of(SWITCH, key, value)?,
            "bell" => self.bell = one_of(SWITCH, key, value)?,
            "check" => self.check = one_of(SWITCH, key, value)?,
            "day_begins" => self.day_begins = day_begins(key, value)?,
            "say" => return Err(format!("say is a table, [say], not {}; its defaults are used", written(value))),
            "keys" => return Err(format!("keys is a table, [keys], not {}; its defaults are used", written(value))),
            screen if screen_named(screen).is_some() && matches!(value, DeValue::Table(_)) => {
                return Err(format!("{screen} is a screen, not a setting: its keys stand below [keys]"));
            }
            _ => {
                let unknown = || Err(format!("there is no setting {key}{}", hint(key, KEYS.iter().copied())));
                return sound::take(&mut self.sound, key, value).unwrap_or_else(unknown);
            }
        }
        Ok(())
    }

    /// What is chosen for a session unless the person says otherwise. Where the level is the plan's, it is the lightest
    /// until that is known.
    pub fn choice(&self) -> Choice {
        let work = match self.work {
            Work::Sore => self.sore_foot,
            Work::Both => Feet::Both,
        };
        let level = self.level.unwrap_or(Level::Light);
        Choice { sore: self.sore_foot, work, first: self.first_side, level, ..Choice::default() }
    }
}

impl Settings {
    /// What the screens have to know of them.
    pub fn prefs(&self) -> Prefs {
        Prefs {
            usual: self.sore_foot,
            choice: self.choice(),
            by_plan: self.level.is_none(),
            view: self.view,
            distance: self.distance,
            signal: self.signal(),
            check: self.check,
            frames: self.motion,
            hearing: self.sound.hearing(),
            rule: (self.choice(), self.sound.hearing()),
            unasked: false,
        }
    }
}

/// A guess at the setting that was meant, or where all of them are.
fn hint<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    let near = nearest(word, known);
    if near.is_empty() { "; `solemate config` lists all of them".to_owned() } else { near }
}

/// The value among `words` that is meant.
fn one_of<T: Copy>(words: &[(&str, T)], key: &str, value: &DeValue<'_>) -> Result<T, String> {
    let said = whole(value).map_or_else(|| written(value), |number| number.to_string());
    let written: Vec<String> = words.iter().map(|(word, _)| as_written(word)).collect();
    if let Some(at) = written.iter().position(|word| *word == said) {
        return Ok(words[at].1);
    }
    let hint = nearest(&said, written.iter().map(String::as_str));
    let (last, others) = written.split_last().map_or(("", &[][..]), |(last, others)| (last.as_str(), others));
    Err(format!("{key} is {} or {last}, not {said}{hint}; its default is used", others.join(", ")))
}

/// The time at which a day begins.
fn day_begins(key: &str, value: &DeValue<'_>) -> Result<Dawn, String> {
    let time = value.as_str().ok_or(NoDawn).and_then(str::parse);
    time.map_err(|expected| format!("{key} is {expected}, not {}; its default is used", written(value)))
}

/// A whole number, in whatever digits it is written; none below 0.
fn whole(value: &DeValue<'_>) -> Option<u32> {
    match value {
        DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    }
}

/// A value as it stands in the file.
fn written(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("\"{text}\""),
        DeValue::Integer(number) => match number.radix() {
            2 => format!("0b{}", number.as_str()),
            8 => format!("0o{}", number.as_str()),
            16 => format!("0x{}", number.as_str()),
            _ => number.as_str().to_owned(),
        },
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(switch) => switch.to_string(),
        other => format!("a {}", other.type_str()),
    }
}

/// A word as it stands in the file: numbers and switches without quotes.
fn as_written(word: &str) -> String {
    match word.parse::<bool>().is_ok() || word.parse::<u8>().is_ok() {
        true => word.to_owned(),
        false => format!("\"{word}\""),
    }
}

/// A guess at what was meant.
fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    let near = known.map(|one| (strsim::osa_distance(word, one), one)).min();
    match near {
        // One letter for another is no likeness.
        Some((distance, one)) if distance > 0 && distance <= one.len().div_ceil(3).min(one.len().saturating_sub(1)) => {
            format!(" (did you mean {one}?)")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
