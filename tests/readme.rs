//! What the README shows works as it stands there.

#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;

use solemate::config::Settings;
use solemate::domain::plan::{Choice, Plan};
use solemate::domain::routine::RoutineId;
use solemate::store::routine_file;

/// The fenced blocks of one language.
fn blocks(language: &str) -> Vec<&'static str> {
    include_str!("../README.md")
        .split("\n```")
        .filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n'))
        .collect()
}

#[test]
fn the_routine_in_the_readme_can_be_done() {
    let text = blocks("toml").into_iter().find(|block| block.contains("[[step]]")).unwrap();
    let id = RoutineId::new("readme").unwrap();
    let routine = routine_file::read(&id, Path::new("README.md"), text.as_bytes()).unwrap();
    let plan = Plan::unroll(&routine, Choice::default());
    assert_eq!(routine.steps.len(), 6);
    assert!(plan.total().as_secs() > 30 * 60);
}

#[test]
fn the_settings_in_the_readme_are_understood() {
    let text = blocks("toml").into_iter().find(|block| block.contains("sore_foot")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    std::fs::write(&file, text).unwrap();
    let (settings, problems) = Settings::load(&file);
    assert_eq!(problems, []);
    assert!(settings.bell && settings.check);
    assert_eq!(settings.sound.volume, 60);
}

#[test]
fn every_picture_in_the_readme_is_there() {
    let pictures = include_str!("../README.md").split("](assets/").skip(1);
    let names: Vec<&str> = pictures.map(|rest| rest.split(')').next().unwrap()).collect();
    assert!(names.len() >= 5);
    for name in names {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name).exists(), "{name}");
    }
}

#[test]
fn every_occasion_and_every_variable_of_the_voice_is_in_the_readme() {
    use solemate::sound::say::{OCCASIONS, VARIABLES};
    let readme = include_str!("../README.md");
    let absent = |word: &String| !readme.contains(word.as_str());
    let occasions = OCCASIONS.iter().map(|(_, word, _)| format!("`{word}`"));
    let variables = VARIABLES.iter().map(|(_, word)| format!("`{{{word}}}`"));
    assert_eq!(occasions.chain(variables).filter(absent).collect::<Vec<_>>(), Vec::<String>::new());
}
