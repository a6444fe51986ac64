//! Changed cells as the fewest bytes a terminal needs to show them.
//!
//! The cells of one frame commute, so they can be drawn row by row, or style by style to save switching the pen, or
//! within a style downwards, as the bars of a large digit stand. All are written, the shortest goes out.

use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};

use super::ink::{Ink, Need, switch};

/// A cell to draw.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change<'a> {
    pub at: Position,
    pub cell: &'a Cell,
    need: Need,
    /// Which of the frame's styles, in the order they are drawn in.
    style: u8,
    /// Where the run of neighbours of this style begins.
    run: u16,
}

impl<'a> Change<'a> {
    pub fn new(x: u16, y: u16, cell: &'a Cell) -> Self {
        Self { at: Position { x, y }, cell, need: Need::of(cell), style: 0, run: x }
    }

    fn is_ground(&self) -> bool {
        matches!(self.need, Need::Ground(_))
    }
}

/// What is known of the terminal before a byte is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Canvas {
    pub size: Size,
    pub ink: Ink,
    /// Where the cursor stands, if that is sure.
    pub at: Option<Position>,
    /// Erased cells take the pen's background here. They keep the default one everywhere.
    pub erasing_paints: bool,
}

/// More changes than this are a whole screen, where the order by rows wins anyway.
const WORTH_SORTING: usize = 1000;

/// More styles than this are not worth sorting by.
const STYLES: usize = 16;

/// Writes `changes` behind `out` in the shortest of the orders and leaves `canvas` as it then stands.
pub(super) fn encode(canvas: &mut Canvas, changes: &mut [Change<'_>], out: &mut Vec<u8>) {
    let start = *canvas;
    let mut shortest = start.written(changes);
    let mut consider = |changes: &[Change<'_>]| {
        let other = start.written(changes);
        if other.0.len() < shortest.0.len() {
            shortest = other;
        }
    };
    if changes.len() <= WORTH_SORTING && find_styles(canvas.ink, changes) {
        changes.sort_by_key(|change| change.style);
        consider(changes);
        find_runs(changes);
        changes.sort_by_key(|change| (change.style, change.run, change.at.y, change.at.x));
        consider(changes);
    }
    out.append(&mut shortest.0);
    *canvas = shortest.1;
}

/// Numbers the styles of `changes`, beginning with that of the pen. `false` if there are too many.
fn find_styles(pen: Ink, changes: &mut [Change<'_>]) -> bool {
    let mut styles = vec![pen];
    // Plain blanks come last, when it is known which styles will do for them.
    for exact in [true, false] {
        for change in changes.iter_mut().filter(|change| change.is_ground() != exact) {
            let known = styles.iter().position(|ink| change.need.met_by(*ink));
            change.style = known.unwrap_or(styles.len()) as u8;
            if known.is_none() {
                styles.push(change.need.from(Ink::default()));
            }
            if styles.len() > STYLES {
                return false;
            }
        }
    }
    true
}

/// Finds where runs of neighbours begin, in changes sorted by style and then by row.
fn find_runs(changes: &mut [Change<'_>]) {
    for i in 1..changes.len() {
        let before = changes[i - 1];
        let change = &mut changes[i];
        let joined = before.style == change.style && before.at.y == change.at.y && before.at.x + 1 == change.at.x;
        change.run = if joined { before.run } else { change.at.x };
    }
}

impl Canvas {
    /// The bytes for `changes` in the order given, and the canvas after them.
    fn written(mut self, changes: &[Change<'_>]) -> (Vec<u8>, Self) {
        let mut bytes = Vec::with_capacity(64 + 2 * changes.len());
        self.write(changes, &mut bytes);
        (bytes, self)
    }

    /// Writes `changes` in the order given.
    fn write(&mut self, changes: &[Change<'_>], out: &mut Vec<u8>) {
        let mut rest = changes;
        while let Some(first) = rest.first() {
            let blanks = ground_run(rest);
            self.go(first.at, out);
            let need = if first.need.met_by(self.ink) { self.ink } else { first.need.from(self.ink) };
            switch(out, self.ink, need);
            self.ink = need;
            if blanks > 1 {
                self.blank(first, blanks, rest.get(usize::from(blanks)), out);
                rest = &rest[usize::from(blanks)..];
            } else {
                self.put(first, out);
                rest = &rest[1..];
            }
        }
    }

    /// `count` plain blanks from where the cursor stands: as spaces, erased, or erased to the end of the row.
    fn blank(&mut self, first: &Change<'_>, count: u16, next: Option<&Change<'_>>, out: &mut Vec<u8>) {
        let end = Position { x: first.at.x + count, y: first.at.y };
        let mut spaced = Self { at: (end.x < self.size.width).then_some(end), ..*self };
        let mut erased = *self;
        let onward = |canvas: &mut Self| {
            let mut bytes = Vec::with_capacity(12);
            if let Some(next) = next {
                canvas.go(next.at, &mut bytes);
            }
            bytes.len()
        };
        let mut erasing = Vec::with_capacity(8);
        if end.x == self.size.width {
            erasing.extend_from_slice(b"\x1b[K");
        } else {
            sequence(&mut erasing, count, b'X');
        }
        let (after_spaces, after_erasing) = (spaced, erased);
        let may_erase = self.erasing_paints || self.ink.bg == ratatui::style::Color::Reset;
        if may_erase && erasing.len() + onward(&mut erased) < usize::from(count) + onward(&mut spaced) {
            out.extend_from_slice(&erasing);
            *self = after_erasing;
        } else {
            out.resize(out.len() + usize::from(count), b' ');
            *self = after_spaces;
        }
    }

    /// One symbol where the cursor stands.
    fn put(&mut self, change: &Change<'_>, out: &mut Vec<u8>) {
        let symbol = change.cell.symbol();
        let width = change.cell.cell_width();
        let drawable = width > 0 && change.at.x + width <= self.size.width && !symbol.chars().any(char::is_control);
        if !drawable {
            out.push(b' ');
        } else {
            out.extend_from_slice(symbol.as_bytes());
        }
        // Programs and terminals agree on the width of a single narrow character; on others they may not.
        let sure = !drawable || (width == 1 && symbol.chars().nth(1).is_none());
        let x = change.at.x + 1;
        self.at = (sure && x < self.size.width).then_some(Position { x, y: change.at.y });
    }

    /// Moves the cursor by the shortest way.
    pub fn go(&mut self, to: Position, out: &mut Vec<u8>) {
        let from = self.at.replace(to);
        if from == Some(to) {
            return;
        }
        let start = out.len();
        out.extend_from_slice(b"\x1b[");
        if to.y > 0 {
            decimal(out, to.y + 1);
        }
        if to.x > 0 {
            out.push(b';');
            decimal(out, to.x + 1);
        }
        out.push(b'H');
        let Some(from) = from else { return };
        let mut way = Vec::with_capacity(16);
        rows(from.y, to.y, &mut way);
        columns(from.x, to.x, &mut way);
        if way.len() < out.len() - start {
            out.truncate(start);
            out.extend_from_slice(&way);
        }
    }
}

/// How many changes from the first on are plain blanks of one ground, side by side.
fn ground_run(changes: &[Change<'_>]) -> u16 {
    let Some(first) = changes.first().filter(|first| first.is_ground()) else { return 0 };
    let mut count = 0;
    while changes.get(usize::from(count)).is_some_and(|next| {
        next.need == first.need
            && next.at.y == first.at.y
            && u32::from(next.at.x) == u32::from(first.at.x) + u32::from(count)
    }) {
        count += 1;
    }
    count
}

fn rows(from: u16, to: u16, out: &mut Vec<u8>) {
    if to < from {
        sequence(out, from - to, b'A');
    } else if to - from > 3 {
        sequence(out, to - from, b'B');
    } else {
        out.resize(out.len() + usize::from(to - from), b'\n');
    }
}

fn columns(from: u16, to: u16, out: &mut Vec<u8>) {
    if from == to {
        return;
    }
    if to == 0 {
        out.push(b'\r');
        return;
    }
    let mut ways: [Vec<u8>; 3] = [Vec::with_capacity(8), Vec::with_capacity(8), Vec::with_capacity(8)];
    sequence(&mut ways[0], to + 1, b'G');
    if to > from {
        sequence(&mut ways[1], to - from, b'C');
    } else {
        sequence(&mut ways[1], from - to, b'D');
    }
    if to < from && from - to <= 4 {
        ways[2].resize(usize::from(from - to), 0x08);
    } else {
        ways[2].push(b'\r');
        sequence(&mut ways[2], to, b'C');
    }
    if let Some(shortest) = ways.iter().min_by_key(|way| way.len()) {
        out.extend_from_slice(shortest);
    }
}

/// A control sequence with one parameter whose default is 1.
fn sequence(out: &mut Vec<u8>, n: u16, letter: u8) {
    out.extend_from_slice(b"\x1b[");
    if n != 1 {
        decimal(out, n);
    }
    out.push(letter);
}

/// A number in decimal digits.
pub(super) fn decimal(out: &mut Vec<u8>, n: u16) {
    if n >= 10 {
        decimal(out, n / 10);
    }
    out.push(b'0' + (n % 10) as u8);
}
