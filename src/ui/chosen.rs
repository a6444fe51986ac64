//! The settings between the screen that changes them and whoever keeps their file.

use super::keymap::{Keymap, Wish};
use super::setup::Prefs;
use super::theme::Theme;
use crate::domain::body::Feet;
use crate::domain::desk::{Left, NotSaved};
use crate::domain::settings::{Form, Setting};
use crate::domain::text::Clean;

/// What settings make of the screens.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Styles.
    pub theme: Theme,
    /// Keys.
    pub keys: Keymap,
    /// What the person prefers. What is chosen for today, and whether the cue check was answered, is none of the file's.
    pub prefs: Prefs,
}

/// A text that was read.
#[derive(Clone, Debug)]
pub struct Read {
    /// The text.
    pub text: String,
    /// The same as a form.
    pub form: Form,
    /// What it makes of the screens.
    pub taken: Taken,
}

/// The file, laid open.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Where it lies, or will.
    pub path: Clean,
    /// Whether it is there: if not, its text is the default file.
    pub is_there: bool,
    /// What it says.
    pub read: Read,
    /// What was not saved when it was changed last, and the program ended.
    pub left: Option<Left>,
    /// What a person begins with where there is no file: every default, explained.
    pub plain: String,
}

/// A text that is not saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unsaved {
    /// What it says.
    pub text: String,
    /// What the file held when it was begun; nothing where there was none.
    pub base: Option<String>,
}

/// Asked about the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Lay it open, as it is now.
    Open,
    /// Read this text.
    Read(String),
    /// Let a setting say this in the text, as it is typed; nothing for its default.
    Change(String, Setting, Option<String>),
    /// Let an action have these keys in the text; nothing for those it comes with.
    Keys(String, Wish),
    /// See whether the file still holds this text, or is still not there.
    Look(Option<String>),
    /// Write this text in the place of the file, if that still holds what it was begun from.
    Save(Unsaved),
    /// Let this foot be the sore one from now on.
    SoreFoot(Feet),
}

/// The answer.
#[derive(Clone, Debug)]
pub enum Answer {
    /// To [`Ask::Open`].
    Opened(Result<Box<Opened>, Clean>),
    /// To [`Ask::Read`], [`Ask::Change`] and [`Ask::Keys`].
    Read(Result<Box<Read>, Clean>),
    /// To [`Ask::Look`]: the file as it is now, where somebody else did something to it; or why it cannot be read.
    Looked(Result<Option<Box<Opened>>, Clean>),
    /// To [`Ask::Save`]: where it lies, and what holds from now on.
    Saved(Result<(Clean, Box<Taken>), NotSaved>),
    /// What is not saved is kept aside, or why it is not.
    Left(Result<(), Clean>),
    /// To [`Ask::SoreFoot`]: what holds from now on, or why it stays as it was.
    SoreFoot(Result<Box<Taken>, Clean>),
}
