//! Where each foot began, and how far below that a change would matter: grey lines, with their names beside them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::text::columns;
use super::super::{dab, write};
use super::{Plot, Sheet, Trace};
use crate::domain::body::Side;

/// How long the strokes are that stand for a change that matters, in columns.
const STROKE: u16 = 3;

impl Plot<'_> {
    /// What lies under the ratings, and has its names beside it: the level of the first week, and a change from it.
    pub(super) fn ground(&self, sheet: Sheet, buf: &mut Buffer) {
        let (dotted, stroke) = if self.theme.ascii { (".", "-") } else { ("┈", "╌") };
        for trace in self.traces {
            for (y, is_lower) in self.levels(trace, sheet) {
                // A change that matters is a short stroke at either end, so that nothing is taken for a rating.
                let drawn = |x: &u16| !is_lower || x - sheet.room.left() < STROKE || sheet.room.right() - x <= STROKE;
                for x in (sheet.room.left()..sheet.room.right()).filter(drawn) {
                    dab(buf, sheet.room, (x, y), (if is_lower { stroke } else { dotted }, self.theme.quiet()));
                }
            }
        }
    }

    /// What the levels mean: where each foot began, and how far below that a change would matter. Words of one row that
    /// find no room together are shortened, never cut.
    pub(super) fn marks(&self, sheet: Sheet, area: Rect, buf: &mut Buffer) {
        let mut levels: Vec<(u16, Vec<(&str, bool)>)> = Vec::new();
        for trace in self.traces {
            let letter = match trace.side {
                Side::Left => "L",
                Side::Right => "R",
            };
            for (y, is_lower) in self.levels(trace, sheet) {
                match levels.iter_mut().find(|(row, _)| *row == y) {
                    Some((_, here)) => here.push((letter, is_lower)),
                    None => levels.push((y, vec![(letter, is_lower)])),
                }
            }
        }
        let here = if self.theme.ascii { "<" } else { "◂" };
        for (y, levels) in levels {
            let x = sheet.room.right() + 1;
            let words = self.level_words(&levels).map(|words| format!("{here} {words}"));
            let fitting = words.iter().find(|words| columns(words) <= area.right().saturating_sub(x));
            if let Some(words) = fitting {
                write(buf, area, (x, y), (words, self.theme.quiet()));
            }
        }
    }

    /// What stands beside a row, in more words and in fewer: feet of the same meaning share its words, and in the fewest
    /// the first week alone is named.
    fn level_words(&self, levels: &[(&str, bool)]) -> [String; 4] {
        let of = |is_lower: bool, what: &str| {
            let letters: Vec<&str> =
                levels.iter().filter(|(_, lower)| *lower == is_lower).map(|(letter, _)| *letter).collect();
            (!letters.is_empty()).then(|| format!("{} {what}", letters.join(", ")))
        };
        let (lower, fewest) = (format!("{} lower", self.meaningful), format!("-{}", self.meaningful));
        let told = |(first, lower)| of(false, first).into_iter().chain(of(true, lower)).collect::<Vec<_>>().join(", ");
        let [long, short, shortest] = [("first week", &*lower), ("first", &lower), ("first", &fewest)].map(told);
        [long, short, shortest, of(false, "first").unwrap_or_default()]
    }

    /// The rows of a foot's first week, and of what would be a change that matters; whether it is the latter.
    fn levels(&self, trace: &Trace<'_>, sheet: Sheet) -> impl Iterator<Item = (u16, bool)> + use<> {
        let first = trace.series.first_week().map(|first| first.median.halves());
        let lower = first.and_then(|halves| halves.checked_sub(2 * self.meaningful));
        let row = move |halves| sheet.room.y + sheet.down(halves) / 4;
        first.map(|halves| (row(halves), false)).into_iter().chain(lower.map(|halves| (row(halves), true)))
    }
}
