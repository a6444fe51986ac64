//! From a routine to the session: the questions before it, its beginning, and whether it is the only one.

use super::screens::Elsewhere;
use super::{App, Overlay, Screen};
use crate::domain::anatomy::{Drawing, View};
use crate::domain::fit::Adjustment;
use crate::domain::routine::Routine;
use crate::domain::session::Unfinished;
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::domain::words;
use crate::ui::effect::{Claimed, Effect, Ready, Turn};
use crate::ui::screen::adapt::Adapt;
use crate::ui::screen::before::Before;
use crate::ui::screen::home::Asks;
use crate::ui::screen::player::Player;
use crate::ui::screen::recover::Recover;

/// What is said where a file that is shown was changed outside.
const READ_ANEW: &str = "Changed outside, read anew.";
const BACK_IN: &str = "Changed outside, read anew. A step that was left out is called otherwise now, and is in again.";

impl App {
    /// A routine has been read, for the page that waits for it.
    pub(super) fn loaded(&mut self, routine: Routine, now: Now) -> Turn {
        if let Screen::Before(before) = &mut self.screen {
            return match before.replace(routine) {
                Ok(()) => Turn::draw(),
                Err(why) => self.say(why),
            };
        }
        self.prefs.choice = self.home.choice();
        let asks = self.home.asks();
        if asks == Asks::Session {
            return self.prepare(routine, Adjustment::default(), now);
        }
        let adapt = Adapt::new(routine, (self.prefs.usual, self.prefs.choice), self.care.guard(now));
        let adapt = if asks == Asks::Minutes { adapt.asking_minutes() } else { adapt };
        self.screen = Screen::Adapt(Box::new(adapt));
        Turn::draw()
    }

    /// A file was changed while its routine was about to begin.
    pub(super) fn reloaded(&mut self, answer: Result<Box<Routine>, Clean>) -> Turn {
        let routine = match answer {
            Ok(routine) => *routine,
            Err(why) => return self.say(Clean::visible(&format!("Changed outside, and shown as it was: {why}"))),
        };
        let all = match &mut self.screen {
            Screen::Before(before) => before.renew(routine),
            Screen::Adapt(adapt) => adapt.renew(routine),
            _ => None,
        };
        match all {
            Some(true) => self.say(Clean::visible(READ_ANEW)),
            Some(false) => self.say(Clean::visible(BACK_IN)),
            None => Turn::nothing(),
        }
    }

    /// The questions before a session; or, when they are not wanted and nothing is left out for one's health, the session
    /// itself.
    pub(super) fn prepare(&mut self, routine: Routine, adjust: Adjustment, now: Now) -> Turn {
        let choice = self.prefs.choice;
        let adjust = Adjustment { guard: self.care.guard(now), ..adjust };
        let before = Before::new(routine, (self.prefs.usual, choice), self.prefs.check, now)
            .knowing(self.care.health)
            .adjusted(adjust)
            .among(self.home.entries())
            .by(self.care.plan.limits)
            .flagged(&self.recent, now);
        if before.asks() || before.is_held() || before.leaves_out() || before.plan().is_empty() {
            self.screen = Screen::Before(Box::new(before));
            return Turn::draw();
        }
        let turn = before.claim();
        self.screen = Screen::Before(Box::new(before));
        turn
    }

    /// What was prepared is done as on paper: the person has said so.
    pub(super) fn go_on_anyway(&mut self, prepared: Turn) -> Turn {
        match &mut self.screen {
            Screen::Before(before) => before.go_on_anyway(prepared),
            _ => prepared,
        }
    }

    /// Where no page says what is otherwise than on paper, the session does.
    pub(super) fn tell_what_is_short(&mut self) {
        if let (Screen::Before(before), false) = (&self.screen, self.prefs.check)
            && !before.leaves_out()
            && let Some(fitted) = &before.plan().fitted
        {
            self.notices.say(Clean::visible(&format!("{}.", words::capital(&fitted.in_full()))));
        }
    }

    /// The session that has begun turns out to be the only one, or not.
    pub(super) fn claimed(&mut self, answer: Claimed) -> Turn {
        let from = self.unclaimed.take();
        match answer {
            Claimed::Yes => Turn::nothing(),
            Claimed::YesBut(what) => self.say(what),
            Claimed::Busy(who) => {
                self.screen = from.unwrap_or_else(|| self.home_screen());
                self.overlay = Some(Overlay::Busy(Elsewhere::new(who)));
                Turn::draw()
            }
            Claimed::Gone(why) => {
                self.screen = self.home_screen();
                self.say(why)
            }
        }
    }

    /// One that was cut off, as what is known of today allows it to go on.
    pub(super) fn recover(&self, unfinished: Unfinished, now: Now) -> Recover {
        Recover::new(unfinished, now).flagged(self.flags(now)).guarded(&self.care.guard(now))
    }

    /// One that ran elsewhere goes on here, unless what is known of today leaves out some of it.
    pub(super) fn taken_over(&mut self, unfinished: Unfinished, now: Now) -> Turn {
        let recover = self.recover(unfinished, now);
        if !recover.is_held() {
            return recover.begin();
        }
        self.screen = Screen::Recover(Box::new(recover));
        Turn::draw()
    }

    /// Begins a session; nothing, where its plan has no work.
    pub(super) fn live(&mut self, ready: Ready, claims: bool, now: Now) -> Turn {
        match Player::begin(ready, self.prefs.view, now) {
            Some((player, turn)) => {
                self.play(player, claims);
                self.with_anatomy(turn)
            }
            None => Turn::draw(),
        }
    }

    /// Which drawing the screen that is up shows at `now`, if it has not been read.
    pub fn drawing_wanted(&self, now: Now) -> Option<View> {
        match (&self.screen, &self.anatomy) {
            (Screen::Player(player), None) => player.drawing_wanted(now),
            _ => None,
        }
    }

    /// The drawing that the first frame shows; the others are read behind it.
    pub fn take_drawing(&mut self, view: View, drawing: Drawing) {
        self.anatomy = Some(Box::new([(view, drawing)].into_iter().collect()));
    }

    /// The first session, and the first routine that is changed, ask for the drawings.
    pub(super) fn with_anatomy(&self, turn: Turn) -> Turn {
        if self.anatomy.is_some() { turn } else { turn.with(Effect::ReadAnatomy) }
    }

    /// Puts up a session. One that only `claims` to be the one running session is shown before the disk has answered.
    pub(super) fn play(&mut self, player: Player, claims: bool) {
        let player = player.seen_by(self.prefs.signal).by(self.care.plan.limits);
        let from = std::mem::replace(&mut self.screen, Screen::Player(Box::new(player)));
        self.unclaimed = claims.then_some(from);
    }
}
