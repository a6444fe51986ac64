//! The last that could be told, and how sure it is.

use super::*;

/// Ratings as reader with pencil and paper has them: a column of days.
fn in_week(values: &[Option<u8>], end: usize) -> Option<f64> {
    let mut ratings: Vec<u8> = values[end.checked_sub(6)?..=end].iter().copied().flatten().collect();
    ratings.sort_unstable();
    let n = ratings.len();
    (n >= 4).then(|| (f64::from(ratings[(n - 1) / 2]) + f64::from(ratings[n / 2])) / 2.0)
}

fn first_week(values: &[Option<u8>]) -> Option<usize> {
    (0..values.len())
        .find(|start| values[*start].is_some() && values.len() > start + 6 && in_week(values, start + 6).is_some())
}

fn date_of(n: usize) -> NaiveDate {
    day("2026-09-01") + TimeDelta::days(n as i64)
}

proptest! {
    /// Day after day is gone back until a verdict can be told; whole weeks are laid end to end before that one.
    #[test]
    fn the_last_that_could_be_told_is_found_by_going_back_day_by_day(
        values in prop::collection::vec(prop::option::weighted(0.5, 0..=10_u8), 1..90),
    ) {
        let standing = trend_of(&values).standing;
        let first = first_week(&values);
        let end = first.and_then(|start| (start + 13..values.len()).rev().find(|end| in_week(&values, *end).is_some()));
        prop_assert_eq!(standing.map(|standing| standing.week.to), end.map(date_of));
        let (Some(standing), Some(start), Some(end)) = (standing, first, end) else { return Ok(()) };

        let then = in_week(&values, start + 6).unwrap();
        let now = in_week(&values, end).unwrap();
        let mut between = Vec::new();
        let mut block = end - 7;
        while block >= start + 13 {
            between.extend(in_week(&values, block));
            block -= 7;
        }
        between.reverse();
        prop_assert_eq!(standing.course.map_or(0, |course| course.weeks), between.len());
        let Some(course) = standing.course else { return Ok(()) };
        prop_assert_eq!(course.least.points(), between.iter().copied().fold(10.0, f64::min));
        prop_assert_eq!(course.most.points(), between.iter().copied().fold(0.0, f64::max));

        // Every pair of weeks, the earlier one first.
        let weeks: Vec<f64> = [vec![then], between.clone(), vec![now]].concat();
        let pairs = || (0..weeks.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
        let rises = pairs().any(|(a, b)| weeks[b] - weeks[a] >= 2.0);
        let falls = pairs().any(|(a, b)| weeks[a] - weeks[b] >= 2.0);
        let change = now - then;
        let swings = match change {
            _ if change <= -1.0 => rises,
            _ if change >= 1.0 => falls,
            _ => between.iter().any(|median| (median - then).abs() >= 2.0),
        };
        let alone = change.abs() >= 1.0 && between.iter().all(|median| (median - then).abs() < 1.0);
        let shape = if swings { Shape::UpAndDown } else if alone { Shape::OneWeek } else { Shape::Onward };
        prop_assert_eq!(course.shape, shape);
        let again = match change {
            _ if change <= -1.0 && now - course.least.points() >= 2.0 => Some(Again::Up(course.least)),
            _ if change >= 1.0 && course.most.points() - now >= 2.0 => Some(Again::Down(course.most)),
            _ => None,
        };
        prop_assert_eq!(course.again, again);
    }
}

/// Two weeks of seven, eight of two, a week of five, and after it as many days as are asked for, of which none is rated.
fn stopped(unrated: usize) -> Vec<Option<u8>> {
    let mut values = all(&[vec![7; 14], vec![2; 56], vec![3; 7], vec![5; 14]].concat());
    values.extend(vec![None; unrated]);
    values
}

#[test]
fn where_the_last_days_are_too_few_the_last_that_could_be_told_stands_first_with_its_day() {
    let trend = trend_of(&stopped(5));
    assert_eq!(trend.verdict, Verdict::NotYet(Missing::LastWeek(2)));
    assert_eq!(
        trend.to_string(),
        "on 3 Dec 2026: clearly lower than your first week, 1 Sep 2026: median 7 then, 5 that week; \
         up again from 2 in the weeks between; \
         not enough days now: 2 of the last seven rated, 4 are needed · 7 of 7 mornings then, 4 of 7 that week, 91 of 96 in all"
    );
    assert_eq!(
        trend.clauses(Telling::Brief).join(" "),
        "on 3 Dec: clearly lower: median 7, then 5; up again from 2; 2 of 7 days now"
    );
    assert_eq!(
        trend.ground().unwrap(),
        "first week from 1 Sep 2026: 7 of 7 rated, all 7; week to 3 Dec 2026: 4 of 7 rated, all 5"
    );
}

#[test]
fn a_range_names_its_weeks_by_the_day_on_which_it_is_asked_for() {
    let values = stopped(5);
    let today = date_of(values.len() - 1);
    let trend =
        mornings(&values).series(Measure::FirstStep, Side::Left).trend(Range::Weeks(8).from(today, None), today);
    assert_eq!(
        trend.clauses(Telling::Reported)[..2].join(" "),
        "on 3 Dec 2026: higher than at the start of these 8 weeks: median 2 then, 5 that week;"
    );
    assert!(trend.to_string().contains("see someone if it lasts"), "two days old, it is still of use: {trend}");
}

#[test]
fn what_was_told_weeks_ago_asks_for_nothing_now() {
    let values = |unrated| {
        let mut values = all(&[[2; 14], [6; 14]].concat());
        values.extend(vec![None; unrated]);
        trend_of(&values).to_string()
    };
    assert!(values(5).contains("try gentler days"), "{}", values(5));
    let old = values(40);
    assert!(old.starts_with("not rated in the last seven days; on 1 Oct 2026: higher than your first week"), "{old}");
    assert!(!old.contains("try gentler days"), "{old}");
}

#[test]
fn who_rates_every_other_day_has_a_verdict_every_day() {
    let values: Vec<Option<u8>> = (0..60).map(|n| (n % 2 == 0).then_some(if n < 30 { 3 } else { 6 })).collect();
    for today in 30..60 {
        let told = trend_of(&values[..today]).to_string();
        assert!(told.contains("than your first week, 1 Sep 2026: median 3 then") || today < 34, "{today}: {told}");
    }
}

#[test]
fn in_few_words_the_first_week_has_a_name_where_a_picture_is_too_long_to_date_it() {
    let head = |days: usize| {
        let values = all(&[vec![7; days - 7], vec![5; 7]].concat());
        trend_of(&values).clauses(Telling::Brief)[0].clone()
    };
    assert_eq!(head(364), "clearly lower:");
    assert_eq!(head(400), "clearly lower than your first week, 1 Sep 2026:");
}

#[test]
fn what_was_won_and_lost_again_in_part_is_told_and_stands_out() {
    let relapse = trend_of(&all(&[[7; 14].as_slice(), &[2; 56], &[4; 14]].concat()));
    assert!(
        relapse.to_string().starts_with(
            "clearly lower than your first week, 1 Sep 2026: median 7 then, 4 now; up again from 2 in the weeks between ·"
        ),
        "{relapse}"
    );
    assert_eq!(relapse.headlines(), ["clearly lower", "up again"]);
    let better = trend_of(&all(&[[3; 14].as_slice(), &[8; 56], &[5; 14]].concat()));
    assert_eq!(better.headlines(), ["higher", "down again"]);
    assert!(better.to_string().contains("down again from 8 in the weeks between"), "{better}");
    // A point back is day-to-day variation.
    let steady = trend_of(&all(&[[7; 14].as_slice(), &[2; 56], &[3; 14]].concat()));
    assert_eq!(steady.headlines(), ["clearly lower"]);
}

#[test]
fn c4_after_more_than_a_year_without_a_rating_the_first_week_is_a_new_one() {
    let after = |unrated: usize| {
        let mut values = all(&[[1; 7]].concat());
        values.extend(vec![None; unrated]);
        values.extend(all(&[[6; 7], [3; 7]].concat()));
        trend_of(&values)
    };
    let old = after(365);
    assert_eq!((old.first.map(|week| week.from), old.verdict), (Some(date_of(0)), Verdict::Higher));
    let new = after(366);
    assert_eq!((new.first.map(|week| week.from), new.verdict), (Some(date_of(373)), Verdict::ClearlyLower));
    assert_eq!((new.rated, new.of), (14, 14), "what was another time is not counted as missing");
}

#[test]
fn a_foot_that_swings_and_a_week_that_stands_alone_are_called_that() {
    let swing: Vec<u8> = (0..84).map(|day| if day / 7 % 2 == 0 { 7 } else { 1 }).collect();
    assert!(trend_of(&all(&swing)).to_string().starts_with(
        "clearly lower than your first week, 1 Sep 2026: median 7 then, 1 now; \
             up and down: 1 to 7 in the weeks between ·"
    ));
    let flat: Vec<u8> = (0..91).map(|day| [4, 5, 4, 3][day / 7 % 4]).collect();
    let told = trend_of(&all(&flat)).to_string();
    assert!(told.contains("median 4 then, 4 now · 7 of 7"), "a point either way is no swing: {told}");
    let away = [vec![4; 21], vec![6; 21], vec![4; 21]].concat();
    assert!(trend_of(&all(&away)).to_string().contains("4 now; up and down: 4 to 6 in the weeks between ·"));
    let sudden = [vec![10; 80], vec![0; 4]].concat();
    assert!(
        trend_of(&all(&sudden))
            .to_string()
            .contains("median 10 then, 0 now; so far in one week only: 10 in the weeks between ·")
    );
    let steady: Vec<u8> = (0..84).map(|day| 8 - day / 14).collect();
    let told = trend_of(&all(&steady)).to_string();
    assert!(
        told.contains("median 8 then, 3 now · 7 of 7"),
        "what leads from the one to the other needs no word: {told}"
    );
}

#[test]
fn one_point_of_an_average_is_called_enough_to_matter_and_of_first_steps_it_is_not() {
    let mut diary = Diary::new(Dawn::default());
    for n in 0..14 {
        let when = stamp::write(at("2026-09-01T21:00:00+02:00") + TimeDelta::days(n)).unwrap();
        for kind in [PainKind::FirstStep, PainKind::DayAverage] {
            diary.take(&rating(&when, Side::Left, kind, if n < 7 { 5 } else { 4 }));
        }
    }
    let told = |measure| diary.series(measure, Side::Left).trend(day("2026-09-01"), day("2026-09-14")).to_string();
    assert!(told(Measure::DayAverage).contains("4 now; enough to matter, but may be day-to-day variation ·"));
    assert!(told(Measure::FirstStep).contains("4 now; may be day-to-day variation ·"));
}
