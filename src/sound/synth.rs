//! How the tones are made: a few sines with a soft start, a decay and a fade, added up and written as mono WAV of 16 bits.
//!
//! Everything is plain multiplication and addition, which every machine rounds the same way: a library's sine may differ
//! in its last digit from one system to the next, and the files in `assets/sounds` are compared byte by byte. Made when
//! first played, a tone costs a millisecond or two; carried along, all of them would be a twentieth of the program.

use std::time::Duration;

use super::tone::Tone;

/// Samples a second: enough for notes below 2 kHz, and half the size of what a CD takes.
const RATE: u32 = 22_050;

/// How long a note takes to reach its level: shorter is a click.
const ATTACK: f64 = 0.006;

/// How long the end of a note takes to reach nothing.
const FADE: f64 = 0.02;

/// A note.
struct Note {
    /// When it begins, in seconds.
    at: f64,
    /// How long it lasts, in seconds.
    length: f64,
    /// In hertz.
    pitch: f64,
    /// Of full scale.
    level: f64,
    /// After so many seconds little more than a third of the level is left.
    decay: f64,
}

const A3: f64 = 220.0;
const C4: f64 = 261.63;
const G4: f64 = 392.0;
const A4: f64 = 440.0;
const C5: f64 = 523.25;
const D5: f64 = 587.33;
const E5: f64 = 659.26;
const G5: f64 = 783.99;
const A5: f64 = 880.0;
const C6: f64 = 1046.5;

const fn note(at: f64, length: f64, pitch: f64) -> Note {
    Note { at, length, pitch, level: 0.42, decay: 0.16 }
}

/// The notes of a tone.
const fn notes(tone: Tone) -> &'static [Note] {
    match tone {
        // Two notes that ask for attention and leave the answer open.
        Tone::Ready => const { &[note(0.0, 0.2, G4), note(0.16, 0.26, A4)] },
        // Upwards.
        Tone::Go => const { &[note(0.0, 0.16, C5), note(0.11, 0.42, G5)] },
        // The same note twice.
        Tone::Halfway => const { &[note(0.0, 0.14, E5), note(0.17, 0.24, E5)] },
        // Short, once a second, three times.
        Tone::Last => &[Note { at: 0.0, length: 0.11, pitch: A5, level: 0.32, decay: 0.05 }],
        // To and fro, as no other: the other leg.
        Tone::Change => const { &[note(0.0, 0.22, G5), note(0.2, 0.22, D5), note(0.4, 0.22, G5), note(0.6, 0.34, D5)] },
        // Downwards.
        Tone::Rest => const { &[note(0.0, 0.22, G4), note(0.18, 0.4, C4)] },
        // Home.
        Tone::Done => {
            const { &[note(0.0, 0.22, C5), note(0.16, 0.22, E5), note(0.32, 0.22, G5), note(0.48, 0.52, C6)] }
        }
        // Low, twice: less.
        Tone::Hurt => const { &[note(0.0, 0.2, A3), note(0.24, 0.28, A3)] },
        // A step down, and quiet.
        Tone::Paused => const { &[note(0.0, 0.14, E5), note(0.12, 0.26, A4)] },
        // Not a note but a touch.
        Tone::Tick => &[Note { at: 0.0, length: 0.03, pitch: C6, level: 0.18, decay: 0.008 }],
    }
}

/// How long a tone sounds.
pub(super) fn length(tone: Tone) -> Duration {
    Duration::from_secs_f64(notes(tone).iter().map(|note| note.at + note.length).fold(0.0, f64::max))
}

/// The file of a tone at a volume of 0 to 100, of mono samples of 16 bits.
pub(super) fn wav(tone: Tone, volume: u8) -> Vec<u8> {
    let softer = |sample: i16| i16::try_from(i32::from(sample) * i32::from(volume.min(100)) / 100).unwrap_or(0);
    file(samples(notes(tone)).into_iter().map(softer))
}

fn samples(notes: &[Note]) -> Vec<i16> {
    let rate = f64::from(RATE);
    let end = notes.iter().map(|note| note.at + note.length).fold(0.0, f64::max);
    let mut sum = vec![0.0; (end * rate) as usize];
    for note in notes {
        let (start, count) = ((note.at * rate) as usize, (note.length * rate) as usize);
        // What is left of the level from one sample to the next: e to the power of -1/n, for a large n.
        let keep = 1.0 - 1.0 / (note.decay * rate);
        let mut level = note.level;
        for (n, sample) in sum.iter_mut().skip(start).take(count).enumerate() {
            let (since, left) = (n as f64 / rate, (count - n) as f64 / rate);
            let shape = (since / ATTACK).min(1.0) * (left / FADE).min(1.0);
            let turns = note.pitch * since;
            // The octave above, softly, takes the edge off a bare sine in a small loudspeaker.
            *sample += level * shape * (0.8 * sine(turns) + 0.2 * sine(2.0 * turns));
            level *= keep;
        }
    }
    sum.iter().map(|sample| (sample.clamp(-1.0, 1.0) * f64::from(i16::MAX)).round() as i16).collect()
}

/// The sine of so many turns of the circle, by the first terms of its series; off by less than half a step of 16 bits.
fn sine(turns: f64) -> f64 {
    let part = turns - turns.floor();
    // A quarter of the circle holds all of it.
    let quarter = match part {
        p if p < 0.25 => p,
        p if p < 0.75 => 0.5 - p,
        p => p - 1.0,
    };
    let x = quarter * std::f64::consts::TAU;
    let square = x * x;
    x * (1.0 - square / 6.0 * (1.0 - square / 20.0 * (1.0 - square / 42.0 * (1.0 - square / 72.0))))
}

fn file(samples: impl ExactSizeIterator<Item = i16>) -> Vec<u8> {
    let data = u32::try_from(samples.len() * 2).unwrap_or(u32::MAX);
    let mut file = Vec::new();
    file.extend(b"RIFF");
    file.extend((36 + data).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    file.extend(1_u16.to_le_bytes()); // plain samples
    file.extend(1_u16.to_le_bytes()); // one channel
    file.extend(RATE.to_le_bytes());
    file.extend((RATE * 2).to_le_bytes()); // bytes a second
    file.extend(2_u16.to_le_bytes()); // bytes a sample
    file.extend(16_u16.to_le_bytes()); // bits a sample
    file.extend(b"data");
    file.extend(data.to_le_bytes());
    file.extend(samples.flat_map(i16::to_le_bytes));
    file
}
