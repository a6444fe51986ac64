//! Cues to tones.
