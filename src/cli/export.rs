//! `solemate export`: the whole history in one file.

mod sheet;

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::failure::{Exit, Failure, Outcome};
use super::here::{Here, so_many, tell_damage};
use crate::domain::dawn::Dawn;
use crate::domain::text::printable_json;
use crate::driver::printer::{NotPrinted, Printer};
use crate::store::error::{StoreError, shown};
use crate::store::journal::{Contents, Damage, Journal, Notes};

/// Copy the whole history, joined from all your devices, into one file
#[derive(clap::Args, Debug)]
pub(super) struct Export {
    /// The form: jsonl is the journal's own, one fact a line, without loss; csv a table for spreadsheets, a row for each
    /// rating, step, note and event, and for a session without steps
    #[arg(long, value_name = "FORM", default_value = "jsonl")]
    format: Format,
    /// The same as `--format jsonl`, as other commands take it
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Without anything that you wrote: no notes, no places, no events
    #[arg(long)]
    without_notes: bool,
    /// With what tells of your health, or may: red flags, which steps the health profile left out, and what only a newer
    /// solemate understands
    #[arg(long)]
    with_health: bool,
    /// Into this file instead of standard output; whole or not at all, readable by you only
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace FILE if it is there already
    #[arg(long, requires = "output")]
    force: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Format {
    Jsonl,
    Csv,
}

/// What a copy is to be.
#[derive(Clone, Copy, Debug)]
struct Wanted {
    format: Format,
    contents: Contents,
    /// When the days of a table begin.
    dawn: Dawn,
}

impl Wanted {
    fn write(self, journal: &Journal, out: &mut impl Write) -> io::Result<Damage> {
        match self.format {
            Format::Jsonl => journal.export_jsonl(self.contents, out),
            Format::Csv => sheet::write(journal, self.contents, self.dawn, out),
        }
    }
}

impl Export {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let journal = here.journal();
        let notes = if self.without_notes { Notes::Without } else { Notes::With };
        let format = if self.json { Format::Jsonl } else { self.format };
        let wanted =
            Wanted { format, contents: Contents { notes, health: self.with_health }, dawn: here.settings().day_begins };
        let damage = match &self.output {
            Some(file) if file.as_os_str() != "-" => place(file, self.force, |into| wanted.write(&journal, into))?,
            _ => print(&journal, wanted, out)?,
        };
        tell_left_out(&damage, wanted);
        Ok(if damage.unreadable.is_empty() { Exit::Done } else { Exit::Machine })
    }
}

/// Says what is not in the copy. A line that is whole and says what cannot be is in one without loss, though in no figure.
fn tell_left_out(damage: &Damage, wanted: Wanted) {
    let unread = damage.bad + u64::try_from(damage.unreadable.len()).unwrap_or(0);
    if damage.newer > 0 {
        let (lines, one) = (so_many(damage.newer, "line"), damage.newer == 1);
        let verb = if one { "is" } else { "are" };
        let copied = match (wanted.format, wanted.contents) {
            (Format::Jsonl, Contents::WHOLE) if one => "in the copy as it is",
            (Format::Jsonl, Contents::WHOLE) => "in the copy as they are",
            (Format::Jsonl, Contents { notes: Notes::With, .. }) => {
                "not in the copy, for nobody can tell whether your health is in that: --with-health copies it"
            }
            _ => "not in the copy",
        };
        super::tell(&format!("solemate: {lines} of the history {verb} of a newer solemate and {copied}"));
    }
    if unread == 0 {
        return if damage.newer == 0 {
            tell_damage(damage)
        };
    }
    let (lines, verb) = (so_many(unread, "damaged line"), if unread == 1 { "is" } else { "are" });
    super::tell(&format!("solemate: {lines} of the history {verb} not in the copy; `solemate doctor` names all"));
}

fn print(journal: &Journal, wanted: Wanted, out: &mut Printer) -> Result<Damage, Failure> {
    if !out.is_terminal() {
        let damage = wanted.write(journal, out.bytes()).map_err(NotPrinted::from)?;
        return Ok(damage);
    }
    // For looking at: a line that another device wrote may hold what steers a terminal.
    let mut bytes = Vec::new();
    let damage = wanted.write(journal, &mut bytes).map_err(NotPrinted::from)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    out.text(&if wanted.format == Format::Jsonl { printable_json(text) } else { text })?;
    Ok(damage)
}

/// Writes a file whole or not at all: one beside the target takes its place once all of it is on the disk. Nothing is
/// placed if a part of the history could not be read.
///
/// # Errors
/// When the target is there already and was not to be replaced, or cannot be written.
pub(super) fn place(
    target: &Path,
    force: bool,
    write: impl FnOnce(&mut BufWriter<&fs::File>) -> io::Result<Damage>,
) -> Result<Damage, Failure> {
    let target = &vetted(target, force)?;
    let folder = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let writing = || StoreError::io("write to", target);
    let new = tempfile::Builder::new().prefix(".solemate-export").tempfile_in(folder).map_err(writing())?;
    let mut into = BufWriter::new(new.as_file());
    let damage = write(&mut into).map_err(writing())?;
    into.flush().map_err(writing())?;
    drop(into);
    if let Some(unread) = damage.unreadable.first() {
        let (path, why) = (shown(&unread.path), &unread.why);
        return Err(Failure::machine(format!(
            "nothing was written: {path} cannot be read ({why}), and a copy without it would not be whole"
        )));
    }
    new.as_file().sync_all().map_err(writing())?;
    let placed = if force { new.persist(target) } else { new.persist_noclobber(target) };
    placed.map_err(|error| writing()(error.error))?;
    #[cfg(unix)]
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(writing())?;
    Ok(damage)
}

/// Where the file goes: through links to what they lead to. Something else than a file is never replaced, and a file
/// only if it was said so.
fn vetted(target: &Path, force: bool) -> Result<PathBuf, Failure> {
    let Ok(link) = fs::symlink_metadata(target) else { return Ok(target.to_path_buf()) };
    if !force {
        return Err(Failure::person(format!("{} is there already; --force replaces it", shown(target))));
    }
    let end = if link.is_symlink() {
        let lost = |_| Failure::person(format!("{} is a link that leads nowhere", shown(target)));
        fs::canonicalize(target).map_err(lost)?
    } else {
        target.to_path_buf()
    };
    match fs::metadata(&end) {
        Ok(found) if !found.is_file() => Err(Failure::person(format!("{} is not a file", shown(target)))),
        _ => Ok(end),
    }
}
