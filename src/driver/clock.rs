//! The clocks: the only place that asks what time it is.

#![allow(clippy::disallowed_methods, reason = "this is the driver's clock: it reads the time for everybody else")]

use std::cell::Cell;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};

use crate::domain::dawn::Dawn;
use crate::domain::time::{Moment, Now};

/// From this growth on, the clock that counts sleep tells of a sleep and not of a rounding.
const A_SLEEP: Duration = Duration::from_secs(3);

/// The machine's clocks, read together.
#[derive(Debug)]
pub struct Clock {
    origin: Instant,
    /// When a day begins.
    dawn: Dawn,
    /// What the clock that counts sleep is ahead of the one that does not, as last seen.
    ahead: Cell<Duration>,
    /// The offset from UTC in seconds, and the minute since 1970 it was looked up for: looking it up reads files.
    offset: Cell<(i64, i32)>,
}

impl Clock {
    /// Starts counting: the origin of every [`Moment`] is now. Days begin at `dawn`.
    pub fn start(dawn: Dawn) -> Self {
        let clock = Self { origin: Instant::now(), dawn, ahead: Cell::default(), offset: Cell::new((i64::MIN, 0)) };
        clock.ahead.set(clock.counted_asleep());
        clock
    }

    /// The monotonic clock alone: cheap enough for every turn of a loop.
    pub fn moment(&self) -> Moment {
        Moment::at(self.origin.elapsed())
    }

    /// The monotonic clock for another thread.
    pub fn hand(&self) -> impl Fn() -> Moment + Send + 'static {
        counting_from(self.origin)
    }

    /// Both clocks at once. A zone that cannot be read counts as UTC; a calendar beyond what can be told, as 1970.
    pub fn now(&self) -> Now {
        let moment = self.moment();
        let utc = match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(after) => DateTime::from_timestamp(after.as_secs().try_into().unwrap_or(0), after.subsec_nanos()),
            Err(before) => DateTime::from_timestamp(-i64::try_from(before.duration().as_secs()).unwrap_or(0), 0),
        }
        .unwrap_or(DateTime::UNIX_EPOCH);
        Now { moment, wall: utc.with_timezone(&self.offset_at(utc)), dawn: self.dawn }
    }

    /// How long the machine slept since this was last asked; `None` when it did not. A corrected wall clock is no sleep.
    pub fn slept(&self) -> Option<Duration> {
        let ahead = self.counted_asleep();
        sleep_between(self.ahead.replace(ahead), ahead)
    }

    /// Zones change their offset on whole minutes, so one look a minute misses none.
    fn offset_at(&self, utc: DateTime<Utc>) -> FixedOffset {
        let minute = utc.timestamp().div_euclid(60);
        let (looked_up, seconds) = self.offset.get();
        let seconds = if looked_up == minute { seconds } else { zone_offset(utc) };
        self.offset.set((minute, seconds));
        FixedOffset::east_opt(seconds).unwrap_or_else(|| Utc.fix())
    }

    /// The time this clock's origin lies behind on the clock that counts sleep, beyond what the other one counted.
    fn counted_asleep(&self) -> Duration {
        sleep_counting_clock().saturating_sub(self.origin.elapsed())
    }
}

/// A monotonic clock alone, whose origin is now.
pub fn counting() -> impl Fn() -> Moment + Send + 'static {
    counting_from(Instant::now())
}

fn counting_from(origin: Instant) -> impl Fn() -> Moment + Send + 'static {
    move || Moment::at(origin.elapsed())
}

/// A calendar time of this place, with the offset it had or will have then; the earlier one of two. None where a clock
/// that was put forward leapt over it.
pub fn local(time: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
    Local.from_local_datetime(&time).earliest().map(|at| at.fixed_offset())
}

/// The same instant, told with the offset of this place then.
pub fn local_at(instant: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    let utc = instant.with_timezone(&Utc);
    FixedOffset::east_opt(zone_offset(utc)).map_or(instant, |offset| utc.with_timezone(&offset))
}

/// The local offset in seconds east of UTC; zero when the zone is junk.
fn zone_offset(utc: DateTime<Utc>) -> i32 {
    let utc = utc.naive_utc();
    // A zone rule may say 24 hours, which chrono cannot hold and refuses with a panic when asked by UTC. Asked by local
    // time it answers "none", as it also does in the hour skipped each spring: so two times are tried.
    let holds = |hours| {
        let local = utc.checked_add_signed(TimeDelta::hours(hours)).unwrap_or(utc);
        Local.offset_from_local_datetime(&local).earliest().is_some()
    };
    if holds(0) || holds(3) { Local.offset_from_utc_datetime(&utc).fix().local_minus_utc() } else { 0 }
}

/// How much longer the machine slept, if it was a sleep.
fn sleep_between(before: Duration, after: Duration) -> Option<Duration> {
    let grown = after.saturating_sub(before);
    (grown > A_SLEEP).then_some(grown)
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn sleep_counting_clock() -> Duration {
    reading(rustix::time::ClockId::Boottime)
}

#[cfg(target_vendor = "apple")]
fn sleep_counting_clock() -> Duration {
    reading(rustix::time::ClockId::Monotonic)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn reading(clock: rustix::time::ClockId) -> Duration {
    let t = rustix::time::clock_gettime(clock);
    Duration::new(t.tv_sec.try_into().unwrap_or(0), t.tv_nsec.try_into().unwrap_or(0))
}

/// Elsewhere no such clock is at hand: a sleep then shows as a leap over a deadline, which the session notices.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn sleep_counting_clock() -> Duration {
    Duration::ZERO
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c1_an_hour_with_the_lid_closed_is_a_sleep() {
        let uptime = Duration::from_secs(100);
        assert_eq!(sleep_between(uptime, uptime + Duration::from_secs(3600)), Some(Duration::from_secs(3600)));
        assert_eq!(sleep_between(uptime, uptime + A_SLEEP), None);
        assert_eq!(sleep_between(uptime, uptime), None);
    }

    #[test]
    fn c3_only_the_two_monotonic_clocks_tell_of_sleep() {
        let clock = Clock::start(Dawn::default());
        let first = clock.now();
        assert_eq!(clock.slept(), None);
        let second = clock.now();
        assert!(second.moment >= first.moment);
        assert_eq!(second.wall.offset(), first.wall.offset());
    }
}
