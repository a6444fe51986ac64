//! `solemate doctor`: what works here, and what does not. Looks, and repairs nothing.

mod cues;
mod folders;
mod remind;
mod sound;
mod terminal;

use serde::Serialize;

use super::failure::{Exit, Outcome};
use super::here::{Here, so_many};
use crate::config::{load_plan, load_profile, unfit_routines};
use crate::domain::catalogue::{Entry, Origin};
use crate::domain::record::{Fact, What};
use crate::driver::{self, printer::Printer};
use crate::store::anatomy;
use crate::store::error::shown;
use crate::store::journal::line::Flaw;
use crate::store::journal::{BadLine, Damage};
use crate::store::running::{self, Left};

/// Say what works here: folders, history, routines, sound, terminal
#[derive(clap::Args, Debug)]
pub(super) struct Doctor {
    /// As a JSON object
    #[arg(long)]
    json: bool,
    /// Find out what you hear and see in this kind of terminal: the voice, a tone, a flash
    #[arg(long, conflicts_with = "json")]
    cues: bool,
    /// The same line by line, without the full screen; the flash, which it alone has, in words
    #[arg(long, requires = "cues")]
    plain: bool,
}

/// How serious something is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    /// As it should be.
    Fine,
    /// Good to know.
    Note,
    /// The person can do something about it.
    Person,
    /// The machine is in the way.
    Machine,
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Finding {
    about: &'static str,
    state: State,
    text: String,
}

/// Everything that was looked at, in order.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, about: &'static str, state: State, text: impl Into<String>) {
        self.0.push(Finding { about, state, text: text.into() });
    }

    /// What is said at the end where nothing is in the way.
    fn closing(&self) -> String {
        match self.0.iter().filter(|finding| finding.state == State::Note).count() {
            0 => "All is well.".to_owned(),
            1 => "Nothing is broken. The line with * is good to know.".to_owned(),
            notes => format!("Nothing is broken. The {notes} lines with * are good to know."),
        }
    }

    fn exit(&self) -> Exit {
        let has = |state| self.0.iter().any(|finding| finding.state == state);
        match (has(State::Machine), has(State::Person)) {
            (true, _) => Exit::Machine,
            (false, true) => Exit::Person,
            (false, false) => Exit::Done,
        }
    }
}

#[derive(Serialize)]
struct Examined<'a> {
    version: &'static str,
    ok: bool,
    findings: &'a Findings,
    cues: Vec<cues::Answered>,
}

impl Doctor {
    /// Whether it asks on the full screen.
    pub(super) fn opens_screen(&self) -> bool {
        self.cues && !self.plain && cues::have_screen()
    }

    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        if self.cues {
            return cues::ask(here, out);
        }
        let mut found = Findings::default();
        folders::look(&here.places, &mut found);
        settings(here, &mut found);
        plan(here, &mut found);
        history(here, &mut found);
        routines(here, &mut found);
        drawings(here, &mut found);
        session(here, &mut found);
        sound::look(here, &mut found);
        let cues = cues::look(here, &mut found);
        terminal::look(here, &mut found);
        hands_free(here, &mut found);
        remind::look(here, &mut found);
        let exit = found.exit();
        if self.json {
            let ok = exit == Exit::Done;
            out.json(&Examined { version: env!("CARGO_PKG_VERSION"), ok, findings: &found, cues })?;
            return Ok(exit);
        }
        out.line(concat!("solemate ", env!("CARGO_PKG_VERSION")))?;
        let mut about = "";
        for finding in &found.0 {
            let heading = if finding.about == about { "" } else { finding.about };
            about = finding.about;
            let mark = match finding.state {
                State::Fine => ' ',
                State::Note => '*',
                State::Person | State::Machine => '!',
            };
            out.line(&format!("{heading:<9}{mark} {}", finding.text))?;
        }
        out.line("")?;
        out.line(&match exit {
            Exit::Person => "The lines with ! need you.".to_owned(),
            Exit::Machine => "The lines with ! stand in the way of keeping what you do.".to_owned(),
            Exit::Done | Exit::Usage => found.closing(),
        })?;
        Ok(exit)
    }
}

fn settings(here: &Here, found: &mut Findings) {
    let (_, problems) = here.read_settings();
    if problems.is_empty() {
        let file = here.places.settings_file();
        let there = if file.exists() { "" } else { " is not there: the defaults hold" };
        found.add("settings", State::Fine, format!("{}{there}", shown(&file)));
    }
    for problem in problems {
        found.add("settings", State::Person, problem.as_str());
    }
}

/// Nobody has to have a plan of their own: without one there is nothing to say.
fn plan(here: &Here, found: &mut Findings) {
    let file = here.places.plan_file();
    let (plan, mut problems) = load_plan(&file);
    let entries = here.library(Default::default()).entries();
    problems.extend(unfit_routines(&file, &plan, &entries, &here.guard().0));
    if problems.is_empty() && file.exists() {
        found.add("plan", State::Fine, shown(&file).as_str());
    }
    for problem in problems {
        found.add("plan", State::Person, problem.as_str());
    }
    // That there is a profile is said, and never what it says.
    let file = here.places.profile_file();
    let (_, problems) = load_profile(&file);
    if problems.is_empty() && file.exists() {
        found.add("health", State::Fine, shown(&file).as_str());
    }
    for problem in problems {
        found.add("health", State::Person, problem.as_str());
    }
}

fn history(here: &Here, found: &mut Findings) {
    const ABOUT: &str = "history";
    let [mut sessions, mut ratings, mut notes, mut events] = [0_u64; 4];
    let damage = here.journal().read_all(&mut |fact: Fact| match fact.what {
        What::Session(_) => sessions += 1,
        What::Pain(_) => ratings += 1,
        What::Note(_) => notes += 1,
        What::Event(_) => events += 1,
        What::Day(_) | What::RedFlags(_) | What::Removed => {}
    });
    let count = folders::count_history(&here.places.history());
    let files = so_many(count.files, "file");
    let devices = so_many(count.devices, "device");
    let notes = match (so_many(notes, "note"), events) {
        (notes, 0) => format!(" and {notes}"),
        (notes, events) => format!(", {notes} and {}", so_many(events, "event")),
    };
    let imports = if count.imports == 0 { String::new() } else { format!(" and {}", so_many(count.imports, "import")) };
    found.add(
        ABOUT,
        State::Fine,
        format!(
            "{}, {}{notes}, in {files} of {devices}{imports}",
            so_many(sessions, "session"),
            so_many(ratings, "rating")
        ),
    );
    if let Some(own) = here.journal().own_folder().filter(|own| own.exists()) {
        found.add(ABOUT, State::Fine, format!("what is kept here goes to {}", shown(&own)));
    }
    for path in here.journal().replaced() {
        let text = "was replaced by an older copy: what was added since is missing from it; a newer one, put beside it as \
                    YEAR.copy.jsonl, is read too";
        found.add(ABOUT, State::Person, format!("{} {text}", shown(&path)));
    }
    tell_damage(&damage, found);
}

fn tell_damage(damage: &Damage, found: &mut Findings) {
    const ABOUT: &str = "history";
    for unread in &damage.unreadable {
        found.add(ABOUT, State::Machine, format!("{} cannot be read: {}", shown(&unread.path), unread.why));
    }
    for line in &damage.lines {
        found.add(ABOUT, State::Person, line.to_string());
    }
    let named = u64::try_from(damage.lines.len()).unwrap_or(u64::MAX);
    if damage.bad > named {
        found.add(ABOUT, State::Person, format!("and {} more lines that cannot be used", damage.bad - named));
    }
    let is_marker = |line: &BadLine| line.flaw == Flaw::Marker;
    if damage.lines.iter().any(is_marker) {
        let remedy = "a merge of git was left half done: what both sides say is read; take out the lines that are named \
                      so, and no other, then `git add` and commit";
        found.add(ABOUT, State::Note, remedy);
    }
    if !damage.lines.iter().all(is_marker) {
        let remedy = "damaged lines stay where they are and are passed over; an undamaged copy of the file, put beside \
                      it as YEAR.copy.jsonl, is read too";
        found.add(ABOUT, State::Note, remedy);
    }
    if damage.newer > 0 {
        let text = match damage.newer {
            1 => "1 line is of a newer solemate and is not shown: update this one".to_owned(),
            newer => format!("{newer} lines are of a newer solemate and are not shown: update this one"),
        };
        found.add(ABOUT, State::Person, text);
    }
    for rival in &damage.rivals {
        found.add(ABOUT, State::Note, rival.to_string());
    }
    if !damage.rivals.is_empty() {
        let remedy = "of two words in one revision and of one moment the folder counts that comes last by name; correct the \
                      entry once more, and that is what counts everywhere";
        found.add(ABOUT, State::Note, remedy);
    }
    for copy in &damage.copies {
        let text = format!("{} is a copy that a sync tool made; it is read too, and twice is once", shown(copy));
        found.add(ABOUT, State::Note, text);
    }
    for foreign in &damage.foreign {
        found.add(ABOUT, State::Note, format!("{} is not solemate's; it is left alone", shown(foreign)));
    }
}

fn routines(here: &Here, found: &mut Findings) {
    const ABOUT: &str = "routines";
    let entries = here.library(Default::default()).entries();
    let own = |entry: &&Entry| matches!(entry.origin, Origin::Personal(_)) && entry.state.is_ok();
    let (own, shadows) = (entries.iter().filter(own).count(), entries.iter().filter(|entry| entry.shadows).count());
    let shipped = crate::store::shipped::ALL.len();
    let hidden = if shadows > 0 { format!(" ({shadows} in place of shipped ones)") } else { String::new() };
    found.add(ABOUT, State::Fine, format!("{shipped} shipped, {own} of your own{hidden}"));
    for entry in &entries {
        if let (Origin::Personal(path), Err(problem)) = (&entry.origin, &entry.state) {
            found.add(ABOUT, State::Person, format!("{}: {problem}", shown(path)));
        }
    }
}

/// A person's own drawings; whoever has none is told nothing about them.
fn drawings(here: &Here, found: &mut Findings) {
    for file in anatomy::own_files(&here.places.anatomy()) {
        let (state, text) = match anatomy::check(&file) {
            Ok(()) => (State::Fine, format!("{} takes the place of ours", shown(&file))),
            Err(why) => (State::Person, format!("{} cannot be used, and ours is shown: {why}", shown(&file))),
        };
        found.add("drawings", state, text);
    }
}

/// What a session needs of the system that runs without a hand on the keys.
fn hands_free(here: &Here, found: &mut Findings) {
    let (settings, _) = here.read_settings();
    let (state, text) = match settings.awake.then(driver::awake::try_out) {
        None => (State::Fine, "awake = false: the machine may sleep in a session".to_owned()),
        Some(Ok(program)) => (State::Fine, format!("{} keeps the machine awake in a session", shown(&program))),
        Some(Err(why)) => {
            (State::Note, format!("the machine may sleep in a session: {why}; its power settings can keep it awake"))
        }
    };
    found.add("awake", state, text);
    ctl(here, found);
}

/// Whether a session can be called from outside.
#[cfg(unix)]
fn ctl(here: &Here, found: &mut Findings) {
    use crate::driver::ctl::{Request, Verb};
    use crate::driver::ctl::{Silence, ask, obstacles};
    const ABOUT: &str = "ctl";
    match ask(&here.places, Request { verb: Verb::Status, json: false }) {
        Ok(_) => return found.add(ABOUT, State::Fine, "the session under way listens"),
        Err(Silence::Nobody) => {}
        Err(why) => found.add(ABOUT, State::Note, why.to_string()),
    }
    let obstacles = obstacles(&here.places);
    for obstacle in &obstacles {
        let (path, why, remedy) = (shown(&obstacle.path), &obstacle.why, obstacle.remedy);
        found.add(ABOUT, State::Note, format!("no session can listen at {path}: {why}; {remedy}"));
    }
    if obstacles.is_empty() {
        found.add(ABOUT, State::Fine, "a session listens to `solemate ctl`");
    }
}

#[cfg(not(unix))]
fn ctl(_: &Here, found: &mut Findings) {
    found.add("ctl", State::Note, "`solemate ctl` does not work on this system yet; the keys do");
}

fn session(here: &Here, found: &mut Findings) {
    const ABOUT: &str = "session";
    match running::look(here.places.state()) {
        Ok(Some(Left::Open(checkpoint))) => {
            let began = checkpoint.started.format("%A %-d %B %Y, %H:%M");
            let text = format!("{}, begun {began}, was cut off: `solemate` offers to go on", checkpoint.plan.name);
            found.add(ABOUT, State::Note, text);
        }
        Ok(Some(Left::Broken(why))) => {
            let text = format!("one that was cut off cannot be read ({why}): {}", shown(&here.places.running_file()));
            found.add(ABOUT, State::Note, text);
        }
        Ok(None) if here.places.running_file().exists() => found.add(ABOUT, State::Note, "one is under way"),
        Ok(None) => found.add(ABOUT, State::Fine, "none is under way"),
        Err(error) => found.add(ABOUT, State::Machine, error.to_string()),
    }
    if let Some(error) = running::refuses_locks(here.places.state()) {
        let state = shown(here.places.state());
        let text = format!("{state} is on a disk without locks ({error}): use one solemate at a time");
        found.add(ABOUT, State::Note, text);
    }
    for path in running::aside(here.places.state()) {
        found.add(ABOUT, State::Note, format!("one that was cut off is put aside in {}", shown(&path)));
    }
}
