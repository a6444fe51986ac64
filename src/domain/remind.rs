//! When a person wants to be reminded, and when not.

use std::fmt;
use std::str::FromStr;

use chrono::Timelike;
use serde::{Serialize, Serializer};

use crate::domain::order;

/// So many times of a day are enough.
pub const MOST_TIMES: usize = 12;

/// A time of day to the minute, from 00:00 to 23:59.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct TimeOfDay {
    /// After midnight, below 1440.
    minutes: u32,
}

/// The hours in which nothing is shown, from the first time to just before the second, across midnight where that is the
/// earlier one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quiet {
    from: TimeOfDay,
    to: TimeOfDay,
}

/// The times of a day at which a person is reminded, and the hours in which they are not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Times {
    at: Vec<TimeOfDay>,
    quiet: Option<Quiet>,
}

/// Times that cannot be meant.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadTimes {
    /// Not a time of day.
    #[error("expected a time of day like 07:00")]
    Time,
    /// Not a stretch of hours.
    #[error("expected hours like 22:00-07:00, or none")]
    Hours,
    /// None at all.
    #[error("there is no time to be reminded at: name one with --at 07:00")]
    None,
    /// More than [`MOST_TIMES`].
    #[error("{0} times a day are too many: {MOST_TIMES} at most")]
    Many(usize),
    /// One at which nothing would be shown.
    #[error("{at} lies in the quiet hours, {quiet}: choose another time with --at, or other hours with --quiet")]
    Silenced {
        /// The time.
        at: TimeOfDay,
        /// The hours.
        quiet: Quiet,
    },
}

impl TimeOfDay {
    /// The time of day that a clock on the wall shows, in the zone it hangs in.
    pub fn of(time: impl Timelike) -> Self {
        Self { minutes: time.hour() * 60 + time.minute() }
    }

    const fn at(hour: u32) -> Self {
        Self { minutes: hour * 60 }
    }

    /// The hour, 0 to 23.
    pub const fn hour(self) -> u32 {
        self.minutes / 60
    }

    /// The minute, 0 to 59.
    pub const fn minute(self) -> u32 {
        self.minutes % 60
    }
}

impl Quiet {
    /// The night: what holds unless a person says otherwise.
    pub const NIGHT: Self = Self { from: TimeOfDay::at(22), to: TimeOfDay::at(7) };

    /// Whether nothing is shown at this time of day.
    pub fn holds(self, time: TimeOfDay) -> bool {
        if self.from < self.to { (self.from..self.to).contains(&time) } else { time >= self.from || time < self.to }
    }
}

impl Times {
    /// The morning and the evening, where nobody names a time (`clinical.md` F.5, the anchors of a plan).
    pub const USUAL: [TimeOfDay; 2] = [TimeOfDay::at(7), TimeOfDay::at(21)];

    /// These times, each once and in order.
    ///
    /// # Errors
    /// There is none, there are too many, or one lies in the quiet hours.
    pub fn new(mut at: Vec<TimeOfDay>, quiet: Option<Quiet>) -> Result<Self, BadTimes> {
        order::sort(&mut at);
        at.dedup();
        match (at.len(), quiet) {
            (0, _) => return Err(BadTimes::None),
            (many, _) if many > MOST_TIMES => return Err(BadTimes::Many(many)),
            (_, Some(quiet)) => {
                let silenced = at.iter().copied().find(|at| quiet.holds(*at));
                silenced.map_or(Ok(()), |at| Err(BadTimes::Silenced { at, quiet }))?;
            }
            (_, None) => {}
        }
        Ok(Self { at, quiet })
    }

    /// The times, in order.
    pub fn at(&self) -> &[TimeOfDay] {
        &self.at
    }

    /// The quiet hours.
    pub const fn quiet(&self) -> Option<Quiet> {
        self.quiet
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl fmt::Display for Quiet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from, self.to)
    }
}

impl fmt::Display for Times {
    /// `07:00, 21:00; quiet 22:00-07:00`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at: Vec<String> = self.at.iter().map(ToString::to_string).collect();
        f.write_str(&at.join(", "))?;
        match self.quiet {
            Some(quiet) => write!(f, "; quiet {quiet}"),
            None => f.write_str("; no quiet hours"),
        }
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl Serialize for Quiet {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl FromStr for TimeOfDay {
    type Err = BadTimes;

    /// Reads `07:00` or `7:00`.
    fn from_str(text: &str) -> Result<Self, BadTimes> {
        let number = |text: &str, most: u32| {
            let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<u32>().ok().filter(|number| plain && *number <= most)
        };
        let (hour, minute) = text.split_once(':').filter(|(_, minute)| minute.len() == 2).ok_or(BadTimes::Time)?;
        match (number(hour, 23), number(minute, 59)) {
            (Some(hour), Some(minute)) => Ok(Self { minutes: hour * 60 + minute }),
            _ => Err(BadTimes::Time),
        }
    }
}

impl FromStr for Quiet {
    type Err = BadTimes;

    /// Reads `22:00-07:00`. Two times that are the same are no hours: neither the whole day nor nothing is meant for sure.
    fn from_str(text: &str) -> Result<Self, BadTimes> {
        let (from, to) = text.split_once('-').ok_or(BadTimes::Hours)?;
        match (from.trim().parse(), to.trim().parse()) {
            (Ok(from), Ok(to)) if from != to => Ok(Self { from, to }),
            _ => Err(BadTimes::Hours),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> TimeOfDay {
        text.parse().unwrap()
    }

    #[test]
    fn quiet_hours_go_on_over_midnight_and_end_on_the_minute() {
        let holds = |hours: &str, at: &str| hours.parse::<Quiet>().unwrap().holds(time(at));
        for at in ["22:00", "23:59", "00:00", "06:59"] {
            assert!(holds("22:00-07:00", at), "{at}");
        }
        for at in ["07:00", "12:00", "21:59"] {
            assert!(!holds("22:00-07:00", at), "{at}");
        }
        assert!(holds("13:00-15:00", "13:00") && !holds("13:00-15:00", "15:00") && !holds("13:00-15:00", "00:00"));
        assert!(holds("00:00-06:00", "00:00") && !holds("00:00-06:00", "23:59"));
    }

    #[test]
    fn times_are_said_once_and_in_order_and_as_they_are_read() {
        let times = Times::new(vec![time("21:00"), time("7:05"), time("21:00")], Some(Quiet::NIGHT)).unwrap();
        assert_eq!(times.to_string(), "07:05, 21:00; quiet 22:00-07:00");
        assert_eq!(Times::new(vec![time("23:30")], None).unwrap().to_string(), "23:30; no quiet hours");
        let usual = Times::new(Times::USUAL.to_vec(), Some(Quiet::NIGHT)).unwrap();
        assert_eq!(usual.to_string(), "07:00, 21:00; quiet 22:00-07:00");
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_the_way_out() {
        for text in ["", "7", "24:00", "07:60", "07:5", "007:00", "-7:00", "+7:00", " 7:00", "7:00:00", "٧:٠٠"] {
            assert_eq!(text.parse::<TimeOfDay>(), Err(BadTimes::Time), "{text:?}");
        }
        for text in ["", "22:00", "22:00-22:00", "22-7", "22:00–07:00", "22:00-07:00-08:00"] {
            assert_eq!(text.parse::<Quiet>(), Err(BadTimes::Hours), "{text:?}");
        }
        assert_eq!(Times::new(vec![], None), Err(BadTimes::None));
        let silenced = Times::new(vec![time("06:59")], Some(Quiet::NIGHT)).unwrap_err().to_string();
        assert!(silenced.starts_with("06:59 lies in the quiet hours, 22:00-07:00:"), "{silenced}");
        let many = (0..13).map(|hour| time(&format!("{hour}:00"))).collect();
        assert_eq!(Times::new(many, None), Err(BadTimes::Many(13)));
    }
}
