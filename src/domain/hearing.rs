//! How much of a session is heard.

use serde::{Deserialize, Serialize};

/// What a step says of itself about being heard. What it leaves open is as the person has it, and what the person has
/// muted stays so.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Aloud {
    /// Whether it has tones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sound: Option<bool>,
    /// Whether it has the voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<bool>,
    /// Whether its pace ticks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tick: Option<bool>,
}

impl Aloud {
    /// The same, with what it leaves open as in `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { sound: self.sound.or(other.sound), voice: self.voice.or(other.voice), tick: self.tick.or(other.tick) }
    }

    /// Whether it leaves everything open.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }
}

/// What the person wants to hear now. The screen says everything in any case.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Hearing {
    /// Tones and the voice.
    #[default]
    All,
    /// Tones alone.
    Tones,
    /// The voice alone.
    Voice,
    /// Nothing.
    Silent,
}

impl Hearing {
    /// From two wishes.
    pub const fn of(tones: bool, voice: bool) -> Self {
        match (tones, voice) {
            (true, true) => Self::All,
            (true, false) => Self::Tones,
            (false, true) => Self::Voice,
            (false, false) => Self::Silent,
        }
    }

    /// Whether tones are heard.
    pub const fn tones(self) -> bool {
        matches!(self, Self::All | Self::Tones)
    }

    /// Whether the voice is heard.
    pub const fn voice(self) -> bool {
        matches!(self, Self::All | Self::Voice)
    }

    /// What one more press of the key for it means: less and less, then again as much as the settings want. Where those want
    /// nothing, the key is the only way to hear anything.
    #[must_use]
    pub const fn next(self, wanted: Self) -> Self {
        match (self, wanted) {
            (Self::All, _) => Self::Tones,
            (Self::Tones | Self::Voice, _) => Self::Silent,
            (Self::Silent, Self::Silent) => Self::All,
            (Self::Silent, _) => wanted,
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::All => "Tones and voice.",
            Self::Tones => "Tones only, no voice.",
            Self::Voice => "Voice only, no tones.",
            Self::Silent => "Silent: no tones, no voice.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Hearing::{All, Silent, Tones, Voice};

    #[test]
    fn the_key_comes_back_to_what_the_settings_want() {
        for (wanted, heard) in [
            (All, [Tones, Silent, All]),
            (Tones, [Silent, Tones, Silent]),
            (Voice, [Silent, Voice, Silent]),
            (Silent, [All, Tones, Silent]),
        ] {
            let (first, second) = (wanted.next(wanted), wanted.next(wanted).next(wanted));
            assert_eq!([first, second, second.next(wanted)], heard);
        }
    }
}
