//! The history on real disks: written, killed half-way, damaged, joined, and read from saved copies of every format.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

#[path = "journal/damaged.rs"]
mod damaged;
#[path = "journal/found.rs"]
mod found;
#[path = "journal/imported.rs"]
mod imported;
#[path = "journal/joined.rs"]
mod joined;
#[path = "journal/private.rs"]
mod private;
#[path = "journal/replaced.rs"]
mod replaced;
#[path = "journal/saved.rs"]
mod saved;
#[path = "journal/support.rs"]
mod support;
#[path = "journal/written.rs"]
mod written;
