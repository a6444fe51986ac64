//! A session that another window lives: looked on, or taken over.

use super::Deeds;
use super::words::sentence;
use crate::domain::text::Clean;
use crate::driver::ctl::{Answer, Request, Silence, Verb, ask};
use crate::store::running::{Left, Refused};
use crate::ui::effect::{Claimed, Msg};

/// How often to look whether a session that is taken over has kept what it did and ended: two seconds in all.
#[cfg(unix)]
const HAND_OVER_LOOKS: u32 = 100;

/// How long to wait between two looks.
#[cfg(unix)]
const HAND_OVER_PAUSE: rustix::event::Timespec = rustix::event::Timespec { tv_sec: 0, tv_nsec: 20_000_000 };

impl Deeds {
    /// How the session stands that another window lives.
    pub(super) fn seen_there(&self) -> Clean {
        match ask(&self.places, Request { verb: Verb::Status, json: false }) {
            Ok(Answer::Yes(text) | Answer::No(text) | Answer::Cannot(text)) => text,
            Err(Silence::Nobody) => Clean::visible("It has ended there."),
            Err(why) => Clean::visible(&sentence(&why.to_string())),
        }
    }

    #[cfg(unix)]
    pub(super) fn take_over(&mut self) -> Msg {
        use rustix::process::{Pid, Signal, kill_process};

        let refused = match self.hold() {
            Ok(left) => return self.taken_over(left),
            Err(refused) => refused,
        };
        let busy = Msg::Claimed(Claimed::Busy(Clean::visible(&refused.to_string())));
        let Refused::Busy { pid: Some(pid) } = refused else { return busy };
        // The lock is held, so the process that wrote its number into it is alive.
        let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) else { return busy };
        if kill_process(pid, Signal::TERM).is_err() {
            return busy;
        }
        // One that is stopped, by ^Z perhaps, hears nothing until it goes on.
        let _ = kill_process(pid, Signal::CONT);
        for _ in 0..HAND_OVER_LOOKS {
            match self.hold() {
                Ok(left) => return self.taken_over(left),
                Err(_) => drop(rustix::event::poll(&mut [], Some(&HAND_OVER_PAUSE)).is_ok()),
            }
        }
        Msg::Claimed(Claimed::Busy(Clean::visible("it was asked to end and has not done so within two seconds")))
    }

    #[cfg(unix)]
    fn taken_over(&mut self, left: Option<Left>) -> Msg {
        match left {
            Some(Left::Open(left)) if !self.is_in_history(left.session, left.started) => {
                if let Some(claim) = &mut self.claim {
                    claim.own_left();
                }
                (self.lives, self.stands) = (Some(left.session), true);
                Msg::TakenOver(Some(left))
            }
            _ => {
                self.release();
                Msg::TakenOver(None)
            }
        }
    }

    #[cfg(not(unix))]
    pub(super) fn take_over(&mut self) -> Msg {
        Msg::Claimed(Claimed::Busy(Clean::visible("End the session in its own window first.")))
    }
}
