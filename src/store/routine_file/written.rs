//! Where a part of a decoded text lies in the file, in which it is written with quotes and escapes.

use std::ops::Range;

/// The bytes of `source` that stand for `part` of the text `decoded`, whose value lies at `value`.
pub(super) fn place(source: &str, value: &Range<usize>, (decoded, part): (&str, Range<usize>)) -> Range<usize> {
    // A text without escapes is a slice of the source.
    let start = (decoded.as_ptr() as usize).wrapping_sub(source.as_ptr() as usize);
    if start < source.len() && source.get(start..start + decoded.len()) == Some(decoded) {
        return start + part.start..start + part.end;
    }
    let inner = with_escapes(source.get(value.clone()).unwrap_or_default(), part);
    value.start + inner.start..value.start + inner.end
}

/// Where a part of a text lies in `raw`, the text as it is written.
fn with_escapes(raw: &str, part: Range<usize>) -> Range<usize> {
    let quotes = if raw.starts_with(r#"""""#) { 3 } else { 1 };
    let mut at = quotes;
    if quotes == 3 {
        at += raw[at..].starts_with("\r\n") as usize;
        at += raw[at..].starts_with(['\n', '\r']) as usize;
    }
    let (mut decoded, mut start) = (0, at);
    while at < raw.len() && decoded < part.end {
        if decoded <= part.start {
            start = at;
        }
        let rest = &raw[at..];
        let escape = rest.strip_prefix('\\').and_then(|rest| rest.chars().next());
        let (written, meant) = match escape {
            Some(kind @ ('x' | 'u' | 'U')) => {
                let digits = match kind {
                    'x' => 2,
                    'u' => 4,
                    _ => 8,
                };
                let code = rest.get(2..2 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
                (2 + digits, code.and_then(char::from_u32).map_or(1, char::len_utf8))
            }
            Some(c) if c.is_whitespace() => (1 + rest[1..].len() - rest[1..].trim_start().len(), 0),
            Some(c) => (1 + c.len_utf8(), 1),
            None => rest.chars().next().map_or((1, 1), |c| (c.len_utf8(), c.len_utf8())),
        };
        at += written;
        decoded += meant;
    }
    start.min(raw.len())..at.min(raw.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_behind_escapes() {
        for (raw, part, written) in [
            (r#""a\u00e9\u001bz""#, 3..4, r"\u001b"),
            (r#""\x1bz""#, 0..1, r"\x1b"),
            (r#""\U0001F468b""#, 4..5, "b"),
            ("\"\"\"\r\na\\\n   b\"\"\"", 1..2, "b"),
            (r#""é\"ü""#, 3..5, "ü"),
        ] {
            assert_eq!(&raw[with_escapes(raw, part)], written, "{raw}");
        }
    }
}
