//! The terminal in a real pseudo-terminal: taken, and given back exactly as found. Tests are named by the faults they
//! provoke.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]
#![allow(clippy::disallowed_methods, reason = "real programs are waited for in real time")]

mod support;

#[path = "terminal/endings.rs"]
mod endings;
#[path = "terminal/keys.rs"]
mod keys;
#[path = "terminal/places.rs"]
mod places;
#[path = "terminal/stops.rs"]
mod stops;

use support::pty::{Pty, example};

const SIZE: (u16, u16) = (60, 12);

/// The probe, started and ready.
fn probe() -> Pty {
    probe_with(&[])
}

fn probe_with(environment: &[(&str, &str)]) -> Pty {
    let mut pty = Pty::start(&example("terminal_probe"), SIZE, environment);
    pty.until("probe 60x12");
    pty.program();
    pty
}
