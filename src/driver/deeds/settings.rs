//! The settings on the disk, and what follows from them for the rest.

use super::Deeds;
use super::words::sentence;
use crate::config::{Settings, SettingsDesk, keep_profile, load_profile};
use crate::domain::care::{Care, Word};
use crate::domain::health::Profile;
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::driver::care;
use crate::ui::chosen::Unsaved;
use crate::ui::effect::{Msg, Planned};

impl Deeds {
    pub const fn settings_desk(&self) -> &SettingsDesk {
        &self.settings
    }

    /// The settings as they stand in their file, and what is wrong with them.
    ///
    /// # Errors
    /// Why it cannot be read, as a sentence.
    pub fn read_settings(&self) -> Result<(Settings, Vec<Clean>), Clean> {
        Settings::read(&self.places.settings_file())
            .map_err(|why| Clean::visible(&format!("{why}; the settings stay as they were.")))
    }

    /// The plan as its file says by now, with what goes with it, and what is wrong with it.
    pub fn planned(&mut self) -> Msg {
        let (care, problems) = care::open(&self.places);
        let news = problems.iter().filter(|one| !self.said_of_plan.contains(one)).cloned().collect();
        self.said_of_plan = problems;
        let Care { plan, eased, health, ledger } = care;
        let ledger = Some(self.ledger.with_unwritten(ledger));
        Msg::Planned(Box::new(Planned { plan, eased, health: Some(health), ledger, word: None }), news)
    }

    /// What was wrong with the plan and the health profile when the screens began, and was said.
    pub fn knowing(mut self, said: &[Clean]) -> Self {
        self.said_of_plan = said.to_vec();
        self
    }

    /// Keeps what was answered, with what could not be written before. What was answered elsewhere since it was shown here
    /// stays, and is told.
    pub(super) fn keep_health(&mut self, before: Profile, after: Profile) -> Option<Msg> {
        let file = self.places.profile_file();
        let before = self.unwritten.take().unwrap_or(before);
        let there = load_profile(&file).0;
        let joined = if there.is_unread { after } else { there.changed(&before, &after) };
        if let Err(why) = keep_profile(&file, &joined) {
            self.unwritten = Some(before);
            return Some(Msg::Trouble(Clean::visible(&sentence(&why))));
        }
        (joined != after).then(|| self.planned())
    }

    /// Eases the plan off, or returns to what it was.
    pub(super) fn ease(&self, word: Word) -> Msg {
        match care::ease(&self.places, word) {
            Ok((plan, eased)) => {
                let planned = Planned { plan, eased, health: None, ledger: None, word: Some(word) };
                Msg::Planned(Box::new(planned), Vec::new())
            }
            Err(why) => Msg::Trouble(Clean::visible(&sentence(&format!("the plan stays as it was: {why}")))),
        }
    }

    /// These settings hold from now on. Whether the routines take another time with them.
    pub fn adopt(&mut self, settings: &Settings) -> bool {
        (self.bell, self.notify) = (settings.bell, settings.notify);
        self.wishes = settings.sound.clone();
        let library = self.library.clone().with_sore(settings.sore_foot);
        let is_other = library != self.library;
        self.desk.take_library(library.clone());
        self.library = library;
        is_other
    }

    /// Keeps settings aside that are not saved yet, or forgets those that were; what went wrong.
    pub(super) fn keep_settings_draft(&self, draft: Option<Unsaved>, now: Now) -> Option<Msg> {
        let Some(draft) = draft else {
            self.settings.drop_draft();
            return None;
        };
        self.settings.keep_draft(draft, now.wall).err().map(|why| Msg::Trouble(Clean::visible(&sentence(&why))))
    }
}
