//! Every step we ship, drawn: a person who has read nothing should see what to do.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::time::Duration;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use solemate::domain::anatomy::Drawing;
use solemate::domain::body::{Side, Technique};
use solemate::domain::motion::{Beat, Motion, Tool, motion};
use solemate::domain::plan::{Choice, Kind as PlanKind, Plan};
use solemate::store::anatomy;
use solemate::store::library::Library;
use solemate::ui::theme::{Kind, Theme};
use solemate::ui::widget::body::Body;

fn plans() -> impl Iterator<Item = Plan> {
    let library = Library::new(None);
    let ids: Vec<String> =
        library.entries().iter().filter_map(|entry| Some(entry.id.as_ref()?.as_str().to_owned())).collect();
    ids.into_iter().map(move |id| Plan::unroll(&library.load(&id).unwrap(), Choice::default()))
}

/// The pictures of a plan: each segment at its beginning, its middle and shortly before its end.
fn beats(plan: &Plan) -> impl Iterator<Item = (usize, Beat)> {
    plan.segments.iter().enumerate().flat_map(|(at, segment)| {
        [0.0, 0.37, 0.5, 0.98].map(|part| (at, Beat::of(segment, segment.length.mul_f64(part), segment.length)))
    })
}

#[test]
fn every_step_but_settling_has_a_picture_with_its_zone_lit() {
    let anatomy = anatomy::ours();
    let mut pictures = 0;
    for plan in plans() {
        for (at, beat) in beats(&plan).filter(|(at, _)| plan.segments[*at].kind.is_work()) {
            let step = plan.step_of(at);
            let Some(motion) = motion(step, beat) else {
                assert_eq!(step.technique, Some(Technique::Settle), "{} of {}", step.name, plan.name);
                continue;
            };
            let drawing = anatomy.of(motion.view).unwrap();
            assert_eq!(drawing.missing(&motion.lit).next(), None, "{} of {}", step.name, plan.name);
            for touch in &motion.touches {
                assert!(drawing.way(touch.zone).is_some(), "{} of {}: {touch:?}", step.name, plan.name);
                assert!((0.0..=1.0).contains(&touch.along) && touch.across.abs() <= 1.0, "{}: {touch:?}", step.name);
            }
            pictures += 1;
        }
    }
    assert!(pictures > 500, "{pictures}");
}

#[test]
fn nothing_moves_where_a_still_picture_is_asked_for() {
    let mut compared = 0;
    for plan in plans() {
        for (at, segment) in plan.segments.iter().enumerate() {
            let step = plan.step_of(at);
            let picture = |part: f64, still| {
                let beat = Beat { still, ..Beat::of(segment, segment.length.mul_f64(part), segment.length) };
                motion(step, beat)
            };
            let said = || format!("{} of {}", step.name, plan.name);
            for quarter in [0.0, 0.25, 0.5, 0.75] {
                // From quarter to quarter it stays, unless the zone is left.
                let ((early, late), lit) = (
                    (picture(quarter + 0.02, true), picture(quarter + 0.22, true)),
                    [quarter + 0.02, quarter + 0.22].map(|part| picture(part, false).map(|motion| motion.lit)),
                );
                assert_eq!(
                    [early.clone(), late.clone()].map(|still| still.map(|motion| motion.lit)),
                    lit,
                    "{}",
                    said()
                );
                if lit[0] == lit[1] {
                    assert_eq!(early, late, "{}", said());
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 1_000, "{compared}");
}

const ROOM: Rect = Rect::new(0, 0, 40, 24);

/// The signs of a plain picture, one a cell.
fn drawn(drawing: &Drawing, motion: &Motion) -> Vec<Vec<char>> {
    let theme = Theme::new(Kind::None).in_ascii();
    let mut buf = Buffer::empty(ROOM);
    Body::new(drawing, motion, Side::Left, &theme).render(ROOM, &mut buf);
    let sign = |cell: &Cell| cell.symbol().chars().next().unwrap_or(' ');
    buf.content().chunks(ROOM.width.into()).map(|row| row.iter().map(sign).collect()).collect()
}

fn columns(row: &[char], sign: char) -> Option<(usize, usize)> {
    row.iter().position(|c| *c == sign).zip(row.iter().rposition(|c| *c == sign))
}

#[test]
fn a_hand_stays_on_the_body_at_every_moment_of_every_step() {
    let anatomy = anatomy::ours();
    let mut looked_at = 0;
    for plan in plans() {
        for (at, segment) in plan.segments.iter().enumerate().filter(|(_, segment)| segment.kind.is_work()) {
            for n in 0..20_u32 {
                let beat = Beat::of(segment, Duration::from_millis(u64::from(n) * 317), segment.length);
                let Some(motion) = motion(plan.step_of(at), beat) else { continue };
                if motion.touches.is_empty() {
                    continue;
                }
                let said = || format!("{} of {} at {n}", plan.step_of(at).name, plan.name);
                let drawing = anatomy.of(motion.view).unwrap();
                let touched = drawn(drawing, &motion);
                let body = drawn(drawing, &Motion { touches: Vec::new(), trail: None, ..motion.clone() });
                let hands = touched.iter().flatten().filter(|sign| **sign == 'O').count();
                assert!(hands >= motion.touches.len().min(2), "{}", said());
                // What rolls reaches a little over the edge.
                let rolls = motion.touches.iter().any(|touch| matches!(touch.with, Tool::Bar | Tool::Ball));
                let over = if rolls { 2 } else { 1 };
                for (hands, body) in touched.iter().zip(&body) {
                    let Some((from, to)) = columns(hands, 'O') else { continue };
                    let edges = columns(body, '#').unwrap_or_else(|| panic!("{}: beside the body", said()));
                    assert!(from + over >= edges.0 && to <= edges.1 + over, "{}: {from}-{to} of {edges:?}", said());
                }
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 1_000, "{looked_at}");
}

#[test]
fn the_two_stretches_at_the_wall_do_not_look_alike() {
    let anatomy = anatomy::ours();
    let plan = plans().find(|plan| plan.name.as_str() == "Full Session").unwrap();
    let held = |technique| {
        let at = (0..plan.segments.len())
            .find(|at| plan.step_of(*at).technique == Some(technique) && plan.segments[*at].kind.is_work())
            .unwrap();
        let segment = &plan.segments[at];
        let motion = motion(plan.step_of(at), Beat::of(segment, segment.length / 2, segment.length)).unwrap();
        drawn(anatomy.of(motion.view).unwrap(), &motion)
    };
    let (straight, bent) = (held(Technique::StretchCalfStraight), held(Technique::StretchCalfBent));
    // Above the foot, and below the hip, where the front of the thigh is cut off lower than its back.
    let front = |rows: &[Vec<char>]| -> Vec<usize> {
        rows.iter().filter_map(|row| columns(row, '#')).map(|(from, _)| from).take(16).skip(3).collect()
    };
    // Straight from the wall down to the foot, without a knee in it.
    assert!(front(&straight).is_sorted(), "{:?}", front(&straight));
    let bent = front(&bent);
    let knee = bent.iter().copied().min().unwrap();
    assert!(knee + 2 <= bent[0] && knee + 5 <= bent[bent.len() - 1], "the knee is before hip and ankle: {bent:?}");
}

#[test]
fn every_way_of_a_hand_has_its_head_in_plain_letters_too() {
    let (anatomy, theme) = (anatomy::ours(), Theme::new(Kind::None).in_ascii());
    let mut arrows = 0;
    for plan in plans() {
        for (at, beat) in beats(&plan) {
            let Some(motion) = motion(plan.step_of(at), beat).filter(|motion| motion.trail.is_some()) else { continue };
            for (wide, high) in [(31, 17), (45, 29), (96, 50)] {
                let draw = |motion: &Motion| {
                    let mut buf = Buffer::empty(Rect::new(0, 0, wide, high));
                    Body::new(anatomy.of(motion.view).unwrap(), motion, Side::Left, &theme).render(buf.area, &mut buf);
                    buf
                };
                let buf = draw(&motion);
                // A way that goes round has no arrow.
                if buf == draw(&Motion { trail: None, ..motion.clone() }) {
                    continue;
                }
                let heads = buf.content.iter().filter(|cell| "<>^v".contains(cell.symbol())).count();
                assert!(heads > 0, "{} of {}: {wide}x{high}", plan.step_of(at).name, plan.name);
            }
            arrows += 1;
        }
    }
    assert!(arrows > 100, "{arrows}");
}

#[test]
fn a_stretch_with_a_towel_shows_the_leg_lying_the_towel_and_the_toes_drawn_to_the_shin() {
    let anatomy = anatomy::ours();
    let plan = plans().find(|plan| plan.name.as_str() == "Studio Flow").unwrap();
    let of = |fits: fn(PlanKind) -> bool| {
        let at = (0..plan.segments.len())
            .find(|at| plan.step_of(*at).name.as_str() == "Stretch the Achilles" && fits(plan.segments[*at].kind))
            .unwrap();
        let segment = &plan.segments[at];
        let motion = motion(plan.step_of(at), Beat::of(segment, segment.length / 2, segment.length)).unwrap();
        drawn(anatomy.of(motion.view).unwrap(), &motion)
    };
    let (before, held) = (of(PlanKind::leads), of(|kind| kind == PlanKind::Hold));
    for rows in [&before, &held] {
        let band = rows.iter().map(|row| row.iter().filter(|sign| **sign == 'O').count()).max().unwrap();
        assert!(band >= 8, "the towel leads from the foot to the hand: {rows:?}");
        let floor = rows.iter().rposition(|row| row.contains(&'#')).unwrap();
        let wide = |row: &Vec<char>| columns(row, '#').map_or(0, |(from, to)| to - from);
        assert!(wide(&rows[floor]).max(wide(&rows[floor - 1])) > 25, "the leg lies: {rows:?}");
    }
    let toes =
        |rows: &[Vec<char>]| rows.iter().find_map(|row| columns(row, '#').filter(|(from, _)| *from < 14)).unwrap().0;
    assert!(toes(&held) >= toes(&before) + 3, "toward the shin: {before:?} {held:?}");
    assert!(held.iter().flatten().any(|sign| *sign == '%') && !before.iter().flatten().any(|sign| *sign == '%'));
}
