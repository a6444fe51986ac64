//! Arrows: which way a hand goes, and which way a limb.

use super::Scene;
use super::dots::Layer;
use super::pose;
use crate::domain::anatomy::{Course as Walk, Limb, Point, Role, View};
use crate::domain::body::Zone;
use crate::domain::motion::{Course, Going, Sweep, Trail};

/// How far before a tip its arrow lies, as a part of the drawing's height.
pub(super) const AWAY: f64 = 0.05;

impl Scene<'_> {
    /// An arrow beside the zone, or across it: which way the hand goes.
    pub(super) fn trail(&mut self) {
        let Some(Trail { zone, course, returns }) = self.body.motion.trail else { return };
        let ends = match course {
            Course::Along(from, to) => {
                let Some((first, last)) = self.beside(zone, (from, to)) else { return };
                [first.toward(last, 0.1), first.toward(last, 0.9)]
            }
            Course::Across(along) => {
                // Farther along than the hand, which would hide it.
                let ahead = |across: f64| self.at(zone, along + 0.35, across);
                let Some((one, other)) = ahead(-0.7).zip(ahead(0.7)) else { return };
                // On a narrow band two heads need more than its width.
                let longer = (3.4 * self.barb() / one.distance(other).max(1.0) - 1.0).max(0.0) / 2.0;
                let ends = [one.toward(other, -longer), other.toward(one, -longer)];
                // It lies on the zone itself, and would drown in its dots.
                self.dots.clear(&ends, 2.0 * self.barb());
                ends
            }
        };
        self.arrow(&ends, returns);
    }

    /// An arrow before the tip of a limb: which way it goes.
    pub(super) fn sweep(&mut self) {
        let Some(sweep) = self.body.motion.sweep else { return };
        if sweep.from.spread != sweep.to.spread {
            return self.fan(sweep);
        }
        let drawing = self.body.drawing;
        let outline = drawing.lines.iter().filter(|line| line.limb == sweep.limb && line.role == Role::Outline);
        let lies = self.body.motion.view == View::Towel;
        let far = |point: &Point| match sweep.limb {
            // Of a leg that lies, the toes are the highest.
            Limb::Toes if lies => -point.y,
            Limb::Thigh | Limb::Leg => -point.y - point.x / 4.0,
            Limb::Foot => point.x,
            Limb::Toes | Limb::Hand | Limb::Still => -point.x,
        };
        let tips = outline.flat_map(|line| &line.points);
        let Some(tip) = tips.copied().max_by(|a, b| far(a).total_cmp(&far(b))) else { return };
        // A hand at the toes needs the place before them.
        let before_a_hand = if self.body.motion.held && self.body.motion.view == View::Foot { 3.2 } else { 1.0 };
        let away = drawing.size.y * AWAY * before_a_hand;
        let tip = match sweep.limb {
            // Before the knee: away from the joint lies the rest of the body.
            Limb::Leg => Point::new(tip.x - 1.4 * away, tip.y),
            // The tip draws the circle.
            _ if matches!(sweep.going, Going::Round { .. }) => tip,
            _ => {
                let turns_at_the_ankle = sweep.limb == Limb::Thigh || sweep.from.flex != sweep.to.flex;
                let pivot = match self.body.motion.view {
                    View::Reach => drawing.joints.knee,
                    _ if turns_at_the_ankle => drawing.joints.ankle,
                    _ => drawing.joints.ball,
                };
                tip.toward(pivot, -away / pivot.distance(tip).max(1.0))
            }
        };
        // A circle would end in its own beginning.
        let steps = if matches!(sweep.going, Going::Round { .. }) { 13 } else { 16 };
        let points: Vec<Point> = (0..=steps)
            .map(|n| {
                let pose = sweep.at(f64::from(n) / 16.0);
                self.place(pose::stand(tip, sweep.limb, drawing, pose))
            })
            .collect();
        self.arrow(&points, sweep.going == Going::ThereAndBack);
        if matches!(sweep.going, Going::Round { .. }) {
            let now = self.place(pose::stand(tip, sweep.limb, drawing, self.body.motion.pose));
            self.dots.disc(now, self.finger(), Layer::Touch);
        }
    }

    /// An arrow before the tip of each of the outermost toes: they part.
    fn fan(&mut self, sweep: Sweep) {
        let drawing = self.body.drawing;
        let toes = drawing.lines.iter().filter(|line| line.limb == Limb::Toes && line.role == Role::Outline);
        let ways: Vec<_> = toes.filter_map(|toe| Some((toe, pose::spread(toe, drawing, sweep.to)?))).collect();
        let aside = |(_, (_, degrees)): &&(_, (Point, f64))| *degrees;
        let outermost = [
            ways.iter().min_by(|a, b| aside(a).total_cmp(&aside(b))),
            ways.iter().max_by(|a, b| aside(a).total_cmp(&aside(b))),
        ];
        for (toe, (root, degrees)) in outermost.into_iter().flatten() {
            let far = |point: &&Point| root.distance(**point);
            let Some(tip) = toe.points.iter().max_by(|a, b| far(a).total_cmp(&far(b))) else { continue };
            let tip = tip.toward(*root, -AWAY * drawing.size.y / root.distance(*tip).max(1.0));
            let points: Vec<Point> =
                (0..=8).map(|n| self.place(tip.turned(*root, degrees * f64::from(n) / 8.0))).collect();
            self.arrow(&points, false);
        }
    }

    /// How long the barbs of an arrow are.
    fn barb(&self) -> f64 {
        (self.fit.high / 15.0).clamp(4.5, 8.0)
    }

    fn arrow(&mut self, points: &[Point], returns: bool) {
        self.dots.line(points, false, (Layer::Arrow, 1.0));
        let long: f64 = points.iter().zip(points.iter().skip(1)).map(|(from, to)| from.distance(*to)).sum();
        let barb = self.barb().min(long / if returns { 3.4 } else { 3.0 });
        let ascii = self.body.theme.ascii;
        let mut head = |tip: Point, from: Point| {
            let length = tip.distance(from);
            if ascii {
                self.dots.head(tip, from);
            } else if length > 0.0 {
                let back = tip.toward(from, barb / length);
                // Longer than wide: one with three equal sides would point three ways.
                let edge = [tip, back.turned(tip, 27.0), back.turned(tip, -27.0)];
                self.dots.line(&edge, true, (Layer::Arrow, 1.0));
                self.dots.fill(&edge, |_, _| Some(Layer::Arrow));
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
        // Its head stays clear of the body, and on the sheet.
        let head = 0.5 * self.barb();
        let away = (0.06 * drawing.size.y).max((head + 2.0) / self.fit.scale);
        let x = (edge - away).max((head - self.fit.corner.x) / self.fit.scale);
        Some((self.place(Point::new(x, first.y)), self.place(Point::new(x, last.y))))
    }
}
