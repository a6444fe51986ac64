//! Files that are not TOML: every mistake by itself. The parser goes on after a mistake, but takes much of what follows for
//! one too; so each mistake is told in our words, its lines are blanked (places stay true), and the rest is read again.

use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};

use crate::domain::text::{Clean, Field};

use super::problem::{Problem, whole_characters};

/// How many mistakes are looked for.
const MOST_MISTAKES: usize = 40;
/// How many bytes are parsed in all: a large broken file is not read forty times.
const MOST_PARSED: usize = 512 * 1024;

/// What is left of a file when its mistakes are blanked.
pub(super) struct Mended {
    /// The file with line ends that everyone counts alike, each byte in its place.
    pub shown: String,
    /// The rest, each byte in its place.
    pub text: String,
    /// The mistakes.
    pub problems: Vec<Problem>,
    /// Whether the rest is TOML.
    pub readable: bool,
}

/// A mistake, and the lines it spoils.
struct Mistake {
    problem: Problem,
    spoilt: Range<usize>,
}

/// Finds the mistakes of a text that the parser refused.
pub(super) fn mend(text: &str) -> Mended {
    let shown = text_lines(text);
    let (mut text, mut problems) = without_controls(text);
    let mut parsed = 0;
    loop {
        let (tree, errors) = DeTable::parse_recoverable(&text);
        let Some(error) = errors.iter().min_by_key(|error| error.span().map_or(usize::MAX, |span| span.start)) else {
            return Mended { shown, text, problems, readable: true };
        };
        let mistake = explain(&text, tree.get_ref(), error);
        // A control character may be what spoils the line.
        if !is_told(&text, &problems, &mistake.problem) {
            problems.push(mistake.problem);
        }
        parsed += text.len();
        let spoilt = &text[mistake.spoilt.clone()];
        if spoilt.trim().is_empty() || problems.len() >= MOST_MISTAKES || parsed > MOST_PARSED {
            return Mended { shown, text, problems, readable: false };
        }
        let blank: String =
            spoilt.chars().map(|c| if c == '\n' { "\n".into() } else { " ".repeat(c.len_utf8()) }).collect();
        text.replace_range(mistake.spoilt, &blank);
    }
}

/// The mistakes of a text that is not TOML, each with its place; their lines are not counted yet.
pub fn mistakes(text: &str) -> Vec<Problem> {
    mend(text).problems
}

/// A lone CR is taken for the line end it is meant to be.
fn text_lines(text: &str) -> String {
    text.replace("\r\n", "\0\n").replace('\r', "\n").replace("\0\n", "\r\n")
}

/// Whether a line with a problem has been told already.
pub(super) fn is_told(text: &str, told: &[Problem], problem: &Problem) -> bool {
    let line = |problem: &Problem| line_start(text, problem.span.start.min(text.len()));
    told.iter().any(|other| line(other) == line(problem))
}

/// Control characters may stand nowhere in TOML.
fn without_controls(text: &str) -> (String, Vec<Problem>) {
    let mut kept = String::with_capacity(text.len());
    let mut problems = Vec::new();
    let mut lone_return = false;
    for (at, c) in text.char_indices() {
        let is_line_end = c == '\n' || (c == '\r' && text[at + 1..].starts_with('\n'));
        if !c.is_ascii_control() || c == '\t' || is_line_end {
            kept.push(c);
        } else if c == '\r' {
            kept.push('\n');
            if !std::mem::replace(&mut lone_return, true) {
                let title = "a line ends in a carriage return alone";
                problems.push(Problem::at(at..at, title, "end lines in LF or CR LF"));
            }
        } else {
            kept.push(' ');
            if problems.len() < MOST_MISTAKES {
                let what =
                    Clean::accept(c.encode_utf8(&mut [0; 4]), Field::Line).map_or_else(|d| d.what, |_| "?".into());
                problems.push(Problem::at(at..at + 1, &format!("{what} does not belong in this file"), "take it out"));
            }
        }
    }
    (kept, problems)
}

/// A key and its value.
struct Entry {
    key: Range<usize>,
    value: Range<usize>,
}

/// The statement in which `at` lies; the outermost, when it lies in an inline table.
fn statement(table: &DeTable, at: usize) -> Option<Entry> {
    table.iter().find_map(|(key, value)| {
        let (key, span) = (key.span(), value.span());
        if key.start < key.end && key.start <= at && at <= span.end && span.start >= key.end {
            return Some(Entry { key, value: span });
        }
        match value.get_ref() {
            DeValue::Table(inner) => statement(inner, at),
            DeValue::Array(items) => {
                items.iter().filter_map(|item| item.get_ref().as_table()).find_map(|inner| statement(inner, at))
            }
            _ => None,
        }
    })
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline)
}

/// Whether a line begins a statement of its own: `key =`, or a header.
fn begins_statement(line: &str) -> bool {
    let line = line.trim_start();
    let key = line.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).unwrap_or(line.len());
    line.starts_with("[[")
        || (line.starts_with('[') && line.trim_end().ends_with(']') && !line.contains('"') && !line.contains(','))
        || (key > 0 && line[key..].trim_start().starts_with('='))
}

fn explain(text: &str, tree: &DeTable, error: &Error) -> Mistake {
    let message = error.message().split(", expected").next().unwrap_or_default();
    let Some(span) = error.span() else { return too_deep(text) };
    let span = whole_characters(text, &span);
    let line = line_start(text, span.start)..line_end(text, span.end);
    let statement = statement(tree, span.start);
    if let Some(mistake) = statement.as_ref().and_then(|it| unclosed(text, it, span.start, message)) {
        return mistake;
    }
    let is_header = text[line.clone()].trim_start().starts_with('[')
        && statement.as_ref().is_none_or(|it| line_start(text, it.key.start) == line.start);
    let spoilt = match &statement {
        // What follows a broken header belongs to no table: blank up to the next one.
        _ if is_header => line.start..section_end(text, line.end),
        Some(it) => line_start(text, it.key.start).min(line.start)..line_end(text, it.value.end).max(line.end),
        None => line,
    };
    let problem = match message {
        "duplicate key" => twice(text, tree, span, is_header),
        message if message.starts_with("cannot extend value") => twice(text, tree, span, is_header),
        "cannot recurse further; max recursion depth met" => {
            Problem::at(span, "brackets lie too deep in each other", "a routine needs no more than two")
        }
        _ => syntax(text, statement.as_ref(), span, message),
    };
    Mistake { problem, spoilt }
}

/// A quote or bracket that is opened and never closed, so that the parser ran on into what follows.
fn unclosed(text: &str, it: &Entry, at: usize, message: &str) -> Option<Mistake> {
    let value = text.get(it.value.clone())?;
    let opening = value.chars().next()?;
    let start = line_start(text, it.key.start);
    let mark = |len: usize| it.value.start..it.value.start + len;
    match opening {
        '"' | '\'' if message.starts_with("invalid") && message.ends_with("string") && at == it.value.end => {
            let triple = [r#"""""#, "'''"].into_iter().find(|quotes| value.starts_with(quotes));
            let quotes = triple.map_or_else(|| opening.to_string(), str::to_owned);
            let mark = if triple.is_some() { mark(3) } else { it.value.clone() };
            let problem = Problem::at(mark, "this text is never closed", &format!("close it with `{quotes}`"));
            Some(Mistake { problem, spoilt: start..line_end(text, at) })
        }
        '[' | '{' if it.value.start < at => {
            let line = line_start(text, at);
            let ran_on = line > it.value.start && begins_statement(&text[line..line_end(text, at)]);
            if !ran_on && !message.starts_with("unclosed") {
                return None;
            }
            let (what, close) = if opening == '[' { ("list", ']') } else { ("table", '}') };
            let problem =
                Problem::at(mark(1), &format!("this {what} is never closed"), &format!("close it with `{close}`"));
            Some(Mistake { problem, spoilt: start..if ran_on { line } else { line_end(text, at) } })
        }
        _ => None,
    }
}

/// Where the next header begins.
fn section_end(text: &str, from: usize) -> usize {
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        if at > from && line.trim_start().starts_with('[') && begins_statement(line) {
            break;
        }
        at += line.len();
    }
    at
}

fn too_deep(text: &str) -> Mistake {
    let line = text.lines().max_by_key(|line| line.matches('.').count()).unwrap_or_default();
    let at = line.as_ptr() as usize - text.as_ptr() as usize;
    let problem = Problem::at(at..at + line.len(), "this key has too many parts", "a routine needs keys of one part");
    Mistake { problem, spoilt: 0..0 }
}

fn twice(text: &str, tree: &DeTable, span: Range<usize>, is_header: bool) -> Problem {
    let name = &text[span.clone()];
    let line = text[line_start(text, span.start)..line_end(text, span.start)].trim();
    if is_header && !line.starts_with("[[") && matches!(name, "step") {
        return Problem::at(span, "a step has two pairs of brackets", &format!("write `[{line}]`"));
    }
    let problem = Problem::at(span.clone(), &format!("`{name}` is written twice"), "keep one of the two");
    match first_place(text, tree, &span, is_header.then_some(line)) {
        Some(first) => problem.also(first, "first written here"),
        None => problem,
    }
}

/// Where the key at `span` was written before.
fn first_place(text: &str, tree: &DeTable, span: &Range<usize>, header: Option<&str>) -> Option<Range<usize>> {
    let path = |line: &str| line.trim().trim_matches(|c| matches!(c, '[' | ']')).to_owned();
    if let Some(header) = header {
        let earlier = text[..line_start(text, span.start)]
            .lines()
            .find(|line| line.trim_start().starts_with('[') && begins_statement(line) && path(line) == path(header));
        if let Some(line) = earlier {
            let at = line.as_ptr() as usize - text.as_ptr() as usize;
            return Some(at..at + line.trim_end().len());
        }
    }
    let mut best = None;
    earlier_key(tree, &text[span.clone()], span.start, &mut best);
    best
}

/// The last key `name` before `at`, unless it lies in an inline table that ends before `at`.
fn earlier_key(table: &DeTable, name: &str, at: usize, best: &mut Option<Range<usize>>) {
    for (key, value) in table {
        let span = key.span();
        if key.get_ref() == name && span.start < at && best.as_ref().is_none_or(|found| found.start < span.start) {
            *best = Some(span.clone());
        }
        let is_closed = value.span().start >= span.end && value.span().end < at;
        match value.get_ref() {
            DeValue::Table(inner) if !is_closed => earlier_key(inner, name, at, best),
            DeValue::Array(items) if !is_closed => {
                items.iter().filter_map(|item| item.get_ref().as_table()).for_each(|t| earlier_key(t, name, at, best));
            }
            _ => {}
        }
    }
}

/// Whether a number ends as it would elsewhere.
fn is_number_with_more(marked: &str) -> bool {
    let number = marked.trim_end_matches([';', ',']);
    number.len() < marked.len() && number.parse::<f64>().is_ok()
}

fn syntax(text: &str, it: Option<&Entry>, span: Range<usize>, message: &str) -> Problem {
    let marked = &text[span.clone()];
    let value = it.map(|it| it.value.clone()).filter(|value| value.contains(&span.start) || *value == span);
    let raw = value.clone().map_or(marked, |value| &text[value]).trim();
    let bare = || value.clone().unwrap_or_else(|| span.clone());
    match message {
        "string values must be quoted" if marked.is_empty() => {
            Problem::at(span, "the value is missing", "write it after the `=`")
        }
        "string values must be quoted" if marked.starts_with(['“', '”', '‘', '’', '„', '«', '`']) => {
            Problem::at(span, "these are not straight quotes", "write \" before and after the text")
        }
        "string values must be quoted" | "invalid boolean" | "invalid infinity"
            if matches!(marked.to_ascii_lowercase().as_str(), "true" | "yes" | "on") =>
        {
            Problem::at(span, &format!("`{marked}` is not a value"), "write `true`")
        }
        "string values must be quoted" if is_number_with_more(marked) => Problem::at(
            span,
            &format!("`{marked}` is not a value"),
            &format!("write `{}`", marked.trim_end_matches([';', ','])),
        ),
        "string values must be quoted" => {
            Problem::at(span.clone(), "a text needs quotes", &format!("write \"{}\"", marked.trim()))
        }
        "unexpected leading zero" => Problem::at(
            bare(),
            &format!("a number cannot begin with 0: {raw}"),
            &format!("write {}", raw.trim_start_matches('0')),
        ),
        "key with no value" => Problem::at(span, "this line has no `=`", "write `key = value`"),
        "invalid unquoted key" if marked == ":" => {
            Problem::at(span, "a key and its value are joined by `=`", "write `=` here")
        }
        "invalid unquoted key" => {
            Problem::at(span, &format!("a key cannot hold `{marked}`"), "a key is made of a-z, 0-9, `_` and `-`")
        }
        "unquoted keys cannot be empty" => Problem::at(span, "a key is missing here", "write `key = value`"),
        "extra `=`" => Problem::at(span, "one `=` too many", "take it out"),
        "unexpected key or value" | "unexpected content" => {
            Problem::at(span, "more than one value on this line", "start a new line here, or put all of it in quotes")
        }
        "unclosed array table" => Problem::at(span, "this header is never closed", "close it with `]]`"),
        "unclosed table" => Problem::at(span, "this header is never closed", "close it with `]`"),
        "missing escaped value" | "too few unicode value digits" | "invalid value" => Problem::at(
            span,
            "this backslash begins nothing that is known",
            r"write \\ for a backslash, or put the text in 'single quotes'",
        ),
        message if message.starts_with("missing comma") || message.starts_with("extra assignment") => {
            Problem::at(span, "a comma is missing", "write `,` between two values")
        }
        message if message.starts_with("extra comma") => Problem::at(span, "one comma too many", "take it out"),
        message if message.starts_with("invalid") && !raw.is_empty() && !raw.contains(['"', '\'', '\n']) => {
            Problem::at(bare(), &format!("`{raw}` is not a value"), &format!("if it is a text, write \"{raw}\""))
        }
        _ => Problem::at(span, &format!("this is not TOML: {message}"), "write `key = value`, one to a line"),
    }
}
