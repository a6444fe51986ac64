//! Where each foot began, and how far below and above that a change would matter: grey lines, with their names beside them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::text::columns;
use super::super::{dab, write};
use super::{Plot, Sheet, Trace};
use crate::domain::body::Side;

/// How long the strokes are that stand for a change that matters, in columns.
const STROKE: u16 = 3;

/// What a row stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    /// The median of the first week.
    First,
    /// The smallest change from there that matters, to the better.
    Lower,
    /// The same to the worse.
    Higher,
}

impl Level {
    const ALL: [Self; 3] = [Self::First, Self::Lower, Self::Higher];
}

impl Plot<'_> {
    /// What lies under the ratings, and has its names beside it: the level of the first week, and changes from it.
    pub(super) fn ground(&self, sheet: Sheet, buf: &mut Buffer) {
        let (dotted, stroke) = if self.theme.ascii { (".", "-") } else { ("┈", "╌") };
        for trace in self.traces {
            for (y, level) in self.levels(trace, sheet) {
                let is_first = level == Level::First;
                // A change that matters is a short stroke at either end, so that nothing is taken for a rating.
                let drawn = |x: &u16| is_first || x - sheet.room.left() < STROKE || sheet.room.right() - x <= STROKE;
                for x in (sheet.room.left()..sheet.room.right()).filter(drawn) {
                    dab(buf, sheet.room, (x, y), (if is_first { dotted } else { stroke }, self.theme.quiet()));
                }
            }
        }
    }

    /// What the levels mean: where each foot began, and how far from that a change would matter. Words of one row that
    /// find no room together are shortened, never cut.
    pub(super) fn marks(&self, sheet: Sheet, area: Rect, buf: &mut Buffer) {
        let mut rows: Vec<(u16, Vec<(&str, Level)>)> = Vec::new();
        for trace in self.traces {
            let letter = match trace.side {
                Side::Left => "L",
                Side::Right => "R",
            };
            for (y, level) in self.levels(trace, sheet) {
                match rows.iter_mut().find(|(row, _)| *row == y) {
                    Some((_, here)) => here.push((letter, level)),
                    None => rows.push((y, vec![(letter, level)])),
                }
            }
        }
        let here = if self.theme.ascii { "<" } else { "◂" };
        for (y, levels) in rows {
            let x = sheet.room.right() + 1;
            let words = self.level_words(&levels).map(|words| format!("{here} {words}"));
            let fitting = words.iter().find(|words| columns(words) <= area.right().saturating_sub(x));
            if let Some(words) = fitting {
                write(buf, area, (x, y), (words, self.theme.quiet()));
            }
        }
    }

    /// What stands beside a row, in more words and in fewer: feet of the same meaning share its words, and in the fewest
    /// only one thing is named, the first week if it is among them.
    fn level_words(&self, levels: &[(&str, Level)]) -> [String; 4] {
        let of = |level: Level, what: &str| {
            let letters: Vec<&str> = levels.iter().filter(|(_, of)| *of == level).map(|(letter, _)| *letter).collect();
            (!letters.is_empty()).then(|| format!("{} {what}", letters.join(", ")))
        };
        let points = self.meaningful;
        let [down, up] = if self.theme.ascii { [" down", " up"] } else { ["↓", "↑"] };
        let changed = [format!("{points} lower"), format!("{points} higher")];
        let fewest = [format!("{points}{down}"), format!("{points}{up}")];
        let all = |first: &str, [lower, higher]: &[String; 2]| -> Vec<String> {
            Level::ALL.into_iter().zip([first, lower, higher]).filter_map(|(level, what)| of(level, what)).collect()
        };
        // A week that stands for a first one is not called that; the words below say which it is, and `then`.
        let is_later = self.traces.iter().any(|trace| trace.series.few().is_some());
        let [long, short] = if is_later { ["then", "then"] } else { ["first week", "first"] };
        let one = all(short, &changed).into_iter().next().unwrap_or_default();
        [all(long, &changed).join(", "), all(short, &changed).join(", "), all(short, &fewest).join(", "), one]
    }

    /// The rows of a foot's first week, and of what would be a change that matters.
    fn levels(&self, trace: &Trace<'_>, sheet: Sheet) -> impl Iterator<Item = (u16, Level)> + use<> {
        let first = trace.series.first_week().map(|first| first.median.halves());
        let lower = first.and_then(|halves| halves.checked_sub(2 * self.meaningful));
        let higher = first.map(|halves| halves + 2 * self.meaningful).filter(|halves| *halves <= 20);
        let row = move |(halves, level): (Option<u8>, Level)| Some((sheet.room.y + sheet.down(halves?) / 4, level));
        [(first, Level::First), (lower, Level::Lower), (higher, Level::Higher)].into_iter().filter_map(row)
    }
}
