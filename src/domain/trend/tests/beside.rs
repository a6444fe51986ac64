//! What stands beside each other: two weeks and two weeks, a day and the next morning.

use super::*;

/// The first of the days of these tests, and the one so many days later.
fn on(n: usize) -> NaiveDate {
    day("2026-09-01") + TimeDelta::days(n as i64)
}

/// Mornings of the left foot from 1 September on, and seconds of work on it on the same days.
fn lived(mornings_of: &[Option<u8>], seconds: &[u64]) -> Diary {
    let mut diary = mornings(mornings_of);
    for (n, seconds) in seconds.iter().enumerate().filter(|(_, seconds)| **seconds > 0) {
        let when = format!("{}T21:00:00+02:00", on(n));
        diary.take(&session(&when, &[(Technique::Kneading, Some(Side::Left), *seconds, *seconds)]));
    }
    diary
}

fn responses(diary: &Diary, today: NaiveDate) -> (Vec<Response>, Responses) {
    let days = diary.responses(Side::Left, Range::All, today);
    let together = Responses::of(&days);
    (days, together)
}

/// The middle of what a reader has sorted with pencil and paper.
fn middle(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    (n > 0).then(|| (values[(n - 1) / 2] + values[n / 2]) / 2.0)
}

#[test]
fn two_weeks_before_and_after_an_event_worked_out_by_hand() {
    // 14 days of 6, the day itself, 14 days of 3, and a 10 on either side that is too far away.
    let mut values = vec![Some(10)];
    values.extend([Some(6); 14]);
    values.push(Some(9));
    values.extend([Some(3); 14]);
    values.push(Some(10));
    let series = mornings(&values).series(Measure::FirstStep, Side::Left);
    let beside = series.beside(on(15), on(30));
    assert_eq!(beside.to_string(), "median 6 before (14 of 14 mornings), 3 after (14 of 14)");
    assert_eq!((beside.before.rated, beside.after.rated), (14, 14), "the day itself is in neither");
    let early = series.beside(on(15), on(19));
    assert_eq!(early.to_string(), "median 6 before (14 of 14 mornings), 3 after so far (4 of 4)");
    let today = series.beside(on(15), on(15));
    assert_eq!(today.to_string(), "median 6 before (14 of 14 mornings), nothing after it yet");
}

#[test]
fn fewer_than_four_rated_days_say_nothing_of_an_event() {
    let mut values = vec![Some(5), None, None, Some(6), None, None, Some(5), None];
    values.extend([Some(2), Some(4), None, Some(3), Some(3)]);
    let series = mornings(&values).series(Measure::FirstStep, Side::Left);
    let beside = series.beside(on(7), on(30));
    assert_eq!((beside.before.median, beside.before.rated), (None, 3));
    assert_eq!(
        beside.to_string(),
        "too few days before (3 of 14 mornings; 4 are needed), 3 after (4 of 14)",
        "the median of 2, 4, 3 and 3"
    );
    assert!(!mornings(&[]).series(Measure::FirstStep, Side::Left).beside(on(7), on(30)).is_rated());
}

#[test]
fn events_stand_on_the_day_that_was_lived_and_name_those_that_share_their_weeks() {
    let mut diary = Diary::new(Dawn::default());
    let facts = [
        event("2026-09-30T10:00:00+02:00", "physio"),
        event("2026-09-16T02:00:00+02:00", "insoles"),
        event("2026-10-14T10:00:00+02:00", "holiday"),
        event("2026-12-01T10:00:00+02:00", "not yet"),
    ];
    facts.iter().for_each(|fact| diary.take(fact));
    let today = day("2026-11-01");
    diary.end_with(now("2026-11-01T12:00:00+01:00"));
    let events = diary.events(Range::All, today);
    let told: Vec<_> = events.iter().map(|mark| (mark.day.to_string(), mark.text.to_string())).collect();
    let expected = [("2026-09-15", "insoles"), ("2026-09-30", "physio"), ("2026-10-14", "holiday")];
    assert_eq!(
        told,
        expected.map(|(day, text)| (day.to_owned(), text.to_owned())),
        "a night belongs to the day before"
    );
    assert_eq!(diary.unplaced(), 1);
    let near =
        |n: usize| diary.events_near(events[n]).named.into_iter().map(|mark| mark.text.as_str()).collect::<Vec<_>>();
    assert_eq!(near(0), [""; 0], "fifteen days apart");
    assert_eq!(near(1), ["holiday"], "fourteen days apart");
    assert_eq!(words::also(&diary.events_near(events[1])).as_deref(), Some("Also in these weeks: holiday (14 Oct)."));
}

#[test]
fn of_many_events_the_nearest_three_are_named_and_the_others_counted() {
    let mut diary = Diary::new(Dawn::default());
    for n in 1..=28 {
        for hour in [10, 11] {
            diary.take(&event(&format!("2026-10-{n:02}T{hour}:00:00+02:00"), &format!("{n}-{hour}")));
        }
    }
    diary.take(&event("2026-10-20T12:00:00+02:00", &"walk ".repeat(100)));
    let events = diary.events(Range::All, day("2026-11-01"));
    let first = diary.events_near(events[0]);
    let named: Vec<_> = first.named.iter().map(|mark| mark.text.as_str()).collect();
    assert_eq!((named, first.more), (vec!["1-11", "2-10", "2-11"], 26), "the 1st to the 15th, without itself");
    let told = words::also(&diary.events_near(events.iter().find(|mark| &*mark.text == "20-10").unwrap())).unwrap();
    assert!(told.starts_with("Also in these weeks: 19-10 (19 Oct), 20-11 (20 Oct), walk walk"), "{told}");
    assert!(told.ends_with("walk... (20 Oct), and 43 more."), "{told}");
}

#[test]
fn minutes_and_next_mornings_worked_out_by_hand() {
    // Minutes 0, 10, 10, 30, 10: the usual is 10. Mornings 4, 5, 5, 3, none, 6.
    let values = [Some(4), Some(5), Some(5), Some(3), None, Some(6)];
    let (days, together) = responses(&lived(&values, &[0, 600, 600, 1800, 600]), on(5));
    let told: Vec<_> = days.iter().map(|one| (one.minutes(), one.next.map(Pain::value), one.change())).collect();
    let expected = [
        (0, Some(5), Some(1)),
        (10, Some(5), Some(0)),
        (10, Some(3), Some(-2)),
        (30, None, None),
        (10, Some(6), None),
        (0, None, None),
    ];
    assert_eq!(told, expected);
    assert_eq!(together.usual, Some(Duration::from_secs(600)));
    let counts = together.by_amount.map(|mornings| (mornings.amount, mornings.rated, mornings.compared));
    let expected = [(Amount::Nothing, 1, 1), (Amount::Less, 0, 0), (Amount::Usual, 3, 2), (Amount::More, 0, 0)];
    assert_eq!(counts, expected);
    assert!(together.by_amount.iter().all(|mornings| mornings.next.is_none() && mornings.change.is_none()), "too few");
}

#[test]
fn days_are_grouped_by_their_exact_time_however_it_is_shown() {
    // 6:30 is the usual and 8:10 a quarter more, though 7 and 8 minutes are within a fifth of each other.
    let (days, together) = responses(&lived(&[Some(5); 5], &[390, 390, 490, 300]), on(4));
    assert_eq!(days.iter().map(|day| day.minutes()).collect::<Vec<_>>(), [7, 7, 8, 5, 0]);
    assert_eq!(together.usual, Some(Duration::from_secs(390)));
    assert_eq!(together.by_amount.map(|mornings| mornings.rated), [0, 1, 2, 1]);
}

#[test]
fn medians_of_next_mornings_worked_out_by_hand() {
    // Work every second day; the mornings after it are 2, 2, 3, 4, those after a day without 6, 5, 5, 7.
    let values = [Some(6), Some(2), Some(6), Some(2), Some(5), Some(3), Some(5), Some(4), Some(7)];
    let (_, together) = responses(&lived(&values, &[600, 0, 600, 0, 600, 0, 600, 0]), on(8));
    let [nothing, less, usual, more] = together.by_amount;
    let told = |one: Mornings| (one.next.map(|next| next.to_string()), one.change.map(Middle::signed));
    assert_eq!(told(nothing), (Some("5.5".to_owned()), Some("+3".to_owned())), "changes +4, +3, +2, +3");
    assert_eq!(told(usual), (Some("2.5".to_owned()), Some("-3".to_owned())), "changes -4, -4, -2, -1");
    assert_eq!((less.rated, more.rated), (0, 0));
}

#[test]
fn about_the_usual_is_within_a_fifth_and_work_on_both_feet_counts_for_each() {
    let amounts = |minutes: [u64; 5]| {
        let seconds = minutes.map(|minutes| 60 * minutes);
        responses(&lived(&[Some(5); 6], &seconds), on(5)).1.by_amount.map(|one| one.rated)
    };
    // The usual is 20: 16 to 24 are about as much.
    assert_eq!(amounts([20, 16, 24, 15, 25]), [0, 1, 3, 1]);
    assert_eq!(amounts([0, 0, 0, 0, 7]), [4, 0, 1, 0]);

    let mut diary = mornings(&[Some(5), Some(4)]);
    let both = [(Technique::HeelRaise, None, 300, 290), (Technique::Settle, Some(Side::Left), 600, 600)];
    diary.take(&session("2026-09-01T21:00:00+02:00", &both));
    assert_eq!(
        diary.responses(Side::Left, Range::All, on(1))[0].minutes(),
        5,
        "to the nearest; getting ready is no work"
    );
    assert_eq!(diary.responses(Side::Right, Range::All, on(1))[0].minutes(), 5);
}

proptest! {
    /// Against the plain way: look at each day, put its next morning on a pile, sort the pile.
    #[test]
    fn next_mornings_are_what_pencil_and_paper_say(
        life in prop::collection::vec((prop::option::weighted(0.7, 0..=10_u8), 0..40_u64), 2..50),
    ) {
        let (values, minutes): (Vec<_>, Vec<_>) = life.into_iter().unzip();
        let minutes: Vec<u64> = minutes.into_iter().map(|minutes| minutes.saturating_sub(10)).collect();
        let seconds: Vec<u64> = minutes.iter().map(|minutes| minutes * 60).collect();
        let today = values.len() - 1;
        let (_, together) = responses(&lived(&values, &seconds), on(today));

        let worked: Vec<f64> = minutes.iter().filter(|minutes| **minutes > 0).map(|minutes| *minutes as f64).collect();
        let usual = middle(worked);
        prop_assert_eq!(together.usual.map(|usual| usual.as_secs_f64() / 60.0), usual);
        let pile_of = |minutes: u64| match usual {
            Some(_) if minutes == 0 => 0,
            Some(usual) if (minutes as f64) < 0.8 * usual - 1e-9 => 1,
            Some(usual) if minutes as f64 > 1.2 * usual + 1e-9 => 3,
            Some(_) => 2,
            None => 0,
        };
        for (pile, mornings) in together.by_amount.iter().enumerate() {
            let mut next = Vec::new();
            let mut changes = Vec::new();
            for n in 0..today {
                if let (true, Some(morning)) = (pile_of(minutes[n]) == pile, values[n + 1]) {
                    next.push(f64::from(morning));
                    changes.extend(values[n].map(|same| f64::from(morning) - f64::from(same)));
                }
            }
            // Days before the first one that is known say nothing; nothing was rated the morning after them, but once.
            let first = (0..=today).find(|n| values[*n].is_some() || minutes[*n] > 0);
            if pile == 0 && first.is_some_and(|first| first > 0 && values[first].is_some()) {
                next.remove(0);
            }
            prop_assert_eq!((mornings.rated, mornings.compared), (next.len(), changes.len()));
            prop_assert_eq!(mornings.next.map(Median::points), middle(next.clone()).filter(|_| next.len() >= 4));
            prop_assert_eq!(mornings.change.map(Middle::value), middle(changes.clone()).filter(|_| changes.len() >= 4));
        }
    }

    /// Against the plain way: fourteen days counted off on either side.
    #[test]
    fn events_are_what_pencil_and_paper_say(
        values in prop::collection::vec(prop::option::weighted(0.5, 0..=10_u8), 1..50),
        place in 0..60_usize,
    ) {
        let today = values.len() - 1;
        let beside = mornings(&values).series(Measure::FirstStep, Side::Left).beside(on(place), on(today));
        let rated = |days: Vec<usize>| -> Vec<f64> {
            days.into_iter().filter_map(|n| values.get(n).copied().flatten()).map(f64::from).collect()
        };
        let before = rated((1..=14).filter_map(|back| place.checked_sub(back)).collect());
        let after = rated((1..=14).map(|on| place + on).collect());
        for (ours, theirs) in [(beside.before, before), (beside.after, after)] {
            prop_assert_eq!(ours.rated, theirs.len());
            prop_assert_eq!(ours.median.map(Median::points), middle(theirs.clone()).filter(|_| theirs.len() >= 4));
        }
        let come = today.saturating_sub(place).min(14);
        prop_assert_eq!(beside.after.of, come);
    }
}
