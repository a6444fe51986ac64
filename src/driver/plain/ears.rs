//! What a plain session can hear: lines that are typed or piped, signals, and nothing but time.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use crate::domain::text::Clean;
use crate::domain::time::Moment;
use crate::driver::clock::Clock;
use crate::driver::ctl::Waker;

/// The longest line that is looked at, in bytes: an answer has a few letters.
const LONGEST: usize = 4096;

/// What ended a wait.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(not(unix), expect(dead_code, reason = "only Unix stops programs and lets them go on"))]
pub enum Heard {
    /// A line, without its end.
    Line(Clean),
    /// The wished moment has come.
    Time,
    /// There will be no more lines.
    End,
    /// Somebody used the [waker](Ears::waker).
    Called,
    /// A signal asks the program to end, by its number.
    Signal(i32),
    /// ^Z, or a stop signal: what must not go on meanwhile is ended, then [stop](Ears::stop).
    Stop,
    /// The program was stopped, and goes on.
    Continued,
}

/// Cuts what comes in into lines.
#[derive(Debug, Default)]
struct Lines {
    ready: VecDeque<Clean>,
    begun: Vec<u8>,
    ended: bool,
}

impl Lines {
    fn feed(&mut self, bytes: &[u8]) {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            let room = LONGEST.saturating_sub(self.begun.len()).min(part.len());
            self.begun.extend_from_slice(&part[..room]);
            if part.ends_with(b"\n") {
                self.finish();
            }
        }
    }

    fn end(&mut self) {
        self.ended = true;
        if !self.begun.is_empty() {
            self.finish();
        }
    }

    fn finish(&mut self) {
        let line = std::mem::take(&mut self.begun);
        self.ready.push_back(Clean::visible(String::from_utf8_lossy(&line).trim()));
    }
}

/// Standard input and the signals.
#[derive(Debug)]
pub struct Ears {
    lines: Lines,
    /// Whether the end of the lines has been told.
    told: bool,
    source: source::Source,
}

impl Ears {
    /// Listens from now on.
    ///
    /// # Errors
    /// When the system gives no pipe for the signals.
    pub fn open() -> io::Result<Self> {
        Ok(Self { lines: Lines::default(), told: false, source: source::Source::open()? })
    }

    /// Whether there may be more lines.
    pub const fn is_open(&self) -> bool {
        !self.told
    }

    /// Whether there is nobody to ask: looks once at what has come in, without waiting.
    pub fn are_deaf(&mut self) -> bool {
        if self.lines.ready.is_empty() && !self.lines.ended {
            self.source.wait(Some(Duration::ZERO), &mut self.lines);
        }
        self.told |= self.lines.ended && self.lines.ready.is_empty();
        self.told
    }

    /// What ends a wait from another thread, with [`Heard::Called`].
    pub fn waker(&self) -> Waker {
        self.source.waker()
    }

    /// Stops the program until a shell continues it, or it must end.
    pub fn stop(&self) {
        self.source.stop();
    }

    /// Waits until standard output takes a line, or nobody reads it any more.
    ///
    /// # Errors
    /// The number of the signal that came while it took none.
    pub fn until_heard(&self) -> Result<(), i32> {
        self.source.until_heard()
    }

    /// Waits for a line or a signal until `until`, for ever if there is no such moment.
    pub fn wait(&mut self, until: Option<Moment>, clock: &Clock) -> Heard {
        loop {
            if let Some(signal) = self.source.signal() {
                return Heard::Signal(signal);
            }
            if let Some(stop) = self.source.stopping() {
                return stop;
            }
            if let Some(line) = self.lines.ready.pop_front() {
                return Heard::Line(line);
            }
            if self.source.was_called() {
                return Heard::Called;
            }
            if self.lines.ended && !std::mem::replace(&mut self.told, true) {
                return Heard::End;
            }
            let left = until.map(|until| until.since(clock.moment()));
            if left.is_some_and(|left| left.is_zero()) {
                return Heard::Time;
            }
            self.source.wait(left, &mut self.lines);
        }
    }
}

#[cfg(unix)]
mod source {
    use std::io;
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    use rustix::process::{Signal, kill_current_process_group};
    use rustix::stdio::stdin;
    use rustix::stdio::stdout;
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};

    use super::{Heard, Lines, Waker};
    use crate::driver::group;

    /// Standard input beside a pipe that the signals and other threads write to: one wait for all.
    #[derive(Debug)]
    pub struct Source {
        signal: Arc<AtomicUsize>,
        called: Arc<AtomicBool>,
        stop: Arc<AtomicBool>,
        continued: Arc<AtomicBool>,
        rung: UnixStream,
        bell: Arc<UnixStream>,
    }

    impl Source {
        pub fn open() -> io::Result<Self> {
            let (rung, bell) = UnixStream::pair()?;
            rung.set_nonblocking(true)?;
            let signal = Arc::new(AtomicUsize::new(0));
            for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
                // First the number, then the bell: whoever wakes finds it.
                let value = usize::try_from(number).unwrap_or_default();
                signal_hook::flag::register_usize(number, signal.clone(), value)?;
                signal_hook::low_level::pipe::register(number, bell.try_clone()?)?;
            }
            let (stop, continued) = (Arc::default(), Arc::default());
            let mut also = vec![(SIGCONT, &continued)];
            // In the group that leads the session there is no shell above to continue us: the system knows best.
            also.extend((!group::leads_the_session()).then_some((SIGTSTP, &stop)));
            for (number, flag) in also {
                signal_hook::flag::register(number, Arc::clone(flag))?;
                signal_hook::low_level::pipe::register(number, bell.try_clone()?)?;
            }
            // A full pipe has rung already.
            bell.set_nonblocking(true)?;
            Ok(Self { signal, called: Arc::default(), stop, continued, rung, bell: Arc::new(bell) })
        }

        pub fn stopping(&self) -> Option<Heard> {
            let is_to_stop = self.stop.swap(false, SeqCst);
            let went_on = || self.continued.swap(false, SeqCst).then_some(Heard::Continued);
            is_to_stop.then_some(Heard::Stop).or_else(went_on)
        }

        pub fn stop(&self) {
            self.continued.store(false, SeqCst);
            if kill_current_process_group(Signal::STOP).is_err() {
                return;
            }
            // The stop takes the whole process sooner or later.
            while !self.continued.load(SeqCst) && self.signal().is_none() {
                let _ = poll(&mut [PollFd::new(&self.rung, PollFlags::IN)], None);
                self.hush();
            }
        }

        /// The bell has been heard.
        fn hush(&self) {
            let _ = rustix::io::read(&self.rung, &mut [0; 64]);
        }

        pub fn until_heard(&self) -> Result<(), i32> {
            let output = stdout();
            let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
            let mut patience = Some(&at_once);
            loop {
                let mut fds = [PollFd::new(&output, PollFlags::OUT), PollFd::new(&self.rung, PollFlags::IN)];
                let woken = poll(&mut fds, patience);
                if !fds[0].revents().is_empty() {
                    return Ok(());
                }
                if let Some(signal) = self.signal() {
                    return Err(signal);
                }
                if woken.is_ok() && !fds[1].revents().is_empty() {
                    self.hush();
                }
                patience = None;
            }
        }

        pub fn waker(&self) -> Waker {
            let (called, bell) = (Arc::clone(&self.called), Arc::clone(&self.bell));
            Box::new(move || {
                called.store(true, SeqCst);
                let _ = rustix::io::write(&bell, b"!");
            })
        }

        pub fn was_called(&self) -> bool {
            self.called.swap(false, SeqCst)
        }

        pub fn signal(&self) -> Option<i32> {
            i32::try_from(self.signal.load(SeqCst)).ok().filter(|number| *number != 0)
        }

        pub fn wait(&self, left: Option<Duration>, lines: &mut Lines) {
            let input = stdin();
            let mut fds = vec![PollFd::new(&self.rung, PollFlags::IN)];
            if !lines.ended {
                fds.push(PollFd::new(&input, PollFlags::IN));
            }
            let left = left.and_then(|left| Timespec::try_from(left).ok());
            // An interruption is looked at like any other wake.
            if poll(&mut fds, left.as_ref()).is_err() {
                return;
            }
            if !fds[0].revents().is_empty() {
                self.hush();
            }
            if fds.get(1).is_some_and(|input| !input.revents().is_empty()) {
                let mut bytes = [0; 1024];
                match rustix::io::read(input, &mut bytes) {
                    Ok(0) => lines.end(),
                    Ok(read) => lines.feed(&bytes[..read]),
                    Err(Errno::INTR | Errno::AGAIN) => {}
                    Err(_) => lines.end(),
                }
            }
        }
    }
}

#[cfg(not(unix))]
mod source {
    use std::io;
    use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
    use std::time::Duration;

    use super::{Heard, Lines, Waker};

    /// A thread that reads lines: there is no wait here for both lines and time. ^C ends the program at once; what was
    /// done until the last checkpoint is offered at the next start.
    #[derive(Debug)]
    pub struct Source {
        lines: Receiver<String>,
    }

    impl Source {
        pub fn open() -> io::Result<Self> {
            let (sender, lines) = channel();
            std::thread::Builder::new().spawn(move || {
                for line in io::stdin().lines().map_while(Result::ok) {
                    if sender.send(line + "\n").is_err() {
                        return;
                    }
                }
            })?;
            Ok(Self { lines })
        }

        pub fn signal(&self) -> Option<i32> {
            None
        }

        /// Nobody calls from another thread here.
        pub fn waker(&self) -> Waker {
            Box::new(|| {})
        }

        pub fn was_called(&self) -> bool {
            false
        }

        pub fn stopping(&self) -> Option<Heard> {
            None
        }

        pub fn stop(&self) {}

        pub fn until_heard(&self) -> Result<(), i32> {
            Ok(())
        }

        pub fn wait(&self, left: Option<Duration>, lines: &mut Lines) {
            if lines.ended {
                std::thread::park_timeout(left.unwrap_or(Duration::MAX));
                return;
            }
            let heard = match left {
                Some(left) => self.lines.recv_timeout(left),
                None => self.lines.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match heard {
                Ok(line) => lines.feed(line.as_bytes()),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => lines.end(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_whole_however_they_are_cut_and_the_last_needs_no_end() {
        let mut lines = Lines::default();
        for piece in [&b"s"[..], b"\r\n\n1", b"0"] {
            lines.feed(piece);
        }
        lines.end();
        assert_eq!(lines.ready.iter().map(|line| line.as_str()).collect::<Vec<_>>(), ["s", "", "10"]);
    }

    #[test]
    fn an_endless_line_takes_no_more_room_than_an_answer() {
        let mut lines = Lines::default();
        (0..100).for_each(|_| lines.feed(&[b'x'; 1024]));
        lines.feed(b"\nq\n");
        assert_eq!(lines.ready.iter().map(|line| line.len()).collect::<Vec<_>>(), [LONGEST, 1]);
    }
}
