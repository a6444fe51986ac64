//! The history: append-only lines, one file for each device and year.
