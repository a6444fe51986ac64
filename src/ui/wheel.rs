//! The wheel of a mouse as something that is turned, not as the dozen notches of one turn.

use std::time::Duration;

use crate::domain::time::Moment;

/// Notches that follow each other faster than this are one turn.
const ONE_TURN: Duration = Duration::from_millis(400);

/// A wheel, and when its last notch came.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wheel {
    last: Option<Moment>,
}

impl Wheel {
    /// A notch comes; whether a turn begins with it.
    pub fn begins_turn(&mut self, now: Moment) -> bool {
        self.last.replace(now).is_none_or(|last| now.since(last) >= ONE_TURN)
    }
}
