//! What was done: minutes by technique and side, and pain around a session.

use super::*;

#[test]
fn doses_are_summed_by_technique_and_side_against_the_plan() {
    let mut diary = Diary::new(Dawn::default());
    let (left, right) = (Some(Side::Left), Some(Side::Right));
    diary.take(&session(
        "2026-09-01T21:00:00+02:00",
        &[(Technique::Kneading, left, 180, 180), (Technique::Kneading, right, 180, 60)],
    ));
    diary.take(&session("2026-09-02T01:00:00+02:00", &[(Technique::Kneading, left, 180, 180)]));
    diary.take(&session("2026-10-02T21:00:00+02:00", &[(Technique::BallRoll, left, 60, 60)]));
    let seconds = |range, today: &str| -> Vec<_> {
        let doses = diary.doses(range, day(today));
        doses
            .iter()
            .map(|dose| (dose.technique.unwrap(), dose.side, dose.planned.as_secs(), dose.done.as_secs()))
            .collect()
    };
    let kneading = [(Technique::Kneading, left, 360, 360), (Technique::Kneading, right, 180, 60)];
    assert_eq!(seconds(Range::Weeks(1), "2026-09-03"), kneading);
    assert_eq!(seconds(Range::Weeks(1), "2026-10-03"), [(Technique::BallRoll, left, 60, 60)]);
    assert_eq!(seconds(Range::All, "2026-10-03").len(), 3);
    let first = diary.day(day("2026-09-01")).unwrap();
    assert_eq!((first.sessions, first.finished, first.done().as_secs()), (2, 2, 420), "one o'clock is still that day");
}

#[test]
fn a_session_on_one_foot_alone_is_none_of_the_other() {
    let (left, right) = (Some(Side::Left), Some(Side::Right));
    let mut diary = Diary::new(Dawn::default());
    diary.take(&session("2026-09-01T21:00:00+02:00", &[(Technique::Kneading, right, 180, 180)]));
    diary.take(&session(
        "2026-09-02T21:00:00+02:00",
        &[
            (Technique::Kneading, left, 180, 180),
            (Technique::Kneading, right, 180, 0),
            (Technique::Settle, None, 60, 60),
        ],
    ));
    diary.take(&session(
        "2026-09-03T21:00:00+02:00",
        &[(Technique::Kneading, left, 60, 60), (Technique::Kneading, right, 60, 60)],
    ));
    let week = (day("2026-09-01"), day("2026-09-07"));
    let of = |feet: &[Side]| {
        let (done, sessions) = diary.practice(week, feet);
        (done.as_secs(), sessions)
    };
    assert_eq!(of(&[Side::Left]), (240, 2));
    assert_eq!(of(&[Side::Right]), (240, 2));
    assert_eq!(of(&Side::BOTH), (480, 3));
}

#[test]
fn pain_around_a_session_stays_with_it() {
    let mut diary = Diary::new(Dawn::default());
    let (rated, unrated) = (session("2026-09-01T21:00:00+02:00", &[]), session("2026-09-02T21:00:00+02:00", &[]));
    for (kind, value) in [(PainKind::NowAfter, 3), (PainKind::NowBefore, 5)] {
        let value = Pain::try_from(value).unwrap();
        let what =
            What::Pain(Rating { side: Side::Left, kind, value, session: Some(rated.id), note: None, place: None });
        diary.take(&Fact::new(at("2026-09-01T21:20:00+02:00"), what));
    }
    diary.take(&rated);
    diary.take(&unrated);
    let around = diary.around(Range::All, day("2026-09-03"));
    let changes: Vec<PerSide<_>> = around
        .iter()
        .map(|session| PerSide { left: session.pain.left.change(), right: session.pain.right.change() })
        .collect();
    assert_eq!(changes, [PerSide { left: Some(-2), right: None }]);
}

#[test]
fn the_sides_of_a_technique_stand_in_one_order_whatever_was_done_most() {
    let dose = |technique, side, minutes: u64| {
        let done = Duration::from_secs(60 * minutes);
        Dose { technique: Some(technique), side, planned: done, done }
    };
    let (left, right) = (Some(Side::Left), Some(Side::Right));
    let (first, second) = (Technique::Kneading, Technique::Circles);
    let doses = [dose(first, None, 9), dose(first, right, 8), dose(second, right, 7), dose(first, left, 6)];
    let order: Vec<_> = by_technique(&doses).iter().map(|dose| (dose.technique, dose.side)).collect();
    assert_eq!(order, [(Some(first), left), (Some(first), right), (Some(first), None), (Some(second), right)]);
}
