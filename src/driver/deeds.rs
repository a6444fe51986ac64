//! What the screens ask for, done: files read and written, the one running session claimed.

use std::path::Path;
use std::time::Duration;

use crate::config::{Places, Settings};
use crate::domain::history::Gather;
use crate::domain::record::{Ending, Fact, FactId, What};
use crate::domain::session::Session;
use crate::domain::text::Clean;
use crate::domain::time::{Moment, Now};
use crate::store::journal::{Damage, Journal};
use crate::store::library::Library;
use crate::store::running::{self, Checkpoint, Left, Refused};
use crate::ui::effect::{Claim, Effect, Msg, Opened, Unfinished};

/// How long to wait for another solemate that is writing: a countdown must not stand still for it. What is not written
/// in this time is tried again at the next boundary.
const PATIENCE: Duration = Duration::from_millis(250);

/// How long a session that is taken over has to keep what it did and end.
#[cfg(unix)]
const HAND_OVER: Duration = Duration::from_secs(2);

/// Disk in hand.
pub struct Deeds {
    places: Places,
    journal: Journal,
    library: Library,
    bell: bool,
    claim: Option<running::Claim>,
}

impl Deeds {
    pub fn new(places: Places, settings: &Settings) -> Self {
        let journal = Journal::new(places.history(), places.state().to_owned()).with_patience(PATIENCE);
        let library = Library::new(Some(places.routines())).with_sore(settings.sore_foot);
        Self { places, journal, library, bell: settings.bell, claim: None }
    }

    pub const fn bell(&self) -> bool {
        self.bell
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

    /// What the frame needs, and the answer.
    pub fn read(&mut self, effect: Effect, now: Now) -> Option<Msg> {
        match effect {
            Effect::Load(id) => {
                Some(Msg::Loaded(self.library.load(id.as_str()).map(Box::new).map_err(|error| error.one_line())))
            }
            Effect::Claim(claim) => Some(self.claim(claim, now)),
            Effect::ReadHistory => {
                let mut gather = Gather::default();
                let damage = self.journal.read_all(&mut |fact| gather.take(fact));
                Some(Msg::History(gather.rows(), trouble(&damage)))
            }
            Effect::ReadRecord(id) => Some(Msg::Record(self.record(id))),
            _ => None,
        }
    }

    /// What costs a disk sync, and the answer.
    pub fn write(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::Keep(facts) if facts.is_empty() => None,
            Effect::Keep(facts) => Some(match self.journal.append(&facts) {
                Ok(()) => Msg::Kept(facts.iter().map(Fact::said).collect()),
                Err(error) => Msg::NotKept(Clean::visible(&error.to_string())),
            }),
            Effect::SaveProgress(unfinished) => {
                let checkpoint = checkpoint(*unfinished);
                // A checkpoint that cannot be written costs practice time after a crash, never a rating; the next one is
                // tried in seconds.
                self.claim
                    .as_mut()
                    .and_then(|claim| claim.save(&checkpoint).err())
                    .map(|error| Msg::Trouble(Clean::visible(&error.to_string())))
            }
            Effect::EndProgress => {
                self.end_progress();
                None
            }
            _ => None,
        }
    }

    /// A session whose record was kept, and whose checkpoint was not removed in time.
    pub fn forget_finished(&mut self) {
        self.end_progress();
    }

    fn end_progress(&mut self) {
        let claim = self.claim.take().or_else(|| running::Claim::take(self.places.state()).ok());
        if let Some(mut claim) = claim {
            // If it stays, the next start sees that its record is kept and tries again.
            drop(claim.clear());
        }
    }

    fn record(&self, id: FactId) -> Option<Box<Opened>> {
        let (mut record, mut ratings, mut notes) = (None, Vec::new(), Vec::new());
        self.journal.read_all(&mut |fact: Fact| match fact.what {
            What::Session(session) if fact.id == id => record = Some(session),
            What::Pain(rating) if rating.session == Some(id) => ratings.push(rating),
            What::Note(note) if note.session == id => notes.push(note),
            _ => {}
        });
        record.map(|record| Box::new(Opened { record, ratings, notes }))
    }

    fn claim(&mut self, how: Claim, now: Now) -> Msg {
        if how == Claim::TakeOver {
            return self.take_over();
        }
        let left = running::open_session(self.places.state());
        match running::Claim::take(self.places.state()) {
            Ok(claim) => self.claim = Some(claim),
            Err(busy @ Refused::Busy { .. }) => {
                return Msg::Claimed(Err(Clean::visible(&busy.to_string())));
            }
            // Without a checkpoint a session can still be lived: its record is kept at its end.
            Err(Refused::Store(_)) => return Msg::Claimed(Ok(())),
        }
        if let (Claim::Begin, Ok(Some(Left::Open(checkpoint)))) = (how, left) {
            self.close_cut_off(*checkpoint, now);
        }
        Msg::Claimed(Ok(()))
    }

    /// A new session begins while another one still waits to be gone on with: what was done of that one is kept.
    fn close_cut_off(&self, checkpoint: Checkpoint, now: Now) {
        let (id, started) = (checkpoint.session, checkpoint.started);
        let Ok(session) = Session::resume(checkpoint.plan, checkpoint.progress, Moment::default()) else { return };
        let mut record = session.record(started, Moment::default());
        record.ending = Ending::Interrupted;
        let fact = Fact { id, rev: 0, at: now.wall, what: What::Session(record) };
        drop(self.journal.append(&[fact]));
    }

    #[cfg(unix)]
    fn take_over(&mut self) -> Msg {
        use rustix::process::{Pid, Signal, kill_process};
        use rustix::time::{ClockId, clock_gettime};

        let Err(refused) = running::Claim::take(self.places.state()).map(|claim| self.claim = Some(claim)) else {
            return Msg::TakenOver(None);
        };
        let busy = Msg::Claimed(Err(Clean::visible(&refused.to_string())));
        let Refused::Busy { pid: Some(pid) } = refused else { return busy };
        // The lock is held, so the process that wrote its number into it is alive.
        let asked = i32::try_from(pid).ok().and_then(Pid::from_raw).map(|pid| kill_process(pid, Signal::TERM));
        if asked.is_none_or(|asked| asked.is_err()) {
            return busy;
        }
        let begin = clock_gettime(ClockId::Monotonic);
        loop {
            let left = running::open_session(self.places.state());
            if let Ok(claim) = running::Claim::take(self.places.state()) {
                self.claim = Some(claim);
                return Msg::TakenOver(match left {
                    Ok(Some(Left::Open(checkpoint))) => Some(Box::new(Self::unfinished(*checkpoint))),
                    _ => None,
                });
            }
            let now = clock_gettime(ClockId::Monotonic);
            if now.tv_sec.saturating_sub(begin.tv_sec) > i64::try_from(HAND_OVER.as_secs()).unwrap_or(2) {
                return busy;
            }
            let a_moment = rustix::event::Timespec { tv_sec: 0, tv_nsec: 20_000_000 };
            let _ = rustix::event::poll(&mut [], Some(&a_moment));
        }
    }

    #[cfg(not(unix))]
    fn take_over(&mut self) -> Msg {
        Msg::Claimed(Err(Clean::visible("end the session in its own window first")))
    }

    /// A checkpoint, in the words of the screens.
    pub fn unfinished(checkpoint: Checkpoint) -> Unfinished {
        let Checkpoint { session, started, saved, plan, progress } = checkpoint;
        Unfinished { session, started, seen: saved, plan, progress }
    }
}

fn checkpoint(unfinished: Unfinished) -> Checkpoint {
    let Unfinished { session, started, seen, plan, progress } = unfinished;
    Checkpoint { session, started, saved: seen, plan, progress }
}

/// What was wrong with the history, in a line; `doctor` says more.
fn trouble(damage: &Damage) -> Option<Clean> {
    let unread = damage.bad + u64::try_from(damage.unreadable.len()).unwrap_or(0);
    match (unread, damage.newer) {
        (0, 0) => None,
        (0, newer) => Some(Clean::visible(&format!("{newer} lines are of a newer solemate; they are kept."))),
        (bad, _) => Some(Clean::visible(&format!(
            "{bad} lines or files cannot be read; they are kept as they are. `solemate doctor` names them."
        ))),
    }
}
