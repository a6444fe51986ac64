//! What a cell of another diary's table rates.

use crate::domain::record::Pain;

/// What a cell rates: none where it is empty or a dash. `4`, `4.0`, `4,0` and `4/10` are all 4; what lies between two
/// numbers, or could mean several, is left to the person.
pub(super) fn pain(text: &str) -> Result<Option<Pain>, String> {
    if text.is_empty() || ["-", "–", "—", "·"].contains(&text) {
        return Ok(None);
    }
    let number = text.strip_suffix("10").and_then(|rest| rest.trim_end().strip_suffix('/')).map_or(text, str::trim_end);
    let (whole, part) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    let value = whole.parse::<u8>().ok().and_then(|value| Pain::try_from(value).ok());
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match value.filter(|_| is_digits(whole) && is_digits(part)) {
        Some(value) if part.bytes().all(|byte| byte == b'0') => Ok(Some(value)),
        Some(value) if value.value() < 10 => {
            let low = value.value();
            Err(format!("`{text}` lies between two numbers of the scale: write {low} or {}", low + 1))
        }
        _ if text.eq_ignore_ascii_case("x") => {
            Err("`x` may be 10 or a mark: write a whole number from 0 to 10, or nothing".to_owned())
        }
        _ => Err(format!("`{text}` is not a whole number from 0 to 10")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_where_it_can_mean_one_thing_only() {
        let value = |text| pain(text).map(|pain| pain.map(Pain::value));
        for text in ["4", "04", "4.0", "4,00", "4/10", "4 / 10"] {
            assert_eq!(value(text), Ok(Some(4)), "{text}");
        }
        assert_eq!([value("10"), value("10/10"), value("0")], [Ok(Some(10)), Ok(Some(10)), Ok(Some(0))]);
        for text in ["", "-", "–", "—"] {
            assert_eq!(value(text), Ok(None), "{text}");
        }
        for (text, said) in [
            ("4,5", "write 4 or 5"),
            ("4.5/10", "write 4 or 5"),
            ("x", "10 or a mark"),
            ("11", "not a whole number"),
            ("10.5", "not a whole number"),
            ("+4", "not a whole number"),
            ("4/5", "not a whole number"),
            ("4-5", "not a whole number"),
            ("/10", "not a whole number"),
            ("1e1", "not a whole number"),
        ] {
            assert!(value(text).unwrap_err().contains(said), "{text}: {:?}", value(text));
        }
    }
}
