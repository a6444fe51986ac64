use chrono::{DateTime, FixedOffset, TimeDelta};
use proptest::prelude::*;

use super::words::{Telling, in_rows};
use super::*;
use crate::domain::body::{PerSide, Side, Technique};
use crate::domain::dawn::Dawn;
use crate::domain::record::{Ending, Event, Fact, Pain, PainKind, Rating, SessionRecord, StepRecord, What};
use crate::domain::routine::RoutineId;
use crate::domain::text::{Clean, Field};
use crate::domain::time::stamp;
use std::time::Duration;

fn at(text: &str) -> DateTime<FixedOffset> {
    stamp::read(text).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rating(when: &str, side: Side, kind: PainKind, value: u8) -> Fact {
    let value = Pain::try_from(value).unwrap();
    Fact::new(at(when), What::Pain(Rating { side, kind, value, session: None, note: None, place: None }))
}

fn event(when: &str, text: &str) -> Fact {
    Fact::new(at(when), What::Event(Event { text: Clean::visible(text) }))
}

/// A diary of mornings of the left foot from 1 September 2026 on; `None` is a morning without a rating.
fn mornings(values: &[Option<u8>]) -> Diary {
    let mut diary = Diary::new(Dawn::default());
    for (n, value) in (0..).zip(values) {
        if let Some(value) = value {
            let when = at("2026-09-01T07:10:00+02:00") + TimeDelta::days(n);
            diary.take(&rating(&stamp::write(when).unwrap(), Side::Left, PainKind::FirstStep, *value));
        }
    }
    diary
}

/// The trend of the last of those mornings.
fn trend_of(values: &[Option<u8>]) -> Trend {
    let diary = mornings(values);
    let today = day("2026-09-01") + TimeDelta::days(values.len() as i64 - 1);
    diary.series(Measure::FirstStep, Side::Left).trend(Range::All.from(today, diary.first()), today)
}

fn all(values: &[u8]) -> Vec<Option<u8>> {
    values.iter().copied().map(Some).collect()
}

#[test]
fn medians_worked_out_by_hand() {
    let median = |values: &[u8]| {
        Median::of(values.iter().map(|value| Pain::try_from(*value).unwrap())).map(|median| median.to_string())
    };
    assert_eq!(median(&[]), None);
    assert_eq!(median(&[7]).as_deref(), Some("7"));
    assert_eq!(median(&[0, 10]).as_deref(), Some("5"));
    assert_eq!(median(&[3, 4]).as_deref(), Some("3.5"));
    assert_eq!(median(&[9, 1, 5]).as_deref(), Some("5"));
    assert_eq!(median(&[5, 5, 6, 7, 8, 2]).as_deref(), Some("5.5"));
}

proptest! {
    /// Against the plain way: sort, and take the middle.
    #[test]
    fn a_median_is_the_middle_of_the_sorted(values in prop::collection::vec(0..=10_u8, 1..40)) {
        let mut sorted: Vec<f64> = values.iter().copied().map(f64::from).collect();
        sorted.sort_by(f64::total_cmp);
        let half = sorted.len() / 2;
        let middle = if sorted.len() % 2 == 1 { sorted[half] } else { (sorted[half - 1] + sorted[half]) / 2.0 };
        let ours = Median::of(values.into_iter().map(|value| Pain::try_from(value).unwrap())).unwrap();
        prop_assert_eq!(ours.points(), middle);
    }

    /// Whatever is rated on whichever days: every figure is what a reader with pencil and paper would get.
    #[test]
    fn a_trend_is_what_pencil_and_paper_say(values in prop::collection::vec(prop::option::weighted(0.6, 0..=10_u8), 1..60)) {
        let trend = trend_of(&values);
        let window = |end: usize| -> Vec<u8> {
            values[end.saturating_sub(6)..=end].iter().copied().flatten().collect()
        };
        let middle = |mut ratings: Vec<u8>| {
            ratings.sort_unstable();
            let n = ratings.len();
            (f64::from(ratings[(n - 1) / 2]) + f64::from(ratings[n / 2])) / 2.0
        };
        let today = values.len() - 1;
        let last = Some(window(today)).filter(|ratings| ratings.len() >= 4).map(middle);
        prop_assert_eq!(trend.last.map(|window| window.median.points()), last);

        let first = (0..values.len()).filter(|start| values[*start].is_some()).find_map(|start| {
            let week: Vec<u8> = values[start..(start + 7).min(values.len())].iter().copied().flatten().collect();
            (week.len() >= 4).then(|| (start, middle(week)))
        });
        prop_assert_eq!(trend.first.map(|window| window.median.points()), first.map(|(_, median)| median));
        prop_assert_eq!(trend.rated, values.iter().flatten().count());
        if let (Some((start, first)), Some(last)) = (first, last) {
            let expected = match last - first {
                _ if today < start + 13 => Verdict::NotYet(Missing::Time),
                change if change <= -2.0 => Verdict::ClearlyLower,
                change if change <= -1.0 => Verdict::LittleLower,
                change if change >= 2.0 => Verdict::Higher,
                change if change >= 1.0 => Verdict::LittleHigher,
                _ => Verdict::Same,
            };
            prop_assert_eq!(trend.verdict, expected);
        } else {
            prop_assert!(matches!(trend.verdict, Verdict::NotYet(_)), "{:?}", trend.verdict);
        }
    }
}

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
    assert_eq!(relapse.start.unwrap().verdict, Verdict::Higher);
    assert_eq!(relapse.start.unwrap().week.from, day("2026-10-27"));
    assert_eq!(
        relapse.to_string(),
        "higher than at the start of these 12 weeks: median 2 then, 5 now; lower than your first week, 1 Sep 2026: 7; \
         try gentler days, and see someone if it lasts · 7 of 7 mornings then, 7 of 7 now, 84 of 84 in all"
    );
    assert_eq!(
        relapse.clauses(Telling::Brief).join(" "),
        "higher than 12 weeks ago: median 2 then, 5 now; lower than your first week, 1 Sep 2026: 7 · 7 and 7 of 7 mornings"
    );
    assert_eq!(
        relapse.clauses(Telling::Reported).join(" "),
        "higher than at the start of these 12 weeks: median 2 then, 5 now; lower than in the first week, 1 Sep 2026: 7 · \
         7 of 7 mornings then, 7 of 7 now, 84 of 84 in all"
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
    let start = |from: &str| series.trend(day(from), day("2026-09-21")).start.map(|start| start.week.from);
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
            "higher than 12 weeks ago: median 2 then, 5 now;",
            "lower than your first week, 1 Sep 2026: 7 · 7 and 7 of 7 mornings"
        ]
    );
    assert_eq!(rows(45).last().map(String::as_str), Some("7 and 7 of 7 mornings"));
    let whole = in_rows(&turned([7, 4, 2, 2, 5]).clauses(Telling::Whole), 69);
    assert!(whole.len() == 4 && whole.iter().all(|row| row.chars().count() <= 69), "{whole:?}");
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
        "not enough days yet: 3 of the 4 that a first week needs · 3 of 3 mornings"
    );
    assert_eq!(
        trend_of(&all(&[5; 10])).to_string(),
        "not enough days yet: a second week follows the first · 10 of 10 mornings",
        "weeks that overlap are not compared"
    );
    let mut values = all(&[5; 14]);
    values.extend([None; 5]);
    assert_eq!(
        trend_of(&values).to_string(),
        "not enough days: 2 of the last seven rated, 4 are needed · 14 of 19 mornings"
    );
    values.extend([None; 5]);
    assert_eq!(trend_of(&values).to_string(), "not rated in the last seven days · 14 of 24 mornings");
}

#[test]
fn the_first_week_is_the_first_one_that_was_kept_up() {
    let mut values = vec![Some(9)];
    values.extend([None; 29]);
    values.extend(all(&[4; 7]));
    values.extend(all(&[2; 7]));
    let trend = trend_of(&values);
    assert_eq!(trend.first.unwrap().from, day("2026-10-01"), "one try in September is no week");
    assert_eq!(trend.verdict, Verdict::ClearlyLower);
}

#[test]
fn feet_and_measures_are_never_mixed() {
    let mut diary = Diary::new(Dawn::default());
    for (n, left, right, average) in [(1, 5, 1, 3), (2, 6, 2, 4)] {
        let when = |clock: &str| format!("2026-09-0{n}T{clock}+02:00");
        diary.take(&rating(&when("07:10:00"), Side::Left, PainKind::FirstStep, left));
        diary.take(&rating(&when("07:10:00"), Side::Right, PainKind::FirstStep, right));
        diary.take(&rating(&when("21:00:00"), Side::Left, PainKind::DayAverage, average));
        diary.take(&rating(&when("12:00:00"), Side::Left, PainKind::NowBefore, 10));
    }
    let values = |measure, side| -> Vec<u8> {
        diary.series(measure, side).points().iter().map(|point| point.pain.value()).collect()
    };
    assert_eq!(values(Measure::FirstStep, Side::Left), [5, 6]);
    assert_eq!(values(Measure::FirstStep, Side::Right), [1, 2]);
    assert_eq!(values(Measure::DayAverage, Side::Left), [3, 4]);
    assert!(values(Measure::DayAverage, Side::Right).is_empty());
}

#[test]
fn of_several_a_day_the_last_counts_whatever_their_order() {
    let mut diary = Diary::new(Dawn::default());
    for (clock, value) in [("09:00", 4), ("06:30", 7), ("08:00", 5)] {
        for kind in [PainKind::FirstStep, PainKind::DayAverage] {
            diary.take(&rating(&format!("2026-09-01T{clock}:00+02:00"), Side::Left, kind, value));
        }
    }
    let known = diary.day(day("2026-09-01")).unwrap();
    for measure in Measure::ALL {
        assert_eq!(known.rating(measure, Side::Left).unwrap().value(), 4);
    }
}

#[test]
fn the_line_of_medians_stands_on_rated_days_alone_and_breaks_between_them() {
    // On the 8th to the 10th nothing is rated, and the low values of the 1st to the 3rd leave the seven days.
    let values = [Some(1), Some(1), Some(1), Some(1), Some(3), Some(3), Some(3), None, None, None, Some(2), Some(2)];
    let series = mornings(&values).series(Measure::FirstStep, Side::Left);
    assert_eq!(series.window(day("2026-09-10")).map(|window| window.median.points()), Some(3.0));
    assert_eq!(series.median(day("2026-09-10")), None, "that day says nothing");
    let told: Vec<Vec<(String, f64)>> = series
        .line(day("2026-09-01"), day("2026-09-12"))
        .iter()
        .map(|piece| piece.iter().map(|(day, median)| (day.to_string(), median.points())).collect())
        .collect();
    let expected = |days: &[(u8, f64)]| -> Vec<(String, f64)> {
        days.iter().map(|(day, median)| (format!("2026-09-{day:02}"), *median)).collect()
    };
    assert_eq!(told, [expected(&[(4, 1.0), (5, 1.0), (6, 1.0), (7, 1.0)]), expected(&[(11, 3.0), (12, 2.5)]),]);
}

#[test]
fn techniques_that_have_a_row_each_have_a_name_each() {
    for form in 0..2 {
        let mut names: Vec<&str> = Technique::ALL.iter().map(|technique| technique.apart()[form]).collect();
        assert!(form == 0 || names.iter().all(|name| name.chars().count() <= 20), "{names:?}");
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Technique::ALL.len(), "two under one name: {names:?}");
    }
    let mut diary = Diary::new(Dawn::default());
    let left = Some(Side::Left);
    let steps = [(Technique::StretchCalfStraight, left, 120, 120), (Technique::StretchCalfBent, left, 60, 60)];
    diary.take(&session("2026-09-01T21:00:00+02:00", &steps));
    let rows = table::work(&diary.doses(Range::All, day("2026-09-01"))).rows;
    assert_eq!(rows[0][0], table::Cell::Text("calf, knee straight".into()));
    assert_eq!(rows[1][0], table::Cell::Text("calf, knee bent".into()));
}

#[test]
fn a_picture_begins_in_the_week_in_which_the_diary_does() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let today = day("2026-11-21");
    for (first, shown) in [
        (Some("2026-11-21"), "2026-11-08"),
        (Some("2026-11-08"), "2026-11-08"),
        (Some("2026-11-07"), "2026-11-01"),
        (Some("2026-10-25"), "2026-10-25"),
        (Some("2026-10-24"), "2026-10-18"),
        (Some("2025-10-24"), "2026-08-30"),
        (None, "2026-08-30"),
    ] {
        assert_eq!(Range::Weeks(12).shown_from(today, first.map(day)), day(shown), "{first:?}");
    }
    assert_eq!(Range::All.shown_from(today, Some(day("2026-09-03"))), day("2026-09-03"));
}

#[test]
fn c7_a_rating_after_midnight_belongs_to_the_day_that_is_still_lived_where_it_was_lived() {
    let days = |begins: &str| {
        let mut diary = Diary::new(begins.parse().unwrap());
        diary.take(&rating("2026-09-02T02:30:00+02:00", Side::Left, PainKind::DayAverage, 4));
        diary.take(&rating("2026-09-03T23:30:00-07:00", Side::Left, PainKind::DayAverage, 5));
        diary.take(&event("2026-09-03T01:00:00+02:00", "new insoles"));
        let series = diary.series(Measure::DayAverage, Side::Left);
        let events = diary.events(Range::All, day("2026-09-09"));
        let days = series.points().iter().map(|point| point.day).chain(events.iter().map(|mark| mark.day));
        days.map(|day| day.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(days("04:00"), ["2026-09-01", "2026-09-03", "2026-09-02"]);
    assert_eq!(days("01:30"), ["2026-09-02", "2026-09-03", "2026-09-02"]);
    assert_eq!(days("00:00"), ["2026-09-02", "2026-09-03", "2026-09-03"]);
}

#[test]
fn what_a_wrong_clock_dated_is_counted_and_in_no_figure() {
    let mut diary = mornings(&all(&[5; 7]));
    diary.take(&rating("1970-01-01T00:10:00+00:00", Side::Left, PainKind::FirstStep, 9));
    for side in Side::BOTH {
        diary.take(&rating("2031-01-01T07:10:00+00:00", side, PainKind::FirstStep, 9));
    }
    diary.end_with(day("2026-09-07"));
    assert_eq!(diary.unplaced(), 3);
    assert_eq!(diary.first(), Some(day("2026-09-01")));
    assert_eq!(diary.series(Measure::FirstStep, Side::Left).points().len(), 7);
}

#[test]
fn a_range_counts_from_the_first_rating_and_holds_today() {
    let diary = mornings(&all(&[5; 40]));
    let today = day("2026-10-10");
    let series = diary.series(Measure::FirstStep, Side::Left);
    let of = |range: Range| {
        let trend = series.trend(range.from(today, diary.first()), today);
        (trend.rated, trend.of)
    };
    assert_eq!(of(Range::Weeks(4)), (28, 28));
    assert_eq!(of(Range::Weeks(12)), (40, 40));
    assert_eq!(of(Range::All), (40, 40));
}

fn session(when: &str, steps: &[(Technique, Option<Side>, u64, u64)]) -> Fact {
    let steps = steps
        .iter()
        .map(|(technique, side, planned, done)| StepRecord {
            name: Clean::accept("A step", Field::Short).unwrap(),
            technique: Some(*technique),
            side: *side,
            planned: Duration::from_secs(*planned),
            done: Duration::from_secs(*done),
            skipped: false,
            hurts: Vec::new(),
        })
        .collect();
    let record = SessionRecord {
        routine: RoutineId::new("calf-classic").unwrap(),
        name: Clean::accept("Calf Classic", Field::Short).unwrap(),
        started: at(when),
        ending: Ending::Finished,
        planned: Duration::from_secs(800),
        lived: Duration::from_secs(800),
        paused: Duration::ZERO,
        fitted: None,
        steps,
    };
    Fact::new(at(when), What::Session(record))
}

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

mod beside;
mod days;

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
