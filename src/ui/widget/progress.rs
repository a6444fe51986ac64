//! A thin line over the whole session. It moves by whole cells, so that it is sent to the terminal seldom.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::{dab, on_screen};
use crate::ui::theme::Theme;

/// How much of the whole is behind.
#[derive(Clone, Debug)]
pub struct Progress<'a> {
    done: f64,
    marks: &'a [f64],
    theme: &'a Theme,
    style: Style,
}

impl<'a> Progress<'a> {
    /// A line of which `done` (0 to 1; anything else counts as the nearer end) is behind.
    pub const fn new(done: f64, theme: &'a Theme) -> Self {
        Self { done, marks: &[], theme, style: theme.text() }
    }

    /// Small gaps where the steps begin, as parts of the whole.
    #[must_use]
    pub const fn marks(mut self, marks: &'a [f64]) -> Self {
        self.marks = marks;
        self
    }

    /// The style of the part that is behind; the text's own unless said.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }
}

/// Which cell of `width` a part of the whole falls into; a part that is not a number counts as none.
fn cell(part: f64, width: u16) -> u16 {
    (part.clamp(0.0, 1.0) * f64::from(width)).floor() as u16
}

impl Widget for Progress<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Some(area) = on_screen(area, buf) else { return };
        let [full, end, rest] = self.theme.signs().line;
        let done = cell(self.done, area.width);
        for column in 0..area.width {
            let (symbol, style) = match column.cmp(&done) {
                std::cmp::Ordering::Less => (full, self.style),
                std::cmp::Ordering::Equal => (end, self.style),
                std::cmp::Ordering::Greater => (rest, self.theme.quiet()),
            };
            let gap = column > 0 && column != done && self.marks.iter().any(|&mark| cell(mark, area.width) == column);
            let symbol = if gap { " " } else { symbol };
            dab(buf, area, (area.x + column, area.y), (symbol, style));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{bears_every_size, rows};
    use super::*;
    use crate::ui::theme::Kind;

    const THEME: Theme = Theme::new(Kind::None);

    fn line(done: f64, marks: &[f64], theme: &Theme) -> String {
        rows(10, 1, |area, buf| Progress::new(done, theme).marks(marks).render(area, buf)).concat()
    }

    #[test]
    fn it_shows_what_is_behind_and_what_is_left() {
        assert_eq!(line(0.0, &[], &THEME), "╸─────────");
        assert_eq!(line(0.42, &[0.2, 0.7], &THEME), "━━ ━╸── ──");
        assert_eq!(line(1.0, &[], &THEME), "━━━━━━━━━━");
        assert_eq!(line(0.42, &[], &THEME.in_ascii()), "====>-----");
    }

    #[test]
    fn impossible_parts_are_the_nearer_end() {
        assert_eq!(line(f64::NAN, &[f64::NAN], &THEME), line(0.0, &[], &THEME));
        assert_eq!(line(-3.0, &[f64::INFINITY], &THEME), line(0.0, &[], &THEME));
        assert_eq!(line(9.0, &[], &THEME), line(1.0, &[], &THEME));
    }

    #[test]
    fn t15_any_size_is_borne() {
        bears_every_size(|area, buf| Progress::new(0.5, &THEME).marks(&[0.0, 0.5, 1.0]).render(area, buf));
    }
}
