//! The mornings of one foot as a picture: places on a sheet, in its own units.

use chrono::NaiveDate;

use crate::domain::trend::{Mark, Median, Series};

/// The sheet: drawn so that its letters can be read on a telephone and on paper.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 192.0;
const LEFT: f64 = 28.0;
/// Beside it stand the words of the first week, which would cover ratings inside.
const RIGHT: f64 = 586.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 166.0;

/// About so much room for a date, in units of the sheet.
const DATE: f64 = 84.0;

pub(super) struct Chart {
    pub width: f64,
    pub height: f64,
    pub left: f64,
    pub right: f64,
    pub bottom: f64,
    pub levels: Vec<Level>,
    pub dates: Vec<Date>,
    pub first_week: Option<f64>,
    pub days: Vec<Spot>,
    /// The radius of a day.
    pub dot: f64,
    /// Runs of days with a median, as the points of a line each.
    pub medians: Vec<String>,
    pub top: f64,
    pub events: Vec<Happened>,
}

/// Something that happened: a dashed line with its number, by which the list beside the picture names it.
pub(super) struct Happened {
    pub x: f64,
    pub number: usize,
}

pub(super) struct Level {
    pub y: f64,
    pub words: u8,
}

pub(super) struct Date {
    pub x: f64,
    pub words: String,
}

pub(super) struct Spot {
    pub x: f64,
    pub y: f64,
}

/// To a tenth of a unit: finer than any eye or printer.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn height_of(points: f64) -> f64 {
    tenth(BOTTOM - (BOTTOM - TOP) * points / 10.0)
}

impl Chart {
    /// The ratings from one day to another; none if there are none.
    pub(super) fn of(series: &Series, from: NaiveDate, to: NaiveDate, events: &[&Mark]) -> Option<Self> {
        let points = series.between(from, to);
        if points.is_empty() {
            return None;
        }
        let days = (to - from).num_days().max(1);
        let across = |day: NaiveDate| tenth(LEFT + (RIGHT - LEFT) * (day - from).num_days() as f64 / days as f64);
        let dates = ((RIGHT - LEFT) / DATE) as i64;
        let step = usize::try_from((days / dates.max(1) + 1).max(1)).unwrap_or(1);
        let form = if days > 250 { "%b %Y" } else { "%-d %b" };
        let fits = |x: f64| x + DATE * 0.6 <= RIGHT;
        Some(Self {
            width: WIDTH,
            height: HEIGHT,
            left: LEFT,
            right: RIGHT,
            bottom: BOTTOM,
            levels: [0_u8, 2, 4, 6, 8, 10].map(|words| Level { y: height_of(words.into()), words }).into(),
            dates: from
                .iter_days()
                .step_by(step)
                .take_while(|day| *day <= to)
                .map(|day| Date { x: across(day), words: day.format(form).to_string() })
                .filter(|date| fits(date.x))
                .collect(),
            first_week: series.first_week().map(|first| height_of(first.median.points())),
            days: points
                .iter()
                .map(|point| Spot { x: across(point.day), y: height_of(point.pain.value().into()) })
                .collect(),
            dot: if days > 120 { 1.6 } else { 2.6 },
            medians: lines(series, from, to, across),
            top: TOP,
            events: (1..).zip(events).map(|(number, mark)| Happened { x: across(mark.day), number }).collect(),
        })
    }
}

fn lines(series: &Series, from: NaiveDate, to: NaiveDate, across: impl Fn(NaiveDate) -> f64) -> Vec<String> {
    let place = |(day, median): &(NaiveDate, Median)| format!("{},{}", across(*day), height_of(median.points()));
    let line = |piece: Vec<(NaiveDate, Median)>| match piece.as_slice() {
        // A day alone is a line of no length, which is drawn as a dot.
        [alone] => [place(alone), place(alone)].join(" "),
        days => days.iter().map(place).collect::<Vec<_>>().join(" "),
    };
    series.line(from, to).into_iter().map(line).collect()
}
