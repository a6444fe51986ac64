//! The only room with clock, terminal and disk in hand: it waits, lets the screens think, does what they ask, and draws.
//!
//! ```text
//!   wait for a key or the next wish ─> update ─> what the frame needs ─> draw ─> what takes time
//! ```

pub mod awake;
pub mod behind;
pub mod care;
pub mod clock;
pub mod ctl;
pub mod cues;
mod deeds;
pub mod desktop;
pub mod editor;
mod effects;
mod ending;
#[cfg(unix)]
mod group;
mod opening;
pub mod outside;
pub mod plain;
pub mod printer;
mod settings;
pub mod terminal;
mod watch;
mod watches;

use std::time::Duration;

pub use ending::{Closed, tell_open, tell_unsaved};
pub use opening::{Opening, Start, theme};

use crate::domain::session::LEAP;
use crate::domain::time::{Moment, Now};
use crate::sound::Speaker;
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
use watches::{Changed, Shown, Watches};

/// Opens the full screen and stays in it until the person leaves.
///
/// # Errors
/// When there is no terminal to draw on. Whatever goes wrong later is said on the screen.
pub fn open(opening: Opening) -> Result<Closed, terminal::NoTerminal> {
    let clock = Clock::start(opening.settings.day_begins);
    let door = Door::new(opening.places.clone());
    let awake = Awake::new(opening.settings.awake);
    // Before the routines are read: whatever is done to them from here on is told.
    let mut watches = Watches::new(&opening.places, clock.moment());
    let ((deeds, mut speaker, cues), setup) = opening.prepare(&clock, &mut watches);
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
    watches.follow_links();
    terminal.listen_to(watches.fds());
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
        watches,
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
    watches: Watches,
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
            let look = self.watches.next_look(self.shown());
            let others = [self.app.next_wake(), self.app.next_day(), self.awake.next_wake(), look];
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

    /// What is shown of a person's files.
    fn shown(&self) -> Shown {
        match &self.app {
            app if app.lists_routines() => Shown::Home,
            app if app.shows_routine() => Shown::Routine,
            app if app.changes_settings() => Shown::Settings,
            app if app.changes_health() => Shown::Health,
            _ => Shown::Else,
        }
    }

    /// Reads again what somebody changed, and only where it is shown: a countdown does not wait for files, and a session
    /// keeps the settings it began with.
    fn look_again(&mut self, now: Now) {
        // What is to be written goes first: else the screens would be told what stood there before.
        if !self.later.is_empty() {
            return;
        }
        let shown = self.shown();
        for changed in self.watches.changed(shown, now.moment) {
            match changed {
                Changed::Settings if shown == Shown::Settings => self.tell(Msg::SettingsTouched, now),
                Changed::Settings => self.read_settings(now),
                Changed::Plan => {
                    let planned = self.deeds.planned();
                    self.tell(planned, now);
                }
                Changed::History => self.perform(Turn::nothing().with(Effect::ReadRecent), now),
                Changed::Routines => {
                    if shown == Shown::Routine {
                        self.tell(Msg::RoutinesTouched, now);
                    }
                    let entries = self.deeds.library().entries();
                    self.tell(Msg::Routines(entries), now);
                }
            }
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
            Wake::Touched => self.watches.hear(now.moment),
            Wake::Draw => self.stale = true,
            Wake::Suspend => self.tell(Msg::Suspend, now),
            Wake::Stopped => self.tell(Msg::Stopped, now),
            Wake::Ending(ending) => {
                self.door.stand_open(false, || self.terminal.waker());
                self.speaker.hush();
                self.cues.hush();
                self.keep_last_words(now);
                let (unsaved, stays_open) = (self.app.unsaved(), self.app.lives() && self.deeds.stands());
                let mute = self.app.mute_words();
                self.terminal.kept(ending, || {
                    tell_open(stays_open);
                    tell_unsaved(unsaved);
                    ending::tell_mute(mute.as_ref());
                });
            }
        }
    }

    fn tell(&mut self, msg: Msg, now: Now) {
        let turn = self.app.update(msg, now);
        self.perform(turn, now);
    }
}

/// Whether the file exists that `SOLEMATE_FAULT` names: then a debug build panics while drawing, so that tests see what
/// becomes of a session.
fn is_fault_wished() -> bool {
    std::env::var_os("SOLEMATE_FAULT").is_some_and(|file| std::path::Path::new(&file).exists())
}
