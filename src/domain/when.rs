//! Times as people write them: `today 07:10`, `yesterday 21:00`, `2026-11-19 07:10`, `07:10`.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::time::{FIRST_YEAR, stamp};

/// A clock may be a little behind the one that said "now".
const AHEAD: TimeDelta = TimeDelta::minutes(1);

/// Reads `text`. Days are those of the calendar; `at` finds the offset that a time of this place has, if there was such a
/// time at all.
///
/// # Errors
/// Says what was expected, or why this time cannot be meant.
pub fn read(
    text: &str,
    now: DateTime<FixedOffset>,
    at: impl Fn(NaiveDateTime) -> Option<DateTime<FixedOffset>>,
) -> Result<DateTime<FixedOffset>, String> {
    let time = match stamp::read(text) {
        Some(exact) => exact,
        None => {
            let local = local(text, now.date_naive())
                .ok_or("write it like \"today 07:10\", \"yesterday 21:00\", \"2026-11-19 07:10\" or \"07:10\"")?;
            at(local).ok_or_else(|| format!("there was no {} that day: clocks were put forward", local.time()))?
        }
    };
    if time > now + AHEAD {
        return Err("it has not come yet: name a time that has passed, such as \"yesterday 21:00\"".into());
    }
    if time.year() < FIRST_YEAR {
        return Err(format!("it is before {FIRST_YEAR}"));
    }
    Ok(time)
}

fn local(text: &str, today: NaiveDate) -> Option<NaiveDateTime> {
    let mut words = text.split([' ', 'T']).filter(|word| !word.is_empty());
    let (first, second) = (words.next()?, words.next());
    let day = match (second, first) {
        (None, _) | (Some(_), "today") => today,
        (Some(_), "yesterday") => today.checked_sub_days(Days::new(1))?,
        (Some(_), day) => day.parse().ok()?,
    };
    let time = second.unwrap_or(first);
    let time = ["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(time, form).ok())?;
    words.next().is_none().then(|| day.and_time(time))
}

/// A time in the same words, as [`read`] takes it: `today 07:10`, `yesterday 21:00`, `2026-11-18 07:10`.
pub fn say(at: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> String {
    let day = match (now.date_naive() - at.date_naive()).num_days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        _ => at.format("%Y-%m-%d").to_string(),
    };
    format!("{day} {}", at.format("%H:%M"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_at_noon(text: &str) -> Result<String, String> {
        let now = stamp::read("2026-11-20T12:00:00+01:00").unwrap();
        let at = |local: NaiveDateTime| local.and_local_timezone(*now.offset()).earliest();
        read(text, now, at).map(|at| stamp::write(at).unwrap())
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, expected) in [
            ("07:10", "2026-11-20T07:10:00+01:00"),
            ("today 7:10", "2026-11-20T07:10:00+01:00"),
            ("yesterday 21:00", "2026-11-19T21:00:00+01:00"),
            ("2026-11-01  06:30:15", "2026-11-01T06:30:15+01:00"),
            ("2026-11-01T06:30", "2026-11-01T06:30:00+01:00"),
            ("2026-07-01T06:30:00-07:00", "2026-07-01T06:30:00-07:00"),
        ] {
            assert_eq!(read_at_noon(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_time_is_said_as_it_is_read() {
        let now = stamp::read("2026-11-20T12:00:00+01:00").unwrap();
        for text in ["today 07:10", "yesterday 21:00", "2026-11-18 07:10"] {
            let at = stamp::read(&read_at_noon(text).unwrap()).unwrap();
            assert_eq!(say(at, now), text);
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_the_way_out() {
        for text in ["", "soon", "25:00", "today", "tomorrow 07:10", "2026-02-30 07:00", "07:10 today", "1 2 3"] {
            assert!(read_at_noon(text).unwrap_err().contains("yesterday 21:00"), "{text}");
        }
        assert!(read_at_noon("today 12:02").unwrap_err().contains("not come yet"));
        assert!(read_at_noon("1212-11-20 07:00").unwrap_err().contains("before 2000"));
        assert!(read_at_noon("today 12:01").is_ok(), "clocks differ");
    }

    #[test]
    fn c6_a_time_that_clocks_leapt_over_is_said_to_be_none() {
        let now = stamp::read("2026-11-20T12:00:00+01:00").unwrap();
        assert!(read("2026-03-29 02:30", now, |_| None).unwrap_err().contains("put forward"));
    }
}
