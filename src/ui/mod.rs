//! The screens; this room stands on `domain` alone and never sees a file or a clock.

pub mod theme;
pub mod widget;
