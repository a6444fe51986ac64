//! How much of a session is heard.

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

    /// What one more press of the key for it means: less and less, then all again.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::All => Self::Tones,
            Self::Tones | Self::Voice => Self::Silent,
            Self::Silent => Self::All,
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
