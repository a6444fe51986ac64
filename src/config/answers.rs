//! What the answers of the cue check change in the settings, and what they do not.

use super::Settings;
use crate::domain::cues::{Answers, Channel, Weight};
use crate::domain::motion::Frames;
use crate::ui::signal::{Flash, Signal};

impl Settings {
    /// Whether there is anything to ask about a channel: not where the file switches it off.
    pub fn asks_about(&self, channel: Channel) -> bool {
        match channel {
            Channel::Voice => self.sound.voice != Some(false),
            Channel::Tone => self.sound.sound != Some(false) && self.sound.volume > 0,
            Channel::Flash => self.flash != Some(Flash::Off) && self.motion != Frames::Still,
        }
    }

    /// What an answer about a channel can do.
    pub const fn weight(&self, channel: Channel) -> Weight {
        match channel {
            Channel::Voice if self.sound.voice.is_some() => Weight::Chosen("voice"),
            Channel::Tone if self.sound.sound.is_some() => Weight::Chosen("sound"),
            Channel::Flash if self.flash.is_some() => Weight::Chosen("flash"),
            Channel::Tone if !self.bell => Weight::NoBell,
            _ => Weight::Counts,
        }
    }

    /// The same for somebody who answered the cue check so. A key that stands in the file (`sound`, `voice`, `flash`) counts
    /// more.
    #[must_use]
    pub fn answered(mut self, answers: Answers) -> Self {
        let holds = |channel| answers.of(channel) == Some(false) && !matches!(self.weight(channel), Weight::Chosen(_));
        let [voice, tone, flash] = [Channel::Voice, Channel::Tone, Channel::Flash].map(holds);
        if tone {
            // Without a player the bell rings in the place of a tone.
            self.sound.player = Some(Vec::new());
        }
        if voice {
            self.sound.voice = Some(false);
        }
        self.unseen = flash;
        self
    }

    /// How cues are seen.
    pub fn signal(&self) -> Signal {
        Signal::new(self.flash.unwrap_or_default(), self.motion == Frames::Still || self.unseen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_the_cue_check_counts_where_the_file_says_nothing() {
        let no = Answers { voice: Some(false), tone: Some(false), flash: Some(false) };
        let here = Settings::default().answered(no);
        assert_eq!((&here.sound.player, here.sound.voice, here.unseen), (&Some(Vec::new()), Some(false), true));
        assert!(here.bell);
        for answers in [Answers::default(), Answers { voice: Some(true), tone: Some(true), flash: Some(true) }] {
            assert_eq!(Settings::default().answered(answers), Settings::default());
        }
        let (chosen, _) = Settings::parse("sound = true\nvoice = true\nflash = \"full\"\n");
        assert_eq!(chosen.clone().answered(no), chosen);
        assert!(Channel::ALL.iter().all(|channel| chosen.asks_about(*channel)));
        let weights = |settings: &Settings| Channel::ALL.map(|channel| settings.weight(channel));
        assert_eq!(weights(&chosen), ["voice", "sound", "flash"].map(Weight::Chosen));
        let (quiet, _) = Settings::parse("bell = false\n");
        assert_eq!(weights(&quiet), [Weight::Counts, Weight::NoBell, Weight::Counts]);
        let (off, _) = Settings::parse("sound = false\nvoice = false\nmotion = \"still\"\n");
        assert!(!Channel::ALL.iter().any(|channel| off.asks_about(*channel)));
    }
}
