//! The only room with clock, terminal and disk in hand: it waits, lets the screens think, does what they ask, and draws.
//!
//! ```text
//!   wait for a key or the next wish ─> update ─> what the frame needs ─> draw ─> what takes time
//! ```

pub mod awake;
pub mod care;
pub mod clock;
pub mod ctl;
pub mod cues;
mod deeds;
pub mod desktop;
pub mod editor;
#[cfg(unix)]
mod group;
mod opening;
pub mod outside;
pub mod plain;
pub mod printer;
mod settings;
pub mod terminal;
mod watch;

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

pub use opening::{Opening, Start, theme};

use crate::domain::cues::Answers;
use crate::domain::desk::Ask;
use crate::domain::record::Fact;
use crate::domain::session::LEAP;
use crate::domain::text::Clean;
use crate::domain::time::{Moment, Now};
use crate::domain::words;
use crate::sound::{self, Speaker};
use crate::store::desk::take_back;
use crate::store::library::stamp::Watched;
use crate::ui::app::App;
use crate::ui::effect::{Effect, Leave, Msg, Turn};
use crate::ui::theme::Ground;
use crate::ui::view::Pictures;
use awake::{Awake, Wish};
use clock::Clock;
use ctl::{Call, Door};
use cues::Cues;
use deeds::Deeds;
use terminal::{Terminal, Wake};
use watch::Watch;

/// The exit code of a program that was interrupted.
const INTERRUPTED: u8 = 130;

/// How the full screen ended.
#[derive(Debug)]
pub struct Closed {
    /// The exit code.
    pub code: ExitCode,
    /// What could not be written, to be said on the shell: nothing a person said is lost without a word.
    pub unsaved: Vec<Fact>,
    /// A session stays open, and the next start can offer to go on.
    pub stays_open: bool,
    /// What was to be said and was not seen.
    pub notices: Vec<Clean>,
}

/// Opens the full screen and stays in it until the person leaves.
///
/// # Errors
/// When there is no terminal to draw on. Whatever goes wrong later is said on the screen.
pub fn open(opening: Opening) -> Result<Closed, terminal::NoTerminal> {
    let clock = Clock::start(opening.settings.day_begins);
    let door = Door::new(opening.places.clone());
    let awake = Awake::new(opening.settings.awake);
    // Before the routines are read: whatever is done to them from here on is told.
    let mut watch = Watch::new(Watched::Routines(opening.places.routines()), clock.moment());
    let mut settings_watch = Watch::new(Watched::File(opening.places.settings_file()), clock.moment());
    let mut plan_watch = Watch::new(Watched::File(opening.places.plan_file()), clock.moment());
    let mut health_watch = Watch::new(Watched::File(opening.places.profile_file()), clock.moment());
    let mut history_watch = Watch::new(Watched::History(opening.places.history()), clock.moment());
    history_watch.follow_links();
    let ((deeds, mut speaker, cues), setup) = opening.prepare(&clock, &mut watch);
    let mut taken = Terminal::take()?;
    let settings = cues.settings();
    if opening::follows_ground(&settings) {
        taken.ask_ground();
    }
    let now = clock.now();
    let (mut app, turn) = App::new(setup, now);
    if let Some(view) = app.drawing_wanted(now) {
        app.take_drawing(view, deeds.drawing(view));
    }
    let (mut ground, mut pictures) = (None, Pictures::default());
    let mut terminal = taken.show(now.moment, |buffer, answered| {
        if let Some(answered) = answered {
            ground = Some(answered);
            app.stand_on(opening::theme(&settings, ground));
        }
        pictures = app.draw(buffer, now);
    })?;
    speaker.wake_by(terminal.waker());
    watch.follow_links();
    settings_watch.follow_links();
    plan_watch.follow_links();
    health_watch.follow_links();
    terminal.listen_to([watch.fd(), settings_watch.fd(), history_watch.fd(), plan_watch.fd(), health_watch.fd()]);
    let mut house = Loop {
        clock,
        terminal,
        app,
        deeds,
        speaker,
        cues,
        later: Vec::new(),
        pictures,
        ground,
        focused: true,
        stale: false,
        leave: None,
        door,
        awake,
        watch,
        settings_watch,
        history_watch,
        plan_watch,
        health_watch,
        callers: Vec::new(),
    };
    house.perform(Turn { draw: false, ..turn }, now);
    Ok(house.run())
}

/// From now on a file that may not grow any more is an error, said like any other, and not the end of the program: the
/// system sends a deadly signal where a limit on file sizes is met.
pub fn meet_size_limits_as_errors() {
    #[cfg(unix)]
    drop(signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default()));
}

/// From now on a crash leaves no core dump: it would hold what a person wrote about their body.
pub fn leave_no_core() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // Where that is forbidden, what the system keeps of a crash is decided elsewhere.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
}

/// Everything in one hand.
struct Loop {
    clock: Clock,
    terminal: Terminal,
    app: App,
    deeds: Deeds,
    speaker: Speaker,
    cues: Cues,
    /// What takes time, in its order: done once the frame is drawn.
    later: Vec<Effect>,
    /// What moves of the last frame.
    pictures: Pictures,
    /// What the terminal writes on, as far as it has answered.
    ground: Option<Ground>,
    /// Whether our window is in front, as far as the terminal says.
    focused: bool,
    /// Whether the screen shows something that is not so any more.
    stale: bool,
    leave: Option<Leave>,
    door: Door,
    awake: Awake,
    watch: Watch,
    /// The same of the settings.
    settings_watch: Watch,
    /// And of the history.
    history_watch: Watch,
    /// And of the plan.
    plan_watch: Watch,
    /// And of what was said of one's health.
    health_watch: Watch,
    /// Those who called and wait for the answer, and whether there was a session when they did.
    callers: Vec<(Call, bool)>,
}

impl Loop {
    fn run(mut self) -> Closed {
        loop {
            self.settle();
            if let Some(leave) = self.leave {
                return self.end(leave);
            }
            let frame = self.app.next_frame(self.terminal.size());
            let others = [self.app.next_wake(), self.app.next_day(), self.awake.next_wake(), self.next_look()];
            let change = others.into_iter().flatten().min();
            let wish = change.into_iter().chain(frame).min();
            let wakes = self.terminal.wait(wish, &self.clock);
            let now = self.clock.now();
            self.notice_sleep(wish, now);
            if wakes.is_empty() && (change.is_some_and(|change| change <= now.moment) || !self.move_on(now)) {
                self.tell(Msg::Tick, now);
            }
            for wake in wakes {
                self.hear(wake, now);
            }
            self.look_again(now);
            self.follow(now);
        }
    }

    /// Where the hand has moved and nothing else has changed: draws only that. Whether there was nothing else to draw.
    fn move_on(&mut self, now: Now) -> bool {
        let Self { app, pictures, terminal, .. } = self;
        !self.stale && app.sees_move(now) && terminal.draw_over(|buffer| app.draw_moved(pictures, buffer, now))
    }

    /// When to look at files of which nobody tells.
    fn next_look(&self) -> Option<Moment> {
        let home = self.app.lists_routines();
        let routines = (home || self.app.changes_routine()).then(|| self.watch.next_wake()).flatten();
        let settings = (home || self.app.changes_settings()).then(|| self.settings_watch.next_wake()).flatten();
        let history = home.then(|| self.history_watch.next_wake()).flatten();
        let plan = home.then(|| self.plan_watch.next_wake()).flatten();
        let health = home.then(|| self.health_watch.next_wake()).flatten();
        routines.into_iter().chain(settings).chain(history).chain(plan).chain(health).min()
    }

    /// Reads routines, settings and the last weeks again if somebody did something to them, and only where they are shown: a
    /// countdown does not wait for files, and a session keeps the settings it began with.
    fn look_again(&mut self, now: Now) {
        if self.app.changes_settings() && self.settings_watch.is_due(now.moment) {
            self.tell(Msg::SettingsTouched, now);
        }
        if self.app.lists_routines() && self.settings_watch.is_due(now.moment) {
            self.read_settings(now);
        }
        // Each is asked, so that both are done with.
        let mut is_due = || [&mut self.plan_watch, &mut self.health_watch].map(|watch| watch.is_due(now.moment));
        if self.app.lists_routines() && is_due().contains(&true) {
            let planned = self.deeds.planned();
            self.tell(planned, now);
        }
        if self.app.lists_routines() && self.history_watch.is_due(now.moment) {
            self.perform(Turn::nothing().with(Effect::ReadRecent), now);
        }
        let edits = self.app.changes_routine();
        if (edits || self.app.lists_routines()) && self.watch.is_due(now.moment) {
            if edits {
                self.tell(Msg::RoutinesTouched, now);
            }
            let entries = self.deeds.library().entries();
            self.tell(Msg::Routines(entries), now);
        }
    }

    /// What the session's own cues do not say: marks of time, and what has become of tones and voice.
    fn follow(&mut self, now: Now) {
        let rings = self.speaker.follow(self.app.session(), now.moment);
        self.ring(rings);
        let (tried, rings) = self.cues.follow(&self.clock);
        self.ring(rings);
        for notice in self.speaker.notices().into_iter().chain(tried) {
            self.tell(Msg::Trouble(notice), now);
        }
    }

    fn ring(&mut self, rings: bool) {
        if rings && self.deeds.bell() {
            self.terminal.bell();
        }
    }

    /// Draws what changed, then writes what is to be kept, until neither asks for more.
    fn settle(&mut self) {
        loop {
            if std::mem::take(&mut self.stale) {
                let now = self.clock.now();
                self.app.seen_in(self.terminal.size());
                self.terminal.draw(|buffer| {
                    debug_assert!(!is_fault_wished(), "a panic on request");
                    self.pictures = self.app.draw(buffer, now);
                });
            }
            self.terminal.ring();
            if self.later.is_empty() {
                return self.attend();
            }
            for effect in std::mem::take(&mut self.later) {
                let reply = match effect {
                    Effect::KeepCues(answers) => Some(self.keep_cues(answers)),
                    effect => self.deeds.perform(effect, self.clock.now()),
                };
                for msg in reply.into_iter().chain(self.deeds.notices().into_iter().map(Msg::Trouble)) {
                    self.tell(msg, self.clock.now());
                }
            }
        }
    }

    /// What a session has around it, and what those who called wait to hear: behind the frame, and behind the disk.
    fn attend(&mut self) {
        self.door.stand_open(self.app.lives(), || self.terminal.waker());
        self.awake.follow(Wish::of(self.app.session()), self.clock.moment());
        for (call, lived) in std::mem::take(&mut self.callers) {
            let now = self.clock.now();
            call.answer(&ctl::answer((call.request, lived), self.app.session(), self.app.saved(), now));
        }
    }

    /// What holds from now on, whether or not it could be kept.
    fn keep_cues(&mut self, answers: Answers) -> Msg {
        let kept = self.cues.keep(answers, self.clock.now());
        let settings = self.cues.settings();
        let mut speaker = self.deeds.speaker(&settings, &self.clock);
        speaker.wake_by(self.terminal.waker());
        std::mem::replace(&mut self.speaker, speaker).retire();
        Msg::CuesKept(settings.sound.hearing(), settings.signal(), kept.err())
    }

    fn called(&mut self, now: Now) {
        for call in self.door.calls() {
            let lives = self.app.lives();
            if let Some(input) = call.request.verb.input() {
                self.tell(Msg::Told(input), now);
            }
            self.callers.push((call, lives));
        }
    }

    /// A sleep that the monotonic clock did not count shows here. One that it did count, and a stop, the session notices
    /// itself, by its own wish.
    fn notice_sleep(&mut self, wish: Option<Moment>, now: Now) {
        let overslept = wish.map_or(Duration::ZERO, |wish| now.moment.since(wish));
        if let Some(away) = self.clock.slept().filter(|_| overslept <= LEAP) {
            self.tell(Msg::Away(away), now);
        }
    }

    fn hear(&mut self, wake: Wake, now: Now) {
        match wake {
            Wake::Key(key) => {
                // Whoever types is in front, whatever was said while the shell had the terminal.
                self.focused = true;
                self.tell(Msg::Key(key), now);
            }
            Wake::Paste(text) => self.tell(Msg::Paste(text), now),
            Wake::Focus(focused) => self.focused = focused,
            Wake::Ground(ground) => self.stand_on(ground, now),
            Wake::MiddleClick => self.tell(Msg::MiddleClick, now),
            Wake::Click { column, row } => self.tell(Msg::Point(column, row), now),
            Wake::Scroll { up } => self.tell(Msg::Scroll(if up { -1 } else { 1 }), now),
            Wake::Called => self.called(now),
            Wake::Touched => {
                self.watch.hear(now.moment);
                self.settings_watch.hear(now.moment);
                self.history_watch.hear(now.moment);
                self.plan_watch.hear(now.moment);
                self.health_watch.hear(now.moment);
            }
            Wake::Draw => self.stale = true,
            Wake::Suspend => self.tell(Msg::Suspend, now),
            Wake::Stopped => self.tell(Msg::Stopped, now),
            Wake::Ending(ending) => {
                self.door.stand_open(false, || self.terminal.waker());
                self.speaker.hush();
                self.cues.hush();
                self.keep_last_words(now);
                let (unsaved, stays_open) = (self.app.unsaved(), self.app.lives() && self.deeds.stands());
                self.terminal.kept(ending, || {
                    tell_open(stays_open);
                    tell_unsaved(unsaved);
                });
            }
        }
    }

    fn tell(&mut self, msg: Msg, now: Now) {
        let turn = self.app.update(msg, now);
        self.perform(turn, now);
    }

    fn perform(&mut self, turn: Turn, now: Now) {
        self.stale |= turn.draw;
        // Nobody would hear that it pauses: the shell gets the terminal at once.
        let leaves = turn.effects.iter().any(|effect| matches!(effect, Effect::Suspend));
        for effect in turn.effects {
            match effect {
                Effect::Sound(_) if leaves => {}
                Effect::ReadRecent
                | Effect::Desk(Ask::KeepDraft(..) | Ask::DropDraft | Ask::List | Ask::Hide(..))
                | Effect::ReadHistory
                | Effect::LookAtHistory
                | Effect::ReadTrends
                | Effect::ReadAnatomy
                | Effect::Claim(_)
                | Effect::Keep(_)
                | Effect::KeepCues(_)
                | Effect::KeepOffered(_)
                | Effect::EnterLevels(_)
                | Effect::KeepHealth(_)
                | Effect::Ease(_)
                | Effect::KeepSettingsDraft(_)
                | Effect::EndProgress(_)
                | Effect::CloseCutOff(_) => self.later.push(effect),
                Effect::SaveProgress(_) => {
                    // The newest says all: a burst of calls costs one writing.
                    self.later.retain(|older| !matches!(older, Effect::SaveProgress(_)));
                    self.later.push(effect);
                }
                Effect::Sound(cues) => {
                    // Two voices at once are none.
                    self.cues.hush();
                    let notice = |cue| terminal::notice_of(cue, self.app.session());
                    if !self.focused
                        && self.deeds.notifies()
                        && let Some(text) = cues.iter().rev().find_map(notice)
                    {
                        self.terminal.notify(&text, self.deeds.bell() && self.speaker.has_tones());
                    }
                    let rings = self.speaker.hear(&cues, self.app.session(), now.moment);
                    self.ring(rings);
                }
                Effect::Hear(hearing) => self.speaker.set(hearing),
                Effect::Settings(ask) => self.ask_settings(ask, now),
                Effect::TrySetting(text, setting) => {
                    let rings = self.cues.try_setting(&text, &setting, &self.clock);
                    self.ring(rings);
                }
                Effect::AskCues => {
                    let msg = Msg::Cues(self.cues.questions());
                    self.tell(msg, now);
                }
                Effect::TryCue(channel) => {
                    let rings = self.cues.try_out(channel, &self.clock);
                    self.ring(rings);
                }
                Effect::Redraw => self.terminal.redraw(),
                Effect::Suspend if !self.terminal.can_suspend() => {}
                Effect::Suspend => {
                    // The thread that would end them is stopped with everything else.
                    self.speaker.fall_silent();
                    self.cues.fall_silent();
                    sound::hold();
                    self.settle();
                    // Nobody would answer, and nobody looks.
                    self.door.bar();
                    self.awake.follow(Wish::Release, now.moment);
                    self.terminal.suspend();
                    sound::allow();
                    self.stale = true;
                }
                Effect::Quit(leave) => self.leave = Some(leave),
                Effect::EditOutside { text, line } => self.edit_outside(&text, line),
                Effect::Load(_) | Effect::ReadRecord(_) | Effect::ReadWhen(_) | Effect::ReadBook | Effect::Desk(_) => {
                    if let Some(msg) = self.deeds.answer(effect, now) {
                        self.tell(msg, now);
                    }
                }
            }
        }
    }

    /// Gives the terminal to the person's own editor, and takes it back when that is closed. What is to be kept is kept
    /// before.
    fn edit_outside(&mut self, text: &str, line: Option<usize>) {
        self.settle();
        let at = self.clock.now().wall;
        let lent = match self.app.changes_settings() {
            true => self.deeds.settings_desk().lend(text),
            false => self.deeds.desk().lend(text, at),
        };
        let lent = match lent {
            Ok(lent) => lent,
            Err(why) => return self.tell(Msg::Edited(Err(why), None), self.clock.now()),
        };
        let ended = self.terminal.lend(|| editor::open(&lent, line));
        let left = take_back(&lent);
        self.stale = true;
        let trouble = ended.err().map(|why| Clean::visible(&why.to_string()));
        self.tell(Msg::Edited(left, trouble), self.clock.now());
    }

    /// Ratings first, then where the session stands. What was still to be written is among the first.
    fn keep_last_words(&mut self, now: Now) {
        for effect in self.app.last_draft(now) {
            self.deeds.perform(effect, now);
        }
        let (unfinished, unsaved) = self.app.last_words(now);
        let claims = std::mem::take(&mut self.later).into_iter().filter(|effect| matches!(effect, Effect::Claim(_)));
        let progress = unfinished.map(|unfinished| Effect::SaveProgress(Box::new(unfinished)));
        for effect in [Effect::Keep(unsaved)].into_iter().chain(claims).chain(progress) {
            if let Some(msg) = self.deeds.perform(effect, now) {
                for effect in self.app.update(msg, now).effects {
                    if matches!(effect, Effect::EndProgress(_)) {
                        self.deeds.perform(effect, now);
                    }
                }
            }
        }
    }

    fn end(mut self, leave: Leave) -> Closed {
        self.door.stand_open(false, || self.terminal.waker());
        self.keep_last_words(self.clock.now());
        let unsaved = self.app.unsaved().to_vec();
        let code = match leave {
            Leave::Done => ExitCode::SUCCESS,
            Leave::Interrupted => ExitCode::from(INTERRUPTED),
        };
        let stays_open = self.app.lives() && self.deeds.stands();
        Closed { code, unsaved, stays_open, notices: self.app.notices() }
    }
}

/// Says on the shell that a session stays open, if one does.
pub fn tell_open(stays_open: bool) {
    if stays_open {
        // There is nobody left to tell if this fails.
        drop(writeln!(
            std::io::stderr(),
            "solemate: the session stays open: it goes on where it was taken over, or the next start offers to."
        ));
    }
}

/// Says on the shell how to say again what could not be written; whether there was anything to say.
pub fn tell_unsaved(unsaved: &[Fact]) -> bool {
    let text = words::unsaved(unsaved);
    if let Some(text) = &text {
        // There is nobody left to tell if this fails.
        drop(writeln!(std::io::stderr(), "solemate: {text}"));
    }
    text.is_some()
}

/// Whether the file exists that `SOLEMATE_FAULT` names: then a debug build panics while drawing, so that tests see what
/// becomes of a session.
fn is_fault_wished() -> bool {
    std::env::var_os("SOLEMATE_FAULT").is_some_and(|file| std::path::Path::new(&file).exists())
}
