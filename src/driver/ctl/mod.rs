//! Control from outside: a pedal, a remote, a shell prompt call the session under way over a socket that only its owner
//! can reach.
//!
//! ```text
//!   solemate ctl pause ──> socket ──> server: a thread that sleeps until somebody calls
//!                                       |  a whole line, in time, of the same user: everything else ends here
//!                                       v
//!                                     the loop: the input goes where a key's would; the answer follows the frame
//! ```
//!
//! The countdown never waits for a caller: the thread reads, and all that reaches the loop is a request that is whole. A
//! flood is let in at a fixed rate, so that it cannot wake the program more often than that.

#[cfg(unix)]
mod client;
#[cfg(unix)]
mod server;
mod status;
mod wire;

#[cfg(unix)]
pub use client::ask;
#[cfg(unix)]
pub use server::{Obstacle, obstacles};
pub use status::{State, Status};
pub use wire::{Answer, Request, Verb};

use crate::domain::session::Session;
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::ui::saving::Saved;

/// Wakes the loop, from any thread.
pub type Waker = Box<dyn Fn() + Send>;

/// Why nobody answered.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Silence {
    /// There is no session.
    #[error("no session is under way")]
    Nobody,
    /// There is one, and no socket of it.
    #[error(
        "a session is under way, and it does not listen: it is stopped (`fg` brings it back), or of an older solemate"
    )]
    Deaf,
    /// It did not answer in time.
    #[error("the session does not answer; it may be stopped: `fg` brings it back")]
    Mute,
    /// Somebody else sits at the socket.
    #[error("the socket of the session belongs to another user; look into the folder it is in")]
    Foreign,
    /// There is no such socket on this system.
    #[error("`solemate ctl` does not work on this system yet; the keys do")]
    Nowhere,
    /// The system is in the way.
    #[error("the session cannot be called: {0}")]
    Refused(Clean),
}

/// The answer to a request, once it has been done. `lived` is whether there was a session when it came; `session` is the
/// one under way now.
pub fn answer((request, lived): (Request, bool), session: Option<&Session>, saved: Saved<'_>, now: Now) -> Answer {
    let status = session.map_or_else(Status::none, |session| Status::of(session, now));
    match (session, lived) {
        (None, false) => Answer::No(Clean::visible(&Silence::Nobody.to_string())),
        _ if request.json => Answer::Yes(status.json()),
        (Some(_), _) => Answer::Yes(status.line()),
        (None, true) => Answer::Yes(Clean::visible(match saved {
            Saved::NotYet(_) => "The session has ended; what was done is not saved yet.",
            _ => "The session has ended; what was done is kept.",
        })),
    }
}

#[cfg(unix)]
pub(super) use door::{Call, Door};

#[cfg(unix)]
mod door {
    pub use super::server::Call;
    use super::server::Server;
    use super::{Answer, Silence, Waker};
    use crate::config::Places;
    use crate::domain::text::Clean;

    /// The socket, open while a session is under way.
    #[derive(Debug)]
    pub struct Door {
        places: Places,
        server: Option<Server>,
        /// It could not be opened: tried again with the next session. `doctor` says why.
        stuck: bool,
    }

    impl Door {
        pub const fn new(places: Places) -> Self {
            Self { places, server: None, stuck: false }
        }

        /// Opens or closes it, if it is not so already. Whoever still waits when it closes is told that there is no
        /// session: nothing of what they asked for was done.
        pub fn stand_open(&mut self, open: bool, waker: impl FnOnce() -> Waker) {
            if !open {
                let nobody = Answer::No(Clean::visible(&Silence::Nobody.to_string()));
                self.calls().iter().for_each(|call| call.answer(&nobody));
                self.bar();
            } else if self.server.is_none() && !self.stuck {
                self.server = Server::open(&self.places, waker()).ok();
                self.stuck = self.server.is_none();
            }
        }

        /// Closes it without a word, before the program is stopped: whoever calls finds a session that does not listen.
        pub fn bar(&mut self) {
            (self.server, self.stuck) = (None, false);
        }

        /// Those who called.
        pub fn calls(&self) -> Vec<Call> {
            self.server.iter().flat_map(Server::calls).collect()
        }
    }
}

#[cfg(not(unix))]
pub use nowhere::ask;
#[cfg(not(unix))]
pub(super) use nowhere::{Call, Door};

/// Where there is no such socket yet.
#[cfg(not(unix))]
mod nowhere {
    use super::{Answer, Request, Silence, Waker};
    use crate::config::Places;

    #[derive(Debug)]
    pub struct Door;

    /// Nobody can be asked.
    ///
    /// # Errors
    /// Always.
    pub const fn ask(_: &Places, _: Request) -> Result<Answer, Silence> {
        Err(Silence::Nowhere)
    }

    /// Nobody calls.
    #[derive(Debug)]
    pub struct Call {
        pub request: Request,
        never: std::convert::Infallible,
    }

    impl Door {
        pub fn new(_: Places) -> Self {
            Self
        }

        pub fn stand_open(&mut self, _: bool, _: impl FnOnce() -> Waker) {}

        pub fn bar(&mut self) {}

        pub fn calls(&self) -> Vec<Call> {
            Vec::new()
        }
    }

    impl Call {
        pub fn answer(&self, _: &Answer) {
            match self.never {}
        }
    }
}
