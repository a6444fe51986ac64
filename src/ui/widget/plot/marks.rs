//! What happened, in a picture of ratings: an upright dashed line on its day, a mark on the axis, and its words where they
//! cover neither a rating nor each other. Words that have no room are read by pointing at the day.

use ratatui::buffer::Buffer;

use super::super::text::{columns, fit};
use super::super::{dab, write};
use super::{Plot, Sheet, over};

/// The fewest columns of words that say something.
const FEWEST: u16 = 10;

/// The most columns of words beside a line.
const MOST: u16 = 40;

/// Columns that stay free between words and whatever else is no line.
const AIR: u16 = 2;

/// Columns from words to the line of another event, at least: they stand nearer to their own.
const APART: u16 = 4;

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
    /// cover nothing that is rated and cross no line of another event, which they would be read with: rather they are cut.
    pub(super) fn captions(&self, uprights: &[Upright], sheet: Sheet, buf: &mut Buffer) {
        for (place, upright) in uprights.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|before| uprights.get(before));
            let least = before.map_or(0, |other| other.x + APART);
            let most = uprights.get(place + 1).map_or(u16::MAX, |other| other.x.saturating_sub(APART));
            let whole = columns(&upright.words).min(MOST);
            let mut forms: Vec<String> =
                (FEWEST.min(whole)..=whole).rev().map(|width| fit(&upright.words, width, self.theme)).collect();
            forms.dedup();
            let found = forms.iter().find_map(|words| {
                let width = columns(words);
                let right = Some(upright.x + 2).filter(|x| x.saturating_add(width) <= most);
                let left = upright.x.checked_sub(width + 1).filter(|x| *x >= least);
                let places = [right, left].into_iter().flatten();
                let mut all = places.flat_map(|x| (sheet.room.top()..sheet.room.bottom()).map(move |y| (x, y)));
                all.find(|at| is_free(sheet, (*at, width), upright.x, buf)).map(|at| (at, words))
            });
            let Some(((x, y), words)) = found else { continue };
            for x in x..x + columns(words) {
                over(buf, sheet.room, (x, y), (" ", self.theme.text()));
            }
            write(buf, sheet.room, (x, y), (words, self.theme.text()));
        }
    }
}

/// Whether nothing stands in these columns of a row, nor so close beside them that it could be read as one with them, but
/// the words' own line and that of the day that is pointed at.
fn is_free(sheet: Sheet, ((x, y), width): ((u16, u16), u16), own: u16, buf: &Buffer) -> bool {
    let room = sheet.room;
    if x < room.left() || x.saturating_add(width) > room.right() {
        return false;
    }
    let blank = |x: u16| matches!(buf.cell((x, y)).map(|cell| cell.symbol()), Some(" " | "│" | "|"));
    let is_beside = |x: u16| x < room.left() || x >= room.right() || x == own || blank(x);
    (x..x + width).all(blank) && (1..=AIR).all(|n| is_beside(x.wrapping_sub(n)) && is_beside(x + width - 1 + n))
}
