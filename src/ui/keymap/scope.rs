//! Where a key has its meaning, and what it can ask for.

use crate::domain::record::DayMark;

/// Where a key has its meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Scope {
    /// Wherever no text is typed.
    Everywhere,
    /// The list of routines.
    Home,
    /// Typing a filter.
    Filter,
    /// A routine adapted for today.
    Adapt,
    /// Typing the minutes there are.
    Minutes,
    /// The check before a session.
    Check,
    /// The check said: not today.
    Stopped,
    /// The same where one foot is asked about.
    StoppedOne,
    /// The health profile speaks against the routine.
    Held,
    /// It speaks against every session: pain can be kept.
    LogOnly,
    /// Pain now, and today's choices.
    Before,
    /// The same where one foot is asked about.
    BeforeOne,
    /// The same, where the file offers another routine.
    BeforeRuled,
    /// A session.
    Session,
    /// The same, in near view.
    SessionNear,
    /// A session whose keys are locked.
    SessionLocked,
    /// After a session.
    After,
    /// The same where one foot is asked about.
    AfterOne,
    /// Typing a note, or a place.
    Note,
    /// The list of what was done.
    History,
    /// Typing what to look for in it.
    Seek,
    /// One record.
    Record,
    /// What was said of a day.
    Said,
    /// Whether it is getting better.
    Trends,
    /// The same where there is no day to point at: the footer names none.
    TrendsRows,
    /// Those whose days are read one by one and need no explanation.
    TrendsDays,
    /// The same where the figures need no explanation either.
    TrendsPlain,
    /// Ratings being given or corrected.
    Rate,
    /// The same where there is only one kind: the footer names no other.
    RateOne,
    /// An event.
    Event,
    /// Typing a time.
    When,
    /// A session that was cut off a short while ago.
    Recover,
    /// A session that was cut off longer ago.
    RecoverLate,
    /// One of which the health profile leaves something out.
    RecoverHeld,
    /// The same where no session is offered at all.
    RecoverLogOnly,
    /// How a new routine begins: a question and what may be answered.
    Guide,
    /// The same where a number of minutes may be typed.
    GuideMinutes,
    /// The name of a new routine.
    NewName,
    /// The steps of a routine that is edited.
    EditSteps,
    /// The fields of one of them.
    EditFields,
    /// Typing a field.
    EditType,
    /// Typing a field that takes words of a vocabulary.
    EditWord,
    /// A file that is edited and cannot be read.
    EditBroken,
    /// Typing what to look for in it.
    EditSeek,
    /// What saving would change.
    EditReview,
    /// The same on the way out.
    EditLeave,
    /// Somebody else changed lines of the file meanwhile that were changed here too.
    EditConflict,
    /// Somebody else changed other lines of it.
    EditJoin,
    /// Somebody else took it away.
    EditGone,
    /// Typing a name for a text beside somebody else's.
    EditName,
    /// A draft that was left.
    EditLeft,
    /// The settings.
    Settings,
    /// The words of one of them.
    SettingsChoose,
    /// Typing one.
    SettingsType,
    /// The keys of every screen.
    SettingsKeys,
    /// Typing what to look for among them.
    SettingsKeysFind,
    /// The key that is pressed next is given to an action.
    SettingsPress,
    /// A file of settings that cannot be read.
    SettingsBroken,
    /// What saving them would change, on the way out.
    SettingsLeave,
    /// A file of settings that cannot be read as text.
    SettingsUnreadable,
    /// What is wrong in it.
    SettingsWrong,
    /// Somebody else changed lines of it meanwhile that were changed here too.
    SettingsConflict,
    /// Somebody else changed other lines of it.
    SettingsJoin,
    /// Somebody else took it away.
    SettingsGone,
    /// A draft of it that was left.
    SettingsLeft,
    /// The health profile.
    Health,
    /// A question of the cue check.
    Cues,
    /// The cue check, when all is asked.
    CuesAsked,
    /// What there is to read: the topics.
    Learn,
    /// The text of one.
    LearnText,
    /// Typing what to look for in all of them.
    LearnSeek,
    /// The sources of one.
    LearnSources,
    /// A session runs elsewhere.
    Busy,
    /// The list of keys.
    Help,
}

/// What a key asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[expect(missing_docs, reason = "each is described by the words in the table")]
pub enum Action {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Left,
    Right,
    Open,
    Back,
    Quit,
    Interrupt,
    Suspend,
    Redraw,
    Mute,
    Help,
    Filter,
    History,
    Trends,
    Learn,
    Longer,
    Shorter,
    Explain,
    Sides,
    /// Asks for the minutes there are.
    Minutes,
    /// Adapts a routine for today.
    Adapt,
    Toggle,
    Gentle,
    NextField,
    PreviousField,
    Note,
    Details,
    Erase,
    EraseNext,
    EraseWord,
    Clear,
    /// A number on the pain scale (0 to 10), or the number of a line.
    Number(u8),
    BigButton,
    Pause,
    Skip,
    GoBack,
    Restart,
    /// Back to the default.
    Reset,
    AddTime,
    TakeTime,
    WaitForMe,
    SwapSides,
    ThatHurt,
    OtherSide,
    Lock,
    Stop,
    View,
    GoOn,
    KeepAndClose,
    TakeOver,
    /// See how the session stands that is lived elsewhere.
    LookOn,
    Cues,
    Rate,
    Settings,
    AddRating,
    Event,
    When,
    Place,
    Delete,
    Undo,
    Redo,
    Edit,
    New,
    NewFrom,
    Save,
    SaveAs,
    Theirs,
    /// One's own in the place of theirs.
    Mine,
    Drop,
    Hide,
    ShowHidden,
    Outside,
    Try,
    Add,
    Duplicate,
    Cut,
    Copy,
    Paste,
    MoveUp,
    MoveDown,
    MarkStep,
    Group,
    Ungroup,
    NewLine,
    Yes,
    No,
    /// The health profile.
    Health,
    /// A clinician has agreed.
    Agreed,
    /// Strong painkillers today.
    Painkillers,
    /// What the health profile speaks against, this once.
    Anyway,
    /// Says what kind of day it is.
    Mark(DayMark),
    /// Ticks the weekly visit.
    Visit,
    /// Stays with the routine whose file offers another one.
    Stay,
}
