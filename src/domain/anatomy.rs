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
    /// The whole leg from its inner side, standing at a wall.
    Leg,
    /// The leg from its inner side, stretched out on the floor, a towel round the foot.
    Towel,
    /// The whole person from the side, who sits with a leg stretched out and leans to its foot.
    Reach,
}

impl View {
    /// Every one.
    pub const ALL: [Self; 6] = [Self::Calf, Self::Sole, Self::Foot, Self::Leg, Self::Towel, Self::Reach];

    /// Its name, which is that of its file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Calf => "calf",
            Self::Sole => "sole",
            Self::Foot => "foot",
            Self::Leg => "leg",
            Self::Towel => "towel",
            Self::Reach => "reach",
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
            Self::Leg => &[Zone::CalfAll, Zone::CalfUpper, Zone::CalfLower],
            Self::Towel => &[Zone::CalfAll, Zone::CalfUpper, Zone::CalfLower, Zone::Arch],
            Self::Reach => &[Zone::SoleBall],
        }
    }

    /// Whether hands work on it, along the ways of its zones.
    pub const fn is_touched(self) -> bool {
        !matches!(self, Self::Leg | Self::Towel | Self::Reach)
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
        self.square(other).sqrt()
    }

    /// The square of how far it is to `other`.
    pub fn square(self, other: Self) -> f64 {
        let (x, y) = (self.x - other.x, self.y - other.y);
        x * x + y * y
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
    /// What does not belong to the body.
    Ground(Ground),
    /// What the person holds, a towel; and a hand that presses.
    Held,
    /// The edge of a zone.
    Zone(Zone),
    /// The line along which a hand moves over a zone: from the ankle to the knee, from the heel to the toes.
    Way(Zone),
}

/// What is around a leg.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ground {
    /// The floor: there when the foot stands on it.
    Floor,
    /// The edge of a step: there when the foot stands on it.
    Step,
    /// What is always there, as a wall.
    Fixed,
}

/// What moves as one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Limb {
    /// Nothing: it stays where it is.
    #[default]
    Still,
    /// The thigh; turns about the knee, and moves with the lower leg.
    Thigh,
    /// The lower leg; turns about the ankle.
    Leg,
    /// The foot with its toes; turns about the ankle, or about the ball when the heel rises.
    Foot,
    /// The toes; turn about the ball and move with the foot. Seen from below, each turns about its root.
    Toes,
    /// A hand that pulls at the ball of the foot, and what it holds; goes where the ball goes.
    Hand,
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
    /// Where thigh and lower leg meet.
    pub knee: Point,
}

/// One drawing.
#[derive(Clone, PartialEq, Debug)]
pub struct Drawing {
    /// Its width and height.
    pub size: Point,
    /// Its lines, those behind first.
    pub lines: Vec<Line>,
    /// Where it bends.
    pub joints: Joints,
    /// Ends of outlines that meet at rest though they move with different limbs: the skin between them stretches.
    pub joins: Vec<[End; 2]>,
}

/// An end of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct End {
    /// The place of the line in the drawing.
    pub line: usize,
    /// Whether it is its last place, not its first.
    pub last: bool,
}

/// Ends that are no farther apart than this part of the drawing's height meet.
const TOUCHING: f64 = 0.01;

impl Drawing {
    /// A drawing of these lines. Takes a time that grows with the square of the open outlines.
    pub fn new(size: Point, lines: Vec<Line>, joints: Joints) -> Self {
        let open = |line: &&(usize, &Line)| line.1.role == Role::Outline && !line.1.closed;
        let ends: Vec<(End, Point, Limb)> = lines
            .iter()
            .enumerate()
            .filter(|line| open(&line))
            .flat_map(|(n, line)| {
                let end = |last, point: Option<&Point>| point.map(|at| (End { line: n, last }, *at, line.limb));
                [end(false, line.points.first()), end(true, line.points.last())].into_iter().flatten()
            })
            .collect();
        let mut joins = Vec::new();
        for (n, (a, at, limb)) in ends.iter().enumerate() {
            for (b, there, other) in ends.iter().skip(n + 1) {
                if limb != other && at.distance(*there) < TOUCHING * size.y {
                    joins.push([*a, *b]);
                }
            }
        }
        Self { size, lines, joints, joins }
    }

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

/// The drawings that have been read.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Anatomy(Vec<(View, Drawing)>);

impl Anatomy {
    /// The drawing of a view, once it has been read.
    pub fn of(&self, view: View) -> Option<&Drawing> {
        self.0.iter().find(|(of, _)| *of == view).map(|(_, drawing)| drawing)
    }
}

impl FromIterator<(View, Drawing)> for Anatomy {
    fn from_iter<I: IntoIterator<Item = (View, Drawing)>>(drawings: I) -> Self {
        Self(drawings.into_iter().collect())
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
    fn the_edge_is_as_far_as_it_looks() {
        let there = reach(&[&SQUARE], Point::new(3.0, 5.0), Point::new(1.0, 0.0));
        assert_eq!(there, Some(7.0));
        assert_eq!(reach(&[&SQUARE], Point::new(30.0, 5.0), Point::new(1.0, 0.0)), None);
    }

    #[test]
    fn outlines_of_two_limbs_that_touch_are_joined() {
        let line = |limb, from: f64, to: f64| Line {
            role: Role::Outline,
            limb,
            points: vec![Point::new(0.0, from), Point::new(0.0, to)],
            closed: false,
        };
        let lines = vec![line(Limb::Leg, 0.0, 50.0), line(Limb::Foot, 50.5, 90.0), line(Limb::Foot, 90.0, 99.0)];
        let drawing = Drawing::new(Point::new(100.0, 100.0), lines, Joints::default());
        assert_eq!(drawing.joins, [[End { line: 0, last: true }, End { line: 1, last: false }]]);
    }

    #[test]
    fn a_quarter_turn_is_a_quarter_turn() {
        let turned = Point::new(5.0, 0.0).turned(Point::default(), 90.0);
        assert!(turned.distance(Point::new(0.0, 5.0)) < 1e-9, "{turned:?}: y points down, so this is clockwise");
    }
}
