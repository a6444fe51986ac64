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

proptest! {
    /// Against the plain way: every step on a list, and the list added up.
    #[test]
    fn minutes_are_what_pencil_and_paper_say(
        life in prop::collection::vec(
            (0..40_u64, prop::collection::vec((0..3_usize, 0..3_usize, 1..600_u64, 1..=100_u64), 1..5)),
            0..20,
        ),
        weeks in 1..8_u16,
    ) {
        let techniques = [Technique::Kneading, Technique::BallRoll, Technique::HeelRaise];
        let sides = [Some(Side::Left), Some(Side::Right), None];
        let (first, today) = (day("2026-09-01"), day("2026-10-10"));
        let from = today - chrono::Days::new(u64::from(weeks) * 7 - 1);
        let mut diary = Diary::new(Dawn::default());
        let mut list = Vec::new();
        for (number, (n, steps)) in life.iter().enumerate() {
            let lived = first + chrono::Days::new(*n);
            let steps: Vec<_> = steps
                .iter()
                .map(|(what, side, planned, percent)| {
                    (techniques[*what], sides[*side], *planned, (planned * percent / 100).max(1))
                })
                .collect();
            diary.take(&session(&format!("{lived}T20:00:00+02:00"), &steps));
            if lived >= from {
                list.extend(steps.into_iter().map(|step| (number, step)));
            }
        }
        let doses = diary.doses(Range::Weeks(weeks), today);
        for (technique, side) in techniques.into_iter().flat_map(|what| sides.map(|side| (what, side))) {
            let its = || list.iter().filter(|(_, (what, on, ..))| (*what, *on) == (technique, side));
            let sums = (its().map(|(_, step)| step.2).sum::<u64>(), its().map(|(_, step)| step.3).sum::<u64>());
            let ours = doses.iter().find(|dose| (dose.technique, dose.side) == (Some(technique), side));
            let ours = ours.map_or((0, 0), |dose| (dose.planned.as_secs(), dose.done.as_secs()));
            prop_assert_eq!(ours, sums);
        }
        prop_assert!(doses.is_sorted_by_key(|dose| std::cmp::Reverse(dose.done)), "the most first");
        for foot in Side::BOTH {
            let on = |side: Option<Side>| side.is_none_or(|side| side == foot);
            let done: u64 = list.iter().filter(|(_, step)| on(step.1)).map(|(_, step)| step.3).sum();
            // A session counts for a foot unless every step of it was on the other one.
            let mut sessions: Vec<usize> = list.iter().filter(|(_, step)| on(step.1)).map(|(number, _)| *number).collect();
            sessions.dedup();
            let (ours, counted) = diary.practice((from, today), &[foot]);
            prop_assert_eq!((ours.as_secs(), counted as usize), (done, sessions.len()));
        }
    }

    /// Against the plain way: the ratings of seven days sorted, and the middle taken.
    #[test]
    fn the_median_of_a_week_in_the_table_is_what_pencil_and_paper_say(
        values in prop::collection::vec(prop::option::weighted(0.6, 0..=10_u8), 7..60),
    ) {
        let series = mornings(&values).series(Measure::FirstStep, Side::Left);
        for (start, week) in values.windows(7).enumerate() {
            let mut rated: Vec<u8> = week.iter().copied().flatten().collect();
            rated.sort_unstable();
            let middle = (!rated.is_empty()).then(|| {
                let (low, high) = (rated[(rated.len() - 1) / 2], rated[rated.len() / 2]);
                (f64::from(low) + f64::from(high)) / 2.0
            });
            let from = day("2026-09-01") + chrono::Days::new(start as u64);
            let ours = series.middle(from, from + chrono::Days::new(6));
            prop_assert_eq!(ours.map(|(median, _)| median.points()), middle);
            prop_assert_eq!(ours.map_or(0, |(_, n)| n), rated.len());
        }
    }
}
