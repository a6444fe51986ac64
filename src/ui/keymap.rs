//! One table of keys: what a press does, what the footer says and what help lists all come from it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MediaKeyCode};

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
    /// Pain now, and today's choices.
    Before,
    /// The same where one foot is asked about.
    BeforeOne,
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
    /// Whether it is getting better.
    Trends,
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
    /// Somebody else wrote to the file meanwhile.
    EditConflict,
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
    /// A file of settings that cannot be read.
    SettingsBroken,
    /// What saving them would change, on the way out.
    SettingsLeave,
    /// Somebody else wrote to their file meanwhile.
    SettingsConflict,
    /// A question of the cue check.
    Cues,
    /// The cue check, when all is asked.
    CuesAsked,
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
    Drop,
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
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where it holds.
    pub scope: Scope,
    /// The keys, the one to show first.
    pub keys: &'static [Key],
    /// What it does.
    pub action: Action,
    /// The same in a word or two, for the footer.
    pub short: &'static str,
    /// The same in a sentence, for help.
    pub long: &'static str,
    /// Whether the footer shows it.
    pub footer: bool,
}

/// A key as the table names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key {
    /// A character.
    Char(char),
    /// A character with Ctrl.
    Ctrl(char),
    /// Any other key.
    Code(KeyCode),
    /// The pain scale: 0 to 9, and x or - for 10.
    Scale,
    /// The same without -, which has another meaning there.
    Digits,
    /// A line's number, 1 to 5.
    Line,
    /// A part of the mouse.
    Mouse(Button),
}

/// A part of the mouse.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Button {
    /// The left or right button.
    Click,
    /// The middle button.
    Middle,
    /// The wheel, turned away from the person.
    WheelUp,
    /// The wheel, turned towards the person.
    WheelDown,
}

impl Key {
    fn matches(self, event: &KeyEvent) -> bool {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        match (self, event.code) {
            (Self::Char(wanted), KeyCode::Char(c)) => !ctrl && !alt && c == wanted,
            (Self::Ctrl(wanted), KeyCode::Char(c)) => ctrl && c.eq_ignore_ascii_case(&wanted),
            (Self::Code(wanted), code) => wanted == code,
            (Self::Scale, KeyCode::Char(c)) => !ctrl && !alt && on_scale(c).is_some(),
            (Self::Digits, KeyCode::Char(c)) => !ctrl && !alt && c != '-' && on_scale(c).is_some(),
            (Self::Line, KeyCode::Char(c)) => !ctrl && !alt && ('1'..='5').contains(&c),
            _ => false,
        }
    }

    /// How it is written on the screen.
    pub fn label(self, ascii: bool) -> String {
        match self {
            Self::Code(KeyCode::Up) if ascii => "Up".into(),
            Self::Code(KeyCode::Down) if ascii => "Down".into(),
            Self::Code(KeyCode::Left) if ascii => "Left".into(),
            Self::Code(KeyCode::Right) if ascii => "Right".into(),
            Self::Char(' ') => "space".into(),
            Self::Char(c) => c.to_string(),
            Self::Ctrl(c) => format!("Ctrl-{}", c.to_ascii_uppercase()),
            Self::Scale | Self::Digits => "0-9 x".into(),
            Self::Mouse(Button::Click) => "click".into(),
            Self::Mouse(Button::Middle) => "middle".into(),
            Self::Mouse(Button::WheelUp) if ascii => "wheel up".into(),
            Self::Mouse(Button::WheelDown) if ascii => "wheel dn".into(),
            Self::Mouse(Button::WheelUp) => "wheel ↑".into(),
            Self::Mouse(Button::WheelDown) => "wheel ↓".into(),
            Self::Line => "1-5".into(),
            Self::Code(code) => match code {
                KeyCode::Up => "↑".into(),
                KeyCode::Down => "↓".into(),
                KeyCode::Left => "←".into(),
                KeyCode::Right => "→".into(),
                KeyCode::BackTab => "Shift-Tab".into(),
                KeyCode::Media(MediaKeyCode::TrackNext) => ">>|".into(),
                KeyCode::Media(MediaKeyCode::TrackPrevious) => "|<<".into(),
                KeyCode::Media(MediaKeyCode::PlayPause) => ">||".into(),
                KeyCode::Media(MediaKeyCode::Play) => "|>".into(),
                KeyCode::Media(MediaKeyCode::Pause) => "||".into(),
                KeyCode::Media(MediaKeyCode::Stop) => "[]".into(),
                KeyCode::PageUp => "PgUp".into(),
                KeyCode::PageDown => "PgDn".into(),
                other => other.to_string(),
            },
        }
    }
}

const UP: Key = Key::Code(KeyCode::Up);
const DOWN: Key = Key::Code(KeyCode::Down);
const LEFT: Key = Key::Code(KeyCode::Left);
const RIGHT: Key = Key::Code(KeyCode::Right);
const ENTER: Key = Key::Code(KeyCode::Enter);
const ESC: Key = Key::Code(KeyCode::Esc);
const TAB: Key = Key::Code(KeyCode::Tab);
const BACKTAB: Key = Key::Code(KeyCode::BackTab);
const PGUP: Key = Key::Code(KeyCode::PageUp);
const PGDN: Key = Key::Code(KeyCode::PageDown);
const HOME: Key = Key::Code(KeyCode::Home);
const END: Key = Key::Code(KeyCode::End);
const DELETE: Key = Key::Code(KeyCode::Delete);
const BACKSPACE: Key = Key::Code(KeyCode::Backspace);
const NEXT_TRACK: Key = Key::Code(KeyCode::Media(MediaKeyCode::TrackNext));
const PREVIOUS_TRACK: Key = Key::Code(KeyCode::Media(MediaKeyCode::TrackPrevious));
const PLAY_PAUSE: Key = Key::Code(KeyCode::Media(MediaKeyCode::PlayPause));
// The one key of most keyboards for play and pause arrives as play under X11 and Wayland.
const PLAY: Key = Key::Code(KeyCode::Media(MediaKeyCode::Play));
const PAUSE: Key = Key::Code(KeyCode::Media(MediaKeyCode::Pause));
const STOP: Key = Key::Code(KeyCode::Media(MediaKeyCode::Stop));
const CLICK: Key = Key::Mouse(Button::Click);
const MIDDLE: Key = Key::Mouse(Button::Middle);
const WHEEL_UP: Key = Key::Mouse(Button::WheelUp);
const WHEEL_DOWN: Key = Key::Mouse(Button::WheelDown);

const fn shown(scope: Scope, keys: &'static [Key], action: Action, short: &'static str, long: &'static str) -> Binding {
    Binding { scope, keys, action, short, long, footer: true }
}

const fn quiet(scope: Scope, keys: &'static [Key], action: Action, short: &'static str, long: &'static str) -> Binding {
    Binding { scope, keys, action, short, long, footer: false }
}

/// The number that a key gives on the pain scale.
fn on_scale(c: char) -> Option<u8> {
    match c {
        'x' | 'X' | '-' => Some(10),
        _ => c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()),
    }
}

use Action as A;
use Key::{Char, Ctrl};
use Scope as S;

/// Every key of the program. Within a scope the order is that of the footer and of help.
pub const TABLE: &[Binding] = &[
    shown(S::Home, &[ENTER], A::Open, "start", "start the routine that is marked"),
    shown(S::Home, &[Char('/')], A::Filter, "find", "find a routine by its name, its words or its techniques"),
    quiet(S::Home, &[Char('s')], A::Sides, "sides", "choose the sides for today"),
    shown(S::Home, &[Char('h')], A::History, "history", "see what was done so far"),
    shown(S::Home, &[Char('t')], A::Trends, "trends", "see whether it is getting better"),
    shown(S::Home, &[Char('f')], A::Rate, "rate", "rate the first steps, the day, or any other moment"),
    quiet(S::Home, &[Char('n')], A::New, "new", "make a routine of your own"),
    quiet(S::Home, &[Char('N')], A::NewFrom, "new from this", "make one of your own from the one that is marked"),
    quiet(S::Home, &[Char(',')], A::Settings, "settings", "your settings: feet, screen, sound, voice"),
    quiet(S::Home, &[Char('c')], A::Cues, "cue check", "check what you hear and see in this terminal"),
    quiet(S::Home, &[ESC], A::Back, "not now", "put away what is offered"),
    quiet(S::Home, &[UP, Char('k')], A::Up, "up", "the routine above"),
    quiet(S::Home, &[DOWN, Char('j')], A::Down, "down", "the routine below"),
    quiet(S::Home, &[PGUP], A::PageUp, "page up", "a page up"),
    quiet(S::Home, &[PGDN], A::PageDown, "page down", "a page down"),
    quiet(S::Home, &[HOME, Char('g')], A::First, "first", "the first routine"),
    quiet(S::Home, &[END, Char('G')], A::Last, "last", "the last routine"),
    shown(S::Home, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::Home, &[Char('q')], A::Quit, "quit", "leave solemate"),
    shown(S::Home, &[Char('m')], A::Minutes, "minutes", "fit the routine to the minutes you have"),
    shown(S::Home, &[Char('p')], A::Adapt, "plan", "plan it for today: steps left out, sides, more or less of all"),
    shown(S::Home, &[Char('e')], A::Edit, "edit", "change the routine that is marked"),
    shown(S::Filter, &[ENTER], A::Open, "start", "start the routine that is marked"),
    quiet(S::Filter, &[UP], A::Up, "up", "the routine above"),
    quiet(S::Filter, &[DOWN], A::Down, "down", "the routine below"),
    quiet(S::Filter, &[PGUP], A::PageUp, "page up", "a page up"),
    quiet(S::Filter, &[PGDN], A::PageDown, "page down", "a page down"),
    quiet(S::Filter, &[BACKSPACE], A::Erase, "erase", "erase the last letter"),
    shown(S::Filter, &[ESC], A::Back, "all routines", "show all routines again"),
    shown(S::Adapt, &[ENTER], A::Open, "start", "begin it like this; the file stays as it is"),
    shown(S::Adapt, &[Char(' ')], A::Toggle, "in or out", "leave the step out today, or take it in again"),
    shown(S::Adapt, &[Char('+'), Char('=')], A::Longer, "more", "a tenth more of every dose, up to half as much again"),
    shown(S::Adapt, &[Char('-')], A::Shorter, "less", "a tenth less of every dose, down to half"),
    shown(S::Adapt, &[Char('m')], A::Minutes, "minutes", "fit it to the minutes you have"),
    shown(S::Adapt, &[Char('s')], A::Sides, "sides", "choose the sides for today"),
    quiet(S::Adapt, &[Char('r')], A::Restart, "as on paper", "everything as it is on paper again"),
    quiet(S::Adapt, &[UP, Char('k')], A::Up, "up", "the step above"),
    quiet(S::Adapt, &[DOWN, Char('j')], A::Down, "down", "the step below"),
    quiet(S::Adapt, &[PGUP], A::PageUp, "page up", "a page up"),
    quiet(S::Adapt, &[PGDN], A::PageDown, "page down", "a page down"),
    quiet(S::Adapt, &[HOME, Char('g')], A::First, "first", "the first step"),
    quiet(S::Adapt, &[END, Char('G')], A::Last, "last", "the last step"),
    shown(S::Adapt, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::Adapt, &[ESC, Char('q')], A::Back, "back", "back to the routines"),
    shown(S::Minutes, &[ENTER, TAB], A::Open, "done", "so many minutes; nothing typed takes as long as it takes"),
    shown(S::Minutes, &[ESC], A::Back, "back", "back, and nothing is fitted"),
    quiet(S::Minutes, &[BACKSPACE], A::Erase, "erase", "erase the digit before the cursor"),
    quiet(S::Minutes, &[DELETE], A::EraseNext, "erase", "erase the digit after the cursor"),
    quiet(S::Minutes, &[LEFT], A::Left, "left", "a digit to the left"),
    quiet(S::Minutes, &[RIGHT], A::Right, "right", "a digit to the right"),
    quiet(S::Minutes, &[HOME, Ctrl('a')], A::First, "start", "to the start"),
    quiet(S::Minutes, &[END, Ctrl('e')], A::Last, "end", "to the end"),
    quiet(S::Minutes, &[Ctrl('w')], A::EraseWord, "erase all", "erase everything before the cursor"),
    quiet(S::Minutes, &[Ctrl('u')], A::Clear, "erase all", "erase everything before the cursor"),
    shown(S::Check, &[ENTER], A::Open, "go on", "none of these, or what a yes means"),
    shown(S::Check, &[Key::Line], A::Number(0), "yes", "yes to the line of that number"),
    shown(S::Check, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::Check, &[ESC, Char('q')], A::Back, "back", "back to the routines"),
    shown(S::Stopped, &[Key::Scale], A::Number(0), "pain now", "pain now: 0 none to 9, x or - for 10"),
    shown(S::Stopped, &[TAB, DOWN], A::NextField, "other foot", "rate the other foot"),
    quiet(S::Stopped, &[BACKTAB, UP], A::PreviousField, "other foot", "rate the other foot"),
    quiet(S::Stopped, &[BACKSPACE, DELETE], A::Erase, "not rated", "take the rating back"),
    shown(S::Stopped, &[Char('c')], A::Clear, "change answers", "go back to the five questions"),
    shown(S::Stopped, &[ENTER, ESC, Char('q')], A::Back, "close", "back to the routines"),
    shown(S::Before, &[ENTER, Char(' ')], A::Open, "start", "start the session"),
    shown(S::Before, &[Key::Scale], A::Number(0), "pain now", "pain now: 0 none to 9, x or - for 10"),
    shown(S::Before, &[TAB, DOWN], A::NextField, "other foot", "rate the other foot"),
    quiet(S::Before, &[BACKTAB, UP], A::PreviousField, "other foot", "rate the other foot"),
    quiet(S::Before, &[BACKSPACE, DELETE], A::Erase, "not rated", "take the rating back"),
    shown(S::Before, &[Char('s')], A::Sides, "sides", "choose the sides for today"),
    quiet(S::Before, &[Char('g')], A::Gentle, "Gentle Day", "do Gentle Day instead, when pain is 6 or more"),
    shown(S::Before, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::Before, &[ESC, Char('q')], A::Back, "back", "back to the routines"),
    shown(S::Session, &[Char(' '), CLICK], A::BigButton, "pause", "pause and go on; so does any key not named here"),
    shown(S::Session, &[RIGHT, Char('n')], A::Skip, "next", "skip the rest of this part: press twice"),
    shown(S::Session, &[LEFT, Char('b')], A::GoBack, "back", "take a skip back, begin again, or go to the part before"),
    shown(S::Session, &[Char('+'), Char('=')], A::AddTime, "15 s", "15 seconds more"),
    quiet(S::Session, &[Char('-')], A::TakeTime, "-15 s", "15 seconds less"),
    shown(S::Session, &[Char('h'), MIDDLE], A::ThatHurt, "that hurt", "it hurts here: noted; a second press skips it"),
    quiet(S::Session, &[Key::Digits], A::Number(0), "pain now", "pain now on this side: 0 none to 9, x for 10"),
    quiet(S::Session, &[Char('o'), TAB], A::OtherSide, "other side", "the number just given is for the other side"),
    quiet(S::Session, &[Char('r')], A::Restart, "again", "begin this part again"),
    quiet(
        S::Session,
        &[Char('w')],
        A::WaitForMe,
        "wait for me",
        "wait for me before the next part; once more to take it back",
    ),
    quiet(S::Session, &[Char('s')], A::SwapSides, "swap sides", "left for right, from here to the end"),
    quiet(S::Session, &[Char('k')], A::Lock, "lock", "lock the keys: only pause and go on are left"),
    quiet(S::Session, &[Char('m')], A::Mute, "sound", "tones and voice, tones only, or silent"),
    shown(S::Session, &[Char('v')], A::View, "near", "near view with the whole instruction, or far view"),
    shown(S::Session, &[Char('?')], A::Help, "all keys", "show all keys; the session goes on"),
    shown(S::Session, &[Char('q'), ESC], A::Stop, "end", "end the session: press twice; what was done is kept"),
    quiet(S::Session, &[PLAY_PAUSE, PLAY], A::BigButton, "pause", "pause and go on, by a media key"),
    quiet(S::Session, &[PAUSE, STOP], A::Pause, "pause", "pause, by a media key"),
    quiet(S::Session, &[PGDN, NEXT_TRACK], A::Skip, "next", "skip by a remote or a media key: press twice"),
    quiet(S::Session, &[PGUP, PREVIOUS_TRACK], A::GoBack, "back", "back by a remote or a media key"),
    quiet(S::Session, &[WHEEL_DOWN], A::Skip, "next", "skip by the wheel: two turns"),
    quiet(S::Session, &[WHEEL_UP], A::GoBack, "back", "back by the wheel: two turns"),
    shown(S::SessionLocked, &[Char(' '), CLICK], A::BigButton, "pause", "pause and go on"),
    quiet(S::SessionLocked, &[PLAY_PAUSE, PLAY], A::BigButton, "pause", "pause and go on, by a media key"),
    quiet(S::SessionLocked, &[PAUSE, STOP], A::Pause, "pause", "pause, by a media key"),
    shown(S::SessionLocked, &[Char('k')], A::Lock, "unlock", "unlock the keys: press twice"),
    shown(S::After, &[Key::Scale], A::Number(0), "pain now", "pain now: 0 none to 9, x or - for 10"),
    shown(S::After, &[TAB, DOWN], A::NextField, "other foot", "rate the other foot"),
    quiet(S::After, &[BACKTAB, UP], A::PreviousField, "other foot", "rate the other foot"),
    quiet(S::After, &[BACKSPACE, DELETE], A::Erase, "not rated", "take the rating back"),
    shown(S::After, &[Char('n')], A::Note, "note", "write a note"),
    shown(S::After, &[Char('s')], A::Details, "steps", "planned and done, for each step"),
    shown(S::After, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::After, &[ENTER, ESC, Char('q')], A::Back, "close", "close; everything is saved already"),
    shown(S::Note, &[ENTER, ESC, TAB], A::Back, "done", "the note is finished"),
    quiet(S::Note, &[BACKSPACE], A::Erase, "erase", "erase the letter before the cursor"),
    quiet(S::Note, &[DELETE], A::EraseNext, "erase", "erase the letter after the cursor"),
    quiet(S::Note, &[LEFT], A::Left, "left", "a letter to the left"),
    quiet(S::Note, &[RIGHT], A::Right, "right", "a letter to the right"),
    quiet(S::Note, &[HOME, Ctrl('a')], A::First, "start", "to the start"),
    quiet(S::Note, &[END, Ctrl('e')], A::Last, "end", "to the end"),
    quiet(S::Note, &[Ctrl('w')], A::EraseWord, "erase word", "erase the word before the cursor"),
    quiet(S::Note, &[Ctrl('u')], A::Clear, "erase all", "erase everything before the cursor"),
    shown(S::History, &[ENTER], A::Open, "open", "open the session or rating that is marked"),
    shown(S::History, &[Char('/')], A::Filter, "find", "find by routine, foot, kind, day or any word"),
    shown(S::History, &[Char('a')], A::AddRating, "add", "add a rating of a past time"),
    quiet(S::History, &[Char('e')], A::Event, "event", "mark something that happened: new insoles, a holiday"),
    shown(S::History, &[Char('d'), DELETE], A::Delete, "delete", "delete what is marked, with all that belongs to it"),
    shown(S::History, &[Char('u')], A::Undo, "undo", "bring back what was deleted last"),
    quiet(S::History, &[UP, Char('k')], A::Up, "up", "the record above"),
    quiet(S::History, &[DOWN, Char('j')], A::Down, "down", "the record below"),
    quiet(S::History, &[PGUP], A::PageUp, "page up", "a page up"),
    quiet(S::History, &[PGDN, Char(' ')], A::PageDown, "page down", "a page down"),
    quiet(S::History, &[HOME, Char('g')], A::First, "newest", "the newest record"),
    quiet(S::History, &[END, Char('G')], A::Last, "oldest", "the oldest record"),
    shown(S::History, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::History, &[ESC, Char('q')], A::Back, "back", "all of it again, then back to the routines"),
    shown(S::Seek, &[ENTER], A::Open, "done", "the words are complete"),
    shown(S::Seek, &[ESC], A::Back, "all", "show all of it again"),
    quiet(S::Seek, &[UP], A::Up, "up", "the row above"),
    quiet(S::Seek, &[DOWN], A::Down, "down", "the row below"),
    quiet(S::Seek, &[PGUP], A::PageUp, "page up", "a page up"),
    quiet(S::Seek, &[PGDN], A::PageDown, "page down", "a page down"),
    quiet(S::Seek, &[LEFT], A::Left, "left", "a letter to the left"),
    quiet(S::Seek, &[RIGHT], A::Right, "right", "a letter to the right"),
    quiet(S::Seek, &[BACKSPACE], A::Erase, "erase", "erase the letter before the cursor"),
    quiet(S::Seek, &[DELETE], A::EraseNext, "erase", "erase the letter after the cursor"),
    quiet(S::Seek, &[Ctrl('w')], A::EraseWord, "erase word", "erase the word before the cursor"),
    quiet(S::Seek, &[Ctrl('u')], A::Clear, "erase all", "erase everything before the cursor"),
    quiet(S::Record, &[UP, Char('k')], A::Up, "up", "a line up"),
    quiet(S::Record, &[DOWN, Char('j')], A::Down, "down", "a line down"),
    quiet(S::Record, &[PGUP], A::PageUp, "page up", "a page up"),
    quiet(S::Record, &[PGDN, Char(' ')], A::PageDown, "page down", "a page down"),
    shown(S::Record, &[Char('r')], A::Rate, "ratings", "correct its ratings, or give one that is missing"),
    shown(S::Record, &[Char('n')], A::Note, "note", "write or change its note"),
    shown(S::Record, &[Char('d'), DELETE], A::Delete, "delete", "delete it with its ratings and its note"),
    shown(S::Record, &[LEFT], A::Left, "newer", "the record after this one"),
    shown(S::Record, &[RIGHT], A::Right, "older", "the record before this one"),
    shown(S::Record, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::Record, &[ESC, ENTER, Char('q')], A::Back, "back", "back to the list"),
    shown(S::Trends, &[TAB], A::NextField, "next", "the next picture"),
    quiet(S::Trends, &[BACKTAB], A::PreviousField, "picture before", "the picture before"),
    shown(S::Trends, &[LEFT], A::Left, "a day", "point at the day before"),
    quiet(S::Trends, &[RIGHT], A::Right, "day after", "point at the day after"),
    quiet(S::Trends, &[PGUP], A::PageUp, "week before", "a week back; in a list, a page up"),
    quiet(S::Trends, &[PGDN, Char(' ')], A::PageDown, "week after", "a week on; in a list, a page down"),
    shown(S::Trends, &[Char('+'), Char('=')], A::Longer, "longer", "look further back: 4, 12, 52 weeks, all"),
    quiet(S::Trends, &[Char('-')], A::Shorter, "shorter", "look less far back"),
    shown(S::Trends, &[Char('t')], A::Details, "table", "the same as a table, and back"),
    shown(S::Trends, &[Char('e')], A::Event, "event", "mark what happened on the day that is pointed at, or today"),
    quiet(S::Trends, &[UP, Char('k')], A::Up, "up", "a line up"),
    quiet(S::Trends, &[DOWN, Char('j')], A::Down, "down", "a line down"),
    quiet(S::Trends, &[Char('h')], A::History, "history", "see what was done so far"),
    shown(S::Trends, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::Trends, &[ESC, Char('q')], A::Back, "back", "back to the routines"),
    shown(S::Trends, &[Char('i')], A::Explain, "how", "how the figures are made, and where they come from"),
    shown(S::Rate, &[Key::Scale], A::Number(0), "pain", "the foot's pain: 0 none to 9, x or - for 10"),
    shown(S::Rate, &[TAB, DOWN], A::NextField, "foot", "rate the other foot"),
    quiet(S::Rate, &[BACKTAB, UP], A::PreviousField, "other foot", "rate the other foot"),
    quiet(S::Rate, &[BACKSPACE, DELETE], A::Erase, "not rated", "take the rating back"),
    shown(S::Rate, &[RIGHT], A::Right, "kind", "the next kind of rating"),
    quiet(S::Rate, &[LEFT], A::Left, "kind", "the kind before"),
    shown(S::Rate, &[Char('w')], A::When, "when", "give a past time: today 07:10, yesterday 21:00"),
    shown(S::Rate, &[Char('p')], A::Place, "place", "say in words where it hurts"),
    shown(S::Rate, &[Char('n')], A::Note, "note", "write a note"),
    quiet(S::Rate, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::Rate, &[ENTER, ESC, Char('q')], A::Back, "close", "close; everything is saved already"),
    shown(S::Event, &[Char('n')], A::Note, "words", "change what is said of it"),
    shown(S::Event, &[Char('w')], A::When, "when", "give a past time: today 07:10, yesterday 21:00"),
    shown(S::Event, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::Event, &[ENTER, ESC, Char('q')], A::Back, "close", "close; everything is saved already"),
    shown(S::When, &[ENTER, TAB], A::Open, "done", "this is the time; nothing typed leaves it as it is"),
    shown(S::When, &[ESC], A::Back, "as it was", "leave the time as it is"),
    quiet(S::When, &[BACKSPACE], A::Erase, "erase", "erase the letter before the cursor"),
    quiet(S::When, &[DELETE], A::EraseNext, "erase", "erase the letter after the cursor"),
    quiet(S::When, &[LEFT], A::Left, "left", "a letter to the left"),
    quiet(S::When, &[RIGHT], A::Right, "right", "a letter to the right"),
    quiet(S::When, &[HOME, Ctrl('a')], A::First, "start", "to the start"),
    quiet(S::When, &[END, Ctrl('e')], A::Last, "end", "to the end"),
    quiet(S::When, &[Ctrl('w')], A::EraseWord, "erase word", "erase the word before the cursor"),
    quiet(S::When, &[Ctrl('u')], A::Clear, "erase all", "erase everything before the cursor"),
    shown(S::Recover, &[ENTER, Char('g')], A::GoOn, "go on", "go on where it stopped"),
    shown(S::Recover, &[Char('k')], A::KeepAndClose, "keep and close", "keep what was done and close it"),
    shown(S::Recover, &[Char('l')], A::Details, "look first", "see what was done so far"),
    shown(
        S::Recover,
        &[ESC, Char('q')],
        A::Back,
        "decide later",
        "decide nothing now: it is offered again, or kept when another begins",
    ),
    shown(S::RecoverLate, &[ENTER, Char('k')], A::KeepAndClose, "keep and close", "keep what was done and close it"),
    shown(S::RecoverLate, &[Char('g')], A::GoOn, "go on", "go on where it stopped"),
    shown(S::RecoverLate, &[Char('l')], A::Details, "look first", "see what was done so far"),
    shown(
        S::RecoverLate,
        &[ESC, Char('q')],
        A::Back,
        "decide later",
        "decide nothing now: it is offered again, or kept when another begins",
    ),
    shown(S::Cues, &[Char('y')], A::Yes, "yes", "yes, I noticed it"),
    shown(S::Cues, &[Char('n')], A::No, "no", "no, I did not: it is left out in this kind of terminal"),
    shown(S::Cues, &[Char('r')], A::Restart, "again", "try it again"),
    shown(S::Cues, &[ENTER], A::Open, "next", "the next question, with or without an answer"),
    shown(S::Cues, &[ESC, Char('q')], A::Back, "leave", "leave the check; what was answered is kept"),
    quiet(S::Cues, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::CuesAsked, &[ENTER, ESC, Char('q')], A::Back, "close", "close; the answers are kept"),
    shown(S::NewName, &[ENTER], A::Open, "go on", "this is its name; nothing is written before you save"),
    shown(S::NewName, &[ESC], A::Back, "back", "make none"),
    quiet(S::NewName, &[BACKSPACE], A::Erase, "erase", "erase the letter before the cursor"),
    quiet(S::NewName, &[LEFT], A::Left, "left", "a letter to the left"),
    quiet(S::NewName, &[RIGHT], A::Right, "right", "a letter to the right"),
    shown(S::EditSteps, &[ENTER, RIGHT, TAB], A::Open, "fields", "the fields of what is marked"),
    shown(S::EditSteps, &[Char('a')], A::Add, "add", "a new step below"),
    quiet(S::EditSteps, &[Char('d')], A::Duplicate, "duplicate", "the same step once more below"),
    quiet(S::EditSteps, &[Char('K')], A::MoveUp, "up", "move the step up; the first of a set moves out of it"),
    quiet(S::EditSteps, &[Char('J')], A::MoveDown, "down", "move the step down; the last of a set moves out of it"),
    quiet(S::EditSteps, &[DELETE], A::Delete, "delete", "delete the step with its comments"),
    quiet(S::EditSteps, &[Char('x')], A::Cut, "cut", "cut the step, to put it in elsewhere"),
    quiet(S::EditSteps, &[Char('c')], A::Copy, "copy", "copy the step, to put it in elsewhere"),
    quiet(
        S::EditSteps,
        &[Char('v')],
        A::Paste,
        "paste",
        "put in below what was cut or copied, also in another routine",
    ),
    quiet(
        S::EditSteps,
        &[Char(' ')],
        A::MarkStep,
        "select",
        "select steps from here on, to move or change them together",
    ),
    quiet(S::EditSteps, &[Char('g')], A::Group, "group", "a set of the steps that are selected, done in rounds"),
    quiet(S::EditSteps, &[Char('G')], A::Ungroup, "ungroup", "take a set away and leave its steps"),
    shown(S::EditSteps, &[Char('u')], A::Undo, "undo", "undo the last change; as often as you like"),
    quiet(S::EditSteps, &[Char('U'), Ctrl('r')], A::Redo, "redo", "do again what was undone"),
    quiet(S::EditSteps, &[Char('p')], A::Try, "try", "try the marked step: a session of it alone"),
    quiet(S::EditSteps, &[Char('/')], A::Filter, "find", "find a step by any of its words"),
    quiet(S::EditSteps, &[UP, Char('k')], A::Up, "up", "the step above"),
    quiet(S::EditSteps, &[DOWN, Char('j')], A::Down, "down", "the step below"),
    quiet(S::EditSteps, &[PGUP], A::PageUp, "page up", "a page up"),
    quiet(S::EditSteps, &[PGDN], A::PageDown, "page down", "a page down"),
    quiet(S::EditSteps, &[HOME], A::First, "first", "the routine itself"),
    quiet(S::EditSteps, &[END], A::Last, "last", "the last step"),
    quiet(S::EditSteps, &[Char('E')], A::Outside, "editor", "open it in your own editor (VISUAL or EDITOR)"),
    shown(S::EditSteps, &[Ctrl('s')], A::Save, "save", "see what saving changes in the file, and save"),
    shown(S::EditSteps, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::EditSteps, &[ESC, Char('q')], A::Back, "close", "back to the routines; what is not saved is asked about"),
    shown(S::EditFields, &[ENTER, Char(' ')], A::Open, "change", "type this field, or switch it"),
    shown(
        S::EditFields,
        &[DELETE, BACKSPACE],
        A::Erase,
        "clear",
        "take the key out: what holds then stands there in grey",
    ),
    quiet(S::EditFields, &[UP, Char('k')], A::Up, "up", "the field above"),
    quiet(S::EditFields, &[DOWN, Char('j')], A::Down, "down", "the field below"),
    quiet(S::EditFields, &[PGUP], A::PageUp, "page up", "a page up"),
    quiet(S::EditFields, &[PGDN], A::PageDown, "page down", "a page down"),
    quiet(S::EditFields, &[HOME], A::First, "first", "the first field"),
    quiet(S::EditFields, &[END], A::Last, "last", "the last field"),
    shown(S::EditFields, &[Char('u')], A::Undo, "undo", "undo the last change; as often as you like"),
    quiet(S::EditFields, &[Char('U'), Ctrl('r')], A::Redo, "redo", "do again what was undone"),
    quiet(S::EditFields, &[Char('p')], A::Try, "try", "try the marked step: a session of it alone"),
    quiet(S::EditFields, &[Char('/')], A::Filter, "find", "find a step by any of its words"),
    quiet(S::EditFields, &[Char('E')], A::Outside, "editor", "open it in your own editor (VISUAL or EDITOR)"),
    shown(S::EditFields, &[Ctrl('s')], A::Save, "save", "see what saving changes in the file, and save"),
    shown(S::EditFields, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::EditFields, &[ESC, LEFT, TAB, BACKTAB, Char('q')], A::Back, "steps", "back to the steps"),
    shown(S::EditType, &[ENTER], A::Open, "done", "the field is done"),
    shown(S::EditType, &[TAB, DOWN], A::NextField, "next", "done, and on to the next field"),
    quiet(S::EditType, &[BACKTAB, UP], A::PreviousField, "before", "done, and on to the field before"),
    shown(S::EditType, &[ESC], A::Back, "as it was", "leave the field as it was"),
    quiet(S::EditType, &[Ctrl('o')], A::NewLine, "new line", "begin a new line in `how` or `care`"),
    quiet(S::EditType, &[BACKSPACE], A::Erase, "erase", "erase the letter before the cursor"),
    quiet(S::EditType, &[DELETE], A::EraseNext, "erase", "erase the letter after the cursor"),
    quiet(S::EditType, &[LEFT], A::Left, "left", "a letter to the left"),
    quiet(S::EditType, &[RIGHT], A::Right, "right", "a letter to the right"),
    quiet(S::EditType, &[HOME, Ctrl('a')], A::First, "start", "to the start"),
    quiet(S::EditType, &[END, Ctrl('e')], A::Last, "end", "to the end"),
    quiet(S::EditType, &[Ctrl('w')], A::EraseWord, "erase word", "erase the word before the cursor"),
    quiet(S::EditType, &[Ctrl('u')], A::Clear, "erase all", "erase everything before the cursor"),
    shown(S::EditWord, &[ENTER], A::Open, "done", "this word; what is half typed becomes the first one shown"),
    shown(S::EditWord, &[DOWN], A::Down, "next word", "the next word"),
    quiet(S::EditWord, &[UP], A::Up, "word before", "the word before"),
    quiet(S::EditWord, &[TAB], A::NextField, "next", "done, and on to the next field"),
    quiet(S::EditWord, &[BACKTAB], A::PreviousField, "before", "done, and on to the field before"),
    shown(S::EditWord, &[ESC], A::Back, "as it was", "leave the field as it was"),
    quiet(S::EditWord, &[BACKSPACE], A::Erase, "erase", "erase the letter before the cursor"),
    quiet(S::EditWord, &[DELETE], A::EraseNext, "erase", "erase the letter after the cursor"),
    quiet(S::EditWord, &[LEFT], A::Left, "left", "a letter to the left"),
    quiet(S::EditWord, &[RIGHT], A::Right, "right", "a letter to the right"),
    quiet(S::EditWord, &[Ctrl('w')], A::EraseWord, "erase word", "erase the word before the cursor"),
    quiet(S::EditWord, &[Ctrl('u')], A::Clear, "erase all", "erase everything before the cursor"),
    shown(S::EditBroken, &[Char('E'), ENTER], A::Outside, "editor", "open it in your own editor (VISUAL or EDITOR)"),
    shown(S::EditBroken, &[Char('u')], A::Undo, "undo", "undo the last change"),
    quiet(S::EditBroken, &[Char('U'), Ctrl('r')], A::Redo, "redo", "do again what was undone"),
    quiet(S::EditBroken, &[Ctrl('s')], A::Save, "save", "see what saving changes in the file, and save"),
    shown(S::EditBroken, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::EditBroken, &[ESC, Char('q')], A::Back, "close", "back to the routines"),
    shown(S::EditSeek, &[ENTER], A::Open, "next", "the next step with these words"),
    shown(S::EditSeek, &[ESC], A::Back, "done", "stay with this step"),
    quiet(S::EditSeek, &[BACKSPACE], A::Erase, "erase", "erase the letter before the cursor"),
    quiet(S::EditSeek, &[LEFT], A::Left, "left", "a letter to the left"),
    quiet(S::EditSeek, &[RIGHT], A::Right, "right", "a letter to the right"),
    shown(S::EditReview, &[ENTER, Ctrl('s')], A::Open, "save", "save it like this"),
    shown(S::EditReview, &[ESC, Char('q')], A::Back, "not yet", "go on editing"),
    quiet(S::EditReview, &[UP, Char('k')], A::Up, "up", "a line up"),
    quiet(S::EditReview, &[DOWN, Char('j')], A::Down, "down", "a line down"),
    quiet(S::EditReview, &[PGUP], A::PageUp, "page up", "a page up"),
    quiet(S::EditReview, &[PGDN], A::PageDown, "page down", "a page down"),
    shown(S::EditLeave, &[ENTER, Ctrl('s')], A::Open, "save", "save it like this, and close"),
    shown(S::EditLeave, &[ESC, Char('q')], A::Back, "leave", "close without saving: the draft is offered next time"),
    shown(S::EditLeave, &[Char('e')], A::GoOn, "go on", "go on editing"),
    shown(S::EditLeave, &[Char('D')], A::Drop, "drop", "close, and forget what was changed"),
    quiet(S::EditLeave, &[UP, Char('k')], A::Up, "up", "a line up"),
    quiet(S::EditLeave, &[DOWN, Char('j')], A::Down, "down", "a line down"),
    quiet(S::EditLeave, &[PGUP], A::PageUp, "page up", "a page up"),
    quiet(S::EditLeave, &[PGDN], A::PageDown, "page down", "a page down"),
    shown(
        S::EditConflict,
        &[Char('t')],
        A::Theirs,
        "take theirs",
        "show what is in the file now; undo brings yours back",
    ),
    shown(S::EditConflict, &[Char('o')], A::SaveAs, "other name", "save yours under another name; theirs stays"),
    shown(S::EditConflict, &[ESC, Char('q')], A::Back, "go on", "go on editing; nothing is written"),
    quiet(S::EditConflict, &[UP, Char('k')], A::Up, "up", "a line up"),
    quiet(S::EditConflict, &[DOWN, Char('j')], A::Down, "down", "a line down"),
    quiet(S::EditConflict, &[PGUP], A::PageUp, "page up", "a page up"),
    quiet(S::EditConflict, &[PGDN], A::PageDown, "page down", "a page down"),
    shown(S::EditName, &[ENTER], A::Open, "save", "save it under this name"),
    shown(S::EditName, &[ESC], A::Back, "go on", "go on editing; nothing is written"),
    quiet(S::EditName, &[BACKSPACE], A::Erase, "erase", "erase the letter before the cursor"),
    quiet(S::EditName, &[LEFT], A::Left, "left", "a letter to the left"),
    quiet(S::EditName, &[RIGHT], A::Right, "right", "a letter to the right"),
    quiet(S::EditName, &[Ctrl('u')], A::Clear, "erase all", "erase everything before the cursor"),
    shown(S::EditLeft, &[ENTER], A::Open, "take up", "go on from the draft; nothing is written before you save"),
    shown(S::EditLeft, &[Char('D')], A::Drop, "drop", "forget the draft, and open what the file holds"),
    shown(S::EditLeft, &[ESC, Char('q')], A::Back, "later", "back to the routines; it is offered again"),
    shown(
        S::Settings,
        &[RIGHT, Char('+'), Char('=')],
        A::Right,
        "change",
        "the next choice, or more; it is seen at once",
    ),
    quiet(S::Settings, &[LEFT, Char('-')], A::Left, "before", "the choice before, or less"),
    shown(
        S::Settings,
        &[ENTER],
        A::Open,
        "choose",
        "choose from the list, or type it; the digits of a number begin at once",
    ),
    quiet(S::Settings, &[Char(' ')], A::Toggle, "switch", "yes or no, or the next of the choices"),
    shown(S::Settings, &[Char('r')], A::Restart, "default", "back to the default: the line goes, its comments stay"),
    quiet(S::Settings, &[Char('t')], A::Try, "try", "hear it: a tone or the voice"),
    shown(
        S::Settings,
        &[Ctrl('s')],
        A::Save,
        "save",
        "save it; the first time, what changes in the file is shown before",
    ),
    quiet(S::Settings, &[Char('u')], A::Undo, "undo", "undo the last change; as often as you like"),
    quiet(S::Settings, &[Char('U'), Ctrl('r')], A::Redo, "redo", "do again what was undone"),
    quiet(S::Settings, &[UP, Char('k')], A::Up, "up", "the setting above"),
    quiet(S::Settings, &[DOWN, Char('j')], A::Down, "down", "the setting below"),
    quiet(S::Settings, &[TAB], A::NextField, "next part", "the next part"),
    quiet(S::Settings, &[BACKTAB], A::PreviousField, "part before", "the part before"),
    quiet(S::Settings, &[PGUP], A::PageUp, "page up", "a page up"),
    quiet(S::Settings, &[PGDN], A::PageDown, "page down", "a page down"),
    quiet(S::Settings, &[HOME, Char('g')], A::First, "first", "the first setting"),
    quiet(S::Settings, &[END, Char('G')], A::Last, "last", "the last setting"),
    quiet(S::Settings, &[Char('E')], A::Outside, "editor", "open the file in your own editor (VISUAL or EDITOR)"),
    shown(S::Settings, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(
        S::Settings,
        &[ESC, Char('q')],
        A::Back,
        "close",
        "back to the routines; what was changed is shown and saved",
    ),
    shown(S::SettingsChoose, &[DOWN, Char('j'), RIGHT], A::Down, "next", "the next one; it is seen at once"),
    shown(S::SettingsChoose, &[UP, Char('k'), LEFT], A::Up, "before", "the one before"),
    quiet(S::SettingsChoose, &[HOME, Char('g')], A::First, "first", "the first one"),
    quiet(S::SettingsChoose, &[END, Char('G')], A::Last, "last", "the last one"),
    shown(S::SettingsChoose, &[ENTER, Char(' ')], A::Open, "this one", "this one"),
    shown(S::SettingsChoose, &[ESC, Char('q')], A::Back, "as it was", "leave it as it was"),
    shown(S::SettingsType, &[ENTER, TAB], A::Open, "done", "this is it; nothing typed is the default"),
    shown(S::SettingsType, &[ESC], A::Back, "as it was", "leave it as it was"),
    quiet(S::SettingsType, &[BACKSPACE], A::Erase, "erase", "erase the letter before the cursor"),
    quiet(S::SettingsType, &[DELETE], A::EraseNext, "erase", "erase the letter after the cursor"),
    quiet(S::SettingsType, &[LEFT], A::Left, "left", "a letter to the left"),
    quiet(S::SettingsType, &[RIGHT], A::Right, "right", "a letter to the right"),
    quiet(S::SettingsType, &[HOME, Ctrl('a')], A::First, "start", "to the start"),
    quiet(S::SettingsType, &[END, Ctrl('e')], A::Last, "end", "to the end"),
    quiet(S::SettingsType, &[Ctrl('w')], A::EraseWord, "erase word", "erase the word before the cursor"),
    quiet(S::SettingsType, &[Ctrl('u')], A::Clear, "erase all", "erase everything before the cursor"),
    shown(
        S::SettingsBroken,
        &[Char('E'), ENTER],
        A::Outside,
        "editor",
        "open it in your own editor (VISUAL or EDITOR)",
    ),
    shown(S::SettingsBroken, &[Char('u')], A::Undo, "undo", "undo the last change"),
    quiet(S::SettingsBroken, &[Char('U'), Ctrl('r')], A::Redo, "redo", "do again what was undone"),
    shown(S::SettingsBroken, &[Char('?')], A::Help, "all keys", "show all keys"),
    shown(S::SettingsBroken, &[ESC, Char('q')], A::Back, "close", "back to the routines; the file stays as it is"),
    shown(S::SettingsLeave, &[ENTER, Ctrl('s')], A::Open, "save", "save it like this, and close"),
    shown(S::SettingsLeave, &[ESC, Char('e')], A::Back, "go on", "go on with the settings"),
    shown(S::SettingsLeave, &[Char('D')], A::Drop, "drop", "close, and forget what was changed"),
    quiet(S::SettingsLeave, &[UP, Char('k')], A::Up, "up", "a line up"),
    quiet(S::SettingsLeave, &[DOWN, Char('j')], A::Down, "down", "a line down"),
    quiet(S::SettingsLeave, &[PGUP], A::PageUp, "page up", "a page up"),
    quiet(S::SettingsLeave, &[PGDN], A::PageDown, "page down", "a page down"),
    shown(
        S::SettingsConflict,
        &[Char('t')],
        A::Theirs,
        "take theirs",
        "show what is in the file now; undo brings yours back",
    ),
    shown(S::SettingsConflict, &[ESC, Char('q')], A::Back, "go on", "go on with yours; nothing is written"),
    quiet(S::SettingsConflict, &[UP, Char('k')], A::Up, "up", "a line up"),
    quiet(S::SettingsConflict, &[DOWN, Char('j')], A::Down, "down", "a line down"),
    quiet(S::SettingsConflict, &[PGUP], A::PageUp, "page up", "a page up"),
    quiet(S::SettingsConflict, &[PGDN], A::PageDown, "page down", "a page down"),
    shown(S::Busy, &[ENTER, Char('t')], A::TakeOver, "take over", "end it there and go on here; what was done is kept"),
    shown(S::Busy, &[ESC, Char('q')], A::Back, "leave it", "leave it running there"),
    shown(S::Help, &[ESC, ENTER, Char('q'), Char('?'), Char(' ')], A::Back, "close", "close this list"),
    quiet(S::Help, &[Char('c')], A::Cues, "cue check", "check what you hear and see, from the home screen"),
    quiet(S::Help, &[UP, Char('k')], A::Up, "up", "a line up"),
    quiet(S::Help, &[DOWN, Char('j')], A::Down, "down", "a line down"),
    quiet(S::Help, &[PGUP], A::PageUp, "page up", "a page up"),
    quiet(S::Help, &[PGDN], A::PageDown, "page down", "a page down"),
    quiet(S::Everywhere, &[Ctrl('l')], A::Redraw, "redraw", "draw the screen again"),
    quiet(
        S::Everywhere,
        &[Ctrl('z')],
        A::Suspend,
        "shell",
        "back to the shell; `fg` returns, and a session waits paused",
    ),
    quiet(S::Everywhere, &[Ctrl('c')], A::Interrupt, "leave", "leave at once; a session stays open and can go on"),
];

/// What a key press means in `scope`: its own keys first, then those that hold everywhere.
pub fn action_for(scope: Scope, event: &KeyEvent) -> Option<Action> {
    let scope = kept_in(scope);
    let find = |scope| TABLE.iter().find(|b| b.scope == scope && b.keys.iter().any(|key| key.matches(event)));
    let action = find(scope).or_else(|| find(Scope::Everywhere))?.action;
    match (action, event.code) {
        (Action::Number(_), KeyCode::Char(c)) => on_scale(c).map(Action::Number),
        _ => Some(action),
    }
}

/// What a part of the mouse means in `scope`.
pub fn action_of(scope: Scope, button: Button) -> Option<Action> {
    TABLE.iter().find(|b| b.scope == scope && b.keys.contains(&Key::Mouse(button))).map(|binding| binding.action)
}

/// The scope whose lines of the table hold in `scope`.
const fn kept_in(scope: Scope) -> Scope {
    match scope {
        Scope::SessionNear => Scope::Session,
        Scope::RateOne => Scope::Rate,
        Scope::StoppedOne => Scope::Stopped,
        Scope::BeforeOne => Scope::Before,
        Scope::AfterOne => Scope::After,
        scope => scope,
    }
}

/// The lines of the table that hold in `scope`.
pub fn bindings(scope: Scope) -> impl Iterator<Item = Binding> {
    let table = kept_in(scope);
    let leads_nowhere = move |action| match scope {
        Scope::RateOne => matches!(action, Action::Left | Action::Right),
        Scope::StoppedOne | Scope::BeforeOne | Scope::AfterOne => {
            matches!(action, Action::NextField | Action::PreviousField)
        }
        _ => false,
    };
    let holds = move |binding: &&Binding| binding.scope == table && !leads_nowhere(binding.action);
    TABLE.iter().filter(holds).map(move |binding| match (scope, binding.action) {
        (Scope::SessionNear, Action::View) => Binding { short: "far", ..*binding },
        _ => *binding,
    })
}

/// The letter that a key types, if it types one.
pub fn typed(event: &KeyEvent) -> Option<char> {
    match event.code {
        KeyCode::Char(c) if !event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => Some(c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_lines_of_a_scope_claim_the_same_key() {
        for (i, one) in TABLE.iter().enumerate() {
            for other in TABLE.iter().skip(i + 1).filter(|other| other.scope == one.scope) {
                let shared = one.keys.iter().find(|key| other.keys.contains(key));
                assert_eq!(shared, None, "{:?}: {:?} and {:?}", one.scope, one.action, other.action);
            }
        }
    }

    #[test]
    fn every_scope_has_a_way_out_and_a_footer() {
        for binding in TABLE.iter().filter(|b| b.scope != Scope::Everywhere) {
            assert!(bindings(binding.scope).any(|b| b.footer), "{:?} has no footer", binding.scope);
            let leaves = [Action::Back, Action::Quit, Action::Stop, Action::Lock];
            assert!(bindings(binding.scope).any(|b| leaves.contains(&b.action)), "{:?} has no way out", binding.scope);
        }
    }
}
