//! Cues to tones and words.
//!
//! ```text
//!   speaker    what the driver holds: told cues and the time, it never waits
//!    |-- script    what is said for a cue: pure     |-- say   templates     |-- phrase   words an engine can be given
//!    |-- tone      which tone a cue has: pure       |-- synth   how it is made   |-- cache   its file
//!    |-- cut       what of a routine there is no time to say: pure
//!    `-- worker    the thread    |-- post   what the two tell each other
//!         |-- bench   which program is called, and what it is at     |-- programs   what a machine has     `-- child   one of them at work
//! ```
//!
//! No library for sound is linked: those print on the screen and need headers to build. Programs can hang, crash and
//! chatter, and the session goes on all the same.

mod bench;
mod cache;
mod child;
pub mod cut;
pub mod marks;
pub mod phrase;
mod post;
pub mod programs;
pub mod say;
pub mod script;
mod speaker;
mod synth;
pub mod tone;
pub mod wishes;
mod worker;

pub use cache::try_cache;
pub(crate) use child::confine;
pub use child::{allow, hold};
pub use speaker::{Speaker, Surroundings};

use crate::domain::session::CueKind;

/// Whether the bell rings for a cue: at every change of what the hands do, and when the session halts by itself.
pub const fn rings(kind: CueKind) -> bool {
    matches!(
        kind,
        CueKind::Rest
            | CueKind::ChangeSide
            | CueKind::Swapped
            | CueKind::Go
            | CueKind::NextSpot
            | CueKind::NextZone
            | CueKind::Hold
            | CueKind::Release
            | CueKind::Up
            | CueKind::Down
            | CueKind::CountUp
            | CueKind::Halfway
            | CueKind::Waiting
            | CueKind::Away(_)
            | CueKind::Done
    )
}
