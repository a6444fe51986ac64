//! Cues that are seen: a flash at each change, and a word for each sound.

use std::time::Duration;

use crate::domain::plan::PlanStep;
use crate::domain::session::{Cue, CueKind};
use crate::domain::time::Moment;
use crate::domain::words;

/// How long a flash stays: long enough for the corner of an eye.
const FLASH_FOR: Duration = Duration::from_millis(300);

/// From the beginning of one flash to that of the next at least: more than three a second can set off a seizure (WCAG
/// 2.3.1), and this leaves room for a clock that is late.
const FLASHES_APART: Duration = Duration::from_millis(450);

/// How long the word for a change stays: whole seconds, because the screen changes then anyway.
const WORD_FOR: Duration = Duration::from_secs(2);

/// What flashes at a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Flash {
    /// Nothing.
    Off,
    /// The edge of the window.
    #[default]
    Border,
    /// All of it.
    Full,
}

/// What is seen of cues.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Signal {
    flash: Flash,
    /// Nothing flashes: a word stands in its place.
    still: bool,
    flashed: Option<Moment>,
    /// Until when the flash is on.
    until: Option<Moment>,
    /// What flashed last is a part of a repetition.
    is_part: bool,
    word: Option<(CueKind, Moment)>,
}

impl Signal {
    /// As the person wants it.
    pub fn new(flash: Flash, reduced_motion: bool) -> Self {
        Self { flash, still: reduced_motion, ..Self::default() }
    }

    /// Takes in what there is to notice at `now`.
    pub fn take(&mut self, cues: &[Cue], now: Moment) {
        self.until.take_if(|until| *until <= now);
        for cue in cues {
            // The last seconds are said by the clock, as large as it is.
            if !matches!(cue.kind, CueKind::Last(_)) {
                self.word = Some((cue.kind, cue.at.plus(WORD_FOR)));
            }
        }
        let apart = self.flashed.is_none_or(|flashed| now.since(flashed) >= FLASHES_APART);
        if apart && !self.still && self.flash != Flash::Off && cues.iter().any(|cue| cue.kind.is_change()) {
            (self.flashed, self.until) = (Some(now), Some(now.plus(FLASH_FOR)));
            self.is_part = cues.iter().filter(|cue| cue.kind.is_change()).all(|cue| is_part(cue.kind));
        }
    }

    /// Flashes for somebody who wants to know whether it is seen.
    pub fn flash(&mut self, now: Moment) {
        self.until.take_if(|until| *until <= now);
        if self.flashed.is_none_or(|flashed| now.since(flashed) >= FLASHES_APART) {
            (self.flashed, self.until) = (Some(now), Some(now.plus(FLASH_FOR)));
        }
    }

    /// What is lit at `now`.
    pub fn lit(&self, now: Moment) -> Flash {
        if self.until.is_some_and(|until| now < until) { self.flash } else { Flash::Off }
    }

    /// Whether what flashes is a part of a repetition, of which the next one comes within seconds.
    pub const fn is_part(&self) -> bool {
        self.is_part
    }

    /// When the flash ends.
    pub const fn next_wake(&self) -> Option<Moment> {
        self.until
    }

    /// The word for what was to be heard, where it does not stand on the screen already; without flashes, the word for
    /// each change too.
    pub fn word(&self, step: &PlanStep, now: Moment) -> Option<String> {
        let (kind, _) = self.word.filter(|(_, until)| now < *until)?;
        match kind {
            CueKind::Halfway => Some("HALF-WAY".into()),
            CueKind::NextSpot => Some("NEXT SPOT".into()),
            CueKind::NextZone => Some("NEXT PLACE".into()),
            kind if self.still && kind.is_change() => words::change(kind, step).map(str::to_owned),
            _ => None,
        }
    }
}

/// Whether it is a part of a repetition.
const fn is_part(kind: CueKind) -> bool {
    matches!(kind, CueKind::Up | CueKind::Top | CueKind::Down)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Moment {
        Moment::at(Duration::from_millis(10_000 + millis))
    }

    fn go(now: Moment) -> [Cue; 1] {
        [Cue { kind: CueKind::Go, segment: 0, at: now }]
    }

    #[test]
    fn nothing_flashes_more_than_three_times_a_second_however_fast_cues_come() {
        let mut signal = Signal::new(Flash::Full, false);
        let mut began = Vec::new();
        for millis in (0..5_000).step_by(10) {
            let was = signal.next_wake();
            signal.take(&go(at(millis)), at(millis));
            if signal.next_wake().is_some() && signal.next_wake() != was {
                began.push(millis);
            }
        }
        for window in began.windows(4) {
            assert!(window[3] - window[0] > 1_000, "{began:?}");
        }
        assert!(began.len() > 5);
    }

    #[test]
    fn a_flash_ends_by_one_wake_and_reduced_motion_has_none() {
        let mut signal = Signal::new(Flash::Border, false);
        signal.take(&go(at(0)), at(0));
        assert_eq!((signal.lit(at(299)), signal.lit(at(300))), (Flash::Border, Flash::Off));
        assert_eq!(signal.next_wake(), Some(at(300)));
        signal.take(&[], at(300));
        assert_eq!(signal.next_wake(), None);
        for mut calm in [Signal::new(Flash::Full, true), Signal::new(Flash::Off, false)] {
            calm.take(&go(at(0)), at(0));
            assert_eq!((calm.lit(at(1)), calm.next_wake()), (Flash::Off, None));
        }
    }
}
