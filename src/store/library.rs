//! Shipped and personal routines.
