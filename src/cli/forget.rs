//! `solemate forget`: erases for good. Deleting only says that something no longer counts; this takes it out of the file.

use std::collections::HashSet;
use std::fs;
use std::io::{self, BufRead, ErrorKind, IsTerminal};
use std::path::PathBuf;

use super::failure::{Exit, Failure, Outcome};
use super::here::{Here, so_many, tell_notices};
use super::remind::Status;
use crate::config::profile_aside;
use crate::domain::record::FactId;
use crate::driver::printer::Printer;
use crate::store::error::{StoreError, shown};
use crate::store::journal::{DeviceFolder, Erase, Owners};
use crate::store::running;

/// What `--all` asks about, below the list of it.
const ALL_OF_THIS: &str = "All of this is erased for good; where the history is shared, a tool that copies it may take this device's folder \
                           away elsewhere, too.";

/// Erase records and ratings for good, or everything
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Copies elsewhere stay as they are: backups, exports, other devices, the past of a git repository."
)]
pub(super) struct Forget {
    /// The ids of sessions, ratings, notes or events (`solemate history --json` tells them); a session takes along what was said
    /// about it
    #[arg(value_name = "ID", required_unless_present_any = ["deleted", "all"])]
    ids: Vec<FactId>,
    /// What was deleted before, and is in the files still
    #[arg(long, conflicts_with = "ids")]
    deleted: bool,
    /// The whole history of this device, and what the program remembers besides; settings, routines and the folders of other
    /// devices stay
    #[arg(long, conflicts_with_all = ["ids", "deleted"])]
    all: bool,
    /// Also from the folders that this home wrote to before it was moved; not if it was copied, and the other machine is in
    /// use
    #[arg(long)]
    moved: bool,
    /// Without asking
    #[arg(long)]
    yes: bool,
}

impl Forget {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        nothing_under_way(here)?;
        if self.all { self.everything(here, out) } else { self.some(here, out) }
    }

    fn some(&self, here: &Here, out: &mut Printer) -> Outcome {
        let journal = here.journal();
        let asked = if self.deleted { journal.deleted() } else { self.ids.iter().copied().collect::<HashSet<_>>() };
        let all = journal.with_what_belongs_to(&asked);
        if all.is_empty() {
            out.line("Nothing was deleted: there is nothing to forget.")?;
            return Ok(Exit::Done);
        }
        let verb = if all.len() == 1 { "is" } else { "are" };
        self.ask(&format!("{} {verb} erased for good.", so_many(all.len() as u64, "fact")), out)?;
        nothing_under_way(here)?;
        let from = if self.moved { Erase::OwnAndFormer } else { Erase::Own };
        let forgotten = journal.forget(&all, from)?;
        for path in &forgotten.elsewhere {
            super::tell(&format!(
                "solemate: {} says something about it still: forget it on that device too",
                shown(path)
            ));
        }
        for path in &forgotten.former {
            super::tell(&format!(
                "solemate: {} was written to before this home was moved or copied, and says something about it still: forget it \
                 on the machine that writes there or, if there is none any more, here with --moved",
                shown(path)
            ));
        }
        tell_notices(&journal);
        if forgotten.damaged > 0 {
            let verb = if forgotten.damaged == 1 { "stays: it does" } else { "stay: they do" };
            let lines = so_many(forgotten.damaged, "damaged line");
            super::tell(&format!("solemate: {lines} {verb} not tell what was said; `solemate doctor` names all"));
        }
        if forgotten.lines == 0 {
            return Err(Failure::person("no line of this device is about that"));
        }
        out.line(&format!("Erased: {}.", so_many(forgotten.lines, "line")))?;
        Ok(Exit::Done)
    }

    fn everything(&self, here: &Here, out: &mut Printer) -> Outcome {
        let journal = here.journal();
        let Owners { own, former, others } = journal.owners()?;
        let (own, former) = if self.moved { ([own, former].concat(), Vec::new()) } else { (own, former) };
        let (levels, eased) = (here.places.levels_file(), here.places.eased_file());
        let (profile, state) = (here.places.profile_file(), here.places.state().to_owned());
        let places = [levels, eased, profile_aside(&profile), profile, state, here.places.cache().to_owned()];
        let there: Vec<&PathBuf> = places.iter().filter(|path| path.symlink_metadata().is_ok()).collect();
        for folder in &own {
            out.line(&format!("  {}: {}", shown(&folder.path), so_many(folder.lines, "line")))?;
        }
        for path in &there {
            out.line(&format!("  {}", shown(path)))?;
        }
        say_what_stays(&others, &former, out)?;
        if own.is_empty() && there.is_empty() {
            out.line("There is nothing to forget.")?;
            return Ok(Exit::Done);
        }
        self.ask(ALL_OF_THIS, out)?;
        nothing_under_way(here)?;
        // Before the state, which says which of them are ours.
        journal.forget_all(if self.moved { Erase::OwnAndFormer } else { Erase::Own })?;
        tell_notices(&journal);
        for path in there {
            let is_folder = path.is_dir();
            match if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) } {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(StoreError::io("remove", path)(error).into());
                }
                _ => {}
            }
        }
        out.line("Erased. Settings and routines are as they were.")?;
        if Status::read(here).is_ok_and(|status| status.is_there()) {
            out.line("The timers of reminders are, too: `solemate remind off` removes them.")?;
        }
        Ok(Exit::Done)
    }

    /// Nothing is erased unless a person has said so in a word.
    fn ask(&self, what: &str, out: &mut Printer) -> Result<(), Failure> {
        if self.yes {
            return Ok(());
        }
        if !io::stdin().is_terminal() {
            return Err(Failure::person(format!("{what} Nothing was erased yet: say so with --yes")));
        }
        out.line(&format!("{what} Type forget to do it:"))?;
        out.flush()?;
        let mut answer = String::new();
        io::stdin().lock().read_line(&mut answer).map_err(|error| Failure::machine(error.to_string()))?;
        if answer.trim() == "forget" { Ok(()) } else { Err(Failure::person("nothing was erased")) }
    }
}

/// Somebody who thinks about the question may begin a session meanwhile, in another window.
fn nothing_under_way(here: &Here) -> Result<(), Failure> {
    match running::is_under_way(here.places.state()) {
        true => Err(Failure::person("a session is under way: end it first")),
        false => Ok(()),
    }
}

/// Names the folders that are not erased, with what is in each.
fn say_what_stays(others: &[DeviceFolder], former: &[DeviceFolder], out: &mut Printer) -> Result<(), Failure> {
    let stays = |folder: &DeviceFolder, why: &str| {
        format!("{} stays, with {}: {why}", shown(&folder.path), so_many(folder.lines, "line"))
    };
    for folder in others {
        out.line(&stays(folder, "it is another device's; forget it there"))?;
    }
    for folder in former {
        out.line(&stays(folder, "it is from before this home was moved or copied; --moved erases it, too"))?;
    }
    Ok(())
}
