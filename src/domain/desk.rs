//! What is asked of whoever keeps routine files while one of them is edited, and the answers.

use chrono::{DateTime, FixedOffset};

use super::catalogue::Entry;
use super::edit::{Change, StepPath};
use super::propose::{Proposal, Wishes};
use super::routine::RoutineId;
use super::sheet::{Forms, Sheet};
use super::text::Clean;

/// Asked of the desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Lay this routine on the desk.
    Open(Box<Entry>),
    /// Begin a new one of this name: from another one, or from a page that explains itself. Nothing is written yet.
    Begin(Clean, Option<Box<Entry>>),
    /// Make something of these answers.
    Propose(Box<Wishes>),
    /// Begin what is made of them as a new routine of this name. Nothing is written yet.
    BeginProposed(Clean, Box<Wishes>),
    /// Make these changes to this text, one after the other, and read it.
    Change(String, Vec<Change>),
    /// Copy these steps of this text.
    Copy(String, Vec<StepPath>),
    /// Write this text in the place of the file as it was laid on the desk.
    Save(String),
    /// The same to a new file of another name.
    SaveAs(String, Clean),
    /// See whether the file still holds what it held when it was laid on the desk.
    Look,
    /// From now on the file is taken to hold this text, or not to be there: what is saved next goes in its place.
    Rebase(Option<String>),
    /// Lay what somebody else wrote meanwhile on the desk instead.
    TakeTheirs,
    /// Go on from the draft that was left, against the file that it was begun from.
    TakeDraft,
    /// Keep this text aside, in case the program ends: it is not saved yet.
    KeepDraft(String, DateTime<FixedOffset>),
    /// The same before the form is left.
    Leave(String, DateTime<FixedOffset>),
    /// No draft is needed any more.
    DropDraft,
    /// List all routines again.
    List,
    /// List this routine no more, or again; then list all.
    Hide(RoutineId, bool),
}

/// The desk's answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// To [`Ask::Open`], [`Ask::Begin`], [`Ask::BeginProposed`] and [`Ask::TakeTheirs`].
    Opened(Result<Box<Opened>, Clean>),
    /// To [`Ask::Look`].
    Looked(Found),
    /// To [`Ask::Propose`]; nothing while the library lacks what it is made of.
    Proposed(Option<Box<Proposal>>),
    /// To [`Ask::Change`]: the new text; or why it cannot be.
    Changed(Result<(String, Box<Sheet>), Clean>),
    /// To [`Ask::Copy`]: steps as those of any routine.
    Copied(Result<String, Clean>),
    /// To [`Ask::Save`] and [`Ask::SaveAs`]: where it lies.
    Saved(Result<Clean, NotSaved>),
    /// To [`Ask::Leave`]: whether it is kept.
    Left(Result<(), Clean>),
    /// To [`Ask::KeepDraft`] and [`Ask::Hide`], where that is not possible.
    NotKept(Clean),
    /// To [`Ask::List`] and [`Ask::Hide`].
    Entries(Vec<Entry>),
}

/// A routine file that lies on the desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opened {
    /// Its stem.
    pub id: RoutineId,
    /// Where it lies, or will.
    pub path: Clean,
    /// What saving does to that place.
    pub kind: Kind,
    /// What it says.
    pub text: String,
    /// The same as a form.
    pub sheet: Sheet,
    /// The keys of the form.
    pub forms: Forms,
    /// What was not saved when it was edited last.
    pub left: Option<Left>,
}

/// What saving does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Changes a file of the person's own.
    Own,
    /// Makes a copy of a shipped routine, which stands in its place.
    Copy,
    /// Makes a new file.
    New,
    /// Makes a new file of what was proposed, or begun and not saved: there is something to lose from the start.
    Proposed,
}

/// A draft that was left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Left {
    /// What it says.
    pub text: String,
    /// What the file held when it was begun; nothing if there was none.
    pub base: Option<String>,
    /// When it was kept.
    pub at: DateTime<FixedOffset>,
}

impl Left {
    /// Whether the file, which holds this text or is not there, is another one since.
    pub fn is_stale(&self, file: Option<&str>) -> bool {
        self.base.as_deref() != file
    }
}

/// What a file holds, against what it held when it was laid on the desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// The same.
    AsItWas,
    /// Somebody else changed it: this text.
    Other(String),
    /// Somebody else took it away, or it is no text any more.
    Gone,
}

/// Why nothing was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotSaved {
    /// Somebody else wrote to the file meanwhile, or took it away: what is there now, if it is text.
    Changed(Option<String>),
    /// Anything else.
    Refused(Clean),
}
