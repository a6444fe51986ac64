//! Ratings over days: a dot for each, and the line of their medians. A day without a rating is a gap in both.
//!
//! Left and right are told apart without colour: full dots and a broad line, hollow dots and a thin dotted one. A value
//! stands in the middle of its row, in a dot and in a line alike. A dot lies above the lines, so that a day that was rated as
//! its median is never taken for one that was not rated; where many days share a column, their dots are a quiet ground.

mod axes;
mod levels;
mod marks;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::{dab, on_screen};
use crate::domain::body::{PerSide, Side};
use crate::domain::trend::{Median, Series};
use crate::ui::theme::Theme;

/// Columns of the scale at the left.
const SCALE: u16 = 5;

/// Columns of the words at the right, where there is room for them.
const MARGIN: u16 = 16;

/// The narrowest window of days beside which words stand.
const ROOMY: u16 = 55;

/// Both feet rated alike, the left higher, the right higher; the left alone, the right alone.
const DOTS: [char; 5] = ['◉', '◓', '◒', '●', '○'];
const ASCII_DOTS: [char; 5] = ['@', '^', 'v', '*', 'o'];

/// From so many rows for its days on a picture is a large one.
const LARGE: u16 = 16;

/// Rows below the days: the axis, and its dates.
const AXIS: u16 = 2;

/// The smallest picture that says anything, in rows.
pub const LEAST: u16 = AXIS + 4;

/// The smallest picture in which every value has a row of its own.
pub const WHOLE: u16 = AXIS + 11;

/// Of so many rows those that a picture fills, so that its scale is even: values stand equally far apart, in high pictures
/// exactly, and numbers always.
pub const fn even(rows: u16) -> u16 {
    let room = rows.saturating_sub(AXIS);
    AXIS + match room {
        ..6 => room,
        7 => 6,
        6..11 => room - (room - 1) % 2,
        11..16 => 11,
        16..21 => 16,
        _ => room - (room - 1) % 10,
    }
}

/// The same where what is left is of use to others: values stand exactly equally far apart.
pub const fn exact(rows: u16) -> u16 {
    let room = rows.saturating_sub(AXIS);
    if room < 11 { even(rows) } else { AXIS + room - (room - 1) % 10 }
}

/// The points between two numbers of a scale of so many rows: as few as leave the same number of rows between them.
const fn step_of(room: u16) -> u8 {
    match room.saturating_sub(1) {
        rows if rows.is_multiple_of(5) => 2,
        rows if rows.is_multiple_of(2) => 5,
        _ => 10,
    }
}

/// One foot.
#[derive(Clone, Copy, Debug)]
pub struct Trace<'a> {
    /// Which one.
    pub side: Side,
    /// Its ratings.
    pub series: &'a Series,
}

/// A picture of a few weeks, or many.
#[derive(Clone, Debug)]
pub struct Plot<'a> {
    traces: &'a [Trace<'a>],
    from: NaiveDate,
    to: NaiveDate,
    cursor: Option<NaiveDate>,
    events: &'a [(NaiveDate, &'a str)],
    meaningful: u8,
    theme: &'a Theme,
}

impl<'a> Plot<'a> {
    /// These feet, from the first of these days to the last. `meaningful` points below a first week stand as a mark.
    pub const fn new(
        traces: &'a [Trace<'a>],
        (from, to): (NaiveDate, NaiveDate),
        meaningful: u8,
        theme: &'a Theme,
    ) -> Self {
        Self { traces, from, to, cursor: None, events: &[], meaningful, theme }
    }

    /// A day to be pointed at.
    #[must_use]
    pub const fn cursor(mut self, day: Option<NaiveDate>) -> Self {
        self.cursor = day;
        self
    }

    /// What happened on which day, in that order: a dashed line each, a mark on the axis, and the words where they cover
    /// nothing.
    #[must_use]
    pub const fn events(mut self, events: &'a [(NaiveDate, &'a str)]) -> Self {
        self.events = events;
        self
    }

    /// About how many days share a column of a picture so wide, where each has none of its own: dots are quiet there, and
    /// each stands for all days of its column that were rated so.
    pub fn days_a_column(&self, width: u16) -> Option<u32> {
        let room = u32::from(width.saturating_sub(SCALE + margin_of(width)).max(1));
        (self.days() > 2 * room).then(|| (self.days() + room / 2) / room)
    }

    /// The line of a foot in a picture so high, as it is drawn.
    pub const fn dash(side: Side, rows: u16, ascii: bool) -> &'static str {
        match (side, ascii) {
            (Side::Left, false) => "⠶⠶",
            (Side::Right, false) if rows < LARGE + AXIS => "⠂⠂",
            (Side::Right, false) => "⠆⠆",
            (Side::Left, true) => "==",
            (Side::Right, true) => "--",
        }
    }

    fn days(&self) -> u32 {
        u32::try_from((self.to - self.from).num_days() + 1).unwrap_or(1).max(1)
    }
}

/// Columns of the words at the right of a picture so wide.
const fn margin_of(width: u16) -> u16 {
    if width >= ROOMY + SCALE + MARGIN { MARGIN } else { 0 }
}

/// Where days and ratings stand: cells, each two by four dots.
#[derive(Clone, Copy)]
struct Sheet {
    room: Rect,
    from: NaiveDate,
    days: u32,
}

impl Sheet {
    /// A day, in half columns.
    fn across(&self, day: NaiveDate) -> Option<u16> {
        let number = u32::try_from((day - self.from).num_days()).ok().filter(|number| *number < self.days)?;
        let halves = 2 * u32::from(self.room.width) - 1;
        // Few days stand in the middle of a column each, many share them.
        let at = if self.days == 1 { halves } else { number * (halves - 1) / (self.days - 1) };
        u16::try_from(at).ok()
    }

    /// The row of a value, from the top.
    fn row(&self, value: u8) -> u16 {
        (u16::from(10 - value.min(10)) * (self.room.height - 1) + 5) / 10
    }

    /// So many half points of pain, in quarters of a row from the top: a value in the middle of its row, and half a point
    /// in the middle between two rows.
    fn down(&self, halves: u8) -> u16 {
        let middle = |value: u8| 4 * self.row(value) + 1;
        (middle(halves / 2) + middle(halves.div_ceil(2))) / 2
    }

    /// Whether many days share a column, so that the line tells more than the dots.
    fn is_dense(&self) -> bool {
        self.days > 2 * u32::from(self.room.width)
    }

    /// How thick the line of a foot is, in quarters of a row. A large picture is looked at from farther away.
    const fn thickness(&self, side: Side) -> u16 {
        match side {
            Side::Right if self.room.height < LARGE => 1,
            _ => 2,
        }
    }
}

/// What one foot leaves in a cell.
#[derive(Clone, Copy, Default)]
struct Ink {
    /// The values that were rated, a bit each: in a low picture several of them share a row.
    dots: u16,
    /// Braille dots of the line.
    line: u8,
}

/// What both feet leave.
struct Canvas {
    sheet: Sheet,
    cells: Vec<PerSide<Ink>>,
    /// What falls beside the sheet.
    spilt: Ink,
}

impl Canvas {
    fn new(sheet: Sheet) -> Self {
        let cells = usize::from(sheet.room.width) * usize::from(sheet.room.height);
        Self { sheet, cells: vec![PerSide::default(); cells], spilt: Ink::default() }
    }

    /// The cell at so many half columns and quarters of a row.
    fn at(&mut self, side: Side, x: u16, y: u16) -> &mut Ink {
        let width = usize::from(self.sheet.room.width);
        match (self.cells.get_mut(usize::from(y / 4) * width + usize::from(x / 2)), side) {
            (Some(cell), Side::Left) => &mut cell.left,
            (Some(cell), Side::Right) => &mut cell.right,
            (None, _) => &mut self.spilt,
        }
    }

    /// The line of medians, up to a day. It breaks where a day has none.
    fn medians(&mut self, trace: &Trace<'_>, to: NaiveDate) {
        for piece in trace.series.line(self.sheet.from, to) {
            let sheet = self.sheet;
            let place = |(day, median): &(NaiveDate, Median)| Some((sheet.across(*day)?, sheet.down(median.halves())));
            let places: Vec<_> = piece.iter().filter_map(place).collect();
            let Some(first) = places.first().copied() else { continue };
            // A dotted line begins with a dot, so that a day alone is seen; where days share columns, dots do.
            let dots = (trace.side == Side::Right).then_some(if sheet.is_dense() { 0 } else { first.0 % 2 });
            let mut before = first;
            for here in places {
                self.stroke((trace.side, dots), before, here);
                before = here;
            }
        }
    }

    /// From one place to another; a dotted line only in every second half column.
    fn stroke(&mut self, (side, dots): (Side, Option<u16>), (from_x, from_y): (u16, u16), (to_x, to_y): (u16, u16)) {
        let thickness = self.sheet.thickness(side);
        let mut before = from_y;
        for x in from_x..=to_x {
            let part = f64::from(x - from_x) / f64::from((to_x - from_x).max(1));
            let here = (f64::from(from_y) + part * (f64::from(to_y) - f64::from(from_y))).round() as u16;
            // A steep line leads up or down its column, without a hole.
            let (high, low) = if here < before { (here, before - 1) } else { (here.min(before + 1), here) };
            before = here;
            if dots.is_some_and(|dots| x % 2 != dots) {
                continue;
            }
            for y in high..low + thickness {
                self.at(side, x, y).line |= braille(x, y);
            }
        }
    }
}

/// Paints a cell that may have been painted before: nothing of that shows through.
fn over(buf: &mut Buffer, area: Rect, at: (u16, u16), (symbol, style): (&str, Style)) {
    if let Some(cell) = area.contains(at.into()).then(|| buf.cell_mut(at)).flatten() {
        cell.reset();
    }
    dab(buf, area, at, (symbol, style));
}

/// The dot of a braille cell.
const fn braille(x: u16, y: u16) -> u8 {
    match (x % 2, y % 4) {
        (0, 3) => 0x40,
        (_, 3) => 0x80,
        (0, y) => 1 << y,
        (_, y) => 8 << y,
    }
}

impl Widget for Plot<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Some(area) = on_screen(area, buf) else { return };
        if area.height < LEAST || area.width < SCALE + 8 {
            return;
        }
        let margin = margin_of(area.width);
        let room =
            Rect { x: area.x + SCALE, y: area.y, width: area.width - SCALE - margin, height: area.height - AXIS };
        let sheet = Sheet { room, from: self.from, days: self.days() };
        self.scale(sheet, area, buf);
        self.dates(sheet, area, buf);
        if margin > 0 {
            self.ground(sheet, buf);
        }
        self.pointer(sheet, buf);
        let uprights = self.uprights(sheet);
        self.dashes(&uprights, sheet, buf);
        self.ink(sheet, buf);
        self.captions(&uprights, sheet, buf);
        if margin > 0 {
            self.marks(sheet, area, buf);
        }
    }
}

impl Plot<'_> {
    /// The day that is pointed at.
    fn pointer(&self, sheet: Sheet, buf: &mut Buffer) {
        let upright = if self.theme.ascii { "|" } else { "│" };
        if let Some(at) = self.cursor.and_then(|day| sheet.across(day)) {
            for y in sheet.room.top()..sheet.room.bottom() {
                over(buf, sheet.room, (sheet.room.x + at / 2, y), (upright, self.theme.text()));
            }
        }
    }

    fn ink(&self, sheet: Sheet, buf: &mut Buffer) {
        let mut canvas = Canvas::new(sheet);
        for trace in self.traces {
            canvas.medians(trace, self.to);
            for point in trace.series.between(self.from, self.to) {
                if let Some(x) = sheet.across(point.day) {
                    canvas.at(trace.side, x, sheet.down(2 * point.pain.value())).dots |= 1 << point.pain.value();
                }
            }
        }
        for (y, row) in (sheet.room.top()..).zip(canvas.cells.chunks(sheet.room.width.into())) {
            for (x, cell) in (sheet.room.left()..).zip(row) {
                if let Some((symbol, style)) = self.symbol(*cell, sheet) {
                    over(buf, sheet.room, (x, y), (symbol.encode_utf8(&mut [0; 4]), style));
                }
            }
        }
    }

    fn symbol(&self, PerSide { left, right }: PerSide<Ink>, sheet: Sheet) -> Option<(char, Style)> {
        let [in_left, in_right] = Side::BOTH.map(|side| self.theme.side(side));
        let in_both = self.theme.strong();
        // Full is the left foot: where two values share a row, its half stands above or below.
        let [both, above, under, full, hollow] = if self.theme.ascii { ASCII_DOTS } else { DOTS };
        let dot = match (left.dots, right.dots) {
            (0, 0) => None,
            (_, 0) => Some((full, in_left)),
            (0, _) => Some((hollow, in_right)),
            (left, right) if left == right => Some((both, in_both)),
            (left, right) => Some((if left > right { above } else { under }, in_both)),
        };
        let style = match (left.line, right.line) {
            (0, _) => in_right,
            (_, 0) => in_left,
            _ => in_both,
        };
        let bits = left.line | right.line;
        let line = (bits != 0).then_some(match (self.theme.ascii, left.line) {
            (false, _) => char::from_u32(0x2800 + u32::from(bits))?,
            (true, 0) => '-',
            (true, _) => '=',
        });
        let line = line.map(|symbol| (symbol, style));
        match (dot, line) {
            (dot, line) if sheet.is_dense() => line.or(dot.map(|(symbol, _)| (symbol, self.theme.quiet()))),
            (dot, line) => dot.or(line),
        }
    }
}

#[cfg(test)]
mod tests;
