//! What the screens begin with.

use super::distance::Distance;
use super::effect::CueQuestions;
use super::keymap::Keymap;
use super::screen::player::View;
use super::signal::Signal;
use super::theme::Theme;
use crate::domain::body::Feet;
use crate::domain::care::Care;
use crate::domain::catalogue::Entry;
use crate::domain::desk::Opened;
use crate::domain::fit::Adjustment;
use crate::domain::hearing::Hearing;
use crate::domain::motion::Frames;
use crate::domain::plan::Choice;
use crate::domain::record::Fact;
use crate::domain::routine::Routine;
use crate::domain::session::Unfinished;
use crate::domain::text::Clean;

/// What the program begins with.
#[derive(Debug)]
pub struct Setup {
    /// Styles.
    pub theme: Theme,
    /// Keys.
    pub keys: Keymap,
    /// What the person prefers.
    pub prefs: Prefs,
    /// The routines.
    pub entries: Vec<Entry>,
    /// The plan, and what became of the level.
    pub care: Care,
    /// The newest facts.
    pub recent: Vec<Fact>,
    /// There are more of the last weeks: they are read once the first frame has been seen.
    pub more: bool,
    /// The first steps have not been offered today: home does so before noon.
    pub first_start: bool,
    /// A session that was cut off.
    pub unfinished: Option<Unfinished>,
    /// Things to say at the start.
    pub notices: Vec<Clean>,
    /// What of the routine to begin with is otherwise than on paper today.
    pub adjust: Adjustment,
    /// The routine to begin with is to be done as on paper, whatever the health profile says.
    pub anyway: bool,
    /// Where to begin.
    pub begin: Begin,
}

/// What the person prefers.
#[derive(Clone, Copy, Debug)]
pub struct Prefs {
    /// Which foot is sore by the settings.
    pub usual: Feet,
    /// Sides and level for today.
    pub choice: Choice,
    /// Whether the level is the plan's.
    pub by_plan: bool,
    /// Far or near.
    pub view: View,
    /// How far away the screen is.
    pub distance: Distance,
    /// How cues are seen.
    pub signal: Signal,
    /// Whether the questions come before a session.
    pub check: bool,
    /// How much moves.
    pub frames: Frames,
    /// How much is heard.
    pub hearing: Hearing,
    /// What the settings themselves say of today's choice and of what is heard.
    pub rule: (Choice, Hearing),
    /// Nobody has said yet what is heard and seen in this kind of terminal.
    pub unasked: bool,
}

/// Where to begin.
#[derive(Debug)]
pub enum Begin {
    /// With the home screen.
    Home,
    /// With this routine.
    Routine(Box<Routine>),
    /// With this routine laid open to be changed.
    Edit(Box<Opened>),
    /// With the cue check, and with nothing after it.
    Cues(CueQuestions),
}
