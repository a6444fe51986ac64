//! Which days are named along a picture of many.

use std::iter::successors;

use chrono::{Datelike as _, Days, Months, NaiveDate};

/// From so many days on, months are named instead of days.
const LONG: i64 = 250;

/// The days that are named from `from` to `to`, and how, where there is room for `most` of them or one more: every so many
/// days from the first; of a long time the beginnings of months or years, which lie as far apart as the calendar has them.
pub fn named(from: NaiveDate, to: NaiveDate, most: u32) -> Vec<(NaiveDate, String)> {
    let (days, most) = ((to - from).num_days() + 1, i64::from(most.max(1)));
    let fits = |step: &u64| *step as i64 * most >= days;
    let named = |day: NaiveDate, form| (day, day.format(form).to_string());
    if let Some(step) = [1, 2, 7, 14, 28].into_iter().find(fits).filter(|_| days <= LONG) {
        let all = successors(Some(from), |day| day.checked_add_days(Days::new(step)));
        return all.take_while(|day| *day <= to).map(|day| named(day, "%-d %b")).collect();
    }
    let months = days / 31;
    let whole_years = || 12 * ((months / 12 + most - 1) / most).max(1);
    let step = [1, 2, 3, 6].into_iter().find(|step| step * most >= months).unwrap_or_else(whole_years);
    let form = if step % 12 == 0 { "%Y" } else { "%b %Y" };
    let firsts = successors(from.with_day(1), |first| first.checked_add_months(Months::new(1)));
    let firsts = firsts.take_while(|first| *first <= to).filter(|first| *first >= from);
    let is_named = |day: &NaiveDate| (i64::from(day.year()) * 12 + i64::from(day.month0())) % step == 0;
    let all: Vec<_> = firsts.filter(is_named).map(|day| named(day, form)).collect();
    if all.is_empty() { vec![named(from, "%b %Y")] } else { all }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(from: &str, to: &str, most: u32) -> Vec<String> {
        named(from.parse().unwrap(), to.parse().unwrap(), most).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn days_of_a_few_weeks_are_named_and_the_beginnings_of_months_and_years_of_a_long_time() {
        assert_eq!(words("2026-11-08", "2026-11-21", 4), ["8 Nov", "15 Nov"]);
        assert_eq!(words("2026-08-30", "2026-11-21", 4), ["30 Aug", "27 Sep", "25 Oct"]);
        assert_eq!(words("2025-11-23", "2026-11-21", 4), ["Jan 2026", "Apr 2026", "Jul 2026", "Oct 2026"]);
        let every = words("2025-11-06", "2026-11-21", 14);
        assert_eq!((every.len(), every[0].as_str(), every[11].as_str()), (12, "Dec 2025", "Nov 2026"));
        assert_eq!(words("2026-02-01", "2026-11-21", 1), ["Feb 2026"]);
        assert_eq!(words("2006-05-02", "2026-11-21", 4), ["2010", "2015", "2020", "2025"]);
    }

    #[test]
    fn no_more_are_named_than_there_is_room_for_and_one() {
        for days in (1..60_000).step_by(37) {
            let to: NaiveDate = "2026-11-21".parse().unwrap();
            for most in 1..20 {
                let named = named(to - chrono::TimeDelta::days(days - 1), to, most);
                assert!(named.len() <= most as usize + 1, "{days} {most}: {}", named.len());
            }
        }
    }
}
