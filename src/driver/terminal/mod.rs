//! The terminal: taken, waited on, drawn to, and given back exactly as it was found in every case a program can.
//!
//! ```text
//!   Terminal   take, wait, draw, suspend, give back             (the one thing the loop sees)
//!    |-- device   our own handle; line mode saved and restored; unix
//!    |-- guard    the thread on the signals and the hang-up; unix
//!    |-- input    bytes to keys, clicks and pastes; unix
//!    |-- notice   notices of the desktop, by the terminal's own sequences
//!    |-- screen   drawings to frames     |-- encode   changed cells to the fewest bytes     |-- ink   colours     |-- way   the cursor
//!    `-- panics   one calm sentence instead of a wrecked screen
//! ```

mod encode;
mod ink;
mod panics;
mod screen;
mod shown;
mod way;

#[cfg(unix)]
mod device;
#[cfg(unix)]
mod guard;
#[cfg(unix)]
mod input;
mod notice;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use crossterm::event::KeyEvent;

use crate::domain::text::Clean;
use crate::ui::theme::Ground;

pub use notice::text as notice_of;
pub use panics::catch_panics;
pub use screen::Painter;
#[cfg(windows)]
pub use windows::{Taken, Terminal, give_back};
#[cfg(unix)]
pub use {
    device::give_back,
    unix::{Taken, Terminal},
};

/// What ended a wait.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wake {
    /// A key was pressed. Releases and repeats never come.
    Key(KeyEvent),
    /// Text was pasted; line ends and tabs have become spaces.
    Paste(Clean),
    /// The middle mouse button was pressed.
    MiddleClick,
    /// Another mouse button was pressed, here.
    Click {
        /// From the left, from 0.
        column: u16,
        /// From the top, from 0.
        row: u16,
    },
    /// The wheel was turned.
    Scroll {
        /// Away from the person.
        up: bool,
    },
    /// Somebody used a [waker](Terminal::waker).
    Called,
    /// What [`Terminal::listen_to`] was given is readable. It comes again until it is read.
    Touched,
    /// The screen must be drawn again: it has another size, was given to somebody else, or had fallen behind.
    Draw,
    /// The window came to the front, or another one did.
    Focus(bool),
    /// The terminal answered [`Taken::ask_ground`] after the first frame.
    Ground(Ground),
    /// ^Z or a stop signal: pause, then call [`Terminal::suspend`].
    Suspend,
    /// The process was stopped without a warning and now goes on: what ran has not been lived.
    Stopped,
    /// The program must end: keep what must be kept within half a second, then call [`Terminal::kept`].
    Ending(Ending),
}

/// Why the program must end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// A signal asked for it, by its number.
    Signal(i32),
    /// The terminal is gone.
    HungUp,
}

/// Why there can be no full screen here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoTerminal {
    /// Standard input is a file, a pipe or nothing.
    #[error("the full screen needs keys from a terminal, and standard input is not one; try `solemate start --plain`")]
    Input,
    /// Standard output is a file, a pipe or nothing.
    #[error(
        "the full screen needs a terminal to draw on, and standard output is not one; try `solemate start --plain`"
    )]
    Output,
    /// The terminal does not control this process, so it could not be given back.
    #[error("the full screen needs a controlling terminal, and this process has none; try `solemate start --plain`")]
    Controlling,
    /// The system refuses the thread or the pipe that sees to giving it back.
    #[error(
        "the system has no room for one more thread or file, and without them the terminal could not be given back"
    )]
    Unguarded,
    /// `TERM=dumb`.
    #[error("the full screen cannot be drawn on a terminal of the kind \"dumb\"; try `solemate start --plain`")]
    Dumb,
}
