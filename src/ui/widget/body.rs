//! The leg or the foot, with the zone to work lit up and the hand where it should be.
//!
//! Drawn with braille dots, eight to a cell; in ASCII with one sign a cell. Layers lie over each other:
//!
//! ```text
//! touch      where a hand, a ball, a bottle is now            strong, with a thin clearing around it
//! outline    the edge of the body                             plain text
//! arrow      the way of a hand or of a limb                   grey
//! filled     how much of a hold is done                       the side's accent, dense
//! lit        the zone of the step                             the side's accent, every other dot; in a small drawing all
//! quiet      folds, the floor                                 grey
//! ```

mod arrow;
mod dots;
mod drawn;
mod pose;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use self::dots::{Dots, Layer};
pub use self::drawn::{Drawn, join};
use super::on_screen;
use crate::domain::anatomy::{Course as Walk, Drawing, Ground, Point, Role, View, reach};
use crate::domain::body::{Side, Zone};
use crate::domain::motion::{Motion, Tool, Touch};
use crate::ui::theme::Theme;

/// The smallest room in which a leg can be recognised, in columns and rows.
pub const SMALLEST: (u16, u16) = (16, 10);

/// Below so many dots from the top of a drawing to its foot a hand covers most of a zone: what is left of it is lit whole,
/// and where places are held in turn, the zone fills with them.
const COVERED_BELOW: f64 = 56.0;

/// Below so many the fingers of a hand are one.
const FINGERS_FROM: f64 = 84.0;

/// What a foot that moves keeps clear of the lower edge, as a part of the height of the drawing.
const CLEAR: f64 = 0.02;

/// A zone that is so many times as wide as it is high lies.
const LIES: f64 = 1.8;

/// What is shown of a drawing, in its coordinates; as much to its left as to its right.
struct Shown {
    top: f64,
    high: f64,
    wide: f64,
}

/// A drawing at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Body<'a> {
    drawing: &'a Drawing,
    motion: &'a Motion,
    side: Side,
    quiet: bool,
    theme: &'a Theme,
}

impl<'a> Body<'a> {
    /// The leg of `side`: drawings are of the left one, the right one is the mirror.
    pub const fn new(drawing: &'a Drawing, motion: &'a Motion, side: Side, theme: &'a Theme) -> Self {
        Self { drawing, motion, side, quiet: false, theme }
    }

    /// Everything in grey, while paused.
    #[must_use]
    pub const fn quiet(mut self, quiet: bool) -> Self {
        self.quiet = quiet;
        self
    }

    /// How much of a room the drawing takes, in columns and rows: it keeps its proportions.
    pub fn span(&self, room: Rect) -> (u16, u16) {
        let (wide, high) =
            ((2.0 * f64::from(room.width) - 1.0).max(0.0), (4.0 * f64::from(room.height) - 1.0).max(0.0));
        let Shown { wide: x, high: y, .. } = self.shown(high);
        let scale = (wide / x).min(high / y);
        ((x * scale / 2.0).ceil() as u16, (y * scale / 4.0).ceil() as u16)
    }

    /// What is shown in so many rows of dots: every pose of the step, as far as it leaves the sheet of the drawing.
    fn shown(&self, high: f64) -> Shown {
        let (drawing, motion) = (self.drawing, self.motion);
        let (mut top, mut bottom) = self.worked(high);
        let mut aside = 0.0_f64;
        let moves = [View::Foot, View::Sole].contains(&motion.view);
        if let Some(sweep) = motion.poses.filter(|_| moves) {
            for point in [0.0, 0.5, 1.0].into_iter().flat_map(|part| pose::tips(drawing, sweep.at(part))) {
                bottom = bottom.max(point.y + CLEAR * drawing.size.y);
                aside = aside.max(-point.x).max(point.x - drawing.size.x);
            }
            if sweep.from.spread != sweep.to.spread {
                // The arrows of the toes lie around them.
                (top, aside) = (top - arrow::AWAY * drawing.size.y, aside + arrow::AWAY * drawing.size.y);
            }
        }
        Shown { top, high: bottom - top, wide: drawing.size.x + 2.0 * aside }
    }

    /// What is worked, in so many rows of dots: its first and its last row, in the coordinates of the drawing. Where a hand on
    /// the whole would be a few dots, it is the part that is worked, and of a sole the toes above it.
    fn worked(&self, high: f64) -> (f64, f64) {
        let (drawing, lit) = (self.drawing, &self.motion.lit);
        let all = (0.0, drawing.size.y);
        let (family, above, below) = match self.motion.view {
            // Toes that move: the rest of the sole stays as it is.
            View::Sole if lit.iter().all(|zone| *zone == Zone::Toes) => (Zone::Toes, 0.04, 0.22),
            _ if high >= COVERED_BELOW => return all,
            View::Calf if !lit.contains(&Zone::Hamstring) => (Zone::CalfAll, 0.075, 0.075),
            View::Sole if lit.iter().all(|zone| matches!(zone, Zone::Arch | Zone::ArchInner | Zone::ArchOuter)) => {
                (Zone::Arch, 0.3, 0.08)
            }
            View::Sole if lit.iter().all(|zone| *zone == Zone::SoleBall) => (Zone::SoleBall, 0.3, 0.15),
            View::Sole if lit.iter().all(|zone| *zone == Zone::HeelRim) => (Zone::HeelRim, 0.46, 0.08),
            _ => return all,
        };
        let rows = drawing.zone(family).flat_map(|line| &line.points).map(|point| point.y);
        let (top, bottom) = rows.fold((f64::MAX, f64::MIN), |(top, bottom), y| (top.min(y), bottom.max(y)));
        let top = (top - above * drawing.size.y).max(0.0);
        let bottom = (bottom + below * drawing.size.y).min(drawing.size.y);
        if bottom > top { (top, bottom) } else { all }
    }

    fn style(&self, layer: Layer) -> Style {
        match layer {
            _ if self.quiet => self.theme.quiet(),
            Layer::Touch => self.theme.strong(),
            Layer::Filled | Layer::Lit => self.theme.side(self.side),
            Layer::Outline => self.theme.text(),
            Layer::Arrow | Layer::Quiet | Layer::None => self.theme.quiet(),
        }
    }
}

impl Widget for Body<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        drop(self.draw(area, buf));
    }
}

/// Where the dots of a drawing lie.
#[derive(Clone, Copy, Debug)]
struct Fit {
    /// Dots for one unit of the drawing.
    scale: f64,
    /// Where the drawing's corner lies, in dots.
    corner: Point,
    /// How high the whole drawing is, in dots, even where not all of it is shown.
    high: f64,
}

impl Fit {
    fn of(body: &Body<'_>, dots: &Dots) -> Self {
        let (wide, high) = (f64::from(dots.width()) - 1.0, f64::from(dots.height()) - 1.0);
        let (size, Shown { top, high: shown, wide: across }) = (body.drawing.size, body.shown(high));
        let scale = (wide / across).min(high / shown);
        let corner = Point::new((wide - size.x * scale) / 2.0, (high - shown * scale) / 2.0 - top * scale);
        let high = if shown < size.y { size.y * scale } else { high };
        Self { scale, corner, high }
    }

    /// Whether a hand covers most of a zone.
    fn is_small(&self) -> bool {
        self.high < COVERED_BELOW
    }
}

/// A drawing on its way to the screen: in dots, posed, and mirrored for the right side.
struct Scene<'a> {
    body: &'a Body<'a>,
    dots: Dots,
    fit: Fit,
}

impl<'a> Scene<'a> {
    /// A blank sheet.
    fn new(body: &'a Body<'a>, area: Rect) -> Self {
        let dots = Dots::new(area.width, area.height);
        let fit = Fit::of(body, &dots);
        let dots = if fit.is_small() { dots.small() } else { dots };
        Self { body, dots, fit }
    }

    /// What a hand leaves as it is.
    fn still(&mut self) {
        self.zones();
        self.lines();
        self.trail();
        self.sweep();
    }

    /// Where a place of the drawing lies, in dots.
    fn place(&self, point: Point) -> Point {
        let x = match self.body.side {
            Side::Left => point.x,
            Side::Right => self.body.drawing.size.x - point.x,
        };
        Point::new(self.fit.corner.x + x * self.fit.scale, self.fit.corner.y + point.y * self.fit.scale)
    }

    /// Half of how wide a finger is, in dots.
    fn finger(&self) -> f64 {
        (self.fit.high / 28.0).max(1.6)
    }

    /// How thick lines are: one dot, more in a large picture.
    fn thickness(&self) -> f64 {
        (self.fit.high / 90.0).round().max(1.0)
    }

    fn zones(&mut self) {
        let (drawing, motion) = (self.body.drawing, self.body.motion);
        let Glow { filled, whole } = Glow::of(motion, self.fit.is_small());
        for zone in &motion.lit {
            let posed = drawing.zone(*zone).map(|line| pose::line(line, drawing, motion.pose));
            let edges: Vec<Vec<Point>> = posed.map(|line| line.map(|point| self.place(point)).collect()).collect();
            let level = Level::of(&edges, filled);
            for edge in &edges {
                self.dots.fill(edge, |x, y| {
                    if level.is_reached(f64::from(x), f64::from(y)) {
                        Some(Layer::Filled)
                    } else {
                        (whole || (x + y).is_multiple_of(2)).then_some(Layer::Lit)
                    }
                });
            }
        }
    }

    fn lines(&mut self) {
        let (drawing, motion) = (self.body.drawing, self.body.motion);
        let thick = self.thickness();
        for (line, points) in drawing.lines.iter().zip(pose::lines(drawing, motion.pose)) {
            let (layer, thickness) = match line.role {
                Role::Outline => (Layer::Outline, thick),
                Role::Detail => (Layer::Quiet, 1.0),
                Role::Held if motion.held => (Layer::Touch, (thick + 1.0).max(self.finger() / 2.0)),
                Role::Ground(ground) if ground == Ground::Fixed || motion.ground == Some(ground) => (Layer::Quiet, 1.0),
                Role::Held | Role::Ground(_) | Role::Zone(_) | Role::Way(_) => continue,
            };
            let points: Vec<Point> = points.into_iter().map(|point| self.place(point)).collect();
            self.dots.line(&points, line.closed, (layer, thickness));
        }
    }

    /// A place on a zone, in dots: so far along its way, so far across it.
    fn at(&self, zone: Zone, along: f64, across: f64) -> Option<Point> {
        let drawing = self.body.drawing;
        let way = drawing.way(zone)?;
        let (on_way, direction) = Walk::along(&way.points)?.at(along);
        let aside = Point::new(-direction.y * across.signum(), direction.x * across.signum());
        let edges: Vec<&[Point]> = drawing.zone(zone).map(|line| &line.points[..]).collect();
        let far = reach(&edges, on_way, aside).unwrap_or(0.0) * across.abs();
        let point = Point::new(on_way.x + aside.x * far, on_way.y + aside.y * far);
        Some(self.place(pose::stand(point, way.limb, drawing, self.body.motion.pose)))
    }

    fn touches(&mut self) {
        let room = self.room_of_a_spot();
        for touch in &self.body.motion.touches {
            self.touch(*touch, room);
        }
    }

    /// The largest circle around a place that is held which touches none around another one, and leaves its zone by no more
    /// than its own line; in dots.
    fn room_of_a_spot(&self) -> f64 {
        let spots = self.body.motion.touches.iter().filter(|touch| matches!(touch.with, Tool::Spot(_)));
        let places: Vec<(Point, f64)> = spots
            .filter_map(|spot| {
                let middle = self.at(spot.zone, spot.along, spot.across)?;
                let edges = [-1.0, 1.0].map(|across| self.at(spot.zone, spot.along, across));
                let near = edges.into_iter().flatten().map(|edge| edge.distance(middle)).min_by(f64::total_cmp)?;
                Some((middle, near))
            })
            .collect();
        let apart = places.iter().enumerate().flat_map(|(n, (one, _))| {
            let line = (self.thickness() / 2.0).max(0.6);
            places.iter().skip(n + 1).map(move |(other, _)| one.distance(*other) / 2.0 - line - 0.75)
        });
        places.iter().map(|(_, near)| *near).chain(apart).fold(f64::MAX, f64::min)
    }

    fn touch(&mut self, Touch { zone, along, across, with }: Touch, room: f64) {
        let Some(middle) = self.at(zone, along, across) else { return };
        let (finger, small) = (self.finger(), self.fit.is_small());
        let across_at = |across: f64| self.at(zone, along, across).unwrap_or(middle);
        match with {
            Tool::Finger => self.dots.disc(middle, finger, Layer::Touch),
            Tool::Fingers => {
                // Three in a row along the way: two discs beside each other would look back like eyes.
                let ahead = self.at(zone, (along + 0.1).min(1.0), across).unwrap_or(middle);
                let apart = 1.5 * finger / ahead.distance(middle).max(1.0);
                let ends = [apart, -apart].map(|share| middle.toward(ahead, share));
                self.dots.clear(&ends, finger);
                if self.fit.high < FINGERS_FROM {
                    return self.dots.line(&ends, false, (Layer::Touch, finger));
                }
                for tip in [ends[0], middle, ends[1]] {
                    self.dots.blot(tip, 0.6 * finger, Layer::Touch);
                }
            }
            Tool::Palm => {
                let ends = [across_at(-0.75), across_at(0.75)];
                self.dots.clear(&ends, finger);
                self.dots.line(&ends, false, (Layer::Touch, finger));
            }
            Tool::Cup => {
                // Along the way, and through this place.
                let fingers = (along - 0.13).max(0.0)..=(along + 0.13).min(1.0);
                let end = |along: f64| self.at(zone, along, across).unwrap_or(middle);
                let ends = [end(*fingers.start()), end(*fingers.end())];
                self.dots.clear(&ends, 1.5 * finger);
                self.dots.line(&ends, false, (Layer::Touch, 1.5 * finger));
            }
            Tool::Bar => {
                let mut ends = [across_at(-1.1), across_at(1.1)];
                if !small {
                    // On whole rows of cells: as broad as it is, it would change twice as many between them.
                    let off = middle.y - 4.0 * (middle.y / 4.0).round() - 1.5;
                    ends.iter_mut().for_each(|end| end.y -= off);
                }
                self.dots.clear(&ends, 1.6 * finger);
                self.dots.line(&ends, false, (Layer::Touch, 1.6 * finger));
            }
            Tool::Ball => {
                // As large as the middle of the zone has room for: on its way a ball does not grow.
                let half = self.at(zone, 0.5, 0.0).zip(self.at(zone, 0.5, -1.0)).map(|(a, b)| a.distance(b));
                let other = self.at(zone, 0.5, 0.0).zip(self.at(zone, 0.5, 1.0)).map(|(a, b)| a.distance(b));
                let wide = half.zip(other).map_or(0.0, |(a, b)| a.min(b));
                let radius = (0.6 * wide).clamp(1.6 * finger, 4.0 * finger);
                self.dots.ring(middle, radius, (Layer::Touch, self.thickness() + 0.5));
            }
            // In plain letters a ring is a lump.
            Tool::Spot(_) if self.body.theme.ascii && self.fit.high < FINGERS_FROM => {
                self.dots.disc(middle, room.min(1.6), Layer::Touch);
            }
            Tool::Spot(done) if small => match done > 0.0 {
                true => self.dots.disc(middle, finger.min(room), Layer::Touch),
                false => self.dots.ring(middle, finger.min(room), (Layer::Touch, 1.0)),
            },
            Tool::Spot(done) => {
                let radius = (1.8 * finger).min(room).max(1.2);
                self.dots.ring(middle, radius, (Layer::Touch, self.thickness()));
                // A little room is left: a full place is still a ring around a disc.
                self.dots.blot(middle, (radius - 1.5 - self.thickness()).max(1.0) * done.sqrt(), Layer::Touch);
            }
        }
    }
}

/// How the zones are lit, as far as that depends on where they are touched.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Glow {
    /// How much of them is filled, 0 to 1.
    filled: f64,
    /// Every dot of the others is lit.
    whole: bool,
}

impl Glow {
    /// In a `small` drawing, where a hand covers most of a zone, or else.
    fn of(motion: &Motion, small: bool) -> Self {
        let held = motion.touches.iter().filter_map(|touch| match touch.with {
            Tool::Spot(done) => Some(done),
            _ => None,
        });
        let (places, done) = held.fold((0.0, 0.0), |(places, sum), done| (places + 1.0, sum + done));
        let filled = if small && places > 0.0 { done / places } else { motion.filled };
        let covered = motion.touches.iter().any(|touch| motion.lit.contains(&touch.zone));
        Self { filled, whole: small && places == 0.0 && covered }
    }
}

/// How far a zone has filled.
enum Level {
    /// Not at all.
    Empty,
    /// From below up to this row of dots.
    Up(f64),
    /// A zone that lies, from its middle to both sides: so far from this column of dots.
    Aside(f64, f64),
}

impl Level {
    /// `filled` (0 to 1) of the room within these edges, along its longer side, which shows more of it.
    fn of(edges: &[Vec<Point>], filled: f64) -> Self {
        let least = (f64::MAX, f64::MAX);
        let span = edges.iter().flatten().fold((least, (f64::MIN, f64::MIN)), |(least, most), point| {
            ((least.0.min(point.x), least.1.min(point.y)), (most.0.max(point.x), most.1.max(point.y)))
        });
        let ((left, top), (right, bottom)) = span;
        if filled <= 0.0 {
            Self::Empty
        } else if right - left > LIES * (bottom - top) {
            Self::Aside((left + right) / 2.0, (right - left) / 2.0 * filled)
        } else {
            Self::Up(bottom - (bottom - top) * filled)
        }
    }

    fn is_reached(&self, x: f64, y: f64) -> bool {
        match self {
            Self::Empty => false,
            Self::Up(level) => y >= *level,
            Self::Aside(middle, far) => (x - middle).abs() <= *far,
        }
    }
}

#[cfg(test)]
mod tests;
