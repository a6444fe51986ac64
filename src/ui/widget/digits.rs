//! THE countdown: block digits that fill the room they are given.
//!
//! Strokes are horizontal bars and upright stems, so that the step from one digit to the one below it (9, 8, 7 …)
//! changes a few rows only: what a terminal is sent is counted in runs of cells, one for each row of each stroke. The
//! stroke that comes and goes most in a countdown is the lower left stem (8 of the 10 steps), so the waist sits a
//! little below the middle and keeps that stem short. Outer corners are rounded at the free ends of strokes too: a
//! corner that is always there is never redrawn.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::widgets::Widget;

use super::{band, on_screen, start};
use crate::ui::theme::Fill;

/// The smallest digits, in rows.
pub const MIN_ROWS: u16 = 5;

/// The largest digits, in rows: beyond this they only cost.
pub const MAX_ROWS: u16 = 40;

/// The seconds as the countdown shows them, in the form that the longest time of this segment needs: `5`, `45` below a
/// minute, `m:ss`, `mm:ss`, `h:mm:ss`. Every form keeps its width, so nothing moves when a number loses or gains a digit.
pub fn shown(seconds: u64, longest: u64) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    match seconds.max(longest) {
        0..10 => seconds.to_string(),
        10..60 => format!("{seconds:>2}"),
        60..600 => format!("{minutes}:{rest:02}"),
        600..6000 => format!("{minutes:>2}:{rest:02}"),
        _ => format!("{}:{:02}:{rest:02}", minutes / 60, minutes % 60),
    }
}

/// The measures of the digits, in cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scale {
    rows: u16,
    columns: u16,
}

impl Scale {
    /// Height of a digit; never below [`MIN_ROWS`].
    pub const fn rows(self) -> u16 {
        self.rows
    }

    /// Width of a digit; all digits have the same.
    pub const fn columns(self) -> u16 {
        self.columns
    }

    /// Height of a bar: about a sixth of the digit, near the fifth that an eye chart uses.
    const fn bar(self) -> u16 {
        bar(self.rows)
    }

    /// Width of a stem; a cell is about twice as high as wide.
    const fn stem(self) -> u16 {
        2 * self.bar()
    }

    /// Columns between two characters: a stroke's width, for letters that crowd each other cannot be read from afar.
    const fn gap(self) -> u16 {
        self.stem()
    }

    /// How wide `text` is at this scale, in columns.
    pub fn width(self, text: &str) -> u16 {
        let each = text.chars().map(|c| self.advance(c) + self.gap());
        each.fold(0_u16, u16::saturating_add).saturating_sub(self.gap())
    }

    const fn advance(self, c: char) -> u16 {
        if c == ':' { self.stem() } else { self.columns }
    }

    /// First row of the middle bar.
    const fn waist(self) -> u16 {
        let open = self.rows - 3 * self.bar();
        let lower = open / 2 - open / 8;
        self.bar() + open - lower
    }
}

const fn bar(rows: u16) -> u16 {
    let sixth = (rows + 2) / 6;
    if sixth == 0 { 1 } else { sixth }
}

/// The largest scale at which text shaped like `template` fits into `area`: as high as possible, then as wide as is
/// becoming. None below five rows, or where the width is too small for those.
pub fn size_for(template: &str, area: Rect) -> Option<Scale> {
    let fits = |scale: &Scale| scale.width(template) <= area.width;
    (MIN_ROWS..=area.height.min(MAX_ROWS)).rev().find_map(|rows| {
        let narrow = (4 * bar(rows) + bar(rows).max(2)).max(rows * 4 / 5);
        let wide = narrow.max(rows * 6 / 5);
        (narrow..=wide).rev().map(|columns| Scale { rows, columns }).find(fits)
    })
}

/// The smallest room in which text shaped like `template` can be drawn, in columns and rows.
pub fn min_size(template: &str) -> (u16, u16) {
    (Scale { rows: MIN_ROWS, columns: 6 }.width(template), MIN_ROWS)
}

/// Block digits, centred from top to bottom in their room. Draws `0`-`9` and `:`; anything else is a blank.
#[derive(Clone, Debug)]
pub struct Digits<'a> {
    text: &'a str,
    fill: Fill,
    align: HorizontalAlignment,
    scale: Option<Scale>,
}

impl<'a> Digits<'a> {
    /// Digits painted with `fill`, at the left of their room, as large as it allows.
    pub const fn new(text: &'a str, fill: Fill) -> Self {
        Self { text, fill, align: HorizontalAlignment::Left, scale: None }
    }

    /// Where in their room they stand.
    #[must_use]
    pub const fn align(mut self, align: HorizontalAlignment) -> Self {
        self.align = align;
        self
    }

    /// A scale chosen beforehand with [`size_for`], so that several texts share it.
    #[must_use]
    pub const fn scale(mut self, scale: Scale) -> Self {
        self.scale = Some(scale);
        self
    }
}

impl Widget for Digits<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Some(area) = on_screen(area, buf) else { return };
        let Some(scale) = self.scale.or_else(|| size_for(self.text, area)) else { return };
        let mut x = start(area, scale.width(self.text), self.align);
        let y = area.y + area.height.saturating_sub(scale.rows) / 2;
        for c in self.text.chars() {
            for (row, run) in runs(c, scale) {
                let columns = x.saturating_add(run.start)..x.saturating_add(run.end);
                band(buf, area, columns, y.saturating_add(row), (self.fill.symbol, self.fill.style));
            }
            x = x.saturating_add(scale.advance(c) + scale.gap());
        }
    }
}

/// The strokes of a digit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stroke {
    Top,
    Middle,
    Bottom,
    UpperLeft,
    UpperRight,
    LowerLeft,
    LowerRight,
}

const fn strokes(c: char) -> &'static [Stroke] {
    use Stroke::{Bottom, LowerLeft, LowerRight, Middle, Top, UpperLeft, UpperRight};
    match c {
        '0' => &[Top, Bottom, UpperLeft, UpperRight, LowerLeft, LowerRight],
        '1' => &[UpperRight, LowerRight],
        '2' => &[Top, Middle, Bottom, UpperRight, LowerLeft],
        '3' => &[Top, Middle, Bottom, UpperRight, LowerRight],
        '4' => &[Middle, UpperLeft, UpperRight, LowerRight],
        '5' => &[Top, Middle, Bottom, UpperLeft, LowerRight],
        '6' => &[Top, Middle, Bottom, UpperLeft, LowerLeft, LowerRight],
        '7' => &[Top, UpperRight, LowerRight],
        '8' => &[Top, Middle, Bottom, UpperLeft, UpperRight, LowerLeft, LowerRight],
        '9' => &[Top, Middle, Bottom, UpperLeft, UpperRight, LowerRight],
        _ => &[],
    }
}

/// What is painted of a character: rows, and a run of columns in each; runs of one row may lie over each other.
fn runs(c: char, scale: Scale) -> impl Iterator<Item = (u16, Range<u16>)> {
    (0..scale.rows).flat_map(move |row| {
        let painted = Row::of(c, row, scale).runs(scale.advance(c), scale.stem());
        painted.into_iter().filter(|run| !run.is_empty()).map(move |run| (row, run))
    })
}

/// What is painted of one row of a character.
#[derive(Clone, Copy, Default)]
struct Row {
    whole: bool,
    left: bool,
    right: bool,
    /// The small stroke of a one, to the left of its stem.
    flag: bool,
    /// Columns that a rounded corner gives up at either end.
    inset: u16,
}

impl Row {
    fn of(c: char, row: u16, scale: Scale) -> Self {
        if c == ':' {
            return Self { whole: in_colon(row, scale), ..Self::default() };
        }
        let (bar, waist) = (scale.bar(), scale.waist());
        let (upper, lower) = (row < waist + bar, row >= waist);
        let mut painted = Self {
            left: c == '7' && row < bar + (waist - bar) / 2,
            flag: c == '1' && row < bar,
            inset: inset(row.min(scale.rows - 1 - row), bar),
            ..Self::default()
        };
        for stroke in strokes(c) {
            match stroke {
                Stroke::Top => painted.whole |= row < bar,
                Stroke::Middle => painted.whole |= upper && lower,
                Stroke::Bottom => painted.whole |= row + bar >= scale.rows,
                Stroke::UpperLeft => painted.left |= upper,
                Stroke::UpperRight => painted.right |= upper,
                Stroke::LowerLeft => painted.left |= lower,
                Stroke::LowerRight => painted.right |= lower,
            }
        }
        painted
    }

    /// Its runs, in a character so wide, with stems so wide.
    fn runs(self, wide: u16, stem: u16) -> [Range<u16>; 3] {
        let run = |is_there: bool, from: u16, to: u16| {
            if is_there { from.max(self.inset)..to.min(wide.saturating_sub(self.inset)) } else { 0..0 }
        };
        let from_the_right = |columns: u16| wide.saturating_sub(columns);
        let right = match (self.right, self.flag) {
            (_, true) => from_the_right(stem + stem / 2 + 1),
            _ => from_the_right(stem),
        };
        [run(self.whole, 0, wide), run(self.left, 0, stem), run(self.right || self.flag, right, wide)]
    }
}

/// A colon is two squares, each in the middle of its half; a row apart at least, or they are one.
fn in_colon(row: u16, scale: Scale) -> bool {
    let (bar, waist) = (scale.bar(), scale.waist());
    let middle = bar + (waist - bar).saturating_sub(bar).div_ceil(2);
    let upper = if 2 * (middle + bar) < scale.rows { middle } else { middle.saturating_sub(1) };
    let lower = scale.rows - upper - bar;
    (upper..upper + bar).contains(&row) || (lower..lower + bar).contains(&row)
}

/// How many columns a rounded corner gives up, `depth` rows from the end of a digit: a quarter of a circle.
const fn inset(depth: u16, bar: u16) -> u16 {
    match (bar, depth) {
        (3, 0) => 2,
        (4.., 0) => 3,
        (3.., 1) => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{bears_every_size, rows};
    use super::*;
    use crate::ui::theme::{Kind, Theme};
    use std::collections::BTreeSet;

    /// The painted cells of a character, as row and column.
    fn cells(c: char, scale: Scale) -> BTreeSet<(u16, u16)> {
        runs(c, scale).flat_map(|(row, run)| run.map(move |column| (row, column))).collect()
    }

    fn ascii() -> Fill {
        Theme::new(Kind::None).in_ascii().fill(None)
    }

    #[test]
    fn a_colon_is_two_squares_at_every_size() {
        for rows in MIN_ROWS..=MAX_ROWS {
            let scale = Scale { rows, columns: rows };
            let lit: Vec<bool> = (0..rows).map(|row| in_colon(row, scale)).collect();
            let squares = lit.chunk_by(|a, b| a == b).filter(|run| run[0]).count();
            assert_eq!(squares, 2, "{rows} rows: {lit:?}");
        }
    }

    #[test]
    fn the_form_follows_the_longest_time_and_never_changes_width() {
        assert_eq!(shown(45, 45), "45");
        assert_eq!(shown(9, 45), " 9");
        assert_eq!(shown(9, 60), "0:09");
        assert_eq!(shown(599, 600), " 9:59");
        assert_eq!(shown(61, 0), "1:01", "counting up past what was expected");
        for longest in [5, 59, 60, 599, 600, 5999, 6000, 14_400] {
            let widths: BTreeSet<_> = (0..=longest).map(|left| shown(left, longest).chars().count()).collect();
            assert_eq!(widths.len(), 1, "{longest}");
        }
    }

    #[test]
    fn the_smallest_digits_read_as_digits() {
        let seen = rows(20, 5, |area, buf| Digits::new("1:28", ascii()).render(area, buf));
        assert_eq!(seen, [""; 5], "too narrow, nothing rather than half a number");
        let seen = rows(26, 5, |area, buf| Digits::new("1:28", ascii()).render(area, buf));
        let one_twenty_eight = [
            "  ####      ######  ######",
            "    ##  ##      ##  ##  ##",
            "    ##      ######  ######",
            "    ##  ##  ##      ##  ##",
            "    ##      ######  ######",
        ];
        assert_eq!(seen, one_twenty_eight);
    }

    #[test]
    fn every_digit_differs_from_every_other_at_every_height() {
        for rows in MIN_ROWS..=MAX_ROWS {
            let room = Rect::new(0, 0, 250, rows);
            let scale = size_for("0", room).unwrap();
            assert_eq!(scale.rows, rows);
            let shapes: BTreeSet<_> = ('0'..='9').map(|c| cells(c, scale)).collect();
            assert_eq!(shapes.len(), 10, "{scale:?}");
            assert!(shapes.iter().flatten().all(|&(row, column)| row < rows && column < scale.columns));
        }
    }

    #[test]
    fn what_is_said_to_fit_fits() {
        for template in ["00", "0:00", "00:00", "0:00:00"] {
            let (wide, high) = min_size(template);
            assert_eq!(size_for(template, Rect::new(0, 0, wide, high)).map(|scale| scale.rows), Some(MIN_ROWS));
            assert_eq!(size_for(template, Rect::new(0, 0, wide - 1, high)), None);
            assert_eq!(size_for(template, Rect::new(0, 0, wide, high - 1)), None);
            for width in wide..250 {
                let scale = size_for(template, Rect::new(0, 0, width, 40)).unwrap();
                assert!(scale.width(template) <= width);
            }
        }
    }

    /// One run is one row of one stroke: about five bytes for the terminal. A countdown must not redraw whole digits.
    #[test]
    fn one_second_changes_few_runs() {
        for (high, most) in [(14, 10.0), (20, 14.0)] {
            let scale = size_for("0:00", Rect::new(0, 0, 120, high)).unwrap();
            let mut runs = 0_usize;
            for left in 60..120 {
                for (a, b) in shown(left, 120).chars().zip(shown(left + 1, 120).chars()) {
                    let [a, b] = [a, b].map(|c| cells(c, scale));
                    let changed: BTreeSet<_> = a.symmetric_difference(&b).copied().collect();
                    runs += changed
                        .iter()
                        .filter(|&&(row, column)| {
                            let before = (row, column.wrapping_sub(1));
                            !changed.contains(&before) || a.contains(&before) != a.contains(&(row, column))
                        })
                        .count();
                }
            }
            let average = runs as f64 / 60.0;
            assert!(average <= most, "{high} rows: {average:.1} runs a second");
        }
    }

    #[test]
    fn t15_any_size_is_borne() {
        for text in ["", "12:34", "9", "x:"] {
            bears_every_size(|area, buf| {
                Digits::new(text, ascii()).align(HorizontalAlignment::Right).render(area, buf);
                let scale = Scale { rows: 30, columns: 30 };
                Digits::new(text, ascii()).scale(scale).align(HorizontalAlignment::Center).render(area, buf);
            });
        }
    }
}
