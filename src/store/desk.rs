//! The one routine file that is being edited: what it held when it was laid on the desk, and its draft.
//!
//! ```text
//! open ─> text ─ change ─> text ─ change ─> text ── save ──> the file, if it still holds what it held
//!                   \_________\____________ draft: kept aside until it is saved or dropped
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use super::drafts::{Draft, Drafts, Held};
use super::error::shown;
use super::library::file::{self, Unreadable};
use super::library::folder::nearest_id;
use super::library::save::{self, Original};
use super::library::{Library, LoadError, Source};
use super::proposal;
use super::routine_file::edit::{self, Refused};
use super::routine_file::sheet::{forms, sheet, sheet_of};
use super::shipped::Shipped;
use crate::domain::catalogue::{Entry, Origin};
use crate::domain::desk::{Answer, Ask, Found, Kind, Left, NotSaved, Opened};
use crate::domain::edit::{Change, Place, StepPath, Value};
use crate::domain::propose::Wishes;
use crate::domain::routine::RoutineId;
use crate::domain::rule::Rule;
use crate::domain::sheet::{Said, Sheet};
use crate::domain::text::{Clean, Field};
use crate::domain::words::capital;
use crate::domain::words::health::nothing_to_propose;
use chrono::{DateTime, FixedOffset};
use toml::de::DeTable;

/// What a routine begins with that is made from nothing; it is given a name of its own.
pub const PAGE: &str = include_str!("desk/page.toml");

/// The desk.
#[derive(Debug)]
pub struct Desk {
    library: Library,
    drafts: Drafts,
    kept: PathBuf,
    here: Option<Here>,
}

/// What lies on it.
#[derive(Debug)]
struct Here {
    id: RoutineId,
    original: Original,
    /// One that was left, as long as nobody said what is to become of it.
    offered: Option<(Held, Draft)>,
    /// Where what is not saved is kept.
    mine: Option<Held>,
}

impl Desk {
    /// A desk for the routines of `library`. `state` is the folder of what belongs to this machine.
    pub fn new(library: Library, state: &Path) -> Self {
        Self { library, drafts: Drafts::new(state), kept: state.join("kept"), here: None }
    }

    /// The routines are those of this library from now on.
    pub fn take_library(&mut self, library: Library) {
        self.library = library;
    }

    /// Does what is asked; nothing is answered where nothing is to be said.
    pub fn answer(&mut self, ask: Ask) -> Option<Answer> {
        Some(match ask {
            Ask::Open(entry) => Answer::Opened(self.open(&entry)),
            Ask::Begin(name, from) => Answer::Opened(self.begin(&name, from.as_deref())),
            Ask::Propose(wishes) => {
                Answer::Proposed(proposal::from_shipped(&wishes, self.library.sore()).map(Box::new))
            }
            Ask::BeginProposed(name, wishes) => Answer::Opened(self.begin_proposed(&name, &wishes)),
            Ask::Change(text, changes) => Answer::Changed(self.change(text, &changes)),
            Ask::Copy(text, paths) => Answer::Copied(copy(&text, &paths).map_err(|why| sentence(&why))),
            Ask::Save(text) => Answer::Saved(self.save(&text)),
            Ask::SaveAs(text, name) => Answer::Saved(self.save_as(&text, &name)),
            Ask::Look => Answer::Looked(self.look()?),
            Ask::Rebase(text) => {
                self.rebase(text.map(String::into_bytes));
                return None;
            }
            Ask::TakeTheirs => Answer::Opened(self.take_theirs()),
            Ask::TakeDraft => {
                self.take_draft();
                return None;
            }
            Ask::KeepDraft(text, at) => Answer::NotKept(self.keep_draft(text, at).err()?),
            Ask::Leave(text, at) => Answer::Left(self.keep_draft(text, at)),
            Ask::DropDraft => {
                self.drop_draft();
                return None;
            }
            Ask::List => Answer::Entries(self.library.entries()),
            Ask::Hide(id, hidden) => match self.library.hide(&id, hidden, &self.kept) {
                Ok(()) => Answer::Entries(self.library.entries()),
                Err(why) => Answer::NotKept(Clean::visible(&why.to_string())),
            },
        })
    }

    /// Lays the routine that a person asks for on the desk: its id, or the path of a file.
    ///
    /// # Errors
    /// There is none, or it is no text.
    pub fn open_source(&mut self, source: Source) -> Result<Box<Opened>, Clean> {
        let text = text_of(&source)?;
        let (kind, original) = match &source.path {
            Some(path) => (Kind::Own, Original::as_it_was(path, Some(source.bytes))),
            None => (Kind::Copy, Original::new_file(&self.own_path(&source.id)?)),
        };
        Ok(self.lay(source.id, original, (kind, text)))
    }

    /// The file that `$EDITOR` is given in the place of a text that may not be saved; it holds the text now. If the
    /// program ends before it is taken back, what it holds then is the draft.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn lend(&mut self, text: &str, at: DateTime<FixedOffset>) -> Result<PathBuf, Clean> {
        self.keep_draft(text.to_owned(), at)?;
        let mine = self.here.as_ref().and_then(|here| here.mine.as_ref()).ok_or_else(nothing_here)?;
        mine.place().lend(text).map_err(|error| Clean::visible(&error.to_string()))
    }

    fn open(&mut self, entry: &Entry) -> Result<Box<Opened>, Clean> {
        if let (Origin::Draft, Some(id)) = (&entry.origin, &entry.id) {
            return self.open_draft(id);
        }
        let source = self.source_of(entry)?;
        self.open_source(source)
    }

    fn source_of(&self, entry: &Entry) -> Result<Source, Clean> {
        let source = match (&entry.origin, &entry.id) {
            (Origin::Personal(path), _) => self.library.source(&path.to_string_lossy()),
            (Origin::Shipped | Origin::Draft, id) => {
                self.library.source(&format!("shipped:{}", id.as_ref().map_or("", RoutineId::as_str)))
            }
        };
        source.map_err(|error| error.one_line())
    }

    /// One that was never saved, as it was left.
    fn open_draft(&mut self, id: &RoutineId) -> Result<Box<Opened>, Clean> {
        self.here = None;
        // One that another window holds is its own; what this one makes of it is a second.
        let (mine, text) = match self.drafts.left(id.as_str(), |_| true) {
            Some((held, draft)) => (Some(held), Some(draft.text)),
            None => (None, self.drafts.of(id.as_str()).map(|draft| draft.text)),
        };
        let text = text.ok_or_else(|| Clean::visible("this draft is not there any more"))?;
        let original = Original::new_file(&self.own_path(id)?);
        let opened = self.lay(id.clone(), original, (Kind::Proposed, text));
        if let Some(here) = &mut self.here {
            here.mine = mine;
        }
        Ok(opened)
    }

    /// A routine that is not there yet: its id is made from its name.
    fn begin(&mut self, name: &Clean, from: Option<&Entry>) -> Result<Box<Opened>, Clean> {
        let id = self.free_id(name, |_| true)?;
        let text = match from {
            Some(entry) => text_of(&self.source_of(entry)?)?,
            None => PAGE.to_owned(),
        };
        let named = Change::Set { place: Place::Routine, key: "name", value: Value::Text(name.to_string()) };
        let text = edit::apply(&text, &named).map_err(|why| sentence(&why))?;
        let original = Original::new_file(&self.own_path(&id)?);
        Ok(self.lay(id, original, (Kind::New, text)))
    }

    fn begin_proposed(&mut self, name: &Clean, wishes: &Wishes) -> Result<Box<Opened>, Clean> {
        // What was begun before under this name is left as it is.
        let id = self.free_id(name, |id| self.drafts.of(id.as_str()).is_none())?;
        let proposal = proposal::from_shipped(wishes, self.library.sore());
        let proposal = proposal.ok_or_else(|| Clean::visible(&nothing_to_propose(&wishes.guard)))?;
        let text = proposal::text(&proposal.called(id.clone(), name.clone())).map_err(|why| sentence(&why))?;
        let original = Original::new_file(&self.own_path(&id)?);
        Ok(self.lay(id, original, (Kind::Proposed, text)))
    }

    fn lay(&mut self, id: RoutineId, original: Original, (kind, text): (Kind, String)) -> Box<Opened> {
        // What lay here before is given back to all.
        self.here = None;
        let offered = self.drafts.left(id.as_str(), |draft| draft.text != text);
        let left = offered.as_ref().map(|(_, draft)| Left {
            text: draft.text.clone(),
            base: draft.base.clone(),
            at: draft.at,
        });
        let opened = self.as_opened(&id, &original, (kind, text), left);
        self.here = Some(Here { id, original, offered, mine: None });
        opened
    }

    fn as_opened(
        &self,
        id: &RoutineId,
        original: &Original,
        (kind, text): (Kind, String),
        left: Option<Left>,
    ) -> Box<Opened> {
        let (path, sheet) = (shown(original.path()), self.sheet(id, &text));
        Box::new(Opened { id: id.clone(), path, kind, text, sheet, forms: forms(), left })
    }

    fn sheet(&self, id: &RoutineId, text: &str) -> Sheet {
        self.with_rules(sheet(id, text), (id, text))
    }

    /// What a text says, and what of it leads nowhere: rules may name routines that are yet to be made, so that is
    /// pointed out, and nothing is wrong.
    fn with_rules(&self, mut sheet: Sheet, (id, text): (&RoutineId, &str)) -> Sheet {
        let is_rule = |word: &Clean| word.parse::<Rule>().is_ok();
        let has_rules = sheet.tables.first().and_then(|table| table.said("when")).is_some_and(|said| match said {
            Said::List(words) => words.iter().any(is_rule),
            Said::One(word) => is_rule(word),
            Said::Pair(..) => true,
        });
        if !has_rules {
            return sheet;
        }
        let source = Source { id: id.clone(), path: None, bytes: text.as_bytes().to_vec() };
        if let Some(LoadError::Broken(report)) = self.library.missing(&source) {
            for problem in report.problems {
                sheet.point_out(None, Some("when"), &format!("{}: {}", capital(&problem.title), problem.label));
            }
        }
        sheet
    }

    fn change(&self, text: String, changes: &[Change]) -> Result<(String, Box<Sheet>), Clean> {
        let id = self.here.as_ref().map(|here| &here.id).ok_or_else(nothing_here)?;
        let Some((last, before)) = changes.split_last() else {
            let sheet = Box::new(self.sheet(id, &text));
            return Ok((text, sheet));
        };
        let text = before.iter().try_fold(text, |text, change| edit::apply(&text, change));
        let look = |new: &str, tree: &DeTable| self.with_rules(sheet_of((id, new), tree), (id, new));
        let (new, sheet) = text.and_then(|text| edit::apply_and(&text, last, look)).map_err(|why| sentence(&why))?;
        Ok((new, Box::new(sheet)))
    }

    fn save(&mut self, text: &str) -> Result<Clean, NotSaved> {
        let here = self.here.as_mut().ok_or_else(|| NotSaved::Refused(nothing_here()))?;
        here.original = here.original.save(text.as_bytes(), &self.kept).map_err(|error| match error {
            save::NotSaved::Changed { now, .. } => NotSaved::Changed(now.and_then(|now| String::from_utf8(now).ok())),
            other => NotSaved::Refused(Clean::visible(&other.to_string())),
        })?;
        forget(here.mine.take());
        Ok(shown(here.original.path()))
    }

    /// A new file; what lay on the desk stays as somebody else left it.
    fn save_as(&mut self, text: &str, name: &Clean) -> Result<Clean, NotSaved> {
        let id = self.free_id(name, |_| true).map_err(NotSaved::Refused)?;
        let original = Original::new_file(&self.own_path(&id).map_err(NotSaved::Refused)?);
        let mine = self.here.take().and_then(|here| here.mine);
        self.here = Some(Here { id, original, offered: None, mine });
        self.save(text)
    }

    /// What somebody else made of the file meanwhile; nothing where none lies here.
    fn look(&self) -> Option<Found> {
        let original = &self.here.as_ref()?.original;
        let now = Original::open(original.path()).ok();
        let now = now.as_ref().and_then(Original::held);
        if now == original.held() {
            return Some(Found::AsItWas);
        }
        let text = now.and_then(|now| String::from_utf8(now.to_vec()).ok());
        Some(text.map_or(Found::Gone, Found::Other))
    }

    fn rebase(&mut self, held: Option<Vec<u8>>) {
        if let Some(here) = &mut self.here {
            here.original = Original::as_it_was(here.original.path(), held);
        }
    }

    fn take_theirs(&mut self) -> Result<Box<Opened>, Clean> {
        let here = self.here.take().ok_or_else(nothing_here)?;
        let path = here.original.path().to_path_buf();
        let opened = Original::open(&path).map_err(|why| Clean::visible(&format!("{}: {why}", shown(&path))));
        let text = opened.and_then(|original| {
            let text = String::from_utf8(original.bytes().to_vec());
            text.map(|text| (original, text)).map_err(|_| Clean::visible("what is there now is not in UTF-8"))
        });
        match text {
            Ok((original, text)) => {
                let opened = self.as_opened(&here.id, &original, (Kind::Own, text), None);
                self.here = Some(Here { original, offered: None, ..here });
                Ok(opened)
            }
            Err(why) => {
                self.here = Some(here);
                Err(why)
            }
        }
    }

    /// From now on the file is taken to be what it was when the draft was begun: if it is not, saving says so.
    fn take_draft(&mut self) {
        let Some(here) = &mut self.here else { return };
        let Some((held, draft)) = here.offered.take() else { return };
        here.mine = Some(held);
        self.rebase(draft.base.map(String::into_bytes));
    }

    fn keep_draft(&mut self, text: String, at: DateTime<FixedOffset>) -> Result<(), Clean> {
        let Some(here) = &mut self.here else { return Ok(()) };
        let base = here.original.held().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let mine = match here.mine.take() {
            Some(mine) => Ok(mine),
            None => self.drafts.begin(here.id.as_str()),
        };
        let kept = mine.and_then(|mine| here.mine.insert(mine).place().keep(&Draft { at, base, text }));
        kept.map_err(|error| Clean::visible(&error.to_string()))
    }

    /// The one that is offered, or the one of this window, is needed no more.
    fn drop_draft(&mut self) {
        if let Some(here) = &mut self.here {
            forget(here.offered.take().map(|(held, _)| held).or_else(|| here.mine.take()));
        }
    }

    fn own_path(&self, id: &RoutineId) -> Result<PathBuf, Clean> {
        self.library.path_of(id).ok_or_else(|| Clean::visible("there is no folder for routines of your own"))
    }

    /// The id that a name gives a new routine: one that no file and no shipped routine has, and that `suits`.
    fn free_id(&self, name: &Clean, suits: impl Fn(&RoutineId) -> bool) -> Result<RoutineId, Clean> {
        let name = Clean::accept(name.trim(), Field::Short)
            .map_err(|defect| Clean::visible(&format!("the name holds {}: {}", defect.what, defect.remedy)))?;
        let wanted =
            nearest_id(&name).ok_or_else(|| Clean::visible("give it a name with a letter or a digit in it"))?;
        let numbered = (2..100).filter_map(|number| RoutineId::new(&format!("{wanted}-{number}")).ok());
        let is_free = |id: &RoutineId| {
            let is_there = self.library.path_of(id).is_some_and(|path| path.symlink_metadata().is_ok());
            !is_there && Shipped::named(id.as_str()).is_none() && suits(id)
        };
        std::iter::once(wanted.clone())
            .chain(numbered)
            .find(is_free)
            .ok_or_else(|| Clean::visible(&format!("there are many routines called {wanted}: choose another name")))
    }
}

fn forget(held: Option<Held>) {
    if let Some(held) = held {
        held.place().forget();
    }
}

/// What an editor left in a file that was lent to it; the file goes. One that cannot be read is put beside its place.
///
/// # Errors
/// It is gone, or no text.
pub fn take_back(path: &Path) -> Result<String, Clean> {
    if path.symlink_metadata().is_err() {
        return Err(Clean::visible("the editor left no file: nothing is changed here"));
    }
    let text = file::read(path).and_then(|bytes| String::from_utf8(bytes).map_err(|_| Unreadable::NoText));
    let text = text.map_err(|why| {
        let place = shown(&put_aside(path));
        Clean::visible(&format!("what the editor left cannot be taken in and is kept in {place}: {why}"))
    })?;
    // Where it stays, it holds what was taken in.
    drop(fs::remove_file(path));
    Ok(text)
}

/// Puts a file where the next one that is lent does not take its place; where it lies then.
fn put_aside(path: &Path) -> PathBuf {
    let numbered = (2..100).map(|number| path.with_extension(format!("left-{number}.toml")));
    let free = std::iter::once(path.with_extension("left.toml")).chain(numbered).find(|free| !free.exists());
    free.filter(|free| fs::rename(path, free).is_ok()).unwrap_or_else(|| path.to_path_buf())
}

/// Steps as those of any routine, with a blank line between two.
fn copy(text: &str, paths: &[StepPath]) -> Result<String, Refused> {
    let clips: Result<Vec<String>, Refused> = paths.iter().map(|path| edit::clip(text, path)).collect();
    Ok(clips?.join("\n"))
}

fn text_of(source: &Source) -> Result<String, Clean> {
    String::from_utf8(source.bytes.clone()).map_err(|_| match source.routine() {
        Err(error) => error.one_line(),
        Ok(_) => Clean::visible("the file is not in UTF-8"),
    })
}

fn sentence(why: &Refused) -> Clean {
    Clean::visible(&why.to_string())
}

fn nothing_here() -> Clean {
    Clean::visible("no routine is being edited")
}

#[cfg(test)]
mod tests;
