//! The terminal device: our own non-blocking handle of it, its line mode as found, and giving it back.
//!
//! One per process and static, so that the guard and the panic hook reach it at any moment. Giving back takes no lock
//! that anybody holds across a system call.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering::SeqCst};
use std::sync::{Mutex, OnceLock, PoisonError};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, Termios, isatty, tcflush, tcgetattr, tcgetpgrp, tcgetwinsize, tcsetattr,
};
use rustix::thread::{NanosleepRelativeResult, nanosleep};

use super::NoTerminal;
use crate::driver::group;

/// The alternate screen, which has a keyboard protocol of its own.
const SWITCH: &[u8] = b"\x1b[?1049h";

/// Keyboard protocol as it was before ours.
const POP: &[u8] = b"\x1b[<u";

/// Cursor hidden, bracketed paste, clicks and wheel with exact coordinates, focus, keys told apart with their places.
/// Nothing is asked. A terminal that prints what it does not know is cleared right after this.
const MODES: &[u8] = b"\x1b[?25l\x1b[?2004h\x1b[?1000h\x1b[?1006h\x1b[?1004h\x1b[>5u";

/// Everything undone. The screen is cleared first, for terminals that know no alternate one. The style is reset last: the
/// old screen comes back with the style in which it was left, and after an uncatchable stop that was one of ours.
const LEAVE: &[u8] =
    b"\x1b[?2026l\x1b[<u\x1b[?1004l\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[m\x1b[H\x1b[2J\x1b[?1049l\x1b[?25h\x1b[m";

/// How long giving back may wait for a terminal that takes no bytes.
const PATIENCE_MS: i64 = 300;

const FREE: u8 = 0;
const TAKEN: u8 = 1;
const LEAVING: u8 = 2;

static DEVICE: OnceLock<Device> = OnceLock::new();

/// The terminal this process is controlled from.
#[derive(Debug)]
pub(super) struct Device {
    tty: OwnedFd,
    found: Mutex<Option<Termios>>,
    state: AtomicU8,
    /// Our modes may be on: set before their first byte goes out.
    entered: AtomicBool,
    /// A frame was cut off in the middle, perhaps within a sequence.
    torn: AtomicBool,
}

/// Gives the terminal back exactly as it was found, at most once for each time it was taken; callable from any thread.
/// Returns when it is done, whoever did it.
pub fn give_back() {
    if let Some(device) = DEVICE.get() {
        device.give_back();
    }
}

/// Sleeps; for those who have nothing else to wait for. A signal does not cut it short: what is being kept meanwhile gets
/// all of its time.
pub(super) fn rest(milliseconds: i64) {
    let mut left = span(milliseconds);
    while let NanosleepRelativeResult::Interrupted(rest) = nanosleep(&left) {
        left = rest;
    }
}

/// Milliseconds as the kernel counts them.
pub(super) fn span(milliseconds: i64) -> Timespec {
    Timespec { tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000 }
}

impl Device {
    /// The device, opened but untouched.
    pub fn open() -> Result<&'static Self, NoTerminal> {
        let (input, output) = (rustix::stdio::stdin(), rustix::stdio::stdout());
        if !isatty(input) {
            return Err(NoTerminal::Input);
        }
        if !isatty(output) {
            return Err(NoTerminal::Output);
        }
        // Only the terminal that controls this process can be asked for its foreground group.
        foreground(output).map_err(|_| NoTerminal::Controlling)?;
        if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
            return Err(NoTerminal::Dumb);
        }
        if let Some(device) = DEVICE.get() {
            return Ok(device);
        }
        let tty = own_handle(output).map_err(|_| NoTerminal::Controlling)?;
        Ok(DEVICE.get_or_init(|| Self {
            tty,
            found: Mutex::new(None),
            state: AtomicU8::new(FREE),
            entered: AtomicBool::new(false),
            torn: AtomicBool::new(false),
        }))
    }

    /// Remembers the line mode and makes it raw. Stops here, as any program does, while in the background.
    pub fn take(&self) -> Result<(), Errno> {
        let found = tcgetattr(&self.tty)?;
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
        self.state.store(TAKEN, SeqCst);
        self.make_raw()
    }

    /// The raw line mode again, when a shell has changed it under a stopped program. What plays or speaks for us is in the
    /// background: if it finds the terminal and writes to it, it is stopped before the first byte.
    pub fn make_raw(&self) -> Result<(), Errno> {
        tcsetattr(&self.tty, OptionalActions::Now, &raw(tcgetattr(&self.tty)?))
    }

    /// The bytes that switch our modes on, which are about to be written. After a stop that nobody announced they may be on
    /// already: what must not be piled up is taken off first.
    pub fn entering(&self) -> Vec<u8> {
        let pop = if self.entered.swap(true, SeqCst) { POP } else { b"" };
        [SWITCH, pop, MODES].concat()
    }

    /// Whether writing is ours: the terminal is taken, and we are in its foreground.
    pub fn is_ours(&self) -> bool {
        self.state.load(SeqCst) == TAKEN && self.in_foreground()
    }

    /// Whether the terminal is taken, or being given back this instant.
    pub fn is_taken(&self) -> bool {
        self.state.load(SeqCst) != FREE
    }

    /// Whether our process group is the one in the foreground.
    pub fn in_foreground(&self) -> bool {
        foreground(&self.tty).is_ok_and(|place| place != Place::Background)
    }

    /// Whether a shell above could continue us if we stopped: not in the group that leads the session, nor in a sandbox
    /// that hides the session.
    pub fn can_stop(&self) -> bool {
        foreground(&self.tty).is_ok_and(|place| place != Place::Hidden) && !group::leads_the_session()
    }

    /// Columns and rows as the kernel knows them; zeros if it does not.
    pub fn size(&self) -> (u16, u16) {
        tcgetwinsize(&self.tty).map_or((0, 0), |size| (size.ws_col, size.ws_row))
    }

    /// Writes what the terminal takes without waiting; how many bytes that were.
    pub fn write(&self, bytes: &[u8]) -> Result<usize, Errno> {
        let mut written = 0;
        let outcome = loop {
            if written == bytes.len() {
                break Ok(written);
            }
            match rustix::io::write(&self.tty, &bytes[written..]) {
                Ok(count) => written += count,
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => break Ok(written),
                Err(error) => break Err(error),
            }
        };
        self.torn.store(written < bytes.len(), SeqCst);
        outcome
    }

    /// Reads what is there without waiting; `None` when there is nothing, 0 when the terminal is gone.
    pub fn read(&self, buffer: &mut [u8]) -> Option<usize> {
        loop {
            match rustix::io::read(&self.tty, &mut *buffer) {
                Ok(count) => return Some(count),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return None,
                Err(_) => return Some(0),
            }
        }
    }

    /// As the function of this name.
    pub fn give_back(&self) {
        match self.state.compare_exchange(TAKEN, LEAVING, SeqCst, SeqCst) {
            Ok(_) => {
                self.leave();
                self.state.store(FREE, SeqCst);
            }
            Err(LEAVING) => {
                for _ in 0..PATIENCE_MS / 2 {
                    if self.state.load(SeqCst) == FREE {
                        break;
                    }
                    rest(3);
                }
            }
            Err(_) => {}
        }
    }

    fn leave(&self) {
        group::unstopped(|| {
            if self.entered.swap(false, SeqCst) {
                let torn = self.torn.load(SeqCst);
                if torn || !self.write_patiently(LEAVE) {
                    // CAN ends whatever sequence was cut off, and the queue is emptied to make room.
                    let _ = tcflush(&self.tty, QueueSelector::OFlush);
                    let _ = self.write(&[b"\x18", LEAVE].concat());
                }
            }
            self.restore_mode();
        });
    }

    /// The line mode as found. In the background most shells have set their own by now, and keep it; where it is still ours
    /// nobody else puts it back.
    fn restore_mode(&self) {
        let Some(found) = self.found.lock().unwrap_or_else(PoisonError::into_inner).clone() else { return };
        let is_ours = || tcgetattr(&self.tty).is_ok_and(|now| is_same(&now, &raw(found.clone())));
        if self.in_foreground() || is_ours() {
            let _ = tcsetattr(&self.tty, OptionalActions::Now, &found);
        }
    }

    /// Whether all of `bytes` went out within the time for giving back.
    fn write_patiently(&self, bytes: &[u8]) -> bool {
        let mut rest = bytes;
        loop {
            let Ok(count) = self.write(rest) else { return true };
            rest = &rest[count..];
            if rest.is_empty() {
                return true;
            }
            let mut room = [PollFd::new(&self.tty, PollFlags::OUT)];
            if !matches!(poll(&mut room, Some(&span(PATIENCE_MS))), Ok(1..)) {
                return false;
            }
        }
    }
}

impl AsFd for Device {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.tty.as_fd()
    }
}

/// The line mode in which we work.
fn raw(mut mode: Termios) -> Termios {
    mode.make_raw();
    mode.local_modes |= LocalModes::TOSTOP;
    mode
}

fn is_same(one: &Termios, other: &Termios) -> bool {
    let modes = |mode: &Termios| (mode.input_modes, mode.output_modes, mode.control_modes, mode.local_modes);
    modes(one) == modes(other)
}

/// Where our process group stands on a terminal.
#[derive(PartialEq, Eq)]
enum Place {
    Foreground,
    Background,
    /// The groups are not to be seen from within our namespace of processes.
    Hidden,
}

fn foreground(terminal: impl AsFd) -> Result<Place, Errno> {
    match tcgetpgrp(terminal) {
        Ok(group) if group::is_ours(group) => Ok(Place::Foreground),
        Ok(_) => Ok(Place::Background),
        Err(Errno::OPNOTSUPP) => Ok(Place::Hidden),
        Err(error) => Err(error),
    }
}

/// A handle with a file description of its own: making it non-blocking changes nothing for anybody else.
fn own_handle(output: BorrowedFd<'_>) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDWR | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let open = |path: &std::ffi::CStr| rustix::fs::open(path, flags, Mode::empty());
    if cfg!(target_os = "linux") {
        open(c"/dev/tty")
    } else {
        // Elsewhere `poll` does not work on /dev/tty, but on the device behind it.
        rustix::termios::ttyname(output, Vec::new()).and_then(|name| open(&name)).or_else(|_| open(c"/dev/tty"))
    }
}
