//! When a day begins. Whoever is still up at two in the morning is living yesterday.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Timelike};

/// The morning lasts so many hours from the beginning of the day, and until noon at least.
const MORNING: u32 = 8;
const NOON: u32 = 12;

/// The time of day at which a day begins, from 00:00 to 12:00; 04:00 unless the person says otherwise. It decides how
/// the past is counted, and is part of no fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Dawn {
    /// After midnight.
    minutes: u32,
}

impl Default for Dawn {
    fn default() -> Self {
        Self { minutes: 4 * 60 }
    }
}

impl Dawn {
    /// The day a calendar time belongs to, in the zone where it was lived.
    pub fn day_of(self, wall: DateTime<FixedOffset>) -> NaiveDate {
        let local = wall.naive_local();
        local.checked_sub_signed(TimeDelta::minutes(self.minutes.into())).unwrap_or(local).date()
    }

    /// How long it is from this time of day until the next day begins: more than nothing, and 24 hours at most. A clock that
    /// is put forward or back meanwhile is not foreseen.
    pub fn until_next(self, time: impl Timelike) -> Duration {
        const DAY: u64 = 24 * 3600;
        let nanos = Duration::from_nanos(time.nanosecond().min(999_999_999).into());
        let since = Duration::from_secs(time.num_seconds_from_midnight().into()) + nanos;
        let begins = Duration::from_secs(u64::from(self.minutes) * 60);
        let next = if since < begins { begins } else { begins + Duration::from_secs(DAY) };
        next.saturating_sub(since)
    }

    /// Minutes after midnight, 0 to 720.
    pub const fn minutes(self) -> u32 {
        self.minutes
    }

    /// Whether this is a time of day at which the calendar has a later day than the one that is lived.
    pub fn is_after(self, time: impl Timelike) -> bool {
        minutes(time) < self.minutes
    }

    /// Whether the day has begun, and steps are still taken for the first ones of it.
    pub fn is_morning(self, time: impl Timelike) -> bool {
        (self.minutes..(self.minutes + MORNING * 60).max(NOON * 60)).contains(&minutes(time))
    }

    /// The time of day itself or, where that is still night, the beginning of the day: a time that lies on the day of
    /// its date.
    pub fn or_later(self, hour: u32) -> (u32, u32) {
        let minutes = self.minutes.max(hour * 60);
        (minutes / 60, minutes % 60)
    }
}

fn minutes(time: impl Timelike) -> u32 {
    time.hour() * 60 + time.minute()
}

/// A time at which no day can begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoDawn;

impl fmt::Display for NoDawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time from \"00:00\" to \"12:00\"")
    }
}

impl FromStr for Dawn {
    type Err = NoDawn;

    /// Reads `04:00` or `4:30`.
    fn from_str(text: &str) -> Result<Self, NoDawn> {
        let number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
            let plain = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| text.parse::<u32>().ok()).flatten()
        };
        let (hours, minutes) = text.split_once(':').ok_or(NoDawn)?;
        let hours = number(hours, 1..=2).ok_or(NoDawn)?;
        let minutes = number(minutes, 2..=2).filter(|minutes| *minutes < 60).ok_or(NoDawn)?;
        let minutes = hours * 60 + minutes;
        if minutes <= NOON * 60 { Ok(Self { minutes }) } else { Err(NoDawn) }
    }
}

impl fmt::Display for Dawn {
    /// As it is read: `04:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::stamp;

    fn dawn(text: &str) -> Dawn {
        text.parse().unwrap()
    }

    fn day(dawn: Dawn, at: &str) -> String {
        dawn.day_of(stamp::read(at).unwrap()).to_string()
    }

    #[test]
    fn the_next_day_begins_within_a_day_and_never_now() {
        let until = |dawn: Dawn, at: &str| dawn.until_next(stamp::read(at).unwrap()).as_secs();
        assert_eq!(until(Dawn::default(), "2026-11-22T03:59:52+01:00"), 8);
        assert_eq!(until(Dawn::default(), "2026-11-22T04:00:00+01:00"), 24 * 3600);
        assert_eq!(until(dawn("06:30"), "2026-11-21T22:00:00+01:00"), (8 * 60 + 30) * 60);
        assert_eq!(until(dawn("00:00"), "2026-11-21T23:59:59+01:00"), 1);
    }

    #[test]
    fn a_day_ends_at_four_unless_it_is_said_otherwise() {
        for (begins, last, first) in [(Dawn::default(), "03:59:59", "04:00:00"), (dawn("6:30"), "06:29:59", "06:30:00")]
        {
            assert_eq!(day(begins, &format!("2026-11-20T{last}+01:00")), "2026-11-19", "{begins}");
            assert_eq!(day(begins, &format!("2026-11-20T{first}+01:00")), "2026-11-20", "{begins}");
        }
        assert_eq!(day(dawn("00:00"), "2026-11-20T00:00:00+01:00"), "2026-11-20");
        assert_eq!(day(dawn("12:00"), "2026-11-20T11:59:59+01:00"), "2026-11-19");
    }

    #[test]
    fn a_beginning_is_said_as_it_is_read() {
        for text in ["00:00", "04:00", "06:30", "12:00"] {
            assert_eq!(dawn(text).to_string(), text);
        }
        assert_eq!(dawn("4:05").to_string(), "04:05");
        for text in ["", "4", "4h", "12:01", "23:00", "04:60", "04:5", "004:00", "-4:00", "+4:00", " 4:00", "04:00:00"]
        {
            assert_eq!(text.parse::<Dawn>(), Err(NoDawn), "{text:?}");
        }
    }

    #[test]
    fn a_morning_is_eight_hours_long_and_lasts_till_noon() {
        let is = |begins: &str, hour, minute| {
            dawn(begins).is_morning(chrono::NaiveTime::from_hms_opt(hour, minute, 0).unwrap())
        };
        assert!(!is("04:00", 3, 59) && is("04:00", 4, 0) && is("04:00", 11, 59) && !is("04:00", 12, 0));
        assert!(is("00:00", 0, 0) && is("00:00", 11, 59) && !is("00:00", 12, 0));
        assert!(!is("12:00", 11, 59) && is("12:00", 12, 0) && is("12:00", 19, 59) && !is("12:00", 20, 0));
    }

    #[test]
    fn a_usual_time_never_falls_into_the_night_before() {
        assert_eq!((Dawn::default().or_later(7), dawn("09:30").or_later(7)), ((7, 0), (9, 30)));
    }
}
