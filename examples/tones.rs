//! Writes the tones to listen to: `cargo run --example tones` makes `assets/sounds/*.wav`, or fills the folder that is
//! named.
//!
//! `tests/tones.rs` holds the files to what the program plays.

use std::path::PathBuf;

use solemate::sound::tone::Tone;

fn main() -> std::io::Result<()> {
    let own = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sounds"));
    let folder = std::env::args_os().nth(1).map_or(own, PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    for tone in Tone::ALL {
        std::fs::write(folder.join(format!("{}.wav", tone.name())), tone.at_volume(100))?;
    }
    Ok(())
}
