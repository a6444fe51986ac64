//! Drawings of the leg and the foot, read from SVG files. Those we ship are compiled in; a person's own, in the folder
//! `anatomy` beside their settings, take their place.
//!
//! Only shapes are read: nothing in a drawing is ever executed, fetched or followed. The id of a shape says what it is:
//!
//! | id | meaning |
//! |---|---|
//! | `outline-…` | an edge of the body |
//! | `detail-…` | a fold or a tendon, drawn quietly |
//! | `ground-…` | the floor, a wall |
//! | `zone-ZONE` | the edge of a zone, by its word in routine files: `zone-calf_upper` |
//! | `way-ZONE` | the line along which a hand moves there: from the ankle to the knee, from the heel to the toes |
//! | `joint-ankle`, `joint-ball` | circles about whose middle the groups turn |
//!
//! Groups named `leg`, `foot` and `toes` move as one. Shapes are `path`, `polyline`, `polygon`, `line`, `circle`,
//! `ellipse` and `rect`; those without such an id are passed over.

use std::path::{Path, PathBuf};

use kurbo::{Affine, BezPath, PathEl, Shape as _};
use roxmltree::{Document, Node, ParsingOptions};

use super::folder::read_small;
use crate::domain::anatomy::{Anatomy, Drawing, Joints, Limb, Line, Point, Role, View};
use crate::domain::body::Zone;
use crate::domain::text::Clean;

/// A drawing beyond this many bytes is not one.
const LARGEST: u64 = 256 * 1024;

/// Elements in one drawing.
const MOST_ELEMENTS: u32 = 2_000;

/// Places in one drawing, after curves have become short straight lines.
const MOST_POINTS: usize = 20_000;

/// How far a straight line may lie from the curve it stands for, as a part of the drawing's height.
const TOLERANCE: f64 = 1.0 / 1000.0;

/// How deep groups may lie in each other.
const DEEPEST: usize = 16;

const SHIPPED: [(View, &str); 3] = [
    (View::Calf, include_str!("../../assets/anatomy/calf.svg")),
    (View::Sole, include_str!("../../assets/anatomy/sole.svg")),
    (View::Foot, include_str!("../../assets/anatomy/foot.svg")),
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
    Anatomy { calf: shipped(View::Calf), sole: shipped(View::Sole), foot: shipped(View::Foot) }
}

/// The drawings to use, and what is wrong with a person's own.
pub fn load(folder: &Path) -> (Anatomy, Vec<(PathBuf, Clean)>) {
    let mut problems = Vec::new();
    let mut drawing = |view: View| {
        let file = folder.join(format!("{}.svg", view.word()));
        match own(&file, view) {
            None => {}
            Some(Ok(drawing)) => return drawing,
            Some(Err(why)) => problems.push((file, why)),
        }
        shipped(view)
    };
    let anatomy = Anatomy { calf: drawing(View::Calf), sole: drawing(View::Sole), foot: drawing(View::Foot) };
    (anatomy, problems)
}

/// Looks at a person's own drawing, whose name says what it is of.
///
/// # Errors
/// What is wrong with it, and the way out.
pub fn check(file: &Path) -> Result<(), Clean> {
    let stem = file.file_stem().and_then(|stem| stem.to_str());
    let view = View::ALL.into_iter().find(|view| Some(view.word()) == stem);
    let view = view.ok_or_else(|| Clean::visible("a drawing is named calf.svg, sole.svg or foot.svg"))?;
    own(file, view).unwrap_or_else(|| Err(Clean::visible("it is not there"))).map(drop)
}

/// The drawings in a person's own folder, as they are named there.
pub fn own_files(folder: &Path) -> Vec<PathBuf> {
    let files = View::ALL.map(|view| folder.join(format!("{}.svg", view.word())));
    files.into_iter().filter(|file| super::folder::exists(file)).collect()
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
    read(text, view).unwrap_or_else(|_| Drawing {
        size: Point::new(1.0, 1.0),
        lines: Vec::new(),
        joints: Joints::default(),
    })
}

/// Reads a drawing.
///
/// # Errors
/// When it is not an SVG file, too large, has a shape that cannot be read, or lacks an outline or a zone of `view`.
pub fn read(text: &str, view: View) -> Result<Drawing, Flaw> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_ELEMENTS, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| Flaw::Syntax(Clean::visible(&error.to_string())))?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err(Flaw::Syntax(Clean::visible("its first element is not <svg>")));
    }
    let sheet = sheet(root)?;
    let mut reading =
        Reading { lines: Vec::new(), joints: Joints::default(), points: 0, tolerance: sheet.height() * TOLERANCE };
    let place = Affine::translate((-sheet.x0, -sheet.y0));
    reading.children(root, place, Limb::Still, 0)?;
    let drawing =
        Drawing { size: Point::new(sheet.width(), sheet.height()), lines: reading.lines, joints: reading.joints };
    if !drawing.lines.iter().any(|line| line.role == Role::Outline) {
        return Err(Flaw::Whole(Clean::visible("it has no outline: give a path an id that begins with `outline-`")));
    }
    if let Some(zone) = drawing.missing(view.zones()).next() {
        return Err(Flaw::Whole(Clean::visible(&format!(
            "it has no zone `{0}`: add a shape with the id `zone-{0}`",
            zone.word()
        ))));
    }
    Ok(drawing)
}

/// The part of the plane that is shown.
fn sheet(root: Node<'_, '_>) -> Result<kurbo::Rect, Flaw> {
    let words =
        root.attribute("viewBox").ok_or_else(|| flaw(root, "it has no viewBox: add viewBox=\"0 0 100 200\""))?;
    let numbers: Vec<f64> =
        words.split([' ', ',']).filter(|word| !word.is_empty()).filter_map(|word| word.parse().ok()).collect();
    match numbers[..] {
        [x, y, width, height]
            if numbers.iter().all(|n| n.is_finite() && n.abs() <= 1e6) && width >= 1.0 && height >= 1.0 =>
        {
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
}

impl Reading {
    fn children(&mut self, parent: Node<'_, '_>, place: Affine, limb: Limb, depth: usize) -> Result<(), Flaw> {
        if depth > DEEPEST {
            return Err(flaw(parent, "groups lie too deep in each other: sixteen levels are the most"));
        }
        for node in parent.children().filter(Node::is_element) {
            let place = place * transform(node)?;
            let id = node.attribute("id").unwrap_or_default();
            if node.tag_name().name() == "g" {
                let limb = match id {
                    "leg" => Limb::Leg,
                    "foot" => Limb::Foot,
                    "toes" => Limb::Toes,
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
            let middle = Point::new(middle.x, middle.y);
            match joint {
                "ankle" => self.joints.ankle = middle,
                "ball" => self.joints.ball = middle,
                _ => return Err(flaw(node, "there is no such joint: joint-ankle and joint-ball are known")),
            }
            return Ok(());
        }
        let Some(role) = role(id).map_err(|what| flaw(node, &what))? else { return Ok(()) };
        let Some(path) = outline(node)? else {
            return Err(flaw(node, "this kind of shape is not read: use a path"));
        };
        let mut lines: Vec<Line> = Vec::new();
        kurbo::flatten(place * path, self.tolerance, |element| match element {
            PathEl::MoveTo(to) => {
                lines.push(Line {
                    role,
                    limb,
                    points: vec![Point::new(to.x, to.y)],
                    closed: matches!(role, Role::Zone(_)),
                });
            }
            PathEl::LineTo(to) => {
                lines.last_mut().into_iter().for_each(|line| line.points.push(Point::new(to.x, to.y)))
            }
            PathEl::ClosePath => lines.last_mut().into_iter().for_each(|line| line.closed = true),
            // Flattening leaves straight lines only.
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
        });
        lines.retain(|line| line.points.len() > 1);
        self.points += lines.iter().map(|line| line.points.len()).sum::<usize>();
        if self.points > MOST_POINTS {
            return Err(flaw(node, "the drawing has too many places: simplify its paths"));
        }
        if lines.iter().flat_map(|line| &line.points).any(|point| !(point.x.abs() <= 1e6 && point.y.abs() <= 1e6)) {
            return Err(flaw(node, "this shape lies far outside the drawing"));
        }
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
            let near = words.iter().max_by(|a, b| strsim::jaro(a, word).total_cmp(&strsim::jaro(b, word)));
            format!("`{word}` is no zone; did you mean `{}`?", near.unwrap_or(&""))
        })
    };
    Ok(match id.split_once('-') {
        Some(("outline", _)) => Some(Role::Outline),
        Some(("detail", _)) => Some(Role::Detail),
        Some(("ground", _)) => Some(Role::Ground),
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
        "path" => BezPath::from_svg(node.attribute("d").unwrap_or_default())
            .map_err(|error| flaw(node, &format!("its path cannot be read: {error}")))?,
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

fn number(node: Node<'_, '_>, name: &str) -> Result<f64, Flaw> {
    match node.attribute(name).map(str::parse::<f64>) {
        None => Ok(0.0),
        Some(Ok(number)) if number.is_finite() => Ok(number),
        Some(_) => Err(flaw(node, &format!("`{name}` is not a number"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_drawing_we_ship_is_whole() {
        for (view, text) in SHIPPED {
            let drawing = read(text, view).unwrap();
            for zone in view.zones() {
                let way = drawing.way(*zone);
                assert!(way.is_some() || *zone == Zone::Toes, "{view:?} has no way along {zone:?}");
            }
            let inside =
                |point: &Point| point.x >= -1.0 && point.x <= drawing.size.x + 1.0 && point.y <= drawing.size.y + 1.0;
            assert!(drawing.lines.iter().flat_map(|line| &line.points).all(inside), "{view:?}");
        }
        let foot = shipped(View::Foot);
        assert!(foot.joints.ankle != Point::default() && foot.joints.ball != Point::default());
    }

    fn with(shape: &str) -> Result<Drawing, Flaw> {
        let text = SHIPPED[0].1.replace("</svg>", &format!("{shape}\n</svg>"));
        read(&text, View::Calf)
    }

    #[test]
    fn a_moved_group_moves_its_shapes() {
        let shape = r#"<g transform="translate(5 7) scale(2)"><line id="outline-x" x1="1" y1="1" x2="2" y2="1"/></g>"#;
        let drawing = with(shape).unwrap();
        assert_eq!(drawing.lines.last().unwrap().points, [Point::new(7.0, 9.0), Point::new(9.0, 9.0)]);
    }

    #[test]
    fn what_is_not_understood_is_named_with_its_line_and_the_way_out() {
        let said = |shape: &str| with(shape).unwrap_err().to_string();
        assert!(said(r#"<path id="zone-calf_uper" d="M0 0 L1 1"/>"#).ends_with("did you mean `calf_upper`?"));
        assert!(said(r#"<path id="outline-1" d="M0 0 Q"/>"#).starts_with("line "));
        assert!(said(r#"<text id="outline-1">x</text>"#).contains("use a path"));
        assert!(said(r#"<circle id="outline-1" r="wide"/>"#).contains("`r` is not a number"));
        assert!(read("<svg viewBox=\"0 0 9 9\"/>", View::Calf).unwrap_err().to_string().contains("no outline"));
        let without = SHIPPED[0].1.replace("zone-hamstring", "other");
        assert!(read(&without, View::Calf).unwrap_err().to_string().contains("zone `hamstring`"));
    }

    #[test]
    fn r22_nothing_is_executed_followed_or_allowed_to_grow() {
        let entity = "<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg viewBox=\"0 0 9 9\">&a;</svg>";
        assert!(matches!(read(entity, View::Calf), Err(Flaw::Syntax(_))));
        let deep = "<g>".repeat(40) + &"</g>".repeat(40);
        assert!(with(&deep).unwrap_err().to_string().contains("too deep"));
        let many = "<g/>".repeat(3_000);
        assert!(matches!(with(&many), Err(Flaw::Syntax(_))));
        let far = with(r#"<path id="outline-1" d="M0 0 L1e300 1"/>"#);
        assert!(far.unwrap_err().to_string().contains("far outside"));
        let script = with(r#"<script id="outline-1">alert(1)</script>"#);
        assert!(script.unwrap_err().to_string().contains("use a path"));
        let steering = with("<path id=\"zone-\u{202e}x\" d=\"M0 0\"/>").unwrap_err().to_string();
        assert!(!steering.contains('\u{202e}'));
    }

    #[test]
    fn a_drawing_of_ones_own_takes_the_place_of_ours_and_a_broken_one_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let (ours, problems) = (ours(), load(folder.path()).1);
        assert!(problems.is_empty());
        std::fs::write(
            folder.path().join("calf.svg"),
            SHIPPED[0].1.replace("viewBox=\"0 0 110 240\"", "viewBox=\"0 0 120 240\""),
        )
        .unwrap();
        std::fs::write(folder.path().join("sole.svg"), "<svg").unwrap();
        let (own, problems) = load(folder.path());
        assert!(own.calf.size.x > ours.calf.size.x);
        assert_eq!(own.sole, ours.sole);
        let [(file, _)] = &problems[..] else { panic!("{problems:?}") };
        assert!(file.ends_with("sole.svg"));
    }
}
