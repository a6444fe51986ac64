//! The screens; this room stands on `domain` alone and never sees a file or a clock.

#![deny(clippy::indexing_slicing)] // a size is never trusted: what is not there is not drawn

pub mod app;
pub mod chosen;
mod conflict;
pub mod diff;
pub mod distance;
pub mod effect;
pub mod entry;
pub mod event;
pub mod field;
pub mod hits;
mod join;
pub mod keymap;
pub mod list;
pub mod note;
pub mod notices;
pub mod past;
pub mod rating;
pub mod saving;
pub mod screen;
pub mod setup;
pub mod signal;
pub mod theme;
pub mod view;
mod wheel;
pub mod widget;
