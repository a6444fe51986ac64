//! Every step we ship, drawn: a person who has read nothing should see what to do.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::widgets::Widget;
use solemate::domain::anatomy::{Anatomy, Drawing, View};
use solemate::domain::body::{Side, Technique, Zone};
use solemate::domain::motion::{Beat, Course, Motion, Pose, Tool, Touch, Trail, motion};
use solemate::domain::plan::{Choice, Kind as PlanKind, Plan};
use solemate::domain::routine::RoutineId;
use solemate::store::anatomy;
use solemate::store::library::Library;
use solemate::store::routine_file;
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
            for (wide, high) in [(31, 10), (31, 17), (45, 29), (96, 50)] {
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

#[test]
fn toes_are_drawn_back_by_a_hand_that_hooks_them_from_above() {
    let plan = plans().find(|plan| plan.name.as_str() == "Ball Roll").unwrap();
    let pulls = |at: &usize| plan.step_of(*at).name.as_str() == "Toe pull" && plan.segments[*at].kind == PlanKind::Hold;
    let at = (0..plan.segments.len()).find(pulls).unwrap();
    let segment = &plan.segments[at];
    let motion = motion(plan.step_of(at), Beat::of(segment, segment.length / 2, segment.length)).unwrap();
    let rows = drawn(OURS.of(motion.view).unwrap(), &motion);
    let bare = drawn(OURS.of(motion.view).unwrap(), &Motion { held: false, ..motion });
    let first = |rows: &[Vec<char>], sign: char, to: usize| {
        rows.iter().position(|row| columns(row, sign).is_some_and(|(from, _)| from < to))
    };
    let hand = rows.iter().filter(|row| row.contains(&'O')).count();
    assert!(hand >= 8 && first(&bare, 'O', 40).is_none(), "{rows:?}");
    let (arm, toes) = (first(&rows, 'O', 40).unwrap(), first(&bare, '#', 10).unwrap());
    assert!(arm + 2 < toes, "{arm} {toes}: {rows:?}");
}

/// Read once.
static OURS: LazyLock<Anatomy> = LazyLock::new(anatomy::ours);

/// Hands on a zone, and no more than that.
fn held(view: View, zone: Zone, touches: &[(f64, f64, Tool)]) -> Motion {
    let touches =
        touches.iter().map(|(along, across, with)| Touch { zone, along: *along, across: *across, with: *with });
    Motion {
        view,
        lit: vec![zone],
        filled: 0.0,
        touches: touches.collect(),
        pose: Pose::default(),
        held: false,
        ground: None,
        trail: None,
        sweep: None,
        poses: None,
    }
}

/// The dots of a picture in the colour of `style`, as columns and rows.
fn dots(motion: &Motion, (wide, high): (u16, u16), style: fn(&Theme) -> ratatui::style::Style) -> Vec<(u16, u16)> {
    const BITS: [u32; 8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];
    let theme = Theme::new(Kind::Dark);
    let mut buf = Buffer::empty(Rect::new(0, 0, wide, high));
    Body::new(OURS.of(motion.view).unwrap(), motion, Side::Left, &theme).render(buf.area, &mut buf);
    let style = style(&theme);
    let cells = buf.area.positions().filter(|at| {
        let cell = &buf[*at];
        let same = cell.fg == style.fg.unwrap_or(Color::Reset) && cell.modifier == style.add_modifier;
        same && cell.symbol() != " "
    });
    let of_cell = |at: ratatui::layout::Position| {
        let sign = u32::from(buf[at].symbol().chars().next().unwrap()) - 0x2800;
        let there = (0_u16..).zip(BITS).filter(move |(_, bit)| sign & bit != 0);
        there.map(move |(n, _)| (2 * at.x + n % 2, 4 * at.y + n / 2)).collect::<Vec<_>>()
    };
    cells.flat_map(of_cell).collect()
}

/// How many pieces these dots make up, of those that touch each other; a few dots may be an edge that shares a cell.
fn pieces(mut dots: Vec<(u16, u16)>) -> usize {
    let mut pieces = 0;
    while let Some(first) = dots.pop() {
        let (mut piece, mut size) = (vec![first], 0);
        while let Some(one) = piece.pop() {
            size += 1;
            let near = |other: &(u16, u16)| one.0.abs_diff(other.0) <= 1 && one.1.abs_diff(other.1) <= 1;
            piece.extend(dots.extract_if(.., |dot| near(dot)));
        }
        pieces += usize::from(size > 3);
    }
    pieces
}

/// What a drawing has at 80x24, where most people are.
const USUAL: (u16, u16) = (31, 10);

#[test]
fn in_a_small_room_the_part_that_is_worked_is_drawn_and_both_hands_are_told_apart() {
    let room = Rect::new(0, 0, USUAL.0, USUAL.1);
    let theme = Theme::new(Kind::Dark);
    let wide = |motion: &Motion| Body::new(OURS.of(motion.view).unwrap(), motion, Side::Left, &theme).span(room).0;
    let hands = |apart: f64| [(0.5, -apart, Tool::Fingers), (0.5, apart, Tool::Fingers)];
    for apart in [0.4, 0.8] {
        let kneading = held(View::Calf, Zone::CalfAll, &hands(apart));
        assert!(wide(&kneading) >= 15, "{}", wide(&kneading));
        let hands = dots(&kneading, USUAL, Theme::strong);
        assert_eq!(pieces(hands.clone()), 2, "{hands:?}");
        let high = |least: u16, most: u16| {
            hands
                .iter()
                .filter(|(x, _)| (least..most).contains(x))
                .map(|(_, y)| y)
                .collect::<std::collections::BTreeSet<_>>()
                .len()
        };
        assert!(high(0, USUAL.0) >= 7 && high(USUAL.0, 2 * USUAL.0) >= 7, "hands are longer than wide: {hands:?}");
    }
    assert!(wide(&held(View::Calf, Zone::Hamstring, &[])) < 12, "the thigh is above the calf");
    let whole = wide(&held(View::Sole, Zone::SoleAll, &[]));
    for zone in [Zone::Arch, Zone::ArchInner, Zone::SoleBall, Zone::HeelRim] {
        assert!(wide(&held(View::Sole, zone, &[])) > whole + 2, "{zone:?}");
    }
}

#[test]
fn an_arrow_beside_a_leg_stays_clear_of_it() {
    for size in [USUAL, (37, 13), (52, 26), (90, 45)] {
        let trail = Some(Trail { zone: Zone::CalfAll, course: Course::Along(0.9, 0.1), returns: true });
        let motion = Motion { trail, ..held(View::Calf, Zone::CalfAll, &[]) };
        let body = dots(&motion, size, Theme::text);
        let edge = body.iter().map(|(x, _)| *x).min().unwrap();
        let arrow: Vec<_> = dots(&motion, size, Theme::quiet).into_iter().filter(|(x, _)| *x < edge).collect();
        assert_eq!(pieces(arrow.clone()), 1, "{size:?}");
        let wide = |y: u16| arrow.iter().filter(|dot| dot.1 == y).count();
        let (top, bottom) = arrow.iter().fold((u16::MAX, 0), |(top, end), dot| (top.min(dot.1), end.max(dot.1)));
        assert!((top..=bottom).map(wide).max().unwrap() >= 5, "{size:?}: a head is wider than its line");
        assert!(arrow.iter().all(|(x, _)| x + 1 < edge), "{size:?}");
    }
}

#[test]
fn a_ball_is_as_large_at_each_end_of_its_way() {
    for size in [USUAL, (37, 13), (52, 26), (90, 45)] {
        for zone in [Zone::Arch, Zone::SoleAll] {
            let wide = |along: f64| {
                let ball = dots(&held(View::Sole, zone, &[(along, 0.0, Tool::Ball)]), size, Theme::strong);
                let (first, last) =
                    ball.iter().fold((u16::MAX, 0), |(least, most), dot| (least.min(dot.0), most.max(dot.0)));
                last - first
            };
            let (heel, middle, toes) = (wide(0.1), wide(0.5), wide(0.9));
            assert!(
                heel.abs_diff(toes) <= 2 && heel.abs_diff(middle) <= 2,
                "{size:?} {zone:?}: {heel} {middle} {toes}"
            );
        }
    }
}

#[test]
fn places_that_are_held_in_turn_are_told_apart_and_stay_on_their_zone() {
    let spot = |n: u32, of: u32| {
        let across = if n.is_multiple_of(2) { 0.4 } else { -0.4 };
        (1.0 - (f64::from(n) + 0.5) / f64::from(of), across, Tool::Spot(0.0))
    };
    for (size, of) in [(USUAL, 3), ((37, 13), 4), ((52, 26), 6), ((90, 45), 6)] {
        for (view, zone) in [(View::Calf, Zone::CalfUpper), (View::Calf, Zone::CalfAll), (View::Sole, Zone::Arch)] {
            let spots: Vec<_> = (0..of).map(|n| spot(n, of)).collect();
            let rings = dots(&held(view, zone, &spots), size, Theme::strong);
            assert_eq!(pieces(rings), of as usize, "{size:?} {zone:?}");
        }
    }
}

#[test]
fn who_reaches_sits_up_before_it_and_then_leans_to_the_foot_with_the_palms_in_its_ball() {
    let plan = plans().find(|plan| plan.name.as_str() == "Calf Classic").unwrap();
    let of = |fits: fn(PlanKind) -> bool| {
        let reaches = |at: &usize| plan.step_of(*at).technique == Some(Technique::Reach);
        let at = (0..plan.segments.len()).filter(reaches).find(|at| fits(plan.segments[*at].kind)).unwrap();
        let segment = &plan.segments[at];
        motion(plan.step_of(at), Beat::of(segment, segment.length / 2, segment.length)).unwrap()
    };
    let (before, reached) = (of(PlanKind::leads), of(PlanKind::is_work));
    assert!(before.view == View::Reach && before.sweep.is_some() && reached.sweep.is_some());
    for size in [USUAL, (37, 13), (52, 26)] {
        let head = |motion: &Motion| dots(motion, size, Theme::text).into_iter().min_by_key(|dot| dot.1).unwrap();
        let (up, down) = (head(&before), head(&reached));
        assert!(down.0 + 6 < up.0 && down.1 > up.1, "{size:?}: the head goes forward and down: {up:?} {down:?}");
        let palm = |motion| dots(motion, size, Theme::strong).into_iter().map(|(x, _)| x).max().unwrap();
        let sole = dots(&reached, size, Theme::text).into_iter().map(|(x, _)| x).min().unwrap();
        assert!(palm(&before) > sole + 6 && palm(&reached) <= sole + 3, "{size:?}: off the sole, then on it");
    }
}

/// A foot that moves in the air, at this part of a stroke.
fn moved(zone: Zone, part: f64) -> Motion {
    let text = format!(
        "format = 1\nname = \"M\"\n[[step]]\nname = \"m\"\ntechnique = \"mobility\"\nzones = [\"{}\"]\n\
         position = \"lying\"\nsides = \"left\"\ntime = \"20s\"\npace = 15\n",
        zone.word()
    );
    let id = RoutineId::new("m").unwrap();
    let plan = Plan::unroll(&routine_file::read(&id, Path::new("m.toml"), text.as_bytes()).unwrap(), Choice::default());
    let at = plan.segments.iter().position(|segment| segment.kind.is_work()).unwrap();
    let beat = Beat::of(&plan.segments[at], Duration::from_secs(4).mul_f64(part), plan.segments[at].length);
    motion(plan.step_of(at), beat).unwrap()
}

#[test]
fn a_foot_that_points_down_is_seen_to_its_toes() {
    for size in [(37, 13), (45, 16), (52, 26), (52, 22), (90, 45)] {
        let lowest = |part| dots(&moved(Zone::Ankle, part), size, Theme::text).iter().map(|dot| dot.1).max().unwrap();
        let (down, up) = (lowest(0.0), lowest(0.5));
        assert!(down + 1 < 4 * size.1, "{size:?}: {down} is the edge");
        assert!(down > up, "{size:?}: {down} {up}");
    }
}

#[test]
fn toes_that_spread_part_by_some_cells_with_an_arrow_at_each_end() {
    for size in [USUAL, (37, 13), (52, 26), (90, 45)] {
        let (closed, spread) = (moved(Zone::Toes, 0.0), moved(Zone::Toes, 0.5));
        let tip = |motion: &Motion| {
            let toes = dots(motion, size, Theme::text).into_iter().filter(|dot| dot.1 < size.1);
            toes.map(|dot| dot.0).min().unwrap()
        };
        let way = tip(&closed).saturating_sub(tip(&spread));
        assert!(5 * way >= 2 * size.1, "{size:?}: the big toe goes {way} dots aside");
        let bare = dots(&Motion { sweep: None, ..closed.clone() }, size, Theme::quiet);
        let mut arrows = dots(&closed, size, Theme::quiet);
        arrows.retain(|dot| !bare.contains(dot));
        assert_eq!(pieces(arrows.clone()), 2, "{size:?}: {arrows:?}");
    }
}
