//! `solemate check`: what is wrong in routine files and drawings, each mistake with its place and the way out.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::failure::{Exit, Outcome};
use super::here::Here;
use crate::domain::advice::{self, Advice};
use crate::domain::body::Feet;
use crate::domain::catalogue::{Origin, Summary};
use crate::domain::plan::{Choice, Plan};
use crate::domain::routine::{Routine, RoutineId, Step, Work};
use crate::domain::text::Clean;
use crate::domain::time::shown_seconds;
use crate::driver::printer::{NotPrinted, Printer};
use crate::sound::say::Occasion;
use crate::sound::script::{self, TooLong};
use crate::sound::wishes::Wishes;
use crate::store::anatomy;
use crate::store::error::shown;
use crate::store::library::{Library, LoadError, Source, Unreadable, load_file};
use crate::store::routine_file::Problem;

/// Check routine files and drawings: exit code 1 if there is any mistake
#[derive(clap::Args, Debug)]
pub(super) struct Check {
    /// Files, or ids; without any, all your own routines and drawings
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// As a JSON array
    #[arg(long)]
    json: bool,
}

/// What was found in one file.
struct Checked {
    file: Clean,
    found: Found,
}

enum Found {
    /// Nothing is wrong; what is said aloud may be too long for its time.
    Fine(Vec<Clean>),
    Wrong(LoadError),
    /// Something about a drawing, a name or the folder, which has no place in the text of a routine.
    Misplaced(Clean),
}

#[derive(Serialize)]
struct Said<'a> {
    file: &'a Clean,
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Clean>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    report: Option<Mistakes<'a>>,
    #[serde(skip_serializing_if = "<[Clean]>::is_empty")]
    warnings: &'a [Clean],
}

#[derive(Serialize)]
struct Mistakes<'a> {
    problems: &'a [Problem],
    left_out: usize,
}

impl Checked {
    fn exit(&self) -> Exit {
        match &self.found {
            Found::Fine(_) => Exit::Done,
            Found::Wrong(error) if error.is_the_machines() => Exit::Machine,
            Found::Wrong(_) | Found::Misplaced(_) => Exit::Person,
        }
    }

    /// Whether there is nothing of that name, so that nothing was checked.
    fn is_missing(&self) -> bool {
        let Found::Wrong(error) = &self.found else { return false };
        matches!(error, LoadError::Unknown { .. } | LoadError::Unreadable { why: Unreadable::Missing, .. })
    }

    fn warnings(&self) -> &[Clean] {
        match &self.found {
            Found::Fine(warnings) => warnings,
            Found::Wrong(_) | Found::Misplaced(_) => &[],
        }
    }

    fn said(&self) -> Said<'_> {
        let (error, report) = match &self.found {
            Found::Fine(_) => (None, None),
            Found::Wrong(error) => (Some(error.one_line()), error.report()),
            Found::Misplaced(problem) => (Some(problem.clone()), None),
        };
        let report = report.map(|report| Mistakes { problems: &report.problems, left_out: report.left_out });
        Said { file: &self.file, ok: self.exit() == Exit::Done, error, report, warnings: self.warnings() }
    }
}

impl Check {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let library = here.library(Default::default());
        let (settings, _) = here.read_settings();
        let wishes = &settings.sound;
        let checked = if self.files.is_empty() {
            let drawings = anatomy::own_files(&here.places.anatomy());
            own(&library, wishes).into_iter().chain(drawings.iter().map(|file| drawn(file))).collect()
        } else {
            self.named(&library, wishes)
        };
        if self.json {
            let said: Vec<Said<'_>> = checked.iter().map(Checked::said).collect();
            out.json(&said)?;
        } else {
            print(&checked, out)?;
        }
        // A mistake of the person's is told before one of the machine's: it can be mended.
        let exits = || checked.iter().map(Checked::exit);
        Ok(if exits().any(|exit| exit == Exit::Person) { Exit::Person } else { exits().max().unwrap_or(Exit::Done) })
    }

    fn named(&self, library: &Library, wishes: &Wishes) -> Vec<Checked> {
        let check = |file: &PathBuf| {
            if file.extension().is_some_and(|extension| extension == "svg") {
                return drawn(file);
            }
            let loaded = match file.to_str() {
                Some(what) => library.load(what),
                None => load_file(file),
            };
            let found = match file.to_str() {
                Some(what) => with_rules(library, what, found(library, loaded, wishes)),
                None => found(library, loaded, wishes),
            };
            Checked { file: shown(file), found }
        };
        self.files.iter().map(check).collect()
    }
}

/// What there is to say of a drawing.
fn drawn(file: &Path) -> Checked {
    let found = anatomy::check(file).map_or_else(Found::Misplaced, |()| Found::Fine(Vec::new()));
    Checked { file: shown(file), found }
}

/// What there is to say of a routine: its mistakes, or what cannot be said of it in its time.
fn found(library: &Library, loaded: Result<Routine, LoadError>, wishes: &Wishes) -> Found {
    let routine = match loaded {
        Ok(routine) => routine,
        Err(error) => return Found::Wrong(error),
    };
    let warning = |long: TooLong| {
        let (takes, room) = (shown_seconds(long.takes), shown_seconds(long.room));
        let (what, step) = (spoken(long.occasion), long.step);
        Clean::visible(&format!("{what} \"{step}\" takes about {takes} s to say, and has {room} s: it will be cut"))
    };
    let plan = Plan::unroll(&routine, Choice::default());
    let is_meant = |long: &TooLong| long_cues_are_meant(&routine, &long.step);
    let cues = longest(script::too_long(&plan, wishes)).into_iter().filter(|long| !is_meant(long)).map(warning);
    let totals = Summary::of(&routine, Feet::Both).totals;
    let found = advice::advice(&routine, &[totals.both, totals.left, totals.right]);
    let circle = library.circle(&routine).map(|ids| {
        let ids = ids.iter().map(RoutineId::as_str).collect::<Vec<_>>().join(", ");
        Clean::visible(&format!("the rules of `when` lead in a circle: {ids}; nobody is led back to where they began"))
    });
    let bodies = found.iter().map(|one| Clean::visible(&one.sentence()));
    Found::Fine(cues.chain(bodies).chain(circle).collect())
}

/// The same, with what is wrong where a rule names a routine that is not there.
fn with_rules(library: &Library, what: &str, found: Found) -> Found {
    let missing = |source: Source| library.missing(&source);
    match found {
        Found::Fine(warnings) => {
            library.source(what).ok().and_then(missing).map_or(Found::Fine(warnings), Found::Wrong)
        }
        found => found,
    }
}

/// What of a step is said on an occasion.
const fn spoken(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::ChangeSide => "what is said, as the side changes, before",
        Occasion::Rest => "what is said, in the rest, before",
        Occasion::GetReady => "what is said before",
        _ => "the cue of",
    }
}

/// Each once: with the name of a side before it, a cue takes longer.
fn longest(all: Vec<TooLong>) -> Vec<TooLong> {
    let mut once: Vec<TooLong> = Vec::new();
    for long in all {
        let is_same = |one: &&mut TooLong| spoken(one.occasion) == spoken(long.occasion) && one.step == long.step;
        match once.iter_mut().find(is_same) {
            Some(one) if one.takes < long.takes => *one = long,
            Some(_) => {}
            None => once.push(long),
        }
    }
    once
}

/// Whether the file says that the cue of this step may be cut.
fn long_cues_are_meant(routine: &Routine, name: &str) -> bool {
    fn of(steps: &[Step], name: &str) -> bool {
        steps.iter().any(|step| {
            let is_meant = step.meant.contains(&Advice::LongCue);
            match &step.work {
                Work::Set(inner) => {
                    of(inner, name) || (is_meant && inner.iter().any(|inner| inner.name.as_str() == name))
                }
                _ => is_meant && step.name.as_str() == name,
            }
        })
    }
    routine.meant.contains(&Advice::LongCue) || of(&routine.steps, name)
}

/// Every personal routine, and what is wrong with the folder itself.
fn own(library: &Library, wishes: &Wishes) -> Vec<Checked> {
    let entries = library.entries();
    let own = entries.iter().filter_map(|entry| match &entry.origin {
        Origin::Personal(path) => Some((entry, path)),
        Origin::Shipped | Origin::Draft => None,
    });
    own.map(|(entry, path)| {
        let found = match (&entry.id, &entry.state) {
            (None, Err(problem)) => Found::Misplaced(problem.clone()),
            _ => {
                let found = found(library, library.open(entry), wishes);
                match path.to_str() {
                    Some(what) => with_rules(library, what, found),
                    None => found,
                }
            }
        };
        Checked { file: shown(path), found }
    })
    .collect()
}

fn print(checked: &[Checked], out: &mut Printer) -> Result<(), NotPrinted> {
    for one in checked {
        match &one.found {
            Found::Fine(warnings) => {
                for warning in warnings {
                    out.line(&format!("{}: {warning}", one.file))?;
                }
                continue;
            }
            Found::Wrong(error) => match error.report() {
                Some(report) => out.report(report)?,
                None => out.text(&error.to_string())?,
            },
            Found::Misplaced(problem) => out.line(&format!("{}: {problem}", one.file))?,
        }
        out.line("")?;
    }
    let there: Vec<&Checked> = checked.iter().filter(|one| !one.is_missing()).collect();
    if there.is_empty() && !checked.is_empty() {
        return Ok(());
    }
    let checked = there;
    let wrong = checked.iter().filter(|one| one.exit() != Exit::Done).count();
    let drawings = checked.iter().filter(|one| one.file.ends_with(".svg")).count();
    let several = |n: usize, what: &str| match n {
        0 => None,
        1 => Some(format!("1 {what}")),
        n => Some(format!("{n} {what}s")),
    };
    let all = [several(checked.len() - drawings, "routine"), several(drawings, "drawing")];
    let all = all.into_iter().flatten().collect::<Vec<_>>().join(" and ");
    out.line(&match (checked.len(), wrong) {
        (0, _) => "You have no routines of your own yet.".to_owned(),
        (_, 0) => match checked.iter().map(|one| one.warnings().len()).sum() {
            0 => format!("{all}, nothing wrong."),
            1 => format!("{all}, no mistake, one thing to look at."),
            several => format!("{all}, no mistake, {several} things to look at."),
        },
        (1, _) => format!("{all}, with mistakes."),
        (_, wrong) => format!("{all}, {wrong} with mistakes."),
    })
}
