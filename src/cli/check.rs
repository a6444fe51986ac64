//! `solemate check`: what is wrong in routine files and drawings, each mistake with its place and the way out.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::failure::{Exit, Outcome};
use super::here::Here;
use crate::domain::advice;
use crate::domain::body::Feet;
use crate::domain::catalogue::{Origin, Summary};
use crate::domain::health::Guard;
use crate::domain::routine::{Routine, RoutineId};
use crate::domain::text::Clean;
use crate::domain::words::health::of_steps;
use crate::driver::printer::{NotPrinted, Printer};
use crate::sound::cut::cuts;
use crate::sound::wishes::Wishes;
use crate::store::anatomy;
use crate::store::error::shown;
use crate::store::library::{Library, LoadError, Unreadable, load_file};
use crate::store::routine_file::{Problem, line_of};

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

/// What is known of the person: what is to be heard, and the health profile.
type Person = (Wishes, Guard);

/// What was found in one file.
struct Checked {
    file: Clean,
    found: Found,
}

/// Something that is pointed out.
struct Warning {
    /// The step it is about, by its number in a plan, and the key.
    about: (Option<usize>, Option<&'static str>),
    /// The line of the file, once that has been looked up.
    line: Option<usize>,
    sentence: Clean,
}

impl Warning {
    fn new(about: (Option<usize>, Option<&'static str>), sentence: &str) -> Self {
        Self { about, line: None, sentence: Clean::visible(sentence) }
    }
}

enum Found {
    /// Nothing is wrong; something may be worth a look.
    Fine(Vec<Warning>),
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<&'a Clean>,
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

    fn warnings(&self) -> &[Warning] {
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
        let warnings = self.warnings().iter().map(|warning| &warning.sentence).collect();
        Said { file: &self.file, ok: self.exit() == Exit::Done, error, report, warnings }
    }
}

impl Check {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let library = here.library(Default::default());
        let (settings, _) = here.read_settings();
        let person = &(settings.sound, here.guard_or_say());
        let checked = if self.files.is_empty() {
            let drawings = anatomy::own_files(&here.places.anatomy());
            own(&library, person).into_iter().chain(drawings.iter().map(|file| drawn(file))).collect()
        } else {
            self.named(&library, person)
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

    fn named(&self, library: &Library, person: &Person) -> Vec<Checked> {
        let check = |file: &PathBuf| {
            if file.extension().is_some_and(|extension| extension == "svg") {
                return drawn(file);
            }
            let loaded = match file.to_str() {
                Some(what) => library.load(what),
                None => load_file(file),
            };
            let found = match file.to_str() {
                Some(what) => with_rules(library, what, found(library, loaded, person)),
                None => found(library, loaded, person),
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
fn found(library: &Library, loaded: Result<Routine, LoadError>, (wishes, guard): &Person) -> Found {
    let routine = match loaded {
        Ok(routine) => routine,
        Err(error) => return Found::Wrong(error),
    };
    let cues =
        cuts(&routine, wishes).into_iter().map(|cut| ((Some(cut.number), Some(cut.key)), cut.sentence.to_string()));
    let totals = Summary::of(&routine, Feet::Both).totals;
    let bodies = advice::advice(&routine, &[totals.both, totals.left, totals.right]);
    let bodies = bodies.iter().map(|one| ((one.number, one.advice.key()), one.sentence()));
    let circle = library.circle(&routine).map(|ids| {
        let ids = ids.iter().map(RoutineId::as_str).collect::<Vec<_>>().join(", ");
        let told = format!("the rules of `when` lead in a circle: {ids}; nobody is led back to where they began");
        ((None, Some("when")), told)
    });
    let health = of_steps(&routine, guard).into_iter().map(|said| ((Some(said.number), Some(said.key)), said.sentence));
    let withheld = routine.rules.iter().filter_map(|rule| {
        let (id, because) = (&rule.instead, library.withheld(rule, guard)?);
        let told = format!("the rule to {id} does nothing: it is left out for your health: {because}");
        Some(((None, Some("when")), told))
    });
    let all = cues.chain(bodies).chain(circle).chain(health).chain(withheld);
    let mut all: Vec<Warning> = all.map(|(about, sentence)| Warning::new(about, &sentence)).collect();
    all.dedup_by(|one, other| one.sentence == other.sentence);
    Found::Fine(all)
}

/// The same, each thing with its line, and with what is wrong where a rule names a routine that is not there.
fn with_rules(library: &Library, what: &str, found: Found) -> Found {
    let Found::Fine(mut warnings) = found else { return found };
    let Ok(source) = library.source(what) else { return Found::Fine(warnings) };
    let text = std::str::from_utf8(&source.bytes).unwrap_or_default();
    for warning in &mut warnings {
        let (number, key) = warning.about;
        warning.line = line_of(text, number, key);
    }
    library.missing(&source).map_or(Found::Fine(warnings), Found::Wrong)
}

/// Every personal routine, and what is wrong with the folder itself.
fn own(library: &Library, person: &Person) -> Vec<Checked> {
    let entries = library.entries();
    let own = entries.iter().filter_map(|entry| match &entry.origin {
        Origin::Personal(path) => Some((entry, path)),
        Origin::Shipped | Origin::Draft => None,
    });
    own.map(|(entry, path)| {
        let found = match (&entry.id, &entry.state) {
            (None, Err(problem)) => match library.open(entry) {
                Err(error @ LoadError::Name { within: Some(_), .. }) if error.one_line() == *problem => {
                    Found::Wrong(error)
                }
                _ => Found::Misplaced(problem.clone()),
            },
            _ => {
                let found = found(library, library.open(entry), person);
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
                    let line = warning.line.map_or_else(String::new, |line| format!(":{line}"));
                    out.line(&format!("{}{line}: {}", one.file, warning.sentence))?;
                }
                continue;
            }
            Found::Wrong(error) => match error.report() {
                Some(report) => {
                    if let LoadError::Name { why, .. } = error {
                        out.line(&format!("{}: {why}", one.file))?;
                    }
                    out.report(report)?;
                }
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
