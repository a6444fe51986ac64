//! The course of a foot in a row or a few: for a window that is too low for a picture.

use chrono::{Days, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::{on_screen, write};
use crate::domain::trend::Series;

/// A row from the lowest pain that it shows to the highest.
const HEIGHTS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// The highest pain, in half points.
const HIGHEST: usize = 20;

/// A bar for each day of a range, or for each few days where these have no room: as high as the median of what was rated. Where
/// nothing was, there is none.
#[derive(Clone, Copy, Debug)]
pub struct Bars<'a> {
    series: &'a Series,
    range: (NaiveDate, NaiveDate),
    style: Style,
}

impl<'a> Bars<'a> {
    /// From the first to the last of these days.
    pub const fn new(series: &'a Series, range: (NaiveDate, NaiveDate), style: Style) -> Self {
        Self { series, range, style }
    }

    /// How high the bar of the days from one to another is, counted from the first, in eighths of one of so many rows: one
    /// at least.
    fn bar(&self, days: std::ops::Range<u64>, rows: u16) -> Option<usize> {
        let day = |n| self.range.0.checked_add_days(Days::new(n));
        let (median, _) = self.series.middle(day(days.start)?, day(days.end.checked_sub(1)?)?)?;
        let steps = HEIGHTS.len() * usize::from(rows) - 1;
        Some((usize::from(median.halves()) * steps + HIGHEST / 2) / HIGHEST + 1)
    }
}

impl Widget for Bars<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Some(area) = on_screen(area, buf) else { return };
        let days = u64::try_from((self.range.1 - self.range.0).num_days() + 1).unwrap_or(0);
        let shown = days.min(area.width.into());
        for n in 0..shown {
            let mut left = self.bar(n * days / shown..(n + 1) * days / shown, area.height).unwrap_or(0);
            let x = area.x + u16::try_from(n).unwrap_or(0);
            for y in area.rows().map(|row| row.y).rev() {
                let part = left.min(HEIGHTS.len());
                let sign = part.checked_sub(1).and_then(|part| HEIGHTS.get(part)).unwrap_or(&" ");
                write(buf, area, (x, y), (sign, self.style));
                left -= part;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::Side;
    use crate::domain::dawn::Dawn;
    use crate::domain::record::{Fact, PainKind, Rating, What};
    use crate::domain::time::stamp;
    use crate::domain::trend::{Diary, Measure};
    use crate::ui::widget::rows;

    #[test]
    fn a_bar_is_as_high_as_the_pain_and_gaps_stay_gaps() {
        let mut diary = Diary::new(Dawn::default());
        for (n, value) in [(1, 10_u8), (2, 5), (4, 0), (5, 3), (6, 1)] {
            let rating = Rating {
                side: Side::Left,
                kind: PainKind::FirstStep,
                value: value.try_into().unwrap(),
                session: None,
                note: None,
                place: None,
            };
            diary.take(&Fact::new(stamp::read(&format!("2026-09-0{n}T07:00:00+02:00")).unwrap(), What::Pain(rating)));
        }
        let series = diary.series(Measure::FirstStep, Side::Left);
        let range = (NaiveDate::from_ymd_opt(2026, 9, 1).unwrap(), NaiveDate::from_ymd_opt(2026, 9, 6).unwrap());
        let drawn =
            |width| rows(width, 1, |area, buf| Bars::new(&series, range, Style::new()).render(area, buf)).concat();
        assert_eq!(drawn(10), "█▅ ▁▃▂", "a day each, and no more than there are");
        let high = rows(10, 2, |area, buf| Bars::new(&series, range, Style::new()).render(area, buf));
        assert_eq!(high, ["█▁", "██ ▁▆▃"], "the whole scale in two rows");
        assert_eq!(drawn(3), "▆▁▂", "two days each: the medians of 10 and 5, of 0, of 3 and 1");
    }
}
