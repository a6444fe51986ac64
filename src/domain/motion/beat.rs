//! A moment of a segment, and how far the strokes of a step have come by then.

use std::f64::consts::PI;
use std::time::Duration;

use crate::domain::plan::{Kind, Segment};

/// How much moves on the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Frames {
    /// Nothing: still pictures, one after the other.
    Still,
    /// About four frames a second: enough to follow a hand.
    #[default]
    Calm,
    /// Twelve frames a second.
    Smooth,
}

impl Frames {
    /// How long a frame stays; none if nothing moves.
    pub const fn length(self) -> Option<Duration> {
        match self {
            Self::Still => None,
            Self::Calm => Some(Duration::from_millis(250)),
            Self::Smooth => Some(Duration::from_nanos(83_333_333)),
        }
    }
}

/// A moment of a segment.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Beat {
    /// What the segment is for.
    pub kind: Kind,
    /// How long it has been lived.
    pub elapsed: Duration,
    /// How long it is; zero if nobody knows.
    pub length: Duration,
    /// Which repetition or spot, from 1.
    pub count: u32,
    /// Of how many.
    pub of: u32,
    /// Nothing moves: the picture shows the hand where it says most.
    pub still: bool,
}

impl Beat {
    /// So much of a segment has been lived.
    pub const fn of(segment: &Segment, elapsed: Duration, length: Duration) -> Self {
        Self { kind: segment.kind, elapsed, length, count: segment.count, of: segment.of, still: false }
    }

    /// As it looks before anything is done, and stays.
    pub(super) const fn at_its_start(self) -> Self {
        Self { elapsed: Duration::ZERO, still: true, ..self }
    }

    /// How much of the segment is done, 0 to 1. Where nobody knows how long it takes, minute by minute.
    pub(super) fn share(&self) -> f64 {
        let length = if self.length.is_zero() { 60.0 } else { self.length.as_secs_f64() };
        let share = self.elapsed.as_secs_f64() / length;
        if self.length.is_zero() { share.fract() } else { share.clamp(0.0, 1.0) }
    }

    /// The same as it is drawn: in still pictures a hold fills in quarters.
    pub(super) fn shown_share(&self) -> f64 {
        if self.still { (self.share() * 4.0).floor() / 4.0 } else { self.share() }
    }

    /// How many strokes have been done at so many a minute.
    pub(super) fn stroke(&self, pace: f64) -> Stroke {
        if self.still {
            return Stroke { number: 0, part: 0.5 };
        }
        let strokes = self.elapsed.as_secs_f64() * pace / 60.0;
        Stroke { number: strokes as u64, part: strokes.fract() }
    }

    pub(super) const fn is_work(&self) -> bool {
        self.kind.is_work()
    }
}

/// How far the strokes have come.
#[derive(Clone, Copy)]
pub(super) struct Stroke {
    number: u64,
    /// Of the stroke under way, 0 to 1.
    pub part: f64,
}

impl Stroke {
    /// Forth with one stroke, back with the next.
    pub fn forth_and_back(self) -> f64 {
        let eased = ease(self.part);
        if self.number.is_multiple_of(2) { eased } else { 1.0 - eased }
    }

    /// Once a stroke from 0 to 1 and back, slow at both ends: squeezed, swung, spread.
    pub fn swing(self) -> f64 {
        libm::sin(PI * self.part).powi(2)
    }

    /// Pressed in, held for three fifths of the stroke, let go.
    pub fn press(self) -> f64 {
        ease((self.part / 0.2).min((1.0 - self.part) / 0.2).min(1.0))
    }

    /// Two in the time of one.
    pub fn twice(self) -> Self {
        let part = 2.0 * self.part;
        Self { number: 2 * self.number + part as u64, part: part.fract() }
    }

    /// The place of this stroke among `places` from 0 to 1; after the last comes the first.
    pub fn place(self, places: u64) -> f64 {
        (self.number % places.max(1)) as f64 / places.saturating_sub(1).max(1) as f64
    }

    /// The place of this stroke among `places` from 0 to 1, to the end and back.
    pub fn place_and_back(self, places: u64) -> f64 {
        let last = places.saturating_sub(1).max(1);
        let turn = self.number % (2 * last);
        turn.min(2 * last - turn) as f64 / last as f64
    }

    /// Of `places` the one whose turn it is.
    pub fn turn_of(self, places: &[f64]) -> f64 {
        let at = self.number % u64::try_from(places.len()).unwrap_or(1).max(1);
        usize::try_from(at).ok().and_then(|at| places.get(at)).copied().unwrap_or_default()
    }
}

/// Slow at both ends.
pub(super) fn ease(part: f64) -> f64 {
    let part = part.clamp(0.0, 1.0);
    part * part * (3.0 - 2.0 * part)
}
