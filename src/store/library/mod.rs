//! Shipped and personal routines.

pub mod file;
