//! The two kinds of time, never mixed: a [`Moment`] for what runs, a calendar time with its offset for what is remembered.

use std::time::Duration;

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::dawn::Dawn;

/// No clock of a working machine says an earlier year: what was said then was said by one without a battery.
pub const FIRST_YEAR: i32 = 2000;

/// A point on the monotonic clock, counted from an arbitrary origin (the start of the program).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Hash)]
pub struct Moment(Duration);

impl Moment {
    /// The moment that lies `since_origin` after the origin.
    pub const fn at(since_origin: Duration) -> Self {
        Self(since_origin)
    }

    /// How long this moment lies after `earlier`; zero if it does not.
    pub const fn since(self, earlier: Self) -> Duration {
        self.0.saturating_sub(earlier.0)
    }

    /// The moment `span` later; saturates.
    #[must_use]
    pub const fn plus(self, span: Duration) -> Self {
        Self(self.0.saturating_add(span))
    }

    /// The moment `span` earlier; saturates at the origin.
    #[must_use]
    pub const fn minus(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(span))
    }
}

/// Both clocks, read together by the driver and handed to everything else, and when a day begins for this person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Now {
    /// The monotonic clock: for what runs.
    pub moment: Moment,
    /// The calendar with its offset from UTC: for what is remembered.
    pub wall: DateTime<FixedOffset>,
    /// When a day begins: what tells the days of the calendar from those that are lived.
    pub dawn: Dawn,
}

impl Now {
    /// The day that is lived.
    pub fn today(self) -> NaiveDate {
        self.day_of(self.wall)
    }

    /// The day on which that time was lived.
    pub fn day_of(self, at: DateTime<FixedOffset>) -> NaiveDate {
        self.dawn.day_of(at)
    }

    /// Whether a figure may hang on what was said for that time: not before [`FIRST_YEAR`], and not before its day has
    /// come, here or where it was lived. Of another time a clock that was wrong is the reason.
    pub fn counts(self, at: DateTime<FixedOffset>) -> bool {
        at.year() >= FIRST_YEAR && (at <= self.wall || self.day_of(at) <= self.today())
    }

    /// The day to which what was said for that time belongs. What was said an hour ago was lived, whatever day the clocks
    /// of another place had then: at the latest today. None for what lies ahead: it was dated by a clock that was wrong.
    pub fn lived_on(self, at: DateTime<FixedOffset>) -> Option<NaiveDate> {
        (at <= self.wall || self.counts(at)).then(|| self.day_of(at).min(self.today()))
    }

    /// Whether the day has begun, and steps are still taken for the first ones of it.
    pub fn is_morning(self) -> bool {
        self.dawn.is_morning(self.wall)
    }
}

/// A whole number of seconds, as routines state them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seconds(pub u32);

impl Seconds {
    /// The same length as a [`Duration`].
    pub const fn span(self) -> Duration {
        Duration::from_secs(self.0 as u64)
    }
}

impl std::fmt::Display for Seconds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&clock(self.span()))
    }
}

/// Whole seconds, counted upwards: what a countdown shows. Anything left at all is still a second.
pub const fn shown_seconds(left: Duration) -> u64 {
    left.as_secs() + if left.subsec_nanos() > 0 { 1 } else { 0 }
}

/// `m:ss`, or `h:mm:ss` from one hour on; part seconds count as whole ones.
pub fn clock(span: Duration) -> String {
    let s = shown_seconds(span);
    if s < 3600 {
        format!("{}:{:02}", s / 60, s % 60)
    } else {
        format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
    }
}

/// Durations in records: decimal seconds, to the millisecond.
pub mod decimal_seconds {
    use super::Duration;
    use serde::de::{Error, Expected, Visitor};
    use serde::{Deserializer, Serializer};

    /// The longest span a record can state, about ten years: longer than any lid stays closed.
    const MOST: Duration = Duration::from_secs(315_360_000);

    /// Writes whole seconds as an integer, others with up to three decimals. Saturates at what can be read back.
    pub fn serialize<S: Serializer>(span: &Duration, to: S) -> Result<S::Ok, S::Error> {
        let span = (*span).min(MOST);
        if span.subsec_millis() == 0 {
            to.serialize_u64(span.as_secs())
        } else {
            to.serialize_f64(span.as_millis() as f64 / 1000.0)
        }
    }

    /// Reads decimal seconds between zero and about ten years.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        from.deserialize_f64(Span)
    }

    struct Span;

    impl Visitor<'_> for Span {
        type Value = Duration;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "a length between 0 and {} seconds", MOST.as_secs())
        }

        /// Most spans are whole seconds: no detour through a fraction.
        fn visit_u64<E: Error>(self, s: u64) -> Result<Duration, E> {
            let span = Duration::from_secs(s);
            if span <= MOST { Ok(span) } else { Err(E::custom(format!("{s} is not {}", &self as &dyn Expected))) }
        }

        fn visit_i64<E: Error>(self, s: i64) -> Result<Duration, E> {
            self.visit_f64(s as f64)
        }

        fn visit_f64<E: Error>(self, s: f64) -> Result<Duration, E> {
            if (0.0..=MOST.as_secs_f64()).contains(&s) {
                Ok(Duration::from_millis((s * 1000.0).round() as u64))
            } else {
                Err(E::custom(format!("{s} is not {}", &self as &dyn Expected)))
            }
        }
    }
}

/// Calendar times in records: `2026-11-20T21:47:03+01:00`, always 25 characters: whole seconds and the offset of the
/// place. The years 0000 to 9999 can be written.
pub mod stamp {
    use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, SecondsFormat};
    use serde::{Deserializer, Serializer, de::Visitor, ser::Error as _};

    /// How a calendar time is written; none outside the years 0000 to 9999.
    pub fn write(at: DateTime<FixedOffset>) -> Option<String> {
        (0..=9999).contains(&at.year()).then(|| at.to_rfc3339_opts(SecondsFormat::Secs, false))
    }

    /// Reads exactly what [`write()`] writes. (By hand: a journal holds two for every session, and the general parser
    /// takes ten times as long.)
    pub fn read(text: &str) -> Option<DateTime<FixedOffset>> {
        let bytes: &[u8; 25] = text.as_bytes().try_into().ok()?;
        let digits = |range: std::ops::Range<usize>| {
            bytes[range].iter().try_fold(0_u32, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
        };
        let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (22, b':')];
        if marks.iter().any(|(place, mark)| bytes[*place] != *mark) {
            return None;
        }
        let day = NaiveDate::from_ymd_opt(i32::try_from(digits(0..4)?).ok()?, digits(5..7)?, digits(8..10)?)?;
        let time = day.and_hms_opt(digits(11..13)?, digits(14..16)?, digits(17..19)?)?;
        let (hours, minutes) = (digits(20..22)?, digits(23..25)?);
        let ahead = i32::try_from((hours * 60 + minutes) * 60).ok().filter(|_| minutes < 60)?;
        let offset = match bytes[19] {
            b'+' => FixedOffset::east_opt(ahead)?,
            b'-' => FixedOffset::west_opt(ahead)?,
            _ => return None,
        };
        time.and_local_timezone(offset).single()
    }

    /// Writes a calendar time.
    pub fn serialize<S: Serializer>(at: &DateTime<FixedOffset>, to: S) -> Result<S::Ok, S::Error> {
        match write(*at) {
            Some(text) => to.serialize_str(&text),
            None => Err(S::Error::custom("a date outside the years 0 to 9999")),
        }
    }

    /// Reads a calendar time.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<FixedOffset>, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = DateTime<FixedOffset>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a time like 2026-11-20T21:47:03+01:00")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
                read(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }
        }
        from.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_countdown_shows_the_second_that_is_still_running() {
        assert_eq!(shown_seconds(Duration::from_millis(2000)), 2);
        assert_eq!(shown_seconds(Duration::from_millis(2001)), 3);
        assert_eq!(clock(Duration::from_secs(3599)), "59:59");
        assert_eq!(clock(Duration::from_secs(3600)), "1:00:00");
    }

    #[test]
    fn c12_a_time_before_the_start_saturates() {
        let early = Moment::at(Duration::from_secs(1));
        assert_eq!(early.since(early.plus(Duration::from_secs(5))), Duration::ZERO);
        assert_eq!(early.minus(Duration::from_secs(5)), Moment::default());
    }

    #[test]
    fn c14_a_stamp_reads_back_and_no_minute_has_61_seconds() {
        for text in ["2026-11-20T21:47:03+01:00", "1970-01-01T00:00:00-11:30", "9999-12-31T23:59:59+00:00"] {
            let at = stamp::read(text).unwrap();
            assert_eq!(at, DateTime::parse_from_rfc3339(text).unwrap());
            assert_eq!(stamp::write(at).as_deref(), Some(text));
        }
        for text in ["2026-12-31T23:59:60+00:00", "2026-02-29T00:00:00+00:00", "2026-11-20T21:47:03Z", ""] {
            assert_eq!(stamp::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_written_can_be_read_back_however_long_the_lid_was_closed() {
        #[derive(Serialize, Deserialize)]
        struct Kept(#[serde(with = "decimal_seconds")] Duration);
        let back = |span| serde_json::from_str::<Kept>(&serde_json::to_string(&Kept(span)).unwrap()).unwrap().0;
        for millis in [0, 1, 999, 33_333, 9 * 24 * 3_600_000, 9 * 24 * 3_600_000 + 7] {
            assert_eq!(back(Duration::from_millis(millis)), Duration::from_millis(millis));
        }
        assert_eq!(back(Duration::MAX), Duration::from_secs(315_360_000));
    }
}
