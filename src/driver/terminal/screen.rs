//! The screen as ratatui sees it: a backend that only collects bytes and never fails, asks or blocks.

use std::convert::Infallible;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Rect, Size};
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::encode::{Canvas, Change, encode};
use super::ink::Ink;

/// Beyond this a frame could be shown half-way, so it is bracketed by synchronised output (16 bytes).
const ONE_GLANCE: usize = 256;

/// No real screen is larger; a size beyond would only cost memory.
const LARGEST: Size = Size { width: 1000, height: 400 };

/// Turns changed cells into the bytes of one frame.
#[derive(Debug)]
pub(super) struct Screen {
    canvas: Canvas,
    frame: Vec<u8>,
    /// The screen holds something unknown: the next frame begins by clearing it.
    unknown: bool,
    cursor: Cursor,
}

/// The cursor as it is wanted and as it is.
#[derive(Debug, Default)]
struct Cursor {
    wanted: Option<Position>,
    at: Position,
    shown: bool,
}

/// ratatui on this backend, at a size that changes only when told.
pub(super) type Painter = Terminal<Screen>;

/// A painter for a screen of `size`; `erasing_paints` as in [`Canvas`].
pub(super) fn painter(size: Size, erasing_paints: bool) -> Painter {
    let size = bounded(size);
    let canvas = Canvas { size, ink: Ink::default(), at: None, erasing_paints };
    let screen = Screen { canvas, frame: Vec::with_capacity(4096), unknown: true, cursor: Cursor::default() };
    let viewport = Viewport::Fixed(Rect::from((Position::ORIGIN, size)));
    let Ok(painter) = Terminal::with_options(screen, TerminalOptions { viewport });
    painter
}

/// Forgets what the screen shows, and takes on a new size: the next frame is a whole one.
pub(super) fn start_over(painter: &mut Painter, size: Size) {
    let size = bounded(size);
    painter.backend_mut().canvas.size = size;
    painter.backend_mut().forget();
    let Ok(()) = painter.resize(Rect::from((Position::ORIGIN, size)));
}

/// A terminal that knows no size at all is taken for the classic one.
fn bounded(size: Size) -> Size {
    if size == Size::ZERO {
        return Size { width: 80, height: 24 };
    }
    Size { width: size.width.min(LARGEST.width), height: size.height.min(LARGEST.height) }
}

impl Screen {
    /// The bytes of the frame drawn last; empty if it changed nothing.
    pub fn take_frame(&mut self, to: &mut Vec<u8>) {
        if self.frame.len() > ONE_GLANCE {
            to.extend_from_slice(b"\x1b[?2026h");
            to.append(&mut self.frame);
            to.extend_from_slice(b"\x1b[?2026l");
        } else {
            to.append(&mut self.frame);
        }
    }

    fn forget(&mut self) {
        self.unknown = true;
        self.cursor.shown = false;
    }

    /// Leaves the cursor where it is wanted, or hidden.
    fn settle_cursor(&mut self) {
        match self.cursor.wanted {
            Some(at) => {
                if self.canvas.at != Some(at) || self.cursor.at != at {
                    self.canvas.go(at, &mut self.frame);
                    self.cursor.at = at;
                }
                if !self.cursor.shown {
                    self.frame.extend_from_slice(b"\x1b[?25h");
                }
            }
            None if self.cursor.shown => self.frame.extend_from_slice(b"\x1b[?25l"),
            None => {}
        }
        self.cursor.shown = self.cursor.wanted.is_some();
    }
}

impl Backend for Screen {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        if std::mem::take(&mut self.unknown) {
            self.frame.extend_from_slice(b"\x1b[m\x1b[2J");
            self.canvas.ink = Ink::default();
            self.canvas.at = None;
        }
        let mut changes: Vec<_> = content.map(|(x, y, cell)| Change::new(x, y, cell)).collect();
        encode(&mut self.canvas, &mut changes, &mut self.frame);
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.cursor.wanted = None;
        Ok(())
    }

    /// Only ever followed by the position, which is what counts.
    fn show_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.canvas.at.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.cursor.wanted = Some(position.into());
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.forget();
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> Result<(), Infallible> {
        self.forget();
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.canvas.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: self.canvas.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        self.settle_cursor();
        Ok(())
    }
}
