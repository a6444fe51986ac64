//! The tones: which one a cue has, and its file at a volume.

use std::time::Duration;

use super::synth;
use crate::domain::session::CueKind;

/// A tone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[expect(missing_docs, reason = "the names say what each is for")]
pub enum Tone {
    Ready,
    Go,
    Halfway,
    Last,
    Change,
    Rest,
    Done,
    Hurt,
    Paused,
    Tick,
}

impl Tone {
    /// Every tone.
    pub const ALL: [Self; 10] = [
        Self::Ready,
        Self::Go,
        Self::Halfway,
        Self::Last,
        Self::Change,
        Self::Rest,
        Self::Done,
        Self::Hurt,
        Self::Paused,
        Self::Tick,
    ];

    /// The tone of a cue. What the person just did with a key, and sees at once, has none; but that the hands are to change
    /// side is heard, whatever brings it.
    pub const fn of(kind: CueKind) -> Option<Self> {
        match kind {
            CueKind::GetReady => Some(Self::Ready),
            CueKind::Go
            | CueKind::NextSpot
            | CueKind::NextZone
            | CueKind::Hold
            | CueKind::Up
            | CueKind::CountUp
            | CueKind::Resumed => Some(Self::Go),
            CueKind::Rest | CueKind::Release | CueKind::Down => Some(Self::Rest),
            CueKind::ChangeSide | CueKind::Swapped => Some(Self::Change),
            CueKind::Halfway => Some(Self::Halfway),
            CueKind::Last(_) => Some(Self::Last),
            CueKind::Waiting | CueKind::Paused | CueKind::Away(_) => Some(Self::Paused),
            CueKind::ThatHurt | CueKind::AboveLimit(_) | CueKind::TooMuch(_) | CueKind::Noted | CueKind::NothingYet => {
                Some(Self::Hurt)
            }
            CueKind::Done => Some(Self::Done),
            CueKind::Top
            | CueKind::Skipped
            | CueKind::WentBack
            | CueKind::Added
            | CueKind::Taken
            | CueKind::WillWait
            | CueKind::WillNotWait
            | CueKind::NotedAlready
            | CueKind::Stopped => None,
        }
    }

    /// The stem of its file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Go => "go",
            Self::Halfway => "halfway",
            Self::Last => "last",
            Self::Change => "change",
            Self::Rest => "rest",
            Self::Done => "done",
            Self::Hurt => "hurt",
            Self::Paused => "paused",
            Self::Tick => "tick",
        }
    }

    /// How long it sounds.
    pub fn length(self) -> Duration {
        synth::length(self)
    }

    /// Its file at a volume of 0 to 100: WAV, of mono samples of 16 bits.
    pub fn at_volume(self, volume: u8) -> Vec<u8> {
        synth::wav(self, volume)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands before the samples.
    const HEADER: usize = 44;

    fn peak(file: &[u8]) -> i32 {
        let sample = |pair: &[u8]| i32::from(i16::from_le_bytes([pair[0], pair[1]])).abs();
        file[HEADER..].chunks(2).map(sample).max().unwrap()
    }

    #[test]
    fn the_volume_scales_the_samples_and_nothing_else() {
        for tone in Tone::ALL {
            let (full, half, none) = (tone.at_volume(100), tone.at_volume(50), tone.at_volume(0));
            assert!((peak(&half) - peak(&full) / 2).abs() <= 1, "{tone:?}");
            assert_eq!((peak(&none), none.len(), &none[..HEADER]), (0, full.len(), &full[..HEADER]));
        }
        assert_eq!(Tone::Go.at_volume(255), Tone::Go.at_volume(100));
    }

    #[test]
    fn a_tone_is_over_before_the_next_second() {
        for tone in Tone::ALL {
            assert!(tone.length() <= Duration::from_millis(1_010), "{tone:?} takes {:?}", tone.length());
        }
        assert!(Tone::Last.length() < Duration::from_millis(200));
    }

    #[test]
    fn the_change_of_side_has_a_tone_of_its_own() {
        let others = [CueKind::GetReady, CueKind::Go, CueKind::Rest, CueKind::Halfway, CueKind::Done, CueKind::Paused];
        assert!(others.iter().all(|kind| Tone::of(*kind) != Tone::of(CueKind::ChangeSide)));
        assert_eq!(Tone::of(CueKind::ChangeSide), Some(Tone::Change));
        assert_eq!(Tone::of(CueKind::Added), None);
    }
}
