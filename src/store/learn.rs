//! What there is to read, compiled in from `assets/learn/`. Nothing of it is parsed before somebody asks for it.

use serde::Deserialize;

use crate::domain::learn::{Book, Source, Topic};

macro_rules! topics {
    ($($id:literal),+ $(,)?) => {
        &[$(($id, include_str!(concat!("../../assets/learn/", $id, ".toml")))),+]
    };
}

/// Every topic in the order in which it is listed: what names it, and its file.
pub const TOPICS: &[(&str, &str)] = topics![
    "heel-pain",
    "why",
    "course",
    "see-someone",
    "ask-first",
    "massage",
    "calf",
    "sole",
    "rolling",
    "stretches",
    "strength",
    "how-often",
    "how-hard",
    "shoes",
    "night-splint",
    "cold",
    "your-chart",
    "not-so",
    "how-sure",
];

/// The file of the sources.
pub const SOURCES: &str = include_str!("../../assets/learn/sources.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sources {
    source: Vec<Source>,
}

/// Reads all of it; `tests/learn.rs` proves that nothing is left out.
pub fn book() -> Book {
    let topic = |(id, text): &(&'static str, &str)| Some(Topic { id, ..toml::from_str(text).ok()? });
    let topics = TOPICS.iter().filter_map(topic).collect();
    let sources = toml::from_str::<Sources>(SOURCES).map(|sources| sources.source).unwrap_or_default();
    Book { topics, sources }
}
