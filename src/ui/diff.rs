//! The lines in which two texts differ, with a few lines around them.

use similar::{ChangeTag, TextDiff};

use crate::domain::text::Clean;

/// So many lines that are the same are shown before and behind those that differ.
const AROUND: usize = 2;

/// What is said of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// It is in both.
    Same,
    /// It is in the first one only.
    Out,
    /// It is in the second one only.
    In,
    /// Lines that are the same are left out here.
    Gap,
    /// It says what the lines below it are.
    Title,
    /// It says something of the line above it.
    Note,
}

/// A line of either text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Where it is.
    pub mark: Mark,
    /// What it says.
    pub text: Clean,
}

/// What makes `new` of `old`, line by line.
pub fn lines(old: &str, new: &str) -> Vec<Line> {
    let diff = TextDiff::from_lines(old, new);
    let mut lines = Vec::new();
    for (number, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if number > 0 {
            lines.push(Line { mark: Mark::Gap, text: Clean::default() });
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let mark = match change.tag() {
                ChangeTag::Equal => Mark::Same,
                ChangeTag::Delete => Mark::Out,
                ChangeTag::Insert => Mark::In,
            };
            lines.push(Line { mark, text: Clean::visible(change.value().trim_end_matches(['\r', '\n'])) });
            if mark != Mark::Same && change.missing_newline() {
                lines.push(Line { mark: Mark::Note, text: Clean::visible("no newline at the end") });
            }
        }
    }
    lines
}

/// How many lines are new, and how many are gone.
pub fn counts(lines: &[Line]) -> (usize, usize) {
    let count = |mark| lines.iter().filter(|line| line.mark == mark).count();
    (count(Mark::In), count(Mark::Out))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note() -> Line {
        Line { mark: Mark::Note, text: Clean::visible("no newline at the end") }
    }

    #[test]
    fn only_what_differs_is_shown_with_a_little_around_it() {
        let old: String = (1..=20).map(|n| format!("line {n}\n")).collect();
        let new = old.replace("line 3\n", "line three\n").replace("line 18\n", "");
        let found = lines(&old, &new);
        assert_eq!(counts(&found), (1, 2));
        let marks: Vec<Mark> = found.iter().map(|line| line.mark).collect();
        use Mark::{Gap, In, Out, Same};
        assert_eq!(marks, [Same, Same, Out, In, Same, Same, Gap, Same, Same, Out, Same, Same]);
        assert_eq!(lines("a\nb", "a\nb\n")[2..], [note(), Line { mark: In, text: Clean::visible("b") }]);
        assert_eq!(counts(&lines("a\nb", "a\nb\n")), (1, 1), "a note is no line of either");
        assert!(!lines("a\nb", "c\nb").contains(&note()), "nothing is said of a last line that stays");
        assert_eq!(lines(&old, &old), []);
        assert_eq!(lines("", "a\u{1b}b\n")[0].text.as_str(), "a\u{241b}b");
    }
}
