//! The arguments, and one small file for each verb.
//!
//! Exit codes: 0 done, 1 the person's input is at fault, 2 usage, 3 the machine is at fault, 130 interrupted. What a verb
//! answers goes to standard output; everything else is one sentence on standard error.

mod add;
mod check;
mod config;
mod ctl;
mod doctor;
mod edit;
mod export;
mod failure;
mod forget;
mod guided;
mod health;
mod here;
mod hide;
mod history;
mod import;
mod keys;
mod learn;
mod list;
mod log;
mod new;
mod own;
mod plan;
mod remind;
mod report;
mod schema;
mod share;
mod shell;
mod show;
mod start;
mod today;
mod trends;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::domain::text::Clean;
use crate::driver::Start as Begin;
use crate::driver::printer::Printer;
use failure::{Exit, Outcome};
use here::Here;

/// Guided self-massage and stretching for sore heels, and a private history of how it goes.
///
/// Without a command it opens the home screen. solemate guides self-care. It cannot tell you why your heel hurts.
#[derive(Parser, Debug)]
#[command(name = "solemate", version, after_help = AFTER, disable_help_subcommand = true)]
struct Args {
    /// Keep everything below this folder (as SOLEMATE_HOME does)
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    #[command(subcommand)]
    verb: Option<Verb>,
}

const AFTER: &str = "Exit codes: 0 done, 1 something in what you gave is wrong, 2 usage, 3 the machine is at fault \
                     (disk, permissions), 130 interrupted.";

#[derive(Subcommand, Debug)]
enum Verb {
    Start(start::Start),
    List(list::List),
    Show(show::Show),
    Check(check::Check),
    New(new::New),
    Edit(edit::Edit),
    Share(share::Share),
    Add(add::Add),
    Hide(hide::Hide),
    Unhide(hide::Unhide),
    Schema(schema::Schema),
    Log(log::Log),
    Morning(log::Morning),
    History(history::History),
    Trends(trends::Trends),
    Today(today::Today),
    Plan(plan::Plan),
    Health(health::Health),
    Remind(remind::Remind),
    Learn(learn::Learn),
    Report(report::Report),
    Export(export::Export),
    Import(import::Import),
    Forget(forget::Forget),
    Config(config::Config),
    Ctl(ctl::Ctl),
    Keys(keys::Keys),
    Doctor(doctor::Doctor),
    Completions(shell::Completions),
    Man(shell::Man),
}

/// The grammar of the command line, for what explains it to shells and to `man`.
pub fn grammar() -> clap::Command {
    <Args as clap::CommandFactory>::command()
}

/// Does what the arguments ask for. The first one is the program's own name.
pub fn run(args: Vec<OsString>) -> ExitCode {
    let asked = match at_a_glance(args.get(1..).unwrap_or_default()) {
        Some(asked) => asked,
        None => match Args::try_parse_from(helped(args)) {
            Ok(asked) => asked,
            Err(error) => return explain(&error),
        },
    };
    let done = perform(asked);
    // Whatever still sounds ends with us.
    crate::sound::hold();
    match done {
        Ok(code) => code,
        Err(failure) => failure.say(),
    }
}

/// `solemate help start` is what others call `solemate start --help`.
fn helped(mut args: Vec<OsString>) -> Vec<OsString> {
    if args.get(1).is_some_and(|verb| verb == "help") {
        args.remove(1);
        args.push("--help".into());
    }
    args
}

/// The commands that open the full screen are understood without building the whole grammar: they have a first frame to
/// draw.
fn at_a_glance(args: &[OsString]) -> Option<Args> {
    let words: Option<Vec<&str>> = args.iter().map(|arg| arg.to_str()).collect();
    let verb = match words?.as_slice() {
        [] => None,
        ["start", what, rest @ ..] if !what.starts_with('-') && matches!(rest, [] | ["--no-check"]) => {
            Some(Verb::Start(start::Start::of(what, !rest.is_empty())))
        }
        _ => return None,
    };
    Some(Args { data_dir: None, verb })
}

fn perform(asked: Args) -> Result<ExitCode, failure::Failure> {
    crate::driver::leave_no_core();
    crate::driver::meet_size_limits_as_errors();
    let here = Here::find(asked.data_dir.as_deref())?;
    crate::driver::terminal::catch_panics(here.places.state().to_owned());
    let verb = match asked.verb {
        None => return start::screen(&here, Begin::Home),
        Some(Verb::Start(start)) => return start.run(&here),
        Some(Verb::Edit(edit)) if edit.opens_screen() => return edit.open(&here),
        Some(Verb::Doctor(doctor)) if doctor.opens_screen() => return start::screen(&here, Begin::Cues),
        Some(verb) => verb,
    };
    let mut out = Printer::new();
    let exit = match verb {
        Verb::List(list) => list.run(&here, &mut out),
        Verb::Show(show) => show.run(&here, &mut out),
        Verb::Check(check) => check.run(&here, &mut out),
        Verb::New(new) => new.run(&here, &mut out),
        Verb::Edit(edit) => edit.run(&here, &mut out),
        Verb::Share(share) => share.run(&here, &mut out),
        Verb::Add(add) => add.run(&here, &mut out),
        Verb::Hide(hide) => hide.run(&here, &mut out),
        Verb::Unhide(unhide) => unhide.run(&here, &mut out),
        Verb::Schema(schema) => schema.run(&mut out),
        Verb::Log(log) => log.run(&here, &mut out),
        Verb::Morning(morning) => morning.run(&here, &mut out),
        Verb::History(history) => history.run(&here, &mut out),
        Verb::Trends(trends) => trends.run(&here, &mut out),
        Verb::Today(today) => today.run(&here, &mut out),
        Verb::Plan(plan) => plan.run(&here, &mut out),
        Verb::Health(health) => health.run(&here, &mut out),
        Verb::Remind(remind) => remind.run(&here, &mut out),
        Verb::Learn(learn) => learn.run(&mut out),
        Verb::Report(report) => report.run(&here, &mut out),
        Verb::Export(export) => export.run(&here, &mut out),
        Verb::Import(import) => import.run(&here, &mut out),
        Verb::Forget(forget) => forget.run(&here, &mut out),
        Verb::Config(config) => config.run(&here, &mut out),
        Verb::Ctl(ctl) => ctl.run(&here, &mut out),
        Verb::Keys(keys) => keys.run(&here, &mut out),
        Verb::Doctor(doctor) => doctor.run(&here, &mut out),
        Verb::Completions(completions) => completions.run(&mut out),
        Verb::Man(man) => man.run(&mut out),
        Verb::Start(_) => Ok(Exit::Done),
    }?;
    out.flush()?;
    Ok(exit.into())
}

/// Help and the version are answers; anything else is a mistake in usage. Both may quote what was typed.
fn explain(error: &clap::Error) -> ExitCode {
    let styled = error.render();
    if error.use_stderr() {
        let text = styled.to_string();
        tell(&format!("solemate: {}", text.strip_prefix("error: ").unwrap_or(&text)));
        return Exit::Usage.into();
    }
    let mut out = Printer::new();
    let printed: Outcome =
        out.text(&styled.to_string()).and_then(|()| out.flush()).map(|()| Exit::Done).map_err(Into::into);
    printed.map_or_else(|failure| failure.say(), Into::into)
}

/// How many weeks back; 0 is for everything.
fn weeks(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| format!("a whole number from 0 to {}", u16::MAX))
}

/// Says something beside the answer. Where it cannot be said, the exit code still says it.
fn tell(text: &str) {
    drop(writeln!(std::io::stderr().lock(), "{}", Clean::visible_lines(text).trim_end()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn words(text: &str) -> Vec<OsString> {
        text.split_whitespace().map(Into::into).collect()
    }

    #[test]
    fn the_grammar_holds_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn what_is_understood_at_a_glance_means_the_same_to_the_grammar() {
        for text in ["", "start evening-reset", "start ./knee.toml --no-check"] {
            let quick = at_a_glance(&words(text)).map(|args| format!("{args:?}"));
            let slow = Args::try_parse_from(words(&format!("solemate {text}"))).map(|args| format!("{args:?}"));
            assert_eq!(quick, slow.ok(), "{text}");
        }
        for text in ["--version", "start", "start --plain", "start a b", "start -- a", "start a --side left", "list"] {
            assert!(at_a_glance(&words(text)).is_none(), "{text}");
        }
    }
}
