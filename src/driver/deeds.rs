//! What the screens ask for, done: files read and written, the one running session claimed.

mod desk;
mod elsewhere;
mod folded;
mod levels;
mod settings;
mod words;

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::clock::{self, Clock};
use super::opening::speaker;
use crate::config::{Places, Settings, SettingsDesk};
use crate::domain::anatomy::{Drawing, View};
use crate::domain::health::Profile;
use crate::domain::record::{Fact, FactId, SessionRecord, What};
use crate::domain::routine::{Routine, RoutineId};
use crate::domain::session::Unfinished;
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::domain::when;
use crate::domain::words::of;
use crate::sound::Speaker;
use crate::sound::wishes::Wishes;
use crate::store::anatomy;
use crate::store::desk::Desk;
use crate::store::error::shown;
use crate::store::journal::{Journal, Reach, Recent};
use crate::store::learn;
use crate::store::library::Library;
use crate::store::library::stamp::Watched;
use crate::store::offered;
use crate::store::running::{self, Left, Refused};
use crate::ui::effect::{Claim, Claimed, Effect, Msg, Opened};
use words::{newest_trouble, sentence, trouble};

/// How long to wait for another solemate that is writing: a countdown must not stand still for it. What is not written
/// in this time is tried again at the next boundary.
const PATIENCE: Duration = Duration::from_millis(250);

/// What home shows of the past: twelve weeks.
const RECENT: TimeDelta = TimeDelta::weeks(12);

/// Disk in hand.
pub struct Deeds {
    places: Places,
    journal: Journal,
    trends: folded::Trends,
    rows: folded::Rows,
    library: Library,
    /// Where the routine lies that is edited.
    desk: Desk,
    settings: SettingsDesk,
    wishes: Wishes,
    bell: bool,
    notify: bool,
    claim: Option<running::Claim>,
    /// The session that is lived under the claim. One that is over may hold it too, until its record is kept.
    lives: Option<FactId>,
    /// Where the session stands was kept when it was last to be.
    stands: bool,
    /// It was said at home that lines are damaged.
    told_of_damage: bool,
    /// What stood in the health profile before answers that could not be written.
    unwritten: Option<Profile>,
    ledger: levels::Ledger,
    /// What is wrong with plan and profile, and was said.
    said_of_plan: Vec<Clean>,
}

impl Deeds {
    pub fn new(places: Places, settings: &Settings) -> Self {
        let journal = Journal::new(places.history(), places.state().to_owned()).with_patience(PATIENCE);
        let library = Library::new(Some(places.routines()))
            .with_sore(settings.sore_foot)
            .with_hidden(places.hidden_file())
            .with_drafts(places.state());
        let desk = Desk::new(library.clone(), places.state());
        let settings_desk = SettingsDesk::new(&places);
        let trends = folded::Trends::of(Watched::History(places.history()));
        let rows = folded::Rows::of(Watched::History(places.history()));
        Self {
            places,
            journal,
            trends,
            rows,
            desk,
            settings: settings_desk,
            library,
            wishes: settings.sound.clone(),
            bell: settings.bell,
            notify: settings.notify,
            claim: None,
            lives: None,
            stands: false,
            told_of_damage: false,
            unwritten: None,
            ledger: levels::Ledger::default(),
            said_of_plan: Vec::new(),
        }
    }

    /// Tones and voice, by these settings.
    pub fn speaker(&self, settings: &Settings, clock: &Clock) -> Speaker {
        speaker(&self.places, settings, clock)
    }

    pub const fn bell(&self) -> bool {
        self.bell
    }

    pub const fn notifies(&self) -> bool {
        self.notify
    }

    pub const fn journal(&self) -> &Journal {
        &self.journal
    }

    pub const fn library(&self) -> &Library {
        &self.library
    }

    pub fn state(&self) -> &Path {
        self.places.state()
    }

    /// One drawing, for the first frame. What is wrong with it is said when all are read.
    pub fn drawing(&self, view: View) -> Drawing {
        anatomy::load_one(&self.places.anatomy(), view).0
    }

    fn load(&self, id: &RoutineId) -> Result<Box<Routine>, Clean> {
        self.library.load(id.as_str()).map(Box::new).map_err(|error| error.one_line())
    }

    /// What the frame needs, and the answer.
    pub fn answer(&mut self, effect: Effect, now: Now) -> Option<Msg> {
        match effect {
            Effect::Desk(ask) => self.ask_desk(ask).map(Msg::Desk),
            Effect::Load(id) => Some(Msg::Loaded(self.load(&id))),
            Effect::Reload(id) => Some(Msg::Reloaded(self.load(&id))),
            Effect::ReadRecord(id) => Some(Msg::Record(self.record(id))),
            Effect::ReadBook => Some(Msg::Book(Box::new(learn::book()))),
            Effect::ReadWhen(text, usual) => {
                let time = when::read(&text, now, usual, clock::local);
                Some(Msg::When(time.map_err(|why| Clean::visible(&sentence(&why)))))
            }
            _ => None,
        }
    }

    /// What takes time, for which the frame does not wait, and the answer.
    pub fn perform(&mut self, effect: Effect, now: Now) -> Option<Msg> {
        match effect {
            Effect::Desk(ask) => self.ask_desk(ask).map(Msg::Desk),
            Effect::KeepSettingsDraft(draft) => self.keep_settings_draft(draft, now),
            Effect::ReadRecent => {
                let since = now.wall.checked_sub_signed(RECENT).unwrap_or(now.wall);
                let recent = self.journal.recent(Reach::Since(since));
                let trouble = self.trouble_of(&recent);
                Some(Msg::Recent(recent.facts, trouble))
            }
            Effect::LookAtHistory if self.rows.are_known() => None,
            Effect::ReadHistory | Effect::LookAtHistory => {
                let (rows, trouble) = self.rows.read(&self.journal);
                Some(Msg::History(rows, trouble))
            }
            Effect::ReadDeleted => Some(Msg::Deleted(self.journal.last_deleted())),
            Effect::ReadTrends => {
                let (diary, trouble) = self.trends.read(&self.journal, now.dawn);
                Some(Msg::Trends(Box::new(diary), trouble))
            }
            Effect::ReadAnatomy => {
                let (anatomy, problems) = anatomy::load(&self.places.anatomy());
                let said = |(file, why): (PathBuf, Clean)| {
                    Clean::visible(&format!("{}: {why}; the drawing of solemate is shown.", shown(&file)))
                };
                Some(Msg::Anatomy(Box::new(anatomy), problems.into_iter().map(said).collect()))
            }
            // The offer stands whether or not that can be remembered.
            Effect::KeepOffered(day) => {
                drop(offered::keep(&self.places.offered_file(), day));
                None
            }
            Effect::EnterLevels(entries) => {
                let error = self.ledger.enter(&self.places, &entries).err()?;
                Some(Msg::Trouble(Clean::visible(&format!("The level is not written down: {error}."))))
            }
            Effect::KeepHealth { before, after } => self.keep_health(before, after),
            Effect::Ease(word) => Some(self.ease(word)),
            Effect::Claim(Claim::Begin(session)) => Some(Msg::Claimed(self.begin(session, now))),
            Effect::Claim(Claim::GoOn(session, saved)) => Some(Msg::Claimed(self.go_on(session, saved))),
            Effect::Claim(Claim::TakeOver) => Some(self.take_over()),
            Effect::LookOn => Some(Msg::SeenThere(self.seen_there())),
            Effect::CloseCutOff(session) => Some(Msg::Closed(self.close(session, now))),
            Effect::Keep(facts) if facts.is_empty() => None,
            Effect::Keep(facts) => Some(self.append(&facts)),
            // A checkpoint that cannot be written costs practice time after a crash, never a rating; the next one is
            // tried in seconds.
            Effect::SaveProgress(unfinished) => {
                let saved = self.claim.as_mut().map(|claim| claim.save(&unfinished));
                self.stands = matches!(saved, Some(Ok(())));
                let error = saved.and_then(Result::err)?;
                Some(Msg::Trouble(Clean::visible(&format!("A crash would cost this session: {error}."))))
            }
            Effect::EndProgress(session) => {
                self.forget(session);
                None
            }
            _ => None,
        }
    }

    /// Keeps what was said. What was erased in another window stays so: of that nothing is said again.
    fn append(&self, facts: &[Fact]) -> Msg {
        let erased = self.journal.erased(facts);
        let left: Vec<Fact> = facts.iter().filter(|fact| !erased.contains(&fact.id)).cloned().collect();
        let said = facts.iter().map(Fact::said).collect();
        match self.journal.append(&left) {
            Ok(()) if erased.is_empty() => Msg::Kept(said),
            Ok(()) => Msg::Erased(said, erased),
            Err(error) => Msg::NotKept(Clean::visible(&error.to_string())),
        }
    }

    /// What should be said once about what was just written.
    pub fn notices(&self) -> Vec<Clean> {
        self.journal.take_notices().iter().map(|notice| Clean::visible(&notice.to_string())).collect()
    }

    /// The record of `session` is in the history: where it stood is forgotten, and another session may be lived.
    pub fn forget(&mut self, session: FactId) {
        // If it stays, the next start sees that its record is kept and tries again.
        match &mut self.claim {
            Some(claim) => drop(claim.forget(session)),
            None => drop(running::Claim::take(self.places.state()).map(|(mut claim, _)| claim.forget(session))),
        }
        if self.lives == Some(session) {
            self.release();
        }
    }

    /// Another session may be lived.
    fn release(&mut self) {
        (self.claim, self.lives) = (None, None);
    }

    /// Whether where the session stands is on disk, so that the next start can offer to go on.
    pub const fn stands(&self) -> bool {
        self.stands
    }

    /// What home has to say of the newest facts, once.
    pub fn trouble_of(&mut self, recent: &Recent) -> Option<Clean> {
        newest_trouble(recent.bad).filter(|_| !std::mem::replace(&mut self.told_of_damage, true))
    }

    /// Whether the record of a session that began then is in the history.
    pub fn is_in_history(&self, session: FactId, started: DateTime<FixedOffset>) -> bool {
        let since = started.checked_sub_signed(TimeDelta::days(1)).unwrap_or(started);
        let facts = self.journal.recent(Reach::Since(since)).facts;
        facts.iter().any(|fact| fact.id == session && matches!(fact.what, What::Session(_)))
    }

    fn record(&self, id: FactId) -> Option<Box<Opened>> {
        let mut about = self.journal.about(id);
        let fact = about.iter().position(|fact| fact.id == id).map(|at| about.remove(at));
        fact.map(|fact| Box::new(Opened { fact, about }))
    }

    /// Claims the right to live a session; what one that was cut off left behind.
    fn hold(&mut self) -> Result<Option<Left>, Refused> {
        if self.claim.is_some() {
            // A session that is over, and whose record is still waiting to be written: its checkpoint is put aside by the
            // next one.
            return Ok(None);
        }
        let (claim, left) = running::Claim::take(self.places.state())?;
        self.claim = Some(claim);
        Ok(left)
    }

    /// For a new session. What was done of one that was cut off is kept first.
    fn begin(&mut self, session: FactId, now: Now) -> Claimed {
        self.stands = false;
        let held = self.hold();
        if held.is_ok() {
            self.lives = Some(session);
        }
        let left = match held {
            Ok(left) => left,
            Err(busy @ Refused::Busy { .. }) => return Claimed::Busy(Clean::visible(&busy.to_string())),
            Err(Refused::Store(error)) => {
                return Claimed::YesBut(Clean::visible(&format!("A crash would cost this session: {error}.")));
            }
        };
        let trouble = match left {
            None => return self.unless_obstructed(),
            Some(Left::Open(left)) => match self.keep(&left, now) {
                Ok(record) => return self.unless_obstructed().or_said(&record),
                Err(why) => why,
            },
            Some(Left::Broken(why)) => why,
        };
        let text = match self.claim.as_mut().map(running::Claim::put_aside) {
            Some(Ok(path)) => format!("A session that was cut off ({trouble}) is put aside in {}.", path.display()),
            _ => format!("A session that was cut off: {trouble}."),
        };
        Claimed::YesBut(Clean::visible(&text))
    }

    /// Said before anything is lived: that nothing can be kept.
    fn unless_obstructed(&self) -> Claimed {
        match self.journal.obstacle() {
            Some(error) => Claimed::YesBut(Clean::visible(&format!("Nothing can be saved so far: {error}."))),
            None => Claimed::Yes,
        }
    }

    /// Keeps what was done of a session that was cut off, unless its record is in the history already.
    fn keep(&mut self, left: &Unfinished, now: Now) -> Result<SessionRecord, Clean> {
        let record = left.record().map_err(|error| Clean::visible(&error.to_string()))?;
        if !self.is_in_history(left.session, left.started) {
            let fact = Fact { id: left.session, ..Fact::new(now.wall, What::Session(record.clone())) };
            self.journal.append(&[fact]).map_err(|error| Clean::visible(&error.to_string()))?;
        }
        if let Some(claim) = &mut self.claim {
            drop(claim.forget(left.session));
        }
        Ok(record)
    }

    /// For the session that was cut off, as it was last seen.
    fn go_on(&mut self, session: FactId, saved: DateTime<FixedOffset>) -> Claimed {
        let gone = || Claimed::Gone(Clean::visible("It went on in another window meanwhile."));
        match self.hold() {
            Ok(Some(Left::Open(left))) if left.session == session => {
                if left.saved != saved || self.is_in_history(session, left.started) {
                    self.release();
                    return gone();
                }
                if let Some(claim) = &mut self.claim {
                    claim.own_left();
                }
                (self.lives, self.stands) = (Some(session), true);
                Claimed::Yes
            }
            Ok(_) => {
                self.release();
                gone()
            }
            Err(busy @ Refused::Busy { .. }) => Claimed::Busy(Clean::visible(&busy.to_string())),
            Err(Refused::Store(error)) => {
                Claimed::YesBut(Clean::visible(&format!("A crash would cost this session: {error}.")))
            }
        }
    }

    /// For nobody: what was done is kept, and the session is over.
    fn close(&mut self, session: FactId, now: Now) -> Result<Box<SessionRecord>, Clean> {
        let closed = match self.hold() {
            Ok(Some(Left::Open(left))) if left.session == session => {
                let kept = self.keep(&left, now).map(Box::new);
                kept.map_err(|why| Clean::visible(&format!("It is offered again at the next start: {why}.")))
            }
            Ok(_) => Err(Clean::visible("It went on in another window meanwhile.")),
            Err(refused) => Err(Clean::visible(&refused.to_string())),
        };
        self.release();
        closed
    }
}

impl Claimed {
    /// The same, and that an older session was kept.
    fn or_said(self, record: &SessionRecord) -> Self {
        match self {
            Self::Yes => {
                let done = of(record.lived, record.planned);
                Self::YesBut(Clean::visible(&format!("What was done of {} before is kept: {done}.", record.name)))
            }
            other => other,
        }
    }
}
