use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::style::{Color, Modifier, Style};
use ratatui::widgets::Widget;

use super::*;

/// What a cell looks like, in ratatui's buffer or on the terminal.
#[derive(Debug, PartialEq, Clone)]
struct Look {
    symbol: String,
    fg: vt100::Color,
    bg: vt100::Color,
    attributes: [bool; 5],
}

impl Look {
    fn blank_is_blank(mut self) -> Self {
        let [.., underlined, reversed] = self.attributes;
        if self.symbol == " " && !underlined && !reversed {
            self.fg = vt100::Color::Default;
            self.attributes = [false; 5];
        }
        self
    }

    fn wanted(cell: &Cell) -> Self {
        let colour = |colour: Color| match colour {
            Color::Reset => vt100::Color::Default,
            Color::Red => vt100::Color::Idx(1),
            Color::DarkGray => vt100::Color::Idx(8),
            Color::Indexed(n) => vt100::Color::Idx(n),
            Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
            other => panic!("{other} is not among the colours tried"),
        };
        let has = |modifier| cell.modifier.contains(modifier);
        let attributes = [Modifier::BOLD, Modifier::DIM, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];
        let look = Self {
            symbol: cell.symbol().to_owned(),
            fg: colour(cell.fg),
            bg: colour(cell.bg),
            attributes: attributes.map(has),
        };
        look.blank_is_blank()
    }

    fn shown(cell: &vt100::Cell) -> Self {
        let symbol = if cell.has_contents() { cell.contents() } else { " " };
        let look = Self {
            symbol: symbol.to_owned(),
            fg: cell.fgcolor(),
            bg: cell.bgcolor(),
            attributes: [cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse()],
        };
        look.blank_is_blank()
    }
}

/// A terminal on its model.
struct Model {
    painter: Painter,
    parser: vt100::Parser,
}

impl Model {
    fn new(width: u16, height: u16) -> Self {
        let size = |n| NonZeroU16::new(n).unwrap();
        Self {
            painter: Painter::new(Size { width, height }, true),
            parser: vt100::Parser::new(size(height), size(width), 0),
        }
    }

    /// Draws; the bytes that took.
    fn draw(&mut self, paint: impl FnOnce(&mut Buffer)) -> Vec<u8> {
        let bytes = self.painter.frame(paint);
        self.parser.process(&bytes);
        bytes
    }

    /// Draws over the last frame, in the area that `paint` returns.
    fn draw_over(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Rect>) -> Option<Vec<u8>> {
        let bytes = self.painter.frame_over(paint)?;
        self.parser.process(&bytes);
        Some(bytes)
    }

    fn assert_shows(&self, wanted: &Buffer) {
        for y in 0..wanted.area.height {
            let mut x = 0;
            while x < wanted.area.width {
                let cell = &wanted[(x, y)];
                let shown = self.parser.screen().cell(y, x).unwrap();
                assert_eq!(Look::wanted(cell), Look::shown(shown), "at {x},{y} of {wanted:?}");
                x += ratatui::buffer::CellWidth::cell_width(cell).max(1);
            }
        }
    }
}

fn style() -> impl Strategy<Value = Style> {
    let colour = || {
        prop_oneof![
            3 => Just(Color::Reset),
            2 => Just(Color::Red),
            1 => Just(Color::DarkGray),
            1 => Just(Color::Indexed(200)),
            1 => Just(Color::Rgb(1, 20, 255)),
        ]
    };
    let attributes = prop_oneof![
        4 => Just(Modifier::empty()),
        1 => Just(Modifier::BOLD),
        1 => Just(Modifier::DIM | Modifier::ITALIC),
        1 => Just(Modifier::BOLD | Modifier::UNDERLINED),
        1 => Just(Modifier::REVERSED),
    ];
    (colour(), colour(), attributes).prop_map(|(fg, bg, attributes)| {
        Style::reset().fg(fg).bg(bg).remove_modifier(Modifier::all()).add_modifier(attributes)
    })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-c ]{1,12}",
        3 => " {1,24}",
        2 => "[█▀ ]{1,12}",
        1 => "[日本a ]{1,6}",
        1 => Just("e\u{301}x".to_owned()),
    ]
}

type Stroke = (u16, u16, String, Style);

fn frames() -> impl Strategy<Value = Vec<Vec<Stroke>>> {
    let stroke = (0..26_u16, 0..7_u16, text(), style());
    prop::collection::vec(prop::collection::vec(stroke, 0..8), 1..6)
}

fn paint(buffer: &mut Buffer, strokes: &[Stroke]) {
    for (x, y, text, style) in strokes {
        buffer.set_string(*x, *y, text, *style);
    }
}

proptest! {
    #[test]
    fn the_terminal_shows_what_was_drawn(frames in frames(), keep in any::<bool>()) {
        let mut model = Model::new(26, 7);
        let mut wanted = Buffer::empty(Rect::new(0, 0, 26, 7));
        for strokes in &frames {
            if !keep {
                wanted.reset();
            }
            paint(&mut wanted, strokes);
            wanted.content.chunks_exact_mut(26).for_each(settle_wide);
            model.draw(|buffer| buffer.clone_from(&wanted));
            model.assert_shows(&wanted);
            let again = model.draw(|buffer| buffer.clone_from(&wanted));
            prop_assert!(again.is_empty(), "{:?} for no change", String::from_utf8_lossy(&again));
        }
    }
}

proptest! {
    #[test]
    fn a_part_that_is_drawn_over_looks_as_in_a_whole_frame(
        frames in frames(),
        (x, y, wide, high) in (0..20_u16, 0..5_u16, 1..7_u16, 1..3_u16),
        (word, style) in ("[⠀-⣿a ]{6}", style()),
    ) {
        let mut model = Model::new(26, 7);
        let mut wanted = Buffer::empty(Rect::new(0, 0, 26, 7));
        let area = Rect::new(x, y, wide, high);
        for strokes in &frames {
            paint(&mut wanted, strokes);
            // Half of a character that something covers is gone, also where that goes again.
            wanted.content.chunks_exact_mut(26).for_each(settle_wide);
            model.draw(|buffer| buffer.clone_from(&wanted));
            let over = |buffer: &mut Buffer| {
                area.rows().for_each(|row| _ = buffer.set_stringn(row.x, row.y, &word, wide.into(), style));
                Some(area)
            };
            over(&mut wanted);
            wanted.content.chunks_exact_mut(26).for_each(settle_wide);
            model.draw_over(over);
            model.assert_shows(&wanted);
            prop_assert!(model.draw(|buffer| buffer.clone_from(&wanted)).is_empty());
        }
    }
}

#[test]
fn nothing_is_drawn_over_a_screen_of_which_nothing_is_known() {
    let mut model = Model::new(40, 4);
    let over = |model: &mut Model, word: &str| {
        model.draw_over(|buffer| {
            buffer.set_string(1, 1, word, Style::new());
            Some(Rect::new(1, 1, 3, 1))
        })
    };
    assert_eq!(over(&mut model, "abc"), None, "before the first frame");
    model.draw(|buffer| buffer.set_string(0, 0, "first", Style::new()));
    assert!(over(&mut model, "abc").is_some_and(|bytes| bytes.ends_with(b"abc")));
    model.painter.start_over(Size { width: 40, height: 4 });
    assert_eq!(over(&mut model, "abd"), None, "after another program has drawn");
    assert_eq!(model.draw_over(|_| None), None);
}

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace('\x1b', "^")
}

#[test]
fn a_change_of_a_digit_costs_its_own_bytes() {
    let mut model = Model::new(40, 4);
    model.draw(|buffer| buffer.set_string(10, 1, "0:59", Style::new().fg(Color::Red)));
    let bytes = model.draw(|buffer| buffer.set_string(10, 1, "0:58", Style::new().fg(Color::Red)));
    assert_eq!(shown(&bytes), "\u{8}8");
}

#[test]
fn cells_of_one_style_are_drawn_together() {
    let mut model = Model::new(40, 8);
    let (red, plain) = (Style::new().bg(Color::Red), Style::new());
    let rows = |buffer: &mut Buffer, word: &str| {
        for y in 0..6 {
            buffer.set_string(0, y, word, if y % 2 == 0 { red } else { plain });
        }
    };
    model.draw(|buffer| rows(buffer, "a"));
    let bytes = model.draw(|buffer| rows(buffer, "b"));
    assert_eq!(bytes.iter().filter(|b| **b == b'm').count(), 1, "{}", shown(&bytes));
}

#[test]
fn a_large_digit_changes_for_eighty_two_bytes_on_average() {
    const FONT: [[u8; 5]; 10] = [
        [7, 5, 5, 5, 7],
        [1, 1, 1, 1, 1],
        [7, 1, 7, 4, 7],
        [7, 1, 7, 1, 7],
        [5, 5, 7, 1, 1],
        [7, 4, 7, 1, 7],
        [7, 4, 7, 5, 7],
        [7, 1, 1, 1, 1],
        [7, 5, 7, 5, 7],
        [7, 5, 7, 1, 7],
    ];
    let mut model = Model::new(120, 40);
    let mut total = 0;
    for second in (0..60_usize).rev() {
        let bytes = model.draw(|buffer| {
            for (place, digit) in [second / 10, second % 10].into_iter().enumerate() {
                for (row, bits) in FONT[digit].iter().enumerate() {
                    for column in (0..3).filter(|column| bits >> (2 - column) & 1 == 1) {
                        let (x, y) = (30 + 24 * place as u16 + 6 * column, 10 + 3 * row as u16);
                        buffer.set_style(Rect::new(x, y, 6, 3), Style::new().bg(Color::Red));
                    }
                }
            }
        });
        total += if second == 59 { 0 } else { bytes.len() };
    }
    assert!(total / 59 <= 82, "{} bytes a second", total / 59);
}

#[test]
fn a_long_blank_is_erased_and_not_typed() {
    let mut model = Model::new(60, 4);
    let red = Style::new().bg(Color::Red);
    model.draw(|buffer| buffer.set_style(Rect::new(5, 1, 30, 1), red));
    let bytes = model.draw(|buffer| buffer.set_style(Rect::new(5, 1, 20, 1), red));
    // What lies behind it is blank as it is.
    assert_eq!(shown(&bytes), "^[26G^[m^[K");
    let word = |buffer: &mut Buffer| buffer.set_string(50, 1, "word", Style::new());
    model.draw(|buffer| {
        buffer.set_style(Rect::new(5, 1, 30, 1), red);
        word(buffer);
    });
    let bytes = model.draw(|buffer| {
        buffer.set_style(Rect::new(5, 1, 20, 1), red);
        word(buffer);
    });
    assert_eq!(shown(&bytes), "^[26G^[10X");
}

#[test]
fn blanks_begin_below_each_other_where_they_lie_over_blanks() {
    let mut model = Model::new(60, 4);
    let red = Style::new().bg(Color::Red);
    let paint = |buffer: &mut Buffer, corner: u16| {
        for row in 0..3 {
            buffer.set_style(Rect::new(5 + row * corner, row, 30 - 2 * row * corner, 1), red);
            buffer.set_string(50, row, "|", Style::new());
        }
    };
    model.draw(|buffer| paint(buffer, 1));
    let bytes = model.draw(|buffer| (0..3).for_each(|row| buffer.set_string(50, row, "|", Style::new())));
    assert_eq!(shown(&bytes), "^[;6H^[30X\n^[29X\n^[28X");
}

#[test]
fn an_edge_that_leans_is_followed() {
    let mut model = Model::new(80, 24);
    let edges = |buffer: &mut Buffer, aside: u16| {
        for row in 0..20 {
            // Two of them, which part downwards.
            for x in [38 - row - aside, 40 + row + aside] {
                buffer.set_string(x, row, "⡇", Style::new());
            }
        }
    };
    model.draw(|buffer| edges(buffer, 0));
    let bytes = model.draw(|buffer| edges(buffer, 1));
    // Of each row, four bytes for the dots and the blank of each edge; and no more than as many to get there.
    assert!(bytes.len() <= 20 * 2 * (4 + 4), "{} bytes: {}", bytes.len(), shown(&bytes));
}

#[test]
fn a_large_frame_is_bracketed_and_a_small_one_is_not() {
    let mut model = Model::new(80, 24);
    let mark = b"\x1b[?2026h";
    assert!(!model.draw(|buffer| buffer.set_string(0, 0, "small", Style::new())).starts_with(mark));
    let large = "x".repeat(79);
    let bytes = model.draw(|buffer| (0..24).for_each(|y| buffer.set_string(0, y, &large, Style::new())));
    assert!(bytes.starts_with(mark) && bytes.ends_with(b"\x1b[?2026l"));
}

#[test]
fn t15_no_size_is_too_small_or_too_large() {
    for (width, height) in [(0, 0), (0, 9), (9, 0), (1, 1), (u16::MAX, u16::MAX), (u16::MAX, 1)] {
        let mut painter = Painter::new(Size { width, height }, true);
        painter.frame(|buffer| "x".render(buffer.area, buffer));
        painter.start_over(Size { width: height, height: width });
        painter.frame(|buffer| "x".render(buffer.area, buffer));
    }
}
