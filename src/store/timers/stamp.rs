//! The line in a file of ours that tells what it was written for, and whether it stands as it was written:
//! `solemate remind: at 07:00 21:00; quiet 22:00-07:00; sum 1c291ca3`.

use crate::domain::remind::{Quiet, Times};

const HEAD: &str = "solemate remind: at ";
const QUIET: &str = "; quiet ";
const SUM: &str = "; sum ";
const UNSEALED: &str = "00000000";

/// The line for these times, not sealed yet.
pub(super) fn line(times: &Times) -> String {
    let at: Vec<String> = times.at().iter().map(ToString::to_string).collect();
    let quiet = times.quiet().map_or_else(|| "none".to_owned(), |quiet| quiet.to_string());
    format!("{HEAD}{}{QUIET}{quiet}{SUM}{UNSEALED}", at.join(" "))
}

/// The text with the checksum in its stamp: CRC-32 of the text that has zeros there, in hexadecimal.
pub(super) fn seal(text: &str) -> String {
    let sum = format!("{SUM}{:08x}", crc32fast::hash(text.as_bytes()));
    text.replacen(&format!("{SUM}{UNSEALED}"), &sum, 1)
}

/// The times a text was written for; none if it is not ours, or not as it was written.
pub(super) fn read(text: &str) -> Option<Times> {
    let stamp = text.lines().find_map(|line| line.split_once(HEAD).map(|(_, rest)| rest))?;
    let (at, rest) = stamp.split_once(QUIET)?;
    let (quiet, rest) = rest.split_once(SUM)?;
    let sum = rest.get(..UNSEALED.len())?;
    let unsealed = text.replacen(&format!("{SUM}{sum}"), &format!("{SUM}{UNSEALED}"), 1);
    if seal(&unsealed) != text {
        return None;
    }
    let at = at.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
    let quiet = if quiet == "none" { None } else { Some(quiet.parse::<Quiet>().ok()?) };
    Times::new(at, quiet).ok()
}
