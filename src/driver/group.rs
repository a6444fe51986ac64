//! Our process group and the session it belongs to.
//!
//! In a sandbox with a namespace of processes of its own, the leaders may lie outside: the system then numbers them 0,
//! which `rustix` holds to be impossible. So these two questions are asked through `nix`.

use nix::sys::signal::{SigSet, Signal};
use nix::unistd::{getpgrp, getsid};
use rustix::process::Pid;

/// Whether ours is the group that leads the session: no shell above it could continue it after a stop. Where both lie
/// outside our namespace nobody can tell, and nothing is stopped.
pub fn leads_the_session() -> bool {
    getsid(None) == Ok(getpgrp())
}

/// Whether `group` is ours.
pub fn is_ours(group: Pid) -> bool {
    group.as_raw_nonzero().get() == getpgrp().as_raw()
}

/// Does something to the terminal without being stopped for it: from the background, a write where the terminal stops who
/// writes, or a change of its mode, goes through while this one signal is held off (POSIX, "terminal access control").
pub fn unstopped<T>(deed: impl FnOnce() -> T) -> T {
    let stop = SigSet::from(Signal::SIGTTOU);
    let before = SigSet::thread_get_mask().ok().filter(|_| stop.thread_block().is_ok());
    let done = deed();
    if let Some(mask) = before {
        // The mask was this thread's own a moment ago: it is taken back.
        let _ = mask.thread_set_mask();
    }
    done
}
