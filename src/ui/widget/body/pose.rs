//! How a drawing stands in a pose: limbs turn about their joints, and the skin between them stretches.

use crate::domain::anatomy::{Drawing, End, Limb, Line, Point, Role};
use crate::domain::motion::Pose;

/// How far from a joint the skin stretches, as a part of the drawing's height.
const SKIN: f64 = 0.22;

/// The lines of a drawing as they stand, in its own coordinates.
pub(super) fn lines(drawing: &Drawing, pose: Pose) -> Vec<Vec<Point>> {
    let stand = |line: &Line| match line.role {
        // Edges and ways of zones are not drawn.
        Role::Zone(_) | Role::Way(_) => Vec::new(),
        _ => self::line(line, drawing, pose).collect(),
    };
    let mut lines: Vec<Vec<Point>> = drawing.lines.iter().map(stand).collect();
    if pose != Pose::default() {
        for ends in &drawing.joins {
            if let [Some(a), Some(b)] = ends.map(|end| place_of(&lines, end)) {
                let middle = a.toward(b, 0.5);
                for (end, at) in ends.iter().zip([a, b]) {
                    let pull = Point::new(middle.x - at.x, middle.y - at.y);
                    stretch(&mut lines, *end, (pull, SKIN * drawing.size.y));
                }
            }
        }
    }
    lines
}

fn place_of(lines: &[Vec<Point>], end: End) -> Option<Point> {
    let line = lines.get(end.line)?;
    if end.last { line.last() } else { line.first() }.copied()
}

/// Pulls the end of a line, and less and less of it as far as `reach`.
fn stretch(lines: &mut [Vec<Point>], end: End, (pull, reach): (Point, f64)) {
    let Some(line) = lines.get_mut(end.line) else { return };
    let (mut far, mut before) = (0.0, None);
    let mut give = |point: &mut Point| {
        far += before.map_or(0.0, |before: Point| before.distance(*point));
        before = Some(*point);
        let part = (1.0 - far / reach).max(0.0).powi(2);
        *point = Point::new(point.x + pull.x * part, point.y + pull.y * part);
    };
    if end.last { line.iter_mut().rev().for_each(&mut give) } else { line.iter_mut().for_each(&mut give) }
}

/// A line as it stands, in the drawing's coordinates.
pub(super) fn line<'a>(line: &'a Line, drawing: &'a Drawing, pose: Pose) -> impl Iterator<Item = Point> + 'a {
    let root = spread(line, drawing, pose);
    let still = line.limb == Limb::Still || pose == Pose::default();
    line.points.iter().map(move |point| match root {
        _ if still => *point,
        Some((root, degrees)) => point.turned(root, degrees),
        None => stand(*point, line.limb, drawing, pose),
    })
}

/// The edge of the foot and its toes in a pose, in the drawing's coordinates.
pub(super) fn tips(drawing: &Drawing, pose: Pose) -> impl Iterator<Item = Point> {
    let outer = |line: &&Line| line.role == Role::Outline && matches!(line.limb, Limb::Foot | Limb::Toes);
    drawing.lines.iter().filter(outer).flat_map(move |line| self::line(line, drawing, pose))
}

/// Where a toe has its root, and how far it turns there when the toes are spread.
pub(super) fn spread(line: &Line, drawing: &Drawing, pose: Pose) -> Option<(Point, f64)> {
    let ends = line.points.first().zip(line.points.last())?;
    let root = ends.0.toward(*ends.1, 0.5);
    let aside = (root.x - drawing.joints.ball.x) / (drawing.size.x / 2.0);
    (line.limb == Limb::Toes && pose.spread != 0.0).then_some((root, pose.spread * aside))
}

/// Where a place stands in a pose.
pub(super) fn stand(point: Point, limb: Limb, drawing: &Drawing, pose: Pose) -> Point {
    let joints = drawing.joints;
    // When the heel rises, ankle and leg rise with it; the leg stays upright.
    let risen = |point: Point| point.turned(joints.ball, -pose.rise);
    let leaning = |point: Point| {
        let (up, leaning) = (risen(joints.ankle), point.turned(joints.ankle, -pose.lean));
        Point::new(leaning.x + up.x - joints.ankle.x, leaning.y + up.y - joints.ankle.y)
    };
    // What is turned out of the picture looks shorter.
    let short = libm::cos(pose.turn.to_radians());
    let aside = |point: Point| Point::new(joints.ankle.x + (point.x - joints.ankle.x) * short, point.y);
    match limb {
        Limb::Still => point,
        Limb::Thigh => leaning(point.turned(joints.knee, pose.bend)),
        Limb::Leg => leaning(point),
        Limb::Foot => aside(risen(point).turned(joints.ankle, pose.flex)),
        Limb::Toes => aside(point.turned(joints.ball, pose.toes).turned(joints.ankle, pose.flex)),
        Limb::Hand => {
            let pulled = joints.ball.turned(joints.ankle, pose.flex);
            Point::new(point.x + pulled.x - joints.ball.x, point.y + pulled.y - joints.ball.y)
        }
    }
}
