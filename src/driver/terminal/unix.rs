//! The terminal on Unix.

mod away;

use std::collections::VecDeque;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::Ordering::SeqCst;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::device::Device;
use super::guard::{self, Guard, News, Watch, die};
use super::input::Input;
use super::notice::Notifier;
use super::screen::Painter;
use super::{Ending, NoTerminal, Wake};
use crate::domain::time::Moment;
use crate::driver::clock::Clock;
use crate::driver::ctl::Waker;
use crate::driver::group;
use crate::ui::theme::Ground;

/// The most that is read of the terminal in one turn: what a paste or a storm leaves over waits for the next.
const A_GULP: usize = 64 * 1024;

/// What is read before the first frame: an answer, and whatever was typed ahead of it.
const A_WORD: usize = 1024;

/// Asks for the colour of the ground.
const GROUND: &[u8] = b"\x1b]11;?\x1b\\";

/// The terminal while it is ours. Dropping it gives it back.
#[derive(Debug)]
pub struct Terminal {
    device: &'static Device,
    news: &'static News,
    guard: &'static Watch,
    input: Input,
    painter: Painter,
    /// Bytes of a frame the terminal has not taken yet.
    pending: VecDeque<u8>,
    /// A drawing was left out meanwhile.
    behind: bool,
    /// Our modes are on.
    entered: bool,
    ring: bool,
    notifier: Option<Notifier>,
    /// A notice that goes out with the next bytes.
    notice: Vec<u8>,
    /// Something else that is waited for.
    others: [Option<OwnedFd>; 6],
}

/// The terminal taken and nothing drawn yet. Dropping it gives it back.
pub struct Taken {
    terminal: Terminal,
    guard: Option<Guard>,
}

impl Taken {
    /// Asks the terminal for the colour it writes on, before anything is drawn: most answer while the first frame is being
    /// made.
    pub fn ask_ground(&mut self) {
        self.terminal.send(GROUND);
    }

    /// Draws the first frame as `paint` has it. If the terminal has answered meanwhile, `paint` has it once more with the
    /// answer, so that one frame goes out and not two; an answer that comes later is a [`Wake::Ground`] like any other.
    ///
    /// The frame switches the screen, and the guard begins to watch behind it: a signal that came meanwhile waits for it.
    ///
    /// # Errors
    /// When it cannot be guarded.
    pub fn show(self, now: Moment, mut paint: impl FnMut(&mut Buffer, Option<Ground>)) -> Result<Terminal, NoTerminal> {
        let Self { mut terminal, guard } = self;
        let (device, mut input) = (terminal.device, std::mem::take(&mut terminal.input));
        terminal.draw(|buffer| {
            paint(buffer, None);
            let mut bytes = [0; A_WORD];
            if let Some(count @ 1..) = device.read(&mut bytes) {
                input.feed(&bytes[..count], now);
            }
            if let Some(ground) = input.take_ground() {
                buffer.reset();
                paint(buffer, Some(ground));
            }
        });
        terminal.input = input;
        guard.map_or(Ok(()), Guard::start).map_err(|_| NoTerminal::Unguarded)?;
        wake_exactly();
        Ok(terminal)
    }
}

impl Terminal {
    /// Takes the terminal: signals are caught first, then the line is made raw.
    ///
    /// # Errors
    /// When input or output is no terminal, or not the one that controls this process; when it cannot be guarded.
    pub fn take() -> Result<Taken, NoTerminal> {
        let device = Device::open()?;
        let (watch, guard) = guard::listen(device).map_err(|_| NoTerminal::Unguarded)?;
        watch.news.listened_to.store(true, SeqCst);
        device.take().map_err(|_| {
            watch.news.listened_to.store(false, SeqCst);
            NoTerminal::Controlling
        })?;
        Ok(Taken { terminal: Self::over(device, watch), guard })
    }

    fn over(device: &'static Device, guard: &'static Watch) -> Self {
        Self {
            device,
            news: &guard.news,
            guard,
            input: Input::default(),
            painter: Painter::new(size(device), erasing_paints()),
            pending: VecDeque::new(),
            behind: false,
            entered: false,
            ring: false,
            notifier: Notifier::find(|name| std::env::var(name).ok()),
            notice: Vec::new(),
            others: [const { None }; 6],
        }
    }

    /// Waits until something happens or the moment `until` has come (for ever without one), and says what happened:
    /// nothing means that the moment has come.
    pub fn wait(&mut self, until: Option<Moment>, clock: &Clock) -> Vec<Wake> {
        let mut wakes = Vec::new();
        loop {
            self.hear(&mut wakes);
            let now = clock.moment();
            self.input.take(now, &mut wakes);
            if !wakes.is_empty() || until.is_some_and(|until| until <= now) {
                return wakes;
            }
            let next = until.into_iter().chain(self.input.deadline()).min();
            self.sleep(next.map(|next| next.since(now)), clock, &mut wakes);
        }
    }

    /// Waits for these too from now on: [`Wake::Touched`] says that one of them can be read.
    pub fn listen_to(&mut self, others: [Option<OwnedFd>; 6]) {
        self.others = others;
    }

    /// What ends a wait from another thread, with [`Wake::Called`].
    pub fn waker(&self) -> Waker {
        let watch = self.guard;
        Box::new(move || watch.call())
    }

    /// Draws one frame: only what changed, in one write, and nothing at all if nothing did. While the terminal takes no
    /// bytes, frames are left out; [`Wake::Draw`] comes when it takes them again.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer)) {
        if !self.drain() || !self.device.is_ours() {
            self.behind = true;
            return;
        }
        self.behind = false;
        let mut bytes = self.painter.frame(paint);
        if !self.entered {
            bytes.splice(0..0, self.device.entering());
            self.entered = true;
        }
        self.show(bytes);
    }

    /// Draws over the last frame, as [`Painter::frame_over`] does; whether that was possible.
    pub fn draw_over(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Rect>) -> bool {
        if self.behind || !self.entered || !self.drain() || !self.device.is_ours() {
            return false;
        }
        let bytes = self.painter.frame_over(paint);
        let drawn = bytes.is_some();
        self.show(bytes.unwrap_or_default());
        drawn
    }

    /// A frame, with what was to be heard with it.
    fn show(&mut self, mut bytes: Vec<u8>) {
        if std::mem::take(&mut self.ring) {
            bytes.push(0x07);
        }
        bytes.append(&mut self.notice);
        if !bytes.is_empty() {
            self.send(&bytes);
        }
    }

    /// The size of the window.
    pub const fn size(&self) -> Size {
        self.painter.size()
    }

    /// Lets the desktop say `text` with the next drawing, or with [`Terminal::ring`], where the terminal can.
    pub fn notify(&mut self, text: &str, rings: bool) {
        if let Some(notifier) = self.notifier {
            self.notice = notifier.bytes(text, rings);
        }
    }

    /// Draws every cell again with the next drawing.
    pub fn redraw(&mut self) {
        self.painter.start_over(size(self.device));
    }

    /// Rings the terminal's bell with the next drawing, or with [`Terminal::ring`].
    pub fn bell(&mut self) {
        self.ring = true;
    }

    /// Rings and notifies now, if no drawing has taken that along. While the terminal takes no bytes nothing rings, then or
    /// later: what is late means nothing, and it would go into the middle of a frame.
    pub fn ring(&mut self) {
        let mut bytes = std::mem::take(&mut self.notice);
        if std::mem::take(&mut self.ring) {
            bytes.push(0x07);
        }
        if !bytes.is_empty() && self.drain() && self.device.is_ours() {
            self.send(&bytes);
        }
    }

    /// Ends the program as announced by [`Wake::Ending`]: what must be kept is kept. `last` is done once the terminal has
    /// been given back.
    pub fn kept(&mut self, ending: Ending, last: impl FnOnce()) -> ! {
        self.device.give_back();
        group::unstopped(last);
        die(ending)
    }

    /// What the guard has heard.
    fn hear(&mut self, wakes: &mut Vec<Wake>) {
        if let Some(ending) = self.news.ending() {
            wakes.push(Wake::Ending(ending));
            return;
        }
        if self.news.continued.swap(false, SeqCst) {
            wakes.push(Wake::Stopped);
            self.come_back();
            wakes.push(Wake::Draw);
        }
        if self.news.called.swap(false, SeqCst) {
            wakes.push(Wake::Called);
        }
        if self.news.stop_wanted.swap(false, SeqCst) {
            wakes.push(Wake::Suspend);
        }
        if self.news.resized.swap(false, SeqCst) {
            self.painter.start_over(size(self.device));
            wakes.push(Wake::Draw);
        }
    }

    /// One sleep in the kernel, and what it brought.
    fn sleep(&mut self, at_most: Option<Duration>, clock: &Clock, wakes: &mut Vec<Wake>) {
        let timeout = at_most.and_then(|span| Timespec::try_from(span).ok());
        let interest = if self.pending.is_empty() { PollFlags::IN } else { PollFlags::IN | PollFlags::OUT };
        let rope = self.guard.rope.as_fd();
        let [one, two, three, four, five, six] =
            self.others.each_ref().map(|other| other.as_ref().map_or(rope, OwnedFd::as_fd));
        let mut fds = [
            PollFd::new(self.device, interest),
            PollFd::from_borrowed_fd(rope, PollFlags::IN),
            PollFd::from_borrowed_fd(one, PollFlags::IN),
            PollFd::from_borrowed_fd(two, PollFlags::IN),
            PollFd::from_borrowed_fd(three, PollFlags::IN),
            PollFd::from_borrowed_fd(four, PollFlags::IN),
            PollFd::from_borrowed_fd(five, PollFlags::IN),
            PollFd::from_borrowed_fd(six, PollFlags::IN),
        ];
        if !matches!(poll(&mut fds, timeout.as_ref()), Ok(1..)) {
            return;
        }
        let [tty, guard, others @ ..] = fds.map(|fd| fd.revents());
        if self.others.iter().zip(others).any(|(other, came)| other.is_some() && !came.is_empty()) {
            wakes.push(Wake::Touched);
        }
        if !guard.is_empty() {
            let _ = rustix::io::read(&self.guard.rope, &mut [0; 64]);
        }
        if tty.contains(PollFlags::OUT) && self.drain() && self.behind {
            wakes.push(Wake::Draw);
        }
        if tty.contains(PollFlags::IN) {
            self.read(clock.moment());
        } else if tty.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            self.news.hang_up();
        }
    }

    fn read(&mut self, now: Moment) {
        let mut buffer = [0; 4096];
        let mut total = 0;
        while total < A_GULP {
            match self.device.read(&mut buffer) {
                None => break,
                Some(0) => {
                    self.news.hang_up();
                    break;
                }
                Some(count) => {
                    self.input.feed(&buffer[..count], now);
                    total += count;
                    if count < buffer.len() {
                        break;
                    }
                }
            }
        }
    }

    /// Sends what is pending; whether nothing is left.
    fn drain(&mut self) -> bool {
        if !self.pending.is_empty() {
            let bytes: Vec<u8> = self.pending.drain(..).collect();
            self.send(&bytes);
        }
        self.pending.is_empty()
    }

    fn send(&mut self, bytes: &[u8]) {
        match self.device.write(bytes) {
            Ok(count) => self.pending.extend(&bytes[count..]),
            Err(_) => self.news.hang_up(),
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.device.give_back();
        self.news.listened_to.store(false, SeqCst);
    }
}

fn size(device: &Device) -> Size {
    device.size().into()
}

/// GNU screen, and what calls itself that, erases with the default background; tmux under that name does not.
fn erasing_paints() -> bool {
    let term = std::env::var_os("TERM").unwrap_or_default();
    !term.to_string_lossy().starts_with("screen") || std::env::var_os("TMUX").is_some()
}

/// The kernel may delay a wake-up by 50 microseconds to save power; one wake-up a second saves more.
fn wake_exactly() {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::set_current_timer_slack(std::num::NonZeroU64::new(1));
}
