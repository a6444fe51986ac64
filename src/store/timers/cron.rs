//! Lines for a person's own table of cron. They are shown, and written by nobody but that person.

use super::{Job, Unfit};

/// The lines to add with `crontab -e`.
///
/// # Errors
/// A path has a line break, which no line can hold.
pub fn lines(job: &Job) -> Result<Vec<String>, Unfit> {
    let variables = job.variables.iter().map(|(name, value)| format!("{name}={}", for_a_shell(value)));
    let words = std::iter::once(&job.program).chain(&job.words).map(|word| for_a_shell(word));
    let command = variables.chain(words).collect::<Vec<_>>().join(" ");
    if command.contains(['\n', '\r', '\0']) {
        let why = "a line of its table ends where a line of the path does: move it to another folder";
        return Err(Unfit { system: "cron", text: command, why });
    }
    // A percent sign would end the command. Outside quotes, no backslash of a path can stand before the one that saves it.
    let command = command.replace('%', "'\\%'");
    Ok(job.times.at().iter().map(|at| format!("{} {} * * * {command}", at.minute(), at.hour())).collect())
}

/// A word for a shell.
pub(super) fn for_a_shell(word: &str) -> String {
    let plain = !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"/._-:,+@".contains(&b));
    if plain { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}
