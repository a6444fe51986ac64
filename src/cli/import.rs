//! `solemate import`: what another copy or another diary knows, added to the history.

mod cell;
mod diary;
mod table;

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, ErrorKind};
use std::path::{Path, PathBuf};

use super::failure::{Exit, Failure, Outcome};
use super::here::{Here, so_many, tell_damage, tell_notices};
use crate::domain::dawn::Dawn;
use crate::domain::record::{Fact, What};
use crate::domain::text::Clean;
use crate::domain::time::FIRST_YEAR;
use crate::domain::trend::{Diary, Measure};
use crate::driver::printer::Printer;
use crate::store::error::{StoreError, shown};
use crate::store::journal::{self, Damage, Journal, TakenBack};

/// Add what a copy of a history, or a table of ratings, knows and this history does not
#[derive(clap::Args, Debug)]
#[command(
    after_help = "A file of `solemate export` is added as it is; importing it twice changes nothing. Another table needs to \
                        know which column is what: solemate import diary.csv --date Day --left L --right R --kind first-step"
)]
pub(super) struct Import {
    /// A file of `solemate export`, or a table with a head line (.csv, .tsv, or of any name with its columns named)
    #[arg(required_unless_present = "undo")]
    file: Option<PathBuf>,
    /// Say what would be added, and add nothing
    #[arg(long)]
    dry_run: bool,
    /// Pass over damaged lines, and rows of a table that say what cannot be meant; add the others
    #[arg(long)]
    skip_damaged: bool,
    /// Take back what the last import added
    #[arg(long, conflicts_with_all = ["file", "dry_run"])]
    undo: bool,
    #[command(flatten)]
    columns: diary::Columns,
}

impl Import {
    fn is_table(&self, file: &Path) -> bool {
        ends_in(file, &TABLES) || (self.columns.are_named() && !ends_in(file, &[COPY]))
    }

    /// What is at fault ends an import before anything is counted, and a dry run after it.
    fn refused(&self, looked_at: Result<(), Failure>) -> Result<Option<Failure>, Failure> {
        if self.dry_run { Ok(looked_at.err()) } else { looked_at.map(|()| None) }
    }

    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let journal = here.journal();
        let Some(file) = &self.file else { return undo(&journal, out) };
        let source = open(file)?;
        let now = here.now();
        let (mut import, damage) = if self.dry_run { journal.try_import() } else { journal.import(now.wall)? };
        let is_table = self.is_table(file);
        let (said, refused) = if is_table {
            refuse_unless_whole(&damage)?;
            tell_damage(&damage);
            let ratings = self.columns.read(source, file, now)?;
            let refused = self.refused(tell_faults(&ratings, file, self.skip_damaged))?;
            (rows(&journal, &mut import, &ratings, now.dawn)?, refused)
        } else {
            tell_damage(&damage);
            import.take_copy(BufReader::new(source), file)?;
            let refused = self.refused(tell_bad_lines(&import, file, self.skip_damaged))?;
            (lines(&import), refused)
        };
        if import.span.is_some_and(|(first, last)| !now.counts(first) || !now.counts(last)) {
            super::tell(&format!(
                "solemate: some of it is dated before {FIRST_YEAR} or after today: a clock was wrong; it is in no figure"
            ));
        }
        if self.dry_run {
            let others = match (&refused, is_table) {
                (None, _) => "",
                (_, true) => "The other rows have ",
                (_, false) => "The other lines have ",
            };
            out.line(&format!("{others}{said}. Nothing was added."))?;
            return refused.map_or(Ok(Exit::Done), Err);
        }
        let back = if import.tally().brings_something() { " `solemate import --undo` takes it back." } else { "" };
        import.place()?;
        tell_notices(&journal);
        out.line(&format!("{said}.{back}"))?;
        Ok(Exit::Done)
    }
}

/// How the names of tables end.
const TABLES: [&str; 3] = ["csv", "tsv", "tab"];

/// How the name of a copy ends.
const COPY: &str = "jsonl";

/// Whether the name of a file ends so.
fn ends_in(file: &Path, ends: &[&str]) -> bool {
    file.extension().is_some_and(|its| ends.iter().any(|end| its.eq_ignore_ascii_case(end)))
}

/// A file that is not there, or is none, was named by mistake; what the system refuses beyond that is its own fault.
fn open(file: &Path) -> Result<File, Failure> {
    let source = File::open(file).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::person(format!("there is no file {}", shown(file))),
        _ => StoreError::io("read", file)(error).into(),
    })?;
    match source.metadata() {
        Ok(found) if found.is_dir() => Err(Failure::person(format!("{} is a folder", shown(file)))),
        _ => Ok(source),
    }
}

/// Rows are known by their ids alone: where a part of the history cannot be read, what was removed in it would come back.
fn refuse_unless_whole(damage: &Damage) -> Result<(), Failure> {
    let Some(unread) = damage.unreadable.first() else { return Ok(()) };
    let (path, why) = (shown(&unread.path), &unread.why);
    Err(Failure::machine(format!(
        "nothing was added: {path} cannot be read ({why}), and what it says of these ratings is not known"
    )))
}

/// Names the first line of a copy that is damaged, and what is passed over.
fn tell_bad_lines(import: &journal::Import, file: &Path, skip_damaged: bool) -> Result<(), Failure> {
    let tally = import.tally();
    if let Some((line, flaw)) = &import.first_bad {
        let why = format!("{}, line {line}: {flaw}", shown(file));
        if !skip_damaged {
            let way = match tally.all() {
                0 if ends_in(file, &[COPY]) => "",
                0 => "; if it is a table, say which column is what: --date Day --left L --right R",
                _ => "; --skip-damaged takes the others",
            };
            let all = if import.bad > 1 {
                format!("; {} damaged in all", so_many(import.bad, "line"))
            } else {
                String::new()
            };
            return Err(Failure::person(format!("{why}{all}; nothing was added{way}")));
        }
        super::tell(&format!("solemate: {why}; passed over, {} in all", import.bad));
    }
    if let Some((line, flaw)) = &import.first_impossible {
        let (lines, say) = (so_many(import.impossible, "line"), if import.impossible == 1 { "says" } else { "say" });
        super::tell(&format!(
            "solemate: {lines} {say} what cannot be, as where the copy was made, and stay out: {}, line {line}: {flaw}",
            shown(file)
        ));
    }
    if import.newer > 0 {
        let verb = if import.newer == 1 { "is" } else { "are" };
        let lines = so_many(import.newer, "line");
        super::tell(&format!("solemate: {lines} of a newer solemate {verb} passed over"));
    }
    Ok(())
}

/// What a copy in the journal's own form brought.
fn lines(import: &journal::Import) -> String {
    let tally = import.tally();
    let more = match tally.told_more {
        0 => String::new(),
        more => format!(", {more} known already in part"),
    };
    format!(
        "{}: {} new, {} corrected, {} removed, {} known already{more}",
        so_many(tally.all(), "fact"),
        tally.new,
        tally.corrected,
        tally.removed,
        tally.known
    )
}

/// Names the rows of a table that are at fault. They are passed over if that was wished; else nothing is added.
fn tell_faults(ratings: &diary::Ratings, file: &Path, skip_damaged: bool) -> Result<(), Failure> {
    let diary::Faults { named, count } = &ratings.faults;
    let Some((first, others)) = named.split_first() else { return Ok(()) };
    let said = |fault: &String| format!("{}, {}", shown(file), Clean::visible(fault));
    let way = if ratings.facts.is_empty() { "" } else { "; --skip-damaged takes the others" };
    if !skip_damaged && others.is_empty() {
        return Err(Failure::person(format!("{}; nothing was added{way}", said(first))));
    }
    for fault in named {
        super::tell(&format!("solemate: {}", said(fault)));
    }
    let more = count.saturating_sub(named.len() as u64);
    let more = if more > 0 { format!(", {more} of them not named here") } else { String::new() };
    let rows = so_many(*count, "row");
    if !skip_damaged {
        return Err(Failure::person(format!("{rows} at fault{more}; nothing was added{way}")));
    }
    super::tell(&format!("solemate: {rows} passed over{more}"));
    Ok(())
}

/// What a table brought. It only adds: what was corrected or deleted here stays as it is here.
fn rows(
    journal: &Journal,
    import: &mut journal::Import,
    ratings: &diary::Ratings,
    dawn: Dawn,
) -> Result<String, Failure> {
    let mut known = HashMap::new();
    let mut new = Vec::new();
    for fact in &ratings.facts {
        // By its id alone: the time of a row that names a day depends on the settings, the zone and the hour.
        if import.is_known(fact.id) {
            known.insert(fact.id, value_of(fact));
        } else {
            import.take(fact)?;
            new.push(fact);
        }
    }
    let (mut otherwise, mut here) = (0, Diary::new(dawn));
    if !ratings.facts.is_empty() {
        journal.read_sums(&mut |fact| {
            otherwise += u64::from(known.get(&fact.id).is_some_and(|v| *v != value_of(&fact)));
            here.take(&fact);
        });
    }
    let beside = Beside::of(&new, &here);
    let told = [
        (
            otherwise,
            "rating",
            "with another value here, left as it is here",
            "with other values here, left as they are here",
        ),
        (
            beside.passed_over,
            "new rating",
            "is of a day and foot rated here already: what is here counts",
            "are of days and feet rated here already: what is here counts",
        ),
        (
            beside.in_place,
            "new rating",
            "is of a day and foot rated here already, and later: it counts in place of what is here",
            "are of days and feet rated here already, and later: they count in place of what is here",
        ),
        (ratings.without_foot, "row", "without a foot, passed over", "without a foot, passed over"),
        (
            ratings.cleaned,
            "note",
            "with characters that cannot be shown, made harmless",
            "with characters that cannot be shown, made harmless",
        ),
    ];
    for (count, what, one, many) in told {
        if count > 0 {
            let rest = if count == 1 { one } else { many };
            super::tell(&format!("solemate: {} {rest}", so_many(count, what)));
        }
    }
    let all = so_many(ratings.facts.len() as u64, "rating");
    Ok(format!("{all}: {} new, {} known already", import.tally().new, known.len()))
}

/// New ratings of days that have a rating of the same foot and kind here: a day has one morning and one average.
#[derive(Default)]
struct Beside {
    /// Those that count in no figure.
    passed_over: u64,
    /// Those that count from now on.
    in_place: u64,
}

impl Beside {
    fn of(new: &[&Fact], here: &Diary) -> Self {
        let mut both = here.clone();
        new.iter().for_each(|fact| both.take(fact));
        let mut beside = Self::default();
        for fact in new {
            let What::Pain(rating) = &fact.what else { continue };
            let Some(measure) = Measure::of(rating.kind) else { continue };
            let counts = |diary: &Diary| diary.day(diary.dawn().day_of(fact.at))?.rating_of(measure, rating.side);
            match (counts(here), counts(&both)) {
                (None, _) => {}
                (_, Some(counts)) if counts == (fact.at, rating.value) => beside.in_place += 1,
                _ => beside.passed_over += 1,
            }
        }
        beside
    }
}

fn value_of(fact: &Fact) -> Option<u8> {
    match &fact.what {
        What::Pain(rating) => Some(rating.value.value()),
        _ => None,
    }
}

fn undo(journal: &Journal, out: &mut Printer) -> Outcome {
    let (facts, corrected_since, said_elsewhere) = match journal.take_back()? {
        TakenBack::NoImport => return Err(Failure::person("there is no import to take back")),
        TakenBack::Gone { earlier } => {
            let way = if earlier { "; once more takes back the one before it" } else { "" };
            return Err(Failure::person(format!("the last import is not in the history: nothing was taken back{way}")));
        }
        TakenBack::Done { facts, corrected_since, said_elsewhere } => (facts, corrected_since, said_elsewhere),
    };
    tell_notices(journal);
    let stays = match corrected_since {
        0 => String::new(),
        1 => " 1 of them was corrected here since, and stays.".to_owned(),
        many => format!(" {many} of them were corrected here since, and stay."),
    };
    let elsewhere = match said_elsewhere {
        0 => String::new(),
        1 => " Another import or device says 1 of them as well, and it stays.".to_owned(),
        many => format!(" Another import or device says {many} of them as well, and they stay."),
    };
    out.line(&format!("Taken back: {} of the last import.{stays}{elsewhere}", so_many(facts, "fact")))?;
    Ok(Exit::Done)
}
