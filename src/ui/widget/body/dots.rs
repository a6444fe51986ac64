//! A sheet of dots, eight to a cell of the terminal.

use crate::domain::anatomy::Point;

/// What a dot belongs to; in a cell the highest gives the style, and hides what lies under it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) enum Layer {
    /// Nothing.
    #[default]
    None,
    /// Folds, floor.
    Quiet,
    /// The zone of the step.
    Lit,
    /// How much of a hold is done.
    Filled,
    /// Which way it goes.
    Arrow,
    /// The edge of the body.
    Outline,
    /// Where it is touched.
    Touch,
}

impl Layer {
    const fn is_zone(self) -> bool {
        matches!(self, Self::Lit | Self::Filled)
    }

    /// The layer whose dots are seen with its own in a cell of which it is the highest: what is lit beneath an edge or a
    /// hand would only blur it.
    const fn seen_with(self) -> Self {
        match self {
            Self::Touch => Self::Outline,
            Self::Outline => Self::Quiet,
            Self::Filled => Self::Lit,
            other => other,
        }
    }
}

/// A dot as it is kept, so that eight of them are compared at once: the number of its [`Layer`].
type Dot = u8;

/// The layers in their order.
const LAYERS: [Layer; 7] =
    [Layer::None, Layer::Quiet, Layer::Lit, Layer::Filled, Layer::Arrow, Layer::Outline, Layer::Touch];

/// The dots of a braille cell, row by row, as Unicode numbers them: down the left column, down the right, then the
/// lowest row.
const BITS: [u8; 8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];

/// A sheet of dots.
#[derive(Clone, Debug)]
pub(super) struct Dots {
    columns: u16,
    rows: u16,
    /// The dots of each cell together, row by row.
    cells: Vec<[Dot; 8]>,
    /// Every dot of a zone counts.
    small: bool,
    /// Heads of arrows: a cell, and the sign for it where there is one sign a cell.
    heads: Vec<((u16, u16), char)>,
}

impl Dots {
    /// For so many cells.
    pub fn new(columns: u16, rows: u16) -> Self {
        Self {
            columns,
            rows,
            cells: vec![[0; 8]; usize::from(columns) * usize::from(rows)],
            small: false,
            heads: Vec::new(),
        }
    }

    /// For a drawing in which a zone is a few cells wide.
    #[must_use]
    pub const fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// In dots.
    pub const fn width(&self) -> u16 {
        self.columns.saturating_mul(2)
    }

    /// In dots.
    pub const fn height(&self) -> u16 {
        self.rows.saturating_mul(4)
    }

    fn dot(&mut self, x: u16, y: u16) -> Option<&mut Dot> {
        let cell = usize::from(y / 4) * usize::from(self.columns) + usize::from(x / 2);
        let inside = x < self.width() && y < self.height();
        inside.then(|| self.cells.get_mut(cell)?.get_mut(usize::from(2 * (y % 4) + x % 2))).flatten()
    }

    /// Lays a dot over what is there, if that lies lower.
    fn set(&mut self, x: u16, y: u16, layer: Layer) {
        if let Some(dot) = self.dot(x, y) {
            *dot = (*dot).max(layer as Dot);
        }
    }

    /// The inside of a closed line, as `paint` wants each dot.
    pub fn fill(&mut self, edge: &[Point], paint: impl Fn(u16, u16) -> Option<Layer>) {
        let rows = |point: &Point| point.y;
        let (Some(top), Some(bottom)) =
            (edge.iter().map(rows).min_by(f64::total_cmp), edge.iter().map(rows).max_by(f64::total_cmp))
        else {
            return;
        };
        let most = f64::from(self.height()) - 1.0;
        let mut crossings: Vec<f64> = Vec::new();
        for y in top.clamp(0.0, most) as u16..=bottom.clamp(0.0, most) as u16 {
            crossings.clear();
            let level = f64::from(y);
            let mut before = edge.last();
            for point in edge {
                if let Some(from) = before
                    && (from.y > level) != (point.y > level)
                {
                    crossings.push(from.x + (point.x - from.x) * (level - from.y) / (point.y - from.y));
                }
                before = Some(point);
            }
            crossings.sort_unstable_by(f64::total_cmp);
            for [from, to] in crossings.as_chunks().0 {
                for x in whole(*from, *to, self.width()) {
                    if let Some(layer) = paint(x, y) {
                        self.set(x, y, layer);
                    }
                }
            }
        }
    }

    /// A line through places, so thick.
    pub fn line(&mut self, points: &[Point], closed: bool, (layer, thickness): (Layer, f64)) {
        let back = closed.then(|| points.first()).flatten();
        for (from, to) in points.iter().zip(points.iter().skip(1)) {
            self.stroke(*from, *to, (layer, thickness));
        }
        if let (Some(first), Some(last)) = (back, points.last()) {
            self.stroke(*last, *first, (layer, thickness));
        }
    }

    fn stroke(&mut self, from: Point, to: Point, (layer, thickness): (Layer, f64)) {
        self.walk(from, to, thickness, |dots, at| {
            if thickness <= 1.0 {
                if at.x >= -0.5 && at.y >= -0.5 {
                    dots.set((at.x + 0.5) as u16, (at.y + 0.5) as u16, layer);
                }
            } else {
                dots.blot(at, thickness / 2.0, layer);
            }
        });
    }

    /// From dot to dot along a line, as far as it is on the sheet or within `margin` of it.
    fn walk(&mut self, from: Point, to: Point, margin: f64, mut step: impl FnMut(&mut Self, Point)) {
        let far = Point::new(f64::from(self.width()) + margin, f64::from(self.height()) + margin);
        let Some((from, to)) = clipped((from, to), (Point::new(-margin - 1.0, -margin - 1.0), far)) else { return };
        let steps = (from.x - to.x).abs().max((from.y - to.y).abs()).ceil().max(1.0) as u32;
        for n in 0..=steps {
            step(self, from.toward(to, f64::from(n) / f64::from(steps)));
        }
    }

    /// The head of an arrow that comes from `from`, for where there is one sign a cell.
    pub fn head(&mut self, tip: Point, from: Point) {
        let (right, down) = (tip.x - from.x, tip.y - from.y);
        let sign = match (right.abs() > down.abs(), right > 0.0, down > 0.0) {
            (true, true, _) => '>',
            (true, false, _) => '<',
            (false, _, true) => 'v',
            (false, _, false) => '^',
        };
        // In the last cell that the line is seen in.
        let long = tip.distance(from).max(1.0);
        let back = (0..=(2.0 * long) as u32).map(|half| tip.toward(from, f64::from(half) / 2.0 / long));
        let cells = back.map(|at| ((at.x.round() / 2.0) as u16, (at.y.round() / 4.0) as u16));
        let seen = |(column, row): &(u16, u16)| {
            let at = usize::from(*row) * usize::from(self.columns) + usize::from(*column);
            *column < self.columns && self.cells.get(at).is_some_and(|dots| dots.contains(&(Layer::Arrow as Dot)))
        };
        if let Some(cell) = cells.into_iter().find(seen) {
            self.heads.push((cell, sign));
        }
    }

    /// Every dot within `radius`.
    pub fn blot(&mut self, middle: Point, radius: f64, layer: Layer) {
        self.each(middle, radius, |dot, _| *dot = (*dot).max(layer as Dot));
    }

    /// A filled circle with a thin clearing around it.
    pub fn disc(&mut self, middle: Point, radius: f64, layer: Layer) {
        self.wipe(middle, radius + 1.2);
        self.blot(middle, radius.max(0.7), layer);
    }

    /// A circle, clear within and just around.
    pub fn ring(&mut self, middle: Point, radius: f64, (layer, thickness): (Layer, f64)) {
        self.wipe(middle, radius + thickness + 0.7);
        let half = (thickness / 2.0).max(0.6);
        let clear = (radius - half).max(0.0).powi(2);
        self.each(middle, radius + half, |dot, square| {
            if square >= clear {
                *dot = (*dot).max(layer as Dot);
            }
        });
    }

    /// Clears a broad line and a little around it.
    pub fn clear(&mut self, points: &[Point; 2], thickness: f64) {
        let radius = thickness / 2.0 + 1.2;
        self.walk(points[0], points[1], radius, |dots, at| dots.wipe(at, radius));
    }

    fn wipe(&mut self, middle: Point, radius: f64) {
        self.each(middle, radius, |dot, _| {
            // The edge of the body stays: a finger near it must not seem to float.
            if *dot != Layer::Outline as Dot {
                *dot = Layer::None as Dot;
            }
        });
    }

    /// Every dot within `radius`, with the square of how far it is from the middle.
    fn each(&mut self, middle: Point, radius: f64, mut touch: impl FnMut(&mut Dot, f64)) {
        for y in whole(middle.y - radius, middle.y + radius, self.height()) {
            let down = f64::from(y) - middle.y;
            for x in whole(middle.x - radius, middle.x + radius, self.width()) {
                let aside = f64::from(x) - middle.x;
                let square = down * down + aside * aside;
                if square <= radius * radius
                    && let Some(dot) = self.dot(x, y)
                {
                    touch(dot, square);
                }
            }
        }
    }

    /// The cells that have a dot, with their sign and layer.
    pub fn cells(&self, ascii: bool) -> impl Iterator<Item = ((u16, u16), char, Layer)> {
        let drawn = self.cells.iter().enumerate().filter(|(_, cell)| u64::from_ne_bytes(**cell) != 0);
        drawn.filter_map(move |(n, cell)| {
            let at = self.place(n);
            self.sign(at, cell, ascii).map(|(sign, layer)| (at, sign, layer))
        })
    }

    /// The cells that look otherwise than on another sheet of this size, each with its sign and layer, none where it is
    /// blank.
    pub fn changes<'a>(
        &'a self,
        other: &'a Self,
        ascii: bool,
    ) -> impl Iterator<Item = ((u16, u16), Option<(char, Layer)>)> + 'a {
        // Heads are few, and in plain letters only.
        let all = self.heads != other.heads;
        let pairs = self.cells.iter().zip(&other.cells).enumerate();
        let differ =
            move |(one, other): (&[Dot; 8], &[Dot; 8])| all || u64::from_ne_bytes(*one) != u64::from_ne_bytes(*other);
        pairs.filter(move |(_, pair)| differ(*pair)).map(move |(n, (cell, _))| {
            let at = self.place(n);
            (at, self.sign(at, cell, ascii))
        })
    }

    /// Where the cell of this number lies.
    fn place(&self, n: usize) -> (u16, u16) {
        let columns = usize::from(self.columns).max(1);
        ((n % columns) as u16, (n / columns) as u16)
    }

    /// The sign of a cell, and its layer; none where nothing of it is seen.
    fn sign(&self, at: (u16, u16), cell: &[Dot; 8], ascii: bool) -> Option<(char, Layer)> {
        let small = self.small && !ascii;
        let layer = |dot: &Dot| LAYERS.get(usize::from(*dot)).copied().unwrap_or_default();
        let top = cell.iter().max().map(layer).filter(|top| *top != Layer::None)?;
        // A zone a few cells wide would vanish behind its own edges: there they are lit with it.
        let lit = small.then(|| cell.iter().map(layer).filter(|layer| layer.is_zone()).max()).flatten();
        let lit = lit.filter(|_| top == Layer::Outline);
        let (mut bits, mut count) = (0_u8, 0);
        for (dot, bit) in cell.iter().zip(BITS) {
            let is_seen = *dot == top as Dot || *dot == top.seen_with() as Dot;
            if is_seen || (lit.is_some() && layer(dot).is_zone()) {
                bits |= bit;
                count += 1;
            }
        }
        if !ascii {
            return Some((char::from_u32(0x2800 + u32::from(bits))?, lit.unwrap_or(top)));
        }
        // Without its head an arrow says nothing: only the hand itself lies over it.
        let head = self.heads.iter().find(|(head, _)| *head == at && top != Layer::Touch);
        match head {
            Some((_, sign)) => Some((*sign, Layer::Arrow)),
            None => Some((plain(top, count)?, top)),
        }
    }
}

/// The whole numbers from `from` to `to` that are below `most`, without those below zero.
fn whole(from: f64, to: f64, most: u16) -> std::ops::Range<u16> {
    let (from, to) = (from.ceil().max(0.0), to.floor().min(f64::from(most) - 1.0));
    if from <= to { from as u16..to as u16 + 1 } else { 0..0 }
}

/// What of a line lies between two corners: Liang and Barsky's way.
fn clipped((from, to): (Point, Point), (least, most): (Point, Point)) -> Option<(Point, Point)> {
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    let sides = [(from.x, to.x, least.x, most.x), (from.y, to.y, least.y, most.y)];
    for (from, to, least, most) in sides {
        let way = to - from;
        if way == 0.0 {
            if !(least..=most).contains(&from) {
                return None;
            }
        } else {
            let (a, b) = ((least - from) / way, (most - from) / way);
            (enters, leaves) = (enters.max(a.min(b)), leaves.min(a.max(b)));
        }
    }
    (enters <= leaves).then(|| (from.toward(to, enters), from.toward(to, leaves)))
}

/// One sign for a cell; a few dots at its edge are not worth one.
const fn plain(layer: Layer, count: u8) -> Option<char> {
    match (layer, count) {
        (Layer::Touch, 2..) => Some('O'),
        (Layer::Filled, 3..) => Some('%'),
        (Layer::Outline, _) => Some('#'),
        (Layer::Lit, 2..) => Some(':'),
        (Layer::Quiet | Layer::Arrow, 2..) => Some('.'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(dots: &Dots) -> Vec<((u16, u16), char)> {
        dots.cells(false).map(|(at, sign, _)| (at, sign)).collect()
    }

    #[test]
    fn what_is_on_the_sheet_of_a_line_is_where_the_whole_line_would_be() {
        let whole = |from, to| {
            let mut dots = Dots::new(20, 10);
            dots.line(&[from, to], false, (Layer::Outline, 1.0));
            shown(&dots)
        };
        let across = whole(Point::new(-1e5, 20.0), Point::new(1e5, 20.0));
        assert_eq!(across.len(), 20);
        assert_eq!(across, whole(Point::new(0.0, 20.0), Point::new(39.0, 20.0)));
        assert_eq!(whole(Point::new(-40.0, -40.0), Point::new(80.0, 80.0)).len(), 20, "the diagonal");
        for (from, to) in [((-5.0, 50.0), (50.0, 900.0)), ((-9.0, 3.0), (-9.0, 30.0))] {
            assert!(whole(Point::new(from.0, from.1), Point::new(to.0, to.1)).is_empty(), "{from:?} {to:?}");
        }
    }

    #[test]
    fn only_what_is_on_the_sheet_is_walked() {
        let mut dots = Dots::new(20, 10);
        let mut steps = 0;
        for (from, to) in [((-1e9, -1e9), (1e9, 1e9)), ((-1e9, 5.0), (1e9, 6.0)), ((1e3, -1e9), (1e3, 1e9))] {
            dots.walk(Point::new(from.0, from.1), Point::new(to.0, to.1), 2.0, |_, _| steps += 1);
        }
        assert!((40..=110).contains(&steps), "{steps}");
    }

    #[test]
    fn a_place_that_is_held_to_its_end_keeps_its_ring() {
        let ring = |full: bool| {
            let mut dots = Dots::new(20, 10);
            dots.ring(Point::new(20.0, 20.0), 7.0, (Layer::Touch, 1.0));
            if full {
                dots.blot(Point::new(20.0, 20.0), 4.5, Layer::Touch);
            }
            dots.cells.as_flattened().iter().filter(|dot| **dot == Layer::Touch as Dot).count()
        };
        assert!(ring(false) >= 36 && ring(true) >= ring(false) + 50, "{} {}", ring(false), ring(true));
    }
}
