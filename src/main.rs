//! The `solemate` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    solemate::cli::run(std::env::args_os().collect())
}
