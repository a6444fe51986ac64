//! What happened, in a picture of ratings: an upright dashed line on its day, a mark on the axis, and its words where they
//! cover neither a rating nor each other. Words that have no room are read by pointing at the day.

use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;

use super::super::text::{columns, fit};
use super::super::{dab, write};
use super::{Plot, Sheet};

/// The fewest columns of words that say something.
const FEWEST: u16 = 6;

/// The most columns of words beside a line.
const MOST: u16 = 24;

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
                Some(last) => last.words = format!("{}, {words}", last.words),
                None => uprights.push(Upright { x, words: (*words).to_owned() }),
            }
        }
        uprights
    }

    /// The lines, below everything that is rated.
    pub(super) fn dashes(&self, uprights: &[Upright], sheet: Sheet, buf: &mut Buffer) {
        let (dash, foot) = if self.theme.ascii { (":", "^") } else { ("╎", "▲") };
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

    /// The words: as high as they can stand, at the right of their line or else at its left.
    pub(super) fn captions(&self, uprights: &[Upright], sheet: Sheet, buf: &mut Buffer) {
        for upright in uprights {
            let whole = columns(&upright.words).min(MOST);
            let places = [whole, whole.min(2 * FEWEST), FEWEST.min(whole)].into_iter().flat_map(|width| {
                let right = upright.x.checked_add(2).map(|x| (x, width));
                let left = upright.x.checked_sub(width + 1).map(|x| (x, width));
                [right, left].into_iter().flatten()
            });
            let rows = sheet.room.top()..sheet.room.bottom();
            let place = places
                .flat_map(|(x, width)| rows.clone().map(move |y| (x, y, width)))
                .find(|(x, y, width)| is_free(sheet, (*x, *y, *width), buf));
            if let Some((x, y, width)) = place {
                let words = fit(&upright.words, width, self.theme);
                write(buf, sheet.room, (x, y), (&words, self.theme.text()));
            }
        }
    }
}

/// Whether nothing stands in these columns of a row, nor right beside them but a line of their own.
fn is_free(sheet: Sheet, (x, y, width): (u16, u16, u16), buf: &Buffer) -> bool {
    let room = sheet.room;
    if x < room.left() || x.saturating_add(width) > room.right() {
        return false;
    }
    let blank = |x: u16| buf.cell((x, y)).is_some_and(|cell| cell.symbol().width() == 1 && cell.symbol() == " ");
    (x..x + width).all(blank) && (x + width == room.right() || blank(x + width)) && (x == room.left() || blank(x - 1))
}
