mod beside;
mod days;
mod doses;
mod said;
mod standing;

use chrono::{DateTime, FixedOffset, TimeDelta};
use proptest::prelude::*;

use super::words::{Telling, in_rows};
use super::*;
use crate::domain::body::{PerSide, Side, Technique};
use crate::domain::dawn::Dawn;
use crate::domain::record::{Ending, Event, Fact, Pain, PainKind, Rating, SessionRecord, StepRecord, What};
use crate::domain::routine::RoutineId;
use crate::domain::text::{Clean, Field};
use crate::domain::time::{Moment, Now, stamp};
use std::time::Duration;

fn at(text: &str) -> DateTime<FixedOffset> {
    stamp::read(text).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now(text: &str) -> Now {
    Now { moment: Moment::default(), wall: at(text), dawn: Dawn::default() }
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
    diary.end_with(now("2026-09-07T12:00:00+00:00"));
    assert_eq!(diary.unplaced(), 3);
    assert_eq!(diary.first(), Some(day("2026-09-01")));
    assert_eq!(diary.series(Measure::FirstStep, Side::Left).points().len(), 7);
}

#[test]
fn c7_a_morning_that_was_lived_further_east_counts_where_its_date_has_not_come_yet() {
    let east = |left: u8| rating("2026-09-08T07:10:00+09:00", Side::Left, PainKind::FirstStep, left);
    let at_home = now("2026-09-07T12:30:00-10:00");
    let mut diary = mornings(&all(&[5; 6]));
    diary.take(&east(2));
    diary.take(&event("2026-09-08T07:20:00+09:00", "flew home"));
    let (ahead, mut later) = (diary.clone(), diary.clone());
    diary.end_with(at_home);
    let last = *diary.series(Measure::FirstStep, Side::Left).points().last().unwrap();
    assert_eq!((last.day, last.pain.value(), diary.unplaced()), (day("2026-09-07"), 2, 0));
    assert_eq!(diary.events(Range::All, day("2026-09-07")).first().map(|mark| mark.day), Some(day("2026-09-07")));
    later.end_with(now("2026-09-08T12:00:00-10:00"));
    assert_eq!(
        later.series(Measure::FirstStep, Side::Left).points().last().unwrap().day,
        day("2026-09-08"),
        "as lived"
    );
    let mut early = ahead;
    early.end_with(now("2026-09-07T10:00:00-10:00"));
    assert_eq!(early.unplaced(), 2, "nobody has lived that yet");
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
