//! `solemate import`: what another copy or another diary knows, added to the history.

mod diary;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::failure::{Exit, Failure, Outcome};
use super::here::{Here, tell_damage};
use crate::domain::record::{Fact, FactId, What};
use crate::domain::text::Clean;
use crate::driver::clock::Clock;
use crate::driver::printer::Printer;
use crate::store::atomic::{Durability, replace};
use crate::store::error::{StoreError, shown};
use crate::store::journal::Journal;

/// What the last import added, so that it can be taken back.
const LAST: &str = "import.json";

/// Add what a copy of a history, or a table of ratings, knows and this history does not
#[derive(clap::Args, Debug)]
#[command(
    after_help = "A file of `solemate export` is added as it is; importing it twice changes nothing. Another table needs to \
                        know which column is what: solemate import diary.csv --date Day --left L --right R --kind first-step"
)]
pub(super) struct Import {
    /// A file of `solemate export`, or a table with a head line (.csv)
    #[arg(required_unless_present = "undo")]
    file: Option<PathBuf>,
    /// Say what would be added, and add nothing
    #[arg(long)]
    dry_run: bool,
    /// Take back what the last import added
    #[arg(long, conflicts_with_all = ["file", "dry_run"])]
    undo: bool,
    #[command(flatten)]
    columns: diary::Columns,
}

impl Import {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let journal = here.journal();
        let last = here.places.state().join(LAST);
        let Some(file) = &self.file else { return undo(&journal, &last, out) };
        let source = File::open(file).map_err(StoreError::io("read", file))?;
        let is_table = file.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"));
        let (facts, unheard, said) = if is_table {
            let facts = self.columns.read(source, &journal, file)?;
            let unheard = facts.new.len();
            (facts.new, unheard, format!("{} ratings: {unheard} new, {} known already", facts.all, facts.all - unheard))
        } else {
            copy(&journal, file, source)?
        };
        if self.dry_run {
            out.line(&format!("{said}. Nothing was added."))?;
            return Ok(Exit::Done);
        }
        journal.append(&facts)?;
        if unheard > 0 {
            let ids: Vec<FactId> = facts.iter().map(|fact| fact.id).collect();
            let bytes = serde_json::to_vec(&ids).map_err(|error| Failure::machine(error.to_string()))?;
            replace(&last, &bytes, Durability::Newest)?;
        }
        for notice in journal.take_notices() {
            super::tell(&format!("solemate: {notice}"));
        }
        let back = if unheard > 0 { " `solemate import --undo` takes it back." } else { "" };
        out.line(&format!("{said}.{back}"))?;
        Ok(Exit::Done)
    }
}

/// A copy in the journal's own form.
fn copy(journal: &Journal, file: &Path, source: File) -> Result<(Vec<Fact>, usize, String), Failure> {
    let reading = |error: io::Error| StoreError::io("read", file)(error);
    let (incoming, damage) = journal.compare(io::BufReader::new(source)).map_err(reading)?;
    tell_damage(&damage);
    let all = incoming.facts.len() as u64 + incoming.known;
    if let Some((line, flaw)) = &incoming.first_bad {
        let why = format!("{}, line {line}: {flaw}", shown(file));
        if all == 0 {
            return Err(Failure::person(format!("{why}; nothing was added")));
        }
        super::tell(&format!("solemate: {why}; {} such lines are passed over", incoming.bad));
    }
    if incoming.newer > 0 {
        super::tell(&format!("solemate: {} lines are of a newer solemate and are passed over", incoming.newer));
    }
    let corrections = incoming.facts.len() - incoming.unheard;
    let said =
        format!("{all} facts: {} new, {corrections} corrections, {} known already", incoming.unheard, incoming.known);
    Ok((incoming.facts, incoming.unheard, said))
}

/// Removes what the last import added, as one more line for each: nothing is rewritten, and importing it again brings
/// nothing back that was taken back on purpose.
fn undo(journal: &Journal, last: &Path, out: &mut Printer) -> Outcome {
    let bytes = match std::fs::read(last) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Failure::person("there is no import to take back"));
        }
        Err(error) => return Err(StoreError::io("read", last)(error).into()),
    };
    let unreadable =
        |error: serde_json::Error| Failure::machine(format!("{}: {}", shown(last), Clean::visible(&error.to_string())));
    let ids: Vec<FactId> = serde_json::from_slice(&bytes).map_err(unreadable)?;
    let now = Clock::start().now().wall;
    let mut removals = Vec::new();
    let damage = journal.read_all(&mut |fact| {
        if ids.contains(&fact.id) && fact.rev == 0 {
            removals.push(fact.corrected(now, What::Removed));
        }
    });
    tell_damage(&damage);
    journal.append(&removals)?;
    std::fs::remove_file(last).map_err(StoreError::io("remove", last))?;
    out.line(&format!("Taken back: {} facts of the last import.", removals.len()))?;
    Ok(Exit::Done)
}
