//! A list over several lines, or with comments in it, changed item by item.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::entry::{Splices, with_comma};
use super::outline::{line_end, line_start};
use super::value;
use crate::domain::edit::Value;

/// What makes `words` of a list; none where it may as well be written anew: on one line and without a comment.
pub(super) fn changed(
    text: &str,
    list: &Spanned<DeValue>,
    items: &[Spanned<DeValue>],
    words: &[String],
) -> Option<Splices> {
    let raw = &text[list.span()];
    if !raw.contains('\n') || items.is_empty() || words.is_empty() {
        return None;
    }
    let old: Vec<Option<&str>> = items.iter().map(|item| item.get_ref().as_str()).collect();
    let kept: Vec<bool> =
        old.iter().map(|item| item.is_some_and(|item| words.iter().any(|word| word == item))).collect();
    let staying: Vec<&str> = old.iter().zip(&kept).filter(|(_, kept)| **kept).filter_map(|(item, _)| *item).collect();
    let is_in_order = words.len() >= staying.len() && words.iter().zip(&staying).all(|(word, item)| word == item);
    if is_in_order && !staying.is_empty() {
        let gone = items.iter().zip(&kept).filter(|(_, kept)| !**kept);
        let mut splices: Splices =
            gone.map(|(item, _)| (lines_of(text, item.span(), &list.span()), String::new())).collect();
        let last = kept.iter().rposition(|kept| *kept).map(|at| items[at].span())?;
        let new = &words[staying.len()..];
        if !new.is_empty() {
            splices.push(appended(text, &last, &list.span(), new));
        }
        return Some(splices);
    }
    in_slots(text, list, items, words)
}

/// Each word in the place of an item, so that comments stay where they are; more words, or fewer, at the end.
fn in_slots(text: &str, list: &Spanned<DeValue>, items: &[Spanned<DeValue>], words: &[String]) -> Option<Splices> {
    let both = items.iter().zip(words).filter(|(item, word)| item.get_ref().as_str() != Some(word));
    let mut splices: Splices = both
        .map(|(item, word)| {
            let old = &text[item.span()];
            (item.span(), value::written(&Value::Text(word.clone()), Some(old)))
        })
        .collect();
    for item in items.iter().skip(words.len()) {
        splices.push((lines_of(text, item.span(), &list.span()), String::new()));
    }
    if words.len() > items.len() {
        let last = items.last()?.span();
        let (at, rest) = appended(text, &last, &list.span(), &words[items.len()..]);
        match splices.iter_mut().find(|(range, _)| range.end == at.start) {
            // The last slot and what follows it meet: one splice for both.
            Some((range, written)) => (*range, *written) = (range.start..at.end, format!("{written}{rest}")),
            None => splices.push((at, rest)),
        }
    }
    Some(splices)
}

/// The letters that go with an item that goes: its line, if nothing else stands on it.
fn lines_of(text: &str, item: Range<usize>, list: &Range<usize>) -> Range<usize> {
    let (start, end) = (line_start(text, item.start), line_end(text, item.end));
    let before = &text[start.max(list.start)..item.start];
    let behind = text[item.end..end].trim_start().trim_start_matches(',').trim_start();
    let is_alone = start > list.start && end < list.end && before.trim().is_empty();
    if is_alone && (behind.trim().is_empty() || behind.starts_with('#')) { start..end } else { with_comma(text, item) }
}

/// More words behind the item at `last`: on lines of their own if it has one.
fn appended(text: &str, last: &Range<usize>, list: &Range<usize>, words: &[String]) -> (Range<usize>, String) {
    let start = line_start(text, last.start);
    let indent = &text[start.max(list.start)..last.start];
    let quotes = &text[last.clone()];
    let words = words.iter().map(|word| value::written(&Value::Text(word.clone()), Some(quotes)));
    let has_comma = text[last.end..list.end].trim_start().starts_with(',');
    if start > list.start && indent.trim().is_empty() {
        let comma = last.end + text[last.end..list.end].find(',').map_or(0, |at| at + 1);
        let at = if has_comma { comma } else { last.end };
        // A comment on the line of the last item stays there.
        let line = line_end(text, at);
        let behind = &text[at..line];
        let (at, lead) = if has_comma && line < list.end { (line, "") } else { (at, "\n") };
        let first = if has_comma { "" } else { "," };
        if !has_comma && behind.trim_start().starts_with('#') {
            let lines: String = words.map(|word| format!("{indent}{word},\n")).collect();
            let comment = &text[last.end..line];
            return (last.end..line, format!(",{comment}{lines}"));
        }
        let lines: Vec<String> = words.map(|word| format!("{indent}{word},")).collect();
        let end = if lead.is_empty() { "\n" } else { "" };
        return (at..at, format!("{first}{lead}{}{end}", lines.join("\n")));
    }
    let words: String = words.map(|word| format!(", {word}")).collect();
    (last.end..last.end, words)
}
