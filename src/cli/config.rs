//! `solemate config`: what the settings are and where each comes from; the default file; an editor on one's own.

use std::io::{self, IsTerminal};

use clap::Subcommand;
use serde::Serialize;

use super::failure::{Exit, Failure, Outcome};
use super::here::Here;
use super::own;
use crate::config::{Settings, SettingsDesk, default_file, form, in_file};
use crate::domain::settings::{Form, Problem, Row, Source};
use crate::domain::text::Clean;
use crate::driver::cues;
use crate::driver::editor::{self, NoEditor};
use crate::driver::printer::Printer;
use crate::store::error::shown;

/// Show the settings, and where each comes from; `config edit` opens their file
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Config {
    #[command(subcommand)]
    what: Option<What>,
    /// The file with every default in it, explained; each is a comment
    #[arg(long)]
    default: bool,
    /// As a JSON object; values as they stand in the file
    #[arg(long, conflicts_with = "default")]
    json: bool,
}

#[derive(Subcommand, Clone, Copy, Debug)]
enum What {
    /// Open the file in the editor that VISUAL or EDITOR names; where there is none, the default file
    Edit,
}

/// A value that is wider pushes what stands behind it to the right, in columns.
const WIDEST: usize = 48;

/// The settings, as scripts see them.
#[derive(Serialize)]
struct Listed {
    file: Clean,
    exists: bool,
    settings: Vec<ListedSetting>,
    problems: Vec<ListedProblem>,
}

#[derive(Serialize)]
struct ListedSetting {
    key: String,
    value: serde_json::Value,
    default: serde_json::Value,
    source: &'static str,
    line: Option<usize>,
}

#[derive(Serialize)]
struct ListedProblem {
    line: usize,
    key: String,
    problem: Clean,
}

impl Config {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        if matches!(self.what, Some(What::Edit)) {
            return edit(here, out);
        }
        if self.default {
            out.text(&default_file())?;
            return Ok(Exit::Done);
        }
        let file = here.places.settings_file();
        let exists = file.symlink_metadata().is_ok();
        let text = Settings::text(&file).map_err(|why| Failure::person(why.to_string()))?.unwrap_or_default();
        let (answers, trouble) = cues::answers(&here.places);
        if let Some(trouble) = trouble {
            super::tell(&format!("solemate: {trouble}"));
        }
        let (form, settings) = form(&text, answers);
        let (_, problems) = Settings::parse(&text);
        if self.json {
            out.json(&Listed {
                file: shown(&file),
                exists,
                settings: form.rows.iter().map(ListedSetting::of).collect(),
                problems: problems.iter().map(ListedProblem::of).collect(),
            })?;
        } else {
            let state = if exists { "" } else { "  (not there: the defaults hold)" };
            out.line(&format!("{}{state}", shown(&file)))?;
            list(&form, out)?;
            out.line("")?;
            out.line("Keys")?;
            let changed = settings.keys.count_changed();
            out.line(&format!("  {changed} changed by [keys]; `solemate keys` lists all of them"))?;
            if !problems.is_empty() {
                out.line("")?;
            }
            for problem in &problems {
                let remedy = if problem.key.is_empty() { "; the defaults are used" } else { "" };
                out.line(&format!("line {}: {}{remedy}", problem.line, problem.text))?;
            }
        }
        Ok(if problems.is_empty() { Exit::Done } else { Exit::Person })
    }
}

fn list(form: &Form, out: &mut Printer) -> Result<(), Failure> {
    let wide = |of: fn(&Row) -> String| form.rows.iter().map(|row| of(row).chars().count()).max().unwrap_or(0);
    let says = |row: &Row| in_file(&row.setting, &row.holds);
    let (keys, values) = (wide(|row| row.setting.path()), wide(says).min(WIDEST));
    let mut group = None;
    for row in &form.rows {
        if group.replace(row.setting.group) != Some(row.setting.group) {
            out.line("")?;
            out.line(row.setting.group.title())?;
        }
        let source = match row.source {
            Source::Default => String::new(),
            Source::File(line) => format!("line {line}"),
            Source::CueCheck => "as the cue check found".to_owned(),
        };
        let line = format!("  {:keys$}  {:values$}  {source}", row.setting.path(), says(row));
        out.line(line.trim_end())?;
    }
    Ok(())
}

impl ListedSetting {
    fn of(row: &Row) -> Self {
        let (source, line) = match row.source {
            Source::Default => ("default", None),
            Source::File(line) => ("file", Some(line)),
            Source::CueCheck => ("cue check", None),
        };
        let default = row.setting.default_typed();
        let [value, default] = [row.holds.as_str(), &default].map(|typed| crate::config::json(&row.setting, typed));
        Self { key: row.setting.path(), value, default, source, line }
    }
}

impl ListedProblem {
    fn of(problem: &Problem) -> Self {
        Self { line: problem.line, key: problem.key.clone(), problem: Clean::visible(&problem.text) }
    }
}

/// The person's own editor on the file, which is looked at when it comes back.
fn edit(here: &Here, out: &mut Printer) -> Outcome {
    if !io::stdin().is_terminal() || !out.is_terminal() {
        return Err(Failure::usage(
            "an editor needs a terminal: `solemate config --default` prints a file to begin with",
        ));
    }
    let desk = SettingsDesk::new(&here.places);
    let file = here.places.settings_file();
    let calm = editor::Undisturbed::new().map_err(|error| Failure::machine(error.to_string()))?;
    let is_made = desk.make().map_err(|why| Failure::machine(why.to_string()))?;
    loop {
        out.flush()?;
        match calm.during(|| editor::open(&file, None)) {
            Ok(()) => {}
            // What it did to the file counts all the same.
            Err(error @ NoEditor::Failed { .. }) => super::tell(&format!("solemate: {error}")),
            Err(error) => {
                desk.unmake();
                return Err(Failure::person(error.to_string()));
            }
        }
        let (_, problems) = here.read_settings();
        if problems.is_empty() {
            desk.unmake();
            if is_made {
                out.line(&match file.exists() {
                    true => format!("{} is made, with every other default in it as a comment.", shown(&file)),
                    false => "Nothing is changed, and no file was made.".to_owned(),
                })?;
            }
            return Ok(Exit::Done);
        }
        for problem in problems {
            out.line(&problem)?;
        }
        if !own::ask("Open it again?", true, out)? {
            return Ok(Exit::Person);
        }
    }
}
