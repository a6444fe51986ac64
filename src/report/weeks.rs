//! The course of the weeks in rows, where a page has no picture.

use super::gather::Gather;
use super::page::{Asked, capital};
use crate::domain::body::Side;
use crate::domain::trend::{Measure, Rated};

/// Each week of the range, newest first: the median of its rated days with their number, of each foot in each measure that
/// was ever rated. None where nothing was.
pub(super) fn weeks(gather: &Gather, Asked { range, today, .. }: Asked) -> Vec<String> {
    let rated = Rated::of(&gather.diary);
    let columns: Vec<(Measure, Side)> = Measure::ALL
        .into_iter()
        .flat_map(|measure| Side::BOTH.map(|side| (measure, side)))
        .filter(|(measure, side)| !rated.series(*measure, *side).points().is_empty())
        .collect();
    if columns.is_empty() {
        return Vec::new();
    }
    let row = |head: &str, cells: &mut dyn Iterator<Item = String>| {
        let cells: String = cells.map(|cell| format!("{cell:>16}")).collect();
        format!("  {head:<12}{cells}").trim_end().to_owned()
    };
    let above = row("", &mut columns.iter().map(|(measure, _)| measure.short().to_owned()));
    let heads = row("week to", &mut columns.iter().map(|(_, side)| capital(*side).to_lowercase()));
    let weeks = gather.diary.weeks(range, today).map(|(from, to)| {
        let cell = |(measure, side): &(Measure, Side)| {
            let middle = rated.series(*measure, *side).middle(from, to);
            middle.map_or_else(|| "-".to_owned(), |(median, days)| format!("{median} ({days})"))
        };
        row(&to.format("%-d %b %Y").to_string(), &mut columns.iter().map(cell))
    });
    [above, heads].into_iter().chain(weeks).collect()
}
