//! What a person wants to hear.

use super::say::Templates;
use crate::domain::hearing::Hearing;
use crate::domain::time::Seconds;

/// The settings of sound and voice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wishes {
    /// Tones; unless something is said, wherever there is a program that plays them.
    pub sound: Option<bool>,
    /// The voice; unless something is said, wherever there is an engine.
    pub voice: Option<bool>,
    /// Of the tones, 0 to 100.
    pub volume: u8,
    /// A tick at the pace of a step.
    pub tick: bool,
    /// How fast the voice speaks, in percent of an engine's own pace.
    pub rate: u16,
    /// The times left that are said.
    pub marks: Vec<Seconds>,
    /// A program of the person's own that plays the file whose path is its last word; an empty one means none.
    pub player: Option<Vec<String>>,
    /// A program of the person's own that says what it reads from its standard input; an empty one means none.
    pub speak: Option<Vec<String>>,
    /// What is said.
    pub say: Templates,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            sound: None,
            voice: None,
            volume: 60,
            tick: false,
            rate: 100,
            marks: vec![Seconds(60)],
            player: None,
            speak: None,
            say: Templates::default(),
        }
    }
}

impl Wishes {
    /// What is heard at the start.
    pub fn hearing(&self) -> Hearing {
        Hearing::of(self.sound.unwrap_or(true), self.voice.unwrap_or(true))
    }
}
