//! A screen as an SVG picture, every cell in its place whatever font the reader has.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Width and height of a cell, in pixels.
const CELL: (u32, u32) = (9, 18);

/// What the terminal's own colours are.
#[derive(Clone, Copy)]
pub enum Ground {
    /// Light text on a dark ground.
    Dark,
    /// The same on black.
    Black,
    /// Dark text on a light ground.
    Light,
}

impl Ground {
    const fn text(self) -> &'static str {
        match self {
            Self::Dark | Self::Black => "#d4d6d8",
            Self::Light => "#202020",
        }
    }

    const fn paper(self) -> &'static str {
        match self {
            Self::Dark => "#16181c",
            Self::Black => "#000000",
            Self::Light => "#ffffff",
        }
    }
}

/// The picture.
pub fn svg(buffer: &Buffer, ground: Ground) -> String {
    let mut out = sheet(buffer, ground);
    cells(&mut out, buffer, ground);
    out.push_str("</svg>\n");
    out
}

/// Frames one after the other, round and round, each for so many milliseconds. What is the same in all of them is drawn
/// once.
pub fn moving(frames: &[Buffer], millis: usize, ground: Ground) -> String {
    let Some(first) = frames.first() else { return String::new() };
    let mut still = first.clone();
    let mut moved = frames.to_vec();
    for at in 0..still.content.len() {
        let same = frames.iter().all(|frame| frame.content[at] == first.content[at]);
        let blanked: &mut [Buffer] = if same { &mut moved } else { std::slice::from_mut(&mut still) };
        blanked.iter_mut().for_each(|buffer| buffer.content[at].reset());
    }
    let mut out = sheet(first, ground);
    let (whole, share) = (frames.len() * millis, 100.0 / frames.len() as f64);
    let _ = writeln!(
        out,
        "<style>.f{{visibility:hidden;animation:f {whole}ms step-end infinite}}\
         @keyframes f{{0%{{visibility:visible}}{share:.3}%{{visibility:hidden}}}}</style>"
    );
    cells(&mut out, &still, ground);
    for (n, frame) in moved.iter().enumerate() {
        let _ = writeln!(out, "<g class=\"f\" style=\"animation-delay:{}ms\">", n * millis);
        cells(&mut out, frame, ground);
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    out
}

/// The beginning of a picture: its size, its font, its paper.
fn sheet(buffer: &Buffer, ground: Ground) -> String {
    let (wide, high) = (u32::from(buffer.area.width) * CELL.0, u32::from(buffer.area.height) * CELL.1);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-9 -9 {} {}\" font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, \
         Consolas, monospace\" font-size=\"15\">\n<rect x=\"-9\" y=\"-9\" width=\"{0}\" height=\"{1}\" rx=\"8\" fill=\"{2}\"/>\n",
        wide + 18,
        high + 18,
        ground.paper(),
    )
}

fn cells(out: &mut String, buffer: &Buffer, ground: Ground) {
    for y in 0..buffer.area.height {
        let mut x = 0;
        while let Some(cell) = buffer.cell((x, y)) {
            let alike = |other: &Cell| {
                let drawn_alike = is_text(other) && is_text(cell) || is_dots(other.symbol()) && is_dots(cell.symbol());
                other.style() == cell.style() && (other.symbol() == cell.symbol() || drawn_alike)
            };
            let run = (x..buffer.area.width).take_while(|x| buffer.cell((*x, y)).is_some_and(alike)).count() as u16;
            let symbols: Vec<&str> = (x..x + run).filter_map(|x| buffer.cell((x, y))).map(Cell::symbol).collect();
            draw(out, cell, &symbols, (x, y), ground);
            x += run.max(1);
        }
    }
}

/// Whether a cell is written and not drawn: block letters would show seams between the lines of a page.
fn is_text(cell: &Cell) -> bool {
    !matches!(cell.symbol(), "█" | "▀" | "▄" | "━" | "─") && !is_dots(cell.symbol())
}

fn draw(out: &mut String, cell: &Cell, symbols: &[&str], (x, y): (u16, u16), ground: Ground) {
    let (x, y) = (u32::from(x) * CELL.0, u32::from(y) * CELL.1);
    let wide = symbols.len() as u32 * CELL.0;
    let (mut fg, mut bg) = (colour(cell.fg, ground.text()), colour(cell.bg, ""));
    if cell.modifier.contains(Modifier::REVERSED) {
        (fg, bg) = (if bg.is_empty() { ground.paper().into() } else { bg }, fg);
    }
    let mut rect = |top: u32, height: u32, fill: &str| {
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{}\" width=\"{wide}\" height=\"{height}\" fill=\"{fill}\" shape-rendering=\"crispEdges\"/>",
            y + top
        );
    };
    if !bg.is_empty() && bg != ground.paper() {
        rect(0, CELL.1, &bg);
    }
    match symbols.first().copied().unwrap_or(" ") {
        "█" => rect(0, CELL.1, &fg),
        "▀" => rect(0, CELL.1 / 2, &fg),
        "▄" => rect(CELL.1 / 2, CELL.1 / 2, &fg),
        "━" => rect(8, 3, &fg),
        "─" => rect(9, 1, &fg),
        symbol if is_dots(symbol) => dots(out, symbols, (x, y), &fg),
        _ => text(out, cell, &symbols.concat(), (x, y), &fg),
    }
}

fn is_dots(symbol: &str) -> bool {
    symbol.chars().next().is_some_and(|c| ('\u{2801}'..='\u{28ff}').contains(&c))
}

/// Braille cells, dot by dot: fonts disagree about their width.
fn dots(out: &mut String, symbols: &[&str], (x, y): (u32, u32), fill: &str) {
    const PLACES: [(u32, u32); 8] = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)];
    let _ = write!(out, "<path stroke=\"{fill}\" stroke-width=\"2.8\" stroke-linecap=\"round\" d=\"");
    for (x, symbol) in (x..).step_by(CELL.0 as usize).zip(symbols) {
        let bits = symbol.chars().next().map_or(0, |c| u32::from(c) - 0x2800);
        for (_, (column, row)) in PLACES.into_iter().enumerate().filter(|(bit, _)| bits >> bit & 1 == 1) {
            let _ = write!(out, "M{} {}h0", x + 2 + column * 4, y + 2 + row * 4);
        }
    }
    out.push_str("\"/>\n");
}

fn text(out: &mut String, cell: &Cell, text: &str, (x, y): (u32, u32), fill: &str) {
    if text.trim().is_empty() {
        return;
    }
    let lead = text.chars().take_while(|c| *c == ' ').count() as u32;
    let shown = text.trim();
    let weight = if cell.modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let line = if cell.modifier.contains(Modifier::UNDERLINED) { " text-decoration=\"underline\"" } else { "" };
    let escaped = shown.replace('&', "&amp;").replace('<', "&lt;");
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" textLength=\"{}\" xml:space=\"preserve\" fill=\"{fill}\"{weight}{line}>{escaped}</text>",
        x + lead * CELL.0,
        y + 14,
        shown.chars().count() as u32 * CELL.0,
    );
}

/// A colour of the terminal's palette as xterm has it, or `fallback` for the terminal's own.
fn colour(colour: Color, fallback: &str) -> String {
    match colour {
        Color::Indexed(n @ 16..=231) => {
            let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * u32::from(n) };
            let n = n - 16;
            format!("#{:02x}{:02x}{:02x}", level(n / 36), level(n / 6 % 6), level(n % 6))
        }
        Color::Indexed(n @ 232..) => {
            let grey = 8 + 10 * u32::from(n - 232);
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
        Color::Red => "#cd0000".to_owned(),
        Color::Green => "#00cd00".to_owned(),
        Color::Yellow => "#cdcd00".to_owned(),
        Color::Cyan => "#00cdcd".to_owned(),
        Color::DarkGray => "#7f7f7f".to_owned(),
        Color::LightBlue => "#5c5cff".to_owned(),
        _ => fallback.to_owned(),
    }
}
