//! What the tests share.
#![allow(dead_code, reason = "each test file is a crate of its own and uses a part of this")]

pub mod house;
pub mod live;
#[cfg(unix)]
pub mod pty;
