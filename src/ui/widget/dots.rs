//! Dots: how many of how many, and the ratings of the last days at a glance.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::text::columns;
use super::{on_screen, write};
use crate::domain::record::Pain;
use crate::ui::theme::Theme;

/// Beyond this many, dots must be counted and a number is read faster.
const MOST: u32 = 10;

/// `● ● ○ ○`: repetitions, spots or rounds done; `3 of 12` where there are many or no room.
#[derive(Clone, Debug)]
pub struct Pips<'a> {
    done: u32,
    total: u32,
    theme: &'a Theme,
    style: Style,
}

impl<'a> Pips<'a> {
    /// `done` of `total`.
    pub const fn new(done: u32, total: u32, theme: &'a Theme) -> Self {
        Self { done, total, theme, style: theme.text() }
    }

    /// The style of what is done.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// Columns it takes in a room of `width`, so that text can follow it.
    pub fn width(&self, width: u16) -> u16 {
        if self.as_dots(width) { dots_width(self.total) } else { columns(&self.words()).min(width) }
    }

    fn as_dots(&self, width: u16) -> bool {
        self.total <= MOST && dots_width(self.total) <= width
    }

    fn words(&self) -> String {
        format!("{} of {}", self.done.min(self.total), self.total)
    }
}

fn dots_width(total: u32) -> u16 {
    u16::try_from(total.saturating_mul(2).saturating_sub(1)).unwrap_or(u16::MAX)
}

impl Widget for Pips<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Some(area) = on_screen(area, buf) else { return };
        if !self.as_dots(area.width) {
            let words = self.words();
            if columns(&words) <= area.width {
                write(buf, area, (area.x, area.y), (&words, self.style));
            }
            return;
        }
        let signs = self.theme.signs();
        let mut x = area.x;
        for pip in 0..self.total {
            let (sign, style) =
                if pip < self.done { (signs.full, self.style) } else { (signs.hollow, self.theme.quiet()) };
            x = write(buf, area, (x, area.y), (sign, style)).saturating_add(1);
        }
    }
}

/// Ratings of the last days, oldest first: one dot a day, high is more pain, and a day without a rating stays empty.
/// A day has a column of its own where there is room, else half of one; of too many days the newest are shown.
#[derive(Clone, Debug)]
pub struct DayDots<'a> {
    days: &'a [Option<Pain>],
    style: Style,
    ascii: bool,
}

impl<'a> DayDots<'a> {
    /// The dots of one foot.
    pub const fn new(days: &'a [Option<Pain>], style: Style, theme: &Theme) -> Self {
        Self { days, style, ascii: theme.ascii }
    }

    /// Days that find room in `width` columns.
    pub const fn days_in(&self, width: u16) -> usize {
        let columns = width as usize;
        if self.ascii { columns } else { columns.saturating_mul(2) }
    }
}

/// Braille dots of one cell, from the top down, for its left and right half.
const BRAILLE: [[u32; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

impl Widget for DayDots<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Some(area) = on_screen(area, buf) else { return };
        let shown = self.days.len().min(self.days_in(area.width));
        let days = self.days.iter().skip(self.days.len() - shown);
        if self.ascii {
            for (x, day) in (area.x..).zip(days) {
                let digit = day.map_or_else(|| " ".to_owned(), |pain| format!("{:X}", pain.value()));
                write(buf, area, (x, area.y), (&digit, self.style));
            }
            return;
        }
        let days: Vec<_> = days.copied().collect();
        let in_a_cell = if days.len() > usize::from(area.width) { 2 } else { 1 };
        let levels = u32::from(area.height) * 4;
        for (x, pair) in (area.x..).zip(days.chunks(in_a_cell)) {
            for row in 0..area.height {
                let dots = halves(pair).zip(BRAILLE).fold(0, |dots, (day, half)| {
                    let from_top = day.map(|pain| (10 - u32::from(pain.value())) * (levels - 1) / 10);
                    let inside = from_top.and_then(|level| level.checked_sub(u32::from(row) * 4));
                    dots | inside.and_then(|dot| half.get(dot as usize).copied()).unwrap_or_default()
                });
                if let Some(symbol) = char::from_u32(0x2800 + dots).filter(|_| dots > 0) {
                    write(buf, area, (x, area.y + row), (symbol.encode_utf8(&mut [0; 4]), self.style));
                }
            }
        }
    }
}

/// What stands in the left and the right half of a cell; a day alone fills both.
fn halves<T: Copy>(days: &[T]) -> impl Iterator<Item = T> {
    days.iter().copied().cycle().take(if days.len() == 1 { 2 } else { days.len() })
}

#[cfg(test)]
mod tests {
    use super::super::{bears_every_size, rows};
    use super::*;
    use crate::ui::theme::Kind;

    const THEME: Theme = Theme::new(Kind::None);

    fn pips(done: u32, total: u32, width: u16) -> String {
        rows(width, 1, |area, buf| Pips::new(done, total, &THEME).render(area, buf)).concat()
    }

    #[test]
    fn few_are_dots_and_many_are_a_number() {
        assert_eq!(pips(2, 4, 20), "● ● ○ ○");
        assert_eq!(pips(3, 12, 20), "3 of 12");
        assert_eq!(pips(2, 8, 10), "2 of 8", "dots would not fit");
        assert_eq!(pips(2, 8, 5), "", "half a number would be a wrong one");
        assert_eq!(pips(0, 0, 5), "");
        assert_eq!(Pips::new(2, 4, &THEME).width(20), 7);
    }

    #[test]
    fn a_day_without_a_rating_stays_empty() {
        let days = [Some(0), None, Some(10), Some(5), None, None].map(|n| n.and_then(|n| Pain::try_from(n).ok()));
        let line = rows(4, 3, |area, buf| DayDots::new(&days, Style::new(), &THEME).render(area, buf));
        assert_eq!(line, ["⠀⠁", "⠀⠐", "⡀"].map(|row| row.replace('⠀', " ")));
        let ascii = rows(8, 1, |area, buf| DayDots::new(&days, Style::new(), &THEME.in_ascii()).render(area, buf));
        assert_eq!(ascii, ["0 A5"]);
    }

    #[test]
    fn a_day_fills_a_column_where_there_is_room() {
        let days = [Pain::try_from(10).ok(), None, Pain::try_from(0).ok()];
        let line = rows(3, 1, |area, buf| DayDots::new(&days, Style::new(), &THEME).render(area, buf));
        assert_eq!(line, ["⠉ ⣀"]);
    }

    #[test]
    fn the_newest_days_are_kept() {
        let days = [Some(9), Some(1), Some(1)].map(|n| n.and_then(|n| Pain::try_from(n).ok()));
        let ascii = rows(2, 1, |area, buf| DayDots::new(&days, Style::new(), &THEME.in_ascii()).render(area, buf));
        assert_eq!(ascii, ["11"]);
    }

    #[test]
    fn t15_any_size_is_borne() {
        let days = vec![Pain::try_from(4).ok(); 400];
        bears_every_size(|area, buf| DayDots::new(&days, Style::new(), &THEME).render(area, buf));
        bears_every_size(|area, buf| Pips::new(u32::MAX, u32::MAX, &THEME).render(area, buf));
        bears_every_size(|area, buf| Pips::new(3, 9, &THEME).render(area, buf));
    }
}
