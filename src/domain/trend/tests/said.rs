//! What is said of a trend.

use super::*;

#[test]
fn the_words_follow_the_change_of_the_median() {
    let after = |last: [u8; 7]| trend_of(&all(&[[5, 6, 5, 4, 5, 5, 6], last].concat())).to_string();
    assert_eq!(
        after([3, 3, 4, 2, 3, 1, 3]),
        "clearly lower than your first week, 1 Sep 2026: median 5 then, 3 now · 7 of 7 mornings then, 7 of 7 now, 14 of 14 in all"
    );
    assert_eq!(
        after([4, 4, 4, 4, 4, 4, 4]),
        "a little lower than your first week, 1 Sep 2026: median 5 then, 4 now; may be day-to-day variation · \
         7 of 7 mornings then, 7 of 7 now, 14 of 14 in all"
    );
    assert_eq!(
        after([5, 5, 5, 5, 4, 4, 6]),
        "about the same as your first week, 1 Sep 2026: median 5 then, 5 now · 7 of 7 mornings then, 7 of 7 now, 14 of 14 in all"
    );
    assert_eq!(
        after([6, 6, 6, 6, 6, 6, 6]),
        "a little higher than your first week, 1 Sep 2026: median 5 then, 6 now; may be day-to-day variation · \
         7 of 7 mornings then, 7 of 7 now, 14 of 14 in all"
    );
    assert_eq!(
        after([7, 8, 7, 7, 7, 7, 7]),
        "higher than your first week, 1 Sep 2026: median 5 then, 7 now; try gentler days, and see someone if it lasts · \
         7 of 7 mornings then, 7 of 7 now, 14 of 14 in all"
    );
}

/// Twenty weeks that begin with a first week, are `before` until the last twelve begin with a week of their own, are
/// `between` then, and end with a last week: as the trend of the last twelve tells it.
fn turned([first, before, start, between, last]: [u8; 5]) -> Trend {
    let weeks = [vec![first; 7], vec![before; 49], vec![start; 7], vec![between; 70], vec![last; 7]].concat();
    let today = day("2026-09-01") + TimeDelta::days(weeks.len() as i64 - 1);
    mornings(&all(&weeks))
        .series(Measure::FirstStep, Side::Left)
        .trend(Range::Weeks(12).from(today, Some(day("2026-09-01"))), today)
}

#[test]
fn a_relapse_is_told_before_what_was_won_since_the_first_week() {
    // 7 in September, 2 when the twelve weeks begin, 5 now: lower than the one by 2, higher than the other by 3.
    let relapse = turned([7, 4, 2, 2, 5]);
    assert_eq!(relapse.verdict, Verdict::ClearlyLower);
    let start = relapse.standing.unwrap().start.unwrap();
    assert_eq!((start.verdict, start.week.from), (Verdict::Higher, day("2026-10-27")));
    assert_eq!(
        relapse.to_string(),
        "higher than at the start of these 12 weeks: median 2 then, 5 now; \
         so far in one week only: 2 in the weeks between; lower than your first week, 1 Sep 2026: 7; try gentler days, and see someone if it lasts · 7 of 7 mornings then, 7 of 7 now, 84 of 84 in all"
    );
    assert_eq!(
        relapse.clauses(Telling::Brief).join(" "),
        "higher than 12 weeks ago: median 2 then, 5 now; in one week only; lower than your first week, 1 Sep 2026: 7 · \
         7 and 7 of 7 mornings"
    );
    assert_eq!(
        relapse.clauses(Telling::Reported).join(" "),
        "higher than at the start of these 12 weeks: median 2 then, 5 now; so far in one week only: 2 in the weeks between; \
         lower than in the first week, 1 Sep 2026: 7 · 7 of 7 mornings then, 7 of 7 now, 84 of 84 in all"
    );
    assert_eq!(
        relapse.ground().unwrap(),
        "first week from 1 Sep 2026: 7 of 7 rated, all 7; week from 27 Oct 2026: 7 of 7 rated, all 2; last seven days: \
         7 of 7 rated, all 5"
    );
}

#[test]
fn what_the_range_and_the_first_week_agree_in_is_said_once_with_the_day_of_the_first_week() {
    let told = |weeks| turned(weeks).to_string();
    // 7, 5 and 3: clearly lower than either.
    assert!(
        told([7, 6, 5, 4, 3])
            .starts_with("clearly lower than your first week, 1 Sep 2026: median 7 then, 3 now · 7 of 7")
    );
    assert!(told([7, 6, 4, 4, 3]).starts_with("clearly lower than your first week"), "lower by one is lower, too");
    assert!(told([5, 5, 5, 5, 5]).starts_with("about the same as your first week, 1 Sep 2026: median 5 then, 5 now ·"));
    // Won before the twelve weeks, kept in them; and lost before them, and won back.
    assert!(told([7, 4, 3, 3, 3]).starts_with(
        "about the same as at the start of these 12 weeks: median 3 then, 3 now; lower than your first week"
    ));
    assert!(told([3, 6, 6, 5, 4]).starts_with(
        "clearly lower than at the start of these 12 weeks: median 6 then, 4 now; a little higher than your first week"
    ));
}

#[test]
fn a_range_that_holds_the_first_week_or_begins_within_it_has_no_other_beginning() {
    let series = mornings(&all(&[[7; 7], [4; 7], [5; 7]].concat())).series(Measure::FirstStep, Side::Left);
    let start = |from: &str| {
        let standing = series.trend(day(from), day("2026-09-21")).standing.unwrap();
        standing.start.map(|start| start.week.from)
    };
    assert_eq!(start("2026-09-01"), None);
    assert_eq!(start("2026-09-07"), None, "the seventh day of the first week");
    assert_eq!(start("2026-09-08"), Some(day("2026-09-08")));
    assert_eq!(start("2026-09-09"), None, "that week and the last one share a day");
}

#[test]
fn a_range_that_begins_with_a_gap_names_the_day_from_which_it_compares() {
    let mut values = all(&[[7; 7], [4; 7]].concat());
    values.extend([None; 30]);
    values.extend(all(&[[2; 7], [6; 7], [6; 7]].concat()));
    let today = day("2026-09-01") + TimeDelta::days(values.len() as i64 - 1);
    let series = mornings(&values).series(Measure::FirstStep, Side::Left);
    let trend = series.trend(Range::Weeks(5).from(today, None), today);
    assert!(
        trend.to_string().starts_with("higher than in the week from 15 Oct 2026: median 2 then, 6 now; a little lower"),
        "{trend}"
    );
}

#[test]
fn rows_end_where_a_clause_does() {
    let rows = |width| in_rows(&turned([7, 4, 2, 2, 5]).clauses(Telling::Brief), width);
    assert_eq!(
        rows(69),
        [
            "higher than 12 weeks ago: median 2 then, 5 now; in one week only;",
            "lower than your first week, 1 Sep 2026: 7 · 7 and 7 of 7 mornings"
        ]
    );
    assert_eq!(rows(45).last().map(String::as_str), Some("7 and 7 of 7 mornings"));
    let whole = in_rows(&turned([7, 4, 2, 2, 5]).clauses(Telling::Whole), 69);
    assert!(whole.len() == 5 && whole.iter().all(|row| row.chars().count() <= 69), "{whole:?}");
}

#[test]
fn what_a_comparison_rests_on_can_be_read() {
    let mut values = all(&[5, 6, 5, 4, 5, 5, 6, 3, 3, 3, 3, 3]);
    values.extend([None, None]);
    let trend = trend_of(&values);
    assert_eq!(
        trend.ground().as_deref(),
        Some("first week from 1 Sep 2026: 7 of 7 rated, 4 to 6; last seven days: 5 of 7 rated, all 3")
    );
    assert_eq!(trend_of(&all(&[5, 5, 5])).ground(), None);
}

#[test]
fn half_a_point_more_than_one_is_still_a_little() {
    // Six rated mornings have a median between two of them: 3.5 against 5 is 1.5 lower.
    let mut values = all(&[5, 5, 5, 5, 5, 5, 5, 3, 3, 3, 4, 4, 4]);
    values.push(None);
    assert_eq!(trend_of(&values).verdict, Verdict::LittleLower);
    assert_eq!(trend_of(&values).last.unwrap().median.to_string(), "3.5");
}

#[test]
fn too_little_says_what_is_missing_and_no_more() {
    assert_eq!(trend_of(&[None]).to_string(), "not rated yet");
    assert_eq!(
        trend_of(&all(&[5, 5, 5])).to_string(),
        "not enough days yet: rate 4 mornings of one week; 3 at most so far · 3 of 3 mornings"
    );
    assert_eq!(
        trend_of(&all(&[5; 10])).to_string(),
        "not enough days yet: a second week follows the first; your first week, 1 Sep 2026: median 5 · \
         10 of 10 mornings",
        "weeks that overlap are not compared"
    );
}

#[test]
fn who_rates_once_a_week_is_told_what_to_do() {
    let weekly: Vec<Option<u8>> = (0..210).map(|day| (day % 7 == 0).then_some(5)).collect();
    let trend = trend_of(&weekly);
    assert_eq!(
        trend.clauses(Telling::Close).join(" "),
        "not enough days yet: rate 4 mornings of one week; 1 at most so far · 30 of 210 mornings"
    );
    assert_eq!(trend.clauses(Telling::Brief)[0], "rate 4 mornings of one week");
    let reported = trend.clauses(Telling::Reported).join(" ");
    assert!(reported.starts_with("not enough days yet: 1 in one week at most, 4 are needed ·"), "{reported}");
}
