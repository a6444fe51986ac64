//! The words between the driver and the screens: what came in, and what is to be done about it.

use std::collections::HashSet;

use chrono::{DateTime, FixedOffset, NaiveDate};
use crossterm::event::KeyEvent;

use crate::domain::anatomy::Anatomy;
use crate::domain::body::{Feet, PerSide};
use crate::domain::care;
use crate::domain::catalogue::Entry;
use crate::domain::cues::{Answers, Channel, Trial};
use crate::domain::desk::{Answer, Ask};
use crate::domain::fit::Adjustment;
use crate::domain::health::Profile;
use crate::domain::hearing::Hearing;
use crate::domain::history::Row;
use crate::domain::learn::Book;
use crate::domain::plan::{Choice, Plan};
use crate::domain::record::{Fact, FactId, Note, Pain, Rating, Said, SessionRecord, What};
use crate::domain::routine::{Routine, RoutineId};
use crate::domain::session::{Cue, Input, Unfinished};
use crate::domain::settings::Setting;
use crate::domain::text::Clean;
use crate::domain::trend::Diary;
use crate::domain::when::Usual;
use crate::ui::chosen::{self, Taken};
use crate::ui::signal::{Flash, Signal};

/// What the cue check asks.
#[derive(Clone, Debug)]
pub struct CueQuestions {
    /// One question after the other.
    pub trials: Vec<Trial>,
    /// What flashes.
    pub flash: Flash,
    /// What was answered before in this kind of terminal, and holds where nothing is answered now.
    pub before: Answers,
}

/// Something that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted: for text fields only.
    Paste(Clean),
    /// The left or right mouse button was pressed, at this column and row, both from 0.
    Point(u16, u16),
    /// The middle mouse button was pressed.
    MiddleClick,
    /// The wheel was turned by so many notches, down is positive.
    Scroll(i16),
    /// A caller asks this of the session under way, and means it: no second press is wanted.
    Told(Input),
    /// Nothing but time: the wished moment has come.
    Tick,
    /// The machine slept for so long, and the monotonic clock did not count it.
    Away(std::time::Duration),
    /// The program was stopped and goes on.
    Stopped,
    /// The reply to [`Effect::Load`].
    Loaded(Result<Box<Routine>, Clean>),
    /// The reply to [`Effect::Reload`].
    Reloaded(Result<Box<Routine>, Clean>),
    /// The reply to [`Effect::Claim`].
    Claimed(Claimed),
    /// The reply to [`Effect::CloseCutOff`]: what is kept of it, or why it is not.
    Closed(Result<Box<SessionRecord>, Clean>),
    /// The reply to [`Effect::LookOn`]: how the session stands in the other window.
    SeenThere(Clean),
    /// The reply to [`Claim::TakeOver`]: where the other session stood, if it had come to stand anywhere.
    TakenOver(Option<Box<Unfinished>>),
    /// Give the terminal back and stop: the shell asks for it.
    Suspend,
    /// These facts are on disk.
    Kept(Vec<Said>),
    /// These facts need no keeping any more: all but those of these ids are on disk, which were erased for good meanwhile.
    Erased(Vec<Said>, HashSet<FactId>),
    /// Some facts are not, and why.
    NotKept(Clean),
    /// Something did not work that can wait.
    Trouble(Clean),
    /// The routines, of which somebody changed some.
    Routines(Vec<Entry>),
    /// The reply to [`Effect::ReadHistory`] and [`Effect::LookAtHistory`], newest first.
    History(Vec<Row>, Option<Clean>),
    /// The reply to [`Effect::ReadDeleted`]: what was deleted last, as it is to be said again.
    Deleted(Vec<Fact>),
    /// The reply to [`Effect::ReadTrends`].
    Trends(Box<Diary>, Option<Clean>),
    /// The reply to [`Effect::ReadBook`].
    Book(Box<Book>),
    /// The reply to [`Effect::ReadRecent`], and what was wrong with the history.
    Recent(Vec<Fact>, Option<Clean>),
    /// The reply to [`Effect::ReadAnatomy`], and what is wrong with a person's own drawings.
    Anatomy(Box<Anatomy>, Vec<Clean>),
    /// The reply to [`Effect::AskCues`].
    Cues(CueQuestions),
    /// The reply to [`Effect::KeepCues`]: what is heard and seen from now on, and why that is not kept, if it is not.
    CuesKept(Hearing, Signal, Option<Clean>),
    /// The reply to [`Effect::ReadWhen`]: the time, or what was expected.
    When(Result<DateTime<FixedOffset>, Clean>),
    /// The reply to [`Effect::Desk`].
    Desk(Answer),
    /// The reply to [`Effect::EditOutside`]: what the editor left, and why it did not end well, if it did not.
    Edited(Result<String, Clean>, Option<Clean>),
    /// The reply to [`Effect::Settings`].
    Settings(chosen::Answer),
    /// Somebody else changed the settings: what they make of the screens, and what is wrong with them.
    Chosen(Box<Taken>, Vec<Clean>),
    /// The plan as its file says by now: changed by somebody else, or in reply to [`Effect::Ease`]; and what is wrong with
    /// it.
    Planned(Box<Planned>, Vec<Clean>),
    /// Somebody else changed their file, while they are being changed here.
    SettingsTouched,
    /// Somebody else did something to the routines, while one of them is being changed here.
    RoutinesTouched,
    /// The reply to [`Effect::ReadRecord`].
    Record(Option<Box<Opened>>),
}

/// A plan that holds from now on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Planned {
    /// The plan.
    pub plan: care::CarePlan,
    /// What it was before it was eased off, if it was.
    pub eased: Option<care::Doses>,
    /// What was said of one's health; nothing where that was not read.
    pub health: Option<Profile>,
    /// What happened to the level and was said; nothing where that was not read.
    pub ledger: Option<Vec<care::Entry>>,
    /// What the person said yes to; nothing where somebody else changed it.
    pub word: Option<care::Word>,
}

/// A session, a rating or an event, with all that was said about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opened {
    /// The fact itself.
    pub fact: Fact,
    /// The ratings and notes of a session, in the order in which they were given.
    pub about: Vec<Fact>,
}

impl Opened {
    /// The session, if it is one.
    pub const fn record(&self) -> Option<&SessionRecord> {
        match &self.fact.what {
            What::Session(record) => Some(record),
            _ => None,
        }
    }

    /// Its ratings, in the order in which they were given.
    pub fn ratings(&self) -> impl DoubleEndedIterator<Item = &Rating> {
        self.about.iter().filter_map(|fact| match &fact.what {
            What::Pain(rating) => Some(rating),
            _ => None,
        })
    }

    /// Its notes.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        self.about.iter().filter_map(|fact| match &fact.what {
            What::Note(note) => Some(note),
            _ => None,
        })
    }

    /// The fact of its last note.
    pub fn last_note(&self) -> Option<&Fact> {
        self.about.iter().rfind(|fact| matches!(fact.what, What::Note(_)))
    }

    /// Takes in what is said about it now.
    pub fn hear(&mut self, facts: &[Fact]) {
        for fact in facts {
            match self.about.iter_mut().find(|known| known.id == fact.id) {
                Some(known) => *known = fact.clone(),
                None => self.about.push(fact.clone()),
            }
        }
        self.about.retain(|fact| fact.what != What::Removed);
    }
}

/// The answer to a claim.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Claimed {
    /// This is the one running session.
    Yes,
    /// It is, or may be, but where it stands cannot be kept, or something else is to be said.
    YesBut(Clean),
    /// Another session runs.
    Busy(Clean),
    /// The session that was to go on is not there any more.
    Gone(Clean),
}

/// Something to be done by the driver.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Append to the history, after the frame is drawn.
    Keep(Vec<Fact>),
    /// Keep where the session stands, after the frame is drawn.
    SaveProgress(Box<Unfinished>),
    /// The record of this session has been kept: forget where it stood.
    EndProgress(FactId),
    /// Keep what was done of this session, which was cut off.
    CloseCutOff(FactId),
    /// Read a routine.
    Load(RoutineId),
    /// Read the routine again that is about to begin: a file was changed.
    Reload(RoutineId),
    /// Become the one running session, after the frame is drawn: the session is on the screen by then, and leaves it if
    /// another one runs.
    Claim(Claim),
    /// See how the session stands that another window lives.
    LookOn,
    /// Ask this of the desk, where the routine that is edited lies.
    Desk(Ask),
    /// Give the terminal to the person's own editor with this text, until it is closed.
    EditOutside {
        /// What it says.
        text: String,
        /// The line of the first mistake, from 1, if there is one: an editor that knows how begins there.
        line: Option<usize>,
    },
    /// Ask this about the file of settings.
    Settings(chosen::Ask),
    /// Keep this text of the settings aside, in case the program ends: it is not saved yet. Nothing: none is needed any more.
    KeepSettingsDraft(Option<chosen::Unsaved>),
    /// Keep it aside before the settings are left; the reply is [`chosen::Answer::Left`].
    LeaveSettings(chosen::Unsaved),
    /// Let what a setting decides be heard, as these settings have it.
    TrySetting(String, Setting),
    /// Read the last weeks.
    ReadRecent,
    /// Read the history.
    ReadHistory,
    /// The same, where its files are others than they were at the last reading; no reply where they are not.
    LookAtHistory,
    /// Find what was deleted last.
    ReadDeleted,
    /// Read the history by days.
    ReadTrends,
    /// Read what there is to read.
    ReadBook,
    /// Read one session, rating or event.
    ReadRecord(FactId),
    /// Read a time as people write them, or a day that has a usual hour: the clocks of this place have to be asked for its
    /// offset.
    ReadWhen(Clean, Option<Usual>),
    /// The first steps of this day have been offered: once is enough.
    KeepOffered(NaiveDate),
    /// Add these lines to the ledger of levels.
    EnterLevels(Vec<care::Entry>),
    /// Keep what was answered of the health profile, after the frame is drawn: what stood there before, and what now. What
    /// was answered elsewhere meanwhile stays, and is told with [`Msg::Planned`].
    KeepHealth {
        /// What was shown before.
        before: Profile,
        /// What is shown now.
        after: Profile,
    },
    /// Ease the plan off, or return to what it was: in its file.
    Ease(care::Word),
    /// Read the drawings of leg and foot, after the frame is drawn.
    ReadAnatomy,
    /// Let cues be heard.
    Sound(Vec<Cue>),
    /// The person wants to hear so much from now on.
    Hear(Hearing),
    /// Find out what the cue check can try.
    AskCues,
    /// Let a tone or the voice be heard, as a trial.
    TryCue(Channel),
    /// Keep these answers for this kind of terminal, after the frame is drawn.
    KeepCues(Answers),
    /// Draw every cell again.
    Redraw,
    /// Give the terminal back and stop until continued.
    Suspend,
    /// End the program.
    Quit(Leave),
}

/// How to become the one running session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Claim {
    /// For this new session. One that was cut off is kept as it stands and closed.
    Begin(FactId),
    /// For this session, which was cut off and last seen then.
    GoOn(FactId, DateTime<FixedOffset>),
    /// For the session that runs elsewhere: it ends there, and goes on here.
    TakeOver,
}

/// How the program ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leave {
    /// As the person wished.
    Done,
    /// Interrupted: what is under way stays open.
    Interrupted,
}

/// What an update asks for.
#[derive(Debug, Default, PartialEq)]
pub struct Turn {
    /// To be done, in order.
    pub effects: Vec<Effect>,
    /// Whether anything on the screen changed.
    pub draw: bool,
    /// Where to go next.
    pub go: Option<Go>,
}

/// Another screen.
#[derive(Clone, PartialEq, Debug)]
pub enum Go {
    /// The home screen.
    Home,
    /// What comes before a session of this routine.
    Before(Box<Wanted>),
    /// Live the plan.
    Live(Box<Ready>),
    /// Go on with a session that was cut off.
    Resume(Box<Unfinished>),
    /// What comes after a session.
    After(Box<Ended>),
    /// The history.
    History,
    /// Whether it is getting better.
    Trends,
    /// What there is to read.
    Learn,
    /// The health profile.
    Health,
    /// A rating of any kind.
    Rate,
    /// A new routine; what is marked, and whether it begins as that.
    New(Option<Box<Entry>>, bool),
    /// A session of a step that is being edited; then back to the editor.
    Try(Box<Routine>),
}

/// A routine that is wanted otherwise than on paper.
#[derive(Clone, PartialEq, Debug)]
pub struct Wanted {
    /// As it is on paper.
    pub routine: Routine,
    /// Sides and level for today.
    pub choice: Choice,
    /// What is otherwise today.
    pub adjust: Adjustment,
}

/// A plan about to be lived.
#[derive(Clone, PartialEq, Debug)]
pub struct Ready {
    /// The session's identity, known to the ratings before it.
    pub session: FactId,
    /// What will be lived.
    pub plan: Plan,
    /// Pain before, for each foot.
    pub before: PerSide<Option<Pain>>,
}

/// A session that is over.
#[derive(Clone, PartialEq, Debug)]
pub struct Ended {
    /// Its identity.
    pub session: FactId,
    /// What was done.
    pub record: SessionRecord,
    /// Pain before, for each foot.
    pub before: PerSide<Option<Pain>>,
    /// The highest pain that was given while it was lived.
    pub during: PerSide<Option<Pain>>,
    /// Which feet are sore.
    pub sore: Feet,
}

impl Turn {
    /// Nothing changed.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Something on the screen changed.
    pub fn draw() -> Self {
        Self { draw: true, ..Self::default() }
    }

    /// Goes to another screen.
    pub fn go(to: Go) -> Self {
        Self { draw: true, go: Some(to), ..Self::default() }
    }

    /// With one more thing to be done.
    #[must_use]
    pub fn with(mut self, effect: Effect) -> Self {
        self.effects.push(effect);
        self
    }
}
