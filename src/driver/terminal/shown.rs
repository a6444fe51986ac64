//! What the screen shows, remembered in a fraction of the memory of a buffer: it is only compared.

use std::collections::HashMap;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What stands on every place of the screen.
#[derive(Debug)]
pub(super) struct Shown {
    width: usize,
    places: Vec<Place>,
    /// The symbols that do not fit into a place, by its number: letters with many accents, some emoji.
    long: HashMap<usize, Box<str>>,
}

/// What stands on one place, as far as anybody can see it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Place {
    symbol: Symbol,
    fg: Color,
    bg: Color,
    attributes: Modifier,
}

/// The bytes of a symbol in one number, filled up with zeros; [`LONG`] stands for one with more.
type Symbol = u32;

/// No text contains such a byte.
const LONG: Symbol = u32::MAX;

// Every place of the screen is compared in every frame: as calls, these would take three times as long.
#[inline(always)]
fn symbol(cell: &Cell) -> Symbol {
    match *cell.symbol().as_bytes() {
        [a] => u32::from(a),
        [a, b] => u32::from_le_bytes([a, b, 0, 0]),
        [a, b, c] => u32::from_le_bytes([a, b, c, 0]),
        [a, b, c, d] => u32::from_le_bytes([a, b, c, d]),
        _ => LONG,
    }
}

impl Place {
    const BLANK: Self =
        Self { symbol: b' ' as Symbol, fg: Color::Reset, bg: Color::Reset, attributes: Modifier::empty() };

    #[inline(always)]
    fn of(cell: &Cell) -> Self {
        Self { symbol: symbol(cell), fg: cell.fg, bg: cell.bg, attributes: cell.modifier }
    }

    /// Whether it shows `cell`, as far as a symbol that does not fit in here can be told from others.
    #[inline(always)]
    fn shows(&self, cell: &Cell) -> bool {
        self.symbol == symbol(cell) && self.bg == cell.bg && self.fg == cell.fg && self.attributes == cell.modifier
    }
}

impl Shown {
    /// A screen on which `cells` have just been drawn, so many in a row.
    pub fn of(width: usize, cells: &[Cell]) -> Self {
        let places: Vec<_> = cells.iter().map(Place::of).collect();
        let long = (0..).zip(cells).zip(&places).filter(|(_, place)| place.symbol == LONG);
        let long = long.map(|((n, cell), _)| (n, cell.symbol().into())).collect();
        Self { width, places, long }
    }

    /// The first of these cells from column `x` of row `y` on that is not what is shown there.
    pub fn differs_from(&self, x: u16, y: u16, row: &[Cell]) -> Option<usize> {
        let start = self.number(x, y);
        let places = self.places.get(start..)?;
        let is_other = |x: usize, place: &Place, cell: &Cell| {
            !place.shows(cell) || (place.symbol == LONG && !self.has_long(start + x, cell))
        };
        places.iter().zip(row).enumerate().position(|(x, (place, cell))| is_other(x, place, cell))
    }

    /// Whether a place shows nothing: a blank that nobody has given a colour.
    pub fn is_blank(&self, x: u16, y: u16) -> bool {
        self.places.get(self.number(x, y)) == Some(&Place::BLANK)
    }

    /// Remembers that a place shows `cell`; whether that is new.
    pub fn set(&mut self, x: u16, y: u16, cell: &Cell) -> bool {
        let n = self.number(x, y);
        let before = self.places[n];
        if before.shows(cell) && (before.symbol != LONG || self.has_long(n, cell)) {
            return false;
        }
        let place = Place::of(cell);
        if place.symbol == LONG {
            self.long.insert(n, cell.symbol().into());
        } else if before.symbol == LONG {
            self.long.remove(&n);
        }
        self.places[n] = place;
        true
    }

    fn number(&self, x: u16, y: u16) -> usize {
        usize::from(y) * self.width + usize::from(x)
    }

    fn has_long(&self, n: usize, cell: &Cell) -> bool {
        self.long.get(&n).is_some_and(|symbol| **symbol == *cell.symbol())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_of_any_length_is_told_from_every_other() {
        let mut shown = Shown::of(2, &[Cell::EMPTY, Cell::EMPTY]);
        let symbols = ["", " ", "a", "é", "→", "😀", "e\u{301}\u{302}\u{303}", "e\u{301}\u{302}\u{304}", "👩‍👩‍👧", "b"];
        for symbol in symbols {
            let mut cell = Cell::EMPTY;
            cell.set_symbol(symbol);
            assert!(shown.set(1, 0, &cell), "{symbol}");
            assert!(!shown.set(1, 0, &cell), "{symbol}");
            let row = [Cell::EMPTY, cell.clone()];
            assert_eq!(
                (shown.differs_from(0, 0, &row), Shown::of(2, &row).differs_from(0, 0, &row)),
                (None, None),
                "{symbol}"
            );
            cell.bg = Color::Red;
            assert_eq!(shown.differs_from(0, 0, &[Cell::EMPTY, cell.clone()]), Some(1), "{symbol}");
            assert!(shown.set(1, 0, &cell), "{symbol}");
        }
        assert!(shown.long.is_empty());
    }
}
