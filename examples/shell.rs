//! Writes what shells and `man` know of solemate into `assets/shell`: `cargo run --example shell` after a change of the
//! command line. `tests/shell.rs` fails while that is due.
#![allow(clippy::expect_used, missing_docs)]

#[path = "shell/pages.rs"]
mod pages;

fn main() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/shell");
    for (file, text) in pages::all(solemate::cli::grammar()) {
        std::fs::write(folder.join(file), text).expect("the file is written");
    }
}
