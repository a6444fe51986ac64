//! A first week that is none, and every day in a table.

use super::super::table::{self, Cell};
use super::super::words::Telling;
use super::super::{Few, Measure};
use super::{all, day, event, mornings, trend_of};
use crate::domain::body::Side;

#[test]
fn a_first_week_with_too_few_ratings_is_named_and_the_later_one_is_not_called_the_first() {
    // Three mornings in September, none for eight weeks, then two weeks of which four of seven days are rated.
    let mut values = all(&[9, 9, 8]);
    values.extend([None; 56]);
    for week in [[3, 3, 3, 3], [5, 5, 5, 5]] {
        values.extend(all(&week));
        values.extend([None; 3]);
    }
    let trend = trend_of(&values);
    assert_eq!(trend.few, Some(Few { from: day("2026-09-01"), rated: 3 }));
    assert_eq!(
        trend.to_string(),
        "higher than the week from 30 Oct 2026: median 3 then, 5 now; \
         try gentler days, and see someone if it lasts; \
         your first ratings, from 1 Sep 2026, are too few for a week: 3 of 7 · 4 of 7 mornings then, 4 of 7 now, 11 of 73 in all"
    );
    let reported = trend.clauses(Telling::Reported).join(" ");
    assert!(reported.starts_with("higher than in the week from 30 Oct 2026: median 3 then"), "{reported}");
    assert!(reported.contains("the first ratings, from 1 Sep 2026, are too few for a week: 3 of 7"), "{reported}");
    let ground = trend.ground().unwrap();
    assert!(
        ground.starts_with("week from 1 Sep 2026: 3 of 7 rated, too few; week from 30 Oct 2026: 4 of 7"),
        "{ground}"
    );
    assert_eq!(trend_of(&all(&[5; 14])).few, None);
}

#[test]
fn a_table_of_days_has_every_rating_its_median_and_what_happened_and_gaps_stay_gaps() {
    let mut diary = mornings(&[Some(6), Some(5), None, Some(4), Some(3), Some(10)]);
    diary.take(&event("2026-09-04T12:00:00+02:00", "new insoles"));
    let left = diary.series(Measure::FirstStep, Side::Left);
    let table = table::ratings(&diary, &[(Side::Left, &left)], (day("2026-09-02"), day("2026-09-06")));
    let heads: Vec<&str> = table.columns.iter().map(|column| column.head).collect();
    assert_eq!(heads, ["day", "LEFT", "median", "event"]);
    let text = |cell: &Cell| match cell {
        Cell::Missing => "·".to_owned(),
        Cell::Day(day) => day.to_string(),
        Cell::Text(text) => text.clone(),
    };
    let rows: Vec<String> =
        table.rows.iter().map(|cells| cells.iter().map(text).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        rows,
        ["2026-09-06 10 5 ", "2026-09-05 3 4.5 ", "2026-09-04 4 · new insoles", "2026-09-03 · · ", "2026-09-02 5 · ",],
        "four of seven days are needed for a median"
    );
}
