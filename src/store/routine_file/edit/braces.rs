//! A table as one in braces, and as keys below a header: the values stay to the letter.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::comments::comments;
use super::meaning::STEP;
use super::outline::{is_headers, quoted};
use crate::domain::order;

/// The table in braces: `{ name = "A", time = { left = 10, right = 20 } }`.
pub(super) fn braces(text: &str, table: &DeTable) -> String {
    let entries = entries(text, table);
    if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
}

/// The table as a step below a header, and comments above that.
pub(super) fn header(text: &str, comments: &[String], table: &DeTable) -> String {
    let mut lines: Vec<String> = comments.to_vec();
    lines.push(format!("[[{STEP}]]"));
    lines.extend(entries(text, table));
    lines.join("\n") + "\n"
}

/// The comments in a range of a text in which a table lies, but for those inside its values: they go where these go.
pub(super) fn comments_beside(text: &str, range: Range<usize>, table: &DeTable) -> Vec<String> {
    let mut values = Vec::new();
    values_of(text, table, &mut values);
    order::by_key(&mut values, |value| value.start);
    let (mut found, mut at) = (Vec::new(), range.start);
    for value in values.into_iter().chain(std::iter::once(range.end..range.end)) {
        found.extend(comments(text, at..value.start.max(at)).into_iter().map(str::to_owned));
        at = value.end;
    }
    found
}

/// Its keys with their values, in the order of the file.
fn entries(text: &str, table: &DeTable) -> Vec<String> {
    let mut entries: Vec<(usize, String)> = table
        .iter()
        .map(|(name, value)| (name.span().start, format!("{} = {}", quoted(name.get_ref()), said(text, value))))
        .collect();
    order::by_key(&mut entries, |(start, _)| *start);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

fn said(text: &str, value: &Spanned<DeValue>) -> String {
    match value.get_ref() {
        DeValue::Table(inner) if !text[value.span()].starts_with('{') => braces(text, inner),
        DeValue::Array(items) if is_headers(text, value) => {
            let items: Vec<String> = items.iter().map(|item| said(text, item)).collect();
            format!("[{}]", items.join(", "))
        }
        _ => text[value.span()].to_owned(),
    }
}

/// Where the values stand that [`said`] takes to the letter.
fn values_of(text: &str, table: &DeTable, found: &mut Vec<Range<usize>>) {
    for (_, value) in table {
        values_in(text, value, found);
    }
}

fn values_in(text: &str, value: &Spanned<DeValue>, found: &mut Vec<Range<usize>>) {
    match value.get_ref() {
        DeValue::Table(inner) if !text[value.span()].starts_with('{') => values_of(text, inner, found),
        DeValue::Array(items) if is_headers(text, value) => {
            for item in items.iter() {
                values_in(text, item, found);
            }
        }
        _ => found.push(value.span()),
    }
}
