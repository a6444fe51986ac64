//! Makes the tones: `cargo run --example tones` writes `assets/sounds/*.wav`, or into the folder that is named.
//!
//! `tests/tones.rs` holds the files to what this makes.

mod synth;

use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let own = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sounds"));
    let folder = std::env::args_os().nth(1).map_or(own, PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    for (name, bytes) in synth::files() {
        std::fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}
