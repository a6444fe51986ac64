//! Ids as lines have them, read by hand: each line has one or two, and the general parser takes a third more steps when all is
//! compiled for size.

use crate::domain::record::FactId;

/// The same byte eight times.
const fn all(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// The highest bit of each byte that is `least` at least; of bytes below 0x80.
const fn at_least(bytes: u64, least: u8) -> u64 {
    bytes.wrapping_add(all(0x80 - least)) & all(0x80)
}

/// Eight hexadecimal digits as a number, in one go: a loop over them takes several times as long.
fn eight(digits: [u8; 8]) -> Option<u64> {
    let bytes = u64::from_be_bytes(digits);
    let small = bytes | all(0x20);
    let digit = at_least(bytes, b'0') & !at_least(bytes, b'9' + 1);
    let letter = at_least(small, b'a') & !at_least(small, b'f' + 1);
    if bytes & all(0x80) != 0 || digit | letter != all(0x80) {
        return None;
    }
    // Letters are a bit beyond 0x40, where their lowest four bits count from 1.
    let halves = (bytes & all(0x0f)) + 9 * ((bytes >> 6) & all(1));
    let pairs = (halves | (halves >> 4)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs | (pairs >> 8)) & 0x0000_ffff_0000_ffff;
    Some((fours | (fours >> 16)) & 0xffff_ffff)
}

/// The second half of an id in 36 characters.
pub(super) fn second_half(text: &[u8; 36]) -> Option<u64> {
    let [.., a, b, c, d, _, e, f, g, h, i, j, k, l, m, n, o, p] = *text;
    Some((eight([a, b, c, d, e, f, g, h])? << 32) | eight([i, j, k, l, m, n, o, p])?)
}

/// The id in 36 characters with its hyphens; nothing else is one.
pub(super) fn id(text: &str) -> Option<FactId> {
    let bytes: &[u8; 36] = text.as_bytes().try_into().ok()?;
    let [a, b, c, d, e, f, g, h, b'-', i, j, k, l, b'-', m, n, o, p, b'-', _, _, _, _, b'-', ..] = *bytes else {
        return None;
    };
    let first = (eight([a, b, c, d, e, f, g, h])? << 32) | eight([i, j, k, l, m, n, o, p])?;
    Some(FactId::from_u64_pair(first, second_half(bytes)?))
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
