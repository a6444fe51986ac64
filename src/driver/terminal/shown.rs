//! What the screen shows, remembered in a fraction of the memory of a buffer: it is only compared.

use std::collections::HashMap;

use ratatui::buffer::Cell;
use ratatui::layout::Size;
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

/// The bytes of a symbol, filled up with zeros; [`LONG`] stands for one with more.
type Symbol = [u8; 4];

/// No text contains this byte.
const LONG: Symbol = [0xff; 4];

impl Place {
    fn of(cell: &Cell) -> Self {
        let symbol = match *cell.symbol().as_bytes() {
            [a] => [a, 0, 0, 0],
            [a, b] => [a, b, 0, 0],
            [a, b, c] => [a, b, c, 0],
            [a, b, c, d] => [a, b, c, d],
            _ => LONG,
        };
        Self { symbol, fg: cell.fg, bg: cell.bg, attributes: cell.modifier }
    }
}

impl Shown {
    /// A cleared screen.
    pub fn blank(size: Size) -> Self {
        let (width, height) = (usize::from(size.width), usize::from(size.height));
        Self { width, places: vec![Place::of(&Cell::EMPTY); width * height], long: HashMap::new() }
    }

    /// Whether row `y` shows these cells.
    pub fn has_row(&self, y: u16, row: &[Cell]) -> bool {
        let start = self.number(0, y);
        let places = self.places.get(start..start + row.len());
        places.is_some_and(|places| {
            places.iter().zip(row).zip(start..).all(|((place, cell), n)| {
                let wanted = Place::of(cell);
                *place == wanted && (wanted.symbol != LONG || self.has(n, cell))
            })
        })
    }

    /// Remembers that a place shows `cell`; whether that is new.
    pub fn set(&mut self, x: u16, y: u16, cell: &Cell) -> bool {
        let n = self.number(x, y);
        if self.has(n, cell) {
            return false;
        }
        let place = Place::of(cell);
        if place.symbol == LONG {
            self.long.insert(n, cell.symbol().into());
        } else if self.places[n].symbol == LONG {
            self.long.remove(&n);
        }
        self.places[n] = place;
        true
    }

    fn number(&self, x: u16, y: u16) -> usize {
        usize::from(y) * self.width + usize::from(x)
    }

    fn has(&self, n: usize, cell: &Cell) -> bool {
        let place = Place::of(cell);
        self.places[n] == place
            && (place.symbol != LONG || self.long.get(&n).is_some_and(|symbol| **symbol == *cell.symbol()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_of_any_length_is_told_from_every_other() {
        let mut shown = Shown::blank(Size { width: 2, height: 1 });
        let symbols = ["", " ", "a", "é", "→", "😀", "e\u{301}\u{302}\u{303}", "e\u{301}\u{302}\u{304}", "👩‍👩‍👧", "b"];
        for symbol in symbols {
            let mut cell = Cell::EMPTY;
            cell.set_symbol(symbol);
            assert!(shown.set(1, 0, &cell), "{symbol}");
            assert!(!shown.set(1, 0, &cell), "{symbol}");
            assert!(shown.has_row(0, &[Cell::EMPTY, cell.clone()]), "{symbol}");
            cell.bg = Color::Red;
            assert!(shown.set(1, 0, &cell), "{symbol}");
        }
        assert!(shown.long.is_empty());
    }
}
