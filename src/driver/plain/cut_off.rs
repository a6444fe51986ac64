//! A session that was cut off, before another one: it goes on, or what was done of it is kept.

use std::io::{self, IsTerminal};

use super::words;
use super::{Plain, Stop, Trouble};
use crate::domain::care::flags;
use crate::domain::health::Guard;
use crate::domain::limits::Limits;
use crate::domain::session::BadProgress;
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::domain::words::health::held_back;
use crate::driver::care;
use crate::store::journal::Reach;
use crate::store::running::{self, Left};
use crate::ui::effect::Msg;
use crate::ui::keymap::Action;
use crate::ui::screen::player::{Player, View};
use crate::ui::screen::recover::Recover;

impl Plain {
    /// Asks about a session that was cut off; whether it goes on.
    pub(super) fn recover(&mut self, limits: Limits, guard: &Guard) -> Result<bool, Stop> {
        let unfinished = match running::look(self.deeds.state()) {
            Ok(Some(Left::Open(left))) if self.deeds.is_in_history(left.session, left.started) => {
                self.deeds.forget(left.session);
                return Ok(false);
            }
            Ok(Some(Left::Open(left))) => *left,
            Ok(Some(Left::Broken(why))) => {
                self.say(&crate::domain::words::cut_off_unreadable(&why))?;
                return Ok(false);
            }
            Ok(None) => return Ok(false),
            Err(error) => {
                self.say(&error.to_string())?;
                return Ok(false);
            }
        };
        let now = self.clock.now();
        let flags = flags(&care::facts(self.deeds.journal(), now), now);
        let mut recover = Recover::new(unfinished, now).flagged(flags).guarded(guard);
        let Some(done) = recover.record() else { return Ok(false) };
        let began = recover.unfinished().started.format("%A %-d %B, %H:%M").to_string();
        self.say(&words::cut_off(&recover.unfinished().plan.name, &began, (done.lived, done.planned)))?;
        if recover.is_held() {
            self.say(&held_back(recover.outlook(), flags))?;
        }
        // What is written to a pipe is about the session that was asked for.
        if io::stdin().is_terminal() && !recover.is_held() && self.wants_to_go_on(recover.is_fresh())? {
            self.go_on(&mut recover, limits, now)?;
            return Ok(true);
        }
        let turn = recover.update(Action::KeepAndClose);
        match self.perform(turn)?.reply {
            Some(Msg::Closed(Err(why))) => Err(Stop::Trouble(Trouble::CutOffNotKept(why))),
            _ => {
                self.say("What was done of it is kept.")?;
                Ok(false)
            }
        }
    }

    /// Which of the two: of a session that was cut off lately Enter goes on, as it does on the screen. The end of the input
    /// keeps and closes.
    fn wants_to_go_on(&mut self, is_fresh: bool) -> Result<bool, Stop> {
        let question = match is_fresh {
            true => "Enter goes on where it stopped. k keeps what was done and closes it.",
            false => "Enter keeps what was done and closes it. g goes on where it stopped.",
        };
        loop {
            let Some(answer) = self.ask(question)? else { return Ok(false) };
            match answer.as_str() {
                "" => return Ok(is_fresh),
                "g" => return Ok(true),
                "k" => return Ok(false),
                _ => {}
            }
        }
    }

    fn go_on(&mut self, recover: &mut Recover, limits: Limits, now: Now) -> Result<(), Stop> {
        let unfinished = recover.unfinished().clone();
        let turn = recover.update(Action::GoOn);
        let reply = self.perform(turn)?.reply;
        self.claimed(reply)?;
        // Ratings are facts of their own; they are looked up in the newest part of the history.
        let reach = Reach::Since(unfinished.started);
        let recent = self.deeds.journal().recent(reach).facts;
        let refused = |why: BadProgress| Stop::Trouble(Trouble::Refused(Clean::visible(&why.to_string())));
        self.player = Some(Player::resume(unfinished, &recent, View::Far, now).map_err(refused)?.by(limits));
        self.say("Paused where you were. Enter goes on. ? tells the keys.")
    }
}
