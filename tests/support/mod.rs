//! What the tests share.

pub mod live;
#[cfg(unix)]
pub mod pty;
