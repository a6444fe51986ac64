//! The cue check: what is tried, what it is called, and what becomes of the answers.

use std::env;

use super::clock::Clock;
use super::opening::speaker;
use crate::config::{Places, Settings, form};
use crate::domain::cues::{Answers, Channel, TerminalKind, Trial, Weight};
use crate::domain::settings::{Group, Setting};
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::sound::Speaker;
use crate::sound::programs::{Program, Use, names};
use crate::sound::tone::Tone;
use crate::store::cues::{self, Asked, Kept};
use crate::ui::effect::CueQuestions;
use crate::ui::keymap::{Action, Scope};
use crate::ui::signal::Flash;

/// What the voice says.
const SENTENCE: &str = "This is the voice of your sessions.";

/// The kind of the terminal we are in.
pub fn terminal_kind() -> TerminalKind {
    TerminalKind::of(|name| env::var_os(name).map(|value| value.to_string_lossy().into_owned()))
}

/// What was answered in this kind of terminal, and what is wrong with the file of answers.
pub fn answers(places: &Places) -> (Answers, Option<Clean>) {
    match Kept::read(&places.cues_file()) {
        Ok(kept) => (kept.of(&terminal_kind()).map(|asked| asked.answers).unwrap_or_default(), None),
        Err(why) => (Answers::default(), Some(why)),
    }
}

/// What the person chose, what they answered, and what is being tried.
pub struct Cues {
    places: Places,
    /// As they stand in the file.
    settings: Settings,
    kind: TerminalKind,
    /// What was answered before in this kind of terminal; or the answers cannot be read.
    asked: Result<Option<Asked>, ()>,
    /// Answers that could not be kept yet.
    unkept: Answers,
    /// Plays and speaks what is tried, whatever was answered before; there once something was.
    speaker: Option<Speaker>,
    /// Something was tried, and nobody has hushed it.
    tried: bool,
}

impl Cues {
    /// Reads the answers; what is wrong with them is said, and none count.
    pub fn open(places: Places, settings: Settings) -> (Self, Option<Clean>) {
        let kind = terminal_kind();
        let (asked, trouble) = match Kept::read(&places.cues_file()) {
            Ok(kept) => (Ok(kept.of(&kind)), None),
            Err(why) => (Err(()), Some(why)),
        };
        (Self { places, settings, kind, asked, unkept: Answers::default(), speaker: None, tried: false }, trouble)
    }

    /// Whether nobody has answered here yet, and an answer could be kept.
    pub const fn are_unasked(&self) -> bool {
        matches!(self.asked, Ok(None))
    }

    /// What holds in this kind of terminal.
    pub fn settings(&self) -> Settings {
        self.settings.clone().answered(self.answers())
    }

    /// These settings stand in the file from now on. What holds with them; none where nothing is otherwise.
    pub fn adopt(&mut self, settings: Settings) -> Option<Settings> {
        if settings == self.settings {
            return None;
        }
        self.settings = settings;
        // What is tried from now on is tried as they have it.
        self.drop_speaker();
        Some(self.settings())
    }

    fn drop_speaker(&mut self) {
        if let Some(speaker) = self.speaker.take() {
            speaker.retire();
        }
    }

    /// Tries what a setting decides, as the settings of a text have it, even where they switch it off. Whether the bell is to
    /// ring.
    pub fn try_setting(&mut self, text: &str, setting: &Setting, clock: &Clock) -> bool {
        let (form, mut settings) = form(text, self.answers());
        let row = form.rows.into_iter().find(|row| row.setting == *setting);
        (settings.sound.sound, settings.sound.voice) = (Some(true), Some(true));
        self.drop_speaker();
        self.tried = true;
        let speaker = self.speaker.insert(speaker(&self.places, &settings, clock));
        let now = clock.moment();
        match setting.group {
            Group::Sound if setting.key == "bell" => return true,
            Group::Sound => {
                let tone = if setting.key == "tick" { Tone::Tick } else { Tone::Change };
                return speaker.try_tone(tone, now) && settings.bell;
            }
            Group::Words => {
                if let Some(sample) = row.and_then(|row| row.sample) {
                    speaker.try_voice(&sample, now);
                }
            }
            _ => speaker.try_voice(SENTENCE, now),
        }
        false
    }

    /// What is asked on the full screen.
    pub fn questions(&self) -> CueQuestions {
        CueQuestions { trials: self.trials(), flash: self.flash(), before: self.answers() }
    }

    /// The questions: none about what the settings switch off. Looks for programs and starts none.
    pub fn trials(&self) -> Vec<Trial> {
        Channel::ALL
            .into_iter()
            .filter(|channel| self.settings.asks_about(*channel))
            .map(|channel| {
                let (tried, remedy) = self.words(channel);
                let weight = match self.settings.weight(channel) {
                    Weight::Counts if channel == Channel::Tone && !self.has_player() => Weight::OnlyBell,
                    weight => weight,
                };
                Trial { channel, tried: Clean::visible(&tried), remedy: Clean::visible(&remedy), weight }
            })
            .collect()
    }

    /// Whether the bell may ring in the place of a tone.
    pub const fn has_bell(&self) -> bool {
        self.settings.bell
    }

    /// What would be seen of a flash, for those who are asked line by line.
    pub fn flash_in_words(&self) -> &'static str {
        match self.flash() {
            Flash::Full => "On the full screen, the whole window lights up for a moment at each change.",
            Flash::Border | Flash::Off => {
                "On the full screen, the edge of the window lights up for a moment at each change."
            }
        }
    }

    /// What flashes.
    fn flash(&self) -> Flash {
        self.settings.flash.unwrap_or_default()
    }

    /// Tries a tone or the voice. Whether the bell is to ring, because no tone can be played.
    pub fn try_out(&mut self, channel: Channel, clock: &Clock) -> bool {
        self.tried |= channel != Channel::Flash;
        let made = || speaker(&self.places, &self.settings, clock);
        match channel {
            Channel::Voice => self.speaker.get_or_insert_with(made).try_voice(SENTENCE, clock.moment()),
            Channel::Tone => {
                let rings = self.speaker.get_or_insert_with(made).try_tone(Tone::Change, clock.moment());
                return rings && self.settings.bell;
            }
            Channel::Flash => {}
        }
        false
    }

    /// What has become of what was tried: what there is to say, and whether the bell is to ring.
    pub fn follow(&mut self, clock: &Clock) -> (Vec<Clean>, bool) {
        let Some(speaker) = &mut self.speaker else { return Default::default() };
        let rings = speaker.follow(None, clock.moment());
        (speaker.notices(), rings)
    }

    /// Whatever was tried and still speaks or plays stops.
    pub fn hush(&mut self) {
        if let Some(speaker) = self.speaker.as_mut().filter(|_| std::mem::take(&mut self.tried)) {
            speaker.hush();
        }
    }

    /// What was answered before in this kind of terminal.
    pub fn answers(&self) -> Answers {
        self.asked.ok().flatten().map(|asked| asked.answers).unwrap_or_default()
    }

    /// The same, before the process is stopped: waits until nobody speaks or plays, but not for long.
    pub fn fall_silent(&mut self) {
        if let Some(speaker) = &mut self.speaker {
            speaker.fall_silent();
        }
    }

    /// Keeps answers, and those that could not be kept before. They hold from now on, even if they cannot be kept.
    ///
    /// # Errors
    /// When they cannot be kept.
    pub fn keep(&mut self, answers: Answers, now: Now) -> Result<(), Clean> {
        let today = now.today();
        self.unkept = answers.or(self.unkept);
        let kept = cues::keep(&self.places.cues_file(), &self.kind, self.unkept, today);
        if kept.is_ok() {
            self.unkept = Answers::default();
        }
        self.asked = Ok(Some(Asked { answers: answers.or(self.answers()), on: Some(today) }));
        kept.map(drop)
    }

    /// Whether there is anything that plays a tone.
    fn has_player(&self) -> bool {
        let wishes = &self.settings.sound;
        let path = env::var_os("PATH");
        !Program::find(Use::Play, wishes.player.as_deref(), wishes.rate, path.as_deref()).is_empty()
    }

    /// What was tried, and what to try where it was not noticed.
    fn words(&self, channel: Channel) -> (String, String) {
        let wishes = &self.settings.sound;
        let path = env::var_os("PATH");
        let found = |what, own| Program::find(what, own, wishes.rate, path.as_deref());
        match channel {
            Channel::Voice => {
                let own = wishes.speak.as_deref();
                let none = match own {
                    Some([name, ..]) => format!("Nothing was said: \"{name}\" (speak in the settings) is not here."),
                    Some([]) => "Nothing was said: speak = [] in the settings.".to_owned(),
                    None => format!("No engine was found: {}. {}", names(Use::Speak).join(", "), INSTALL_VOICE),
                };
                let engines = found(Use::Speak, own);
                let tried = asked("say", &engines).unwrap_or(none);
                let far = "The sound of this machine is not where you sit: an ssh session has no voice.";
                (tried, self.unless_far(&self.look_at_the_volume(), far))
            }
            Channel::Tone => {
                let own = wishes.player.as_deref();
                let rang = "The terminal's bell rang instead.";
                let bell = if self.settings.bell { rang } else { "The bell is off in the settings." };
                let none = match own {
                    Some([name, ..]) => format!("\"{name}\" (player in the settings) is not here. {bell}"),
                    Some([]) => format!("player = [] in the settings. {bell}"),
                    None => format!("No player was found: {}. {INSTALL_TONES} {bell}", names(Use::Play).join(", ")),
                };
                let tried = asked("play", &found(Use::Play, own)).unwrap_or(none);
                let far = "The sound of this machine is not where you sit: the terminal's bell comes through ssh.";
                let near = if self.has_player() {
                    self.look_at_the_volume()
                } else {
                    "Many terminals have their bell switched off: see their settings, or install a player.".to_owned()
                };
                (tried, self.unless_far(&near, far))
            }
            Channel::Flash => {
                let (tried, remedy) = match self.flash() {
                    Flash::Full => ("The whole window lit up for a moment.", "Try another theme in the settings."),
                    Flash::Border | Flash::Off => (
                        "The edge of the window lit up for a moment.",
                        "Try flash = \"full\" in the settings: the whole window lights up.",
                    ),
                };
                (tried.to_owned(), remedy.to_owned())
            }
        }
    }

    fn look_at_the_volume(&self) -> String {
        let again = self.settings.keys.name(Scope::Cues, Action::Restart);
        format!("Look at the volume of this machine, and whether the program works in a shell; then press {again}.")
    }

    fn unless_far(&self, near: &str, far: &str) -> String {
        if self.kind.is_far() { far.to_owned() } else { near.to_owned() }
    }
}

/// What brings an engine, where one command does.
const INSTALL_VOICE: &str =
    if cfg!(target_os = "linux") { "On Debian: apt install espeak-ng." } else { "Name your own in the settings." };

/// What brings a player.
const INSTALL_TONES: &str =
    if cfg!(target_os = "linux") { "On Debian: apt install alsa-utils." } else { "Name your own in the settings." };

/// Which programs were asked to, the first one and those that are called if it fails. Whether it did, the person tells.
fn asked(what: &str, programs: &[Program]) -> Option<String> {
    let (first, others) = programs.split_first()?;
    let others: Vec<String> = others.iter().map(Program::name).collect();
    let others = if others.is_empty() { String::new() } else { format!(", or, if that failed, {}", others.join(", ")) };
    Some(format!("{} was asked to {what} it{others}.", first.name()))
}
