//! What happened, in a picture of ratings: an upright dashed line on its day, a mark on the axis, and its words where they
//! cover neither a rating nor each other. Words that have no room are read by pointing at the day.

use ratatui::buffer::Buffer;

use super::super::text::{columns, fit};
use super::super::{dab, write};
use super::{Plot, Sheet, over};

/// The fewest columns of words that say something.
const FEWEST: u16 = 6;

/// The most columns of words beside a line.
const MOST: u16 = 40;

/// Columns that stay free between words and whatever else is no line.
const AIR: u16 = 2;

/// A line is made of these.
const DASH: &str = "╎";
const ASCII_DASH: &str = ":";

/// Everything that happened in one column.
pub(super) struct Upright {
    x: u16,
    words: String,
}

impl Plot<'_> {
    /// The columns in which something happened, from the left.
    pub(super) fn uprights(&self, sheet: Sheet) -> Vec<Upright> {
        let mut uprights: Vec<Upright> = Vec::new();
        for (day, words) in self.events {
            let Some(x) = sheet.across(*day).map(|at| sheet.room.x + at / 2) else { continue };
            match uprights.last_mut().filter(|last| last.x == x) {
                // No more than can be shown: a column may hold thousands.
                Some(last) if columns(&last.words) <= MOST => last.words = format!("{}, {words}", last.words),
                Some(_) => {}
                None => uprights.push(Upright { x, words: (*words).to_owned() }),
            }
        }
        uprights
    }

    /// The lines, below everything that is rated.
    pub(super) fn dashes(&self, uprights: &[Upright], sheet: Sheet, buf: &mut Buffer) {
        let (dash, foot) = if self.theme.ascii { (ASCII_DASH, "^") } else { (DASH, "▲") };
        for upright in uprights {
            for y in sheet.room.top()..sheet.room.bottom() {
                let blank = buf.cell((upright.x, y)).is_some_and(|cell| cell.symbol() == " ");
                if blank {
                    dab(buf, sheet.room, (upright.x, y), (dash, self.theme.quiet()));
                }
            }
            dab(buf, buf.area, (upright.x, sheet.room.bottom()), (foot, self.theme.strong()));
        }
    }

    /// The words: whole if they can be, at the right of their line rather than at its left, as high as they can stand. They
    /// may lie over another line, where there is no other place for them, and over nothing else.
    pub(super) fn captions(&self, uprights: &[Upright], sheet: Sheet, buf: &mut Buffer) {
        for upright in uprights {
            let whole = columns(&upright.words).min(MOST);
            let beside = |width: u16| {
                let left = upright.x.checked_sub(width + 1);
                [Some(upright.x + 2), left].into_iter().flatten().map(move |x| (x, width))
            };
            let rows = || sheet.room.top()..sheet.room.bottom();
            let free = |at: (u16, u16, u16), over: bool| is_free(sheet, at, buf, over);
            let mut forms: Vec<String> =
                (FEWEST.min(whole)..=whole).rev().map(|width| fit(&upright.words, width, self.theme)).collect();
            forms.dedup();
            let place = forms.iter().find_map(|words| {
                let all = || beside(columns(words)).flat_map(|(x, width)| rows().map(move |y| (x, y, width)));
                let at = all().find(|at| free(*at, false)).or_else(|| all().find(|at| free(*at, true)))?;
                Some((at, words))
            });
            let Some(((x, y, width), words)) = place else { continue };
            for x in x..x + width {
                over(buf, sheet.room, (x, y), (" ", self.theme.text()));
            }
            write(buf, sheet.room, (x, y), (words, self.theme.text()));
        }
    }
}

/// Whether nothing stands in these columns of a row, nor so close beside them that it could be read as one with them, but
/// what may be covered.
fn is_free(sheet: Sheet, (x, y, width): (u16, u16, u16), buf: &Buffer, over: bool) -> bool {
    let room = sheet.room;
    if x < room.left() || x.saturating_add(width) > room.right() {
        return false;
    }
    let symbol = |x: u16| buf.cell((x, y)).map(|cell| cell.symbol());
    // Of an event, or of the day that is pointed at.
    let is_line = |x: u16| matches!(symbol(x), Some(DASH | ASCII_DASH | "│" | "|"));
    let blank = |x: u16| symbol(x) == Some(" ") || (over && is_line(x));
    let is_beside = |x: u16| x < room.left() || x >= room.right() || blank(x) || is_line(x);
    (x..x + width).all(blank) && (1..=AIR).all(|n| is_beside(x.wrapping_sub(n)) && is_beside(x + width - 1 + n))
}
