//! The leg or the foot, with the zone to work lit up and the hand where it should be.
//!
//! Drawn with braille dots, eight to a cell; in ASCII with one sign a cell. Layers lie over each other:
//!
//! ```text
//! touch      where a hand, a ball, a bottle is now            strong, with a thin clearing around it
//! filled     how much of a hold is done                       the side's accent, dense
//! outline    the edge of the body                             plain text
//! lit        the zone of the step                             the side's accent, every other dot
//! quiet      folds, the floor, the arrow of the way           grey
//! ```

mod dots;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use self::dots::{Dots, Layer};
use super::on_screen;
use crate::domain::anatomy::{Course as Walk, Drawing, Limb, Line, Point, Role, reach};
use crate::domain::body::{Side, Zone};
use crate::domain::motion::{Course, Motion, Pose, Sweep, Tool, Touch, Trail};
use crate::ui::theme::Theme;

/// The smallest room in which a leg can be recognised, in columns and rows.
pub const SMALLEST: (u16, u16) = (16, 10);

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

    fn style(&self, layer: Layer) -> Style {
        match layer {
            _ if self.quiet => self.theme.quiet(),
            Layer::Touch => self.theme.strong(),
            Layer::Filled | Layer::Lit => self.theme.side(self.side),
            Layer::Outline => self.theme.text(),
            Layer::Quiet | Layer::None => self.theme.quiet(),
        }
    }
}

impl Widget for Body<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Some(area) = on_screen(area, buf) else { return };
        if (area.width, area.height) < SMALLEST || area.height < SMALLEST.1 || area.width < SMALLEST.0 {
            return;
        }
        let mut scene = Scene::new(&self, area);
        scene.zones();
        scene.lines();
        scene.trail();
        scene.sweep();
        scene.touches();
        for (at, symbol, layer) in scene.dots.cells(self.theme.ascii) {
            if let Some(cell) = buf.cell_mut((area.x + at.0, area.y + at.1)) {
                cell.set_symbol(symbol.encode_utf8(&mut [0; 4])).set_style(self.style(layer));
            }
        }
    }
}

/// A drawing on its way to the screen: in dots, posed, and mirrored for the right side.
struct Scene<'a> {
    body: &'a Body<'a>,
    dots: Dots,
    /// Dots for one unit of the drawing.
    scale: f64,
    /// Where the drawing's corner lies, in dots.
    corner: Point,
}

impl<'a> Scene<'a> {
    fn new(body: &'a Body<'a>, area: Rect) -> Self {
        let dots = Dots::new(area.width, area.height);
        let (wide, high) = (f64::from(dots.width()) - 1.0, f64::from(dots.height()) - 1.0);
        let size = body.drawing.size;
        let scale = (wide / size.x).min(high / size.y);
        let corner = Point::new((wide - size.x * scale) / 2.0, (high - size.y * scale) / 2.0);
        Self { body, dots, scale, corner }
    }

    /// Where a place of the drawing lies, in dots.
    fn place(&self, point: Point) -> Point {
        let x = match self.body.side {
            Side::Left => point.x,
            Side::Right => self.body.drawing.size.x - point.x,
        };
        Point::new(self.corner.x + x * self.scale, self.corner.y + point.y * self.scale)
    }

    fn posed(&self, line: &Line) -> Vec<Point> {
        let pose = self.body.motion.pose;
        line.points.iter().map(|point| self.place(stand(*point, line.limb, self.body.drawing, pose))).collect()
    }

    /// How thick lines are: one dot, more in a large picture.
    fn thickness(&self) -> f64 {
        (f64::from(self.dots.height()) / 90.0).round().max(1.0)
    }

    fn zones(&mut self) {
        for zone in &self.body.motion.lit {
            let edges: Vec<Vec<Point>> = self.body.drawing.zone(*zone).map(|line| self.posed(line)).collect();
            let rows = || edges.iter().flatten().map(|point| point.y);
            let (top, bottom) = rows().fold((f64::MAX, f64::MIN), |(top, bottom), y| (top.min(y), bottom.max(y)));
            let level = bottom - (bottom - top) * self.body.motion.filled;
            for edge in &edges {
                self.dots.fill(edge, |x, y| {
                    if self.body.motion.filled > 0.0 && f64::from(y) >= level {
                        Some(Layer::Filled)
                    } else {
                        (x + y).is_multiple_of(2).then_some(Layer::Lit)
                    }
                });
            }
        }
    }

    fn lines(&mut self) {
        for line in &self.body.drawing.lines {
            let (layer, thickness) = match line.role {
                Role::Outline => (Layer::Outline, self.thickness()),
                Role::Detail | Role::Ground => (Layer::Quiet, 1.0),
                Role::Zone(_) | Role::Way(_) => continue,
            };
            let points = self.posed(line);
            self.dots.line(&points, line.closed, (layer, thickness));
        }
        self.skin();
    }

    /// Where limbs meet, the skin between them stretches: outlines that touch at rest are joined in every pose.
    fn skin(&mut self) {
        let drawing = self.body.drawing;
        let ends = drawing.lines.iter().filter(|line| line.role == Role::Outline && !line.closed).flat_map(|line| {
            [line.points.first(), line.points.last()].into_iter().flatten().map(|point| (*point, line.limb))
        });
        let ends: Vec<(Point, Limb)> = ends.collect();
        for (n, (a, of_a)) in ends.iter().enumerate() {
            for (b, of_b) in ends.iter().skip(n + 1) {
                if of_a != of_b && a.distance(*b) < 0.01 * drawing.size.y {
                    let pose = self.body.motion.pose;
                    let joined =
                        [(*a, *of_a), (*b, *of_b)].map(|(at, limb)| self.place(stand(at, limb, drawing, pose)));
                    self.dots.line(&joined, false, (Layer::Outline, self.thickness()));
                }
            }
        }
    }

    /// An arrow beside the zone, or across it: which way the hand goes.
    fn trail(&mut self) {
        let Some(Trail { zone, course, returns }) = self.body.motion.trail else { return };
        let points: Vec<Point> = match course {
            Course::Along(from, to) => {
                let Some((first, last)) = self.beside(zone, (from, to)) else { return };
                vec![first.toward(last, 0.2), first.toward(last, 0.8)]
            }
            Course::Across(along) => {
                let below = |across: f64| self.at(zone, along - 0.22, across);
                let Some(ends) = below(-0.7).zip(below(0.7)) else { return };
                let ends = <[Point; 2]>::from(ends);
                // It lies on the zone itself, and would drown in its dots.
                self.dots.clear(&ends, 2.0 * self.barb());
                ends.to_vec()
            }
        };
        self.arrow(&points, returns);
    }

    /// An arrow before the tip of a limb: which way it goes.
    fn sweep(&mut self) {
        let Some(Sweep { limb, from, to, returns }) = self.body.motion.sweep else { return };
        let drawing = self.body.drawing;
        let outline = drawing.lines.iter().filter(|line| line.limb == limb && line.role == Role::Outline);
        let far = |point: &Point| match limb {
            Limb::Leg => -point.y - point.x / 4.0,
            Limb::Foot => point.x,
            Limb::Toes | Limb::Still => -point.x,
        };
        let Some(tip) = outline.flat_map(|line| &line.points).max_by(|a, b| far(a).total_cmp(&far(b))) else { return };
        let pivot = if limb == Limb::Leg || from.flex != to.flex { drawing.joints.ankle } else { drawing.joints.ball };
        let ahead = drawing.size.y * 0.05 / pivot.distance(*tip).max(1.0);
        let tip = tip.toward(pivot, -ahead);
        let points: Vec<Point> = (0..=8)
            .map(|n| f64::from(n) / 8.0)
            .map(|part| self.place(stand(tip, limb, drawing, between(from, to, part))))
            .collect();
        self.arrow(&points, returns);
    }

    /// How long the barbs of an arrow are.
    fn barb(&self) -> f64 {
        (f64::from(self.dots.height()) / 24.0).clamp(2.0, 5.0)
    }

    fn arrow(&mut self, points: &[Point], returns: bool) {
        self.dots.line(points, false, (Layer::Quiet, 1.0));
        let barb = self.barb();
        let mut head = |tip: Point, from: Point| {
            let length = tip.distance(from);
            if length > 0.0 {
                let back = tip.toward(from, barb / length);
                for turn in [35.0, -35.0] {
                    self.dots.line(&[tip, back.turned(tip, turn)], false, (Layer::Quiet, 1.0));
                }
            }
        };
        if let [first, second, ..] = *points
            && returns
        {
            head(first, second);
        }
        if let [.., before, last] = *points {
            head(last, before);
        }
    }

    /// Both ends of a way, moved out of the body to its outer side, where an arrow hides nothing. None for ways that
    /// go round or across.
    fn beside(&self, zone: Zone, (from, to): (f64, f64)) -> Option<(Point, Point)> {
        let drawing = self.body.drawing;
        let way = Walk::along(&drawing.way(zone)?.points)?;
        let (first, last) = (way.at(from).0, way.at(to).0);
        if (first.x - last.x).abs() > (first.y - last.y).abs() {
            return None;
        }
        let rows = first.y.min(last.y)..=first.y.max(last.y);
        let outline = drawing.lines.iter().filter(|line| line.role == Role::Outline).flat_map(|line| &line.points);
        let edge = outline.filter(|point| rows.contains(&point.y)).map(|point| point.x).min_by(f64::total_cmp)?;
        let x = (edge - 0.06 * drawing.size.y).max(0.0);
        Some((self.place(Point::new(x, first.y)), self.place(Point::new(x, last.y))))
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
        Some(self.place(stand(point, way.limb, drawing, self.body.motion.pose)))
    }

    fn touches(&mut self) {
        for touch in &self.body.motion.touches {
            self.touch(*touch);
        }
    }

    fn touch(&mut self, Touch { zone, along, across, with }: Touch) {
        let Some(middle) = self.at(zone, along, across) else { return };
        let finger = (f64::from(self.dots.height()) / 28.0).max(1.6);
        let across_at = |across: f64| self.at(zone, along, across).unwrap_or(middle);
        match with {
            Tool::Finger => self.dots.disc(middle, finger, Layer::Touch),
            Tool::Palm => {
                let ends = [across_at(-0.75), across_at(0.75)];
                self.dots.clear(&ends, finger);
                self.dots.line(&ends, false, (Layer::Touch, finger));
            }
            Tool::Bar => {
                let ends = [across_at(-1.1), across_at(1.1)];
                self.dots.clear(&ends, 2.0 * finger);
                self.dots.line(&ends, false, (Layer::Touch, 2.0 * finger));
            }
            Tool::Ball => {
                let wide = across_at(-1.0).distance(middle).min(across_at(1.0).distance(middle));
                let radius = (0.6 * wide).clamp(2.0 * finger, 4.0 * finger);
                self.dots.ring(middle, radius, (Layer::Touch, self.thickness() + 0.5));
            }
            Tool::Spot(done) => {
                let radius = 1.8 * finger;
                self.dots.ring(middle, radius, (Layer::Touch, self.thickness()));
                if done > 0.0 {
                    self.dots.disc(middle, (radius - 1.0) * done.sqrt(), Layer::Touch);
                }
            }
        }
    }
}

/// The pose at `part` of the way between two.
fn between(from: Pose, to: Pose, part: f64) -> Pose {
    let mix = |from: f64, to: f64| from + (to - from) * part;
    Pose {
        lean: mix(from.lean, to.lean),
        flex: mix(from.flex, to.flex),
        toes: mix(from.toes, to.toes),
        rise: mix(from.rise, to.rise),
    }
}

/// Where a place stands in a pose.
fn stand(point: Point, limb: Limb, drawing: &Drawing, pose: Pose) -> Point {
    let (ankle, ball) = (drawing.joints.ankle, drawing.joints.ball);
    // When the heel rises, ankle and leg rise with it; the leg stays upright.
    let risen = |point: Point| point.turned(ball, -pose.rise);
    match limb {
        Limb::Still => point,
        Limb::Leg => {
            let up = risen(ankle);
            let leaning = point.turned(ankle, -pose.lean);
            Point::new(leaning.x + up.x - ankle.x, leaning.y + up.y - ankle.y)
        }
        Limb::Foot => risen(point).turned(ankle, pose.flex),
        Limb::Toes => point.turned(ball, pose.toes).turned(ankle, pose.flex),
    }
}

#[cfg(test)]
mod tests;
