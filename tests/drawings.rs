//! Every step we ship, drawn: a person who has read nothing should see what to do.

#![allow(clippy::unwrap_used, missing_docs)]

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use solemate::domain::body::{Side, Technique};
use solemate::domain::motion::{Beat, motion};
use solemate::domain::plan::{Choice, Plan};
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
            let drawing = anatomy.of(motion.view);
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
    for plan in plans() {
        for (at, segment) in plan.segments.iter().enumerate() {
            let picture = |part: f64| {
                let beat = Beat { still: true, ..Beat::of(segment, segment.length.mul_f64(part), segment.length) };
                motion(plan.step_of(at), beat).map(|motion| (motion.pose, motion.touches.len(), motion.view))
            };
            if plan.step_of(at).zones.len() == 1 {
                assert_eq!(picture(0.1), picture(0.9), "{} of {}", plan.step_of(at).name, plan.name);
            }
        }
    }
}

#[test]
fn a_hand_stays_on_the_body_at_every_moment_of_every_step() {
    let anatomy = anatomy::ours();
    let theme = Theme::new(Kind::None).in_ascii();
    let area = Rect::new(0, 0, 40, 24);
    for plan in plans() {
        for (at, segment) in plan.segments.iter().enumerate().filter(|(_, segment)| segment.kind.is_work()) {
            for n in 0..20_u32 {
                let beat = Beat::of(segment, Duration::from_millis(u64::from(n) * 317), segment.length);
                let Some(motion) = motion(plan.step_of(at), beat) else { continue };
                if motion.touches.is_empty() {
                    continue;
                }
                let mut buf = Buffer::empty(area);
                Body::new(anatomy.of(motion.view), &motion, Side::Left, &theme).render(area, &mut buf);
                let touched = buf.content().iter().filter(|cell| cell.symbol() == "O").count();
                assert!(touched >= motion.touches.len().min(2), "{} of {} at {n}", plan.step_of(at).name, plan.name);
            }
        }
    }
}
