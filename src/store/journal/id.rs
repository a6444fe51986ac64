//! Ids as lines have them, read by hand: each line has one or two, and the general parser takes a third more steps when all is
//! compiled for size.

use crate::domain::record::FactId;

/// What a byte is as a hexadecimal digit; [`NONE`] if it is none.
static DIGITS: [u8; 256] = digits();

/// Above all digits.
const NONE: u8 = 0xff;

const fn digits() -> [u8; 256] {
    let mut digits = [NONE; 256];
    let mut value = 0;
    while value < 16 {
        digits[b"0123456789abcdef"[value as usize] as usize] = value;
        digits[b"0123456789ABCDEF"[value as usize] as usize] = value;
        value += 1;
    }
    digits
}

/// The id in 36 characters with its hyphens; nothing else is one.
pub(super) fn id(text: &str) -> Option<FactId> {
    let bytes: &[u8; 36] = text.as_bytes().try_into().ok()?;
    if [8, 13, 18, 23].iter().any(|hyphen| bytes[*hyphen] != b'-') {
        return None;
    }
    let (mut halves, mut met) = ([0_u64; 2], 0);
    for (half, digits) in [(0, 0..8), (0, 9..13), (0, 14..18), (1, 19..23), (1, 24..36)] {
        for byte in &bytes[digits] {
            let digit = DIGITS[usize::from(*byte)];
            met |= digit;
            halves[half] = (halves[half] << 4) | u64::from(digit & 0xf);
        }
    }
    (met < 16).then(|| FactId::from_u64_pair(halves[0], halves[1]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_id_is_read_as_the_general_parser_reads_it(number: u128, upper: bool, at in 0..36_usize, other in "[0-9a-gA-G -~é]") {
            let known = FactId::from_u128(number);
            let text = if upper { known.to_string().to_uppercase() } else { known.to_string() };
            prop_assert_eq!(id(&text), Some(known));
            let mut changed = text.clone();
            changed.replace_range(at..=at, &other);
            let general = FactId::try_parse(&changed).ok().filter(|_| changed.len() == 36);
            prop_assert_eq!(id(&changed), general, "{}", changed);
            prop_assert_eq!(id(&text[1..]), None);
        }
    }
}
