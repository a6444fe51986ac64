//! The only room with clock, terminal and disk in hand.

pub mod clock;
pub mod terminal;
