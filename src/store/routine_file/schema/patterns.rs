//! Lengths of time and tempos as regular expressions, in what all kinds of them have in common: no looking ahead.

use std::ops::RangeInclusive;

use crate::domain::routine::bounds;

/// A number below 60, whatever zeros stand before it.
const BELOW_SIXTY: &str = "0*[0-5]?[0-9]";

/// The id of a routine, and what on some systems is no file.
pub(super) const ID: &str = "^[a-z0-9][a-z0-9-]{0,63}$";
pub(super) const DEVICE: &str = "^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$";

/// What is no length, or no tempo, because it is nothing: to be refused where there must be something.
pub(super) const NOTHING: &str = "^[0hms:-]*$";

/// Lengths as people write them, up to the end of a range that is whole minutes and an hour at most: `90s`, `3m`, `1m30s`,
/// `1m30`, `1:30`, `1h`.
pub(super) fn length(range: &RangeInclusive<u32>) -> String {
    let (seconds, minutes) = (*range.end(), range.end() / 60);
    let below = up_to(minutes.saturating_sub(1).min(59));
    let rest = format!("(?:{BELOW_SIXTY}s?)?");
    let nothing = "(?:0+s?)?";
    let mut all = vec![
        format!("{}s", up_to(seconds)),
        format!("{below}:[0-5][0-9]"),
        format!("0*{minutes}:00"),
        format!("(?:0+h)?{below}m{rest}"),
        format!("0*{minutes}m{nothing}"),
        format!("0+h(?:{BELOW_SIXTY}s)?"),
    ];
    all.push(match minutes {
        60 => format!("0*1h(?:0+m{nothing}|0+s)?"),
        _ => format!("0+h0*{minutes}m{nothing}"),
    });
    format!("^(?:{})$", all.join("|"))
}

/// Seconds up, held and down.
pub(super) fn tempo() -> String {
    let phase = up_to(*bounds::TEMPO.end());
    format!("^{phase}-{phase}-{phase}$")
}

/// A whole number up to `most`, whatever zeros stand before it.
fn up_to(most: u32) -> String {
    let digits = most.to_string();
    let mut all = Vec::new();
    if digits.len() > 1 {
        all.push(any(digits.len() - 1, true));
    }
    for (at, digit) in digits.bytes().enumerate() {
        let least = if at == 0 && digits.len() > 1 { b'1' } else { b'0' };
        if digit > least {
            let (same, rest) = (&digits[..at], digits.len() - at - 1);
            all.push(format!("{same}[{}-{}]{}", char::from(least), char::from(digit - 1), any(rest, false)));
        }
    }
    all.push(digits);
    format!("0*(?:{})", all.join("|"))
}

/// So many digits; or `fewer`, but one.
fn any(count: usize, fewer: bool) -> String {
    match (count, fewer) {
        (0, _) => String::new(),
        (1, _) => "[0-9]".to_owned(),
        (count, true) => format!("[0-9]{{1,{count}}}"),
        (count, false) => format!("[0-9]{{{count}}}"),
    }
}
