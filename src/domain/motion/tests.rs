use std::time::Duration;

use super::*;
use crate::domain::text::Clean;

fn step(technique: Technique, zones: &[Zone], pace: Option<u32>) -> PlanStep {
    PlanStep {
        name: Clean::visible("Step"),
        technique: Some(technique),
        zones: zones.to_vec(),
        toward: None,
        position: None,
        pace,
        limit: None,
        cue: None,
        how: None,
        care: None,
        part: Part::Calf,
        aloud: Default::default(),
    }
}

fn beat(kind: Kind, seconds: f64, length: u64) -> Beat {
    let (elapsed, length) = (Duration::from_secs_f64(seconds), Duration::from_secs(length));
    Beat { kind, elapsed, length, count: 1, of: 1, still: false }
}

fn at(step: &PlanStep, seconds: f64) -> Motion {
    motion(step, beat(Kind::Work, seconds, 60)).unwrap()
}

/// The moments between `from` and `to`, in hundredths of a second, at which `what` turns true.
fn turns(from: u32, to: u32, what: impl Fn(f64) -> bool) -> usize {
    (from + 1..=to).filter(|n| what(f64::from(*n) / 100.0) && !what(f64::from(n - 1) / 100.0)).count()
}

#[test]
fn the_hand_keeps_the_pace_of_the_step_exactly() {
    for pace in [6, 12, 20, 40, 60] {
        let knead = step(Technique::Kneading, &[Zone::CalfAll], Some(pace));
        let squeezed = |seconds| at(&knead, seconds).touches[1].across < 0.6;
        assert_eq!(turns(0, 6_000, squeezed), pace as usize, "{pace} squeezes a minute");
        let rub = step(Technique::CrossFriction, &[Zone::Arch], Some(pace));
        let crossed = |seconds| at(&rub, seconds).touches[0].across > 0.0;
        let across_and_back = turns(0, 6_000, crossed) + turns(0, 6_000, |seconds| !crossed(seconds));
        assert_eq!(across_and_back, pace as usize, "{pace} sweeps a minute");
    }
}

#[test]
fn each_technique_goes_its_own_way() {
    let stroke = step(Technique::Effleurage, &[Zone::CalfAll], Some(12));
    let along = |seconds| at(&stroke, seconds).touches.first().map(|touch| touch.along);
    assert!(along(0.5) < along(2.0) && along(2.0) < along(4.0), "from the ankle to the knee");
    assert_eq!(along(4.6), None, "and back through the air");

    let glide = step(Technique::DeepGlide, &[Zone::SoleAll], Some(6));
    assert!(at(&glide, 1.0).touches[0].along < at(&glide, 7.0).touches[0].along, "from the heel to the toes");

    let knead = step(Technique::Kneading, &[Zone::CalfAll], Some(20));
    assert!(at(&knead, 0.0).touches[0].along > at(&knead, 12.0).touches[0].along, "from the knee toward the ankle");

    let rub = step(Technique::CrossFriction, &[Zone::Arch], Some(60));
    let places: Vec<Touch> = (0..20).map(|n| at(&rub, f64::from(n) / 7.0).touches[0]).collect();
    assert!(places.iter().all(|touch| touch.along == places[0].along), "across the band, never along it");
    assert!(places.iter().any(|touch| touch.across < -0.5) && places.iter().any(|touch| touch.across > 0.5));

    let roll = step(Technique::BallRoll, &[Zone::SoleAll], Some(15));
    assert!(at(&roll, 0.1).touches[0].along < 0.1 && at(&roll, 3.9).touches[0].along > 0.9, "four seconds each way");
    assert!(at(&roll, 7.9).touches[0].along < 0.1);
}

#[test]
fn hands_go_the_way_a_step_names() {
    use crate::domain::toward::Toward;
    let calf: &[Zone] = &[Zone::CalfLower, Zone::CalfUpper];
    let with_thigh: &[Zone] = &[Zone::CalfAll, Zone::Hamstring];
    let rises = |technique, zones: &[Zone], toward| {
        let step = PlanStep { toward, ..step(technique, zones, Some(6)) };
        let Some(Trail { course: Course::Along(from, to), returns, .. }) = at(&step, 1.0).trail else {
            panic!("no way")
        };
        let (early, late) = (at(&step, 1.0).touches[0].along, at(&step, 27.0).touches[0].along);
        let glides = matches!(technique, Technique::Effleurage | Technique::DeepGlide);
        let late = if glides { at(&step, 7.0).touches[0].along } else { late };
        (!returns).then(|| {
            assert_eq!(from < to, early < late, "the arrow and the hand of {technique:?} toward {toward:?}");
            from < to
        })
    };
    let (knee, ankle, hip) = (Some(Toward::Knee), Some(Toward::Ankle), Some(Toward::Hip));
    for technique in [Technique::Kneading, Technique::Circles, Technique::Effleurage, Technique::Compression] {
        for zones in [calf, with_thigh, &[Zone::CalfAll]] {
            assert_eq!(rises(technique, zones, knee), Some(true), "{technique:?} {zones:?}");
            assert_eq!(rises(technique, zones, hip), Some(true), "{technique:?} {zones:?}");
            assert_eq!(rises(technique, zones, ankle), Some(false), "{technique:?} {zones:?}");
        }
    }
    assert_eq!(rises(Technique::Kneading, &[Zone::Hamstring], knee), Some(false), "the thigh lies above the knee");
    for technique in [Technique::Kneading, Technique::Circles, Technique::Effleurage, Technique::DeepGlide] {
        assert_eq!(rises(technique, &[Zone::SoleAll], Some(Toward::Toes)), Some(true), "{technique:?}");
        assert_eq!(rises(technique, &[Zone::SoleAll], Some(Toward::Heel)), Some(false), "{technique:?}");
    }
    assert_eq!(rises(Technique::BallRoll, &[Zone::SoleAll], Some(Toward::Heel)), None, "a ball is pushed and drawn");
    assert_eq!(rises(Technique::Kneading, calf, None), Some(false));
    assert_eq!(rises(Technique::Kneading, with_thigh, None), Some(true));
}

#[test]
fn lanes_and_zones_come_in_turn() {
    let lanes = step(Technique::BallRoll, &[Zone::ArchInner, Zone::Arch, Zone::ArchOuter], Some(20));
    for (count, zone) in [(1, Zone::ArchInner), (2, Zone::Arch), (3, Zone::ArchOuter)] {
        let beat = Beat { count, of: 3, ..beat(Kind::Work, 2.0, 15) };
        assert_eq!(motion(&lanes, beat).unwrap().lit, [zone]);
    }
    let both = step(Technique::Effleurage, &[Zone::SoleAll, Zone::CalfAll], Some(15));
    assert_eq!((at(&both, 10.0).view, at(&both, 50.0).view), (View::Sole, View::Calf));
    let halves = step(Technique::Kneading, &[Zone::CalfLower, Zone::CalfUpper], Some(20));
    assert_eq!(at(&halves, 1.0).lit, [Zone::CalfAll]);
}

#[test]
fn spots_fill_one_after_the_other() {
    let hold = step(Technique::TriggerHold, &[Zone::CalfAll], None);
    let beat = Beat { count: 2, of: 3, ..beat(Kind::Work, 15.0, 30) };
    let done: Vec<Tool> = motion(&hold, beat).unwrap().touches.iter().map(|touch| touch.with).collect();
    assert_eq!(done, [Tool::Spot(1.0), Tool::Spot(0.5), Tool::Spot(0.0)]);
    let elsewhere = step(Technique::TriggerHold, &[Zone::Arch, Zone::HeelRim, Zone::CalfUpper], None);
    let there = motion(&elsewhere, Beat { count: 3, ..beat }).unwrap();
    assert_eq!((there.view, there.touches.len()), (View::Calf, 1));
    let halves = step(Technique::TriggerHold, &[Zone::CalfLower, Zone::CalfUpper], None);
    let upper = motion(&halves, Beat { of: 2, ..beat }).unwrap();
    assert_eq!((upper.lit, upper.touches.len()), (vec![Zone::CalfUpper], 1));
    assert_eq!(motion(&halves, Beat { count: 1, of: 1, ..beat }).unwrap().touches.len(), 1);
    let again = step(Technique::SustainedHold, &[Zone::Arch, Zone::HeelRim], None);
    let last = motion(&again, Beat { count: 3, ..beat }).unwrap();
    assert_eq!(last.touches.iter().map(|touch| touch.with).collect::<Vec<_>>(), [Tool::Spot(1.0), Tool::Spot(0.5)]);
    assert!(last.touches[0].along > last.touches[1].along + 0.4, "two places in the arch are not one");
}

#[test]
fn a_stretch_is_held_while_it_fills_and_let_go_after() {
    let pull = step(Technique::StretchFascia, &[Zone::Arch, Zone::Toes], None);
    let held = |seconds| motion(&pull, beat(Kind::Hold, seconds, 10)).unwrap();
    assert!(held(0.0).pose.toes < 1.0 && (held(3.0).pose.toes - held(9.0).pose.toes).abs() < 1e-9);
    assert!(held(2.0).filled < held(5.0).filled && held(10.0).filled == 1.0);
    assert_eq!(motion(&pull, beat(Kind::Release, 3.0, 3)).unwrap().pose.toes, 0.0);
    assert!(moves(&pull, &beat(Kind::Hold, 0.5, 10)) && !moves(&pull, &beat(Kind::Hold, 5.0, 10)));
}

#[test]
fn what_draws_the_toes_back_is_a_hand_or_a_towel() {
    let pull = |position| PlanStep { position, ..step(Technique::StretchFascia, &[Zone::Arch, Zone::Toes], None) };
    let drawn = |position, kind| motion(&pull(position), beat(kind, 5.0, 10)).unwrap();
    let hand = drawn(Some(Position::SitCrossed), Kind::Hold);
    assert!(hand.view == View::Foot && hand.held && hand.pose.toes > 0.0);
    assert!(!drawn(Some(Position::SitCrossed), Kind::Rest).held, "it lets go");
    let towel = drawn(Some(Position::SitTowel), Kind::Hold);
    assert!(towel.view == View::Towel && towel.held && towel.pose.toes > 0.0 && towel.lit == [Zone::Arch]);
    assert!(drawn(Some(Position::SitTowel), Kind::Rest).held, "it stays round the foot");
    let raise = step(Technique::HeelRaise, &[Zone::CalfAll], None);
    assert!(!motion(&raise, beat(Kind::Top, 1.0, 2)).unwrap().held);
}

#[test]
fn the_heel_rises_holds_and_sinks_with_the_tempo() {
    let raise = step(Technique::HeelRaise, &[Zone::CalfAll], None);
    let rise = |kind, seconds, length| motion(&raise, beat(kind, seconds, length)).unwrap().pose.rise;
    let top = rise(Kind::Top, 1.0, 2);
    assert!(rise(Kind::Up, 0.0, 3) == 0.0 && (rise(Kind::Up, 3.0, 3) - top).abs() < 1e-9);
    assert!((rise(Kind::Up, 1.5, 3) - top / 2.0).abs() < 1e-9);
    assert!((rise(Kind::Down, 0.0, 3) - top).abs() < 1e-9 && rise(Kind::Down, 3.0, 3) == 0.0);
}

#[test]
fn under_reduced_motion_nothing_moves_within_a_stroke_and_a_hold_fills_in_quarters() {
    let still = |step: &PlanStep, kind, seconds| motion(step, Beat { still: true, ..beat(kind, seconds, 60) }).unwrap();
    let knead = step(Technique::Kneading, &[Zone::CalfAll], Some(20));
    assert_eq!(still(&knead, Kind::Work, 0.3), still(&knead, Kind::Work, 41.7));
    let pull = step(Technique::StretchFascia, &[Zone::Arch], None);
    let pictures: Vec<f64> = (0..60).map(|n| still(&pull, Kind::Hold, f64::from(n)).filled).collect();
    let changes = pictures.windows(2).filter(|pair| pair[0] != pair[1]).count();
    assert_eq!(changes, 3);
}

#[test]
fn a_calf_is_kneaded_from_the_knee_to_the_ankle_and_mostly_below() {
    let halves = step(Technique::Kneading, &[Zone::CalfLower, Zone::CalfUpper], Some(20));
    let squeezes: Vec<f64> = (0..18).map(|n| at(&halves, f64::from(n) * 3.0 + 1.5).touches[0].along).collect();
    let (down, again) = squeezes.split_at(9);
    assert!(down.is_sorted_by(|a, b| a >= b) && down[0] > 0.9 && down[8] < 0.1, "{down:?}");
    assert_eq!(down, again, "then from the knee again");
    assert!(down.iter().filter(|along| **along < 0.5).count() > 5, "{down:?}");
    let thigh = step(Technique::Kneading, &[Zone::CalfAll, Zone::Hamstring], Some(20));
    let up: Vec<f64> = (0..6).map(|n| at(&thigh, f64::from(n) * 3.0).touches[0].along).collect();
    assert!(up.is_sorted() && up[0] < up[5], "{up:?}");
    for (step, way) in [(&halves, (1.0, 0.0)), (&thigh, (0.0, 1.0))] {
        let trail = at(step, 1.0).trail.unwrap();
        assert_eq!((trail.course, trail.returns), (Course::Along(way.0, way.1), false), "the arrow says the same");
    }
}

#[test]
fn at_a_wall_a_bent_knee_is_bent_and_a_straight_one_is_straight() {
    let held = |technique, position| {
        let step = PlanStep { position, ..step(technique, &[Zone::CalfLower], None) };
        motion(&step, beat(Kind::Hold, 5.0, 30)).unwrap()
    };
    let straight = held(Technique::StretchCalfStraight, Some(Position::StandWall));
    let bent = held(Technique::StretchCalfBent, Some(Position::StandWall));
    assert_eq!((straight.view, bent.view), (View::Leg, View::Leg));
    assert!(straight.pose.lean > 15.0 && straight.pose.bend == 0.0, "{:?}", straight.pose);
    assert!(bent.pose.lean > straight.pose.lean && bent.pose.bend > 30.0, "{:?}", bent.pose);
    let towel = held(Technique::StretchCalfStraight, Some(Position::SitTowel));
    assert!(towel.view == View::Towel && towel.pose.flex > 0.0 && towel.ground.is_none());
}

#[test]
fn a_foot_stands_only_where_one_stands_or_sits_upright() {
    let pump = step(Technique::Mobility, &[Zone::Ankle], Some(15));
    let ground = |position| motion(&PlanStep { position, ..pump.clone() }, beat(Kind::Work, 1.0, 30)).unwrap().ground;
    assert_eq!(ground(Some(Position::Lying)), None);
    assert_eq!(ground(Some(Position::SitCrossed)), None);
    assert_eq!(ground(Some(Position::SitChair)), Some(Ground::Floor));
    assert_eq!(ground(Some(Position::StandStep)), Some(Ground::Step));
}

#[test]
fn a_foot_on_the_floor_rocks_and_never_goes_through_it() {
    let rock = PlanStep { position: Some(Position::SitChair), ..step(Technique::Mobility, &[Zone::Ankle], Some(20)) };
    let poses: Vec<Pose> = (0..60).map(|n| at(&rock, f64::from(n) / 10.0).pose).collect();
    assert!(poses.iter().all(|pose| pose.rise >= 0.0 && pose.flex >= 0.0 && pose.rise * pose.flex == 0.0));
    assert!(poses.iter().any(|pose| pose.rise > 15.0) && poses.iter().any(|pose| pose.flex > 10.0));
}

#[test]
fn circles_of_the_ankle_are_round_turn_about_at_half_time_and_end_with_the_toes() {
    let circles = PlanStep {
        position: Some(Position::Lying),
        ..step(Technique::AnkleCircles, &[Zone::Ankle, Zone::Toes], Some(12))
    };
    let poses: Vec<Pose> = (0..5).map(|n| at(&circles, f64::from(n) * 1.25).pose).collect();
    assert!(poses[1].turn > poses[3].turn + 20.0 && poses[2].flex > poses[0].flex + 20.0, "{poses:?}");
    let going = |seconds| at(&circles, seconds).sweep.unwrap().going;
    assert_eq!(going(29.0), Going::Round { reversed: false });
    assert_eq!(going(31.0), Going::Round { reversed: true });
    assert_eq!((at(&circles, 47.0).view, at(&circles, 49.0).view), (View::Foot, View::Sole));
    assert!(at(&circles, 52.5).pose.spread > 20.0);
}

#[test]
fn before_the_work_begins_the_place_is_shown_and_nothing_moves() {
    for technique in Technique::ALL.iter().filter(|technique| **technique != Technique::Settle) {
        for zones in [&[Zone::CalfUpper][..], &[Zone::Arch], &[Zone::Ankle, Zone::Toes], &[Zone::SoleAll]] {
            let step = step(*technique, zones, Some(20));
            for kind in [Kind::GetReady, Kind::ChangeSide, Kind::Rest] {
                assert!(!moves(&step, &beat(kind, 1.0, 5)));
                let shown = |seconds| motion(&step, beat(kind, seconds, 5)).unwrap();
                assert_eq!(shown(0.4), shown(4.3), "{technique:?} on {zones:?}");
                assert_eq!(shown(4.3).filled, 0.0);
                assert!(shown(4.3).touches.iter().all(|touch| !matches!(touch.with, Tool::Spot(done) if done > 0.0)));
            }
        }
    }
    assert_eq!(motion(&step(Technique::Settle, &[Zone::Whole], None), beat(Kind::Work, 1.0, 20)), None);
}

#[test]
fn under_reduced_motion_the_zone_is_that_of_the_moment() {
    let lanes = step(Technique::BallRoll, &[Zone::ArchInner, Zone::Arch, Zone::ArchOuter], Some(20));
    for n in 0..60 {
        let moving = beat(Kind::Work, f64::from(n), 60);
        let lit = |beat| motion(&lanes, beat).unwrap().lit;
        assert_eq!(lit(Beat { still: true, ..moving }), lit(moving), "{n}");
    }
}

#[test]
fn a_calm_limb_goes_from_pose_to_pose_and_a_smooth_one_does_not() {
    let long = |step: &PlanStep, kind, frames| frame(frames, step, &beat(kind, 1.0, 3)).unwrap().as_secs_f64();
    let (sitting, lying) = (Some(Position::SitChair), Some(Position::Lying));
    for (technique, position, pace, poses) in [
        (Technique::Mobility, sitting, 15, 4.0),
        (Technique::Mobility, sitting, 20, 3.0),
        (Technique::Mobility, lying, 15, 6.0),
        (Technique::AnkleCircles, lying, 12, 7.0),
    ] {
        let limb = PlanStep { position, ..step(technique, &[Zone::Ankle], Some(pace)) };
        let (calm, stroke) = (long(&limb, Kind::Work, Frames::Calm), 60.0 / f64::from(pace));
        assert!((stroke / calm - poses).abs() < 1e-6, "{technique:?} at {pace}: {calm}");
        assert_eq!(long(&limb, Kind::Work, Frames::Smooth), Frames::Smooth.length().unwrap().as_secs_f64());
    }
    let pull = step(Technique::StretchFascia, &[Zone::Arch], None);
    assert_eq!(long(&pull, Kind::Hold, Frames::Calm), 0.5, "three poses into a stretch");
    assert_eq!(long(&step(Technique::Kneading, &[Zone::CalfAll], Some(20)), Kind::Work, Frames::Calm), 0.25);
    assert_eq!(
        frame(Frames::Still, &step(Technique::Kneading, &[Zone::CalfAll], None), &beat(Kind::Work, 1.0, 3)),
        None
    );
}

#[test]
fn a_calm_heel_rises_as_far_with_every_second_that_is_counted() {
    let raise = step(Technique::HeelRaise, &[Zone::CalfAll], None);
    for (way, poses) in [(1, 2), (2, 2), (3, 3), (5, 5)] {
        let frame = frame(Frames::Calm, &raise, &beat(Kind::Up, 0.0, way)).unwrap();
        let at = |n: u32| motion(&raise, beat(Kind::Up, (frame * n).as_secs_f64(), way)).unwrap().pose.rise;
        let heights: Vec<f64> = (0..=poses).map(at).collect();
        assert_eq!(heights.last(), Some(&motion(&raise, beat(Kind::Top, 0.0, 2)).unwrap().pose.rise), "{way} seconds");
        let ways: Vec<f64> = heights.windows(2).map(|two| two[1] - two[0]).collect();
        assert!(ways.iter().all(|way| (way - ways[0]).abs() < 1e-6 && *way > 0.0), "{way} seconds: {heights:?}");
    }
    assert_eq!(motion(&raise, beat(Kind::Up, 1.0, 3)).unwrap().lit, [Zone::CalfAll], "what the step names");
    let both = step(Technique::HeelRaise, &[Zone::CalfAll, Zone::Arch], None);
    assert_eq!(motion(&both, beat(Kind::Up, 1.0, 3)).unwrap().lit, [Zone::CalfAll, Zone::Arch]);
}

#[test]
fn however_fast_a_limb_moves_its_calm_poses_still_show_where_it_goes() {
    for position in [Position::SitChair, Position::Lying] {
        for pace in [6, 10, 15, 20, 30, 40, 60] {
            let limb = PlanStep { position: Some(position), ..step(Technique::Mobility, &[Zone::Ankle], Some(pace)) };
            let frame = frame(Frames::Calm, &limb, &beat(Kind::Work, 0.0, 60)).unwrap().as_secs_f64();
            let poses: Vec<Pose> = (0..12).map(|n| at(&limb, f64::from(n) * frame + 1e-6).pose).collect();
            let up = poses.iter().map(|pose| pose.flex).fold(f64::MIN, f64::max);
            let down = poses.iter().map(|pose| pose.flex - pose.rise).fold(f64::MAX, f64::min);
            assert!(up - down > 15.0, "{position:?} at {pace}: {poses:?}");
        }
    }
}

#[test]
fn what_names_its_place_itself_is_drawn_where_the_step_names_no_zone() {
    for (technique, view) in [
        (Technique::HeelRaise, View::Foot),
        (Technique::StretchCalfStraight, View::Leg),
        (Technique::StretchCalfBent, View::Leg),
        (Technique::StretchFascia, View::Foot),
        (Technique::AnkleCircles, View::Foot),
    ] {
        let drawn = at(&step(technique, &[], None), 5.0);
        assert!(drawn.view == view && !drawn.lit.is_empty(), "{technique:?}");
    }
    assert_eq!(motion(&step(Technique::Kneading, &[], None), beat(Kind::Work, 5.0, 60)), None, "where, nobody knows");
    assert_eq!(motion(&step(Technique::HeelRaise, &[Zone::Whole], None), beat(Kind::Work, 5.0, 60)), None);
}

#[test]
fn whoever_reaches_for_the_back_of_the_thigh_is_seen_to_reach() {
    for zone in [Zone::SoleBall, Zone::SoleAll, Zone::Hamstring] {
        assert_eq!(at(&step(Technique::Reach, &[zone], None), 5.0).view, View::Reach, "{zone:?}");
    }
}
