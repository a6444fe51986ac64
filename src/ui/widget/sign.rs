//! Words to be read from across the room: the side and the phase, in block letters.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;

use super::{dab, on_screen, start, text::columns, write};
use crate::ui::theme::Theme;

/// Height of a letter, in pixels; at the smallest scale a cell holds two of them, one above the other, but one where there
/// are only plain letters.
const HIGH: u16 = 5;

/// Pixels between two letters.
const GAP: u16 = 1;

/// The largest scale: a pixel is this many columns wide and half as many rows high.
const MAX_SCALE: u16 = 4;

/// A word or two in block letters, as large as the room allows: on one line, or with each word on its own; where no
/// block letters fit, in spaced or plain text. Lower case is drawn as upper case.
#[derive(Clone, Debug)]
pub struct Sign<'a> {
    text: &'a str,
    /// The words it is measured by.
    shape: &'a str,
    style: Style,
    ascii: bool,
    align: HorizontalAlignment,
    largest: u16,
}

impl<'a> Sign<'a> {
    /// A sign at the left of its room.
    pub const fn new(text: &'a str, style: Style, theme: &Theme) -> Self {
        Self { text, shape: text, style, ascii: theme.ascii, align: HorizontalAlignment::Left, largest: MAX_SCALE }
    }

    /// Where in its room it stands.
    #[must_use]
    pub const fn align(mut self, align: HorizontalAlignment) -> Self {
        self.align = align;
        self
    }

    /// As large, and on as many lines, as `text` would be: so that the words for the two sides mirror each other.
    #[must_use]
    pub const fn like(mut self, text: &'a str) -> Self {
        self.shape = text;
        self
    }

    /// Never larger than this scale (1 to 4), so that several signs look alike; 0 is plain text.
    #[must_use]
    pub const fn at_most(mut self, scale: u16) -> Self {
        self.largest = scale;
        self
    }

    /// How many rows block letters take at their smallest.
    pub const fn smallest(theme: &Theme) -> u16 {
        rows(1, theme.ascii)
    }

    /// How many rows it takes in this room, at its top.
    pub fn height(&self, room: Rect) -> u16 {
        match self.layout(room) {
            Some(Layout { scale, stacked: false }) => rows(scale, self.ascii),
            Some(Layout { scale, stacked: true }) => self.stacked_rows(scale),
            None => u16::from(!room.is_empty() && !self.text.is_empty()),
        }
    }

    /// How many columns it takes in this room.
    pub fn width(&self, room: Rect) -> u16 {
        match self.layout(room) {
            Some(Layout { scale, stacked: false }) => pixels(self.shape) * scale,
            Some(Layout { scale, stacked: true }) => {
                self.shape.split_whitespace().map(pixels).max().unwrap_or_default() * scale
            }
            None => columns(self.text).min(room.width),
        }
    }

    fn layout(&self, room: Rect) -> Option<Layout> {
        if !self.text.chars().all(|c| c == ' ' || letter(c).is_some()) || self.text.trim().is_empty() {
            return None;
        }
        let widest = self.shape.split_whitespace().map(pixels).max().unwrap_or_default();
        let fits = |layout: &Layout| {
            let (wide, high) = if layout.stacked {
                (widest, self.stacked_rows(layout.scale))
            } else {
                (pixels(self.shape), rows(layout.scale, self.ascii))
            };
            wide.saturating_mul(layout.scale) <= room.width && high <= room.height
        };
        (1..=self.largest.min(MAX_SCALE))
            .rev()
            .flat_map(|scale| [false, true].map(|stacked| Layout { scale, stacked }))
            .find(fits)
    }
}

#[derive(Clone, Copy)]
struct Layout {
    scale: u16,
    stacked: bool,
}

impl Widget for Sign<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Some(area) = on_screen(area, buf) else { return };
        let Some(Layout { scale, stacked }) = self.layout(area) else {
            return self.as_text(area, buf);
        };
        if !stacked {
            return self.line(self.text, scale, area, buf);
        }
        let mut y = area.y;
        for word in self.text.split_whitespace() {
            let below = y.saturating_sub(area.y);
            let left = Rect { y, height: area.height.saturating_sub(below), ..area };
            self.line(word, scale, left, buf);
            y = y.saturating_add(rows(scale, self.ascii) + 1);
        }
    }
}

impl Sign<'_> {
    /// One line of block letters at the top of `area`.
    fn line(&self, text: &str, scale: u16, area: Rect, buf: &mut Buffer) {
        // A line under every cell would run through the letters.
        let style = self.style.remove_modifier(Modifier::UNDERLINED);
        let mut x = start(area, pixels(text).saturating_mul(scale), self.align);
        for glyph in text.chars().filter_map(letter) {
            let high = rows(scale, self.ascii);
            for (row, column) in (0..high).flat_map(|row| (0..wide(glyph) * scale).map(move |c| (row, c))) {
                let lit = |half: u16| match self.ascii && scale == 1 {
                    true => lit(glyph, half / 2, column),
                    false => lit(glyph, half / scale, column / scale),
                };
                let symbol = match (lit(2 * row), lit(2 * row + 1), self.ascii) {
                    (false, false, _) => continue,
                    (_, _, true) => "#",
                    (true, true, _) => "█",
                    (true, false, _) => "▀",
                    (false, true, _) => "▄",
                };
                dab(buf, area, (x.saturating_add(column), area.y + row), (symbol, style));
            }
            x = x.saturating_add((wide(glyph) + GAP) * scale);
        }
    }

    /// Rows that the words take one below the other.
    fn stacked_rows(&self, scale: u16) -> u16 {
        let words = u16::try_from(self.shape.split_whitespace().count()).unwrap_or(u16::MAX);
        words.saturating_mul(rows(scale, self.ascii) + 1).saturating_sub(1)
    }

    /// Spaced out like a sign where there is room, else plain.
    fn as_text(&self, area: Rect, buf: &mut Buffer) {
        let plain = self.text.to_uppercase();
        let spaced = plain.chars().flat_map(|c| [c, ' ']).collect::<String>();
        let spaced = spaced.trim_end();
        let text = if columns(spaced) <= area.width { spaced } else { &plain };
        let x = start(area, columns(text), self.align);
        write(buf, area, (x, area.y), (text, self.style));
    }
}

/// Rows that a letter takes. A plain letter fills its cell: at the smallest scale it is as high as at the next one.
const fn rows(scale: u16, ascii: bool) -> u16 {
    if ascii && scale == 1 { HIGH } else { (HIGH * scale).div_ceil(2) }
}

/// Width of a line of letters, in pixels.
fn pixels(text: &str) -> u16 {
    let each = text.chars().filter_map(letter).map(|glyph| wide(glyph) + GAP);
    each.fold(0_u16, u16::saturating_add).saturating_sub(GAP)
}

fn wide(glyph: &Glyph) -> u16 {
    glyph.first().and_then(|row| u16::try_from(row.len()).ok()).unwrap_or_default()
}

fn lit(glyph: &Glyph, row: u16, column: u16) -> bool {
    glyph.get(usize::from(row)).and_then(|row| row.as_bytes().get(usize::from(column))) == Some(&b'#')
}

type Glyph = [&'static str; HIGH as usize];

/// The shape of a character, if it has one.
fn letter(c: char) -> Option<&'static Glyph> {
    Some(match c.to_ascii_uppercase() {
        'A' => &[" ## ", "#  #", "####", "#  #", "#  #"],
        'B' => &["### ", "#  #", "### ", "#  #", "### "],
        'C' => &[" ###", "#   ", "#   ", "#   ", " ###"],
        'D' => &["### ", "#  #", "#  #", "#  #", "### "],
        'E' => &["####", "#   ", "### ", "#   ", "####"],
        'F' => &["####", "#   ", "### ", "#   ", "#   "],
        'G' => &[" ###", "#   ", "# ##", "#  #", " ###"],
        'H' => &["#  #", "#  #", "####", "#  #", "#  #"],
        'I' => &["#", "#", "#", "#", "#"],
        'J' => &["  ##", "   #", "   #", "#  #", " ## "],
        'K' => &["#  #", "# # ", "##  ", "# # ", "#  #"],
        'L' => &["#   ", "#   ", "#   ", "#   ", "####"],
        'M' => &["#   #", "## ##", "# # #", "#   #", "#   #"],
        'N' => &["#   #", "##  #", "# # #", "#  ##", "#   #"],
        'O' => &[" ## ", "#  #", "#  #", "#  #", " ## "],
        'P' => &["### ", "#  #", "### ", "#   ", "#   "],
        'Q' => &[" ##  ", "#  # ", "#  # ", "#  # ", " ## #"],
        'R' => &["### ", "#  #", "### ", "# # ", "#  #"],
        'S' => &[" ###", "#   ", " ## ", "   #", "### "],
        'T' => &["#####", "  #  ", "  #  ", "  #  ", "  #  "],
        'U' => &["#  #", "#  #", "#  #", "#  #", " ## "],
        'V' => &["#   #", "#   #", " # # ", " # # ", "  #  "],
        'W' => &["#   #", "#   #", "# # #", "## ##", "#   #"],
        'X' => &["#   #", " # # ", "  #  ", " # # ", "#   #"],
        'Y' => &["#   #", " # # ", "  #  ", "  #  ", "  #  "],
        'Z' => &["#####", "   # ", "  #  ", " #   ", "#####"],
        '0' => &[" ## ", "#  #", "#  #", "#  #", " ## "],
        '1' => &[" # ", "## ", " # ", " # ", "###"],
        '2' => &["### ", "   #", " ## ", "#   ", "####"],
        '3' => &["### ", "   #", " ## ", "   #", "### "],
        '4' => &["#  #", "#  #", "####", "   #", "   #"],
        '5' => &["####", "#   ", "### ", "   #", "### "],
        '6' => &[" ## ", "#   ", "### ", "#  #", " ## "],
        '7' => &["####", "   #", "  # ", " #  ", " #  "],
        '8' => &[" ## ", "#  #", " ## ", "#  #", " ## "],
        '9' => &[" ## ", "#  #", " ###", "   #", " ## "],
        '-' => &["   ", "   ", "###", "   ", "   "],
        '+' => &["   ", " # ", "###", " # ", "   "],
        ':' => &[" ", "#", " ", "#", " "],
        '→' => &["  #  ", "   # ", "#####", "   # ", "  #  "],
        '←' => &["  #  ", " #   ", "#####", " #   ", "  #  "],
        ' ' => &["  ", "  ", "  ", "  ", "  "],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{bears_every_size, rows};
    use super::*;
    use crate::ui::theme::Kind;

    const THEME: Theme = Theme::new(Kind::None);

    fn sign(text: &str, width: u16, height: u16) -> Vec<String> {
        rows(width, height, |area, buf| Sign::new(text, Style::new(), &THEME).render(area, buf))
    }

    #[test]
    fn it_is_as_large_as_its_room() {
        let left_calf = [
            "█    █▀▀▀ █▀▀▀ ▀▀█▀▀    ▄▀▀▀ ▄▀▀▄ █    █▀▀▀",
            "█    █▀▀  █▀▀    █      █    █▀▀█ █    █▀▀",
            "▀▀▀▀ ▀▀▀▀ ▀      ▀       ▀▀▀ ▀  ▀ ▀▀▀▀ ▀",
        ];
        assert_eq!(sign("LEFT CALF", 44, 3), left_calf);
        let height = |width, height| Sign::new("HOLD", Style::new(), &THEME).height(Rect::new(0, 0, width, height));
        assert_eq!([height(19, 10), height(38, 10), height(57, 10), height(76, 10)], [3, 5, 8, 10]);
    }

    #[test]
    fn words_go_below_each_other_where_that_is_larger() {
        let stacked = sign("LEFT CALF", 20, 7);
        assert_eq!(stacked.iter().filter(|row| row.is_empty()).count(), 1, "{stacked:#?}");
        assert_eq!(Sign::new("LEFT CALF", Style::new(), &THEME).height(Rect::new(0, 0, 20, 7)), 7);
    }

    #[test]
    fn in_plain_letters_too_a_small_room_has_block_letters() {
        let theme = THEME.in_ascii();
        let low = rows(20, 5, |area, buf| Sign::new("LEFT", Style::new(), &theme).render(area, buf));
        assert_eq!(
            low,
            [
                "#    #### #### #####",
                "#    #    #      #",
                "#    ###  ###    #",
                "#    #    #      #",
                "#### #### #      #"
            ]
        );
    }

    #[test]
    fn without_room_or_without_a_shape_it_is_plain_text() {
        assert_eq!(sign("left calf", 20, 2), ["L E F T   C A L F", ""]);
        assert_eq!(sign("left calf", 10, 2), ["LEFT CALF", ""]);
        // The second cell of a wide character reads as a blank here.
        assert_eq!(sign("左足", 30, 1), ["左  足"]);
    }

    #[test]
    fn every_letter_has_five_rows_of_one_width_and_its_own_shape() {
        let all = "ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789-+:→← ";
        let mut shapes: Vec<_> = all.chars().map(|c| letter(c).unwrap()).collect();
        assert!(shapes.iter().all(|glyph| glyph.iter().all(|row| row.len() == glyph[0].len())));
        shapes.sort_unstable();
        shapes.dedup();
        assert_eq!(shapes.len(), all.chars().count());
    }

    #[test]
    fn t15_any_size_is_borne() {
        for theme in [THEME, THEME.in_ascii()] {
            bears_every_size(|area, buf| {
                Sign::new("BOTH ANKLES", Style::new(), &theme).align(HorizontalAlignment::Right).render(area, buf);
            });
        }
    }
}
