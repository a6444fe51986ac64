//! The engine: a plan being lived. Told the time, it answers with cues and names its next wake; it knows no clock,
//! no screen and no file.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::body::Side;
use super::time::decimal_seconds;

/// Time delivered in a block on one side.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Share {
    /// Which block of the plan.
    pub block: usize,
    /// On which side it was lived: not the block's side if sides were swapped since.
    pub side: Option<Side>,
    /// How long.
    #[serde(with = "decimal_seconds")]
    pub done: Duration,
}

/// Where a session stands: enough to go on after a crash.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Progress {
    /// The segment under way.
    pub segment: usize,
    /// Its length, with what was added or taken.
    #[serde(with = "decimal_seconds")]
    pub length: Duration,
    /// How much of it has been lived.
    #[serde(with = "decimal_seconds")]
    pub elapsed: Duration,
    /// What was delivered so far.
    pub shares: Vec<Share>,
    /// Blocks left by a skip.
    pub skipped: Vec<usize>,
    /// Time lived, without pauses.
    #[serde(with = "decimal_seconds")]
    pub lived: Duration,
    /// Time paused.
    #[serde(with = "decimal_seconds")]
    pub paused: Duration,
}
