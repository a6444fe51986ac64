//! What has a picture in the program and is told here in rows: the next mornings, events, days.

use super::Asked;
use crate::domain::body::Side;
use crate::domain::time::clock;
use crate::domain::trend::table::{self, Cell, Table};
use crate::domain::trend::words::{NOT_BECAUSE, SIDE_BY_SIDE, also, in_rows, wrap};
use crate::domain::trend::{Measure, Response, Responses};
use crate::driver::printer::{NotPrinted, Printer};

/// The longest line, in columns, but for what a person wrote.
const WIDE: usize = 80;

impl Asked<'_> {
    /// Every day of the feet that were asked for, oldest first.
    pub(super) fn responses(&self) -> Vec<(Side, Vec<Response>)> {
        self.feet.iter().map(|side| (*side, self.diary.responses(*side, self.range, self.today))).collect()
    }

    pub(super) fn print_responses(&self, out: &mut Printer) -> Result<(), NotPrinted> {
        let together = |(side, days): &(Side, Vec<Response>)| (*side, Responses::of(days));
        let feet: Vec<_> =
            self.responses().iter().map(together).filter(|(_, responses)| responses.is_rated()).collect();
        if feet.iter().all(|(_, responses)| responses.usual.is_none()) {
            return Ok(());
        }
        out.line("")?;
        let usual = feet
            .iter()
            .filter_map(|(side, responses)| Some(format!("{} {} min", side.word(), clock(responses.usual?))));
        out.line(&format!("The morning after; usual work: {}", usual.collect::<Vec<_>>().join(", ")))?;
        print(&table::by_amount(&feet), out)?;
        out.line(&format!("  {SIDE_BY_SIDE}"))
    }

    pub(super) fn print_events(&self, out: &mut Printer) -> Result<(), NotPrinted> {
        let events = self.diary.events(self.range, self.today);
        if events.is_empty() {
            return Ok(());
        }
        out.line("")?;
        out.line("Events, with the two weeks before and after")?;
        for mark in events.iter().rev() {
            let day = mark.day.format("%-d %b %Y").to_string();
            for (n, line) in wrap(&mark.text, WIDE - 4 - day.len()).into_iter().enumerate() {
                let head = if n == 0 { day.as_str() } else { "" };
                out.line(&format!("  {head:<wide$}  {line}", wide = day.len()))?;
            }
            let readings = table::readings(mark, &self.rated, &self.feet, self.today);
            if readings.is_empty() {
                out.line("    nothing was rated in these weeks")?;
            }
            for (measure, side, beside) in readings {
                let [before, after] = beside.clauses();
                let told = [format!("{}: {before}", measure.short()), after];
                for (n, line) in in_rows(&told, WIDE - 11).into_iter().enumerate() {
                    let head = if n == 0 { side.word().to_uppercase() } else { String::new() };
                    out.line(&format!("    {head:<6} {line}"))?;
                }
            }
            if let Some(also) = also(&self.diary.events_near(mark)) {
                wrap(&also, WIDE - 4).into_iter().try_for_each(|line| out.line(&format!("    {line}")))?;
            }
        }
        wrap(NOT_BECAUSE, WIDE - 2).into_iter().try_for_each(|line| out.line(&format!("  {line}")))
    }

    pub(super) fn print_days(&self, out: &mut Printer) -> Result<(), NotPrinted> {
        let Some(first) = self.diary.first() else { return Ok(()) };
        let from = self.from().max(first);
        for measure in Measure::ALL {
            let feet: Vec<_> =
                self.rated_feet(measure).into_iter().map(|side| (side, self.series(measure, side))).collect();
            if feet.is_empty() {
                continue;
            }
            out.line("")?;
            out.line(&format!("{}, day by day", measure.name()))?;
            print(&table::ratings(self.diary, &feet, (from, self.today)), out)?;
        }
        out.line("")?;
        out.line("Days")?;
        print(&table::days(self.diary, from, self.today), out)?;
        out.line("")?;
        out.line("Work of each day and first-step pain of the next morning")?;
        let feet = self.responses();
        let feet: Vec<(Side, &[Response])> = feet.iter().map(|(side, days)| (*side, days.as_slice())).collect();
        print(&table::responses(&feet), out)
    }
}

/// A table with its heading and its note; what is missing is the sign for that, never 0.
fn print(table: &Table, out: &mut Printer) -> Result<(), NotPrinted> {
    let missing = out.missing();
    let said = |cell: &Cell| match cell {
        Cell::Missing => missing.to_owned(),
        Cell::Day(day) => day.format("%-d %b %Y").to_string(),
        Cell::Text(text) => text.clone(),
    };
    let heads: Vec<String> = table.columns.iter().map(|column| column.head.to_owned()).collect();
    let rows: Vec<Vec<String>> =
        std::iter::once(heads).chain(table.rows.iter().map(|cells| cells.iter().map(said).collect())).collect();
    let wide = |place: usize| rows.iter().filter_map(|row| row.get(place)).map(|cell| cell.chars().count()).max();
    let wides: Vec<usize> = (0..table.columns.len()).map(|place| wide(place).unwrap_or(0)).collect();
    for row in &rows {
        let cells = row.iter().zip(&table.columns).zip(&wides).map(|((cell, column), &wide)| {
            if column.set.is_number() { format!("{cell:>wide$}") } else { format!("{cell:<wide$}") }
        });
        out.line(format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end())?;
    }
    let [long, _] = table.note;
    wrap(long, WIDE - 2).into_iter().try_for_each(|line| out.line(&format!("  {line}")))
}
