//! Times as people write them: `today 07:10`, `yesterday 21:00`, `2026-11-19 07:10`, `07:10`; and days, `yesterday`, of
//! what belongs to a day.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::dawn::Dawn;
use super::record::{FactId, PainKind};
use super::time::{FIRST_YEAR, Now, stamp};

/// A clock may be a little behind the one that said "now".
const AHEAD: TimeDelta = TimeDelta::minutes(1);

/// The hour, 0 to 23, at which what belongs to a day is put where no time is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Usual(u32);

impl Usual {
    /// Of what is about a whole day, an event or a word about it: noon.
    pub const DAY: Self = Self(12);
    /// Of whatever is looked back on in the evening, a day's average above all.
    pub const EVENING: Self = Self(20);

    /// Of a rating; none of what a session surrounds, because only a time tells which one.
    pub const fn of(kind: PainKind) -> Option<Self> {
        match kind {
            PainKind::FirstStep => Some(Self(7)),
            PainKind::DayAverage => Some(Self::EVENING),
            PainKind::NowBefore | PainKind::NowDuring | PainKind::NowAfter => None,
        }
    }

    /// This hour of a day, or the beginning of the day where that is later: a time that lies on the day of its date.
    pub fn on(self, day: NaiveDate, dawn: Dawn) -> Option<NaiveDateTime> {
        let (hour, minute) = dawn.or_later(self.0);
        day.and_hms_opt(hour, minute, 0)
    }
}

/// Whether the time of a rating is nobody's word: a row of another diary's table that named a day alone was put at the
/// usual hour. Rows of tables have ids of UUID version 8.
pub fn is_made_up(rating: FactId, kind: PainKind, at: DateTime<FixedOffset>, dawn: Dawn) -> bool {
    let usual = || Usual::of(kind)?.on(dawn.day_of(at), dawn);
    rating.get_version_num() == 8 && usual() == Some(at.naive_local())
}

/// Reads `text`. A date is one of the calendar. `today`, which is also meant where no day is said, and `yesterday` are days
/// as they are lived: at one in the night `21:00` is four hours ago, and `00:30` half an hour. A day
/// without a time is read where there is a `usual` hour: that hour, or now where it is still to come. `at` finds the offset
/// that a time of this place has, if there was such a time at all.
///
/// # Errors
/// Says what was expected, or why this time cannot be meant.
pub fn read(
    text: &str,
    now: Now,
    usual: Option<Usual>,
    at: impl Fn(NaiveDateTime) -> Option<DateTime<FixedOffset>>,
) -> Result<DateTime<FixedOffset>, String> {
    let day = day(text, now);
    let time = match stamp::read(text) {
        Some(exact) => exact,
        None => {
            let local = match day {
                Some(day) => usual.ok_or_else(|| no_time(text))?.on(day, now.dawn),
                None => local(text, now),
            };
            let local = local.ok_or_else(|| not_read(text))?;
            at(local).ok_or_else(|| format!("there was no {} that day: clocks were put forward", local.time()))?
        }
    };
    let time = if day == Some(now.today()) { time.min(now.wall) } else { time };
    if time > now.wall + AHEAD {
        return Err("it has not come yet: name a time that has passed, such as \"yesterday 21:00\"".into());
    }
    if time.year() < FIRST_YEAR {
        return Err(format!("it is before {FIRST_YEAR}"));
    }
    Ok(time)
}

/// The day that is named without a time.
fn day(text: &str, now: Now) -> Option<NaiveDate> {
    match text.trim() {
        "today" => Some(now.today()),
        "yesterday" => now.today().checked_sub_days(Days::new(1)),
        date => date.parse().ok().filter(|_| is_date(&date)),
    }
}

/// What is missing where a day says too little.
fn no_time(text: &str) -> String {
    format!("add the time of day to it, as in \"{} 07:10\"", text.trim())
}

/// Whether a word has the form of a date, 2026-11-19.
fn is_date(word: &&str) -> bool {
    let form = |(n, byte): (usize, u8)| if matches!(n, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    word.len() == 10 && word.bytes().enumerate().all(form)
}

/// What is wrong with a time that is none, and the way out.
fn not_read(text: &str) -> String {
    let date = text.split([' ', 'T']).find(is_date);
    match date.filter(|date| date.parse::<NaiveDate>().is_err()) {
        Some(date) => format!("the calendar has no {date}: name a day that it has, such as \"yesterday 21:00\""),
        None => "write it like \"today 07:10\", \"yesterday 21:00\", \"2026-11-19 07:10\" or \"07:10\"".to_owned(),
    }
}

/// The date of today's `time`: in the night the calendar is a day ahead, of the times before the day began alone.
fn date(time: NaiveTime, now: Now) -> NaiveDate {
    if now.dawn.is_after(time) { now.wall.date_naive() } else { now.today() }
}

fn local(text: &str, now: Now) -> Option<NaiveDateTime> {
    let mut words = text.split([' ', 'T']).filter(|word| !word.is_empty());
    let (first, second) = (words.next()?, words.next());
    let time = second.unwrap_or(first);
    let time = ["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(time, form).ok())?;
    let day = match (second, first) {
        (None, _) | (Some(_), "today") => date(time, now),
        (Some(_), "yesterday") => date(time, now).checked_sub_days(Days::new(1))?,
        (Some(_), day) => day.parse().ok()?,
    };
    words.next().is_none().then(|| day.and_time(time))
}

/// A time in the same words, as [`read`] takes it: `today 07:10`, `yesterday 21:00`, `2026-11-18 07:10`.
pub fn say(at: DateTime<FixedOffset>, now: Now) -> String {
    let day = match (date(at.time(), now) - at.date_naive()).num_days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        _ => at.format("%Y-%m-%d").to_string(),
    };
    format!("{day} {}", at.format("%H:%M"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Moment;

    fn now(wall: &str) -> Now {
        Now { moment: Moment::default(), wall: stamp::read(wall).unwrap(), dawn: Dawn::default() }
    }

    fn read_at(now: Now, text: &str) -> Result<String, String> {
        let at = |local: NaiveDateTime| local.and_local_timezone(*now.wall.offset()).earliest();
        read(text, now, None, at).map(|at| stamp::write(at).unwrap())
    }

    fn read_day(now: Now, text: &str, usual: Usual) -> Result<String, String> {
        let at = |local: NaiveDateTime| local.and_local_timezone(*now.wall.offset()).earliest();
        read(text, now, Some(usual), at).map(|at| stamp::write(at).unwrap())
    }

    fn read_at_noon(text: &str) -> Result<String, String> {
        read_at(now("2026-11-20T12:00:00+01:00"), text)
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
        let now = now("2026-11-20T12:00:00+01:00");
        for text in ["today 07:10", "yesterday 21:00", "2026-11-18 07:10"] {
            let at = stamp::read(&read_at_noon(text).unwrap()).unwrap();
            assert_eq!(say(at, now), text);
        }
    }

    #[test]
    fn in_the_night_today_is_the_day_that_is_lived() {
        let night = now("2026-11-21T01:00:00+01:00");
        for (text, expected) in [
            ("today 07:10", "2026-11-20T07:10:00+01:00"),
            ("21:00", "2026-11-20T21:00:00+01:00"),
            ("today 00:30", "2026-11-21T00:30:00+01:00"),
            ("yesterday 21:00", "2026-11-19T21:00:00+01:00"),
            ("yesterday 00:30", "2026-11-20T00:30:00+01:00"),
            ("2026-11-21 00:10", "2026-11-21T00:10:00+01:00"),
        ] {
            assert_eq!(read_at(night, text).as_deref(), Ok(expected), "{text}");
        }
        for text in ["today 07:10", "today 00:30", "yesterday 21:00", "yesterday 00:30"] {
            assert_eq!(say(stamp::read(&read_at(night, text).unwrap()).unwrap(), night), text);
        }
        let with_the_calendar = Now { dawn: "00:00".parse().unwrap(), ..night };
        assert_eq!(read_at(with_the_calendar, "yesterday 21:00").as_deref(), Ok("2026-11-20T21:00:00+01:00"));
        assert!(read_at(with_the_calendar, "today 07:10").unwrap_err().contains("not come yet"));
    }

    #[test]
    fn a_day_alone_is_read_where_something_belongs_to_a_day() {
        let noon = now("2026-11-20T12:00:00+01:00");
        let first_steps = Usual::of(PainKind::FirstStep).unwrap();
        for (text, usual, expected) in [
            ("yesterday", Usual::EVENING, "2026-11-19T20:00:00+01:00"),
            (" 2026-11-01 ", first_steps, "2026-11-01T07:00:00+01:00"),
            ("2026-11-01", Usual::DAY, "2026-11-01T12:00:00+01:00"),
            ("today", first_steps, "2026-11-20T07:00:00+01:00"),
            ("today", Usual::EVENING, "2026-11-20T12:00:00+01:00"),
            ("yesterday 21:00", Usual::EVENING, "2026-11-19T21:00:00+01:00"),
        ] {
            assert_eq!(read_day(noon, text, usual).as_deref(), Ok(expected), "{text}");
        }
        for text in ["tomorrow", "2026-11-21", "2026-02-30", "1212-11-20", "20.11.2026"] {
            assert!(read_day(noon, text, Usual::EVENING).is_err(), "{text}");
        }
        assert!(read_at_noon("yesterday").unwrap_err().contains("\"yesterday 07:10\""));
        assert!(read_at_noon("2026-11-01").unwrap_err().contains("\"2026-11-01 07:10\""));
        assert_eq!(Usual::of(PainKind::NowBefore), None);
    }

    #[test]
    fn a_day_alone_is_the_one_that_is_lived_in_the_night_too() {
        let night = now("2026-11-21T01:00:00+01:00");
        assert_eq!(read_day(night, "today", Usual::EVENING).as_deref(), Ok("2026-11-20T20:00:00+01:00"));
        assert_eq!(read_day(night, "yesterday", Usual::EVENING).as_deref(), Ok("2026-11-19T20:00:00+01:00"));
        let late = Now { dawn: "11:00".parse().unwrap(), ..now("2026-11-20T12:00:00+01:00") };
        assert_eq!(read_day(late, "today", Usual(7)).as_deref(), Ok("2026-11-20T11:00:00+01:00"));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_the_way_out() {
        for text in ["", "soon", "25:00", "tomorrow 07:10", "2026-02-30 07:00", "07:10 today", "1 2 3"] {
            assert!(read_at_noon(text).unwrap_err().contains("yesterday 21:00"), "{text}");
        }
        assert!(read_at_noon("2026-02-30 07:00").unwrap_err().starts_with("the calendar has no 2026-02-30"));
        assert!(read_at_noon("2026-02-28 7 o'clock").unwrap_err().starts_with("write it like"));
        assert!(read_at_noon("today 12:02").unwrap_err().contains("not come yet"));
        assert!(read_at_noon("1212-11-20 07:00").unwrap_err().contains("before 2000"));
        assert!(read_at_noon("today 12:01").is_ok(), "clocks differ");
    }

    #[test]
    fn c6_a_time_that_clocks_leapt_over_is_said_to_be_none() {
        let now = now("2026-11-20T12:00:00+01:00");
        assert!(read("2026-03-29 02:30", now, None, |_| None).unwrap_err().contains("put forward"));
    }
}
