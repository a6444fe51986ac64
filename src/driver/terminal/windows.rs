//! The terminal on Windows, on crossterm's own functions. The console itself tells of no signals here: closing the window
//! ends the process, and the journal and the checkpoint are on disk by then.

use std::convert::Infallible;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{self, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::tty::IsTty;
use crossterm::{cursor, execute};
use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use super::notice::Notifier;
use super::screen::Painter;
use super::{Ending, NoTerminal, Wake};
use crate::domain::text::Clean;
use crate::domain::time::Moment;
use crate::driver::clock::Clock;
use crate::driver::ctl::Waker;
use crate::ui::theme::Ground;

/// Longer than anything a screen waits for.
const FOR_EVER: Duration = Duration::from_secs(86_400);

/// The exit code after an interruption.
const INTERRUPTED: i32 = 130;

static TAKEN: AtomicBool = AtomicBool::new(false);

/// Gives the terminal back as it was found, at most once for each time it was taken; callable from any thread.
pub fn give_back() {
    if TAKEN.swap(false, SeqCst) {
        let _ =
            execute!(std::io::stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
        let _ = terminal::disable_raw_mode();
    }
}

/// The terminal while it is ours. Dropping it gives it back.
#[derive(Debug)]
pub struct Terminal {
    painter: Painter,
    ring: bool,
    notifier: Option<Notifier>,
    /// A notice that goes out with the next bytes.
    notice: Vec<u8>,
}

/// The terminal taken and nothing drawn yet. Dropping it gives it back.
pub struct Taken(Terminal);

impl Taken {
    /// The console's answer would come as keys, so it is not asked.
    pub fn ask_ground(&mut self) {}

    /// Draws the first frame as `paint` has it.
    ///
    /// # Errors
    /// None here.
    pub fn show(self, _: Moment, mut paint: impl FnMut(&mut Buffer, Option<Ground>)) -> Result<Terminal, NoTerminal> {
        let Self(mut terminal) = self;
        terminal.draw(|buffer| paint(buffer, None));
        Ok(terminal)
    }
}

impl Terminal {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When input or output is no terminal, or it cannot be drawn on.
    pub fn take() -> Result<Taken, NoTerminal> {
        if !std::io::stdin().is_tty() {
            return Err(NoTerminal::Input);
        }
        if !std::io::stdout().is_tty() {
            return Err(NoTerminal::Output);
        }
        enter().map_err(|_| NoTerminal::Controlling)?;
        let notifier = Notifier::find(|name| std::env::var(name).ok());
        Ok(Taken(Self { painter: Painter::new(size(), true), ring: false, notifier, notice: Vec::new() }))
    }

    /// Waits until something happens or the moment `until` has come (for ever without one), and says what happened:
    /// nothing means that the moment has come.
    pub fn wait(&mut self, until: Option<Moment>, clock: &Clock) -> Vec<Wake> {
        let mut wakes = Vec::new();
        loop {
            let now = clock.moment();
            if !wakes.is_empty() || until.is_some_and(|until| until <= now) {
                return wakes;
            }
            let mut timeout = until.map_or(FOR_EVER, |until| until.since(now));
            while event::poll(timeout).unwrap_or(false) {
                match event::read() {
                    Ok(event) => wakes.extend(self.understand(event)),
                    Err(_) => wakes.push(Wake::Ending(Ending::HungUp)),
                }
                timeout = Duration::ZERO;
            }
        }
    }

    /// There is nothing else to wait for here.
    pub fn listen_to(&mut self, _: [Option<Infallible>; 6]) {}

    /// Nobody calls from another thread here.
    pub fn waker(&self) -> Waker {
        Box::new(|| {})
    }

    /// Draws one frame: only what changed, in one write, and nothing at all if nothing did.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer)) {
        let bytes = self.painter.frame(paint);
        self.show(bytes);
    }

    /// Draws over the last frame, as [`Painter::frame_over`] does; whether that was possible.
    pub fn draw_over(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Rect>) -> bool {
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
            write(&bytes);
        }
    }

    /// The size of the window.
    pub const fn size(&self) -> Size {
        self.painter.size()
    }

    /// Draws every cell again with the next drawing.
    pub fn redraw(&mut self) {
        self.painter.start_over(size());
    }

    /// Rings the terminal's bell with the next drawing, or with [`Terminal::ring`].
    pub fn bell(&mut self) {
        self.ring = true;
    }

    /// Lets the desktop say `text` with the next drawing, or with [`Terminal::ring`], where the terminal can.
    pub fn notify(&mut self, text: &str, rings: bool) {
        if let Some(notifier) = self.notifier {
            self.notice = notifier.bytes(text, rings);
        }
    }

    /// Rings and notifies now, if no drawing has taken that along.
    pub fn ring(&mut self) {
        let mut bytes = std::mem::take(&mut self.notice);
        if std::mem::take(&mut self.ring) {
            bytes.push(0x07);
        }
        if !bytes.is_empty() {
            write(&bytes);
        }
    }

    /// Gives the terminal back while somebody else has it, and takes it again.
    pub fn lend<T>(&mut self, to: impl FnOnce() -> T) -> T {
        give_back();
        let done = to();
        let _ = enter();
        self.redraw();
        done
    }

    /// There is no stopping here.
    pub fn suspend(&mut self) {}

    /// There is no such stop here.
    pub const fn can_suspend(&self) -> bool {
        false
    }

    /// Ends the program as announced by [`Wake::Ending`]: what must be kept is kept. `last` is done once the terminal has
    /// been given back.
    pub fn kept(&mut self, _: Ending, last: impl FnOnce()) -> ! {
        give_back();
        last();
        std::process::exit(INTERRUPTED)
    }

    fn understand(&mut self, event: Event) -> Option<Wake> {
        match event {
            Event::Key(KeyEvent { kind: KeyEventKind::Press, code: KeyCode::Null, .. }) => None,
            Event::Key(key) if key.kind == KeyEventKind::Press => {
                // Right Alt arrives as Control and Alt together, and stands for the letter it makes.
                let plain = key.modifiers.contains(KeyModifiers::CONTROL | KeyModifiers::ALT);
                let kept = if plain { KeyModifiers::SHIFT } else { KeyModifiers::all() };
                Some(Wake::Key(KeyEvent::new(key.code, key.modifiers & kept)))
            }
            Event::Paste(text) => Some(Wake::Paste(Clean::visible(&text.replace(['\r', '\n', '\t'], " ")))),
            Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Down(MouseButton::Middle) => Some(Wake::MiddleClick),
                MouseEventKind::Down(_) => Some(Wake::Click { column: mouse.column, row: mouse.row }),
                MouseEventKind::ScrollUp => Some(Wake::Scroll { up: true }),
                MouseEventKind::ScrollDown => Some(Wake::Scroll { up: false }),
                _ => None,
            },
            Event::FocusGained => Some(Wake::Focus(true)),
            Event::FocusLost => Some(Wake::Focus(false)),
            Event::Resize(..) => {
                self.painter.start_over(size());
                Some(Wake::Draw)
            }
            _ => None,
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

fn write(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}

fn enter() -> std::io::Result<()> {
    terminal::enable_raw_mode()?;
    TAKEN.store(true, SeqCst);
    execute!(std::io::stdout(), EnterAlternateScreen, cursor::Hide, EnableBracketedPaste)?;
    execute!(std::io::stdout(), EnableMouseCapture)
}

fn size() -> Size {
    terminal::size().map_or(Size::ZERO, Size::from)
}
