use ratatui::buffer::Cell;

use super::super::{bears_every_size, rows};
use super::*;
use crate::domain::anatomy::{Limb, Line};
use crate::domain::motion::{Course, Pose, Tool, Trail};
use crate::ui::theme::Kind;

/// A foot like a box, with a way up its middle: what is drawn where can be said beforehand.
fn boxed() -> Drawing {
    let corners = |inset: f64| {
        let (near, far, low) = (inset, 20.0 - inset, 40.0 - inset);
        vec![Point::new(near, near), Point::new(far, near), Point::new(far, low), Point::new(near, low)]
    };
    let line = |role, points, closed| Line { role, limb: Limb::Still, points, closed };
    let mark = vec![Point::new(2.0, 2.0), Point::new(6.0, 2.0)];
    let lines = vec![
        line(Role::Outline, corners(0.0), true),
        line(Role::Outline, mark, false),
        line(Role::Zone(Zone::Arch), corners(5.0), true),
        line(Role::Way(Zone::Arch), vec![Point::new(10.0, 35.0), Point::new(10.0, 5.0)], false),
    ];
    Drawing::new(Point::new(20.0, 40.0), lines, crate::domain::anatomy::Joints::default())
}

fn seen(touches: Vec<Touch>, filled: f64) -> Motion {
    Motion {
        view: crate::domain::anatomy::View::Sole,
        lit: vec![Zone::Arch],
        filled,
        touches,
        pose: Pose::default(),
        held: false,
        ground: None,
        trail: None,
        sweep: None,
        poses: None,
    }
}

fn touch(along: f64, across: f64) -> Touch {
    Touch { zone: Zone::Arch, along, across, with: Tool::Finger }
}

/// The signs of a plain drawing: one a cell, which says what it belongs to.
fn plain(motion: &Motion, side: Side) -> Vec<String> {
    let theme = Theme::new(Kind::None).in_ascii();
    rows(20, 20, |area, buf| Body::new(&boxed(), motion, side, &theme).render(area, buf))
}

/// Column and row of the middle of all `sign`s.
fn middle(rows: &[String], sign: char) -> (f64, f64) {
    let found: Vec<(f64, f64)> = rows
        .iter()
        .enumerate()
        .flat_map(|(y, row)| {
            row.chars().enumerate().filter(|(_, c)| *c == sign).map(move |(x, _)| (x as f64, y as f64))
        })
        .collect();
    let sum = found.iter().fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1));
    (sum.0 / found.len() as f64, sum.1 / found.len() as f64)
}

#[test]
fn a_touch_stands_where_the_motion_says() {
    let low = middle(&plain(&seen(vec![touch(0.1, 0.0)], 0.0), Side::Left), 'O');
    let high = middle(&plain(&seen(vec![touch(0.9, 0.0)], 0.0), Side::Left), 'O');
    assert!(low.1 > 12.0 && high.1 < 7.0, "{low:?} {high:?}");
    let left = middle(&plain(&seen(vec![touch(0.5, -0.8)], 0.0), Side::Left), 'O');
    let right = middle(&plain(&seen(vec![touch(0.5, 0.8)], 0.0), Side::Left), 'O');
    assert!(left.0 < 9.0 && right.0 > 10.0, "{left:?} {right:?}");
}

#[test]
fn the_right_side_is_the_mirror_of_the_left() {
    let motion = seen(vec![touch(0.5, -0.8)], 0.0);
    let (left, right) = (plain(&motion, Side::Left), plain(&motion, Side::Right));
    let mirrored: Vec<String> =
        right.iter().map(|row| format!("{row:<20}").chars().rev().collect::<String>().trim_end().to_owned()).collect();
    assert_eq!(left, mirrored);
}

#[test]
fn the_zone_is_lit_and_fills_from_below() {
    let lit = plain(&seen(vec![], 0.0), Side::Left);
    assert!(lit.iter().any(|row| row.contains("::")) && !lit.iter().any(|row| row.contains('%')));
    let half = plain(&seen(vec![], 0.5), Side::Left);
    assert!(middle(&half, '%').1 > middle(&half, ':').1);
    let full = plain(&seen(vec![], 1.0), Side::Left);
    assert!(!full.iter().any(|row| row.contains(':')));
}

#[test]
fn an_arrow_across_a_zone_is_seen_on_it() {
    let theme = Theme::new(Kind::Dark);
    let quiet = |trail| {
        let (area, motion) = (Rect::new(0, 0, 40, 40), Motion { trail, ..seen(vec![], 0.0) });
        let mut buf = Buffer::empty(area);
        Body::new(&boxed(), &motion, Side::Left, &theme).render(area, &mut buf);
        buf.content().iter().filter(|cell| cell.symbol() != " " && Some(cell.fg) == theme.quiet().fg).count()
    };
    let across = Trail { zone: Zone::Arch, course: Course::Across(0.5), returns: true };
    assert_eq!(quiet(None), 0);
    assert!(quiet(Some(across)) >= 12, "{}", quiet(Some(across)));
}

#[test]
fn a_plain_arrow_has_a_head() {
    let arrow = |side, returns| {
        let trail = Some(Trail { zone: Zone::Arch, course: Course::Across(0.3), returns });
        plain(&Motion { trail, ..seen(vec![], 0.0) }, side).concat()
    };
    let heads = |drawn: String| drawn.chars().filter(|c| "<>^v".contains(*c)).collect::<String>();
    assert_eq!(heads(arrow(Side::Left, false)), ">");
    assert_eq!(heads(arrow(Side::Right, false)), "<", "its mirror");
    assert_eq!(heads(arrow(Side::Left, true)), "<>");
}

#[test]
fn t26_a_plain_drawing_is_plain_and_the_other_one_is_braille() {
    let motion = seen(vec![touch(0.5, 0.0)], 0.3);
    assert!(plain(&motion, Side::Left).iter().all(|row| row.is_ascii()));
    let theme = Theme::new(Kind::Dark);
    let drawn = rows(20, 20, |area, buf| Body::new(&boxed(), &motion, Side::Left, &theme).render(area, buf));
    assert!(drawn.iter().flat_map(|row| row.chars()).all(|c| c == ' ' || ('\u{2801}'..='\u{28ff}').contains(&c)));
}

#[test]
fn paused_all_of_it_is_quiet() {
    let theme = Theme::new(Kind::Dark);
    let area = Rect::new(0, 0, 20, 20);
    let mut buf = Buffer::empty(area);
    let motion = seen(vec![touch(0.5, 0.0)], 0.3);
    Body::new(&boxed(), &motion, Side::Left, &theme).quiet(true).render(area, &mut buf);
    let styles: Vec<&Cell> = buf.content().iter().filter(|cell| cell.symbol() != " ").collect();
    assert!(!styles.is_empty() && styles.iter().all(|cell| Some(cell.fg) == theme.quiet().fg));
}

#[test]
fn t15_any_size_is_borne_and_too_small_a_room_stays_empty() {
    let (theme, motion) = (Theme::new(Kind::Dark), seen(vec![touch(0.5, 0.0)], 0.3));
    bears_every_size(|area, buf| Body::new(&boxed(), &motion, Side::Right, &theme).render(area, buf));
    for (wide, high) in [(15, 30), (30, 9)] {
        let drawn = rows(wide, high, |area, buf| Body::new(&boxed(), &motion, Side::Left, &theme).render(area, buf));
        assert!(drawn.iter().all(String::is_empty), "{wide}x{high}");
    }
}
