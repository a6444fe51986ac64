//! What is needed before the first frame, and no more: the index of routines, the end of the journal, a session that was
//! cut off. The drawing that a session begins with is read when that is known.

use std::env;

use super::behind;
use super::care;
use super::clock::Clock;
use super::cues::Cues;
use super::deeds::Deeds;
use super::watches::Watches;
use crate::config::{Places, Settings, unfit_routines};
use crate::domain::fit::Adjustment;
use crate::domain::routine::Routine;
use crate::domain::text::Clean;
use crate::domain::words;
use crate::sound::{Speaker, Surroundings};
use crate::store::journal::{Reach, Recent};
use crate::store::library::Source;
use crate::store::offered;
use crate::store::running::{self, Left};
use crate::ui::app::{Begin, Prefs, Setup};
use crate::ui::theme::{Env, Ground, Theme};

/// The first frame draws from so much of the journal's end: about a week of daily use. The rest is read behind it.
const TAIL: usize = 10 * 1024;

/// All that the full screen begins with.
#[derive(Debug)]
pub struct Opening {
    /// Where files live.
    pub places: Places,
    /// What the person has chosen; options of the command line are in it already.
    pub settings: Settings,
    /// Sides and level for today.
    pub choice: crate::domain::plan::Choice,
    /// What of the routine is otherwise than on paper today.
    pub adjust: Adjustment,
    /// The routine is to be done as on paper, whatever the health profile says.
    pub anyway: bool,
    /// Things to say at the start.
    pub notices: Vec<Clean>,
    /// Where to begin.
    pub begin: Start,
}

/// Where the full screen begins.
#[derive(Debug)]
pub enum Start {
    /// With the home screen.
    Home,
    /// With this routine.
    Routine(Box<Routine>),
    /// With this routine laid open to be changed.
    Edit(Source),
    /// With the cue check, and with nothing after it.
    Cues,
}

impl Opening {
    pub(super) fn prepare(self, clock: &Clock, watches: &mut Watches) -> ((Deeds, Speaker, Cues), Setup) {
        let (cues, trouble) = Cues::open(self.places.clone(), self.settings);
        let settings = cues.settings();
        let (theme, keys) = (theme(&settings, None), settings.keys.clone());
        let of_settings = self.notices.into_iter().chain(trouble);
        let prefs = Prefs { choice: self.choice, unasked: cues.are_unasked(), ..settings.prefs() };
        let (mut care, trouble) = care::open(&self.places);
        // What is about one's health is said first.
        let mut notices: Vec<Clean> = trouble.iter().cloned().chain(of_settings).collect();
        notices.extend(care::settle_health(&self.places, &mut care, clock.now().today()));
        let speaker = speaker(&self.places, &settings, clock);
        let first_start = offered::last(&self.places.offered_file()) != Some(clock.now().today());
        let plan_file = self.places.plan_file();
        let places = self.places.clone();
        let mut deeds = Deeds::new(self.places, &settings).knowing(&trouble);
        let recent = deeds.journal().recent(Reach::Bytes(TAIL));
        notices.extend(behind::ask_of(&places, &recent.facts, clock.now()));
        if recent.whole {
            notices.extend(deeds.trouble_of(&recent));
        }
        let Recent { facts: recent, whole, .. } = recent;
        let unfinished = match running::look(deeds.state()) {
            // Cut off between keeping the record and forgetting where it stood: nothing is left to do.
            Ok(Some(Left::Open(left))) if deeds.is_in_history(left.session, left.started) => {
                deeds.forget(left.session);
                None
            }
            Ok(Some(Left::Open(left))) => Some(*left),
            Ok(Some(Left::Broken(why))) => {
                notices.push(words::cut_off_unreadable(&why));
                None
            }
            Ok(None) => None,
            Err(error) => {
                notices.push(Clean::visible(&error.to_string()));
                None
            }
        };
        let (entries, are_all) = deeds.library().entries_at_once();
        if are_all {
            notices.extend(unfit_routines(&plan_file, &care.plan, &entries, &care.guard(clock.now())));
        } else {
            watches.read_routines_soon(clock.moment());
        }
        let begin = match self.begin {
            Start::Home => Begin::Home,
            Start::Routine(routine) => Begin::Routine(routine),
            Start::Edit(source) => match deeds.lay_open(source) {
                Ok(opened) => Begin::Edit(opened),
                Err(why) => {
                    notices.push(why);
                    Begin::Home
                }
            },
            Start::Cues => Begin::Cues(cues.questions()),
        };
        let (adjust, anyway, more) = (self.adjust, self.anyway, !whole);
        let setup = Setup {
            theme,
            keys,
            prefs,
            entries,
            care,
            recent,
            more,
            first_start,
            unfinished,
            notices,
            adjust,
            anyway,
            begin,
        };
        ((deeds, speaker, cues), setup)
    }
}

/// Tones and voice, of which nothing is looked for before the first cue.
pub(super) fn speaker(places: &Places, settings: &Settings, clock: &Clock) -> Speaker {
    let around = Surroundings { cache: places.cache().to_owned(), path: env::var_os("PATH") };
    Speaker::new(settings.sound.clone(), around, clock.hand())
}

/// The theme that these settings give in this terminal, which answered that its background is `ground`.
pub fn theme(settings: &Settings, ground: Option<Ground>) -> Theme {
    with_env(ground, |env| Theme::choose(settings.theme, env))
}

/// Whether the theme of these settings follows the background of the terminal.
pub(super) fn follows_ground(settings: &Settings) -> bool {
    with_env(None, |env| Theme::follows_ground(settings.theme, env))
}

fn with_env<T>(ground: Option<Ground>, ask: impl FnOnce(Env<'_>) -> T) -> T {
    let read = |name: &str| env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let (no_color, term, colorterm, colorfgbg) = (read("NO_COLOR"), read("TERM"), read("COLORTERM"), read("COLORFGBG"));
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(read).find(|value| !value.is_empty());
    ask(Env {
        no_color: no_color.as_deref(),
        term: term.as_deref(),
        colorterm: colorterm.as_deref(),
        colorfgbg: colorfgbg.as_deref(),
        ground,
        locale: locale.as_deref(),
    })
}
