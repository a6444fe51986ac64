//! What is asked where the clock of the machine stands behind the history.

use chrono::{DateTime, FixedOffset, TimeDelta};

use crate::domain::time::Now;

/// So much later than now an entry may be dated by a clock that was put right since, or by one in another place.
const AHEAD: TimeDelta = TimeDelta::days(2);

/// What is asked where the newest entry is of a time to which this clock has not come: an empty battery sets it back.
pub fn clock_behind(newest: DateTime<FixedOffset>, now: Now) -> Option<String> {
    let date = |at: DateTime<FixedOffset>| at.format("%-d %B %Y");
    (newest - now.wall > AHEAD).then(|| {
        let (today, newest) = (date(now.wall), date(newest));
        format!("The clock of this machine says {today}, and the newest entry is of {newest}: is the clock right?")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dawn::Dawn;
    use crate::domain::time::{Moment, stamp};

    #[test]
    fn c4_a_clock_is_asked_about_that_stands_days_behind_the_newest_entry() {
        let said = |wall: &str| {
            let now = Now { moment: Moment::default(), wall: stamp::read(wall).unwrap(), dawn: Dawn::default() };
            clock_behind(stamp::read("2026-11-21T07:10:00+09:00").unwrap(), now)
        };
        assert_eq!(
            said("2019-05-01T08:00:00+00:00").as_deref(),
            Some(
                "The clock of this machine says 1 May 2019, and the newest entry is of 21 November 2026: is the clock right?"
            )
        );
        assert_eq!(said("2026-11-20T10:10:00-12:00"), None, "a morning in Tokyo, told in the far west");
        assert_eq!(said("2026-11-22T07:00:00+09:00"), None);
    }
}
