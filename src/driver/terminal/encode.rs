//! Changed cells as the fewest bytes a terminal needs to show them.
//!
//! The cells of one frame commute, so they can be drawn row by row, or style by style to save switching the pen, or
//! within a style downwards, as the bars of a large digit stand. All are written, the shortest goes out. Blanks may be drawn
//! over blanks of the same ground that stay as they are: to begin below the run before, or to erase to the end of a row.

use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};

use super::ink::{Ink, Need, switch};
use super::way::{Way, sequence, sequence_length};

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

/// What the screen is to show, for what lies beside the changes; without a cell where that does not matter.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Field<'a> {
    pub width: u16,
    pub cells: &'a [Cell],
}

impl Field<'_> {
    /// Whether every one of these columns is a blank that looks as `need` does.
    fn is_ground(self, y: u16, columns: std::ops::Range<u16>, need: Need) -> bool {
        let place = |x: u16| usize::from(y) * usize::from(self.width) + usize::from(x);
        // The right half of a wide character passes for a blank.
        let before = columns.start.checked_sub(1).and_then(|x| self.cells.get(place(x)));
        let cells = self.cells.get(place(columns.start)..place(columns.end));
        cells.is_some_and(|cells| cells.iter().all(|cell| Need::of(cell) == need))
            && before.is_none_or(|cell| cell.cell_width() <= 1)
    }
}

/// More changes than this are a whole screen, where the order by rows wins anyway.
const WORTH_SORTING: usize = 800;

/// More runs than this are not followed: looking for the nearest takes the square of their number.
const WORTH_FOLLOWING: usize = 256;

/// Erases from the cursor to the end of the row.
const TO_THE_END: &[u8] = b"\x1b[K";

/// More styles than this are not worth sorting by.
const STYLES: usize = 16;

/// Writes `changes` behind `out` in the shortest of the orders and leaves `canvas` as it then stands.
pub(super) fn encode(canvas: &mut Canvas, field: Field<'_>, changes: &mut [Change<'_>], out: &mut Vec<u8>) {
    let start = *canvas;
    let mut shortest = Vec::with_capacity(64 + 2 * changes.len());
    let field = if changes.len() <= WORTH_SORTING { field } else { Field::default() };
    canvas.write(changes, field, usize::MAX, &mut shortest);
    let mut other = Vec::new();
    let mut consider = |changes: &[Change<'_>]| {
        let mut after = start;
        other.clear();
        if after.write(changes, field, shortest.len(), &mut other) {
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
        if let Some(changes) = nearest_first(start.at, changes) {
            consider(&changes);
        }
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

/// The runs of neighbours of each style, the nearest to the one before first: so an edge that leans is followed. `None` if
/// they are too many. Takes changes sorted by style and by run.
fn nearest_first<'a>(start: Option<Position>, changes: &[Change<'a>]) -> Option<Vec<Change<'a>>> {
    let joined = |a: &Change<'_>, b: &Change<'_>| (a.style, a.run, a.at.y) == (b.style, b.run, b.at.y);
    let mut runs: Vec<&[Change<'a>]> = changes.chunk_by(joined).collect();
    if runs.len() > WORTH_FOLLOWING {
        return None;
    }
    let mut order = Vec::with_capacity(changes.len());
    let mut at = start;
    for n in 0..runs.len() {
        let style = runs[n].first()?.style;
        let rest = runs.iter().enumerate().skip(n);
        let same = rest.take_while(|(_, run)| run.first().is_some_and(|first| first.style == style));
        let (nearest, _) = same.min_by_key(|(_, run)| run.first().map(|first| Way::to(first.at, at).length()))?;
        // The others keep their order: of two that are as near, the one that stands first.
        runs[n..=nearest].rotate_right(1);
        let last = runs[n].last()?;
        at = Some(Position { x: last.at.x + 1, y: last.at.y });
        order.extend_from_slice(runs[n]);
    }
    Some(order)
}

impl Canvas {
    /// Writes `changes` in the order given, as long as that takes fewer than `most` bytes; whether it did.
    pub fn write(&mut self, changes: &[Change<'_>], field: Field<'_>, most: usize, out: &mut Vec<u8>) -> bool {
        let mut rest = changes;
        while let Some(first) = rest.first() {
            let blanks = ground_run(rest);
            let lead = if blanks > 0 { self.lead(first, blanks, field) } else { 0 };
            let at = Position { x: first.at.x - lead, y: first.at.y };
            self.go(at, out);
            let need = if first.need.met_by(self.ink) { self.ink } else { first.need.from(self.ink) };
            switch(out, self.ink, need);
            self.ink = need;
            if blanks + lead > 1 {
                let (done, more) = rest.split_at(blanks.into());
                self.blank(at, blanks + lead, (done, more.first(), field), out);
                rest = more;
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

    /// How many columns before it a run of `count` blanks is better begun: in the column where the cursor stands, if what
    /// lies between is blank too.
    fn lead(&self, first: &Change<'_>, count: u16, field: Field<'_>) -> u16 {
        let Some(from) = self.at else { return 0 };
        let below = Position { x: from.x, y: first.at.y };
        let lead = first.at.x.saturating_sub(from.x);
        let may_erase = self.may_erase(first.need.from(self.ink));
        let drawn = |count: u16| if may_erase { sequence_length(count).min(count.into()) } else { count.into() };
        let there = Way::to(first.at, self.at).length() + drawn(count);
        let here = Way::to(below, self.at).length() + drawn(count + lead);
        if lead > 0 && here < there && field.is_ground(first.at.y, from.x..first.at.x, first.need) { lead } else { 0 }
    }

    /// Whether erasing leaves cells as a blank drawn with this ink would.
    fn may_erase(&self, ink: Ink) -> bool {
        self.erasing_paints || ink.bg == ratatui::style::Color::Reset
    }

    /// `count` plain blanks from where the cursor stands: as spaces, erased, or erased to the end of the row.
    fn blank(
        &mut self,
        at: Position,
        count: u16,
        (done, next, field): (&[Change<'_>], Option<&Change<'_>>, Field<'_>),
        out: &mut Vec<u8>,
    ) {
        let end = Position { x: at.x + count, y: at.y };
        let is_last = end.x == self.size.width;
        let after_spaces = (!is_last).then_some(end);
        let onward = |from: Option<Position>| next.map_or(0, |next| Way::to(next.at, from).length());
        let need = done.first().map(|change| change.need);
        let clear = |need| field.is_ground(at.y, end.x..self.size.width, need);
        let to_the_end = is_last || (sequence_length(count) > TO_THE_END.len() && need.is_some_and(clear));
        let erasing = if to_the_end { TO_THE_END.len() } else { sequence_length(count) };
        if self.may_erase(self.ink) && erasing + onward(self.at) < usize::from(count) + onward(after_spaces) {
            if to_the_end {
                out.extend_from_slice(TO_THE_END);
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
                let width = width_of(change.cell);
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

/// How many columns a cell's character takes. Of lines, blocks and braille each takes one: nothing need be looked up.
pub(super) fn width_of(cell: &Cell) -> u16 {
    match *cell.symbol().as_bytes() {
        [0xe2, 0x94..=0x96 | 0xa0..=0xa3, _] => 1,
        _ => cell.cell_width(),
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
