//! The file of settings while it is changed: what it held when it was opened, and what becomes of a text that is read.

use std::fs;
use std::path::PathBuf;

use super::form::{form, value};
use super::{Places, Settings, default_file, table};
use crate::domain::cues::Answers;
use crate::domain::desk::NotSaved;
use crate::domain::edit::SettingChange;
use crate::domain::settings::Setting;
use crate::domain::text::Clean;
use crate::store::atomic::{self, Durability};
use crate::store::error::shown;
use crate::store::folder::{make_private, parent_of, read_small};
use crate::store::library::file;
use crate::store::library::save::{self, Original};
use crate::store::routine_file::edit::apply_setting;
use crate::ui::chosen::{Answer, Ask, Opened, Read, Taken};
use crate::ui::theme::Theme;

/// The desk.
#[derive(Debug)]
pub struct SettingsDesk {
    file: PathBuf,
    /// For a copy of the old bytes, where the file has to be written over in place.
    kept: PathBuf,
    /// What is not saved: a draft, and what the person's own editor is given.
    draft: PathBuf,
    original: Option<Original>,
}

/// What a text is read by, besides itself.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    /// What was answered in the cue check in this kind of terminal.
    pub answers: Answers,
    /// The theme that some settings give in this terminal.
    pub theme: &'a dyn Fn(&Settings) -> Theme,
}

impl SettingsDesk {
    /// A desk for the settings of these folders.
    pub fn new(places: &Places) -> Self {
        let state = places.state();
        let draft = state.join("drafts").join("config.toml");
        Self { file: places.settings_file(), kept: state.join("kept"), draft, original: None }
    }

    /// Does what is asked. With the answer come the settings that the file holds from then on, where that is known.
    pub fn answer(&mut self, ask: Ask, here: Here<'_>) -> (Answer, Option<Settings>) {
        match ask {
            Ask::Open => match self.open() {
                Ok((text, is_there)) => {
                    let (read, settings) = here.read(text);
                    let left = self.left(&read.text).map(|left| here.read(left).0);
                    let opened = Opened { path: shown(&self.file), is_there, read, left };
                    // As long as it cannot be read, what held before holds on.
                    let settings = (!opened.read.form.is_broken()).then_some(settings);
                    (Answer::Opened(Ok(Box::new(opened))), settings)
                }
                Err(why) => (Answer::Opened(Err(why)), None),
            },
            Ask::Read(text) => (Answer::Read(Ok(Box::new(here.read(text).0))), None),
            Ask::Change(text, setting, to) => {
                let changed = change(&text, &setting, to.as_deref());
                (Answer::Read(changed.map(|text| Box::new(here.read(text).0))), None)
            }
            Ask::Save(text) => match self.save(&text) {
                Ok(path) => {
                    let (read, settings) = here.read(text);
                    self.drop_draft();
                    let settings = (!read.form.is_broken()).then_some(settings);
                    (Answer::Saved(Ok((path, Box::new(read.taken)))), settings)
                }
                Err(why) => (Answer::Saved(Err(why)), None),
            },
        }
    }

    /// What the file says, or the default file where there is none; and whether it is there.
    fn open(&mut self) -> Result<(String, bool), Clean> {
        self.original = None;
        // Whatever is wrong with the file is said of settings, and not of a routine.
        if Settings::text(&self.file)?.is_none() {
            self.original = Some(Original::new_file(&self.file));
            return Ok((default_file(), false));
        }
        let unreadable = |why: &dyn std::fmt::Display| Clean::visible(&format!("{}: {why}", shown(&self.file)));
        let original = Original::open(&self.file).map_err(|why| unreadable(&why))?;
        let text = String::from_utf8(original.bytes().to_vec()).map_err(|why| unreadable(&why))?;
        self.original = Some(original);
        Ok((text, true))
    }

    fn save(&mut self, text: &str) -> Result<Clean, NotSaved> {
        let nothing = || NotSaved::Refused(Clean::visible("the settings are not open"));
        let original = self.original.as_mut().ok_or_else(nothing)?;
        *original = original.save(text.as_bytes(), &self.kept).map_err(|error| match error {
            save::NotSaved::Changed { now, .. } => NotSaved::Changed(now.and_then(|now| String::from_utf8(now).ok())),
            other => NotSaved::Refused(Clean::visible(&other.to_string())),
        })?;
        Ok(shown(original.path()))
    }

    /// The file that `$EDITOR` is given in the place of a text that may not be saved; it holds the text now.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn lend(&self, text: &str) -> Result<PathBuf, Clean> {
        self.keep_draft(text)?;
        Ok(self.draft.clone())
    }

    /// Keeps a text aside that is not saved yet: it is there again when the settings are opened next.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep_draft(&self, text: &str) -> Result<(), Clean> {
        make_private(parent_of(&self.draft))
            .and_then(|()| atomic::replace(&self.draft, text.as_bytes(), Durability::Whole))
            .map_err(|error| {
                Clean::visible(&format!("the settings are not saved, and a crash would cost them: {error}"))
            })
    }

    /// No draft is needed any more.
    pub fn drop_draft(&self) {
        // One that stays is there once more.
        drop(fs::remove_file(&self.draft));
    }

    /// What was kept aside, if it says something else.
    fn left(&self, text: &str) -> Option<String> {
        let left = read_small(&self.draft, file::LARGEST).ok().flatten()?;
        (left != text).then_some(left)
    }

    /// The file is there from now on: the default file, where there was none. Whether it was made.
    ///
    /// # Errors
    /// It cannot be written, or is none that can be read.
    pub fn make(&mut self) -> Result<bool, Clean> {
        let (text, is_there) = self.open()?;
        if is_there {
            return Ok(false);
        }
        match self.save(&text) {
            Ok(_) => Ok(true),
            Err(NotSaved::Refused(why)) => Err(why),
            // Somebody else was faster.
            Err(NotSaved::Changed(_)) => Ok(false),
        }
    }

    /// Takes the default file away that [`Self::make`] made, if nothing was changed in it.
    pub fn unmake(&self) {
        if fs::read(&self.file).is_ok_and(|bytes| bytes == default_file().as_bytes()) {
            // One that stays says nothing.
            drop(fs::remove_file(&self.file));
        }
    }
}

impl Here<'_> {
    fn read(self, text: String) -> (Read, Settings) {
        let (form, settings) = form(&text, self.answers);
        let holding = settings.clone().answered(self.answers);
        let taken = Taken { theme: (self.theme)(&holding), keys: holding.keys.clone(), prefs: holding.prefs() };
        (Read { text, form, taken }, settings)
    }
}

/// The text with a setting that says something else; none for its default.
fn change(text: &str, setting: &Setting, to: Option<&str>) -> Result<String, Clean> {
    let value = to.and_then(|typed| value(setting, typed));
    let change = SettingChange { table: setting.table, key: setting.key, value };
    apply_setting(table::order, text, &change).map_err(|why| Clean::visible(&why.to_string()))
}
