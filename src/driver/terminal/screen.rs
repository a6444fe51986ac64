//! The screen: what it shows, what it is to show, and the bytes that lead from one to the other.

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect, Size};

use super::encode::{Canvas, Change, Field, encode};
use super::ink::Ink;
use super::shown::Shown;

/// Beyond this a frame could be shown half-way, so it is bracketed by synchronised output (16 bytes).
const ONE_GLANCE: usize = 256;

/// No real screen is larger; a size beyond would only cost memory.
const LARGEST: Size = Size { width: 1000, height: 400 };

/// Turns drawings into the bytes of frames. It asks the terminal nothing, and its size changes only when it is told.
#[derive(Debug)]
pub struct Painter {
    canvas: Canvas,
    /// What the screen shows; nothing is known of it before the first frame, and after [`Painter::start_over`].
    shown: Option<Shown>,
    /// Where frames are drawn.
    sheet: Buffer,
    /// Where wide characters stand: overwriting one half blanks the other one too, in a style nobody can foretell.
    wide: Vec<Position>,
}

/// What a spoilt half of a wide character becomes.
static BLANK: Cell = Cell::EMPTY;

impl Painter {
    /// A painter for a screen of `size`. `erasing_paints`: whether erased cells take the pen's background there; they
    /// keep the default one everywhere.
    pub fn new(size: Size, erasing_paints: bool) -> Self {
        let canvas = Canvas { size: bounded(size), ink: Ink::default(), at: None, erasing_paints };
        Self { canvas, shown: None, sheet: Buffer::default(), wide: Vec::new() }
    }

    /// The size of the screen.
    pub const fn size(&self) -> Size {
        self.canvas.size
    }

    /// Forgets what the screen shows, and takes on a new size: the next frame is a whole one.
    pub fn start_over(&mut self, size: Size) {
        self.canvas.size = bounded(size);
        self.shown = None;
    }

    /// Draws a frame; the bytes that show it, none if it changes nothing. On a screen without a cell nothing is drawn.
    pub fn frame(&mut self, paint: impl FnOnce(&mut Buffer)) -> Vec<u8> {
        let area = Rect::from((Position::ORIGIN, self.canvas.size));
        if area.is_empty() {
            return Vec::new();
        }
        if self.sheet.area == area {
            self.sheet.reset();
        } else {
            self.sheet = Buffer::empty(area);
        }
        paint(&mut self.sheet);
        let mut bytes = Vec::new();
        match &mut self.shown {
            Some(shown) => {
                let rows = settle(shown, &mut self.sheet);
                let mut changes = changes(shown, &self.sheet, &rows);
                mend_wide(&mut self.wide, self.canvas.size, &mut changes);
                let field = Field { width: area.width, cells: &self.sheet.content };
                encode(&mut self.canvas, field, &mut changes, &mut bytes);
            }
            None => {
                self.canvas.ink = Ink::default();
                self.canvas.at = None;
                bytes.extend_from_slice(b"\x1b[m\x1b[2J");
                self.wide = whole(&mut self.canvas, &mut self.sheet, &mut bytes);
                self.shown = Some(Shown::of(area.width.into(), &self.sheet.content));
            }
        }
        if bytes.len() > ONE_GLANCE { [b"\x1b[?2026h", &bytes[..], b"\x1b[?2026l"].concat() } else { bytes }
    }
}

/// Everything of `next` behind `out`, for a screen that was just cleared; where the wide characters stand. Row by row, with
/// room for the changes of one row: this is the first thing a program does that is being started.
fn whole(canvas: &mut Canvas, next: &mut Buffer, out: &mut Vec<u8>) -> Vec<Position> {
    let width = usize::from(next.area.width).max(1);
    let (mut wide, mut changes) = (Vec::new(), Vec::with_capacity(width));
    for (y, row) in (0..).zip(next.content.chunks_exact_mut(width)) {
        settle_wide(row);
        changes.clear();
        changes.extend((0..).zip(&*row).filter(|(_, cell)| **cell != BLANK).map(|(x, cell)| Change::new(x, y, cell)));
        wide.extend(changes.iter().filter(|change| is_wide(change.cell)).map(|change| change.at));
        canvas.write(&changes, Field::default(), usize::MAX, out);
    }
    wide
}

/// Adds the other halves of the characters in `wide` that `changes` overwrite half of, and remembers the new ones.
fn mend_wide<'a>(wide: &mut Vec<Position>, size: Size, changes: &mut Vec<Change<'a>>) {
    let covers = |change: &Change<'_>, at: Position| {
        change.at.y == at.y && (change.at.x..change.at.x + change.cell.cell_width().max(1)).contains(&at.x)
    };
    if !wide.is_empty() {
        let halves = |at: Position| [at, Position { x: at.x + 1, ..at }];
        let is_spoilt = |at: &Position| halves(*at).iter().any(|half| changes.iter().any(|c| covers(c, *half)));
        let (spoilt, whole): (Vec<_>, Vec<_>) = wide.drain(..).partition(is_spoilt);
        *wide = whole;
        for half in spoilt.into_iter().flat_map(halves) {
            if half.x < size.width && !changes.iter().any(|change| covers(change, half)) {
                changes.push(Change::new(half.x, half.y, &BLANK));
            }
        }
    }
    let start = wide.len();
    wide.extend(changes.iter().filter(|change| is_wide(change.cell)).map(|change| change.at));
    // A cell under a wide character is drawn by it.
    let under = |at: Position| wide[start..].iter().any(|wide| wide.y == at.y && wide.x + 1 == at.x);
    if wide.len() > start {
        changes.retain(|change| !under(change.at));
    }
}

/// The rows of `next` that differ from what is shown, each with the column from where on; the wide characters there are
/// settled.
fn settle(shown: &Shown, next: &mut Buffer) -> Vec<(u16, usize)> {
    let width = usize::from(next.area.width).max(1);
    let mut rows = Vec::new();
    for (y, row) in (0..).zip(next.content.chunks_exact_mut(width)) {
        if let Some(first) = shown.differs_from(y, row) {
            // What changes may spoil the wide character before it.
            let first = first.saturating_sub(1);
            settle_wide(&mut row[first..]);
            rows.push((y, first));
        }
    }
    rows
}

/// The cells of these `rows` of `next` that differ from what is shown, which is then what `next` shows.
fn changes<'a>(shown: &mut Shown, next: &'a Buffer, rows: &[(u16, usize)]) -> Vec<Change<'a>> {
    let width = usize::from(next.area.width);
    let mut changes = Vec::new();
    for &(y, first) in rows {
        let row = usize::from(y) * width;
        for (x, cell) in (0..).zip(&next.content[row..row + width]).skip(first) {
            if shown.set(x, y, cell) {
                changes.push(Change::new(x, y, cell));
            }
        }
    }
    changes
}

/// Makes the wide characters of a row whole: what stands under a right half is forgotten, and a character whose right
/// half something else covers becomes a blank, because no terminal can show half of one.
fn settle_wide(row: &mut [Cell]) {
    for i in 1..row.len() {
        let [left, right] = &mut row[i - 1..=i] else { continue };
        if is_wide(left) {
            if right.symbol() == " " {
                right.reset();
            } else {
                left.set_symbol(" ");
            }
        }
    }
}

/// Whether a cell's character needs two columns: none of one or two bytes does.
fn is_wide(cell: &Cell) -> bool {
    cell.symbol().len() > 2 && cell.cell_width() > 1
}

/// A terminal that knows no size at all is taken for the classic one.
fn bounded(size: Size) -> Size {
    if size == Size::ZERO {
        return Size { width: 80, height: 24 };
    }
    Size { width: size.width.min(LARGEST.width), height: size.height.min(LARGEST.height) }
}

#[cfg(test)]
mod tests {
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
            let attributes =
                [Modifier::BOLD, Modifier::DIM, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];
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
}
