//! A sheet of dots, eight to a cell of the terminal.

use crate::domain::anatomy::Point;

/// What a dot belongs to; in a cell the highest gives the style.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) enum Layer {
    /// Nothing.
    #[default]
    None,
    /// Folds, floor, arrows.
    Quiet,
    /// The zone of the step.
    Lit,
    /// The edge of the body.
    Outline,
    /// How much of a hold is done.
    Filled,
    /// Where it is touched.
    Touch,
}

/// The dots of a braille cell in Unicode's order: left column first, its lowest dot and that of the right column last.
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

/// A sheet of dots.
pub(super) struct Dots {
    columns: u16,
    rows: u16,
    dots: Vec<Layer>,
}

impl Dots {
    /// For so many cells.
    pub fn new(columns: u16, rows: u16) -> Self {
        Self { columns, rows, dots: vec![Layer::None; usize::from(columns) * usize::from(rows) * 8] }
    }

    /// In dots.
    pub const fn width(&self) -> u16 {
        self.columns.saturating_mul(2)
    }

    /// In dots.
    pub const fn height(&self) -> u16 {
        self.rows.saturating_mul(4)
    }

    fn dot(&mut self, x: i32, y: i32) -> Option<&mut Layer> {
        let (wide, high) = (i32::from(self.width()), i32::from(self.height()));
        let inside = (0..wide).contains(&x) && (0..high).contains(&y);
        inside.then(|| (y * wide + x) as usize).and_then(|at| self.dots.get_mut(at))
    }

    /// Lays a dot over what is there, if that lies lower.
    fn set(&mut self, x: i32, y: i32, layer: Layer) {
        if let Some(dot) = self.dot(x, y) {
            *dot = (*dot).max(layer);
        }
    }

    /// The inside of a closed line, as `paint` wants each dot.
    pub fn fill(&mut self, edge: &[Point], paint: impl Fn(u16, u16) -> Option<Layer>) {
        let mut crossings: Vec<f64> = Vec::new();
        for y in 0..self.height() {
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
                let (from, to) = (from.ceil().max(0.0), to.floor().min(f64::from(self.width()) - 1.0));
                for x in from as i32..=to as i32 {
                    if let Some(layer) = paint(x as u16, y) {
                        self.set(x, y.into(), layer);
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
        let steps = (from.x - to.x).abs().max((from.y - to.y).abs()).ceil().clamp(1.0, 4_000.0) as u32;
        for step in 0..=steps {
            let at = from.toward(to, f64::from(step) / f64::from(steps));
            if thickness <= 1.0 {
                self.set(at.x.round() as i32, at.y.round() as i32, layer);
            } else {
                self.blot(at, thickness / 2.0, layer);
            }
        }
    }

    /// Every dot within `radius`.
    fn blot(&mut self, middle: Point, radius: f64, layer: Layer) {
        self.around(middle, radius, |distance| (distance <= radius).then_some(layer));
    }

    /// A filled circle with a thin clearing around it.
    pub fn disc(&mut self, middle: Point, radius: f64, layer: Layer) {
        self.wipe(middle, radius + 1.2);
        self.blot(middle, radius.max(0.7), layer);
    }

    /// A circle, clear within and just around.
    pub fn ring(&mut self, middle: Point, radius: f64, (layer, thickness): (Layer, f64)) {
        self.wipe(middle, radius + thickness + 0.7);
        let half = thickness / 2.0;
        self.around(middle, radius + half, |distance| ((distance - radius).abs() <= half.max(0.6)).then_some(layer));
    }

    /// Clears a broad line and a little around it.
    pub fn clear(&mut self, points: &[Point; 2], thickness: f64) {
        let length = points[0].distance(points[1]).ceil().clamp(1.0, 4_000.0) as u32;
        for step in 0..=length {
            self.wipe(points[0].toward(points[1], f64::from(step) / f64::from(length)), thickness / 2.0 + 1.2);
        }
    }

    fn wipe(&mut self, middle: Point, radius: f64) {
        self.each(middle, radius, |dot, distance| {
            // The edge of the body stays: a finger near it must not seem to float.
            if distance <= radius && *dot != Layer::Outline {
                *dot = Layer::None;
            }
        });
    }

    fn around(&mut self, middle: Point, radius: f64, paint: impl Fn(f64) -> Option<Layer>) {
        self.each(middle, radius, |dot, distance| {
            if let Some(layer) = paint(distance) {
                *dot = (*dot).max(layer);
            }
        });
    }

    fn each(&mut self, middle: Point, radius: f64, mut touch: impl FnMut(&mut Layer, f64)) {
        let (wide, high) = (f64::from(self.width()), f64::from(self.height()));
        let range = |at: f64, most: f64| {
            let (from, to) = ((at - radius).floor().max(0.0), (at + radius).ceil().min(most - 1.0));
            from as i32..=to as i32
        };
        for y in range(middle.y, high) {
            for x in range(middle.x, wide) {
                let distance = middle.distance(Point::new(x.into(), y.into()));
                if let Some(dot) = self.dot(x, y) {
                    touch(dot, distance);
                }
            }
        }
    }

    /// The cells that have a dot, with their sign and layer.
    pub fn cells(&self, ascii: bool) -> impl Iterator<Item = ((u16, u16), char, Layer)> {
        let places = (0..self.rows).flat_map(move |row| (0..self.columns).map(move |column| (column, row)));
        places.filter_map(move |(column, row)| {
            let (mut bits, mut count, mut top) = (0_u8, 0, Layer::None);
            for (down, pair) in (0_u16..).zip(BITS) {
                for (right, bit) in (0_u16..).zip(pair) {
                    let at = usize::from(4 * row + down) * usize::from(self.width()) + usize::from(2 * column + right);
                    let layer = self.dots.get(at).copied().unwrap_or_default();
                    if layer != Layer::None {
                        bits |= bit;
                        count += 1;
                        top = top.max(layer);
                    }
                }
            }
            let sign = if ascii { plain(top, count)? } else { char::from_u32(0x2800 + u32::from(bits))? };
            (bits != 0).then_some(((column, row), sign, top))
        })
    }
}

/// One sign for a cell; a few dots at its edge are not worth one.
const fn plain(layer: Layer, count: u8) -> Option<char> {
    match (layer, count) {
        (Layer::Touch, 2..) => Some('O'),
        (Layer::Filled, 3..) => Some('%'),
        (Layer::Outline, _) => Some('#'),
        (Layer::Lit, 2..) => Some(':'),
        (Layer::Quiet, 2..) => Some('.'),
        _ => None,
    }
}
