//! A list over several lines, or with comments in it: its words are exchanged, what stands around them stays.
//!
//! ```text
//! zones = [ # opening
//!     # above: goes with the word below it
//!     "arch", # behind: goes with the word before it
//!     "toes"
//! ]
//! ```

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::value;
use crate::domain::edit::Value;
use crate::store::routine_file::keys;

/// A word of a list, or a number.
type Item = Value;

/// The items of a list.
pub(super) fn items_of(list: &Value) -> Vec<Item> {
    match list {
        Value::List(words) => words.iter().cloned().map(Value::Text).collect(),
        Value::Numbers(numbers) => numbers.iter().copied().map(Value::Number).collect(),
        Value::Items(items) => items.clone(),
        _ => Vec::new(),
    }
}

/// An item as it stands in the file.
fn item_of(item: &DeValue) -> Item {
    if let DeValue::Table(table) = item {
        let value = |key| table.get(key).map(|value| Box::new(item_of(value.get_ref())));
        let [from, instead] = keys::RULE_KEYS;
        return match (value(from), value(instead)) {
            (Some(first), Some(second)) => Value::Pair([(from, first), (instead, second)]),
            _ => Value::Text(String::new()),
        };
    }
    match item.as_integer().and_then(|number| number.as_str().parse().ok()) {
        Some(number) => Value::Number(number),
        None => Value::Text(item.as_str().unwrap_or_default().to_owned()),
    }
}

/// A word with what stands around it; or a step in braces.
#[derive(Clone)]
pub(super) struct Piece<'t> {
    pub above: Cow<'t, str>,
    /// The word as it is written, with its quotes.
    pub written: String,
    /// Between the word and its comma.
    pub before_comma: &'t str,
    pub behind: &'t str,
}

/// A list taken apart.
pub(super) struct Apart<'t> {
    pub opening: &'t str,
    pub pieces: Vec<Piece<'t>>,
    /// Whether the last word has a comma, too.
    pub trailing: bool,
    pub closing: &'t str,
}

/// What makes `words` of a list; none where it may as well be written anew: on one line and without a comment.
pub(super) fn changed(
    text: &str,
    list: &Spanned<DeValue>,
    items: &[Spanned<DeValue>],
    words: &[Item],
) -> Option<(Range<usize>, String)> {
    if !text[list.span()].contains('\n') || items.is_empty() {
        return None;
    }
    let old: Vec<Item> = items.iter().map(|item| item_of(item.get_ref())).collect();
    let mut apart = take_apart(text, &list.span(), items);
    let stays: Vec<bool> = old.iter().map(|item| words.iter().any(|word| word == item)).collect();
    let staying: Vec<&Item> = old.iter().zip(&stays).filter(|(_, stays)| **stays).map(|(item, _)| item).collect();
    let in_order = words.len() >= staying.len() && words.iter().zip(&staying).all(|(word, item)| word == *item);
    // A word that comes where another goes is that one changed: it keeps what is said around it.
    let in_order = in_order && (staying.len() == old.len() || staying.len() == words.len());
    let indent = indent_of(text, &items[0].span());
    if in_order {
        let mut stays = stays.into_iter();
        apart.pieces.retain(|_| stays.next().unwrap_or(true));
    } else {
        apart.pieces = arranged(std::mem::take(&mut apart.pieces), (&old, words), indent);
    }
    let more = &words[apart.pieces.len()..];
    let quotes = &text[items[0].span()];
    Some((list.span(), apart.together(more, quotes, indent)))
}

/// The pieces of `words`: a word that was there before keeps what is said around it, wherever it stands now; one that is
/// new takes the place of one that is not there any more. Those at the end that are new are left out.
fn arranged<'t>(pieces: Vec<Piece<'t>>, (old, words): (&[Item], &[Item]), indent: Option<&'t str>) -> Vec<Piece<'t>> {
    let mut free: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    let mut kept: Vec<Option<Piece>> = words
        .iter()
        .map(|word| {
            let at = old.iter().zip(&free).position(|(item, piece)| item == word && piece.is_some())?;
            free.get_mut(at)?.take()
        })
        .collect();
    let last = kept.iter().rposition(Option::is_some).map_or(0, |at| at + 1).max(old.len().min(words.len()));
    kept.truncate(last);
    let mut arranged: Vec<Piece> = Vec::new();
    for (at, (piece, word)) in kept.into_iter().zip(words).enumerate() {
        let piece = piece.or_else(|| {
            let gone = free.get_mut(at)?.take()?;
            Some(Piece { written: value::written(word, Some(&gone.written)), ..gone })
        });
        let ends_a_line = arranged.last().is_none_or(|before| before.behind.ends_with('\n'));
        arranged.push(piece.unwrap_or_else(|| Piece {
            above: indent.filter(|_| ends_a_line).unwrap_or(" ").into(),
            written: value::written(word, None),
            before_comma: "",
            behind: if indent.is_some() { "\n" } else { "" },
        }));
    }
    arranged
}

pub(super) fn take_apart<'t>(text: &'t str, list: &Range<usize>, items: &[Spanned<DeValue>]) -> Apart<'t> {
    let first = items.first().map_or(list.end - 1, |item| item.span().start);
    let (opening, mut above) = up_to_line_end(&text[list.start + 1..first]);
    let (mut pieces, mut trailing) = (Vec::new(), false);
    for (number, item) in items.iter().enumerate() {
        let next = items.get(number + 1).map_or(list.end - 1, |next| next.span().start);
        let rest = &text[item.span().end..next];
        let comma = comma_in(rest);
        trailing = comma.is_some();
        let (before_comma, rest) = comma.map_or(("", rest), |at| (&rest[..at], &rest[at + 1..]));
        let (behind, next_above) = up_to_line_end(rest);
        pieces.push(Piece { above: above.into(), written: text[item.span()].to_owned(), before_comma, behind });
        above = next_above;
    }
    Apart { opening, pieces, trailing, closing: above }
}

impl Apart<'_> {
    /// Put together again.
    pub(super) fn written(self) -> String {
        self.together(&[], "", None)
    }

    fn together(self, more: &[Item], quotes: &str, indent: Option<&str>) -> String {
        let mut list = format!("[{}", self.opening);
        let last = self.pieces.len() + more.len();
        let mut number = 0;
        for piece in self.pieces {
            number += 1;
            let comma = if number < last || self.trailing { "," } else { "" };
            // A comment before a comma that is not there any more would swallow nothing: it ends with its line.
            list += &[&*piece.above, &piece.written, piece.before_comma, comma, piece.behind].concat();
        }
        for word in more {
            let written = value::written(word, Some(quotes));
            let on_a_new_line = list.ends_with('\n');
            list += match indent {
                Some(indent) if on_a_new_line => indent.to_owned(),
                Some(indent) => format!("\n{indent}"),
                None => " ".to_owned(),
            }
            .as_str();
            list += &written;
            number += 1;
            if number < last || self.trailing || indent.is_some() {
                list.push(',');
            }
            if on_a_new_line || (indent.is_some() && number == last && !self.closing.contains('\n')) {
                list.push('\n');
            }
        }
        list += self.closing;
        if last == 0 && !list.contains('#') { "[]".into() } else { list + "]" }
    }
}

/// What stands before a word on its line, if it is the first there.
pub(super) fn indent_of<'t>(text: &'t str, word: &Range<usize>) -> Option<&'t str> {
    let start = super::outline::line_start(text, word.start);
    Some(&text[start..word.start]).filter(|before| before.trim().is_empty())
}

/// Splits behind the first line end; without one, all of it belongs to what follows.
fn up_to_line_end(text: &str) -> (&str, &str) {
    text.split_at(text.find('\n').map_or(0, |at| at + 1))
}

/// The comma in what stands between two words; those in comments are none.
fn comma_in(text: &str) -> Option<usize> {
    let mut in_comment = false;
    text.bytes().position(|byte| {
        match byte {
            b'#' => in_comment = true,
            b'\n' => in_comment = false,
            _ => {}
        }
        byte == b',' && !in_comment
    })
}
