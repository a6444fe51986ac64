//! Two people's changes to one text, joined: what each changed on lines that the other left alone.
//!
//! ```text
//! base ──> mine        lines that only one side changed are as that side wrote them
//!    └───> theirs      lines that both changed touch: there the choice is a person's
//! ```

use std::ops::Range;

use similar::{DiffTag, TextDiff};

use crate::domain::order;

mod keys;

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Joined {
    /// Both sides' changes; mine where they touch.
    pub text: String,
    /// Whether some of them touch.
    pub touches: bool,
}

/// Lines of the base, and what one side has in their place.
#[derive(Clone, Debug)]
struct Hunk {
    base: Range<usize>,
    new: Range<usize>,
}

/// One side against the base.
struct Changed<'a> {
    hunks: Vec<Hunk>,
    lines: Vec<&'a str>,
}

impl<'a> Changed<'a> {
    fn new(base: &str, text: &'a str) -> Self {
        let diff = TextDiff::from_lines(base, text);
        let changes = diff.ops().iter().filter(|op| op.tag() != DiffTag::Equal);
        let hunks = changes.map(|op| Hunk { base: op.old_range(), new: op.new_range() }).collect();
        Self { hunks, lines: text.split_inclusive('\n').collect() }
    }

    /// Whether it changed these lines of the base, and what it has in their place.
    fn over(&self, base: &[&'a str], lines: &Range<usize>) -> (bool, String) {
        let mut text = String::new();
        let mut at = lines.start;
        let inside = self.hunks.iter().filter(|hunk| hunk.base.start >= lines.start && hunk.base.end <= lines.end);
        let mut changed = false;
        for hunk in inside {
            text.extend(base.get(at..hunk.base.start).unwrap_or_default().iter().copied());
            text.extend(self.lines.get(hunk.new.clone()).unwrap_or_default().iter().copied());
            (at, changed) = (hunk.base.end, true);
        }
        text.extend(base.get(at..lines.end).unwrap_or_default().iter().copied());
        (changed, text)
    }
}

/// Both texts are changes of `base`, which joins them. Lines that stand below each other are two lines: a change of one
/// and a change of the other do not touch. What is put in touches whatever is changed beside it, unless each line says a
/// key of its own: those are joined key by key.
pub fn join(base: &str, mine: &str, theirs: &str) -> Joined {
    let lines: Vec<&str> = base.split_inclusive('\n').collect();
    let (mine, theirs) = (Changed::new(base, mine), Changed::new(base, theirs));
    let (mut text, mut touches, mut at) = (String::new(), false, 0);
    for cluster in clusters(&mine.hunks, &theirs.hunks) {
        text.extend(lines.get(at..cluster.start).unwrap_or_default().iter().copied());
        at = cluster.end;
        let ((by_me, my), (by_them, their)) = (mine.over(&lines, &cluster), theirs.over(&lines, &cluster));
        if by_me && by_them && my != their {
            let base: String = lines.get(cluster).unwrap_or_default().iter().copied().collect();
            let joined = keys::join(&base, &my, &their).unwrap_or(Joined { text: my, touches: true });
            touches |= joined.touches;
            text += &joined.text;
        } else {
            text += if by_me { &my } else { &their };
        }
        // A last line without an end is none any more where something comes below it.
        if at < lines.len() && !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
    }
    text.extend(lines.get(at..).unwrap_or_default().iter().copied());
    Joined { text, touches }
}

/// The lines of the base that were changed, those of hunks that touch in one.
fn clusters(mine: &[Hunk], theirs: &[Hunk]) -> Vec<Range<usize>> {
    let mut hunks: Vec<&Range<usize>> = mine.iter().chain(theirs).map(|hunk| &hunk.base).collect();
    order::by_key(&mut hunks, |lines| (lines.start, lines.end));
    let mut clusters: Vec<Range<usize>> = Vec::new();
    for lines in hunks {
        match clusters.last_mut() {
            Some(last) if touch(last, lines) => last.end = last.end.max(lines.end),
            _ => clusters.push(lines.clone()),
        }
    }
    clusters
}

fn touch(one: &Range<usize>, other: &Range<usize>) -> bool {
    if one.is_empty() || other.is_empty() { other.start <= one.end } else { other.start < one.end }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "a\nb\nc\nd\ne\n";

    fn joined(mine: &str, theirs: &str) -> (String, bool) {
        let joined = join(BASE, mine, theirs);
        (joined.text, joined.touches)
    }

    #[test]
    fn changes_of_different_lines_are_joined_also_where_they_stand_below_each_other() {
        assert_eq!(joined("A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\n"), ("A\nb\nc\nd\nE\n".into(), false));
        assert_eq!(joined("a\nB\nc\nd\ne\n", "a\nb\nC\nd\ne\n"), ("a\nB\nC\nd\ne\n".into(), false));
        assert_eq!(joined("b\nc\nd\ne\n", "a\nb\nc\nd\ne\nf\n"), ("b\nc\nd\ne\nf\n".into(), false));
    }

    #[test]
    fn the_same_change_on_both_sides_is_made_once() {
        assert_eq!(joined("a\nx\nc\nd\ne\n", "a\nx\nc\nd\nE\n"), ("a\nx\nc\nd\nE\n".into(), false));
        assert_eq!(joined("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nd\ne\nf\n"), ("a\nb\nc\nd\ne\nf\n".into(), false));
    }

    #[test]
    fn where_both_changed_a_line_it_is_mine_and_the_rest_is_joined() {
        assert_eq!(joined("A\nmine\nc\nd\ne\n", "a\ntheirs\nc\nd\nE\n"), ("A\nmine\nc\nd\nE\n".into(), true));
        assert_eq!(joined("a\nb\nx\nc\nd\ne\n", "a\nb\ny\nc\nd\ne\n"), ("a\nb\nx\nc\nd\ne\n".into(), true));
        assert!(joined("a\nb\nc\nx\nd\ne\n", "a\nd\ne\n").1, "put in below what is gone");
    }

    #[test]
    fn nothing_of_a_side_that_changed_nothing_is_seen() {
        assert_eq!(joined(BASE, "x\n"), ("x\n".into(), false));
        assert_eq!(joined("x\n", BASE), ("x\n".into(), false));
        assert_eq!(join("", "mine\n", "theirs\n"), Joined { text: "mine\n".into(), touches: true });
    }

    #[test]
    fn a_last_line_without_an_end_stays_a_line_of_its_own() {
        let joined = join("a\nb", "A\nb", "a\nb\nc\n");
        assert_eq!((joined.text.as_str(), joined.touches), ("A\nb\nc\n", false));
    }
}
