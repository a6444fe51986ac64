//! Lengths of time as people write them: `90s`, `3m`, `1m30s`, `1m30`, `1:30`, `1h`.

use std::ops::RangeInclusive;

/// The seconds that `text` stands for. Saturates, so that what is far too long is told as such; `None` if it is not a
/// length.
pub(super) fn parse(text: &str) -> Option<u32> {
    let seconds = match text.split_once(':') {
        Some((minutes, seconds)) if seconds.len() == 2 => of_minutes(digits(minutes)?, digits(seconds)?)?,
        Some(_) => return None,
        None => with_units(text)?,
    };
    Some(u32::try_from(seconds).unwrap_or(u32::MAX))
}

/// `1h30m10s`: each unit once, the larger before the smaller, and the smaller ones below 60; after minutes, the last
/// unit may be left out.
fn with_units(text: &str) -> Option<u64> {
    const UNITS: [(char, u64); 3] = [('h', 3600), ('m', 60), ('s', 1)];
    let mut rest = text;
    let mut above: Option<u64> = None;
    let mut sum = 0u64;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let count = digits(&rest[..end])?;
        let size = match rest[end..].chars().next() {
            Some(unit) => UNITS.iter().find(|(name, _)| *name == unit)?.1,
            None if above == Some(60) => 1,
            None => return None,
        };
        if above.is_some_and(|above| size >= above || count >= 60) {
            return None;
        }
        sum = sum.saturating_add(count.saturating_mul(size));
        above = Some(size);
        rest = rest.get(end + 1..).unwrap_or("");
    }
    above.map(|_| sum)
}

fn of_minutes(minutes: u64, seconds: u64) -> Option<u64> {
    (seconds < 60).then(|| minutes.saturating_mul(60).saturating_add(seconds))
}

/// A whole number in plain digits; saturates.
pub(super) fn digits(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().unwrap_or(u64::MAX))
}

/// What was probably meant by something that is not a length: `3 m`, `90`, `90 sec`, `2 minutes`.
pub(super) fn meant(text: &str, allowed: &RangeInclusive<u32>) -> Option<String> {
    if text.len() > 20 {
        return None;
    }
    let mut squeezed: String = text.to_ascii_lowercase().split_whitespace().collect();
    for (long, short) in [("hours", "h"), ("hour", "h"), ("minutes", "m"), ("minute", "m"), ("min", "m")]
        .into_iter()
        .chain([("seconds", "s"), ("second", "s"), ("secs", "s"), ("sec", "s")])
    {
        squeezed = squeezed.replace(long, short);
    }
    [squeezed.clone(), format!("{squeezed}s")]
        .into_iter()
        .find(|guess| parse(guess).is_some_and(|seconds| allowed.contains(&seconds)))
}

/// A length in words: `45 s`, `10 min`, `1 h`.
pub(super) fn words(seconds: u32) -> String {
    match seconds {
        0 => "0 s".into(),
        s if s % 3600 == 0 => format!("{} h", s / 3600),
        s if s % 60 == 0 => format!("{} min", s / 60),
        s => format!("{s} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_people_write_them() {
        for (text, seconds) in [
            ("90s", 90),
            ("3m", 180),
            ("1m30s", 90),
            ("1m30", 90),
            ("1:30", 90),
            ("0:05", 5),
            ("1h", 3600),
            ("1h05m", 3900),
            ("0s", 0),
            ("99999999999999999999s", u32::MAX),
            ("99999999999999999999h", u32::MAX),
        ] {
            assert_eq!(parse(text), Some(seconds), "{text}");
        }
    }

    #[test]
    fn r6_what_is_not_a_length_is_none() {
        for text in ["", " ", "3 m", "1.5s", "-0s", "-5s", "+5s", "90", "s", "m30s", "1s1m", "1m1m", "1m90s", "1h30"]
            .into_iter()
            .chain(["1:5", "1:60", "1:", ":30", "1:30:00", "1e3s", "٣s", "90S", "90s ", "0x10s", "nan", "inf"])
        {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_near_miss_is_understood() {
        for (text, guess) in [("3 m", "3m"), ("90", "90s"), ("90 sec", "90s"), ("2 Minutes", "2m"), ("90S", "90s")] {
            assert_eq!(meant(text, &(1..=600)).as_deref(), Some(guess));
        }
        assert_eq!(meant("900", &(1..=600)), None);
        assert_eq!(meant("soon", &(1..=600)), None);
    }
}
