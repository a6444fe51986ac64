//! Bytes to text: what is not UTF-8 is told as an encoding, never as a mistake in the routine.

use super::MOST_BYTES;
use super::problem::Problem;

/// Why the bytes are no text, and what of them can be shown.
pub(super) struct NoText {
    pub problem: Problem,
    pub shown: String,
}

/// The text of a file, its byte order mark included.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Box<NoText>> {
    let whole =
        |title: &str, label: &str| Box::new(NoText { problem: Problem::at(0..0, title, label), shown: String::new() });
    if bytes.len() > MOST_BYTES {
        let title = format!("the file has {} KiB", bytes.len().div_ceil(1024));
        return Err(whole(&title, &format!("a routine has at most {} KiB", MOST_BYTES / 1024)));
    }
    if is_utf16(bytes) {
        return Err(whole("the file is in UTF-16", "save it in UTF-8"));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(at_byte(
            bytes,
            at,
            "this is not a text file: it holds a NUL byte",
            "save it as plain text in UTF-8",
        ));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        match error.error_len() {
            Some(_) => {
                let title = format!("the file is not in UTF-8: it holds the byte 0x{:02X}", bytes[at]);
                at_byte(bytes, at, &title, "save it in UTF-8; it looks like Latin-1 or Windows-1252")
            }
            None => at_byte(bytes, at, "the file ends in the middle of a character", "save it again in UTF-8"),
        }
    })?;
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        let title = if text.starts_with('\u{feff}') {
            "the file is empty but for a byte order mark"
        } else {
            "the file is empty"
        };
        let problem = Problem::at(0..0, title, "a routine begins with `name = \"…\"` and has at least one `[[step]]`");
        return Err(Box::new(NoText { problem, shown: String::new() }));
    }
    Ok(text)
}

/// UTF-16 by its byte order mark, or by the zeros in every other byte of plain letters.
fn is_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [a, b, c, d, ..] => (*a == 0 && *c == 0 && *b != 0) || (*b == 0 && *d == 0 && *a != 0),
        _ => false,
    }
}

fn at_byte(bytes: &[u8], at: usize, title: &str, label: &str) -> Box<NoText> {
    let mut shown = String::from_utf8_lossy(&bytes[..at]).into_owned();
    let start = shown.len();
    shown.push_str(&String::from_utf8_lossy(&bytes[at..]));
    let end = shown[start..].chars().next().map_or(start, |c| start + c.len_utf8());
    Box::new(NoText { problem: Problem::at(start..end, title, label), shown })
}
