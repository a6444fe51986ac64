//! The `solemate` program.

fn main() {}
