//! Every picture as rows, for those who would rather read it: the same figures, one fact a cell, in reading order.

use chrono::NaiveDate;

use super::{
    Amount, Around, Beside, Day, Diary, Dose, Mark, Measure, Rated, Response, Responses, Series, Stretch, techniques,
};
use crate::domain::body::Side;
use crate::domain::history::BeforeAfter;
use crate::domain::order;
use crate::domain::words::nearest_minutes;

/// One value of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// Not rated, not done: never 0.
    Missing,
    /// A day, in as many words as there is room for.
    Day(NaiveDate),
    /// Anything else.
    Text(String),
}

impl Cell {
    fn of(value: Option<impl ToString>) -> Self {
        value.map_or(Self::Missing, |value| Self::Text(value.to_string()))
    }

    fn text(text: impl ToString) -> Self {
        Self::Text(text.to_string())
    }
}

/// How a column is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Set {
    /// Numbers, to the right.
    Number,
    /// A word or a day, to the left.
    Word,
    /// Words of any length, to the left: cut where there is no room.
    Words,
    /// Numbers that are left out where there is no room.
    Spare,
}

impl Set {
    /// Whether it stands at the right of its column.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Spare)
    }
}

/// A column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its heading.
    pub head: &'static str,
    /// How it is set.
    pub set: Set,
}

/// Rows under headings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; each has a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// What is to be known of it: the whole sentence, and a short one.
    pub note: [&'static str; 2],
}

fn columns<const N: usize>(columns: [(&'static str, Set); N]) -> Vec<Column> {
    columns.map(|(head, set)| Column { head, set }).into()
}

/// Pain before and after sessions, as they are given.
pub fn around(sessions: &[Around]) -> Table {
    let foot = |pain: BeforeAfter| match (pain.before, pain.after, pain.change()) {
        (Some(before), Some(after), Some(_)) => Cell::Text(format!("{} then {}", before.value(), after.value())),
        _ => Cell::Missing,
    };
    let row = |session: &Around| {
        let (left, right) = (foot(session.pain.left), foot(session.pain.right));
        vec![Cell::Day(session.day), Cell::text(&session.name), left, right]
    };
    Table {
        columns: columns([("day", Set::Word), ("routine", Set::Words), ("LEFT", Set::Number), ("RIGHT", Set::Number)]),
        rows: sessions.iter().map(row).collect(),
        note: ["Before, then after. A moment, not a result.", "A moment, not a result."],
    }
}

/// Minutes by technique and side, as they are given.
pub fn work(doses: &[Dose]) -> Table {
    let row = |dose: &Dose| {
        let technique = dose.technique.map_or("other work", |technique| technique.apart()[1]);
        let side = dose.side.map_or("both", Side::word);
        let minutes = [dose.done, dose.planned].map(|span| Cell::text(nearest_minutes(span)));
        [Cell::text(technique), Cell::text(side)].into_iter().chain(minutes).collect()
    };
    let of = |technique| {
        let mut sides: Vec<&Dose> = doses.iter().filter(|dose| dose.technique == technique).collect();
        order::by_key(&mut sides, |dose| dose.side);
        sides
    };
    Table {
        columns: columns([
            ("technique", Set::Words),
            ("side", Set::Word),
            ("minutes", Set::Number),
            ("planned", Set::Number),
        ]),
        rows: techniques(doses).into_iter().flat_map(of).map(row).collect(),
        note: ["Minutes done, and planned.", "Minutes done, and planned."],
    }
}

/// The days from one to another, newest first.
pub fn days(diary: &Diary, from: NaiveDate, today: NaiveDate) -> Table {
    let row = |day: NaiveDate| {
        let known = diary.day(day).filter(|known| known.sessions > 0);
        let hurts = known.map(|known| known.hurts).filter(|hurts| *hurts > 0);
        vec![
            Cell::Day(day),
            Cell::of(known.map(|known| known.sessions)),
            Cell::of(known.map(|known| nearest_minutes(known.done()))),
            Cell::of(known.map(|known| nearest_minutes(known.planned()))),
            Cell::of(hurts),
        ]
    };
    Table {
        columns: columns([
            ("day", Set::Word),
            ("sessions", Set::Number),
            ("minutes", Set::Number),
            ("planned", Set::Number),
            ("that hurt", Set::Spare),
        ]),
        rows: newest_first(from, today).map(row).collect(),
        note: ["Minutes of work on both sides together, done and planned.", "Minutes of both sides together."],
    }
}

/// What was rated on each day from one to another, newest first, beside the median that a picture draws there, and what
/// happened on it; of the feet that are given, in one measure.
pub fn ratings(diary: &Diary, feet: &[(Side, &Series)], (from, today): (NaiveDate, NaiveDate)) -> Table {
    let happened = |day: NaiveDate| {
        let marks = diary.day(day).into_iter().flat_map(Day::events);
        marks.map(|mark| mark.text.to_string()).collect::<Vec<_>>().join(", ")
    };
    let mut heads = vec![("day", Set::Word)];
    for (side, _) in feet {
        let foot = match side {
            Side::Left => "LEFT",
            Side::Right => "RIGHT",
        };
        heads.extend([(foot, Set::Number), ("median", Set::Spare)]);
    }
    let has_events = diary.between(from, today).any(|(_, day)| day.events().next().is_some());
    if has_events {
        heads.push(("event", Set::Words));
    }
    let row = |day: NaiveDate| {
        let rated = feet.iter().flat_map(|(_, series)| {
            let pain = series.between(day, day).first().map(|point| point.pain.value());
            [Cell::of(pain), Cell::of(series.median(day))]
        });
        let event = has_events.then(|| Cell::Text(happened(day)));
        std::iter::once(Cell::Day(day)).chain(rated).chain(event).collect()
    };
    Table {
        columns: heads.into_iter().map(|(head, set)| Column { head, set }).collect(),
        rows: newest_first(from, today).map(row).collect(),
        note: [
            "The median is that of the seven days to the day named, where four are rated.",
            "What was rated on each day.",
        ],
    }
}

fn newest_first(from: NaiveDate, today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(Some(today), NaiveDate::pred_opt).take_while(move |day| *day >= from)
}

/// Each day's minutes beside the next morning, newest first; of the feet that are given.
pub fn responses(feet: &[(Side, &[Response])]) -> Table {
    let mut heads = vec![("day", Set::Word)];
    for (side, _) in feet {
        let minutes = match side {
            Side::Left => "LEFT min",
            Side::Right => "RIGHT min",
        };
        heads.extend([(minutes, Set::Number), ("next", Set::Number), ("change", Set::Spare)]);
    }
    let days = feet.iter().map(|(_, days)| days.len()).min().unwrap_or(0);
    let row = |place: usize| {
        let day = feet.first().and_then(|(_, days)| days.get(place)).map(|response| Cell::Day(response.day));
        let cells = feet.iter().filter_map(|(_, days)| days.get(place)).flat_map(|response| {
            let minutes = Some(response.minutes()).filter(|minutes| *minutes > 0);
            let next = response.next.map(|pain| pain.value());
            [Cell::of(minutes), Cell::of(next), Cell::of(response.change().map(signed))]
        });
        day.into_iter().chain(cells).collect()
    };
    Table {
        columns: heads.into_iter().map(|(head, set)| Column { head, set }).collect(),
        rows: (0..days).rev().map(row).collect(),
        note: [
            "Minutes of the day; first-step pain of the next morning, and its change from that day's own.",
            "Minutes; pain of the next morning.",
        ],
    }
}

fn signed(change: i8) -> String {
    if change > 0 { format!("+{change}") } else { change.to_string() }
}

/// The next mornings by the amount that was done; of the feet that are given.
pub fn by_amount(feet: &[(Side, Responses)]) -> Table {
    let mut heads = vec![("", Set::Word)];
    for (side, _) in feet {
        let next = match side {
            Side::Left => "LEFT next",
            Side::Right => "RIGHT next",
        };
        heads.extend([(next, Set::Number), ("change", Set::Spare)]);
    }
    let row = |(place, amount): (usize, Amount)| {
        let cells = feet.iter().flat_map(|(_, responses)| {
            let mornings = &responses.by_amount[place];
            let next = match (mornings.next, mornings.rated) {
                (_, 0) => Cell::Missing,
                (Some(median), rated) => Cell::Text(format!("{median} ({rated})")),
                (None, rated) => Cell::Text(format!("few ({rated})")),
            };
            let change = mornings.change.map(|change| format!("{} ({})", change.signed(), mornings.compared));
            [next, Cell::of(change)]
        });
        std::iter::once(Cell::text(amount.name())).chain(cells).collect()
    };
    Table {
        columns: heads.into_iter().map(|(head, set)| Column { head, set }).collect(),
        rows: Amount::ALL.into_iter().enumerate().map(row).collect(),
        note: [
            "Median of the next mornings (how many), and of the change from that day's own morning.",
            "Medians of next mornings (how many).",
        ],
    }
}

/// Before and after each event, newest first; of the feet that are given.
pub fn events(events: &[&Mark], rated: &Rated, feet: &[Side], today: NaiveDate) -> Table {
    let stretch = |stretch: Stretch| match (stretch.median, stretch.rated) {
        (_, 0) => Cell::Missing,
        (Some(median), rated) => Cell::Text(format!("{median} ({rated})")),
        (None, rated) => Cell::Text(format!("few ({rated})")),
    };
    let rows = events.iter().rev().flat_map(|mark| {
        let readings = readings(mark, rated, feet, today);
        let unrated = readings.is_empty().then(|| {
            vec![
                Cell::Day(mark.day),
                Cell::text(&mark.text),
                Cell::Missing,
                Cell::Missing,
                Cell::Missing,
                Cell::Missing,
            ]
        });
        let row = |(measure, side, beside): (Measure, Side, Beside)| {
            vec![
                Cell::Day(mark.day),
                Cell::text(&mark.text),
                Cell::text(measure.short()),
                Cell::text(side.word()),
                stretch(beside.before),
                stretch(beside.after),
            ]
        };
        unrated.into_iter().chain(readings.into_iter().map(row)).collect::<Vec<_>>()
    });
    Table {
        columns: columns([
            ("day", Set::Word),
            ("event", Set::Words),
            ("pain", Set::Word),
            ("foot", Set::Word),
            ("before", Set::Number),
            ("after", Set::Number),
        ]),
        rows: rows.collect(),
        note: [
            "Medians of the two weeks before and after (rated days). Not because of.",
            "Medians (days). Not because of.",
        ],
    }
}

/// What was rated around an event, in each measure and on each foot in which anything was.
pub fn readings(mark: &Mark, rated: &Rated, feet: &[Side], today: NaiveDate) -> Vec<(Measure, Side, Beside)> {
    let all = Measure::ALL.into_iter().flat_map(|measure| feet.iter().map(move |side| (measure, *side)));
    all.map(|(measure, side)| (measure, side, rated.series(measure, side).beside(mark.day, today)))
        .filter(|(.., beside)| beside.is_rated())
        .collect()
}
