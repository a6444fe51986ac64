//! A service and a timer of the person's own systemd.

use super::{Job, Unfit, stamp};

pub(super) const SERVICE: &str = "solemate-remind.service";
pub(super) const TIMER: &str = "solemate-remind.timer";

/// What is started. The colon before the program leaves every `$` as it is.
pub(super) fn service(job: &Job) -> Result<String, Unfit> {
    let unsafe_for_it = |c: char| c.is_ascii_control() || matches!(c, '"' | '\'' | '\\');
    if job.program.contains(unsafe_for_it) {
        let why = "it takes no program with quotes, backslashes or control characters in its path: move solemate";
        return Err(Unfit { system: "systemd", text: job.program.clone(), why });
    }
    let words: Vec<String> = job.words.iter().map(|word| quoted(word)).collect();
    let variables: String = job
        .variables
        .iter()
        .map(|(name, value)| format!("Environment={}\n", quoted(&format!("{name}={value}"))))
        .collect();
    Ok(format!(
        "{}[Unit]\nDescription=What is due in solemate, as a notice of the desktop\n\n[Service]\nType=oneshot\n\
         {variables}ExecStart=:{} {}\n",
        head(job),
        quoted(&job.program),
        words.join(" "),
    ))
}

/// When. What was missed while the machine was off is not made good.
pub(super) fn timer(job: &Job) -> String {
    let at: String = job.times.at().iter().map(|at| format!("OnCalendar=*-*-* {at}:00\n")).collect();
    format!(
        "{}[Unit]\nDescription=When solemate says what is due\n\n[Timer]\n{at}Persistent=false\nAccuracySec=1min\n\n\
         [Install]\nWantedBy=timers.target\n",
        head(job),
    )
}

fn head(job: &Job) -> String {
    format!("# {}\n# `solemate remind off` removes this file.\n\n", stamp::line(&job.times))
}

/// A word in quotes, by the rules of unit files: C escapes, and `%%` for a percent sign.
fn quoted(word: &str) -> String {
    let escaped = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        '%' => "%%".to_owned(),
        '\n' => "\\n".to_owned(),
        c if c.is_ascii_control() => format!("\\x{:02x}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", word.chars().map(escaped).collect::<String>())
}
