//! Colours and attributes as the bytes that switch a terminal's pen, in the shortest form.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What shows on a cell without a glyph: there, colour of the letter, weight and slant mean nothing.
const SHOWS_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// The attributes in the order of their codes: what sets one, what ends it. Bold and dim share their end.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// How a terminal's pen stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Ink {
    pub fg: Color,
    pub bg: Color,
    pub attributes: Modifier,
}

/// What a cell asks of the pen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Need {
    /// Exactly this.
    Exact(Ink),
    /// A plain blank: only the background shows.
    Ground(Color),
}

impl Need {
    /// What drawing `cell` needs.
    pub fn of(cell: &Cell) -> Self {
        if cell.symbol() == " " && !cell.modifier.intersects(SHOWS_ON_BLANK) {
            Self::Ground(cell.bg)
        } else {
            Self::Exact(Ink { fg: cell.fg, bg: cell.bg, attributes: cell.modifier })
        }
    }

    /// Whether a pen that stands at `ink` will do.
    pub fn met_by(self, ink: Ink) -> bool {
        match self {
            Self::Exact(wanted) => wanted == ink,
            Self::Ground(bg) => bg == ink.bg && !ink.attributes.intersects(SHOWS_ON_BLANK),
        }
    }

    /// The nearest pen that will do, coming from `ink`.
    pub fn from(self, ink: Ink) -> Ink {
        match self {
            Self::Exact(wanted) => wanted,
            Self::Ground(bg) => Ink { bg, attributes: ink.attributes.difference(SHOWS_ON_BLANK), ..ink },
        }
    }
}

/// Switches the pen from one ink to another, by what differs or from scratch, whichever is shorter.
pub(super) fn switch(out: &mut Vec<u8>, from: Ink, to: Ink) {
    if from == to {
        return;
    }
    if to == Ink::default() {
        out.extend_from_slice(b"\x1b[m");
        return;
    }
    out.extend_from_slice(b"\x1b[");
    let by_difference = out.len();
    parameters(out, from, to);
    let from_scratch = out.len();
    out.push(b';'); // an empty first parameter is a zero: everything off
    parameters(out, Ink::default(), to);
    if out.len() - from_scratch < from_scratch - by_difference {
        out.drain(by_difference..from_scratch);
    } else {
        out.truncate(from_scratch);
    }
    if out.last() == Some(&b';') {
        out.pop();
    }
    out.push(b'm');
}

/// The parameters that lead from one ink to another, each followed by a semicolon.
fn parameters(out: &mut Vec<u8>, from: Ink, to: Ink) {
    let mut have = from.attributes;
    for (attribute, _, end) in ATTRIBUTES {
        if have.contains(attribute) && !to.attributes.contains(attribute) {
            number(out, end);
            let ended = ATTRIBUTES.iter().filter(|(_, _, other)| *other == end).map(|(attribute, ..)| *attribute);
            have = have.difference(ended.fold(Modifier::empty(), Modifier::union));
        }
    }
    for (attribute, begin, _) in ATTRIBUTES {
        if to.attributes.contains(attribute) && !have.contains(attribute) {
            number(out, begin);
        }
    }
    if from.fg != to.fg {
        colour(out, to.fg, 30);
    }
    if from.bg != to.bg {
        colour(out, to.bg, 40);
    }
}

/// One colour; `base` is 30 for the letter and 40 for the ground.
fn colour(out: &mut Vec<u8>, colour: Color, base: u8) {
    let named = match colour {
        Color::Reset => return number(out, base + 9),
        Color::Rgb(r, g, b) => {
            for part in [base + 8, 2, r, g, b] {
                number(out, part);
            }
            return;
        }
        Color::Indexed(n) => n,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    match named {
        0..8 => number(out, base + named),
        8..16 => number(out, base + 60 + named - 8),
        _ => {
            for part in [base + 8, 5, named] {
                number(out, part);
            }
        }
    }
}

fn number(out: &mut Vec<u8>, n: u8) {
    super::way::decimal(out, n.into());
    out.push(b';');
}
