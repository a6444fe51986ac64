//! A table of ratings that another diary or a spreadsheet made.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Read;
use std::path::Path;

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveTime, Timelike as _};
use clap::ValueEnum;
use csv::StringRecord;

use super::super::failure::Failure;
use super::super::log::KindWord;
use super::cell::pain;
use super::table::Table;
use crate::domain::body::Side;
use crate::domain::dawn::Dawn;
use crate::domain::order;
use crate::domain::record::{Fact, FactId, Pain, PainKind, Rating, What};
use crate::domain::text::{Clean, Field};
use crate::domain::time::{FIRST_YEAR, Now, stamp};
use crate::domain::when::Usual;
use crate::driver::clock;

/// Which column is what.
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Columns {
    /// The column of the day: 2026-11-01, 1.11.2026, or with a time behind it
    #[arg(long, value_name = "COLUMN", help_heading = "Tables")]
    date: Option<String>,
    /// The column of the time of day, where it is not behind the day: 07:10, 7:10 AM. Where it is empty, none was said
    #[arg(long, value_name = "COLUMN", help_heading = "Tables")]
    time: Option<String>,
    /// How days are written where 3/4/2026 could be either
    #[arg(long, value_name = "ORDER", help_heading = "Tables")]
    order: Option<Order>,
    /// The column of the left foot's ratings
    #[arg(long, value_name = "COLUMN", help_heading = "Tables")]
    left: Option<String>,
    /// The column of the right foot's ratings
    #[arg(long, value_name = "COLUMN", help_heading = "Tables")]
    right: Option<String>,
    /// The column of the value, where another one names the foot
    #[arg(long, value_name = "COLUMN", requires = "foot", help_heading = "Tables")]
    value: Option<String>,
    /// The column that names the foot: left, right, L, R
    #[arg(long, value_name = "COLUMN", requires = "value", help_heading = "Tables")]
    foot: Option<String>,
    /// What was rated
    #[arg(long, value_name = "KIND", default_value = "first-step", help_heading = "Tables")]
    kind: KindWord,
    /// The column that names what was rated, in the words of --kind; where it is empty, --kind counts
    #[arg(long, value_name = "COLUMN", help_heading = "Tables")]
    kind_column: Option<String>,
    /// The column of a note
    #[arg(long, value_name = "COLUMN", help_heading = "Tables")]
    note: Option<String>,
}

/// How days with a slash are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Order {
    /// Day, month, year
    Dmy,
    /// Month, day, year
    Mdy,
}

/// What a table says.
#[derive(Default)]
pub(super) struct Ratings {
    /// The earliest first.
    pub(super) facts: Vec<Fact>,
    /// Rows with a value and no foot.
    pub(super) without_foot: u64,
    /// Notes in which something was made harmless.
    pub(super) cleaned: u64,
    /// Rows that say something which cannot be meant.
    pub(super) faults: Faults,
    /// How many ratings so far are about the same moment, foot and kind.
    equals: HashMap<(String, Side, PainKind), u32>,
}

/// Rows at fault: all are counted, so many named.
#[derive(Default)]
pub(super) struct Faults {
    /// The first of them: the line on which a row begins, the column, and why.
    pub(super) named: Vec<String>,
    /// All of them.
    pub(super) count: u64,
}

impl Faults {
    /// So many are named: whoever mends these has learnt what the others need.
    const MOST: usize = 20;

    fn add(&mut self, line: u64, Wrong { column, why }: Wrong, heads: &StringRecord) {
        self.count += 1;
        if self.named.len() < Self::MOST {
            let column = column.and_then(|column| heads.get(column)).map(|head| format!(", column {head}"));
            self.named.push(format!("line {line}{}: {why}", column.unwrap_or_default()));
        }
    }
}

/// What a row says that cannot be meant.
struct Wrong {
    /// Where it says it; none where it is the row as a whole.
    column: Option<usize>,
    why: String,
}

impl Wrong {
    fn of(column: usize) -> impl Fn(String) -> Self {
        move |why| Self { column: Some(column), why }
    }
}

/// When a row was.
struct Moment {
    at: DateTime<FixedOffset>,
    /// The same as it was written, whatever its form.
    written: String,
    /// Whether a time was said, or a day alone.
    is_timed: bool,
}

/// When it was, if that has come: the usual time of a day may be later than `now`, a time that was said may not.
fn lived(moment: &Moment, now: Now) -> Result<DateTime<FixedOffset>, &'static str> {
    match moment.at {
        at if at.year() < 100 => Err("has a year of two digits: write four"),
        at if at.year() < FIRST_YEAR => Err("is not a day that has been lived"),
        at if at <= now.wall => Ok(at),
        at if now.day_of(at) > now.today() => Err("is not a day that has been lived"),
        _ if moment.is_timed => Err("has not come yet"),
        _ => Ok(now.wall),
    }
}

/// Day and time as one text, where they stand in columns of their own.
fn when<'t>(day: &'t str, time: Option<&str>) -> Result<Cow<'t, str>, String> {
    match time {
        None => Ok(Cow::Borrowed(day)),
        Some(time) if time_of_day(time).is_none() => Err(format!("`{time}` is no time of day: write 07:10")),
        Some(_) if day.contains(':') => Err(format!("`{day}` has a time already: leave this cell empty")),
        Some(time) => Ok(Cow::Owned(format!("{day} {time}"))),
    }
}

/// Where the columns are.
struct Places {
    date: usize,
    time: Option<usize>,
    feet: [(Side, Option<usize>); 2],
    named: Option<(usize, usize)>,
    kind: Option<usize>,
    note: Option<usize>,
    /// How many columns have a heading.
    columns: usize,
}

impl Columns {
    /// Reads a table. Of a row at fault nothing is taken, and the next ones are read. No day after the one of `now` has
    /// been lived.
    ///
    /// # Errors
    /// When it is no table, or its columns are not those that were named.
    pub(super) fn read(&self, source: impl Read, file: &Path, now: Now) -> Result<Ratings, Failure> {
        let mut table = Table::new(source, file)?;
        let heads = table.heads()?;
        if is_our_sheet(&heads) {
            let why = "this is a sheet of solemate; import what `solemate export` writes without --format csv, which \
                       loses nothing";
            return Err(table.wrong(1, why));
        }
        let places = self.places(&heads, &table)?;
        let mut ratings = Ratings::default();
        while let Some((line, row)) = table.next()? {
            if let Err(wrong) = self.row(&row, &places, now, &mut ratings) {
                ratings.faults.add(line, wrong, &heads);
            }
        }
        // A history is in the order in which it was lived, whatever the table's.
        order::by_key(&mut ratings.facts, |fact| fact.at);
        Ok(ratings)
    }

    /// Whether any column was named: what is read is a table, then.
    pub(super) fn are_named(&self) -> bool {
        let Self { date, time, left, right, value, foot, kind_column, note, order: _, kind: _ } = self;
        [date, time, left, right, value, foot, kind_column, note].iter().any(|column| column.is_some())
    }

    fn places(&self, heads: &StringRecord, table: &Table<impl Read>) -> Result<Places, Failure> {
        let column = |name: &str| {
            let mut found = heads.iter().enumerate().filter(|(_, head)| head.eq_ignore_ascii_case(name));
            match (found.next(), found.next()) {
                (Some((place, _)), None) => Ok(place),
                (Some(_), Some(_)) => {
                    Err(table.wrong(1, &format!("two columns are called `{name}`; give one of them another name")))
                }
                (None, _) => {
                    let heads: Vec<&str> = heads.iter().collect();
                    Err(table.wrong(1, &format!("there is no column `{name}`; there are {}", heads.join(", "))))
                }
            }
        };
        let optional = |name: &Option<String>| name.as_deref().map(column).transpose();
        let places = Places {
            date: column(self.date.as_deref().unwrap_or("date"))?,
            time: optional(&self.time)?,
            feet: [(Side::Left, optional(&self.left)?), (Side::Right, optional(&self.right)?)],
            named: optional(&self.foot)?.zip(optional(&self.value)?),
            kind: optional(&self.kind_column)?,
            note: optional(&self.note)?,
            columns: heads.len(),
        };
        if places.named.is_none() && places.feet.iter().all(|(_, column)| column.is_none()) {
            return Err(Failure::usage(
                "say which columns hold the ratings: --left and --right, or --foot and --value with the names of columns",
            ));
        }
        Ok(places)
    }

    fn row(&self, row: &StringRecord, places: &Places, now: Now, ratings: &mut Ratings) -> Result<(), Wrong> {
        let cell = |column: usize| row.get(column).unwrap_or_default();
        let beyond = row.iter().skip(places.columns).any(|cell| !cell.is_empty());
        if beyond {
            let why = format!(
                "{} cells below {} headings: what has a separator in it belongs in quotes",
                row.len(),
                places.columns
            );
            return Err(Wrong { column: None, why });
        }
        let value_in = |column| pain(cell(column)).map_err(Wrong::of(column));
        let of_feet = places.feet.iter().filter_map(|(side, column)| Some((*side, (*column)?)));
        let mut rated: Vec<(Side, Pain)> = Vec::new();
        for (side, column) in of_feet {
            rated.extend(value_in(column)?.map(|value| (side, value)));
        }
        if let Some((foot, value)) = places.named
            && let Some(value) = value_in(value)?
        {
            match cell(foot) {
                "" => ratings.without_foot += 1,
                word => rated.push((side(word).map_err(Wrong::of(foot))?, value)),
            }
        }
        if rated.is_empty() {
            return Ok(());
        }
        let kind = match places.kind.filter(|column| !cell(*column).is_empty()) {
            Some(column) => kind(cell(column)).map_err(Wrong::of(column))?,
            None => self.kind.kind(),
        };
        let said = when(cell(places.date), places.time.map(cell).filter(|time| !time.is_empty()))
            .map_err(|why| Wrong { column: places.time, why })?;
        let no_day = Wrong::of(places.date);
        let moment = self.moment(&said, kind, now.dawn).map_err(&no_day)?;
        let at = lived(&moment, now).map_err(|why| no_day(format!("`{said}` {why}")))?;
        let written = moment.written;
        let mut note = None;
        if let Some(column) = places.note.filter(|column| !cell(*column).is_empty()) {
            let said = Clean::visible_lines(cell(column));
            ratings.cleaned += u64::from(cell(column).replace("\r\n", "\n") != said.as_str());
            Clean::accept(&said, Field::Long).map_err(|defect| Wrong::of(column)(format!("the note has {defect}")))?;
            note = Some(said);
        }
        for (side, value) in rated {
            let nth = ratings.equals.entry((written.clone(), side, kind)).or_default();
            let id = row_id(&written, side, kind, *nth);
            *nth += 1;
            let rating = Rating { side, kind, value, session: None, note: note.clone(), place: None };
            ratings.facts.push(Fact { id, ..Fact::new(at, What::Pain(rating)) });
        }
        Ok(())
    }

    /// When it was. Where no time is said, one of that day at which such a rating is usual.
    fn moment(&self, text: &str, kind: PainKind, dawn: Dawn) -> Result<Moment, String> {
        let text: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        if let Some(said) = with_offset(&text) {
            // UTC is no place: such a time was lived here.
            let at = if text.ends_with(['Z', 'z']) { clock::local_at(said) } else { said };
            return Ok(Moment { at, written: stamp::write(said).unwrap_or_default(), is_timed: true });
        }
        let wrong = || match self.order {
            None if is_in_order(&text, DAY_FIRST) && is_in_order(&text, MONTH_FIRST) => {
                format!("`{text}` can be read in two orders: add --order dmy (day first) or --order mdy (month first)")
            }
            None if is_in_order(&text, DAY_FIRST) => format!("`{text}` has the day first: add --order dmy"),
            None if is_in_order(&text, MONTH_FIRST) => format!("`{text}` has the month first: add --order mdy"),
            _ => format!("`{text}` is no day: write 2026-11-01 or 1.11.2026"),
        };
        let (day, time) = text.split_once([' ', 'T']).map_or((text.as_str(), None), |(day, time)| (day, Some(time)));
        let forms: &[&str] = match self.order {
            Some(Order::Dmy) => &["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y"],
            Some(Order::Mdy) => &["%Y-%m-%d", "%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y"],
            None => &["%Y-%m-%d", "%d.%m.%Y"],
        };
        let day = day.trim_end_matches(',');
        let day = forms.iter().find_map(|form| NaiveDate::parse_from_str(day, form).ok()).ok_or_else(wrong)?;
        let time = time.map(|time| time_of_day(time.trim()).ok_or_else(wrong)).transpose()?;
        let usual = Usual::of(kind).unwrap_or(Usual::EVENING);
        let at = time.map_or_else(|| usual.on(day, dawn), |time| Some(day.and_time(time)));
        let written = time.map_or_else(|| day.to_string(), |time| format!("{day}T{time}"));
        let at = at.and_then(clock::local).ok_or("there was no such time that day")?;
        Ok(Moment { at, written, is_timed: time.is_some() })
    }
}

/// Days that are written with slashes and strokes.
const DAY_FIRST: [&str; 2] = ["%d/%m/%Y", "%d-%m-%Y"];
const MONTH_FIRST: [&str; 2] = ["%m/%d/%Y", "%m-%d-%Y"];

/// Whether a day of the calendar is written in one of these forms.
fn is_in_order(text: &str, forms: [&str; 2]) -> bool {
    let day = text.split([' ', 'T']).next().unwrap_or_default().trim_end_matches(',');
    forms.iter().any(|form| NaiveDate::parse_from_str(day, form).is_ok())
}

/// A time with its offset from UTC, to the second.
fn with_offset(text: &str) -> Option<DateTime<FixedOffset>> {
    let forms = ["%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%dT%H:%M%z", "%Y-%m-%d %H:%M:%S%.f %z", "%Y-%m-%d %H:%M %z"];
    let said = DateTime::parse_from_rfc3339(&text.replacen(' ', "T", 1)).ok();
    let said = said.or_else(|| forms.iter().find_map(|form| DateTime::parse_from_str(text, form).ok()));
    said.and_then(|said| said.with_nanosecond(0))
}

/// A time of day, to the second: 07:10, 07:10:30, 7:10 AM.
fn time_of_day(text: &str) -> Option<NaiveTime> {
    let forms = ["%H:%M:%S%.f", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%I:%M:%S%p", "%I:%M%p"];
    let time = forms.iter().find_map(|form| NaiveTime::parse_from_str(text, form).ok());
    time.and_then(|time| time.with_nanosecond(0))
}

fn side(text: &str) -> Result<Side, String> {
    match text.to_lowercase().as_str() {
        "left" | "l" => Ok(Side::Left),
        "right" | "r" => Ok(Side::Right),
        _ => Err(format!("`{text}` is no foot: write left or right")),
    }
}

fn kind(text: &str) -> Result<PainKind, String> {
    let word = text.replace([' ', '_'], "-");
    KindWord::from_str(&word, true).map(KindWord::kind).map_err(|_| {
        format!("`{text}` is nothing that is rated: write first-step, day-average, now-before, now-during or now-after")
    })
}

/// Whether this is what `solemate export --format csv` makes.
fn is_our_sheet(heads: &StringRecord) -> bool {
    ["row", "day", "at", "foot", "pain", "value", "session", "id"]
        .iter()
        .all(|ours| heads.iter().any(|head| head == *ours))
}

/// The identity of a row: what it is about, whatever value it has, so that the same row is the same fact in every import
/// on every machine. `nth` counts the rows before it that are about the same. A UUID of version 8.
fn row_id(written: &str, side: Side, kind: PainKind, nth: u32) -> FactId {
    let about = format!("solemate table|{written}|{}|{}|{nth}", side.word(), kind.word());
    uuid::Builder::from_custom_bytes(fnv1a(about.as_bytes()).to_be_bytes()).into_uuid()
}

/// FNV-1a, 128 bits: the same on every machine, for ever.
fn fnv1a(bytes: &[u8]) -> u128 {
    let begin = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    bytes.iter().fold(begin, |hash: u128, byte| {
        (hash ^ u128::from(*byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_identity_of_a_row_never_changes() {
        assert_eq!(fnv1a(b"a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
        let id = row_id("2026-10-01", Side::Left, PainKind::FirstStep, 0);
        assert_eq!(id.get_version_num(), 8);
        assert_ne!(id, row_id("2026-10-01", Side::Left, PainKind::FirstStep, 1));
        assert_ne!(id, row_id("2026-10-01", Side::Right, PainKind::FirstStep, 0));
    }

    #[test]
    fn times_of_day_are_read_as_people_and_programs_write_them() {
        for (text, hour, minute) in
            [("07:10", 7, 10), ("7:10 AM", 7, 10), ("7:10PM", 19, 10), ("12:05:30 am", 0, 5), ("07:10:30.250", 7, 10)]
        {
            let time = time_of_day(text).unwrap();
            assert_eq!((time.hour(), time.minute(), time.nanosecond()), (hour, minute, 0), "{text}");
        }
        assert_eq!(time_of_day("23:59:60").unwrap().to_string(), "23:59:59", "a leap second counts as the last one");
        assert_eq!(time_of_day("25:00"), None);
    }

    #[test]
    fn c7_an_offset_is_kept_as_it_was_said() {
        for text in ["2026-10-02T05:00:00-07:00", "2026-10-02 05:00:00.5-0700", "2026-10-02 05:00 -07:00"] {
            assert_eq!(stamp::write(with_offset(text).unwrap()).unwrap(), "2026-10-02T05:00:00-07:00", "{text}");
        }
        assert_eq!(with_offset("2026-10-02 05:00"), None);
    }
}
