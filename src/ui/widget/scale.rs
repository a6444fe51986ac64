//! The pain scale of one foot: the numbers, the one that was chosen, and what it means.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::text::{columns, wrap};
use super::{on_screen, write};
use crate::domain::record::Pain;
use crate::ui::theme::Theme;

/// Columns from which on each number stands apart from its neighbours.
const WIDE: u16 = 34;

/// The narrowest room in which all eleven numbers stand.
pub const MIN_WIDTH: u16 = 24;

/// Rows that the scale takes: the numbers, the word, and up to two rows of what it means.
pub const ROWS: u16 = 4;

/// `0 1 2 [3] 4 …`, with the chosen number in brackets; every number keeps its place whichever is chosen.
#[derive(Clone, Debug)]
pub struct PainScale<'a> {
    value: Option<Pain>,
    theme: &'a Theme,
    focused: bool,
}

impl<'a> PainScale<'a> {
    /// The scale; without a value it says "not rated", which is never 0.
    pub const fn new(value: Option<Pain>, theme: &'a Theme) -> Self {
        Self { value, theme, focused: true }
    }

    /// Whether the next number typed goes here; the numbers are quiet where it does not.
    #[must_use]
    pub const fn focused(mut self, focused: bool) -> Self {
        self.focused = focused;
        self
    }
}

impl Widget for PainScale<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Some(area) = on_screen(area, buf) else { return };
        let quiet = self.theme.quiet();
        let slot = if area.width >= WIDE { 3 } else { 2 };
        let mut x = area.x;
        for pain in Pain::all() {
            let number = pain.value().to_string();
            let wide = columns(&number);
            if self.value == Some(pain) {
                let style = self.theme.band(pain.band()).patch(self.theme.strong());
                write(buf, area, (x, area.y), ("[", style));
                write(buf, area, (x + 1, area.y), (&number, style));
                write(buf, area, (x + 1 + wide, area.y), ("]", style));
            } else {
                let style = if self.focused { self.theme.text() } else { quiet };
                write(buf, area, (x + 1, area.y), (&number, style));
            }
            x = x.saturating_add(slot - 1 + wide);
        }
        let inside = Rect { x: area.x.saturating_add(1), width: area.width.saturating_sub(1), ..area };
        let below = |row: u16| (inside.x, area.y.saturating_add(row));
        let Some(pain) = self.value else {
            write(buf, inside, below(1), ("not rated", quiet));
            return;
        };
        write(buf, inside, below(1), (pain.label(), self.theme.band(pain.band()).patch(self.theme.strong())));
        for (row, line) in (2..ROWS).zip(wrap(pain.meaning(), inside.width)) {
            write(buf, inside, below(row), (line, quiet));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{bears_every_size, rows};
    use super::*;
    use crate::ui::theme::Kind;

    const THEME: Theme = Theme::new(Kind::None);

    fn scale(value: Option<u8>, width: u16) -> Vec<String> {
        let value = value.map(|n| Pain::try_from(n).unwrap());
        rows(width, ROWS, |area, buf| PainScale::new(value, &THEME).render(area, buf))
    }

    #[test]
    fn the_chosen_number_stands_in_brackets_over_its_meaning() {
        let wide = [" 0  1  2 [3] 4  5  6  7  8  9  10", " nagging", " It nags, I do everything as", " usual."];
        assert_eq!(scale(Some(3), 34)[..2], wide[..2]);
        let tight = [" 0 1 2[3]4 5 6 7 8 9 10", " nagging", " It nags, I do", " everything as usual."];
        assert_eq!(scale(Some(3), MIN_WIDTH), tight);
    }

    #[test]
    fn not_rated_is_not_none() {
        assert_eq!(scale(None, 34)[1], " not rated");
        assert_eq!(scale(Some(0), 34)[1], " none");
        assert!(scale(Some(10), MIN_WIDTH)[0].ends_with("[10]"));
    }

    #[test]
    fn every_meaning_is_whole_in_the_narrowest_room() {
        for pain in Pain::all() {
            assert!(wrap(pain.meaning(), MIN_WIDTH - 1).count() <= usize::from(ROWS - 2), "{}", pain.meaning());
        }
    }

    #[test]
    fn t15_any_size_is_borne() {
        let worst = Pain::try_from(10).ok();
        bears_every_size(|area, buf| PainScale::new(worst, &THEME).focused(false).render(area, buf));
    }
}
