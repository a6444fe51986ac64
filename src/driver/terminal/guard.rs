//! The guard: a thread that sleeps on the signals and on the terminal itself, and sees to it that the program ends, and
//! ends cleanly, even when the main thread is stuck.

use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering::SeqCst};
use std::sync::{Arc, OnceLock};

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::Ending;
use super::device::{Device, rest, span};

/// How long the main thread may take to keep what must be kept, or to stop.
const GRACE_MS: i64 = 500;

/// The exit code of a program whose terminal vanished without a signal.
const HUNG_UP: i32 = 129;

const NOTHING: i32 = 0;
const GONE: i32 = -1;

/// What the guard has heard and the main thread has not yet looked at.
#[derive(Debug, Default)]
pub(super) struct News {
    ending: AtomicI32,
    pub stop_wanted: AtomicBool,
    pub continued: AtomicBool,
    pub resized: AtomicBool,
    /// Somebody else has the terminal for a while: what its keys send is theirs.
    pub lent: AtomicBool,
    /// Another thread has something for the main one.
    pub called: AtomicBool,
    /// Somebody on the main thread listens; otherwise a signal ends the program at once.
    pub listened_to: AtomicBool,
}

impl News {
    /// The end that was announced first, if any.
    pub fn ending(&self) -> Option<Ending> {
        match self.ending.load(SeqCst) {
            NOTHING => None,
            GONE => Some(Ending::HungUp),
            signal => Some(Ending::Signal(signal)),
        }
    }

    /// The terminal is gone.
    pub fn hang_up(&self) {
        let _ = self.ending.compare_exchange(NOTHING, GONE, SeqCst, SeqCst);
    }

    fn note(&self, signal: i32) {
        match signal {
            SIGWINCH => self.resized.store(true, SeqCst),
            SIGCONT => self.continued.store(true, SeqCst),
            SIGINT | SIGQUIT if self.lent.load(SeqCst) => {}
            SIGTSTP => self.stop_wanted.store(true, SeqCst),
            ending => {
                let _ = self.ending.compare_exchange(NOTHING, ending, SeqCst, SeqCst);
            }
        }
    }
}

/// Ends the process as the signal would have; the terminal has been given back.
pub(super) fn die(ending: Ending) -> ! {
    crate::sound::hold();
    if let Ending::Signal(signal) = ending {
        let _ = signal_hook::low_level::emulate_default_handler(signal);
        signal_hook::low_level::exit(128 + signal);
    }
    signal_hook::low_level::exit(HUNG_UP)
}

/// The guard as the main thread sees it.
#[derive(Debug)]
pub(super) struct Watch {
    pub news: Arc<News>,
    /// Becomes readable with each piece of news.
    pub rope: UnixStream,
    /// The other end of it.
    pub main: UnixStream,
}

impl Watch {
    /// Wakes the main thread.
    pub fn call(&self) {
        self.news.called.store(true, SeqCst);
        let _ = rustix::io::write(&self.main, b"!");
    }
}

static WATCH: OnceLock<Watch> = OnceLock::new();

/// Catches the signals from here on, once for the process: they wait for the guard, who is to be started next. None if
/// it watches already.
pub(super) fn listen(device: &'static Device) -> std::io::Result<(&'static Watch, Option<Guard>)> {
    if let Some(watch) = WATCH.get() {
        return Ok((watch, None));
    }
    let (signals_in, signals_out) = UnixStream::pair()?;
    let (main, rope) = UnixStream::pair()?;
    main.set_nonblocking(true)?;
    rope.set_nonblocking(true)?;
    // Listened to from the first signal on: one that came while the terminal is being taken must not end the program
    // between the raw line mode and the knowledge of it.
    let news = Arc::new(News { listened_to: AtomicBool::new(true), ..News::default() });
    let heard = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];
    let signals = SignalDelivery::with_pipe(signals_in, signals_out, SignalOnly, heard)?;
    let guard = Guard { device, news: Arc::clone(&news), main: main.try_clone()?, signals };
    Ok((WATCH.get_or_init(|| Watch { news, rope, main }), Some(guard)))
}

/// Watches from its own thread.
pub(super) struct Guard {
    device: &'static Device,
    news: Arc<News>,
    main: UnixStream,
    signals: SignalDelivery<UnixStream, SignalOnly>,
}

impl Guard {
    /// Starts the thread: it costs about as much as a frame, so the first frame goes before it.
    pub fn start(self) -> std::io::Result<()> {
        std::thread::Builder::new().name("guard".into()).stack_size(128 * 1024).spawn(move || self.watch()).map(drop)
    }

    fn watch(mut self) {
        loop {
            let stopping = self.news.stop_wanted.load(SeqCst);
            let patience = stopping.then(|| span(GRACE_MS));
            let mut fds = [
                PollFd::new(self.signals.get_read(), PollFlags::IN),
                PollFd::new(self.device, PollFlags::empty()), // comes back when the terminal is gone, and only then
            ];
            let outcome = poll(&mut fds, patience.as_ref());
            let gone = !fds[1].revents().is_empty();
            for signal in self.signals.pending() {
                if signal == SIGTSTP && self.news.lent.load(SeqCst) {
                    self.stop_too();
                } else {
                    self.news.note(signal);
                }
            }
            if gone {
                self.news.hang_up();
            }
            let _ = rustix::io::write(&self.main, b"!");
            if let Some(ending) = self.news.ending() {
                self.end(ending);
            }
            if stopping
                && matches!(outcome, Ok(0))
                && self.news.stop_wanted.swap(false, SeqCst)
                && self.device.can_stop()
            {
                self.device.give_back();
                // The thread that would end what speaks is stopped with everything else.
                crate::sound::hold();
                let _ = rustix::process::kill_current_process_group(rustix::process::Signal::STOP);
                crate::sound::allow();
            }
        }
    }

    /// Who has the terminal stops: the shell takes it back only once we do.
    fn stop_too(&self) {
        if self.device.can_stop() {
            let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::STOP);
        }
    }

    /// Leaves the main thread time to keep what must be kept and to end by itself; then ends the program for it.
    fn end(&self, ending: Ending) -> ! {
        if self.news.listened_to.load(SeqCst) {
            rest(GRACE_MS);
        }
        self.device.give_back();
        die(ending)
    }
}
