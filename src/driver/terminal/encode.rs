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
const WORTH_SORTING: usize = 400;

/// More styles than this are not worth sorting by.
const STYLES: usize = 16;

/// Writes `changes` behind `out` in the shortest of the orders and leaves `canvas` as it then stands.
pub(super) fn encode(canvas: &mut Canvas, changes: &mut [Change<'_>], out: &mut Vec<u8>) {
    let start = *canvas;
    let mut shortest = Vec::with_capacity(64 + 2 * changes.len());
    canvas.write(changes, usize::MAX, &mut shortest);
    let mut other = Vec::new();
    let mut consider = |changes: &[Change<'_>]| {
        let mut after = start;
        other.clear();
        if after.write(changes, shortest.len(), &mut other) {
            std::mem::swap(&mut shortest, &mut other);
            *canvas = after;
        }
    };
    if changes.len() <= WORTH_SORTING && find_styles(start.ink, changes) {
        changes.sort_unstable_by_key(|change| (change.style, change.at.y, change.at.x));
        consider(changes);
        find_runs(changes);
        changes.sort_unstable_by_key(|change| (change.style, change.run, change.at.y, change.at.x));
        consider(changes);
    }
    out.append(&mut shortest);
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
    /// Writes `changes` in the order given, as long as that takes fewer than `most` bytes; whether it did.
    pub fn write(&mut self, changes: &[Change<'_>], most: usize, out: &mut Vec<u8>) -> bool {
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
            if out.len() >= most {
                return false;
            }
        }
        true
    }

    /// `count` plain blanks from where the cursor stands: as spaces, erased, or erased to the end of the row.
    fn blank(&mut self, first: &Change<'_>, count: u16, next: Option<&Change<'_>>, out: &mut Vec<u8>) {
        let end = Position { x: first.at.x + count, y: first.at.y };
        let to_the_end = end.x == self.size.width;
        let after_spaces = (!to_the_end).then_some(end);
        let onward = |from: Option<Position>| next.map_or(0, |next| Way::to(next.at, from).length());
        let erasing = if to_the_end { 3 } else { sequence_length(count) };
        let may_erase = self.erasing_paints || self.ink.bg == ratatui::style::Color::Reset;
        if may_erase && erasing + onward(self.at) < usize::from(count) + onward(after_spaces) {
            if to_the_end {
                out.extend_from_slice(b"\x1b[K");
            } else {
                sequence(out, count, b'X');
            }
        } else {
            out.resize(out.len() + usize::from(count), b' ');
            self.at = after_spaces;
        }
    }

    /// One symbol where the cursor stands.
    fn put(&mut self, change: &Change<'_>, out: &mut Vec<u8>) {
        let symbol = change.cell.symbol();
        let (drawable, sure) = match symbol.as_bytes() {
            [byte] => (!byte.is_ascii_control(), true),
            _ => {
                let width = change.cell.cell_width();
                let fits = width > 0 && change.at.x + width <= self.size.width;
                let drawable = fits && !symbol.chars().any(char::is_control);
                // Programs and terminals agree on the width of a single narrow character; on others they may not.
                (drawable, !drawable || (width == 1 && symbol.chars().nth(1).is_none()))
            }
        };
        out.extend_from_slice(if drawable { symbol.as_bytes() } else { b" " });
        let x = change.at.x + 1;
        self.at = (sure && x < self.size.width).then_some(Position { x, y: change.at.y });
    }

    /// Moves the cursor by the shortest way.
    fn go(&mut self, to: Position, out: &mut Vec<u8>) {
        let from = self.at.replace(to);
        Way::to(to, from).write(out);
    }
}

/// How the cursor gets somewhere.
#[derive(Clone, Copy)]
enum Way {
    /// It is there.
    Stay,
    /// By its place on the screen.
    Direct(Position),
    /// Within its column to the row, then within the row.
    Steps(Rows, Columns),
}

/// Up or down.
#[derive(Clone, Copy)]
enum Rows {
    Stay,
    Up(u16),
    Down(u16),
    LineFeeds(u16),
}

/// Within a row.
#[derive(Clone, Copy)]
enum Columns {
    Stay,
    Return,
    To(u16),
    Right(u16),
    Left(u16),
    Back(u16),
    ReturnAndRight(u16),
}

impl Way {
    /// The shortest way; from a place that is not sure there is only one.
    fn to(to: Position, from: Option<Position>) -> Self {
        match from {
            Some(from) if from == to => Self::Stay,
            Some(from) => {
                let steps = Self::Steps(Rows::between(from.y, to.y), Columns::between(from.x, to.x));
                if steps.length() < Self::Direct(to).length() { steps } else { Self::Direct(to) }
            }
            None => Self::Direct(to),
        }
    }

    fn length(self) -> usize {
        match self {
            Self::Stay => 0,
            Self::Direct(to) => {
                let row = if to.y > 0 { digits(to.y + 1) } else { 0 };
                let column = if to.x > 0 { 1 + digits(to.x + 1) } else { 0 };
                3 + row + column
            }
            Self::Steps(rows, columns) => rows.length() + columns.length(),
        }
    }

    fn write(self, out: &mut Vec<u8>) {
        match self {
            Self::Stay => {}
            Self::Direct(to) => {
                out.extend_from_slice(b"\x1b[");
                if to.y > 0 {
                    decimal(out, to.y + 1);
                }
                if to.x > 0 {
                    out.push(b';');
                    decimal(out, to.x + 1);
                }
                out.push(b'H');
            }
            Self::Steps(rows, columns) => {
                match rows {
                    Rows::Stay => {}
                    Rows::Up(n) => sequence(out, n, b'A'),
                    Rows::Down(n) => sequence(out, n, b'B'),
                    Rows::LineFeeds(n) => out.resize(out.len() + usize::from(n), b'\n'),
                }
                match columns {
                    Columns::Stay => {}
                    Columns::Return => out.push(b'\r'),
                    Columns::To(x) => sequence(out, x + 1, b'G'),
                    Columns::Right(n) => sequence(out, n, b'C'),
                    Columns::Left(n) => sequence(out, n, b'D'),
                    Columns::Back(n) => out.resize(out.len() + usize::from(n), 0x08),
                    Columns::ReturnAndRight(n) => {
                        out.push(b'\r');
                        sequence(out, n, b'C');
                    }
                }
            }
        }
    }
}

impl Rows {
    const fn between(from: u16, to: u16) -> Self {
        match to.abs_diff(from) {
            0 => Self::Stay,
            n if to < from => Self::Up(n),
            n @ 1..=3 => Self::LineFeeds(n),
            n => Self::Down(n),
        }
    }

    const fn length(self) -> usize {
        match self {
            Self::Stay => 0,
            Self::Up(n) | Self::Down(n) => sequence_length(n),
            Self::LineFeeds(n) => n as usize,
        }
    }
}

impl Columns {
    fn between(from: u16, to: u16) -> Self {
        let n = to.abs_diff(from);
        let ways = match to {
            _ if n == 0 => return Self::Stay,
            0 => return Self::Return,
            _ if to > from => [Self::To(to), Self::Right(n), Self::ReturnAndRight(to)],
            _ => [Self::To(to), Self::Left(n), if n <= 4 { Self::Back(n) } else { Self::ReturnAndRight(to) }],
        };
        ways.into_iter().min_by_key(|way| way.length()).unwrap_or(Self::To(to))
    }

    const fn length(self) -> usize {
        match self {
            Self::Stay => 0,
            Self::Return => 1,
            Self::To(x) => sequence_length(x + 1),
            Self::Right(n) | Self::Left(n) => sequence_length(n),
            Self::Back(n) => n as usize,
            Self::ReturnAndRight(n) => 1 + sequence_length(n),
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

/// A control sequence with one parameter whose default is 1.
fn sequence(out: &mut Vec<u8>, n: u16, letter: u8) {
    out.extend_from_slice(b"\x1b[");
    if n != 1 {
        decimal(out, n);
    }
    out.push(letter);
}

/// How many bytes such a sequence has.
const fn sequence_length(n: u16) -> usize {
    if n == 1 { 3 } else { 3 + digits(n) }
}

/// How many digits a number has.
const fn digits(n: u16) -> usize {
    match n {
        0..10 => 1,
        10..100 => 2,
        100..1000 => 3,
        1000..10_000 => 4,
        _ => 5,
    }
}

/// A number in decimal digits.
pub(super) fn decimal(out: &mut Vec<u8>, n: u16) {
    if n >= 10 {
        decimal(out, n / 10);
    }
    out.push(b'0' + (n % 10) as u8);
}
