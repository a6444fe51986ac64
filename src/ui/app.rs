//! Which screen is up, what lies over it, and what is being said in passing. Routes messages to screens and their turns
//! to the driver.

use std::time::Duration;

use ratatui::layout::Size;

use super::effect::{CueQuestions, Effect, Go, Msg, Turn, Wanted};
use super::keymap::{Action, Button, Keymap};
use super::notices::Notices;
use super::saving::{Saved, Saving};
use super::screen::cues::CueCheck;
use super::screen::editor::Editor;
use super::screen::history;
use super::screen::home::{Home, Recent};
pub use super::setup::{Begin, Prefs, Setup};
use super::theme::Theme;
use crate::domain::anatomy::Anatomy;
use crate::domain::care::Care;
use crate::domain::desk::Ask;
use crate::domain::record::Fact;
use crate::domain::session::{Session, Unfinished};
use crate::domain::text::Clean;
use crate::domain::time::{Moment, Now};
pub use screens::{Elsewhere, Overlay, Screen};

mod begin;
mod care;
mod day;
mod desk;
mod hands;
mod lead;
mod screens;
mod seen;
mod settings;
mod unsaid;

/// So long after the first frame the rest of the last weeks is read: nobody waits for it.
const FILL_IN_AFTER: Duration = Duration::from_millis(60);

/// The whole of what is shown.
#[derive(Debug)]
pub struct App {
    pub(super) theme: Theme,
    pub(super) keys: Keymap,
    pub(super) prefs: Prefs,
    pub(super) home: Home,
    /// The plan, and what became of the level.
    care: Care,
    recent: Vec<Fact>,
    today: day::Today,
    /// The history as the screen read it last, while another one is up.
    read: Option<history::Read>,
    /// The drawings of leg and foot, once a session has asked for them.
    pub(super) anatomy: Option<Box<Anatomy>>,
    /// When the rest of the last weeks is to be read.
    fill_in: Option<Moment>,
    pub(super) screen: Screen,
    pub(super) overlay: Option<Overlay>,
    pub(super) notices: Notices,
    saving: Saving,
    /// Where to go back to if the session that has just begun turns out not to be the only one.
    unclaimed: Option<Screen>,
    /// The routine being changed, while a step of it is tried.
    parked: Option<Box<Editor>>,
    /// Steps that were cut or copied, for any routine.
    clip: Option<String>,
    /// Words that were typed and are no fact yet.
    unsaid: Option<unsaid::Unsaid>,
    /// Whether it has been said that the window is too small for the distance it is looked at from.
    small_known: Option<Clean>,
}

impl App {
    /// The program as it begins, and the first things to do.
    pub fn new(setup: Setup, now: Now) -> (Self, Turn) {
        let recent = Recent::gather(&setup.recent, now);
        let mut app = Self {
            home: Home::new(setup.entries, recent, (setup.prefs.usual, setup.prefs.choice), now)
                .offering(setup.prefs.unasked),
            theme: setup.theme,
            keys: setup.keys,
            prefs: setup.prefs,
            care: setup.care,
            today: day::Today::of(&setup.recent, now),
            recent: setup.recent,
            read: None,
            anatomy: None,
            fill_in: setup.more.then(|| now.moment.plus(FILL_IN_AFTER)),
            screen: Screen::Home,
            overlay: None,
            notices: Notices::new(setup.notices),
            saving: Saving::default(),
            unclaimed: None,
            parked: None,
            clip: None,
            unsaid: None,
            small_known: None,
        };
        let mut turn = match app.home.offer_first_steps(setup.first_start, now) {
            Some(day) if matches!(setup.begin, Begin::Home) => Turn::draw().with(Effect::KeepOffered(day)),
            _ => Turn::draw(),
        };
        // A routine that was asked for comes with the level of the day.
        let with_routine = matches!(setup.begin, Begin::Routine(_));
        if !with_routine {
            app.advise(now);
        }
        if let Begin::Cues(questions) = setup.begin {
            turn = app.check_cues(questions, true, now);
        } else if let Begin::Edit(opened) = setup.begin {
            let editor = Editor::new(*opened, app.keys.clone()).guarded(app.care.guard(now));
            app.screen = Screen::Editor(Box::new(editor.among(app.home.entries())));
            turn = Turn::draw().with(Effect::ReadAnatomy);
        } else if let Some(unfinished) = setup.unfinished {
            let mut recover = app.recover(unfinished, now);
            if let Begin::Routine(routine) = setup.begin {
                recover = recover.before(Wanted { routine: *routine, choice: app.prefs.choice, adjust: setup.adjust });
            }
            app.screen = Screen::Recover(Box::new(recover));
        } else if let Begin::Routine(routine) = setup.begin {
            turn = app.prepare(*routine, setup.adjust, now);
            if setup.anyway {
                turn = app.go_on_anyway(turn);
            }
            app.tell_what_is_short();
        } else if app.is_first_run(setup.more) {
            turn.go = Some(Go::Health);
        }
        let mut turn = app.follow(turn, now);
        if !setup.more && !with_routine {
            turn.effects.extend(app.settle_level(now));
        }
        (app, turn)
    }

    /// Takes in what happened.
    pub fn update(&mut self, msg: Msg, now: Now) -> Turn {
        let is_typed = matches!(msg, Msg::Key(_) | Msg::Paste(_));
        let turn = match msg {
            Msg::Key(key) => self.key(&key, now),
            Msg::Point(column, row) => self.point((column, row), now),
            Msg::MiddleClick => self.mouse(Button::Middle, now),
            Msg::Told(input) => match &mut self.screen {
                Screen::Player(player) => player.told(input, now),
                _ => Turn::nothing(),
            },
            Msg::Scroll(notches) => self.scroll(notches, now),
            Msg::Paste(text) => self.paste(&text, now),
            Msg::Tick => self.tick(now),
            Msg::Away(away) => match &mut self.screen {
                Screen::Player(player) => player.away(away, now),
                _ => Turn::draw(),
            },
            Msg::Loaded(Ok(routine)) => self.loaded(*routine, now),
            Msg::Loaded(Err(why)) => self.say(why),
            Msg::Reloaded(answer) => self.reloaded(answer),
            Msg::Claimed(answer) => self.claimed(answer),
            Msg::SeenThere(text) => match &mut self.overlay {
                Some(Overlay::Busy(elsewhere)) => elsewhere.see(text, now),
                _ => Turn::nothing(),
            },
            Msg::TakenOver(Some(unfinished)) => self.taken_over(*unfinished, now),
            Msg::TakenOver(None) => self.say(Clean::visible("It has ended there, and left nothing to go on with.")),
            Msg::Closed(Ok(record)) => {
                self.home.see(&record.routine, record.started);
                self.say(Clean::visible("What was done of it is kept."))
            }
            Msg::Closed(Err(why)) => self.say(why),
            Msg::Suspend => self.act(Action::Suspend, now),
            Msg::Stopped => match &mut self.screen {
                Screen::Player(player) => player.stopped(now),
                _ => Turn::draw(),
            },
            // What is tried again is known already: it does not go through `follow`, which would count it twice.
            Msg::Kept(facts) => return Turn { effects: self.saving.kept(&facts), ..Turn::draw() },
            Msg::Erased(facts, erased) => {
                let effects = self.saving.kept(&facts);
                let mut turn = self.say(Clean::visible("That was erased for good in another window, and stays so."));
                turn.effects.extend(effects);
                turn.effects.push(Effect::ReadRecent);
                if let Screen::History(history) = &mut self.screen {
                    turn.effects.push(history.let_go(&erased));
                }
                return turn;
            }
            Msg::Trouble(why) => self.say(why),
            Msg::NotKept(why) => {
                self.saving.not_kept(why);
                Turn::draw()
            }
            Msg::Routines(entries) => {
                let turn = self.home.renew(entries);
                self.advise(now);
                turn
            }
            Msg::History(rows, trouble) => match &mut self.screen {
                Screen::History(history) => history.take(rows, trouble, now),
                _ => Turn::nothing(),
            },
            Msg::Deleted(facts) if facts.is_empty() => {
                self.say(Clean::visible("There is nothing to bring back: nothing was deleted, or it was forgotten."))
            }
            Msg::Deleted(facts) => match &mut self.screen {
                Screen::History(history) => history.bring_back(facts, now),
                _ => Turn::nothing(),
            },
            Msg::Trends(diary, trouble) => match &mut self.screen {
                Screen::Trends(trends) => trends.take(*diary, trouble, now),
                _ => Turn::nothing(),
            },
            Msg::Book(book) => match &mut self.screen {
                Screen::Learn(learn) => learn.take(*book),
                _ => Turn::nothing(),
            },
            Msg::Recent(facts, trouble) => {
                let facts = self.saving.over(facts);
                self.home.remember(Recent::gather(&facts, now));
                self.recent = facts;
                self.advise(now);
                let mut turn = trouble.map_or_else(Turn::draw, |why| self.say(why));
                turn.effects.extend(self.settle_level(now));
                turn
            }
            Msg::Anatomy(anatomy, problems) => {
                self.anatomy = Some(anatomy);
                problems.into_iter().fold(Turn::draw(), |_, problem| self.say(problem))
            }
            Msg::Cues(questions) => self.check_cues(questions, false, now),
            Msg::CuesKept(hearing, signal, trouble) => {
                (self.prefs.hearing, self.prefs.rule.1, self.prefs.signal) = (hearing, hearing, signal);
                self.home.offer_cues(false);
                trouble.map_or_else(Turn::draw, |why| self.say(why))
            }
            Msg::When(time) => match &mut self.screen {
                Screen::Rate(rate) => rate.entry.take_time(time),
                Screen::History(history) => history.take_time(time),
                Screen::Trends(trends) => trends.take_time(time),
                _ => Turn::nothing(),
            },
            Msg::Desk(answer) => self.answered(answer, now),
            Msg::Edited(left, trouble) => match &mut self.screen {
                Screen::Editor(editor) => editor.edited(left, trouble, now),
                Screen::Settings(form) => form.edited(left, trouble),
                _ => Turn::nothing(),
            },
            Msg::Settings(answer) => self.settings_answered(answer, now),
            Msg::Chosen(taken, problems) => {
                let turn = self.chosen(*taken, problems);
                self.advise(now);
                turn
            }
            Msg::Planned(planned, problems) => self.planned(*planned, problems, now),
            Msg::SettingsTouched => match &mut self.screen {
                Screen::Settings(form) => form.touched(),
                _ => Turn::nothing(),
            },
            Msg::RoutinesTouched => match &self.screen {
                Screen::Editor(_) => Turn::nothing().with(Effect::Desk(Ask::Look)),
                Screen::Before(before) => Turn::nothing().with(Effect::Reload(before.routine().id.clone())),
                Screen::Adapt(adapt) => Turn::nothing().with(Effect::Reload(adapt.routine().id.clone())),
                _ => Turn::nothing(),
            },
            Msg::Record(opened) => match &mut self.screen {
                Screen::History(history) => history.open(opened, now),
                _ => Turn::nothing(),
            },
        };
        let mut turn = self.follow(turn, now);
        if is_typed {
            self.hear_words(now);
            // What stood before an offer may be answered by now.
            let settled = if self.fill_in.is_none() { self.settle_level(now) } else { None };
            turn.draw |= settled.is_some();
            turn.effects.extend(settled);
        }
        turn.draw |= self.turn_over(now);
        turn.draw |= self.lives() && self.notices.pass(now);
        turn
    }

    /// The next moment at which something changes by itself.
    pub fn next_wake(&self) -> Option<Moment> {
        let overlay = match &self.overlay {
            Some(Overlay::Busy(elsewhere)) => elsewhere.next,
            _ => None,
        };
        self.next_of_screen().into_iter().chain(overlay).min()
    }

    fn next_of_screen(&self) -> Option<Moment> {
        match &self.screen {
            Screen::Player(player) => player.next_wake().into_iter().chain(self.notices.next_wake()).min(),
            Screen::Cues(check) => check.next_wake().into_iter().chain(self.fill_in).min(),
            Screen::Editor(editor) => editor.next_wake().into_iter().chain(self.fill_in).min(),
            _ => self.fill_in.into_iter().chain(self.unsaid.map(|unsaid| unsaid.due)).min(),
        }
    }

    /// The next moment at which the hand in the drawing has moved, in a window of this size.
    pub fn next_frame(&self, window: Size) -> Option<Moment> {
        match (&self.screen, &self.overlay, &self.anatomy) {
            (Screen::Player(player), None, Some(_)) if player.is_pictured(window) => {
                player.next_frame(self.prefs.frames)
            }
            _ => None,
        }
    }

    /// The hand in the drawing of a session has moved, before [`App::next_wake`]; whether there is one.
    pub fn sees_move(&mut self, now: Now) -> bool {
        match &mut self.screen {
            Screen::Player(player) => {
                player.sees_move(now);
                true
            }
            _ => false,
        }
    }

    /// What would be lost if the program ended now: a session under way, and what is not on disk.
    pub fn last_words(&mut self, now: Now) -> (Option<Unfinished>, Vec<Fact>) {
        let turn = self.keep_words(now);
        self.note_effects(turn, now);
        let unfinished = match &self.screen {
            Screen::Player(player) => Some(player.unfinished(now)),
            _ => None,
        };
        (unfinished, self.saving.unsaved().to_vec())
    }

    /// Whether the screen lists routines.
    pub const fn lists_routines(&self) -> bool {
        matches!(self.screen, Screen::Home)
    }

    /// Whether the health profile is being changed.
    pub const fn changes_health(&self) -> bool {
        matches!(self.screen, Screen::Health(_))
    }

    /// Whether a routine is being changed, or about to begin.
    pub const fn shows_routine(&self) -> bool {
        matches!(self.screen, Screen::Editor(_) | Screen::Before(_) | Screen::Adapt(_))
    }

    /// Whether the settings are being changed.
    pub const fn changes_settings(&self) -> bool {
        matches!(self.screen, Screen::Settings(_))
    }

    /// Whether a session is under way.
    pub const fn lives(&self) -> bool {
        matches!(self.screen, Screen::Player(_))
    }

    /// The session under way.
    pub const fn session(&self) -> Option<&Session> {
        match &self.screen {
            Screen::Player(player) => Some(player.session()),
            _ => None,
        }
    }

    /// What is not on disk.
    pub fn unsaved(&self) -> &[Fact] {
        self.saving.unsaved()
    }

    /// How saving stands.
    pub fn saved(&self) -> Saved<'_> {
        self.saving.state()
    }

    /// Puts up the cue check.
    fn check_cues(&mut self, questions: CueQuestions, alone: bool, now: Now) -> Turn {
        let (check, turn) = CueCheck::new(questions, alone, now);
        self.screen = Screen::Cues(Box::new(check));
        turn
    }

    fn tick(&mut self, now: Now) -> Turn {
        if let Some(Overlay::Busy(elsewhere)) = &mut self.overlay
            && elsewhere.next.take_if(|at| *at <= now.moment).is_some()
        {
            return Turn::nothing().with(Effect::LookOn);
        }
        match &mut self.screen {
            Screen::Player(player) => player.tick(now),
            Screen::Cues(check) if check.next_wake().is_some_and(|at| at <= now.moment) => check.tick(now),
            Screen::Editor(editor) if editor.next_wake().is_some_and(|at| at <= now.moment) => editor.tick(now),
            _ if self.fill_in.is_some_and(|at| at <= now.moment) => {
                self.fill_in = None;
                Turn::nothing().with(Effect::ReadRecent)
            }
            _ => self.keep_due_words(now).unwrap_or_else(Turn::nothing),
        }
    }

    /// What was to be said and is still standing.
    pub fn notices(&self) -> Vec<Clean> {
        self.notices.as_slice().to_vec()
    }

    /// Says something once; it stands until the next key.
    fn say(&mut self, what: Clean) -> Turn {
        self.notices.say(what);
        Turn::draw()
    }
}
