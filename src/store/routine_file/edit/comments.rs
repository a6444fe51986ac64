//! The comments in a part of a file. A `#` inside a text is none.

use std::ops::Range;

use super::outline::line_start;

/// The comments in a range that begins and ends outside of any text, without the ends of their lines.
pub(super) fn comments(text: &str, range: Range<usize>) -> Vec<&str> {
    let part = &text[range];
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(next) = part[at..].find(['#', '"', '\'']).map(|next| at + next) {
        if part[next..].starts_with('#') {
            at = part[next..].find('\n').map_or(part.len(), |end| next + end);
            found.push(part[next..at].trim_end_matches('\r'));
        } else {
            at = next + length_in_quotes(&part[next..]);
        }
    }
    found
}

/// The comments in a range, each on a line of its own behind `indent`.
pub(super) fn comment_lines(text: &str, range: Range<usize>, indent: &str) -> String {
    comments(text, range).into_iter().map(|comment| format!("{indent}{comment}\n")).collect()
}

/// The spaces at the start of the line in which `at` lies.
pub(super) fn indent_at(text: &str, at: usize) -> &str {
    let line = &text[line_start(text, at)..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// How many bytes the text in quotes has with which `text` begins.
fn length_in_quotes(text: &str) -> usize {
    let quote = &text[..1];
    let thrice = quote.repeat(3);
    let closing = if text.starts_with(&thrice) { thrice.as_str() } else { quote };
    let mut at = closing.len();
    while let Some(c) = text[at..].chars().next() {
        if text[at..].starts_with(closing) {
            at += closing.len();
            // Up to two quotes may stand right before the three that close.
            let more = text[at..].len() - text[at..].trim_start_matches(quote).len();
            return if closing == thrice { at + more.min(2) } else { at };
        }
        let is_escape = c == '\\' && quote == "\"";
        let escaped = text[at + c.len_utf8()..].chars().next().filter(|_| is_escape);
        at += c.len_utf8() + escaped.map_or(0, char::len_utf8);
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_told_from_texts_in_any_quotes() {
        let text = "#1\r\na = \"#no \\\" #no\" #2\nb = '#no\\' #3 \"'\n'#no' = \"\" #4\nc = \"\"\"\"#no\\\"\"\"#no\n#no\"\"\"\"\" #5\nd = [ #6\n  '''#no''''' , #7 ü\n] #8";
        assert!(toml::from_str::<toml::Table>(text).is_ok());
        assert_eq!(comments(text, 0..text.len()), ["#1", "#2", "#3 \"'", "#4", "#5", "#6", "#7 ü", "#8"]);
        assert_eq!(comments(text, 4..text.len() - 3).first(), Some(&"#2"));
    }
}
