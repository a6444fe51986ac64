//! The only room that touches files; it stands on `domain` alone.

pub mod anatomy;
pub mod atomic;
pub mod cues;
pub mod desk;
pub(crate) mod drafts;
pub mod eased;
pub mod error;
pub(crate) mod folder;
pub mod hidden;
pub mod journal;
pub mod learn;
pub mod levels;
pub mod library;
mod lock;
pub mod offered;
pub mod proposal;
pub mod routine_file;
pub mod running;
pub mod shipped;
pub mod timers;
