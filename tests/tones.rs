//! The tones as they are shipped: what the code makes, soft, short, without clicks, and no two alike.

#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;

use solemate::sound::tone::Tone;

/// Samples a second.
const RATE: usize = 22_050;

/// Every file, by its name.
fn files() -> Vec<(String, Vec<u8>)> {
    Tone::ALL.map(|tone| (format!("{}.wav", tone.name()), tone.at_volume(100))).into()
}

/// The samples behind the 44 bytes of a header.
fn samples(file: &[u8]) -> Vec<i32> {
    assert_eq!((&file[..4], &file[8..16], &file[36..40]), (&b"RIFF"[..], &b"WAVEfmt "[..], &b"data"[..]));
    assert_eq!(u32::from_le_bytes(file[40..44].try_into().unwrap()) as usize, file.len() - 44);
    file[44..].chunks(2).map(|pair| i32::from(i16::from_le_bytes([pair[0], pair[1]]))).collect()
}

#[test]
fn the_files_are_what_the_code_makes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sounds");
    let mut made = files();
    made.sort();
    let mut kept: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(path).unwrap()))
        .collect();
    kept.sort();
    assert!(made == kept, "run `cargo run --example tones`");
}

#[test]
fn they_are_small_and_short() {
    let files = files();
    assert!(files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() < 250_000);
    for (name, bytes) in files {
        let millis = samples(&bytes).len() * 1000 / RATE;
        assert!((20..=1_100).contains(&millis), "{name} takes {millis} ms");
    }
}

#[test]
fn they_begin_and_end_in_silence_and_never_jump() {
    for (name, bytes) in files() {
        let samples = samples(&bytes);
        let edge = |part: &[i32]| part.iter().map(|sample| sample.abs()).max().unwrap();
        assert!(edge(&samples[..4]) < 700, "{name} begins with a click: {}", edge(&samples[..4]));
        assert!(edge(&samples[samples.len() - 4..]) < 300, "{name} ends with a click");
        let jump = samples.windows(2).map(|pair| (pair[0] - pair[1]).abs()).max().unwrap();
        assert!(jump < 8_000, "{name} jumps by {jump}");
    }
}

#[test]
fn they_are_soft_and_the_tick_is_softest() {
    let peak = |bytes: &[u8]| samples(bytes).iter().map(|sample| sample.abs()).max().unwrap();
    let full = i32::from(i16::MAX);
    for (name, bytes) in files() {
        let peak = peak(&bytes);
        let (least, most) = if name == "tick.wav" { (full / 20, full / 8) } else { (full / 5, full * 2 / 3) };
        assert!((least..=most).contains(&peak), "{name} peaks at {peak}");
    }
}

/// How long the loud part lasts and how often the sign changes in it: enough to tell our tones apart.
fn character(bytes: &[u8]) -> (usize, usize) {
    let samples = samples(bytes);
    let crossings = samples.windows(2).filter(|pair| (pair[0] < 0) != (pair[1] < 0)).count();
    (samples.len() * 20 / RATE, crossings)
}

#[test]
fn no_two_are_alike_and_the_change_of_side_goes_to_and_fro() {
    let files = files();
    for (i, (name, bytes)) in files.iter().enumerate() {
        for (other, others) in &files[i + 1..] {
            assert_ne!(character(bytes), character(others), "{name} and {other}");
        }
    }
    // Crossings in each fifth of a second: high, low, high, low.
    let (_, change) = files.iter().find(|(name, _)| name == "change.wav").unwrap();
    let samples = samples(change);
    let pitches: Vec<usize> = samples
        .chunks(RATE / 5)
        .take(4)
        .map(|note| note[1_000..].windows(2).filter(|pair| (pair[0] < 0) != (pair[1] < 0)).count())
        .collect();
    assert!(pitches[0] > pitches[1] && pitches[1] < pitches[2] && pitches[2] > pitches[3], "{pitches:?}");
}
