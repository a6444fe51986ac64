//! What a press costs that is looked up in the table of keys, with the allocations it makes (none), and what keys of one's
//! own cost before the first frame: the settings read with and without a dozen of them.
#![allow(clippy::unwrap_used, missing_docs)]

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use divan::{AllocProfiler, Bencher, black_box};
use solemate::config::Settings;
use solemate::ui::keymap::{Keymap, Scope};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

const USUAL: &str = "sore_foot = \"left\"\ncheck = false\n";
const OWN: &str = "[keys]\nsession.skip = \"f\"\nsession.pause = [\"p\", \"F5\"]\nsession.back = \"F6\"\nsession.end = \"F10\"\n\
    home.trends = \"Ctrl-T\"\nhome.history = \"F3\"\nhome.quit = [\"x\", \"Ctrl-X\"]\nhome.up = \"i\"\nhome.down = \"o\"\n\
    trends.back = \"F10\"\nhistory.back = \"F10\"\neverywhere.redraw = \"F12\"\n";

fn main() {
    divan::main();
}

fn load(text: &str) -> Settings {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    std::fs::write(&file, text).unwrap();
    let (settings, problems) = Settings::load(&file);
    assert_eq!(problems, []);
    settings
}

/// A key that nothing has: the whole table is gone through, twice.
fn press(keys: &Keymap, bencher: Bencher<'_, '_>) {
    let event = KeyEvent::new(KeyCode::Char('\u{2603}'), KeyModifiers::NONE);
    bencher.bench(|| black_box(keys).action_for(black_box(Scope::Session), black_box(&event)));
}

#[divan::bench]
fn press_usual(bencher: Bencher<'_, '_>) {
    press(&Keymap::default(), bencher);
}

#[divan::bench]
fn press_own(bencher: Bencher<'_, '_>) {
    press(&load(&format!("{USUAL}{OWN}")).keys, bencher);
}

#[divan::bench(args = ["usual", "own"])]
fn settings(bencher: Bencher<'_, '_>, keys: &str) {
    let own = if keys == "own" { OWN } else { "" };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    std::fs::write(&file, format!("{USUAL}{own}")).unwrap();
    bencher.bench(|| Settings::load(black_box(&file)));
}
