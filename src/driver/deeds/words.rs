//! What is said of what was done.

use crate::domain::text::Clean;
use crate::domain::words::capital;
use crate::store::journal::Damage;

/// With a capital letter and a full stop.
pub(super) fn sentence(text: &str) -> String {
    format!("{}.", capital(text))
}

/// What was wrong with the history, in a line; `doctor` says more.
pub(super) fn trouble(damage: &Damage) -> Option<Clean> {
    let unread = damage.bad + u64::try_from(damage.unreadable.len()).unwrap_or(0);
    match (unread, damage.newer) {
        (0, 0) => in_two_ways(damage.in_two_ways),
        (0, 1) => Some(Clean::visible("1 line is of a newer solemate; it is kept.")),
        (0, newer) => Some(Clean::visible(&format!("{newer} lines are of a newer solemate; they are kept."))),
        (1, _) => Some(Clean::visible("1 unread line or file is left out. `solemate doctor` names it.")),
        (bad, _) => {
            Some(Clean::visible(&format!("{bad} unread lines or files are left out. `solemate doctor` names them.")))
        }
    }
}

/// Of entries that two devices corrected in two ways.
fn in_two_ways(entries: u64) -> Option<Clean> {
    match entries {
        0 => None,
        1 => Some(Clean::visible("1 entry is said in two ways. One counts; `solemate doctor` names both.")),
        many => Some(Clean::visible(&format!(
            "{many} entries are said in two ways. One counts; `solemate doctor` names both."
        ))),
    }
}

/// The same of the newest lines, which are read alone at first: how many there are in all is not known by that.
pub(super) fn newest_trouble(bad: u64) -> Option<Clean> {
    let text = "Lines of the history cannot be read and are left out. `solemate doctor` names them.";
    (bad > 0).then(|| Clean::visible(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d19_of_the_newest_lines_no_number_is_said_that_another_page_would_not_say() {
        assert_eq!(newest_trouble(0), None);
        let said = newest_trouble(8).unwrap();
        assert!(!said.contains(|c: char| c.is_ascii_digit()) && said.contains("doctor"), "{said}");
    }

    #[test]
    fn d19_one_line_is_said_of_as_one() {
        let said = |bad, newer| trouble(&Damage { bad, newer, ..Damage::default() }).map(|said| said.to_string());
        assert_eq!(said(0, 0), None);
        assert_eq!(said(0, 1).as_deref(), Some("1 line is of a newer solemate; it is kept."));
        assert_eq!(said(0, 2).as_deref(), Some("2 lines are of a newer solemate; they are kept."));
        assert!(said(1, 2).unwrap().starts_with("1 unread line or file is left out."));
        assert!(said(2, 0).unwrap().starts_with("2 unread lines or files are left out."));
    }
}
