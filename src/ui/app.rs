//! Which screen is up, what lies over it, and what is being said in passing. Routes messages to screens and their turns
//! to the driver.

use std::time::Duration;

use ratatui::layout::Size;

use super::effect::{CueQuestions, Effect, Go, Msg, Turn};
use super::keymap::{Action, Button, Keymap, Scope};
use super::list::Scroll;
use super::notices::Notices;
use super::rating::before_of;
use super::saving::{Saved, Saving};
use super::screen::adapt::Adapt;
use super::screen::after::After;
use super::screen::before::Before;
use super::screen::cues::CueCheck;
use super::screen::editor::Editor;
use super::screen::guide::Guide;
use super::screen::health::HealthCheck;
use super::screen::history::{self, History};
use super::screen::home::{Home, Recent};
use super::screen::learn::Learn;
use super::screen::player::Player;
use super::screen::rate::Rate;
use super::screen::recover::Recover;
use super::screen::settings::SettingsForm;
use super::screen::trends::Trends;
pub use super::setup::{Begin, Prefs, Setup};
use super::theme::Theme;
use crate::domain::anatomy::Anatomy;
use crate::domain::care::Care;
use crate::domain::desk::Ask;
use crate::domain::record::Fact;
use crate::domain::session::{Session, Unfinished};
use crate::domain::text::Clean;
use crate::domain::time::{Moment, Now};

mod begin;
mod care;
mod day;
mod desk;
mod hands;
mod seen;
mod settings;
mod unsaid;

/// So long after the first frame the rest of the last weeks is read: nobody waits for it.
const FILL_IN_AFTER: Duration = Duration::from_millis(60);

/// The screen that is up.
#[derive(Debug)]
pub enum Screen {
    /// Home.
    Home,
    /// A routine adapted for today.
    Adapt(Box<Adapt>),
    /// Before a session.
    Before(Box<Before>),
    /// A session.
    Player(Box<Player>),
    /// After a session.
    After(Box<After>),
    /// What was done.
    History(Box<History>),
    /// Whether it is getting better.
    Trends(Box<Trends>),
    /// What there is to read.
    Learn(Box<Learn>),
    /// A rating of any kind.
    Rate(Box<Rate>),
    /// A session that was cut off.
    Recover(Box<Recover>),
    /// The health profile.
    Health(Box<HealthCheck>),
    /// What is heard and seen.
    Cues(Box<CueCheck>),
    /// A routine being changed.
    Editor(Box<Editor>),
    /// A new routine: how it begins.
    Guide(Box<Guide>),
    /// The settings being changed.
    Settings(Box<SettingsForm>),
}

/// What lies over the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The keys of the screen below.
    Help(Scroll),
    /// A session runs elsewhere.
    Busy(Clean),
}

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
            recent: setup.recent,
            today: day::Today::of(now),
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
            app.screen = Screen::Editor(Box::new(Editor::new(*opened, app.keys.clone()).guarded(app.care.guard(now))));
            turn = Turn::draw().with(Effect::ReadAnatomy);
        } else if let Some(unfinished) = setup.unfinished {
            app.screen = Screen::Recover(Box::new(Recover::new(unfinished, now).guarded(&app.care.guard(now))));
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
            Msg::Claimed(answer) => self.claimed(answer),
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
            Msg::Trends(diary, trouble) => match &mut self.screen {
                Screen::Trends(trends) => trends.take(*diary, trouble, now),
                _ => Turn::nothing(),
            },
            Msg::Book(book) => match &mut self.screen {
                Screen::Learn(learn) => learn.take(*book),
                _ => Turn::nothing(),
            },
            Msg::Recent(facts, trouble) => {
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
                Screen::Editor(editor) => editor.edited(left, trouble),
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

    /// Whether a routine is being changed.
    pub const fn changes_routine(&self) -> bool {
        matches!(self.screen, Screen::Editor(_))
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

    /// Where keys have their meaning now.
    pub fn scope(&self) -> Scope {
        match self.overlay {
            Some(Overlay::Help(_)) => Scope::Help,
            Some(Overlay::Busy(_)) => Scope::Busy,
            None => self.screen_scope(),
        }
    }

    /// The scope of the screen itself, whatever lies over it.
    pub(super) fn screen_scope(&self) -> Scope {
        match &self.screen {
            Screen::Home => self.home.scope(),
            Screen::Adapt(adapt) => adapt.scope(),
            Screen::Before(before) => before.scope(),
            Screen::Player(player) => player.scope(),
            Screen::After(after) => after.scope(),
            Screen::History(history) => history.scope(),
            Screen::Trends(trends) => trends.scope(),
            Screen::Learn(learn) => learn.scope(),
            Screen::Rate(rate) => rate.entry.scope(),
            Screen::Recover(recover) => recover.scope(),
            Screen::Health(check) => check.scope(),
            Screen::Cues(check) => check.scope(),
            Screen::Editor(editor) => editor.scope(),
            Screen::Guide(guide) => guide.scope(),
            Screen::Settings(form) => form.scope(),
        }
    }

    /// Puts up the cue check.
    fn check_cues(&mut self, questions: CueQuestions, alone: bool, now: Now) -> Turn {
        let (check, turn) = CueCheck::new(questions, alone, now);
        self.screen = Screen::Cues(Box::new(check));
        turn
    }

    fn tick(&mut self, now: Now) -> Turn {
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

    /// Goes where a turn leads, and remembers what it wants kept.
    fn follow(&mut self, turn: Turn, now: Now) -> Turn {
        let mut turn = self.note_effects(turn, now);
        self.note_levels(&turn, now);
        self.note_health(&turn, now);
        let Some(go) = turn.go.take() else { return turn };
        let claims = turn.effects.iter().any(|effect| matches!(effect, Effect::Claim(_)));
        let led = match go {
            Go::Home => {
                self.home.show_all();
                let left = match &self.screen {
                    Screen::Editor(editor) => editor.farewell(),
                    Screen::Settings(form) => {
                        let (held, left) = (form.held().clone(), form.parting());
                        self.look_as(&held);
                        left
                    }
                    _ => None,
                };
                if let Screen::History(history) = &mut self.screen {
                    self.read = history.read();
                }
                let was_lived = matches!(self.screen, Screen::After(_));
                self.screen = self.home_screen();
                self.advise(now);
                if was_lived {
                    self.home.follow_suggestion();
                }
                match left {
                    Some(words) => self.say(words).with(Effect::Desk(Ask::List)),
                    // What was done changes what is next.
                    None if was_lived => Turn::draw().with(Effect::ReadRecent),
                    None => Turn::draw(),
                }
            }
            Go::History => {
                let (history, turn) = History::new(self.prefs.usual, self.read.take());
                self.screen = Screen::History(Box::new(history));
                turn
            }
            Go::Trends => {
                let (trends, turn) = Trends::new();
                self.screen = Screen::Trends(Box::new(trends));
                turn
            }
            Go::Learn => {
                let (learn, turn) = Learn::new();
                self.screen = Screen::Learn(Box::new(learn));
                turn
            }
            Go::Health => {
                self.screen = Screen::Health(Box::new(HealthCheck::new(self.care.health, now)));
                Turn::draw()
            }
            Go::Rate => {
                self.screen = Screen::Rate(Box::new(Rate::new(self.prefs.usual, &self.recent, now)));
                Turn::draw()
            }
            Go::Before(wanted) => {
                self.prefs.choice = wanted.choice;
                self.prepare(wanted.routine, wanted.adjust, now)
            }
            Go::New(marked, from_marked) => {
                self.screen = {
                    let guide = Guide::new((marked, from_marked), self.prefs.usual, now);
                    Screen::Guide(Box::new(guide.guarded(self.care.guard(now))))
                };
                Turn::draw()
            }
            Go::Try(routine) => self.try_step(*routine, now),
            Go::Live(ready) => self.live(*ready, claims, now),
            Go::Resume(unfinished) => {
                let before = before_of(unfinished.session, &self.recent);
                match Player::resume(*unfinished, before, self.prefs.view, now) {
                    Ok(player) => {
                        self.play(player, claims);
                        self.with_anatomy(Turn::draw())
                    }
                    Err(why) => self.say(Clean::visible(&why.to_string())),
                }
            }
            Go::After(ended) => {
                if !ended.record.lived.is_zero() {
                    self.home.see(&ended.record.routine, ended.record.started);
                }
                self.screen = Screen::After(Box::new(After::new(*ended)));
                Turn::draw()
            }
        };
        turn.draw |= led.draw;
        let led = self.follow(led, now);
        turn.effects.extend(led.effects);
        turn
    }

    /// Everything to be kept goes through one place, so that nothing is forgotten when the disk refuses.
    fn note_effects(&mut self, mut turn: Turn, now: Now) -> Turn {
        let mut saves = false;
        for effect in &mut turn.effects {
            if let Effect::Keep(facts) = effect {
                // Here every correction passes on its way to the disk: it bears the moment at which it was made.
                let made = std::mem::take(facts).into_iter().map(|fact| fact.made(now.wall)).collect();
                *effect = self.saving.keep(made);
                saves = true;
            }
        }
        // A boundary in the session is an occasion to try again.
        let boundary = turn.effects.iter().any(|effect| matches!(effect, Effect::SaveProgress(_)));
        if boundary && !saves {
            turn.effects.extend(self.saving.retry());
        }
        turn
    }
}
