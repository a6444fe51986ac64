//! The settings while the program runs: changed here, or by somebody else.

use super::{Loop, opening};
use crate::config::{self, Settings};
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::ui::chosen;
use crate::ui::effect::Msg;
use crate::ui::theme::Ground;

impl Loop {
    /// Asks about the file of settings. What it says from then on holds before the screen hears of it.
    pub(super) fn ask_settings(&mut self, ask: chosen::Ask, now: Now) {
        let ground = self.ground;
        let theme = |settings: &Settings| opening::theme(settings, ground);
        let here = config::Here { answers: self.cues.answers(), theme: &theme };
        let (answer, settings) = self.deeds.settings_desk().answer(ask, here);
        if let Some(settings) = settings {
            self.adopt(settings, now);
        }
        self.tell(Msg::Settings(answer), now);
    }

    /// Somebody else changed the settings. As long as their file cannot be read, what held before holds on.
    pub(super) fn read_settings(&mut self, now: Now) {
        let (settings, problems) = match self.deeds.read_settings() {
            Ok(read) => read,
            Err(why) => return self.tell(Msg::Trouble(why), now),
        };
        if self.adopt(settings, now) || !problems.is_empty() {
            self.show_chosen(Settings::in_short(problems).into_iter().collect(), now);
        }
    }

    /// The terminal answered what it writes on.
    pub(super) fn stand_on(&mut self, ground: Ground, now: Now) {
        let before = opening::theme(&self.cues.settings(), self.ground.replace(ground));
        if opening::theme(&self.cues.settings(), self.ground) != before {
            self.show_chosen(Vec::new(), now);
        }
    }

    fn show_chosen(&mut self, problems: Vec<Clean>, now: Now) {
        let here = self.cues.settings();
        let taken = chosen::Taken { theme: opening::theme(&here, self.ground), prefs: here.prefs(), keys: here.keys };
        self.tell(Msg::Chosen(Box::new(taken), problems), now);
    }

    /// These settings hold from now on. Whether they are others than before.
    fn adopt(&mut self, settings: Settings, now: Now) -> bool {
        let Some(settings) = self.cues.adopt(settings) else { return false };
        let mut speaker = self.deeds.speaker(&settings, &self.clock);
        speaker.wake_by(self.terminal.waker());
        std::mem::replace(&mut self.speaker, speaker).retire();
        self.awake.want(settings.awake);
        if self.deeds.adopt(&settings) {
            let entries = self.deeds.library().entries();
            self.tell(Msg::Routines(entries), now);
        }
        true
    }
}
