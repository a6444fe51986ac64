//! The screen: what it shows, what it is to show, and the bytes that lead from one to the other.

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect, Size};

use super::encode::{Canvas, Change, Field, encode, width_of};
use super::ink::Ink;
use super::shown::Shown;

/// Beyond this a frame could be shown half-way, so it is bracketed by synchronised output (16 bytes).
const ONE_GLANCE: usize = 256;

/// No real screen is larger; a size beyond would only cost memory.
const LARGEST: Size = Size { width: 1000, height: 400 };

/// Turns drawings into the bytes of frames. It asks the terminal nothing, and its size changes only when it is told.
#[derive(Debug)]
pub struct Painter {
    canvas: Canvas,
    /// What the screen shows; nothing is known of it before the first frame, and after [`Painter::start_over`].
    shown: Option<Shown>,
    /// Where frames are drawn.
    sheet: Buffer,
    /// Where wide characters stand: overwriting one half blanks the other one too, in a style nobody can foretell.
    wide: Vec<Position>,
}

/// What a spoilt half of a wide character becomes.
static BLANK: Cell = Cell::EMPTY;

impl Painter {
    /// A painter for a screen of `size`. `erasing_paints`: whether erased cells take the pen's background there; they
    /// keep the default one everywhere.
    pub fn new(size: Size, erasing_paints: bool) -> Self {
        let canvas = Canvas { size: bounded(size), ink: Ink::default(), at: None, erasing_paints };
        Self { canvas, shown: None, sheet: Buffer::default(), wide: Vec::new() }
    }

    /// The size of the screen.
    pub const fn size(&self) -> Size {
        self.canvas.size
    }

    /// Forgets what the screen shows, and takes on a new size: the next frame is a whole one.
    pub fn start_over(&mut self, size: Size) {
        self.canvas.size = bounded(size);
        self.shown = None;
    }

    /// Draws a frame; the bytes that show it, none if it changes nothing. On a screen without a cell nothing is drawn.
    pub fn frame(&mut self, paint: impl FnOnce(&mut Buffer)) -> Vec<u8> {
        let area = Rect::from((Position::ORIGIN, self.canvas.size));
        if area.is_empty() {
            return Vec::new();
        }
        if self.sheet.area == area {
            self.sheet.reset();
        } else {
            self.sheet = Buffer::empty(area);
        }
        paint(&mut self.sheet);
        if self.shown.is_some() {
            return self.write_changes(area);
        }
        self.canvas.ink = Ink::default();
        self.canvas.at = None;
        let mut bytes = b"\x1b[m\x1b[2J".to_vec();
        let width = usize::from(area.width);
        self.sheet.content.chunks_exact_mut(width).for_each(settle_wide);
        let shown = Shown::of(width, &self.sheet.content);
        self.wide = whole(&mut self.canvas, &self.sheet, &shown, &mut bytes);
        self.shown = Some(shown);
        in_one_glance(bytes)
    }

    /// Draws over the last frame, which `paint` is given: it changes cells in the area that it returns, and nothing else.
    /// None if it returns none, or if nothing is known of the screen: then a whole frame is wanted.
    pub fn frame_over(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Rect>) -> Option<Vec<u8>> {
        self.shown.as_ref()?;
        let area = paint(&mut self.sheet)?;
        Some(self.write_changes(area.intersection(self.sheet.area)))
    }

    /// The bytes that show what is otherwise in this part of the sheet.
    fn write_changes(&mut self, area: Rect) -> Vec<u8> {
        let mut bytes = Vec::new();
        let Some(shown) = self.shown.as_mut().filter(|_| !area.is_empty()) else { return bytes };
        let rows = settle(shown, &mut self.sheet, area);
        let mut changes = changes(shown, &self.sheet, &rows, area.right());
        mend_wide(&mut self.wide, self.canvas.size, &mut changes);
        let field = Field { width: self.sheet.area.width, cells: &self.sheet.content };
        encode(&mut self.canvas, field, &mut changes, &mut bytes);
        in_one_glance(bytes)
    }
}

/// These bytes so that what they show is not seen half-way.
fn in_one_glance(bytes: Vec<u8>) -> Vec<u8> {
    if bytes.len() > ONE_GLANCE { [b"\x1b[?2026h", &bytes[..], b"\x1b[?2026l"].concat() } else { bytes }
}

/// Everything of `next` behind `out`, for a screen that was just cleared and is to show it; where the wide characters
/// stand. Row by row, with room for the changes of one row: this is the first thing a program does that is being started.
fn whole(canvas: &mut Canvas, next: &Buffer, shown: &Shown, out: &mut Vec<u8>) -> Vec<Position> {
    let width = usize::from(next.area.width).max(1);
    let (mut wide, mut changes) = (Vec::new(), Vec::with_capacity(width));
    for (y, row) in (0..).zip(next.content.chunks_exact(width)) {
        changes.clear();
        changes.extend((0..).zip(row).filter(|(x, _)| !shown.is_blank(*x, y)).map(|(x, cell)| Change::new(x, y, cell)));
        wide.extend(changes.iter().filter(|change| is_wide(change.cell)).map(|change| change.at));
        canvas.write(&changes, Field::default(), usize::MAX, out);
    }
    wide
}

/// Adds the other halves of the characters in `wide` that `changes` overwrite half of, and remembers the new ones.
fn mend_wide<'a>(wide: &mut Vec<Position>, size: Size, changes: &mut Vec<Change<'a>>) {
    let covers = |change: &Change<'_>, at: Position| {
        change.at.y == at.y && (change.at.x..change.at.x + change.cell.cell_width().max(1)).contains(&at.x)
    };
    if !wide.is_empty() {
        let halves = |at: Position| [at, Position { x: at.x + 1, ..at }];
        let is_spoilt = |at: &Position| halves(*at).iter().any(|half| changes.iter().any(|c| covers(c, *half)));
        let (spoilt, whole): (Vec<_>, Vec<_>) = wide.drain(..).partition(is_spoilt);
        *wide = whole;
        for half in spoilt.into_iter().flat_map(halves) {
            if half.x < size.width && !changes.iter().any(|change| covers(change, half)) {
                changes.push(Change::new(half.x, half.y, &BLANK));
            }
        }
    }
    let start = wide.len();
    wide.extend(changes.iter().filter(|change| is_wide(change.cell)).map(|change| change.at));
    // A cell under a wide character is drawn by it.
    let under = |at: Position| wide[start..].iter().any(|wide| wide.y == at.y && wide.x + 1 == at.x);
    if wide.len() > start {
        changes.retain(|change| !under(change.at));
    }
}

/// The rows of `next` that differ from what is shown in this area, each with the column from where on; the wide characters
/// there are settled.
fn settle(shown: &Shown, next: &mut Buffer, area: Rect) -> Vec<(u16, u16)> {
    let width = usize::from(next.area.width).max(1);
    let (left, right) = (usize::from(area.left()), usize::from(area.right()));
    let mut rows = Vec::new();
    let all = (0..).zip(next.content.chunks_exact_mut(width));
    for (y, row) in all.skip(area.top().into()).take(area.height.into()) {
        if let Some(first) = shown.differs_from(area.left(), y, &row[left..right]) {
            // What changes may spoil the wide character before it.
            let first = (left + first).saturating_sub(1);
            settle_wide(&mut row[first..right]);
            rows.push((y, first as u16));
        }
    }
    rows
}

/// The cells of these `rows` of `next`, up to the column `end`, that differ from what is shown, which is then what `next`
/// shows.
fn changes<'a>(shown: &mut Shown, next: &'a Buffer, rows: &[(u16, u16)], end: u16) -> Vec<Change<'a>> {
    let width = usize::from(next.area.width);
    let mut changes = Vec::new();
    for &(y, first) in rows {
        let row = usize::from(y) * width;
        for (x, cell) in (first..).zip(&next.content[row + usize::from(first)..row + usize::from(end)]) {
            if shown.set(x, y, cell) {
                changes.push(Change::new(x, y, cell));
            }
        }
    }
    changes
}

/// Makes the wide characters of a row whole: what stands under a right half is forgotten, and a character whose right
/// half something else covers becomes a blank, because no terminal can show half of one.
fn settle_wide(row: &mut [Cell]) {
    for i in 1..row.len() {
        let [left, right] = &mut row[i - 1..=i] else { continue };
        if is_wide(left) {
            if right.symbol() == " " {
                right.reset();
            } else {
                left.set_symbol(" ");
            }
        }
    }
}

/// Whether a cell's character needs two columns: none of one or two bytes does.
fn is_wide(cell: &Cell) -> bool {
    cell.symbol().len() > 2 && width_of(cell) > 1
}

/// A terminal that knows no size at all is taken for the classic one.
fn bounded(size: Size) -> Size {
    if size == Size::ZERO {
        return Size { width: 80, height: 24 };
    }
    Size { width: size.width.min(LARGEST.width), height: size.height.min(LARGEST.height) }
}

#[cfg(test)]
mod tests;
