//! The texts, from the grammar of the command line.

use clap::Command;
use clap_complete::{Shell, generate};

/// The commands that take the id of a routine first.
const TAKE_ROUTINES: [&str; 5] = ["start", "show", "edit", "share", "hide"];

/// What asks for the ids there are, and for those of routines that are hidden.
const IDS: &str = "solemate list --ids 2>/dev/null";
const HIDDEN: &str = "solemate list --ids --hidden 2>/dev/null";

/// Each file with its text.
pub fn all(grammar: Command) -> Vec<(String, String)> {
    let shells = [
        (Shell::Bash, "solemate.bash"),
        (Shell::Zsh, "solemate.zsh"),
        (Shell::Fish, "solemate.fish"),
        (Shell::PowerShell, "solemate.ps1"),
        (Shell::Elvish, "solemate.elv"),
    ];
    let mut files: Vec<(String, String)> =
        shells.map(|(shell, file)| (file.to_owned(), completions(shell, &grammar))).into();
    files.push(("solemate.1".to_owned(), manual(grammar)));
    files
}

fn completions(shell: Shell, grammar: &Command) -> String {
    let mut bytes = Vec::new();
    generate(shell, &mut grammar.clone(), "solemate", &mut bytes);
    let text = String::from_utf8(bytes).expect("text");
    match shell {
        Shell::Bash => bash(&text),
        Shell::Zsh => zsh(&text),
        Shell::Fish => text + &fish(),
        _ => text,
    }
}

/// Among the words of a command that takes a routine are the ids there are.
fn bash(text: &str) -> String {
    let (mut takes, mut is_from) = (None, false);
    let lines = text.lines().map(|line| {
        if let Some(command) = line.trim().strip_prefix("solemate__subcmd__").and_then(|rest| rest.strip_suffix(')')) {
            let hidden = (command == "unhide").then_some(HIDDEN);
            takes = TAKE_ROUTINES.contains(&command).then_some(IDS).or(hidden);
        }
        let follows_from = std::mem::replace(&mut is_from, line.trim() == "--from)");
        match (line.strip_suffix('"'), takes) {
            (Some(words), Some(ids)) if line.trim().starts_with("opts=") => format!("{words} $({ids})\""),
            _ if follows_from => line.replace("($(compgen -f", &format!("($(compgen -W \"$({IDS})\" -f")),
            _ => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

fn zsh(text: &str) -> String {
    let mut command = String::new();
    let lines = text.lines().map(|line| {
        let line = line.to_owned();
        if let Some(name) = line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            command = name.to_owned();
        }
        let is_routine = line.starts_with("'::routine") || line.starts_with("':routine") || line.contains(":ROUTINE:");
        let to = if command == "unhide" { ":_solemate_hidden'" } else { ":_solemate_routines'" };
        if is_routine { line.replace(":_default'", to) } else { line }
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    let ids = format!(
        "_solemate_routines() {{\n    compadd -- ${{(f)\"$({IDS})\"}}\n    _files -g '*.toml'\n}}\n\n\
         _solemate_hidden() {{\n    compadd -- ${{(f)\"$({HIDDEN})\"}}\n}}\n\n"
    );
    text.replacen("_solemate() {", &format!("{ids}_solemate() {{"), 1) + "\n"
}

fn fish() -> String {
    let commands = TAKE_ROUTINES.join(" ");
    format!(
        "complete -c solemate -n \"__fish_seen_subcommand_from {commands}\" -a \"({IDS})\" -d 'routine'\n\
         complete -c solemate -n \"__fish_seen_subcommand_from unhide\" -f -a \"({HIDDEN})\" -d 'hidden routine'\n\
         complete -c solemate -n \"__fish_seen_subcommand_from new\" -l from -r -a \"({IDS})\" -d 'routine'\n"
    )
}

/// One page: the program, then each command with its options.
fn manual(grammar: Command) -> String {
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(grammar.clone()).title("solemate").section("1");
    let rendered = man
        .render_title(&mut page)
        .and_then(|()| man.render_name_section(&mut page))
        .and_then(|()| man.render_synopsis_section(&mut page))
        .and_then(|()| man.render_description_section(&mut page))
        .and_then(|()| man.render_options_section(&mut page));
    rendered.expect("a page");
    let mut text = String::from_utf8(page).expect("text") + ".SH COMMANDS\n";
    for command in grammar.get_subcommands() {
        text.push_str(&section(command));
    }
    let mut end = Vec::new();
    man.render_extra_section(&mut end).expect("a section");
    let end = String::from_utf8(end).expect("text").replace(".SH EXTRA", ".SH EXIT STATUS");
    text + &without_strings(&end)
}

fn section(command: &Command) -> String {
    let name = format!("solemate {}", command.get_name());
    let command = command.clone().display_name(name.clone()).bin_name(name.clone());
    let man = clap_mangen::Man::new(command);
    let mut page = Vec::new();
    let rendered = man
        .render_synopsis_section(&mut page)
        .and_then(|()| man.render_description_section(&mut page))
        .and_then(|()| man.render_options_section(&mut page));
    rendered.expect("a section");
    let text = without_strings(&String::from_utf8(page).expect("text"));
    let lines = text.lines().map(|line| match line {
        ".SH SYNOPSIS" => format!(".SS {name}"),
        line if line.starts_with(".SH ") => ".PP".to_owned(),
        line => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// What each part defines for itself is defined once.
fn without_strings(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with(".ie") && !line.starts_with(".el"));
    lines.collect::<Vec<_>>().join("\n") + "\n"
}
