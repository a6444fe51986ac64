//! solemate, a full-screen terminal companion for people with heel pain.
//!
//! ```text
//!                 cli            arguments; verbs that need no screen
//!                  |
//!               driver           the loop: clock, terminal, disk and speaker in one hand
//!            /     |     \
//!         store    ui    sound   files      | screens | cues to tones and words
//!            \     |     /
//!               domain           routine -> plan -> session -> record; knows nobody
//! ```
//!
//! | room | may use | never |
//! |---|---|---|
//! | [`domain`] | std, calendar types | anything else of ours, a file, a clock, a terminal |
//! | [`store`] | `domain` | `ui`, `sound`, `driver`, `cli`, a clock |
//! | [`ui`] | `domain`, ratatui, crossterm's key types | `store`, `driver`, `cli`, files, a clock |
//! | [`sound`] | `domain`, programs that play and speak | `ui`, `store`, `driver`, `cli`, a clock |
//! | [`report`] | `domain`, templates | anything else of ours, a file, a clock, a terminal |
//! | [`driver`] | all of the above | `cli` |
//!
//! `tests/house.rs` holds the walls; `.clippy.toml` keeps every "now" in the driver's clock.

pub mod cli;
pub mod config;
pub mod domain;
pub mod driver;
pub mod report;
pub mod sound;
pub mod store;
pub mod ui;
