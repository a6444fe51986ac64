//! Standard output for everything that is not the full screen. Whatever is printed passes the gate for foreign text
//! here, and a reader that has gone away is no mistake.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, StdoutLock, Write};

use serde::Serialize;

use super::opening::theme;
use crate::config::Settings;
use crate::domain::text::{Clean, printable_json};
use crate::store::routine_file::Report;

/// The width of a text that nobody's window limits, in columns.
const PAGE: usize = 80;

/// Why something could not be printed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotPrinted {
    /// Whoever read it has seen enough.
    #[error("nobody reads any more")]
    Closed,
    /// The system refuses: a full disk.
    #[error("cannot write to standard output: {0}")]
    Refused(Clean),
}

impl From<io::Error> for NotPrinted {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Self::Closed,
            ErrorKind::StorageFull => Self::Refused(Clean::visible("the disk is full")),
            _ => Self::Refused(Clean::visible(&error.to_string())),
        }
    }
}

/// Standard output.
#[derive(Debug)]
pub struct Printer {
    out: BufWriter<StdoutLock<'static>>,
    terminal: bool,
}

impl Default for Printer {
    fn default() -> Self {
        Self::new()
    }
}

impl Printer {
    /// Takes standard output.
    pub fn new() -> Self {
        let out = io::stdout();
        Self { terminal: out.is_terminal(), out: BufWriter::new(out.lock()) }
    }

    /// Whether a person looks at it directly.
    pub const fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// What stands where a value is missing, in the characters of the locale.
    pub fn missing(&self) -> &'static str {
        theme(&Settings::default(), None).signs().missing
    }

    /// Its width in columns: the window's, within reason, or a page's.
    pub fn width(&self) -> usize {
        let window = if self.terminal { crossterm::terminal::size().ok() } else { None };
        window.map_or(PAGE, |(columns, _)| usize::from(columns).clamp(40, 100))
    }

    /// Prints a line; a line break in it shows as �.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn line(&mut self, text: &str) -> Result<(), NotPrinted> {
        Ok(writeln!(self.out, "{}", Clean::visible(text).trim_end())?)
    }

    /// Prints a text of several lines.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn text(&mut self, text: &str) -> Result<(), NotPrinted> {
        Ok(writeln!(self.out, "{}", Clean::visible_lines(text).trim_end())?)
    }

    /// Prints what is wrong with a routine file, in colours where a person looks who has not asked for none.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn report(&mut self, report: &Report) -> Result<(), NotPrinted> {
        let is = |name: &str, word: &str| std::env::var_os(name).is_some_and(|value| value == word);
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) || is("TERM", "dumb");
        Ok(writeln!(self.out, "{}", report.render(self.terminal && !plain, self.width()).trim_end())?)
    }

    /// Prints a JSON document, indented.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), NotPrinted> {
        let text = serde_json::to_string_pretty(value).map_err(io::Error::other)?;
        Ok(writeln!(self.out, "{}", printable_json(text))?)
    }

    /// Prints a JSON object on a line of its own.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn json_line(&mut self, value: &impl Serialize) -> Result<(), NotPrinted> {
        let text = serde_json::to_string(value).map_err(io::Error::other)?;
        Ok(writeln!(self.out, "{}", printable_json(text))?)
    }

    /// Bytes as they are, for a file or another program to take in; never for a terminal.
    pub fn bytes(&mut self) -> &mut impl Write {
        &mut self.out
    }

    /// Lets everything out.
    ///
    /// # Errors
    /// When it cannot be written: only after this has worked was anything printed.
    pub fn flush(&mut self) -> Result<(), NotPrinted> {
        Ok(self.out.flush()?)
    }
}
