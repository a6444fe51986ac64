//! Lines that are changed side by side and each say one key: there it is not the place that tells whose they are, but the key.

use super::Joined;

/// A line of the form `key = value`, by its key.
type Line<'t> = (&'t str, &'t str);

/// The lines of a text, where each says a key of its own and nothing goes on over several of them.
fn lines(text: &str) -> Option<Vec<Line<'_>>> {
    let mut found: Vec<Line> = Vec::new();
    for line in text.split_inclusive('\n') {
        let (key, value) = line.split_once('=')?;
        let (key, value) = (key.trim(), value.trim());
        let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
        // What is opened and not closed goes on below.
        let is_whole = ["[", "{", "\"\"\"", "'''"].iter().all(|open| {
            !value.starts_with(open) || (value.starts_with('[') && value.contains(']') && !value.contains('#'))
        });
        if !is_key || !is_whole || found.iter().any(|(other, _)| *other == key) {
            return None;
        }
        found.push((key, line));
    }
    Some(found)
}

fn of<'t>(lines: &[Line<'t>], key: &str) -> Option<&'t str> {
    lines.iter().find(|(other, _)| *other == key).map(|(_, line)| *line)
}

/// Both sides' keys in one, in the order of theirs, and each of mine behind the one above it; mine where both changed one.
/// Nothing where a line is anything but a key.
pub(super) fn join(base: &str, mine: &str, theirs: &str) -> Option<Joined> {
    let (base, mine, theirs) = (lines(base)?, lines(mine)?, lines(theirs)?);
    let mut touches = false;
    let mut joined: Vec<Line> = Vec::new();
    for (key, their) in &theirs {
        let (was, my) = (of(&base, key), of(&mine, key));
        let by_me = my != was;
        touches |= by_me && Some(*their) != was && Some(*their) != my;
        joined.extend(if by_me { my } else { Some(*their) }.map(|line| (*key, line)));
    }
    let mut above = None;
    for (key, my) in &mine {
        let was = of(&base, key);
        if of(&theirs, key).is_none() && was != Some(*my) {
            // They took it out, or never had it.
            touches |= was.is_some();
            let at = joined.iter().position(|(other, _)| Some(*other) == above).map_or(joined.len(), |at| at + 1);
            joined.insert(at, (*key, *my));
        }
        above = Some(*key);
    }
    let mut text = String::new();
    for (_, line) in joined {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text += line;
    }
    Some(Joined { text, touches })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(base: &str, mine: &str, theirs: &str) -> (String, bool) {
        let joined = join(base, mine, theirs).unwrap();
        (joined.text, joined.touches)
    }

    #[test]
    fn keys_side_by_side_are_each_of_whoever_changed_them() {
        let (mine, theirs) = ("a = 1\nb = 3\n", "a = 2 # theirs\nb = 2\nc = 4\n");
        assert_eq!(joined("a = 1\nb = 2\n", mine, theirs), ("a = 2 # theirs\nb = 3\nc = 4\n".into(), false));
        assert_eq!(joined("a = 1\n", "a = 1\nb = 2\n", "a = 2\nc = 3\n"), ("a = 2\nb = 2\nc = 3\n".into(), false));
        assert_eq!(joined("", "b = 2\n", "c = 3\n"), ("c = 3\nb = 2\n".into(), false));
        assert_eq!(joined("a = 1\nb = 2\n", "b = 2\n", "a = 1\nb = 3"), ("b = 3".into(), false));
    }

    #[test]
    fn a_key_that_both_changed_is_mine_and_touches() {
        assert_eq!(joined("a = 1\nb = 2\n", "a = 5\nb = 2\n", "a = 6\nb = 7\n"), ("a = 5\nb = 7\n".into(), true));
        assert_eq!(joined("a = 1\n", "a = 5\n", ""), ("a = 5\n".into(), true));
        assert_eq!(joined("a = 1\n", "", "a = 5\n"), (String::new(), true));
        assert_eq!(joined("", "a = 1\n", "a = 1\n"), ("a = 1\n".into(), false));
    }

    #[test]
    fn lines_that_are_no_keys_are_left_to_their_places() {
        for other in ["[say]\n", "# said\n", "\n", "a = [\n", "a = [ # ]\n", "a = \"\"\"\n", "a = 1\na = 2\n", "60,\n"]
        {
            assert_eq!(join("", other, "b = 1\n"), None, "{other}");
        }
        assert!(join("", "a = [60, 30] \n", "b = \"x\"\n").is_some());
    }
}
