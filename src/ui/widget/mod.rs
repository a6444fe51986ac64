//! Small things that draw.
