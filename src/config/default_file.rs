//! The file of settings with every default in it, as comments: what a person begins with who opens it in an editor.

use super::settings;
use crate::domain::settings::{Control, Group, Setting};
use crate::store::routine_file::edit::written;

/// The widest line of prose, in columns.
const WIDTH: usize = 100;

/// Keys as a person may change them.
const KEYS_EXAMPLE: [&str; 3] =
    ["session.skip  = \"f\"", "session.pause = [\"p\", \"F5\"]", "home.trends   = \"Ctrl-T\""];

/// Every setting with its default, explained. What is said is a comment, so that the file says nothing of itself: prose has
/// a space behind its `#`, a default none.
pub fn default_file() -> String {
    let mut file = prose(
        "The settings of solemate. Each stands here with its default: take the # away from a line, and change what it says. \
         What begins with # and a space explains. `solemate config` tells what holds, and the screen of settings (, on home) \
         changes this file without touching a comment.",
    );
    let mut group = None;
    let mut table = None;
    for setting in settings() {
        if group.replace(setting.group) != Some(setting.group) {
            if setting.group == Group::Words {
                file += &keys();
            }
            file += &format!("\n# ---- {} ----\n", setting.group.title());
            if setting.table != table {
                file += &prose(
                    "A template for each occasion; \"\" says nothing. Variables: {step}, {cue}, {side}, {part}, {limb} (leg or \
                     foot), {zone} and {way} (of the hands), {next}, {left}, {rep}, {reps}, {round} and {rounds}. Where a gap is too short, whole sentences are \
                     left out.",
                );
            }
        }
        if setting.table != table {
            table = setting.table;
            file += &format!("#[{}]\n", setting.table.unwrap_or_default());
        }
        file += &entry(setting);
    }
    file
}

/// Keys stand before what is said: that is put below its own header even where keys are changed.
fn keys() -> String {
    let about = prose(
        "Keys of your own, below [keys]: screen.action = one key, or several. `solemate keys` lists every screen and action, \
         and marks what is changed; ? lists the keys of a screen as they are written here. For instance:",
    );
    format!("\n# ---- Keys ----\n{about}{}#[keys]\n", KEYS_EXAMPLE.map(|line| format!("#   {line}\n")).concat())
}

fn entry(setting: &Setting) -> String {
    let line = format!("#{} = {}\n", setting.key, written(&setting.default.value()));
    if setting.table.is_some() {
        return format!("\n# {}: {}{}\n{line}", setting.name, setting.about[..1].to_lowercase(), &setting.about[1..]);
    }
    let mut text = format!("\n{}", prose(&format!("{}. {}", setting.name, setting.about)));
    match setting.control {
        Control::Choice(words, _) => {
            let longest = words.iter().map(|word| super::as_written(word).len()).max().unwrap_or(0);
            for word in words {
                let about = setting.word(word).map_or("", |known| known.about);
                text += format!("#   {:longest$}  {about}", super::as_written(word)).trim_end();
                text.push('\n');
            }
        }
        Control::Switch => {}
        Control::Number { least, most, unit, .. } => text += &format!("#   {least} to {most} {unit}\n"),
        Control::Numbers { least, most, count, unit } => {
            text += &format!("#   up to {count} numbers, each {least} to {most} {unit}; [] is none\n");
        }
        Control::Program(example) => text += &format!("#   \"auto\" finds one, [] is none; or its words: {example}\n"),
        Control::Time(least, most) => text += &format!("#   \"{least}\" to \"{most}\"\n"),
        Control::Text => {}
    }
    text + &line
}

/// Prose as comments.
fn prose(text: &str) -> String {
    let mut lines = String::new();
    let mut line = String::from("#");
    for word in text.split_whitespace() {
        if line.len() + 1 + word.len() > WIDTH {
            lines += &line;
            lines.push('\n');
            line = String::from("#");
        }
        line.push(' ');
        line += word;
    }
    lines + &line + "\n"
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;

    #[test]
    fn the_default_file_says_the_defaults_and_every_key_is_in_it() {
        let file = default_file();
        assert_eq!(Settings::parse(&file), (Settings::default(), vec![]));
        let is_default = |line: &&str| line.starts_with('#') && !line.starts_with("# ") && *line != "#";
        let said: String = file
            .lines()
            .map(|line| if is_default(&line) { &line[1..] } else { line })
            .flat_map(|line| [line, "\n"])
            .collect();
        let table: toml::Table = toml::from_str(&said).unwrap();
        for setting in settings() {
            let holder = setting.table.map_or(&table, |name| table[name].as_table().unwrap());
            assert!(holder.contains_key(setting.key), "{} is not in it", setting.path());
        }
        assert_eq!(Settings::parse(&said), (Settings::default(), vec![]));
        assert!(file.lines().all(|line| line.len() <= 120));
    }

    #[test]
    fn the_keys_that_the_default_file_shows_are_read() {
        let file = default_file();
        let (before, shown) = file.split_once("For instance:\n").unwrap();
        let (shown, header) = shown.split_once("#[keys]").unwrap();
        let keys: String = shown.lines().map(|line| line.trim_start_matches(['#', ' ']).to_owned() + "\n").collect();
        let (settings, problems) = Settings::parse(&format!("{before}\n[keys]\n{keys}{header}"));
        assert_eq!((settings.keys.count_changed(), problems), (KEYS_EXAMPLE.len(), vec![]));
    }

    #[test]
    fn the_file_that_readme_shows_is_this_one() {
        assert_eq!(include_str!("../../assets/config.toml"), default_file());
    }
}
