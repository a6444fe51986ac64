//! Drawings of the leg and the foot: outlines, zones, and the lines along which a hand moves.
//!
//! A drawing is of the left side; the right one is its mirror. Its coordinates are its own, x to the right and y down.

use super::body::Zone;

/// Which way one looks at the leg.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum View {
    /// The calf from behind, the knee above.
    Calf,
    /// The sole from below, the toes above.
    Sole,
    /// The foot from its inner side, the leg above.
    Foot,
}

impl View {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Calf, Self::Sole, Self::Foot];

    /// Its name, which is that of its file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Calf => "calf",
            Self::Sole => "sole",
            Self::Foot => "foot",
        }
    }

    /// The zones that a drawing of it must have.
    pub const fn zones(self) -> &'static [Zone] {
        match self {
            Self::Calf => &[Zone::CalfAll, Zone::CalfUpper, Zone::CalfLower, Zone::Hamstring],
            Self::Sole => &[
                Zone::SoleAll,
                Zone::SoleBall,
                Zone::Arch,
                Zone::ArchInner,
                Zone::ArchOuter,
                Zone::HeelRim,
                Zone::Toes,
            ],
            Self::Foot => &[Zone::CalfAll, Zone::CalfUpper, Zone::CalfLower, Zone::Arch, Zone::Toes, Zone::Ankle],
        }
    }
}

/// A place in a drawing.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

impl Point {
    /// A place.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The place at `part` of the way to `other`.
    #[must_use]
    pub fn toward(self, other: Self, part: f64) -> Self {
        Self { x: self.x + (other.x - self.x) * part, y: self.y + (other.y - self.y) * part }
    }

    /// How far it is to `other`.
    pub fn distance(self, other: Self) -> f64 {
        libm::hypot(self.x - other.x, self.y - other.y)
    }

    /// Turned around `pivot` by so many degrees, clockwise as one sees it.
    #[must_use]
    pub fn turned(self, pivot: Self, degrees: f64) -> Self {
        let (sin, cos) = libm::sincos(degrees.to_radians());
        let (x, y) = (self.x - pivot.x, self.y - pivot.y);
        Self { x: pivot.x + x * cos - y * sin, y: pivot.y + x * sin + y * cos }
    }
}

/// What a line is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// The edge of the body.
    Outline,
    /// A fold, a tendon: there to be recognised by.
    Detail,
    /// What does not belong to the body: the floor, a wall.
    Ground,
    /// The edge of a zone.
    Zone(Zone),
    /// The line along which a hand moves over a zone, away from the heart last: from the ankle to the knee, from the
    /// heel to the toes.
    Way(Zone),
}

/// What moves as one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Limb {
    /// Nothing: it stays where it is.
    #[default]
    Still,
    /// The lower leg; turns about the ankle.
    Leg,
    /// The foot with its toes; turns about the ankle, or about the ball when the heel rises.
    Foot,
    /// The toes; turn about the ball, and move with the foot.
    Toes,
}

/// One line of a drawing.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// What it is for.
    pub role: Role,
    /// What it moves with.
    pub limb: Limb,
    /// Its places; at least two.
    pub points: Vec<Point>,
    /// Whether its end is joined to its beginning.
    pub closed: bool,
}

/// The places about which limbs turn.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Joints {
    /// Where foot and leg meet.
    pub ankle: Point,
    /// Where toes and foot meet.
    pub ball: Point,
}

/// One drawing.
#[derive(Clone, PartialEq, Debug)]
pub struct Drawing {
    /// Its width and height.
    pub size: Point,
    /// Its lines, those behind first.
    pub lines: Vec<Line>,
    /// Where it bends; only the foot does.
    pub joints: Joints,
}

impl Drawing {
    /// The edges of a zone.
    pub fn zone(&self, zone: Zone) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.role == Role::Zone(zone))
    }

    /// The way along a zone.
    pub fn way(&self, zone: Zone) -> Option<&Line> {
        self.lines.iter().find(|line| line.role == Role::Way(zone))
    }

    /// What of `zones` has no edge here.
    pub fn missing<'z>(&self, zones: &'z [Zone]) -> impl Iterator<Item = &'z Zone> {
        zones.iter().filter(|zone| self.zone(**zone).next().is_none())
    }
}

/// All drawings.
#[derive(Clone, PartialEq, Debug)]
pub struct Anatomy {
    /// The calf from behind.
    pub calf: Drawing,
    /// The sole from below.
    pub sole: Drawing,
    /// The foot from its inner side.
    pub foot: Drawing,
}

impl Anatomy {
    /// The drawing of a view.
    pub const fn of(&self, view: View) -> &Drawing {
        match view {
            View::Calf => &self.calf,
            View::Sole => &self.sole,
            View::Foot => &self.foot,
        }
    }
}

/// A line as something to go along: places by the part of its length.
#[derive(Clone, Debug)]
pub struct Course<'a> {
    points: &'a [Point],
    length: f64,
}

impl<'a> Course<'a> {
    /// Along these places; none if they do not lead anywhere.
    pub fn along(points: &'a [Point]) -> Option<Self> {
        let length: f64 = points.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
        (length.is_finite() && length > 0.0).then_some(Self { points, length })
    }

    /// The place at `part` (0 to 1) of the way, and the direction there, of length 1.
    pub fn at(&self, part: f64) -> (Point, Point) {
        let mut left = part.clamp(0.0, 1.0) * self.length;
        let mut last = (Point::default(), Point::new(0.0, -1.0));
        for pair in self.points.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let length = from.distance(to);
            if length <= 0.0 {
                continue;
            }
            let direction = Point::new((to.x - from.x) / length, (to.y - from.y) / length);
            if left <= length {
                return (from.toward(to, left / length), direction);
            }
            left -= length;
            last = (to, direction);
        }
        last
    }
}

/// Whether `at` lies inside the closed line through `points`.
pub fn contains(points: &[Point], at: Point) -> bool {
    let mut inside = false;
    let mut before = points.last();
    for point in points {
        if let Some(previous) = before
            && (point.y > at.y) != (previous.y > at.y)
            && at.x < (previous.x - point.x) * (at.y - point.y) / (previous.y - point.y) + point.x
        {
            inside = !inside;
        }
        before = Some(point);
    }
    inside
}

/// How far a zone reaches from `at` in the direction `to` (of length 1): the nearest edge ahead, if there is one.
pub fn reach(edges: &[&[Point]], at: Point, to: Point) -> Option<f64> {
    let mut nearest: Option<f64> = None;
    for points in edges {
        let mut before = points.last();
        for point in *points {
            if let Some(from) = before {
                let edge = Point::new(point.x - from.x, point.y - from.y);
                let cross = to.x * edge.y - to.y * edge.x;
                if cross.abs() > f64::EPSILON {
                    let away = Point::new(from.x - at.x, from.y - at.y);
                    let ahead = (away.x * edge.y - away.y * edge.x) / cross;
                    let along = (away.x * to.y - away.y * to.x) / cross;
                    if ahead > 0.0 && (0.0..=1.0).contains(&along) {
                        nearest = Some(nearest.map_or(ahead, |nearest| nearest.min(ahead)));
                    }
                }
            }
            before = Some(point);
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [Point; 4] =
        [Point::new(0.0, 0.0), Point::new(10.0, 0.0), Point::new(10.0, 10.0), Point::new(0.0, 10.0)];

    #[test]
    fn a_course_is_walked_evenly_whatever_the_length_of_its_pieces() {
        let points = [Point::new(0.0, 0.0), Point::new(1.0, 0.0), Point::new(1.0, 0.0), Point::new(10.0, 0.0)];
        let course = Course::along(&points).unwrap();
        for part in [0.0, 0.05, 0.5, 1.0] {
            assert!((course.at(part).0.x - 10.0 * part).abs() < 1e-9);
        }
        assert_eq!(course.at(7.0).0, Point::new(10.0, 0.0));
        assert!(Course::along(&[Point::default(); 3]).is_none());
    }

    #[test]
    fn inside_is_inside_and_the_edge_is_as_far_as_it_looks() {
        assert!(contains(&SQUARE, Point::new(3.0, 9.0)));
        assert!(!contains(&SQUARE, Point::new(11.0, 9.0)));
        let there = reach(&[&SQUARE], Point::new(3.0, 5.0), Point::new(1.0, 0.0));
        assert_eq!(there, Some(7.0));
        assert_eq!(reach(&[&SQUARE], Point::new(30.0, 5.0), Point::new(1.0, 0.0)), None);
    }

    #[test]
    fn a_quarter_turn_is_a_quarter_turn() {
        let turned = Point::new(5.0, 0.0).turned(Point::default(), 90.0);
        assert!(turned.distance(Point::new(0.0, 5.0)) < 1e-9, "{turned:?}: y points down, so this is clockwise");
    }
}
