//! The `solemate` program.

use std::process::ExitCode;

use solemate::config::{Places, Settings};
use solemate::driver::{self, Begin, Opening};
use solemate::store::library::Library;

fn main() -> ExitCode {
    let Ok(places) = Places::find(None) else { return ExitCode::from(3) };
    let (mut settings, notices) = Settings::load(&places.settings_file());
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--no-check") {
        settings.check = false;
    }
    let begin = match args.get(1).and_then(|what| Library::new(Some(places.routines())).load(what).ok()) {
        Some(routine) => Begin::Routine(Box::new(routine)),
        None => Begin::Home,
    };
    let choice = settings.choice();
    driver::open(Opening { places, settings, choice, notices, begin }).map_or(ExitCode::from(2), |closed| closed.code)
}
