//! A value as letters, in the manner in which the one before it was written.

use std::fmt::Write;

use crate::domain::edit::Value;

/// `value` as it is written in the place of `before`, if there was one.
pub(super) fn written(value: &Value, before: Option<&str>) -> String {
    match value {
        Value::Text(text) => text_like(text, before.unwrap_or_default()),
        Value::Number(number) => number.to_string(),
        Value::Switch(switch) => switch.to_string(),
        Value::List(words) => {
            let like = before.and_then(|list| list.find(['"', '\'']).map(|at| &list[at..])).unwrap_or_default();
            let words: Vec<String> = words.iter().map(|word| text_like(word, like)).collect();
            in_brackets(&words, before)
        }
        Value::Numbers(numbers) => {
            let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
            in_brackets(&numbers, before)
        }
        Value::Items(items) => {
            let like = before.and_then(|list| list.find(['"', '\'']).map(|at| &list[at..]));
            let items: Vec<String> = items.iter().map(|item| written(item, like)).collect();
            in_brackets(&items, before)
        }
        Value::Pair(pair) => {
            let pair = pair.each_ref().map(|(key, value)| format!("{key} = {}", written(value, None)));
            format!("{{ {} }}", pair.join(", "))
        }
    }
}

/// Items in brackets, with what the list before had inside of them, between its words and behind the last one.
fn in_brackets(items: &[String], before: Option<&str>) -> String {
    let inside = before.and_then(|list| list.strip_prefix('[')?.strip_suffix(']')).filter(|list| !list.contains('\n'));
    let Some(inside) = inside.filter(|inside| !items.is_empty() && !inside.trim().is_empty()) else {
        return format!("[{}]", items.join(", "));
    };
    let opening = &inside[..inside.len() - inside.trim_start().len()];
    let closing = &inside[inside.trim_end_matches([' ', '\t', ',']).len()..];
    let is_narrow = ["\",\"", "','"].iter().any(|between| inside.contains(between));
    format!("[{opening}{}{closing}]", items.join(if is_narrow { "," } else { ", " }))
}

/// A text with the kind of quotes that `before` has, where they can hold it.
fn text_like(text: &str, before: &str) -> String {
    let is_plain = !text.chars().any(|c| c.is_control());
    // The line end behind the first quotes is none of the text: it stays as it was, unless the text begins with one.
    let opens_a_line = |quotes: &str| {
        let rest = before.strip_prefix(quotes);
        rest.is_none_or(|rest| rest.starts_with('\n') || rest.starts_with("\r\n")) || text.starts_with('\n')
    };
    if before.starts_with("'''") && may_stand_in_three_single_quotes(text) {
        format!("'''{}{text}'''", if opens_a_line("'''") { "\n" } else { "" })
    } else if before.starts_with("\"\"\"") || text.contains('\n') {
        over_lines(text, opens_a_line("\"\"\""))
    } else if before.starts_with('\'') && !before.starts_with("'''") && is_plain && !text.contains('\'') {
        format!("'{text}'")
    } else {
        in_quotes(text)
    }
}

/// Nothing is escaped there: no quotes that would end it, and no letter that cannot be seen.
fn may_stand_in_three_single_quotes(text: &str) -> bool {
    !text.contains("'''") && !text.ends_with('\'') && !text.chars().any(|c| c.is_control() && !"\n\t".contains(c))
}

/// A text in double quotes.
pub fn in_quotes(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            c => push(&mut out, c),
        }
    }
    out.push('"');
    out
}

/// A text over several lines, in three double quotes; with a line end behind the first ones, which is none of it, or
/// without.
fn over_lines(text: &str, opens_a_line: bool) -> String {
    let mut out = String::from(if opens_a_line { "\"\"\"\n" } else { "\"\"\"" });
    let mut quotes = 0;
    for c in text.chars() {
        quotes = if c == '"' { quotes + 1 } else { 0 };
        match c {
            '"' if quotes == 3 => {
                out.push_str("\\\"");
                quotes = 0;
            }
            '\n' => out.push('\n'),
            c => push(&mut out, c),
        }
    }
    if text.ends_with('"') {
        out.pop();
        if !out.ends_with('\\') {
            out.push('\\');
        }
        out.push('"');
    }
    out.push_str("\"\"\"");
    out
}

fn push(out: &mut String, c: char) {
    match c {
        '\\' => out.push_str("\\\\"),
        '\t' => out.push_str("\\t"),
        '\r' => out.push_str("\\r"),
        c if c.is_control() => {
            // Writing to a text cannot fail.
            let _ = write!(out, "\\u{:04X}", u32::from(c));
        }
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> String {
        let line = format!("a = {written}");
        toml::from_str::<toml::Table>(&line).unwrap()["a"].as_str().unwrap().to_owned()
    }

    #[test]
    fn a_text_is_read_as_it_was_meant_in_any_quotes() {
        for text in [
            "",
            "plain",
            "it's",
            "a \"b\"",
            "\"",
            "\"\"",
            "\"\"\"",
            "x\"\"\"\"y\"\"",
            "back\\slash",
            "\\\"",
            "tab\t",
            "bell\u{7}\u{9b}",
        ]
        .into_iter()
        .chain(["two\nlines", "\n", "ends\n", "\"q\"\n\"r\"", "cr\rlf", "ü é 足"])
        {
            for before in ["", "\"x\"", "'x'", "'''x'''", "'''\nx'''", "\"\"\"x\"\"\"", "\"\"\"\nx\"\"\""] {
                let written = text_like(text, before);
                assert_eq!(read(&written), text, "{written}");
            }
        }
        assert_eq!(text_like("word", "'x'"), "'word'", "quotes stay what they were");
        for [before, after] in [
            ["'''a\n# no\nb'''", "'''a\n# no\nbX'''"],
            ["'''\na\n# no\nb'''", "'''\na\n# no\nbX'''"],
            ["\"\"\"a\n# no\nb\"\"\"", "\"\"\"a\n# no\nbX\"\"\""],
            ["\"\"\"\na\n# no\nb\"\"\"", "\"\"\"\na\n# no\nbX\"\"\""],
        ] {
            assert_eq!(text_like("a\n# no\nbX", before), after, "so do line ends behind them");
        }
    }
}
