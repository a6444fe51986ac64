//! Words for days: years, months, days, spans of them, and the last weeks.

use chrono::{Datelike as _, Days, Months, NaiveDate};

use super::Word;

/// The month of a name, or of its first three letters, 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    word.parse::<chrono::Month>().ok().map(|month| month.number_from_month())
}

/// The days that a word means on the day `today`; none where it means no days.
pub(super) fn days(word: &str, today: NaiveDate) -> Option<Word> {
    let since = |days: u64| Some(Word::Days(Some(today.checked_sub_days(Days::new(days))?), Some(today)));
    match word {
        "today" => return since(0),
        "yesterday" => {
            let day = today.pred_opt()?;
            return Some(Word::Days(Some(day), Some(day)));
        }
        _ => {}
    }
    for (unit, days) in [("d", 1), ("w", 7)] {
        if let Some(count) = word.strip_suffix(unit).and_then(|count| count.parse::<u64>().ok()) {
            return since(count.checked_mul(days)?.checked_sub(1)?);
        }
    }
    match word.split_once("..") {
        Some(("", "")) => None,
        Some((first, "")) => Some(Word::Days(Some(span(first)?.0), None)),
        Some(("", last)) => Some(Word::Days(None, Some(span(last)?.1))),
        Some((first, last)) => Some(Word::Days(Some(span(first)?.0), Some(span(last)?.1))),
        None => span(word).map(|(first, last)| Word::Days(Some(first), Some(last))),
    }
}

/// The first and the last day of a year, a month or a day.
fn span(word: &str) -> Option<(NaiveDate, NaiveDate)> {
    if let Ok(day) = NaiveDate::parse_from_str(word, "%d.%m.%Y") {
        // A year in two digits, on the way to four, is none.
        return (day.year() > 999).then_some((day, day));
    }
    // On the way to a month, `2026-` is still the year.
    let mut parts = word.trim_end_matches('-').split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let number = |part: Option<&str>| part.map(|part| part.parse::<u32>().ok());
    let (month, day) = (number(parts.next()), number(parts.next()));
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, _) => Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?)),
        (Some(month), None) => {
            let first = NaiveDate::from_ymd_opt(year, month?, 1)?;
            Some((first, first.checked_add_months(Months::new(1))?.with_day(1)?.pred_opt()?))
        }
        (Some(month), Some(day)) => {
            let day = NaiveDate::from_ymd_opt(year, month?, day?)?;
            Some((day, day))
        }
    }
}
