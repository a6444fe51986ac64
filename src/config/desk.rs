//! The file of settings while it is changed: what becomes of a text that is read, and of one that is saved in the place of
//! what the file held.

use std::fs;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::aside::Aside;
use super::form::{form, value};
use super::{Places, SORE_FOOT, Settings, default_file, file, keys, table};
use crate::domain::cues::Answers;
use crate::domain::desk::{Left, NotSaved};
use crate::domain::edit::{KeysChange, SettingChange};
use crate::domain::settings::Setting;
use crate::domain::text::Clean;
use crate::store::drafts::Draft;
use crate::store::error::shown;
use crate::store::library::save::{self, Original};
use crate::store::routine_file::edit::{apply_keys, apply_setting};
use crate::ui::chosen::{Answer, Ask, Opened, Read, Taken, Unsaved};
use crate::ui::keymap::Wish;
use crate::ui::theme::Theme;

/// The desk.
#[derive(Debug)]
pub struct SettingsDesk {
    file: PathBuf,
    /// For a copy of the old bytes, where the file has to be written over in place.
    kept: PathBuf,
    /// What is not saved: a draft, and what the person's own editor is given.
    aside: Aside,
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
        Self { file: places.settings_file(), kept: state.join("kept"), aside: Aside::new(state) }
    }

    /// Does what is asked. With the answer come the settings that the file holds from then on, where that is known.
    pub fn answer(&self, ask: Ask, here: Here<'_>) -> (Answer, Option<Settings>) {
        match ask {
            Ask::Open => match Settings::text(&self.file) {
                Ok(text) => {
                    let left = |text: &str| self.aside.left(text);
                    let (opened, settings) = self.opened(text, here, left);
                    (Answer::Opened(Ok(Box::new(opened))), settings)
                }
                Err(why) => (Answer::Opened(Err(why)), None),
            },
            Ask::Look(held) => match Settings::text(&self.file) {
                Ok(text) if text == held => (Answer::Looked(Ok(None)), None),
                Ok(text) => {
                    // Who looks has something unsaved, and is offered nothing else.
                    let (opened, settings) = self.opened(text, here, |_| None);
                    (Answer::Looked(Ok(Some(Box::new(opened)))), settings)
                }
                Err(why) => (Answer::Looked(Err(why)), None),
            },
            Ask::Read(text) => (Answer::Read(Ok(Box::new(here.read(text).0))), None),
            Ask::Change(text, setting, to) => {
                let changed = change(&text, &setting, to.as_deref());
                (Answer::Read(changed.map(|text| Box::new(here.read(text).0))), None)
            }
            Ask::Keys(text, wish) => {
                let changed = bind(&text, &wish);
                (Answer::Read(changed.map(|text| Box::new(here.read(text).0))), None)
            }
            Ask::SoreFoot(feet) => match self.set(SORE_FOOT, feet.word()) {
                Ok(text) => {
                    let (read, settings) = here.read(text);
                    (Answer::SoreFoot(Ok(Box::new(read.taken))), Some(settings))
                }
                Err(why) => (Answer::SoreFoot(Err(why)), None),
            },
            Ask::Save(unsaved) => match self.save(&unsaved) {
                Ok(path) => {
                    let (read, settings) = here.read(unsaved.text);
                    self.drop_draft();
                    let settings = (!read.form.is_broken()).then_some(settings);
                    (Answer::Saved(Ok((path, Box::new(read.taken)))), settings)
                }
                Err(why) => (Answer::Saved(Err(why)), None),
            },
        }
    }

    /// The file with this text, or the default file where there is none; and the settings that hold with it. As long as it
    /// cannot be read, what held before holds on.
    fn opened(
        &self,
        text: Option<String>,
        here: Here<'_>,
        left: impl FnOnce(&str) -> Option<Draft>,
    ) -> (Opened, Option<Settings>) {
        let plain = default_file();
        let (is_there, text) = (text.is_some(), text.unwrap_or_else(|| plain.clone()));
        let left = left(&text).map(|Draft { at, base, text }| Left { text, base, at });
        let (read, settings) = here.read(text);
        let settings = (!read.form.is_broken()).then_some(settings);
        (Opened { path: shown(&self.file), is_there, read, left, plain }, settings)
    }

    fn save(&self, Unsaved { text, base }: &Unsaved) -> Result<Clean, NotSaved> {
        let original = Original::as_it_was(&self.file, base.as_ref().map(|base| base.clone().into_bytes()));
        let saved = original.save(text.as_bytes(), &self.kept).map_err(|error| match error {
            save::NotSaved::Changed { now: None, .. } => NotSaved::Changed(None),
            save::NotSaved::Changed { now: Some(now), path } => match String::from_utf8(now) {
                Ok(now) => NotSaved::Changed(Some(now)),
                Err(_) => NotSaved::Refused(Clean::visible(&format!("{path} is not in UTF-8 any more"))),
            },
            other => NotSaved::Refused(Clean::visible(&other.to_string())),
        })?;
        Ok(shown(saved.path()))
    }

    /// Lets the setting of this name say something else in the file, whose comments stay as they are; the default file is
    /// made where there is none. What the file says from then on.
    ///
    /// # Errors
    /// It cannot be read, has a mistake that hides its keys, or cannot be written.
    pub fn set(&self, path: &str, typed: &str) -> Result<String, Clean> {
        let base = Settings::text(&self.file)?;
        let text = base.clone().unwrap_or_else(default_file);
        let Some(setting) = table::settings().iter().find(|setting| setting.path() == path) else {
            return Err(Clean::visible(&format!("there is no setting {path}")));
        };
        if form(&text, Answers::default()).0.is_broken() {
            let file = shown(&self.file);
            return Err(Clean::visible(&format!("{file} cannot be read: `solemate config` says where it is wrong")));
        }
        let text = change(&text, setting, Some(typed))?;
        match self.save(&Unsaved { text: text.clone(), base }) {
            Ok(_) => Ok(text),
            Err(NotSaved::Refused(why)) => Err(why),
            Err(NotSaved::Changed(_)) => Err(Clean::visible("somebody else is changing the settings: try it again")),
        }
    }

    /// The file that `$EDITOR` is given in the place of a text that may not be saved; it holds the text now.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn lend(&self, text: &str) -> Result<PathBuf, Clean> {
        self.aside.lend(text).map_err(|error| Clean::visible(&error.to_string()))
    }

    /// Keeps a text aside that is not saved yet, from this time: it is offered when the settings are opened next.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep_draft(&self, unsaved: Unsaved, at: DateTime<FixedOffset>) -> Result<(), Clean> {
        let Unsaved { text, base } = unsaved;
        self.aside.keep(&Draft { at, base, text }).map_err(|error| {
            Clean::visible(&format!("the settings are not saved, and a crash would cost them: {error}"))
        })
    }

    /// No draft is needed any more.
    pub fn drop_draft(&self) {
        self.aside.forget();
    }

    /// The file is there from now on: the default file, where there was none. Whether it was made.
    ///
    /// # Errors
    /// It cannot be written, or is none that can be read.
    pub fn make(&self) -> Result<bool, Clean> {
        if Settings::text(&self.file)?.is_some() {
            return Ok(false);
        }
        match self.save(&Unsaved { text: default_file(), base: None }) {
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

/// The text with other keys for an action, if nothing else has them; without keys, those it comes with.
fn bind(text: &str, wish: &Wish) -> Result<String, Clean> {
    if let Some(why) = keys::refused(file::without_mark(text), wish) {
        return Err(Clean::visible(&why));
    }
    let keys = wish.keys.iter().map(|key| key.name()).collect();
    let change = KeysChange { screen: wish.screen, action: wish.action.name(), keys };
    apply_keys(table::order, text, &change).map_err(|why| Clean::visible(&why.to_string()))
}
