//! Drawings of the leg and the foot, read from SVG files. Those we ship are compiled in; a person's own, in the folder
//! `anatomy` beside their settings, take their place.
//!
//! Only shapes are read: nothing in a drawing is ever executed, fetched or followed. The id of a shape says what it is:
//!
//! | id | meaning |
//! |---|---|
//! | `outline-…` | an edge of the body |
//! | `detail-…` | a fold or a tendon, drawn quietly |
//! | `ground-floor`, `ground-step` | shown when the foot stands on it |
//! | `ground-…` | anything else around the leg: a wall |
//! | `towel-…`, `hand-…` | what the person holds, and a hand that presses |
//! | `zone-ZONE` | the edge of a zone, by its word in routine files: `zone-calf_upper` |
//! | `way-ZONE` | the line along which a hand moves there: from the ankle to the knee, from the heel to the toes |
//! | `joint-ankle`, `joint-ball`, `joint-knee` | circles about whose middle the groups turn |
//!
//! Groups named `thigh`, `leg`, `foot`, `toes` and `hand` move as one. Shapes are `path`, `polyline`, `polygon`, `line`, `circle`,
//! `ellipse` and `rect`; those without such an id are passed over.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use kurbo::{Affine, BezPath, PathEl, Shape as _};
use roxmltree::{Document, Node, ParsingOptions};

use super::folder::read_small;
use crate::domain::anatomy::{Anatomy, Drawing, Ground, Joints, Limb, Line, Point, Role, View};
use crate::domain::body::Zone;
use crate::domain::text::Clean;

/// A drawing beyond this many bytes is not one.
const LARGEST: u64 = 256 * 1024;

/// Elements in one drawing.
const MOST_ELEMENTS: u32 = 2_000;

/// Attributes of one element: looking for doubles takes a time that grows with their square.
const MOST_ATTRIBUTES: usize = 1_000;

/// Outlines in one drawing.
const MOST_OUTLINES: usize = 64;

/// Places in one drawing, after curves have become short straight lines.
const MOST_POINTS: usize = 5_000;

/// How far a straight line may lie from the curve it stands for, as a part of the drawing's height.
const TOLERANCE: f64 = 1.0 / 1000.0;

/// How far outside the drawing a place may lie, in its longer sides: no limb that turns leads farther.
const FARTHEST: f64 = 10.0;

/// Numbers beyond this are not measures of a drawing, in whatever units.
const LARGEST_NUMBER: f64 = 1e6;

const FAR_OUTSIDE: &str = "this shape lies far outside the drawing";

/// How much of a word that is not known is repeated, in columns.
const LONGEST_WORD: usize = 40;

/// How deep groups may lie in each other.
const DEEPEST: usize = 16;

const SHIPPED: [(View, &str); 6] = [
    (View::Calf, include_str!("../../assets/anatomy/calf.svg")),
    (View::Sole, include_str!("../../assets/anatomy/sole.svg")),
    (View::Foot, include_str!("../../assets/anatomy/foot.svg")),
    (View::Leg, include_str!("../../assets/anatomy/leg.svg")),
    (View::Towel, include_str!("../../assets/anatomy/towel.svg")),
    (View::Reach, include_str!("../../assets/anatomy/reach.svg")),
];

/// Why a drawing cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Flaw {
    /// It is not an SVG file.
    #[error("it is not an SVG drawing: {0}")]
    Syntax(Clean),
    /// Something in it cannot be read.
    #[error("line {line}: {what}")]
    Element {
        /// The line, counted from 1.
        line: u32,
        /// What is wrong there, and the way out.
        what: Clean,
    },
    /// The whole is not what is needed.
    #[error("{0}")]
    Whole(Clean),
}

/// The drawings we ship.
pub fn ours() -> Anatomy {
    View::ALL.into_iter().map(|view| (view, shipped(view))).collect()
}

/// The drawings to use, and what is wrong with a person's own.
pub fn load(folder: &Path) -> (Anatomy, Vec<(PathBuf, Clean)>) {
    let mut problems = Vec::new();
    let mut one = |view| {
        let (drawing, problem) = load_one(folder, view);
        problems.extend(problem);
        (view, drawing)
    };
    let anatomy = View::ALL.into_iter().map(&mut one).collect();
    (anatomy, problems)
}

/// The drawing to use of one view, and what is wrong with a person's own.
pub fn load_one(folder: &Path, view: View) -> (Drawing, Option<(PathBuf, Clean)>) {
    let file = file_of(folder, view);
    match own(&file, view) {
        None => (shipped(view), None),
        Some(Ok(drawing)) => (drawing, None),
        Some(Err(why)) => (shipped(view), Some((file, why))),
    }
}

/// Looks at a person's own drawing, whose name says what it is of.
///
/// # Errors
/// What is wrong with it, and the way out.
pub fn check(file: &Path) -> Result<(), Clean> {
    let stem = file.file_stem().and_then(|stem| stem.to_str());
    let view = View::ALL.into_iter().find(|view| Some(view.word()) == stem);
    let view = view.ok_or_else(|| {
        Clean::visible("a drawing is named calf.svg, sole.svg, foot.svg, leg.svg, towel.svg or reach.svg")
    })?;
    own(file, view).unwrap_or_else(|| Err(Clean::visible("it is not there"))).map(drop)
}

/// The drawings in a person's own folder, as they are named there.
pub fn own_files(folder: &Path) -> Vec<PathBuf> {
    View::ALL.map(|view| file_of(folder, view)).into_iter().filter(|file| super::folder::exists(file)).collect()
}

fn file_of(folder: &Path, view: View) -> PathBuf {
    folder.join(format!("{}.svg", view.word()))
}

fn own(file: &Path, view: View) -> Option<Result<Drawing, Clean>> {
    let text = match read_small(file, LARGEST) {
        Ok(text) => text?,
        Err(why) => return Some(Err(Clean::visible(&why.to_string()))),
    };
    Some(read(&text, view).map_err(|flaw| Clean::visible(&flaw.to_string())))
}

/// The drawing we ship.
fn shipped(view: View) -> Drawing {
    let text = SHIPPED.iter().find(|(one, _)| *one == view).map_or("", |(_, text)| text);
    // A test reads each of them.
    read(text, view).unwrap_or_else(|_| Drawing::new(Point::new(1.0, 1.0), Vec::new(), Joints::default()))
}

/// Reads a drawing.
///
/// # Errors
/// When it is not an SVG file, too large, has a shape that cannot be read, or lacks an outline or a zone of `view`.
pub fn read(text: &str, view: View) -> Result<Drawing, Flaw> {
    let crowded = |tag: &str| tag.bytes().filter(|byte| *byte == b'=').count() > MOST_ATTRIBUTES;
    if text.split('<').any(crowded) {
        return Err(Flaw::Syntax(Clean::visible("an element has more than a thousand attributes")));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_ELEMENTS, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| Flaw::Syntax(Clean::visible(&error.to_string())))?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err(Flaw::Syntax(Clean::visible("its first element is not <svg>")));
    }
    let sheet = sheet(root)?;
    let mut reading = Reading {
        lines: Vec::new(),
        joints: Joints::default(),
        points: 0,
        tolerance: sheet.height() * TOLERANCE,
        farthest: sheet.width().max(sheet.height()) * FARTHEST,
    };
    let place = Affine::translate((-sheet.x0, -sheet.y0));
    reading.children(root, place, Limb::Still, 0)?;
    match reading.lines.iter().filter(|line| line.role == Role::Outline).count() {
        0 => {
            let what = "it has no outline: give a path an id that begins with `outline-`";
            return Err(Flaw::Whole(Clean::visible(what)));
        }
        1..=MOST_OUTLINES => {}
        _ => return Err(Flaw::Whole(Clean::visible("it has more than 64 outlines: join some of them"))),
    }
    let drawing = Drawing::new(Point::new(sheet.width(), sheet.height()), reading.lines, reading.joints);
    if let Some(zone) = drawing.missing(view.zones()).next() {
        return Err(Flaw::Whole(Clean::visible(&format!(
            "it has no zone `{0}`: add a shape with the id `zone-{0}`",
            zone.word()
        ))));
    }
    // Toes are moved, not stroked.
    let wayless = |zone: &&Zone| drawing.way(**zone).is_none() && **zone != Zone::Toes;
    if let Some(zone) = view.zones().iter().filter(|_| view.is_touched()).find(wayless) {
        return Err(Flaw::Whole(Clean::visible(&format!(
            "it has no way along `{0}`: add a path with the id `way-{0}`",
            zone.word()
        ))));
    }
    Ok(drawing)
}

/// The part of the plane that is shown.
fn sheet(root: Node<'_, '_>) -> Result<kurbo::Rect, Flaw> {
    let words =
        root.attribute("viewBox").ok_or_else(|| flaw(root, "it has no viewBox: add viewBox=\"0 0 100 200\""))?;
    let words = words.split([' ', ',']).filter(|word| !word.is_empty());
    let numbers: Vec<f64> = words.map(str::parse).collect::<Result<_, _>>().unwrap_or_default();
    match numbers[..] {
        [x, y, width, height] if numbers.iter().all(|n| n.abs() <= LARGEST_NUMBER) && width >= 1.0 && height >= 1.0 => {
            Ok(kurbo::Rect::new(x, y, x + width, y + height))
        }
        _ => Err(flaw(root, "its viewBox is not four numbers with a width and a height of at least 1")),
    }
}

fn flaw(node: Node<'_, '_>, what: &str) -> Flaw {
    let line = node.document().text_pos_at(node.range().start).row;
    Flaw::Element { line, what: Clean::visible(what) }
}

struct Reading {
    lines: Vec<Line>,
    joints: Joints,
    points: usize,
    tolerance: f64,
    /// How far from the corner of the drawing a place may lie.
    farthest: f64,
}

impl Reading {
    fn is_near(&self, place: kurbo::Point) -> bool {
        place.x.abs() <= self.farthest && place.y.abs() <= self.farthest
    }

    fn children(&mut self, parent: Node<'_, '_>, place: Affine, limb: Limb, depth: usize) -> Result<(), Flaw> {
        if depth > DEEPEST {
            return Err(flaw(parent, "groups lie too deep in each other: sixteen levels are the most"));
        }
        for node in parent.children().filter(Node::is_element) {
            let place = place * transform(node)?;
            let id = node.attribute("id").unwrap_or_default();
            if node.tag_name().name() == "g" {
                let limb = match id {
                    "thigh" => Limb::Thigh,
                    "leg" => Limb::Leg,
                    "foot" => Limb::Foot,
                    "toes" => Limb::Toes,
                    "hand" => Limb::Hand,
                    _ => limb,
                };
                self.children(node, place, limb, depth + 1)?;
            } else {
                self.shape(node, id, (place, limb))?;
            }
        }
        Ok(())
    }

    fn shape(&mut self, node: Node<'_, '_>, id: &str, (place, limb): (Affine, Limb)) -> Result<(), Flaw> {
        if let Some(joint) = id.strip_prefix("joint-") {
            let middle = place * kurbo::Point::new(number(node, "cx")?, number(node, "cy")?);
            if !self.is_near(middle) {
                return Err(flaw(node, FAR_OUTSIDE));
            }
            let middle = Point::new(middle.x, middle.y);
            match joint {
                "ankle" => self.joints.ankle = middle,
                "ball" => self.joints.ball = middle,
                "knee" => self.joints.knee = middle,
                _ => return Err(flaw(node, "there is no such joint: joint-ankle, -ball and -knee are known")),
            }
            return Ok(());
        }
        let Some(role) = role(id).map_err(|what| flaw(node, &what))? else { return Ok(()) };
        let Some(path) = outline(node)? else {
            return Err(flaw(node, "this kind of shape is not read: use a path"));
        };
        let path = place * path;
        let ends = path.iter().flat_map(|element| match element {
            PathEl::MoveTo(to) | PathEl::LineTo(to) => [to; 3],
            PathEl::QuadTo(by, to) => [by, to, to],
            PathEl::CurveTo(by, then, to) => [by, then, to],
            PathEl::ClosePath => [kurbo::Point::ORIGIN; 3],
        });
        // Before curves are broken up: how many pieces that gives grows with their size.
        if !ends.into_iter().all(|end| self.is_near(end)) {
            return Err(flaw(node, FAR_OUTSIDE));
        }
        let mut lines: Vec<Line> = Vec::new();
        let points = Cell::new(self.points);
        let pieces = path.iter().take_while(|_| points.get() <= MOST_POINTS);
        kurbo::flatten(pieces, self.tolerance, |element| match element {
            PathEl::MoveTo(to) => {
                points.update(|points| points + 1);
                lines.push(Line {
                    role,
                    limb,
                    points: vec![Point::new(to.x, to.y)],
                    closed: matches!(role, Role::Zone(_)),
                });
            }
            PathEl::LineTo(to) => {
                points.update(|points| points + 1);
                lines.last_mut().into_iter().for_each(|line| line.points.push(Point::new(to.x, to.y)))
            }
            PathEl::ClosePath => lines.last_mut().into_iter().for_each(|line| line.closed = true),
            // Flattening leaves straight lines only.
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
        });
        self.points = points.get();
        if self.points > MOST_POINTS {
            return Err(flaw(node, "the drawing has too many places: simplify its paths"));
        }
        lines.retain(|line| line.points.len() > 1);
        self.lines.append(&mut lines);
        Ok(())
    }
}

/// What a shape is for, by its id.
fn role(id: &str) -> Result<Option<Role>, String> {
    let zone = |word: &str| {
        // Several shapes may make one zone: `zone-toes`, `zone-toes.2`.
        let word = word.split('.').next().unwrap_or_default();
        Zone::named(word).ok_or_else(|| {
            let words: Vec<_> = Zone::ALL.iter().map(|zone| zone.word()).collect();
            let word = Clean::visible(word);
            let word = word.truncated(LONGEST_WORD);
            let near = words.iter().max_by(|a, b| strsim::jaro(a, &word).total_cmp(&strsim::jaro(b, &word)));
            format!("`{word}` is no zone; did you mean `{}`?", near.unwrap_or(&""))
        })
    };
    Ok(match id.split_once('-') {
        Some(("outline", _)) => Some(Role::Outline),
        Some(("detail", _)) => Some(Role::Detail),
        Some(("ground", "floor")) => Some(Role::Ground(Ground::Floor)),
        Some(("ground", "step")) => Some(Role::Ground(Ground::Step)),
        Some(("ground", _)) => Some(Role::Ground(Ground::Fixed)),
        Some(("towel" | "hand", _)) => Some(Role::Held),
        Some(("zone", word)) => Some(Role::Zone(zone(word)?)),
        Some(("way", word)) => Some(Role::Way(zone(word)?)),
        _ => None,
    })
}

fn transform(node: Node<'_, '_>) -> Result<Affine, Flaw> {
    let Some(words) = node.attribute("transform") else { return Ok(Affine::IDENTITY) };
    let matrix: svgtypes::Transform = words.parse().map_err(|_| flaw(node, "its transform cannot be read"))?;
    Ok(Affine::new([matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f]))
}

/// The edge of a shape; none for elements that are not shapes.
fn outline(node: Node<'_, '_>) -> Result<Option<BezPath>, Flaw> {
    let n = |name| number(node, name);
    Ok(Some(match node.tag_name().name() {
        "path" => path(node)?,
        "line" => kurbo::Line::new((n("x1")?, n("y1")?), (n("x2")?, n("y2")?)).to_path(0.1),
        "circle" => kurbo::Circle::new((n("cx")?, n("cy")?), n("r")?).to_path(0.1),
        "ellipse" => kurbo::Ellipse::new((n("cx")?, n("cy")?), (n("rx")?, n("ry")?), 0.0).to_path(0.1),
        "rect" => kurbo::Rect::from_origin_size((n("x")?, n("y")?), (n("width")?, n("height")?)).to_path(0.1),
        name @ ("polyline" | "polygon") => {
            let points = svgtypes::PointsParser::from(node.attribute("points").unwrap_or_default());
            let mut path = BezPath::new();
            for (at, (x, y)) in points.enumerate() {
                if at == 0 { path.move_to((x, y)) } else { path.line_to((x, y)) }
            }
            if name == "polygon" && !path.is_empty() {
                path.close_path();
            }
            path
        }
        _ => return Ok(None),
    }))
}

fn path(node: Node<'_, '_>) -> Result<BezPath, Flaw> {
    use svgtypes::PathSegment as Piece;
    let words = node.attribute("d").unwrap_or_default();
    // Before arcs become curves: how many that gives grows with their size.
    for piece in svgtypes::PathParser::from(words).map_while(Result::ok) {
        let numbers = match piece {
            Piece::MoveTo { x, y, .. } | Piece::LineTo { x, y, .. } | Piece::SmoothQuadratic { x, y, .. } => {
                [x, y, 0.0, 0.0, 0.0, 0.0]
            }
            Piece::HorizontalLineTo { x, .. } => [x, 0.0, 0.0, 0.0, 0.0, 0.0],
            Piece::VerticalLineTo { y, .. } => [y, 0.0, 0.0, 0.0, 0.0, 0.0],
            Piece::Quadratic { x1, y1, x, y, .. } => [x1, y1, x, y, 0.0, 0.0],
            Piece::SmoothCurveTo { x2, y2, x, y, .. } => [x2, y2, x, y, 0.0, 0.0],
            Piece::CurveTo { x1, y1, x2, y2, x, y, .. } => [x1, y1, x2, y2, x, y],
            Piece::EllipticalArc { rx, ry, x, y, .. } => [rx, ry, x, y, 0.0, 0.0],
            Piece::ClosePath { .. } => [0.0; 6],
        };
        if !numbers.into_iter().all(|number| number.abs() <= LARGEST_NUMBER) {
            return Err(flaw(node, FAR_OUTSIDE));
        }
    }
    BezPath::from_svg(words).map_err(|error| flaw(node, &format!("its path cannot be read: {error}")))
}

fn number(node: Node<'_, '_>, name: &str) -> Result<f64, Flaw> {
    match node.attribute(name).map(str::parse::<f64>) {
        None => Ok(0.0),
        Some(Ok(number)) if number.abs() <= LARGEST_NUMBER => Ok(number),
        Some(Ok(number)) if number.is_finite() => Err(flaw(node, FAR_OUTSIDE)),
        Some(_) => Err(flaw(node, &format!("`{name}` is not a number"))),
    }
}

#[cfg(test)]
mod tests;
