//! The mornings of one foot as a picture: places on a sheet, in its own units.

use chrono::NaiveDate;

use crate::domain::order;
use crate::domain::trend::dates::named;
use crate::domain::trend::{Mark, Measure, Median, Series};

/// What a picture is drawn on, in units of its own: about a pixel of the screen that it is meant for.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    /// The word for it in the page.
    class: &'static str,
    width: f64,
    height: f64,
    left: f64,
    /// Beside it stand the words of the first week, which would cover ratings inside.
    right: f64,
    bottom: f64,
    /// About so much room for a date.
    date: f64,
}

/// For paper and a wide screen.
pub(super) const WIDE: Sheet =
    Sheet { class: "wide", width: 640.0, height: 192.0, left: 28.0, right: 580.0, bottom: 166.0, date: 84.0 };

/// For a telephone.
pub(super) const NARROW: Sheet =
    Sheet { class: "narrow", width: 340.0, height: 216.0, left: 24.0, right: 290.0, bottom: 190.0, date: 74.0 };

const TOP: f64 = 12.0;

/// Where days lie closer than this, a circle for each would be a smear: a dot stands for those of one number that lie
/// within [`SHARED`].
const CLOSE: f64 = 2.4;
const SHARED: f64 = 4.0;

/// What a digit, a comma or a blank of an event's numbers takes, and the gap between its line and them.
const DIGIT: f64 = 7.5;
const GAP: f64 = 3.0;

/// From a row of such numbers to the next one below.
const NUMBERS: f64 = 14.0;

pub(super) struct Chart {
    pub class: &'static str,
    pub width: f64,
    pub height: f64,
    pub left: f64,
    pub right: f64,
    pub bottom: f64,
    pub levels: Vec<Level>,
    pub dates: Vec<Date>,
    pub first_week: Option<f64>,
    /// Whether a later week stands for a first one that had too few ratings: then it is not called that.
    pub is_later: bool,
    /// The smallest changes from there that matter, and where they are.
    pub changes: Vec<Change>,
    pub days: Vec<Spot>,
    /// The radius of a day.
    pub dot: f64,
    /// Whether a dot may stand for several days.
    pub is_close: bool,
    /// Runs of days with a median, as the points of a line each.
    pub medians: Vec<String>,
    pub top: f64,
    pub events: Vec<Happened>,
}

/// What happened on a day: a dashed line with numbers, by which the list names it.
pub(super) struct Happened {
    pub x: f64,
    pub y: f64,
    pub numbers: String,
}

/// A change that matters, to the better or to the worse.
pub(super) struct Change {
    pub y: f64,
    pub words: String,
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

/// Whether a picture of these days on that sheet has a dot for several of them.
pub(super) fn is_close(series: &Series, (from, to): (NaiveDate, NaiveDate), sheet: Sheet) -> bool {
    !series.between(from, to).is_empty() && sheet.apart(from, to) < CLOSE
}

impl Sheet {
    /// How far a day is from the next.
    fn apart(self, from: NaiveDate, to: NaiveDate) -> f64 {
        (self.right - self.left) / (to - from).num_days().max(1) as f64
    }

    fn height_of(self, points: f64) -> f64 {
        tenth(self.bottom - (self.bottom - TOP) * points / 10.0)
    }
}

impl Chart {
    /// The ratings from one day to another; none if there are none.
    pub(super) fn of(
        series: &Series,
        (from, to): (NaiveDate, NaiveDate),
        events: &[&Mark],
        sheet: Sheet,
    ) -> Option<Self> {
        let points = series.between(from, to);
        if points.is_empty() {
            return None;
        }
        let apart = sheet.apart(from, to);
        let across = |day: NaiveDate| tenth(sheet.left + apart * (day - from).num_days() as f64);
        let dates = ((sheet.right - sheet.left) / sheet.date) as u32;
        let fits = |x: f64| x + sheet.date * 0.6 <= sheet.right;
        let is_close = apart < CLOSE;
        let first = series.first_week().map(|first| first.median.points());
        let spots = points.iter().map(|point| (across(point.day), point.pain.value()));
        Some(Self {
            class: sheet.class,
            width: sheet.width,
            height: sheet.height,
            left: sheet.left,
            right: sheet.right,
            bottom: sheet.bottom,
            levels: [0_u8, 2, 4, 6, 8, 10].map(|words| Level { y: sheet.height_of(words.into()), words }).into(),
            dates: named(from, to, dates)
                .into_iter()
                .map(|(day, words)| Date { x: across(day), words })
                .filter(|date| fits(date.x))
                .collect(),
            first_week: first.map(|first| sheet.height_of(first)),
            is_later: series.few().is_some(),
            changes: first.map_or_else(Vec::new, |first| changes(first, sheet)),
            days: if is_close { shared(spots, sheet) } else { alone(spots, sheet) },
            dot: tenth((apart * 0.45).clamp(1.4, 2.6)),
            is_close,
            medians: lines(series, (from, to), across, sheet),
            top: TOP,
            events: happened(events, across, sheet.bottom),
        })
    }
}

fn changes(first: f64, sheet: Sheet) -> Vec<Change> {
    let matters = Measure::FirstStep.meaningful();
    let ways = [(first - f64::from(matters), "lower"), (first + f64::from(matters), "higher")];
    let on_scale = ways.into_iter().filter(|(points, _)| (0.0..=10.0).contains(points));
    on_scale.map(|(points, way)| Change { y: sheet.height_of(points), words: format!("{matters} {way}") }).collect()
}

fn alone(spots: impl Iterator<Item = (f64, u8)>, sheet: Sheet) -> Vec<Spot> {
    spots.map(|(x, value)| Spot { x, y: sheet.height_of(value.into()) }).collect()
}

/// One dot for the days of one number that lie together.
fn shared(spots: impl Iterator<Item = (f64, u8)>, sheet: Sheet) -> Vec<Spot> {
    let places = order::set(spots.map(|(x, value)| ((x / SHARED).round() as u64, value)));
    let spot = |(place, value): (u64, u8)| Spot { x: place as f64 * SHARED, y: sheet.height_of(value.into()) };
    places.into_iter().map(spot).collect()
}

/// The events, those of one day together; of numbers that would cover each other each has the highest row in which there is
/// room for it.
fn happened(events: &[&Mark], across: impl Fn(NaiveDate) -> f64, bottom: f64) -> Vec<Happened> {
    let mut all: Vec<Happened> = Vec::new();
    for (number, mark) in (1..).zip(events) {
        let x = across(mark.day);
        match all.last_mut() {
            Some(last) if last.x == x => last.numbers = format!("{}, {number}", last.numbers),
            _ => all.push(Happened { x, y: 0.0, numbers: number.to_string() }),
        }
    }
    let rows = ((bottom - TOP) / NUMBERS) as usize;
    // Where the numbers of each row end so far.
    let mut ends = vec![0.0_f64; rows.max(1)];
    for event in &mut all {
        let free = ends.iter().position(|end| *end <= event.x);
        let row = free.or_else(|| (0..ends.len()).min_by(|a, b| ends[*a].total_cmp(&ends[*b]))).unwrap_or(0);
        ends[row] = event.x + GAP + DIGIT * event.numbers.len() as f64;
        event.y = tenth(TOP + 6.0 + NUMBERS * row as f64);
    }
    all
}

fn lines(
    series: &Series,
    (from, to): (NaiveDate, NaiveDate),
    across: impl Fn(NaiveDate) -> f64,
    sheet: Sheet,
) -> Vec<String> {
    let place = |(day, median): &(NaiveDate, Median)| (across(*day), sheet.height_of(median.points()));
    let line = |piece: Vec<(NaiveDate, Median)>| match piece.as_slice() {
        // A day alone is a short stroke: a line of no length would look like a speck of dust.
        [alone] => {
            let (x, y) = place(alone);
            format!("{},{y} {},{y}", tenth(x - 4.0), tenth(x + 4.0))
        }
        days => days.iter().map(place).map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" "),
    };
    series.line(from, to).into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Clean;

    fn numbered(days: &[u64]) -> Vec<Happened> {
        let first: NaiveDate = "2026-10-01".parse().unwrap();
        let mark = |back: &u64| {
            let day = first + chrono::Days::new(*back);
            let at = day.and_hms_opt(12, 0, 0).unwrap().and_utc().fixed_offset();
            Mark { at, day, text: Clean::visible("walk") }
        };
        let marks: Vec<Mark> = days.iter().map(mark).collect();
        let across = |day: NaiveDate| 30.0 + 5.0 * (day - first).num_days() as f64;
        happened(&marks.iter().collect::<Vec<_>>(), across, 190.0)
    }

    #[test]
    fn the_numbers_of_events_never_lie_over_each_other() {
        let all = numbered(&[0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 20, 21]);
        assert_eq!(all.first().unwrap().numbers, "1, 2", "of one day together");
        for (n, one) in all.iter().enumerate() {
            for other in all.iter().skip(n + 1).filter(|other| other.y == one.y) {
                let end = one.x + GAP + DIGIT * one.numbers.len() as f64;
                assert!(end <= other.x, "{} and {}", one.numbers, other.numbers);
            }
            assert!(one.y < 190.0);
        }
        assert_eq!(all.last().unwrap().y, all[1].y, "a row is used again where there is room");
    }
}
